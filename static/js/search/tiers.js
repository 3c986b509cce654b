/** How good matches are, and how forgiving a search is. */

/** Where a match stands, best first. The costly ones are tried only when nothing cheaper matched. */
export const TIER = {
  whole: 0, alias: 8, prefix: 10, inside: 20, subject: 30, aliasPrefix: 40, gaps: 45, aliasInside: 50, aliasGaps: 70, words: 80, spelling: 90, partly: 100,
};

/** What is added to a tier: for pinyin, for initials, and where a match begins inside a word. */
export const PRICE = { pinyin: 1, midWord: 2, initials: 6 };

/** Each level includes the ones before. */
export const LEVEL = { plain: 0, gaps: 1, spelling: 2 };
