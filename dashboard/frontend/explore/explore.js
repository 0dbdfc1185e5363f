// The canvas: marks, lines and names as SVG at places that Python has worked out; a person picks, moves, expands. What is picked shows at once, Python follows.
// Everything that is written comes ready in `data` and is only ever set as text.

import { drawn, numbered } from "../shared/component.js";
import { element, part } from "../shared/dom.js";
import { makeButtons, nameButtons, showLegend, showTip } from "../shared/frame.js";
import { dragView, elementAt, followPointer, wheelZooms, zoomOfKey } from "../shared/gestures.js";
import { FONT, widthOf } from "../shared/names.js";
import { savePng, saveSvg } from "../shared/saving.js";
import { Viewport } from "../shared/viewport.js";
import { dragLasso, dragNodes } from "./dragging.js";
import { fitted, joined, named, nextOne } from "./geometry.js";
import { iconOf } from "./marks.js";
import { Panel } from "./panel.js";
import { lineShapes, nodeShape, ringShape } from "./scene.js";

/**
 * @import { CanvasNodeData, ExploreData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 * @import { Drag } from "../shared/stage.js"
 * @import { Line } from "./geometry.js"
 * @import { Point } from "./marks.js"
 * @typedef {{ do: string, ids?: string[], kind?: string, places?: Record<string, Point> }} Act
 */

/** @type {Record<string, Point>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
/** Pixels of one unit of the drawing, at the least and at the most. */
const LEAST = 0.1,
  MOST = 6;

/** @param {Component<ExploreData>} component @returns {CleanUp} */
export default function (component) {
  return drawn(
    component,
    (root) => new Canvas(root, component.data),
    (canvas) => {
      canvas.send = (act) => {
        if (act.do !== "pick" && act.do !== "move") canvas.waiting = null;
        component.setTriggerValue("act", numbered(act));
      };
    },
  );
}

export class Canvas {
  /** @param {HTMLElement} root @param {ExploreData} data */
  constructor(root, data) {
    this.root = root;
    /** @type {(name: string) => HTMLElement} */
    this.part = (name) => part(root, name);
    this.svg = /** @type {SVGSVGElement} */ (root.querySelector(".graph"));
    this.data = data;
    /** @type {Map<string, CanvasNodeData>} */
    this.nodes = new Map();
    /** @type {string | null} what was drawn last: its nodes, and the view */
    this.shown = null;
    /** @type {Set<string>} */
    this.picked = new Set();
    /** @type {string | null} */
    this.cursor = null;
    this.view = new Viewport((eye) => ({ ...eye, zoom: Math.min(MOST, Math.max(LEAST, eye.zoom)) }));
    // A little above the middle, since the stamp stands below.
    this.view.aside = { x: 0, y: -10 };
    /** Whether there is something to see. */
    this.placed = false;
    this.touched = false;
    this.lasso = false;
    /** @type {Point[] | null} */
    this.ring = null;
    /** @type {{ ids: string, time: number } | null} */
    this.waiting = null;
    /** @type {(act: Act) => void} */
    this.send = () => {};
    this.panel = new Panel(this);
    this.observer = new ResizeObserver(() => {
      if (this.shown !== null) this.resized();
    });
    this.observer.observe(this.part(".plane"));
    this.tools();
    followPointer(/** @type {HTMLElement} */ (/** @type {unknown} */ (this.svg)), {
      at: (event) => this.over(event),
      hover: (event) => this.tell(event && this.over(event)),
      drag: (id, event) => this.press(id, event),
      click: (id, event) => this.click(id, event),
      clickTwice: (id) => id && this.send({ do: "expand", ids: [id] }),
      keyOf: (id) => id,
    });
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("blur", () => {
      this.cursor = null;
      this.draw();
    });
    globalThis.__friendcircle = {
      positions: () => this.positions(),
      ready: () => this.root.dataset.ready === "true",
    };
  }

  close() {
    this.observer.disconnect();
  }

  /** @param {ExploreData} data */
  show(data) {
    const before = this.shown;
    this.shown = `${data.fit} ${data.nodes.map((node) => node.id).join()}`;
    this.data = data;
    this.nodes = new Map(data.nodes.map((node) => [node.id, { ...node }]));
    // An answer to an earlier act does not undo what was picked since.
    if (
      this.waiting &&
      this.waiting.ids !== data.picked.join() &&
      performance.now() - this.waiting.time < 3000
    )
      this.picked = new Set([...this.picked].filter((id) => this.nodes.has(id)));
    else {
      this.picked = new Set(data.picked);
      this.waiting = null;
    }
    this.words();
    if (before !== this.shown) this.fit();
    this.draw();
    this.panel.draw();
    this.root.dataset.ready = "true";
    this.root.dataset.nodes = String(data.nodes.length);
    this.root.dataset.edges = String(data.edges.length);
    this.root.dataset.picked = [...this.picked].join();
    this.root.dataset.lang = data.lang;
  }

