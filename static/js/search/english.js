/** English words: each word of the corpus once, found exactly, by its beginning, or by similar spelling. */

import { similar } from "./spelling.js";
import { englishTokens } from "./text.js";

/** How a word matched; also its price. */
const EXACT = 0;
const PREFIX = 1;
const SPELLING = 2; // half more for a wrong letter: one too few or too many is likelier

export class Vocabulary {
  #places = new Map();
  #words = [];
  #sizes = [];

  /** @param {{en: string}[]} texts */
  constructor(texts) {
    texts.forEach((text, doc) => {
      const { tokens, size } = englishTokens(text);
      this.#sizes.push(size);
      for (const token of tokens) this.#add(token.stem, doc, token);
    });
    this.#words = [...this.#places.keys()].sort();
  }

  #add(word, doc, token) {
    if (!this.#places.has(word)) this.#places.set(word, []);
    this.#places.get(word).push({ doc, token });
  }

  has(word) {
    return this.#places.has(word);
  }

  /** @returns {Generator<[word: string, price: number]>} */
  *#found(typed, forgiving) {
    const beginning = this.#beginning(typed);
    for (const word of beginning) yield [word, word === typed ? EXACT : PREFIX];
    if (beginning.length || !forgiving) return;
    for (const word of this.#beginning(typed[0])) if (similar(typed, word)) yield [word, word.length === typed.length ? SPELLING + 0.5 : SPELLING];
  }

  /** The words that begin with these letters. */
  #beginning(letters) {
    let low = 0;
    for (let high = this.#words.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.#words[middle] < letters) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (this.#words[end]?.startsWith(letters)) end += 1;
    return this.#words.slice(low, end);
  }

  /**
   * The texts in which a word occurs, with its places there.
   * @returns {Map<number, {price: number, token: object}[]>}
   */
  places(typed, forgiving) {
    const places = new Map();
    for (const [word, price] of this.#found(typed, forgiving)) {
      for (const { doc, token } of this.#places.get(word)) {
        if (!places.has(doc)) places.set(doc, []);
        places.get(doc).push({ price, token: price === PREFIX ? begun(token, typed) : token });
      }
    }
    return places;
  }

  /** Whether a word that ends at `to` is the last of a text. */
  ends(doc, to) {
    return to === this.#sizes[doc];
  }

  /** Whether tokens are all the words of a text. */
  whole(doc, tokens) {
    return new Set(tokens.flatMap(({ from, to }) => (to - from > 1 ? [from, to - 1] : [from]))).size === this.#sizes[doc];
  }
}

/**
 * One place for each word of the query, all different: the one after the word before if it can be, else the cheapest.
 * @returns {{price: number, token: object}[] | null}
 */
export function assign(placesOfWords) {
  const taken = [];
  for (const places of placesOfWords) {
    const next = taken.at(-1)?.token.to ?? 0;
    const free = places.filter(({ token }) => !taken.some((other) => overlap(other.token, token)));
    if (!free.length) return null;
    taken.push(free.find(({ token }) => token.from === next) ?? free.reduce((a, b) => (b.price < a.price ? b : a)));
  }
  return taken;
}

/** The token, ending where the typing ended, if that is plain to see. */
const begun = (token, typed) =>
  token.to - token.from === 1 && token.text.startsWith(typed) ? { ...token, end: token.start + typed.length } : token;

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
    if (parts.every((part) => vocabulary.has(part))) return parts;
  }
  return [word];
}
