/** All of comparing in one module. */

export { attachCompare } from "./compare-page.js";
