/** Every name and alias of the corpus, ready to be matched as Han, pinyin or English. */

import { align, cover } from "./align.js";
import { Vocabulary, assign, respell } from "./english.js";
import { alignLoosely, kindred } from "./spelling.js";
import { isHan, maybeStop } from "./text.js";
import { glyphsOf, hearing } from "./units.js";

/** Where a match stands, best first. The costly ones are tried only when nothing cheaper matched. */
export const TIER = {
  whole: 0, prefix: 10, inside: 20, alias: 13, subject: 30, aliasPrefix: 40, aliasInside: 50, scattered: 60, gaps: 45, aliasGaps: 70, words: 80, spelling: 90,
};
const PINYIN = 1;
const MID_WORD = 2;
const INITIALS = 6;

/** So many characters in pieces of a name are no accident, whatever else is found. */
const PIECES_FROM = 4;

/** A start is one number, (text × WIDTH + place) × 2 + whether a word begins there: pairs would be slow to make. */
const WIDTH = 256;
const textAt = (start) => Math.floor(start / (2 * WIDTH));
const placeAt = (start) => (start >> 1) % WIDTH;
const beginsAt = (start) => start % 2 > 0;

/** How forgiving a search is; each level includes the ones before. */
export const LEVEL = { plain: 0, gaps: 1, spelling: 2 };

/** Kinds of entries that say what someone is. Another name for one of them is what a reader means by it. */
const PEOPLE = new Set(["role", "qualification", "certificate"]);

/**
 * `general`: only the end of a text matched, `title`: a whole text that says what someone is.
 * @typedef {{entry: number, score: number, why: string, alias?: string, steps?: [number, number][],
 *   words?: {start: number, end: number}[]}} Hit `steps` and `words` are places in the text that matched
 */

export class Texts {
  #kinds;
  #spoken = [];
  #written = [];
  #vocabulary;
  #starts = new Map();
  #sounds = new Map();
  #readingsOf;

  constructor({ entries, units, chinese, english, script }) {
    this.#readingsOf = hearing(script);
    this.#kinds = entries.map(({ kind }) => kind);
    entries.forEach((entry, i) => {
      this.#spoken.push({ entry: i, units: units[i] });
      for (const alias of chinese[i].slice(1)) this.#spoken.push({ entry: i, alias, units: glyphsOf(alias, script) });
      this.#written.push({ entry: i, text: entry.en });
      for (const alias of english[i].slice(1)) this.#written.push({ entry: i, alias, text: alias });
    });
    this.#vocabulary = new Vocabulary(this.#written.map(({ text }) => text));
    this.#spoken.forEach(({ units: ofText }, text) => this.#start(ofText, text * WIDTH));
  }

