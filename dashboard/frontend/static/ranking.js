// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/component.js
function rootOf(component) {
  return component.parentElement.querySelector(".fc");
}
function drawnAnew(component, draw2) {
  const root = rootOf(component);
  if (root) draw2(root, component.data, component.setTriggerValue);
  return void 0;
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
function dated(name, text) {
  const node = element("td", name);
  for (const piece of text.split(/(\d{4}(?:-\d{2}){1,2})/))
    node.append(/^\d{4}-/.test(piece) ? element("span", "date", piece) : piece);
  return node;
}
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

// shared/sorting.js
function collatorOf(lang) {
  return new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
}

// documents/ranking.js
function ranking_default(component) {
  return drawnAnew(component, draw);
}
function draw(root, data, send) {
  const { texts } = data;
  const tools = element("div", "tools"), figures = button("switch", texts.show, () => send("show", true));
  figures.dataset.keep = "show";
  figures.setAttribute("aria-pressed", String(data.figures));
  const counts = element("ul", "counts");
  for (const entry of data.bands) {
    const item = element("li");
    item.append(band(entry), element("b", "", entry.count));
    counts.append(item);
  }
  tools.append(timeForm(data.time, texts, send), counts, figures);
  const note = element("p", "note", texts.note);
  const keys = element("div", "keyrow");
  keys.append(
    legend(data.keys),
    element("span", "rangekey", texts.evidence_key),
    element("span", "fivekey", texts.five_key)
  );
  const foot = element("p", "foot", [texts.cut, texts.foot].filter(Boolean).join(" · "));
  replace(
    root,
    tools,
    keys,
    data.rows.length ? table(data) : element("p", "nothing", texts.empty),
    note,
    foot
  );
}
function table(data) {
  const { texts } = data;
  const frame = element("table", "rank"), top = element("thead"), head = element("tr");
  frame.setAttribute("aria-label", texts.caption);
  const names = ["who", "tie", "word", "bar", "five", "proof", "seen"];
  texts.columns.forEach((title, index) => {
    const cell = element("th", names[index]);
    cell.scope = "col";
    if (names[index] === "five") {
      const letters = element("span", "letters");
      letters.setAttribute("aria-label", title);
      for (const entry of data.rows[0].five) {
        const letter = element("abbr", "", entry.name.slice(0, 1));
        letter.title = entry.name;
        letters.append(letter);
      }
      cell.append(letters);
    } else cell.textContent = title;
    cell.title = texts.helps[index] ?? "";
    head.append(cell);
  });
  top.append(head);
  frame.append(top);
  for (const group of groupsOf(data)) {
    const body = element("tbody"), line = element("tr", "group"), title = element("th");
    title.colSpan = texts.columns.length;
    title.scope = "rowgroup";
    title.append(
      element("span", "", group.name),
      element("small", "", texts.rows.replace("{n}", String(group.rows.length)))
    );
    line.append(title);
    body.append(line);
    for (const row of group.rows) body.append(entryRow(row, data));
    frame.append(body);
  }
  return frame;
}
function groupsOf(data) {
  if (data.order !== "region") return [{ name: data.texts.all, rows: data.rows }];
  const collator = collatorOf(data.lang);
  return data.regions.map((region) => ({
    name: region.name,
    rows: data.rows.filter((row) => row.region === region.code).sort((a, b) => a.order - b.order || collator.compare(a.name, b.name))
  }));
}
function entryRow(row, data) {
  const line = element("tr", row.known ? "" : "unknown");
  line.dataset.id = row.id;
  const who = element("th", "who");
  who.scope = "row";
  const link = pageLink("", row.name, row.href);
  who.append(link);
  const under = [row.country, row.other].filter(Boolean).join(" · ");
  if (under) {
    const more = element("small", "", under);
    more.title = under;
    who.append(more);
  }
  const word = element("td", "word");
  word.append(band(row.band));
  const bar = element("td", "bar"), drawing = element("div", "drawing");
  drawing.append(stack(row.parts, data.scale, data.keys), range(row.evidence, data.scale));
  bar.append(drawing);
  if (data.figures) {
    const figure = element("span", "figure");
    figure.append(element("b", "", row.figure), element("small", "", row.evidence.short));
    bar.append(figure);
  }
  const five = element("td", "five"), bars = element("span", "letters");
  for (const entry of row.five) {
    const pole = element("i"), full = element("i");
    full.style.height = `${Math.max(entry.share > 0 ? 4 : 0, 100 * entry.share)}%`;
    pole.title = entry.name;
    pole.append(full);
    bars.append(pole);
  }
  bars.setAttribute("aria-hidden", "true");
  five.append(bars);
  const proof = element("td", "proof", row.evidence.word);
  proof.title = data.figures ? row.evidence.said : "";
  line.append(who, dated("tie", row.tie), word, bar, five, proof, dated("seen", row.activity));
  line.addEventListener("click", (event) => {
    if (!event.composedPath().includes(link) && !String(getSelection() ?? "")) goTo(row.href);
  });
  return line;
}
export {
  ranking_default as default,
  groupsOf
};
