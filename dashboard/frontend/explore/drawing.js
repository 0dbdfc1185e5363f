// What the canvas is drawn from: lines, nodes with their names, and the lasso; all in pixels.

import { shape } from "../shared/dom.js";
import { markOf } from "./marks.js";

/**
 * @import { CanvasNodeData } from "../types/payloads.js"
 * @import { Name } from "./geometry.js"
 * @import { Point } from "./marks.js"
 */

const INK = "#1b1e23",
  LIT = "#5b616b",
  DIM = "#cfcdc4";
/** A line shorter than this has no arrow, one shorter than that no text. */
const ARROW = 40,
  TEXT = 110;

// A line between two nodes, with an arrow a little before its end that says which way to read it.
/**
 * @param {Point} start
 * @param {Point} end
 * @param {{ size: number, lit: boolean, both: boolean, text: string }} look size of the node at the end; `both` if it
 *   is read in both directions
 * @returns {SVGElement[]}
 */
export function lineShapes([x1, y1], [x2, y2], { size, lit, both, text }) {
  const colour = lit ? LIT : DIM,
    away = Math.hypot(x2 - x1, y2 - y1) || 1,
    d = `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`;
  /** @type {SVGElement[]} */
  const found = [shape("path", { d, fill: "none", stroke: colour, "stroke-width": lit ? 1.6 : 1 })];
  if (away > ARROW && !both) {
    const share = Math.max(0.5, 1 - (size + 9) / away),
      turn = ((Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI).toFixed(0),
      place = `${(x1 + (x2 - x1) * share).toFixed(1)},${(y1 + (y2 - y1) * share).toFixed(1)}`;
    found.push(
      shape("path", {
        d: "M-4,-3L3,0L-4,3Z",
        fill: colour,
        transform: `translate(${place}) rotate(${turn})`,
      }),
    );
  }
  if (text && away > TEXT) {
    const look = { "font-size": 10.5, fill: LIT, "text-anchor": "middle", ...halo(3) };
    found.push(
      shape("text", { x: ((x1 + x2) / 2).toFixed(1), y: ((y1 + y2) / 2 - 3).toFixed(1), ...look }, text),
    );
  }
  return found;
}

// A node, with a ring if it is picked or reached by the keyboard, and its name if there is room for it.
/**
 * @param {CanvasNodeData} node
 * @param {Point} place
 * @param {Name | undefined} name
 * @param {{ picked: boolean, cursor: boolean, faint: boolean }} look
 */
export function nodeShape({ id, form, size, colour }, [x, y], name, { picked, cursor, faint }) {
  const group = shape("g", { class: "node", "data-id": id, opacity: faint ? 0.5 : 1 });
  if (picked || cursor) {
    const dashes = cursor && !picked ? "3 2" : "none",
      look = { fill: "#fff", stroke: INK, "stroke-width": 1.6, "stroke-dasharray": dashes };
    group.append(shape("circle", { cx: x, cy: y, r: size + 5, ...look }));
  }
  group.append(
    markOf(form, x, y, size, colour),
    shape("circle", { cx: x, cy: y, r: Math.max(size + 3, 11), fill: "transparent" }),
  );
  if (name) {
    const look = { "font-size": 12, "font-weight": picked ? 700 : 400, fill: INK, ...halo(3.4) },
      at = { x: name.x.toFixed(1), y: name.y.toFixed(1), "text-anchor": name.anchor };
    group.append(shape("text", { ...at, ...look }, name.text));
  }
  return group;
}

/** @param {Point[]} ring */
export function lassoShape(ring) {
  const points = ring.map((corner) => corner.join()).join(" "),
    look = { fill: "#0072b2", "fill-opacity": 0.08, stroke: "#0068a3", "stroke-dasharray": "4 3" };
  return shape("polygon", { points, class: "ring", ...look });
}

/** @param {number} width */
function halo(width) {
  return { stroke: "#fff", "stroke-width": width, "paint-order": "stroke" };
}
