/** The index file → entries and script tables. The format is documented in catalogue/search.py. */

import { fold, waysToType } from "./text.js";
import { Spoken, glyphsOf, spell } from "./units.js";

const VERSION = 5;
const FIRST_CODE = 0x400;
const [CLOSE, FAR, ITSELF] = [0x20, 0x100, 0x3400];
const FIRST_INDUSTRY = 65;

/**
 * @typedef {{kind: string, id: string, zh: string, en: string, pinyin: string, tables: number, strongest: string,
 *   listings: {industry: string, level: string}[], category: string, dropped: boolean}} Entry
 */

/**
 * `chinese` and `inEnglish` give the name and the aliases of each entry, `named` its name, `texts` all names and aliases.
 * @returns {{entries: Entry[], named: Spoken[], texts: Spoken[], chinese: string[][], inEnglish: () => string[][],
 *   script: import("./units.js").Script}}
 */
export function decode(index) {
  if (index.version !== VERSION) throw new Error(`search index version ${index.version}, expected ${VERSION}`);
  const script = scriptOf(index);
  const chars = [...script.glyphs.keys()];
  const decoded = index.zh.replace(/[\u0400-\u1fff]/g, (code) => chars[code.charCodeAt(0) - FIRST_CODE]);
  const [zh, en, ids, words] = [decoded, index.en, index.id, index.words].map((column) => column.split("|"));
  const english = en.map((texts) => {
    const [name] = texts.split(";", 1);
    return name[0] === "=" ? name.slice(1) : name[0].toUpperCase() + name.slice(1);
  });
  const chinese = zh.map((texts) => {
    const [name, ...aliases] = texts.split(";");
    return [name, ...aliases.map((alias) => completed(alias, name))];
  });
  const kinds = index.kinds.flatMap(([kind, size]) => Array(size).fill(kind));
  const allIds = english.map((name, i) => idOf(ids[i], name));
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
  const texts = chinese.flatMap(([name, ...aliases], i) => [
    new Spoken(i, name, "", () => spell(name, words[i], script)),
    ...aliases.map((alias) => new Spoken(i, alias, alias, () => ({ units: glyphsOf(alias, script) }))),
  ]);
  const named = texts.filter(({ alias }) => !alias);
  const entries = chinese.map(([name], i) => ({
    kind: kinds[i],
    id: allIds[i],
    zh: name,
    en: english[i],
    get pinyin() {
      return named[i].spelt.pinyin;
    },
    tables: index.tables[i] ?? listings[i]?.length ?? 0,
    strongest: index.levels[index.strongest[i]] ?? "",
    listings: listings[i] ?? [],
    dropped: index.dropped.includes(i),
    category: kinds[i] === "major" ? (categories[i - firstMajor] ?? "") : "",
  }));
  let spelledOut; // for the words and for what is near
  const inEnglish = () => (spelledOut ??= en.map((texts, i) => [english[i], ...aliasesOf(texts)]));
  return { entries, named, texts, chinese, inEnglish, script };
}

function idOf(written, en) {
  const words = en.toLowerCase().replaceAll("&", "").match(/[a-z0-9]+/g);
  if (!written) return words.join("-");
  return /^\d+$/.test(written) ? Array.from(written, (place) => words[place]).join("-") : written;
}

/** The aliases of a name, with the words that they have in common with it put back for their places. */
function aliasesOf(texts) {
  const [name, ...aliases] = texts.split(";");
  const words = name.replace("=", "").split(" ");
  const said = (word) => (/^(?:[0-9A-Z]|=.)$/.test(word) ? (word[1] ?? words[parseInt(word, 36)]) : word);
  return aliases.map((alias) => alias.split(" ").map(said).join(" "));
}

/** What an alias has in common with its name, put back: a digit stands for the beginning, a letter for the end. */
function completed(alias, name) {
  const head = alias[0] <= "9" && alias[0] >= "0" ? alias[0] : "";
  const last = alias.at(-1);
  const tail = last >= "a" && last <= "j" ? last.charCodeAt(0) - 97 : -1;
  return name.slice(0, head || 0) + alias.slice(head.length, tail < 0 ? undefined : -1) + (tail > 0 ? name.slice(-tail) : "");
}

/** The common characters in the order of GB 2312, which is that of their pinyin. */
function commonChars() {
  const codes = [];
  for (let row = 0xb0; row < 0xd8; row += 1) for (let place = 0xa1; place < 0xff; place += 1) codes.push(row, place);
  return new TextDecoder("gbk").decode(new Uint8Array(codes));
}

function scriptOf({ readings: text, others }) {
  const common = commonChars();
  const readings = new Map();
  const glyphs = new Map();
  const simple = new Map();
  let [place, spoken, ways, char] = [-1];
  for (const [, letters, signs] of text.matchAll(/([a-zü]+)([^a-zü]+)/g)) {
    const sound = fold(letters);
    for (let at = 0; at < signs.length; at += 1) {
      const code = signs.charCodeAt(at);
      const tone = "`{|}~".indexOf(signs[at]);
      if (tone >= 0) [spoken, ways] = [{ letters, tone, sound }, waysToType(sound)];
      else if (code > ITSELF) simple.set(signs[at], char);
      else {
        char = signs[at] === "^" ? signs[(at += 1)] : common[(place += code - (code < FAR ? CLOSE : FAR))];
        readings.set(char, spoken);
        glyphs.set(char, { char, readings: [...ways] });
      }
    }
  }
  for (const [, syllable, chars] of others.matchAll(/([a-zü]+)([^a-zü]+)/g)) {
    for (const char of chars) glyphs.get(char).readings.push(fold(syllable));
  }
  return { simplify: (typed) => typed.replace(/[\u3400-\u9fff]/g, (char) => simple.get(char) ?? char), readings, glyphs };
}
