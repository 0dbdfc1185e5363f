// The blocks of a document: paragraphs, lists, pictures and tables. A number in brackets leads to its source.

import { element, pageLink, safeLink } from "../shared/dom.js";
import { button, scrolling } from "../shared/parts.js";
import { isBrief, isDay, piecesOf } from "./citations.js";

/**
 * @import { DocumentCellData, DocumentData, DocumentSectionData, TableBlockData } from "../types/payloads.js"
 * @typedef {Map<string, string>} Sources number -> title
 */

/** @param {DocumentData} data @returns {Sources} */
export function sourceTitles(data) {
  const found = new Map();
  for (const section of data.sections) {
    for (const block of section.blocks) {
      if (block.type === "table" && block.lines)
        for (const row of block.rows) found.set(row[0].text, textsAfter(row).join(". "));
    }
  }
  return found;
}

// What the cells after the first one say.
/** @param {DocumentCellData[]} row */
function textsAfter(row) {
  return row
    .slice(1)
    .map((cell) => cell.text)
    .filter((text) => text !== "–");
}

/** @param {DocumentSectionData["blocks"][number]} block @param {Sources} sources */
export function blockOf(block, sources) {
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

/** @param {TableBlockData} block */
function sourceList(block) {
  const list = element("ol", "sources-list");
  for (const row of block.rows) {
    const item = element("li");
    item.dataset.source = row[0].text;
    item.tabIndex = -1;
    const rest = textsAfter(row),
      address = rest.findIndex((text) => /^https?:\/\//.test(text));
    item.append(
      element("b", "", `[${row[0].text}]`),
      ` ${rest.filter((_, index) => index !== address).join(". ")} `,
    );
    if (address >= 0) item.append(safeLink(rest[address], rest[address]));
    list.append(item);
  }
  return list;
}

/** @param {TableBlockData} block @param {Sources} sources */
function sheet(block, sources) {
  const frame = element("table", `sheet${block.centred ? " centred" : block.heads[0] ? "" : " beside"}`),
    top = element("thead"),
    head = element("tr"),
    body = element("tbody");
  frame.setAttribute("aria-label", block.name);
  block.heads.forEach((title, place) => {
    const number = block.numbers[place] ? "number" : "",
      cell = element("th", `${number}${isBrief(title, 14) ? " brief" : ""}`, title);
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

/** @param {DocumentCellData} cell @param {boolean} number @param {Sources} sources */
function cellOf(cell, number, sources) {
  const node = element("td", number || cell.number ? "number" : isDay(cell.text) ? "day" : "");
  if (cell.colour) node.style.background = cell.colour;
  if (isBrief(cell.text, 12)) node.classList.add("brief");
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
    } else node.append(...(place ? [cell.between ?? "", piece] : [piece]));
  });
  return node;
}

// Text whose numbers in brackets lead to the source of that number and say its title on pointing.
/**
 * @template {HTMLElement} Node
 * @param {Node} node
 * @param {string} text
 * @param {Sources} sources
 */
function cited(node, text, sources) {
  for (const piece of piecesOf(text, sources)) {
    if (piece.kind === "source") node.append(citation(piece.text, sources));
    else node.append(piece.kind === "date" ? element("span", "date", piece.text) : piece.text);
  }
  return node;
}

/** @param {string} text the number in its brackets @param {Sources} sources */
function citation(text, sources) {
  const number = text.slice(1, -1),
    title = sources.get(number) ?? "";
  const mark = button("cite", text, () => {
    const within = /** @type {Document | ShadowRoot} */ (mark.getRootNode()),
      target = /** @type {HTMLElement | null} */ (within.querySelector(`[data-source="${number}"]`));
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  });
  mark.title = title;
  mark.setAttribute("aria-label", `${text} ${title}`);
  return mark;
}
