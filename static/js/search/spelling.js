/** Forgiving matchers: English words, mistyped syllables, and Han characters chosen wrongly in an input method. */

import { taken } from "./align.js";
import { isHan } from "./text.js";

/** More slips than these nobody is forgiven. */
const MANY_SLIPS = 2;

/**
 * How many letters are wrong, missing or too many, or two swapped, in each beginning of `b`: Damerau–Levenshtein
 * distance, or any number of many.
 */
function distances(a, b) {
  let before;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  let least = 0;
  for (let i = 1; i <= a.length && least <= MANY_SLIPS; i += 1) {
    const next = [(least = i)];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), row[j] + 1, next[j - 1] + 1);
      if (before && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    [before, row] = [row, next];
  }
  return row;
}

const distance = (a, b) => distances(a, b)[b.length];

/**
 * How many slips make one of two words that begin alike of the other, half more with a wrong letter, 0 if too
 * many: one; or two in a long word that begins alike, or between the very same letters, as in "footware". One in the
 * beginning of a long word that is not written out. In a short word only letters may be swapped.
 */
export function slipsBetween(typed, word) {
  const { length } = typed;
  if (length < 4 || length > word.length + (typed.startsWith(word) ? length > 7 : 2)) return 0;
  const row = distances(typed, word);
  const slips = row[word.length];
  const swapped = slips <= MANY_SLIPS && sorted(typed) === sorted(word);
  const far = length < 5 && !swapped ? 0 : swapped || (length > 7 && typed.slice(0, 3) === word.slice(0, 3)) ? MANY_SLIPS : 1;
  if (slips <= far) return slips + (length === word.length && !swapped ? 0.5 : 0);
  return length > 5 && Math.min(...row) < 2 ? 1.5 : 0;
}

/** A query of fewer letters has too little left in which nothing is wrong. */
export const ENOUGH_LETTERS = 8;

/**
 * The steps of a query of letters that is how the units are said from a place on, but for one slip, though not one letter
 * more or less at the beginning.
 */
export function slippedFrom(query, units, place) {
  const half = query.length >> 1;
  const begins = [];
  let said = "";
  for (let next = place; said.length <= query.length && units[next]?.readings.length; next += 1) {
    begins.push(said.length);
    said += units[next].readings[0];
  }
  const alike = said.startsWith(query.slice(0, half)) || Math.abs(said.indexOf(query.slice(half)) - half) < 2;
  if (!alike || said.length < query.length - 1) return null;
  const row = distances(query, said);
  const least = Math.min(...row);
  return least < 2 ? begins.filter((begin) => begin < row.indexOf(least)).map((_, i) => [place + i, 0]) : null;
}

const sorted = (word) => [...word].sort().join("");

/** First letters that many speakers do not tell apart. */
const KIN = { n: "l", r: "l", f: "h" };
const kin = (letter) => KIN[letter] ?? letter;

/** A syllable as it sounds where zh and z, n and l, h and f, eng and en are one. */
function blurred(syllable) {
  if (sounds.size > MANY_SOUNDS) sounds.clear();
  let sound = sounds.get(syllable);
  if (!sound) sounds.set(syllable, (sound = kin(syllable[0]) + syllable.slice(1).replace(/^h|g$/g, "")));
  return sound;
}

/** The same few syllables are held against each other all the time; what is typed comes beside them. */
const sounds = new Map();
const MANY_SOUNDS = 1e4;

/**
 * Aligns a query with mistakes. Han: a wrong character that sounds alike, or two swapped; to a `guess` also one that
 * the corpus does not have, one too many, or one missing, and the first only before a right one. Pinyin: syllables that
 * sound alike, without limit; to a `guess` they are mistakes, as is one slip inside a syllable of three letters or more.
 * `mayBegin` tells whether a unit that is said so, its character first, can take the beginning of the query.
 * @param {(char: string) => {known: boolean, readings: string[]}} readingsOf
 */
