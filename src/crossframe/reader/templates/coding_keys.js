/* ---- coding: keys, clicks, and what is shown at first ---- */
(() => {
  const desk = codingDesk;
  const { at, section } = desk;
  const task = data.coding;
  const keys = {
    f: () => desk.stance("favor"), a: () => desk.stance("against"), n: () => desk.stance("neither"), x: () => desk.stance("absent"),
    h: desk.holding, e: desk.mark, c: () => at("note").focus(), "+": desk.another, "-": desk.remove,
    "[": () => desk.pick(-1), "]": () => desk.pick(1), Enter: desk.done, s: desk.skip, u: desk.back, j: () => desk.step(1), k: () => desk.step(-1), g: desk.onward,
    t: () => at("themes").focus(), m: desk.look, y: desk.confirm, "?": () => at("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (section.classList.contains("off")) return;
    const pressed = event.target.closest("a, button, summary, [type=file]");
    const field = event.target.closest("input:not([type=radio]), textarea, select");
    if (event.key === "/" && !field) return; // the reader's search
    event.stopImmediatePropagation();
    if (!at("single").checked && !field && !desk.marking() && event.key.length === 1) return;
    if ((pressed && event.key === "Enter") || at("desk").hidden || at("both").inert || at("help").open || event.isComposing) return;
    const undone = (event.ctrlKey || event.metaKey) && event.key === "z" && !field;
    if (undone) desk.back();
    else if (event.altKey || event.ctrlKey || event.metaKey) {
      if (!(field && event.ctrlKey && event.key === "Enter")) return;
      desk.done();
    } else if (field) {
      if (!(event.key === "Escape" || (event.key === "Enter" && field !== at("note")))) return;
      desk.focusCard();
    } else if (desk.marking()) {
      if (!desk.move(event)) return;
    } else if (event.key in keys) keys[event.key]();
    else if (/^[1-9]$/.test(event.key)) {
      const button = at("holders").children[Number(event.key) - 1];
      if (button && !at("whose").hidden) desk.hold(button.dataset.holder);
    } else return;
    event.preventDefault();
  }, true);

  const on = (name, kind, does) => at(name).addEventListener(kind, does);
  on("start", "submit", (event) => { event.preventDefault(); desk.start(at("coder").value); });
  on("answer", "submit", (event) => { event.preventDefault(); desk.done(); });
  on("answer", "change", (event) => {
    if (event.target.name === "stance") desk.stance(event.target.value);
    else if (event.target === at("themes")) desk.theme(event.target.value);
  });
  for (const name of ["holder", "note"]) {
    on(name, "focus", desk.begin);
    on(name, "input", () => desk.type(name, at(name).value));
  }
  on("mark", "click", desk.mark);
  on("unmark", "click", () => desk.edit("", (one) => (one.evidence = "")));
  on("skip", "click", desk.skip);
  on("undo", "click", desk.back);
  on("back", "click", () => desk.step(-1));
  on("forth", "click", () => desk.step(1));
  on("add", "click", desk.another);
  on("remove", "click", desk.remove);
  on("ask", "click", desk.look);
  on("how", "click", () => at("help").showModal());
  on("download", "click", desk.download);
  on("leave", "click", desk.leave);
  on("article", "click", (event) => {
    const sentence = event.target.closest("[data-s]");
    if (sentence && !String(getSelection())) desk.reach(Number(sentence.dataset.s));
  });
  on("load", "change", async () => {
    const [chosen] = at("load").files;
    if (chosen) desk.notice(codes.load(await chosen.text(), chosen.name), []);
    at("load").value = "";
    desk.show();
  });

  /* ---- at first ---- */
  const holders = [["outlet", "outlet"], ...task.actors];
  at("holders").append(
    ...holders.map(([id, name], place) => {
      const button = make("button", { type: "button", "data-holder": id, "aria-pressed": "false" }, place < 9 ? make("kbd", {}, place + 1) : "", " ", make("bdi", {}, id === "outlet" ? "outlet: the article itself" : name));
      button.addEventListener("click", () => desk.hold(id));
      return button;
    }),
  );
  at("size").textContent = `This sheet asks for ${desk.many(task.units.length, "unit")}`;
  at("where").textContent = task.saves ? ", and saved to a file of yours" : "; download them as a coding sheet when you stop";
  function enter() {
    if (section.classList.contains("off")) return;
    if (!at("desk").hidden) desk.beside();
    (at("desk").hidden ? at("coder") : at("theme")).focus();
  }
  try {
    const place = "crossframe-coding-keys";
    at("single").checked = localStorage.getItem(place) !== "off";
    on("single", "change", () => localStorage.setItem(place, at("single").checked ? "on" : "off"));
  } catch {
    at("refused").hidden = false;
    at("refused").textContent = "Nothing can be kept here: open the page in a window of its own, in a browser that may keep data of it.";
    at("begin").disabled = true;
    return;
  }
  new MutationObserver(enter).observe(section, { attributeFilter: ["class"] });
  addEventListener("load", () => setTimeout(enter)); // the address #code takes the focus away
  if (task.coder) desk.start(task.coder);
})();
