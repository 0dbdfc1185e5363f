// A document, such as the meeting's walk through the whole pack: all of it on one page, with a list of its parts that stays in sight. A number in brackets leads to its source.

import { element, pageLink, safeLink } from "../shared/dom.js";
import { button, replace, scrolling, timeForm } from "../shared/parts.js";
import { brush } from "./brush.js";

export default function (component) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return undefined;
  // What comes while somebody drags over the time line is drawn when they let go.
  const held = root.querySelector("svg.brush[data-held]"),
    show = () => draw(root, component.data, component.setTriggerValue);
  if (held) held.addEventListener("pointerup", () => setTimeout(show), { once: true });
  else show();
  return undefined;
}

function draw(root, data, send) {
  const tools = element("div", "tools");
  if (data.time) tools.append(timeForm(data.time, data.texts, send));
  for (const chooser of data.choosers || []) tools.append(selectOf(chooser, send));
  const period = data.period && periodForm(data.period, send);
  if (period) tools.append(period);
  const walk = element("div", "walk"),
    parts = element("nav"),
    list = element("ol"),
    paper = element("div", "paper");
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
            block: "start",
          });
          head.focus({ preventScroll: true });
        }),
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
  const pick = element("span", "pick"),
    list = element("select");
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

// From one day to another, each in the precision that is given.
function periodForm(period, send) {
  const form = element("form", "period");
  form.noValidate = true;
  const fields = ["since", "until"].map((name) => {
    const label = element("label", "date", period[`${name}_label`]),
      field = element("input");
    Object.assign(field, {
      type: "text",
      inputMode: "numeric",
      maxLength: 10,
      name,
      value: period[name],
      autocomplete: "off",
    });
    field.dataset.keep = `period-${name}`;
    label.append(field);
    form.append(label);
    return field;
  });
  const go = button("switch", period.go, () => {});
  go.type = "submit";
  const said = element("span", "wrong");
  said.setAttribute("role", "alert");
  form.append(go, said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [since, until] = fields.map((field) => field.value.trim()),
      turned = since && until && since.slice(0, until.length) > until.slice(0, since.length);
    const bad = fields.filter(
      (field) =>
        field.value.trim() && !/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(field.value.trim()),
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
  const found = new Map();
  for (const section of data.sections) {
    for (const block of section.blocks) {
      if (block.type === "table" && block.lines)
        for (const row of block.rows)
          found.set(
            row[0].text,
            row
              .slice(1)
              .map((cell) => cell.text)
              .filter((text) => text !== "–")
              .join(". "),
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
      const rest = row
        .slice(1)
        .map((cell) => cell.text)
        .filter((text) => text !== "–");
      const address = rest.findIndex((text) => /^https?:\/\//.test(text));
      item.append(
        element("b", "", `[${row[0].text}]`),
        ` ${rest.filter((_, index) => index !== address).join(". ")} `,
      );
      if (address >= 0) item.append(safeLink(rest[address], rest[address]));
      list.append(item);
    }
    return list;
  }
  const frame = element("table", `sheet${block.centred ? " centred" : block.heads[0] ? "" : " beside"}`),
    top = element("thead"),
    head = element("tr"),
    body = element("tbody");
  frame.setAttribute("aria-label", block.name);
  block.heads.forEach((title, place) => {
    const cell = element(
      "th",
      `${block.numbers[place] ? "number" : ""}${brief(title, 14) ? " brief" : ""}`,
      title,
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

// Whether a text is so short that it stays on one line; Chinese characters count for two, and would be broken after each of them.
function brief(text, most) {
  return [...text].reduce((sum, sign) => sum + (sign >= "\u2e80" ? 2 : 1), 0) <= most;
}

function cellOf(cell, number, sources) {
  const node = element(
    "td",
    number || cell.number ? "number" : /^(\d{4}(-\d{2}){0,2}|[A-Za-z]+-\d+)$/.test(cell.text) ? "day" : "",
  );
  if (cell.colour) node.style.background = cell.colour;
  if (brief(cell.text, 12)) node.classList.add("brief");
  if (!cell.items) {
    if (cell.href) node.append(pageLink("", cell.text, cell.href));
    else cited(node, cell.text, sources);
    return node;
  }
  const pieces = cell.items.map((item) =>
    item.href ? pageLink("", item.text, item.href) : element("span", "", item.text),
  );
  if (cell.rest) pieces.push(element("span", "muted", cell.rest));
  if (!pieces.length) node.append(cell.text);
  pieces.forEach((piece, place) => {
    if (cell.between === "\n") {
      const line = element("div", "entry");
      line.append(piece);
      node.append(line);
    } else node.append(...(place ? [cell.between, piece] : [piece]));
  });
  return node;
}

// Text whose numbers in brackets lead to the source of that number and say its title on pointing.
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
