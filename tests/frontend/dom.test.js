import assert from "node:assert/strict";
import test from "node:test";

import { element, pageLink, safeLink, shape } from "../../dashboard/frontend/shared/dom.js";
import { page } from "./page.js";

const NASTY = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';

test("a text is set as text, never as markup", () => {
  page();
  const node = element("p", "note", NASTY);
  assert.equal(node.className, "note");
  assert.equal(node.textContent, NASTY);
  assert.equal(node.children.length, 0);
  assert.equal(shape("text", { x: 1 }, NASTY).children.length, 0);
});

test("an attribute of a drawing cannot become another element", () => {
  page();
  const node = shape("path", { d: '"><script>' });
  assert.equal(node.getAttribute("d"), '"><script>');
  assert.equal(node.namespaceURI, "http://www.w3.org/2000/svg");
});

test("no text, an empty text and 0 are three things", () => {
  page();
  assert.equal(element("p").textContent, "");
  assert.equal(element("p", "", null).textContent, "");
  assert.equal(element("p", "", 0).textContent, "0");
});

test("only addresses of the web become links", () => {
  page();
  for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc", "/other", "", "x"]) {
    assert.equal(safeLink(url, "source").localName, "span", url);
  }
  const link = safeLink("https://example.org/a?b=c", "source");
  assert.equal(link.localName, "a");
  assert.equal(link.getAttribute("href"), "https://example.org/a?b=c");
  assert.equal(link.getAttribute("rel"), "noopener noreferrer");
});

test("a plain click on a link of the dashboard stays in this visit; one with a key opens a tab", () => {
  page();
  /** @type {string[]} */
  const gone = [];
  globalThis.window = {
    history: { pushState: (_state, _title, href) => gone.push(href) },
    dispatchEvent: () => true,
  };
  globalThis.PopStateEvent = class {};
  const link = pageLink("", "Partner", "/partner?id=x");
  link.dispatchEvent(Object.assign(new Event("click", { cancelable: true }), { button: 0, ctrlKey: true }));
  assert.deepEqual(gone, []);
  link.dispatchEvent(Object.assign(new Event("click", { cancelable: true }), { button: 0 }));
  assert.deepEqual(gone, ["/partner?id=x"]);
});
