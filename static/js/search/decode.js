/** The index file → entries and script tables. The format is documented in catalogue/search.py. */

import { fold } from "./text.js";
import { spell } from "./units.js";

const VERSION = 3;
const FIRST_CODE = 0x400;
const FIRST_INDUSTRY = 65;

/**
 * @typedef {{kind: string, id: string, zh: string, en: string, pinyin: string, tables: number, strongest: string,
 *   listings: {industry: string, level: string}[], category: string, dropped: boolean}} Entry
 */

/**
 * `chinese` and `english` are the name and the aliases of each entry.
 * @returns {{entries: Entry[], units: import("./units.js").Unit[][], chinese: string[][],
 *   english: string[][], script: import("./units.js").Script}}
 */
export function decode(index) {
  if (index.version !== VERSION) throw new Error(`search index version ${index.version}, expected ${VERSION}`);
  const script = scriptOf(index.readings);
  const chars = [...script.glyphs.keys()];
  const decoded = index.zh.replace(/[\u0400-\u1fff]/g, (code) => chars[code.charCodeAt(0) - FIRST_CODE]);
  const [zh, en, ids, words] = [decoded, index.en, index.id, index.words].map((column) => column.split("|"));
  const [chinese, english] = [zh, en].map((column) => column.map((texts) => texts.split(";")));
  const kinds = index.kinds.flatMap(([kind, size]) => Array(size).fill(kind));
  const allIds = english.map(([name], i) => idOf(ids[i], name));
  const industries = allIds.filter((_, i) => kinds[i] === "industry");
  const listings = index.listings.split(" ").map((written) =>
    Array.from(written.matchAll(/(\D)(\d)/g), ([, industry, level]) => ({
      industry: industries[industry.charCodeAt(0) - FIRST_INDUSTRY],
      level: index.levels[level],
    })),
  );
  const titles = allIds.filter((_, i) => kinds[i] === "title");
  const categories = index.majors.flatMap((size, i) => Array(size).fill(titles[i]));
  const firstMajor = kinds.indexOf("major");
  const spelt = chinese.map(([name], i) => spell(name, words[i], script));
  const entries = chinese.map(([name], i) => ({
    kind: kinds[i],
    id: allIds[i],
    zh: name,
    en: english[i][0],
    pinyin: spelt[i].pinyin,
    tables: index.tables[i] ?? listings[i]?.length ?? 0,
    strongest: index.levels[index.strongest[i]] ?? "",
    listings: listings[i] ?? [],
    dropped: index.dropped.includes(i),
    category: kinds[i] === "major" ? (categories[i - firstMajor] ?? "") : "",
  }));
  return { entries, units: spelt.map((name) => name.units), chinese, english, script };
}

function idOf(written, en) {
  const words = en.toLowerCase().replaceAll("&", "").match(/[a-z0-9]+/g);
  if (!written) return words.join("-");
  return /^\d+$/.test(written) ? Array.from(written, (place) => words[place]).join("-") : written;
}

function scriptOf(text) {
  const readings = new Map();
  const glyphs = new Map();
  const simple = new Map();
  let last;
  for (const [, spoken, chars] of text.matchAll(/([^\u3400-\u9fff^]+)([\u3400-\u9fff^]+)/g)) {
    const syllable = { spoken, sound: fold(spoken) };
    for (const [written, char] of chars.matchAll(/\^?(.)/g)) {
      if (written === char) say((last = char), syllable);
      else simple.set(char, last);
    }
  }
  function say(char, syllable) {
    if (!glyphs.has(char)) {
      readings.set(char, syllable);
      glyphs.set(char, { char, readings: [] });
    }
    const known = glyphs.get(char).readings;
    if (!known.includes(syllable.sound)) known.push(syllable.sound);
  }
  return { simplify: (typed) => typed.replace(/[\u3400-\u9fff]/g, (char) => simple.get(char) ?? char), readings, glyphs };
}
