import assert from "node:assert/strict";
import test from "node:test";

import { endOf, isPartialDate, shareOf } from "../../dashboard/frontend/shared/days.js";
import { stepped } from "../../dashboard/frontend/shared/dom.js";
import { band, dated, stack } from "../../dashboard/frontend/shared/parts.js";
import { alone } from "../../dashboard/frontend/shared/saving.js";
import { sorted } from "../../dashboard/frontend/shared/sorting.js";
import { page } from "./page.js";

const TIME = { first: 1980, last: 2026, today: "2026-11-23", value: "2020-01-22", year: 2020, ticks: [] };

test("a day, a month and a year are partial dates, and nothing else is", () => {
  for (const text of ["2019-05-28", "2019-05", "2019", "2024-02-29"]) assert.ok(isPartialDate(text), text);
  for (const text of [
    "",
    "2019-5",
    "19",
    "2019-13",
    "2019-02-30",
    "2023-02-29",
    "2019-05-28 ",
    "today",
    "２０１９",
  ])
    assert.ok(!isPartialDate(text), text);
});

test("a year ends on its last day, the last one today", () => {
  assert.equal(endOf(1999, TIME), "1999-12-31");
  assert.equal(endOf(2026, TIME), "2026-11-23");
  assert.equal(shareOf(1980, TIME), 0);
  assert.equal(shareOf(2003, TIME), 0.5);
  assert.equal(shareOf(2000, { ...TIME, first: 2000, last: 2000 }), 0);
});

test("rows are sorted by a column, numbers as numbers, empty cells last either way", () => {
  const rows = ["10", "", "9", "b", "a"];
  assert.deepEqual(sorted(rows, String, true, "en"), ["9", "10", "a", "b", ""]);
  assert.deepEqual(sorted(rows, String, false, "en"), ["b", "a", "10", "9", ""]);
  assert.deepEqual(rows, ["10", "", "9", "b", "a"], "the rows given stay as they are");
});

test("Chinese names are sorted by their sound on a Chinese page", () => {
  assert.deepEqual(sorted(["尼斯", "宿务", "特里尔", "巴尔的摩"], String, true, "zh"), [
    "巴尔的摩",
    "尼斯",
    "宿务",
    "特里尔",
  ]);
});

test("the place after the last one is the first one", () => {
  assert.equal(stepped(2, 1, 3), 0);
  assert.equal(stepped(0, -1, 3), 2);
  assert.equal(stepped(-1, 1, 0), -1);
});

test("dates stay in one piece", () => {
  page();
  const cell = dated("tie", "signed 1984-10-26, known 2019-05");
  const dates = [...cell.querySelectorAll(".date")].map((node) => node.textContent);
  assert.deepEqual(dates, ["1984-10-26", "2019-05"]);
  assert.equal(cell.textContent, "signed 1984-10-26, known 2019-05");
});

test("components are pieces of a scale; those without points are not there", () => {
  page();
  const keys = [
    { code: "F", text: "Form" },
    { code: "A", text: "Activity" },
  ];
  const parts = [
    { code: "F", points: 15 },
    { code: "A", points: 0 },
  ];
  const bar = stack(parts, 60, keys);
  assert.equal(bar.children.length, 1);
  assert.equal(bar.children[0].style.width, "25%");
  assert.equal(bar.getAttribute("aria-label"), "Form");
  assert.equal(stack([], 60, keys).getAttribute("aria-hidden"), "true");
});

test("strength in words has a sign that needs no colour", () => {
  page();
  const full = (code) => band({ code, text: "" }).querySelectorAll('rect[fill="#0072b2"]').length;
  assert.deepEqual(["active", "in_touch", "little_contact", "none_for_three_years"].map(full), [3, 2, 1, 0]);
  assert.match(band({ code: "none_recorded", text: "none recorded" }).textContent, /\?.*none recorded/);
});

test("a saved drawing stands alone: size, white ground, stamp", () => {
  const window = page("<svg><g><text>A &amp; B</text></g></svg>");
  globalThis.XMLSerializer = class {
    serializeToString(node) {
      return node.outerHTML;
    }
  };
  const svg = window.document.querySelector("svg");
  svg.getBoundingClientRect = () => ({ width: 400.4, height: 300.6 });
  const { text, width, height } = alone(svg, "<stamp>", "Font");
  assert.deepEqual([width, height], [400.4, 300.6]);
  assert.match(text, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(text, /viewBox="0 0 400 301"/);
  assert.match(text, /<rect [^>]*fill="#fff"/);
  assert.match(text, /&lt;stamp&gt;/);
  assert.ok(!svg.outerHTML.includes("stamp"), "the drawing on the page stays as it is");
});
