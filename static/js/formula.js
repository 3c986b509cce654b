/** A text that no spreadsheet takes for a formula: one that would be run gets an apostrophe before it. */
export const guarded = (text) => text.replace(/^[=+\-@＝＋－＠\t\r]/, "'$&");
