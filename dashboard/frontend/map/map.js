// The map: the same marks, card, list and time as the circle, at their places on the earth. Python has worked out where
// everything stands and, for every step of zooming, which marks are drawn as one and which names find room.

import { shape } from "../shared/dom.js";
import { elementAt } from "../shared/gestures.js";
import { Stage, shown } from "../shared/stage.js";
import { Viewport } from "../shared/viewport.js";
import { MapCard } from "./map_card.js";
import { bubbleShape, landShape, mapHomeShape, mapIcon, mapLine, singleShape } from "./scene.js";

/**
 * @import { LegendEntryData, MapData, MapMarkData, ZoomStepData } from "../types/payloads.js"
 * @import { StageMark } from "../types/stage.js"
 * @import { Eye } from "../shared/viewport.js"
 * @typedef {{ x: number, y: number, size: number, node: SVGGElement, ids: string[], away?: number[] }} Seen
 * @typedef {StageMark & { ids?: string[], away?: number[], size?: number }} Thing  a mark, or several by the first
 */

/** @type {Record<string, [number, number] | undefined>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
/** So many units the arrow keys go with Shift, at zoom 1. */
const STRIDE = 90;
/** How far beyond the last step of the arrangement one can zoom. */
const BEYOND = 1.6;
/** At most so many names of a group are told. */
const TOLD = 12;

