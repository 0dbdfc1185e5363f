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
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
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

// shared/circle_marks.js
var INK = "#1b1e23";
var FAINT = "#6f757e";
var COLOUR = { recent: "#0072B2", silent: "#E69F00", unknown: "#8A8F98", intended: "#D55E00" };
var DASHES = { signed: false, intended: [6, 5], contact: [1.5, 4] };
var FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
var SIGNS = {
  expand: "M8 8L3.5 4M8 8l5-3.5M8 8l1 5.2M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 3.4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M12 4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M7.8 13.6a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0",
  focus: "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M5.8 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0",
  pin: "M5.5 2h5M6.2 2v4.4L4 9h8L9.8 6.4V2M8 9v5",
  hide: "M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM6.4 8a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M3 13.5L13 2.5"
};
function drawMark(context, x, y, size, form, state, count) {
  context.lineWidth = 2;
  context.setLineDash([]);
  if (form === "group") {
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fillStyle = "#eef1f4";
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = "#5b616b";
    context.stroke();
    context.font = `600 ${count > 999 ? 9 : count > 99 ? 10.5 : 11}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = INK;
    context.fillText(String(count), x, y + 0.5, size * 2 - 3);
    return;
  }
  if (form === "visit" || form === "event") {
    context.beginPath();
    context.arc(x, y, size * 0.8, 0, 2 * Math.PI);
    context.fillStyle = form === "visit" ? "#3f6f8f" : "#fff";
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = "#3f6f8f";
    context.stroke();
    return;
  }
  if (form !== "circle") {
    context.beginPath();
    polygon(form).forEach(([dx, dy], index) => index ? context.lineTo(x + dx * size, y + dy * size) : context.moveTo(x + dx * size, y + dy * size));
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
function drawPin(context, x, y, size) {
  const away = size * 0.78 + 1.5;
  context.beginPath();
  context.arc(x + away, y - away, 3.2, 0, 2 * Math.PI);
  context.fillStyle = INK;
  context.fill();
  context.lineWidth = 1.4;
  context.strokeStyle = "#fff";
  context.stroke();
}
function lineLook(form, state, line) {
  const strong = form === "circle";
  return { color: strong ? COLOUR[state] : "#9aa0a8", opacity: strong ? 0.36 : 0.5, width: !strong ? 0.9 : line === "signed" ? 2.2 : 1.6, dashes: DASHES[line] || false };
}
function drawLine(context, from, to, { color, opacity, width, dashes }) {
  const before = context.globalAlpha;
  context.globalAlpha = before * opacity;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.setLineDash(dashes || []);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = before;
}
function polygon(form) {
  if (form === "port") return [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]];
  if (form === "consulate") return [[0, -1.2], [1.2, 0.95], [-1.2, 0.95]];
  return [[-0.95, -0.95], [0.95, -0.95], [0.95, 0.95], [-0.95, 0.95]];
}
function stroke(path) {
  const svg = shape("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", fill: "none", stroke: "currentColor", "stroke-width": 1.4, "stroke-linecap": "round", "stroke-linejoin": "round" });
  svg.append(shape("path", { d: path }));
  return svg;
}
function icon(form, state, line) {
  const svg = shape("svg", { width: line ? 26 : 16, height: 16, viewBox: line ? "0 0 26 16" : "0 0 16 16", "aria-hidden": "true" });
  if (line) {
    const dashes = DASHES[line] ? DASHES[line].join(" ") : "none";
    svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, stroke: "#5b616b", "stroke-width": line === "signed" ? 2.4 : 1.8, "stroke-dasharray": dashes }));
  } else if (form === "group") {
    svg.append(shape("circle", { cx: 8, cy: 8, r: 7, fill: "#eef1f4", stroke: "#5b616b", "stroke-width": 1.6 }));
    svg.append(shape("text", { x: 8, y: 11.2, "text-anchor": "middle", "font-size": 9, "font-weight": 600, fill: INK }, "9"));
  } else if (form !== "circle") {
    svg.append(shape("polygon", { points: polygon(form).map(([x, y]) => `${8 + 5 * x},${8 + 5 * y}`).join(" "), fill: "#5b616b" }));
  } else {
    const colour = COLOUR[state];
    svg.append(shape("circle", { cx: 8, cy: 8, r: 6, fill: state === "recent" ? colour : "#fff", stroke: colour, "stroke-width": 2, ...state === "intended" ? { "stroke-dasharray": "3.7 2.6" } : {} }));
    if (state === "silent") svg.append(shape("path", { d: "M8,2A6,6 0 0 1 8,14Z", fill: colour }));
    if (state === "unknown") svg.append(shape("text", { x: 8, y: 11.4, "text-anchor": "middle", "font-size": 9.5, "font-weight": 600, fill: "#5b616b" }, "?"));
  }
  return svg;
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

// shared/stage.js
var instances = /* @__PURE__ */ new WeakMap();
var sent = 0;
function shown(component, Kind) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return void 0;
  let stage = instances.get(root);
  if (!stage) {
    stage = new Kind(root);
    instances.set(root, stage);
  }
  stage.send = component.setTriggerValue;
  stage.act = (act) => component.setTriggerValue("act", { ...act, at: `${Date.now()}-${++sent}` });
  stage.show(component.data);
  return () => {
    if (!root.isConnected) {
      stage.close();
      instances.delete(root);
    }
  };
}
var Stage = class {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(name);
    this.canvas = this.part(".canvas");
    this.data = null;
    this.chosen = null;
    this.waiting = null;
    this.hover = null;
    this.cursor = null;
    this.sort = null;
    this.drawnCard = "";
    this.stepped = null;
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.part(".plane"));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => {
      this.cursor = null;
      this.redraw();
    });
    this.canvas.addEventListener("mousemove", (event) => this.point(event));
    this.canvas.addEventListener("mouseleave", () => this.point(null));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false, capture: true });
    this.part(".card").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.choose(null);
    });
    this.makeTime();
    this.makeZoom();
    globalThis.__friendcircle = { positions: () => this.positions(), ready: () => this.root.dataset.ready === "true", card: () => this.data.card ? this.data.card.id : null };
  }
  close() {
    this.observer.disconnect();
  }
  async show(data) {
    const restyled = this.data === null || JSON.stringify(this.data.frame) !== JSON.stringify(data.frame);
    this.data = data;
    this.marks = new Map(data.marks.map((mark) => [mark.id, mark]));
    if (this.waiting === null || this.waiting === (data.chosen || "")) {
      this.chosen = data.chosen;
      this.waiting = null;
    }
    if (this.stepped === data.time.year) this.stepped = null;
    this.begin();
    this.texts();
    this.time();
    this.card();
    this.view();
    const ready = await this.loaded();
    if (this.data !== data || !this.root.isConnected) return;
    this.draw(ready, restyled);
  }
  // What a kind of drawing does with new data before anything of it is shown.
  begin() {
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
        if (entry.count !== void 0 && entry.count !== null) row.append(element("span", "n", entry.count));
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
  view() {
    const list = this.data.view === "list";
    this.part(".list").hidden = !list;
    for (const name of [".canvas", ".legend.states", ".legend.shapes", ".stamp", ".zoom"]) this.part(name).style.visibility = list ? "hidden" : "";
    if (list) this.table();
  }
  // Whether a mark steps back for others.
  aside() {
    return false;
  }
  // A click, or Enter, on a mark.
  pick(mark) {
    this.choose(mark.id);
  }
  tell(mark) {
    const tip = this.part(".tip");
    tip.hidden = !mark || !mark.name || mark.id === this.chosen;
    if (tip.hidden) return;
    tip.replaceChildren(element("b", "", mark.name), ...this.said(mark).map((text) => element("span", "", text)));
    const { x, y } = this.onPlane(mark);
    const plane = this.part(".plane");
    const left = x + 18 + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : x + 18;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
  }
  said(mark) {
    return [mark.country, mark.what, mark.strength, mark.activity, mark.pinned ? this.data.texts.pinned : ""].filter(Boolean);
  }
  // What the arrow keys go through.
  stops() {
    return this.order();
  }
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const order = this.stops();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && order.length) {
      const from = order.findIndex((mark2) => mark2.id === (this.cursor || this.chosen));
      const mark = order[from < 0 ? step > 0 ? 0 : order.length - 1 : (from + step + order.length) % order.length];
      this.cursor = mark.id;
      this.part(".spoken").textContent = [mark.name, ...this.said(mark)].join(", ");
      this.tell(mark);
      this.redraw();
    } else if ((event.key === "Enter" || event.key === " ") && this.cursor) this.pick(order.find((mark) => mark.id === this.cursor) || { id: this.cursor });
    else if (event.key === "Escape") {
      this.tell(null);
      this.choose(null);
    } else if (event.key === "+" || event.key === "=") this.zoom(1.25);
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
      button.addEventListener("click", () => this.withPicture((drawing) => save(drawing, this.data.texts.stamp, FONT, this.data.file)));
      this.part(".zoom").append(button);
    }
  }
  choose(id) {
    if ((id || null) === (this.chosen || null)) return;
    this.chosen = id;
    this.waiting = id || "";
    this.root.dataset.chosen = id || "";
    this.card();
    this.tell(null);
    if (this.data.view === "list") this.table();
    this.redraw();
    this.send("pick", id || "");
  }
  // ---- time
  // The last day of a year, as far as the records go.
  endOf(year) {
    return year >= this.data.time.last ? this.data.time.today : `${year}-12-31`;
  }
  // The buttons beside the time line: name, sign, and what they do.
  controls() {
    const step = (way) => {
      const { time } = this.data, from = this.halt();
      this.stepped = Math.min(Math.max((this.stepped ?? from) + way, time.first), time.last);
      this.fill(this.stepped);
      this.send("as_of", this.endOf(this.stepped));
    };
    return [["before", "M10 3L5 8l5 5M3.5 3v10", () => step(-1)], ["after", "M6 3l5 5-5 5M12.5 3v10", () => step(1)]];
  }
  // Whatever moves stays where it is; gives the year.
  halt() {
    return this.data ? this.data.time.year : 0;
  }
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
    for (const [name, path, press] of this.controls()) {
      const button = element("button", name);
      button.type = "button";
      button.append(stroke(path));
      button.addEventListener("click", press);
      buttons.append(button);
    }
    form.append(date, buttons, track);
    range.addEventListener("input", () => {
      this.stepped = null;
      this.halt();
      field.value = this.endOf(Number(range.value));
      this.fill(Number(range.value));
    });
    range.addEventListener("change", () => this.send("as_of", this.endOf(Number(range.value))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      const [year, month = 1, day = 1] = text.split("-").map(Number);
      const date2 = new Date(Date.UTC(year, month - 1, day));
      const good = /^\d{4}(-\d{2}){0,2}$/.test(text) && date2.getUTCMonth() === month - 1 && date2.getUTCDate() === day;
      field.classList.toggle("bad", !good);
      field.setAttribute("aria-invalid", String(!good));
      field.title = good ? "" : this.data.texts.forms;
      if (!good) return;
      this.stepped = null;
      this.send("as_of", text);
    });
  }
  time() {
    const { time, texts } = this.data;
    const form = this.part(".time");
    const buttons = form.querySelector(".buttons");
    buttons.setAttribute("aria-label", texts.as_of);
    for (const [name, text] of [["before", texts.year_before], ["after", texts.year_after]]) {
      const button = buttons.querySelector(`.${name}`);
      button.title = text;
      button.setAttribute("aria-label", text);
    }
    buttons.querySelector(".before").disabled = time.year <= time.first;
    buttons.querySelector(".after").disabled = time.value >= time.today;
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
    this.part(".time input[type=range]").style.setProperty("--at", `${100 * (year - time.first) / Math.max(time.last - time.first, 1)}%`);
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
    const { deeds } = this.data;
    if (deeds) {
      const acts = element("th", "deeds");
      acts.scope = "col";
      acts.append(element("span", "", texts.acts));
      head.append(acts);
    }
    const ordered = [...rows];
    if (this.sort) {
      const { index, up } = this.sort;
      const collator = new Intl.Collator(this.data.lang === "zh" ? "zh-CN" : "en", { numeric: true });
      ordered.sort((a, b) => !a.cells[index] - !b.cells[index] || (up ? 1 : -1) * collator.compare(a.cells[index], b.cells[index]));
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
      if (deeds) {
        const cell = element("td", "deeds");
        cell.append(this.buttons(row.id, row.cells[0], row.form));
        line.append(cell);
      }
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
    const head = this.marks.get(chosen) || ready && ready.head || { name: chosen, others: [] };
    card.setAttribute("aria-label", head.name);
    card.dataset.ready = ready ? "true" : "false";
    const body = element("div", "body");
    body.tabIndex = 0;
    if (ready) body.append(...this.sections(ready));
    else for (const width of [40, 88, 76, 82, 36, 90, 64]) {
      const bone = element("div", "bone");
      bone.style.width = `${width}%`;
      body.append(bone);
    }
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
    const beside = [...mark.others || [], mark.country].filter(Boolean).join(" · ");
    if (beside) title.append(element("small", "", beside));
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", this.data.texts.close);
    close.addEventListener("click", () => {
      this.choose(null);
      this.canvas.focus({ preventScroll: true });
    });
    top.append(title, close);
    head.append(top);
    if (mark.what) head.append(element("p", "what", mark.what));
    if (mark.activity) {
      const state = element("p", "state");
      if (mark.state && mark.form === "circle") state.append(this.icon(mark));
      else if (mark.form) state.append(icon(mark.form));
      state.append(element("span", "", mark.activity));
      head.append(state);
    }
    if (this.data.deeds && mark.id && mark.form) head.append(this.buttons(mark.id, mark.name, mark.form, true));
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
    more.addEventListener("click", () => {
      list.append(...nodes.slice(count));
      more.remove();
    });
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
    if (card.strength) all.push(this.strength(card.strength));
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
  strength(strength) {
    const section = this.section(strength.title), lead = element("p", "level");
    if (strength.empty) {
      section.append(element("p", "muted", strength.empty));
      return section;
    }
    lead.append(element("b", "", strength.word), element("span", "n", strength.value), pageLink("file", strength.file.text, strength.file.url));
    const list = element("ul", "fall");
    for (const row of strength.rows) {
      const line = element("li", row.recorded ? "" : "none"), text = element("span", "text", row.text), track = element("span", "track"), bar = element("i");
      text.title = row.text;
      bar.style.left = `${100 * row.base / strength.scale}%`;
      if (row.recorded) bar.style.width = `${100 * row.points / strength.scale}%`;
      track.append(bar);
      line.append(element("b", "", row.name), text, track, element("span", "n", row.value));
      list.append(line);
    }
    section.append(lead, element("p", "range", strength.evidence), list);
    return section;
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
      button.addEventListener("click", () => {
        refs.hidden = !refs.hidden;
        button.setAttribute("aria-expanded", String(!refs.hidden));
      });
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
        part.style.width = `${100 * count / overview.continents.most}%`;
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
};

// circle/circle_picture.js
var Paper = class {
  constructor(into) {
    this.into = into;
    this.fillStyle = this.strokeStyle = "#000";
    this.lineWidth = 1;
    this.globalAlpha = 1;
    this.font = "400 12px sans-serif";
    this.textAlign = "left";
    this.textBaseline = "middle";
    this.lineJoin = "round";
    this.dashes = [];
    this.path = "";
    this.measure = document.createElement("canvas").getContext("2d");
  }
  setLineDash(dashes) {
    this.dashes = dashes;
  }
  beginPath() {
    this.path = "";
  }
  moveTo(x, y) {
    this.path += `M${number(x)} ${number(y)}`;
  }
  lineTo(x, y) {
    this.path += `L${number(x)} ${number(y)}`;
  }
  closePath() {
    this.path += "Z";
  }
  // In two halves: an arc of SVG cannot come back to where it began.
  arc(x, y, radius, start, end, back = false) {
    let turn = end - start;
    if (Math.abs(turn) < 2 * Math.PI) {
      if (!back && turn < 0) turn += 2 * Math.PI;
      if (back && turn > 0) turn -= 2 * Math.PI;
    }
    const point = (angle) => `${number(x + radius * Math.cos(angle))} ${number(y + radius * Math.sin(angle))}`;
    const half = (angle) => `A${number(radius)} ${number(radius)} 0 0 ${back ? 0 : 1} ${point(angle)}`;
    this.path += `${this.path ? "L" : "M"}${point(start)}${half(start + turn / 2)}${half(start + turn)}`;
  }
  fill() {
    this.put("path", { d: this.path, fill: this.fillStyle });
  }
  stroke() {
    this.put("path", { d: this.path, fill: "none", ...this.pen() });
  }
  pen() {
    return { stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round", ...this.dashes.length ? { "stroke-dasharray": this.dashes.map(number).join(" ") } : {} };
  }
  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }
  strokeText(text, x, y, width) {
    this.text(text, x, y, width, { fill: "none", ...this.pen() });
  }
  fillText(text, x, y, width) {
    this.text(text, x, y, width, { fill: this.fillStyle });
  }
  text(text, x, y, width, look) {
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(this.font), squeezed = width && this.measureText(text).width > width;
    this.put("text", {
      x: number(x),
      y: number(y + Number(size) * 0.36),
      "font-size": size,
      "font-weight": weight,
      "text-anchor": { left: "start", right: "end", center: "middle" }[this.textAlign],
      ...squeezed ? { textLength: number(width), lengthAdjust: "spacingAndGlyphs" } : {},
      ...look
    }, text);
  }
  put(tag, attributes, text) {
    this.into.append(shape(tag, { ...attributes, ...this.globalAlpha < 1 ? { opacity: number(this.globalAlpha) } : {} }, text));
  }
};
function number(value) {
  return String(Math.round(value * 100) / 100);
}
function picture(circle) {
  const { data } = circle, { width, height } = data.frame, head = 34, foot = 26;
  const svg = shape("svg", { width, height: height + head + foot });
  svg.append(shape("text", { x: 10, y: 24, "font-size": 16, "font-weight": 700, fill: INK }, data.title));
  svg.append(shape("text", { x: width - 10, y: 24, "text-anchor": "end", "font-size": 11.5, fill: "#5b616b" }, data.texts.shown));
  svg.append(shape("text", { x: width - 10, y: height + head + foot - 8, "text-anchor": "end", "font-size": 11, fill: FAINT }, data.texts.read));
  const middle = shape("g", { transform: `translate(${width / 2} ${head + height / 2})` }), paper = new Paper(middle);
  svg.append(middle);
  circle.drawGround(paper);
  if (circle.player.glides) circle.player.draw(paper);
  else {
    circle.drawLines(paper);
    circle.drawHome({ ctx: paper, x: 0, y: 0 }).drawNode();
    for (const mark of data.marks) circle.drawOne(paper, mark);
  }
  circle.drawBandNames(paper);
  if (!circle.player.glides) circle.drawWindow(paper);
  const rows = (entries, x, bottom) => entries.forEach((entry, index) => {
    const y = bottom - (entries.length - index) * 20, sign = icon(entry.form || "circle", entry.state, entry.line), row = shape("g", { transform: `translate(${x} ${y})` });
    row.append(sign, shape("text", { x: entry.line ? 34 : 24, y: 12.5, "font-size": 12, fill: "#3b3f46" }, [entry.text, entry.count].filter((part) => part !== void 0 && part !== null).join("  ")));
    svg.append(row);
  });
  rows(data.legend.states, 10, head + height - 6);
  rows(data.legend.shapes, width - 190, head + height + 4);
  const place = element("div", "aside-picture");
  place.append(svg);
  circle.root.append(place);
  return svg;
}

// circle/circle_play.js
var WHOLE = 25;
var LEAST = 0.3;
var MOST = 1.5;
var PLAY = "M5 3l8 5-8 5z";
var PAUSE = "M5 3v10M11 3v10";
var Player = class {
  constructor(circle) {
    this.circle = circle;
    this.on = false;
    this.glides = false;
    this.years = /* @__PURE__ */ new Map();
    this.year = null;
    this.cast = /* @__PURE__ */ new Map();
    this.key = "";
    this.at_year = 0;
    this.asked = null;
    this.spots = [];
    this.still = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
  }
  get span() {
    return this.circle.data.time;
  }
  get seconds() {
    return Math.min(MOST, Math.max(LEAST, WHOLE / Math.max(this.span.last - this.span.first, 1)));
  }
  toggle() {
    if (this.on) this.pause();
    else this.start();
  }
  start() {
    const { time, play } = this.circle.data;
    this.forget(play.key);
    this.on = true;
    this.at_year = time.value >= time.today ? time.first : time.year;
    this.before = null;
    this.year = null;
    this.asked = null;
    this.buttons();
    this.circle.tell(null);
    if (play.glides) this.want(this.at_year);
    else this.step(this.at_year);
    this.tick();
  }
  forget(key) {
    if (key === this.key) return;
    this.key = key;
    this.years.clear();
    this.cast.clear();
  }
  // Where it is, for good: the page follows.
  pause() {
    const year = this.halt();
    this.circle.send("as_of", year >= this.span.last ? this.span.today : `${year}-12-31`);
  }
  // Back to where it began.
  stop() {
    if (!this.on) return;
    const glid = this.glides;
    this.halt();
    this.circle.time();
    if (glid) this.back();
    else this.circle.act({ do: "rest" });
  }
  // No further; what is drawn stays until the page says something else. Gives the year.
  halt() {
    const { data } = this.circle;
    if (!this.on) return data ? data.time.year : 0;
    this.on = false;
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.circle.part(".year").hidden = true;
    this.buttons();
    return Math.floor(this.at_year);
  }
  back() {
    this.glides = false;
    this.year = null;
    this.circle.texts();
    if (this.circle.library) this.circle.draw(this.circle.library, false);
  }
  // New data of the page: years that were asked for, or something else altogether.
  given(data) {
    const { key, frames } = data.play;
    if (!this.on) {
      this.glides = false;
      return;
    }
    if (key !== this.key || data.view === "list") {
      this.halt();
      this.glides = false;
      return;
    }
    if (!frames) {
      if (data.play.glides && this.asked !== null) {
        this.asked = null;
        this.ahead();
      }
      return;
    }
    for (const [id, entry] of Object.entries(frames.cast)) this.cast.set(id, { id, ...entry });
    for (const year of frames.years) this.years.set(year.year, year);
    this.asked = null;
    if (!this.glides && this.circle.network) {
      this.glides = true;
      this.circle.nodes.clear();
      this.circle.edges.clear();
    }
    this.ahead();
  }
  // After the page has drawn a year itself.
  shown() {
    const { data } = this.circle;
    if (!this.on || data.play.glides || this.asked === null) return;
    if (this.asked !== data.time.year) {
      this.step(this.asked);
      return;
    }
    this.asked = null;
    const year = data.time.year;
    this.at_year = year;
    this.tell(year, data.sectors.reduce((sum, sector) => sum + Number(sector.count), 0));
    this.timer = setTimeout(() => {
      if (this.on) {
        if (year >= this.span.last) this.finish();
        else this.step(year + 1);
      }
    }, 1e3 * this.seconds);
  }
  step(year) {
    this.asked = year;
    this.circle.act({ do: "moment", year });
  }
  want(year) {
    if (year > this.span.last || this.years.has(year) || this.asked !== null) {
      if (this.years.has(year)) this.given({ play: { key: this.key, frames: { cast: {}, years: [] } } });
      return;
    }
    this.asked = year;
    this.circle.act({ do: "play", year });
  }
  // The next years are asked for while these play.
  ahead() {
    let year = Math.floor(this.at_year);
    while (this.years.has(year)) year += 1;
    if (year <= this.span.last && this.asked === null) this.want(year);
  }
  tick() {
    const go = (now) => {
      if (!this.on) return;
      this.advance(now);
      if (!this.on) return;
      if (this.still.matches) this.timer = setTimeout(() => go(performance.now()), 100);
      else this.frame = requestAnimationFrame(go);
    };
    if (this.circle.data.play.glides) go(performance.now());
    else this.tell(Math.floor(this.at_year), null);
  }
  advance(now) {
    const past = this.before === null ? 0 : Math.min((now - this.before) / 1e3, 0.5);
    this.before = now;
    const next = Math.min(this.at_year + past / this.seconds, this.span.last);
    const ready = this.years.has(Math.floor(next)) && (this.years.has(Math.ceil(next)) || Math.ceil(next) > this.span.last);
    this.circle.root.dataset.waiting = String(!ready);
    if (!ready) {
      const year2 = this.years.get(Math.floor(this.at_year));
      this.tell(Math.floor(this.at_year), year2 ? year2.partners : null, !year2);
      return;
    }
    this.at_year = next;
    const year = this.years.get(Math.floor(next));
    if (year !== this.year) {
      this.year = year;
      this.circle.counts(year);
    }
    this.tell(year.year, year.partners);
    this.place();
    this.circle.redraw();
    if (next >= this.span.last) this.finish();
  }
  finish() {
    this.halt();
    if (this.circle.data.time.value === this.span.today) {
      this.circle.time();
      this.back();
    } else this.circle.send("as_of", this.span.today);
  }
  // Where everybody is now, between two years.
  place() {
    const first = this.years.get(Math.floor(this.at_year)), second = this.years.get(Math.ceil(this.at_year)) || first;
    const share = this.still.matches ? 0 : this.at_year - Math.floor(this.at_year);
    const mix = (one, other) => one + (other - one) * share;
    this.spots = [];
    for (const [id, entry] of this.cast) {
      const one = first.marks[id], other = second.marks[id];
      if (!one && !other) continue;
      const [from, to] = [one || [other[0], 0, ...other.slice(2, 4), 0], other || [one[0], 0, ...one.slice(2, 4), 0]];
      const near = (share < 0.5 ? one : other) || one || other, radius = mix(from[0], to[0]), angle = entry.angle * Math.PI / 180;
      this.spots.push({
        ...entry,
        x: radius * Math.cos(angle),
        y: radius * Math.sin(angle),
        size: mix(from[1], to[1]),
        state: near[2],
        line: near[3],
        shown: mix(one ? 1 : 0, other ? 1 : 0),
        seat: (share < 0.5 ? from[4] : to[4]) || from[4] || to[4],
        // A name that changes its place fades out here and in there.
        named: from[4] && to[4] && from[4] !== to[4] ? Math.abs(1 - 2 * share) : mix(from[4] ? 1 : 0, to[4] ? 1 : 0)
      });
    }
  }
  draw(context) {
    const found = new Map(this.spots.map((spot) => [spot.id, spot]));
    for (const spot of this.spots) {
      if (!spot.line) continue;
      context.globalAlpha = spot.shown;
      drawLine(context, found.get(spot.anchor) || { x: 0, y: 0 }, spot, lineLook(spot.form, spot.state, spot.line));
    }
    context.globalAlpha = 1;
    this.circle.drawHome({ ctx: context, x: 0, y: 0 }).drawNode();
    for (const spot of this.spots) {
      if (spot.size < 0.5) continue;
      context.globalAlpha = spot.shown;
      if (spot.id === this.circle.chosen || spot.id === this.circle.hover) {
        context.beginPath();
        context.arc(spot.x, spot.y, spot.size + 4.5, 0, 2 * Math.PI);
        context.fillStyle = "#fff";
        context.fill();
        context.lineWidth = 1.4;
        context.strokeStyle = INK;
        context.stroke();
      }
      drawMark(context, spot.x, spot.y, spot.size, spot.form, spot.state);
    }
    for (const spot of this.spots) {
      const told = spot.id === this.circle.chosen ? spot.shown : Math.min(spot.named, spot.shown);
      if (told < 0.05) continue;
      context.globalAlpha = told;
      const out = spot.x >= 0 ? 1 : -1, side = spot.seat === 2 ? -out : out, low = (spot.size + 9) * (spot.y >= 0 ? 1 : -1);
      const at = spot.seat === 3 ? { x: spot.x, y: spot.y + low, align: "center" } : { x: spot.x + side * (spot.size + 6), y: spot.y, align: side > 0 ? "left" : "right" };
      this.circle.write(context, { text: spot.name, ...at }, 12, spot.id === this.circle.chosen ? 700 : 400, INK, "#fff");
    }
    context.globalAlpha = 1;
  }
  at(x, y) {
    return this.spots.find((spot) => spot.shown > 0.5 && Math.hypot(spot.x - x, spot.y - y) < spot.size + 4) || null;
  }
  tell(year, partners, waiting) {
    const place = this.circle.part(".year"), { texts } = this.circle.data;
    place.hidden = false;
    const said = waiting ? texts.waiting : partners === null ? "" : texts.partners.replace("{n}", String(partners));
    if (place.dataset.said !== `${year} ${said}`) {
      place.dataset.said = `${year} ${said}`;
      place.replaceChildren(element("b", "", year), element("span", "", said));
      const range = this.circle.part(".time input[type=range]");
      range.value = String(year);
      this.circle.part(".time .date input").value = year >= this.span.last ? this.span.today : `${year}-12-31`;
    }
    this.circle.fill(Math.max(this.at_year, this.span.first));
  }
  buttons() {
    const { texts } = this.circle.data, form = this.circle.part(".time"), play = form.querySelector(".play"), stop = form.querySelector(".stop");
    const text = this.on ? texts.pause : texts.play;
    play.title = text;
    play.setAttribute("aria-label", text);
    play.firstChild.firstChild.setAttribute("d", this.on ? PAUSE : PLAY);
    play.firstChild.firstChild.setAttribute("fill", this.on ? "none" : "currentColor");
    play.disabled = this.circle.data.view === "list";
    stop.disabled = !this.on;
    this.circle.root.dataset.playing = String(this.on);
  }
  // For tests: the year, and who is where.
  told() {
    return { on: this.on, glides: this.glides, year: this.at_year, years: this.years.size, spots: this.spots.map(({ id, x, y, size, state, shown: shown2, angle }) => ({ id, x, y, size, state, shown: shown2, angle })) };
  }
};

// circle/circle.js
var WINDOW_FONT = 12;
var Circle = class extends Stage {
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
    const shown2 = this.part(".caption .shown");
    if (shown2) shown2.textContent = this.data.texts.playing.replace("{n}", Object.keys(year.marks).length).replace("{lines}", year.lines);
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
      const look = () => globalThis.vis && globalThis.vis.Network ? resolve(globalThis.vis) : setTimeout(look, 20);
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
        physics: false,
        autoResize: false,
        layout: { improvedLayout: false },
        nodes: { fixed: true, chosen: false, physics: false },
        edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
        interaction: { dragNodes: false, hover: false, selectable: false, selectConnectedEdges: false, zoomView: false, dragView: true, keyboard: false, tooltipDelay: 0 }
      });
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
        const id = found && found.within ? found.home ? this.data.window.of : "" : found && found.form === "circle" && !this.player.on ? found.id : "";
        if (id) this.act({ do: "expand", id });
      });
      this.network.on("dragEnd", () => {
        this.moved = true;
      });
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
    const radians = (degrees) => degrees * Math.PI / 180;
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
      const from = mark.anchor && this.marks.get(mark.anchor) || { x: 0, y: 0 };
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
    const { window: window2 } = this.data;
    if (!window2) return;
    const [left, top, right, bottom] = window2.box, centre = this.marks.get(window2.of), { width, height } = this.data.frame;
    context.setLineDash([]);
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
      context.arc(x, y, round, turn * Math.PI / 2, (turn + 1) * Math.PI / 2);
    context.closePath();
    context.fillStyle = "#fff";
    context.fill();
    context.strokeStyle = "#b9b7ae";
    context.lineWidth = 1;
    context.stroke();
    for (const mark of window2.marks) drawLine(context, window2, mark, { color: "#9aa0a8", opacity: 0.7, width: 0.9, dashes: false });
    context.beginPath();
    context.arc(window2.x, window2.y, window2.size + 7, 0, 2 * Math.PI);
    context.fillStyle = "#fff";
    context.fill();
    drawMark(context, window2.x, window2.y, window2.size + 2, window2.form, window2.state);
    for (const mark of window2.marks) {
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
    this.write(context, { text: window2.name, x: window2.x, y: top + 15, align: "center", width: 300 }, 13, 700, INK, "#fff");
    if (window2.empty) this.write(context, { text: window2.empty, x: window2.x, y: window2.y + 34, align: "center", width: right - left - 30 }, WINDOW_FONT, 400, "#5b616b", "#fff");
    this.write(context, { text: window2.counts, x: window2.x, y: bottom - 15, align: "center", width: right - left - 30 }, WINDOW_FONT, 400, "#5b616b", "#fff");
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
      nodeDimensions: { width: home.size * 2, height: home.size * 2 }
    };
  }
  drawNode({ ctx }, id) {
    const mark = this.marks.get(id);
    if (!mark) return { drawNode: () => {
    }, nodeDimensions: { width: 1, height: 1 } };
    return {
      drawNode: () => this.drawOne(ctx, mark),
      nodeDimensions: { width: mark.size * 2, height: mark.size * 2 }
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
      const shift = chosen ? { left: 3, right: -3 }[mark.label.align] || 0 : 0;
      this.write(ctx, { ...mark.label, x: mark.label.x + shift }, 12, chosen ? 700 : 400, INK, "#fff");
    }
    ctx.globalAlpha = 1;
  }
  // The mark or the name at a point of the drawing; names count as much as marks.
  at({ x, y }) {
    if (this.player.glides) return this.player.at(x, y);
    const { window: window2 } = this.data;
    if (window2 && x >= window2.box[0] && x <= window2.box[2] && y >= window2.box[1] && y <= window2.box[3]) return this.within(x, y);
    let best = null, distance = Infinity;
    for (const mark of this.data.marks) {
      const away = Math.hypot(mark.x - x, mark.y - y) - mark.size;
      if (away < 4 && away < distance) {
        best = mark;
        distance = away;
      }
    }
    if (best) return best;
    return this.data.marks.find(({ label }) => label && x >= label.box[0] && x <= label.box[2] && y >= label.box[1] && y <= label.box[3]) || null;
  }
  // What is at a point of the window: one of its marks, the partner in its middle, the cross in its corner, or nothing.
  within(x, y) {
    const { window: window2 } = this.data;
    if (x > window2.box[2] - 30 && y < window2.box[1] + 30) return { id: "", within: true, cross: true };
    if (Math.hypot(x - window2.x, y - window2.y) < window2.size + 7) return { id: window2.of, within: true, home: true, x: window2.x, y: window2.y };
    const found = window2.marks.find((mark) => Math.abs(mark.y - y) < 12 && (mark.align === "left" ? x >= mark.x - 9 : x <= mark.x + 9));
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
    const { window: window2, marks, card } = this.data, ours = !event.altKey && !event.ctrlKey && !event.metaKey;
    const act = ours && { e: "expand", f: "focus", p: "pin", h: "hide" }[event.key.toLowerCase()];
    const marked = marks.find((mark) => mark.id === (this.cursor || this.chosen)) || this.chosen && { id: this.chosen, form: card && card.head.form || "" };
    if (act && marked && marked.form !== "group" && (act !== "expand" || marked.form === "circle")) this.act({ do: act, id: marked.id });
    else if (ours && event.key === "Escape" && window2) {
      this.tell(null);
      this.act({ do: "expand", id: window2.of });
    } else {
      super.key(event);
      return;
    }
    event.preventDefault();
  }
  // The marks around the middle, or those of the window while it is open.
  stops() {
    const { window: window2 } = this.data;
    if (this.player.on) return [];
    return window2 ? window2.marks.map((mark) => ({ ...mark, within: true })) : this.order();
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
    const { window: window2 } = this.data;
    if (!window2 || !this.network) return null;
    const corner = this.canvas.getBoundingClientRect();
    const place = (x, y) => {
      const found = this.network.canvasToDOM({ x, y });
      return { x: corner.left + found.x, y: corner.top + found.y };
    };
    return { of: window2.of, counts: window2.counts, cross: place(window2.box[2] - 16, window2.box[1] + 15), marks: window2.marks.map((mark) => ({ ...mark, ...place(mark.x, mark.y) })) };
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
    if ((found && found.id || null) !== this.hover) {
      this.hover = found && found.id || null;
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
    if (!event.ctrlKey && !event.metaKey) {
      event.stopPropagation();
      return;
    }
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
};
function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}
var circle_default = (component) => shown(component, Circle);
export {
  circle_default as default
};
