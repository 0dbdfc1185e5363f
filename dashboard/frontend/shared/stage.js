// What every drawing of marks has in common: the circle and the map extend it with how they draw. It keeps what is
// chosen, pointed at and reached by the keyboard, moves and zooms, tells hints, saves pictures, and shows legend,
// list, time line and card. Everything that is written comes ready in `data` and is only ever set as text.

import { drawn, keepInWindow, numbered } from "./component.js";
import { element, part } from "./dom.js";
import { makeButtons, nameButtons, showLegend, showTip } from "./frame.js";
import { dragView, followPointer, zoomOfKey } from "./gestures.js";
import { icon } from "./marks.js";
import { FONT } from "./names.js";
import { savePng, saveSvg } from "./saving.js";
import { Card } from "./stage_card.js";
import { MarkList } from "./stage_list.js";
import { TimeLine } from "./stage_time.js";

/**
 * @import { CleanUp, Component, Send } from "../types/page.js"
 * @import { LegendEntryData } from "../types/payloads.js"
 * @import { SeenMark, StageAct, StageData, StageMark } from "../types/stage.js"
 * @import { Control } from "./stage_time.js"
 * @import { Viewport, Point } from "./viewport.js"
 * @typedef {{ move(dx: number, dy: number, event: PointerEvent): void, end?(): void }} Drag
 */

/** @type {Record<string, 1 | -1 | undefined>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * What the script of a component does with each answer of the page.
 *
 * @template {StageData} Data
 * @param {Component<Data>} component
 * @param {new (root: HTMLElement) => Stage<Data, any>} Kind what is drawn
 * @returns {CleanUp}
 */
export function shown(component, Kind) {
  return drawn(
    component,
    (root) => new Kind(root),
    (stage) => {
      keepInWindow(stage.root);
      stage.send = component.setTriggerValue;
      stage.act = (act) => component.setTriggerValue("act", numbered(act));
    },
  );
}

/**
 * A kind of drawing has `draw(ready)`, `place()` after the view changed, `redraw()` after another mark is chosen or
 * pointed at, `at(event)`, `positions()` and `order()`.
 *
 * @template {StageData} Data
 * @template {StageMark} Mark
 */
