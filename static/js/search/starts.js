/** Where a match may begin, and what may follow there, as numbers: objects would be slow to make. */

import { isHan } from "./text.js";

/** A start is one number: the text, the place in it (8 bits), and whether a word begins there. */
const startAt = (text, place, begins) => (text << 9) | (place << 1) | begins;
export const textAt = (start) => start >> 9;
export const placeAt = (start) => (start >> 1) & 255;
export const beginsAt = (start) => start & 1;

/**
 * What a unit can begin with, as bits; letters and characters share them, so a sign only tells what a unit is not.
 * Where a query ends, every unit and the end of the text may follow.
 */
export const END = -1;
const NO_UNIT = 1 << 31;
export const bitOf = (char) => 1 << char.charCodeAt(0) % 31;

/** Between texts, and in place of a unit of more than one character: Ⅱ in a name. */
const [EDGE, OTHER] = ["\n", "\0"];

/** What is said of a text, a character for each unit: most texts without their signs. */
const lineOf = (text) =>
  /^[ -~、\u3400-\u9fff（）]*$/.test(text.name)
    ? text.name.toLowerCase().replace(/[^\da-z\u3400-\u9fff]/g, "")
    : text.units.map(({ char }) => (char[1] ? OTHER : char)).join("");

/** @typedef {[char: string, said: string[]]} Ways a character and the ways to say it, itself first; none of what may be anything */

/**
 * Where characters stand in texts: a browser finds one in a long text sooner than we could list the places of all, most
 * of which nobody asks for.
 * @param {import("./units.js").Spoken[]} texts
 * @param {import("./units.js").Script} script
 * @returns {{lines: string[], ways: () => Ways[], waysFrom: (letter: string) => Ways[], placesOf: (char: string) => {at: number[], next: number[]}}}
 * `lines`: what is said of each text; `ways`: of every character, `waysFrom`: of those of which one begins with a letter;
 * `at`: its starts, `next`: the signs of what follows each
 */
export function startsIn(texts, { glyphs }) {
  const lines = texts.map(lineOf);
  const all = EDGE + lines.join(EDGE) + EDGE;
  const textOf = new Uint32Array(all.length);
  let end = 0;
  lines.forEach((line, text) => textOf.fill(text, end, (end += line.length + 1)));
  const signs = new Map([[EDGE, NO_UNIT], [OTHER, END]]);
  const places = new Map();
  const byLetter = new Map();
  let said;
  const ways = () => (said ??= Array.from(new Set(lines.join("")), (char) => [char, char === OTHER ? [] : waysOf(char)]));
  const waysOf = (char) => [char, ...(glyphs.get(char)?.readings ?? [])];

  function signOf(char) {
    if (!signs.has(char)) signs.set(char, waysOf(char).reduce((sign, way) => sign | bitOf(way), NO_UNIT));
    return signs.get(char);
  }

  function find(char) {
    const found = { at: [], next: [] };
    const han = isHan(char);
    for (let i = 0; (i = all.indexOf(char, i + 1)) > 0; ) {
      const apart = all[i - 1] === EDGE || isHan(all[i - 1]) !== han;
      if (!apart && !han) continue; // nobody means CNC who begins with its last letter
      const text = textOf[i];
      const place = i - all.lastIndexOf(EDGE, i) - 1;
      found.at.push(startAt(text, place, texts[text].alias ? apart : texts[text].units[place].initial));
      found.next.push(signOf(all[i + 1]));
    }
    places.set(char, found);
    return found;
  }

  return {
    lines,
    ways,
    waysFrom(letter) {
      if (!byLetter.has(letter)) byLetter.set(letter, ways().filter(([, all]) => !all.length || all.some((way) => way[0] === letter)));
      return byLetter.get(letter);
    },
    placesOf: (char) => places.get(char) ?? find(char),
  };
}
