// Beside the editor: examples, schema, and what was run before.

import { element, focused, part } from "../shared/dom.js";
import { button } from "../shared/parts.js";

/**
 * @import { ConsoleData, SchemaEntryData, SchemaPropertyData } from "../types/payloads.js"
 * @typedef {{ do: string, [more: string]: unknown }} Act
 * @typedef {(...texts: string[]) => boolean} Fits
 * @typedef {typeof TABS[number]} Tab
 */

const TABS = /** @type {const} */ (["examples", "schema", "history"]);

// Whether one of some texts holds what was typed, whatever its case.
/** @param {string} typed @returns {Fits} */
export function narrowedTo(typed) {
  const wanted = typed.trim().toLowerCase();
  return (...texts) => texts.some((text) => text.toLowerCase().includes(wanted));
}

export class Beside {
  /** @param {(act: Act) => void} send @param {(text: string) => void} insert puts a text into the editor */
  constructor(send, insert) {
    this.root = element("aside", "beside");
    this.panel = element("div", "panel");
    this.send = send;
    this.insert = insert;
    /** @type {Tab} */
    this.tab = "examples";
    this.narrowed = "";
    /** @type {Set<string>} */
    this.opened = new Set();
    /** @type {Pick<ConsoleData, "texts" | "examples" | "schema" | "history" | "draft">} */
    this.data = /** @type {ConsoleData} */ ({});
  }

  /** @param {ConsoleData} data */
  show(data) {
    this.data = data;
    this.draw();
  }

  draw() {
    const { texts } = this.data,
      bar = element("div", "tabs"),
      panel = element("div", "panel");
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
    this.root.replaceChildren(bar, ...(this.tab === "history" ? [] : [narrow]), panel);
    this.fill();
    panel.scrollTop = scrolled;
    if (held) {
      const again = this.root.querySelector(`[data-keep="${CSS.escape(held)}"]`);
      /** @type {HTMLElement | null} */ (again)?.focus({ preventScroll: true });
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
      history: () => this.history(),
    }[this.tab]();
    this.panel.replaceChildren(
      ...(content.length
        ? content
        : [
            element(
              "p",
              "none",
              this.tab === "history" ? this.data.texts.no_history : this.data.texts.nothing,
            ),
          ]),
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
        const item = element("li"),
          pick = button("pick-one", "", () => this.send({ do: "example", name: entry.name }));
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
      { title: texts.relations, kind: "relation", entries: schema.relations },
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
    const { texts } = this.data,
      item = element("li", "thing"),
      text = kind === "label" ? `:${entry.name}` : `-[:${entry.name}]->`;
    item.append(this.inserter(text, entry.name));
    if (properties.length) {
      const key = `${kind} ${entry.name}`,
        turn = button("turn", "", () => {
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
        ...(entry.between ? [element("small", "ends", entry.between)] : []),
        inner,
      );
    } else
      item.append(
        element("small", "", entry.meaning),
        ...(entry.between ? [element("small", "ends", entry.between)] : []),
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
      const item = element("li"),
        again = button("pick-one", "", () => this.send({ do: "again", number }));
      again.append(
        element("code", "", entry.title),
        element("span", entry.wrong ? "amiss" : "", entry.outcome),
      );
      item.append(again);
      list.append(item);
    });
    return [list];
  }
}
