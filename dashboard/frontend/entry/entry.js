// A form made from the declaration of a table, what an entry will change, and what was entered. What is typed stays in the browser until Python has it.

import { drawn } from "../shared/component.js";
import { element, part } from "../shared/dom.js";
import { button } from "../shared/parts.js";
import { conflictOf, entriesOf, previewOf } from "./aside.js";
import { withCalendar } from "./calendar.js";
import { optionsFor, remarkText } from "./cells.js";
import { Combo } from "./combo.js";
import { Pairs } from "./pairs.js";

/**
 * @import { EntryData, EntryRemarkData, FieldData, OpenEntryData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Input
 * @typedef {{ input: Input, fill?: () => void, combo?: Combo }} Made
 * @typedef {Made & { field: FieldData, box: HTMLElement, said: HTMLElement }} Field
 */

const PAUSE = 300,
  PAUSE_SEARCH = 160;
let numbers = 0;

/** @param {Component<EntryData>} component @returns {CleanUp} */
export default function (component) {
  return drawn(
    component,
    (root) => new Desk(root, component),
    (desk) => {
      desk.component = component;
    },
  );
}

class Desk {
  /** @param {HTMLElement} root @param {Component<EntryData>} component */
  constructor(root, component) {
    this.root = root;
    this.component = component;
    this.data = component.data;
    this.key = "";
    /** @type {Record<string, string>} names by id */
    this.names = {};
    /** @type {Record<string, string>} the draft */
    this.cells = {};
    /** @type {Map<string, Field>} */
    this.fields = new Map();
    this.answered = "";
    this.busy = "";
    this.doing = "";
    this.dirty = false;
    this.asideDrawn = "";
    /** @type {number | undefined} */
    this.waiting = undefined;
    /** @type {number | undefined} */
    this.searching = undefined;
    /** @type {Pairs | null} */
    this.pairs = null;
    this.more = element("details", "more-fields");
    this.bar = element("div", "bar");
    this.message = element("p", "message");
    this.check = element("button", "check");
    this.save = element("button", "save");
    this.clear = element("button", "clear");
    this.aside = element("aside", "card");
  }

  /** @param {EntryData} data */
  show(data) {
    this.data = data;
    Object.assign(this.names, data.shown);
    const key = `${data.table} ${data.lang} ${data.revision} ${data.may_write} ${JSON.stringify(data.open)}`;
    const fresh = data.answered !== this.answered;
    this.answered = data.answered;
    if (this.busy === data.answered) this.busy = "";
    if (key !== this.key) {
      this.key = key;
      this.cells = { ...data.draft };
      this.dirty = !(data.preview && data.preview.ready);
      this.build();
    }
    if (fresh) this.dirty = !(data.preview && data.preview.ready);
    this.pairs?.draw();
    this.showErrors(fresh);
    this.showHits();
    this.showAside();
    this.showBar();
    this.root.dataset.ready = "true";
    this.root.dataset.answered = data.answered;
  }

  // --- the form

