// Names on a drawing: text with a halo that keeps it readable over lines, no wider than its place.

import { shape } from "./dom.js";

export const FONT =
  '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
/** @type {Record<string, string>} */
const ANCHORS = { left: "start", right: "end", center: "middle" };
/** From the middle of a line of text down to its base line, in parts of the font's size. */
const DOWN = 0.36;

/** @type {CanvasRenderingContext2D | null} */
let measure = null;
/** @type {Map<string, number>} */
const widths = new Map();

/**
 * How wide a text is, in pixels.
 *
 * @param {string} text
 * @param {number} size
 * @param {number} [weight]
 */
export function widthOf(text, size, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    measure ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    measure.font = `${weight} ${size}px ${FONT}`;
    width = measure.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/**
 * A text at half the height of its line; one that is wider than its place is squeezed.
 *
 * @param {{ text: string, x: number, y: number, align: string, width?: number }} label left, right or center
 * @param {{ size: number, weight?: number, colour: string, halo?: boolean, name?: string }} look
 */
export function nameText(label, { size, weight = 400, colour, halo = true, name = "name" }) {
  const { text, x, y, align, width } = label;
  return shape(
    "text",
    {
      class: name,
      x: x.toFixed(2),
      y: (y + 0.5 + size * DOWN).toFixed(2),
      "text-anchor": ANCHORS[align],
      "font-family": FONT,
      "font-size": size,
      "font-weight": weight,
      fill: colour,
      ...(halo
        ? { stroke: "#fff", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }
        : {}),
      ...(width && widthOf(text, size, weight) > width + 0.5
        ? { textLength: width.toFixed(1), lengthAdjust: "spacingAndGlyphs" }
        : {}),
    },
    text,
  );
}
