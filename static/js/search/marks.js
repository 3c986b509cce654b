/** Which parts of a text a match took, as ranges. */

/** What to mark of a Chinese name and of its pinyin, for the steps of the aligner. */
export function spokenMarks(steps, units) {
  const zh = [];
  const pinyin = [];
  for (const [place, letters] of steps) {
    const { start, end, spoken } = units[place];
    zh.push([start, end]);
    pinyin.push([spoken[0], letters ? spoken[0] + letters : spoken[1]]);
  }
  return { zh: joinRanges(zh), pinyin: joinRanges(pinyin) };
}

/** Ranges in order, those that touch as one. */
export function joinRanges(ranges) {
  const joined = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
