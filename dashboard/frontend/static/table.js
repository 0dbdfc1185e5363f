// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/dom.js
function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== void 0 && text !== null) node.textContent = text;
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

// documents/table.js
var sorts = /* @__PURE__ */ new WeakMap();
var NUMBERS = /* @__PURE__ */ new Set(["int", "number"]);
function table_default(component) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return void 0;
  show(root, component.data);
  return void 0;
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
  const table = element("table"), head = element("tr"), body = element("tbody"), top = element("thead");
  data.columns.forEach((column, index) => {
    const cell = element("th", NUMBERS.has(column.type) ? "number" : ""), button = element("button", "", column.title);
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
      (a, b) => !a[sort.index].text - !b[sort.index].text || (sort.up ? 1 : -1) * collator.compare(a[sort.index].text, b[sort.index].text)
    );
  }
  for (const row of rows) {
    const line = element("tr");
    row.forEach((entry, index) => {
      const cell = element(
        "td",
        data.columns[index].type === "date" ? "date" : NUMBERS.has(data.columns[index].type) ? "number" : ""
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
export {
  table_default as default
};
