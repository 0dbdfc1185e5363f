// The circle: marks and lines by vis-network at places that Python has worked out, and beside it the card of the chosen partner.
// Everything that is written comes ready in `data` and is only ever set as text.

const INK = "#1b1e23", FAINT = "#6f757e";
const COLOUR = { recent: "#0072B2", silent: "#E69F00", unknown: "#8A8F98", intended: "#D55E00" };
const DASHES = { signed: false, intended: [6, 5], contact: [1.5, 4] };
const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
const instances = new WeakMap();

// What a component does with each answer; `Kind` is what is drawn, the circle or what shows the same in another way.
function shown(component, Kind) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return undefined;
  let circle = instances.get(root);
  if (!circle) {
    circle = new Kind(root);
    instances.set(root, circle);
  }
  circle.send = component.setTriggerValue;
  circle.show(component.data);
  return () => {
    if (!root.isConnected) {
      circle.close();
      instances.delete(root);
    }
  };
}

// One drawing of a mark for the canvas; the legend and the card draw the same as SVG (see `icon`).
function drawMark(context, x, y, size, form, state) {
  context.lineWidth = 2;
  context.setLineDash([]);
  if (form !== "circle") {
    context.beginPath();
    polygon(form).forEach(([dx, dy], index) => (index ? context.lineTo(x + dx * size, y + dy * size) : context.moveTo(x + dx * size, y + dy * size)));
    context.closePath();
    context.fillStyle = state === "recent" ? "#3f6f8f" : "#7d838c";
    context.strokeStyle = "#fff";
    context.lineWidth = 1;
    context.fill();
    context.stroke();
    return;
  }
  const colour = COLOUR[state];
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.fillStyle = state === "recent" ? colour : "#fff";
  context.fill();
  context.strokeStyle = colour;
  if (state === "intended") context.setLineDash([size * 0.62, size * 0.42]);
  context.stroke();
  context.setLineDash([]);
  if (state === "silent") {
    context.beginPath();
    context.arc(x, y, size, -Math.PI / 2, Math.PI / 2);
    context.closePath();
    context.fillStyle = colour;
    context.fill();
  } else if (state === "unknown") {
    context.fillStyle = "#5b616b";
    context.font = `600 ${Math.round(size * 1.55)}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("?", x, y + size * 0.08);
  }
}

function polygon(form) {
  if (form === "port") return [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]];
  if (form === "consulate") return [[0, -1.2], [1.2, 0.95], [-1.2, 0.95]];
  return [[-0.95, -0.95], [0.95, -0.95], [0.95, 0.95], [-0.95, 0.95]];
}

function icon(form, state, line) {
  const svg = shape("svg", { width: line ? 26 : 16, height: 16, viewBox: line ? "0 0 26 16" : "0 0 16 16", "aria-hidden": "true" });
  if (line) {
    const dashes = DASHES[line] ? DASHES[line].join(" ") : "none";
    svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, stroke: "#5b616b", "stroke-width": line === "signed" ? 2.4 : 1.8, "stroke-dasharray": dashes }));
  } else if (form !== "circle") {
    svg.append(shape("polygon", { points: polygon(form).map(([x, y]) => `${8 + 5 * x},${8 + 5 * y}`).join(" "), fill: "#5b616b" }));
  } else {
    const colour = COLOUR[state];
    svg.append(shape("circle", { cx: 8, cy: 8, r: 6, fill: state === "recent" ? colour : "#fff", stroke: colour, "stroke-width": 2, ...(state === "intended" ? { "stroke-dasharray": "3.7 2.6" } : {}) }));
    if (state === "silent") svg.append(shape("path", { d: "M8,2A6,6 0 0 1 8,14Z", fill: colour }));
    if (state === "unknown") {
      const mark = shape("text", { x: 8, y: 11.4, "text-anchor": "middle", "font-size": 9.5, "font-weight": 600, fill: "#5b616b" });
      mark.textContent = "?";
      svg.append(mark);
    }
  }
  return svg;
}

class Circle {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(name);
    this.canvas = this.part(".canvas");
    this.network = null;
    this.data = null;
    this.chosen = null;
    this.waiting = null;
    this.hover = null;
    this.cursor = null;
    this.moved = false;
    this.sort = null;
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.part(".plane"));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => { this.cursor = null; this.redraw(); });
    this.canvas.addEventListener("mousemove", (event) => this.point(event));
    this.canvas.addEventListener("mouseleave", () => this.point(null));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false, capture: true });
    this.part(".card").addEventListener("keydown", (event) => { if (event.key === "Escape") this.choose(null); });
    this.makeTime();
    this.makeZoom();
    globalThis.__friendcircle = { positions: () => this.positions(), ready: () => this.root.dataset.ready === "true", card: () => (this.data.card ? this.data.card.id : null) };
  }

  close() {
    this.observer.disconnect();
    if (this.network) this.network.destroy();
    this.network = null;
  }

  async show(data) {
    const first = this.data === null;
    const restyled = first || JSON.stringify(this.data.frame) !== JSON.stringify(data.frame);
    this.data = data;
    this.marks = new Map(data.marks.map((mark) => [mark.id, mark]));
    if (this.waiting === null || this.waiting === (data.chosen || "")) {
      this.chosen = data.chosen;
      this.waiting = null;
    }
    this.texts();
    this.time();
    this.card();
    this.view();
    const library = await this.loaded();
    if (this.data !== data || !this.root.isConnected) return;
    this.draw(library, restyled);
  }

  loaded() {
    return loaded();
  }

  icon({ form, state, line }) {
    return icon(form || "circle", state, line);
  }

  texts() {
    const { texts, legend } = this.data;
    this.part(".caption").replaceChildren(element("span", "", this.data.view === "list" ? "" : texts.read), element("span", "shown", texts.shown));
    this.part(".stamp").textContent = texts.stamp;
    this.canvas.setAttribute("aria-label", texts.canvas);
    const rows = (list, entries) => {
      list.replaceChildren(...entries.map((entry) => {
        const row = element("li", entry.count === 0 ? "none" : "");
        row.append(this.icon(entry), element("span", "", entry.text));
        if (entry.count !== undefined && entry.count !== null) row.append(element("span", "n", entry.count));
        return row;
      }));
      list.hidden = entries.length === 0;
    };
    rows(this.part(".legend.states"), legend.states);
    rows(this.part(".legend.shapes"), legend.shapes);
    this.part(".zoom").setAttribute("aria-label", texts.zoom);
    [texts.zoom_in, texts.zoom_out, texts.zoom_all].forEach((text, index) => {
      const button = this.part(".zoom").children[index];
      button.setAttribute("aria-label", text);
      button.title = text;
    });
  }

  view() {
    const list = this.data.view === "list";
    this.part(".list").hidden = !list;
    for (const name of [".canvas", ".legend.states", ".legend.shapes", ".stamp", ".zoom"]) this.part(name).style.visibility = list ? "hidden" : "";
    if (list) this.table();
  }

  // ---- canvas

  draw(library, refit) {
    const { marks, home, frame } = this.data;
    const nodes = [{ id: home.id, x: 0, y: 0, shape: "custom", ctxRenderer: (given) => this.drawHome(given) }];
    const edges = [];
    for (const mark of marks) {
      nodes.push({ id: mark.id, x: mark.x, y: mark.y, shape: "custom", ctxRenderer: (given) => this.drawNode(given, mark.id) });
      if (mark.line) {
        const anchor = mark.anchor && this.marks.has(mark.anchor) ? mark.anchor : home.id;
        const strong = mark.form === "circle";
        edges.push({
          id: `line:${mark.id}`, from: anchor, to: mark.id, smooth: false, dashes: DASHES[mark.line] || false, width: !strong ? 0.9 : mark.line === "signed" ? 2.2 : 1.6,
          color: { color: strong ? COLOUR[mark.state] : "#9aa0a8", opacity: mark.id === this.chosen ? 0.85 : strong ? 0.36 : 0.5 },
        });
      }
    }
    if (!this.network) {
      this.nodes = new library.DataSet(nodes);
      this.edges = new library.DataSet(edges);
      this.network = new library.Network(this.canvas, { nodes: this.nodes, edges: this.edges }, {
        physics: false, autoResize: false, layout: { improvedLayout: false },
        nodes: { fixed: true, chosen: false, physics: false },
        edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
        interaction: { dragNodes: false, hover: false, selectable: false, selectConnectedEdges: false, zoomView: false, dragView: true, keyboard: false, tooltipDelay: 0 },
      });
      // The library's own frame would be a second stop of the keyboard that does nothing.
      this.canvas.querySelector(".vis-network").removeAttribute("tabindex");
      this.network.on("beforeDrawing", (context) => this.drawGround(context));
      this.network.on("afterDrawing", (context) => this.drawBandNames(context));
      this.network.on("click", (event) => {
        const found = this.at(event.pointer.canvas);
        if (found) this.choose(found.id);
      });
      this.network.on("dragEnd", () => { this.moved = true; });
      refit = true;
    } else {
      replace(this.nodes, nodes);
      replace(this.edges, edges);
    }
    if (refit) this.moved = false;
    this.resize();
    this.root.dataset.marks = String(marks.length);
    this.root.dataset.chosen = this.chosen || "";
    this.root.dataset.lang = this.data.lang;
    this.root.dataset.frame = `${frame.width}x${frame.height}`;
    this.root.dataset.ready = "true";
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.part(".plane");
    if (!this.data || width === 0) return;
    const scale = Math.min(width / this.data.frame.width, height / this.data.frame.height);
    this.part(".plane").style.setProperty("--scale", String(Math.max(scale, 0.8)));
    if (!this.network) return;
    this.network.setSize(`${width}px`, `${height}px`);
    if (!this.moved) this.network.moveTo({ position: { x: 0, y: 0 }, scale });
    this.network.redraw();
  }

  redraw() {
    if (this.network) this.network.redraw();
  }

  drawGround(context) {
    const { sectors, bands, frame } = this.data;
    const radians = (degrees) => (degrees * Math.PI) / 180;
    sectors.forEach((sector, index) => {
      context.beginPath();
      context.arc(0, 0, frame.radius, radians(sector.start), radians(sector.end));
      context.arc(0, 0, frame.home + 8, radians(sector.end), radians(sector.start), true);
      context.closePath();
      context.fillStyle = index % 2 ? "#F4F3EE" : "#F8F7F3";
      context.fill();
    });
    context.lineWidth = 1;
    context.strokeStyle = "#D3D1C8";
    bands.forEach((band, index) => {
      for (const sector of sectors) {
        context.beginPath();
        context.arc(0, 0, index === bands.length - 1 ? frame.radius : band.outer, radians(sector.start), radians(sector.end));
        context.stroke();
      }
    });
    for (const sector of sectors) {
      const { label } = sector;
      context.font = `600 14px ${FONT}`;
      const name = context.measureText(sector.name + " ").width;
      context.font = `400 12px ${FONT}`;
      const count = context.measureText(sector.count).width;
      const left = label.align === "left" ? label.x : label.align === "right" ? label.x - name - count : label.x - (name + count) / 2;
      this.write(context, { text: sector.name, x: left, y: label.y, align: "left", width: name }, 14, 600, "#3b3f46", "#fff");
      this.write(context, { text: sector.count, x: left + name, y: label.y + 0.5, align: "left", width: count }, 12, 400, FAINT, "#fff");
    }
  }

  // Above the lines, which would otherwise cross them.
  drawBandNames(context) {
    for (const band of this.data.bands) this.write(context, band.label, 10.5, 400, FAINT, "#fff");
  }

  write(context, label, size, weight, colour, halo) {
    context.font = `${weight} ${size}px ${FONT}`;
    context.textAlign = label.align;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    if (halo) {
      context.lineWidth = 4;
      context.strokeStyle = halo;
      context.strokeText(label.text, label.x, label.y + 0.5, label.width);
    }
    context.fillStyle = colour;
    context.fillText(label.text, label.x, label.y + 0.5, label.width);
  }

  drawHome({ ctx, x, y }) {
    const { home } = this.data;
    return {
      drawNode: () => {
        ctx.beginPath();
        ctx.arc(x, y, home.size + 4, 0, 2 * Math.PI);
        ctx.fillStyle = "#fff";
        ctx.fill();
        ctx.beginPath();
        ctx.arc(x, y, home.size, 0, 2 * Math.PI);
        ctx.fillStyle = INK;
        ctx.fill();
        ctx.font = `700 ${home.font}px ${FONT}`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillStyle = "#fff";
        ctx.fillText(home.label, x, y + 1, home.size * 2 - 8);
      },
      nodeDimensions: { width: home.size * 2, height: home.size * 2 },
    };
  }

  drawNode({ ctx, x, y }, id) {
    const mark = this.marks.get(id);
    if (!mark) return { drawNode: () => {}, nodeDimensions: { width: 1, height: 1 } };
    return {
      drawNode: () => {
        const chosen = id === this.chosen;
        if (chosen || id === this.hover || id === this.cursor) {
          ctx.beginPath();
          ctx.arc(x, y, mark.size + (chosen ? 5 : 4), 0, 2 * Math.PI);
          ctx.fillStyle = "#fff";
          ctx.fill();
          ctx.lineWidth = chosen ? 1.6 : 1.2;
          ctx.strokeStyle = INK;
          ctx.setLineDash(id === this.cursor && !chosen ? [3, 2] : []);
          ctx.stroke();
          ctx.setLineDash([]);
        }
        drawMark(ctx, x, y, mark.size, mark.form, mark.state);
        if (!mark.label) return;
        // A name beside the mark keeps clear of the ring around a chosen one.
        const aside = chosen ? { left: 3, right: -3 }[mark.label.align] || 0 : 0;
        this.write(ctx, { ...mark.label, x: mark.label.x + aside }, 12, chosen ? 700 : 400, INK, "#fff");
      },
      nodeDimensions: { width: mark.size * 2, height: mark.size * 2 },
    };
  }

  // The mark or the name at a point of the drawing; names count as much as marks.
  at({ x, y }) {
    let best = null, distance = Infinity;
    for (const mark of this.data.marks) {
      const away = Math.hypot(mark.x - x, mark.y - y) - mark.size;
      if (away < 4 && away < distance) { best = mark; distance = away; }
    }
    if (best) return best;
    return this.data.marks.find(({ label }) => label && x >= label.box[0] && x <= label.box[2] && y >= label.box[1] && y <= label.box[3]) || null;
  }

  positions() {
    if (!this.network) return [];
    const corner = this.canvas.getBoundingClientRect();
    return this.data.marks.map((mark) => {
      const { x, y } = this.network.canvasToDOM({ x: mark.x, y: mark.y });
      const box = mark.label ? [[mark.label.box[0], mark.label.box[1]], [mark.label.box[2], mark.label.box[3]]].map(([a, b]) => this.network.canvasToDOM({ x: a, y: b })) : null;
      return { id: mark.id, name: mark.name, form: mark.form, state: mark.state, x: corner.left + x, y: corner.top + y, label: box ? [corner.left + box[0].x, corner.top + box[0].y, corner.left + box[1].x, corner.top + box[1].y] : null };
    });
  }

  point(event) {
    let found = null;
    if (event && this.network) {
      const corner = this.canvas.getBoundingClientRect();
      found = this.at(this.network.DOMtoCanvas({ x: event.clientX - corner.left, y: event.clientY - corner.top }));
    }
    this.canvas.style.cursor = found ? "pointer" : "";
    if ((found && found.id) !== this.hover) {
      this.hover = found ? found.id : null;
      this.redraw();
    }
    this.tell(found);
  }

  onPlane(mark) {
    if (!this.network) return { x: 0, y: 0 };
    return this.network.canvasToDOM({ x: mark.x, y: mark.y });
  }

  // The marks in the order in which the arrow keys go from one to the next.
  order() {
    return [...this.data.marks].sort((a, b) => Math.atan2(a.x, -a.y) - Math.atan2(b.x, -b.y));
  }

  tell(mark) {
    const tip = this.part(".tip");
    // What the card says already needs no hint.
    tip.hidden = !mark || mark.id === this.chosen;
    if (tip.hidden) return;
    tip.replaceChildren(element("b", "", mark.name), ...[mark.country, mark.what, mark.strength, mark.activity].filter(Boolean).map((text) => element("span", "", text)));
    const { x, y } = this.onPlane(mark);
    const plane = this.part(".plane");
    const left = x + 18 + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : x + 18;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
  }

  key(event) {
    const order = this.order();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && order.length) {
      const from = order.findIndex((mark) => mark.id === (this.cursor || this.chosen));
      const mark = order[from < 0 ? (step > 0 ? 0 : order.length - 1) : (from + step + order.length) % order.length];
      this.cursor = mark.id;
      this.part(".spoken").textContent = [mark.name, mark.country, mark.what, mark.strength, mark.activity].filter(Boolean).join(", ");
      this.tell(mark);
      this.redraw();
    } else if ((event.key === "Enter" || event.key === " ") && this.cursor) this.choose(this.cursor);
    else if (event.key === "Escape") { this.tell(null); this.choose(null); }
    else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.zoom(0);
    else return;
    event.preventDefault();
  }

  makeZoom() {
    for (const [sign, factor] of [["+", 1.25], ["−", 0.8], ["⤢", 0]]) {
      const button = element("button", "", sign);
      button.type = "button";
      button.addEventListener("click", () => this.zoom(factor));
      this.part(".zoom").append(button);
    }
  }

  zoom(factor, around) {
    if (!this.network) return;
    if (!factor) {
      this.moved = false;
      this.resize();
      return;
    }
    this.moved = true;
    const scale = Math.min(6, Math.max(0.4, this.network.getScale() * factor));
    const centre = this.network.getViewPosition();
    const share = around ? 1 - this.network.getScale() / scale : 0;
    this.network.moveTo({ scale, position: around ? { x: centre.x + (around.x - centre.x) * share, y: centre.y + (around.y - centre.y) * share } : centre });
    this.tell(null);
  }

  // The page scrolls as usual; with Ctrl the wheel zooms.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) { event.stopPropagation(); return; }
    event.preventDefault();
    event.stopPropagation();
    const corner = this.canvas.getBoundingClientRect();
    if (this.network) this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, this.network.DOMtoCanvas({ x: event.clientX - corner.left, y: event.clientY - corner.top }));
  }

  choose(id) {
    if ((id || null) === (this.chosen || null)) return;
    this.chosen = id;
    this.waiting = id || "";
    this.root.dataset.chosen = id || "";
    if (this.edges) this.edges.update(this.data.marks.filter((mark) => mark.line).map((mark) => ({ id: `line:${mark.id}`, color: { color: mark.form === "circle" ? COLOUR[mark.state] : "#9aa0a8", opacity: mark.id === id ? 0.85 : mark.form === "circle" ? 0.36 : 0.5 } })));
    this.card();
    this.tell(null);
    if (this.data.view === "list") this.table();
    this.redraw();
    this.send("pick", id || "");
  }

  // ---- time

  makeTime() {
    const form = this.part(".time");
    const date = element("label", "date");
    const field = element("input");
    Object.assign(field, { type: "text", inputMode: "numeric", maxLength: 10, name: "as_of", autocomplete: "off" });
    date.append(element("span"), field);
    const track = element("div", "track");
    const range = element("input");
    Object.assign(range, { type: "range", step: 1 });
    track.append(range);
    form.append(date, track);
    const asked = (year) => (year >= this.data.time.last ? this.data.time.today : `${year}-12-31`);
    range.addEventListener("input", () => {
      field.value = asked(Number(range.value));
      this.fill(Number(range.value));
    });
    range.addEventListener("change", () => this.send("as_of", asked(Number(range.value))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      const [year, month = 1, day = 1] = text.split("-").map(Number);
      const date = new Date(Date.UTC(year, month - 1, day));
      const good = /^\d{4}(-\d{2}){0,2}$/.test(text) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
      field.classList.toggle("bad", !good);
      field.setAttribute("aria-invalid", String(!good));
      field.title = good ? "" : this.data.texts.forms;
      if (good) this.send("as_of", text);
    });
  }

  time() {
    const { time, texts } = this.data;
    const form = this.part(".time");
    const [label, field] = form.querySelector(".date").children;
    label.textContent = texts.as_of;
    field.value = time.value;
    field.classList.remove("bad");
    field.removeAttribute("aria-invalid");
    field.title = "";
    const range = form.querySelector("input[type=range]");
    Object.assign(range, { min: time.first, max: time.last, value: time.year });
    range.setAttribute("aria-label", texts.as_of);
    range.setAttribute("aria-valuetext", time.value);
    this.fill(time.year);
    const track = form.querySelector(".track");
    track.querySelectorAll(".tick").forEach((tick) => tick.remove());
    for (const year of time.ticks) {
      const tick = element("span", "tick", year);
      tick.style.left = `calc(8px + (100% - 16px) * ${(year - time.first) / Math.max(time.last - time.first, 1)})`;
      track.append(tick);
    }
  }

  fill(year) {
    const { time } = this.data;
    this.part(".time input[type=range]").style.setProperty("--at", `${(100 * (year - time.first)) / Math.max(time.last - time.first, 1)}%`);
  }

  // ---- table

  table() {
    const { columns, rows, texts } = this.data.table;
    const list = this.part(".list");
    if (!rows.length) {
      list.replaceChildren(element("p", "empty", texts.empty));
      return;
    }
    const table = element("table"), head = element("tr"), body = element("tbody");
    columns.forEach((column, index) => {
      const cell = element("th");
      cell.scope = "col";
      if (this.sort && this.sort.index === index) cell.setAttribute("aria-sort", this.sort.up ? "ascending" : "descending");
      const button = element("button", "", column.title);
      button.type = "button";
      button.addEventListener("click", () => {
        this.sort = { index, up: !(this.sort && this.sort.index === index && this.sort.up) };
        this.table();
      });
      cell.append(button);
      head.append(cell);
    });
    const ordered = [...rows];
    if (this.sort) {
      const { index, up } = this.sort;
      const collator = new Intl.Collator(this.data.lang === "zh" ? "zh-CN" : "en", { numeric: true });
      ordered.sort((a, b) => (!a.cells[index] - !b.cells[index]) || (up ? 1 : -1) * collator.compare(a.cells[index], b.cells[index]));
    }
    for (const row of ordered) {
      const line = element("tr", row.id === this.chosen ? "chosen" : "");
      row.cells.forEach((text, index) => {
        const cell = element("td", columns[index].type === "date" ? "date" : "");
        if (index === 0) {
          const button = element("button", "", text);
          button.type = "button";
          button.dataset.id = row.id;
          button.addEventListener("click", () => this.choose(row.id));
          cell.append(button);
        } else cell.textContent = text;
        line.append(cell);
      });
      body.append(line);
    }
    const top = element("thead");
    top.append(head);
    table.append(top, body);
    const scrolled = list.scrollTop;
    list.replaceChildren(table);
    list.scrollTop = scrolled;
  }

  // ---- card

  card() {
    const { data, chosen } = this;
    const card = this.part(".card");
    if (!chosen) {
      card.setAttribute("aria-label", data.overview.title);
      card.replaceChildren(...this.overview(data.overview));
      return;
    }
    const ready = data.card && data.card.id === chosen ? data.card : null;
    const head = this.marks.get(chosen) || (ready && ready.head) || { name: chosen, others: [] };
    card.setAttribute("aria-label", head.name);
    card.dataset.ready = ready ? "true" : "false";
    const body = element("div", "body");
    body.tabIndex = 0;
    if (ready) body.append(...this.sections(ready));
    else for (const width of [40, 88, 76, 82, 36, 90, 64]) { const bone = element("div", "bone"); bone.style.width = `${width}%`; body.append(bone); }
    const parts = [this.head(head), body];
    if (ready && ready.evidence) {
      const foot = element("div", "evidence");
      foot.append(element("b", "", ready.evidence.title), element("span", "", ready.evidence.text));
      parts.push(foot);
    }
    card.replaceChildren(...parts);
  }

  head(mark) {
    const head = element("header"), top = element("div", "top"), title = element("h2", "", mark.name);
    const beside = [...(mark.others || []), mark.country].filter(Boolean).join(" · ");
    if (beside) title.append(element("small", "", beside));
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", this.data.texts.close);
    close.addEventListener("click", () => { this.choose(null); this.canvas.focus({ preventScroll: true }); });
    top.append(title, close);
    head.append(top);
    if (mark.what) head.append(element("p", "what", mark.what));
    if (mark.activity) {
      const state = element("p", "state");
      if (mark.state && mark.form === "circle") state.append(icon("circle", mark.state));
      else if (mark.form) state.append(icon(mark.form));
      state.append(element("span", "", mark.activity));
      head.append(state);
    }
    return head;
  }

  section(title, aside) {
    const section = element("section"), heading = element("h3", "", title);
    if (aside) heading.append(element("small", "", aside));
    section.append(heading);
    return section;
  }

  // The first few, and the others on request.
  few(list, nodes, count) {
    list.append(...nodes.slice(0, count));
    if (nodes.length <= count) return [list];
    const more = element("button", "more", this.data.texts.more.replace("{n}", String(nodes.length - count)));
    more.type = "button";
    more.addEventListener("click", () => { list.append(...nodes.slice(count)); more.remove(); });
    return [list, more];
  }

  sections(card) {
    const all = [];
    if (card.notes.length) {
      const section = element("section");
      section.append(...card.notes.map((text) => element("p", "muted", text)));
      all.push(section);
    }
    if (card.strength) all.push(this.strength(card.strength, card.id));
    if (card.steps) {
      const section = this.section(card.steps.title);
      const list = element("ol", "steps");
      for (const step of card.steps.items) {
        const row = element("li", step.state);
        row.append(element("span", "day", step.date), element("span", step.state === "aside" ? "aside-text" : "", step.text));
        list.append(row);
      }
      section.append(list);
      all.push(section);
    }
    if (card.contacts) {
      const section = this.section(card.contacts.title, card.contacts.aside);
      if (card.contacts.items.length) section.append(...this.few(element("ul", "contacts"), card.contacts.items.map((item) => this.contact(item)), 5));
      else section.append(element("p", "muted", card.contacts.empty));
      all.push(section);
    }
    if (card.disagreements) {
      const section = this.section(card.disagreements.title, card.disagreements.aside);
      section.append(...this.few(element("ul", "differ"), card.disagreements.items.map((item) => {
        const row = element("li");
        row.append(element("p", "", item.what));
        for (const side of item.sides) {
          const line = element("p", "side");
          line.append(element("b", "", side.value), element("span", "muted", side.sources));
          row.append(line);
        }
        return row;
      }), 3));
      all.push(section);
    }
    if (card.sources) {
      const section = this.section(card.sources.title, card.sources.aside);
      section.append(...this.few(element("ul", "sources"), card.sources.items.map((item) => this.source(item)), 4));
      all.push(section);
    }
    return all;
  }

  // The word first, the number small beside it; the components one upon the other.
  strength(strength, id) {
    const section = this.section(strength.title), lead = element("p", "level");
    if (strength.empty) {
      section.append(element("p", "muted", strength.empty));
      return section;
    }
    lead.append(element("b", "", strength.word), element("span", "n", strength.value), this.fileLink(strength.file, id));
    const list = element("ul", "fall");
    for (const row of strength.rows) {
      const line = element("li", row.recorded ? "" : "none"), text = element("span", "text", row.text), track = element("span", "track"), bar = element("i");
      text.title = row.text;
      bar.style.left = `${(100 * row.base) / strength.scale}%`;
      if (row.recorded) bar.style.width = `${(100 * row.points) / strength.scale}%`;
      track.append(bar);
      line.append(element("b", "", row.name), text, track, element("span", "n", row.value));
      list.append(line);
    }
    section.append(lead, element("p", "range", strength.evidence), list);
    return section;
  }

  // A link that can be copied and opened in a tab; a plain click stays in this visit.
  fileLink(file, id) {
    const link = element("a", "file", file.text);
    link.href = file.url;
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.send("open", id);
    });
    return link;
  }

  source(item) {
    const row = element("li");
    const grade = element("span", "grade", item.grade || "–");
    grade.title = item.grade_text;
    row.append(grade, safeLink(item.url, item.title), element("div", "meta", item.meta));
    return row;
  }

  contact(item) {
    const row = element("li");
    const title = element("span", "title");
    if (item.tags) title.append(element("span", "", item.tags));
    if (item.text) title.append(element("span", "quote", item.text));
    row.append(element("span", "day", item.date), title);
    if (item.sources.length) {
      const button = element("button", "ref", item.ref);
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      const refs = element("ul", "refs");
      refs.hidden = true;
      refs.append(...item.sources.map((entry) => this.source(entry)));
      button.addEventListener("click", () => { refs.hidden = !refs.hidden; button.setAttribute("aria-expanded", String(!refs.hidden)); });
      row.append(button, refs);
    }
    return row;
  }

  overview(overview) {
    const head = element("header"), body = element("div", "body");
    body.tabIndex = 0;
    const top = element("div", "top");
    top.append(element("h2", "", overview.title));
    head.append(top, element("p", "what", overview.lead));
    const figures = element("section"), tiles = element("div", "tiles");
    for (const tile of overview.tiles) {
      const box = element("div");
      box.append(element("b", "", tile.value), element("span", "", tile.text));
      tiles.append(box);
    }
    figures.append(tiles);
    const shares = this.section(overview.continents.title, overview.continents.aside);
    const bars = element("ul", "bars");
    for (const row of overview.continents.rows) {
      const line = element("li"), bar = element("span", "bar");
      row.parts.forEach((count, index) => {
        if (!count) return;
        const part = element("i", `r${index}`);
        part.style.width = `${(100 * count) / overview.continents.most}%`;
        part.title = `${overview.continents.keys[index]} ${count}`;
        bar.append(part);
      });
      line.append(element("span", "", row.name), bar, element("span", "n", row.count));
      bars.append(line);
    }
    const key = element("ul", "key");
    overview.continents.keys.forEach((text, index) => {
      const entry = element("li");
      entry.append(element("i", `r${index}`), element("span", "", text));
      key.append(entry);
    });
    shares.append(bars, key);
    const recent = this.section(overview.recent.title, overview.recent.aside);
    const list = element("ul", "contacts");
    for (const item of overview.recent.items) {
      const row = this.contact(item);
      if (item.partner && item.partner.name) {
        const who = element("button", "who", item.partner.name);
        who.type = "button";
        who.addEventListener("click", () => this.choose(item.partner.id));
        row.children[1].prepend(who, " ");
      }
      list.append(row);
    }
    if (overview.recent.items.length) recent.append(list);
    else recent.append(element("p", "muted", overview.recent.empty));
    const notes = element("section");
    notes.append(...overview.notes.map((text) => element("p", "muted", text)));
    body.append(figures, shares, recent);
    if (overview.notes.length) body.append(notes);
    return [head, body];
  }
}

function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}

// The library comes in a component of its own, so that it crosses the wire once and not with every answer.
function loaded() {
  return new Promise((resolve) => {
    const look = () => (globalThis.vis && globalThis.vis.Network ? resolve(globalThis.vis) : setTimeout(look, 20));
    look();
  });
}
