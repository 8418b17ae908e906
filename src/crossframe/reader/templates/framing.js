/* ---- framing: rows of one theme or kind, evidence of one speaker ---- */
const framing = byId("framing");

function filterFraming() {
  const wanted = (id) => (byId(id) ? byId(id).value : "");
  const theme = wanted("framing-theme");
  const speaker = wanted("framing-speaker");
  const kind = wanted("framing-kind");
  const has = (element, key, value) => value === "" || element.dataset[key].split(" ").includes(value);
  const of = (row) => kind === "" || row.dataset.k === kind;
  const filtered = theme !== "" || speaker !== "" || kind !== "";
  let themes = 0;
  for (const row of byId("framing-themes").tBodies[0].rows) {
    if (row.dataset.t === undefined) continue;
    row.hidden = !(has(row, "t", theme) && of(row));
    themes += row.hidden ? 0 : 1;
    for (const cell of row.querySelectorAll("td")) {
      const pieces = [...cell.querySelectorAll(".piece")];
      for (const piece of pieces) {
        const told = [...piece.querySelectorAll(".told")];
        for (const one of told) one.hidden = !has(one, "h", speaker);
        piece.hidden = speaker !== "" && told.every((one) => one.hidden);
      }
      cell.querySelector(".left-out")?.remove();
      if (pieces.length && pieces.every((piece) => piece.hidden)) {
        cell.append(make("p", { class: "left-out" }, "nothing of this speaker"));
      }
    }
  }
  let statements = 0;
  for (const body of byId("framing-statements").tBodies) {
    const rows = [...body.rows].filter((row) => row.dataset.k);
    for (const row of rows) {
      row.hidden = !(has(row, "t", theme) && has(row, "h", speaker) && of(row));
    }
    const left = rows.filter((row) => !row.hidden).length;
    body.hidden = rows.length > 0 && !left;
    statements += left;
  }
  byId("framing-themes").hidden = filtered && !themes;
  byId("framing-statements").hidden = filtered && !statements;
  byId("framing-count").textContent = `${themes} ${themes === 1 ? "theme" : "themes"}, ${statements} ${statements === 1 ? "statement" : "statements"}`;
}

for (const select of framing.querySelectorAll("select")) select.addEventListener("change", filterFraming);
