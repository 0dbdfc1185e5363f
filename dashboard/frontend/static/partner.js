// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/component.js
function rootOf(component) {
  return component.parentElement.querySelector(".fc");
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

// shared/parts.js
var COLOURS = {
  F: "#3d4550",
  A: "#0072b2",
  R: "#56b4e9",
  B: "#009e73",
  I: "#e69f00",
  E: "#cc79a7",
  L: "#a3a7ae"
};
function button(name, text, act) {
  const node = element("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}
function stack(parts, scale, keys) {
  const bar = element("div", "stack");
  const names = new Map(keys.map((entry) => [entry.code, entry.text]));
  const told = parts.filter((part) => part.points > 0.05).map((part) => names.get(part.code)).join(", ");
  if (told) {
    bar.setAttribute("role", "img");
    bar.setAttribute("aria-label", told);
  } else bar.setAttribute("aria-hidden", "true");
  for (const part of parts) {
    if (part.points < 3e-3 * scale) continue;
    const piece = element("i");
    piece.style.width = `${100 * part.points / scale}%`;
    piece.style.background = COLOURS[part.code];
    piece.title = names.get(part.code) ?? "";
    bar.append(piece);
  }
  return bar;
}
function range(evidence, scale) {
  const line = element("div", "range");
  const span = element("i");
  span.style.left = `${100 * evidence.low / scale}%`;
  span.style.width = `${Math.max(0.4, 100 * (evidence.high - evidence.low) / scale)}%`;
  line.append(span);
  line.title = evidence.text;
  return line;
}
var BARS = { active: 3, in_touch: 2, little_contact: 1 };
function band(entry) {
  const node = element("span", `band ${entry.code}`);
  const svg = shape("svg", { width: 18, height: 14, viewBox: "0 0 18 14", "aria-hidden": "true" });
  if (entry.code === "not_graded") {
  } else if (entry.code === "none_recorded") {
    svg.append(
      shape("circle", {
        cx: 9,
        cy: 7,
        r: 6,
        fill: "#fff",
        stroke: "#8a8f98",
        "stroke-width": 1.6,
        "stroke-dasharray": "2.6 1.8"
      })
    );
    svg.append(
      shape(
        "text",
        { x: 9, y: 10.4, "text-anchor": "middle", "font-size": 9, "font-weight": 600, fill: "#5b616b" },
        "?"
      )
    );
  } else {
    const full = BARS[entry.code] ?? 0;
    for (let at = 0; at < 3; at += 1)
      svg.append(
        shape("rect", {
          x: 1 + at * 6,
          y: 9 - at * 4,
          width: 4,
          height: 5 + at * 4,
          fill: at < full ? "#0072b2" : "#e6e4dd"
        })
      );
  }
  node.append(svg, element("span", "", entry.text));
  return node;
}
function legend(keys) {
  const list = element("ul", "keys");
  for (const entry of keys) {
    const item = element("li"), sign = element("i");
    sign.style.background = COLOURS[entry.code];
    item.append(sign, element("span", "", entry.text));
    list.append(item);
  }
  return list;
}
function timeForm(time, texts, send) {
  const form = element("form", "time");
  form.noValidate = true;
  const date = element("label", "date"), field = dayField(), track = element("div", "track"), slide = element("input");
  field.value = time.value;
  field.dataset.keep = "as_of";
  date.append(element("span", "", texts.as_of), field);
  Object.assign(slide, { type: "range", step: 1, min: time.first, max: time.last });
  slide.value = String(time.year);
  slide.dataset.keep = "years";
  slide.setAttribute("aria-label", texts.as_of);
  slide.setAttribute("aria-valuetext", time.value);
  const fill = (year) => slide.style.setProperty("--at", `${100 * shareOf(year, time)}%`);
  fill(time.year);
  track.append(slide);
  for (const year of time.ticks) {
    const tick = element("span", "tick", year);
    tick.style.left = `calc(8px + (100% - 16px) * ${shareOf(year, time)})`;
    track.append(tick);
  }
  slide.addEventListener("input", () => {
    field.value = endOf(Number(slide.value), time);
    fill(Number(slide.value));
  });
  slide.addEventListener("change", () => send("as_of", endOf(Number(slide.value), time)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = dayIn(field, texts.forms);
    if (day) send("as_of", day);
  });
  form.append(date, track);
  return form;
}
function replace(root, ...content) {
  const kept2 = focused(root)?.dataset.keep;
  const typed = fieldsIn(root, "[data-keep][data-typed]").map((field) => ({
    name: field.dataset.keep ?? "",
    value: field.value
  }));
  root.replaceChildren(...content);
  for (const { name, value } of typed) {
    const [field] = fieldsIn(root, keptAs(name));
    if (field) Object.assign(field, { value }).dataset.typed = "";
  }
  if (kept2) fieldsIn(root, keptAs(kept2))[0]?.focus({ preventScroll: true });
  if (!root.dataset.ready || root.dataset.ready === "false") {
    root.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "text") target.dataset.typed = "";
    });
    root.addEventListener(
      "submit",
      ({ target }) => {
        for (const field of fieldsIn(
          /** @type {HTMLElement} */
          target,
          "[data-typed]"
        ))
          delete field.dataset.typed;
      },
      true
    );
  }
  root.dataset.ready = "true";
}
function fieldsIn(root, selector) {
  return [...root.querySelectorAll(selector)].map((field) => (
    /** @type {HTMLInputElement} */
    field
  ));
}
function keptAs(name) {
  return `[data-keep="${CSS.escape(name)}"]`;
}

