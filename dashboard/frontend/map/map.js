// The map: the same marks, card, list and time as the circle, at their places on the earth. Python has worked out where everything stands and, for every step of
// zooming, which marks are drawn as one and which names find room. Everything that is written comes ready in `data` and is only ever set as text.

import { COLOUR, DASHES, FONT, INK, icon, polygon } from "../shared/circle_marks.js";
import { element, shape } from "../shared/dom.js";
import { Stage, shown } from "../shared/stage.js";

const LAND = "#E4E1D7",
  PORT = "#9aa0a8",
  ROUTE = "#007a5e",
  DISTRICT = "#5b616b",
  WORK = "#8f4d8a";
const LAYERS = {
  routes: { stroke: ROUTE, "stroke-width": 1.8, "stroke-dasharray": "9 3 2 3" },
  consulate: { stroke: DISTRICT, "stroke-width": 1.2, "stroke-dasharray": "2 3" },
};
const HEXAGON = [...Array(6).keys()].map((at) => [
  1.15 * Math.cos((at * Math.PI) / 3),
  1.15 * Math.sin((at * Math.PI) / 3),
]);
const points = (corners, size) =>
  corners.map(([x, y]) => `${(x * size).toFixed(2)},${(y * size).toFixed(2)}`).join(" ");

class WorldMap extends Stage {
  constructor(root) {
    super(root);
    this.svg = this.part(".world");
    this.eye = null;
    this.seen = new Map();
    this.canvas.addEventListener("pointerdown", (event) => this.press(event));
    this.canvas.addEventListener("dblclick", (event) => {
      if (!this.over(event)) this.zoom(1.6, this.pointOf(event));
    });
  }

  // The land comes in a component of its own, so that it crosses the wire once and not with every answer.
  loaded() {
    return new Promise((resolve) => {
      const look = () =>
        globalThis.__friendcircleLand ? resolve(globalThis.__friendcircleLand) : setTimeout(look, 20);
      look();
    });
  }

  async show(data) {
    this.asked = data.chosen && data.chosen !== this.chosen ? data.chosen : null;
    await super.show(data);
  }

