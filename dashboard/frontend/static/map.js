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
function zoomOfKey(event) {
  return ZOOMS[event.key];
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
  texts.forEach((text, index) => {
    const button = (
      /** @type {HTMLElement} */
      place.children[index]
    );
    button.setAttribute("aria-label", text);
    button.title = text;
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
  tip.replaceChildren(element("b", "", said.title), ...said.lines.map((text) => element("span", "", text)));
  const { x, y } = said.place, right = x + 18, left = right + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : right;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
}

// shared/names.js
var FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
var ANCHORS = { left: "start", right: "end", center: "middle" };
var DOWN = 0.36;
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
function nameText(label, { size, weight = 400, colour, halo = true, name = "name" }) {
  const { text, x, y, align, width } = label;
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
      ...width && widthOf(text, size, weight) > width + 0.5 ? { textLength: width.toFixed(1), lengthAdjust: "spacingAndGlyphs" } : {}
    },
    text
  );
}

// shared/marks.js
var INK = "#1b1e23";
var SOFT = "#5b616b";
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
function sign(text, y, size) {
  return shape(
    "text",
    { y, "text-anchor": "middle", "font-family": FONT, "font-size": size, "font-weight": 600, fill: SOFT },
    text
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
function dashesOf(line) {
  const dashes = DASHES[line];
  return dashes ? { "stroke-dasharray": dashes.join(" ") } : null;
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
    const button = element("button", ""), on = deed.on.includes(id), text = on ? deed.undo : deed.do;
    button.type = "button";
    button.dataset.do = deed.name;
    button.title = deed.help;
    button.setAttribute("aria-pressed", String(on));
    button.append(stroke(deed.sign));
    if (words) button.append(element("span", "", text));
    else button.setAttribute("aria-label", `${text}: ${name}`);
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
    row.cells.forEach((text, index) => {
      const cell = element("td", columns[index].type === "date" ? "date" : "");
      if (index === 0) {
        const button = element("button", "", text);
        button.type = "button";
        button.dataset.id = row.id;
        button.addEventListener("click", () => stage.choose(row.id));
        cell.append(button);
      } else cell.textContent = text;
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
  own(around) {
    const section = this.section(around.title);
    if (around.empty) section.append(element("p", "muted", around.empty));
    for (const group of around.groups) {
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
    notes.append(...overview.notes.map((text) => element("p", "muted", text)));
    body.append(figures, shares, recent);
    if (overview.notes.length) body.append(notes);
    return [head, body];
  }
};

// shared/days.js
function isPartialDate(text) {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return false;
  const [year, month = 1, day = 1] = text.split("-").map(Number);
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
  const text = field.value.trim(), good = isPartialDate(text);
  field.classList.toggle("bad", !good);
  field.setAttribute("aria-invalid", String(!good));
  field.title = good ? "" : forms;
  return good ? text : void 0;
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
  button(name, text) {
    const button = (
      /** @type {HTMLButtonElement} */
      this.form.querySelector(`.buttons .${name}`)
    );
    button.title = text;
    button.setAttribute("aria-label", text);
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
    const { texts, legend } = this.data;
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
      showLegend(this.part(`.legend.${name}`), legend[name], (entry) => this.icon(entry));
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
  zoom(factor, around) {
    if (!this.view.ready) return;
    this.tell(null);
    if (factor) this.view.zoomBy(factor, around);
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
    return told.flatMap((text) => text || []);
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

// map/map_card.js
var MapCard = class extends Card {
  /** @param {CardData} card */
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
  /** @param {OverviewData} overview */
  overview(overview) {
    const [head, body] = super.overview(overview), { works } = overview;
    if (works) {
      const section = this.section(works.title, works.aside);
      section.classList.add("works");
      const bars = element("ul", "bars");
      for (const row of works.rows) {
        const line = element("li"), bar = element("span", "bar"), part2 = element("i");
        part2.style.width = `${100 * row.count / works.most}%`;
        bar.append(part2);
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

// map/scene.js
var LAND = "#E4E1D7";
var PORT = "#9aa0a8";
var ROUTE = "#007a5e";
var DISTRICT = "#5b616b";
var WORK = "#8f4d8a";
var GROUP2 = "#3b3f46";
var LAYERS = {
  routes: { stroke: ROUTE, "stroke-width": 1.8, "stroke-dasharray": "9 3 2 3" },
  consulate: { stroke: DISTRICT, "stroke-width": 1.2, "stroke-dasharray": "2 3" }
};
var HEXAGON = [...Array(6).keys()].map((at) => [
  1.15 * Math.cos(at * Math.PI / 3),
  1.15 * Math.sin(at * Math.PI / 3)
]);
function mapIcon({ form, state, line = "" }) {
  if (!LAYERS[line] && form !== "project") return icon(form || "circle", state, line);
  const width = line ? 26 : 16, svg = shape("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, "aria-hidden": "true" });
  if (line) svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, ...LAYERS[line] }));
  else
    svg.append(shape("polygon", { points: points(HEXAGON, 5.4), transform: "translate(8 8)", fill: WORK }));
  return svg;
}
function landShape(land) {
  return shape("path", {
    class: "land",
    d: land,
    fill: LAND,
    "fill-rule": "evenodd",
    stroke: LAND,
    "stroke-width": 0.7,
    "vector-effect": "non-scaling-stroke"
  });
}
function layerLook({ layer, state, line }) {
  const own = LAYERS[layer];
  if (own) return own;
  const dashes = dashesOf(line);
  if (layer === "port") return { stroke: PORT, "stroke-width": 1.1, ...dashes };
  return { stroke: COLOUR[state], "stroke-width": line === "signed" ? 1.9 : 1.5, ...dashes };
}
function mapLine(line, chosen) {
  return shape("path", {
    class: "line",
    "data-layer": line.layer,
    d: line.path,
    fill: "none",
    "vector-effect": "non-scaling-stroke",
    ...layerLook(line),
    "stroke-opacity": chosen ? 0.95 : line.layer === "ties" ? 0.42 : 0.75
  });
}
function mapMarkShapes(mark, size) {
  if (mark.form !== "project") return markShapes(mark, size);
  const look = { fill: WORK, stroke: "#fff", "stroke-width": 1 };
  return [
    shape("polygon", { points: points(HEXAGON, size), ...look }),
    whiteNumber(mark.projects || "", 3.2, 9)
  ];
}
function whiteNumber(text, y, size) {
  const look = { "font-size": size, "font-weight": 600, fill: "#fff", "font-family": FONT };
  return shape("text", { y, "text-anchor": "middle", ...look }, text);
}
function singleShape(mark, side, look) {
  const node = shape("g", { class: "mark", "data-id": mark.id }), work = mark.projects > 0 && mark.form === "circle", size = work ? mark.size - 3 : mark.size;
  node.append(...ringShapes(mark.size, look, [4, 3]));
  if (work) node.append(shape("circle", { r: size + 2.6, fill: "none", stroke: WORK, "stroke-width": 1.8 }));
  node.append(
    ...mapMarkShapes(mark, size),
    shape("circle", { class: "reach", r: Math.max(mark.size + 3, 10), fill: "transparent" })
  );
  if (side) node.append(mapName(mark, side, look.chosen));
  return node;
}
function bubbleShape({ ids, size }, look) {
  const node = shape("g", { class: "mark group", "data-id": ids[0], "data-count": ids.length });
  node.append(
    ...ringShapes(size, look, [4, 3]),
    shape("circle", { r: size, fill: GROUP2, stroke: "#fff", "stroke-width": 1.4 }),
    whiteNumber(ids.length, 3.9, ids.length > 99 ? 9.5 : 11)
  );
  return node;
}
function mapHomeShape(home, side) {
  const node = shape("g", { class: "home" });
  node.append(
    shape("circle", { r: home.size + 1.6, fill: "#fff" }),
    shape("circle", { r: home.size, fill: INK }),
    shape("circle", { r: 2.6, fill: "#fff" }),
    mapName(home, side, true)
  );
  return node;
}
function mapName(mark, side, strong) {
  const away = mark.size + 2.5 + (strong ? 2 : 0), along = side === "right" ? away + 1.5 : side === "left" ? -away - 1.5 : 0, down = side === "above" ? -away - 7.8 : side === "below" ? away + 7.8 : 0, align = side === "right" ? "left" : side === "left" ? "right" : "center";
  return nameText(
    { text: mark.label, x: along, y: down, align },
    { size: 12, weight: strong ? 700 : 400, colour: INK }
  );
}

// map/map.js
var WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
var STRIDE = 90;
var BEYOND = 1.6;
var TOLD = 12;
var WorldMap = class extends Stage {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, new Viewport());
    this.view.limit = (eye) => this.limited(eye);
    this.seen = /* @__PURE__ */ new Map();
    this.land = "";
    this.coast = null;
    this.below = shape("g", {});
    this.asked = null;
    this.drawn = null;
    this.state = "";
    this.lined = [null, null];
  }
  makeCard() {
    return new MapCard(this);
  }
  // The land comes in a component of its own, so that it crosses the wire once and not with every answer.
  /** @returns {Promise<string>} */
  loaded() {
    return new Promise((resolve) => {
      const look = () => {
        if (globalThis.__friendcircleLand) resolve(globalThis.__friendcircleLand);
        else setTimeout(look, 20);
      };
      look();
    });
  }
  /** @param {MapData} data */
  async show(data) {
    this.asked = data.chosen && data.chosen !== this.chosen ? data.chosen : null;
    this.view.home = { x: data.frame.x, y: data.frame.y };
    await super.show(data);
  }
  /** @param {LegendEntryData} entry */
  icon(entry) {
    return mapIcon(entry);
  }
  // ---- the drawing
  /** @param {string} land */
  draw(land) {
    this.land = land;
    this.drawn = null;
    if (this.asked) this.reveal(this.asked);
    this.asked = null;
    this.redraw();
  }
  // The arrangement that holds at this zoom.
  step() {
    const { steps } = this.data;
    return steps.reduce((found, step, index) => step.zoom <= this.view.eye.zoom + 1e-6 ? index : found, 0);
  }
  redraw() {
    if (!this.land || !this.view.ready) return;
    const step = this.step(), state = [this.chosen, this.hover, this.cursor].join("|");
    if (this.drawn !== step || this.state !== state) this.compose(step);
    Object.assign(this, { drawn: step, state });
    this.place();
  }
  place() {
    if (!this.land || !this.view.ready) return;
    const step = this.step();
    if (this.drawn !== step) {
      this.redraw();
      return;
    }
    super.place();
    const { view, data } = this;
    this.below.setAttribute("transform", view.transform);
    for (const { node, x, y, away } of this.seen.values()) {
      const place = view.toPlane({ x, y }, away);
      node.setAttribute(
        "transform",
        `translate(${place.x.toFixed(2)} ${place.y.toFixed(2)}) scale(${view.base.toFixed(4)})`
      );
    }
    const nameless = data.view === "list" ? "" : data.steps[step].nameless;
    this.part(".caption .shown").textContent = [data.texts.shown, nameless].filter(Boolean).join(" · ");
    Object.assign(this.root.dataset, {
      step: String(step),
      zoom: view.eye.zoom.toFixed(3),
      centre: `${view.eye.x.toFixed(1)},${view.eye.y.toFixed(1)}`
    });
  }
  // How several marks look that are drawn as one, or one alone.
  /** @param {string[]} ids */
  look(ids) {
    const among = (id) => id !== null && ids.includes(id);
    return { chosen: among(this.chosen), hover: among(this.hover), cursor: among(this.cursor) };
  }
  /** @param {number} index of the step */
  compose(index) {
    const { home, marks } = this.data, step = this.data.steps[index], grouped = new Set(step.groups.flatMap((group) => group.ids));
    this.seen = /* @__PURE__ */ new Map();
    for (const group of step.groups) {
      const { ids, size } = group, first = this.marks.get(ids[0]);
      if (first)
        this.seen.set(ids[0], {
          ...first,
          node: bubbleShape(group, this.look(ids)),
          away: step.moved[ids[0]],
          ids,
          size
        });
    }
    for (const mark of marks) {
      if (grouped.has(mark.id)) continue;
      const ids = [mark.id], node = singleShape(mark, step.names[mark.id], this.look(ids));
      this.seen.set(mark.id, { ...mark, node, away: step.moved[mark.id], ids });
    }
    if (home) this.seen.set("", { ...home, node: mapHomeShape(home, step.home), ids: [] });
    const order = [...this.seen.values()].sort(
      (a, b) => Number(this.look(a.ids).chosen) - Number(this.look(b.ids).chosen)
    );
    this.svg.replaceChildren(this.ground(), ...order.map(({ node }) => node));
  }
  // Land and lines; they are made anew only when lines or the choice change, and the land never.
  ground() {
    const { lines } = this.data;
    if (this.lined[0] === lines && this.lined[1] === this.chosen) return this.below;
    this.lined = [lines, this.chosen];
    this.coast ??= landShape(this.land);
    this.below = shape("g", {});
    this.below.append(this.coast, ...lines.map((line) => mapLine(line, line.id === this.chosen)));
    return this.below;
  }
  // ---- what is where
  // The mark at the pointer; several, by the first of them, where they are drawn as one.
  /** @param {Event} event @returns {Thing | null} */
  at(event) {
    const id = elementAt(event)?.dataset.id, seen = id && this.seen.get(id), mark = id && this.marks.get(id);
    return seen && mark ? { ...mark, ...seen } : null;
  }
  /** @param {Thing} mark */
  onPlane(mark) {
    const found = [...this.seen.values()].find((entry) => entry.ids.includes(mark.id));
    return found ? this.view.toPlane(found, found.away) : this.view.toPlane(mark, mark.away);
  }
  // From west to east as the map has it.
  /** @returns {Thing[]} */
  order() {
    return [...this.data.marks].sort((a, b) => a.x - b.x || a.y - b.y);
  }
  positions() {
    return [...this.seen.values()].filter(({ ids }) => ids.length).map(({ ids, node, size }) => {
      const { e: x, f: y } = (
        /** @type {DOMMatrix} */
        node.getScreenCTM()
      ), box = ids.length === 1 ? node.querySelector(".name")?.getBoundingClientRect() : void 0, { name, form, state } = (
        /** @type {MapMarkData} */
        this.marks.get(ids[0])
      );
      const spare = box ? 0.1 * box.height : 0;
      return {
        id: ids[0],
        ids,
        name,
        form,
        state,
        x,
        y,
        size: size * this.view.base,
        label: box ? [box.left, box.top + spare, box.right, box.bottom - spare] : null
      };
    });
  }
  /** @param {Thing | null} mark */
  tell(mark) {
    const ids = mark?.ids ?? [];
    super.tell(mark && ids.length > 1 ? this.together(mark, ids) : mark);
  }
  // What is told of several marks drawn as one.
  /** @param {Thing} mark @param {string[]} ids @returns {Thing} */
  together(mark, ids) {
    const { texts } = this.data, names = ids.map((id) => this.marks.get(id)?.name ?? "");
    return {
      ...mark,
      name: texts.together.replace("{n}", String(names.length)),
      country: names.slice(0, TOLD).join(texts.between) + (names.length > TOLD ? "…" : ""),
      what: texts.nearer,
      strength: "",
      activity: ""
    };
  }
  /** @param {Thing} mark */
  pick(mark) {
    if (mark.ids && mark.ids.length > 1) this.open(mark.ids);
    else this.choose(mark.id);
  }
  // ---- moving and zooming
  /** @param {Thing | null} mark @param {PointerEvent} event */
  pickTwice(mark, event) {
    if (!mark) this.zoom(1.6, this.pointOf(event));
  }
  // No farther than the last arrangement and the land reach.
  /** @param {Eye} eye @returns {Eye} */
  limited({ x, y, zoom }) {
    const { frame, steps } = this.data, nearest = Math.min(Math.max(zoom, 1), steps[steps.length - 1].zoom * BEYOND), free = 1 - 1 / nearest, wide = frame.width / 2 * (free + 0.2), high = frame.height / 2 * (free + 0.2);
    return {
      x: Math.min(Math.max(x, frame.x - wide), frame.x + wide),
      y: Math.min(Math.max(y, frame.y - high), frame.y + high),
      zoom: nearest
    };
  }
  /** @param {number} x @param {number} y @param {number} zoom */
  goTo(x, y, zoom) {
    this.view.look({ x, y, zoom });
    this.place();
  }
  // So near that these are no longer drawn as one.
  /** @param {string[]} ids */
  open(ids) {
    const { steps } = this.data, together = (step) => step.groups.some((group) => ids.every((id) => group.ids.includes(id))), index = steps.findIndex((step) => step.zoom > this.view.eye.zoom + 1e-6 && !together(step)), marks = ids.flatMap((id) => this.marks.get(id) ?? []), middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
    this.tell(null);
    this.goTo(
      middle(marks.map(({ x }) => x)),
      middle(marks.map(({ y }) => y)),
      steps[Math.max(0, index)].zoom
    );
  }
  // So that a mark can be seen by itself.
  /** @param {string} id */
  reveal(id) {
    const mark = this.marks.get(id), { steps } = this.data, { width, height, eye } = this.view;
    if (!mark || !this.view.ready) return;
    const alone2 = (step) => !step.groups.some((group) => group.ids.includes(id)), { x, y } = this.view.toPlane(mark), inside = x > 40 && y > 20 && x < width - 40 && y < height - 20, here = alone2(steps[this.step()]);
    if (here && inside) return;
    this.goTo(
      mark.x,
      mark.y,
      here ? eye.zoom : steps.find((step) => step.zoom > eye.zoom && alone2(step))?.zoom ?? eye.zoom
    );
  }
  // The wheel zooms; where there is nothing to zoom out of, the page scrolls.
  /** @param {WheelEvent} event */
  wheel(event) {
    const nearer = event.deltaY < 0;
    if (!this.view.ready || !nearer && this.view.eye.zoom <= 1) return;
    event.preventDefault();
    this.zoom(nearer ? 1.2 : 1 / 1.2, this.pointOf(event));
  }
  /** @param {KeyboardEvent} event */
  key(event) {
    const way = WAYS[event.key], { eye } = this.view;
    if (way && event.shiftKey) {
      const far = STRIDE / eye.zoom;
      this.goTo(eye.x + way[0] * far, eye.y + way[1] * far, eye.zoom);
      event.preventDefault();
      return;
    }
    super.key(event);
    if (way && this.cursor) this.reveal(this.cursor);
  }
};
var map_default = (component) => shown(component, WorldMap);
export {
  map_default as default
};
