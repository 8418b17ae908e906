/* The text of a sentence, with the words of some spans marked; offsets count code points. */
function textOf(place, number, spans) {
  const points = Array.from(byId(idOf(place, number)).querySelector(".t").textContent);
  const text = make("bdi", {});
  let at = 0;
  for (const [start, end] of spans || []) {
    text.append(points.slice(at, start).join(""), make("mark", {}, points.slice(start, end).join("")));
    at = end;
  }
  text.append(points.slice(at).join(""));
  return text;
}

function quote(place, number, spans, remark) {
  const ref = make("a", { class: "ref", href: `#${idOf(place, number)}` }, refOf(place, number));
  const item = make("li", { class: data.articles[place].colour }, ref, textOf(place, number, spans));
  if (remark) item.append(" ", make("small", {}, remark));
  return item;
}

/* Counterparts of a sentence in the other articles, and the nearest one where there is none. */
function linksOf(place, number) {
  const found = [];
  for (const [a, i, b, j, score, accepted, shared] of data.links) {
    if (a === place && i === number) found.push({ place: b, number: j, score, accepted, shared });
    if (b === place && j === number) found.push({ place: a, number: i, score, accepted, shared });
  }
  return found.sort((x, y) => y.score - x.score);
}

/* ---- the chosen sentence ---- */
function release() {
  for (const s of desk.querySelectorAll(".on, .peer")) s.classList.remove("on", "peer");
  for (const num of desk.querySelectorAll("[aria-current]")) num.removeAttribute("aria-current");
  note.hidden = true;
  document.body.classList.remove("noted");
  chosen = null;
}

function address(id) {
  try {
    history.replaceState(null, "", id ? `#${id}` : location.pathname + location.search);
  } catch {
    /* a frame without an address of its own */
  }
}

function choose(id, { to = null, still = false } = {}) {
  const [place, number] = placeOf.get(id);
  showView("text");
  release();
  bring(place);
  chosen = id;
  const links = linksOf(place, number);
  const accepted = links.filter((link) => link.accepted);
  const shown = accepted.filter((link) => displayed(link.place));
  byId(id).classList.add("on");
  byId(id).querySelector(".num").setAttribute("aria-current", "true");
  for (const link of accepted) byId(idOf(link.place, link.number)).classList.add("peer");
  write(place, number, links);
  byId("back").hidden = trail.at(-1)?.to !== id;
  note.hidden = false;
  note.scrollTop = 0;
  document.body.classList.add("noted");
  address(id);
  const refs = accepted.map((link) => refOf(link.place, link.number));
  byId("status").textContent = `Sentence ${refOf(place, number)}: ` + (refs.length ? `counterparts ${refs.join(", ")}` : "no counterpart found");
  const best = new Map();
  for (const link of shown) if (!best.has(link.place)) best.set(link.place, idOf(link.place, link.number));
  if (to) best.set(placeOf.get(to)[0], to);
  meet(byId(id), [...best.values()].map(byId), still);
}

/* ---- scrolling: the chosen sentence and its counterparts side by side ---- */
const frameOf = (element) => element.closest(".panel") || element.closest("article");
const scrolls = (frame) => getComputedStyle(frame).overflowY === "auto";
const behaviour = () => (calm.matches ? "auto" : "smooth");

function bounds(frame) {
  const box = scrolls(frame) ? frame.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const sides = narrow.matches ? document.querySelector(".sides").offsetHeight : 0;
  const covered = scrolls(frame) ? bar.getBoundingClientRect().bottom : staying().offsetHeight + sides;
  const head = scrolls(frame) && frame.querySelector(".panel-head");
  return { top: Math.max(box.top, covered) + (head ? head.offsetHeight : 0) + 16, bottom: Math.min(box.bottom, note.getBoundingClientRect().top) - 16 };
}

/* Scroll so that the element's top comes to a height of the window. */
function bringTo(element, wanted) {
  const frame = frameOf(element);
  const by = element.getBoundingClientRect().top - wanted;
  (scrolls(frame) ? frame : window).scrollBy({ top: by, behavior: behaviour() });
}

