// What the map is drawn from: land, lines, and marks around (0, 0), which keep their size while the land grows.

import { shape } from "../shared/dom.js";
import { COLOUR, INK, dashesOf, icon, markShapes, points, ringShapes } from "../shared/marks.js";
import { FONT, nameText } from "../shared/names.js";

/**
 * @import { LegendEntryData, MapHomeData, MapLineData, MapMarkData, MarkGroupData } from "../types/payloads.js"
 * @import { MarkLook } from "../types/stage.js"
 */

const LAND = "#E4E1D7",
  PORT = "#9aa0a8",
  ROUTE = "#007a5e",
  DISTRICT = "#5b616b",
  WORK = "#8f4d8a",
  GROUP = "#3b3f46";
/** @type {Record<string, Record<string, string | number> | undefined>} */
const LAYERS = {
  routes: { stroke: ROUTE, "stroke-width": 1.8, "stroke-dasharray": "9 3 2 3" },
  consulate: { stroke: DISTRICT, "stroke-width": 1.2, "stroke-dasharray": "2 3" },
};
const HEXAGON = [...Array(6).keys()].map((at) => [
  1.15 * Math.cos((at * Math.PI) / 3),
  1.15 * Math.sin((at * Math.PI) / 3),
]);

/** A mark or a line for the legend. @param {LegendEntryData} entry */
export function mapIcon({ form, state, line = "" }) {
  if (!LAYERS[line] && form !== "project") return icon(form || "circle", state, line);
  const width = line ? 26 : 16,
    svg = shape("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, "aria-hidden": "true" });
  if (line) svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, ...LAYERS[line] }));
  else
    svg.append(shape("polygon", { points: points(HEXAGON, 5.4), transform: "translate(8 8)", fill: WORK }));
  return svg;
}

/** @param {string} land path of the coasts */
export function landShape(land) {
  return shape("path", {
    class: "land",
    d: land,
    fill: LAND,
    "fill-rule": "evenodd",
    stroke: LAND,
    "stroke-width": 0.7,
    "vector-effect": "non-scaling-stroke",
  });
}

/** @param {MapLineData} line @returns {Record<string, string | number>} */
function layerLook({ layer, state, line }) {
  const own = LAYERS[layer];
  if (own) return own;
  const dashes = dashesOf(line);
  if (layer === "port") return { stroke: PORT, "stroke-width": 1.1, ...dashes };
  return { stroke: COLOUR[state], "stroke-width": line === "signed" ? 1.9 : 1.5, ...dashes };
}

/**
 * A line on the land.
 *
 * @param {MapLineData} line
 * @param {boolean} chosen whether it leads to the chosen mark
 */
export function mapLine(line, chosen) {
  return shape("path", {
    class: "line",
    "data-layer": line.layer,
    d: line.path,
    fill: "none",
    "vector-effect": "non-scaling-stroke",
    ...layerLook(line),
    "stroke-opacity": chosen ? 0.95 : line.layer === "ties" ? 0.42 : 0.75,
  });
}

/** @param {MapMarkData} mark @param {number} size */
function mapMarkShapes(mark, size) {
  if (mark.form !== "project") return markShapes(mark, size);
  const look = { fill: WORK, stroke: "#fff", "stroke-width": 1 };
  return [
    shape("polygon", { points: points(HEXAGON, size), ...look }),
    whiteNumber(mark.projects || "", 3.2, 9),
  ];
}

/** @param {string | number} text @param {number} y @param {number} size */
function whiteNumber(text, y, size) {
  const look = { "font-size": size, "font-weight": 600, fill: "#fff", "font-family": FONT };
  return shape("text", { y, "text-anchor": "middle", ...look }, text);
}

/**
 * One mark.
 *
 * @param {MapMarkData} mark
 * @param {string} side where its name stands; empty without room for it
 * @param {MarkLook} look
 */
export function singleShape(mark, side, look) {
  const node = shape("g", { class: "mark", "data-id": mark.id }),
    work = mark.projects > 0 && mark.form === "circle",
    size = work ? mark.size - 3 : mark.size;
  node.append(...ringShapes(mark.size, look, [4, 3]));
  if (work) node.append(shape("circle", { r: size + 2.6, fill: "none", stroke: WORK, "stroke-width": 1.8 }));
  node.append(
    ...mapMarkShapes(mark, size),
    shape("circle", { class: "reach", r: Math.max(mark.size + 3, 10), fill: "transparent" }),
  );
  if (side) node.append(mapName(mark, side, look.chosen));
  return node;
}

/** Several marks drawn as one, with their number. @param {MarkGroupData} group @param {MarkLook} look */
export function bubbleShape({ ids, size }, look) {
  const node = shape("g", { class: "mark group", "data-id": ids[0], "data-count": ids.length });
  node.append(
    ...ringShapes(size, look, [4, 3]),
    shape("circle", { r: size, fill: GROUP, stroke: "#fff", "stroke-width": 1.4 }),
    whiteNumber(ids.length, 3.9, ids.length > 99 ? 9.5 : 11),
  );
  return node;
}

/** @param {MapHomeData} home @param {string} side */
export function mapHomeShape(home, side) {
  const node = shape("g", { class: "home" });
  node.append(
    shape("circle", { r: home.size + 1.6, fill: "#fff" }),
    shape("circle", { r: home.size, fill: INK }),
    shape("circle", { r: 2.6, fill: "#fff" }),
    mapName(home, side, true),
  );
  return node;
}

/** @param {{ label: string, size: number }} mark @param {string} side @param {boolean} strong */
function mapName(mark, side, strong) {
  const away = mark.size + 2.5 + (strong ? 2 : 0),
    along = side === "right" ? away + 1.5 : side === "left" ? -away - 1.5 : 0,
    down = side === "above" ? -away - 7.8 : side === "below" ? away + 7.8 : 0,
    align = side === "right" ? "left" : side === "left" ? "right" : "center";
  return nameText(
    { text: mark.label, x: along, y: down, align },
    { size: 12, weight: strong ? 700 : 400, colour: INK },
  );
}