export class Stage {
  /**
   * @param {HTMLElement} root
   * @param {Viewport} view
   */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    /** @type {(name: string) => HTMLElement} */
    this.part = (name) => part(root, name);
    this.canvas = this.part(".canvas");
    this.svg = /** @type {SVGSVGElement} */ (root.querySelector(".drawing"));
    // There are none before the first answer, and nothing is drawn until then.
    this.data = /** @type {Data} */ (/** @type {unknown} */ (null));
    /** @type {Map<string, Data["marks"][number]>} */
    this.marks = new Map();
    /** @type {string | null} */
    this.chosen = null;
    /** @type {string | null} */
    this.waiting = null;
    /** @type {string | null} */
    this.hover = null;
    /** @type {string | null} */
    this.cursor = null;
    /** @type {Send} */
    this.send = () => {};
    /** @type {(act: StageAct) => void} */
    this.act = () => {};
    this.card = this.makeCard();
    this.list = new MarkList(this);
    this.time = new TimeLine(this, this.controls());
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.part(".plane"));
    this.listen();
    this.makeZoom();
    globalThis.__friendcircle = {
      positions: () => this.positions(),
      ready: () => this.root.dataset.ready === "true",
      card: () => (this.data.card ? this.data.card.id : null),
    };
  }

  makeCard() {
    return new Card(this);
  }

  listen() {
    const { canvas } = this;
    followPointer(canvas, {
      at: (event) => this.at(event),
      hover: (event) => this.point(event),
      drag: (mark, event) => this.drag(mark, event),
      click: (mark) => mark && this.pick(mark),
      clickTwice: (mark, event) => this.pickTwice(mark, event),
      keyOf: (mark) => (mark ? mark.id : null),
    });
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("blur", () => {
      this.cursor = null;
      this.redraw();
    });
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.part(".card").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.choose(null);
    });
  }

  close() {
    this.observer.disconnect();
  }

  /** @param {Data} data */
  async show(data) {
    const reframed = this.data === null || JSON.stringify(this.data.frame) !== JSON.stringify(data.frame);
    this.data = data;
    this.marks = new Map(data.marks.map((mark) => [mark.id, mark]));
    if (this.waiting === null || this.waiting === (data.chosen || "")) {
      this.chosen = data.chosen;
      this.waiting = null;
    }
    if (this.time.stepped === data.time.year) this.time.stepped = null;
    this.begin();
    this.texts();
    this.showTime();
    this.card.show();
    this.showView();
    const ready = await this.loaded();
    if (this.data !== data || !this.root.isConnected) return;
    this.measure();
    if (reframed) this.view.fit();
    this.draw(ready);
    Object.assign(this.root.dataset, {
      marks: String(data.marks.length),
      chosen: this.chosen || "",
      lang: data.lang,
      frame: `${data.frame.width}x${data.frame.height}`,
      ready: "true",
    });
  }

  // ---- what a kind of drawing may say in its own way

  // Before anything of new data is shown.
  begin() {}

  // What is needed before it is drawn.
  /** @returns {Promise<string>} */
  async loaded() {
    return "";
  }

  /** @param {string} _ready what `loaded` gave */
  draw(_ready) {}

  place() {
    this.view.settle();
    this.svg.style.transform = "";
  }

  redraw() {}

  /** @param {Event} _event @returns {Mark | null} */
  at(_event) {
    return null;
  }

  /** @returns {SeenMark[]} */
  positions() {
    return [];
  }

  /** @returns {Mark[]} */
  order() {
    return [];
  }

  // Buttons of the time line before those that go by a year.
  /** @returns {Control[]} */
  controls() {
    return [];
  }

  showTime() {
    this.time.show();
  }

  // Whatever moves stays where it is; gives the year.
  halt() {
    return this.data ? this.data.time.year : 0;
  }

  /** @param {LegendEntryData} entry */
  icon({ form, state, line }) {
    return icon(form || "circle", state, line);
  }

  // Whether a mark steps back for others.
  /** @param {{ id: string }} _mark */
  isAside(_mark) {
    return false;
  }

  // A click, or Enter, on a mark.
  /** @param {Mark} mark */
  pick(mark) {
    this.choose(mark.id);
  }

  /** @param {Mark | null} _mark @param {PointerEvent} _event */
  pickTwice(_mark, _event) {}

  /** @param {Mark | null} _mark @param {PointerEvent} _event @returns {Drag} */
  drag(_mark, _event) {
    const { move, end } = dragView(this.svg, this.view, () => this.place());
    return {
      move: (dx, dy) => {
        this.tell(null);
        move(dx, dy);
      },
      end,
    };
  }

  // A drawing that stands alone, for a saved picture.
  /** @param {(drawing: SVGSVGElement) => void} use */
  withPicture(use) {
    use(this.svg);
  }

  // ---- texts around the drawing

  texts() {
    const { texts, legend } = this.data;
    this.part(".caption").replaceChildren(
      element("span", "", this.data.view === "list" ? "" : texts.read),
      element("span", "shown", texts.shown),
    );
    this.part(".stamp").textContent = texts.stamp;
    this.canvas.setAttribute("aria-label", texts.canvas);
    for (const name of /** @type {const} */ (["states", "shapes"]))
      showLegend(this.part(`.legend.${name}`), legend[name], (entry) => this.icon(entry));
    const { zoom_in, zoom_out, zoom_all, png, svg } = texts;
    nameButtons(this.part(".zoom"), texts.zoom, [zoom_in, zoom_out, zoom_all, png, svg]);
  }

  showView() {
    const list = this.data.view === "list";
    this.part(".list").hidden = !list;
    for (const name of [".canvas", ".legend.states", ".legend.shapes", ".stamp", ".zoom"])
      this.part(name).style.visibility = list ? "hidden" : "";
    if (list) this.list.show();
  }

  // ---- what is seen of the drawing

  resize() {
    if (!this.data) return;
    this.measure();
    this.place();
  }

  measure() {
    const { clientWidth: width, clientHeight: height } = this.part(".plane"),
      { frame } = this.data;
    if (!width || !height) return;
    this.view.measure(width, height, Math.min(width / frame.width, height / frame.height));
    this.part(".plane").style.setProperty("--scale", String(Math.max(this.view.base, 0.8)));
    // One unit is one pixel; on paper the drawing takes the width that it gets there.
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  // By a factor, around a point of the drawing or what is in the middle; 0 shows all of it.
  /** @param {number} factor @param {Point} [around] */
  zoom(factor, around) {
    if (!this.view.ready) return;
    this.tell(null);
    if (factor) this.view.zoomBy(factor, around);
    else this.view.fit();
    this.place();
  }

  /** @param {WheelEvent} _event */
  wheel(_event) {}

  // Which point of the drawing is at the pointer.
  /** @param {MouseEvent} event */
  pointOf(event) {
    const corner = this.canvas.getBoundingClientRect();
    return this.view.toDrawing({ x: event.clientX - corner.left, y: event.clientY - corner.top });
  }

  // Where a mark is in the plane.
  /** @param {Mark} mark */
  onPlane(mark) {
    return this.view.toPlane(mark);
  }

  // ---- pointer and keyboard

  /** @param {PointerEvent | null} event */
  point(event) {
    const found = event ? this.at(event) : null,
      id = (found && found.id) || null;
    if (id !== this.hover) {
      this.hover = id;
      this.redraw();
    }
    this.tell(found);
  }

  /** @param {Mark | null} mark */
  tell(mark) {
    // What the card says already needs no hint.
    const said =
      mark && mark.name && mark.id !== this.chosen
        ? { title: mark.name, lines: this.said(mark), place: this.onPlane(mark) }
        : null;
    showTip(this.part(".tip"), this.part(".plane"), said);
  }

  /** @param {Mark} mark */
  said(mark) {
    const told = [
      mark.country,
      mark.what,
      mark.strength,
      mark.activity,
      mark.pinned ? this.data.texts.pinned : "",
    ];
    return told.flatMap((text) => text || []);
  }

  // What the arrow keys go through.
  stops() {
    return this.order();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const order = this.stops(),
      step = STEPS[event.key],
      zoom = zoomOfKey(event);
    if (step && order.length) {
      const from = order.findIndex((mark) => mark.id === (this.cursor || this.chosen)),
        next = from < 0 ? (step > 0 ? 0 : order.length - 1) : (from + step + order.length) % order.length;
      const mark = order[next];
      this.cursor = mark.id;
      this.part(".spoken").textContent = [mark.name, ...this.said(mark)].join(", ");
      this.tell(mark);
      this.redraw();
    } else if ((event.key === "Enter" || event.key === " ") && this.cursor)
      this.enter(order.find((mark) => mark.id === this.cursor));
    else if (event.key === "Escape") {
      this.tell(null);
      this.choose(null);
    } else if (zoom !== undefined) this.zoom(zoom);
    else return;
    event.preventDefault();
  }

  // Enter on a mark that is drawn no more chooses it all the same.
  /** @param {Mark | undefined} mark */
  enter(mark) {
    if (mark) this.pick(mark);
    else this.choose(this.cursor);
  }

  /** @param {string | null} id */
  choose(id) {
    if ((id || null) === (this.chosen || null)) return;
    this.chosen = id;
    this.waiting = id || "";
    this.root.dataset.chosen = id || "";
    this.card.show();
    this.tell(null);
    if (this.data.view === "list") this.list.show();
    this.redraw();
    this.send("pick", id || "");
  }

  makeZoom() {
    /** @param {typeof savePng} as */
    const save = (as) => () =>
      this.withPicture((drawing) => as(drawing, this.data.texts.stamp, FONT, this.data.file));
    makeButtons(this.part(".zoom"), [
      ["+", () => this.zoom(1.25)],
      ["−", () => this.zoom(0.8)],
      ["⤢", () => this.zoom(0)],
      ["PNG", save(savePng)],
      ["SVG", save(saveSvg)],
    ]);
  }
}
