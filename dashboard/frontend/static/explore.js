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

// explore/explore.js
var FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
var instances = /* @__PURE__ */ new WeakMap();
var LISTED = 200;
var sent = 0;
function explore_default(component) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return void 0;
  let canvas = instances.get(root);
  if (!canvas) {
    canvas = new Canvas(root);
    instances.set(root, canvas);
  }
  canvas.send = (act) => {
    if (act.do !== "pick" && act.do !== "move") canvas.waiting = null;
    component.setTriggerValue("act", { ...act, at: `${Date.now()}-${++sent}` });
  };
  canvas.show(component.data);
  return () => {
    if (!root.isConnected) canvas.observer.disconnect();
  };
}
function outline(form) {
  const regular = (count, turn = -90) => [...Array(count).keys()].map((at) => {
    const angle = (turn + 360 * at / count) * Math.PI / 180;
    return [Math.cos(angle) * 1.1, Math.sin(angle) * 1.1];
  });
  if (form === "diamond")
    return [
      [0, -1.25],
      [1.25, 0],
      [0, 1.25],
      [-1.25, 0]
    ];
  if (form === "triangle")
    return [
      [0, -1.2],
      [1.2, 0.95],
      [-1.2, 0.95]
    ];
  if (form === "arrow")
    return [
      [-1.1, -0.9],
      [1.2, 0],
      [-1.1, 0.9],
      [-0.5, 0]
    ];
  if (form === "chevron")
    return [
      [-0.9, -1],
      [0.2, -1],
      [1.1, 0],
      [0.2, 1],
      [-0.9, 1],
      [0, 0]
    ];
  if (form === "hexagon") return regular(6, 0);
  if (form === "pentagon") return regular(5);
  if (form === "star")
    return regular(10).map(([x, y], at) => at % 2 ? [x * 0.5, y * 0.5] : [x * 1.2, y * 1.2]);
  if (form === "sheet")
    return [
      [-0.85, -1.1],
      [0.35, -1.1],
      [0.85, -0.6],
      [0.85, 1.1],
      [-0.85, 1.1]
    ];
  return [
    [-0.95, -0.95],
    [0.95, -0.95],
    [0.95, 0.95],
    [-0.95, 0.95]
  ];
}
function markOf(form, x, y, size, colour) {
  if (form === "circle" || form === "dot")
    return shape("circle", {
      cx: x,
      cy: y,
      r: form === "dot" ? size * 0.75 : size,
      fill: colour,
      stroke: "#fff",
      "stroke-width": 1.2
    });
  if (form === "ring")
    return shape("circle", { cx: x, cy: y, r: size, fill: "#fff", stroke: colour, "stroke-width": 3 });
  return shape("polygon", {
    points: outline(form).map(([dx, dy]) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`).join(" "),
    fill: colour,
    stroke: "#fff",
    "stroke-width": 1.2
  });
}
function iconOf(form, colour) {
  const svg = shape("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
  svg.append(markOf(form, 8, 8, 5.2, colour));
  return svg;
}
var Canvas = class {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(name);
    this.svg = this.part(".graph");
    this.data = null;
    this.picked = /* @__PURE__ */ new Set();
    this.cursor = null;
    this.view = null;
    this.lasso = false;
    this.filter = "";
    this.last = null;
    this.ring = null;
    this.listing = false;
    this.waiting = null;
    this.measure = document.createElement("canvas").getContext("2d");
    this.observer = new ResizeObserver(() => this.data && this.resized());
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
  show(data) {
    const before = this.data && this.data.nodes.map((node) => node.id).join();
    const again = !this.data || this.data.fit !== data.fit;
    this.data = data;
    this.nodes = new Map(data.nodes.map((node) => [node.id, { ...node }]));
    if (this.waiting && this.waiting.ids !== data.picked.join() && performance.now() - this.waiting.time < 3e3)
      this.picked = new Set([...this.picked].filter((id) => this.nodes.has(id)));
    else {
      this.picked = new Set(data.picked);
      this.waiting = null;
    }
    this.words();
    if (before !== data.nodes.map((node) => node.id).join() || again) this.fit();
    this.draw();
    this.side();
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
        const button = this.part(".zoom").children[index];
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
  fit() {
    this.touched = false;
    const nodes = [...this.nodes.values()];
    const { clientWidth: width, clientHeight: height } = this.part(".plane");
    if (!nodes.length || !width) {
      this.view = null;
      return;
    }
    const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
    const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const strip = this.part(".legend").offsetWidth;
    const scale = Math.max(
      Math.min((width - strip - 190) / Math.max(right - left, 1), (height - 110) / Math.max(low - top, 1), 2),
      0.15
    );
    this.view = { x: (left + right) / 2 - strip / 2 / scale, y: (top + low) / 2, scale };
  }
  // A view that nobody has moved shows all of it at any size.
  resized() {
    if (!this.touched) this.fit();
    this.draw();
  }
  at(node) {
    const { clientWidth: width, clientHeight: height } = this.part(".plane");
    return [
      width / 2 + (node.x - this.view.x) * this.view.scale,
      height / 2 - 10 + (node.y - this.view.y) * this.view.scale
    ];
  }
  back(x, y) {
    const { clientWidth: width, clientHeight: height } = this.part(".plane");
    return {
      x: (x - width / 2) / this.view.scale + this.view.x,
      y: (y - height / 2 + 10) / this.view.scale + this.view.y
    };
  }
  draw() {
    if (!this.view) this.fit();
    const parts = [];
    if (this.view) {
      const near = /* @__PURE__ */ new Set();
      for (const edge of this.data.edges)
        if (this.picked.has(edge.start) || this.picked.has(edge.end)) near.add(edge.start).add(edge.end);
      for (const line of this.lines()) parts.push(...this.line(line));
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
      if (this.ring)
        parts.push(
          shape("polygon", {
            points: this.ring.map((point) => point.join()).join(" "),
            class: "ring",
            fill: "#0072b2",
            "fill-opacity": 0.08,
            stroke: "#0068a3",
            "stroke-dasharray": "4 3"
          })
        );
    }
    this.svg.replaceChildren(...parts);
  }
  // One line for all that joins two nodes.
  lines() {
    const found = /* @__PURE__ */ new Map();
    for (const edge of this.data.edges) {
      const key = [edge.start, edge.end].sort().join("|"), line = found.get(key) || { start: edge.start, end: edge.end, texts: [], both: false };
      line.both ||= line.start !== edge.start;
      line.texts.push(edge.text);
      found.set(key, line);
    }
    return [...found.values()];
  }
  line({ start: from, end: to, texts, both }) {
    const start = this.nodes.get(from), end = this.nodes.get(to), [x1, y1] = this.at(start), [x2, y2] = this.at(end);
    const lit = this.picked.size > 1 ? this.picked.has(from) && this.picked.has(to) : this.picked.has(from) || this.picked.has(to), colour = lit ? "#5b616b" : "#cfcdc4", away = Math.hypot(x2 - x1, y2 - y1) || 1;
    const group = [
      shape("path", {
        d: `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`,
        fill: "none",
        stroke: colour,
        "stroke-width": lit ? 1.6 : 1
      })
    ];
    const share = Math.max(0.5, 1 - (end.size + 9) / away), turn = Math.atan2(y2 - y1, x2 - x1) * 180 / Math.PI;
    if (away > 40 && !both)
      group.push(
        shape("path", {
          d: "M-4,-3L3,0L-4,3Z",
          fill: colour,
          transform: `translate(${(x1 + (x2 - x1) * share).toFixed(1)},${(y1 + (y2 - y1) * share).toFixed(1)}) rotate(${turn.toFixed(0)})`
        })
      );
    if (this.picked.size === 1 && lit && away > 110) {
      const text = texts.join("; ");
      group.push(
        shape(
          "text",
          {
            x: ((x1 + x2) / 2).toFixed(1),
            y: ((y1 + y2) / 2 - 3).toFixed(1),
            "font-size": 10.5,
            fill: "#5b616b",
            "text-anchor": "middle",
            stroke: "#fff",
            "stroke-width": 3,
            "paint-order": "stroke"
          },
          text.length > 34 ? `${text.slice(0, 33)}…` : text
        )
      );
    }
    return group;
  }
  // Names where there is room: first of what is picked and what is joined with it, then of the larger marks.
  names(nodes, near) {
    const found = /* @__PURE__ */ new Map(), taken = nodes.map((node) => {
      const [x, y] = this.at(node);
      return [x - node.size, y - node.size, x + node.size, y + node.size, node.id];
    });
    this.measure.font = `12px ${FONT}`;
    const legend = this.part(".legend");
    taken.push([0, legend.offsetTop, legend.offsetWidth, this.part(".plane").clientHeight, ""]);
    const across = this.part(".plane").clientWidth, rank = (node) => this.picked.has(node.id) || node.id === this.cursor ? 0 : near.has(node.id) ? 1 : 2;
    for (const node of [...nodes].sort((a, b) => rank(a) - rank(b) || b.size - a.size)) {
      const [x, y] = this.at(node), gap = node.size + (rank(node) ? 0 : 4), full = node.name.length > 24 && rank(node) ? `${node.name.slice(0, 23)}…` : node.name.length > 48 ? `${node.name.slice(0, 47)}…` : node.name, wide = this.measure.measureText(full).width;
      const choices = [
        ["middle", x, y + gap + 13],
        ["start", x + gap + 5, y + 4],
        ["end", x - gap - 5, y + 4],
        ["middle", x, y - gap - 5]
      ];
      const boxed = choices.map(([anchor, tx, ty]) => {
        const left = anchor === "middle" ? tx - wide / 2 : anchor === "start" ? tx : tx - wide;
        return {
          name: { text: full, anchor, x: tx, y: ty },
          box: [left - 1, ty - 11, left + wide + 1, ty + 3]
        };
      });
      const free = boxed.find(
        ({ box }) => box[0] > 0 && box[2] < across && !taken.some(
          (other) => other[4] !== node.id && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]
        )
      ) || (rank(node) ? null : boxed[0]);
      if (!free) continue;
      taken.push(free.box);
      found.set(node.id, free.name);
    }
    return found;
  }
  mark(node, name, faint) {
    const [x, y] = this.at(node), group = shape("g", { class: "node", "data-id": node.id, opacity: faint ? 0.5 : 1 });
    if (this.picked.has(node.id) || this.cursor === node.id) {
      group.append(
        shape("circle", {
          cx: x,
          cy: y,
          r: node.size + 5,
          fill: "#fff",
          stroke: "#1b1e23",
          "stroke-width": 1.6,
          "stroke-dasharray": this.cursor === node.id && !this.picked.has(node.id) ? "3 2" : "none"
        })
      );
    }
    group.append(markOf(node.form, x, y, node.size, node.colour));
    group.append(shape("circle", { cx: x, cy: y, r: Math.max(node.size + 3, 11), fill: "transparent" }));
    if (name)
      group.append(
        shape(
          "text",
          {
            x: name.x.toFixed(1),
            y: name.y.toFixed(1),
            "text-anchor": name.anchor,
            "font-size": 12,
            "font-weight": this.picked.has(node.id) ? 700 : 400,
            fill: "#1b1e23",
            stroke: "#fff",
            "stroke-width": 3.4,
            "paint-order": "stroke"
          },
          name.text
        )
      );
    return group;
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
  over(event) {
    const group = event.target.closest ? event.target.closest(".node") : null;
    return group ? group.dataset.id : null;
  }
  // ---- the pointer
  press(event) {
    if (event.button) return;
    const corner = this.svg.getBoundingClientRect(), id = this.over(event), more = event.ctrlKey || event.metaKey || event.shiftKey;
    this.listing = false;
    const start = { x: event.clientX, y: event.clientY, view: this.view && { ...this.view } };
    const lasso = !id && (this.lasso || event.shiftKey);
    const moving = id ? this.picked.has(id) ? [...this.picked] : [id] : [];
    const from = new Map(moving.map((key) => [key, { x: this.nodes.get(key).x, y: this.nodes.get(key).y }]));
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
        for (const [key, place] of from)
          Object.assign(this.nodes.get(key), {
            x: place.x + dx / this.view.scale,
            y: place.y + dy / this.view.scale
          });
      } else {
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
        const inside = this.inside(this.ring);
        this.ring = null;
        this.pick(more && !this.lasso ? [.../* @__PURE__ */ new Set([...this.picked, ...inside])] : inside);
      } else if (far && id) {
        this.send({
          do: "move",
          places: Object.fromEntries(
            moving.map((key) => [key, [this.nodes.get(key).x, this.nodes.get(key).y]])
          )
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
  inside(ring) {
    return [...this.nodes.values()].filter((node) => {
      const [x, y] = this.at(node);
      let odd = false;
      for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
        if (ring[a][1] > y !== ring[b][1] > y && x < (ring[b][0] - ring[a][0]) * (y - ring[a][1]) / (ring[b][1] - ring[a][1]) + ring[a][0])
          odd = !odd;
      }
      return odd;
    }).map((node) => node.id);
  }
  pick(ids) {
    this.picked = new Set(ids);
    this.waiting = { ids: ids.join(), time: performance.now() };
    this.draw();
    this.side();
    this.root.dataset.picked = ids.join();
    this.send({ do: "pick", ids });
  }
  tell(id) {
    const tip = this.part(".tip"), node = id && this.nodes.get(id);
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
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const corner = this.svg.getBoundingClientRect();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - corner.left, event.clientY - corner.top);
  }
  zoom(factor, x, y) {
    if (!factor || !this.view) this.fit();
    else {
      this.touched = true;
      const { clientWidth: width, clientHeight: height } = this.part(".plane"), [cx, cy] = x === void 0 ? [width / 2, height / 2 - 10] : [x, y], before = this.back(cx, cy);
      this.view.scale = Math.min(6, Math.max(0.1, this.view.scale * factor));
      const after = this.back(cx, cy);
      this.view.x += before.x - after.x;
      this.view.y += before.y - after.y;
    }
    this.draw();
  }
  key(event) {
    this.svg.classList.add("keyed");
    const control = event.ctrlKey || event.metaKey, nodes = [...this.nodes.values()].sort((a, b) => a.y - b.y || a.x - b.x);
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (step && nodes.length) {
      const from = this.nodes.get(this.cursor || [...this.picked][0]);
      const cost = (node) => {
        const dx = node.x - from.x, dy = node.y - from.y, along = dx * step[0] + dy * step[1];
        return along <= 0 ? Infinity : Math.hypot(dx, dy) + 2 * Math.abs(dx * step[1] + dy * step[0]);
      };
      const to = from ? nodes.filter((node) => node !== from && cost(node) < Infinity).sort((a, b) => cost(a) - cost(b))[0] || from : nodes[0];
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
  // ---- the panel: one node, several, or the list of all, with the same actions as the drawing
  side() {
    const card = this.part(".card"), { panel, texts } = this.data, ids = [...this.picked];
    const focused = this.root.getRootNode().activeElement, kept = focused && card.contains(focused) ? [focused.className, focused.dataset.id] : null, scrolled = this.listing ? card.querySelector(".body").scrollTop : 0;
    if (!ids.length) this.listing = false;
    if (ids.length === 1 && !this.listing) {
      const node = this.nodes.get(ids[0]);
      card.setAttribute("aria-label", node.name);
      card.replaceChildren(...this.one(node, panel && panel.id === node.id ? panel : null));
    } else if (ids.length > 1 && !this.listing) {
      card.setAttribute("aria-label", texts.picked.replace("{n}", ids.length));
      card.replaceChildren(...this.several(ids));
    } else {
      card.setAttribute("aria-label", texts.nodes);
      card.replaceChildren(...this.all());
      card.querySelector(".body").scrollTop = scrolled;
    }
    if (kept)
      (kept[1] ? card.querySelector(`input[data-id="${CSS.escape(kept[1])}"]`) : kept[0] === "narrow" ? card.querySelector(".narrow") : card.querySelector("button"))?.focus();
  }
  heading(title, what, closes) {
    const head = element("header"), top = element("div", "top");
    top.append(element("h2", "", title));
    if (closes) {
      const close = element("button", "close", "×");
      close.type = "button";
      close.setAttribute("aria-label", this.data.texts.unpick);
      close.addEventListener("click", () => this.pick([]));
      top.append(close);
    }
    head.append(top);
    if (what) head.append(what);
    return head;
  }
  buttons(entries) {
    const row = element("div", "deeds");
    for (const [text, run, off] of entries) {
      const button = element("button", "deed", text);
      button.type = "button";
      button.disabled = Boolean(off);
      button.addEventListener("click", run);
      row.append(button);
    }
    return row;
  }
  one(node, panel) {
    const { texts } = this.data, what = element("p", "what"), body = element("div", "body");
    body.tabIndex = 0;
    what.append(
      iconOf(node.form, node.colour),
      element("span", "", [node.label, node.when].filter(Boolean).join(" · "))
    );
    const deeds = [
      [texts.expand, () => this.send({ do: "expand", ids: [node.id] })],
      [texts.remove, () => this.send({ do: "remove", ids: [node.id] })]
    ];
    const row = this.buttons(deeds);
    if (panel && panel.file) row.append(pageLink("deed", texts.file, panel.file));
    this.root.dataset.panel = panel ? panel.id : "";
    if (!panel)
      for (const width of [40, 88, 76, 82]) {
        const bone = element("div", "bone");
        bone.style.width = `${width}%`;
        body.append(bone);
      }
    else {
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
        button.addEventListener("click", () => this.send({ do: "expand", ids: [node.id], kind: entry.key }));
        line.append(button);
        list.append(line);
      }
      hang.append(title, list);
      const says = element("section"), terms = element("dl", "properties");
      says.append(element("h3", "", texts.properties));
      for (const entry of panel.properties) {
        const value = element("dd");
        value.append(entry.url ? safeLink(entry.url, entry.text) : element("span", "", entry.text));
        terms.append(element("dt", "", entry.name), value);
      }
      says.append(panel.properties.length ? terms : element("p", "muted", texts.no_properties));
      body.append(hang, says);
    }
    const head = this.heading(node.name, what, true);
    head.append(row);
    return [head, body];
  }
  several(ids) {
    const { texts } = this.data, head = this.heading(texts.picked.replace("{n}", ids.length), null, true), body = element("div", "body");
    head.append(this.deeds(ids));
    body.append(this.list(ids.map((id) => this.nodes.get(id))));
    return [head, body];
  }
  deeds(ids) {
    const { texts } = this.data;
    return this.buttons([
      [texts.ways, () => this.send({ do: "ways", ids }), ids.length !== 2],
      [texts.only, () => this.send({ do: "only", ids })],
      [texts.expand_all, () => this.send({ do: "expand", ids })],
      [texts.remove, () => this.send({ do: "remove", ids })]
    ]);
  }
  all() {
    const { texts } = this.data, ids = [...this.picked], head = this.heading(texts.nodes, element("p", "what", texts.nodes_lead), false), body = element("div", "body");
    if (ids.length) head.append(this.deeds(ids));
    const nodes = [...this.nodes.values()], field = element("input", "narrow");
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
  list(nodes) {
    const list = element("ul", "nodes");
    for (const node of nodes) {
      const line = element("li"), box = element("input"), button = element("button", "", node.name);
      box.type = "checkbox";
      box.checked = this.picked.has(node.id);
      box.setAttribute("aria-label", node.name);
      box.dataset.id = node.id;
      box.addEventListener("change", () => {
        this.listing ||= this.picked.size === 0;
        this.pick(box.checked ? [...this.picked, node.id] : [...this.picked].filter((id) => id !== node.id));
      });
      button.type = "button";
      button.addEventListener("click", () => {
        this.listing = false;
        this.pick([node.id]);
      });
      line.append(box, iconOf(node.form, node.colour), button, element("small", "", node.label));
      list.append(line);
    }
    return list;
  }
};
export {
  explore_default as default
};
