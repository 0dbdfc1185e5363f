// Built from dashboard/frontend by `make frontend`; to be changed there.

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

// shared/saving.js
function hand(blob, name) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
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

// explore/marks.js
var FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
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

// explore/drawing.js
var INK = "#1b1e23";
var LIT = "#5b616b";
var DIM = "#cfcdc4";
var ARROW = 40;
var TEXT = 110;
function lineShapes([x1, y1], [x2, y2], { size, lit, both, text }) {
  const colour = lit ? LIT : DIM, away = Math.hypot(x2 - x1, y2 - y1) || 1, d = `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`;
  const found = [shape("path", { d, fill: "none", stroke: colour, "stroke-width": lit ? 1.6 : 1 })];
  if (away > ARROW && !both) {
    const share = Math.max(0.5, 1 - (size + 9) / away), turn = (Math.atan2(y2 - y1, x2 - x1) * 180 / Math.PI).toFixed(0), place = `${(x1 + (x2 - x1) * share).toFixed(1)},${(y1 + (y2 - y1) * share).toFixed(1)}`;
    found.push(
      shape("path", {
        d: "M-4,-3L3,0L-4,3Z",
        fill: colour,
        transform: `translate(${place}) rotate(${turn})`
      })
    );
  }
  if (text && away > TEXT) {
    const look = { "font-size": 10.5, fill: LIT, "text-anchor": "middle", ...halo(3) };
    found.push(
      shape("text", { x: ((x1 + x2) / 2).toFixed(1), y: ((y1 + y2) / 2 - 3).toFixed(1), ...look }, text)
    );
  }
  return found;
}
function nodeShape({ id, form, size, colour }, [x, y], name, { picked, cursor, faint }) {
  const group = shape("g", { class: "node", "data-id": id, opacity: faint ? 0.5 : 1 });
  if (picked || cursor) {
    const dashes = cursor && !picked ? "3 2" : "none", look = { fill: "#fff", stroke: INK, "stroke-width": 1.6, "stroke-dasharray": dashes };
    group.append(shape("circle", { cx: x, cy: y, r: size + 5, ...look }));
  }
  group.append(
    markOf(form, x, y, size, colour),
    shape("circle", { cx: x, cy: y, r: Math.max(size + 3, 11), fill: "transparent" })
  );
  if (name) {
    const look = { "font-size": 12, "font-weight": picked ? 700 : 400, fill: INK, ...halo(3.4) }, at = { x: name.x.toFixed(1), y: name.y.toFixed(1), "text-anchor": name.anchor };
    group.append(shape("text", { ...at, ...look }, name.text));
  }
  return group;
}
function lassoShape(ring) {
  const points = ring.map((corner) => corner.join()).join(" "), look = { fill: "#0072b2", "fill-opacity": 0.08, stroke: "#0068a3", "stroke-dasharray": "4 3" };
  return shape("polygon", { points, class: "ring", ...look });
}
function halo(width) {
  return { stroke: "#fff", "stroke-width": width, "paint-order": "stroke" };
}