  words() {
    const { texts, legend } = this.data;
    this.part(".caption").replaceChildren(
      element("span", "", texts.read),
      element("span", "shown", texts.shown),
    );
    this.part(".stamp").textContent = texts.stamp;
    this.svg.setAttribute("aria-label", texts.canvas);
    showLegend(this.part(".legend"), legend, (entry) => iconOf(entry.form, entry.colour));
    const { zoom_in, zoom_out, zoom_all, lasso, png, svg } = texts;
    nameButtons(this.part(".zoom"), texts.zoom, [zoom_in, zoom_out, zoom_all, lasso, png, svg]);
    const note = this.part(".said");
    note.textContent = this.data.note.text;
    note.hidden = !this.data.note.text;
    note.classList.toggle("wrong", this.data.note.wrong);
    this.part(".empty").textContent = texts.empty;
    this.part(".empty").hidden = this.data.nodes.length > 0;
  }

  // ---- the drawing

  get size() {
    const { clientWidth: width, clientHeight: height } = this.part(".plane");
    return { width, height };
  }

  measure() {
    const { width, height } = this.size;
    if (!width || !height) return;
    this.view.measure(width, height, 1);
    // One unit is one pixel; on paper the drawing takes the width that it gets there.
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  fit() {
    this.touched = false;
    this.measure();
    // The legend at the left has a strip of its own.
    const eye = fitted([...this.nodes.values()], this.size, this.part(".legend").offsetWidth);
    this.placed = eye !== null;
    if (eye) this.view.look(eye);
  }

  // A view that nobody has moved shows all of it at any size.
  resized() {
    this.measure();
    if (!this.touched) this.fit();
    this.draw();
  }

  // Where a node is, in pixels.
  /** @param {{ x: number, y: number }} node @returns {Point} */
  at(node) {
    const { x, y } = this.view.toPlane(node);
    return [x, y];
  }

  draw() {
    if (!this.placed) this.fit();
    this.view.settle();
    this.svg.style.transform = "";
    this.svg.replaceChildren(...(this.placed ? this.shapes() : []));
  }

  shapes() {
    const { picked, cursor } = this,
      nodes = [...this.nodes.values()];
    /** @type {Set<string>} */
    const near = new Set();
    for (const edge of this.data.edges)
      if (picked.has(edge.start) || picked.has(edge.end)) near.add(edge.start).add(edge.end);
    const names = this.names(nodes, near),
      parts = joined(this.data.edges).flatMap((line) => this.line(line));
    for (const node of nodes) {
      const { id } = node,
        look = {
          picked: picked.has(id),
          cursor: id === cursor,
          faint: picked.size > 0 && !picked.has(id) && !near.has(id),
        };
      parts.push(nodeShape(node, this.at(node), names.get(id), look));
    }
    if (this.ring) parts.push(ringShape(this.ring));
    return parts;
  }

  /** @param {Line} line @returns {SVGElement[]} */
  line({ start: from, end: to, texts, both }) {
    const { picked } = this,
      start = this.nodes.get(from),
      end = this.nodes.get(to);
    if (!start || !end) return [];
    const ends = [from, to].filter((id) => picked.has(id)).length,
      lit = picked.size > 1 ? ends === 2 : ends > 0;
    return lineShapes(this.at(start), this.at(end), {
      lit,
      arrow: !both,
      size: end.size,
      text: lit && picked.size === 1 ? texts.join("; ") : "",
    });
  }

  /** @param {CanvasNodeData[]} nodes @param {Set<string>} near what is joined with what is picked */
  names(nodes, near) {
    const legend = this.part(".legend"),
      { width, height } = this.size;
    return named(nodes, {
      at: (node) => this.at(node),
      rank: ({ id }) => (this.picked.has(id) || id === this.cursor ? 0 : near.has(id) ? 1 : 2),
      width: (text) => widthOf(text, 12),
      across: width,
      legend: [0, legend.offsetTop, legend.offsetWidth, height],
    });
  }

  positions() {
    const corner = this.svg.getBoundingClientRect();
    return [...this.nodes.values()].map((node) => {
      const [x, y] = this.at(node);
      return {
        id: node.id,
        name: node.name,
        form: node.form,
        colour: node.colour,
        size: node.size,
        x: corner.left + x,
        y: corner.top + y,
      };
    });
  }

  // The id of the node at the pointer.
  /** @param {Event} event */
  over(event) {
    return elementAt(event, "node")?.dataset.id ?? null;
  }

  // ---- the pointer

  // A button is pressed: what is dragged then is a node, with the others that are picked, a lasso, or the view.
  /** @param {string | null} id @param {PointerEvent} event @returns {Drag} */
  press(id, event) {
    this.panel.listing = false;
    this.svg.classList.remove("keyed");
    if (id) return dragNodes(this, this.picked.has(id) ? [...this.picked] : [id]);
    if (this.lasso || event.shiftKey) return dragLasso(this, event, this.adds(event) && !this.lasso);
    const { move, end } = dragView(this.svg, this.view, () => this.draw());
    return {
      move: (dx, dy) => {
        this.touched = true;
        move(dx, dy);
      },
      end,
    };
  }

  // Whether a click adds to what is picked.
  /** @param {PointerEvent} event */
  adds(event) {
    return event.ctrlKey || event.metaKey || event.shiftKey;
  }

  /** @param {string | null} id @param {PointerEvent} event */
  click(id, event) {
    if (id && this.adds(event)) this.pick(this.toggled(id));
    else if (id) this.pick([id]);
    else if (this.picked.size) this.pick([]);
  }

  // What is picked with, or without, one more.
  /** @param {string} id */
  toggled(id) {
    return this.picked.has(id) ? [...this.picked].filter((key) => key !== id) : [...this.picked, id];
  }

  /** @param {string[]} ids */
  pick(ids) {
    this.picked = new Set(ids);
    this.waiting = { ids: ids.join(), time: performance.now() };
    this.draw();
    this.panel.draw();
    this.root.dataset.picked = ids.join();
    this.send({ do: "pick", ids });
  }

  /** @param {string | null} id */
  tell(id) {
    const node = id ? this.nodes.get(id) : undefined;
    this.svg.style.cursor = node ? "pointer" : this.lasso ? "crosshair" : "";
    const said = node && {
      title: node.name,
      lines: [node.label, node.when].filter(Boolean),
      place: this.view.toPlane(node),
    };
    showTip(this.part(".tip"), this.part(".plane"), said ?? null);
  }

  // The page scrolls as usual; with Ctrl the wheel zooms.
  /** @param {WheelEvent} event */
  wheel(event) {
    if (!wheelZooms(event)) return;
    event.preventDefault();
    const corner = this.svg.getBoundingClientRect(),
      place = { x: event.clientX - corner.left, y: event.clientY - corner.top };
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, this.view.toDrawing(place));
  }

