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
var COLOUR = { recent: "#0072B2", silent: "#E69F00", unknown: "#8A8F98", intended: "#D55E00" };
var DASHES = { signed: false, intended: [6, 5], contact: [1.5, 4] };
var FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
var SIGNS = {
  expand: "M8 8L3.5 4M8 8l5-3.5M8 8l1 5.2M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 3.4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M12 4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M7.8 13.6a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0",
  focus: "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M5.8 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0",
  pin: "M5.5 2h5M6.2 2v4.4L4 9h8L9.8 6.4V2M8 9v5",
  hide: "M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM6.4 8a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M3 13.5L13 2.5"
};
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

// map/map.js
var LAND = "#E4E1D7";
var PORT = "#9aa0a8";
var ROUTE = "#007a5e";
var DISTRICT = "#5b616b";
var WORK = "#8f4d8a";
var LAYERS = {
  routes: { stroke: ROUTE, "stroke-width": 1.8, "stroke-dasharray": "9 3 2 3" },
  consulate: { stroke: DISTRICT, "stroke-width": 1.2, "stroke-dasharray": "2 3" }
};
var HEXAGON = [...Array(6).keys()].map((at) => [
  1.15 * Math.cos(at * Math.PI / 3),
  1.15 * Math.sin(at * Math.PI / 3)
]);
var points = (corners, size) => corners.map(([x, y]) => `${(x * size).toFixed(2)},${(y * size).toFixed(2)}`).join(" ");
var WorldMap = class extends Stage {
  constructor(root) {
    super(root);
    this.svg = this.part(".world");
    this.eye = null;
    this.seen = /* @__PURE__ */ new Map();
    this.canvas.addEventListener("pointerdown", (event) => this.press(event));
    this.canvas.addEventListener("dblclick", (event) => {
      if (!this.over(event)) this.zoom(1.6, this.pointOf(event));
    });
  }
  // The land comes in a component of its own, so that it crosses the wire once and not with every answer.
  loaded() {
    return new Promise((resolve) => {
      const look = () => globalThis.__friendcircleLand ? resolve(globalThis.__friendcircleLand) : setTimeout(look, 20);
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
      "aria-hidden": "true"
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
      ready: "true"
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
        scale: Math.min(width / this.data.frame.width, height / this.data.frame.height)
      };
    if (this.plane) this.part(".plane").style.setProperty("--scale", String(Math.max(this.plane.scale, 0.8)));
  }
  // The arrangement that holds at this zoom.
  step() {
    const { steps } = this.data;
    return steps.reduce((found, step, index) => step.zoom <= this.eye.zoom + 1e-6 ? index : found, 0);
  }
  screen(x, y, away = [0, 0]) {
    const { width, height, scale } = this.plane, { zoom } = this.eye;
    return [
      width / 2 + ((x - this.eye.x) * zoom + away[0]) * scale,
      height / 2 + ((y - this.eye.y) * zoom + away[1]) * scale
    ];
  }
  redraw() {
    if (!this.land || !this.plane || !this.eye) return;
    const step = this.step();
    if (this.drawn !== step || this.state !== this.stateOf()) this.compose(step);
    const { zoom } = this.eye, { scale } = this.plane;
    const [left, top] = this.screen(0, 0);
    this.below.setAttribute(
      "transform",
      `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${(zoom * scale).toFixed(4)})`
    );
    for (const { node, x, y, away } of this.seen.values()) {
      const [px, py] = this.screen(x, y, away);
      node.setAttribute(
        "transform",
        `translate(${px.toFixed(2)} ${py.toFixed(2)}) scale(${scale.toFixed(4)})`
      );
    }
    const { nameless } = this.data.steps[step];
    this.part(".caption").lastChild.textContent = [
      this.data.texts.shown,
      this.data.view === "list" ? "" : nameless
    ].filter(Boolean).join(" · ");
    Object.assign(this.root.dataset, {
      step: String(step),
      zoom: zoom.toFixed(3),
      centre: `${this.eye.x.toFixed(1)},${this.eye.y.toFixed(1)}`
    });
  }
  stateOf() {
    return [this.chosen, this.hover, this.cursor].join("|");
  }
  compose(index) {
    const { home, marks } = this.data, step = this.data.steps[index];
    this.drawn = index;
    this.state = this.stateOf();
    this.seen = /* @__PURE__ */ new Map();
    const grouped = /* @__PURE__ */ new Set();
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
          size: group.size
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
          mark
        });
    }
    if (home)
      this.seen.set("", {
        node: this.homeMark(home, step.home),
        x: home.x,
        y: home.y,
        ids: [],
        size: home.size
      });
    const order = [...this.seen.values()].sort(
      (a, b) => a.ids.includes(this.chosen) - b.ids.includes(this.chosen)
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
        "vector-effect": "non-scaling-stroke"
      });
    this.below = shape("g", {});
    this.below.append(this.coast);
    for (const line of lines) {
      const look = LAYERS[line.layer] || (line.layer === "port" ? { stroke: PORT, "stroke-width": 1.1 } : { stroke: COLOUR[line.state], "stroke-width": line.line === "signed" ? 1.9 : 1.5 });
      const dashes = !LAYERS[line.layer] && DASHES[line.line] ? { "stroke-dasharray": DASHES[line.line].join(" ") } : {};
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
          "stroke-opacity": opacity
        })
      );
    }
    return this.below;
  }
  ring(ids, size) {
    const chosen = ids.includes(this.chosen), cursor = ids.includes(this.cursor), hover = ids.includes(this.hover);
    if (!chosen && !cursor && !hover) return [];
    return [
      shape("circle", {
        r: size + (chosen ? 4 : 3),
        fill: "#fff",
        stroke: INK,
        "stroke-width": chosen ? 1.8 : 1.2,
        ...cursor && !chosen ? { "stroke-dasharray": "3 2" } : {}
      })
    ];
  }
  single(mark, side) {
    const group = shape("g", { class: "mark", "data-id": mark.id });
    const work = mark.projects > 0 && mark.form === "circle", size = work ? mark.size - 3 : mark.size;
    group.append(...this.ring([mark.id], mark.size));
    if (work)
      group.append(shape("circle", { r: size + 2.6, fill: "none", stroke: WORK, "stroke-width": 1.8 }));
    group.append(
      ...markShapes(mark, size),
      shape("circle", { r: Math.max(mark.size + 3, 10), fill: "transparent" })
    );
    if (side) group.append(this.nameOf(mark, side, mark.size, mark.id === this.chosen));
    return group;
  }
  nameOf(mark, side, size, strong) {
    const away = size + 2.5 + (strong ? 2 : 0), upright = side === "above" || side === "below";
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
        "font-family": FONT
      },
      mark.label
    );
  }
  bubble(group) {
    const node = shape("g", { class: "mark group", "data-id": group.ids[0], "data-count": group.ids.length });
    node.append(
      ...this.ring(group.ids, group.size),
      shape("circle", { r: group.size, fill: "#3b3f46", stroke: "#fff", "stroke-width": 1.4 })
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
          "font-family": FONT
        },
        group.ids.length
      )
    );
    return node;
  }
  homeMark(home, side) {
    const node = shape("g", { class: "home" });
    node.append(
      shape("circle", { r: home.size + 1.6, fill: "#fff" }),
      shape("circle", { r: home.size, fill: INK }),
      shape("circle", { r: 2.6, fill: "#fff" }),
      this.nameOf(home, side, home.size, true)
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
    return [...this.seen.values()].filter(({ ids }) => ids.length).map((entry) => {
      const [x, y] = this.screen(entry.x, entry.y, entry.away), text = entry.ids.length === 1 && entry.node.querySelector("text.name"), box = text && text.getBoundingClientRect();
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
        label: box ? [box.left, box.top + spare(box), box.right, box.bottom - spare(box)] : null
      };
    });
  }
  point(event) {
    const found = event && !this.held ? this.over(event) : null, id = found ? found.ids[0] : null;
    if (id !== this.hover) {
      this.hover = id;
      this.redraw();
    }
    if (found && found.ids.length > 1) this.tellGroup(found);
    else this.tell(found ? this.marks.get(id) : null);
  }
  tellGroup({ ids }) {
    const names = ids.map((id) => this.marks.get(id).name), most = 12;
    this.tell({
      ...this.marks.get(ids[0]),
      id: "",
      name: this.data.texts.together.replace("{n}", String(ids.length)),
      country: names.slice(0, most).join(this.data.texts.between) + (names.length > most ? "…" : ""),
      what: this.data.texts.nearer,
      strength: "",
      activity: ""
    });
  }
  // ---- moving and zooming
  pointOf(event) {
    const corner = this.canvas.getBoundingClientRect(), { width, height, scale } = this.plane, { zoom } = this.eye;
    return {
      x: this.eye.x + (event.clientX - corner.left - width / 2) / (zoom * scale),
      y: this.eye.y + (event.clientY - corner.top - height / 2) / (zoom * scale)
    };
  }
  press(event) {
    if (event.button || !this.eye || !this.plane) return;
    const start = { x: event.clientX, y: event.clientY, eye: { ...this.eye } }, found = this.over(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    const move = (now) => {
      const dx = now.clientX - start.x, dy = now.clientY - start.y;
      if (!this.held && Math.hypot(dx, dy) < 4) return;
      this.held = true;
      this.canvas.classList.add("held");
      this.tell(null);
      this.look(
        start.eye.x - dx / (this.eye.zoom * this.plane.scale),
        start.eye.y - dy / (this.eye.zoom * this.plane.scale),
        this.eye.zoom
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
    const { steps } = this.data, together = (step) => step.groups.some((group) => ids.every((id) => group.ids.includes(id)));
    const index = Math.max(
      0,
      steps.findIndex((step) => step.zoom > this.eye.zoom + 1e-6 && !together(step))
    );
    const xs = ids.map((id) => this.marks.get(id).x), ys = ids.map((id) => this.marks.get(id).y);
    this.tell(null);
    this.look(
      (Math.min(...xs) + Math.max(...xs)) / 2,
      (Math.min(...ys) + Math.max(...ys)) / 2,
      steps[index].zoom
    );
  }
  // So that a mark can be seen by itself.
  reveal(id) {
    const mark = this.marks.get(id), { steps } = this.data;
    if (!mark || !this.plane) return;
    const alone2 = (step) => !step.groups.some((group) => group.ids.includes(id));
    const [x, y] = this.screen(mark.x, mark.y), inside = x > 40 && y > 20 && x < this.plane.width - 40 && y < this.plane.height - 20;
    if (alone2(steps[this.step()]) && inside) return;
    const zoom = alone2(steps[this.step()]) ? this.eye.zoom : steps[steps.findIndex((step) => step.zoom > this.eye.zoom && alone2(step))].zoom;
    this.look(mark.x, mark.y, zoom);
  }
  look(x, y, zoom) {
    const { frame, steps } = this.data, nearest = Math.min(Math.max(zoom, 1), steps[steps.length - 1].zoom * 1.6);
    const free = 1 - 1 / nearest, wide = frame.width / 2 * (free + 0.2), high = frame.height / 2 * (free + 0.2);
    this.eye = {
      x: Math.min(Math.max(x, frame.x - wide), frame.x + wide),
      y: Math.min(Math.max(y, frame.y - high), frame.y + high),
      zoom: nearest
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
    const { steps } = this.data, before = this.eye.zoom, zoom = Math.min(Math.max(before * factor, 1), steps[steps.length - 1].zoom * 1.6);
    const share = around ? 1 - before / zoom : 0;
    this.look(
      this.eye.x + (around ? (around.x - this.eye.x) * share : 0),
      this.eye.y + (around ? (around.y - this.eye.y) * share : 0),
      zoom
    );
  }
  // The wheel zooms; where there is nothing to zoom out of, the page scrolls.
  wheel(event) {
    const nearer = event.deltaY < 0;
    event.stopPropagation();
    if (!this.eye || !nearer && this.eye.zoom <= 1) return;
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
            4
          )
        );
      else section.append(element("p", "muted", card.economy.empty));
      all.splice(card.strength ? 1 : 0, 0, section);
    }
    return all;
  }
  overview(overview) {
    const [head, body] = super.overview(overview), { works } = overview;
    if (works) {
      const section = this.section(works.title, works.aside);
      section.classList.add("works");
      const bars = element("ul", "bars");
      for (const row of works.rows) {
        const line = element("li"), bar = element("span", "bar"), part = element("i");
        part.style.width = `${100 * row.count / works.most}%`;
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
};
var spare = (box) => 0.1 * box.height;
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
        "font-family": FONT
      },
      projects || ""
    );
    return [
      shape("polygon", { points: points(HEXAGON, size), fill: WORK, stroke: "#fff", "stroke-width": 1 }),
      count
    ];
  }
  if (form !== "circle")
    return [
      shape("polygon", {
        points: points(polygon(form), size),
        fill: state === "recent" ? "#3f6f8f" : "#7d838c",
        stroke: "#fff",
        "stroke-width": 1
      })
    ];
  const colour = COLOUR[state], found = [
    shape("circle", {
      r: size,
      fill: state === "recent" ? colour : "#fff",
      stroke: colour,
      "stroke-width": 2,
      ...state === "intended" ? { "stroke-dasharray": `${size * 0.62} ${size * 0.42}` } : {}
    })
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
          "font-family": FONT
        },
        "?"
      )
    );
  return found;
}
var map_default = (component) => shown(component, WorldMap);
export {
  map_default as default
};
