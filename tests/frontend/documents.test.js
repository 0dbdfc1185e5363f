import assert from "node:assert/strict";
import test from "node:test";

import { isBrief, isDay, piecesOf } from "../../dashboard/frontend/documents/citations.js";
import {
  between,
  faultsOf,
  monthAt,
  monthText,
  moved,
  placeOf,
  thingsHref,
} from "../../dashboard/frontend/documents/months.js";
import { sourcesOf } from "../../dashboard/frontend/documents/partner_sources.js";
import { keyed } from "../../dashboard/frontend/documents/partner_times.js";
import { groupsOf } from "../../dashboard/frontend/documents/ranking.js";
import showTable from "../../dashboard/frontend/documents/table.js";
import { click, page } from "./page.js";

const SCALE = { first: 2000, last: 2010, left: 100, right: 1100 };
const MAY_2003 = 12 * 2003 + 4;

test("a month has its place on the line, and a place its month", () => {
  assert.equal(placeOf(12 * 2005, SCALE), 600);
  assert.equal(monthAt(600, SCALE), 12 * 2005);
  for (const month of [12 * 2000, MAY_2003, 12 * 2010])
    assert.equal(monthAt(placeOf(month, SCALE), SCALE), month);
  assert.equal(monthAt(0, SCALE), 12 * 2000, "what lies beside the line is its end");
  assert.equal(monthAt(5000, SCALE), 12 * 2010);
  assert.equal(monthText(MAY_2003), "2003-05");
});

test("a period may be drawn in either direction and is a month long at least", () => {
  assert.deepEqual(between(24, 12), [12, 24]);
  assert.deepEqual(between(12, 12), [12, 13]);
});

test("keys move the edges of a period, not past each other nor past the line", () => {
  const period = /** @type {[number, number]} */ ([MAY_2003, MAY_2003 + 3]);
  assert.deepEqual(moved("ArrowLeft", 0, period, SCALE), [MAY_2003 - 1, MAY_2003 + 3]);
  assert.deepEqual(moved("PageUp", 1, period, SCALE), [MAY_2003, MAY_2003 + 15]);
  assert.deepEqual(moved("PageUp", 0, period, SCALE), [MAY_2003 + 2, MAY_2003 + 3]);
  assert.deepEqual(moved("Home", 1, period, SCALE), [MAY_2003, MAY_2003 + 1]);
  assert.deepEqual(moved("Home", 0, period, SCALE), [12 * 2000, MAY_2003 + 3]);
  assert.deepEqual(moved("End", 1, period, SCALE), [MAY_2003, 12 * 2010]);
  assert.equal(moved("Enter", 0, period, SCALE), null);
  assert.equal(moved("x", 1, period, SCALE), null);
});

test("typed dates are looked at before they are sent", () => {
  assert.deepEqual(faultsOf("2019-05", "2020"), { bad: [false, false], turned: false });
  assert.deepEqual(faultsOf("", ""), { bad: [false, false], turned: false });
  assert.deepEqual(
    faultsOf("2020-05", "2020"),
    { bad: [false, false], turned: false },
    "the year holds the month",
  );
  assert.deepEqual(faultsOf("2021", "2020-05"), { bad: [false, false], turned: true });
  assert.deepEqual(faultsOf("2019-13", "x"), { bad: [true, true], turned: false });
});

test("what a mark stands for is picked if it stands alone", () => {
  assert.equal(thingsHref("/explore?nodes=home%2C~", ["a b"]), "/explore?nodes=home%2Ca%20b&picked=a%20b");
  assert.equal(thingsHref("/explore?nodes=home%2C~", ["a", "b"]), "/explore?nodes=home%2Ca%2Cb");
});

