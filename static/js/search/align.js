/**
 * The aligner: how a query runs along the units of a name.
 * A unit is consumed by its character, its full syllable, its initial, or, at the query's end,
 * by the beginning of its syllable: `jixiegcs`, `jxgcs`, `jixie gongch` and `电qi工程师` all reach their title.
 */

/** @typedef {[place: number, letters: number]} Step `letters` is 0 for a whole unit */

/**
 * Consume the query from `at` along the units from `place`.
 * @param {import("./units.js").Glyph[]} units
 * @param {boolean} initials whether initials count
 * @returns {Step[] | null}
 */
export function align(query, units, place, initials, at = 0) {
  if (at === query.length) return [];
  const unit = units[place];
  if (!unit) return null;
  const next = [units, place, initials];
  const steps = query.startsWith(unit.char, at) ? onward(query, next, at, unit.char.length, 0) : null;
  if (steps) return steps;
  for (const reading of unit.readings) {
    const said = reading[0] === query[at] ? spoken(query, next, at, reading) : null;
    if (said) return said;
  }
  return null;
}

function onward(query, [units, place, initials], at, length, letters) {
  const rest = align(query, units, place + 1, initials, at + length);
  rest?.unshift([place, letters]);
  return rest;
}

/** The ways in which a reading, whose first letter agrees, can take the query at `at`, best first. */
function spoken(query, next, at, reading) {
  const left = query.length - at;
  const whole = query.startsWith(reading, at) ? onward(query, next, at, reading.length, 0) : null;
  if (whole) return whole;
  if (left < reading.length && reading.startsWith(query.slice(at))) return onward(query, next, at, left, left);
  if (!next[2]) return null;
  const double = reading[1] === "h" && query[at + 1] === "h" ? onward(query, next, at, 2, 2) : null;
  return double ?? onward(query, next, at, 1, 1);
}

/** The length of query that a whole unit takes at `at`, or 0. */
export function taken(query, unit, at) {
  if (query.startsWith(unit.char, at)) return unit.char.length;
  for (const reading of unit.readings) if (query.startsWith(reading, at)) return reading.length;
  return 0;
}

/** How far whole units match from `place`: [end in query, end in units]. */
function run(query, units, at, place) {
  for (let length; place < units.length && (length = taken(query, units[place], at)); place += 1) at += length;
  return [at, place];
}

const PIECES = 3;

/**
 * Cover the query with pieces of the name, at least two units each: 机械制图员 → 机械（CAD）制图员,
 * 光学设计师 → 眼镜设计师/光学工程师. One last unit may stand alone: 数据分析师.
 * @returns {{steps: Step[], pieces: number, backward: number} | null}
 */
export function cover(query, units, at = 0, before = []) {
  const pieces = before.length;
  if (at === query.length) return { steps: [], pieces, backward: 0 };
  if (pieces === PIECES) return null;
  const after = before.at(-1)?.[1] ?? 0;
  let best = null;
  for (let place = 0; place < units.length; place += 1) {
    const [end, stop] = run(query, units, at, place);
    const alone = stop === place + 1 && end === query.length && pieces > 0 && place >= after;
    if (stop < place + 2 && !alone) continue;
    if (!pieces && units[place].initial === false) continue;
    if (before.some(([from, to]) => from < stop && place < to)) continue;
    const rest = cover(query, units, end, [...before, [place, stop]]);
    if (!rest) continue;
    const backward = rest.backward + (place < after ? 1 : 0);
    if (best && best.pieces * 2 + best.backward <= rest.pieces * 2 + backward) continue;
    const steps = Array.from({ length: stop - place }, (_, i) => [place + i, 0]);
    best = { steps: [...steps, ...rest.steps], pieces: rest.pieces, backward };
  }
  return best;
}

/** Words that an abbreviation leaves out. */
const LITTLE = /[与及和]/;

/** How a query says the first characters of a name's first words: 计网 is 计算机网络技术. */
export function abridge(query, units) {
  const places = units.flatMap(({ initial, char }, place) => (initial && !LITTLE.test(char) ? [place] : [])).slice(0, query.length);
  const said = places.map((place) => units[place].char).join("");
  return said === query ? places.map((place) => [place, 0]) : null;
}

/** Whether each step took its unit by its very character. */
export function wholeCharacters(query, units, steps) {
  let at = 0;
  for (const [place] of steps) {
    const { char } = units[place];
    if (!query.startsWith(char, at)) return false;
    at += char.length;
  }
  return at === query.length;
}