function meet(sentence, others, still) {
  const frame = frameOf(sentence);
  const framed = scrolls(frame);
  if (framed && desk.getBoundingClientRect().bottom > innerHeight + 4) desk.scrollIntoView({ block: "end" });
  const room = bounds(frame);
  const box = sentence.getBoundingClientRect();
  const fits = box.top >= room.top && box.bottom <= room.bottom;
  const middle = room.top + Math.max(0, (room.bottom - room.top - box.height) / 3);
  const top = fits && (still || framed) ? box.top : middle;
  if (top !== box.top) bringTo(sentence, top);
  if (narrow.matches) return;
  if (desk.scrollWidth > desk.clientWidth) {
    for (const one of [...others.slice(0, 1), sentence]) frameOf(one).scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  for (const other of others) {
    const height = other.getBoundingClientRect().height;
    if (framed) bringTo(other, Math.max(room.top, Math.min(top, room.bottom - height)));
    else {
      const at = other.getBoundingClientRect();
      if (at.top < room.top || at.bottom > room.bottom) bringTo(other, middle);
    }
  }
}

function part(title, items) {
  if (!items.length) return [];
  return [make("h3", {}, title), make("ul", { class: "quotes" }, ...items)];
}

function write(place, number, links) {
  byId("note-title").replaceChildren(make("bdi", {}, data.articles[place].outlet), number ? `, sentence ${number}` : ", headline");
  const accepted = links.filter((link) => link.accepted);
  const nearest = data.articles
    .map((_, other) => links.filter((link) => link.place === other))
    .filter((own) => own.length && displayed(own[0].place) && !own.some((link) => link.accepted))
    .map((own) => own[0]);
  const line = (text) => make("li", {}, text);
  const remark = (link) => `score ${link.score.toFixed(2)}${link.shared ? `; shared words: ${link.shared}` : ""}`;
  byId("note-links").replaceChildren(
    ...part("Counterparts: sentences alike", accepted.map((link) => quote(link.place, link.number, [], remark(link)))),
    ...part(
      accepted.length ? "Nearest where none was found" : "No counterpart found; the nearest",
      nearest.map((link) => quote(link.place, link.number, [], remark(link))),
    ),
  );
  byId("note-facts").replaceChildren(
    ...part(
      "Who speaks, and whether the statement itself stands elsewhere",
      data.said
        .filter(([a, first, last]) => a === place && first <= number && number <= last)
        .map(([, , , who, form, cue, carried]) => line(`${who}: ${form}${cue ? `, “${cue}”` : ""}${carried ? `; ${carried}` : ""}`)),
    ),
    ...part(
      "Themes",
      data.themes.filter(([a, s]) => a === place && s === number).map(([, , told]) => line(told)),
    ),
    ...part(
      "Phrases",
      data.phrases
        .filter(([, , at]) => at.some(([a, s]) => a === place && s === number))
        .map(([kind, text]) => line(`“${text}”, ${kind}`)),
    ),
  );
}

function clear() {
  release();
  address("");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) {
    const num = byId(chosen).querySelector(".num");
    clear();
    num.focus({ preventScroll: true });
  }
  const number = event.target.closest(".n");
  if (number && event.key === " ") {
    event.preventDefault();
    toggle(number);
  }
  if (!typing(event) && document.body.dataset.view === "text" && "jkhl".includes(event.key)) step(event.key);
});

/* A ticked box is no text that is typed in. */
function typing(event) {
  const field = event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea");
  return field || event.ctrlKey || event.metaKey || event.altKey;
}

/* j and k go to the next sentence and the one before, h and l to the article on the left and right. */
function step(key) {
  const on = document.activeElement.closest(".s") || (chosen && byId(chosen));
  const shown = [...desk.querySelectorAll("article")].filter((article) => displayed(articles.indexOf(article)));
  let to;
  if (!shown.length) return;
  if (!on) to = startArticle().querySelector(".s");
  else if (key === "j" || key === "k") {
    const own = [...on.closest("article").querySelectorAll(".s")];
    to = own[own.indexOf(on) + (key === "j" ? 1 : -1)];
  } else {
    const article = shown[shown.indexOf(on.closest("article")) + (key === "l" ? 1 : -1)];
    if (!article) return;
    const [place, number] = placeOf.get(on.id);
    const link = linksOf(place, number).find((one) => one.accepted && articles[one.place] === article);
    const own = [...article.querySelectorAll(".s")];
    to = link ? byId(idOf(link.place, link.number)) : own[Math.min(number, own.length - 1)];
    bring(articles.indexOf(article));
  }
  if (!to) return;
  if (chosen) choose(to.id, { still: true });
  to.querySelector(".num").focus({ preventScroll: Boolean(chosen) });
}

function near(event, on) {
  const s = event.target.closest(".s");
  if (!s) return;
  const [place, number] = placeOf.get(s.id);
  for (const link of linksOf(place, number)) {
    if (link.accepted) byId(idOf(link.place, link.number)).classList.toggle("near", on);
  }
}
desk.addEventListener("mouseover", (event) => near(event, true));
desk.addEventListener("mouseout", (event) => near(event, false));

byId("back").addEventListener("click", () => {
  if (trail.at(-1).pushed) history.back();
  else comeBack();
});

byId("close").addEventListener("click", () => {
  const num = chosen && byId(chosen).querySelector(".num");
  clear();
  if (num) num.focus({ preventScroll: true });
});
