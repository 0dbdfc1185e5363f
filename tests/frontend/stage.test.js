import assert from "node:assert/strict";
import test from "node:test";

import { spotBetween } from "../../dashboard/frontend/circle/playback.js";
import { elementAt, zoomOfKey } from "../../dashboard/frontend/shared/gestures.js";
import {
  COLOUR,
  DASHES,
  icon,
  lineLook,
  markShapes,
  points,
  polygon,
  ringShapes,
} from "../../dashboard/frontend/shared/marks.js";
import { Viewport } from "../../dashboard/frontend/shared/viewport.js";
import { page } from "./page.js";

const near = (one, other, most = 1e-9) =>
  assert.ok(
    Math.hypot(one.x - other.x, one.y - other.y) < most,
    `${one.x},${one.y} and ${other.x},${other.y}`,
  );

function viewport(limit) {
  const view = new Viewport(limit);
  view.measure(800, 600, 2);
  return view;
}

test("a point of the drawing and its pixel belong together, at any zoom", () => {
  const view = viewport();
  view.look({ x: 30, y: -10, zoom: 3 });
  const point = { x: 12, y: 34 };
  near(view.toDrawing(view.toPlane(point)), point);
  near(view.toPlane({ x: 30, y: -10 }), { x: 400, y: 300 });
  assert.equal(view.scale, 6);
});

test("a distance that does not grow with the zoom stays as it is", () => {
  const view = viewport();
  for (const zoom of [1, 5]) {
    view.look({ x: 0, y: 0, zoom });
    near(view.toPlane({ x: 0, y: 0 }, [10, -5]), { x: 420, y: 290 });
  }
});

test("zooming keeps what lies under the pointer", () => {
  const view = viewport(),
    under = { x: 70, y: 40 },
    before = view.toPlane(under);
  view.zoomBy(1.25, under);
  near(view.toPlane(under), before);
  assert.equal(view.eye.zoom, 1.25);
});

test("at its limit zooming moves nothing", () => {
  const view = viewport((eye) => ({ ...eye, zoom: Math.min(eye.zoom, 2) }));
  view.look({ x: 0, y: 0, zoom: 2 });
  view.zoomBy(1.25, { x: 70, y: 40 });
  assert.deepEqual(view.eye, { x: 0, y: 0, zoom: 2 });
});

test("what is dragged stays under the pointer", () => {
  const view = viewport();
  view.look({ x: 0, y: 0, zoom: 2 });
  const from = { ...view.eye },
    held = view.toDrawing({ x: 100, y: 100 });
  view.drag(from, 30, -20);
  near(view.toPlane(held), { x: 130, y: 80 });
});

test("all of the drawing is seen again", () => {
  const view = viewport();
  view.home = { x: 5, y: 6 };
  view.look({ x: 0, y: 0, zoom: 4 });
  view.fit();
  assert.deepEqual(view.eye, { x: 5, y: 6, zoom: 1 });
});

test("keys zoom", () => {
  const keys = ["+", "=", "-", "0", "x"].map((key) => zoomOfKey({ key }));
  assert.deepEqual(keys, [1.25, 1.25, 0.8, 0, undefined]);
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

test("a partner's mark shows the state of the contact, not by colour alone", () => {
  page();
  const [recent] = markShapes({ form: "circle", state: "recent" }, 8);
  assert.equal(recent.getAttribute("fill"), COLOUR.recent);
  const [intended] = markShapes({ form: "circle", state: "intended" }, 8);
  assert.ok(intended.getAttribute("stroke-dasharray"));
  assert.equal(markShapes({ form: "circle", state: "silent" }, 8).length, 2, "half full");
  assert.equal(markShapes({ form: "circle", state: "unknown" }, 8)[1].textContent, "?");
  assert.equal(markShapes({ form: "group", count: 12 }, 8)[1].textContent, "12");
});

test("ports, consulates and organisations have forms of their own", () => {
  const forms = ["port", "consulate", "organisation"].map((form) => points(polygon(form), 10));
  assert.equal(new Set(forms).size, 3);
});

test("a chosen mark has a ring, one reached by the keyboard a dashed one, another none", () => {
  page();
  const look = { chosen: false, hover: false, cursor: false };
  assert.equal(ringShapes(8, look).length, 0);
  assert.equal(ringShapes(8, { ...look, chosen: true })[0].getAttribute("stroke-dasharray"), null);
  assert.ok(ringShapes(8, { ...look, cursor: true })[0].getAttribute("stroke-dasharray"));
  assert.equal(ringShapes(8, { ...look, chosen: true })[0].getAttribute("r"), "13");
});

test("a line says by its dashes whether a tie is signed, intended or a contact alone", () => {
  assert.equal(lineLook("circle", "recent", "signed")["stroke-dasharray"], undefined);
  assert.equal(lineLook("circle", "recent", "intended")["stroke-dasharray"], DASHES.intended.join(" "));
  assert.notEqual(lineLook("circle", "recent", "contact")["stroke-dasharray"], DASHES.intended.join(" "));
  assert.equal(lineLook("port", "recent", "signed").stroke, "#9aa0a8", "a port's line is thin and grey");
});

test("the legend has an icon for marks and for lines", () => {
  page();
  assert.equal(icon("circle", "recent").getAttribute("width"), "16");
  assert.equal(icon("circle", "", "intended").querySelector("line")?.getAttribute("stroke-dasharray"), "6 5");
  assert.equal(icon("group").querySelector("text")?.textContent, "9");
});

const CAST = { id: "trier", name: "Trier", form: "circle", anchor: "", angle: 90 };

test("between two years a mark moves along its ray and grows", () => {
  const spot = spotBetween(CAST, [100, 6, "recent", "signed", 1], [200, 8, "silent", "signed", 1], 0.25);
  near(spot, { x: 0, y: 125 });
  assert.equal(spot.size, 6.5);
  assert.deepEqual([spot.state, spot.shown, spot.named, spot.seat], ["recent", 1, 1, 1]);
  assert.equal(
    spotBetween(CAST, [100, 6, "recent", "signed", 1], [200, 8, "silent", "signed", 1], 0.75).state,
    "silent",
  );
});

test("a mark that comes grows at its place, one that goes fades", () => {
  const comes = spotBetween(CAST, undefined, [200, 8, "recent", "signed", 2], 0.5);
  near(comes, { x: 0, y: 200 });
  assert.deepEqual([comes.size, comes.shown, comes.named, comes.seat], [4, 0.5, 0.5, 2]);
  const goes = spotBetween(CAST, [200, 8, "recent", "signed", 0], undefined, 0.5);
  assert.deepEqual([goes.size, goes.shown, goes.named], [4, 0.5, 0]);
  assert.equal(spotBetween(CAST, undefined, undefined, 0.5), null);
});

test("a name that changes its place fades out here and in there", () => {
  const named = (share) =>
    spotBetween(CAST, [100, 6, "recent", "signed", 1], [100, 6, "recent", "signed", 2], share).named;
  assert.deepEqual([named(0), named(0.5), named(1)], [1, 0, 1]);
});
