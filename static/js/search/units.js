/** A name as a sequence of units: one Han character with its readings, or one Latin letter or digit. */

import { fold, isHan, waysToType } from "./text.js";

const SOUND = /[\p{L}\p{N}]/u;
const BREAKS = { "/": " / ", "（": " (", "）": ") ", "、": ", " };

/**
 * @typedef {{char: string, readings: string[]}} Glyph
 * @typedef {Glyph & {start: number, end: number, initial: boolean, spoken: [number, number]}} Unit
 * `start`, `end`: its place in the name; `initial`: a word begins here; `spoken`: its syllable's place in the pinyin.
 * @typedef {{spoken: string, sound: string}} Syllable with its tone mark, and as the engine compares it
 * @typedef {{simplify: (text: string) => string, readings: Map<string, Syllable>, glyphs: Map<string, Glyph>}} Script
 */

/** The units of an alias, which any reading of its characters may say. @returns {Glyph[]} */
export function glyphsOf(alias, { glyphs }) {
  const units = [];
  for (const char of fold(alias)) {
    const known = glyphs.get(char);
    if (known) units.push(known);
    else if (SOUND.test(char)) glyphs.set(char, units[units.push({ char, readings: [] }) - 1]);
  }
  return units;
}

/** The places of an alias's units in its text. @returns {[start: number, end: number][]} */
export function placesIn(alias) {
  return Array.from(alias.matchAll(/./gsu)).flatMap(({ 0: char, index }) =>
    Array.from(fold(char)).filter((sound) => SOUND.test(sound)).map(() => [index, index + char.length]), // Ⅱ is two units
  );
}

/**
 * Spell a name: its pinyin, and its units with the readings and word beginnings of this very name.
 * @param {string} words the units of each word as one digit ("23"), or its syllables ("jī-xiè gōng-chéng-shī")
 * @returns {{units: Unit[], pinyin: string}}
 */
export function spell(name, words, { readings }) {
  const literal = /^\d+$/.test(words) ? null : words.split(/[ -]/);
  const begins = beginnings(literal ? words.split(" ").map((word) => word.split("-").length) : [...words].map(Number));
  const units = [];
  let pinyin = "";
  let start = 0;
  for (const original of name) {
    const han = isHan(original);
    const char = han ? original : fold(original);
    const end = start + original.length;
    if (han || SOUND.test(char)) {
      const initial = begins.has(units.length);
      const { spoken, sound } = syllableOf(literal?.[units.length], readings.get(char), original);
      if (initial && pinyin && !" (".includes(pinyin.at(-1))) pinyin += " ";
      if (!initial && han && "aeo".includes(sound[0])) pinyin += "'";
      const place = [pinyin.length, pinyin.length + spoken.length];
      units.push({ char, readings: han ? waysToType(sound) : [], start, end, initial, spoken: place });
      pinyin += spoken;
    } else pinyin += BREAKS[original] ?? original;
    start = end;
  }
  return { units, pinyin: pinyin.trim() };
}

function syllableOf(literal, usual, original) {
  const spoken = literal ?? original;
  return (literal ? null : usual) ?? { spoken, sound: fold(spoken) };
}

function beginnings(sizes) {
  const begins = new Set();
  let at = 0;
  for (const size of sizes) {
    begins.add(at);
    at += size;
  }
  return begins;
}

/**
 * How a character may sound. One that the corpus does not have sounds like a neighbour of it in the order of pinyin,
 * which browsers know.
 * @returns {(char: string) => {known: boolean, readings: string[]}}
 */
export function hearing({ glyphs }) {
  let order; // made when it is needed, because making it takes a while
  const known = [...glyphs.values()].filter(({ readings }) => readings.length === 1);
  const heard = new Map();
  return (char) => {
    if (!heard.has(char)) heard.set(char, { known: glyphs.has(char), readings: glyphs.get(char)?.readings ?? neighbours(char) });
    return heard.get(char);
  };
  function neighbours(char) {
    order ??= new Intl.Collator("zh-u-co-pinyin").compare;
    let [before, after] = [];
    for (const other of known) {
      if (order(other.char, char) < 0) before = before && order(other.char, before.char) < 0 ? before : other;
      else after = after && order(other.char, after.char) > 0 ? after : other;
    }
    return [before, after].flatMap((other) => other?.readings ?? []);
  }
}
