/** One search result as elements. */

import { element } from "./elements.js";
import { addressOf, say, words } from "./search-data.js";

const lang = document.documentElement.lang;
/** The page's language as entries name it. */
export const own = lang.startsWith("zh") ? "zh" : "en";

/** The text in parts, every other one of them, from the second on, a matched range. */
function marked(text, ranges = []) {
  const parts = [];
  let done = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(done, start), element("mark", "", text.slice(start, end)));
    done = end;
  }
  return [...parts, text.slice(done)];
}

/** Text in a language that may not be the page's. */
function inLanguage(className, language, parts) {
  const tag = words.tags[language] ?? "zh-Latn-pinyin";
  return element("span", { class: className, ...(tag !== lang && { lang: tag }) }, ...parts);
}

/** The names of an entry, the page's language first: `[main, gloss]`. */
export function names({ entry, marks }) {
  const other = own === "zh" ? "en" : "zh";
  return [
    inLanguage("result-name", own, marked(entry[own], marks?.[own])),
    inLanguage("gloss", other, marked(entry[other], marks?.[other])),
  ];
}

/**
 * What is said of a result below its names: its kind, for a role its tables and strongest level, and why it was found.
 * As few elements as can be: each is laid out at every key stroke.
 */
export function facts(result) {
  const { entry } = result;
  const said = [words.kinds[entry.kind]];
  if (entry.dropped) said.push(words.dropped);
  const level = entry.tables && !entry.dropped ? element("span", { class: "level", "data-level": entry.strongest }, words.levels[entry.strongest]) : "";
  if (level) said.push(say("tables", { n: entry.tables }), `${words.strongest}\u00a0`); // "Highest:" ends no line
  const why = reason(result);
  return [said.join(" · "), level, ...(why ? [" · ", why] : [])];
}

/** Why an entry was found, where its own name does not show it; else null. */
function reason({ entry, why, alias, marks }) {
  const because = (...parts) => element("span", "result-why", `${words.why[why]} `, ...parts);
  if (alias) return because(inLanguage("", /\p{Script=Han}/u.test(alias) ? "zh" : "en", marked(alias, marks.alias)));
  if (why === "pinyin") return because(inLanguage("pinyin", "pinyin", marked(entry.pinyin, marks.pinyin)));
  return words.why[why] ? because() : null;
}

/** The name of an entry as a link to its page, with the name in the other language. */
export function linked(result) {
  const [main, gloss] = names(result);
  return [element("a", { href: addressOf(result.entry) }, main), " ", gloss];
}

/** What other programs know a result by. */
export const identity = ({ kind, id }) => ({ "data-result": `${kind}:${id}` });

/** A query short enough to be repeated in a sentence. */
export function shortened(query) {
  const chars = [...query];
  return chars.length > 60 ? `${chars.slice(0, 60).join("")}…` : query;
}
