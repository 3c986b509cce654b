/** While an input method composes, keys belong to it: Enter chooses a character and must not navigate. */
export const composing = (event) => event.isComposing || event.keyCode === 229;
