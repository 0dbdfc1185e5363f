import assert from "node:assert/strict";
import test from "node:test";

import { markShape } from "../../dashboard/frontend/circle/scene.js";
import { namePlace, spotsBetween } from "../../dashboard/frontend/circle/years.js";
import { showTip } from "../../dashboard/frontend/shared/frame.js";
import { elementAt, followPointer, zoomOfKey } from "../../dashboard/frontend/shared/gestures.js";
import { icon, lineLook, markShapes, ringShapes } from "../../dashboard/frontend/shared/marks.js";
import { alone } from "../../dashboard/frontend/shared/saving.js";
import { Viewport } from "../../dashboard/frontend/shared/viewport.js";
import { page } from "./page.js";

const close = (one, other) => Math.abs(one - other) < 1e-9;

function view(limit) {
  const made = new Viewport(limit);
  made.measure(1000, 600, 1.5);
  return made;
}

test("a point of the drawing and its place in the plane belong together", () => {
  const seen = view();
  seen.aside = { x: 0, y: -10 };
  seen.look({ x: 40, y: -20, zoom: 1.7 });
  const place = seen.toPlane({ x: 12, y: 34 }),
    back = seen.toDrawing(place);
  assert.ok(close(back.x, 12) && close(back.y, 34));
  assert.deepEqual(seen.toPlane({ x: 40, y: -20 }), { x: 500, y: 290 });
  const apart = seen.toPlane({ x: 12, y: 34 }, [2, 4]);
  assert.ok(close(apart.x - place.x, 3) && close(apart.y - place.y, 6), "does not grow with the zoom");
});

test("zooming keeps what lies under the pointer, and ends at its limits", () => {
  const seen = view((eye) => ({ ...eye, zoom: Math.min(4, Math.max(0.5, eye.zoom)) })),
    under = seen.toDrawing({ x: 700, y: 100 });
  seen.zoomBy(1.25, under);
  assert.equal(seen.eye.zoom, 1.25);
  const place = seen.toPlane(under);
  assert.ok(close(place.x, 700) && close(place.y, 100));
  for (let turn = 0; turn < 9; turn += 1) seen.zoomBy(2, under);
  assert.equal(seen.eye.zoom, 4);
  const still = seen.toPlane(under);
  assert.ok(close(still.x, 700) && close(still.y, 100), "also where it ends");
  for (let turn = 0; turn < 9; turn += 1) seen.zoomBy(0.5);
  assert.equal(seen.eye.zoom, 0.5);
});

test("what is dragged stays under the pointer; all of it is seen again on request", () => {
  const seen = view(),
    from = { ...seen.eye },
    before = seen.toPlane({ x: 5, y: 5 });
  seen.home = { x: 3, y: 4 };
  seen.drag(from, 60, -20);
  const after = seen.toPlane({ x: 5, y: 5 });
  assert.ok(close(after.x - before.x, 60) && close(after.y - before.y, -20));
  seen.fit();
  assert.deepEqual(seen.eye, { x: 3, y: 4, zoom: 1 });
  seen.settle();
  seen.drag({ ...seen.eye }, 12, 8);
  const { x, y } = seen.offset;
  assert.ok(close(x, 12) && close(y, 8), "so far it is moved as a picture");
  seen.fit();
  seen.measure(500, 300, 0.75);
  assert.deepEqual(seen.toPlane({ x: 3, y: 4 }), { x: 250, y: 150 }, "a smaller plane shows the same");
});

