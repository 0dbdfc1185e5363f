// Where things lie on the canvas: the view, what is inside a lasso, which mark is next, where names find room.

/**
 * @import { CanvasEdgeData, CanvasNodeData } from "../types/payloads.js"
 * @import { Eye } from "../shared/viewport.js"
 * @import { Point } from "./marks.js"
 * @typedef {{ width: number, height: number }} Size
 * @typedef {[number, number, number, number]} Box left, top, right, bottom
 * @typedef {{ text: string, anchor: "start" | "middle" | "end", x: number, y: number }} Name
 * @typedef {{ start: string, end: string, texts: string[], both: boolean }} Line
 */

// The view that shows all of it; `strip` is the width of the legend at the left. Null if there is nothing to see.
/** @param {{ x: number, y: number }[]} nodes @param {Size} size @param {number} strip @returns {Eye | null} */
export function fitted(nodes, { width, height }, strip) {
  if (!nodes.length || !width) return null;
  const xs = nodes.map((node) => node.x),
    ys = nodes.map((node) => node.y);
  const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.max(
    Math.min((width - strip - 190) / Math.max(right - left, 1), (height - 110) / Math.max(low - top, 1), 2),
    0.15,
  );
  return { x: (left + right) / 2 - strip / 2 / scale, y: (top + low) / 2, zoom: scale };
}

// One line for all that joins two nodes; `both` if they are joined in both directions.
/** @param {CanvasEdgeData[]} edges @returns {Line[]} */
export function joined(edges) {
  /** @type {Map<string, Line>} */
  const found = new Map();
  for (const edge of edges) {
    const key = [edge.start, edge.end].sort().join("|"),
      line = found.get(key) || { start: edge.start, end: edge.end, texts: [], both: false };
    line.both ||= line.start !== edge.start;
    line.texts.push(edge.text);
    found.set(key, line);
  }
  return [...found.values()];
}

// Whether a point is inside a ring of points.
/** @param {Point} point @param {Point[]} ring */
export function isInside([x, y], ring) {
  let odd = false;
  for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
    if (
      ring[a][1] > y !== ring[b][1] > y &&
      x < ((ring[b][0] - ring[a][0]) * (y - ring[a][1])) / (ring[b][1] - ring[a][1]) + ring[a][0]
    )
      odd = !odd;
  }
  return odd;
}

// The next one in a direction: near, and rather straight on than aside. The same one if there is none.
/**
 * @template {{ x: number, y: number }} Node
 * @param {Node[]} nodes
 * @param {Node} from
 * @param {Point} way
 * @returns {Node}
 */
export function nextOne(nodes, from, way) {
  /** @param {Node} node */
  const cost = (node) => {
    const dx = node.x - from.x,
      dy = node.y - from.y,
      along = dx * way[0] + dy * way[1];
    return along <= 0 ? Infinity : Math.hypot(dx, dy) + 2 * Math.abs(dx * way[1] + dy * way[0]);
  };
  const reached = nodes.filter((node) => node !== from && cost(node) < Infinity);
  return reached.sort((a, b) => cost(a) - cost(b))[0] || from;
}

// Names where there is room: first of what is picked and what is joined with it, then of the larger marks.
/**
 * @param {CanvasNodeData[]} nodes
 * @param {object} given
 * @param {(node: CanvasNodeData) => Point} given.at where a node is, in pixels
 * @param {(node: CanvasNodeData) => 0 | 1 | 2} given.rank 0: named in any case
 * @param {(text: string) => number} given.width of a text
 * @param {number} given.across width of the canvas
 * @param {Box} given.legend
 * @returns {Map<string, Name>}
 */
export function named(nodes, { at, rank, width, across, legend }) {
  /** @type {Map<string, Name>} */
  const found = new Map();
  /** @type {{ box: Box, id: string }[]} */
  const taken = nodes.map((node) => {
    const [x, y] = at(node);
    return { box: [x - node.size, y - node.size, x + node.size, y + node.size], id: node.id };
  });
  taken.push({ box: legend, id: "" });
  for (const node of [...nodes].sort((a, b) => rank(a) - rank(b) || b.size - a.size)) {
    const text = shortened(node.name, rank(node) ? 24 : 48),
      places = placesFor(text, at(node), node.size + (rank(node) ? 0 : 4), width(text));
    const free =
      places.find(
        ({ box }) =>
          box[0] > 0 &&
          box[2] < across &&
          !taken.some((other) => other.id !== node.id && overlap(box, other.box)),
      ) || (rank(node) ? null : places[0]);
    if (!free) continue;
    taken.push({ box: free.box, id: "" });
    found.set(node.id, free.name);
  }
  return found;
}

/** @param {string} text @param {number} most characters */
export function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** @param {Box} one @param {Box} other */
function overlap(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

// Where a name can stand, the best place first: below, right, left, above.
/** @param {string} text @param {Point} place @param {number} gap @param {number} wide @returns {{ name: Name, box: Box }[]} */
function placesFor(text, [x, y], gap, wide) {
  /** @type {Name[]} */
  const names = [
    { text, anchor: "middle", x, y: y + gap + 13 },
    { text, anchor: "start", x: x + gap + 5, y: y + 4 },
    { text, anchor: "end", x: x - gap - 5, y: y + 4 },
    { text, anchor: "middle", x, y: y - gap - 5 },
  ];
  return names.map((name) => {
    const left = name.x - { middle: wide / 2, start: 0, end: wide }[name.anchor];
    return { name, box: [left - 1, name.y - 11, left + wide + 1, name.y + 3] };
  });
}
