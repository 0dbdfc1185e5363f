// What is dragged on the canvas: nodes to another place, or a lasso around some of them.

import { isInside } from "./geometry.js";

/**
 * @import { Drag } from "../shared/stage.js"
 * @import { Canvas } from "./explore.js"
 * @import { Point } from "./marks.js"
 */

/** @param {Canvas} canvas @param {string[]} ids @returns {Drag} */
export function dragNodes(canvas, ids) {
  const from = ids.flatMap((id) => {
    const node = canvas.nodes.get(id);
    return node ? [{ node, x: node.x, y: node.y }] : [];
  });
  return {
    move: (dx, dy) => {
      const { scale } = canvas.view;
      for (const { node, x, y } of from) Object.assign(node, { x: x + dx / scale, y: y + dy / scale });
      canvas.draw();
    },
    end: () => {
      const places = from.map(({ node }) => /** @type {[string, Point]} */ ([node.id, [node.x, node.y]]));
      canvas.send({ do: "move", places: Object.fromEntries(places) });
    },
  };
}

/**
 * Picks what is inside of the ring that is drawn.
 *
 * @param {Canvas} canvas
 * @param {PointerEvent} event
 * @param {boolean} adds to what is picked already
 * @returns {Drag}
 */
export function dragLasso(canvas, event, adds) {
  const corner = canvas.svg.getBoundingClientRect();
  /** @type {(now: PointerEvent) => Point} */
  const place = (now) => [now.clientX - corner.left, now.clientY - corner.top];
  const ring = [place(event)];
  return {
    move: (_dx, _dy, now) => {
      ring.push(place(now));
      canvas.ring = ring;
      canvas.draw();
    },
    end: () => {
      const nodes = [...canvas.nodes.values()].filter((node) => isInside(canvas.at(node), ring)),
        inside = nodes.map((node) => node.id);
      canvas.ring = null;
      canvas.pick(adds ? [...new Set([...canvas.picked, ...inside])] : inside);
    },
  };
}
