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
  const within2 = (
    /** @type {Document | ShadowRoot} */
    root.getRootNode()
  );
  return (
    /** @type {HTMLElement | null} */
    within2.activeElement
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
  const kept = focused(root)?.dataset.keep;
  const typed = fieldsIn(root, "[data-keep][data-typed]").map((field) => ({
    name: field.dataset.keep ?? "",
    value: field.value
  }));
  root.replaceChildren(...content);
  for (const { name, value } of typed) {
    const [field] = fieldsIn(root, keptAs(name));
    if (field) Object.assign(field, { value }).dataset.typed = "";
  }
  if (kept) fieldsIn(root, keptAs(kept))[0]?.focus({ preventScroll: true });
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

// documents/citations.js
function piecesOf(text, known) {
  const found = [];
  for (const piece of text.split(/(\[\d+\])/)) {
    const number = /^\[(\d+)\]$/.exec(piece);
    if (number && known.has(number[1])) {
      found.push({ text: piece, kind: "source" });
      continue;
    }
    for (const part of piece.split(/(\d{4}-\d{2}(?:-\d{2})?)/))
      found.push({ text: part, kind: /^\d{4}-\d{2}/.test(part) ? "date" : "text" });
  }
  return found;
}
function isBrief(text, most) {
  return [...text].reduce((sum, sign) => sum + (sign >= "⺀" ? 2 : 1), 0) <= most;
}
function isDay(text) {
  return /^(\d{4}(-\d{2}){0,2}|[A-Za-z]+-\d+)$/.test(text);
}

// documents/blocks.js
function sourceTitles(data) {
  const found = /* @__PURE__ */ new Map();
  for (const section of data.sections) {
    for (const block of section.blocks) {
      if (block.type === "table" && block.lines)
        for (const row of block.rows) found.set(row[0].text, textsAfter(row).join(". "));
    }
  }
  return found;
}
function textsAfter(row) {
  return row.slice(1).map((cell) => cell.text).filter((text) => text !== "–");
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
  if (!block.rows.length) return element("p", "muted", block.empty);
  return block.lines ? sourceList(block) : sheet(block, sources);
}
function sourceList(block) {
  const list = element("ol", "sources-list");
  for (const row of block.rows) {
    const item = element("li");
    item.dataset.source = row[0].text;
    item.tabIndex = -1;
    const rest = textsAfter(row), address = rest.findIndex((text) => /^https?:\/\//.test(text));
    item.append(
      element("b", "", `[${row[0].text}]`),
      ` ${rest.filter((_, index) => index !== address).join(". ")} `
    );
    if (address >= 0) item.append(safeLink(rest[address], rest[address]));
    list.append(item);
  }
  return list;
}
function sheet(block, sources) {
  const frame = element("table", `sheet${block.centred ? " centred" : block.heads[0] ? "" : " beside"}`), top = element("thead"), head = element("tr"), body = element("tbody");
  frame.setAttribute("aria-label", block.name);
  block.heads.forEach((title, place) => {
    const number = block.numbers[place] ? "number" : "", cell = element("th", `${number}${isBrief(title, 14) ? " brief" : ""}`, title);
    cell.scope = "col";
    cell.title = block.helps[place] ?? "";
    head.append(cell);
  });
  top.append(head);
  for (const row of block.rows) {
    const line = element("tr");
    row.forEach((cell, place) => line.append(cellOf(cell, block.numbers[place], sources)));
    body.append(line);
  }
  frame.append(top, body);
  return scrolling(frame, block.name);
}
function cellOf(cell, number, sources) {
  const node = element("td", number || cell.number ? "number" : isDay(cell.text) ? "day" : "");
  if (cell.colour) node.style.background = cell.colour;
  if (isBrief(cell.text, 12)) node.classList.add("brief");
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
    } else node.append(...place ? [cell.between ?? "", piece] : [piece]);
  });
  return node;
}
function cited(node, text, sources) {
  for (const piece of piecesOf(text, sources)) {
    if (piece.kind === "source") node.append(citation(piece.text, sources));
    else node.append(piece.kind === "date" ? element("span", "date", piece.text) : piece.text);
  }
  return node;
}
function citation(text, sources) {
  const number = text.slice(1, -1), title = sources.get(number) ?? "";
  const mark = button("cite", text, () => {
    const within2 = (
      /** @type {Document | ShadowRoot} */
      mark.getRootNode()
    ), target = (
      /** @type {HTMLElement | null} */
      within2.querySelector(`[data-source="${number}"]`)
    );
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  });
  mark.title = title;
  mark.setAttribute("aria-label", `${text} ${title}`);
  return mark;
}

// documents/months.js
var STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };
function bounds({ first, last }) {
  return [Math.floor(12 * first), Math.ceil(12 * last)];
}
function placeOf(month, { first, last, left, right }) {
  return left + (right - left) * (month / 12 - first) / (last - first);
}
function monthAt(x, scale) {
  const { first, last, left, right } = scale;
  return within(Math.round(12 * (first + (last - first) * (x - left) / (right - left))), scale);
}
function within(month, scale) {
  const [least, most] = bounds(scale);
  return Math.min(Math.max(month, least), most);
}
function monthText(month) {
  return `${Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, "0")}`;
}
function between(one, other) {
  const since = Math.min(one, other);
  return [since, Math.max(one, other, since + 1)];
}
function moved(key, edge, period, scale) {
  const [least, most] = bounds(scale);
  const wanted = { Home: least, End: most }[key] ?? (key in STEPS ? period[edge] + STEPS[key] : void 0);
  if (wanted === void 0) return null;
  const month = within(wanted, scale);
  return edge ? between(period[0], Math.max(month, period[0] + 1)) : between(Math.min(month, period[1] - 1), period[1]);
}
function faultsOf(since, until) {
  const bad = [since, until].map((text) => Boolean(text) && !DATE.test(text));
  const turned = Boolean(since && until) && since.slice(0, until.length) > until.slice(0, since.length);
  return { bad, turned: turned && !bad.includes(true) };
}
var DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
function thingsHref(address, ids) {
  const names = ids.map(encodeURIComponent).join("%2C");
  return address.replace("~", names) + (ids.length === 1 ? `&picked=${names}` : "");
}

