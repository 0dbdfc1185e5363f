// The canvas: marks, lines and names as SVG at places that Python has worked out; a person picks, moves, expands. What is picked shows at once, Python follows.
// Everything that is written comes ready in `data` and is only ever set as text.

import { element, part } from "../shared/dom.js";
import { savePng, saveSvg } from "../shared/saving.js";
import { lassoShape, lineShapes, nodeShape } from "./drawing.js";
import { fitted, isInside, joined, named, nextOne, onScreen, shortened, zoomed } from "./geometry.js";
import { FONT, iconOf } from "./marks.js";
import { Panel } from "./panel.js";

/**
 * @import { CanvasNodeData, ExploreData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 * @import { Line, Name, View } from "./geometry.js"
 * @import { Point } from "./marks.js"
 * @typedef {{ do: string, ids?: string[], kind?: string, places?: Record<string, Point> }} Act
 */

/** @type {Record<string, Point>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
/** @type {WeakMap<HTMLElement, Canvas>} */
const instances = new WeakMap();
let sent = 0;

/** @param {Component<ExploreData>} component @returns {CleanUp} */
export default function (component) {
  const root = /** @type {HTMLElement | null} */ (component.parentElement.querySelector(".fc"));
  if (!root) return undefined;
  let canvas = instances.get(root);
  if (!canvas) {
    canvas = new Canvas(root, component.data);
    instances.set(root, canvas);
  }
  const here = canvas;
  // Each act has a number, so that one that is sent on twice is done once.
  here.send = (act) => {
    if (act.do !== "pick" && act.do !== "move") here.waiting = null;
    component.setTriggerValue("act", { ...act, at: `${Date.now()}-${++sent}` });
  };
  here.show(component.data);
  return () => {
    if (!root.isConnected) here.observer.disconnect();
  };
}

class Canvas {
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
    /** @type {View | null} */
    this.view = null;
    this.touched = false;
    this.lasso = false;
    /** @type {{ id: string, time: number } | null} */
    this.last = null;
    /** @type {Point[] | null} */
    this.ring = null;
    /** @type {{ ids: string, time: number } | null} */
    this.waiting = null;
    /** @type {(act: Act) => void} */
    this.send = () => {};
    this.panel = new Panel(this);
    this.measure = /** @type {CanvasRenderingContext2D} */ (
      document.createElement("canvas").getContext("2d")
    );
    this.observer = new ResizeObserver(() => {
      if (this.shown !== null) this.resized();
    });
    this.observer.observe(this.part(".plane"));
    this.tools();
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointermove", (event) => this.tell(event.buttons ? null : this.over(event)));
    this.svg.addEventListener("pointerleave", () => this.tell(null));
    this.svg.addEventListener("blur", () => {
      this.cursor = null;
      this.draw();
    });
    globalThis.__friendcircle = {
      positions: () => this.positions(),
      ready: () => this.root.dataset.ready === "true",
    };
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
    this.part(".legend").replaceChildren(
      ...legend.map((entry) => {
        const row = element("li");
        row.append(
          iconOf(entry.form, entry.colour),
          element("span", "", entry.text),
          element("span", "n", entry.count),
        );
        return row;
      }),
    );
    this.part(".zoom").setAttribute("aria-label", texts.zoom);
    [texts.zoom_in, texts.zoom_out, texts.zoom_all, texts.lasso, texts.png, texts.svg].forEach(
      (text, index) => {
        const button = /** @type {HTMLElement} */ (this.part(".zoom").children[index]);
        button.setAttribute("aria-label", text);
        button.title = text;
      },
    );
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

  fit() {
    this.touched = false;
    // The legend at the left has a strip of its own.
    this.view = fitted([...this.nodes.values()], this.size, this.part(".legend").offsetWidth);
  }

  // A view that nobody has moved shows all of it at any size.
  resized() {
    if (!this.touched) this.fit();
    this.draw();
  }

  // Where a node is, in pixels.
  /** @param {{ x: number, y: number }} node */
  at(node) {
    return onScreen(node, this.view ?? { x: 0, y: 0, scale: 1 }, this.size);
  }