export function looseAligner(query, readingsOf, guess) {
  const ofSounds = new Map();
  const ofChars = new Map();

  /** How many letters from `at` on may be this reading, mistyped, most first. */
  function lengthsOf(reading, at) {
    if (kin(reading[0]) !== kin(query[at]) && !(guess && at && reading[1] === query[at])) return [];
    const key = reading + at;
    if (!ofSounds.has(key)) {
      const lengths = [];
      for (let length = Math.min(reading.length + 2, query.length - at); length > 1 && length > reading.length - 3; length -= 1) {
        const typed = query.slice(at, at + length);
        const near = guess && reading.length > 2 && Math.abs(length - reading.length) < 2;
        if (blurred(typed) === blurred(reading) || (near && distance(typed, reading) === 1)) lengths.push(length);
      }
      ofSounds.set(key, lengths);
    }
    return ofSounds.get(key);
  }

  /** Whether the character at `at` may have been meant for one with these readings. */
  function confused(at, readings) {
    const char = query[at];
    if (!ofChars.has(char)) {
      const { known, readings: heard } = readingsOf(char);
      ofChars.set(char, guess && !known ? null : heard.map(blurred));
    }
    const heard = ofChars.get(char);
    return !heard || readings.some((reading) => heard.includes(blurred(reading)));
  }

  /**
   * Whether a match may end before a unit. Two Han, one of them wrong, are a word; those that were guessed may end before
   * a word if there are four to six, inside one if there are five or six.
   */
  const mayEnd = (unit) => !unit || !isHan(query) || (guess ? query.length < 7 && query.length > (unit.initial ? 3 : 4) : query.length > 2 || unit.initial);

  /** @returns {import("./align.js").Step[] | null} with at most `slips` mistakes */
  function alignFrom(units, place, slips, at = 0) {
    const unit = units[place];
    if (at >= query.length) return mayEnd(unit) ? [] : null;
    const han = isHan(query[at]);
    if (!unit) return han && at === query.length - 1 && slips && guess ? [] : null;
    const go = (length, passed, cost) => {
      const rest = alignFrom(units, place + passed, slips - cost, at + length);
      if (passed && length) rest?.unshift([place, 0]);
      return rest;
    };
    const length = taken(query, unit, at);
    const steps = length ? go(length, 1, 0) : null;
    if (steps) return steps;
    const rest = query.slice(at);
    if (unit.readings.some((reading) => reading.startsWith(rest))) return go(rest.length, 1, 0);
    if (han) return slips ? wrongCharacter(units, place, at, go) : null;
    if (guess && !slips) return null;
    for (const reading of unit.readings) {
      for (const length of lengthsOf(reading, at)) {
        const found = go(length, 1, guess ? 1 : 0);
        if (found) return found;
      }
    }
    return null;
  }

  function wrongCharacter(units, place, at, go) {
    const { char } = units[place];
    return (
      ((at || !guess || query[1] === units[place + 1]?.char) && confused(at, readingsOf(char).readings) && go(1, 1, 1)) ||
      (query[at] === units[place + 1]?.char && query[at + 1] === char && go(2, 2, 1)) ||
      (guess && place && at && (go(0, 1, 1) || go(1, 0, 1))) ||
      null
    );
  }

  /** Three Han of which the first is wrong end before a word: 针车工 is no 整车工|艺师. */
  function alignWords(units, place, slips) {
    const steps = alignFrom(units, place, slips);
    const { char } = units[place];
    const wrong = query.length === 3 && isHan(query) && !query.slice(0, 2).includes(char);
    const next = wrong && steps?.length && units[steps.at(-1)[0] + 1];
    return next && !next.initial ? null : steps;
  }

  return {
    alignFrom: alignWords,
    mayBegin: isHan(query)
      ? ([char, ...readings]) => char === query[0] || char === query[1] || confused(0, readings)
      : ([, ...readings]) => readings.some((reading) => query.startsWith(reading) || reading.startsWith(query) || lengthsOf(reading, 0).length),
  };
}
