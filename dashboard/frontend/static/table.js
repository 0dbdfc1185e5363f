// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/component.js
function rootOf(component) {
  return component.parentElement.querySelector(".fc");
}
function drawnAnew(component, draw) {
  const root = rootOf(component);
  if (root) draw(root, component.data, component.setTriggerValue);
  return void 0;
}

// shared/dom.js
function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== void 0 && text !== null) node.textContent = String(text);
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
function part(root, selector) {
  return (
    /** @type {HTMLElement} */
    root.querySelector(selector)
  );
}

// shared/sorting.js
function collatorOf(lang) {
  return new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
}
function sorted(rows, textOf, up, lang) {
  const collator = collatorOf(lang);
  return [...rows].sort(
    (a, b) => Number(!textOf(a)) - Number(!textOf(b)) || (up ? 1 : -1) * collator.compare(textOf(a), textOf(b))
  );
}

// documents/table.js
var sorts = /* @__PURE__ */ new WeakMap();
var NUMBERS = /* @__PURE__ */ new Set(["int", "number"]);
function table_default(component) {
  return drawnAnew(component, show);
}
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
  const rows = sort.index < 0 ? data.rows : sorted(data.rows, (row) => row[sort.index].text, sort.up, data.lang);
  for (const row of rows) {
    const line = element("tr");
    row.forEach((entry, index) => line.append(cellOf(entry, data.columns[index].type)));
    body.append(line);
  }
  top.append(head);
  table.append(top, body);
  list.replaceChildren(table);
}
function cellOf(entry, type) {
  const cell = element("td", type === "date" ? "date" : NUMBERS.has(type) ? "number" : "");
  if (entry.href) cell.append(pageLink("", entry.text, entry.href));
  else if (entry.url) cell.append(safeLink(entry.url, entry.text));
  else cell.textContent = entry.text;
  return cell;
}
export {
  table_default as default
};