  draw() {
    if (!this.view) this.fit();
    /** @type {SVGElement[]} */
    const parts = [];
    if (this.view) {
      /** @type {Set<string>} */
      const near = new Set();
      for (const edge of this.data.edges)
        if (this.picked.has(edge.start) || this.picked.has(edge.end)) near.add(edge.start).add(edge.end);
      for (const line of joined(this.data.edges)) parts.push(...this.line(line));
      const nodes = [...this.nodes.values()];
      const names = this.names(nodes, near);
      for (const node of nodes)
        parts.push(
          this.mark(
            node,
            names.get(node.id),
            this.picked.size > 0 && !this.picked.has(node.id) && !near.has(node.id),
          ),
        );
      if (this.ring) parts.push(lassoShape(this.ring));
    }
    this.svg.replaceChildren(...parts);
  }

  /** @param {Line} line */
  line({ start: from, end: to, texts, both }) {
    const start = this.nodes.get(from),
      end = this.nodes.get(to),
      ends = [from, to].filter((id) => this.picked.has(id)).length;
    if (!start || !end) return [];
    const lit = this.picked.size > 1 ? ends === 2 : ends > 0,
      text = this.picked.size === 1 && lit ? shortened(texts.join("; "), 34) : "";
    return lineShapes(this.at(start), this.at(end), { size: end.size, lit, both, text });
  }

  /** @param {CanvasNodeData[]} nodes @param {Set<string>} near what is joined with what is picked */
  names(nodes, near) {
    const legend = this.part(".legend"),
      { width, height } = this.size;
    this.measure.font = `12px ${FONT}`;
    return named(nodes, {
      at: (node) => this.at(node),
      rank: ({ id }) => (this.picked.has(id) || id === this.cursor ? 0 : near.has(id) ? 1 : 2),
      width: (text) => this.measure.measureText(text).width,
      across: width,
      legend: [0, legend.offsetTop, legend.offsetWidth, height],
    });
  }

