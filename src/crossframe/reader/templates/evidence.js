/* ---- the sentences behind a number ---- */
/* That of an outlet is the sum of the numbers below it. */
function evidence(number) {
  const list = make("ul", { class: "quotes" });
  const summed = () => [...number.closest("tbody").querySelectorAll(`td:nth-child(${number.closest("td").cellIndex + 1}) .n[data-e]`)];
  const words = number.dataset.e || summed().map((one) => one.dataset.e).join(" ");
  for (const word of words.split(" ")) {
    const [where, at] = word.split("@");
    const [place, sentence] = where.split(":").map(Number);
    const spans = at ? at.split("+").map((span) => span.split("-").map(Number)) : [];
    list.append(quote(place, sentence, spans));
  }
  return list;
}

function toggle(number) {
  const row = number.closest("tr, [data-row]");
  const own = number.getAttribute("aria-expanded") === "true";
  for (const open of row.querySelectorAll('[aria-expanded="true"]')) open.setAttribute("aria-expanded", "false");
  const behind = row.nextElementSibling;
  if (behind && behind.classList.contains("behind")) behind.remove();
  if (own) return;
  number.setAttribute("aria-expanded", "true");
  if (row.tagName === "TR") {
    const cell = make("td", { colspan: row.cells.length }, evidence(number));
    row.after(make("tr", { class: "behind" }, cell));
  } else {
    row.after(make("div", { class: "behind evidence" }, evidence(number)));
  }
}

/* ---- the way back to a link that was followed, by the note's button or the browser's own ---- */
const trail = [];

function leave(link) {
  const left = { link, to: link.hash.slice(1), hash: location.hash, view: document.body.dataset.view, top: scrollY };
  try {
    history.pushState(null, "", link.hash);
    left.pushed = true;
  } catch {
    /* a frame without an address of its own */
  }
  trail.push(left);
}

function comeBack() {
  const { link, hash, view, top } = trail.pop();
  const id = hash.slice(1);
  if (placeOf.has(id)) choose(id, { still: true });
  else release();
  address(id);
  showView(view);
  scrollTo({ top });
  if (!link.isConnected) return;
  link.scrollIntoView({ block: "nearest" });
  link.focus({ preventScroll: true });
}

/* ---- events ---- */
document.addEventListener("click", (event) => {
  const target = event.target;
  const number = target.closest(".n");
  const group = target.closest("summary [data-g]");
  const button = target.closest("button[data-pair]");
  const card = target.closest("[data-bring]");
  const link = target.closest('a[href^="#"]');
  if (number) {
    event.preventDefault();
    toggle(number);
  } else if (group) {
    event.preventDefault();
    const details = group.closest("details");
    details.open = true;
    for (const flash of details.querySelectorAll(".flash")) flash.classList.remove("flash");
    byId(group.dataset.g).classList.add("flash");
    byId(group.dataset.g).scrollIntoView({ block: "nearest" });
  } else if (button) {
    showPair(...button.dataset.pair.split(" ").map(Number));
  } else if (card) {
    event.preventDefault();
    leave(card);
    bring(Number(card.dataset.bring));
    const article = articles[Number(card.dataset.bring)];
    frameOf(article).scrollTo({ top: 0 });
    article.focus();
  } else if (link) {
    const id = link.getAttribute("href").slice(1);
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.classList.contains("m")) return choose(link.closest(".s").id, { to: id, still: true });
    if (link.classList.contains("num")) return choose(id, { still: true });
    leave(link);
    if (link.dataset.find !== undefined) openFind(link.dataset.find || link.textContent);
    else if (id === "find") openFind();
    else if (placeOf.has(id)) choose(id);
    else go(id);
  } else if (target.closest(".s") && !String(getSelection())) {
    const id = target.closest(".s").id;
    if (id === chosen) clear();
    else choose(id, { still: true });
  }
});

/* ---- figures and events of one relation ---- */
if (byId("relation")) {
  byId("relation").addEventListener("change", (event) => {
    for (const conflict of document.querySelectorAll(".conflict")) {
      conflict.hidden = event.target.value !== "" && conflict.dataset.relation !== event.target.value;
    }
  });
}

/* ---- in print the sentences behind every panel stand open ---- */
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});

for (const number of document.querySelectorAll(".n")) {
  number.setAttribute("role", "button");
  number.setAttribute("aria-expanded", "false");
}

function go(id) {
  const element = byId(id);
  if (!element) return;
  const view = element.closest(".view");
  if (view) showView(view.id);
  if (view === element) {
    address(id);
    scrollTo({ top: Math.min(scrollY, document.querySelector("main").offsetTop - staying().offsetHeight) });
    return;
  }
  if (element.matches("details")) element.open = true;
  element.scrollIntoView({ block: "start", behavior: behaviour() });
  if (element.id === "findings") element.focus({ preventScroll: true });
}
