// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/component.js
var instances = /* @__PURE__ */ new WeakMap();
var above = /* @__PURE__ */ new WeakMap();
var sent = 0;
function rootOf(component) {
  return component.parentElement.querySelector(".fc");
}
function drawn(component, make, connect) {
  const root = rootOf(component);
  if (!root) return void 0;
  const drawing = instances.get(root) ?? make(root);
  instances.set(root, drawing);
  connect(drawing);
  drawing.show(component.data);
  return () => {
    if (root.isConnected) return;
    drawing.close?.();
    instances.delete(root);
    above.get(root)?.observer.disconnect();
    above.delete(root);
  };
}
function numbered(act) {
  return { ...act, at: `${Date.now()}-${++sent}` };
}

// shared/dom.js
var SVG = "http://www.w3.org/2000/svg";
function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== void 0 && text !== null) node.textContent = String(text);
  return node;
}
function shape(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes))
    if (value !== void 0) node.setAttribute(key, String(value));
  if (text !== void 0) node.textContent = String(text);
  return node;
}
function safeLink(url, text) {
  let address;
  try {
    address = new URL(url);
  } catch {
    address = null;
  }
  if (!address || address.protocol !== "http:" && address.protocol !== "https:")
    return element("span", "", text);
  const link = element("a", "", text);
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}
function goTo(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
function pageLink(name, text, href) {
  const link = element("a", name, text);
  link.href = href;
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  });
  return link;
}
function part(root, selector) {
  return (
    /** @type {HTMLElement} */
    root.querySelector(selector)
  );
}
function focused(root) {
  const within = (
    /** @type {Document | ShadowRoot} */
    root.getRootNode()
  );
  return (
    /** @type {HTMLElement | null} */
    within.activeElement
  );
}

// shared/frame.js
function makeButtons(place, buttons) {
  for (const [sign, run] of buttons) {
    const button = element("button", sign.length > 1 ? "word" : "", sign);
    button.type = "button";
    button.addEventListener("click", run);
    place.append(button);
  }
}
function nameButtons(place, label, texts) {
  place.setAttribute("aria-label", label);
  texts.forEach((text, index) => {
    const button = (
      /** @type {HTMLElement} */
      place.children[index]
    );
    button.setAttribute("aria-label", text);
    button.title = text;
  });
}
function showLegend(list, entries, iconOf2) {
  list.replaceChildren(
    ...entries.map((entry) => {
      const row = element("li", entry.count === 0 ? "none" : "");
      row.append(iconOf2(entry), element("span", "", entry.text));
      if (entry.count !== void 0 && entry.count !== null) row.append(element("span", "n", entry.count));
      return row;
    })
  );
  list.hidden = entries.length === 0;
}
function showTip(tip, plane, said) {
  tip.hidden = !said;
  if (!said) return;
  tip.replaceChildren(element("b", "", said.title), ...said.lines.map((text) => element("span", "", text)));
  const { x, y } = said.place, right = x + 18, left = right + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : right;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
}

// shared/gestures.js
var FAR = 4;
var TWICE = 450;
var ZOOMS = { "+": 1.25, "=": 1.25, "-": 0.8, 0: 0 };
function elementAt(event, name = "mark") {
  const found = event.composedPath().find((part2) => part2 instanceof SVGElement && part2.classList.contains(name));
  return (
    /** @type {SVGElement | null} */
    found ?? null
  );
}
function followPointer(target, { at, hover, drag, click, clickTwice, keyOf }) {
  let last = { key: (
    /** @type {unknown} */
    void 0
  ), time: -Infinity };
  target.addEventListener("pointermove", (event) => hover(event.buttons ? null : event));
  target.addEventListener("pointerleave", () => hover(null));
  target.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const thing = at(event), dragging = drag(thing, event);
    let far = false;
    target.setPointerCapture(event.pointerId);
    target.focus({ preventScroll: true });
    const move = (now) => {
      const dx = now.clientX - event.clientX, dy = now.clientY - event.clientY;
      if (!far && Math.hypot(dx, dy) < FAR) return;
      far = true;
      target.classList.add("held");
      dragging.move(dx, dy, now);
    };
    const end = (now) => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
      target.classList.remove("held");
      if (far) {
        if (dragging.end) dragging.end();
        return;
      }
      if (now.type !== "pointerup") return;
      const key = keyOf(thing), again = key === last.key && now.timeStamp - last.time < TWICE;
      last = { key, time: again ? -Infinity : now.timeStamp };
      if (again && clickTwice) clickTwice(thing, now);
      else click(thing, now);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  });
}
function dragView(svg, view, place) {
  const from = { ...view.eye };
  return {
    move: (dx, dy) => {
      view.drag(from, dx, dy);
      const { x, y } = view.offset;
      svg.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
    },
    end: place
  };
}
function wheelZooms(event) {
  return event.ctrlKey || event.metaKey;
}
function zoomOfKey(event) {
  return ZOOMS[event.key];
}

