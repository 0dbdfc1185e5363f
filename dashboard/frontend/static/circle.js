// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/dom.js
var SVG = "http://www.w3.org/2000/svg";
function element(tag, name, text2) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text2 !== void 0 && text2 !== null) node.textContent = String(text2);
  return node;
}
function shape(tag, attributes, text2) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes))
    if (value !== void 0) node.setAttribute(key, String(value));
  if (text2 !== void 0) node.textContent = String(text2);
  return node;
}
function safeLink(url, text2) {
  let address;
  try {
    address = new URL(url);
  } catch {
    address = null;
  }
  if (!address || address.protocol !== "http:" && address.protocol !== "https:")
    return element("span", "", text2);
  const link = element("a", "", text2);
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}
function goTo(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
function pageLink(name, text2, href) {
  const link = element("a", name, text2);
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
var ANCHORS = { left: "start", right: "end", center: "middle" };
var DOWN = 0.36;
var measure = null;
var widths = /* @__PURE__ */ new Map();
function widthOf(text2, size, weight = 400) {
  const key = `${weight} ${size} ${text2}`;
  let width = widths.get(key);
  if (width === void 0) {
    measure ??= /** @type {CanvasRenderingContext2D} */
    document.createElement("canvas").getContext("2d");
    measure.font = `${weight} ${size}px ${FONT}`;
    width = measure.measureText(text2).width;
    widths.set(key, width);
  }
  return width;
}
function nameText(label, { size, weight = 400, colour, halo = true, name = "name" }) {
  const { text: text2, x, y, align, width } = label;
  return shape(
    "text",
    {
      class: name,
      x: x.toFixed(2),
      y: (y + 0.5 + size * DOWN).toFixed(2),
      "text-anchor": ANCHORS[align],
      "font-family": FONT,
      "font-size": size,
      "font-weight": weight,
      fill: colour,
      ...halo ? { stroke: "#fff", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" } : {},
      ...width && widthOf(text2, size, weight) > width + 0.5 ? { textLength: width.toFixed(1), lengthAdjust: "spacingAndGlyphs" } : {}
    },
    text2
  );
}

// shared/marks.js
var INK = "#1b1e23";
var SOFT = "#5b616b";
var FAINT = "#6f757e";
var COLOUR = {
  recent: "#0072B2",
  silent: "#E69F00",
  lapsed: "#8A8F98",
  never: "#8A8F98",
  intended: "#D55E00"
};
var DASHES = { signed: void 0, intended: [6, 5], contact: [1.5, 4] };
var CONTACT = "#3f6f8f";
var QUIET = "#7d838c";
var GROUP = "#eef1f4";
function polygon(form) {
  if (form === "port")
    return [
      [0, -1.25],
      [1.25, 0],
      [0, 1.25],
      [-1.25, 0]
    ];
  if (form === "consulate")
    return [
      [0, -1.2],
      [1.2, 0.95],
      [-1.2, 0.95]
    ];
  return [
    [-0.95, -0.95],
    [0.95, -0.95],
    [0.95, 0.95],
    [-0.95, 0.95]
  ];
}
function points(corners, size) {
  return corners.map(([x, y]) => `${(x * size).toFixed(2)},${(y * size).toFixed(2)}`).join(" ");
}
function sign(text2, y, size) {
  return shape(
    "text",
    { y, "text-anchor": "middle", "font-family": FONT, "font-size": size, "font-weight": 600, fill: SOFT },
    text2
  );
}
function markShapes({ form, state = "", count = 0 }, size) {
  if (form === "group") {
    const font = count > 999 ? 9 : count > 99 ? 10.5 : 11, number = sign(count, 0.5 + font * 0.36, font);
    number.setAttribute("fill", INK);
    return [shape("circle", { r: size, fill: GROUP, stroke: SOFT, "stroke-width": 1.6 }), number];
  }
  if (form === "visit" || form === "event") {
    const fill = form === "visit" ? CONTACT : "#fff";
    return [shape("circle", { r: size * 0.8, fill, stroke: CONTACT, "stroke-width": 1.6 })];
  }
  if (form !== "circle") {
    const fill = state === "recent" ? CONTACT : QUIET;
    return [
      shape("polygon", { points: points(polygon(form), size), fill, stroke: "#fff", "stroke-width": 1 })
    ];
  }
  const colour = COLOUR[state], dashes = (
    /** @type {Record<string, string>} */
    state === "intended" ? { "stroke-dasharray": `${size * 0.62} ${size * 0.42}` } : {}
  );
  const found = [
    shape("circle", {
      r: size,
      fill: state === "recent" ? colour : "#fff",
      stroke: colour,
      "stroke-width": 2,
      ...dashes
    })
  ];
  if (state === "silent" || state === "lapsed")
    found.push(shape("path", { d: `M0,${-size}A${size},${size} 0 0 1 0,${size}Z`, fill: colour }));
  if (state === "never") found.push(sign("?", size * 0.6, size * 1.55));
  return found;
}
function ringShapes(size, { chosen, hover, cursor }, away = [5, 4]) {
  if (!chosen && !hover && !cursor) return [];
  return [
    shape("circle", {
      class: "around",
      r: size + (chosen ? away[0] : away[1]),
      fill: "#fff",
      stroke: INK,
      "stroke-width": chosen ? 1.6 : 1.2,
      ...cursor && !chosen ? { "stroke-dasharray": "3 2" } : {}
    })
  ];
}
function pinShape(size) {
  const away = size * 0.78 + 1.5;
  return shape("circle", { cx: away, cy: -away, r: 3.2, fill: INK, stroke: "#fff", "stroke-width": 1.4 });
}
function dashesOf(line) {
  const dashes = DASHES[line];
  return dashes ? { "stroke-dasharray": dashes.join(" ") } : null;
}
function lineLook(form, state, line) {
  const strong = form === "circle";
  return {
    stroke: strong ? COLOUR[state] : "#9aa0a8",
    "stroke-opacity": strong ? 0.36 : 0.5,
    "stroke-width": !strong ? 0.9 : line === "signed" ? 2.2 : 1.6,
    ...dashesOf(line) ? { ...dashesOf(line), "stroke-linecap": "round" } : {}
  };
}
function stroke(path) {
  const svg = shape("svg", {
    width: 16,
    height: 16,
    viewBox: "0 0 16 16",
    "aria-hidden": "true",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.4,
    "stroke-linecap": "round",
    "stroke-linejoin": "round"
  });
  svg.append(shape("path", { d: path }));
  return svg;
}
function icon(form, state, line) {
  const width = line ? 26 : 16, svg = shape("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, "aria-hidden": "true" });
  if (line) {
    const look = { stroke: SOFT, "stroke-width": line === "signed" ? 2.4 : 1.8, ...dashesOf(line) };
    svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, ...look }));
    return svg;
  }
  const middle = shape("g", { transform: "translate(8 8)" });
  if (form === "group") middle.append(...markShapes({ form, count: 9 }, 7));
  else if (form === "circle") middle.append(...markShapes({ form, state }, 6));
  else middle.append(shape("polygon", { points: points(polygon(form), 5), fill: SOFT }));
  svg.append(middle);
  return svg;
}

// shared/component.js
var instances = /* @__PURE__ */ new WeakMap();
var above = /* @__PURE__ */ new WeakMap();
var ONE_LINE = 40;
var sent = 0;
function rootOf(component) {
  return component.parentElement.querySelector(".fc");
}
function keepInWindow(root) {
  const controls = document.querySelector(".st-key-controls");
  const watched = above.get(root);
  if (!controls || watched?.controls === controls) return;
  watched?.observer.disconnect();
  const observer = new ResizeObserver(() => {
    const further = Math.max(0, controls.clientHeight - ONE_LINE);
    root.style.setProperty("--further-lines", `${further}px`);
  });
  observer.observe(controls);
  above.set(root, { controls, observer });
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

// shared/frame.js
function makeButtons(place, buttons) {
  for (const [sign2, run] of buttons) {
    const button = element("button", sign2.length > 1 ? "word" : "", sign2);
    button.type = "button";
    button.addEventListener("click", run);
    place.append(button);
  }
}
function nameButtons(place, label, texts) {
  place.setAttribute("aria-label", label);
  texts.forEach((text2, index) => {
    const button = (
      /** @type {HTMLElement} */
      place.children[index]
    );
    button.setAttribute("aria-label", text2);
    button.title = text2;
  });
}
function showLegend(list, entries, iconOf) {
  list.replaceChildren(
    ...entries.map((entry) => {
      const row = element("li", entry.count === 0 ? "none" : "");
      row.append(iconOf(entry), element("span", "", entry.text));
      if (entry.count !== void 0 && entry.count !== null) row.append(element("span", "n", entry.count));
      return row;
    })
  );
  list.hidden = entries.length === 0;
}
function showTip(tip, plane, said) {
  tip.hidden = !said;
  if (!said) return;
  tip.replaceChildren(element("b", "", said.title), ...said.lines.map((text2) => element("span", "", text2)));
  const { x, y } = said.place, right = x + 18, left = right + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : right;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
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
  for (const text2 of svg.querySelectorAll("text[paint-order]")) {
    const halo = (
      /** @type {SVGTextElement} */
      text2.cloneNode(true)
    );
    halo.setAttribute("fill", "none");
    halo.setAttribute("aria-hidden", "true");
    halo.removeAttribute("paint-order");
    text2.before(halo);
    for (const name of ["paint-order", "stroke", "stroke-width", "stroke-linejoin"])
      text2.removeAttribute(name);
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
  const { text: text2, width, height } = alone(svg, stamp, font), image = new Image(), scale = 2;
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
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text2)}`;
}

// shared/sorting.js
function collatorOf(lang) {
  return new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
}
function sorted(rows, textOf, up, lang) {
  const collator = collatorOf(lang);
  return [...rows].sort(
    (a, b) => Number(!textOf(a)) - Number(!textOf(b)) || (up ? 1 : -1) * collator.compare(textOf(a), textOf(b))
  );
}

// shared/stage_list.js
function actButtons(stage, { id, name, form }, words = false) {
  const { deeds } = (
    /** @type {Required<StageData>} */
    stage.data
  ), group = element("div", "acts");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", `${name}`);
  for (const deed of deeds) {
    if (deed.partners_only && form !== "circle") continue;
    const button = element("button", ""), on = deed.on.includes(id), text2 = on ? deed.undo : deed.do;
    button.type = "button";
    button.dataset.do = deed.name;
    button.title = deed.help;
    button.setAttribute("aria-pressed", String(on));
    button.append(stroke(deed.sign));
    if (words) button.append(element("span", "", text2));
    else button.setAttribute("aria-label", `${text2}: ${name}`);
    button.addEventListener("click", () => stage.act({ do: deed.name, id }));
    group.append(button);
  }
  return group;
}
var MarkList = class {
  /** @param {import("./stage.js").Stage<any, any>} stage */
  constructor(stage) {
    this.stage = stage;
    this.sort = null;
  }
  show() {
    const data = (
      /** @type {StageData} */
      this.stage.data
    ), { columns, rows, texts } = data.table, place = this.stage.part(".list");
    if (!rows.length) {
      place.replaceChildren(element("p", "empty", texts.empty));
      return;
    }
    const table = element("table"), top = element("thead"), body = element("tbody");
    top.append(this.head(columns, data.deeds ? texts.acts : void 0));
    body.append(...this.sorted(rows).map((row) => this.row(row, columns)));
    table.append(top, body);
    const scrolled = place.scrollTop;
    place.replaceChildren(table);
    place.scrollTop = scrolled;
  }
  /** @param {ListColumnData[]} columns @param {string} [acts] */
  head(columns, acts) {
    const head = element("tr"), { sort } = this;
    columns.forEach((column, index) => {
      const cell = element("th"), button = element("button", "", column.title), here = sort && sort.index === index;
      cell.scope = "col";
      cell.title = column.help;
      if (here) cell.setAttribute("aria-sort", sort.up ? "ascending" : "descending");
      button.type = "button";
      button.addEventListener("click", () => {
        this.sort = { index, up: !(here && sort.up) };
        this.show();
      });
      cell.append(button);
      head.append(cell);
    });
    if (acts) {
      const cell = element("th", "deeds");
      cell.scope = "col";
      cell.append(element("span", "", acts));
      head.append(cell);
    }
    return head;
  }
  /** @param {ListRowData[]} rows */
  sorted(rows) {
    if (!this.sort) return rows;
    const { index, up } = this.sort;
    return sorted(rows, (row) => row.cells[index], up, this.stage.data.lang);
  }
  /** @param {ListRowData} row @param {ListColumnData[]} columns */
  row(row, columns) {
    const { stage } = this, aside = stage.isAside(stage.marks.get(row.id) || row);
    const line = element("tr", row.id === stage.chosen ? "chosen" : aside ? "aside" : "");
    row.cells.forEach((text2, index) => {
      const cell = element("td", columns[index].type === "date" ? "date" : "");
      if (index === 0) {
        const button = element("button", "", text2);
        button.type = "button";
        button.dataset.id = row.id;
        button.addEventListener("click", () => stage.choose(row.id));
        cell.append(button);
      } else cell.textContent = text2;
      line.append(cell);
    });
    if (stage.data.deeds) {
      const cell = element("td", "deeds");
      cell.append(actButtons(stage, { id: row.id, name: row.cells[0], form: row.form }));
      line.append(cell);
    }
    return line;
  }
};

// shared/stage_card.js
var Card = class {
  /** @param {import("./stage.js").Stage<any, any>} stage */
  constructor(stage) {
    this.stage = stage;
    this.shown = "";
  }
  /** @param {string | null} id */
  choose(id) {
    this.stage.choose(id);
  }
  show() {
    const { chosen } = this.stage, data = (
      /** @type {StageData} */
      this.stage.data
    ), card = this.stage.part(".card");
    const wanted = JSON.stringify([
      chosen,
      chosen ? [data.card && data.card.id === chosen ? data.card : null, data.deeds, this.stage.marks.get(chosen)] : data.overview,
      data.lang
    ]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    const scrolled = card.dataset.of === (chosen || "") ? card.querySelector(".body")?.scrollTop ?? 0 : 0;
    const held = focused(this.stage.root), act = card.contains(held) && held?.dataset.do;
    card.dataset.of = chosen || "";
    if (!chosen) {
      card.setAttribute("aria-label", data.overview.title);
      card.dataset.ready = "false";
      card.replaceChildren(...this.overview(data.overview));
      return;
    }
    const ready = data.card && data.card.id === chosen ? data.card : null;
    const head = this.stage.marks.get(chosen) || ready && ready.head || { name: chosen, others: [] };
    card.setAttribute("aria-label", head.name);
    card.dataset.ready = ready ? "true" : "false";
    const body = element("div", "body");
    body.tabIndex = 0;
    if (ready) body.append(...this.sections(ready));
    else
      for (const width of [40, 88, 76, 82, 36, 90, 64]) {
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
    if (act) {
      const button = (
        /** @type {HTMLElement | null} */
        card.querySelector(`[data-do="${act}"]`)
      );
      button?.focus({ preventScroll: true });
    }
  }
  /** @param {Head} mark */
  head(mark) {
    const head = element("header"), top = element("div", "top"), title = element("h2", "", mark.name);
    const beside = [...mark.others || [], mark.country].filter(Boolean).join(" · ");
    if (beside) title.append(element("small", "", beside));
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", this.stage.data.texts.close);
    close.addEventListener("click", () => {
      this.choose(null);
      this.stage.canvas.focus({ preventScroll: true });
    });
    top.append(title, close);
    head.append(top);
    if (mark.what) head.append(element("p", "what", mark.what));
    if (mark.activity) {
      const state = element("p", "state");
      if (mark.state && mark.form === "circle") state.append(this.stage.icon({ ...mark, text: mark.name }));
      else if (mark.form) state.append(icon(mark.form));
      state.append(element("span", "", mark.activity));
      head.append(state);
    }
    if (this.stage.data.deeds && mark.id && mark.form)
      head.append(actButtons(this.stage, { ...mark, id: mark.id }, true));
    return head;
  }
  /** @param {string} title @param {string} [aside] */
  section(title, aside) {
    const section = element("section"), heading = element("h3", "", title);
    if (aside) heading.append(element("small", "", aside));
    section.append(heading);
    return section;
  }
  // The first few, and the others on request.
  /** @param {HTMLElement} list @param {HTMLElement[]} nodes @param {number} count @returns {HTMLElement[]} */
  few(list, nodes, count) {
    list.append(...nodes.slice(0, count));
    if (nodes.length <= count) return [list];
    const more = element(
      "button",
      "more",
      this.stage.data.texts.more.replace("{n}", String(nodes.length - count))
    );
    more.type = "button";
    more.addEventListener("click", () => {
      list.append(...nodes.slice(count));
      more.remove();
    });
    return [list, more];
  }
  /** @param {CardData} card @returns {HTMLElement[]} */
  sections(card) {
    const all = [];
    if (card.notes.length) {
      const section = element("section");
      section.append(...card.notes.map((text2) => element("p", "muted", text2)));
      all.push(section);
    }
    if (card.around) all.push(this.own(card.around));
    if (card.strength) all.push(this.strength(card.strength));
    if (card.steps) {
      const section = this.section(card.steps.title);
      const list = element("ol", "steps");
      for (const step of card.steps.items) {
        const row = element("li", step.state);
        row.append(
          element("span", "day", step.date),
          element("span", step.state === "aside" ? "aside-text" : "", step.text)
        );
        list.append(row);
      }
      section.append(list);
      all.push(section);
    }
    if (card.contacts) {
      const section = this.section(card.contacts.title, card.contacts.aside);
      if (card.contacts.items.length)
        section.append(
          ...this.few(
            element("ul", "contacts"),
            card.contacts.items.map((item) => this.contact(item)),
            5
          )
        );
      else section.append(element("p", "muted", card.contacts.empty));
      all.push(section);
    }
    if (card.disagreements) {
      const section = this.section(card.disagreements.title, card.disagreements.aside);
      section.append(
        ...this.few(
          element("ul", "differ"),
          card.disagreements.items.map((item) => {
            const row = element("li");
            row.append(element("p", "", item.what));
            for (const side of item.sides) {
              const line = element("p", "side");
              line.append(element("b", "", side.value), element("span", "muted", side.sources));
              row.append(line);
            }
            return row;
          }),
          3
        )
      );
      all.push(section);
    }
    if (card.sources) {
      const section = this.section(card.sources.title, card.sources.aside);
      section.append(
        ...this.few(
          element("ul", "sources"),
          card.sources.items.map((item) => this.source(item)),
          4
        )
      );
      all.push(section);
    }
    return all;
  }
  // The ports and organisations of an expanded partner, for those who read rather than look.
  /** @param {AroundData} around */
  own(around2) {
    const section = this.section(around2.title);
    if (around2.empty) section.append(element("p", "muted", around2.empty));
    for (const group of around2.groups) {
      if (!group.items.length) continue;
      section.append(element("h4", "", group.title));
      section.append(
        ...this.few(
          element("ul", "own"),
          group.items.map((item) => {
            const row = element("li");
            if (!item.id) row.textContent = item.name;
            else {
              const button = element("button", "who", item.name);
              button.type = "button";
              button.addEventListener("click", () => this.choose(item.id));
              row.append(button);
            }
            return row;
          }),
          5
        )
      );
    }
    return section;
  }
  // The word first, the number small beside it; the components one upon the other.
  /** @param {MeasuredData | UnmeasuredData} strength */
  strength(strength) {
    const section = this.section(strength.title), lead = element("p", "level");
    if ("empty" in strength) {
      section.append(element("p", "muted", strength.empty));
      return section;
    }
    lead.append(
      element("b", "", strength.word),
      element("span", "n", strength.value),
      pageLink("file", strength.file.text, strength.file.url)
    );
    const list = element("ul", "fall");
    for (const row of strength.rows) {
      const line = element("li", row.recorded ? "" : "none"), text2 = element("span", "text", row.text), track = element("span", "track"), bar = element("i");
      text2.title = row.text;
      bar.style.left = `${100 * row.base / strength.scale}%`;
      if (row.recorded) bar.style.width = `${100 * row.points / strength.scale}%`;
      track.append(bar);
      line.append(element("b", "", row.name), text2, track, element("span", "n", row.value));
      list.append(line);
    }
    section.append(lead, element("p", "range", strength.evidence), list);
    return section;
  }
  /** @param {SourceData} item */
  source(item) {
    const row = element("li");
    const grade = element("span", "grade", item.grade || "–");
    grade.title = item.grade_text;
    row.append(grade, safeLink(item.url, item.title), element("div", "meta", item.meta));
    return row;
  }
  /** @param {ContactData} item */
  contact(item) {
    const row = element("li");
    const title = element("span", "title");
    if (item.tags) title.append(element("span", "", item.tags));
    if (item.text) title.append(element("span", "recorded", item.text));
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
  /** @param {OverviewData} overview @returns {HTMLElement[]} */
  overview(overview) {
    const head = element("header"), body = element("div", "body");
    body.tabIndex = 0;
    const top = element("div", "top");
    top.append(element("h2", "", overview.title));
    head.append(top, element("p", "what", overview.lead));
    const figures = element("section"), tiles = element("div", "tiles");
    for (const tile of overview.tiles) {
      const box = tile.url ? element("a") : element("div");
      if (tile.url) box.setAttribute("href", tile.url);
      box.title = tile.meaning;
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
        const part2 = element("i", `r${index}`);
        part2.style.width = `${100 * count / overview.continents.most}%`;
        part2.title = `${overview.continents.keys[index]} ${count}`;
        bar.append(part2);
      });
      line.append(element("span", "", row.name), bar, element("span", "n", row.count));
      bars.append(line);
    }
    const key = element("ul", "key");
    overview.continents.keys.forEach((text2, index) => {
      const entry = element("li");
      entry.append(element("i", `r${index}`), element("span", "", text2));
      key.append(entry);
    });
    shares.append(bars, key);
    const recent = this.section(overview.recent.title, overview.recent.aside);
    const list = element("ul", "contacts");
    for (const item of overview.recent.items) {
      const row = this.contact(item);
      const { partner } = item;
      if (partner && partner.name) {
        const who = element("button", "who", partner.name);
        who.type = "button";
        who.addEventListener("click", () => this.choose(partner.id ?? null));
        row.children[1].prepend(who, " ");
      }
      list.append(row);
    }
    if (overview.recent.items.length) recent.append(list);
    else recent.append(element("p", "muted", overview.recent.empty));
    const notes = element("section");
    notes.append(...overview.notes.map((text2) => element("p", "muted", text2)));
    body.append(figures, shares, recent);
    if (overview.notes.length) body.append(notes);
    return [head, body];
  }
};

// shared/days.js
function isPartialDate(text2) {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text2)) return false;
  const [year, month = 1, day = 1] = text2.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
function endOf(year, time) {
  return year >= time.last ? time.today : `${year}-12-31`;
}
function shareOf(year, time) {
  return (year - time.first) / Math.max(time.last - time.first, 1);
}

// shared/day_field.js
function dayField() {
  return Object.assign(element("input"), {
    type: "text",
    inputMode: "numeric",
    maxLength: 10,
    name: "as_of",
    autocomplete: "off"
  });
}
function dayIn(field, forms) {
  const text2 = field.value.trim(), good = isPartialDate(text2);
  field.classList.toggle("bad", !good);
  field.setAttribute("aria-invalid", String(!good));
  field.title = good ? "" : forms;
  return good ? text2 : void 0;
}

// shared/stage_time.js
var TimeLine = class {
  /**
   * @param {import("./stage.js").Stage<any, any>} stage
   * @param {Control[]} controls those before the two that go a year back and on
   */
  constructor(stage, controls) {
    this.stage = stage;
    this.form = /** @type {HTMLFormElement} */
    stage.part(".time");
    this.stepped = null;
    this.field = dayField();
    this.range = element("input");
    this.make([
      ...controls,
      ["before", "M10 3L5 8l5 5M3.5 3v10", () => this.step(-1)],
      ["after", "M6 3l5 5-5 5M12.5 3v10", () => this.step(1)]
    ]);
  }
  /** @returns {import("../types/payloads.js").TimeLineData} */
  get time() {
    return this.stage.data.time;
  }
  /** @param {-1 | 1} way */
  step(way) {
    const from = this.stage.halt();
    this.stepped = Math.min(Math.max((this.stepped ?? from) + way, this.time.first), this.time.last);
    this.fill(this.stepped);
    this.stage.send("as_of", endOf(this.stepped, this.time));
  }
  /** @param {Control[]} controls */
  make(controls) {
    const { field, range } = this, date = element("label", "date"), track = element("div", "track"), buttons = element("div", "buttons");
    Object.assign(range, { type: "range", step: 1 });
    date.append(element("span"), field);
    track.append(range);
    buttons.setAttribute("role", "group");
    for (const [name, path, press] of controls) {
      const button = element("button", name);
      button.type = "button";
      button.append(stroke(path));
      button.addEventListener("click", press);
      buttons.append(button);
    }
    this.form.append(date, buttons, track);
    range.addEventListener("input", () => {
      this.stepped = null;
      this.stage.halt();
      field.value = endOf(Number(range.value), this.time);
      this.fill(Number(range.value));
    });
    range.addEventListener("change", () => this.stage.send("as_of", endOf(Number(range.value), this.time)));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const day = dayIn(field, this.stage.data.texts.forms);
      if (!day) return;
      this.stepped = null;
      this.stage.send("as_of", day);
    });
  }
  /** A button by its name, with its text. @param {string} name @param {string} text */
  button(name, text2) {
    const button = (
      /** @type {HTMLButtonElement} */
      this.form.querySelector(`.buttons .${name}`)
    );
    button.title = text2;
    button.setAttribute("aria-label", text2);
    return button;
  }
  // What the page says now.
  show() {
    const { time, field, range } = this, { texts } = this.stage.data;
    this.stage.part(".time .buttons").setAttribute("aria-label", texts.as_of);
    this.button("before", texts.year_before).disabled = time.year <= time.first;
    this.button("after", texts.year_after).disabled = time.value >= time.today;
    this.stage.part(".time .date span").textContent = texts.as_of;
    field.value = time.value;
    field.classList.remove("bad");
    field.removeAttribute("aria-invalid");
    field.title = "";
    Object.assign(range, { min: time.first, max: time.last, value: time.year });
    range.setAttribute("aria-label", texts.as_of);
    range.setAttribute("aria-valuetext", time.value);
    this.fill(time.year);
    const track = this.stage.part(".time .track");
    track.querySelectorAll(".tick").forEach((tick) => tick.remove());
    for (const year of time.ticks) {
      const tick = element("span", "tick", year);
      tick.style.left = `calc(8px + (100% - 16px) * ${shareOf(year, this.time)})`;
      track.append(tick);
    }
  }
  /** Shows a year while it plays. @param {number} year */
  at(year) {
    this.range.value = String(year);
    this.field.value = endOf(year, this.time);
  }
  /** @param {number} year */
  fill(year) {
    this.range.style.setProperty("--at", `${100 * shareOf(year, this.time)}%`);
  }
};

// shared/stage.js
var STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
function shown(component, Kind) {
  return drawn(
    component,
    (root) => new Kind(root),
    (stage) => {
      keepInWindow(stage.root);
      stage.send = component.setTriggerValue;
      stage.act = (act) => component.setTriggerValue("act", numbered(act));
    }
  );
}
var Stage = class {
  /**
   * @param {HTMLElement} root
   * @param {Viewport} view
   */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    this.part = (name) => part(root, name);
    this.canvas = this.part(".canvas");
    this.svg = /** @type {SVGSVGElement} */
    root.querySelector(".drawing");
    this.data = /** @type {Data} */
    /** @type {unknown} */
    null;
    this.marks = /* @__PURE__ */ new Map();
    this.chosen = null;
    this.waiting = null;
    this.hover = null;
    this.cursor = null;
    this.send = () => {
    };
    this.act = () => {
    };
    this.card = this.makeCard();
    this.list = new MarkList(this);
    this.time = new TimeLine(this, this.controls());
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.part(".plane"));
    this.listen();
    this.makeZoom();
    globalThis.__friendcircle = {
      positions: () => this.positions(),
      ready: () => this.root.dataset.ready === "true",
      card: () => this.data.card ? this.data.card.id : null
    };
  }
  makeCard() {
    return new Card(this);
  }
  listen() {
    const { canvas } = this;
    followPointer(canvas, {
      at: (event) => this.at(event),
      hover: (event) => this.point(event),
      drag: (mark, event) => this.drag(mark, event),
      click: (mark) => mark && this.pick(mark),
      clickTwice: (mark, event) => this.pickTwice(mark, event),
      keyOf: (mark) => mark ? mark.id : null
    });
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("blur", () => {
      this.cursor = null;
      this.redraw();
    });
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.part(".card").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.choose(null);
    });
  }
  close() {
    this.observer.disconnect();
  }
  /** @param {Data} data */
  async show(data) {
    const reframed = this.data === null || JSON.stringify(this.data.frame) !== JSON.stringify(data.frame);
    this.data = data;
    this.marks = new Map(data.marks.map((mark) => [mark.id, mark]));
    if (this.waiting === null || this.waiting === (data.chosen || "")) {
      this.chosen = data.chosen;
      this.waiting = null;
    }
    if (this.time.stepped === data.time.year) this.time.stepped = null;
    this.begin();
    this.texts();
    this.showTime();
    this.card.show();
    this.showView();
    const ready = await this.loaded();
    if (this.data !== data || !this.root.isConnected) return;
    this.measure();
    if (reframed) this.view.fit();
    this.draw(ready);
    Object.assign(this.root.dataset, {
      marks: String(data.marks.length),
      chosen: this.chosen || "",
      lang: data.lang,
      frame: `${data.frame.width}x${data.frame.height}`,
      ready: "true"
    });
  }
  // ---- what a kind of drawing may say in its own way
  // Before anything of new data is shown.
  begin() {
  }
  // What is needed before it is drawn.
  /** @returns {Promise<string>} */
  async loaded() {
    return "";
  }
  /** @param {string} _ready what `loaded` gave */
  draw(_ready) {
  }
  place() {
    this.view.settle();
    this.svg.style.transform = "";
  }
  redraw() {
  }
  /** @param {Event} _event @returns {Mark | null} */
  at(_event) {
    return null;
  }
  /** @returns {SeenMark[]} */
  positions() {
    return [];
  }
  /** @returns {Mark[]} */
  order() {
    return [];
  }
  // Buttons of the time line before those that go by a year.
  /** @returns {Control[]} */
  controls() {
    return [];
  }
  showTime() {
    this.time.show();
  }
  // Whatever moves stays where it is; gives the year.
  halt() {
    return this.data ? this.data.time.year : 0;
  }
  /** @param {LegendEntryData} entry */
  icon({ form, state, line }) {
    return icon(form || "circle", state, line);
  }
  // Whether a mark steps back for others.
  /** @param {{ id: string }} _mark */
  isAside(_mark) {
    return false;
  }
  // A click, or Enter, on a mark.
  /** @param {Mark} mark */
  pick(mark) {
    this.choose(mark.id);
  }
  /** @param {Mark | null} _mark @param {PointerEvent} _event */
  pickTwice(_mark, _event) {
  }
  /** @param {Mark | null} _mark @param {PointerEvent} _event @returns {Drag} */
  drag(_mark, _event) {
    const { move, end } = dragView(this.svg, this.view, () => this.place());
    return {
      move: (dx, dy) => {
        this.tell(null);
        move(dx, dy);
      },
      end
    };
  }
  // A drawing that stands alone, for a saved picture.
  /** @param {(drawing: SVGSVGElement) => void} use */
  withPicture(use) {
    use(this.svg);
  }
  // ---- texts around the drawing
  texts() {
    const { texts, legend: legend2 } = this.data;
    this.part(".caption").replaceChildren(
      element("span", "", this.data.view === "list" ? "" : texts.read),
      element("span", "shown", texts.shown)
    );
    this.part(".stamp").textContent = texts.stamp;
    this.canvas.setAttribute("aria-label", texts.canvas);
    for (
      const name of
      /** @type {const} */
      ["states", "shapes"]
    )
      showLegend(this.part(`.legend.${name}`), legend2[name], (entry) => this.icon(entry));
    const { zoom_in, zoom_out, zoom_all, png, svg } = texts;
    nameButtons(this.part(".zoom"), texts.zoom, [zoom_in, zoom_out, zoom_all, png, svg]);
  }
  showView() {
    const list = this.data.view === "list";
    this.part(".list").hidden = !list;
    for (const name of [".canvas", ".legend.states", ".legend.shapes", ".stamp", ".zoom"])
      this.part(name).style.visibility = list ? "hidden" : "";
    if (list) this.list.show();
  }
  // ---- what is seen of the drawing
  resize() {
    if (!this.data) return;
    this.measure();
    this.place();
  }
  measure() {
    const { clientWidth: width, clientHeight: height } = this.part(".plane"), { frame } = this.data;
    if (!width || !height) return;
    this.view.measure(width, height, Math.min(width / frame.width, height / frame.height));
    this.part(".plane").style.setProperty("--scale", String(Math.max(this.view.base, 0.8)));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }
  // By a factor, around a point of the drawing or what is in the middle; 0 shows all of it.
  /** @param {number} factor @param {Point} [around] */
  zoom(factor, around2) {
    if (!this.view.ready) return;
    this.tell(null);
    if (factor) this.view.zoomBy(factor, around2);
    else this.view.fit();
    this.place();
  }
  /** @param {WheelEvent} _event */
  wheel(_event) {
  }
  // Which point of the drawing is at the pointer.
  /** @param {MouseEvent} event */
  pointOf(event) {
    const corner = this.canvas.getBoundingClientRect();
    return this.view.toDrawing({ x: event.clientX - corner.left, y: event.clientY - corner.top });
  }
  // Where a mark is in the plane.
  /** @param {Mark} mark */
  onPlane(mark) {
    return this.view.toPlane(mark);
  }
  // ---- pointer and keyboard
  /** @param {PointerEvent | null} event */
  point(event) {
    const found = event ? this.at(event) : null, id = found && found.id || null;
    if (id !== this.hover) {
      this.hover = id;
      this.redraw();
    }
    this.tell(found);
  }
  /** @param {Mark | null} mark */
  tell(mark) {
    const said = mark && mark.name && mark.id !== this.chosen ? { title: mark.name, lines: this.said(mark), place: this.onPlane(mark) } : null;
    showTip(this.part(".tip"), this.part(".plane"), said);
  }
  /** @param {Mark} mark */
  said(mark) {
    const told = [
      mark.country,
      mark.what,
      mark.strength,
      mark.activity,
      mark.pinned ? this.data.texts.pinned : ""
    ];
    return told.flatMap((text2) => text2 || []);
  }
  // What the arrow keys go through.
  stops() {
    return this.order();
  }
  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const order = this.stops(), step = STEPS[event.key], zoom = zoomOfKey(event);
    if (step && order.length) {
      const from = order.findIndex((mark2) => mark2.id === (this.cursor || this.chosen)), next = from < 0 ? step > 0 ? 0 : order.length - 1 : (from + step + order.length) % order.length;
      const mark = order[next];
      this.cursor = mark.id;
      this.part(".spoken").textContent = [mark.name, ...this.said(mark)].join(", ");
      this.tell(mark);
      this.redraw();
    } else if ((event.key === "Enter" || event.key === " ") && this.cursor)
      this.enter(order.find((mark) => mark.id === this.cursor));
    else if (event.key === "Escape") {
      this.tell(null);
      this.choose(null);
    } else if (zoom !== void 0) this.zoom(zoom);
    else return;
    event.preventDefault();
  }
  // Enter on a mark that is drawn no more chooses it all the same.
  /** @param {Mark | undefined} mark */
  enter(mark) {
    if (mark) this.pick(mark);
    else this.choose(this.cursor);
  }
  /** @param {string | null} id */
  choose(id) {
    if ((id || null) === (this.chosen || null)) return;
    this.chosen = id;
    this.waiting = id || "";
    this.root.dataset.chosen = id || "";
    this.card.show();
    this.tell(null);
    if (this.data.view === "list") this.list.show();
    this.redraw();
    this.send("pick", id || "");
  }
  makeZoom() {
    const save = (as) => () => this.withPicture((drawing) => as(drawing, this.data.texts.stamp, FONT, this.data.file));
    makeButtons(this.part(".zoom"), [
      ["+", () => this.zoom(1.25)],
      ["−", () => this.zoom(0.8)],
      ["⤢", () => this.zoom(0)],
      ["PNG", save(savePng)],
      ["SVG", save(saveSvg)]
    ]);
  }
};

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
  zoomBy(factor, around2 = this.eye) {
    const before = this.eye, { zoom } = this.limit({ ...before, zoom: before.zoom * factor }, this), share = 1 - before.zoom / zoom;
    this.look({
      x: before.x + (around2.x - before.x) * share,
      y: before.y + (around2.y - before.y) * share,
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

// circle/picture.js
var HEAD = 34;
var FOOT = 26;
function legend(entries, x, bottom) {
  return entries.map((entry, index) => {
    const row = shape("g", { transform: `translate(${x} ${bottom - (entries.length - index) * 20})` }), said = [entry.text, entry.count].filter((part2) => part2 !== void 0 && part2 !== null).join("  ");
    row.append(
      icon(entry.form || "circle", entry.state, entry.line),
      shape("text", { x: entry.line ? 34 : 24, y: 12.5, "font-size": 12, fill: "#3b3f46" }, said)
    );
    return row;
  });
}
function picture(circle) {
  const { data } = circle, { width, height } = data.frame, svg = shape("svg", { width, height: height + HEAD + FOOT, "font-family": FONT }), aside = { x: width - 10, "text-anchor": "end" };
  svg.append(
    shape("text", { x: 10, y: 24, "font-size": 16, "font-weight": 700, fill: INK }, data.title),
    shape("text", { ...aside, y: 24, "font-size": 11.5, fill: SOFT }, data.texts.shown),
    shape("text", { ...aside, y: height + HEAD + FOOT - 8, "font-size": 11, fill: FAINT }, data.texts.read)
  );
  const drawing = (
    /** @type {SVGGElement} */
    circle.all.cloneNode(true)
  );
  drawing.setAttribute("transform", `translate(${width / 2} ${HEAD + height / 2})`);
  svg.append(
    drawing,
    ...legend(data.legend.states, 10, HEAD + height - 6),
    ...legend(data.legend.shapes, width - 190, HEAD + height + 4)
  );
  const place = element("div", "aside-picture");
  place.append(svg);
  circle.root.append(place);
  return svg;
}

// circle/years.js
function spotsBetween(cast, first, second, share) {
  const mix = (one, other) => one + (other - one) * share;
  const spots = [];
  for (const [id, entry] of cast) {
    const one = first.marks[id], other = second.marks[id];
    if (!one && !other) continue;
    const there = one || other, [fromRadius, fromSize, , , fromSeat] = one || [there[0], 0, "", "", 0], [toRadius, toSize, , , toSeat] = other || [there[0], 0, "", "", 0], [, , state, line] = (share < 0.5 ? one : other) || there, radius = mix(fromRadius, toRadius), angle = entry.angle * Math.PI / 180, moves = fromSeat && toSeat && fromSeat !== toSeat;
    spots.push({
      id,
      ...entry,
      x: radius * Math.cos(angle),
      y: radius * Math.sin(angle),
      size: mix(fromSize, toSize),
      state,
      line,
      shown: mix(one ? 1 : 0, other ? 1 : 0),
      seat: (share < 0.5 ? fromSeat : toSeat) || fromSeat || toSeat,
      // A name that changes its place fades out here and in there.
      named: moves ? Math.abs(1 - 2 * share) : mix(fromSeat ? 1 : 0, toSeat ? 1 : 0)
    });
  }
  return spots;
}
function namePlace({ x, y, size, seat }) {
  const out = x >= 0 ? 1 : -1, side = seat === 2 ? -out : out;
  if (seat === 3) return { x, y: y + (size + 9) * (y >= 0 ? 1 : -1), align: "center" };
  return { x: x + side * (size + 6), y, align: side > 0 ? "left" : "right" };
}
var YearsDrawing = class {
  /** @param {Record<string, SVGGElement>} layers lines, marks, years */
  constructor(layers) {
    this.layers = layers;
    this.parts = /* @__PURE__ */ new Map();
  }
  clear() {
    this.parts.clear();
    this.layers.years.replaceChildren();
  }
  /**
   * Puts every spot where it is now; what no longer looks the same is drawn anew.
   *
   * @param {Spot[]} spots
   * @param {string | null} chosen
   * @param {string | null} hover
   */
  draw(spots, chosen, hover) {
    const found = new Map(spots.map((spot) => [spot.id, spot]));
    for (const [id, { line, mark, name }] of this.parts) {
      if (found.has(id)) continue;
      for (const part2 of [line, mark, name]) part2.remove();
      this.parts.delete(id);
    }
    for (const spot of spots) {
      const parts = this.parts.get(spot.id) ?? this.make(spot.id), look = { chosen: spot.id === chosen, hover: spot.id === hover, cursor: false };
      this.drawLine(parts.line, spot, found.get(spot.anchor) ?? { x: 0, y: 0 });
      this.drawMark(parts, spot, look);
      this.drawName(parts, spot, look.chosen);
    }
  }
  /** @param {string} id */
  make(id) {
    const parts = {
      line: shape("path", { class: "line", "data-of": id, fill: "none" }),
      mark: shape("g", { class: "mark", "data-id": id }),
      name: shape("g", { "pointer-events": "none" }),
      looks: {}
    };
    this.layers.lines.append(parts.line);
    this.layers.marks.append(parts.mark);
    this.layers.years.append(parts.name);
    this.parts.set(id, parts);
    return parts;
  }
  /** @param {SVGPathElement} line @param {Spot} spot @param {Point} from */
  drawLine(line, spot, from) {
    line.setAttribute("visibility", spot.line ? "visible" : "hidden");
    if (!spot.line) return;
    const look = lineLook(spot.form, spot.state, spot.line);
    if (!look["stroke-dasharray"]) line.removeAttribute("stroke-dasharray");
    for (const [name, value] of Object.entries(look)) line.setAttribute(name, String(value));
    line.setAttribute(
      "d",
      `M${from.x.toFixed(2)} ${from.y.toFixed(2)}L${spot.x.toFixed(2)} ${spot.y.toFixed(2)}`
    );
    line.setAttribute("opacity", spot.shown.toFixed(3));
  }
  /** @param {Parts} parts @param {Spot} spot @param {import("../types/stage.js").MarkLook} look */
  drawMark({ mark, looks }, spot, look) {
    const size = Math.round(spot.size * 10) / 10, key = JSON.stringify([size, spot.state, spot.form, look]);
    if (looks.mark !== key) {
      looks.mark = key;
      const reach = shape("circle", { class: "reach", r: size + 4, fill: "transparent" });
      mark.replaceChildren(...ringShapes(size, look, [4.5, 4.5]), ...markShapes(spot, size), reach);
    }
    mark.setAttribute("transform", `translate(${spot.x.toFixed(2)} ${spot.y.toFixed(2)})`);
    mark.setAttribute("opacity", spot.size < 0.5 ? "0" : spot.shown.toFixed(3));
  }
  /** @param {Parts} parts @param {Spot} spot @param {boolean} chosen */
  drawName({ name, looks }, spot, chosen) {
    const told = chosen ? spot.shown : Math.min(spot.named, spot.shown), { x, y, align } = namePlace(spot), key = told < 0.05 ? "" : JSON.stringify([spot.name, chosen, align]);
    if (looks.name !== key) {
      looks.name = key;
      const label = { text: spot.name, x: 0, y: 0, align }, look = { size: 12, weight: chosen ? 700 : 400, colour: INK };
      name.replaceChildren(...key ? [nameText(label, look)] : []);
    }
    name.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
    name.setAttribute("opacity", told.toFixed(3));
  }
};

// circle/playback.js
var WHOLE = 25;
var LEAST = 0.3;
var MOST = 1.5;
var PLAY = "M5 3l8 5-8 5z";
var PAUSE = "M5 3v10M11 3v10";
var Player = class {
  /** @param {Circle} circle */
  constructor(circle) {
    this.circle = circle;
    this.on = false;
    this.glides = false;
    this.years = /* @__PURE__ */ new Map();
    this.year = null;
    this.cast = /* @__PURE__ */ new Map();
    this.key = "";
    this.at_year = 0;
    this.before = null;
    this.asked = null;
    this.timer = 0;
    this.frame = 0;
    this.spots = [];
    this.drawing = new YearsDrawing(circle.layers);
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
  /** @param {string} key */
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
    this.circle.showTime();
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
    this.circle.draw();
  }
  // New data of the page: years that were asked for, or something else altogether.
  /** @param {CircleData} data */
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
    if (frames) this.take(frames);
    else if (data.play.glides && this.asked !== null) {
      this.asked = null;
      this.ahead();
    }
  }
  /** @param {FramesData} frames */
  take(frames) {
    for (const [id, entry] of Object.entries(frames.cast)) this.cast.set(id, entry);
    for (const year of frames.years) this.years.set(year.year, year);
    this.asked = null;
    if (!this.glides) {
      this.glides = true;
      this.circle.clear();
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
    this.tell(
      year,
      data.sectors.reduce((sum, sector) => sum + Number(sector.count), 0)
    );
    this.timer = globalThis.setTimeout(() => {
      if (this.on) {
        if (year >= this.span.last) this.finish();
        else this.step(year + 1);
      }
    }, 1e3 * this.seconds);
  }
  /** @param {number} year */
  step(year) {
    this.asked = year;
    this.circle.act({ do: "moment", year });
  }
  /** @param {number} year */
  want(year) {
    if (year > this.span.last || this.years.has(year) || this.asked !== null) {
      if (this.years.has(year)) this.take({ cast: {}, years: [] });
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
      if (this.still.matches) this.timer = globalThis.setTimeout(() => go(performance.now()), 100);
      else this.frame = requestAnimationFrame(go);
    };
    if (this.circle.data.play.glides) go(performance.now());
    else this.tell(Math.floor(this.at_year), null);
  }
  /** @param {number} now */
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
    if (!year) return;
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
      this.circle.showTime();
      this.back();
    } else this.circle.send("as_of", this.span.today);
  }
  // Where everybody is now, between two years.
  place() {
    const first = this.years.get(Math.floor(this.at_year)), second = this.years.get(Math.ceil(this.at_year)) ?? first, share = this.still.matches ? 0 : this.at_year - Math.floor(this.at_year);
    this.spots = first && second ? spotsBetween(this.cast, first, second, share) : [];
  }
  draw() {
    this.drawing.draw(this.spots, this.circle.chosen, this.circle.hover);
  }
  /** @param {string} id */
  spot(id) {
    return this.spots.find((spot) => spot.id === id && spot.shown > 0.5) ?? null;
  }
  /** @param {number} year @param {number | null} partners @param {boolean} [waiting] */
  tell(year, partners, waiting = false) {
    const place = this.circle.part(".year"), { texts } = this.circle.data;
    place.hidden = false;
    const said = waiting ? texts.waiting : partners === null ? "" : texts.partners.replace("{n}", String(partners));
    if (place.dataset.said !== `${year} ${said}`) {
      place.dataset.said = `${year} ${said}`;
      place.replaceChildren(element("b", "", year), element("span", "", said));
      this.circle.time.at(year);
    }
    this.circle.time.fill(Math.max(this.at_year, this.span.first));
  }
  buttons() {
    const { texts } = this.circle.data, form = this.circle.part(".time"), play = (
      /** @type {HTMLButtonElement} */
      form.querySelector(".play")
    ), stop = (
      /** @type {HTMLButtonElement} */
      form.querySelector(".stop")
    ), sign2 = (
      /** @type {SVGElement} */
      play.querySelector("path")
    ), text2 = this.on ? texts.pause : texts.play;
    play.title = text2;
    play.setAttribute("aria-label", text2);
    sign2.setAttribute("d", this.on ? PAUSE : PLAY);
    sign2.setAttribute("fill", this.on ? "none" : "currentColor");
    play.disabled = this.circle.data.view === "list";
    stop.disabled = !this.on;
    this.circle.root.dataset.playing = String(this.on);
    this.circle.part(".card").dataset.waits = texts.panel_waits;
  }
  // For tests: who is on the screen, and the year with where everybody is in the drawing.
  seen() {
    return this.spots.flatMap((of) => {
      const parts = this.drawing.parts.get(of.id);
      return parts && of.shown > 0.5 ? [{ mark: parts.mark, name: parts.name, of }] : [];
    });
  }
  told() {
    return {
      on: this.on,
      glides: this.glides,
      year: this.at_year,
      years: this.years.size,
      spots: this.spots.map(({ id, x, y, size, state, shown: shown2, angle }) => ({
        id,
        x,
        y,
        size,
        state,
        shown: shown2,
        angle
      }))
    };
  }
};

// circle/scene.js
var SHADES = ["#F8F7F3", "#F4F3EE"];
var RIM = "#D3D1C8";
var SHIFTS = { left: 3, right: -3 };
function around(degrees, radius) {
  const angle = degrees * Math.PI / 180;
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
}
function arc(start, end, radius) {
  const half = (angle) => `A${radius} ${radius} 0 0 ${end > start ? 1 : 0} ${around(angle, radius)}`;
  return half((start + end) / 2) + half(end);
}
function groundShapes({ sectors, bands, frame }, counts) {
  const inner = frame.home + 8;
  const found = [];
  sectors.forEach(({ start, end }, index) => {
    const d = `M${around(start, frame.radius)}${arc(start, end, frame.radius)}L${around(end, inner)}${arc(end, start, inner)}Z`;
    found.push(shape("path", { class: "sector", d, fill: SHADES[index % 2] }));
  });
  bands.forEach((band, index) => {
    const radius = index === bands.length - 1 ? frame.radius : band.outer;
    for (const { start, end } of sectors) {
      const d = `M${around(start, radius)}${arc(start, end, radius)}`;
      found.push(shape("path", { class: "band", d, fill: "none", stroke: RIM }));
    }
  });
  for (const sector of sectors) {
    const count = counts ? String(counts[sector.code] || 0) : sector.count;
    found.push(...headingTexts(sector, count));
  }
  return found;
}
function headingTexts({ name, label }, count) {
  const width = widthOf(`${name} `, 14, 600), all = width + widthOf(count, 12);
  const left = label.align === "left" ? label.x : label.align === "right" ? label.x - all : label.x - all / 2;
  const at = { y: label.y, align: "left" };
  return [
    nameText({ ...at, text: name, x: left }, { size: 14, weight: 600, colour: "#3b3f46", name: "heading" }),
    nameText(
      { ...at, text: count, x: left + width, y: label.y + 0.5 },
      { size: 12, colour: FAINT, name: "count" }
    )
  ];
}
function bandNames({ bands }) {
  return bands.map((band) => nameText(band.label, { size: 10.5, colour: FAINT, name: "band-name" }));
}
function homeShapes({ home }) {
  const name = { text: home.label, x: 0, y: 0.5, align: "center", width: home.size * 2 - 8 };
  return [
    shape("circle", { r: home.size + 4, fill: "#fff" }),
    shape("circle", { r: home.size, fill: INK }),
    nameText(name, { size: home.font, weight: 700, colour: "#fff", halo: false, name: "home-name" })
  ];
}
function lineShape(from, mark, opacity) {
  const look = lineLook(mark.form, mark.state, mark.line);
  return shape("path", {
    class: "line",
    "data-of": mark.id,
    d: `M${from.x} ${from.y}L${mark.x} ${mark.y}`,
    fill: "none",
    ...look,
    "stroke-opacity": opacity ?? look["stroke-opacity"]
  });
}
function markShape(mark, look) {
  const { x, y, size, label } = mark, group = shape("g", {
    class: look.chosen ? "mark chosen" : "mark",
    "data-id": mark.id,
    transform: `translate(${x} ${y})`
  });
  group.append(...ringShapes(size, look), ...markShapes(mark, size));
  if (mark.pinned) group.append(pinShape(size));
  group.append(shape("circle", { class: "reach", r: size + 4, fill: "transparent" }));
  if (label && !look.aside) {
    const shift = look.chosen ? SHIFTS[label.align] || 0 : 0;
    group.append(
      nameText(
        { ...label, x: label.x - x + shift, y: label.y - y },
        { size: 12, weight: look.chosen ? 700 : 400, colour: INK }
      )
    );
  }
  if (look.aside) group.setAttribute("opacity", "0.16");
  return group;
}

// circle/window_scene.js
var FONT_SIZE = 12;
var SMALL = 4.6;
var ROUND = 10;
function moved(shapes, x, y) {
  const group = shape("g", { transform: `translate(${x} ${y})` });
  group.append(...shapes);
  return group;
}
function text(content, x, y, width, look = {}) {
  return nameText(
    { text: content, x, y, align: "center", width },
    { size: FONT_SIZE, colour: SOFT, name: "window-text", ...look }
  );
}
function leader([left, top, right, bottom], centre) {
  const inside = centre && centre.x >= left && centre.x <= right && centre.y >= top && centre.y <= bottom;
  if (!centre || inside) return [];
  return [
    shape("line", {
      x1: centre.x,
      y1: centre.y < top ? centre.y + centre.size : centre.y - centre.size,
      x2: Math.min(Math.max(centre.x, left), right),
      y2: Math.min(Math.max(centre.y, top), bottom),
      stroke: FAINT
    })
  ];
}
function reaches({ box, marks, x, y, size }) {
  const [left, top, right] = box, clear = { fill: "transparent" };
  const rows = marks.map((mark) => {
    const from = mark.align === "left" ? mark.x - 9 : left, to = mark.align === "left" ? right : mark.x + 9;
    return shape("rect", {
      class: mark.choose ? "reach choose" : "reach",
      "data-window": mark.id,
      x: from,
      y: mark.y - 12,
      width: to - from,
      height: 24,
      ...clear
    });
  });
  return [
    ...rows.reverse(),
    shape("circle", { class: "reach", "data-window": "home", cx: x, cy: y, r: size + 7, ...clear }),
    shape("rect", {
      class: "reach choose",
      "data-window": "cross",
      x: right - 30,
      y: top,
      width: 30,
      height: 30,
      ...clear
    })
  ];
}
function windowShapes(window2, centre, isLit) {
  const [left, top, right, bottom] = window2.box, width = right - left;
  const veil = { x: -5e3, y: -5e3, width: 1e4, height: 1e4, fill: "#fff", opacity: 0.6 };
  const found = [
    shape("rect", { ...veil, "pointer-events": "none" }),
    ...leader(window2.box, centre),
    shape("rect", {
      class: "window",
      x: left,
      y: top,
      width,
      height: bottom - top,
      rx: ROUND,
      fill: "#fff",
      stroke: "#b9b7ae"
    })
  ];
  for (const mark of window2.marks)
    found.push(
      shape("path", {
        d: `M${window2.x} ${window2.y}L${mark.x} ${mark.y}`,
        stroke: "#9aa0a8",
        "stroke-width": 0.9,
        "stroke-opacity": 0.7
      })
    );
  found.push(
    moved(
      [
        shape("circle", { r: window2.size + 7, fill: "#fff" }),
        ...markShapes({ form: window2.form, state: window2.state }, window2.size + 2)
      ],
      window2.x,
      window2.y
    )
  );
  for (const mark of window2.marks) {
    if (isLit(mark.id))
      found.push(
        shape("circle", { cx: mark.x, cy: mark.y, r: 9, fill: "none", stroke: INK, "stroke-width": 1.2 })
      );
    found.push(moved(markShapes({ form: mark.form, state: "" }, SMALL), mark.x, mark.y));
    const label = { text: mark.text, x: mark.label_x, y: mark.y, align: mark.align, width: 186 };
    found.push(nameText(label, { size: FONT_SIZE, colour: INK, name: "window-name" }));
  }
  found.push(text(window2.name, window2.x, top + 15, 300, { size: 13, weight: 700, colour: INK }));
  if (window2.empty) found.push(text(window2.empty, window2.x, window2.y + 34, width - 30));
  found.push(text(window2.counts, window2.x, bottom - 15, width - 30));
  const [x, y] = [right - 16, top + 15];
  found.push(
    shape("path", {
      d: `M${x - 4.5} ${y - 4.5}L${x + 4.5} ${y + 4.5}M${x - 4.5} ${y + 4.5}L${x + 4.5} ${y - 4.5}`,
      stroke: SOFT,
      "stroke-width": 1.6
    }),
    ...reaches(window2)
  );
  return found;
}

// circle/circle.js
var LEAST2 = 0.4;
var MOST2 = 6;
function limited(eye, { base }) {
  return { ...eye, zoom: Math.min(MOST2 / base, Math.max(LEAST2 / base, eye.zoom)) };
}
var Circle = class extends Stage {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, new Viewport(limited));
    this.layers = Object.fromEntries(
      ["ground", "lines", "home", "marks", "years", "bands", "window"].map((name) => [
        name,
        shape("g", { class: `layer ${name}` })
      ])
    );
    this.all = shape("g", {});
    this.all.append(...Object.values(this.layers));
    this.svg.append(this.all);
    this.player = new Player(this);
    this.drawn = /* @__PURE__ */ new Map();
    this.lined = [null, ""];
    this.makeHistory();
    Object.assign(globalThis.__friendcircle, {
      playing: () => this.player.told(),
      around: () => this.around()
    });
  }
  close() {
    super.close();
    this.player.halt();
  }
  begin() {
    this.player.given(this.data);
  }
  // ---- around the drawing
  showView() {
    this.remarks();
    super.showView();
  }
  // While the years play the figures are those of the year.
  /** @param {PlayedYearData} year */
  counts(year) {
    const shown2 = this.part(".caption .shown");
    if (shown2)
      shown2.textContent = this.data.texts.playing.replace("{n}", String(Object.keys(year.marks).length)).replace("{lines}", String(year.lines));
    this.data.legend.states.forEach((entry, index) => {
      const row = this.part(".legend.states").children[index], count = year.states[entry.state ?? ""] || 0;
      row.classList.toggle("none", count === 0);
      part(row, ".n").textContent = String(count);
    });
    this.layers.ground.replaceChildren(...groundShapes(this.data, year.sectors));
  }
  // Back and forward, and what is not in the drawing as it could be.
  makeHistory() {
    const buttons = [
      ["back", "M10 3L5 8l5 5"],
      ["forward", "M6 3l5 5-5 5"]
    ];
    for (const [name, path] of buttons) {
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
    for (
      const name of
      /** @type {const} */
      ["back", "forward"]
    ) {
      const button = (
        /** @type {HTMLButtonElement} */
        history.querySelector(`.${name}`)
      );
      button.title = texts[name];
      button.setAttribute("aria-label", texts[name]);
      button.disabled = !acts[name];
    }
    row.hidden = remarks.length === 0;
    row.replaceChildren(
      ...remarks.map((remark) => {
        const entry = element("span", "", remark.text);
        if (!remark.do) return entry;
        const button = element("button", "", remark.button);
        button.type = "button";
        const deed = remark.do;
        button.dataset.do = deed;
        button.addEventListener("click", () => this.act({ do: deed }));
        entry.append(button);
        return entry;
      })
    );
  }
  showTime() {
    if (this.player.on) return;
    super.showTime();
    this.time.button("stop", this.data.texts.stop);
    this.player.buttons();
  }
  /** @returns {Control[]} */
  controls() {
    return [
      ["play", "", () => this.player.toggle()],
      ["stop", "M4 4h8v8H4z", () => this.player.stop()]
    ];
  }
  halt() {
    return this.player.halt();
  }
  // ---- the drawing
  draw() {
    if (this.player.glides) {
      if (this.player.year) this.counts(this.player.year);
      this.layers.bands.replaceChildren(...bandNames(this.data));
      this.redraw();
    } else this.drawAll();
    this.place();
    this.player.shown();
  }
  drawAll() {
    const { data, layers } = this;
    layers.ground.replaceChildren(...groundShapes(data, null));
    layers.bands.replaceChildren(...bandNames(data));
    this.clear();
    this.redraw();
    this.root.dataset.window = data.window ? data.window.of : "";
  }
  // Nothing but the years is seen while they pass into one another.
  clear() {
    for (const name of ["lines", "marks", "window"]) this.layers[name].replaceChildren();
    this.layers.home.replaceChildren(...homeShapes(this.data));
    this.player.drawing.clear();
    this.drawn.clear();
    this.lined = [null, ""];
  }
  place() {
    super.place();
    this.all.setAttribute("transform", this.view.transform);
    Object.assign(this.root.dataset, {
      zoom: this.view.eye.zoom.toFixed(3),
      centre: `${this.view.eye.x.toFixed(1)},${this.view.eye.y.toFixed(1)}`
    });
  }
  // Draws anew what looks otherwise than before.
  redraw() {
    if (!this.data) return;
    if (this.player.glides) {
      this.player.draw();
      return;
    }
    const { data, layers } = this, lines = [];
    for (const mark of data.marks) {
      if (mark.line) lines.push(this.line(mark));
      const look = this.look(mark), key = JSON.stringify(look), before = this.drawn.get(mark.id);
      if (before && before.key === key) continue;
      const node = markShape(mark, look);
      this.drawn.set(mark.id, { node, key });
      if (before) before.node.replaceWith(node);
      else layers.marks.append(node);
    }
    const tone = JSON.stringify([this.chosen, data.focus]);
    if (this.lined[0] !== data || this.lined[1] !== tone) {
      layers.lines.replaceChildren(...lines);
      this.lined = [data, tone];
    }
    this.redrawWindow();
  }
  /** @param {CircleMarkData} mark */
  look(mark) {
    const { id } = mark, hover = id === this.hover, cursor = id === this.cursor;
    return { chosen: id === this.chosen, hover, cursor, aside: this.isAside(mark) && !hover && !cursor };
  }
  // That of the chosen one stands out; with the focus on, the others step back.
  /** @param {CircleMarkData} mark */
  line(mark) {
    const from = mark.anchor && this.marks.get(mark.anchor) || { x: 0, y: 0 }, usual = Number(lineLook(mark.form, mark.state, mark.line)["stroke-opacity"]);
    return lineShape(from, mark, mark.id === this.chosen ? 0.85 : this.isAside(mark) ? 0.07 : usual);
  }
  redrawWindow() {
    const { window: window2 } = this.data, isLit = (id) => id === this.cursor || id === this.hover;
    this.layers.window.replaceChildren(
      ...window2 ? windowShapes(window2, this.marks.get(window2.of), isLit) : []
    );
  }
  // Whether a mark steps back since only the chosen one and what it is linked with stand out.
  /** @param {{ id: string, anchor?: string, near?: string }} mark */
  isAside(mark) {
    if (!this.data.focus || !this.chosen) return false;
    const chosen = this.marks.get(this.chosen), linked = mark.anchor === this.chosen || mark.near === this.chosen;
    return mark.id !== this.chosen && !linked && chosen?.anchor !== mark.id && chosen?.near !== mark.id;
  }
  /** @param {(drawing: SVGSVGElement) => void} use */
  withPicture(use) {
    const drawing = picture(this);
    use(drawing);
    drawing.parentElement?.remove();
  }
  // ---- what is where
  /** @param {Event} event @returns {Thing | null} */
  at(event) {
    const inside = elementAt(event, "window");
    if (inside) return this.within(elementAt(event, "reach"));
    const id = elementAt(event)?.dataset.id;
    if (!id) return null;
    return (this.player.glides ? this.player.spot(id) : this.marks.get(id)) ?? null;
  }
  // What is at a place of the window: one of its marks, the partner in its middle, the cross in its corner, or nothing.
  /** @param {SVGElement | null} reach @returns {Thing | null} */
  within(reach) {
    const { window: window2 } = this.data, name = reach?.dataset.window;
    if (!window2 || !name) return null;
    const place = { name: "", form: "", x: window2.x, y: window2.y, within: true };
    if (name === "cross") return { ...place, id: "", cross: true };
    if (name === "home") return { ...place, id: window2.of, home: true };
    const found = window2.marks.find((mark) => mark.id === name);
    return found ? { ...found, within: true } : null;
  }
  // A click: on a mark it opens its card, on a group its members.
  /** @param {Thing} mark */
  pick(mark) {
    if (mark.form === "group") this.act({ do: "open", id: mark.id.slice("group:".length) });
    else if (mark.cross) this.act({ do: "expand", id: this.data.window?.of });
    else if (!mark.within || mark.choose) this.choose(mark.id);
  }
  /** @param {Thing | null} mark */
  pickTwice(mark) {
    if (!mark) return;
    const expands = mark.within ? mark.home : mark.form === "circle" && !this.player.on;
    if (expands) this.act({ do: "expand", id: mark.id });
  }
  /** @param {KeyboardEvent} event */
  key(event) {
    const { window: window2, marks, card, deeds } = this.data, ours = !event.altKey && !event.ctrlKey && !event.metaKey, deed = ours && deeds.find((entry) => entry.key === event.key.toLowerCase());
    const marked = marks.find((mark) => mark.id === (this.cursor || this.chosen)) || this.chosen && { id: this.chosen, form: card && card.head.form || "" };
    if (deed && marked && marked.form !== "group" && (!deed.partners_only || marked.form === "circle"))
      this.act({ do: deed.name, id: marked.id });
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
  /** @returns {Thing[]} */
  stops() {
    const { window: window2 } = this.data;
    if (this.player.on) return [];
    return window2 ? window2.marks.map((mark) => ({ ...mark, within: true })) : this.order();
  }
  // The marks in the order in which the arrow keys go from one to the next.
  order() {
    return [...this.data.marks].sort((a, b) => Math.atan2(a.x, -a.y) - Math.atan2(b.x, -b.y));
  }
  // The page scrolls as usual; with Ctrl the wheel zooms.
  /** @param {WheelEvent} event */
  wheel(event) {
    if (!wheelZooms(event)) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, this.pointOf(event));
  }
  // ---- for tests: what is on the screen
  around() {
    const { window: window2 } = this.data;
    if (!window2) return null;
    const corner = this.canvas.getBoundingClientRect(), place = (x, y) => {
      const found = this.view.toPlane({ x, y });
      return { x: corner.left + found.x, y: corner.top + found.y };
    };
    return {
      of: window2.of,
      counts: window2.counts,
      cross: place(window2.box[2] - 16, window2.box[1] + 15),
      marks: window2.marks.map((mark) => ({ ...mark, ...place(mark.x, mark.y) }))
    };
  }
  /** @returns {import("../types/stage.js").SeenMark[]} */
  positions() {
    const { data, player } = this;
    const parts = player.glides ? player.seen() : data.marks.flatMap((of) => {
      const node = this.drawn.get(of.id)?.node;
      return node ? [{ mark: node, name: node, of }] : [];
    });
    return parts.map(({ mark, name: named, of: { id, name, form, state } }) => {
      const { e: x, f: y } = (
        /** @type {DOMMatrix} */
        mark.getScreenCTM()
      ), text2 = named.querySelector(".name"), box = text2 && text2.getBoundingClientRect();
      const spare = box ? 0.1 * box.height : 0, label = box && [box.left, box.top + spare, box.right, box.bottom - spare];
      return { id, name, form, state, x, y, label };
    });
  }
};
var circle_default = (component) => shown(component, Circle);
export {
  Circle,
  circle_default as default
};
