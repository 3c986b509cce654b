/** All of the search in one module: what a page loads when somebody wants to search. */

export { attachBox } from "./search-box.js";
export { attachPage } from "./search-page.js";