  #start(units, text) {
    let begins = true;
    units.forEach(({ char, readings, initial }, place) => {
      const start = (text + place) * 2 + ((initial ?? begins) ? 1 : 0);
      const known = this.#starts.get(char);
      if (known) known.push(start);
      else this.#starts.set(char, [start]);
      for (const reading of readings) this.#sound(reading[0], reading, char);
      begins = !isHan(char);
    });
  }

  #sound(letter, reading, char) {
    let sounds = this.#sounds.get(letter);
    if (!sounds) this.#sounds.set(letter, (sounds = new Map()));
    const chars = sounds.get(char);
    if (!chars) sounds.set(char, [reading]);
    else if (!chars.includes(reading)) chars.push(reading);
  }

  /**
   * The best hit of each entry at one level.
   * @returns {Map<number, Hit>}
   */
  find(joined, words, level) {
    const hits = new Map();
    const keep = (hit) => {
      if (!(hits.get(hit.entry)?.score <= hit.score)) hits.set(hit.entry, hit);
    };
    if (level === LEVEL.plain) {
      this.#aligned(joined, keep);
      this.#worded(words, false, keep);
      if (!hits.size) this.#worded(respell(words, this.#vocabulary), false, keep);
      if (!hits.size && words.length > 1 && maybeStop(words.at(-1))) this.#worded(words.slice(0, -1), false, keep);
      if (joined.length >= PIECES_FROM && isHan(joined)) this.#covered(joined, keep, false);
    } else if (level === LEVEL.gaps) this.#covered(joined, keep, true);
    else {
      this.#mistyped(joined, keep);
      this.#worded(words, true, keep);
    }
    return hits;
  }

  /** Where a query may begin. Inside a word, its first syllable has two letters or none. */
  #startsOf(query) {
    if (!query) return [];
    const first = String.fromCodePoint(query.codePointAt(0));
    return [...(this.#starts.get(first) ?? []), ...this.#heard(first, query.slice(0, 2))];
  }

  /** Where a reading begins with this letter: at the beginning of a word or, with these two letters, anywhere. */
  #heard(letter, two) {
    const found = [];
    for (const [char, readings] of this.#sounds.get(letter) ?? []) {
      const anywhere = readings.some((reading) => reading.slice(0, 2) === two);
      for (const start of this.#starts.get(char)) if (anywhere || beginsAt(start)) found.push(start);
    }
    return found;
  }

  #aligned(query, keep) {
    const spoken = /[a-z]/.test(query);
    for (const start of this.#startsOf(query)) {
      const text = textAt(start);
      const place = placeAt(start);
      const begun = beginsAt(start);
      const { units, alias } = this.#spoken[text];
      const plain = align(query, units, place, false);
      const steps = plain ?? (begun && spoken ? align(query, units, place, true) : null);
      if (!steps) continue;
      const cut = steps[0][1] > 0 || (steps.length > 1 && units[place + 1].initial);
      const method = wholeCharacters(query, units, steps) ? 0 : plain ? PINYIN : INITIALS;
      if (method && !begun && (cut || (alias && steps.length < 3))) continue;
      keep(this.#hit(text, steps, method + (begun ? 0 : MID_WORD), method ? "pinyin" : "name"));
    }
  }

  #covered(query, keep, withAliases) {
    const seen = new Set();
    for (const text of this.#startsOf(query).map(textAt)) {
      if (seen.has(text) || (this.#spoken[text].alias && !withAliases)) continue;
      seen.add(text);
      const { units } = this.#spoken[text];
      const found = cover(query, units);
      if (!found || found.pieces < 2) continue;
      const price = (this.#spoken[text].alias ? TIER.aliasGaps : TIER.gaps) + found.pieces + found.backward;
      keep(this.#hit(text, found.steps, 0, "gaps", price));
    }
  }

  #mistyped(query, keep) {
    const han = isHan(query);
    if (query.length < (han ? 2 : 6)) return;
    const starts = han ? this.#spoken.map((_, text) => text * 2 * WIDTH) : kindred(query[0]).flatMap((letter) => this.#heard(letter));
    if (han && query.length > 3) starts.push(...this.#startsOf(query));
    let found = false;
    for (const guess of [false, true]) {
      if (found || (guess && han && query.length < 4)) return;
      const how = { readingsOf: this.#readingsOf, guess };
      const slips = query.length < (!han ? 14 : guess ? 7 : 5) ? 1 : 2;
      for (const start of starts) {
        const text = textAt(start);
        const { units } = this.#spoken[text];
        const steps = alignLoosely(query, units, placeAt(start), slips, how);
        if (!steps || steps.length < 2) continue;
        found = true;
        keep(this.#hit(text, steps, 0, "spelling", TIER.spelling + (this.#spoken[text].alias ? 2 : 0)));
      }
    }
  }

  #standing(entry, alias, whole, first) {
    if (whole) return !alias ? "whole" : PEOPLE.has(this.#kinds[entry]) ? "alias" : "subject";
    return first ? (alias ? "aliasPrefix" : "prefix") : alias ? "aliasInside" : "inside";
  }

  #hit(text, steps, price, why, tier = null) {
    const { entry, alias, units } = this.#spoken[text];
    const first = steps[0][0] === 0;
    const whole = steps.length === units.length && !steps.at(-1)[1];
    const place = this.#standing(entry, alias, whole, first);
    const general = !first && steps.at(-1)[0] === units.length - 1;
    const title = whole && units.length > 2 && price < INITIALS && PEOPLE.has(this.#kinds[entry]);
    return { entry, alias, steps, general, title, why: alias ? "alias" : why, score: (tier ?? TIER[place]) + price + units.length / 100 };
  }

  /** All words, in any order, in one text or, failing that, in the texts of one entry together. */
  #worded(words, forgiving, keep) {
    const found = words.map((word) => this.#vocabulary.places(word, forgiving));
    if (!found.length || found.some((places) => !places.size)) return;
    for (const doc of found[0].keys()) {
      const places = found.map((ofWord) => ofWord.get(doc));
      const matches = places.every(Boolean) && assign(places);
      if (matches) keep(this.#wordHit(doc, matches));
    }
    if (found.length < 2) return;
    const owners = found.map((places) => this.#owners(places));
    for (const entry of owners[0].keys()) {
      const matches = owners.map((entries) => entries.get(entry));
      if (matches.every(Boolean)) keep(scattered(entry, matches));
    }
  }

  #wordHit(doc, matches) {
    const { entry, alias, text } = this.#written[doc];
    const tokens = matches.map(({ token }) => token);
    const price = Math.max(...matches.map((match) => match.price));
    const ordered = tokens.every(({ from }, i) => from === (i ? tokens[i - 1].to : 0));
    const whole = price === 0 && this.#vocabulary.whole(doc, tokens);
    const place = this.#standing(entry, alias, whole, ordered);
    const tier = price > 1 ? TIER.spelling + (alias ? 2 : 0) : TIER[place];
    const why = price > 1 ? "spelling" : alias ? "alias" : "name";
    const general = tokens.every(({ from }) => from > 0) && tokens.some(({ to }) => this.#vocabulary.ends(doc, to));
    return { entry, alias, words: tokens, general, title: whole && PEOPLE.has(this.#kinds[entry]), why, score: tier + price + (ordered ? 0 : 0.5) + Math.min(text.length, 99) / 200 };
  }

  #owners(places) {
    const owners = new Map();
    for (const [doc, found] of places) {
      const { entry, alias } = this.#written[doc];
      const known = owners.get(entry);
      for (const { price, token } of found) {
        if (!known || price < known.price) owners.set(entry, { price, token, alias });
      }
    }
    return owners;
  }
}

function wholeCharacters(query, units, steps) {
  let at = 0;
  for (const [place] of steps) {
    const { char } = units[place];
    if (!query.startsWith(char, at)) return false;
    at += char.length;
  }
  return at === query.length;
}

function scattered(entry, matches) {
  const price = Math.max(...matches.map((match) => match.price));
  const words = matches.filter(({ alias }) => !alias).map(({ token }) => token);
  return { entry, words, why: price > 1 ? "spelling" : "words", score: (price > 1 ? TIER.spelling + 4 : TIER.scattered) + price };
}