// shared/sorting.js
function collatorOf(lang) {
  return new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
}

// documents/partner_sources.js
function sourcesOf(item, sources) {
  const found = /* @__PURE__ */ new Map();
  for (const fact of item.facts)
    for (const entry of sources[fact] ?? [])
      if (item.only.includes(entry.id)) found.set(`${entry.id} ${entry.meta}`, entry);
  return [...found.values()].sort((a, b) => (a.grade || "Z").localeCompare(b.grade || "Z"));
}
function appendSources(row, key, item, { file, texts, state, again }) {
  const found = sourcesOf(item, file.sources);
  const open = state.sources.has(key);
  const node = button("ref", texts.sources_of.replace("{n}", String(found.length)), () => {
    if (open) state.sources.delete(key);
    else state.sources.add(key);
    again();
  });
  node.dataset.keep = `source/${key}`;
  node.setAttribute("aria-expanded", String(open));
  row.append(node);
  if (!open) return;
  const list = element("ul", "cited");
  if (!found.length) list.append(element("li", "muted", texts.no_sources));
  for (const entry of found) {
    const item2 = element("li"), grade = element("span", "grade", entry.grade || "–"), text = element("span");
    grade.title = entry.grade_text;
    text.append(
      entry.url ? safeLink(entry.url, entry.title) : element("span", "", entry.title),
      element("small", "", entry.meta)
    );
    item2.append(grade, text);
    list.append(item2);
  }
  row.append(list);
}