  build() {
    const { data } = this,
      { texts } = data;
    const stage = element("div", "stage"),
      form = element("form", "form");
    this.fields.clear();
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act("check");
    });
    const pairs = data.pairs
      ? new Pairs({
          data: () => this.data,
          cells: this.cells,
          chosen: this.pairs?.chosen ?? "",
          hold: (pair, value) => {
            this.cells.fact = pair.fact;
            this.cells.property = pair.property;
            this.set("value", value);
          },
        })
      : null;
    this.pairs = pairs;
    const first = element("div", "grid"),
      more = element("details", "more-fields"),
      rest = element("div", "grid");
    for (const field of data.fields) (field.more ? rest : first).append(this.field(field));
    form.append(data.open ? this.opened(data.open) : element("p", "lead", texts.lead));
    if (pairs) form.append(pairs.root);
    form.append(first);
    if (rest.children.length) {
      more.open = data.fields.some((field) => field.more && Boolean(this.cells[field.name]));
      more.append(element("summary", "", texts.more), rest);
      form.append(more);
    }
    this.more = more;
    this.bar = element("div", "bar");
    this.message = element("p", "message");
    this.message.setAttribute("role", "status");
    this.check = element("button", "check", texts.check);
    this.check.type = "submit";
    this.save = button("save", texts.save, () => this.act("save"));
    this.clear = button("clear", texts.clear, () => this.act("clear"));
    this.bar.append(this.check, this.save, this.clear, this.message);
    stage.append(form);
    form.append(this.bar);
    this.aside = element("aside", "card");
    this.root.replaceChildren(stage, this.aside);
  }

  // What is being corrected, and what it said before.
  /** @param {OpenEntryData} open */
  opened(open) {
    const { texts, may_write } = this.data,
      box = element("div", "opened"),
      line = element("p"),
      cancel = button("cancel", texts.cancel, () => this.act("clear"));
    cancel.disabled = !may_write;
    line.append(`${texts.correcting} `, element("b", "", open.title));
    box.append(line, cancel);
    if (open.history.length) {
      const list = element("ol", "history");
      open.history.forEach((text) => list.append(element("li", "", text)));
      box.append(list);
    }
    return box;
  }

  /** @param {FieldData} field */
  field(field) {
    const id = `f${++numbers}`,
      box = element("div", `field ${field.kind}`),
      label = element("label", "", field.label);
    label.htmlFor = id;
    if (field.required) label.append(element("span", "needed", this.data.texts.required));
    const said = element("p", "said");
    said.id = `${id}-said`;
    const made = this.made(field, id, box),
      { input } = made;
    input.id = id;
    input.name = field.name;
    input.setAttribute("aria-describedby", said.id);
    if (field.required) input.setAttribute("aria-required", "true");
    input.disabled = !this.data.may_write;
    box.dataset.name = field.name;
    box.prepend(label);
    box.append(said);
    this.fields.set(field.name, { ...made, field, box, said });
    return box;
  }

  // What the field is filled in with.
  /** @param {FieldData} field @param {string} id @param {HTMLElement} box @returns {Made} */
  made(field, id, box) {
    if (field.kind === "choice") return this.select(field, box);
    if (field.kind === "one" || field.kind === "many") return this.combo(field, id, box);
    return { input: field.kind === "long" ? this.area(field, box) : this.line(field, box) };
  }

  /** @param {FieldData} field @param {HTMLElement} box */
  line(field, box) {
    const input = element("input");
    input.type = "text";
    input.autocomplete = "off";
    if (field.kind === "number") input.inputMode = "numeric";
    input.placeholder = field.hint;
    input.value = this.cells[field.name] || "";
    input.addEventListener("input", () => this.set(field.name, input.value));
    const dated = field.kind === "date" || field.kind === "day";
    box.append(dated ? withCalendar(input, this.data.texts.calendar) : input);
    return input;
  }

  /** @param {FieldData} field @param {HTMLElement} box */
  area(field, box) {
    const input = element("textarea");
    input.rows = 2;
    input.placeholder = field.hint;
    input.value = this.cells[field.name] || "";
    input.addEventListener("input", () => this.set(field.name, input.value));
    box.append(input);
    return input;
  }

  /** @param {FieldData} field @param {HTMLElement} box */
  select(field, box) {
    const select = element("select");
    const fill = () => {
      const above = field.depends ? this.cells[field.depends] || "" : "";
      const options = optionsFor(field.options ?? [], above);
      const none = element("option", "", this.data.texts.choose);
      none.value = "";
      select.replaceChildren(
        none,
        ...options.map((option) => {
          const entry = element("option", "", option.text);
          entry.value = option.value;
          return entry;
        }),
      );
      select.value = this.cells[field.name] || "";
      if (select.selectedIndex < 0) select.value = "";
    };
    fill();
    select.addEventListener("change", () => {
      this.set(field.name, select.value);
      for (const other of this.fields.values())
        if (other.field.depends === field.name) {
          this.set(other.field.name, "");
          other.fill?.();
        }
    });
    box.append(select);
    return { input: select, fill };
  }

  /** @param {FieldData} field @param {string} id @param {HTMLElement} box */
  combo(field, id, box) {
    const combo = new Combo({
      root: this.root,
      field,
      id,
      cell: this.cells[field.name] || "",
      names: this.names,
      data: () => this.data,
      changed: (cell) => this.set(field.name, cell),
      search: (text) => {
        clearTimeout(this.searching);
        this.searching = setTimeout(
          () => this.component.setStateValue("query", { field: field.name, text }),
          PAUSE_SEARCH,
        );
      },
    });
    box.append(combo.frame);
    return { input: combo.input, combo };
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    if (value) this.cells[name] = value;
    else delete this.cells[name];
    this.dirty = true;
    const entry = this.fields.get(name);
    if (entry) this.say(entry, null);
    this.showBar();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(
      () => this.component.setStateValue("draft", { table: this.data.table, cells: { ...this.cells } }),
      PAUSE,
    );
  }

  /** @param {Field} entry @param {EntryRemarkData | null} told */
  say(entry, told) {
    const wrong = Boolean(told && told.level === "error");
    entry.box.classList.toggle("wrong", wrong);
    entry.box.classList.toggle("remarked", Boolean(told && !wrong));
    entry.input.setAttribute("aria-invalid", String(wrong));
    entry.said.textContent = told ? remarkText(told, this.data.lang) : "";
  }

  /** @param {boolean} fresh */
  showErrors(fresh) {
    if (!fresh) return;
    /** @type {Field | null} */
    let first = null;
    for (const [name, entry] of this.fields) {
      const told = this.data.errors[name] || null;
      this.say(entry, told);
      if (told && told.level === "error" && !first) first = entry;
    }
    this.attend(first);
  }

  /** @param {Field | null} field */
  attend(field) {
    if (!field) return;
    if (field.field.more) this.more.open = true;
    (field.input.hidden ? part(field.box, ".tag button") : field.input).focus();
  }

  showHits() {
    this.fields.get(this.data.search.field)?.combo?.render();
  }

  // --- what will change, and what was entered

  showBar() {
    const { data } = this,
      { texts } = data,
      waits = Boolean(this.busy);
    this.check.disabled = waits || !data.may_write;
    this.save.disabled = waits || !data.may_write || this.dirty;
    this.save.title = this.dirty ? texts.first : "";
    this.clear.disabled = waits || !data.may_write;
    this.bar.classList.toggle("waits", waits);
    const told = data.message;
    this.message.className = `message${told && told.wrong && !waits ? " wrong" : ""}`;
    this.message.textContent = waits
      ? this.doing === "check"
        ? texts.checking
        : texts.saving
      : told
        ? told.text
        : "";
  }

  showAside() {
    const { data } = this;
    const stamp = JSON.stringify([
      data.preview,
      data.conflict,
      data.entries,
      data.lang,
      data.may_write,
      this.busy,
      this.dirty,
    ]);
    if (stamp === this.asideDrawn && this.aside.children.length) return;
    this.asideDrawn = stamp;
    const top = this.aside.querySelector(".body")?.scrollTop ?? 0;
    const body = element("div", "body"),
      busy = Boolean(this.busy),
      entered = entriesOf(data, busy, (what, { id, stands }) => this.act(what, { id, stands })),
      told = data.conflict ? conflictOf(data, busy, (what, id) => this.act(what, { id })) : previewOf(data);
    body.append(told, entered);
    this.aside.replaceChildren(body);
    body.scrollTop = top;
  }

  /** @param {string} what @param {object} [more] */
  act(what, more) {
    if (this.busy || !this.data.may_write || (what === "save" && this.dirty)) return;
    clearTimeout(this.waiting);
    clearTimeout(this.searching);
    const at = `${Date.now()}-${++numbers}`;
    if (what === "check" || what === "save" || what === "undo") {
      this.busy = at;
      this.doing = what;
    }
    this.showBar();
    this.showAside();
    this.component.setTriggerValue("act", {
      do: what,
      at,
      table: this.data.table,
      cells: { ...this.cells },
      ...more,
    });
  }
}
