// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/dom.js
var SVG = "http://www.w3.org/2000/svg";
function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== void 0 && text !== null) node.textContent = text;
  return node;
}
function shape(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== void 0) node.textContent = text;
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

// shared/parts.js
function button(name, text, act) {
  const node = element("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}
function scrolling(content, label) {
  const frame = element("div", "scroll");
  frame.append(content);
  new ResizeObserver(() => {
    const over = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
    if (over) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
    if (over) frame.setAttribute("role", "region");
    else frame.removeAttribute("role");
    if (over) frame.setAttribute("aria-label", label);
    else frame.removeAttribute("aria-label");
  }).observe(frame);
  return frame;
}
function timeForm(time, texts, send) {
  const form = element("form", "time");
  form.noValidate = true;
  const date = element("label", "date"), field = element("input"), track = element("div", "track"), slide = element("input");
  Object.assign(field, {
    type: "text",
    inputMode: "numeric",
    maxLength: 10,
    name: "as_of",
    autocomplete: "off",
    value: time.value
  });
  field.dataset.keep = "as_of";
  date.append(element("span", "", texts.as_of), field);
  Object.assign(slide, { type: "range", step: 1, min: time.first, max: time.last });
  slide.value = time.year;
  slide.dataset.keep = "years";
  slide.setAttribute("aria-label", texts.as_of);
  slide.setAttribute("aria-valuetext", time.value);
  const fill = (year) => slide.style.setProperty("--at", `${100 * (year - time.first) / Math.max(time.last - time.first, 1)}%`);
  const asked = (year) => year >= time.last ? time.today : `${year}-12-31`;
  fill(time.year);
  track.append(slide);
  for (const year of time.ticks) {
    const tick = element("span", "tick", year);
    tick.style.left = `calc(8px + (100% - 16px) * ${(year - time.first) / Math.max(time.last - time.first, 1)})`;
    track.append(tick);
  }
  slide.addEventListener("input", () => {
    field.value = asked(Number(slide.value));
    fill(Number(slide.value));
  });
  slide.addEventListener("change", () => send("as_of", asked(Number(slide.value))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    const [year, month = 1, day = 1] = text.split("-").map(Number);
    const given = new Date(Date.UTC(year, month - 1, day));
    const good = /^\d{4}(-\d{2}){0,2}$/.test(text) && given.getUTCMonth() === month - 1 && given.getUTCDate() === day;
    field.classList.toggle("bad", !good);
    field.setAttribute("aria-invalid", String(!good));
    field.title = good ? "" : texts.forms;
    if (good) send("as_of", text);
  });
  form.append(date, track);
  return form;
}
function replace(root, ...content) {
  const kept = root.getRootNode().activeElement?.dataset?.keep;
  const typed = [...root.querySelectorAll("[data-keep][data-typed]")].map((field) => [
    field.dataset.keep,
    field.value
  ]);
  root.replaceChildren(...content);
  const again = (name) => root.querySelector(`[data-keep="${CSS.escape(name)}"]`);
  for (const [name, value] of typed)
    if (again(name)) Object.assign(again(name), { value }).dataset.typed = "";
  if (kept) again(kept)?.focus({ preventScroll: true });
  if (!root.dataset.ready || root.dataset.ready === "false") {
    root.addEventListener("input", (event) => {
      if (event.target.type === "text") event.target.dataset.typed = "";
    });
    root.addEventListener(
      "submit",
      (event) => event.target.querySelectorAll("[data-typed]").forEach((field) => delete field.dataset.typed),
      true
    );
  }
  root.dataset.ready = "true";
}

// documents/brush.js
function brush(svg, period, fields, send) {
  const [first, last, left, right, top, low] = ["first", "last", "left", "right", "top", "low"].map(
    (name) => Number(svg.dataset[name])
  );
  const shade = svg.querySelector(".span"), frame = svg.viewBox.baseVal;
  const at = (month2) => left + (right - left) * (month2 / 12 - first) / (last - first);
  const month = (x) => Math.min(
    Math.max(
      Math.round(12 * (first + (last - first) * (x - left) / (right - left))),
      Math.floor(12 * first)
    ),
    Math.ceil(12 * last)
  );
  const text = (number) => `${Math.floor(number / 12)}-${String(number % 12 + 1).padStart(2, "0")}`;
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return (event.clientX - box.left) * frame.width / box.width;
  };
  const edges = [period.months[0], period.months[1]];
  const handles = ["since", "until"].map((name, index) => {
    const handle = shape("g", {
      class: "handle",
      role: "slider",
      tabindex: 0,
      "aria-label": period[`${name}_label`]
    });
    handle.dataset.keep = `edge-${name}`;
    handle.append(
      shape("line", { y1: top, y2: low }),
      shape("rect", { x: -5, y: top - 8, width: 10, height: 20, rx: 4 })
    );
    handle.addEventListener("keydown", (event) => key(event, index));
    handle.addEventListener("blur", finish);
    return handle;
  });
  let moved = false, timer = 0;
  function draw2() {
    const [from, to] = edges.map(at);
    shade.setAttribute("x", from);
    shade.setAttribute("width", Math.max(2, to - from));
    handles.forEach((handle, index) => {
      const value = index ? edges[1] - 1 : edges[0];
      handle.setAttribute("transform", `translate(${index ? to : from} 0)`);
      handle.setAttribute("aria-valuemin", Math.floor(12 * first));
      handle.setAttribute("aria-valuemax", Math.ceil(12 * last));
      handle.setAttribute("aria-valuenow", value);
      handle.setAttribute("aria-valuetext", text(value));
    });
  }
  function change(since, until) {
    edges[0] = Math.min(since, until);
    edges[1] = Math.max(since, until, edges[0] + 1);
    moved = true;
    draw2();
    if (fields) [fields[0].value, fields[1].value] = [text(edges[0]), text(edges[1] - 1)];
  }
  function finish() {
    clearTimeout(timer);
    if (!moved) return;
    moved = false;
    send("choose", { since: text(edges[0]), until: text(edges[1] - 1) });
  }
  function key(event, index) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[event.key];
    const far = { Home: Math.floor(12 * first), End: Math.ceil(12 * last) }[event.key];
    if (event.key === "Enter") finish();
    if (step === void 0 && far === void 0) return;
    event.preventDefault();
    const wanted = Math.min(
      Math.max(far ?? edges[index] + step, Math.floor(12 * first)),
      Math.ceil(12 * last)
    );
    if (index) change(edges[0], Math.max(wanted, edges[0] + 1));
    else change(Math.min(wanted, edges[1] - 1), edges[1]);
    clearTimeout(timer);
    timer = setTimeout(finish, 700);
  }
  svg.classList.add("brush");
  svg.setAttribute("role", "group");
  svg.append(...handles);
  svg.addEventListener("pointerdown", (event) => {
    const begin = place(event), { things } = event.target.dataset;
    if (event.button || begin < left - 8 || begin > right + 8) return;
    const held = handles.findIndex((handle) => handle.contains(event.target));
    const fixed = held < 0 ? month(begin) : edges[1 - held];
    let far = false;
    svg.setPointerCapture(event.pointerId);
    svg.dataset.held = "";
    const move = (next) => {
      far = far || Math.abs(place(next) - begin) > 4;
      if (far) change(fixed, month(place(next)));
    };
    const end = (next) => {
      delete svg.dataset.held;
      svg.removeEventListener("pointermove", move);
      svg.removeEventListener("pointerup", end);
      svg.removeEventListener("pointercancel", end);
      if (far) finish();
      else if (next.type === "pointerup" && things) goTo(thingsHref(period.things, things.split(",")));
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
  });
  draw2();
}
function thingsHref(address, ids) {
  const names = ids.map(encodeURIComponent).join("%2C");
  return address.replace("~", names) + (ids.length === 1 ? `&picked=${names}` : "");
}

// documents/document.js
function document_default(component) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return void 0;
  const held = root.querySelector("svg.brush[data-held]"), show = () => draw(root, component.data, component.setTriggerValue);
  if (held) held.addEventListener("pointerup", () => setTimeout(show), { once: true });
  else show();
  return void 0;
}
function draw(root, data, send) {
  const tools = element("div", "tools");
  if (data.time) tools.append(timeForm(data.time, data.texts, send));
  for (const chooser of data.choosers || []) tools.append(selectOf(chooser, send));
  const period = data.period && periodForm(data.period, send);
  if (period) tools.append(period);
  const walk = element("div", "walk"), parts = element("nav"), list = element("ol"), paper = element("div", "paper");
  parts.setAttribute("aria-label", data.texts.contents);
  paper.append(element("h2", "title", data.title), element("p", "subtitle", data.subtitle));
  const sources = sourceTitles(data);
  for (const block of data.lead) paper.append(blockOf(block, sources));
  for (const section of data.sections) {
    const head = element(section.level === 1 ? "h3" : "h4", "", section.title);
    head.id = section.id;
    head.tabIndex = -1;
    paper.append(head);
    if (section.level <= 2) {
      const entry = element("li", section.level === 2 ? "inner" : "");
      entry.append(
        button("", section.title, () => {
          head.scrollIntoView({
            behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
            block: "start"
          });
          head.focus({ preventScroll: true });
        })
      );
      list.append(entry);
    }
    for (const block of section.blocks) paper.append(blockOf(block, sources));
  }
  paper.append(element("p", "foot", data.footer));
  parts.append(list);
  walk.append(parts, paper);
  const line = period && paper.querySelector("svg[data-first]");
  if (line) brush(line, data.period, period.querySelectorAll("input"), send);
  replace(root, tools, walk);
}
function selectOf(chooser, send) {
  const pick = element("span", "pick"), list = element("select");
  list.setAttribute("aria-label", chooser.label);
  list.append(new Option(chooser.none, ""));
  for (const group of chooser.groups) {
    const part = element("optgroup");
    part.label = group.name;
    for (const entry of group.entries) part.append(new Option(entry.name, entry.id));
    list.append(part);
  }
  list.value = chooser.value;
  list.addEventListener("change", () => send("choose", { place: chooser.place, id: list.value }));
  list.dataset.keep = `pick-${chooser.place}`;
  pick.append(list);
  return pick;
}
function periodForm(period, send) {
  const form = element("form", "period");
  form.noValidate = true;
  const fields = ["since", "until"].map((name) => {
    const label = element("label", "date", period[`${name}_label`]), field = element("input");
    Object.assign(field, {
      type: "text",
      inputMode: "numeric",
      maxLength: 10,
      name,
      value: period[name],
      autocomplete: "off"
    });
    field.dataset.keep = `period-${name}`;
    label.append(field);
    form.append(label);
    return field;
  });
  const go = button("switch", period.go, () => {
  });
  go.type = "submit";
  const said = element("span", "wrong");
  said.setAttribute("role", "alert");
  form.append(go, said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [since, until] = fields.map((field) => field.value.trim()), turned = since && until && since.slice(0, until.length) > until.slice(0, since.length);
    const bad = fields.filter(
      (field) => field.value.trim() && !/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(field.value.trim())
    );
    const wrong = bad.length ? bad : turned ? fields : [];
    for (const field of fields) {
      field.classList.toggle("bad", wrong.includes(field));
      field.setAttribute("aria-invalid", String(wrong.includes(field)));
    }
    said.textContent = bad.length ? period.forms : turned ? period.turned : "";
    if (!wrong.length) send("choose", { since: fields[0].value.trim(), until: fields[1].value.trim() });
  });
  return form;
}
function sourceTitles(data) {
  const found = /* @__PURE__ */ new Map();
  for (const section of data.sections) {
    for (const block of section.blocks) {
      if (block.type === "table" && block.lines)
        for (const row of block.rows)
          found.set(
            row[0].text,
            row.slice(1).map((cell) => cell.text).filter((text) => text !== "–").join(". ")
          );
    }
  }
  return found;
}
function blockOf(block, sources) {
  if (block.type === "text") return cited(element("p", block.note ? "note" : ""), block.text, sources);
  if (block.type === "list") {
    const list = element("ul", "points");
    for (const item of block.items) list.append(cited(element("li"), item, sources));
    return list;
  }
  if (block.type === "picture") {
    const figure = element("figure");
    const parsed = new DOMParser().parseFromString(block.svg, "image/svg+xml");
    if (!parsed.querySelector("parsererror"))
      figure.append(document.importNode(parsed.documentElement, true));
    figure.append(element("figcaption", "", block.caption));
    return figure;
  }
  return tableOf(block, sources);
}
function tableOf(block, sources) {
  if (!block.rows.length) return element("p", "muted", block.empty);
  if (block.lines) {
    const list = element("ol", "sources-list");
    for (const row of block.rows) {
      const item = element("li");
      item.dataset.source = row[0].text;
      item.tabIndex = -1;
      const rest = row.slice(1).map((cell) => cell.text).filter((text) => text !== "–");
      const address = rest.findIndex((text) => /^https?:\/\//.test(text));
      item.append(
        element("b", "", `[${row[0].text}]`),
        ` ${rest.filter((_, index) => index !== address).join(". ")} `
      );
      if (address >= 0) item.append(safeLink(rest[address], rest[address]));
      list.append(item);
    }
    return list;
  }
  const frame = element("table", `sheet${block.centred ? " centred" : block.heads[0] ? "" : " beside"}`), top = element("thead"), head = element("tr"), body = element("tbody");
  frame.setAttribute("aria-label", block.name);
  block.heads.forEach((title, place) => {
    const cell = element(
      "th",
      `${block.numbers[place] ? "number" : ""}${brief(title, 14) ? " brief" : ""}`,
      title
    );
    cell.scope = "col";
    head.append(cell);
  });
  top.append(head);
  for (const row of block.rows) {
    const line = element("tr");
    for (const cell of row) {
      line.append(cellOf(cell, block.numbers[line.children.length], sources));
    }
    body.append(line);
  }
  frame.append(top, body);
  return scrolling(frame, block.name);
}
function brief(text, most) {
  return [...text].reduce((sum, sign) => sum + (sign >= "⺀" ? 2 : 1), 0) <= most;
}
function cellOf(cell, number, sources) {
  const node = element(
    "td",
    number || cell.number ? "number" : /^(\d{4}(-\d{2}){0,2}|[A-Za-z]+-\d+)$/.test(cell.text) ? "day" : ""
  );
  if (cell.colour) node.style.background = cell.colour;
  if (brief(cell.text, 12)) node.classList.add("brief");
  if (!cell.items) {
    if (cell.href) node.append(pageLink("", cell.text, cell.href));
    else cited(node, cell.text, sources);
    return node;
  }
  const pieces = cell.items.map(
    (item) => item.href ? pageLink("", item.text, item.href) : element("span", "", item.text)
  );
  if (cell.rest) pieces.push(element("span", "muted", cell.rest));
  if (!pieces.length) node.append(cell.text);
  pieces.forEach((piece, place) => {
    if (cell.between === "\n") {
      const line = element("div", "entry");
      line.append(piece);
      node.append(line);
    } else node.append(...place ? [cell.between, piece] : [piece]);
  });
  return node;
}
function cited(node, text, sources) {
  for (const piece of text.split(/(\[\d+\])/)) {
    const number = /^\[(\d+)\]$/.exec(piece);
    if (!number || !sources.has(number[1])) {
      for (const part of piece.split(/(\d{4}-\d{2}(?:-\d{2})?)/))
        node.append(/^\d{4}-\d{2}/.test(part) ? element("span", "date", part) : part);
      continue;
    }
    const mark = button("cite", piece, (event) => {
      const target = event.target.getRootNode().querySelector(`[data-source="${number[1]}"]`);
      if (!target) return;
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    });
    mark.title = sources.get(number[1]);
    mark.setAttribute("aria-label", `${piece} ${sources.get(number[1])}`);
    node.append(mark);
  }
  return node;
}
export {
  document_default as default
};