// documents/partner_ledger.js
var AT_FIRST = 8;
function waterfall(drawing) {
  const { file, texts, state, again } = drawing;
  const box = element("section", "ledger");
  const title = element("h3", "", texts.ledger);
  title.append(element("small", "", texts.ledger_aside));
  box.append(title);
  const total = file.rows.reduce((sum2, row) => sum2 + row.points, 0);
  const scale = Math.max(20, Math.ceil(total / 10) * 10);
  for (const row of file.rows) {
    const open = state.open.has(row.code), part = element("div", "part");
    part.dataset.code = row.code;
    const line2 = element("button", "line");
    line2.type = "button";
    line2.dataset.keep = `part/${row.code}`;
    line2.setAttribute("aria-expanded", String(open));
    line2.addEventListener("click", () => {
      if (open) state.open.delete(row.code);
      else state.open.add(row.code);
      again();
    });
    const name2 = element("span", "name");
    name2.append(element("b", "", row.name));
    if (row.word !== row.name) name2.append(element("small", "", row.word));
    const track2 = element("span", "track"), fall = element("i"), lead = element("i", "lead");
    fall.style.left = `${100 * row.base / scale}%`;
    fall.style.width = `${100 * row.points / scale}%`;
    fall.style.background = COLOURS[row.code];
    lead.style.left = `${100 * (row.base + row.points) / scale}%`;
    if (row.points > 0) track2.append(fall);
    track2.append(lead);
    const count = row.lines.length ? element("span", "count", row.count) : element("span", "count none", texts.nothing);
    const points2 = element("span", "points");
    points2.append(element("b", "", row.text), element("small", "", row.of));
    line2.append(element("span", "turn", open ? "▾" : "▸"), name2, track2, count, points2);
    part.append(line2);
    if (open) part.append(lines(row, drawing));
    box.append(part);
  }
  const sum = element("div", "part"), line = element("p", "line sum"), track = element("span", "track"), full = element("i"), points = element("span", "points");
  full.style.left = "0";
  full.style.width = `${100 * total / scale}%`;
  track.append(full);
  points.append(element("b", "", file.total));
  const name = element("span", "name");
  name.append(element("b", "", texts.total));
  line.append(element("span", "turn"), name, track, element("span", "count"), points);
  sum.append(line);
  box.append(sum);
  return box;
}
function lines(row, drawing) {
  const { texts, state, again } = drawing;
  const box = element("div", "lines");
  box.append(element("p", "muted", row.why));
  if (!row.lines.length) box.append(element("p", "muted", texts.nothing));
  const all = state.more.has(row.code);
  const list = element("ul"), most = Math.max(...row.lines.map((entry) => entry.points), 0.01);
  for (const entry of all ? row.lines : row.lines.slice(0, AT_FIRST)) {
    const item = element("li", entry.date ? "" : "undated");
    item.dataset.line = entry.key;
    if (entry.date) item.append(element("span", "day", entry.date));
    const text = element("span", "text", entry.text);
    if (entry.tags) text.append(element("small", "", entry.tags));
    if (entry.title) text.append(element("span", "recorded", entry.title));
    const share = element("span", "share"), full = element("i");
    full.style.width = `${100 * entry.points / most}%`;
    full.style.background = COLOURS[row.code];
    share.append(full);
    item.append(text, share, element("span", "value", entry.value));
    appendSources(item, `${row.code}/${entry.key}`, entry, drawing);
    list.append(item);
  }
  box.append(list);
  if (!all && row.lines.length > AT_FIRST) {
    const more = button("more", texts.more.replace("{n}", String(row.lines.length - AT_FIRST)), () => {
      state.more.add(row.code);
      again();
    });
    box.append(more);
  }
  return box;
}
function reveal(root, key, { state, again }) {
  state.open.add("A");
  state.more.add("A");
  again();
  const line = root.querySelector(`[data-line="${CSS.escape(key)}"]`);
  if (!line) return;
  line.scrollIntoView({
    block: "center",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"
  });
  line.classList.add("shown");
}

