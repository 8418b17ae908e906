/* ---- any two articles, or all, where each outlet has one ---- */
const view = { left: data.pair[0], right: data.pair[1], all: false, side: 0 };
const displayed = (place) => view.all || place === view.left || place === view.right;
const startArticle = () => articles[view.all ? 0 : view.side ? view.right : view.left];

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
      m.hidden = !displayed(placeOf.get(m.hash.slice(1))[0]);
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
for (const button of document.querySelectorAll("[data-put]")) {
  button.addEventListener("click", () => put(button.dataset.put, Number(button.dataset.place)));
}
