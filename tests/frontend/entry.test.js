import assert from "node:assert/strict";
import test from "node:test";

import { dayTyped } from "../../dashboard/frontend/entry/calendar.js";
import { cellOf, optionsFor, pairOf, partsOf, remarkText } from "../../dashboard/frontend/entry/cells.js";

const NAMES = { trier: "Trier", nice: "Nice" };

test("a cell of names is cut into what was chosen and what was only typed", () => {
  assert.deepEqual(partsOf("trier; nice ;somewhere", true, NAMES), {
    chosen: ["trier", "nice"],
    typed: "somewhere",
  });
  assert.deepEqual(partsOf("trier", false, NAMES), { chosen: ["trier"], typed: "" });
  assert.deepEqual(partsOf("a; b", false, NAMES), { chosen: [], typed: "a; b" });
  assert.deepEqual(partsOf("", true, NAMES), { chosen: [], typed: "" });
});

test("the cell is put together again", () => {
  assert.equal(cellOf(["trier", "nice"], " somewhere "), "trier;nice;somewhere");
  assert.equal(cellOf([], "  "), "");
});

test("choices follow the field above", () => {
  const options = [
    { value: "a", text: "A" },
    { value: "b", text: "B", of: "x" },
    { value: "c", text: "C", of: "y" },
  ];
  const values = (above) => optionsFor(options, above).map(({ value }) => value);
  assert.deepEqual(values("x"), ["a", "b"]);
  assert.deepEqual(values(""), ["a"]);
});

test("a remark is one line in the language of the page", () => {
  assert.equal(
    remarkText({ level: "error", reason: "no date", hint: "write 2019" }, "en"),
    "no date; write 2019",
  );
  assert.equal(
    remarkText({ level: "error", reason: "没有日期", hint: "请写2019" }, "zh"),
    "没有日期；请写2019",
  );
  assert.equal(remarkText({ level: "error", reason: "no date", hint: "" }, "en"), "no date");
});

test("of several pairs on the same property the chosen one is shown, else the first", () => {
  const pair = (key, fact, property) => ({ key, fact, property });
  const pairs = [pair("1", "f", "p"), pair("2", "f", "p"), pair("3", "f", "q")];
  const cells = { fact: "f", property: "p" };
  assert.equal(pairOf(pairs, cells, "2")?.key, "2");
  assert.equal(pairOf(pairs, cells, "3")?.key, "1");
  assert.equal(pairOf(pairs, {}, "1"), undefined);
});

test("the calendar begins on the day that was typed, in any usual form", () => {
  for (const text of [
    "2026年12月1日",
    "2026.12.1",
    "2026/12/01",
    "20261201",
    "2026-12-01",
    "２０２６．１２．１",
  ])
    assert.equal(dayTyped(text), "2026-12-01", text);
  for (const text of ["2026", "2026-12", "spring 2026", ""]) assert.equal(dayTyped(text), "", text);
});
