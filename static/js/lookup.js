/**
 * Looks up a list of titles, in slices short enough that the page never freezes. Exact names are told from
 * suggestions; nothing is sent anywhere. The answer can be saved as CSV.
 */

import { addressOf, loadEngine, say, words } from "./search-data.js";
import { draw, element } from "./elements.js";
import { identity, linked } from "./search-result.js";
import { toCsv } from "./csv.js";
import { textOf } from "./text-file.js";
import { namedIn, titlesIn, titlesOn } from "./title-list.js";

const SLICE = 16; // milliseconds of work between two frames
const ROWS = 200; // that come into the page at a time, because each time the whole table is drawn anew
const SUGGESTIONS = 3;
const MOST = 5000;
const COLUMNS = ["line", "query", "answer", "zh", "en", "kind", "where", "address"];

let runs = 0;

/** Looks up the file's titles, or those in the text field; a newer list stops the older one. */
export async function lookUp(form, file) {
  const run = ++runs;
  const part = (name) => document.querySelector(`[data-lookup-${name}]`);
  const [progress, status, download, table] = ["progress", "status", "download", "answers"].map(part);
  const text = form.querySelector("textarea");
  table.hidden = download.hidden = progress.hidden = true;
  status.textContent = "";
  const given = file ? await textOf(file) : { text: text.value };
  if (run !== runs) return;
  const engine = await loadEngine();
  if (run !== runs) return;
  if (given.problem) return void (status.textContent = say(given.problem, { name: file.name }, words.lookup));
  const named = namedIn(engine);
  const isListed = (title) => named(title).length > 0;
  const titles = titlesIn(given.text, isListed, file?.name);
  if (file) text.value = titles.map((row) => row.join("、")).join("\n");
  const all = titles.map((cells, i) => ({ line: i + 1, cells })).filter(({ cells }) => cells.some((cell) => cell.trim()));
  const lines = all.slice(0, MOST);
  if (!lines.length) return void (status.textContent = words.lookup.empty);

  table.tBodies[0].replaceChildren();
  table.hidden = progress.hidden = false;
  const answers = [];
  const known = new Map(); // a list of people repeats their titles
  const [rows, made] = [document.createDocumentFragment(), document.createDocumentFragment()];
  let done = 0;
  const isDone = () => done === lines.length || answers.length >= MOST;
  while (!isDone()) {
    const until = performance.now() + SLICE;
    do {
      const { line, cells } = lines[done++];
      for (const query of cells.flatMap((cell) => titlesOn(cell, isListed)).map((title) => title.trim()).filter(Boolean)) {
        if (!known.has(query)) known.set(query, answer(engine, query, named(query)));
        const found = { line, query, ...known.get(query) };
        answers.push(found);
        draw(made, [row(found)]);
        rows.append(...made.childNodes);
      }
    } while (!isDone() && performance.now() < until);
    const first = answers.length === rows.childElementCount;
    if (first || rows.childElementCount >= ROWS || isDone()) table.tBodies[0].append(rows);
    progress.firstElementChild.value = done / lines.length;
    progress.lastElementChild.textContent = say("progress", { n: done, total: lines.length }, words.lookup);
    await new Promise((resume) => setTimeout(resume));
    if (run !== runs) return;
  }
  progress.hidden = true;
  download.hidden = false;
  offer(download, answers);
  status.textContent = summary(answers, done < all.length, file);
}

/** @returns {{answer: "exact"|"near"|"none"|"dropped", entries: object[]}} `dropped`: only earlier editions list it */
function answer(engine, query, exact) {
  const listed = exact.filter(({ dropped }) => !dropped);
  if (listed.length) return { answer: "exact", entries: listed };
  if (exact.length) return { answer: "dropped", entries: exact };
  const near = engine.search(query, { limit: SUGGESTIONS }).map(({ entry }) => entry);
  return { answer: near.length ? "near" : "none", entries: near };
}

function row({ line, query, answer, entries }) {
  const found = entries.map((entry) => element("div", identity(entry), ...linked({ entry }), " ", element("span", "kind", words.kinds[entry.kind])));
  const tables = (answer === "exact" ? entries.flatMap(listings) : []).map(([level, industries]) =>
    element("div", "", element("span", { class: "level", "data-level": level }, words.levels[level]), words.lookup.marks.colon, industries),
  );
  const asked = [element("td", "rank", String(line)), element("th", { scope: "row" }, query)];
  return element("tr", { "data-answer": answer }, ...asked, element("td", "answer", words.lookup[answer]), element("td", "", ...found), element("td", "", ...tables));
}

/** The industries that list an entry, by level from the strongest: `[["severe", "Footwear industry, …"], …]`. */
function listings(entry) {
  return Object.keys(words.levels)
    .map((level) => [level, entry.listings.filter((listing) => listing.level === level).map(({ industry }) => words.industries[industry])])
    .map(([level, industries]) => [level, industries.join(words.lookup.marks.comma)])
    .filter(([, industries]) => industries);
}

function summary(answers, cut, file) {
  const count = (kind) => answers.filter(({ answer }) => answer === kind).length;
  const none = count("none") + count("dropped");
  const said = [say("done", { n: answers.length, exact: count("exact"), near: count("near"), none }, words.lookup)];
  if (cut) said.push(say("too_many", { n: MOST }, words.lookup));
  if (file) said.push(say("file", { name: file.name }, words.lookup));
  return said.join(" ");
}

/** One line for each name that answers, so that a spreadsheet can filter them. */
function offer(download, answers) {
  const { colon, semicolon } = words.lookup.marks;
  const rows = answers.flatMap(({ line, query, answer, entries }) => {
    const asked = [line, query, words.lookup[answer]];
    if (!entries.length) return [[...asked, "", "", "", "", ""]];
    return entries.map((entry) => {
      const where = answer === "exact" ? listings(entry).map(([level, industries]) => words.levels[level] + colon + industries) : [];
      return [...asked, entry.zh, entry.en, words.kinds[entry.kind], where.join(semicolon), addressOf(entry)];
    });
  });
  const head = COLUMNS.map((name) => words.lookup.columns[name]);
  download.download = download.dataset.name;
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([toCsv([head, ...rows])], { type: "text/csv" }));
}