  /** @param {CanvasNodeData} node @param {Name | undefined} name @param {boolean} faint */
  mark(node, name, faint) {
    const picked = this.picked.has(node.id),
      cursor = this.cursor === node.id;
    return nodeShape(node, this.at(node), name, { picked, cursor, faint });
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

  // The id of the node at a place.
  /** @param {MouseEvent} event */
  over(event) {
    const group = event.target instanceof Element ? event.target.closest(".node") : null;
    return group?.getAttribute("data-id") ?? null;
  }

  // ---- the pointer

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button) return;
    const corner = this.svg.getBoundingClientRect(),
      id = this.over(event),
      more = event.ctrlKey || event.metaKey || event.shiftKey;
    this.panel.listing = false;
    const start = { x: event.clientX, y: event.clientY, view: this.view && { ...this.view } };
    const lasso = !id && (this.lasso || event.shiftKey);
    const moving = id ? (this.picked.has(id) ? [...this.picked] : [id]) : [];
    const from = moving.flatMap((key) => {
      const node = this.nodes.get(key);
      return node ? [{ node, x: node.x, y: node.y }] : [];
    });
    let far = false;
    this.svg.setPointerCapture(event.pointerId);
    this.svg.classList.remove("keyed");
    this.svg.focus({ preventScroll: true });
    /** @param {PointerEvent} now */
    const move = (now) => {
      const dx = now.clientX - start.x,
        dy = now.clientY - start.y;
      if (!far && Math.hypot(dx, dy) < 4) return;
      far = true;
      if (!this.view) return;
      if (lasso) {
        this.ring = this.ring || [[start.x - corner.left, start.y - corner.top]];
        this.ring.push([now.clientX - corner.left, now.clientY - corner.top]);
      } else if (id) {
        for (const { node, x, y } of from)
          Object.assign(node, { x: x + dx / this.view.scale, y: y + dy / this.view.scale });
      } else if (start.view) {
        this.touched = true;
        Object.assign(this.view, {
          x: start.view.x - dx / this.view.scale,
          y: start.view.y - dy / this.view.scale,
        });
      }
      this.draw();
    };
    const up = () => {
      this.svg.removeEventListener("pointermove", move);
      this.svg.removeEventListener("pointerup", up);
      this.svg.removeEventListener("pointercancel", up);
      if (this.ring) {
        const ring = this.ring,
          nodes = [...this.nodes.values()].filter((node) => isInside(this.at(node), ring)),
          inside = nodes.map((node) => node.id);
        this.ring = null;
        this.pick(more && !this.lasso ? [...new Set([...this.picked, ...inside])] : inside);
      } else if (far && id) {
        this.send({
          do: "move",
          places: Object.fromEntries(from.map(({ node }) => [node.id, [node.x, node.y]])),
        });
      } else if (!far && id && this.last && this.last.id === id && performance.now() - this.last.time < 450) {
        this.last = null;
        this.send({ do: "expand", ids: [id] });
      } else if (!far && id) {
        // The capture of the pointer takes the browser's own double click away from the mark.
        this.last = { id, time: performance.now() };
        this.pick(
          more
            ? this.picked.has(id)
              ? [...this.picked].filter((key) => key !== id)
              : [...this.picked, id]
            : [id],
        );
      } else if (!far && this.picked.size) this.pick([]);
    };
    this.svg.addEventListener("pointermove", move);
    this.svg.addEventListener("pointerup", up);
    this.svg.addEventListener("pointercancel", up);
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
    const tip = this.part(".tip"),
      node = id ? this.nodes.get(id) : undefined;
    tip.hidden = !node;
    this.svg.style.cursor = node ? "pointer" : this.lasso ? "crosshair" : "";
    if (!node) return;
    tip.replaceChildren(
      element("b", "", node.name),
      ...[node.label, node.when].filter(Boolean).map((text) => element("span", "", text)),
    );
    const [x, y] = this.at(node),
      plane = this.part(".plane");
    tip.style.left = `${Math.max(0, x + 18 + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : x + 18)}px`;
    tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
  }

  // The page scrolls as usual; with Ctrl the wheel zooms.
  /** @param {WheelEvent} event */
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const corner = this.svg.getBoundingClientRect();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - corner.left, event.clientY - corner.top);
  }

  // By a factor, around a pixel or the middle; 0 shows all of it.
  /** @param {number} factor @param {number} [x] @param {number} [y] */
  zoom(factor, x, y) {
    const { width, height } = this.size;
    if (!factor || !this.view) this.fit();
    else {
      this.touched = true;
      this.view = zoomed(this.view, factor, [x ?? width / 2, y ?? height / 2 - 10], { width, height });
    }
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    this.svg.classList.add("keyed");
    const control = event.ctrlKey || event.metaKey,
      nodes = [...this.nodes.values()].sort((a, b) => a.y - b.y || a.x - b.x);
    const way = WAYS[event.key];
    if (way && nodes.length) {
      const from = this.nodes.get(this.cursor || [...this.picked][0]),
        to = from ? nextOne(nodes, from, way) : nodes[0];
      this.cursor = to.id;
      this.part(".spoken").textContent = [to.name, to.label, to.when].filter(Boolean).join(", ");
      this.draw();
      this.tell(to.id);
    } else if (event.key === "Enter" && this.cursor) this.pick([this.cursor]);
    else if (event.key === " " && this.cursor)
      this.pick(
        this.picked.has(this.cursor)
          ? [...this.picked].filter((id) => id !== this.cursor)
          : [...this.picked, this.cursor],
      );
    else if ((event.key === "Delete" || event.key === "Backspace") && this.picked.size)
      this.send({ do: "remove", ids: [...this.picked] });
    else if (control && event.key.toLowerCase() === "z") this.send({ do: event.shiftKey ? "redo" : "undo" });
    else if (control && event.key.toLowerCase() === "y") this.send({ do: "redo" });
    else if (control && event.key.toLowerCase() === "a") this.pick(nodes.map((node) => node.id));
    else if (event.key === "Escape") {
      this.tell(null);
      this.pick([]);
    } else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.zoom(0);
    else return;
    event.preventDefault();
  }

  tools() {
    /** @type {[string, () => void][]} */
    const does = [
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
    ];
    for (const [sign, run] of does) {
      const button = element("button", sign.length > 1 ? "word" : "", sign);
      button.type = "button";
      button.addEventListener("click", run);
      this.part(".zoom").append(button);
    }
    this.part(".zoom").children[3].setAttribute("aria-pressed", "false");
  }
}
