// The circle: marks and lines at places that Python has worked out, with what can be done to them, back and forward,
// and the years.

import { element, part, shape } from "../shared/dom.js";
import { elementAt, wheelZooms } from "../shared/gestures.js";
import { lineLook, stroke } from "../shared/marks.js";
import { Stage, shown } from "../shared/stage.js";
import { Viewport } from "../shared/viewport.js";
import { picture } from "./picture.js";
import { Player } from "./playback.js";
import { bandNames, groundShapes, homeShapes, lineShape, markShape } from "./scene.js";
import { windowShapes } from "./window_scene.js";

/**
 * @import { CircleData, CircleMarkData, PlayedYearData } from "../types/payloads.js"
 * @import { StageMark } from "../types/stage.js"
 * @import { Control } from "../shared/stage_time.js"
 * @typedef {StageMark & Partial<CircleMarkData> & { within?: boolean, cross?: boolean, home?: boolean,
 *   choose?: boolean }} Thing  a mark, one of the window, or another part of the window that can be pointed at
 */

/** Pixels of one unit of the drawing, at the least and at the most, when a person zooms. */
const LEAST = 0.4,
  MOST = 6;

/** @param {import("../shared/viewport.js").Eye} eye @param {Viewport} view */
function limited(eye, { base }) {
  return { ...eye, zoom: Math.min(MOST / base, Math.max(LEAST / base, eye.zoom)) };
}

