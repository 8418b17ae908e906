const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const desk = byId("desk");
const note = byId("note");
const articles = [...desk.querySelectorAll("article")].sort((one, other) => one.dataset.a - other.dataset.a);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 719px)");
const placeOf = new Map();
data.articles.forEach((article, place) => {
  for (const s of articles[place].querySelectorAll(".s")) {
    placeOf.set(s.id, [place, Number(s.id.slice(s.id.lastIndexOf("-") + 1))]);
  }
});
const idOf = (place, number) => `s-${data.articles[place].name}-${number}`;
const refOf = (place, number) => `${data.articles[place].letter}${number}`;
let chosen = null;

root.classList.add("js");

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* ---- the views: the text and what stands beside it in its place, each with a tab ---- */
const views = [...document.querySelectorAll(".view")];

function showView(name) {
  for (const one of views) one.classList.toggle("off", one.id !== name);
  for (const tab of document.querySelectorAll(".tabs a")) {
    if (tab.hash === `#${name}`) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  document.body.dataset.view = name;
}

/* ---- light and dark are kept where the browser allows it ---- */
const colours = [...document.querySelectorAll('[name="colours"]')];
try {
  const kept = byId(localStorage.getItem("crossframe-colours") || "");
  if (kept && colours.includes(kept)) kept.checked = true;
  for (const input of colours) input.addEventListener("change", () => localStorage.setItem("crossframe-colours", input.id));
} catch {
  /* no storage in a sandbox */
}

/* The bar has two lines where there is much to choose, and on a telephone its tabs alone stay; what stands under it must know. */
const bar = document.querySelector(".bar");
const tabs = document.querySelector(".tabs");
const staying = () => (narrow.matches ? tabs : bar);
const room = new ResizeObserver(() => root.style.setProperty("--bar", `${staying().offsetHeight}px`));
for (const one of [bar, tabs]) room.observe(one);

bar.addEventListener("submit", (event) => event.preventDefault());

/* All files are read by then: they are one module, joined in the order of page.py. */
function arrive() {
  const id = location.hash.slice(1);
  if (placeOf.has(id)) choose(id);
  else if (id) go(id);
}
document.addEventListener("DOMContentLoaded", () => {
  showView("text");
  showArticles();
  addEventListener("popstate", () => {
    if (trail.length && trail.at(-1).hash === location.hash) comeBack();
    else arrive();
  });
  arrive();
});
