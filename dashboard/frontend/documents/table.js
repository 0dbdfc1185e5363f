// A sortable table; every cell is set as text.

import { drawnAnew } from "../shared/component.js";
import { element, pageLink, part, safeLink } from "../shared/dom.js";
import { sorted } from "../shared/sorting.js";

/**
 * @import { TableCellData, TableData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 * @typedef {{ key: string, index: number, up: boolean }} Sort index -1: as given
 */

/** @type {WeakMap<Element, Sort>} */
const sorts = new WeakMap();
const NUMBERS = new Set(["int", "number"]);

/** @param {Component<TableData>} component @returns {CleanUp} */
export default function (component) {
  return drawnAnew(component, show);
}

/** @param {Element} root @param {TableData} data */
function show(root, data) {
  part(root, ".caption").textContent = data.caption;
  const list = part(root, ".list");
  list.tabIndex = 0;
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", data.caption);
  if (!data.rows.length) {
    list.replaceChildren(element("p", "empty", data.empty));
    return;
  }
  const key = data.columns.map((column) => column.name).join();
  const kept = sorts.get(root);
  const sort = kept && kept.key === key ? kept : { key, index: -1, up: true };
  const table = element("table"),
    head = element("tr"),
    body = element("tbody"),
    top = element("thead");
  data.columns.forEach((column, index) => {
    const cell = element("th", NUMBERS.has(column.type) ? "number" : ""),
      button = element("button", "", column.title);
    cell.scope = "col";
    if (sort.index === index) cell.setAttribute("aria-sort", sort.up ? "ascending" : "descending");
    button.type = "button";
    button.addEventListener("click", () => {
      sorts.set(root, { key, index, up: !(sort.index === index && sort.up) });
      show(root, data);
    });
    cell.append(button);
    head.append(cell);
  });
  const rows =
    sort.index < 0 ? data.rows : sorted(data.rows, (row) => row[sort.index].text, sort.up, data.lang);
  for (const row of rows) {
    const line = element("tr");
    row.forEach((entry, index) => line.append(cellOf(entry, data.columns[index].type)));
    body.append(line);
  }
  top.append(head);
  table.append(top, body);
  list.replaceChildren(table);
}

/** @param {TableCellData} entry @param {string} type */
function cellOf(entry, type) {
  const cell = element("td", type === "date" ? "date" : NUMBERS.has(type) ? "number" : "");
  if (entry.href) cell.append(pageLink("", entry.text, entry.href));
  else if (entry.url) cell.append(safeLink(entry.url, entry.text));
  else cell.textContent = entry.text;
  return cell;
}
