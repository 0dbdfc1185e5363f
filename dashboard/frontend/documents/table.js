// A sortable table; every cell is set as text.

import { element, pageLink, safeLink } from "../shared/dom.js";

const sorts = new WeakMap(),
  NUMBERS = new Set(["int", "number"]);

export default function (component) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return undefined;
  show(root, component.data);
  return undefined;
}

function show(root, data) {
  root.querySelector(".caption").textContent = data.caption;
  const list = root.querySelector(".list");
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
  const rows = [...data.rows];
  if (sort.index >= 0) {
    const collator = new Intl.Collator(data.lang === "zh" ? "zh-CN" : "en", { numeric: true });
    rows.sort(
      (a, b) =>
        !a[sort.index].text - !b[sort.index].text ||
        (sort.up ? 1 : -1) * collator.compare(a[sort.index].text, b[sort.index].text),
    );
  }
  for (const row of rows) {
    const line = element("tr");
    row.forEach((entry, index) => {
      const cell = element(
        "td",
        data.columns[index].type === "date" ? "date" : NUMBERS.has(data.columns[index].type) ? "number" : "",
      );
      if (entry.href) cell.append(pageLink("", entry.text, entry.href));
      else if (entry.url) cell.append(safeLink(entry.url, entry.text));
      else cell.textContent = entry.text;
      line.append(cell);
    });
    body.append(line);
  }
  top.append(head);
  table.append(top, body);
  list.replaceChildren(table);
}
