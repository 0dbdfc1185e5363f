// How a mark and a line look: one drawing for circle and map, the legend, the card and saved pictures.

import { shape } from "./dom.js";
import { FONT } from "./names.js";

export const INK = "#1b1e23",
  SOFT = "#5b616b",
  FAINT = "#6f757e";
/**
 * By the state of the contact with a partner.
 *
 * @type {Record<string, string>}
 */
export const COLOUR = {
  recent: "#0072B2",
  silent: "#E69F00",
  lapsed: "#8A8F98",
  never: "#8A8F98",
  intended: "#D55E00",
};
/**
 * Dash and gap by the kind of line; none for a solid one.
 *
 * @type {Record<string, number[] | undefined>}
 */
const DASHES = { signed: undefined, intended: [6, 5], contact: [1.5, 4] };
const CONTACT = "#3f6f8f",
  QUIET = "#7d838c",
  GROUP = "#eef1f4";

/** The outline of a mark of radius 1 that is no circle. @param {string} form */
export function polygon(form) {
  if (form === "port")
    return [
      [0, -1.25],
      [1.25, 0],
      [0, 1.25],
      [-1.25, 0],
    ];
  if (form === "consulate")
    return [
      [0, -1.2],
      [1.2, 0.95],
      [-1.2, 0.95],
    ];
  return [
    [-0.95, -0.95],
    [0.95, -0.95],
    [0.95, 0.95],
    [-0.95, 0.95],
  ];
}

/**
 * Corners as an attribute of SVG.
 *
 * @param {number[][]} corners
 * @param {number} size
 */
export function points(corners, size) {
  return corners.map(([x, y]) => `${(x * size).toFixed(2)},${(y * size).toFixed(2)}`).join(" ");
}

/** @param {string | number} text @param {number} y @param {number} size */
function sign(text, y, size) {
  return shape(
    "text",
    { y, "text-anchor": "middle", "font-family": FONT, "font-size": size, "font-weight": 600, fill: SOFT },
    text,
  );
}

/**
 * A mark around (0, 0).
 *
 * @param {{ form: string, state?: string, count?: number }} mark
 * @param {number} size its radius
 * @returns {SVGElement[]}
 */
export function markShapes({ form, state = "", count = 0 }, size) {
  if (form === "group") {
    const font = count > 999 ? 9 : count > 99 ? 10.5 : 11,
      number = sign(count, 0.5 + font * 0.36, font);
    number.setAttribute("fill", INK);
    return [shape("circle", { r: size, fill: GROUP, stroke: SOFT, "stroke-width": 1.6 }), number];
  }
  if (form === "visit" || form === "event") {
    const fill = form === "visit" ? CONTACT : "#fff";
    return [shape("circle", { r: size * 0.8, fill, stroke: CONTACT, "stroke-width": 1.6 })];
  }
  if (form !== "circle") {
    const fill = state === "recent" ? CONTACT : QUIET;
    return [
      shape("polygon", { points: points(polygon(form), size), fill, stroke: "#fff", "stroke-width": 1 }),
    ];
  }
  const colour = COLOUR[state],
    dashes = /** @type {Record<string, string>} */ (
      state === "intended" ? { "stroke-dasharray": `${size * 0.62} ${size * 0.42}` } : {}
    );
  /** @type {SVGElement[]} */
  const found = [
    shape("circle", {
      r: size,
      fill: state === "recent" ? colour : "#fff",
      stroke: colour,
      "stroke-width": 2,
      ...dashes,
    }),
  ];
  if (state === "silent" || state === "lapsed")
    found.push(shape("path", { d: `M0,${-size}A${size},${size} 0 0 1 0,${size}Z`, fill: colour }));
  if (state === "never") found.push(sign("?", size * 0.6, size * 1.55));
  return found;
}

/**
 * The ring around a mark that is chosen, pointed at or reached by the keyboard; nothing for another.
 *
 * @param {number} size radius of the mark
 * @param {import("../types/stage.js").MarkLook} look
 * @param {number[]} away how far the ring is from a chosen mark, and from another
 * @returns {SVGElement[]}
 */
export function ringShapes(size, { chosen, hover, cursor }, away = [5, 4]) {
  if (!chosen && !hover && !cursor) return [];
  return [
    shape("circle", {
      class: "around",
      r: size + (chosen ? away[0] : away[1]),
      fill: "#fff",
      stroke: INK,
      "stroke-width": chosen ? 1.6 : 1.2,
      ...(cursor && !chosen ? { "stroke-dasharray": "3 2" } : {}),
    }),
  ];
}

/** The head of a pin at the upper right of a mark that stays whatever the filters say. @param {number} size */
export function pinShape(size) {
  const away = size * 0.78 + 1.5;
  return shape("circle", { cx: away, cy: -away, r: 3.2, fill: INK, stroke: "#fff", "stroke-width": 1.4 });
}

/**
 * Dash and gap of a kind of line as attributes; null for a solid one.
 *
 * @param {string} line
 */
export function dashesOf(line) {
  const dashes = DASHES[line];
  return dashes ? { "stroke-dasharray": dashes.join(" ") } : null;
}

/**
 * How a line to a mark looks.
 *
 * @param {string} form of the mark
 * @param {string} state of the mark
 * @param {string} line kind of the line
 * @returns {Record<string, string | number>}
 */
export function lineLook(form, state, line) {
  const strong = form === "circle";
  return {
    stroke: strong ? COLOUR[state] : "#9aa0a8",
    "stroke-opacity": strong ? 0.36 : 0.5,
    "stroke-width": !strong ? 0.9 : line === "signed" ? 2.2 : 1.6,
    ...(dashesOf(line) ? { ...dashesOf(line), "stroke-linecap": "round" } : {}),
  };
}

/** A sign for a button, from one of the paths of 16 by 16. @param {string} path */
export function stroke(path) {
  const svg = shape("svg", {
    width: 16,
    height: 16,
    viewBox: "0 0 16 16",
    "aria-hidden": "true",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.4,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  svg.append(shape("path", { d: path }));
  return svg;
}

/**
 * A mark or a line for the legend.
 *
 * @param {string} form
 * @param {string} [state]
 * @param {string} [line]
 */
export function icon(form, state, line) {
  const width = line ? 26 : 16,
    svg = shape("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, "aria-hidden": "true" });
  if (line) {
    const look = { stroke: SOFT, "stroke-width": line === "signed" ? 2.4 : 1.8, ...dashesOf(line) };
    svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, ...look }));
    return svg;
  }
  const middle = shape("g", { transform: "translate(8 8)" });
  if (form === "group") middle.append(...markShapes({ form, count: 9 }, 7));
  else if (form === "circle") middle.append(...markShapes({ form, state }, 6));
  else middle.append(shape("polygon", { points: points(polygon(form), 5), fill: SOFT }));
  svg.append(middle);
  return svg;
}
