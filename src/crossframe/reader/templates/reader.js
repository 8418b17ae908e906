"use strict";
(() => {
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

  /* The text of a sentence, with the words of some spans marked; offsets count code points. */
  function textOf(place, number, spans) {
    const points = Array.from(byId(idOf(place, number)).querySelector(".t").textContent);
    const text = make("bdi", { class: "said-there" });
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

  const displayed = (place) => view.all || place === view.left || place === view.right;

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
  const scrolls = (article) => getComputedStyle(article).overflowY === "auto";
  const behaviour = () => (calm.matches ? "auto" : "smooth");

  function bounds(article) {
    const box = scrolls(article) ? article.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const bar = document.querySelector(narrow.matches ? ".sides" : ".bar");
    const covered = scrolls(article) ? bar.getBoundingClientRect().bottom : bar.offsetHeight;
    return { top: Math.max(box.top, covered) + 16, bottom: Math.min(box.bottom, note.getBoundingClientRect().top) - 16 };
  }

  /* Scroll so that the element's top comes to a height of the window. */
  function bringTo(element, wanted) {
    const article = element.closest("article");
    const by = element.getBoundingClientRect().top - wanted;
    (scrolls(article) ? article : window).scrollBy({ top: by, behavior: behaviour() });
  }

  function meet(sentence, others, still) {
    const article = sentence.closest("article");
    const framed = scrolls(article);
    if (framed && desk.getBoundingClientRect().bottom > innerHeight + 4) desk.scrollIntoView({ block: "end" });
    const room = bounds(article);
    const box = sentence.getBoundingClientRect();
    const fits = box.top >= room.top && box.bottom <= room.bottom;
    const middle = room.top + Math.max(0, (room.bottom - room.top - box.height) / 3);
    const top = fits && (still || framed) ? box.top : middle;
    if (top !== box.top) bringTo(sentence, top);
    if (narrow.matches) return;
    if (view.all) {
      for (const one of [...others.slice(0, 1), sentence]) one.closest("article").scrollIntoView({ block: "nearest", inline: "nearest" });
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
      ...part("Counterparts", accepted.map((link) => quote(link.place, link.number, [], remark(link)))),
      ...part(
        accepted.length ? "Nearest where none was found" : "No counterpart found; the nearest",
        nearest.map((link) => quote(link.place, link.number, [], remark(link))),
      ),
    );
    byId("note-facts").replaceChildren(
      ...part(
        "Who speaks",
        data.said
          .filter(([a, first, last]) => a === place && first <= number && number <= last)
          .map(([, , , who, form, cue]) => line(`${who}: ${form}${cue ? `, “${cue}”` : ""}`)),
      ),
      ...part(
        "Themes",
        data.themes.filter(([a, s]) => a === place && s === number).map(([, , told]) => line(told)),
      ),
      ...part(
        "Phrases",
        data.phrases
          .filter(([a, s]) => a === place && s === number)
          .map(([, , kind, text]) => line(`“${text}”, ${kind}`)),
      ),
    );
  }

  /* ---- the sentences behind a number ---- */
  function evidence(number) {
    const list = make("ul", { class: "quotes" });
    for (const word of number.dataset.e.split(" ")) {
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

  /* ---- events ---- */
  document.addEventListener("click", (event) => {
    const target = event.target;
    const number = target.closest(".n");
    const group = target.closest("summary [data-g]");
    const button = target.closest("button[data-put], button[data-pair]");
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
      if (button.dataset.pair) showPair(...button.dataset.pair.split(" ").map(Number));
      else put(button.dataset.put, Number(button.dataset.place));
    } else if (card) {
      event.preventDefault();
      bring(Number(card.dataset.bring));
      const article = articles[Number(card.dataset.bring)];
      article.scrollTo({ top: 0 });
      article.focus();
    } else if (link) {
      const id = link.getAttribute("href").slice(1);
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.classList.contains("m")) choose(link.dataset.from, { to: id, still: true });
      else if (placeOf.has(id)) choose(id, { still: link.classList.contains("num") });
      else go(id);
    } else if (target.closest(".s") && !String(getSelection())) {
      const id = target.closest(".s").id;
      if (id === chosen) clear();
      else choose(id, { still: true });
    }
  });

  function go(id) {
    const element = byId(id);
    if (!element) return;
    if (element.matches("details")) element.open = true;
    element.scrollIntoView({ block: "start", behavior: behaviour() });
    if (element.id === "findings") element.focus({ preventScroll: true });
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
    const typing = event.target.closest("input, select") || event.ctrlKey || event.metaKey || event.altKey;
    if (!typing && "jkhl".includes(event.key)) step(event.key);
  });

  /* j and k go to the next sentence and the one before, h and l to the article on the left and right. */
  function step(key) {
    const on = document.activeElement.closest(".s") || (chosen && byId(chosen));
    const shown = [...desk.children].filter((article) => displayed(articles.indexOf(article)));
    let to;
    if (!on) to = shown[view.all ? 0 : view.side].querySelector(".s");
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

  byId("close").addEventListener("click", () => {
    const num = chosen && byId(chosen).querySelector(".num");
    clear();
    if (num) num.focus({ preventScroll: true });
  });
  document.querySelector(".bar").addEventListener("submit", (event) => event.preventDefault());

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

  for (const number of document.querySelectorAll(".n")) {
    number.setAttribute("role", "button");
    number.setAttribute("aria-expanded", "false");
  }

  /* The bar has two lines where there is much to choose; what stands under it must know. */
  const bar = document.querySelector(".bar");
  new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);

  function arrive() {
    const id = location.hash.slice(1);
    if (placeOf.has(id)) choose(id);
    else if (id) go(id);
  }
  showArticles();
  addEventListener("hashchange", arrive);
  arrive();
})();
