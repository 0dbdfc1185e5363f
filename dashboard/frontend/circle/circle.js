// The circle: marks and lines by vis-network at places that Python has worked out, with what can be done to them, back and forward, and the years.

import { FAINT, FONT, INK, drawLine, drawMark, drawPin, lineLook, stroke } from "../shared/circle_marks.js";
import { element } from "../shared/dom.js";
import { Stage, shown } from "../shared/stage.js";
import { picture } from "./circle_picture.js";
import { Player } from "./circle_play.js";

const WINDOW_FONT = 12;

class Circle extends Stage {
  constructor(root) {
    super(root);
    this.network = null;
    this.moved = false;
    this.player = new Player(this);
    this.makeHistory();
    Object.assign(globalThis.__friendcircle, { playing: () => this.player.told(), around: () => this.around() });
  }

  close() {
    super.close();
    this.player.halt();
    if (this.network) this.network.destroy();
    this.network = null;
  }

  begin() {
    this.player.given(this.data);
  }

  view() {
    this.remarks();
    super.view();
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

  time() {
    if (this.player.on) return;
    super.time();
    const { texts } = this.data, stop = this.part(".time .buttons .stop");
    stop.title = texts.stop;
    stop.setAttribute("aria-label", texts.stop);
    this.player.buttons();
  }

  controls() {
    return [["play", "", () => this.player.toggle()], ["stop", "M4 4h8v8H4z", () => this.player.stop()], ...super.controls()];
  }

  halt() {
    return this.player.halt();
  }

  // The library comes in a component of its own, so that it crosses the wire once and not with every answer.
  loaded() {
    return new Promise((resolve) => {
      const look = () => (globalThis.vis && globalThis.vis.Network ? resolve(globalThis.vis) : setTimeout(look, 20));
      look();
    });
  }

  // ---- canvas

  draw(library, refit) {
    this.library = library;
    if (this.player.glides) {
      if (this.player.year) this.counts(this.player.year);
      this.redraw();
    } else this.drawAll(library, refit);
    this.player.shown();
  }

  drawAll(library, refit) {
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
      // The library's own frame would be a second stop of the keyboard that does nothing.
      this.canvas.querySelector(".vis-network").removeAttribute("tabindex");
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
      const name = context.measureText(`${sector.name} `).width;
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

  drawNode({ ctx }, id) {
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

  choose(id) {
    const before = this.chosen;
    super.choose(id);
    if (this.chosen !== before && this.edges && !this.player.glides)
      this.edges.update(this.data.marks.filter((mark) => mark.line).map((mark) => ({ id: `line:${mark.id}`, color: this.tone(mark) })));
  }

  key(event) {
    const { window, marks, card } = this.data, ours = !event.altKey && !event.ctrlKey && !event.metaKey;
    const act = ours && { e: "expand", f: "focus", p: "pin", h: "hide" }[event.key.toLowerCase()];
    const marked = marks.find((mark) => mark.id === (this.cursor || this.chosen)) || (this.chosen && { id: this.chosen, form: (card && card.head.form) || "" });
    if (act && marked && marked.form !== "group" && (act !== "expand" || marked.form === "circle")) this.act({ do: act, id: marked.id });
    else if (ours && event.key === "Escape" && window) { this.tell(null); this.act({ do: "expand", id: window.of }); }
    else { super.key(event); return; }
    event.preventDefault();
  }

  // The marks around the middle, or those of the window while it is open.
  stops() {
    const { window } = this.data;
    if (this.player.on) return [];
    return window ? window.marks.map((mark) => ({ ...mark, within: true })) : this.order();
  }

  // The marks in the order in which the arrow keys go from one to the next.
  order() {
    return [...this.data.marks].sort((a, b) => Math.atan2(a.x, -a.y) - Math.atan2(b.x, -b.y));
  }

  onPlane(mark) {
    if (!this.network) return { x: 0, y: 0 };
    return this.network.canvasToDOM({ x: mark.x, y: mark.y });
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

  withPicture(use) {
    const drawing = picture(this);
    use(drawing);
    drawing.parentElement.remove();
  }
}

function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}

export default (component) => shown(component, Circle);
