// A page without a browser, for tests of what makes elements.

import { createRequire } from "node:module";

const require = createRequire(new URL("../../dashboard/frontend/package.json", import.meta.url));
/** @type {typeof import("linkedom")} */
const { parseHTML } = require("linkedom");

/**
 * Makes a page and sets what the scripts take from the browser's global scope.
 *
 * @param {string} body markup of the page
 */
export function page(body = "") {
  const window = parseHTML(`<!doctype html><html><body>${body}</body></html>`);
  Object.assign(globalThis, { document: window.document, window, Event: window.Event });
  globalThis.ResizeObserver = class {
    observe() {}
  };
  return window;
}

/** A click without a key, or with one. */
export function click(node, keys = {}) {
  node.dispatchEvent(
    Object.assign(new Event("click", { bubbles: true, cancelable: true }), { button: 0, ...keys }),
  );
}