// shared/names.js
var FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
var measure = null;
var widths = /* @__PURE__ */ new Map();
function widthOf(text, size, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  let width = widths.get(key);
  if (width === void 0) {
    measure ??= /** @type {CanvasRenderingContext2D} */
    document.createElement("canvas").getContext("2d");
    measure.font = `${weight} ${size}px ${FONT}`;
    width = measure.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

// shared/saving.js
function hand(blob, name) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
}
function partHalos(svg) {
  for (const text of svg.querySelectorAll("text[paint-order]")) {
    const halo = (
      /** @type {SVGTextElement} */
      text.cloneNode(true)
    );
    halo.setAttribute("fill", "none");
    halo.setAttribute("aria-hidden", "true");
    halo.removeAttribute("paint-order");
    text.before(halo);
    for (const name of ["paint-order", "stroke", "stroke-width", "stroke-linejoin"])
      text.removeAttribute(name);
  }
}
function alone(svg, stamp, font) {
  const { width, height } = svg.getBoundingClientRect();
  const copy = (
    /** @type {SVGSVGElement} */
    svg.cloneNode(true)
  );
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  copy.setAttribute("viewBox", `0 0 ${Math.round(width)} ${Math.round(height)}`);
  copy.setAttribute("font-family", font);
  copy.removeAttribute("style");
  partHalos(copy);
  copy.prepend(shape("rect", { width: "100%", height: "100%", fill: "#fff" }));
  copy.append(shape("text", { x: 10, y: height - 8, "font-size": 11, fill: "#6f757e" }, stamp));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}
function saveSvg(svg, stamp, font, name) {
  hand(new Blob([alone(svg, stamp, font).text], { type: "image/svg+xml" }), `${name}.svg`);
}
function savePng(svg, stamp, font, name) {
  const { text, width, height } = alone(svg, stamp, font), image = new Image(), scale = 2;
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.getContext("2d").drawImage(
      image,
      0,
      0,
      canvas.width,
      canvas.height
    );
    canvas.toBlob((blob) => blob && hand(blob, `${name}.png`), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

// shared/viewport.js
var Viewport = class {
  /**
   * @param {(eye: Eye, view: Viewport) => Eye} [limit] gives the nearest eye that is allowed
   */
  constructor(limit = (eye) => eye) {
    this.limit = limit;
    this.home = { x: 0, y: 0 };
    this.eye = { x: 0, y: 0, zoom: 1 };
    this.settled = this.eye;
    this.width = 0;
    this.height = 0;
    this.base = 1;
    this.aside = { x: 0, y: 0 };
  }
  get ready() {
    return this.width > 0;
  }
  /** Pixels of one unit of the drawing now. */
  get scale() {
    return this.base * this.eye.zoom;
  }
  /**
   * Takes the size of the plane in pixels; the eye stays on the same point.
   *
   * @param {number} width
   * @param {number} height
   * @param {number} base pixels of one unit at zoom 1
   */
  measure(width, height, base) {
    Object.assign(this, { width, height, base });
  }
  /** @param {Eye} eye */
  look(eye) {
    this.eye = this.limit(eye, this);
  }
  /** Shows all of the drawing. */
  fit() {
    this.eye = { ...this.home, zoom: 1 };
  }
  /**
   * Goes nearer or farther; the point `around` stays where it is in the plane.
   *
   * @param {number} factor
   * @param {Point} [around]
   */
  zoomBy(factor, around = this.eye) {
    const before = this.eye, { zoom } = this.limit({ ...before, zoom: before.zoom * factor }, this), share = 1 - before.zoom / zoom;
    this.look({
      x: before.x + (around.x - before.x) * share,
      y: before.y + (around.y - before.y) * share,
      zoom
    });
  }
  /**
   * The eye after the drawing was dragged.
   *
   * @param {Eye} from the eye when the dragging began
   * @param {number} dx in pixels
   * @param {number} dy
   */
  drag(from, dx, dy) {
    this.look({ x: from.x - dx / this.scale, y: from.y - dy / this.scale, zoom: this.eye.zoom });
  }
  /**
   * Where a point of the drawing is in the plane, in pixels.
   *
   * @param {Point} point
   * @param {number[]} [away] a distance that does not grow with the zoom, in units at zoom 1
   * @returns {Point}
   */
  toPlane({ x, y }, away = [0, 0]) {
    return {
      x: this.width / 2 + this.aside.x + (x - this.eye.x) * this.scale + away[0] * this.base,
      y: this.height / 2 + this.aside.y + (y - this.eye.y) * this.scale + away[1] * this.base
    };
  }
  /**
   * Which point of the drawing is at a place of the plane.
   *
   * @param {Point} place in pixels
   * @returns {Point}
   */
  toDrawing({ x, y }) {
    return {
      x: this.eye.x + (x - this.width / 2 - this.aside.x) / this.scale,
      y: this.eye.y + (y - this.height / 2 - this.aside.y) / this.scale
    };
  }
  /** The drawing is in place for what is seen now. */
  settle() {
    this.settled = { ...this.eye };
  }
  /**
   * How far the drawing has to be moved, in pixels, since it was put in place, if it was only dragged.
   *
   * @returns {Point}
   */
  get offset() {
    const { x, y, zoom } = this.eye, scale = this.base * zoom;
    return { x: (this.settled.x - x) * scale, y: (this.settled.y - y) * scale };
  }
  /** The transform of what is given in units of the drawing. */
  get transform() {
    const { x, y } = this.toPlane({ x: 0, y: 0 });
    return `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${this.scale.toFixed(4)})`;
  }
};

// explore/geometry.js
function fitted(nodes, { width, height }, strip) {
  if (!nodes.length || !width) return null;
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.max(
    Math.min((width - strip - 190) / Math.max(right - left, 1), (height - 110) / Math.max(low - top, 1), 2),
    0.15
  );
  return { x: (left + right) / 2 - strip / 2 / scale, y: (top + low) / 2, zoom: scale };
}
function joined(edges) {
  const found = /* @__PURE__ */ new Map();
  for (const edge of edges) {
    const key = [edge.start, edge.end].sort().join("|"), line = found.get(key) || { start: edge.start, end: edge.end, texts: [], both: false };
    line.both ||= line.start !== edge.start;
    line.texts.push(edge.text);
    found.set(key, line);
  }
  return [...found.values()];
}
function isInside([x, y], ring) {
  let odd = false;
  for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
    if (ring[a][1] > y !== ring[b][1] > y && x < (ring[b][0] - ring[a][0]) * (y - ring[a][1]) / (ring[b][1] - ring[a][1]) + ring[a][0])
      odd = !odd;
  }
  return odd;
}
function nextOne(nodes, from, way) {
  const cost = (node) => {
    const dx = node.x - from.x, dy = node.y - from.y, along = dx * way[0] + dy * way[1];
    return along <= 0 ? Infinity : Math.hypot(dx, dy) + 2 * Math.abs(dx * way[1] + dy * way[0]);
  };
  const reached = nodes.filter((node) => node !== from && cost(node) < Infinity);
  return reached.sort((a, b) => cost(a) - cost(b))[0] || from;
}
function named(nodes, { at, rank, width, across, legend }) {
  const found = /* @__PURE__ */ new Map();
  const taken = nodes.map((node) => {
    const [x, y] = at(node);
    return { box: [x - node.size, y - node.size, x + node.size, y + node.size], id: node.id };
  });
  taken.push({ box: legend, id: "" });
  for (const node of [...nodes].sort((a, b) => rank(a) - rank(b) || b.size - a.size)) {
    const text = shortened(node.name, rank(node) ? 24 : 48), places = placesFor(text, at(node), node.size + (rank(node) ? 0 : 4), width(text));
    const free = places.find(
      ({ box }) => box[0] > 0 && box[2] < across && !taken.some((other) => other.id !== node.id && overlap(box, other.box))
    ) || (rank(node) ? null : places[0]);
    if (!free) continue;
    taken.push({ box: free.box, id: "" });
    found.set(node.id, free.name);
  }
  return found;
}
function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
function overlap(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
function placesFor(text, [x, y], gap, wide) {
  const names = [
    { text, anchor: "middle", x, y: y + gap + 13 },
    { text, anchor: "start", x: x + gap + 5, y: y + 4 },
    { text, anchor: "end", x: x - gap - 5, y: y + 4 },
    { text, anchor: "middle", x, y: y - gap - 5 }
  ];
  return names.map((name) => {
    const left = name.x - { middle: wide / 2, start: 0, end: wide }[name.anchor];
    return { name, box: [left - 1, name.y - 11, left + wide + 1, name.y + 3] };
  });
}

// explore/dragging.js
function dragNodes(canvas, ids) {
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
      const places = from.map(({ node }) => (
        /** @type {[string, Point]} */
        [node.id, [node.x, node.y]]
      ));
      canvas.send({ do: "move", places: Object.fromEntries(places) });
    }
  };
}
function dragLasso(canvas, event, adds) {
  const corner = canvas.svg.getBoundingClientRect();
  const place = (now) => [now.clientX - corner.left, now.clientY - corner.top];
  const ring = [place(event)];
  return {
    move: (_dx, _dy, now) => {
      ring.push(place(now));
      canvas.ring = ring;
      canvas.draw();
    },
    end: () => {
      const nodes = [...canvas.nodes.values()].filter((node) => isInside(canvas.at(node), ring)), inside = nodes.map((node) => node.id);
      canvas.ring = null;
      canvas.pick(adds ? [.../* @__PURE__ */ new Set([...canvas.picked, ...inside])] : inside);
    }
  };
}

// explore/marks.js
var OUTLINES = {
  diamond: [0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0],
  triangle: [0, -1.2, 1.2, 0.95, -1.2, 0.95],
  arrow: [-1.1, -0.9, 1.2, 0, -1.1, 0.9, -0.5, 0],
  chevron: [-0.9, -1, 0.2, -1, 1.1, 0, 0.2, 1, -0.9, 1, 0, 0],
  sheet: [-0.85, -1.1, 0.35, -1.1, 0.85, -0.6, 0.85, 1.1, -0.85, 1.1],
  square: [-0.95, -0.95, 0.95, -0.95, 0.95, 0.95, -0.95, 0.95]
};
function regular(count, turn = -90) {
  return [...Array(count).keys()].map((at) => {
    const angle = (turn + 360 * at / count) * Math.PI / 180;
    return [Math.cos(angle) * 1.1, Math.sin(angle) * 1.1];
  });
}
function outline(form) {
  if (form === "hexagon") return regular(6, 0);
  if (form === "pentagon") return regular(5);
  if (form === "star")
    return regular(10).map(([x, y], at) => at % 2 ? [x * 0.5, y * 0.5] : [x * 1.2, y * 1.2]);
  const found = OUTLINES[form] ?? OUTLINES.square;
  return [...Array(found.length / 2).keys()].map((at) => [found[2 * at], found[2 * at + 1]]);
}
function markOf(form, x, y, size, colour) {
  if (form === "circle" || form === "dot") {
    const r = form === "dot" ? size * 0.75 : size;
    return shape("circle", { cx: x, cy: y, r, fill: colour, stroke: "#fff", "stroke-width": 1.2 });
  }
  if (form === "ring")
    return shape("circle", { cx: x, cy: y, r: size, fill: "#fff", stroke: colour, "stroke-width": 3 });
  const points = outline(form).map(([dx, dy]) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`).join(" ");
  return shape("polygon", { points, fill: colour, stroke: "#fff", "stroke-width": 1.2 });
}
function iconOf(form, colour) {
  const svg = shape("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
  svg.append(markOf(form, 8, 8, 5.2, colour));
  return svg;
}

// explore/panel.js
var LISTED = 200;
var Panel = class {
  /** @param {PanelCanvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.card = part(canvas.root, ".card");
    this.filter = "";
    this.listing = false;
  }
  get texts() {
    return this.canvas.data.texts;
  }
  draw() {
    const { card, canvas } = this, { panel, texts } = canvas.data, ids = [...canvas.picked];
    const held = focused(canvas.root), kept = held && card.contains(held) ? held : null, scrolled = this.listing ? part(card, ".body").scrollTop : 0;
    if (!ids.length) this.listing = false;
    const node = canvas.nodes.get(ids[0]);
    if (ids.length === 1 && node && !this.listing) {
      card.setAttribute("aria-label", node.name);
      card.replaceChildren(...this.one(node, panel && panel.id === node.id ? panel : null));
    } else if (ids.length > 1 && !this.listing) {
      card.setAttribute("aria-label", texts.picked.replace("{n}", String(ids.length)));
      card.replaceChildren(...this.several(ids));
    } else {
      card.setAttribute("aria-label", texts.nodes);
      card.replaceChildren(...this.all());
      part(card, ".body").scrollTop = scrolled;
    }
    if (!kept) return;
    const again = kept.dataset.id ? card.querySelector(`input[data-id="${CSS.escape(kept.dataset.id)}"]`) : card.querySelector(kept.className === "narrow" ? ".narrow" : "button");
    again?.focus();
  }
  /** @param {string} title @param {HTMLElement | null} what @param {boolean} closes */
  heading(title, what, closes) {
    const head = element("header"), top = element("div", "top");
    top.append(element("h2", "", title));
    if (closes) {
      const close = element("button", "close", "×");
      close.type = "button";
      close.setAttribute("aria-label", this.texts.unpick);
      close.addEventListener("click", () => this.canvas.pick([]));
      top.append(close);
    }
    head.append(top);
    if (what) head.append(what);
    return head;
  }
  /** @param {{ text: string, run: () => void, off?: boolean }[]} entries */
  buttons(entries) {
    const row = element("div", "deeds");
    for (const { text, run, off } of entries) {
      const button = element("button", "deed", text);
      button.type = "button";
      button.disabled = Boolean(off);
      button.addEventListener("click", run);
      row.append(button);
    }
    return row;
  }
  /** @param {CanvasNodeData} node @param {NodePanelData | null} panel */
  one(node, panel) {
    const { texts, canvas } = this, what = element("p", "what"), body = element("div", "body");
    body.tabIndex = 0;
    what.append(
      iconOf(node.form, node.colour),
      element("span", "", [node.label, node.when].filter(Boolean).join(" · "))
    );
    const row = this.buttons([
      { text: texts.expand, run: () => canvas.send({ do: "expand", ids: [node.id] }) },
      { text: texts.remove, run: () => canvas.send({ do: "remove", ids: [node.id] }) }
    ]);
    if (panel && panel.file) row.append(pageLink("deed", texts.file, panel.file));
    canvas.root.dataset.panel = panel ? panel.id : "";
    if (panel) body.append(this.hanging(node, panel), this.properties(panel));
    else
      for (const width of [40, 88, 76, 82]) {
        const bone = element("div", "bone");
        bone.style.width = `${width}%`;
        body.append(bone);
      }
    const head = this.heading(node.name, what, true);
    head.append(row);
    return [head, body];
  }
  // The neighbours of each kind, to be put on the canvas.
  /** @param {CanvasNodeData} node @param {NodePanelData} panel */
  hanging(node, panel) {
    const { texts } = this;
    const hang = element("section"), title = element("h3", "", texts.hanging);
    title.append(element("small", "", texts.hanging_aside));
    const list = element("ul", "hanging");
    for (const entry of panel.hanging) {
      const line = element("li"), button = element("button", "add"), left = entry.number - entry.shown;
      button.type = "button";
      button.dataset.kind = entry.key;
      button.disabled = left <= 0;
      button.append(
        element("span", "way", entry.way === "out" ? "→" : "←"),
        element("span", "", `${entry.label} · ${entry.text}`),
        element("span", "n", entry.shown ? `${entry.shown} / ${entry.number}` : entry.number)
      );
      button.setAttribute(
        "aria-label",
        left > 0 ? `${texts.add}: ${entry.label} · ${entry.text}, ${entry.number}` : `${entry.label} · ${entry.text}: ${texts.all_shown}`
      );
      button.addEventListener(
        "click",
        () => this.canvas.send({ do: "expand", ids: [node.id], kind: entry.key })
      );
      line.append(button);
      list.append(line);
    }
    hang.append(title, list);
    return hang;
  }
  /** @param {NodePanelData} panel */
  properties(panel) {
    const { texts } = this;
    const says = element("section"), terms = element("dl", "properties");
    says.append(element("h3", "", texts.properties));
    for (const entry of panel.properties) {
      const value = element("dd");
      value.append(entry.url ? safeLink(entry.url, entry.text) : element("span", "", entry.text));
      terms.append(element("dt", "", entry.name), value);
    }
    says.append(panel.properties.length ? terms : element("p", "muted", texts.no_properties));
    return says;
  }
  /** @param {string[]} ids */
  several(ids) {
    const { texts, canvas } = this, head = this.heading(texts.picked.replace("{n}", String(ids.length)), null, true), body = element("div", "body");
    head.append(this.deeds(ids));
    body.append(this.list(ids.flatMap((id) => canvas.nodes.get(id) ?? [])));
    return [head, body];
  }
  /** @param {string[]} ids */
  deeds(ids) {
    const { texts, canvas } = this;
    return this.buttons([
      { text: texts.ways, run: () => canvas.send({ do: "ways", ids }), off: ids.length !== 2 },
      { text: texts.only, run: () => canvas.send({ do: "only", ids }) },
      { text: texts.expand_all, run: () => canvas.send({ do: "expand", ids }) },
      { text: texts.remove, run: () => canvas.send({ do: "remove", ids }) }
    ]);
  }
  all() {
    const { texts, canvas } = this, ids = [...canvas.picked], head = this.heading(texts.nodes, element("p", "what", texts.nodes_lead), false), body = element("div", "body");
    if (ids.length) head.append(this.deeds(ids));
    const nodes = [...canvas.nodes.values()], field = element("input", "narrow");
    field.type = "search";
    field.placeholder = texts.filter_list;
    field.setAttribute("aria-label", texts.filter_list);
    field.value = this.filter;
    const place = element("div");
    const fill = () => place.replaceChildren(
      this.list(
        nodes.filter((node) => `${node.name} ${node.label}`.toLowerCase().includes(this.filter.toLowerCase())).slice(0, LISTED)
      )
    );
    field.addEventListener("input", () => {
      this.filter = field.value;
      fill();
    });
    fill();
    body.append(field, place);
    return [head, body];
  }
  /** @param {CanvasNodeData[]} nodes */
  list(nodes) {
    const { canvas } = this;
    const list = element("ul", "nodes");
    for (const node of nodes) {
      const line = element("li"), box = element("input"), button = element("button", "", node.name);
      box.type = "checkbox";
      box.checked = canvas.picked.has(node.id);
      box.setAttribute("aria-label", node.name);
      box.dataset.id = node.id;
      box.addEventListener("change", () => {
        this.listing ||= canvas.picked.size === 0;
        const others = [...canvas.picked].filter((id) => id !== node.id);
        canvas.pick(box.checked ? [...others, node.id] : others);
      });
      button.type = "button";
      button.addEventListener("click", () => {
        this.listing = false;
        canvas.pick([node.id]);
      });
      line.append(box, iconOf(node.form, node.colour), button, element("small", "", node.label));
      list.append(line);
    }
    return list;
  }
};

// shared/marks.js
var INK = "#1b1e23";
var SOFT = "#5b616b";

// explore/scene.js
var LINE = "#cfcdc4";
var HALO = { stroke: "#fff", "paint-order": "stroke", "stroke-linejoin": "round", "font-family": FONT };
function lineShapes([x1, y1], [x2, y2], { lit, arrow, size, text }) {
  const colour = lit ? SOFT : LINE, away = Math.hypot(x2 - x1, y2 - y1) || 1;
  const found = [
    shape("path", {
      d: `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`,
      fill: "none",
      stroke: colour,
      "stroke-width": lit ? 1.6 : 1
    })
  ];
  if (arrow && away > 40) {
    const share = Math.max(0.5, 1 - (size + 9) / away), [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share], turn = Math.atan2(y2 - y1, x2 - x1) * 180 / Math.PI;
    found.push(
      shape("path", {
        d: "M-4,-3L3,0L-4,3Z",
        fill: colour,
        transform: `translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${turn.toFixed(0)})`
      })
    );
  }
  if (text && away > 110)
    found.push(
      shape(
        "text",
        {
          x: ((x1 + x2) / 2).toFixed(1),
          y: ((y1 + y2) / 2 - 3).toFixed(1),
          "font-size": 10.5,
          fill: SOFT,
          "text-anchor": "middle",
          "stroke-width": 3,
          ...HALO
        },
        shortened(text, 34)
      )
    );
  return found;
}
function nodeShape(node, [x, y], name, { picked, cursor, faint }) {
  const group = shape("g", { class: "node", "data-id": node.id, opacity: faint ? 0.5 : 1 });
  if (picked || cursor)
    group.append(
      shape("circle", {
        cx: x,
        cy: y,
        r: node.size + 5,
        fill: "#fff",
        stroke: INK,
        "stroke-width": 1.6,
        "stroke-dasharray": cursor && !picked ? "3 2" : "none"
      })
    );
  group.append(
    markOf(node.form, x, y, node.size, node.colour),
    shape("circle", { cx: x, cy: y, r: Math.max(node.size + 3, 11), fill: "transparent" })
  );
  if (name)
    group.append(
      shape(
        "text",
        {
          x: name.x.toFixed(1),
          y: name.y.toFixed(1),
          "text-anchor": name.anchor,
          "font-size": 12,
          "font-weight": picked ? 700 : 400,
          fill: INK,
          "stroke-width": 3.4,
          ...HALO
        },
        name.text
      )
    );
  return group;
}
function ringShape(ring) {
  return shape("polygon", {
    points: ring.map((corner) => corner.join()).join(" "),
    class: "ring",
    fill: "#0072b2",
    "fill-opacity": 0.08,
    stroke: "#0068a3",
    "stroke-dasharray": "4 3"
  });
}

// explore/explore.js
var WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
var LEAST = 0.1;
var MOST = 6;
function explore_default(component) {
  return drawn(
    component,
    (root) => new Canvas(root, component.data),
    (canvas) => {
      canvas.send = (act) => {
        if (act.do !== "pick" && act.do !== "move") canvas.waiting = null;
        component.setTriggerValue("act", numbered(act));
      };
    }
  );
}
var Canvas = class {
  /** @param {HTMLElement} root @param {ExploreData} data */
  constructor(root, data) {
    this.root = root;
    this.part = (name) => part(root, name);
    this.svg = /** @type {SVGSVGElement} */
    root.querySelector(".graph");
    this.data = data;
    this.nodes = /* @__PURE__ */ new Map();
    this.shown = null;
    this.picked = /* @__PURE__ */ new Set();
    this.cursor = null;
    this.view = new Viewport((eye) => ({ ...eye, zoom: Math.min(MOST, Math.max(LEAST, eye.zoom)) }));
    this.view.aside = { x: 0, y: -10 };
    this.placed = false;
    this.touched = false;
    this.lasso = false;
    this.ring = null;
    this.waiting = null;
    this.send = () => {
    };
    this.panel = new Panel(this);
    this.observer = new ResizeObserver(() => {
      if (this.shown !== null) this.resized();
    });
    this.observer.observe(this.part(".plane"));
    this.tools();
    followPointer(
      /** @type {HTMLElement} */
      /** @type {unknown} */
      this.svg,
      {
        at: (event) => this.over(event),
        hover: (event) => this.tell(event && this.over(event)),
        drag: (id, event) => this.press(id, event),
        click: (id, event) => this.click(id, event),
        clickTwice: (id) => id && this.send({ do: "expand", ids: [id] }),
        keyOf: (id) => id
      }
    );
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("blur", () => {
      this.cursor = null;
      this.draw();
    });
    globalThis.__friendcircle = {
      positions: () => this.positions(),
      ready: () => this.root.dataset.ready === "true"
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
    if (this.waiting && this.waiting.ids !== data.picked.join() && performance.now() - this.waiting.time < 3e3)
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
      element("span", "shown", texts.shown)
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
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }
  fit() {
    this.touched = false;
    this.measure();
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
    this.svg.replaceChildren(...this.placed ? this.shapes() : []);
  }
  shapes() {
    const { picked, cursor } = this, nodes = [...this.nodes.values()];
    const near = /* @__PURE__ */ new Set();
    for (const edge of this.data.edges)
      if (picked.has(edge.start) || picked.has(edge.end)) near.add(edge.start).add(edge.end);
    const names = this.names(nodes, near), parts = joined(this.data.edges).flatMap((line) => this.line(line));
    for (const node of nodes) {
      const { id } = node, look = {
        picked: picked.has(id),
        cursor: id === cursor,
        faint: picked.size > 0 && !picked.has(id) && !near.has(id)
      };
      parts.push(nodeShape(node, this.at(node), names.get(id), look));
    }
    if (this.ring) parts.push(ringShape(this.ring));
    return parts;
  }
  /** @param {Line} line @returns {SVGElement[]} */
  line({ start: from, end: to, texts, both }) {
    const { picked } = this, start = this.nodes.get(from), end = this.nodes.get(to);
    if (!start || !end) return [];
    const ends = [from, to].filter((id) => picked.has(id)).length, lit = picked.size > 1 ? ends === 2 : ends > 0;
    return lineShapes(this.at(start), this.at(end), {
      lit,
      arrow: !both,
      size: end.size,
      text: lit && picked.size === 1 ? texts.join("; ") : ""
    });
  }
  /** @param {CanvasNodeData[]} nodes @param {Set<string>} near what is joined with what is picked */
  names(nodes, near) {
    const legend = this.part(".legend"), { width, height } = this.size;
    return named(nodes, {
      at: (node) => this.at(node),
      rank: ({ id }) => this.picked.has(id) || id === this.cursor ? 0 : near.has(id) ? 1 : 2,
      width: (text) => widthOf(text, 12),
      across: width,
      legend: [0, legend.offsetTop, legend.offsetWidth, height]
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
        y: corner.top + y
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
      end
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
    const node = id ? this.nodes.get(id) : void 0;
    this.svg.style.cursor = node ? "pointer" : this.lasso ? "crosshair" : "";
    const said = node && {
      title: node.name,
      lines: [node.label, node.when].filter(Boolean),
      place: this.view.toPlane(node)
    };
    showTip(this.part(".tip"), this.part(".plane"), said ?? null);
  }
  // The page scrolls as usual; with Ctrl the wheel zooms.
  /** @param {WheelEvent} event */
  wheel(event) {
    if (!wheelZooms(event)) return;
    event.preventDefault();
    const corner = this.svg.getBoundingClientRect(), place = { x: event.clientX - corner.left, y: event.clientY - corner.top };
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
    const control = event.ctrlKey || event.metaKey, nodes = [...this.nodes.values()].sort((a, b) => a.y - b.y || a.x - b.x);
    const way = WAYS[event.key], zoom = zoomOfKey(event);
    if (way && nodes.length) {
      const from = this.nodes.get(this.cursor || [...this.picked][0]), to = from ? nextOne(nodes, from, way) : nodes[0];
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
    } else if (zoom !== void 0) this.zoom(zoom);
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
        }
      ],
      ["PNG", () => savePng(this.svg, this.data.texts.stamp, FONT, this.data.file)],
      ["SVG", () => saveSvg(this.svg, this.data.texts.stamp, FONT, this.data.file)]
    ]);
    this.part(".zoom").children[3].setAttribute("aria-pressed", "false");
  }
};
export {
  Canvas,
  explore_default as default
};
