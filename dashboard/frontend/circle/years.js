// Where everybody is between two years, and how that is drawn.

import { shape } from "../shared/dom.js";
import { INK, lineLook, markShapes, ringShapes } from "../shared/marks.js";
import { nameText } from "../shared/names.js";

/**
 * @import { CastData, PlayedYearData } from "../types/payloads.js"
 * @import { Point } from "../shared/viewport.js"
 * @typedef {object} PlayedMark
 * @property {number} size
 * @property {string} state
 * @property {string} line
 * @property {number} shown from 0, not there, to 1
 * @property {number} named how far the name is seen, from 0 to 1
 * @property {number} seat where the name stands: 1 outwards, 2 inwards, 3 below or above, 0 nowhere
 * @typedef {{ id: string, x: number, y: number } & CastData & PlayedMark} Spot
 * @typedef {{ line: SVGPathElement, mark: SVGGElement, name: SVGGElement, looks: { mark?: string, name?: string } }} Parts
 */

/**
 * Everybody who is there in one of two years, at a share of the way from the first to the second.
 *
 * @param {Map<string, CastData>} cast
 * @param {PlayedYearData} first
 * @param {PlayedYearData} second
 * @param {number} share from 0 to 1
 * @returns {Spot[]}
 */
export function spotsBetween(cast, first, second, share) {
  /** @param {number} one @param {number} other */
  const mix = (one, other) => one + (other - one) * share;
  /** @type {Spot[]} */
  const spots = [];
  for (const [id, entry] of cast) {
    const one = first.marks[id],
      other = second.marks[id];
    if (!one && !other) continue;
    // Whoever comes or goes does so at the distance of the year in which they are there.
    const there = one || other,
      [fromRadius, fromSize, , , fromSeat] = one || [there[0], 0, "", "", 0],
      [toRadius, toSize, , , toSeat] = other || [there[0], 0, "", "", 0],
      [, , state, line] = (share < 0.5 ? one : other) || there,
      radius = mix(fromRadius, toRadius),
      angle = (entry.angle * Math.PI) / 180,
      moves = fromSeat && toSeat && fromSeat !== toSeat;
    spots.push({
      id,
      ...entry,
      x: radius * Math.cos(angle),
      y: radius * Math.sin(angle),
      size: mix(fromSize, toSize),
      state,
      line,
      shown: mix(one ? 1 : 0, other ? 1 : 0),
      seat: (share < 0.5 ? fromSeat : toSeat) || fromSeat || toSeat,
      // A name that changes its place fades out here and in there.
      named: moves ? Math.abs(1 - 2 * share) : mix(fromSeat ? 1 : 0, toSeat ? 1 : 0),
    });
  }
  return spots;
}

/**
 * Where the name of a spot stands: outside of the mark, inside of it, or below it, as its seat says.
 *
 * @param {Spot} spot
 */
export function namePlace({ x, y, size, seat }) {
  const out = x >= 0 ? 1 : -1,
    side = seat === 2 ? -out : out;
  if (seat === 3) return { x, y: y + (size + 9) * (y >= 0 ? 1 : -1), align: "center" };
  return { x: x + side * (size + 6), y, align: side > 0 ? "left" : "right" };
}

/** The elements of the spots. Lines lie below the home, marks above it, names above all. */
export class YearsDrawing {
  /** @param {Record<string, SVGGElement>} layers lines, marks, years */
  constructor(layers) {
    this.layers = layers;
    /** @type {Map<string, Parts>} */
    this.parts = new Map();
  }

  clear() {
    this.parts.clear();
    this.layers.years.replaceChildren();
  }

  /**
   * Puts every spot where it is now; what no longer looks the same is drawn anew.
   *
   * @param {Spot[]} spots
   * @param {string | null} chosen
   * @param {string | null} hover
   */
  draw(spots, chosen, hover) {
    const found = new Map(spots.map((spot) => [spot.id, spot]));
    for (const [id, { line, mark, name }] of this.parts) {
      if (found.has(id)) continue;
      for (const part of [line, mark, name]) part.remove();
      this.parts.delete(id);
    }
    for (const spot of spots) {
      const parts = this.parts.get(spot.id) ?? this.make(spot.id),
        look = { chosen: spot.id === chosen, hover: spot.id === hover, cursor: false };
      this.drawLine(parts.line, spot, found.get(spot.anchor) ?? { x: 0, y: 0 });
      this.drawMark(parts, spot, look);
      this.drawName(parts, spot, look.chosen);
    }
  }

  /** @param {string} id */
  make(id) {
    /** @type {Parts} */
    const parts = {
      line: shape("path", { class: "line", "data-of": id, fill: "none" }),
      mark: shape("g", { class: "mark", "data-id": id }),
      name: shape("g", { "pointer-events": "none" }),
      looks: {},
    };
    this.layers.lines.append(parts.line);
    this.layers.marks.append(parts.mark);
    this.layers.years.append(parts.name);
    this.parts.set(id, parts);
    return parts;
  }

  /** @param {SVGPathElement} line @param {Spot} spot @param {Point} from */
  drawLine(line, spot, from) {
    line.setAttribute("visibility", spot.line ? "visible" : "hidden");
    if (!spot.line) return;
    const look = lineLook(spot.form, spot.state, spot.line);
    if (!look["stroke-dasharray"]) line.removeAttribute("stroke-dasharray");
    for (const [name, value] of Object.entries(look)) line.setAttribute(name, String(value));
    line.setAttribute(
      "d",
      `M${from.x.toFixed(2)} ${from.y.toFixed(2)}L${spot.x.toFixed(2)} ${spot.y.toFixed(2)}`,
    );
    line.setAttribute("opacity", spot.shown.toFixed(3));
  }

  /** @param {Parts} parts @param {Spot} spot @param {import("../types/stage.js").MarkLook} look */
  drawMark({ mark, looks }, spot, look) {
    const size = Math.round(spot.size * 10) / 10,
      key = JSON.stringify([size, spot.state, spot.form, look]);
    if (looks.mark !== key) {
      looks.mark = key;
      const reach = shape("circle", { class: "reach", r: size + 4, fill: "transparent" });
      mark.replaceChildren(...ringShapes(size, look, [4.5, 4.5]), ...markShapes(spot, size), reach);
    }
    mark.setAttribute("transform", `translate(${spot.x.toFixed(2)} ${spot.y.toFixed(2)})`);
    mark.setAttribute("opacity", spot.size < 0.5 ? "0" : spot.shown.toFixed(3));
  }

  /** @param {Parts} parts @param {Spot} spot @param {boolean} chosen */
  drawName({ name, looks }, spot, chosen) {
    const told = chosen ? spot.shown : Math.min(spot.named, spot.shown),
      { x, y, align } = namePlace(spot),
      key = told < 0.05 ? "" : JSON.stringify([spot.name, chosen, align]);
    if (looks.name !== key) {
      looks.name = key;
      const label = { text: spot.name, x: 0, y: 0, align },
        look = { size: 12, weight: chosen ? 700 : 400, colour: INK };
      name.replaceChildren(...(key ? [nameText(label, look)] : []));
    }
    name.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
    name.setAttribute("opacity", told.toFixed(3));
  }
}
