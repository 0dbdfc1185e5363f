// A field that takes names: what was chosen stands as a tag, what is typed is looked for by Python.

import { element, focused, stepped } from "../shared/dom.js";
import { cellOf, partsOf } from "./cells.js";

/** @import { EntryData, FieldData, HitData } from "../types/payloads.js" */

export class Combo {
  /**
   * @param {object} given
   * @param {HTMLElement} given.root
   * @param {FieldData} given.field
   * @param {string} given.id of the field
   * @param {string} given.cell
   * @param {Record<string, string>} given.names by id; chosen ones are added
   * @param {() => EntryData} given.data
   * @param {(cell: string) => void} given.changed
   * @param {(text: string) => void} given.search
   */
  constructor({ root, field, id, cell, names, data, changed, search }) {
    this.root = root;
    this.field = field;
    this.names = names;
    this.data = data;
    this.changed = changed;
    this.search = search;
    const { chosen, typed } = partsOf(cell, field.kind === "many", names);
    this.chosen = chosen;
    this.typed = typed;
    this.active = -1;
    // The text whose hits are listed.
    this.listed = "";
    this.frame = element("div", "combo");
    this.input = element("input");
    this.list = element("ul", "found");
    this.make(id);
    this.draw();
  }

  /** @param {string} id */
  make(id) {
    const { input, list } = this;
    input.type = "text";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.maxLength = 200;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    list.id = `${id}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.field.label);
    list.hidden = true;
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("input", () => {
      this.typed = input.value;
      this.tell();
      this.search(this.typed.trim());
    });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.open(false), 150));
    input.addEventListener("focus", () => this.render());
    this.frame.append(input, list);
  }

  get many() {
    return this.field.kind === "many";
  }

  // What Python found, if it is for what stands in the field.
  get hits() {
    const { search } = this.data();
    return search.field === this.field.name && search.text === this.typed.trim() ? search.hits : null;
  }

  tell() {
    this.changed(cellOf(this.chosen, this.typed));
  }

  draw() {
    const { texts, may_write } = this.data();
    this.frame.querySelectorAll(".tag").forEach((tag) => tag.remove());
    for (const chosen of this.chosen) {
      const name = this.names[chosen] || chosen,
        tag = element("span", "tag", name),
        remove = element("button", "", "×");
      remove.type = "button";
      remove.disabled = !may_write;
      remove.setAttribute("aria-label", `${texts.remove} ${name}`);
      remove.onclick = () => {
        this.chosen = this.chosen.filter((other) => other !== chosen);
        this.tell();
        this.draw();
        this.input.focus();
      };
      tag.append(remove);
      this.frame.insertBefore(tag, this.input);
    }
    this.input.hidden = !this.many && this.chosen.length > 0;
    this.input.placeholder = this.chosen.length ? "" : this.field.hint;
    this.input.value = this.typed;
  }

  /** @param {boolean} wanted */
  open(wanted) {
    this.list.hidden = !(wanted && this.typed.trim() && this.list.children.length);
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  /** @param {HitData} hit */
  choose(hit) {
    this.names[hit.id] = hit.name;
    this.chosen = this.many ? [...new Set([...this.chosen, hit.id])] : [hit.id];
    this.typed = "";
    this.tell();
    this.draw();
    this.open(false);
    const next = this.input.hidden ? this.frame.querySelector(".tag button") : this.input;
    /** @type {HTMLElement | null} */ (next)?.focus();
  }

  render() {
    const { hits } = this,
      { search, texts } = this.data();
    if (!hits) return;
    if (this.listed !== search.text) {
      this.listed = search.text;
      this.active = hits.length ? 0 : -1;
    }
    const rows = hits.map((hit, index) => {
      const row = element("li");
      row.id = `${this.list.id}-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(index === this.active));
      row.append(element("b", "", hit.name), element("span", "", hit.others), element("small", "", hit.what));
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.choose(hit);
      });
      return row;
    });
    if (!rows.length) rows.push(element("li", "none", texts.none));
    this.list.replaceChildren(...rows);
    this.input.setAttribute(
      "aria-activedescendant",
      this.active >= 0 ? `${this.list.id}-${this.active}` : "",
    );
    this.open(focused(this.root) === this.input);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const hits = this.list.hidden ? null : this.hits;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits && hits.length) {
      this.active = stepped(this.active, event.key === "ArrowDown" ? 1 : -1, hits.length);
      this.render();
    } else if (event.key === "Enter" && hits && hits[this.active]) this.choose(hits[this.active]);
    else if (event.key === "Escape" && !this.list.hidden) this.open(false);
    else if (event.key === "Backspace" && !this.input.value && this.chosen.length) {
      this.chosen.pop();
      this.tell();
      this.draw();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
