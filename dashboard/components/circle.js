// The circle: marks and lines by vis-network at places that Python has worked out, and beside it the card of the chosen partner.
// Everything that is written comes ready in `data` and is only ever set as text.

const instances = new WeakMap();
const WINDOW_FONT = 12;
let sent = 0;

export default function (component) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return undefined;
  let circle = instances.get(root);
  if (!circle) {
    circle = new Circle(root);
    instances.set(root, circle);
  }
  circle.send = component.setTriggerValue;
  // Each act has a number, so that one that is sent on twice is done once.
  circle.act = (act) => component.setTriggerValue("act", { ...act, at: `${Date.now()}-${++sent}` });
  circle.show(component.data);
  return () => {
    if (!root.isConnected) {
      circle.close();
      instances.delete(root);
    }
  };
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
    this.drawnCard = "";
    this.player = new Player(this);
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
    this.makeHistory();
    globalThis.__friendcircle = { positions: () => this.positions(), ready: () => this.root.dataset.ready === "true", playing: () => this.player.told(), around: () => this.around() };
  }

  close() {
    this.observer.disconnect();
    this.player.halt();
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
    this.player.given(data);
    this.texts();
    if (!this.player.on) this.time();
    this.card();
    this.view();
    const library = await loaded();
    this.library = library;
    if (this.data !== data || !this.root.isConnected) return;
    if (this.player.glides) {
      if (this.player.year) this.counts(this.player.year);
      this.redraw();
    }
    else this.draw(library, restyled);
    this.player.shown();
  }

  texts() {
    const { texts, legend } = this.data;
    this.part(".caption").replaceChildren(element("span", "", this.data.view === "list" ? "" : texts.read), element("span", "shown", texts.shown));
    this.part(".stamp").textContent = texts.stamp;
    this.canvas.setAttribute("aria-label", texts.canvas);
    const rows = (list, entries) => {
      list.replaceChildren(...entries.map((entry) => {
        const row = element("li", entry.count === 0 ? "none" : "");
        row.append(icon(entry.form || "circle", entry.state, entry.line), element("span", "", entry.text));
        if (entry.count !== undefined && entry.count !== null) row.append(element("span", "n", entry.count));
        return row;
      }));
      list.hidden = entries.length === 0;
    };
    rows(this.part(".legend.states"), legend.states);
    rows(this.part(".legend.shapes"), legend.shapes);
    this.part(".zoom").setAttribute("aria-label", texts.zoom);
    [texts.zoom_in, texts.zoom_out, texts.zoom_all, texts.png, texts.svg].forEach((text, index) => {
      const button = this.part(".zoom").children[index];
      button.setAttribute("aria-label", text);
      button.title = text;
    });
  }

  // While the years play the figures are those of the year.
  counts(year) {
    const shown = this.part(".caption .shown");
    if (shown) shown.textContent = this.data.texts.playing.replace("{n}", Object.keys(year.marks).length).replace("{lines}", year.lines);
    this.data.legend.states.forEach((entry, index) => {
      const row = this.part(".legend.states").children[index], count = year.states[entry.state] || 0;
      row.classList.toggle("none", count === 0);
      row.querySelector(".n").textContent = String(count);
    });
  }

  // Back and forward, and what is not in the drawing as it could be.
  makeHistory() {
    for (const [name, path] of [["back", "M10 3L5 8l5 5"], ["forward", "M6 3l5 5-5 5"]]) {
      const button = element("button", name);
      button.type = "button";
      button.append(stroke(path));
      button.addEventListener("click", () => this.act({ do: name }));
      this.part(".history").append(button);
    }
  }

  remarks() {
    const { texts, acts, remarks } = this.data, history = this.part(".history"), row = this.part(".remarks");
    history.setAttribute("aria-label", texts.history);
    for (const name of ["back", "forward"]) {
      const button = history.querySelector(`.${name}`);
      button.title = texts[name];
      button.setAttribute("aria-label", texts[name]);
      button.disabled = !acts[name];
    }
    row.hidden = remarks.length === 0;
    row.replaceChildren(...remarks.map((remark) => {
      const entry = element("span", "", remark.text);
      if (!remark.do) return entry;
      const button = element("button", "", remark.button);
      button.type = "button";
      button.dataset.do = remark.do;
      button.addEventListener("click", () => this.act({ do: remark.do }));
      entry.append(button);
      return entry;
    }));
  }

  view() {
    this.remarks();
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
        const look = lineLook(mark.form, mark.state, mark.line);
        edges.push({ id: `line:${mark.id}`, from: anchor, to: mark.id, smooth: false, dashes: look.dashes, width: look.width, color: this.tone(mark) });
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
      this.network.on("beforeDrawing", (context) => this.drawGround(context));
      this.network.on("afterDrawing", (context) => {
        if (this.player.glides) this.player.draw(context);
        this.drawBandNames(context);
        if (!this.player.glides) this.drawWindow(context);
      });
      this.network.on("click", (event) => {
        const found = this.at(event.pointer.canvas);
        if (found) this.pick(found);
      });
      this.network.on("doubleClick", (event) => {
        const found = this.at(event.pointer.canvas);
        const id = found && found.within ? (found.home ? this.data.window.of : "") : found && found.form === "circle" && !this.player.on ? found.id : "";
        if (id) this.act({ do: "expand", id });
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
    this.root.dataset.window = this.data.window ? this.data.window.of : "";
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
      const told = this.player.year ? String(this.player.year.sectors[sector.code] || 0) : sector.count, count = context.measureText(told).width;
      const left = label.align === "left" ? label.x : label.align === "right" ? label.x - name - count : label.x - (name + count) / 2;
      this.write(context, { text: sector.name, x: left, y: label.y, align: "left", width: name }, 14, 600, "#3b3f46", "#fff");
      this.write(context, { text: told, x: left + name, y: label.y + 0.5, align: "left", width: count }, 12, 400, FAINT, "#fff");
    }
  }

  // Above the lines, which would otherwise cross them.
  drawBandNames(context) {
    for (const band of this.data.bands) this.write(context, band.label, 10.5, 400, FAINT, "#fff");
  }

  // The lines of the drawing, for a saved picture; on the page the library draws them.
  drawLines(context) {
    for (const mark of this.data.marks) {
      if (!mark.line) continue;
      const from = (mark.anchor && this.marks.get(mark.anchor)) || { x: 0, y: 0 };
      drawLine(context, from, mark, { ...lineLook(mark.form, mark.state, mark.line), ...this.tone(mark) });
    }
  }

  // How a line stands out: that of the chosen one does; with the focus on, the others step back.
  tone(mark) {
    const look = lineLook(mark.form, mark.state, mark.line);
    return { color: look.color, opacity: mark.id === this.chosen ? 0.85 : this.aside(mark) ? 0.07 : look.opacity };
  }

  // Whether a mark steps back since only the chosen one and what it is linked with stand out.
  aside(mark) {
    if (!this.data.focus || !this.chosen) return false;
    const chosen = this.marks.get(this.chosen) || {};
    return mark.id !== this.chosen && mark.anchor !== this.chosen && mark.near !== this.chosen && chosen.anchor !== mark.id && chosen.near !== mark.id;
  }

  // A partner's own ports, organisations and contacts, in a window of the drawing.
  drawWindow(context) {
    const { window } = this.data;
    if (!window) return;
    const [left, top, right, bottom] = window.box, centre = this.marks.get(window.of), { width, height } = this.data.frame;
    context.setLineDash([]);
    // What lies around it steps back.
    context.globalAlpha = 0.6;
    context.beginPath();
    context.arc(0, 0, width + height, 0, 2 * Math.PI);
    context.fillStyle = "#fff";
    context.fill();
    context.globalAlpha = 1;
    if (centre && (centre.y > bottom || centre.y < top || centre.x < left || centre.x > right)) {
      context.strokeStyle = FAINT;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(centre.x, centre.y < top ? centre.y + centre.size : centre.y - centre.size);
      context.lineTo(Math.min(Math.max(centre.x, left), right), Math.min(Math.max(centre.y, top), bottom));
      context.stroke();
    }
    context.beginPath();
    const round = 10;
    for (const [x, y, turn] of [[right - round, top + round, -1], [right - round, bottom - round, 0], [left + round, bottom - round, 1], [left + round, top + round, 2]])
      context.arc(x, y, round, (turn * Math.PI) / 2, ((turn + 1) * Math.PI) / 2);
    context.closePath();
    context.fillStyle = "#fff";
    context.fill();
    context.strokeStyle = "#b9b7ae";
    context.lineWidth = 1;
    context.stroke();
    for (const mark of window.marks) drawLine(context, window, mark, { color: "#9aa0a8", opacity: 0.7, width: 0.9, dashes: false });
    context.beginPath();
    context.arc(window.x, window.y, window.size + 7, 0, 2 * Math.PI);
    context.fillStyle = "#fff";
    context.fill();
    drawMark(context, window.x, window.y, window.size + 2, window.form, window.state);
    for (const mark of window.marks) {
      if (mark.id === this.cursor || mark.id === this.hover) {
        context.beginPath();
        context.arc(mark.x, mark.y, 9, 0, 2 * Math.PI);
        context.strokeStyle = INK;
        context.lineWidth = 1.2;
        context.stroke();
      }
      drawMark(context, mark.x, mark.y, 4.6, mark.form, "");
      this.write(context, { text: mark.text, x: mark.label_x, y: mark.y, align: mark.align, width: 186 }, WINDOW_FONT, 400, INK, "#fff");
    }
    this.write(context, { text: window.name, x: window.x, y: top + 15, align: "center", width: 300 }, 13, 700, INK, "#fff");
    if (window.empty) this.write(context, { text: window.empty, x: window.x, y: window.y + 34, align: "center", width: right - left - 30 }, WINDOW_FONT, 400, "#5b616b", "#fff");
    this.write(context, { text: window.counts, x: window.x, y: bottom - 15, align: "center", width: right - left - 30 }, WINDOW_FONT, 400, "#5b616b", "#fff");
    // The cross that folds it up again.
    context.strokeStyle = "#5b616b";
    context.lineWidth = 1.6;
    for (const side of [-1, 1]) {
      context.beginPath();
      context.moveTo(right - 16 - 4.5, top + 15 - 4.5 * side);
      context.lineTo(right - 16 + 4.5, top + 15 + 4.5 * side);
      context.stroke();
    }
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
      drawNode: () => this.drawOne(ctx, mark),
      nodeDimensions: { width: mark.size * 2, height: mark.size * 2 },
    };
  }

  drawOne(ctx, mark) {
    const { id, x, y } = mark, chosen = id === this.chosen, aside = this.aside(mark) && id !== this.hover && id !== this.cursor;
    ctx.globalAlpha = aside ? 0.16 : 1;
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
    drawMark(ctx, x, y, mark.size, mark.form, mark.state, mark.count);
    if (mark.pinned) drawPin(ctx, x, y, mark.size);
    if (mark.label && !aside) {
      // A name beside the mark keeps clear of the ring around a chosen one.
      const shift = chosen ? { left: 3, right: -3 }[mark.label.align] || 0 : 0;
      this.write(ctx, { ...mark.label, x: mark.label.x + shift }, 12, chosen ? 700 : 400, INK, "#fff");
    }
    ctx.globalAlpha = 1;
  }

  // The mark or the name at a point of the drawing; names count as much as marks.
  at({ x, y }) {
    if (this.player.glides) return this.player.at(x, y);
    const { window } = this.data;
    if (window && x >= window.box[0] && x <= window.box[2] && y >= window.box[1] && y <= window.box[3]) return this.within(x, y);
    let best = null, distance = Infinity;
    for (const mark of this.data.marks) {
      const away = Math.hypot(mark.x - x, mark.y - y) - mark.size;
      if (away < 4 && away < distance) { best = mark; distance = away; }
    }
    if (best) return best;
    return this.data.marks.find(({ label }) => label && x >= label.box[0] && x <= label.box[2] && y >= label.box[1] && y <= label.box[3]) || null;
  }

  // What is at a point of the window: one of its marks, the partner in its middle, the cross in its corner, or nothing.
  within(x, y) {
    const { window } = this.data;
    if (x > window.box[2] - 30 && y < window.box[1] + 30) return { id: "", within: true, cross: true };
    if (Math.hypot(x - window.x, y - window.y) < window.size + 7) return { id: window.of, within: true, home: true, x: window.x, y: window.y };
    const found = window.marks.find((mark) => Math.abs(mark.y - y) < 12 && (mark.align === "left" ? x >= mark.x - 9 : x <= mark.x + 9));
    return found ? { ...found, within: true } : null;
  }

  // A click: on a mark it opens its card, on a group its members.
  pick(mark) {
    if (mark.form === "group") this.act({ do: "open", id: mark.id.slice("group:".length) });
    else if (mark.cross) this.act({ do: "expand", id: this.data.window.of });
    else if (!mark.within || mark.choose) this.choose(mark.id);
  }

  around() {
    const { window } = this.data;
    if (!window || !this.network) return null;
    const corner = this.canvas.getBoundingClientRect();
    const place = (x, y) => { const found = this.network.canvasToDOM({ x, y }); return { x: corner.left + found.x, y: corner.top + found.y }; };
    return { of: window.of, counts: window.counts, cross: place(window.box[2] - 16, window.box[1] + 15), marks: window.marks.map((mark) => ({ ...mark, ...place(mark.x, mark.y) })) };
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
    this.canvas.style.cursor = found && (found.cross || !found.within || found.choose) ? "pointer" : "";
    if (((found && found.id) || null) !== this.hover) {
      this.hover = (found && found.id) || null;
      this.redraw();
    }
    this.tell(found);
  }

  tell(mark) {
    const tip = this.part(".tip");
    // What the card says already needs no hint.
    tip.hidden = !mark || !mark.name || mark.id === this.chosen;
    if (tip.hidden || !this.network) return;
    tip.replaceChildren(element("b", "", mark.name), ...this.said(mark).map((text) => element("span", "", text)));
    const { x, y } = this.network.canvasToDOM({ x: mark.x, y: mark.y });
    const plane = this.part(".plane");
    const left = x + 18 + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : x + 18;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
  }

  said(mark) {
    return [mark.country, mark.what, mark.strength, mark.activity, mark.pinned ? this.data.texts.pinned : ""].filter(Boolean);
  }

  // What the arrow keys go through: the marks around the middle, or those of the window while it is open.
  stops() {
    const { marks, window } = this.data;
    if (window) return window.marks.map((mark) => ({ ...mark, within: true }));
    return [...marks].sort((a, b) => Math.atan2(a.x, -a.y) - Math.atan2(b.x, -b.y));
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const order = this.player.on ? [] : this.stops();
    const marked = this.data.marks.find((mark) => mark.id === (this.cursor || this.chosen)) || (this.chosen && { id: this.chosen, form: (this.data.card && this.data.card.head.form) || "" });
    const act = { e: "expand", f: "focus", p: "pin", h: "hide" }[event.key.toLowerCase()];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && order.length) {
      const from = order.findIndex((mark) => mark.id === (this.cursor || this.chosen));
      const mark = order[from < 0 ? (step > 0 ? 0 : order.length - 1) : (from + step + order.length) % order.length];
      this.cursor = mark.id;
      this.part(".spoken").textContent = [mark.name, ...this.said(mark)].join(", ");
      this.tell(mark);
      this.redraw();
    } else if ((event.key === "Enter" || event.key === " ") && this.cursor) this.pick(order.find((mark) => mark.id === this.cursor) || { id: this.cursor });
    else if (act && marked && marked.form !== "group" && (act !== "expand" || marked.form === "circle")) this.act({ do: act, id: marked.id });
    else if (event.key === "Escape" && this.data.window) { this.tell(null); this.act({ do: "expand", id: this.data.window.of }); }
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
    for (const [name, save] of [["PNG", savePng], ["SVG", saveSvg]]) {
      const button = element("button", "word", name);
      button.type = "button";
      button.addEventListener("click", () => {
        const drawing = picture(this);
        save(drawing, this.data.texts.stamp, FONT, this.data.file);
        drawing.parentElement.remove();
      });
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
    if (this.edges && !this.player.glides) this.edges.update(this.data.marks.filter((mark) => mark.line).map((mark) => ({ id: `line:${mark.id}`, color: this.tone(mark) })));
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
    const buttons = element("div", "buttons");
    buttons.setAttribute("role", "group");
    const asked = (year) => (year >= this.data.time.last ? this.data.time.today : `${year}-12-31`);
    const step = (way) => {
      const { time } = this.data;
      const year = Math.min(Math.max(this.player.halt() + way, time.first), time.last);
      this.send("as_of", asked(year));
    };
    for (const [name, path, press] of [
      ["play", "", () => this.player.toggle()],
      ["stop", "M4 4h8v8H4z", () => this.player.stop()],
      ["before", "M10 3L5 8l5 5M3.5 3v10", () => step(-1)],
      ["after", "M6 3l5 5-5 5M12.5 3v10", () => step(1)],
    ]) {
      const button = element("button", name);
      button.type = "button";
      button.append(stroke(path));
      button.addEventListener("click", press);
      buttons.append(button);
    }
    form.append(date, buttons, track);
    range.addEventListener("input", () => {
      this.player.halt();
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
    const buttons = form.querySelector(".buttons");
    buttons.setAttribute("aria-label", texts.as_of);
    for (const [name, text] of [["stop", texts.stop], ["before", texts.year_before], ["after", texts.year_after]]) {
      const button = buttons.querySelector(`.${name}`);
      button.title = text;
      button.setAttribute("aria-label", text);
    }
    buttons.querySelector(".before").disabled = time.year <= time.first;
    buttons.querySelector(".after").disabled = time.value >= time.today;
    this.player.buttons();
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
    const acts = element("th", "deeds");
    acts.scope = "col";
    acts.append(element("span", "", texts.acts));
    head.append(acts);
    const ordered = [...rows];
    if (this.sort) {
      const { index, up } = this.sort;
      const collator = new Intl.Collator(this.data.lang === "zh" ? "zh-CN" : "en", { numeric: true });
      ordered.sort((a, b) => (!a.cells[index] - !b.cells[index]) || (up ? 1 : -1) * collator.compare(a.cells[index], b.cells[index]));
    }
    for (const row of ordered) {
      const line = element("tr", row.id === this.chosen ? "chosen" : this.aside(this.marks.get(row.id) || row) ? "aside" : "");
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
      const cell = element("td", "deeds");
      cell.append(this.buttons(row.id, row.cells[0], row.form));
      line.append(cell);
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
    // What stands there stays, with whatever is unfolded in it, unless it says something else now.
    const wanted = JSON.stringify([chosen, chosen ? [data.card && data.card.id === chosen ? data.card : null, data.acts, this.marks.get(chosen)] : data.overview, data.lang]);
    if (wanted === this.drawnCard) return;
    this.drawnCard = wanted;
    const scrolled = card.dataset.of === (chosen || "") && card.querySelector(".body") ? card.querySelector(".body").scrollTop : 0;
    const held = this.root.getRootNode().activeElement, act = card.contains(held) && held.dataset.do;
    card.dataset.of = chosen || "";
    if (!chosen) {
      card.setAttribute("aria-label", data.overview.title);
      card.dataset.ready = "false";
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
    body.scrollTop = scrolled;
    if (act) card.querySelector(`[data-do="${act}"]`)?.focus({ preventScroll: true });
  }

  // Expand, focus, pin and hide: in the card with words, in the list as signs alone.
  buttons(id, name, form, words = false) {
    const { acts, deeds } = this.data, group = element("div", "acts");
    const on = { expand: acts.grown === id, focus: acts.focus && this.chosen === id, pin: acts.pinned.includes(id), hide: acts.hidden.includes(id) };
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `${name}`);
    for (const [act, path] of Object.entries(SIGNS)) {
      if (act === "expand" && form !== "circle") continue;
      const button = element("button", ""), told = deeds[act], text = on[act] ? told.undo : told.do;
      button.type = "button";
      button.dataset.do = act;
      button.title = told.help;
      button.setAttribute("aria-pressed", String(on[act]));
      button.append(stroke(path));
      if (words) button.append(element("span", "", text));
      else button.setAttribute("aria-label", `${text}: ${name}`);
      button.addEventListener("click", () => this.act({ do: act, id }));
      group.append(button);
    }
    return group;
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
    if (mark.id && mark.form) head.append(this.buttons(mark.id, mark.name, mark.form, true));
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
    if (card.around) all.push(this.own(card.around));
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

  // The ports and organisations of an expanded partner, for those who read rather than look.
  own(around) {
    const section = this.section(around.title);
    if (around.empty) section.append(element("p", "muted", around.empty));
    for (const group of around.groups) {
      if (!group.items.length) continue;
      section.append(element("h4", "", group.title));
      section.append(...this.few(element("ul", "own"), group.items.map((item) => {
        const row = element("li");
        if (!item.id) row.textContent = item.name;
        else {
          const button = element("button", "who", item.name);
          button.type = "button";
          button.addEventListener("click", () => this.choose(item.id));
          row.append(button);
        }
        return row;
      }), 5));
    }
    return section;
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
