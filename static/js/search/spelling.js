/** Forgiving matchers: English words, mistyped syllables, and Han characters chosen wrongly in an input method. */

import { taken } from "./align.js";
import { isHan } from "./text.js";

/** One letter wrong, missing, too many, or two swapped. */
export function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  return restA.slice(1) === restB.slice(1) || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
}

/** Damerau–Levenshtein distance, or more than `limit` as soon as it must be. */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), row[j] + 1, next[j - 1] + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    if (least > limit) return least;
    [before, row] = [row, next];
  }
  return row[b.length];
}

/**
 * Two words with the same first letter may be one mistyped: one slip; or two in a long word that begins alike,
 * or between the very same letters, as in "footware".
 */
export function similar(typed, word) {
  if (typed.length < 5 || typed.startsWith(word)) return false;
  if (oneSlip(typed, word)) return true;
  const alike = typed.length > 7 ? typed.slice(0, 3) === word.slice(0, 3) : sorted(typed) === sorted(word);
  return alike && distance(typed, word, 2) <= 2;
}

const sorted = (word) => [...word].sort().join("");

/** First letters that many speakers do not tell apart. */
const KIN = { n: "l", r: "l", f: "h" };
const kin = (letter) => KIN[letter] ?? letter;
export const kindred = (letter) => [letter, ..."nrlfh"].filter((other) => kin(other) === kin(letter));

/** A syllable as it sounds where zh and z, n and l, h and f, eng and en are one. */
function blurred(syllable) {
  let sound = sounds.get(syllable);
  if (!sound) sounds.set(syllable, (sound = kin(syllable[0]) + syllable.slice(1).replace(/^h|g$/g, "")));
  return sound;
}

/** The same few syllables are held against each other all the time. */
const sounds = new Map();

/**
 * Align with at most `slips` mistakes. Han: a wrong character that sounds alike, or two swapped; to a `guess` also
 * one that the corpus does not have, one too many, or one missing. Pinyin: syllables that sound alike, without limit; to a `guess` they are mistakes
 * as is one slip inside a syllable of three letters or more.
 * @param {{readingsOf: (char: string) => {known: boolean, readings: string[]}, guess: boolean}} how
 * @returns {import("./align.js").Step[] | null}
 */
export function alignLoosely(query, units, place, slips, how, at = 0) {
  if (at >= query.length) return [];
  const unit = units[place];
  if (!unit) return isHan(query[at]) && at === query.length - 1 && slips && how.guess ? [] : null;
  const go = (length, passed, cost) => {
    const rest = alignLoosely(query, units, place + passed, slips - cost, how, at + length);
    if (passed && length) rest?.unshift([place, 0]);
    return rest;
  };
  const length = taken(query, unit, at);
  const steps = length ? go(length, 1, 0) : null;
  if (steps) return steps;
  const rest = query.slice(at);
  if (unit.readings.some((reading) => reading.startsWith(rest))) return go(rest.length, 1, 0);
  if (!isHan(rest)) return wrongLetter(rest, unit, slips, how, go);
  return slips ? wrongCharacter(rest, unit, units[place + 1], how, go, place && at) : null;
}

function wrongCharacter(rest, unit, next, { readingsOf, guess }, go, inside) {
  const { known, readings } = readingsOf(rest[0]);
  const heard = readings.map(blurred);
  const confused = (guess && !known) || unit.readings.some((reading) => heard.includes(blurred(reading)));
  return (
    (confused && go(1, 1, 1)) ||
    (rest[0] === next?.char && rest[1] === unit.char && go(2, 2, 1)) ||
    (guess && inside && (go(0, 1, 1) || go(1, 0, 1))) ||
    null
  );
}

function wrongLetter(rest, unit, slips, { guess }, go) {
  if (guess && !slips) return null;
  for (const reading of unit.readings) {
    if (kin(reading[0]) !== kin(rest[0])) continue;
    const sound = blurred(reading);
    for (let length = Math.min(reading.length + 2, rest.length); length > 1 && length > reading.length - 3; length -= 1) {
      const typed = rest.slice(0, length);
      const same = blurred(typed) === sound;
      const slip = guess && reading.length > 2 && reading[0] === rest[0] && oneSlip(typed, reading);
      const steps = (same || slip) && go(length, 1, guess ? 1 : 0);
      if (steps) return steps;
    }
  }
  return null;
}
