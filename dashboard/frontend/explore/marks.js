// How a node looks: its form and its colour.

import { shape } from "../shared/dom.js";

/** @typedef {[number, number]} Point */

// Outlines of marks of radius 1, each as x and y of its corners.
/** @type {Record<string, number[]>} */
const OUTLINES = {
  diamond: [0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0],
  triangle: [0, -1.2, 1.2, 0.95, -1.2, 0.95],
  arrow: [-1.1, -0.9, 1.2, 0, -1.1, 0.9, -0.5, 0],
  chevron: [-0.9, -1, 0.2, -1, 1.1, 0, 0.2, 1, -0.9, 1, 0, 0],
  sheet: [-0.85, -1.1, 0.35, -1.1, 0.85, -0.6, 0.85, 1.1, -0.85, 1.1],
  square: [-0.95, -0.95, 0.95, -0.95, 0.95, 0.95, -0.95, 0.95],
};

/** @param {number} count @param {number} [turn] degrees of the first corner @returns {Point[]} */
function regular(count, turn = -90) {
  return [...Array(count).keys()].map((at) => {
    const angle = ((turn + (360 * at) / count) * Math.PI) / 180;
    return [Math.cos(angle) * 1.1, Math.sin(angle) * 1.1];
  });
}

// The corners of a mark of radius 1; a form that is not known is a square.
/** @param {string} form @returns {Point[]} */
export function outline(form) {
  if (form === "hexagon") return regular(6, 0);
  if (form === "pentagon") return regular(5);
  if (form === "star")
    return regular(10).map(([x, y], at) => (at % 2 ? [x * 0.5, y * 0.5] : [x * 1.2, y * 1.2]));
  const found = OUTLINES[form] ?? OUTLINES.square;
  return [...Array(found.length / 2).keys()].map((at) => [found[2 * at], found[2 * at + 1]]);
}

/** @param {string} form @param {number} x @param {number} y @param {number} size @param {string} colour */
export function markOf(form, x, y, size, colour) {
  if (form === "circle" || form === "dot") {
    const r = form === "dot" ? size * 0.75 : size;
    return shape("circle", { cx: x, cy: y, r, fill: colour, stroke: "#fff", "stroke-width": 1.2 });
  }
  if (form === "ring")
    return shape("circle", { cx: x, cy: y, r: size, fill: "#fff", stroke: colour, "stroke-width": 3 });
  const points = outline(form)
    .map(([dx, dy]) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`)
    .join(" ");
  return shape("polygon", { points, fill: colour, stroke: "#fff", "stroke-width": 1.2 });
}

/** @param {string} form @param {string} colour */
export function iconOf(form, colour) {
  const svg = shape("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
  svg.append(markOf(form, 8, 8, 5.2, colour));
  return svg;
}
