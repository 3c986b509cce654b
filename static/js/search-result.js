/** One search result as elements. Text only ever becomes text nodes, so no query or name can become markup. */

import { addressOf, say, words } from "./search-data.js";

const lang = document.documentElement.lang;
/** The page's language as entries name it. */
export const own = lang.startsWith("zh") ? "zh" : "en";

/** An element with a class and children; `null` children are left out. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The text with its matched ranges in <mark>. */
export function marked(text, ranges = []) {
  const parts = document.createDocumentFragment();
  let done = 0;
  for (const [start, end] of ranges) {
    parts.append(text.slice(done, start), element("mark", "", text.slice(start, end)));
    done = end;
  }
  parts.append(text.slice(done));
  return parts;
}

/** Text in a language that may not be the page's. */
function inLanguage(className, language, ...children) {
  const made = element("span", className, ...children);
  const tag = words.tags[language] ?? "zh-Latn-pinyin";
  if (tag !== lang) made.lang = tag;
  return made;
}

/** The names of an entry, the page's language first: `[main, gloss]`. */
export function names({ entry, marks }) {
  const other = own === "zh" ? "en" : "zh";
  return [
    inLanguage("result-name", own, marked(entry[own], marks?.[own])),
    inLanguage("gloss", other, marked(entry[other], marks?.[other])),
  ];
}

/** Kind and, for a role, its tables and strongest level. */
export function facts({ entry }) {
  const kind = element("span", "kind", words.kinds[entry.kind]);
  if (entry.dropped) return [kind, element("span", "count", words.dropped)];
  if (!entry.tables) return [kind];
  const level = element("span", "level", words.levels[entry.strongest]);
  level.dataset.level = entry.strongest;
  return [kind, element("span", "count", say("tables", { n: entry.tables })), element("span", "result-level", `${words.strongest} `, level)];
}

/** Why an entry was found, where its own name does not show it; else null. */
export function reason({ entry, why, alias, marks }) {
  if (alias) {
    const language = /\p{Script=Han}/u.test(alias) ? "zh" : "en";
    return element("span", "result-why", `${words.why.alias} `, inLanguage("", language, marked(alias, marks.alias)));
  }
  if (why === "pinyin") {
    return element("span", "result-why", `${words.why.pinyin} `, inLanguage("pinyin", "pinyin", marked(entry.pinyin, marks.pinyin)));
  }
  return words.why[why] ? element("span", "result-why", words.why[why]) : null;
}

/** The name of an entry as a link to its page, with the name in the other language. */
export function linked(result) {
  const [main, gloss] = names(result);
  const link = element("a", "", main);
  link.href = addressOf(result.entry);
  return [link, " ", gloss];
}

/** What other programs know a result by. */
export function identify(node, { kind, id }) {
  node.dataset.result = `${kind}:${id}`;
  return node;
}

/** A query short enough to be repeated in a sentence. */
export function shortened(query) {
  const chars = [...query];
  return chars.length > 60 ? `${chars.slice(0, 60).join("")}…` : query;
}
