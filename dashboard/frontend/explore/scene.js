// What the canvas is drawn from: lines with what they say, and nodes with their names, in pixels.

import { shape } from "../shared/dom.js";
import { INK, SOFT } from "../shared/marks.js";
import { FONT } from "../shared/names.js";
import { shortened } from "./geometry.js";
import { markOf } from "./marks.js";

/**
 * @import { CanvasNodeData } from "../types/payloads.js"
 * @import { Name } from "./geometry.js"
 * @import { Point } from "./marks.js"
 */

const LINE = "#cfcdc4";
const HALO = { stroke: "#fff", "paint-order": "stroke", "stroke-linejoin": "round", "font-family": FONT };

/**
 * A line between two nodes.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {{ lit: boolean, arrow: boolean, size: number, text: string }} look whether it stands out, whether an arrow
 *   says which way to read it, the size of the node at its end, and what is said along it if there is room
 * @returns {SVGElement[]}
 */
export function lineShapes([x1, y1], [x2, y2], { lit, arrow, size, text }) {
  const colour = lit ? SOFT : LINE,
    away = Math.hypot(x2 - x1, y2 - y1) || 1;
  /** @type {SVGElement[]} */
  const found = [
    shape("path", {
      d: `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`,
      fill: "none",
      stroke: colour,
      "stroke-width": lit ? 1.6 : 1,
    }),
  ];
  if (arrow && away > 40) {
    // A little before the end.
    const share = Math.max(0.5, 1 - (size + 9) / away),
      [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share],
      turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    found.push(
      shape("path", {
        d: "M-4,-3L3,0L-4,3Z",
        fill: colour,
        transform: `translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${turn.toFixed(0)})`,
      }),
    );
  }
  if (text && away > 110)
    found.push(
      shape(
        "text",
        {
          x: ((x1 + x2) / 2).toFixed(1),
          y: ((y1 + y2) / 2 - 3).toFixed(1),
          "font-size": 10.5,
          fill: SOFT,
          "text-anchor": "middle",
          "stroke-width": 3,
          ...HALO,
        },
        shortened(text, 34),
      ),
    );
  return found;
}

/**
 * A node at its place, with its name where it found room.
 *
 * @param {CanvasNodeData} node
 * @param {Point} place
 * @param {Name | undefined} name
 * @param {{ picked: boolean, cursor: boolean, faint: boolean }} look
 */
export function nodeShape(node, [x, y], name, { picked, cursor, faint }) {
  const group = shape("g", { class: "node", "data-id": node.id, opacity: faint ? 0.5 : 1 });
  if (picked || cursor)
    group.append(
      shape("circle", {
        cx: x,
        cy: y,
        r: node.size + 5,
        fill: "#fff",
        stroke: INK,
        "stroke-width": 1.6,
        "stroke-dasharray": cursor && !picked ? "3 2" : "none",
      }),
    );
  group.append(
    markOf(node.form, x, y, node.size, node.colour),
    shape("circle", { cx: x, cy: y, r: Math.max(node.size + 3, 11), fill: "transparent" }),
  );
  if (name)
    group.append(
      shape(
        "text",
        {
          x: name.x.toFixed(1),
          y: name.y.toFixed(1),
          "text-anchor": name.anchor,
          "font-size": 12,
          "font-weight": picked ? 700 : 400,
          fill: INK,
          "stroke-width": 3.4,
          ...HALO,
        },
        name.text,
      ),
    );
  return group;
}

/** The ring of a lasso. @param {Point[]} ring */
export function ringShape(ring) {
  return shape("polygon", {
    points: ring.map((corner) => corner.join()).join(" "),
    class: "ring",
    fill: "#0072b2",
    "fill-opacity": 0.08,
    stroke: "#0068a3",
    "stroke-dasharray": "4 3",
  });
}