/** @extends {Stage<CircleData, Thing>} */
export class Circle extends Stage {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, new Viewport(limited));
    /** What is drawn, from the ground up; all of it moves and zooms together. */
    this.layers = Object.fromEntries(
      ["ground", "lines", "home", "marks", "years", "bands", "window"].map((name) => [
        name,
        shape("g", { class: `layer ${name}` }),
      ]),
    );
    this.all = shape("g", {});
    this.all.append(...Object.values(this.layers));
    this.svg.append(this.all);
    this.player = new Player(this);
    /**
     * How each mark is drawn now: id -> its element and its look.
     *
     * @type {Map<string, { node: SVGGElement, key: string }>}
     */
    this.drawn = new Map();
    /** What the lines were drawn of. @type {[CircleData | null, string]} */
    this.lined = [null, ""];
    this.makeHistory();
    Object.assign(globalThis.__friendcircle, {
      playing: () => this.player.told(),
      around: () => this.around(),
    });
  }

  close() {
    super.close();
    this.player.halt();
  }

  begin() {
    this.player.given(this.data);
  }

  // ---- around the drawing

  showView() {
    this.remarks();
    super.showView();
  }

  // While the years play the figures are those of the year.
  /** @param {PlayedYearData} year */
  counts(year) {
    const shown = this.part(".caption .shown");
    if (shown)
      shown.textContent = this.data.texts.playing
        .replace("{n}", String(Object.keys(year.marks).length))
        .replace("{lines}", String(year.lines));
    this.data.legend.states.forEach((entry, index) => {
      const row = this.part(".legend.states").children[index],
        count = year.states[entry.state ?? ""] || 0;
      row.classList.toggle("none", count === 0);
      part(row, ".n").textContent = String(count);
    });
    this.layers.ground.replaceChildren(...groundShapes(this.data, year.sectors));
  }

  // Back and forward, and what is not in the drawing as it could be.
  makeHistory() {
    const buttons = [
      ["back", "M10 3L5 8l5 5"],
      ["forward", "M6 3l5 5-5 5"],
    ];
    for (const [name, path] of buttons) {
      const button = element("button", name);
      button.type = "button";
      button.append(stroke(path));
      button.addEventListener("click", () => this.act({ do: name }));
      this.part(".history").append(button);
    }
  }

  remarks() {
    const { texts, acts, remarks } = this.data,
      history = this.part(".history"),
      row = this.part(".remarks");
    history.setAttribute("aria-label", texts.history);
    for (const name of /** @type {const} */ (["back", "forward"])) {
      const button = /** @type {HTMLButtonElement} */ (history.querySelector(`.${name}`));
      button.title = texts[name];
      button.setAttribute("aria-label", texts[name]);
      button.disabled = !acts[name];
    }
    row.hidden = remarks.length === 0;
    row.replaceChildren(
      ...remarks.map((remark) => {
        const entry = element("span", "", remark.text);
        if (!remark.do) return entry;
        const button = element("button", "", remark.button);
        button.type = "button";
        const deed = remark.do;
        button.dataset.do = deed;
        button.addEventListener("click", () => this.act({ do: deed }));
        entry.append(button);
        return entry;
      }),
    );
  }

  showTime() {
    if (this.player.on) return;
    super.showTime();
    this.time.button("stop", this.data.texts.stop);
    this.player.buttons();
  }

  /** @returns {Control[]} */
  controls() {
    return [
      ["play", "", () => this.player.toggle()],
      ["stop", "M4 4h8v8H4z", () => this.player.stop()],
    ];
  }

  halt() {
    return this.player.halt();
  }

  // ---- the drawing

  draw() {
    if (this.player.glides) {
      if (this.player.year) this.counts(this.player.year);
      this.layers.bands.replaceChildren(...bandNames(this.data));
      this.redraw();
    } else this.drawAll();
    this.place();
    this.player.shown();
  }

  drawAll() {
    const { data, layers } = this;
    layers.ground.replaceChildren(...groundShapes(data, null));
    layers.bands.replaceChildren(...bandNames(data));
    this.clear();
    this.redraw();
    this.root.dataset.window = data.window ? data.window.of : "";
  }

  // Nothing but the years is seen while they pass into one another.
  clear() {
    for (const name of ["lines", "marks", "window"]) this.layers[name].replaceChildren();
    this.layers.home.replaceChildren(...homeShapes(this.data));
    this.player.drawing.clear();
    this.drawn.clear();
    this.lined = [null, ""];
  }

  place() {
    super.place();
    this.all.setAttribute("transform", this.view.transform);
    Object.assign(this.root.dataset, {
      zoom: this.view.eye.zoom.toFixed(3),
      centre: `${this.view.eye.x.toFixed(1)},${this.view.eye.y.toFixed(1)}`,
    });
  }

  // Draws anew what looks otherwise than before.
  redraw() {
    if (!this.data) return;
    if (this.player.glides) {
      this.player.draw();
      return;
    }
    const { data, layers } = this,
      /** @type {SVGElement[]} */
      lines = [];
    for (const mark of data.marks) {
      if (mark.line) lines.push(this.line(mark));
      const look = this.look(mark),
        key = JSON.stringify(look),
        before = this.drawn.get(mark.id);
      if (before && before.key === key) continue;
      const node = markShape(mark, look);
      this.drawn.set(mark.id, { node, key });
      if (before) before.node.replaceWith(node);
      else layers.marks.append(node);
    }
    const tone = JSON.stringify([this.chosen, data.focus]);
    if (this.lined[0] !== data || this.lined[1] !== tone) {
      layers.lines.replaceChildren(...lines);
      this.lined = [data, tone];
    }
    this.redrawWindow();
  }

  /** @param {CircleMarkData} mark */
  look(mark) {
    const { id } = mark,
      hover = id === this.hover,
      cursor = id === this.cursor;
    return { chosen: id === this.chosen, hover, cursor, aside: this.isAside(mark) && !hover && !cursor };
  }

  // That of the chosen one stands out; with the focus on, the others step back.
  /** @param {CircleMarkData} mark */
  line(mark) {
    const from = (mark.anchor && this.marks.get(mark.anchor)) || { x: 0, y: 0 },
      usual = Number(lineLook(mark.form, mark.state, mark.line)["stroke-opacity"]);
    return lineShape(from, mark, mark.id === this.chosen ? 0.85 : this.isAside(mark) ? 0.07 : usual);
  }

  redrawWindow() {
    const { window } = this.data,
      isLit = (/** @type {string} */ id) => id === this.cursor || id === this.hover;
    this.layers.window.replaceChildren(
      ...(window ? windowShapes(window, this.marks.get(window.of), isLit) : []),
    );
  }

  // Whether a mark steps back since only the chosen one and what it is linked with stand out.
  /** @param {{ id: string, anchor?: string, near?: string }} mark */
  isAside(mark) {
    if (!this.data.focus || !this.chosen) return false;
    const chosen = this.marks.get(this.chosen),
      linked = mark.anchor === this.chosen || mark.near === this.chosen;
    return mark.id !== this.chosen && !linked && chosen?.anchor !== mark.id && chosen?.near !== mark.id;
  }

  /** @param {(drawing: SVGSVGElement) => void} use */
  withPicture(use) {
    const drawing = picture(this);
    use(drawing);
    drawing.parentElement?.remove();
  }

  // ---- what is where

  /** @param {Event} event @returns {Thing | null} */
  at(event) {
    const inside = elementAt(event, "window");
    if (inside) return this.within(elementAt(event, "reach"));
    const id = elementAt(event)?.dataset.id;
    if (!id) return null;
    return (this.player.glides ? this.player.spot(id) : this.marks.get(id)) ?? null;
  }

  // What is at a place of the window: one of its marks, the partner in its middle, the cross in its corner, or nothing.
  /** @param {SVGElement | null} reach @returns {Thing | null} */
  within(reach) {
    const { window } = this.data,
      name = reach?.dataset.window;
    if (!window || !name) return null;
    const place = { name: "", form: "", x: window.x, y: window.y, within: true };
    if (name === "cross") return { ...place, id: "", cross: true };
    if (name === "home") return { ...place, id: window.of, home: true };
    const found = window.marks.find((mark) => mark.id === name);
    return found ? { ...found, within: true } : null;
  }

  // A click: on a mark it opens its card, on a group its members.
  /** @param {Thing} mark */
  pick(mark) {
    if (mark.form === "group") this.act({ do: "open", id: mark.id.slice("group:".length) });
    else if (mark.cross) this.act({ do: "expand", id: this.data.window?.of });
    else if (!mark.within || mark.choose) this.choose(mark.id);
  }

  /** @param {Thing | null} mark */
  pickTwice(mark) {
    if (!mark) return;
    const expands = mark.within ? mark.home : mark.form === "circle" && !this.player.on;
    if (expands) this.act({ do: "expand", id: mark.id });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { window, marks, card, deeds } = this.data,
      ours = !event.altKey && !event.ctrlKey && !event.metaKey,
      deed = ours && deeds.find((entry) => entry.key === event.key.toLowerCase());
    const marked =
      marks.find((mark) => mark.id === (this.cursor || this.chosen)) ||
      (this.chosen && { id: this.chosen, form: (card && card.head.form) || "" });
    if (deed && marked && marked.form !== "group" && (!deed.partners_only || marked.form === "circle"))
      this.act({ do: deed.name, id: marked.id });
    else if (ours && event.key === "Escape" && window) {
      this.tell(null);
      this.act({ do: "expand", id: window.of });
    } else {
      super.key(event);
      return;
    }
    event.preventDefault();
  }

  // The marks around the middle, or those of the window while it is open.
  /** @returns {Thing[]} */
  stops() {
    const { window } = this.data;
    if (this.player.on) return [];
    return window ? window.marks.map((mark) => ({ ...mark, within: true })) : this.order();
  }

  // The marks in the order in which the arrow keys go from one to the next.
  order() {
    return [...this.data.marks].sort((a, b) => Math.atan2(a.x, -a.y) - Math.atan2(b.x, -b.y));
  }

  // The page scrolls as usual; with Ctrl the wheel zooms.
  /** @param {WheelEvent} event */
  wheel(event) {
    if (!wheelZooms(event)) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, this.pointOf(event));
  }

  // ---- for tests: what is on the screen

  around() {
    const { window } = this.data;
    if (!window) return null;
    const corner = this.canvas.getBoundingClientRect(),
      place = (/** @type {number} */ x, /** @type {number} */ y) => {
        const found = this.view.toPlane({ x, y });
        return { x: corner.left + found.x, y: corner.top + found.y };
      };
    return {
      of: window.of,
      counts: window.counts,
      cross: place(window.box[2] - 16, window.box[1] + 15),
      marks: window.marks.map((mark) => ({ ...mark, ...place(mark.x, mark.y) })),
    };
  }

  /** @returns {import("../types/stage.js").SeenMark[]} */
  positions() {
    const { data, player } = this;
    const parts = player.glides
      ? player.seen()
      : data.marks.flatMap((of) => {
          const node = this.drawn.get(of.id)?.node;
          return node ? [{ mark: node, name: node, of }] : [];
        });
    return parts.map(({ mark, name: named, of: { id, name, form, state } }) => {
      const { e: x, f: y } = /** @type {DOMMatrix} */ (mark.getScreenCTM()),
        text = named.querySelector(".name"),
        box = text && text.getBoundingClientRect();
      // The box of a text is higher than its letters by so much above and below.
      const spare = box ? 0.1 * box.height : 0,
        label = box && [box.left, box.top + spare, box.right, box.bottom - spare];
      return { id, name, form, state, x, y, label };
    });
  }
}

/** @param {import("../types/page.js").Component<CircleData>} component */
export default (component) => shown(component, Circle);
