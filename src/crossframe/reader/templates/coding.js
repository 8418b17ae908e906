/* ---- coding: one unit after another ---- */
const codingDesk = (() => {
  const task = data.coding;
  const at = (name) => byId(`code-${name}`);
  const section = byId("code");
  const { said, shown } = codingSheet;
  const glyphs = { favor: "▲", against: "▼", neither: "○", absent: "–" };
  const many = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const say = (text) => (byId("status").textContent = text);
  let unit = null; // [article, sentence, theme]
  let row = 0; // of its holders
  let words = []; // of the sentence: [start, end]
  let marked = null; // first and last word while words are being marked
  let session = 0; // typing without leaving a field is one step
  let seen = new Set(); // units whose machine's answer is shown
  let article = -1;

  const key = () => codes.keyOf(unit);
  const rows = () => codes.answer(key()).rows;
  const current = () => rows()[Math.min(row, rows().length - 1)];
  const edit = (kind, change) => codes.change(key(), kind, (next) => change(next.rows[Math.min(row, next.rows.length - 1)], next));

  /* ---- the sentence, its evidence, and the words that are being marked ---- */
  function span() {
    if (marked) return [words[marked[0]][0], words[marked[1]][1]];
    const { evidence } = current();
    const start = evidence ? said(...unit).indexOf(evidence) : -1;
    return start < 0 ? null : [start, start + evidence.length];
  }

  function highlight() {
    const text = at("sentence").firstChild;
    const found = span();
    at("sentence").classList.toggle("marking", Boolean(marked));
    at("marking").hidden = !marked;
    if (!window.Highlight || !text) return;
    const range = document.createRange();
    if (found) {
      range.setStart(text, found[0]);
      range.setEnd(text, found[1]);
    }
    CSS.highlights.set("evidence", found ? new Highlight(range) : new Highlight());
  }

  function mark() {
    const own = span();
    const first = own ? words.findIndex(([, end]) => end > own[0]) : 0;
    const last = own ? words.findLastIndex(([start]) => start < own[1]) : 0;
    marked = [Math.max(0, first), Math.max(0, last)];
    at("sentence").focus({ preventScroll: true });
    hear();
  }

  function hear() {
    highlight();
    say(shown(...unit).slice(...span()));
  }

  function move(event) {
    const most = words.length - 1;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: most, ArrowUp: -most, End: most, Home: -most }[event.key];
    const [first, last] = marked;
    const fit = (place, low) => Math.min(most, Math.max(low, place));
    if (by && event.shiftKey) marked = [first, fit(last + by, first)];
    else if (by) marked = Array(2).fill(fit((by > 0 ? last : first) + by, 0));
    else if (event.key === "Enter" || event.key === " " || event.key === "e" || event.key === "h") {
      const text = said(...unit).slice(...span());
      marked = null;
      if (event.key === "h") hold(text);
      else edit("", (one) => (one.evidence = text));
      focusCard();
    } else if (event.key === "Escape") {
      marked = null;
      highlight();
      focusCard();
    } else return false;
    if (marked) hear();
    return true;
  }

  /* What is selected in the sentence, without the spaces around it. */
  function selected() {
    const selection = getSelection();
    const text = at("sentence").firstChild;
    if (selection.isCollapsed || selection.anchorNode !== text || selection.focusNode !== text) return "";
    const ends = [selection.anchorOffset, selection.focusOffset].sort((a, b) => a - b);
    return said(...unit).slice(...ends).trim();
  }

  document.addEventListener("selectionchange", () => {
    const text = unit && !marked && !section.classList.contains("off") && selected();
    if (text && text !== current().evidence && current().stance !== "absent") edit(`evidence ${session}`, (one) => (one.evidence = text));
  });
  at("sentence").addEventListener("pointerdown", () => (session += 1));

  const hold = (text) => edit("", (one) => Object.assign(one, codes.named({ holder: text })));

  /* ---- what is shown ---- */
  function show() {
    const { at: last, kept, rests, trouble, file, unsaved, undoable, clash, skipped } = codes.now();
    const units = codes.units();
    if (!unit || codes.keyOf(unit) !== last) turn(units.find((one) => codes.keyOf(one) === last) ?? units.find((one) => !codes.coded(codes.keyOf(one))) ?? units[0]);
    const done = units.filter((one) => codes.coded(codes.keyOf(one))).length;
    const put = units.filter((one) => skipped(codes.keyOf(one)) && !codes.coded(codes.keyOf(one))).length;
    at("progress").textContent = `${done} of ${many(units.length, "unit")} coded${put ? `, ${put} skipped` : ""}`;
    Object.assign(at("bar"), { max: units.length, value: done });
    const where = !kept ? "Not kept: this browser has no place for it. Download before you close." : trouble || (!task.saves ? "Kept in this browser" : !done && !put ? `Codes go to ${file}` : unsaved ? "Kept in this browser, being saved" : `Saved in ${file}`);
    if (trouble && at("kept").textContent !== where) say(where);
    at("kept").textContent = where;
    at("kept").classList.toggle("notice", !kept || Boolean(trouble));
    at("undo").disabled = !undoable;
    at("both").inert = at("load").disabled = rests;
    if (clash) {
      notice(`${clash.from} has other codes for ${many(clash.differing.size, "unit")}. Which are yours?`, [
        ["Those of the file", () => codes.settle(true)],
        ["Those in this browser", () => codes.settle(false)],
      ]);
    }
    answer();
  }

  function turn(next) {
    unit = next;
    [row, marked] = [0, null];
    session += 1;
    const [place, number, theme] = unit;
    const [, label, proposition] = task.themes[theme];
    const { letter, outlet, colour } = data.articles[place];
    at("card").className = colour;
    at("place").replaceChildren(make("span", { class: "letter" }, letter), make("bdi", { class: "outlet" }, outlet), make("span", {}, `${number ? `sentence ${number}` : "headline"}, unit ${1 + codes.units().findIndex((one) => codes.keyOf(one) === codes.keyOf(unit))} of ${codes.units().length}`));
    at("theme").replaceChildren(make("bdi", {}, label));
    at("asked").replaceChildren(make("bdi", {}, proposition));
    at("before").textContent = codingSheet.around(unit, -2, 0, shown);
    at("sentence").replaceChildren(shown(place, number));
    at("after").textContent = codingSheet.around(unit, 1, 3, shown);
    words = [...said(place, number).matchAll(/[^\s\u2014]+/g)].map((word) => trimmed(word.index, word[0]));
    beside(place, number);
    const others = codes.units().filter((one) => one[0] === place && one[1] === number).map((one) => one[2]);
    at("themes").replaceChildren(...task.themes.map(([, name], one) => make("option", { value: one }, `${name}${others.includes(one) ? "" : " (not asked)"}`)));
    at("themes").value = String(theme);
  }

  /* Words are marked without the quotation marks and stops around them. */
  function trimmed(start, word) {
    const plain = word.replace(/^[“”"‘’'(\[]+|[“”"‘’'.,;:!?)\]]+$/gu, "");
    const skip = plain ? word.indexOf(plain) : 0;
    return [start + skip, start + skip + (plain || word).length];
  }

  /* The article beside it, as plain text. */
  function beside(place, number) {
    if (article !== place) {
      article = place;
      const blocks = new Map();
      for (const s of articles[place].querySelectorAll(".s")) {
        const block = s.closest("p, .headline");
        const one = placeOf.get(s.id)[1];
        const text = make("span", { "data-s": one }, shown(place, one));
        blocks.set(block, [...(blocks.get(block) ?? []), text, " "]);
      }
      at("article").replaceChildren(...[...blocks].map(([block, texts]) => make(block.tagName === "P" ? "p" : "h2", {}, ...texts)));
      at("article").setAttribute("aria-label", `The article of ${data.articles[place].outlet}`);
    }
    for (const one of at("article").querySelectorAll("[data-s]")) one.classList.toggle("on", Number(one.dataset.s) === number);
    const on = at("article").querySelector(".on");
    at("article").scrollTop += on.getBoundingClientRect().top - at("article").getBoundingClientRect().top - at("article").clientHeight / 3;
  }

  function answer() {
    const own = rows();
    row = Math.min(row, own.length - 1);
    const one = current();
    for (const input of at("answer").stance) input.checked = input.value === one.stance;
    const absent = one.stance === "absent";
    for (const name of ["whose", "shown"]) at(name).hidden = absent;
    for (const name of ["holder", "note"]) if (at(name).value !== one[name]) at(name).value = one[name];
    at("holder").placeholder = one.stance === "neither" ? "outlet, if none is named" : "who takes this side";
    const found = span();
    at("evidence").replaceChildren(one.evidence ? make("q", {}, found ? shown(...unit).slice(...found) : one.evidence) : "the whole sentence");
    at("unmark").hidden = !one.evidence;
    [...at("holders").children].forEach((button) => button.setAttribute("aria-pressed", String(codes.holder(one.holder) === button.dataset.holder)));
    at("rows").hidden = own.length < 2;
    at("rows").replaceChildren(
      ...own.map((each, place) => {
        const text = `${glyphs[each.stance] ?? "?"} ${each.stance || "no stance yet"}${each.holder ? `, ${each.holder}` : ""}`;
        const button = make("button", { type: "button", "aria-pressed": String(place === row) }, text);
        button.addEventListener("click", () => pick(place));
        return make("li", {}, button);
      }),
    );
    at("remove").hidden = own.length < 2;
    const begun = own.some((each) => each.stance || each.holder || each.evidence);
    at("missing").textContent = begun ? codes.lacks(key()) : codes.now().skipped(key()) ? "Skipped." : "";
    machine();
    highlight();
  }

  function pick(place) {
    row = (place + rows().length) % rows().length;
    session += 1;
    answer();
  }

  /* ---- the machine's answer: hidden until it is asked for, unless this is a review ---- */
  const proposed = () =>
    task.machine
      .filter(([place, number, theme]) => place === unit[0] && number === unit[1] && theme === unit[2])
      .map(([, , , stance, holder, unstated, start, end]) => ({ stance, holder, unstated, evidence: stance === "absent" ? "" : Array.from(said(unit[0], unit[1])).slice(start, end).join(""), note: "" })).map(codes.named);

  function machine() {
    const open = task.review || seen.has(key());
    at("ask").hidden = task.review;
    at("ask").setAttribute("aria-expanded", String(open));
    at("answered").hidden = !open;
    if (!open) return;
    const take = make("button", { type: "button" }, "Take it, next ", make("kbd", {}, "y"));
    take.addEventListener("click", confirm);
    const asked = task.units.findIndex((one) => codes.keyOf(one) === key());
    const people = (task.others[asked] ?? []).map(([name, ...parts]) => make("p", { class: "person" }, make("b", {}, make("bdi", {}, name)), ": ", make("bdi", {}, parts.filter(Boolean).join(", "))));
    const lines = proposed().map((one) => make("p", { class: one.stance }, make("b", {}, `${glyphs[one.stance]} ${one.stance}`), one.holder ? make("bdi", {}, ` ${one.holder}`) : "", one.unstated ? ", unstated: the theme is only named" : "", one.evidence ? make("q", {}, one.evidence) : ""));
    at("answered").replaceChildren(...people, make("p", { class: "hint" }, task.review ? "A machine’s answer, to confirm or correct:" : "A machine’s answer, which may be wrong:"), ...(lines.length ? lines : [make("p", {}, "– absent: it did not find the theme here")]), take);
  }

  /* A sentence of the article was clicked: to its unit, or to one more. */
  function reach(number) {
    const next = codes.units().find((one) => one[0] === unit[0] && one[1] === number);
    if (next) return go(next);
    const [place, , theme] = unit;
    notice(`The sheet does not ask for ${number ? `sentence ${number}` : "the headline"}.`, [["Code it too", () => add([place, number, theme])]]);
  }

  function look() {
    if (task.review) return;
    if (seen.delete(key())) return answer();
    seen.add(key());
    codes.look(key());
  }

  function confirm() {
    if (!task.review && !seen.has(key())) return;
    const given = proposed().map(({ unstated, ...one }) => one);
    codes.change(key(), "", (next) => Object.assign(next, { rows: given.length ? given : [{ ...codes.blank(), stance: "absent" }], skipped: false }));
    onward();
  }

  /* ---- going on ---- */
  const focusCard = () => at("theme").focus({ preventScroll: true });

  function go(next) {
    codes.goTo(codes.keyOf(next));
    focusCard();
    at("card").scrollIntoView({ block: "nearest" });
    const units = codes.units();
    say(`Unit ${units.findIndex((one) => codes.keyOf(one) === key()) + 1} of ${units.length}: ${at("theme").textContent}. ${at("sentence").textContent}`);
  }

  function step(by) {
    const units = codes.units();
    const next = units[units.findIndex((one) => codes.keyOf(one) === key()) + by];
    if (next) go(next);
  }

  /* The next unit that is open; those skipped come when no other is left. */
  function onward() {
    const units = codes.units();
    const here = units.findIndex((one) => codes.keyOf(one) === key());
    const left = [...units.slice(here + 1), ...units.slice(0, here)].filter((one) => !codes.coded(codes.keyOf(one)));
    const next = left.find((one) => !codes.now().skipped(codes.keyOf(one))) ?? left[0];
    if (next) return go(next);
    focusCard();
    if (codes.coded(key())) notice(`All ${many(units.length, "unit")} are coded.${task.saves ? "" : " Download the sheet."}`, []);
  }

  function done() {
    const lacking = codes.lacks(key());
    if (!lacking) return onward();
    at("missing").textContent = lacking;
    if (lacking.startsWith("Who")) at("holder").focus();
  }

  function skip() {
    codes.change(key(), "", (next) => (next.skipped = true));
    onward();
  }

  function back() {
    const to = codes.undo();
    if (to) codes.goTo(to);
    focusCard();
  }

  function stance(value) {
    edit("", (one, next) => {
      Object.assign(one, { stance: value });
      next.skipped = false;
      if (value === "absent") Object.assign(one, { holder: "", evidence: "" });
    });
  }

  function another() {
    codes.change(key(), "", (next) => next.rows.push(codes.blank()));
    pick(rows().length - 1);
  }

  function remove() {
    if (rows().length < 2) return;
    codes.change(key(), "", (next) => next.rows.splice(row, 1));
  }

  const theme = (value) => add([unit[0], unit[1], Number(value)]);

  function add(next) {
    codes.add(codes.keyOf(next));
    go(next);
  }

  function holding() {
    const text = selected();
    if (!text) return at("holder").focus();
    codes.undo(); // the evidence that the selection became
    getSelection().removeAllRanges();
    hold(text);
  }

  /* ---- notices, files, coders ---- */
  function notice(text, choices) {
    at("told").textContent = text;
    at("choices").replaceChildren(
      ...choices.map(([name, chosen]) => {
        const button = make("button", { type: "button" }, name);
        button.addEventListener("click", () => {
          at("notice").hidden = true;
          focusCard();
          chosen();
        });
        return button;
      }),
    );
    at("notice").hidden = false;
  }

  codes.heard(show, (what) => {
    if (what === "other") return notice("This sheet was open in another tab too. Coding goes on here; the other tab rests.", []);
    at("both").inert = at("load").disabled = true;
    notice("This sheet was opened in another tab, and coding goes on there. Nothing is lost.", [["Code here", () => { codes.claim(); show(); }]]);
  });

  async function start(name) {
    unit = null;
    [seen, article] = [new Set(), -1];
    at("notice").hidden = true;
    const refused = await codes.start(name);
    at("refused").hidden = !refused;
    at("refused").textContent = refused;
    at("start").hidden = !refused;
    at("desk").hidden = Boolean(refused);
    if (refused) return;
    show();
    go(unit);
  }

  function download() {
    const link = make("a", { href: URL.createObjectURL(new Blob([codes.csv()], { type: "text/csv" })), download: `${task.name}-${codes.slug(codes.now().coder)}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function leave() {
    at("desk").hidden = true;
    at("start").hidden = false;
    at("coder").value = "";
    at("coder").focus();
  }

  return {
    at, section, many, edit, mark, move, look, confirm, focusCard, onward, step, done, skip, back, stance, another, remove,
    theme, hold, holding, reach, notice, start, download, leave, show,
    begin: () => (session += 1),
    type: (name, text) => edit(`${name} ${session}`, (one) => (one[name] = text)),
    marking: () => Boolean(marked),
    pick: (by) => pick(row + by),
    beside: () => beside(unit[0], unit[1]),
  };
})();
