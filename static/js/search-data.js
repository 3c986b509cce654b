/** The engine, its index and the page's words for them; loaded once, on first use. */

import { createEngine } from "./search/engine.js";
import { fetchJson, opened } from "./search-source.js";
import { fold } from "./search/text.js";

const form = document.querySelector("form[data-search]");
const home = new URL("..", new URL(form.getAttribute("action"), location.href)).href;

/** Interface words in the page's language, there as soon as the engine is; `script_words.py` writes the file. */
export let words;

let engine;

/** @returns {Promise<ReturnType<typeof createEngine>>} */
export function loadEngine() {
  engine ??= Promise.all([fetchJson(form.dataset.words), fetchJson(form.dataset.index)]).then(([said, index]) => {
    words = said;
    const made = createEngine(index);
    // What Chinese and English need, and what is near, are made in tasks of their own, before somebody types so far.
    for (const query of "工a") setTimeout(() => made.search(query));
    setTimeout(() => made.nearest("a", 1));
    return made;
  });
  // A failed load must not last: the next key stroke tries again.
  engine.catch(() => (engine = undefined));
  return engine;
}

/** Words with their values: `say("results", { n: 3 })`; `n` chooses the plural form. */
export function say(key, values = {}, from = words) {
  const word = from[key];
  const text = typeof word === "string" ? word : (values.n === 1 && word.one) || word.other;
  return text.replace(/\{([a-z_]+)\}/g, (_, name) => values[name]);
}

/** The level that a query names, in any language: what is at that level is asked for. */
export const levelIn = (query, { simplify }) => {
  const name = simplify(fold(query)).replace(/\s+/g, " ");
  return Object.keys(words.asked).find((level) => words.asked[level].some((one) => fold(one) === name));
};

/** The address of the page that shows an entry. */
export function addressOf({ kind, id, category }) {
  const paths = {
    role: `roles/${id}/`,
    industry: `industries/${id}/`,
    title: `titles/${id}/`,
    major: `titles/${category}/#${id}`,
    qualification: `qualifications/#${id}`,
    certificate: `certificates/#${id}`,
  };
  return home + opened(paths[kind]);
}