// explore/geometry.js
var LEAST = 0.1;
var MOST = 6;
function fitted(nodes, { width, height }, strip) {
  if (!nodes.length || !width) return null;
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.max(
    Math.min((width - strip - 190) / Math.max(right - left, 1), (height - 110) / Math.max(low - top, 1), 2),
    0.15
  );
  return { x: (left + right) / 2 - strip / 2 / scale, y: (top + low) / 2, scale };
}
function onScreen(place, view, { width, height }) {
  return [width / 2 + (place.x - view.x) * view.scale, height / 2 - 10 + (place.y - view.y) * view.scale];
}
function offScreen(x, y, view, { width, height }) {
  return { x: (x - width / 2) / view.scale + view.x, y: (y - height / 2 + 10) / view.scale + view.y };
}
function zoomed(view, factor, [x, y], size) {
  const before = offScreen(x, y, view, size), scale = Math.min(MOST, Math.max(LEAST, view.scale * factor)), after = offScreen(x, y, { ...view, scale }, size);
  return { x: view.x + before.x - after.x, y: view.y + before.y - after.y, scale };
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

// explore/explore.js
var WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
var instances = /* @__PURE__ */ new WeakMap();
var sent = 0;
function explore_default(component) {
  const root = (
    /** @type {HTMLElement | null} */
    component.parentElement.querySelector(".fc")
  );
  if (!root) return void 0;
  let canvas = instances.get(root);
  if (!canvas) {
    canvas = new Canvas(root, component.data);
    instances.set(root, canvas);
  }
  const here = canvas;
  here.send = (act) => {
    if (act.do !== "pick" && act.do !== "move") here.waiting = null;
    component.setTriggerValue("act", { ...act, at: `${Date.now()}-${++sent}` });
  };
  here.show(component.data);
  return () => {
    if (!root.isConnected) here.observer.disconnect();
  };
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
    this.view = null;
    this.touched = false;
    this.lasso = false;
    this.last = null;
    this.ring = null;
    this.waiting = null;
    this.send = () => {
    };
    this.panel = new Panel(this);
    this.measure = /** @type {CanvasRenderingContext2D} */
    document.createElement("canvas").getContext("2d");
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
      ready: () => this.root.dataset.ready === "true"
    };
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
    this.part(".legend").replaceChildren(
      ...legend.map((entry) => {
        const row = element("li");
        row.append(
          iconOf(entry.form, entry.colour),
          element("span", "", entry.text),
          element("span", "n", entry.count)
        );
        return row;
      })
    );
    this.part(".zoom").setAttribute("aria-label", texts.zoom);
    [texts.zoom_in, texts.zoom_out, texts.zoom_all, texts.lasso, texts.png, texts.svg].forEach(
      (text, index) => {
        const button = (
          /** @type {HTMLElement} */
          this.part(".zoom").children[index]
        );
        button.setAttribute("aria-label", text);
        button.title = text;
      }
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
    const parts = [];
    if (this.view) {
      const near = /* @__PURE__ */ new Set();
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
            this.picked.size > 0 && !this.picked.has(node.id) && !near.has(node.id)
          )
        );
      if (this.ring) parts.push(lassoShape(this.ring));
    }
    this.svg.replaceChildren(...parts);
  }
  /** @param {Line} line */
  line({ start: from, end: to, texts, both }) {
    const start = this.nodes.get(from), end = this.nodes.get(to), ends = [from, to].filter((id) => this.picked.has(id)).length;
    if (!start || !end) return [];
    const lit = this.picked.size > 1 ? ends === 2 : ends > 0, text = this.picked.size === 1 && lit ? shortened(texts.join("; "), 34) : "";
    return lineShapes(this.at(start), this.at(end), { size: end.size, lit, both, text });
  }
  /** @param {CanvasNodeData[]} nodes @param {Set<string>} near what is joined with what is picked */
  names(nodes, near) {
    const legend = this.part(".legend"), { width, height } = this.size;
    this.measure.font = `12px ${FONT}`;
    return named(nodes, {
      at: (node) => this.at(node),
      rank: ({ id }) => this.picked.has(id) || id === this.cursor ? 0 : near.has(id) ? 1 : 2,
      width: (text) => this.measure.measureText(text).width,
      across: width,
      legend: [0, legend.offsetTop, legend.offsetWidth, height]
    });
  }
  /** @param {CanvasNodeData} node @param {Name | undefined} name @param {boolean} faint */
  mark(node, name, faint) {
    const picked = this.picked.has(node.id), cursor = this.cursor === node.id;
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
        y: corner.top + y
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
    const corner = this.svg.getBoundingClientRect(), id = this.over(event), more = event.ctrlKey || event.metaKey || event.shiftKey;
    this.panel.listing = false;
    const start = { x: event.clientX, y: event.clientY, view: this.view && { ...this.view } };
    const lasso = !id && (this.lasso || event.shiftKey);
    const moving = id ? this.picked.has(id) ? [...this.picked] : [id] : [];
    const from = moving.flatMap((key) => {
      const node = this.nodes.get(key);
      return node ? [{ node, x: node.x, y: node.y }] : [];
    });
    let far = false;
    this.svg.setPointerCapture(event.pointerId);
    this.svg.classList.remove("keyed");
    this.svg.focus({ preventScroll: true });
    const move = (now) => {
      const dx = now.clientX - start.x, dy = now.clientY - start.y;
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
          y: start.view.y - dy / this.view.scale
        });
      }
      this.draw();
    };
    const up = () => {
      this.svg.removeEventListener("pointermove", move);
      this.svg.removeEventListener("pointerup", up);
      this.svg.removeEventListener("pointercancel", up);
      if (this.ring) {
        const ring = this.ring, nodes = [...this.nodes.values()].filter((node) => isInside(this.at(node), ring)), inside = nodes.map((node) => node.id);
        this.ring = null;
        this.pick(more && !this.lasso ? [.../* @__PURE__ */ new Set([...this.picked, ...inside])] : inside);
      } else if (far && id) {
        this.send({
          do: "move",
          places: Object.fromEntries(from.map(({ node }) => [node.id, [node.x, node.y]]))
        });
      } else if (!far && id && this.last && this.last.id === id && performance.now() - this.last.time < 450) {
        this.last = null;
        this.send({ do: "expand", ids: [id] });
      } else if (!far && id) {
        this.last = { id, time: performance.now() };
        this.pick(
          more ? this.picked.has(id) ? [...this.picked].filter((key) => key !== id) : [...this.picked, id] : [id]
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
    const tip = this.part(".tip"), node = id ? this.nodes.get(id) : void 0;
    tip.hidden = !node;
    this.svg.style.cursor = node ? "pointer" : this.lasso ? "crosshair" : "";
    if (!node) return;
    tip.replaceChildren(
      element("b", "", node.name),
      ...[node.label, node.when].filter(Boolean).map((text) => element("span", "", text))
    );
    const [x, y] = this.at(node), plane = this.part(".plane");
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
    const control = event.ctrlKey || event.metaKey, nodes = [...this.nodes.values()].sort((a, b) => a.y - b.y || a.x - b.x);
    const way = WAYS[event.key];
    if (way && nodes.length) {
      const from = this.nodes.get(this.cursor || [...this.picked][0]), to = from ? nextOne(nodes, from, way) : nodes[0];
      this.cursor = to.id;
      this.part(".spoken").textContent = [to.name, to.label, to.when].filter(Boolean).join(", ");
      this.draw();
      this.tell(to.id);
    } else if (event.key === "Enter" && this.cursor) this.pick([this.cursor]);
    else if (event.key === " " && this.cursor)
      this.pick(
        this.picked.has(this.cursor) ? [...this.picked].filter((id) => id !== this.cursor) : [...this.picked, this.cursor]
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
    const does = [
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
    ];
    for (const [sign, run] of does) {
      const button = element("button", sign.length > 1 ? "word" : "", sign);
      button.type = "button";
      button.addEventListener("click", run);
      this.part(".zoom").append(button);
    }
    this.part(".zoom").children[3].setAttribute("aria-pressed", "false");
  }
};
export {
  explore_default as default
};
