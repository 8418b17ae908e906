/* ---- coding: the answers of one coder, kept in the browser at every key and saved to a file ---- */
const codes = (() => {
  const task = data.coding;
  const me = `${Date.now()}-${Math.random()}`;
  const MOST = 300; // steps that can be undone
  const keyOf = (unit) => unit.slice(0, 3).join(" ");
  const asked = new Map(task.units.map((unit) => [keyOf(unit), unit]));
  const blank = () => ({ stance: "", holder: "", evidence: "", note: "" });
  const none = () => ({ answers: {}, added: [], seen: [], undo: [], at: "", known: "", unsaved: false });
  const plain = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();
  const ids = new Map(task.actors.flatMap(([id, name, aliases]) => [name, ...aliases].map((one) => [plain(one), id])));
  for (const [id] of task.actors) ids.set(plain(id), id);
  const names = new Map(task.actors.map(([id, name]) => [id, name]));
  let coder = "";
  let place = ""; // in the browser's storage
  let state = none();
  let kept = true;
  let rests = false;
  let clash = null;
  let file = "";
  let trouble = "";
  let sending = false;
  let timer = 0;
  let changes = 0;
  let tell = () => {};

  /* ---- what is asked and what is answered ---- */
  function units() {
    const all = [...task.units];
    for (const key of state.added) {
      const unit = key.split(" ").map(Number);
      const last = all.findLastIndex(([a, s, t]) => a < unit[0] || (a === unit[0] && (s < unit[1] || (s === unit[1] && t < unit[2]))));
      all.splice(last + 1, 0, unit);
    }
    return all;
  }
  const answer = (key) => state.answers[key] ?? { rows: [blank()], skipped: false };
  const holder = (text) => ids.get(plain(text)) ?? plain(text); // as the sheet has it
  const named = (row) => ({ ...row, holder: names.get(holder(row.holder)) ?? row.holder }); // as people read it

  /* What an answer still lacks, empty if it is finished. */
  function lacks(key) {
    const { rows } = answer(key);
    const who = rows.map((row) => holder(row.holder) || (row.stance === "neither" ? "outlet" : ""));
    if (rows.some((row) => !row.stance)) return "Which stance? f, a, n or x.";
    if (rows.some((row, at) => ["favor", "against"].includes(row.stance) && !who[at])) return "Who holds it? A number, or h.";
    if (rows.length > 1 && rows.some((row) => row.stance === "absent")) return "Absent stands alone: take the other holders away.";
    if (new Set(who).size < who.length) return "Two rows have the same holder; for one who takes both sides write neither.";
    return "";
  }
  const coded = (key) => key in state.answers && !lacks(key);

  /* ---- every change can be undone; changes of one kind at one place are one step ---- */
  function change(key, kind, edit) {
    const before = state.answers[key] ?? null;
    const next = structuredClone(answer(key));
    edit(next);
    const [last] = state.undo.slice(-1);
    if (!(kind && last && last[0] === key && last[2] === kind)) state.undo.push([key, before, kind]);
    state.undo = state.undo.slice(-MOST);
    set(key, next);
    touched();
  }

  function set(key, next) {
    const empty = !next || (!next.skipped && next.rows.every((row) => !row.stance && !row.holder && !row.evidence && !row.note));
    if (empty) delete state.answers[key];
    else state.answers[key] = next;
    if (!asked.has(key) && !state.added.includes(key)) state.added.push(key);
  }

  function undo() {
    const last = state.undo.pop();
    if (!last) return "";
    set(last[0], last[1]);
    touched();
    return last[0];
  }

  function touched() {
    state.unsaved = true;
    changes += 1;
    keep();
    if (task.saves) {
      clearTimeout(timer);
      timer = setTimeout(send, 300);
    }
  }

  function keep() {
    if (rests || !place) return;
    try {
      localStorage.setItem(place, JSON.stringify(state));
      kept = true;
    } catch {
      kept = false;
    }
    tell();
  }

  /* ---- the sheet ---- */
  function csv() {
    const rows = units()
      .filter((unit) => coded(keyOf(unit)))
      .flatMap((unit) =>
        answer(keyOf(unit)).rows.map((row) => {
          const absent = row.stance === "absent";
          return [unit, { ...row, holder: absent ? "" : holder(row.holder), evidence: absent ? "" : row.evidence }];
        }),
      );
    return codingSheet.write(rows);
  }

  /* What is skipped or unfinished: it has no place in the sheet. */
  const open = () =>
    Object.entries(state.answers)
      .filter(([key]) => !coded(key))
      .map(([key, { rows, skipped }]) => {
        const [article, sentence, theme] = key.split(" ").map(Number);
        return { article: task.articles[article], sentence, theme: task.themes[theme][0], skipped, rows };
      });

  async function send(last = false) {
    if (!task.saves || !state.unsaved || clash || rests || (sending && !last)) return;
    sending = true;
    const before = changes;
    const body = JSON.stringify({ coder, csv: csv(), known: state.known, open: open(), seen: state.seen.length });
    try {
      const response = await fetch("sheet", { method: "POST", body, keepalive: last && body.length < 30000 });
      const told = await response.json();
      trouble = response.ok || response.status === 409 ? "" : told.error;
      if (response.ok) {
        state.known = told.digest;
        state.unsaved = changes !== before;
      } else if (response.status === 409) meet(told);
    } catch {
      trouble = "crossframe no longer answers: codes are kept in this browser. Start it again, or download them.";
    }
    sending = false;
    keep();
    if (state.unsaved && !trouble) timer = setTimeout(send, 300);
  }

  /* ---- codes of the file, where it is another one than this browser knows ---- */
  function meet(told) {
    file = told.file ?? file;
    if (told.digest === state.known) return;
    const { found } = codingSheet.read(told.csv);
    if (told.csv && !state.unsaved) {
      for (const key of Object.keys(state.answers)) if (coded(key)) delete state.answers[key];
    }
    const differing = take(found);
    for (const { article, sentence, theme, skipped, rows } of told.open) {
      const key = `${task.articles.indexOf(article)} ${sentence} ${task.themes.findIndex(([id]) => id === theme)}`;
      if (!key.includes("-1") && !(key in state.answers)) set(key, { rows, skipped });
    }
    state.unsaved = state.unsaved || !told.csv;
    if (differing.size) clash = { differing, digest: told.digest, from: file };
    else state.known = told.digest;
  }

  /* Take codes in where there are none; return those that differ from what stands here. */
  function take(found) {
    const differing = new Map();
    for (const [key, rows] of found) {
      const same = coded(key) && JSON.stringify(written(rows)) === JSON.stringify(written(answer(key).rows));
      if (!coded(key)) {
        if (key in state.answers) state.undo.push([key, state.answers[key], ""]);
        set(key, { rows: rows.map(named), skipped: false });
      } else if (!same) differing.set(key, rows);
    }
    return differing;
  }
  const written = (rows) =>
    rows.map((row) => [row.stance, holder(row.holder) || (row.stance === "neither" ? "outlet" : ""), row.stance === "absent" ? "" : row.evidence, row.note.trim()]);

  /* Decide between codes that differ: those that came in, or those here; undo takes the choice back. */
  function settle(theirs) {
    if (theirs) for (const [key, rows] of clash.differing) change(key, "", (next) => Object.assign(next, { rows: rows.map(named), skipped: false }));
    state.known = clash.digest ?? state.known;
    clash = null;
    touched();
  }

  function load(text, name) {
    const { found, strange, missing } = codingSheet.read(text);
    if (missing.length) return `${name} is no coding sheet: it has no column ${missing[0]}.`;
    const differing = take(found);
    if (differing.size) clash = { differing, from: name };
    touched();
    return `${name}: codes of ${found.size} units` + (strange ? `, and ${strange} rows of other texts or themes, which are left out.` : ".");
  }

  /* ---- a coder comes; the tab that was opened last is the one that keeps ---- */
  const slug = (name) => (name.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join("-");

  async function start(name) {
    place = "";
    [coder, state, clash, trouble, file] = [name.trim(), none(), null, "", ""];
    claim();
    if (!task.saves) return "";
    try {
      const response = await fetch(`sheet?coder=${encodeURIComponent(coder)}`);
      const told = await response.json();
      if (!response.ok) return told.error;
      meet(told);
      keep();
      send();
    } catch {
      trouble = "crossframe does not answer: codes are kept in this browser.";
    }
    return "";
  }

  function claim() {
    place = `crossframe-coding:${task.id}:${slug(coder)}`;
    rests = false;
    try {
      state = { ...none(), ...JSON.parse(localStorage.getItem(place) ?? "{}") };
      localStorage.setItem(`${place}:tab`, me);
    } catch {
      kept = false;
    }
    keep();
    if (task.saves && state.unsaved) timer = setTimeout(send, 300);
  }

  let others = () => {};
  addEventListener("storage", (event) => {
    if (!place || !event.newValue || event.newValue === me) return;
    if (event.key === `${place}:tab`) {
      rests = true;
      clearTimeout(timer);
      localStorage.setItem(`${place}:rests`, `${me} ${event.newValue}`);
      others("rests");
    } else if (event.key === `${place}:rests` && event.newValue.endsWith(me)) others("other");
  });
  addEventListener("pagehide", () => send(true));
  addEventListener("beforeunload", (event) => {
    if (!kept && state.unsaved && !rests) event.preventDefault();
  });

  return {
    keyOf, units, answer, blank, holder, named, lacks, coded, change, undo, csv, settle, load, start, claim, slug,
    look(key) {
      if (!state.seen.includes(key)) state.seen.push(key);
      touched();
    },
    goTo(key) {
      state.at = key;
      keep();
    },
    add(key) {
      if (!asked.has(key) && !state.added.includes(key)) state.added.push(key);
      touched();
    },
    heard(onChange, onOthers) {
      [tell, others] = [onChange, onOthers];
    },
    now: () => ({ coder, at: state.at, clash, kept, rests, trouble, file, unsaved: state.unsaved, undoable: state.undo.length > 0, skipped: (key) => answer(key).skipped }),
  };
})();
