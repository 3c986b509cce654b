/** English words: each word of the corpus once, found exactly, by its beginning, or by similar spelling. */

import { numbersBy } from "./parts.js";
import { slipsBetween } from "./spelling.js";
import { englishTokens, plainly } from "./text.js";

/** How a word matched; also its price, to which slips in spelling add. */
const EXACT = 0;
const PREFIX = 1;

/** "mgmt", "intl", "engr": how a word begins, some of its consonants, and how it ends. */
const ABBREVIATION = /^[a-z]{1,2}[^aeiouy]{2,3}$/;
const written = (abbreviation) => new RegExp(`^${abbreviation.replace(/\B[^aeiou]/g, ".*$&")}$`);

/** But for words joined by a hyphen, which count as one, too. */
const single = (tokens) => tokens.filter(({ from, to }) => to - from === 1);

/**
 * @typedef {{price: number, token: import("./text.js").Token, typed: string}} Match
 * @param {string[]} texts
 */
export function vocabularyOf(texts) {
  const tokensOf = new Map(); // of each word, in all texts
  const wordsOf = []; // of each text
  let said; // texts by their words, made when a query first has two, or finds nothing
  const sizes = texts.map((text, doc) => {
    const { tokens, size } = englishTokens(text);
    wordsOf.push(tokens);
    for (const token of tokens) {
      token.doc = doc;
      if (!tokensOf.has(token.stem)) tokensOf.set(token.stem, []);
      tokensOf.get(token.stem).push(token);
    }
    return size;
  });
  const words = [...tokensOf.keys()].sort();

  /** What a typed word may be: `[word, price]`. One that stands `alone` is no abbreviation: PMP, FRM. */
  function meant(typed, forgiving, alone) {
    const root = plainly(typed);
    const begins = (word) => tokensOf.get(word).some(({ text }) => text.startsWith(typed) || (/ou[lr]/.test(typed) && text.startsWith(root)));
    const begun = beginning(root).filter((word) => root === typed || begins(word));
    if (typed.endsWith("p")) begun.push(...beginning(`${root.slice(0, -1)}f`).filter(begins)); // "grap": `plainly` writes ph as f
    if (begun.length) return begun.map((word) => [word, word === root ? EXACT : PREFIX]);
    const short = !alone && ABBREVIATION.test(typed) ? beginning(typed[0]).filter((word) => written(typed).test(word)) : [];
    if (short.length || !forgiving) return short.map((word) => [word, PREFIX]);
    // `plainly` writes ph as f: "parmaceutical" is near "farmaceutical".
    return [...beginning(typed[0]), ...(typed[0] === "p" ? beginning("f") : [])].flatMap((word) => {
      const slips = slipsBetween(typed, word);
      return slips ? [[word, PREFIX + slips]] : [];
    });
  }

  /** The words that begin with these letters. */
  function beginning(letters) {
    let low = 0;
    for (let high = words.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (words[middle] < letters) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (words[end]?.startsWith(letters)) end += 1;
    return words.slice(low, end);
  }

  return {
    has: (word) => tokensOf.has(word),

    /** The texts that are these words and no others, if there are any. */
    said(words) {
      said ??= numbersBy(wordsOf, (tokens) => single(tokens).map(({ stem }) => stem).join());
      return said.get(words.join());
    },

    /** All the words of a text as matches. @returns {Match[]} */
    all: (doc) => single(wordsOf[doc]).map((token) => ({ price: EXACT, token })),

    /**
     * The texts in which each typed word occurs, as far as they have the rarest of them, with its places there.
     * @returns {Map<number, Match[]>[] | null} null if there is a word that occurs nowhere
     */
    places(typed, forgiving) {
      const all = typed.map((word) => meant(word, forgiving, typed.length < 2).map(([found, price]) => ({ price, tokens: tokensOf.get(found) })));
      const counts = all.map((found) => found.reduce((sum, { tokens }) => sum + tokens.length, 0));
      const least = Math.min(...counts);
      if (!least || !counts.length) return null;
      const docs = counts.length > 1 && new Set(all[counts.indexOf(least)].flatMap(({ tokens }) => tokens.map(({ doc }) => doc)));
      return all.map((found, i) => {
        const places = new Map();
        for (const { price, tokens } of found) {
          for (const token of tokens) {
            const { doc } = token;
            if (docs && !docs.has(doc)) continue;
            const match = { price, token, typed: typed[i] };
            const known = places.get(doc);
            if (known) known.push(match);
            else places.set(doc, [match]);
          }
        }
        return places;
      });
    },

    /** Whether a word that ends at `to` is the last of a text. */
    ends: (doc, to) => to === sizes[doc],

    /** Whether matches are all the words of a text. */
    whole: (doc, matches) =>
      new Set(matches.flatMap(({ token: { from, to } }) => (to - from > 1 ? [from, to - 1] : [from]))).size === sizes[doc],
  };
}

/** What to mark of a matched word: where the typing ended in the middle of it, no more, if that is plain to see. */
export const markOf = ({ price, typed, token: { text, from, to, start, end } }) =>
  [start, price === PREFIX && to - from === 1 && text.startsWith(typed) ? start + typed.length : end];

/**
 * One place for each word of the query, all different: the one after the word before if it can be, else the cheapest.
 * @returns {Match[] | null}
 */
export function assign(placesOfWords) {
  const taken = [];
  for (const places of placesOfWords) {
    const next = taken.at(-1)?.token.to ?? 0;
    const free = taken.length ? places.filter(({ token }) => !taken.some((other) => overlap(other.token, token))) : places;
    if (!free.length) return null;
    taken.push(free.find(({ token }) => token.from === next) ?? free.reduce((a, b) => (b.price < a.price ? b : a)));
  }
  return taken;
}

const overlap = (a, b) => a.from < b.to && b.from < a.to;

/** "patternmaker" → "pattern maker" and "cyber security" → "cybersecurity", when only that way it is known. */
export function respell(words, vocabulary) {
  const joined = [];
  for (const word of words) {
    const both = joined.length ? (joined.at(-1) + word).replace(/(.)\1+/g, "$1") : ""; // as `stem` would: film making
    if (both && vocabulary.has(both)) joined.splice(-1, 1, both);
    else joined.push(...split(word, vocabulary));
  }
  return joined;
}

function split(word, vocabulary) {
  for (let i = 3; i <= word.length - 3; i += 1) {
    const parts = [word.slice(0, i), word.slice(i)];
    if (parts.every(vocabulary.has)) return parts;
  }
  return [word];
}
