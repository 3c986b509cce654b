/** Texts that are known, found in a longer one. */

/** No name or alias has more characters in Chinese, or words, and letters twice as many. */
export const LONGEST_NAME = 40;

/** What is `found` in the parts of a text or list, of so many characters or words at `least`, but for those inside of others. */
export function parts(whole, least, found) {
  const all = [];
  const done = [];
  for (let length = Math.min(whole.length, LONGEST_NAME); length >= least; length -= 1) {
    for (let from = 0, to; (to = from + length) <= whole.length; from += 1) {
      const here = done.some((other) => other.from <= from && to <= other.to) ? null : found(whole.slice(from, to));
      if (!here) continue;
      all.push(...here);
      done.push({ from, to });
    }
  }
  return all;
}

/** Spoken texts by their characters, names also by those before a bracket at their end: 钳工（工具、装配、机修）. */
export function byCharacters(lines, spoken, entries) {
  const all = numbersBy(lines, (line) => line);
  spoken.forEach(({ entry, alias }, text) => {
    const [, head] = (!alias && entries[entry].zh.match(/^(.+)（.*）$/)) || [];
    if (head && !all.has(head)) all.set(head, [text]);
  });
  return all;
}

/** The numbers of the items that have each key. @returns {Map<string, number[]>} */
export function numbersBy(items, keyOf) {
  const numbers = new Map();
  items.forEach((item, number) => {
    const key = keyOf(item);
    if (!numbers.has(key)) numbers.set(key, []);
    numbers.get(key).push(number);
  });
  return numbers;
}