  icon({ form, state, line }) {
    if (!LAYERS[line] && form !== "project") return icon(form || "circle", state, line);
    const svg = shape("svg", {
      width: line ? 26 : 16,
      height: 16,
      viewBox: line ? "0 0 26 16" : "0 0 16 16",
      "aria-hidden": "true",
    });
    if (line) svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, ...LAYERS[line] }));
    else
      svg.append(shape("polygon", { points: points(HEXAGON, 5.4), transform: "translate(8 8)", fill: WORK }));
    return svg;
  }

  withPicture(use) {
    use(this.svg);
  }

  // ---- the drawing

  draw(land) {
    const { data } = this;
    this.land = land;
    if (!this.eye) this.eye = { x: data.frame.x, y: data.frame.y, zoom: 1 };
    this.drawn = null;
    this.measure();
    if (this.asked) this.reveal(this.asked);
    this.asked = null;
    this.redraw();
    Object.assign(this.root.dataset, {
      marks: String(data.marks.length),
      chosen: this.chosen || "",
      lang: data.lang,
      ready: "true",
    });
  }

  resize() {
    if (!this.data) return;
    this.measure();
    if (this.land) this.redraw();
  }

  measure() {
    const { clientWidth: width, clientHeight: height } = this.part(".plane");
    if (width)
      this.plane = {
        width,
        height,
        scale: Math.min(width / this.data.frame.width, height / this.data.frame.height),
      };
    if (this.plane) this.part(".plane").style.setProperty("--scale", String(Math.max(this.plane.scale, 0.8)));
  }

  // The arrangement that holds at this zoom.
  step() {
    const { steps } = this.data;
    return steps.reduce((found, step, index) => (step.zoom <= this.eye.zoom + 1e-6 ? index : found), 0);
  }

  screen(x, y, away = [0, 0]) {
    const { width, height, scale } = this.plane,
      { zoom } = this.eye;
    return [
      width / 2 + ((x - this.eye.x) * zoom + away[0]) * scale,
      height / 2 + ((y - this.eye.y) * zoom + away[1]) * scale,
    ];
  }

  redraw() {
    if (!this.land || !this.plane || !this.eye) return;
    const step = this.step();
    if (this.drawn !== step || this.state !== this.stateOf()) this.compose(step);
    const { zoom } = this.eye,
      { scale } = this.plane;
    const [left, top] = this.screen(0, 0);
    this.below.setAttribute(
      "transform",
      `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${(zoom * scale).toFixed(4)})`,
    );
    for (const { node, x, y, away } of this.seen.values()) {
      const [px, py] = this.screen(x, y, away);
      node.setAttribute(
        "transform",
        `translate(${px.toFixed(2)} ${py.toFixed(2)}) scale(${scale.toFixed(4)})`,
      );
    }
    const { nameless } = this.data.steps[step];
    this.part(".caption").lastChild.textContent = [
      this.data.texts.shown,
      this.data.view === "list" ? "" : nameless,
    ]
      .filter(Boolean)
      .join(" · ");
    Object.assign(this.root.dataset, {
      step: String(step),
      zoom: zoom.toFixed(3),
      centre: `${this.eye.x.toFixed(1)},${this.eye.y.toFixed(1)}`,
    });
  }

  stateOf() {
    return [this.chosen, this.hover, this.cursor].join("|");
  }

  compose(index) {
    const { home, marks } = this.data,
      step = this.data.steps[index];
    this.drawn = index;
    this.state = this.stateOf();
    this.seen = new Map();
    const grouped = new Set();
    for (const group of step.groups) {
      const first = this.marks.get(group.ids[0]);
      group.ids.forEach((id) => grouped.add(id));
      if (first)
        this.seen.set(group.ids[0], {
          node: this.bubble(group),
          x: first.x,
          y: first.y,
          away: step.moved[first.id],
          ids: group.ids,
          size: group.size,
        });
    }
    for (const mark of marks) {
      if (!grouped.has(mark.id))
        this.seen.set(mark.id, {
          node: this.single(mark, step.names[mark.id]),
          x: mark.x,
          y: mark.y,
          away: step.moved[mark.id],
          ids: [mark.id],
          size: mark.size,
          mark,
        });
    }
    if (home)
      this.seen.set("", {
        node: this.homeMark(home, step.home),
        x: home.x,
        y: home.y,
        ids: [],
        size: home.size,
      });
    // What is chosen or pointed at stands above the others.
    const order = [...this.seen.values()].sort(
      (a, b) => a.ids.includes(this.chosen) - b.ids.includes(this.chosen),
    );
    this.svg.replaceChildren(this.ground(), ...order.map(({ node }) => node));
  }

  // Land and lines; they are made anew only when lines or the choice change, and the land never.
  ground() {
    const { lines } = this.data;
    if (this.lines === lines && this.near === this.chosen) return this.below;
    Object.assign(this, { lines, near: this.chosen });
    if (!this.coast)
      this.coast = shape("path", {
        class: "land",
        d: this.land,
        fill: LAND,
        "fill-rule": "evenodd",
        stroke: LAND,
        "stroke-width": 0.7,
        "vector-effect": "non-scaling-stroke",
      });
    this.below = shape("g", {});
    this.below.append(this.coast);
    for (const line of lines) {
      const look =
        LAYERS[line.layer] ||
        (line.layer === "port"
          ? { stroke: PORT, "stroke-width": 1.1 }
          : { stroke: COLOUR[line.state], "stroke-width": line.line === "signed" ? 1.9 : 1.5 });
      const dashes =
        !LAYERS[line.layer] && DASHES[line.line] ? { "stroke-dasharray": DASHES[line.line].join(" ") } : {};
      const opacity = line.id === this.chosen ? 0.95 : line.layer === "ties" ? 0.42 : 0.75;
      this.below.append(
        shape("path", {
          class: "line",
          "data-layer": line.layer,
          d: line.path,
          fill: "none",
          "vector-effect": "non-scaling-stroke",
          ...look,
          ...dashes,
          "stroke-opacity": opacity,
        }),
      );
    }
    return this.below;
  }

  ring(ids, size) {
    const chosen = ids.includes(this.chosen),
      cursor = ids.includes(this.cursor),
      hover = ids.includes(this.hover);
    if (!chosen && !cursor && !hover) return [];
    return [
      shape("circle", {
        r: size + (chosen ? 4 : 3),
        fill: "#fff",
        stroke: INK,
        "stroke-width": chosen ? 1.8 : 1.2,
        ...(cursor && !chosen ? { "stroke-dasharray": "3 2" } : {}),
      }),
    ];
  }

  single(mark, side) {
    const group = shape("g", { class: "mark", "data-id": mark.id });
    const work = mark.projects > 0 && mark.form === "circle",
      size = work ? mark.size - 3 : mark.size;
    group.append(...this.ring([mark.id], mark.size));
    if (work)
      group.append(shape("circle", { r: size + 2.6, fill: "none", stroke: WORK, "stroke-width": 1.8 }));
    group.append(
      ...markShapes(mark, size),
      shape("circle", { r: Math.max(mark.size + 3, 10), fill: "transparent" }),
    );
    if (side) group.append(this.nameOf(mark, side, mark.size, mark.id === this.chosen));
    return group;
  }

  nameOf(mark, side, size, strong) {
    const away = size + 2.5 + (strong ? 2 : 0),
      upright = side === "above" || side === "below";
    const x = side === "right" ? away + 1.5 : side === "left" ? -away - 1.5 : 0;
    const y = side === "above" ? -away - 7.8 : side === "below" ? away + 7.8 : 0;
    return shape(
      "text",
      {
        class: "name",
        x,
        y: y + 4.2,
        "text-anchor": upright ? "middle" : side === "left" ? "end" : "start",
        "font-size": 12,
        "font-weight": strong ? 700 : 400,
        fill: INK,
        stroke: "#fff",
        "stroke-width": 3,
        "stroke-opacity": 0.85,
        "paint-order": "stroke",
        "font-family": FONT,
      },
      mark.label,
    );
  }

  bubble(group) {
    const node = shape("g", { class: "mark group", "data-id": group.ids[0], "data-count": group.ids.length });
    node.append(
      ...this.ring(group.ids, group.size),
      shape("circle", { r: group.size, fill: "#3b3f46", stroke: "#fff", "stroke-width": 1.4 }),
    );
    node.append(
      shape(
        "text",
        {
          y: 3.9,
          "text-anchor": "middle",
          "font-size": group.ids.length > 99 ? 9.5 : 11,
          "font-weight": 600,
          fill: "#fff",
          "font-family": FONT,
        },
        group.ids.length,
      ),
    );
    return node;
  }

  homeMark(home, side) {
    const node = shape("g", { class: "home" });
    node.append(
      shape("circle", { r: home.size + 1.6, fill: "#fff" }),
      shape("circle", { r: home.size, fill: INK }),
      shape("circle", { r: 2.6, fill: "#fff" }),
      this.nameOf(home, side, home.size, true),
    );
    return node;
  }

  // ---- what is where

  // The marks at a point, first the one by which they are known; several where they are drawn as one.
  over(event) {
    const node = event.composedPath().find((part) => part.classList && part.classList.contains("mark"));
    return node ? this.seen.get(node.dataset.id) || null : null;
  }

  onPlane(mark) {
    const found = [...this.seen.values()].find((entry) => entry.ids.includes(mark.id));
    const [x, y] = found ? this.screen(found.x, found.y, found.away) : this.screen(mark.x, mark.y);
    return { x, y };
  }

  // From west to east as the map has it.
  order() {
    return [...this.data.marks].sort((a, b) => a.x - b.x || a.y - b.y);
  }

  positions() {
    if (!this.plane) return [];
    const corner = this.canvas.getBoundingClientRect();
    return [...this.seen.values()]
      .filter(({ ids }) => ids.length)
      .map((entry) => {
        const [x, y] = this.screen(entry.x, entry.y, entry.away),
          text = entry.ids.length === 1 && entry.node.querySelector("text.name"),
          box = text && text.getBoundingClientRect();
        const { name, form, state } = this.marks.get(entry.ids[0]);
        return {
          id: entry.ids[0],
          ids: entry.ids,
          name,
          form,
          state,
          x: corner.left + x,
          y: corner.top + y,
          size: entry.size * this.plane.scale,
          label: box ? [box.left, box.top + spare(box), box.right, box.bottom - spare(box)] : null,
        };
      });
  }

  point(event) {
    const found = event && !this.held ? this.over(event) : null,
      id = found ? found.ids[0] : null;
    if (id !== this.hover) {
      this.hover = id;
      this.redraw();
    }
    if (found && found.ids.length > 1) this.tellGroup(found);
    else this.tell(found ? this.marks.get(id) : null);
  }

  tellGroup({ ids }) {
    const names = ids.map((id) => this.marks.get(id).name),
      most = 12;
    this.tell({
      ...this.marks.get(ids[0]),
      id: "",
      name: this.data.texts.together.replace("{n}", String(ids.length)),
      country: names.slice(0, most).join(this.data.texts.between) + (names.length > most ? "…" : ""),
      what: this.data.texts.nearer,
      strength: "",
      activity: "",
    });
  }

  // ---- moving and zooming

  pointOf(event) {
    const corner = this.canvas.getBoundingClientRect(),
      { width, height, scale } = this.plane,
      { zoom } = this.eye;
    return {
      x: this.eye.x + (event.clientX - corner.left - width / 2) / (zoom * scale),
      y: this.eye.y + (event.clientY - corner.top - height / 2) / (zoom * scale),
    };
  }

  press(event) {
    if (event.button || !this.eye || !this.plane) return;
    const start = { x: event.clientX, y: event.clientY, eye: { ...this.eye } },
      found = this.over(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    const move = (now) => {
      const dx = now.clientX - start.x,
        dy = now.clientY - start.y;
      if (!this.held && Math.hypot(dx, dy) < 4) return;
      this.held = true;
      this.canvas.classList.add("held");
      this.tell(null);
      this.look(
        start.eye.x - dx / (this.eye.zoom * this.plane.scale),
        start.eye.y - dy / (this.eye.zoom * this.plane.scale),
        this.eye.zoom,
      );
    };
    const up = () => {
      for (const name of ["pointerup", "pointercancel"]) this.canvas.removeEventListener(name, up);
      this.canvas.removeEventListener("pointermove", move);
      this.canvas.classList.remove("held");
      const moved = this.held;
      this.held = false;
      if (moved || !found) return;
      if (found.ids.length === 1) this.choose(found.ids[0]);
      else this.open(found.ids);
    };
    this.canvas.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) this.canvas.addEventListener(name, up);
  }

  // So near that these are no longer drawn as one.
  open(ids) {
    const { steps } = this.data,
      together = (step) => step.groups.some((group) => ids.every((id) => group.ids.includes(id)));
    const index = Math.max(
      0,
      steps.findIndex((step) => step.zoom > this.eye.zoom + 1e-6 && !together(step)),
    );
    const xs = ids.map((id) => this.marks.get(id).x),
      ys = ids.map((id) => this.marks.get(id).y);
    this.tell(null);
    this.look(
      (Math.min(...xs) + Math.max(...xs)) / 2,
      (Math.min(...ys) + Math.max(...ys)) / 2,
      steps[index].zoom,
    );
  }

  // So that a mark can be seen by itself.
  reveal(id) {
    const mark = this.marks.get(id),
      { steps } = this.data;
    if (!mark || !this.plane) return;
    const alone = (step) => !step.groups.some((group) => group.ids.includes(id));
    const [x, y] = this.screen(mark.x, mark.y),
      inside = x > 40 && y > 20 && x < this.plane.width - 40 && y < this.plane.height - 20;
    if (alone(steps[this.step()]) && inside) return;
    const zoom = alone(steps[this.step()])
      ? this.eye.zoom
      : steps[steps.findIndex((step) => step.zoom > this.eye.zoom && alone(step))].zoom;
    this.look(mark.x, mark.y, zoom);
  }

  look(x, y, zoom) {
    const { frame, steps } = this.data,
      nearest = Math.min(Math.max(zoom, 1), steps[steps.length - 1].zoom * 1.6);
    const free = 1 - 1 / nearest,
      wide = (frame.width / 2) * (free + 0.2),
      high = (frame.height / 2) * (free + 0.2);
    this.eye = {
      x: Math.min(Math.max(x, frame.x - wide), frame.x + wide),
      y: Math.min(Math.max(y, frame.y - high), frame.y + high),
      zoom: nearest,
    };
    this.redraw();
  }

  zoom(factor, around) {
    if (!this.eye || !this.plane) return;
    const { frame } = this.data;
    this.tell(null);
    if (!factor) {
      this.look(frame.x, frame.y, 1);
      return;
    }
    const { steps } = this.data,
      before = this.eye.zoom,
      zoom = Math.min(Math.max(before * factor, 1), steps[steps.length - 1].zoom * 1.6);
    const share = around ? 1 - before / zoom : 0;
    this.look(
      this.eye.x + (around ? (around.x - this.eye.x) * share : 0),
      this.eye.y + (around ? (around.y - this.eye.y) * share : 0),
      zoom,
    );
  }

  // The wheel zooms; where there is nothing to zoom out of, the page scrolls.
  wheel(event) {
    const nearer = event.deltaY < 0;
    event.stopPropagation();
    if (!this.eye || (!nearer && this.eye.zoom <= 1)) return;
    event.preventDefault();
    this.zoom(nearer ? 1.2 : 1 / 1.2, this.pointOf(event));
  }

  key(event) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (way && event.shiftKey && this.eye) {
      const far = 90 / this.eye.zoom;
      this.look(this.eye.x + way[0] * far, this.eye.y + way[1] * far, this.eye.zoom);
      event.preventDefault();
      return;
    }
    super.key(event);
    if (way && this.cursor) this.reveal(this.cursor);
  }

  choose(id) {
    super.choose(id);
    this.redraw();
  }

  // ---- the card

  sections(card) {
    const all = super.sections(card);
    if (card.district) {
      const section = this.section(card.district.title);
      section.append(element("p", card.district.empty ? "muted" : "", card.district.text));
      all.unshift(section);
    }
    if (card.economy) {
      const section = this.section(card.economy.title, card.economy.aside);
      section.classList.add("works");
      section.append(...card.economy.facts.map((text) => element("p", "", text)));
      if (card.economy.items.length)
        section.append(
          ...this.few(
            element("ul", "contacts"),
            card.economy.items.map((item) => this.contact(item)),
            4,
          ),
        );
      else section.append(element("p", "muted", card.economy.empty));
      all.splice(card.strength ? 1 : 0, 0, section);
    }
    return all;
  }

  overview(overview) {
    const [head, body] = super.overview(overview),
      { works } = overview;
    if (works) {
      const section = this.section(works.title, works.aside);
      section.classList.add("works");
      const bars = element("ul", "bars");
      for (const row of works.rows) {
        const line = element("li"),
          bar = element("span", "bar"),
          part = element("i");
        part.style.width = `${(100 * row.count) / works.most}%`;
        bar.append(part);
        line.append(element("span", "", row.name), bar, element("span", "n", row.count));
        bars.append(line);
      }
      section.append(bars);
      if (!works.rows.length) section.append(element("p", "muted", works.empty));
      section.append(...works.notes.map((text) => element("p", "muted", text)));
      body.prepend(section);
    }
    return [head, body];
  }
}

