/** Every name and alias of the corpus, ready to be matched as Han, pinyin or English. */

import { abridge, align, cover, wholeCharacters } from "./align.js";
import { assign, respell, vocabularyOf } from "./english.js";
import { byCharacters, parts } from "./parts.js";
import { ENOUGH_LETTERS, looseAligner, slippedFrom } from "./spelling.js";
import { END, beginsAt, bitOf, placeAt, startsIn, textAt } from "./starts.js";
import { isHan, maybeStop, plainly } from "./text.js";
import { LEVEL, PRICE, TIER } from "./tiers.js";
import { hearing } from "./units.js";

/** So many characters in common with a name are no accident, even if they stand in pieces or amid others. */
const ENOUGH = 4;

/** No English text has a word in Chinese characters. */
const inLatin = (words) => !words.some(isHan);

/** The name of two characters that ends titles of others, too: 电动叉车工 drives. */
const MISLEADING = "车工";

/** Kinds of entries that say what someone is. Another name for one of them is what a reader means by it. */
const PEOPLE = ["role", "qualification", "certificate"];

/**
 * `general`: only the end of a text matched, `title`: a whole text that says what someone is, `torn`: the match begins
 * inside a word.
 * @typedef {{entry: number, score: number, why: string, alias?: string, steps?: [number, number][],
 *   words?: import("./english.js").Match[]}} Hit `steps` and `words` are places in the text that matched
 * @returns {(joined: string, words: string[], level: number) => Map<number, Hit>} the best hit of each entry at one level
 */