test("texts are cut into sources, dates and the rest, and nothing is lost", () => {
  const text = "Signed 2019-05-28 [1], again [7] in 2020-06.";
  const pieces = piecesOf(text, new Map([["1", "A"]]));
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.deepEqual(
    pieces.filter((piece) => piece.kind === "source").map((piece) => piece.text),
    ["[1]"],
  );
  assert.deepEqual(
    pieces.filter((piece) => piece.kind === "date").map((piece) => piece.text),
    ["2019-05-28", "2020-06"],
  );
});

test("Chinese characters count for two", () => {
  assert.ok(isBrief("abcdefghijkl", 12));
  assert.ok(!isBrief("abcdefghijklm", 12));
  assert.ok(isBrief("友好城市关系", 12));
  assert.ok(!isBrief("友好城市关系表", 12));
});

test("dates and numbers of records are not broken", () => {
  for (const text of ["2019", "2019-05", "2019-05-28", "S-12", "doc-3"]) assert.ok(isDay(text), text);
  for (const text of ["", "19", "2019-05-28 x", "S12"]) assert.ok(!isDay(text), text);
});

test("the ranking is grouped by region, there by band and name", () => {
  const rows = [
    { id: "a", region: "AS", order: 1, name: "Cebu 10" },
    { id: "b", region: "EU", order: 2, name: "Trier" },
    { id: "c", region: "AS", order: 1, name: "Cebu 9" },
    { id: "d", region: "AS", order: 0, name: "Sasebo" },
  ];
  const regions = [
    { code: "AS", name: "Asia", count: 3 },
    { code: "EU", name: "Europe", count: 1 },
  ];
  const data = { rows, regions, lang: "en", texts: { all: "All" } };
  const told = (order) =>
    groupsOf({ ...data, order }).map(({ name, rows }) => [name, rows.map(({ id }) => id).join("")]);
  assert.deepEqual(told("region"), [
    ["Asia", "dca"],
    ["Europe", "b"],
  ]);
  assert.deepEqual(told("strength"), [["All", "abcd"]]);
});

test("a line has the sources that state it, each once, the better grade first", () => {
  const source = (id, grade, meta = "") => ({ id, grade, meta, title: id, url: "", grade_text: "" });
  const sources = {
    tie: [source("s1", "B"), source("s2", ""), source("s3", "A")],
    step: [source("s1", "B")],
  };
  const found = sourcesOf({ facts: ["tie", "step", "none"], only: ["s1", "s3"] }, sources);
  assert.deepEqual(
    found.map((entry) => entry.id),
    ["s3", "s1"],
  );
});

test("arrow keys go through the contacts and stop at the ends", () => {
  assert.equal(keyed("ArrowRight", -1, 3), 0);
  assert.equal(keyed("ArrowRight", 2, 3), 2);
  assert.equal(keyed("ArrowLeft", 0, 3), 0);
  assert.equal(keyed("End", 0, 3), 2);
  assert.equal(keyed("x", 0, 3), undefined);
});

test("a table is sorted up, then down, by a click on the head of a column", () => {
  const { document } = page('<div class="fc"><p class="caption"></p><div class="list"></div></div>');
  const data = {
    caption: "Visits",
    lang: "en",
    empty: "none",
    columns: [
      { title: "Name", type: "text", name: "name" },
      { title: "Number", type: "int", name: "number" },
    ],
    rows: [
      [{ text: "b" }, { text: "10" }],
      [{ text: "<i>a</i>" }, { text: "9" }],
      [{ text: "c" }, { text: "" }],
    ],
  };
  showTable({ parentElement: document.body, data });
  const numbers = () => [...document.querySelectorAll("tbody tr")].map((row) => row.children[1].textContent);
  assert.deepEqual(numbers(), ["10", "9", ""]);
  click(document.querySelectorAll("th button")[1]);
  assert.deepEqual(numbers(), ["9", "10", ""]);
  assert.equal(document.querySelectorAll("th")[1].getAttribute("aria-sort"), "ascending");
  click(document.querySelectorAll("th button")[1]);
  assert.deepEqual(numbers(), ["10", "9", ""]);
  assert.equal(document.querySelector("i"), null, "a cell is text");
});