test("a press that does not move is a click, two are a double click, and one that moves is a drag", () => {
  const { document } = page('<div id="plane"></div>'),
    plane = document.querySelector("#plane"),
    told = [];
  Object.assign(plane, { setPointerCapture() {}, focus() {} });
  const happens = (type, clientX, timeStamp, thing) => {
    const event = new Event(type);
    Object.defineProperty(event, "timeStamp", { value: timeStamp });
    plane.dispatchEvent(Object.assign(event, { clientX, clientY: 0, button: 0, pointerId: 1, thing }));
  };
  followPointer(plane, {
    at: (event) => event.thing ?? null,
    hover: () => {},
    drag: (thing) => ({ move: (dx) => told.push(["move", thing, dx]), end: () => told.push(["end"]) }),
    click: (thing) => told.push(["click", thing]),
    clickTwice: (thing) => told.push(["twice", thing]),
    keyOf: (thing) => thing,
  });
  const press = (thing, time, to = 0) => {
    happens("pointerdown", 0, time, thing);
    if (to) happens("pointermove", to, time + 1);
    happens("pointerup", to, time + 2);
  };
  press("a", 0);
  press("a", 200);
  press("a", 400);
  press("b", 500);
  press("b", 2000);
  press("b", 3000, 3);
  press("b", 4000, 30);
  assert.deepEqual(told, [
    ["click", "a"],
    ["twice", "a"],
    ["click", "a"],
    ["click", "b"],
    ["click", "b"],
    ["click", "b"],
    ["move", "b", 30],
    ["end"],
  ]);
});

test("what is pointed at is the nearest mark around the pointer", () => {
  const { document, SVGElement } = page('<svg><g class="mark" data-id="a"><circle/></g><path/></svg>');
  globalThis.SVGElement = SVGElement;
  const path = (node) => ({
    composedPath: () => (node ? [node, ...path(node.parentNode).composedPath()] : []),
  });
  assert.equal(elementAt(path(document.querySelector("circle")))?.getAttribute("data-id"), "a");
  assert.equal(elementAt(path(document.querySelector("path"))), null);
});

test("a chosen mark has a ring, one reached by the keyboard a dashed one, another none", () => {
  page();
  const look = { chosen: false, hover: false, cursor: false };
  assert.equal(ringShapes(8, look).length, 0);
  assert.equal(ringShapes(8, { ...look, chosen: true })[0].getAttribute("stroke-dasharray"), null);
  assert.ok(ringShapes(8, { ...look, cursor: true })[0].getAttribute("stroke-dasharray"));
});

test("the name of a saved drawing has its halo below, as a text of its own", () => {
  const { document } = page(
    '<svg><text x="5" fill="#111" stroke="#fff" stroke-width="4" paint-order="stroke">Trier</text></svg>',
  );
  const svg = document.querySelector("svg");
  svg.getBoundingClientRect = () => ({ width: 10, height: 10 });
  globalThis.XMLSerializer = class {
    serializeToString = (node) => node.outerHTML;
  };
  const { text } = alone(svg, "", "serif");
  const [halo, letters] = text.match(/<text[^>]*>Trier/g);
  assert.match(halo, /fill="none"/);
  assert.match(halo, /stroke="#fff"/);
  assert.match(letters, /fill="#111"/);
  assert.doesNotMatch(letters, /stroke|paint-order/);
});

test("keys zoom", () => {
  assert.deepEqual(
    ["+", "=", "-", "0", "x", "Enter"].map((key) => zoomOfKey({ key })),
    [1.25, 1.25, 0.8, 0, undefined, undefined],
  );
});

test("a hint is text and stays within the plane", () => {
  const { document } = page("<div id=tip hidden></div>"),
    tip = document.querySelector("#tip"),
    plane = { clientWidth: 400, clientHeight: 300 };
  Object.defineProperties(tip, { offsetWidth: { value: 120 }, offsetHeight: { value: 60 } });
  showTip(tip, plane, { title: "<b>x</b>", lines: ["one"], place: { x: 390, y: 290 } });
  assert.equal(tip.firstChild.textContent, "<b>x</b>");
  assert.equal(tip.style.left, "252px");
  assert.equal(tip.style.top, "240px");
  showTip(tip, plane, null);
  assert.equal(tip.hidden, true);
});

