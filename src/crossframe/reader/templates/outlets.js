/* ---- a panel an outlet, with one of its articles open; articles picked by outlet, day and event ---- */
const panels = [...desk.querySelectorAll(".panel")].map((element, number) => ({
  element,
  number,
  places: data.panels[number].places,
  open: data.panels[number].open,
  ticked: byId(`tick-${number}`),
}));
const panelOf = (place) => panels.find((panel) => panel.places.includes(place));
const view = { side: panelOf(data.pair[0]).number };
const displayed = (place) => panelOf(place).open === place && panelOf(place).ticked.checked;
const startArticle = () => articles[panels[view.side].open] || desk.querySelector("article:not([hidden])");
const choices = ["from", "to", "event"].map(byId).filter(Boolean);

/* An article without a day is in the choice as long as no day is chosen. */
function picked(place) {
  const day = data.days[place];
  const value = (name, otherwise) => byId(name)?.value || otherwise;
  const [first, last] = [value("from", ""), value("to", "9")].sort();
  const days = day ? first <= day && day <= last : first === "" && last === "9";
  return days && ["", String(data.articles[place].event)].includes(value("event", ""));
}

function showMarks(article) {
  for (const marks of article.querySelectorAll(".marks")) {
    let elsewhere = 0;
    for (const mark of marks.querySelectorAll(".m")) {
      mark.hidden = !displayed(placeOf.get(mark.hash.slice(1))[0]);
      elsewhere += mark.hidden ? 1 : 0;
    }
    marks.querySelector(".more")?.remove();
    if (!elsewhere) continue;
    const told = `${elsewhere} ${elsewhere === 1 ? "counterpart" : "counterparts"} in articles that are not open`;
    const { id } = marks.closest(".s");
    marks.append(make("a", { class: "more", href: `#${id}`, title: told, "aria-label": told }, `+${elsewhere}`));
  }
}

function showArticles() {
  if (!panels[view.side].ticked.checked) view.side = Math.max(0, panels.findIndex(({ ticked }) => ticked.checked));
  for (const { element, number, places, open, ticked } of panels) {
    element.hidden = !ticked.checked;
    element.classList.toggle("shown", number === view.side);
    const left = places.filter(picked);
    for (const line of element.querySelectorAll("[data-open]")) {
      const place = Number(line.dataset.open);
      line.closest("li").hidden = !left.includes(place);
      if (place === open) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
    for (const place of places) articles[place].hidden = place !== open;
    const at = left.indexOf(open);
    if (places.length > 1) element.querySelector(".at").textContent = left.length ? `${at + 1} of ${left.length}` : "none";
    for (const button of element.querySelectorAll("[data-step]")) button.disabled = !left[at + Number(button.dataset.step)];
  }
  for (const { open } of panels) if (open !== undefined && displayed(open)) showMarks(articles[open]);
  const left = articles.filter((_, place) => picked(place)).length;
  byId("picked").textContent = left === articles.length ? "" : `${left} of ${articles.length} articles`;
  for (const [number, button] of [...document.querySelectorAll(".sides button")].entries()) {
    button.setAttribute("aria-pressed", String(number === view.side));
  }
}

function bring(place) {
  const panel = panelOf(place);
  if (!picked(place)) for (const choice of choices) choice.value = "";
  panel.ticked.checked = true;
  panel.open = place;
  view.side = panel.number;
  showArticles();
}

/* Open an article in its panel; a chosen sentence that is no longer shown is let go. */
function openArticle(place) {
  bring(place);
  if (chosen && !displayed(placeOf.get(chosen)[0])) clear();
  const { letter, outlet } = data.articles[place];
  byId("status").textContent = `Open: ${letter}, ${outlet}`;
}

function showPair(left, right) {
  openArticle(right);
  openArticle(left);
}

/* What is open and no longer in the choice makes room for the first that is. */
function pick() {
  for (const panel of panels) {
    if (panel.open === undefined || !picked(panel.open)) panel.open = panel.places.find(picked);
  }
  if (chosen && !displayed(placeOf.get(chosen)[0])) clear();
  showArticles();
}
for (const choice of choices) choice.addEventListener("change", pick);
for (const { ticked } of panels) ticked.addEventListener("change", pick);

desk.addEventListener("click", (event) => {
  const line = event.target.closest("[data-open]");
  const step = event.target.closest("[data-step]");
  if (step) {
    const panel = panels.find(({ element }) => element.contains(step));
    const left = panel.places.filter(picked);
    openArticle(left[left.indexOf(panel.open) + Number(step.dataset.step)]);
    panel.element.scrollTo({ top: 0 });
  } else if (line && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    event.stopPropagation();
    openArticle(Number(line.dataset.open));
  }
});

document.querySelector(".sides").replaceChildren(
  ...panels.map(({ element, number }) => {
    const button = make("button", { type: "button" }, element.querySelector("h2 bdi").cloneNode(true));
    button.addEventListener("click", () => {
      view.side = number;
      panels[number].ticked.checked = true;
      showArticles();
    });
    return button;
  }),
);
