/** The search engine of the site: an index in, ranked entries out. No DOM; runs in browsers and in Node. */

import { assists, bare, endings, field, isDepartment, kindsIn, qualified } from "./around.js";
import { decode } from "./decode.js";
import { markOf } from "./english.js";
import { otherwise } from "./kindred.js";
import { joinRanges, spokenMarks } from "./marks.js";
import { nearTo, placed } from "./near.js";
import { LONGEST_NAME } from "./parts.js";
import { isHan, parse } from "./text.js";
import { finder } from "./texts.js";
import { LEVEL, TIER } from "./tiers.js";
import { placesIn } from "./units.js";

/**
 * @typedef {[start: number, end: number]} Range offsets into the text as the entry has it
 * @typedef {{entry: import("./decode.js").Entry, why: "name"|"alias"|"pinyin"|"gaps"|"words"|"kindred"|"spelling"|"partly",
 *   alias?: string, marks: {zh: Range[], pinyin: Range[], en: Range[], alias: Range[]}, score: number}} Result
 */

/** So few entries are not many. */
const FEW = 2;

/** So many entries have too little in common to be meant by it. */
const MANY = 5;

/** A title of so many characters ends no other by accident: 电气|技术开发工程师. */
const SURE_TITLE = 5;

/** So many parts of queries are remembered with what they found. */
const MEMORY = 50;

/**
 * @param {object} index the parsed index file
 */