  // By a factor, around a point of the drawing or the middle; 0 shows all of it.
  /** @param {number} factor @param {{ x: number, y: number }} [around] */
  zoom(factor, around) {
    if (!factor || !this.placed) this.fit();
    else {
      this.touched = true;
      this.view.zoomBy(factor, around);
    }
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    this.svg.classList.add("keyed");
    const control = event.ctrlKey || event.metaKey,
      nodes = [...this.nodes.values()].sort((a, b) => a.y - b.y || a.x - b.x);
    const way = WAYS[event.key],
      zoom = zoomOfKey(event);
    if (way && nodes.length) {
      const from = this.nodes.get(this.cursor || [...this.picked][0]),
        to = from ? nextOne(nodes, from, way) : nodes[0];
      this.cursor = to.id;
      this.part(".spoken").textContent = [to.name, to.label, to.when].filter(Boolean).join(", ");
      this.draw();
      this.tell(to.id);
    } else if (event.key === "Enter" && this.cursor) this.pick([this.cursor]);
    else if (event.key === " " && this.cursor) this.pick(this.toggled(this.cursor));
    else if ((event.key === "Delete" || event.key === "Backspace") && this.picked.size)
      this.send({ do: "remove", ids: [...this.picked] });
    else if (control && event.key.toLowerCase() === "z") this.send({ do: event.shiftKey ? "redo" : "undo" });
    else if (control && event.key.toLowerCase() === "y") this.send({ do: "redo" });
    else if (control && event.key.toLowerCase() === "a") this.pick(nodes.map((node) => node.id));
    else if (event.key === "Escape") {
      this.tell(null);
      this.pick([]);
    } else if (zoom !== undefined) this.zoom(zoom);
    else return;
    event.preventDefault();
  }

  tools() {
    makeButtons(this.part(".zoom"), [
      ["+", () => this.zoom(1.25)],
      ["−", () => this.zoom(0.8)],
      ["⤢", () => this.zoom(0)],
      [
        "◌",
        () => {
          this.lasso = !this.lasso;
          this.part(".zoom").children[3].setAttribute("aria-pressed", String(this.lasso));
        },
      ],
      ["PNG", () => savePng(this.svg, this.data.texts.stamp, FONT, this.data.file)],
      ["SVG", () => saveSvg(this.svg, this.data.texts.stamp, FONT, this.data.file)],
    ]);
    this.part(".zoom").children[3].setAttribute("aria-pressed", "false");
  }
}
