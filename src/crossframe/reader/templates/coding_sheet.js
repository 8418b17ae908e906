/* ---- coding: the sheet as CSV, out and back; what Python reads is what stands here ---- */
const codingSheet = (() => {
  const task = data.coding;
  const changed = new RegExp(`^(?:${task.changed})`, "iu");
  const protect = (cell) => (changed.test(cell) ? `'${cell}` : cell);
  const restore = (cell) => (cell.startsWith("'") && changed.test(cell) ? cell.slice(1) : cell);
  const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

  /* The sentence as it is; the page shows control characters otherwise. */
  const shown = (place, number) => byId(idOf(place, number)).querySelector(".t").textContent;
  const said = (place, number) => task.texts[`${place} ${number}`] ?? shown(place, number);
  const numbersOf = data.articles.map((_, place) =>
    [...articles[place].querySelectorAll(".s")].map((s) => placeOf.get(s.id)[1]),
  );

  function around([place, number], from, to, text = said) {
    const numbers = numbersOf[place];
    const at = numbers.indexOf(number);
    return numbers.slice(Math.max(0, at + from), at + to).map((one) => text(place, one)).join(" ");
  }

  function line(unit, row) {
    const [place, number, theme, weight] = unit;
    const [id, label, proposition] = task.themes[theme];
    const cells = {
      article: task.articles[place],
      theme: id,
      label,
      proposition,
      before: around(unit, -2, 0),
      text: said(place, number),
      after: around(unit, 1, 3),
      ...row,
    };
    for (const [name, cell] of Object.entries(cells)) cells[name] = protect(cell.trim().toWellFormed());
    Object.assign(cells, { sentence: String(number), weight: weight ?? "" });
    return task.columns.map((name) => quoted(cells[name])).join(",");
  }

  /* The text of a sheet: rows of [unit, answer]. */
  const write = (rows) => "\ufeff" + [task.columns.join(","), ...rows.map(([unit, row]) => line(unit, row)), ""].join("\r\n");

  function table(text) {
    const first = text.split(/[\r\n]/, 1)[0];
    const often = (mark) => first.split(mark).length;
    const separator = [",", ";", "\t"].reduce((best, mark) => (often(mark) > often(best) ? mark : best));
    const rows = [];
    let row = [""];
    let inside = false;
    for (let at = 0; at < text.length; at += 1) {
      const mark = text[at];
      if (inside && mark === '"' && text[at + 1] === '"') at += 1;
      else if (mark === '"' && (inside || row.at(-1) === "")) {
        inside = !inside;
        continue;
      } else if (!inside && mark === separator) {
        row.push("");
        continue;
      } else if (!inside && (mark === "\n" || mark === "\r")) {
        rows.push(row);
        row = [""];
        continue;
      }
      row[row.length - 1] += mark;
    }
    return [...rows, row].filter((cells) => cells.some((cell) => cell.trim()));
  }

  /* The answers in a sheet's text by unit, and how many rows are of other texts or themes. */
  function read(text) {
    const [head, ...rows] = table(text.replace(/^\ufeff/, ""));
    const names = (head ?? []).map((name) => name.trim().toLowerCase());
    const missing = ["article", "sentence", "theme", "stance", "holder", "evidence"].filter((name) => !names.includes(name));
    const found = new Map();
    let strange = 0;
    for (const cells of missing.length ? [] : rows) {
      const cell = Object.fromEntries(names.map((name, at) => [name, restore(cells[at] ?? "").trim()]));
      const place = task.articles.indexOf(cell.article);
      const theme = task.themes.findIndex(([id]) => id === cell.theme);
      const number = Number(cell.sentence);
      const known = place >= 0 && theme >= 0 && cell.sentence && numbersOf[place].includes(number);
      if (!known || (cell.text && letters(cell.text) !== letters(said(place, number)))) strange += 1;
      else if (cell.stance) {
        const key = `${place} ${number} ${theme}`;
        const { holder, evidence, note = "" } = cell;
        found.set(key, [...(found.get(key) ?? []), { stance: cell.stance.toLowerCase(), holder, evidence, note }]);
      }
    }
    return { found, strange, missing };
  }

  return { said, shown, around, write, read };
})();
