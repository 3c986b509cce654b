/** Where a match may begin, and what may follow there, as numbers: objects would be slow to make. */

/** A start is one number: the text, the place in it (8 bits), and whether a word begins there. */
export const startAt = (text, place, begins) => (text << 9) | (place << 1) | begins;
export const textAt = (start) => start >> 9;
export const placeAt = (start) => (start >> 1) & 255;
export const beginsAt = (start) => start & 1;

/**
 * What a unit can begin with, as bits; letters and characters share them, so a sign only tells what a unit is not.
 * Where a query ends, every unit and the end of the text may follow.
 */
export const END = -1;
export const bitOf = (char) => 1 << char.charCodeAt(0) % 31;
export const signOf = (unit) => (unit ? unit.readings.reduce((sign, reading) => sign | bitOf(reading), bitOf(unit.char)) : 0) | (1 << 31);
