// The circle as a picture of its own: the same drawing as on the page, as SVG with title, legend and stamp.

import { element, shape } from "../shared/dom.js";
import { FAINT, INK, SOFT, icon } from "../shared/marks.js";
import { FONT } from "../shared/names.js";

/** Above the drawing for the title, and below it for the stamp. */
const HEAD = 34,
  FOOT = 26;

/**
 * @import { LegendEntryData } from "../types/payloads.js"
 */

/** @param {LegendEntryData[]} entries @param {number} x @param {number} bottom */
function legend(entries, x, bottom) {
  return entries.map((entry, index) => {
    const row = shape("g", { transform: `translate(${x} ${bottom - (entries.length - index) * 20})` }),
      said = [entry.text, entry.count].filter((part) => part !== undefined && part !== null).join("  ");
    row.append(
      icon(entry.form || "circle", entry.state, entry.line),
      shape("text", { x: entry.line ? 34 : 24, y: 12.5, "font-size": 12, fill: "#3b3f46" }, said),
    );
    return row;
  });
}

/**
 * The picture. It stands beside the page, where nobody sees it, until it is saved.
 *
 * @param {import("./circle.js").Circle} circle
 */
export function picture(circle) {
  const { data } = circle,
    { width, height } = data.frame,
    svg = shape("svg", { width, height: height + HEAD + FOOT, "font-family": FONT }),
    aside = { x: width - 10, "text-anchor": "end" };
  svg.append(
    shape("text", { x: 10, y: 24, "font-size": 16, "font-weight": 700, fill: INK }, data.title),
    shape("text", { ...aside, y: 24, "font-size": 11.5, fill: SOFT }, data.texts.shown),
    shape("text", { ...aside, y: height + HEAD + FOOT - 8, "font-size": 11, fill: FAINT }, data.texts.read),
  );
  const drawing = /** @type {SVGGElement} */ (circle.all.cloneNode(true));
  drawing.setAttribute("transform", `translate(${width / 2} ${HEAD + height / 2})`);
  svg.append(
    drawing,
    ...legend(data.legend.states, 10, HEAD + height - 6),
    ...legend(data.legend.shapes, width - 190, HEAD + height + 4),
  );
  const place = element("div", "aside-picture");
  place.append(svg);
  circle.root.append(place);
  return svg;
}
