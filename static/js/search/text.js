/** Text as the engine compares it. Both sides of every comparison go through here. */

const MARKS = /\p{M}/gu;
const WORD = /[^\s!-%'-/:-@[-`{-~]+/g;
/** Nobody types more. */
export const LONGEST = 100;
/** A word of fewer letters is looked for as it is typed: "app" is not "apparel", nor "pho" "foundry". */
const SHORT = 5;
const STOP = new Set(["a", "an", "and", "for", "in", "of", "or", "the", "to", "with"]);

/** Whether a word may be the beginning of one that a search leaves out. */
export const maybeStop = (word) => [...STOP].some((stop) => stop.startsWith(word));

/** Whether a text begins with a Chinese character. */
export function isHan(text) {
  const code = text.charCodeAt(0);
  return code >= 0x3400 && code <= 0x9fff;
}

/** "Lǜshī" → "lvshi", "ＣＡＤ" → "cad": compatibility forms, case and tone marks gone, ü written v. */
export function fold(text) {
  if (/^[ -~\u4e00-\u9fff]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().normalize("NFD").replaceAll("u\u0308", "v").replace(MARKS, "");
}

/** How a syllable may be typed: lü also as lu, and as passports have it. */
export const waysToType = (sound) => (sound[1] === "v" ? ["v", "u", "yu"].map((u) => sound.replace("v", u)) : [sound]);

/** "R and D" and "r & d" are typed for R&D, "A.I." for AI, "lu:" for lü, and digits for tones. Signs make other languages of C. */
const spellOut = (text) =>
  text
    .replace(/\br\s*(?:and|&|n)\s*d\b/g, "r&d")
    .replace(/\b\w(?:\.\w)+\b(?!\w)/g, (letters) => letters.replaceAll(".", ""))
    .replace(/\bc\+\+/g, "cplusplus")
    .replace(/\bc#/g, "csharp")
    .replaceAll("u:", "v")
    .replace(/^(?:[a-z]+[1-5]\W?){2,}$/, (syllables) => syllables.replace(/\d/g, ""));

const singular = (word) => (word.length > 3 ? word.replace(/ies$/, "y").replace(/([^s])s$/, "$1") : word);

/** "mould" → "mold", "accountant" → "acountant", "graphic" → "grafic": what US, UK and hasty spelling have in common. */
export const plainly = (word) =>
  word
    .replace(/ou(?=[lr]|$)/g, "o")
    .replace(/is(?=[aeo])/g, "iz")
    .replace(/ph/g, "f")
    .replace(/(.)\1+/g, "$1")
    .replace("&", "");

const stem = (word) => plainly(singular(word));

const stems = new Map();
const MANY_WORDS = 1e4;

/** The corpus repeats its words; what is typed comes beside them. */
function stemOf(word) {
  if (stems.size > MANY_WORDS) stems.clear();
  if (!stems.has(word)) stems.set(word, stem(word));
  return stems.get(word);
}

/**
 * The words of an English text with their places; "e-commerce" also counts as "ecommerce".
 * `from` and `to` number the words that a token covers.
 * @typedef {{text: string, stem: string, from: number, to: number, start: number, end: number}} Token
 * @returns {{tokens: Token[], size: number}}
 */
export function englishTokens(text) {
  const folded = fold(text);
  const same = folded.length === text.length;
  const tokens = [];
  let last = null;
  let size = 0;
  for (const { 0: found, index: start } of (same ? folded : text).matchAll(WORD)) {
    const word = same ? found : fold(found);
    if (STOP.has(word) || word === "&") continue;
    const token = { text: word, stem: stemOf(word), from: size, to: size + 1, start, end: start + found.length };
    if (last && text.slice(last.end, start) === "-") {
      tokens.push({ ...token, text: last.text + word, stem: stemOf(last.text + word), from: last.from, start: last.start });
    }
    tokens.push(token);
    last = token;
    size += 1;
  }
  return { tokens, size };
}

/**
 * A query in the forms that the matchers need.
 * @param {(text: string) => string} simplify
 * @returns {{text: string, joined: string, terms: string[], words: string[]}}
 */
export function parse(query, simplify) {
  const text = simplify(spellOut(fold(query.slice(0, LONGEST)))).slice(0, LONGEST);
  const terms = (text.match(/\p{Script=Han}+|[\p{L}\p{N}&]+/gu) ?? [])
    .flatMap((term) => term.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu))
    .filter((term) => /[\p{L}\p{N}]/u.test(term));
  const spoken = terms.filter((term) => !STOP.has(term));
  return {
    text,
    joined: terms.join("").replaceAll("&", ""),
    terms: spoken.length ? spoken : terms,
    words: (spoken.length ? spoken : terms).map((word) => (word.length < SHORT || /^(.)\1+$/.test(word) ? singular : stem)(word)),
  };
}
