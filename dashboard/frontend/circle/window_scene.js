// A partner's own ports, organisations and contacts, in a window of the drawing.

import { shape } from "../shared/dom.js";
import { FAINT, INK, SOFT, markShapes } from "../shared/marks.js";
import { nameText } from "../shared/names.js";

/**
 * @import { CircleMarkData, WindowData } from "../types/payloads.js"
 */

const FONT_SIZE = 12,
  SMALL = 4.6,
  ROUND = 10;

/** @param {SVGElement[]} shapes @param {number} x @param {number} y */
function moved(shapes, x, y) {
  const group = shape("g", { transform: `translate(${x} ${y})` });
  group.append(...shapes);
  return group;
}

/** @param {string} content @param {number} x @param {number} y @param {number} width @param {object} [look] */
function text(content, x, y, width, look = {}) {
  return nameText(
    { text: content, x, y, align: "center", width },
    { size: FONT_SIZE, colour: SOFT, name: "window-text", ...look },
  );
}

/**
 * A line from the window to its partner, where the partner is outside of it.
 *
 * @param {number[]} box
 * @param {CircleMarkData | undefined} centre
 */
function leader([left, top, right, bottom], centre) {
  const inside = centre && centre.x >= left && centre.x <= right && centre.y >= top && centre.y <= bottom;
  if (!centre || inside) return [];
  return [
    shape("line", {
      x1: centre.x,
      y1: centre.y < top ? centre.y + centre.size : centre.y - centre.size,
      x2: Math.min(Math.max(centre.x, left), right),
      y2: Math.min(Math.max(centre.y, top), bottom),
      stroke: FAINT,
    }),
  ];
}

/**
 * What can be pointed at: the rows of the marks, the partner in the middle, and the cross in the corner.
 *
 * @param {WindowData} window
 * @returns {SVGElement[]}
 */
function reaches({ box, marks, x, y, size }) {
  const [left, top, right] = box,
    clear = { fill: "transparent" };
  const rows = marks.map((mark) => {
    const from = mark.align === "left" ? mark.x - 9 : left,
      to = mark.align === "left" ? right : mark.x + 9;
    return shape("rect", {
      class: mark.choose ? "reach choose" : "reach",
      "data-window": mark.id,
      x: from,
      y: mark.y - 12,
      width: to - from,
      height: 24,
      ...clear,
    });
  });
  return [
    ...rows.reverse(),
    shape("circle", { class: "reach", "data-window": "home", cx: x, cy: y, r: size + 7, ...clear }),
    shape("rect", {
      class: "reach choose",
      "data-window": "cross",
      x: right - 30,
      y: top,
      width: 30,
      height: 30,
      ...clear,
    }),
  ];
}

/**
 * The window; what lies around it steps back.
 *
 * @param {WindowData} window
 * @param {CircleMarkData | undefined} centre the partner's mark
 * @param {(id: string) => boolean} isLit whether a mark is pointed at
 */
export function windowShapes(window, centre, isLit) {
  const [left, top, right, bottom] = window.box,
    width = right - left;
  const veil = { x: -5000, y: -5000, width: 10000, height: 10000, fill: "#fff", opacity: 0.6 };
  /** @type {SVGElement[]} */
  const found = [
    shape("rect", { ...veil, "pointer-events": "none" }),
    ...leader(window.box, centre),
    shape("rect", {
      class: "window",
      x: left,
      y: top,
      width,
      height: bottom - top,
      rx: ROUND,
      fill: "#fff",
      stroke: "#b9b7ae",
    }),
  ];
  for (const mark of window.marks)
    found.push(
      shape("path", {
        d: `M${window.x} ${window.y}L${mark.x} ${mark.y}`,
        stroke: "#9aa0a8",
        "stroke-width": 0.9,
        "stroke-opacity": 0.7,
      }),
    );
  found.push(
    moved(
      [
        shape("circle", { r: window.size + 7, fill: "#fff" }),
        ...markShapes({ form: window.form, state: window.state }, window.size + 2),
      ],
      window.x,
      window.y,
    ),
  );
  for (const mark of window.marks) {
    if (isLit(mark.id))
      found.push(
        shape("circle", { cx: mark.x, cy: mark.y, r: 9, fill: "none", stroke: INK, "stroke-width": 1.2 }),
      );
    found.push(moved(markShapes({ form: mark.form, state: "" }, SMALL), mark.x, mark.y));
    const label = { text: mark.text, x: mark.label_x, y: mark.y, align: mark.align, width: 186 };
    found.push(nameText(label, { size: FONT_SIZE, colour: INK, name: "window-name" }));
  }
  found.push(text(window.name, window.x, top + 15, 300, { size: 13, weight: 700, colour: INK }));
  if (window.empty) found.push(text(window.empty, window.x, window.y + 34, width - 30));
  found.push(text(window.counts, window.x, bottom - 15, width - 30));
  const [x, y] = [right - 16, top + 15];
  found.push(
    shape("path", {
      d: `M${x - 4.5} ${y - 4.5}L${x + 4.5} ${y + 4.5}M${x - 4.5} ${y + 4.5}L${x + 4.5} ${y - 4.5}`,
      stroke: SOFT,
      "stroke-width": 1.6,
    }),
    ...reaches(window),
  );
  return found;
}