// The box of a text is higher than its letters by so much above and below.
const spare = (box) => 0.1 * box.height;

// A mark around (0, 0), as the circle draws it.
function markShapes({ form, state, projects }, size) {
  if (form === "project") {
    const count = shape(
      "text",
      {
        y: 3.2,
        "text-anchor": "middle",
        "font-size": 9,
        "font-weight": 600,
        fill: "#fff",
        "font-family": FONT,
      },
      projects || "",
    );
    return [
      shape("polygon", { points: points(HEXAGON, size), fill: WORK, stroke: "#fff", "stroke-width": 1 }),
      count,
    ];
  }
  if (form !== "circle")
    return [
      shape("polygon", {
        points: points(polygon(form), size),
        fill: state === "recent" ? "#3f6f8f" : "#7d838c",
        stroke: "#fff",
        "stroke-width": 1,
      }),
    ];
  const colour = COLOUR[state],
    found = [
      shape("circle", {
        r: size,
        fill: state === "recent" ? colour : "#fff",
        stroke: colour,
        "stroke-width": 2,
        ...(state === "intended" ? { "stroke-dasharray": `${size * 0.62} ${size * 0.42}` } : {}),
      }),
    ];
  if (state === "silent")
    found.push(shape("path", { d: `M0,${-size}A${size},${size} 0 0 1 0,${size}Z`, fill: colour }));
  if (state === "unknown")
    found.push(
      shape(
        "text",
        {
          y: size * 0.56,
          "text-anchor": "middle",
          "font-size": size * 1.55,
          "font-weight": 600,
          fill: "#5b616b",
          "font-family": FONT,
        },
        "?",
      ),
    );
  return found;
}

export default (component) => shown(component, WorldMap);