// documents/partner_times.js
var WIDTH = 860;
function timeline(time, texts, open) {
  const box = element("section", "times"), title = element("h3", "", texts.timeline);
  title.append(element("small", "", texts.timeline_aside));
  box.append(title);
  if (!time.entries.length) {
    box.append(element("p", "muted", texts.nothing));
    return box;
  }
  const height = 132, low = 100, top = 16, left = 14, right = 14;
  const span = Math.max(time.last - time.first, 0.5);
  const x = (year) => left + (WIDTH - left - right) * (year - time.first) / span;
  const y = (weight) => low - (low - top) * weight / Math.max(time.most, 0.05);
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDTH} ${height}`,
    class: "chart",
    tabindex: 0,
    role: "group",
    "aria-label": texts.timeline_label
  });
  svg.dataset.keep = "timeline";
  svg.append(
    shape("line", { x1: left, x2: WIDTH - right, y1: low, y2: low, stroke: "#8a8f98", "stroke-width": 1 })
  );
  for (const year of time.ticks) {
    if (year < time.first - 0.01 || year > time.last) continue;
    svg.append(shape("line", { x1: x(year), x2: x(year), y1: low, y2: low + 4, stroke: "#8a8f98" }));
    svg.append(
      shape(
        "text",
        {
          x: x(year),
          y: low + 17,
          class: "tick",
          "text-anchor": x(year) < 20 ? "start" : x(year) > WIDTH - 20 ? "end" : "middle"
        },
        year
      )
    );
  }
  const tip = element("p", "tip");
  const marks = [];
  tip.hidden = true;
  tip.setAttribute("aria-live", "polite");
  const frame = element("div", "plot");
  for (const entry of time.entries) {
    const group = shape("g", { class: `moment ${entry.way}` });
    const at = x(entry.at), head2 = y(entry.fresh);
    group.append(shape("line", { x1: at, x2: at, y1: low, y2: head2, class: "stem" }));
    if (entry.left > 5e-4)
      group.append(
        shape("line", { x1: at, x2: at, y1: low, y2: Math.min(low - 1, y(entry.left)), class: "left" })
      );
    group.append(mark(entry.way, at, head2));
    group.append(
      shape("rect", { x: at - 5, y: top - 8, width: 10, height: low - top + 8, fill: "transparent" })
    );
    group.addEventListener("pointerenter", () => show(marks.indexOf(group)));
    group.addEventListener("click", () => open(entry.line));
    marks.push(group);
    svg.append(group);
  }
  let current = -1;
  const show = (index) => {
    marks[current]?.classList.remove("on");
    current = index;
    const entry = time.entries[index];
    tip.hidden = !entry;
    if (!entry) return;
    marks[index].classList.add("on");
    tip.replaceChildren(
      element("b", "", `${entry.date} · ${entry.text}`),
      element(
        "span",
        "",
        entry.text.startsWith(entry.way_text) ? entry.tags : `${entry.way_text} · ${entry.tags}`
      )
    );
    if (entry.title) tip.append(element("span", "recorded", entry.title));
    tip.append(element("span", "", entry.weight));
    const share = x(entry.at) / WIDTH;
    tip.style.left = `${100 * share}%`;
    tip.style.transform = `translateX(${share < 0.3 ? "0" : share > 0.7 ? "-100%" : "-50%"})`;
  };
  frame.addEventListener("pointerleave", () => show(-1));
  svg.addEventListener("blur", () => show(-1));
  svg.addEventListener("focus", () => current < 0 && svg.matches(":focus-visible") && show(marks.length - 1));
  svg.addEventListener("keydown", (event) => {
    const to = keyed(event.key, current, marks.length);
    if (to !== void 0) show(to);
    else if (event.key === "Enter" && current >= 0) open(time.entries[current].line);
    else if (event.key === "Escape") show(-1);
    else return;
    event.preventDefault();
  });
  const keys = element("ul", "keys ways");
  for (const { way, text } of texts.ways) {
    const item = element("li"), icon = shape("svg", {
      width: 14,
      height: 14,
      viewBox: "-7 -7 14 14",
      class: `moment ${way}`,
      "aria-hidden": "true"
    });
    icon.append(mark(way, 0, 0));
    item.append(icon, element("span", "", text));
    keys.append(item);
  }
  for (const [name, text] of [
    ["stem", texts.fresh],
    ["left", texts.left]
  ]) {
    const item = element("li"), icon = shape("svg", {
      width: 10,
      height: 14,
      viewBox: "0 0 10 14",
      class: "moment both",
      "aria-hidden": "true"
    });
    icon.append(shape("line", { x1: 5, x2: 5, y1: 0, y2: 14, class: name }));
    item.append(icon, element("span", "", text));
    keys.append(item);
  }
  frame.append(svg, tip);
  box.append(frame, keys);
  return box;
}
function mark(way, x, y) {
  if (way === "in") return shape("path", { d: `M${x - 5},${y - 4}h10l-5,9z`, class: "dot" });
  if (way === "out") return shape("path", { d: `M${x - 5},${y + 4}h10l-5,-9z`, class: "dot" });
  return shape("circle", { cx: x, cy: y, r: 4.2, class: "dot" });
}
function keyed(key, current, count) {
  return {
    ArrowRight: Math.min(current + 1, count - 1),
    ArrowLeft: Math.max(current - 1, 0),
    Home: 0,
    End: count - 1
  }[key];
}

// documents/partner_years.js
var WIDTH2 = 860;
function history(data, { texts, state, again }) {
  const box = element("section", "times"), title = element("h3", "", data.title);
  title.append(element("small", "", data.aside));
  const turn = button("ref", state.tabular ? data.hide : data.show, () => {
    state.tabular = !state.tabular;
    again();
  });
  turn.dataset.keep = "tabular";
  turn.setAttribute("aria-expanded", String(state.tabular));
  title.append(turn);
  box.append(title);
  const height = 150, low = 124, top = 10, left = 28, right = 8, years = data.years;
  const most = Math.max(20, Math.ceil(data.most / 20) * 20), first = years[0].year, count = years[years.length - 1].year - first + 1;
  const step = (WIDTH2 - left - right) / Math.max(count, 12), wide = Math.min(26, step * 0.78);
  const y = (points) => low - (low - top) * points / most;
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDTH2} ${height}`,
    class: "chart",
    role: "img",
    "aria-label": texts.history_label
  });
  for (let line = 0; line <= most; line += 20) {
    svg.append(
      shape("line", {
        x1: left,
        x2: WIDTH2 - right,
        y1: y(line),
        y2: y(line),
        stroke: line ? "#e6e4dd" : "#8a8f98"
      })
    );
    svg.append(shape("text", { x: left - 6, y: y(line) + 4, class: "tick", "text-anchor": "end" }, line));
  }
  for (const year of years) {
    const at = left + step * (year.year - first + 0.5), column = shape("g", {});
    column.append(shape("title", {}, `${year.date}: ${year.total}`));
    let base = 0;
    for (const part of year.parts) {
      if (part.points > 0)
        column.append(
          shape("rect", {
            x: at - wide / 2,
            width: wide,
            y: y(base + part.points),
            height: y(base) - y(base + part.points),
            fill: COLOURS[part.code]
          })
        );
      base += part.points;
    }
    column.append(
      shape("rect", { x: at - step / 2, width: step, y: top, height: low - top, fill: "transparent" })
    );
    svg.append(column);
    if (data.ticks.includes(year.year))
      svg.append(shape("text", { x: at, y: low + 17, class: "tick", "text-anchor": "middle" }, year.year));
  }
  box.append(svg, legend(texts.keys));
  if (state.tabular) {
    const frame = element("div", "scroll"), table = element("table"), head2 = element("tr");
    for (const text of data.head) {
      const cell = element("th", "", text);
      cell.scope = "col";
      head2.append(cell);
    }
    table.append(head2);
    for (const row of data.rows) {
      const line = element("tr");
      for (const text of row) line.append(element("td", "", text));
      table.append(line);
    }
    frame.tabIndex = 0;
    frame.append(table);
    box.append(frame);
  }
  return box;
}

