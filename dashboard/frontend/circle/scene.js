// What the circle is drawn from: sectors and bands, the home, lines and marks. Everything is in units of the drawing,
// with the home at (0, 0).

import { shape } from "../shared/dom.js";
import { FAINT, INK, lineLook, markShapes, pinShape, ringShapes } from "../shared/marks.js";
import { nameText, widthOf } from "../shared/names.js";

/**
 * @import { CircleBandData, CircleData, CircleMarkData, CircleSectorData } from "../types/payloads.js"
 * @import { MarkLook } from "../types/stage.js"
 * @import { Point } from "../shared/viewport.js"
 */

const SHADES = ["#F8F7F3", "#F4F3EE"],
  RIM = "#D3D1C8";
/** How far a name moves from a mark that is chosen, by its side. @type {Record<string, number | undefined>} */
const SHIFTS = { left: 3, right: -3 };

/** A point on a circle around the home. @param {number} degrees @param {number} radius */
function around(degrees, radius) {
  const angle = (degrees * Math.PI) / 180;
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
}

/**
 * An arc from one angle to another, in two halves, since an arc of SVG cannot come back to where it began.
 *
 * @param {number} start
 * @param {number} end
 * @param {number} radius
 */
function arc(start, end, radius) {
  /** @param {number} angle */
  const half = (angle) => `A${radius} ${radius} 0 0 ${end > start ? 1 : 0} ${around(angle, radius)}`;
  return half((start + end) / 2) + half(end);
}

/**
 * Sectors with their headings, and the edges of the bands.
 *
 * @param {Pick<CircleData, "sectors" | "bands" | "frame">} data
 * @param {Record<string, number> | null} counts partners in each sector, if not those of the data
 */
export function groundShapes({ sectors, bands, frame }, counts) {
  const inner = frame.home + 8;
  /** @type {SVGElement[]} */
  const found = [];
  sectors.forEach(({ start, end }, index) => {
    const d = `M${around(start, frame.radius)}${arc(start, end, frame.radius)}L${around(end, inner)}${arc(end, start, inner)}Z`;
    found.push(shape("path", { class: "sector", d, fill: SHADES[index % 2] }));
  });
  bands.forEach((band, index) => {
    const radius = index === bands.length - 1 ? frame.radius : band.outer;
    for (const { start, end } of sectors) {
      const d = `M${around(start, radius)}${arc(start, end, radius)}`;
      found.push(shape("path", { class: "band", d, fill: "none", stroke: RIM }));
    }
  });
  for (const sector of sectors) {
    const count = counts ? String(counts[sector.code] || 0) : sector.count;
    found.push(...headingTexts(sector, count));
  }
  return found;
}

/** The name of a sector and, smaller beside it, how many are in it. @param {CircleSectorData} sector @param {string} count */
function headingTexts({ name, label }, count) {
  const width = widthOf(`${name} `, 14, 600),
    all = width + widthOf(count, 12);
  const left = label.align === "left" ? label.x : label.align === "right" ? label.x - all : label.x - all / 2;
  const at = { y: label.y, align: "left" };
  return [
    nameText({ ...at, text: name, x: left }, { size: 14, weight: 600, colour: "#3b3f46", name: "heading" }),
    nameText(
      { ...at, text: count, x: left + width, y: label.y + 0.5 },
      { size: 12, colour: FAINT, name: "count" },
    ),
  ];
}

/**
 * The names of the bands; above the lines, which would otherwise cross them.
 *
 * @param {{ bands: CircleBandData[] }} data
 */
export function bandNames({ bands }) {
  return bands.map((band) => nameText(band.label, { size: 10.5, colour: FAINT, name: "band-name" }));
}

/** @param {Pick<CircleData, "home">} data */
export function homeShapes({ home }) {
  const name = { text: home.label, x: 0, y: 0.5, align: "center", width: home.size * 2 - 8 };
  return [
    shape("circle", { r: home.size + 4, fill: "#fff" }),
    shape("circle", { r: home.size, fill: INK }),
    nameText(name, { size: home.font, weight: 700, colour: "#fff", halo: false, name: "home-name" }),
  ];
}

/**
 * A line from its beginning to a mark.
 *
 * @param {Point} from
 * @param {CircleMarkData} mark
 * @param {number} [opacity] if it stands out or steps back
 */
export function lineShape(from, mark, opacity) {
  const look = lineLook(mark.form, mark.state, mark.line);
  return shape("path", {
    class: "line",
    "data-of": mark.id,
    d: `M${from.x} ${from.y}L${mark.x} ${mark.y}`,
    fill: "none",
    ...look,
    "stroke-opacity": opacity ?? look["stroke-opacity"],
  });
}

/**
 * A mark with its ring, pin and name; the name is on it as well, so that it can be clicked.
 *
 * @param {CircleMarkData} mark
 * @param {MarkLook & { aside: boolean }} look
 */
export function markShape(mark, look) {
  const { x, y, size, label } = mark,
    group = shape("g", {
      class: look.chosen ? "mark chosen" : "mark",
      "data-id": mark.id,
      transform: `translate(${x} ${y})`,
    });
  group.append(...ringShapes(size, look), ...markShapes(mark, size));
  if (mark.pinned) group.append(pinShape(size));
  group.append(shape("circle", { class: "reach", r: size + 4, fill: "transparent" }));
  if (label && !look.aside) {
    // A name beside the mark keeps clear of the ring around a chosen one.
    const shift = look.chosen ? SHIFTS[label.align] || 0 : 0;
    group.append(
      nameText(
        { ...label, x: label.x - x + shift, y: label.y - y },
        { size: 12, weight: look.chosen ? 700 : 400, colour: INK },
      ),
    );
  }
  if (look.aside) group.setAttribute("opacity", "0.16");
  return group;
}