test("form, state and line of a mark can be told apart without colour", () => {
  page();
  const text = (mark) =>
    markShapes(mark, 8)
      .map((node) => node.outerHTML)
      .join("");
  const looks = ["recent", "silent", "unknown", "intended"].map((state) => text({ form: "circle", state }));
  assert.equal(new Set(looks.map((look) => look.replace(/#[0-9A-F]{6}/gi, ""))).size, 4);
  assert.equal(new Set(["port", "consulate", "organisation"].map((form) => text({ form }))).size, 3);
  assert.match(text({ form: "group", count: 1200 }), />1200</);
  assert.deepEqual(
    ["signed", "intended", "contact"].map((line) => lineLook("circle", "recent", line)["stroke-dasharray"]),
    [undefined, "6 5", "1.5 4"],
  );
  assert.ok(Number(lineLook("circle", "recent", "signed")["stroke-width"]) > 2);
  assert.equal(icon("circle", "recent", "intended").getAttribute("width"), "26");
});

test("a mark that steps back has no name, one that is chosen a bold one clear of its ring", () => {
  page();
  globalThis.document.createElement = new Proxy(document.createElement, {
    apply: (make, self, [tag]) =>
      tag === "canvas"
        ? { getContext: () => ({ measureText: (text) => ({ width: 6 * text.length }) }) }
        : Reflect.apply(make, self, [tag]),
  });
  const label = { text: "Trier", x: 25, y: 20, align: "left", width: 40, box: [] };
  const mark = { id: "t", form: "circle", state: "recent", x: 10, y: 20, size: 8, label };
  const look = { chosen: false, hover: false, cursor: false, aside: false };
  const plain = markShape(mark, look),
    chosen = markShape(mark, { ...look, chosen: true }),
    aside = markShape(mark, { ...look, aside: true });
  assert.equal(plain.getAttribute("transform"), "translate(10 20)");
  assert.equal(plain.querySelector(".name").getAttribute("x"), "15.00");
  assert.equal(plain.querySelector(".around"), null);
  assert.equal(chosen.querySelector(".name").getAttribute("font-weight"), "700");
  assert.equal(chosen.querySelector(".name").getAttribute("x"), "18.00");
  assert.ok(chosen.querySelector(".around"));
  assert.equal(aside.querySelector(".name"), null);
  assert.equal(aside.getAttribute("opacity"), "0.16");
});

test("between two years everybody keeps the direction, and those who come or go fade", () => {
  const cast = new Map([
    ["a", { name: "A", form: "circle", anchor: "", angle: 90 }],
    ["b", { name: "B", form: "circle", anchor: "", angle: 0 }],
    ["c", { name: "C", form: "circle", anchor: "", angle: 0 }],
  ]);
  const first = { marks: { a: [100, 5, "recent", "signed", 1] } },
    second = { marks: { a: [200, 9, "silent", "signed", 2], b: [80, 6, "recent", "contact", 1] } };
  const [a, b, ...others] = spotsBetween(cast, first, second, 0.25);
  assert.deepEqual(others, [], "who is in neither year is not there");
  assert.ok(close(a.x, 0) && close(a.y, 125) && a.size === 6);
  assert.deepEqual([a.state, a.seat, a.shown, a.named], ["recent", 1, 1, 0.5]);
  assert.ok(close(b.x, 80) && b.size === 1.5 && b.shown === 0.25);
  assert.equal(spotsBetween(cast, first, second, 0.75)[0].state, "silent");
  assert.deepEqual(namePlace({ x: -50, y: 0, size: 4, seat: 1 }), { x: -60, y: 0, align: "right" });
  assert.deepEqual(namePlace({ x: -50, y: 0, size: 4, seat: 2 }), { x: -40, y: 0, align: "left" });
  assert.deepEqual(namePlace({ x: 5, y: -9, size: 4, seat: 3 }), { x: 5, y: -22, align: "center" });
});
