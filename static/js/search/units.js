/** A name as a sequence of units: one Han character with its readings, or one Latin letter or digit. */

import { fold, isHan, waysToType } from "./text.js";

const SOUND = /[\p{L}\p{N}]/u;
const BREAKS = { "/": " / ", "（": " (", "）": ") ", "、": ", " };

/**
 * @typedef {{char: string, readings: string[]}} Glyph
 * @typedef {Glyph & {start: number, end: number, initial: boolean, spoken: [number, number]}} Unit
 * `start`, `end`: its place in the name; `initial`: a word begins here; `spoken`: its syllable's place in the pinyin.
 * @typedef {{letters: string, tone: number, sound: string}} Syllable `sound`: as the engine compares it
 * @typedef {{simplify: (text: string) => string, readings: Map<string, Syllable>, glyphs: Map<string, Glyph>}} Script
 */

/** A name or alias of an entry. Its units are made when somebody looks at them: of most texts nobody does. */
export class Spoken {
  /**
   * @param {string} alias the same as `name`, or empty if that is the entry's own
   * @param {() => {units: Glyph[], pinyin?: string}} make
   */
  constructor(entry, name, alias, make) {
    this.entry = entry;
    this.name = name;
    this.alias = alias;
    this.make = make;
  }

  get spelt() {
    return (this.made ??= this.make());
  }

  get units() {
    return this.spelt.units;
  }
}

/** The units of an alias, which any reading of its characters may say. @returns {Glyph[]} */
export const glyphsOf = (alias, { glyphs }) =>
  Array.from(fold(alias)).flatMap((char) => glyphs.get(char) ?? (SOUND.test(char) ? { char, readings: [] } : []));

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
  if (usual && !literal) return { spoken: accented(usual), sound: usual.sound };
  const spoken = literal ?? original;
  return { spoken, sound: fold(spoken) };
}

const TONES = ["", "\u0304", "\u0301", "\u030c", "\u0300"];
const accented = ({ letters, tone }) =>
  letters.replace(/[aeo]|[iuü](?![aeiouü])/, (vowel) => vowel + TONES[tone]).normalize("NFC");

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
  let [order, lone] = []; // made when they are needed, because that takes a while
  const heard = new Map();
  return (char) => {
    const known = glyphs.has(char) || !isHan(char);
    if (!heard.has(char)) heard.set(char, { known, readings: glyphs.get(char)?.readings ?? (known ? [] : neighbours(char)) });
    return heard.get(char);
  };
  function neighbours(char) {
    order ??= new Intl.Collator("zh-u-co-pinyin").compare;
    lone ??= [...glyphs.values()].filter(({ readings }) => readings.length === 1);
    let [before, after] = [];
    for (const other of lone) {
      if (order(other.char, char) < 0) before = before && order(other.char, before.char) < 0 ? before : other;
      else after = after && order(other.char, after.char) > 0 ? after : other;
    }
    return [before, after].flatMap((other) => other?.readings ?? []);
  }
}
