const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const desk = byId("desk");
const note = byId("note");
const articles = [...desk.querySelectorAll("article")];
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
const view = { left: data.pair[0], right: data.pair[1], all: false, side: 0 };
let chosen = null;

root.classList.add("js");

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const displayed = (place) => view.all || place === view.left || place === view.right;

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

/* ---- which articles are shown ---- */
function showArticles() {
  desk.classList.toggle("all", view.all);
  articles.forEach((article, place) => {
    article.hidden = !displayed(place);
    article.classList.toggle("shown", place === (view.side ? view.right : view.left));
  });
  arrange(view.all ? articles : [articles[view.left], articles[view.right]]);
  for (const s of desk.querySelectorAll(".s")) {
    let any = false;
    for (const m of s.querySelectorAll(".m")) {
      m.hidden = !displayed(Number(m.dataset.a));
      any = any || !m.hidden;
    }
    s.querySelector(".none").hidden = any;
  }
  if (byId("all")) {
    byId("all").setAttribute("aria-pressed", String(view.all));
    byId("left").value = String(view.left);
    byId("right").value = String(view.right);
    byId("apart").hidden = view.all || data.articles[view.left].event === data.articles[view.right].event;
    for (const button of document.querySelectorAll("[data-put]")) {
      button.setAttribute("aria-pressed", String(!view.all && view[button.dataset.put] === Number(button.dataset.place)));
    }
  }
  const sides = document.querySelector(".sides");
  sides.hidden = view.all;
  sides.replaceChildren(
    ...[view.left, view.right].map((place, side) => {
      const pressed = String(side === view.side);
      const { letter, outlet } = data.articles[place];
      const button = make("button", { type: "button", "aria-pressed": pressed }, `${letter} `, make("bdi", {}, outlet));
      button.addEventListener("click", () => {
        view.side = side;
        showArticles();
        document.querySelectorAll(".sides button")[side].focus();
      });
      return button;
    }),
  );
}

function showPair(left, right) {
  Object.assign(view, { left, right, all: false, side: 0 });
  release();
  showArticles();
}

/* Put an article on one side; what stood there changes sides if it is the other one. */
function put(side, place) {
  const other = side === "left" ? "right" : "left";
  const shift = view[other] === place ? { [other]: view[side] } : {};
  Object.assign(view, shift, { [side]: place, all: false, side: side === "left" ? 0 : 1 });
  release();
  showArticles();
}

/* Moved only if the order is another, since what is moved loses its focus and its scrolling. */
function arrange(wanted) {
  const order = [...desk.children].filter((article) => wanted.includes(article));
  if (wanted.some((article, place) => article !== order[place])) desk.append(...wanted);
}

function bring(place) {
  if (!displayed(place)) {
    if (view.side) view.right = place;
    else view.left = place;
  }
  if (!view.all) view.side = place === view.right ? 1 : 0;
  showArticles();
}

for (const side of ["left", "right"]) {
  if (byId(side)) byId(side).addEventListener("change", (event) => put(side, Number(event.target.value)));
}
if (byId("all")) {
  byId("all").addEventListener("click", () => {
    view.all = !view.all;
    release();
    showArticles();
  });
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

/* The bar has two lines where there is much to choose; what stands under it must know. */
const bar = document.querySelector(".bar");
new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);

document.querySelector(".bar").addEventListener("submit", (event) => event.preventDefault());

/* All files are read by then: they are one module, joined in the order of page.py. */
function arrive() {
  const id = location.hash.slice(1);
  if (placeOf.has(id)) choose(id);
  else if (id) go(id);
}
document.addEventListener("DOMContentLoaded", () => {
  showView("text");
  showArticles();
  addEventListener("hashchange", arrive);
  arrive();
});
