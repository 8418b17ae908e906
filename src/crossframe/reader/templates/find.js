/* ---- find: words and phrases in any inflection, by the rule of phrases/concordance.py ---- */
const MOST_LINES = 500;
const TYPED = /(?:\p{L}\.){2,}|\d+(?:[.,]\d+)+|[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:'[\p{L}\p{N}\p{M}_]+)*/gu;

/* The letters of a word in capitals ("U.S." gives "US"), of any other word none. */
function capitals(word) {
  const bare = word.replaceAll(".", "").replace(/'?s$|'$/, "");
  return [...bare].length > 1 && bare === bare.toUpperCase() && bare !== bare.toLowerCase() ? bare : "";
}

/* The forms, as places in the list, that a typed word means. */
function formsOf(word) {
  const { forms, stems, stem, endings } = data.find;
  const letters = capitals(word);
  const known = forms.findIndex((form) => form.toLowerCase() === word);
  let fits = (place) => forms[place].toLowerCase().startsWith(word)
    || (word.startsWith(stems[stem[place]]) && endings.includes(word.slice(stems[stem[place]].length)));
  if (letters) fits = (place) => capitals(forms[place]) === letters;
  else if (known >= 0) fits = (place) => stem[place] === stem[known];
  return new Set([...forms.keys()].filter(fits));
}

const typedWords = (query) => (query.normalize("NFC").replace(/[’‘ʼ‛′`´]/g, "'").match(TYPED) || [])
  .map((word) => (capitals(word) ? word : word.toLowerCase()));

/* Themes that are called by the words, which the articles may put otherwise. */
function themesOf(query) {
  const forms = typedWords(query).map((word) => [word, new Set([...formsOf(word)].map((place) => data.find.forms[place]))]);
  const called = (row) => typedWords(row.querySelector("th b").textContent);
  return [...document.querySelectorAll("#framing-themes tbody tr[id]")].filter((row) => forms.length
    && forms.every(([typed, own]) => called(row).some((word) => word === typed || own.has(word))));
}

const lengths = data.find.forms.map((form) => [...form].length);

/* Every place: article, sentence, start and end in the sentence. */
function placesOf(query) {
  const wanted = typedWords(query).map(formsOf);
  const found = [];
  if (!wanted.length) return found;
  data.find.at.forEach((sentences, place) => {
    sentences.forEach((coded, number) => {
      const words = [];
      let end = 0;
      for (let n = 0; n < coded.length; n += 2) {
        const start = end + coded[n + 1];
        end = start + lengths[coded[n]];
        words.push([coded[n], start, end]);
      }
      for (let n = 0; n <= words.length - wanted.length; n += 1) {
        if (!wanted.every((forms, next) => forms.has(words[n + next][0]))) continue;
        const last = n + wanted.length - 1;
        found.push([place, number, words[n][1], words[last][2]]);
        n = last;
      }
    });
  });
  return found;
}

function lineOf([place, number, start, end]) {
  const id = sentenceIds[place][number];
  const points = Array.from(byId(id).querySelector(".t").textContent);
  const [at, sentence] = placeOf.get(id);
  return make(
    "li",
    { class: data.articles[place].colour },
    make("a", { class: "ref", href: `#${id}` }, refOf(at, sentence)),
    make("bdi", { class: "left" }, make("span", {}, points.slice(0, start).join(""))),
    make("mark", {}, points.slice(start, end).join("")),
    make("bdi", { class: "right" }, points.slice(end).join("")),
  );
}

const sentenceIds = articles.map((article) => [...article.querySelectorAll(".s")].map((s) => s.id));

function find(query) {
  const { outlets, words, of } = data.find;
  const found = placesOf(query);
  byId("find-words").value = query;
  byId("find-said").textContent = !query.trim() ? "" : found.length
    ? `${found.length} ${found.length === 1 ? "place" : "places"}${found.length > MOST_LINES ? `, of which the first ${MOST_LINES} are listed` : ""}`
    : "Nothing found.";
  const themes = themesOf(query);
  byId("find-themes").hidden = !themes.length;
  byId("find-themes").replaceChildren(
    "In whatever words, side by side: ",
    ...themes.flatMap((row, n) => [n ? ", " : "", make("a", { href: `#${row.id}` }, make("bdi", {}, row.querySelector("th b").textContent))]),
  );
  if (!found.length) {
    byId("find-found").replaceChildren();
    return;
  }
  const counts = outlets.map((_, n) => found.filter(([place]) => of[place] === n).length);
  const row = (tag, ...cells) => make("tr", {}, ...cells.map((cell, n) => make(tag, tag === "th" ? { scope: "col" } : {}, n ? cell : make("bdi", {}, cell))));
  const table = make(
    "table",
    { class: "rates" },
    make("thead", {}, row("th", "Outlet", "Places", "Words", "Per 1,000")),
    make("tbody", {}, ...outlets.map((outlet, n) => {
      const line = row("td", "", String(counts[n]), words[n].toLocaleString("en"), (1000 * counts[n] / words[n]).toFixed(1));
      line.cells[0].replaceWith(make("th", { scope: "row" }, make("bdi", {}, outlet)));
      return line;
    })),
  );
  const listed = found.slice(0, MOST_LINES);
  const parts = outlets.flatMap((outlet, n) => {
    const own = listed.filter(([place]) => of[place] === n);
    if (!own.length) return [];
    const title = make("h3", { class: data.articles[of.indexOf(n)].colour }, make("bdi", { class: "outlet" }, outlet));
    return [title, make("ul", { class: "kwic" }, ...own.map(lineOf))];
  });
  byId("find-found").replaceChildren(table, ...parts);
}

byId("find-form").addEventListener("submit", (event) => {
  event.preventDefault();
  find(byId("find-words").value);
});
byId("find-words").addEventListener("input", (event) => {
  if (event.target.value.trim().length > 1) find(event.target.value);
});

function openFind(query) {
  go("find");
  if (query !== undefined) find(query);
  byId("find-words").focus();
  byId("find-words").select();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || typing(event)) return;
  event.preventDefault();
  openFind();
});
