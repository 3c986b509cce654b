/** Which names and aliases share most with a query that found nothing: pairs of characters and words, rare ones above all. */

import { englishTokens, fold, isHan } from "./text.js";

/** What share of itself and of a query a text must have in common with it to be near, and to be what is meant. */
const NEAR = 0.2;
const MEANT = 0.42;

/** What such a share of all entries has says little: 工程师. */
const COMMON = 0.08;

/**
 * @typedef {{entry: number, alias?: string, share: number, covered: number, common: string[], meant: boolean}} Near
 * `common`: the pieces in common; `covered`: what share of the query they are
 * @param {{entries: import("./decode.js").Entry[], chinese: string[][], inEnglish: () => string[][]}} corpus
 * @returns {(query: string) => Near[]} the nearest text of each entry that has one, nearest first
 */
export function nearTo({ entries, chinese, inEnglish }) {
  let texts; // made when names are first asked for
  const havers = new Map(); // of each piece, numbers of texts
  const weights = new Map();

  function make() {
    const english = inEnglish();
    texts = [];
    entries.forEach(({ zh, en, pinyin }, entry) => {
      for (const name of [zh, en, pinyin]) add(entry, name);
      for (const [, ...aliases] of [chinese[entry], english[entry]]) for (const alias of aliases) add(entry, alias, alias);
    });
  }

  function add(entry, text, alias) {
    const all = pieces(text);
    const number = texts.push({ entry, alias, all }) - 1;
    for (const piece of new Set(all)) put(havers, piece, number);
  }

  /** Without pairs across the edge of a common one: 护理工程师 has not 理工 in common with 管理工程师. */
  function apart(some) {
    const overlaps = (piece, other) => other && isHan(other) && !tells(other) && (other[0] === piece[1] || other[1] === piece[0]);
    const across = (piece, i) => isHan(piece) && tells(piece) && [some[i - 1], some[i + 1]].some((other) => overlaps(piece, other));
    return [...new Set(some.filter((piece, i) => !across(piece, i)))];
  }

  /** What all entries have weighs nothing, and what one or none has weighs most. */
  function weight(piece) {
    if (!weights.has(piece)) {
      const having = new Set(havers.get(piece)?.map((number) => texts[number].entry));
      weights.set(piece, Math.log(entries.length / (having.size || 1)));
    }
    return weights.get(piece);
  }
  const weigh = (some) => some.reduce((sum, piece) => sum + weight(piece), 0);
  const tells = (piece) => weight(piece) > -Math.log(COMMON);

  return (asked) => {
    if (!texts) make();
    const wanted = apart(pieces(asked));
    const shared = new Map(); // of each text
    for (const piece of wanted) {
      for (const number of havers.get(piece) ?? []) put(shared, number, piece);
    }
    const near = new Map();
    for (const [number, some] of shared) {
      const text = texts[number];
      const { entry, alias, all, said = (text.said = apart(all)) } = text; // worked out when it is first asked for
      const common = some.filter((piece) => said.includes(piece));
      const [both, query, itself] = [common, wanted, said].map(weigh);
      const share = (2 * both) / (query + itself);
      if (share < NEAR || near.get(entry)?.share >= share || !common.some(tells)) continue;
      near.set(entry, { entry, alias, share, covered: both / query, common, meant: share >= MEANT && several(common) });
    }
    return [...near.values()].sort((a, b) => b.share - a.share || entries[b.entry].tables - entries[a.entry].tables);
  };
}

/** Adds one to the list of a key. */
const put = (lists, key, one) => lists.get(key)?.push(one) ?? lists.set(key, [one]);

/** Whether they are more than one word: of 安全主 each pair shares a character with the other. */
function several(pieces) {
  let words = 0;
  let last = "";
  for (const piece of pieces) {
    const shares = last && isHan(piece) && last[1] === piece[0];
    if (!shares) words += 1;
    last = shares ? "" : piece;
  }
  return words > 1;
}

/** What "designer" and "design" have in common. */
const root = ({ stem }) => stem.replace(/(....)(?:ing|er|or|ion)$/, "$1");

/** What two texts can have in common: pairs of Han characters, and words. */
function pieces(text) {
  const found = [];
  let latin = "";
  for (let i = 0; i < text.length; i += 1) {
    if (!isHan(text[i])) latin += text[i];
    else if (isHan(text[i + 1] ?? "")) found.push(text.slice(i, i + 2));
    else latin += " ";
  }
  return [...found, ...englishTokens(latin).tokens.map(root).filter((word) => word.length > 1)];
}

/** Where pieces stand in a text: the places of its characters, and its words, as other matches have them. */
export function placed(common, { zh, en }) {
  const chars = fold(zh).replace(/[^\p{L}\p{N}]/gu, "");
  const found = common.filter((piece) => chars.includes(piece));
  return {
    steps: found.flatMap((piece) => Array.from(piece, (_, i) => [chars.indexOf(piece) + i, 0])),
    words: englishTokens(en).tokens.filter((token) => common.includes(root(token))).map((token) => ({ price: 0, token })),
  };
}