export function finder({ entries, texts: spoken, inEnglish, script }) {
  const readingsOf = hearing(script);
  const people = entries.map(({ kind }) => PEOPLE.includes(kind));
  const trades = entries.map(({ kind }) => Number(kind === "industry")); // 电工 is an electrician before 电工电气
  const { lines, ways, waysFrom, placesOf } = startsIn(spoken, script);
  const written = [];
  let wholes; // texts by their characters, made when a query first finds nothing
  let known;
  /** Made when a query first has Latin letters: a good third of the work of a start. */
  function vocabulary() {
    if (known) return known;
    inEnglish().forEach((texts, entry) => texts.forEach((text, i) => written.push(i ? { entry, text, alias: text } : { entry, text })));
    return (known = vocabularyOf(written.map(({ text }) => text)));
  }
  let hits;

  /** Whether an entry has no hit yet that is as good. */
  const better = (entry, score) => !(hits.get(entry)?.score <= score);

  function find(joined, words, level) {
    hits = new Map();
    if (level === LEVEL.plain) {
      aligned(joined);
      const one = plainly(words.join("")); // "bio technology"
      if (words.length > 1 && vocabulary().said([one])) worded([one], false);
      worded(words, false);
      if (!hits.size && inLatin(words)) worded(respell(words, vocabulary()), false);
      if (!hits.size && words.length > 1 && maybeStop(words.at(-1))) worded(words.slice(0, -1), false);
      if (joined.length >= ENOUGH && isHan(joined)) covered(joined, false);
    } else if (level === LEVEL.gaps) {
      covered(joined, true);
      if (!hits.size && isHan(joined) && joined.length < ENOUGH) abridged(joined);
    } else {
      mistyped(joined);
      worded(words, true);
      if (!hits.size && inLatin(words) && joined.length >= ENOUGH_LETTERS) slipped(joined);
    }
    return hits;
  }

  /**
   * Where a query may begin, as far as the first unit there and the sign of the next one tell. Inside a word, its first
   * syllable is whole.
   */
  function startsOf(query) {
    const found = [];
    const follow = (length) => (length < query.length ? bitOf(query[length]) : END);
    const initial = follow(1) | (query[1] === "h" ? follow(2) : 0);
    for (const [char, said] of isHan(query) ? [[query[0], [query[0]]]] : waysFrom(query[0])) {
      let begun = said.length ? 0 : END;
      let whole = begun;
      for (const unit of said) {
        if (unit[0] !== query[0]) continue;
        begun |= initial;
        if (query.startsWith(unit)) whole |= follow(unit.length);
        else if (unit.startsWith(query)) begun = END;
      }
      begun |= whole;
      if (!begun) continue;
      const { at, next } = placesOf(char);
      for (let i = 0; i < at.length; i += 1) if (next[i] & (beginsAt(at[i]) ? begun : whole)) found.push(at[i]);
    }
    return found;
  }

  function aligned(query) {
    for (const start of startsOf(query)) {
      const place = placeAt(start);
      const begun = beginsAt(start);
      const text = textAt(start);
      const { entry, alias } = spoken[text];
      const price = begun ? 0 : PRICE.midWord;
      if (!better(entry, standing(entry, alias, !place, !place) + price + lines[text].length / 100)) continue;
      const { units } = spoken[text];
      const plain = align(query, units, place, false);
      const steps = plain ?? (begun ? align(query, units, place, true) : null);
      if (!steps) continue;
      const cut = steps[0][1] > 0 || (steps.length > 1 && units[place + 1].initial);
      const method = wholeCharacters(query, units, steps) ? 0 : plain ? PRICE.pinyin : PRICE.initials;
      if (method === PRICE.initials && steps.length < 3 && /^[a-z][^a-z]/.test(query)) continue; // B站
      const inside = alias && !begun && steps.length < 3;
      if (method ? !begun && (cut || inside) : inside && place % 2 && place + steps.length < units.length) continue; // 土|木工|程: most words have two
      keep(text, steps, method + price, method ? "pinyin" : "name");
    }
  }

  function covered(query, withAliases) {
    let last = -1;
    for (const start of startsOf(query).sort((a, b) => a - b)) {
      const text = textAt(start);
      const { alias, units } = spoken[text];
      if (text === last || (alias && !withAliases)) continue;
      last = text;
      const found = cover(query, units);
      if (found?.pieces > 1) keep(text, found.steps, 0, "gaps", (alias ? TIER.aliasGaps : TIER.gaps) + found.pieces + found.backward);
    }
  }

  /** Names of which these are the first characters of the words. Where those of aliases begin nobody says. */
  function abridged(query) {
    spoken.forEach(({ alias }, text) => {
      const steps = alias || lines[text][0] !== query[0] ? null : abridge(query, spoken[text].units);
      if (steps) keep(text, steps, 0, "gaps", TIER.gaps);
    });
  }

  /** The starts that are `wanted` of characters whose ways to be said `fit`, in order. */
  function startsWhere(fit, wanted) {
    const starts = [];
    for (const [char, said] of ways()) if (fit(said)) starts.push(...placesOf(char).at.filter(wanted));
    return starts.sort((a, b) => a - b);
  }

  /** Pinyin with one slip. Of a first syllable that begins with a wrong letter the others are right. */
  function slipped(query) {
    const fit = ([, ...readings]) => readings.some((said) => said[0] === query[0] || query.startsWith(said.slice(1), 1));
    misspelt(startsWhere(fit, beginsAt), (units, place) => slippedFrom(query, units, place));
  }

  function mistyped(query) {
    const han = isHan(query);
    if (query.length < (han ? 2 : 6)) return;
    for (const guess of [false, true]) {
      if (guess && han && query.length < 4) return;
      const slips = query.length < (!han ? 14 : guess ? 7 : 4) ? 1 : 2;
      const { mayBegin, alignFrom } = looseAligner(query, readingsOf, guess);
      const begins = startsWhere(mayBegin, han ? (start) => !placeAt(start) : beginsAt);
      if (han && query.length > 3) begins.push(...placesOf(query[0]).at.filter(beginsAt));
      if (misspelt(begins, (units, place) => alignFrom(units, place, slips))) return;
    }
  }

  /** Whether there are steps from any of these starts. */
  function misspelt(begins, stepsFrom) {
    let found = false;
    for (const start of begins) {
      const text = textAt(start);
      const steps = stepsFrom(spoken[text].units, placeAt(start));
      if (!steps || steps.length < 2) continue;
      found = true;
      keep(text, steps, 0, "spelling", TIER.spelling + (spoken[text].alias ? 2 : 0));
    }
    return found;
  }

  function standing(entry, alias, whole, first) {
    if (whole) return !alias ? TIER.whole : people[entry] ? TIER.alias : TIER.subject;
    return first ? (alias ? TIER.aliasPrefix + trades[entry] : TIER.prefix) : alias ? TIER.aliasInside : TIER.inside;
  }

  function keep(text, steps, price, why, tier) {
    const { entry, alias, units } = spoken[text];
    const { length } = units;
    const [first, last] = [steps[0], steps.at(-1)];
    const whole = steps.length === length && !last[1];
    const score = (tier ?? standing(entry, alias, whole, !first[0])) + price + length / 100;
    if (!better(entry, score)) return;
    const general = first[0] > 0 && last[0] === length - 1;
    const title = whole && length > 2 && price < PRICE.initials && people[entry];
    const torn = !(units[first[0]].initial ?? (!first[0] || steps.length >= ENOUGH)); // where the words of an alias begin nobody says
    hits.set(entry, { entry, alias, steps, general, title, torn, why: alias && why !== "spelling" ? "alias" : why, score });
  }

  /** All words, in any order, in one text. */
  function worded(words, forgiving) {
    const found = inLatin(words) && vocabulary().places(words, forgiving);
    if (!found) return;
    for (const doc of found[0].keys()) {
      const places = found.map((ofWord) => ofWord.get(doc));
      const matches = places.every(Boolean) && assign(places);
      if (matches) keepWords(doc, matches);
    }
  }

  function keepWords(doc, matches) {
    const { entry, alias, text } = written[doc];
    let price = 0;
    let next = 0;
    let ordered = true;
    for (const match of matches) {
      price = Math.max(price, match.price);
      if (match.token.from !== next) ordered = false;
      next = match.token.to;
    }
    const misspelt = price > 1;
    const whole = (!price || misspelt) && vocabulary().whole(doc, matches);
    const tier = misspelt ? TIER.spelling + (whole && people[entry] ? -1 : alias ? 2 : 0) : standing(entry, alias, whole, ordered);
    const score = tier + price + (ordered ? 0 : 0.5) + Math.min(text.length, 99) / 200;
    if (!better(entry, score)) return;
    const general = matches.every(({ token }) => token.from > 0) && matches.some(({ token }) => vocabulary().ends(doc, token.to));
    hits.set(entry, { entry, alias, words: matches, general, title: whole && !misspelt && people[entry], why: misspelt ? "spelling" : alias ? "alias" : "name", score });
  }

  /**
   * The names and aliases that stand whole in a query, but for those in longer ones. Those of less than four characters
   * begin a term of it, or end it: of three, or of two if they are the name of what someone is (不锈钢焊工); those of one
   * word are what someone is called or an entry's own name.
   */
  function within({ joined, terms, words }) {
    hits = new Map();
    wholes ??= byCharacters(lines, spoken, entries);
    const whole = (part) => wholes.get(part)?.map((text) => [text, part.length]);
    const named = ([text]) => !spoken[text].alias && people[spoken[text].entry];
    const someone = (term) => (term.length < ENOUGH || term.endsWith(MISLEADING) ? null : whole(term.slice(-2))?.filter(named));
    const short = (term) => whole(term.slice(0, 3)) ?? whole(term.slice(-3)) ?? whole(term.slice(0, 2)) ?? someone(term) ?? [];
    const texts = parts(joined, ENOUGH, whole);
    texts.push(...terms.filter((term) => isHan(term) && term.length > 1 && (!texts.length || term.length < ENOUGH)).flatMap(short));
    for (const [text, size] of texts) keep(text, Array.from({ length: size }, (_, place) => [place, 0]), 0, "name");
    const tells = ({ entry, alias }) => people[entry] || !alias;
    const found = parts(words.filter((word) => !isHan(word)).map(plainly), 1, (part) => {
      const docs = vocabulary().said(part)?.filter((doc) => part.length > 1 || tells(written[doc]));
      return docs?.length ? docs : null;
    });
    for (const doc of found) keepWords(doc, vocabulary().all(doc));
    return hits;
  }

  return { find, within };
}