// documents/partner.js
var kept = /* @__PURE__ */ new WeakMap();
function partner_default(component) {
  const root = rootOf(component);
  if (!root) return void 0;
  const { file } = component.data;
  let state = kept.get(root);
  if (!state || state.id !== file?.id) {
    state = {
      id: file?.id,
      open: /* @__PURE__ */ new Set(),
      more: /* @__PURE__ */ new Set(),
      sources: /* @__PURE__ */ new Set(),
      tabular: false,
      changed: false
    };
    kept.set(root, state);
  }
  draw(root, component.data, state, component.setTriggerValue);
  return void 0;
}
function draw(root, data, state, send) {
  const again = () => draw(root, data, state, send);
  const { file, texts } = data;
  const collator = collatorOf(data.lang);
  const choices = data.choices.map((group) => ({
    ...group,
    entries: [...group.entries].sort((a, b) => collator.compare(a.name, b.name))
  }));
  const foot = element("p", "foot", [texts.foot, file?.unread].filter(Boolean).join(" · "));
  if (!file) {
    replace(root, tools(data, choices, send), chooser(choices, texts), foot);
    return;
  }
  const drawing = { file, texts, state, again };
  const two = element("div", "two"), who = element("aside", "who"), why = element("div", "why");
  who.append(head(file));
  if (file.present)
    who.append(
      measure(file, texts),
      changes(file.change, state),
      ...file.lists.map((list) => section(list, drawing))
    );
  if (file.disagreements.items.length) who.append(disagreements(file.disagreements));
  if (file.present && file.history) {
    why.append(
      waterfall(drawing),
      timeline(file.timeline, texts, (key) => reveal(root, key, drawing)),
      history(file.history, drawing)
    );
  } else why.append(element("p", "nothing", file.absent));
  two.append(who, why);
  replace(root, tools(data, choices, send), two, element("p", "note", texts.note), foot);
}
function tools(data, choices, send) {
  const { texts, file } = data;
  const bar = element("div", "tools");
  if (file?.in_circle) bar.append(button("back", texts.circle, () => goTo(data.circle)));
  bar.append(button("back", texts.ranking, () => goTo(data.ranking)));
  const pick = element("span", "pick"), list = element("select"), order = choices.flatMap((group) => group.entries);
  list.setAttribute("aria-label", texts.choose);
  list.dataset.keep = "choose";
  if (!file) list.append(new Option(texts.choose, ""));
  for (const group of choices) {
    const part = element("optgroup");
    part.label = group.name;
    for (const entry of group.entries)
      part.append(new Option(entry.country ? `${entry.name} · ${entry.country}` : entry.name, entry.id));
    list.append(part);
  }
  list.value = file?.id ?? "";
  list.addEventListener("change", () => {
    const wanted = order.find((entry) => entry.id === list.value);
    if (wanted) goTo(wanted.href);
  });
  const at = order.findIndex((entry) => entry.id === file?.id);
  const step = (name, sign, text, other) => {
    const node = button("step", sign, () => {
      if (other) goTo(other.href);
    });
    node.dataset.keep = name;
    node.disabled = !other;
    node.title = other ? `${text}: ${other.name}` : text;
    node.setAttribute("aria-label", node.title);
    return node;
  };
  pick.append(
    step("previous", "‹", texts.previous, at > 0 ? order[at - 1] : null),
    list,
    step("next", "›", texts.next, at >= 0 ? order[at + 1] : null)
  );
  bar.append(pick, timeForm(data.time, texts, send));
  return bar;
}
function chooser(choices, texts) {
  const box = element("section", "chooser");
  box.append(element("h2", "", texts.choose), element("p", "lead", texts.choose_lead));
  for (const group of choices) {
    const part = element("div", "region"), list = element("ul");
    part.append(element("h3", "", group.name));
    for (const entry of group.entries) {
      const item = element("li", entry.tied ? "tied" : "");
      item.append(pageLink("", entry.name, entry.href), element("small", "", entry.country));
      list.append(item);
    }
    part.append(list);
    box.append(part);
  }
  return box;
}
function head(file) {
  const box = element("header", "head");
  const name = element("h2", "", file.name);
  for (const other of file.others) name.append(element("small", "", other));
  box.append(name, element("p", "place", file.place), element("p", "since", file.since));
  return box;
}
function measure(file, texts) {
  const box = element("section", "measure");
  const line = element("div", "said");
  line.append(band(file.band), element("span", "figure", file.figure));
  const scale = Math.max(60, file.evidence.high);
  box.append(
    element("h3", "", texts.strength),
    line,
    stack(file.parts, scale, texts.keys),
    range(file.evidence, scale)
  );
  const facts = element("ul", "facts");
  for (const text of [file.evidence.said, file.evidence.text, file.dates])
    if (text) facts.append(element("li", "", text));
  facts.append(element("li", file.known ? "" : "unknown", file.activity));
  const five = element("div", "fivebars");
  for (const entry of file.five) {
    const item = element("span"), pole = element("i"), full = element("i");
    full.style.height = `${Math.max(entry.share > 0 ? 3 : 0, 100 * entry.share)}%`;
    pole.append(full);
    item.append(pole, element("small", "", entry.name));
    five.append(item);
  }
  five.setAttribute("role", "img");
  five.setAttribute("aria-label", texts.five);
  box.append(facts, five);
  return box;
}
function changes(change, state) {
  const box = element("details", "changes"), head2 = element("summary");
  box.open = state.changed;
  box.addEventListener("toggle", () => {
    state.changed = box.open;
  });
  head2.append(element("span", "", change.title), element("b", change.way, change.value));
  box.append(head2);
  for (const group of change.groups) {
    const part = element("div", "group"), title = element("h4", group.code);
    title.append(element("span", "", group.name), element("b", "", group.value));
    part.append(title);
    for (const entry of group.lines) {
      const line = element("p"), text = element("span", "", entry.text);
      if (entry.more) text.append(element("span", "recorded", entry.more));
      line.append(text, element("b", "", entry.value));
      part.append(line);
    }
    box.append(part);
  }
  if (change.groups.length) {
    const sum = element("p", "sum");
    sum.append(element("span", "", change.sum), element("b", "", change.total));
    box.append(sum);
  } else box.append(element("p", "muted", change.none));
  return box;
}
function section(list, drawing) {
  const { texts } = drawing;
  const box = element("section", "things");
  const title = element("h3", "", list.title);
  if (list.items.length) title.append(element("small", "", list.items.length));
  box.append(title);
  if (!list.items.length) box.append(element("p", "muted", texts.nothing));
  const rows = element("ul");
  list.items.forEach((item, index) => {
    const row = element("li", item.done ? "" : "open");
    if (item.date) row.append(element("span", "day", item.date));
    const text = element("span", "text", item.text);
    if (item.tags) text.append(element("small", "", item.tags));
    if (item.title) text.append(element("span", "recorded", item.title));
    row.append(text);
    appendSources(row, `${list.title}/${index}`, item, drawing);
    rows.append(row);
  });
  box.append(rows);
  return box;
}
function disagreements(data) {
  const box = element("section", "differ"), title = element("h3", "", data.title);
  title.append(element("small", "", data.aside));
  box.append(title);
  for (const entry of data.items) {
    const part = element("div", "side");
    part.append(element("p", "", entry.what));
    for (const side of entry.sides) {
      const line = element("p");
      line.append(element("b", "", side.value), element("small", "", side.sources));
      part.append(line);
    }
    box.append(part);
  }
  return box;
}
export {
  partner_default as default
};
