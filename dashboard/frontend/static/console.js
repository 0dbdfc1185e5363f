// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/component.js
var instances = /* @__PURE__ */ new WeakMap();
var above = /* @__PURE__ */ new WeakMap();
var sent = 0;
function rootOf(component) {
  return component.parentElement.querySelector(".fc");
}
function drawn(component, make, connect) {
  const root = rootOf(component);
  if (!root) return void 0;
  const drawing = instances.get(root) ?? make(root);
  instances.set(root, drawing);
  connect(drawing);
  drawing.show(component.data);
  return () => {
    if (root.isConnected) return;
    drawing.close?.();
    instances.delete(root);
    above.get(root)?.observer.disconnect();
    above.delete(root);
  };
}
function numbered(act) {
  return { ...act, at: `${Date.now()}-${++sent}` };
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

// shared/parts.js
function button(name, text, act) {
  const node = element("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

// console/answer.js
function answerParts(answer, purpose, texts, select) {
  const head = element("p", "told");
  head.setAttribute("role", "status");
  if (purpose) head.append(element("b", "", purpose), " ");
  head.append(element("span", "", answer.told));
  if (answer.graph) head.append(pageLink("graph-link", answer.graph.text, answer.graph.href));
  const parts = [head];
  if (answer.notices.length) parts.push(notices(answer.notices, texts, select));
  if (!answer.only_plan)
    parts.push(answer.rows.length ? table(answer, texts) : element("p", "nothing", texts.empty));
  if (answer.plan) parts.push(plan(answer.plan, texts));
  return parts;
}
function notices(entries, texts, select) {
  const list = element("ul", "server-notices");
  list.setAttribute("aria-label", texts.notices);
  for (const { text, line, column } of entries) {
    const item = element("li");
    if (line) item.append(button("", text, () => select({ line, column: column ?? 1 })));
    else item.textContent = text;
    list.append(item);
  }
  return list;
}
function plan({ heads, rows }, texts) {
  const { scroll, head, body } = frame("list plan", texts.plan);
  heads.forEach((text, place) => {
    const cell = element("th", place > 1 ? "number" : "", text);
    cell.scope = "col";
    head.append(cell);
  });
  for (const row of rows) {
    const line = element("tr"), name = element("td", "operator", row.operator);
    name.style.paddingLeft = `${10 + row.depth * 18}px`;
    line.append(
      name,
      element("td", "details", row.details),
      ...row.figures.map((figure) => element("td", "number", figure))
    );
    body.append(line);
  }
  return scroll;
}
function table(answer, texts) {
  const { scroll, head, body } = frame("list", texts.answer), numeric = numericColumns(answer);
  answer.columns.forEach((column, place) => {
    const cell = element("th", numeric[place] ? "number" : "", column.title);
    cell.scope = "col";
    if (column.name !== column.title) cell.title = column.name;
    head.append(cell);
  });
  for (const row of answer.rows) {
    const line = element("tr");
    row.forEach((entry, place) => {
      const dated = ["date", "id"].includes(answer.columns[place].type), cell = element("td", numeric[place] ? "number" : dated ? "date" : "");
      if (entry.url) cell.append(safeLink(entry.url, entry.text));
      else cell.textContent = entry.text;
      line.append(cell);
    });
    body.append(line);
  }
  return scroll;
}
function numericColumns({ columns, rows }) {
  return columns.map(
    (_, place) => rows.every((row) => row[place].number || !row[place].text) && rows.some((row) => row[place].number)
  );
}
function frame(name, label) {
  const scroll = element("div", name), table2 = element("table"), top = element("thead"), head = element("tr"), body = element("tbody");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", label);
  top.append(head);
  table2.append(top, body);
  scroll.append(table2);
  return { scroll, head, body };
}

// console/beside.js
var TABS = (
  /** @type {const} */
  ["examples", "schema", "history"]
);
function narrowedTo(typed) {
  const wanted = typed.trim().toLowerCase();
  return (...texts) => texts.some((text) => text.toLowerCase().includes(wanted));
}
var Beside = class {
  /** @param {(act: Act) => void} send @param {(text: string) => void} insert puts a text into the editor */
  constructor(send, insert) {
    this.root = element("aside", "beside");
    this.panel = element("div", "panel");
    this.send = send;
    this.insert = insert;
    this.tab = "examples";
    this.narrowed = "";
    this.opened = /* @__PURE__ */ new Set();
    this.data = /** @type {ConsoleData} */
    {};
  }
  /** @param {ConsoleData} data */
  show(data) {
    this.data = data;
    this.draw();
  }
  draw() {
    const { texts } = this.data, bar = element("div", "tabs"), panel = element("div", "panel");
    this.root.setAttribute("aria-label", texts.beside);
    const held = focused(this.root)?.dataset.keep;
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", texts.beside);
    TABS.forEach((name, place) => {
      const tab = button("", texts[name], () => this.turn(name));
      tab.id = `tab-${name}`;
      tab.dataset.keep = `tab-${name}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(this.tab === name));
      tab.setAttribute("aria-controls", "panel");
      tab.tabIndex = this.tab === name ? 0 : -1;
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        this.turn(TABS[(place + step + TABS.length) % TABS.length], true);
      });
      bar.append(tab);
    });
    panel.id = "panel";
    panel.tabIndex = 0;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${this.tab}`);
    this.panel = panel;
    const narrow = element("input", "narrow");
    Object.assign(narrow, { type: "search", placeholder: texts.narrow, value: this.narrowed });
    narrow.setAttribute("aria-label", texts.narrow);
    narrow.dataset.keep = "narrow";
    narrow.addEventListener("input", () => {
      this.narrowed = narrow.value;
      this.fill();
    });
    const scrolled = this.root.querySelector(".panel")?.scrollTop ?? 0;
    this.root.replaceChildren(bar, ...this.tab === "history" ? [] : [narrow], panel);
    this.fill();
    panel.scrollTop = scrolled;
    if (held) {
      const again = this.root.querySelector(`[data-keep="${CSS.escape(held)}"]`);
      again?.focus({ preventScroll: true });
    }
  }
  /** @param {Tab} name @param {boolean} [focus] */
  turn(name, focus = false) {
    this.tab = name;
    this.narrowed = "";
    this.draw();
    this.panel.scrollTop = 0;
    if (focus) part(this.root, `#tab-${name}`).focus();
  }
  fill() {
    const fits = narrowedTo(this.narrowed);
    const content = {
      examples: () => this.examples(fits),
      schema: () => this.schema(fits),
      history: () => this.history()
    }[this.tab]();
    this.panel.replaceChildren(
      ...content.length ? content : [
        element(
          "p",
          "none",
          this.tab === "history" ? this.data.texts.no_history : this.data.texts.nothing
        )
      ]
    );
  }
  /** @param {Fits} fits @returns {HTMLElement[]} */
  examples(fits) {
    const parts = [];
    for (const topic of this.data.examples) {
      const entries = topic.entries.filter((entry) => fits(topic.topic, entry.name, entry.purpose));
      if (!entries.length) continue;
      const list = element("ul");
      for (const entry of entries) {
        const item = element("li"), pick = button("pick-one", "", () => this.send({ do: "example", name: entry.name }));
        pick.dataset.name = entry.name;
        pick.dataset.keep = `example-${entry.name}`;
        if (entry.name === this.data.draft.base) pick.setAttribute("aria-current", "true");
        pick.append(element("span", "", entry.purpose), element("code", "", entry.name));
        item.append(pick);
        list.append(item);
      }
      parts.push(element("h2", "", topic.topic), list);
    }
    return parts;
  }
  /** @param {Fits} fits @returns {HTMLElement[]} */
  schema(fits) {
    const { texts, schema } = this.data;
    const parts = [];
    for (const { title, kind, entries } of [
      { title: texts.labels, kind: "label", entries: schema.labels },
      { title: texts.relations, kind: "relation", entries: schema.relations }
    ]) {
      const list = element("ul");
      for (const entry of entries) {
        const inside = entry.properties.filter((one) => fits(one.name, one.meaning));
        const named = fits(entry.name, entry.meaning, entry.between || "");
        if (!named && !inside.length) continue;
        list.append(this.schemaEntry(entry, kind, named ? entry.properties : inside));
      }
      if (list.children.length) parts.push(element("h2", "", title), list);
    }
    return parts;
  }
  /** @param {SchemaEntryData} entry @param {string} kind @param {SchemaPropertyData[]} properties */
  schemaEntry(entry, kind, properties) {
    const { texts } = this.data, item = element("li", "thing"), text = kind === "label" ? `:${entry.name}` : `-[:${entry.name}]->`;
    item.append(this.inserter(text, entry.name));
    if (properties.length) {
      const key = `${kind} ${entry.name}`, turn = button("turn", "", () => {
        if (!this.opened.delete(key)) this.opened.add(key);
        open();
      });
      const inner = element("ul", "inner");
      turn.setAttribute("aria-label", texts.properties.replace("{name}", entry.name));
      const open = () => {
        turn.textContent = this.opened.has(key) || this.narrowed ? "▾" : "▸";
        turn.setAttribute("aria-expanded", String(this.opened.has(key) || Boolean(this.narrowed)));
        inner.hidden = !(this.opened.has(key) || this.narrowed);
      };
      for (const one of properties) {
        const line = element("li");
        line.append(this.inserter(one.name, one.name), element("small", "", one.meaning));
        inner.append(line);
      }
      open();
      item.append(
        turn,
        element("small", "", entry.meaning),
        ...entry.between ? [element("small", "ends", entry.between)] : [],
        inner
      );
    } else
      item.append(
        element("small", "", entry.meaning),
        ...entry.between ? [element("small", "ends", entry.between)] : []
      );
    return item;
  }
  /** @param {string} text @param {string} name */
  inserter(text, name) {
    const put = button("put", name, () => this.insert(text));
    put.setAttribute("aria-label", this.data.texts.insert.replace("{name}", name));
    put.dataset.name = name;
    return put;
  }
  /** @returns {HTMLElement[]} */
  history() {
    if (!this.data.history.length) return [];
    const list = element("ol");
    this.data.history.forEach((entry, number) => {
      const item = element("li"), again = button("pick-one", "", () => this.send({ do: "again", number }));
      again.append(
        element("code", "", entry.title),
        element("span", entry.wrong ? "amiss" : "", entry.outcome)
      );
      item.append(again);
      list.append(item);
    });
    return [list];
  }
};

// console/statement.js
var TOKENS = /\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|\$(?:([\p{L}\p{N}_]+)|`((?:[^`]|``)*)`)|`(?:[^`]|``)*`/gu;
function parametersOf(text) {
  const found = /* @__PURE__ */ new Set();
  for (const match of text.matchAll(TOKENS)) if (match[1] || match[2]) found.add(match[1] || match[2]);
  return [...found];
}
function givenFor(text, values, known) {
  return Object.fromEntries(
    parametersOf(text).map((name) => (
      /** @type {[string, string]} */
      [name, values.get(name) ?? ""]
    )).filter(([name, value]) => value !== "" || known[name])
  );
}
function wordAt(text, line, column) {
  const lines = text.split("\n");
  if (line > lines.length) return null;
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const word = /^[\p{L}\p{N}_]*/u.exec(text.slice(start))?.[0] ?? "";
  return [start, start + Math.max(word.length, 1)];
}
function addressOf(href, now, { draft, original, most, usual }) {
  const address = new URL(href), asked = address.searchParams, same = Boolean(draft.base) && now.text === original.trim();
  for (const name of ["query", "cypher", "given", "rows", "seconds"]) asked.delete(name);
  if (draft.base) asked.set("query", draft.base);
  if (!same) asked.set("cypher", now.text);
  const given = new URLSearchParams(now.given).toString();
  if (given) asked.set("given", given);
  if (now.limit !== usual.rows) asked.set("rows", String(now.limit));
  if (now.seconds !== usual.seconds) asked.set("seconds", String(now.seconds));
  return !same && now.text.length > most.statement || given.length > most.given ? null : address.href;
}
function bounded(text, most) {
  return Math.min(Math.max(Math.round(Number(text)) || 1, 1), most);
}

// console/console.js
var KEPT = "friendcircle.console";
function console_default(component) {
  return drawn(
    component,
    (root) => new Console(root, component.data),
    (here) => {
      here.send = (act) => component.setTriggerValue("act", numbered(act));
    }
  );
}
var Console = class {
  /** @param {HTMLElement} root @param {ConsoleData} data */
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.send = () => {
    };
    this.values = /* @__PURE__ */ new Map();
    this.revision = void 0;
    this.pointed = void 0;
    this.limit = data.draft.limit;
    this.seconds = data.draft.seconds;
    this.busy = false;
    this.stopping = false;
    this.leaving = false;
    this.drawn = "";
    this.work = element("div", "work");
    this.side = new Beside(
      (act) => this.send(act),
      (text) => this.insert(text)
    );
    this.editor = element("textarea", "editor");
    Object.assign(this.editor, {
      spellcheck: false,
      autocomplete: "off",
      autocapitalize: "off",
      wrap: "off"
    });
    this.editor.addEventListener("input", () => {
      this.fields();
      try {
        sessionStorage.setItem(KEPT, JSON.stringify({ revision: this.revision, text: this.editor.value }));
      } catch {
      }
    });
    this.editor.addEventListener("keydown", (event) => this.key(event));
    this.form = element("div", "fields");
    this.limits = element("div", "limits");
    this.said = element("p", "said");
    this.said.setAttribute("role", "status");
    this.answer = element("div", "answer");
    this.work.append(this.editor, this.form, this.limits, this.said, this.answer);
    root.append(this.work, this.side.root);
  }
  /** @param {ConsoleData} data */
  show(data) {
    this.data = data;
    const { texts, draft } = data;
    this.editor.setAttribute("aria-label", texts.editor);
    this.editor.title = texts.editor_help;
    if (this.revision !== data.revision) {
      this.revision = data.revision;
      this.editor.value = this.unfinished() ?? draft.text;
      this.editor.rows = Math.min(10, Math.max(5, this.editor.value.split("\n").length));
      this.values = new Map(Object.entries(draft.given));
      this.limit = draft.limit;
      this.seconds = draft.seconds;
      this.said.textContent = "";
    }
    this.busy = data.running;
    this.stopping = this.stopping && data.running;
    this.fields();
    this.tools();
    this.answered();
    this.side.show(data);
    this.root.dataset.ready = "true";
    if (data.running) this.said.textContent = this.stopping ? texts.stopping : texts.running;
    else if ([texts.running, texts.stopping].includes(this.said.textContent ?? ""))
      this.said.textContent = "";
    this.root.dataset.state = data.running ? "running" : data.answer ? "error" in data.answer ? "error" : "answer" : "waiting";
  }
  // What was written and not run, when one comes back to the page.
  /** @returns {string | undefined} */
  unfinished() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
      if (kept && kept.revision === this.revision && !location.search.includes("cypher=") && !location.search.includes("query="))
        return kept.text;
      sessionStorage.removeItem(KEPT);
    } catch {
    }
    return void 0;
  }
  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.run();
    } else if (event.key === "Escape") {
      this.leaving = true;
    } else if (event.key === "Tab" && !event.shiftKey && !this.leaving && !event.altKey) {
      event.preventDefault();
      this.insert("  ");
    } else if (event.key !== "Tab" && event.key !== "Shift") {
      this.leaving = false;
    }
  }
  // Put a text where the cursor is, so that the browser can undo it.
  /** @param {string} text */
  insert(text) {
    this.editor.focus();
    if (!document.execCommand("insertText", false, text)) {
      this.editor.setRangeText(text, this.editor.selectionStart, this.editor.selectionEnd, "end");
      this.editor.dispatchEvent(new Event("input"));
    }
    this.leaving = false;
  }
  statement() {
    return {
      text: this.editor.value.trim(),
      base: this.data.draft.base,
      given: givenFor(this.editor.value, this.values, this.data.parameters),
      limit: this.limit,
      seconds: this.seconds
    };
  }
  run() {
    if (this.busy) return;
    this.busy = true;
    this.tools();
    this.said.textContent = this.data.texts.running;
    try {
      sessionStorage.removeItem(KEPT);
    } catch {
    }
    this.send({ do: "run", ...this.statement() });
  }
  stop() {
    if (!this.busy || this.stopping) return;
    this.stopping = true;
    this.tools();
    this.said.textContent = this.data.texts.stopping;
    this.send({ do: "stop" });
  }
  async link() {
    const { texts } = this.data, address = addressOf(location.href, this.statement(), this.data);
    if (address === null) {
      this.said.textContent = texts.too_long;
      return;
    }
    try {
      await navigator.clipboard.writeText(address);
      this.said.textContent = texts.linked;
    } catch {
      history.replaceState(history.state, "", address);
      this.said.textContent = texts.not_linked;
    }
  }
  // A field for each parameter that the statement asks for.
  fields() {
    const { texts, parameters } = this.data, names = parametersOf(this.editor.value);
    if (this.drawn === names.join() + JSON.stringify(parameters) + this.revision) return;
    this.drawn = names.join() + JSON.stringify(parameters) + this.revision;
    this.form.hidden = !names.length;
    const rows = names.map((name) => {
      const row = element("label", "field"), input = element("input"), known = parameters[name];
      Object.assign(input, {
        type: "text",
        name,
        value: this.values.get(name) ?? "",
        autocomplete: "off",
        spellcheck: false,
        maxLength: 1e3
      });
      input.placeholder = known ? known.required ? texts.required : texts.anything : "";
      input.required = Boolean(known && known.required);
      input.addEventListener("input", () => this.values.set(name, input.value));
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.run();
      });
      row.append(element("b", "", `$${name}`), input, element("small", "", known ? known.meaning : ""));
      return row;
    });
    this.form.replaceChildren(...rows);
    this.form.setAttribute("role", "group");
    this.form.setAttribute("aria-label", texts.parameters);
  }
  tools() {
    const { texts, most } = this.data, held = focused(this.root)?.dataset.keep;
    const run = button("go", texts.run, () => this.run());
    run.disabled = this.busy;
    run.dataset.keep = "run";
    const stop = button("halt", texts.stop, () => this.stop());
    stop.hidden = !this.busy;
    stop.disabled = this.stopping;
    stop.dataset.keep = "stop";
    const link = button("switch", texts.link, () => this.link());
    link.dataset.keep = "link";
    this.limits.replaceChildren(
      run,
      stop,
      element("kbd", "", texts.keys),
      this.number(
        texts.rows,
        this.limit,
        most.rows,
        (value) => {
          this.limit = value;
        },
        "rows"
      ),
      this.number(
        texts.seconds,
        this.seconds,
        most.seconds,
        (value) => {
          this.seconds = value;
        },
        "seconds"
      ),
      element("span", "stretch"),
      link
    );
    if (held) {
      const again = this.limits.querySelector(`[data-keep="${CSS.escape(held)}"]`);
      again?.focus({ preventScroll: true });
    }
    if (!this.busy && this.said.textContent === texts.running) this.said.textContent = "";
  }
  /**
   * @param {string} text
   * @param {number} value
   * @param {number} most
   * @param {(value: number) => void} take
   * @param {string} name
   */
  number(text, value, most, take, name) {
    const label = element("label", "limit", text), input = element("input");
    Object.assign(input, { type: "number", min: 1, max: most, step: 1, value, name });
    input.dataset.keep = name;
    input.addEventListener("change", () => {
      const wanted = bounded(input.value, most);
      input.value = String(wanted);
      take(wanted);
    });
    label.append(input);
    return label;
  }
  answered() {
    const { texts, answer, purpose } = this.data;
    if (!answer) {
      const wait = element("div", "wait");
      if (!this.data.running) wait.append(element("p", "", texts.waits));
      if (purpose) wait.prepend(element("p", "purpose", purpose));
      this.answer.replaceChildren(wait);
      return;
    }
    if ("error" in answer) {
      const line = element("p", "wrong", answer.error);
      line.setAttribute("role", "alert");
      this.answer.replaceChildren(line);
      if (answer.place) this.point(answer.place);
      return;
    }
    this.answer.replaceChildren(...answerParts(answer, purpose, texts, (place) => this.select(place)));
  }
  // The cursor goes where the statement cannot be read.
  /** @param {{ line: number, column: number }} place */
  point(place) {
    if (this.pointed === this.data.revision) return;
    this.pointed = this.data.revision;
    this.select(place);
  }
  /** @param {{ line: number, column: number }} place */
  select({ line, column }) {
    const word = wordAt(this.editor.value, line, column);
    if (!word) return;
    this.editor.focus({ preventScroll: true });
    this.editor.setSelectionRange(...word);
  }
};
export {
  console_default as default
};