/** @extends {Stage<MapData, Thing>} */
class WorldMap extends Stage {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, new Viewport());
    this.view.limit = (eye) => this.limited(eye);
    /** @type {Map<string, Seen>} */
    this.seen = new Map();
    this.land = "";
    /** @type {SVGElement | null} */
    this.coast = null;
    this.below = shape("g", {});
    /** @type {string | null} what comes into sight with the next answer */
    this.asked = null;
    /** @type {number | null} the step that is drawn */
    this.drawn = null;
    /** What stood out when it was drawn, and what the lines were drawn of. */
    this.state = "";
    /** @type {[MapData["lines"] | null, string | null]} */
    this.lined = [null, null];
  }

  makeCard() {
    return new MapCard(this);
  }

  // The land comes in a component of its own, so that it crosses the wire once and not with every answer.
  /** @returns {Promise<string>} */
  loaded() {
    return new Promise((resolve) => {
      const look = () => {
        if (globalThis.__friendcircleLand) resolve(globalThis.__friendcircleLand);
        else setTimeout(look, 20);
      };
      look();
    });
  }

  /** @param {MapData} data */
  async show(data) {
    this.asked = data.chosen && data.chosen !== this.chosen ? data.chosen : null;
    this.view.home = { x: data.frame.x, y: data.frame.y };
    await super.show(data);
  }

  /** @param {LegendEntryData} entry */
  icon(entry) {
    return mapIcon(entry);
  }

  // ---- the drawing

  /** @param {string} land */
  draw(land) {
    this.land = land;
    this.drawn = null;
    if (this.asked) this.reveal(this.asked);
    this.asked = null;
    this.redraw();
  }

  // The arrangement that holds at this zoom.
  step() {
    const { steps } = this.data;
    return steps.reduce((found, step, index) => (step.zoom <= this.view.eye.zoom + 1e-6 ? index : found), 0);
  }

  redraw() {
    if (!this.land || !this.view.ready) return;
    const step = this.step(),
      state = [this.chosen, this.hover, this.cursor].join("|");
    if (this.drawn !== step || this.state !== state) this.compose(step);
    Object.assign(this, { drawn: step, state });
    this.place();
  }

  place() {
    if (!this.land || !this.view.ready) return;
    const step = this.step();
    if (this.drawn !== step) {
      this.redraw();
      return;
    }
    super.place();
    const { view, data } = this;
    this.below.setAttribute("transform", view.transform);
    for (const { node, x, y, away } of this.seen.values()) {
      const place = view.toPlane({ x, y }, away);
      node.setAttribute(
        "transform",
        `translate(${place.x.toFixed(2)} ${place.y.toFixed(2)}) scale(${view.base.toFixed(4)})`,
      );
    }
    const nameless = data.view === "list" ? "" : data.steps[step].nameless;
    this.part(".caption .shown").textContent = [data.texts.shown, nameless].filter(Boolean).join(" · ");
    Object.assign(this.root.dataset, {
      step: String(step),
      zoom: view.eye.zoom.toFixed(3),
      centre: `${view.eye.x.toFixed(1)},${view.eye.y.toFixed(1)}`,
    });
  }

  // How several marks look that are drawn as one, or one alone.
  /** @param {string[]} ids */
  look(ids) {
    const among = (/** @type {string | null} */ id) => id !== null && ids.includes(id);
    return { chosen: among(this.chosen), hover: among(this.hover), cursor: among(this.cursor) };
  }

  /** @param {number} index of the step */
  compose(index) {
    const { home, marks } = this.data,
      step = this.data.steps[index],
      grouped = new Set(step.groups.flatMap((group) => group.ids));
    this.seen = new Map();
    for (const group of step.groups) {
      const { ids, size } = group,
        first = this.marks.get(ids[0]);
      if (first)
        this.seen.set(ids[0], {
          ...first,
          node: bubbleShape(group, this.look(ids)),
          away: step.moved[ids[0]],
          ids,
          size,
        });
    }
    for (const mark of marks) {
      if (grouped.has(mark.id)) continue;
      const ids = [mark.id],
        node = singleShape(mark, step.names[mark.id], this.look(ids));
      this.seen.set(mark.id, { ...mark, node, away: step.moved[mark.id], ids });
    }
    if (home) this.seen.set("", { ...home, node: mapHomeShape(home, step.home), ids: [] });
    // What is chosen stands above the others.
    const order = [...this.seen.values()].sort(
      (a, b) => Number(this.look(a.ids).chosen) - Number(this.look(b.ids).chosen),
    );
    this.svg.replaceChildren(this.ground(), ...order.map(({ node }) => node));
  }

  // Land and lines; they are made anew only when lines or the choice change, and the land never.
  ground() {
    const { lines } = this.data;
    if (this.lined[0] === lines && this.lined[1] === this.chosen) return this.below;
    this.lined = [lines, this.chosen];
    this.coast ??= landShape(this.land);
    this.below = shape("g", {});
    this.below.append(this.coast, ...lines.map((line) => mapLine(line, line.id === this.chosen)));
    return this.below;
  }

  // ---- what is where

  // The mark at the pointer; several, by the first of them, where they are drawn as one.
  /** @param {Event} event @returns {Thing | null} */
  at(event) {
    const id = elementAt(event)?.dataset.id,
      seen = id && this.seen.get(id),
      mark = id && this.marks.get(id);
    return seen && mark ? { ...mark, ...seen } : null;
  }

  /** @param {Thing} mark */
  onPlane(mark) {
    const found = [...this.seen.values()].find((entry) => entry.ids.includes(mark.id));
    return found ? this.view.toPlane(found, found.away) : this.view.toPlane(mark, mark.away);
  }

  // From west to east as the map has it.
  /** @returns {Thing[]} */
  order() {
    return [...this.data.marks].sort((a, b) => a.x - b.x || a.y - b.y);
  }

  positions() {
    return [...this.seen.values()]
      .filter(({ ids }) => ids.length)
      .map(({ ids, node, size }) => {
        const { e: x, f: y } = /** @type {DOMMatrix} */ (node.getScreenCTM()),
          box = ids.length === 1 ? node.querySelector(".name")?.getBoundingClientRect() : undefined,
          { name, form, state } = /** @type {MapMarkData} */ (this.marks.get(ids[0]));
        // The box of a text is higher than its letters by so much above and below.
        const spare = box ? 0.1 * box.height : 0;
        return {
          id: ids[0],
          ids,
          name,
          form,
          state,
          x,
          y,
          size: size * this.view.base,
          label: box ? [box.left, box.top + spare, box.right, box.bottom - spare] : null,
        };
      });
  }

  /** @param {Thing | null} mark */
  tell(mark) {
    const ids = mark?.ids ?? [];
    super.tell(mark && ids.length > 1 ? this.together(mark, ids) : mark);
  }

  // What is told of several marks drawn as one.
  /** @param {Thing} mark @param {string[]} ids @returns {Thing} */
  together(mark, ids) {
    const { texts } = this.data,
      names = ids.map((id) => this.marks.get(id)?.name ?? "");
    return {
      ...mark,
      name: texts.together.replace("{n}", String(names.length)),
      country: names.slice(0, TOLD).join(texts.between) + (names.length > TOLD ? "…" : ""),
      what: texts.nearer,
      strength: "",
      activity: "",
    };
  }

  /** @param {Thing} mark */
  pick(mark) {
    if (mark.ids && mark.ids.length > 1) this.open(mark.ids);
    else this.choose(mark.id);
  }

  // ---- moving and zooming

  /** @param {Thing | null} mark @param {PointerEvent} event */
  pickTwice(mark, event) {
    if (!mark) this.zoom(1.6, this.pointOf(event));
  }

  // No farther than the last arrangement and the land reach.
  /** @param {Eye} eye @returns {Eye} */
  limited({ x, y, zoom }) {
    const { frame, steps } = this.data,
      nearest = Math.min(Math.max(zoom, 1), steps[steps.length - 1].zoom * BEYOND),
      free = 1 - 1 / nearest,
      wide = (frame.width / 2) * (free + 0.2),
      high = (frame.height / 2) * (free + 0.2);
    return {
      x: Math.min(Math.max(x, frame.x - wide), frame.x + wide),
      y: Math.min(Math.max(y, frame.y - high), frame.y + high),
      zoom: nearest,
    };
  }

  /** @param {number} x @param {number} y @param {number} zoom */
  goTo(x, y, zoom) {
    this.view.look({ x, y, zoom });
    this.place();
  }

  // So near that these are no longer drawn as one.
  /** @param {string[]} ids */
  open(ids) {
    const { steps } = this.data,
      together = (/** @type {ZoomStepData} */ step) =>
        step.groups.some((group) => ids.every((id) => group.ids.includes(id))),
      index = steps.findIndex((step) => step.zoom > this.view.eye.zoom + 1e-6 && !together(step)),
      marks = ids.flatMap((id) => this.marks.get(id) ?? []),
      middle = (/** @type {number[]} */ values) => (Math.min(...values) + Math.max(...values)) / 2;
    this.tell(null);
    this.goTo(
      middle(marks.map(({ x }) => x)),
      middle(marks.map(({ y }) => y)),
      steps[Math.max(0, index)].zoom,
    );
  }

  // So that a mark can be seen by itself.
  /** @param {string} id */
  reveal(id) {
    const mark = this.marks.get(id),
      { steps } = this.data,
      { width, height, eye } = this.view;
    if (!mark || !this.view.ready) return;
    const alone = (/** @type {ZoomStepData} */ step) => !step.groups.some((group) => group.ids.includes(id)),
      { x, y } = this.view.toPlane(mark),
      inside = x > 40 && y > 20 && x < width - 40 && y < height - 20,
      here = alone(steps[this.step()]);
    if (here && inside) return;
    this.goTo(
      mark.x,
      mark.y,
      here ? eye.zoom : (steps.find((step) => step.zoom > eye.zoom && alone(step))?.zoom ?? eye.zoom),
    );
  }

  // The wheel zooms; where there is nothing to zoom out of, the page scrolls.
  /** @param {WheelEvent} event */
  wheel(event) {
    const nearer = event.deltaY < 0;
    if (!this.view.ready || (!nearer && this.view.eye.zoom <= 1)) return;
    event.preventDefault();
    this.zoom(nearer ? 1.2 : 1 / 1.2, this.pointOf(event));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = WAYS[event.key],
      { eye } = this.view;
    if (way && event.shiftKey) {
      const far = STRIDE / eye.zoom;
      this.goTo(eye.x + way[0] * far, eye.y + way[1] * far, eye.zoom);
      event.preventDefault();
      return;
    }
    super.key(event);
    if (way && this.cursor) this.reveal(this.cursor);
  }
}

/** @param {import("../types/page.js").Component<MapData>} component */
export default (component) => shown(component, WorldMap);