export function createEngine(index) {
  const corpus = decode(index);
  const { entries, named: names, script } = corpus;
  const { find: ask, within } = finder(corpus);
  const nearest = nearTo(corpus);

  /** Among equals, roles come first, and those that more tables list. */
  const ranks = [];
  entries
    .map(({ kind, tables }, entry) => [entry, kind === "role" ? 1 + tables : 0])
    .sort((a, b) => b[1] - a[1])
    .forEach(([entry], rank) => (ranks[entry] = rank));
  const byRank = (a, b) => a.score - b.score || ranks[a.entry] - ranks[b.entry];

  /** What queries and their parts found: the ways to a hit, and the next key stroke, look for the same parts again. */
  const known = new Map();

  function find(joined, words, level) {
    const key = [level, joined, ...words].join();
    if (!known.has(key)) known.set(key, ask(joined, words, level));
    return known.get(key);
  }

  /** The hits of the cheapest way that has any. A character around a title is no slip: 招商专员 is not 电商专员. */
  function hitsOf(query) {
    if (known.size > MEMORY) known.clear();
    const asked = parse(query, script.simplify);
    if (!asked.joined) return [];
    const said = bare(asked.text);
    const bared = said === asked.text ? null : parse(said, script.simplify);
    const core = bared?.joined.length > 1 ? bared : null;
    const found =
      upTo(LEVEL.gaps, asked) ??
      (assists(asked.text) ? new Map() : null) ??
      (core && telling(core, LEVEL.gaps, asked)) ??
      (asked.terms.length > 1 && titleIn(asked.terms.filter(isHan)) ? named(asked) : null) ??
      inWords(otherwise(said), LEVEL.gaps, asked) ??
      workingOn(said, asked) ??
      titleIn(endings(said).filter((part) => part.length >= SURE_TITLE && isHan(part)), true) ??
      (core && telling(core, LEVEL.spelling, asked)) ??
      (bared && (!bared.joined || (core && isHan(said))) ? null : at(LEVEL.spelling, asked)) ??
      inIndustry(asked) ??
      partly(said) ??
      titleIn(endings(said)) ??
      named(asked) ??
      (core && named(core)) ??
      new Map();
    const kinds = core ? kindsIn(asked.text) : [];
    const other = ({ entry, title }) => kinds.length > 0 && !(title && kinds.includes("industry")) && !kinds.includes(entries[entry].kind);
    return [...found.values()].sort((a, b) => other(a) - other(b) || byRank(a, b));
  }

  /**
   * What a query without the words around it finds, from the beginning of words on. What most hits only end in is
   * general: all are found, or none.
   */
  function telling(core, level, { text }) {
    const hits = [...(upTo(level, core) ?? [])].filter(([, { torn }]) => !torn);
    const told = hits.filter(([, { general }]) => !general);
    const titled = told.some(([, { title }]) => title);
    const vague = hits.length > FEW && !titled && told.length * 2 <= hits.length;
    const kept = vague ? (qualified(text) ? [] : hits) : told.length && hits.length > FEW ? told : hits;
    return kept.length ? new Map(kept) : null;
  }

  /** What these ways to say it find, together: "automotive process engineer" for "car process engineer". */
  function inWords(ways, level, asked) {
    const found = new Map();
    for (const way of ways) {
      const core = parse(way, script.simplify);
      for (const [entry, hit] of (core.joined.length > 1 && telling(core, level, asked)) || []) {
        if (!(found.get(entry)?.score <= hit.score)) found.set(entry, { ...hit, why: hit.why === "alias" ? hit.why : "kindred" });
      }
    }
    return found.size ? found : null;
  }

  /** What someone with another title works on, in these words or others, if not too many do: 大数据顾问, "logistics coordinator". */
  function workingOn(title, asked) {
    const worked = field(title);
    if (worked === title) return null;
    const core = parse(worked, script.simplify);
    const hits = (core.joined.length > 1 && telling(core, LEVEL.gaps, asked)) || inWords(otherwise(worked), LEVEL.plain, asked);
    // The beginning of a field's other name is another field: "mobile developer" makes no mobile communications.
    const kept = [...(hits || [])].filter(([entry, { alias, score }]) => !alias || score < TIER.aliasPrefix || entries[entry].kind === "role");
    return kept.length && (kept.length <= MANY || isDepartment(title)) ? new Map(kept) : null;
  }

  /**
   * The first part that is a whole title. "航空机械工程师" and "aerospace mechanical engineer" are mechanical engineers:
   * what someone is stands last. Or only one of an entry's `own` name.
   */
  function titleIn(parts, own) {
    for (const part of parts) {
      if (part.length > (isHan(part) ? LONGEST_NAME : 2 * LONGEST_NAME)) continue;
      const { joined, words } = parse(part, script.simplify);
      const titles = [...find(joined, words, LEVEL.plain)].filter(([, { title, alias }]) => title && !(own && alias));
      if (titles.length) return new Map(titles);
    }
    return null;
  }

  /** Entries whose names a query says whole, amid words that nobody knows; what someone is comes first. */
  function named(asked) {
    const found = within(asked);
    for (const hit of found.values()) if (!hit.title) hit.score += 1;
    return found.size ? found : null;
  }

  /** "Mechanical engineer in the pump and valve industry" */
  function inIndustry(asked) {
    const found = [...(named(asked) ?? [])];
    return found.some(([, { title }]) => title) && found.some(([entry]) => entries[entry].kind === "industry") ? new Map(found) : null;
  }

  /** Entries whose names or aliases say most of what a query says, and little else. */
  function partly(text) {
    const hits = nearest(text).filter(({ meant }) => meant).map(({ entry, alias, share, covered, common }) => {
      const where = placed(common, alias ? { zh: alias, en: alias } : entries[entry]);
      return [entry, { entry, alias, why: "partly", score: TIER.partly - (share + covered) / 2, ...where }];
    });
    return hits.length ? new Map(hits) : null;
  }

  function upTo(last, asked) {
    for (let level = LEVEL.plain; level <= last; level += 1) {
      const hits = at(level, asked);
      if (hits) return hits;
    }
    return null;
  }

  /** The hits of the query as one, or else of its terms each on their own. */
  function at(level, { joined, terms, words }) {
    const hits = find(joined, words, level);
    const found = hits.size || terms.length < 2 ? hits : together(terms, words, level);
    return found.size ? found : null;
  }

  /** Entries that every term finds at some level up to this one. */
  function together(terms, words, level) {
    if (terms.slice(0, -1).some((term) => /^[a-z]$/.test(term))) return new Map(); // B类人才, which is no 笔类
    const longestFirst = terms.map((term, i) => [term, words[i]]).sort((a, b) => b[0].length - a[0].length);
    const found = [];
    const all = new Map();
    for (const [term, word] of longestFirst) {
      const hits = cheapest(term, word, level);
      if (!hits) return all;
      found.push(hits);
    }
    for (const entry of found[0].keys()) {
      const hits = found.map((ofTerm) => ofTerm.get(entry));
      if (hits.every(Boolean)) all.set(entry, merged(entry, hits));
    }
    return all;
  }

  function cheapest(term, word, level) {
    for (let cheap = LEVEL.plain; cheap <= level; cheap += 1) {
      const hits = find(term, [word], cheap);
      if (hits.size) return hits;
    }
    return null;
  }

  /** @returns {Result} Its marks are worked out when somebody looks at them: few of many results are shown. */
  function result({ entry, score, why, alias, steps = [], words = [] }) {
    return {
      entry: entries[entry],
      why,
      ...(alias && { alias }),
      get marks() {
        const ranges = words.map(markOf);
        if (!alias) return { ...spokenMarks(steps, names[entry].units), en: joinRanges(ranges), alias: [] };
        const places = placesIn(alias);
        return { zh: [], pinyin: [], en: [], alias: joinRanges([...ranges, ...steps.map(([place]) => places[place])]) };
      },
      score,
    };
  }

  return {
    entries,
    /** A text in the characters that names are written in. */
    simplify: script.simplify,

    /**
     * @param {string} query
     * @param {{limit?: number}} [options]
     * @returns {Result[] & {total: number}} best first; `total` is their number without the limit
     */
    search(query, { limit } = {}) {
      const hits = hitsOf(String(query));
      return Object.assign(hits.slice(0, limit).map(result), { total: hits.length });
    },

    /** Names that share most with a query that found nothing; those that share little are not near. */
    nearest: (query, limit) => nearest(bare(parse(String(query), script.simplify).text)).slice(0, limit).map(({ entry }) => entries[entry]),
  };
}

function merged(entry, hits) {
  const named = hits.filter(({ alias }) => !alias);
  const shown = named.length ? named : hits.slice(0, 1);
  return {
    entry,
    alias: shown[0].alias,
    why: hits.some(({ why }) => why === "spelling") ? "spelling" : "words",
    general: hits.every(({ general }) => general),
    score: TIER.words + hits.reduce((sum, { score }) => sum + score, 0) / 100,
    steps: shown.flatMap(({ steps = [] }) => steps),
    words: shown.flatMap(({ words = [] }) => words),
  };
}