// documents/brush.js
function brush(svg, period, fields, send) {
  const [first, last, left, right, top, low] = ["first", "last", "left", "right", "top", "low"].map(
    (name) => Number(svg.dataset[name])
  );
  const scale = { first, last, left, right };
  const shade = (
    /** @type {SVGRectElement} */
    svg.querySelector(".span")
  ), frame = svg.viewBox.baseVal;
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return (event.clientX - box.left) * frame.width / box.width;
  };
  let edges = between(period.months[0], period.months[1]);
  const labels = [period.since_label, period.until_label];
  const handles = (
    /** @type {const} */
    [0, 1].map((edge) => {
      const handle = shape("g", { class: "handle", role: "slider", tabindex: 0, "aria-label": labels[edge] });
      handle.dataset.keep = `edge-${edge ? "until" : "since"}`;
      handle.append(
        shape("line", { y1: top, y2: low }),
        shape("rect", { x: -5, y: top - 8, width: 10, height: 20, rx: 4 })
      );
      handle.addEventListener("keydown", (event) => key(event, edge));
      handle.addEventListener("blur", finish);
      return handle;
    })
  );
  let isMoved = false;
  let timer;
  function draw2() {
    const [from, to] = edges.map((month) => placeOf(month, scale)), [least, most] = bounds(scale);
    shade.setAttribute("x", String(from));
    shade.setAttribute("width", String(Math.max(2, to - from)));
    handles.forEach((handle, index) => {
      const value = index ? edges[1] - 1 : edges[0];
      handle.setAttribute("transform", `translate(${index ? to : from} 0)`);
      handle.setAttribute("aria-valuemin", String(least));
      handle.setAttribute("aria-valuemax", String(most));
      handle.setAttribute("aria-valuenow", String(value));
      handle.setAttribute("aria-valuetext", monthText(value));
    });
  }
  function change(wanted) {
    edges = wanted;
    isMoved = true;
    draw2();
    [fields[0].value, fields[1].value] = [monthText(edges[0]), monthText(edges[1] - 1)];
  }
  function finish() {
    clearTimeout(timer);
    if (!isMoved) return;
    isMoved = false;
    send("choose", { since: monthText(edges[0]), until: monthText(edges[1] - 1) });
  }
  function key(event, edge) {
    if (event.key === "Enter") finish();
    const wanted = moved(event.key, edge, edges, scale);
    if (!wanted) return;
    event.preventDefault();
    change(wanted);
    clearTimeout(timer);
    timer = setTimeout(finish, 700);
  }
  svg.classList.add("brush");
  svg.setAttribute("role", "group");
  svg.append(...handles);
  svg.addEventListener("pointerdown", (event) => {
    const begin = place(event), target = (
      /** @type {SVGElement} */
      event.target
    ), { things } = target.dataset;
    if (event.button || begin < left - 8 || begin > right + 8) return;
    const held = handles.findIndex((handle) => handle.contains(target));
    const fixed = held < 0 ? monthAt(begin, scale) : edges[1 - held];
    let far = false;
    svg.setPointerCapture(event.pointerId);
    svg.dataset.held = "";
    const move = (next) => {
      far = far || Math.abs(place(next) - begin) > 4;
      if (far) change(between(fixed, monthAt(place(next), scale)));
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

// documents/document.js
function document_default(component) {
  const root = rootOf(component);
  if (!root) return void 0;
  const held = root.querySelector("svg.brush[data-held]"), show = () => draw(root, component.data, component.setTriggerValue);
  if (held) held.addEventListener("pointerup", () => setTimeout(show), { once: true });
  else show();
  return void 0;
}
function draw(root, data, send) {
  const tools = element("div", "tools");
  if (data.time) {
    const { as_of = "", forms = "" } = data.texts;
    tools.append(timeForm(data.time, { as_of, forms }, send));
  }
  for (const chooser of data.choosers || []) tools.append(selectOf(chooser, send));
  const period = data.period && periodForm(data.period, send);
  if (period) tools.append(period.form);
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
  const line = (
    /** @type {SVGSVGElement | null} */
    paper.querySelector("svg[data-first]")
  );
  if (line && data.period && period) brush(line, data.period, period.fields, send);
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
  const fields = (
    /** @type {const} */
    ["since", "until"].map((name) => {
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
    })
  );
  const go = button("switch", period.go, () => {
  });
  go.type = "submit";
  const said = element("span", "wrong");
  said.setAttribute("role", "alert");
  form.append(go, said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [since, until] = fields.map((field) => field.value.trim()), { bad, turned } = faultsOf(since, until);
    const wrong = fields.filter((_, index) => turned || bad[index]);
    for (const field of fields) {
      field.classList.toggle("bad", wrong.includes(field));
      field.setAttribute("aria-invalid", String(wrong.includes(field)));
    }
    said.textContent = bad.includes(true) ? period.forms : turned ? period.turned : "";
    if (!wrong.length) send("choose", { since, until });
  });
  return { form, fields };
}
export {
  document_default as default
};
