import assert from "node:assert/strict";
import test from "node:test";

import {
  fitted,
  isInside,
  joined,
  named,
  nextOne,
  shortened,
} from "../../dashboard/frontend/explore/geometry.js";
import { iconOf, markOf, outline } from "../../dashboard/frontend/explore/marks.js";
import { Viewport } from "../../dashboard/frontend/shared/viewport.js";
import { page } from "./page.js";

const SIZE = { width: 1000, height: 600 };
const node = (id, x, y, size = 8, name = id) => ({ id, x, y, size, name });

test("all of it is seen at first, beside the legend", () => {
  const nodes = [node("a", -300, -50), node("b", 700, 250)];
  const view = new Viewport();
  view.measure(SIZE.width, SIZE.height, 1);
  view.look(fitted(nodes, SIZE, 160));
  for (const one of nodes) {
    const { x, y } = view.toPlane(one);
    assert.ok(x >= 160 && x <= 1000 && y >= 0 && y <= 600, `${one.id} at ${x}, ${y}`);
  }
  assert.equal(fitted([], SIZE, 0), null);
  assert.equal(fitted(nodes, { width: 0, height: 0 }, 0), null, "a plane that is not laid out yet");
  assert.equal(fitted([node("a", 5, 5)], SIZE, 0)?.zoom, 2, "one node is not blown up");
});

test("all that joins two nodes is one line, without an arrow if it goes both ways", () => {
  const edge = (start, end, text) => ({ start, end, text, type: "" });
  assert.deepEqual(
    joined([edge("a", "b", "x"), edge("a", "b", "y"), edge("b", "c", "z"), edge("c", "b", "z")]),
    [
      { start: "a", end: "b", texts: ["x", "y"], both: false },
      { start: "b", end: "c", texts: ["z", "z"], both: true },
    ],
  );
});

test("a lasso holds what lies inside it, also where it is bent inwards", () => {
  const bent = /** @type {[number, number][]} */ ([
    [0, 0],
    [10, 0],
    [10, 10],
    [5, 3],
    [0, 10],
  ]);
  assert.ok(isInside([2, 2], bent));
  assert.ok(isInside([8, 5], bent));
  assert.ok(!isInside([5, 6], bent), "in the bend");
  assert.ok(!isInside([11, 5], bent));
  assert.ok(!isInside([1, 1], []));
});

test("an arrow key goes to the next one in that direction, rather straight on than aside", () => {
  const from = node("from", 0, 0),
    near = node("near", 30, 25),
    straight = node("straight", 50, 0),
    behind = node("behind", -10, 0);
  const nodes = [from, near, straight, behind];
  assert.equal(nextOne(nodes, from, [1, 0]).id, "straight");
  assert.equal(nextOne(nodes, from, [-1, 0]).id, "behind");
  assert.equal(nextOne(nodes, from, [0, -1]).id, "from", "nothing there");
});

test("names do not cover one another; what is picked is named in any case", () => {
  const nodes = [0, 1, 2, 3, 4, 5].map((at) => node(`n${at}`, 500 + at, 300, 8, "a long name here"));
  const given = {
    at: ({ x, y }) => /** @type {[number, number]} */ ([x, y]),
    rank: ({ id }) => (id === "n5" ? 0 : 2),
    width: (text) => 7 * text.length,
    across: 1000,
    legend: /** @type {[number, number, number, number]} */ ([0, 400, 150, 600]),
  };
  const found = named(nodes, given);
  assert.ok(found.has("n5"));
  assert.ok(found.size < nodes.length, "there is no room for all");
  const boxes = [...found.values()].map(({ text, anchor, x, y }) => {
    const wide = 7 * text.length,
      left = x - { start: 0, middle: wide / 2, end: wide }[anchor];
    return [left, y - 11, left + wide, y + 3];
  });
  boxes.forEach((one, at) =>
    boxes.slice(at + 1).forEach((other) => {
      assert.ok(one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3]);
    }),
  );
});

test("a long name is cut", () => {
  assert.equal(shortened("abcdef", 6), "abcdef");
  assert.equal(shortened("abcdefg", 6), "abcde…");
});

test("every form has an outline; one that is not known is a square", () => {
  for (const form of [
    "diamond",
    "triangle",
    "arrow",
    "chevron",
    "sheet",
    "square",
    "hexagon",
    "pentagon",
    "star",
  ]) {
    const corners = outline(form);
    assert.ok(corners.length >= 3, form);
    assert.ok(
      corners.every(([x, y]) => Math.hypot(x, y) < 1.7),
      form,
    );
  }
  assert.deepEqual(outline("unheard of"), outline("square"));
});

test("a mark is a circle, a ring or a polygon in its colour", () => {
  page();
  assert.equal(markOf("circle", 0, 0, 8, "#123456").localName, "circle");
  assert.equal(markOf("dot", 0, 0, 8, "#123456").getAttribute("r"), "6");
  assert.equal(markOf("ring", 0, 0, 8, "#123456").getAttribute("stroke"), "#123456");
  assert.equal(markOf("star", 0, 0, 8, "#123456").localName, "polygon");
  assert.equal(iconOf("star", "#123456").getAttribute("aria-hidden"), "true");
});
