/** All of the matrix in one module. */

export { attachMatrix } from "./matrix-page.js";
