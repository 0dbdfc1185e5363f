// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/component.js
var instances = /* @__PURE__ */ new WeakMap();
var above = /* @__PURE__ */ new WeakMap();
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
function stepped(active, way, count) {
  return count ? (active + way + count) % count : active;
}

// shared/parts.js
function button(name, text, act) {
  const node = element("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

// entry/cells.js
function partsOf(cell, many, names) {
  const parts = cell.split(many ? ";" : "\n").map((part2) => part2.trim()).filter(Boolean);
  return {
    chosen: parts.filter((part2) => names[part2]),
    typed: parts.filter((part2) => !names[part2]).join("; ")
  };
}
function cellOf(chosen, typed) {
  return [...chosen, typed.trim()].filter(Boolean).join(";");
}
function optionsFor(options, above2) {
  return options.filter((option) => !option.of || option.of === above2);
}
function remarkText({ reason, hint }, lang) {
  return [reason, hint].filter(Boolean).join(lang === "zh" ? "；" : "; ");
}
function pairOf(pairs, cells, chosen) {
  const fitting = pairs.filter((pair) => pair.fact === cells.fact && pair.property === cells.property);
  return fitting.find((pair) => pair.key === chosen) ?? fitting[0];
}

// entry/aside.js
function previewOf(data) {
  const { texts } = data, preview = element("section", "preview");
  preview.append(element("h3", "", texts.preview));
  const told = data.preview;
  if (!told) preview.append(element("p", "muted", texts.preview_empty));
  else {
    if (told.ready && !told.lines.length) preview.append(element("p", "", texts.nothing_changes));
    const list = element("ul", "changes");
    told.lines.forEach((line) => list.append(element("li", "", line)));
    told.remarks.forEach(
      (remark) => list.append(
        element("li", remark.level === "error" ? "wrong" : "remark", remarkText(remark, data.lang))
      )
    );
    preview.append(list);
    if (told.doubles.length) {
      const alike = element("ul", "doubles");
      for (const { title, href } of told.doubles) {
        const row = element("li"), link = element("a", "", title);
        link.href = href;
        link.target = "_blank";
        row.append(link);
        alike.append(row);
      }
      preview.append(element("p", "alike", texts.doubles), alike);
    }
  }
  return preview;
}
function conflictOf(data, busy, act) {
  const { texts, conflict } = data, section = element("section", "conflict");
  if (!conflict) return section;
  section.append(element("h3", "", texts.conflict), element("p", "muted", conflict.by));
  const table = element("table"), head = element("tr");
  for (const text of ["", texts.mine, texts.theirs]) head.append(element("th", "", text));
  table.append(head);
  for (const line of conflict.lines) {
    const row = element("tr");
    row.append(element("th", "", line.label), element("td", "", line.mine), element("td", "", line.theirs));
    table.append(row);
  }
  const keep = button("keep", texts.keep_mine, () => act("keep", conflict.id)), take = button("take", texts.take_theirs, () => act("correct", conflict.id));
  keep.disabled = take.disabled = busy || !data.may_write;
  section.append(table, keep, take);
  return section;
}
function entriesOf(data, busy, act) {
  const { texts } = data, entered = element("section", "entered");
  entered.append(element("h3", "", texts.entries));
  if (!data.entries.length) entered.append(element("p", "muted", texts.entries_empty));
  const list = element("ol", "entries");
  for (const entry of data.entries) {
    const row = element("li", entry.stands ? "" : "gone"), line = element("div", "what"), deeds = element("div", "deeds");
    const deed = (what, text) => {
      const made = button(what, text, () => act(what, entry));
      made.setAttribute("aria-label", `${text} ${entry.title}`);
      made.disabled = busy || !data.may_write;
      deeds.append(made);
    };
    if (entry.stands) deed("correct", texts.correct);
    deed("copy", texts.copy);
    deed("undo", entry.stands ? texts.undo : texts.redo);
    line.append(element("b", "", entry.title));
    const meta = element("span", "meta", `${entry.what} · ${entry.sub}`);
    if (entry.href) {
      const link = element("a", "", entry.partner);
      link.href = entry.href;
      link.target = "_self";
      meta.append(" · ", link);
    }
    if (!entry.stands) meta.append(element("em", "", texts.back));
    row.dataset.id = entry.id;
    row.append(line, meta, deeds);
    list.append(row);
  }
  entered.append(list);
  if (data.cut) entered.append(element("p", "muted", data.cut));
  return entered;
}

// entry/calendar.js
var DAY = /^(\d{4})(?:[-./\u5e74](\d{1,2})[-./\u6708](\d{1,2})\u65e5?|(\d{2})(\d{2}))$/;
function dayTyped(text) {
  const found = DAY.exec(text.normalize("NFKC").replace(/\s/g, ""));
  if (!found) return "";
  const [, year, month, day, month2, day2] = found;
  return [year, (month ?? month2 ?? "").padStart(2, "0"), (day ?? day2 ?? "").padStart(2, "0")].join("-");
}
function withCalendar(input, title) {
  const frame = element("div", "dated"), open = element("button", "calendar", "▾");
  open.type = "button";
  open.title = title;
  open.setAttribute("aria-label", title);
  open.addEventListener("click", () => {
    if (!input.disabled) pickerOf(frame, input).showPicker();
  });
  frame.append(input, open);
  return frame;
}
function pickerOf(frame, input) {
  frame.querySelector(".picker")?.remove();
  const picker = element("input", "picker");
  picker.type = "date";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  picker.value = dayTyped(input.value);
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    input.value = picker.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    picker.remove();
  });
  frame.append(picker);
  return picker;
}

// entry/combo.js
var Combo = class {
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
      const name = this.names[chosen] || chosen, tag = element("span", "tag", name), remove = element("button", "", "×");
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
    this.chosen = this.many ? [.../* @__PURE__ */ new Set([...this.chosen, hit.id])] : [hit.id];
    this.typed = "";
    this.tell();
    this.draw();
    this.open(false);
    const next = this.input.hidden ? this.frame.querySelector(".tag button") : this.input;
    next?.focus();
  }
  render() {
    const { hits } = this, { search, texts } = this.data();
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
      this.active >= 0 ? `${this.list.id}-${this.active}` : ""
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
};

// entry/pairs.js
var Pairs = class {
  /**
   * @param {object} given
   * @param {() => EntryData} given.data
   * @param {Record<string, string>} given.cells of the draft
   * @param {string} given.chosen key of the pair that was chosen last
   * @param {(pair: PairData, value: string) => void} given.hold
   */
  constructor({ data, cells, chosen, hold }) {
    this.root = element("section", "pairs");
    this.data = data;
    this.cells = cells;
    this.hold = hold;
    this.chosen = chosen;
    this.drawn = "";
  }
  draw() {
    const data = this.data(), { texts } = data, { cells } = this;
    const pairs = data.pairs ?? [], here = pairOf(pairs, cells, this.chosen);
    const stamp = JSON.stringify([pairs, here?.key, cells.value, data.lang]);
    if (stamp === this.drawn && this.root.children.length) return;
    this.drawn = stamp;
    const kept = focused(this.root)?.dataset.key;
    this.root.replaceChildren(element("h3", "", texts.pairs));
    if (!pairs.length) {
      this.root.append(element("p", "muted", texts.pairs_empty));
      return;
    }
    const list = element("ul", "pair-list");
    for (const pair of pairs) {
      const row = element("li"), button2 = element("button", pair === here ? "chosen" : "");
      button2.type = "button";
      button2.dataset.key = pair.key;
      button2.setAttribute("aria-pressed", String(pair === here));
      button2.append(element("b", "", pair.title), element("span", "", pair.sub));
      if (pair.state) button2.append(element("em", "", pair.state));
      button2.onclick = () => {
        this.chosen = pair.key;
        this.hold(pair, "");
        this.draw();
      };
      row.append(button2);
      list.append(row);
    }
    this.root.append(list);
    if (here) this.root.append(this.sides(here));
    else this.root.append(element("p", "muted", texts.pick));
    if (kept) {
      const again = this.root.querySelector(`[data-key="${CSS.escape(kept)}"]`);
      again?.focus();
    }
  }
  /** @param {PairData} pair */
  sides(pair) {
    const { texts } = this.data(), set = element("fieldset", "sides"), legend = element("legend", "spoken", `${pair.title} ${pair.sub}`);
    set.append(legend);
    pair.sides.forEach((side, index) => {
      const card2 = element("label", "side"), head2 = element("span", "head");
      head2.append(
        this.radio(pair, side.value, `side-${index}`, !side.value),
        element("b", "", side.text),
        element("span", "holds", side.value ? texts.holds : texts.not_told)
      );
      const source = element("span", "source");
      if (side.grade) source.append(element("i", "grade", side.grade));
      source.append(side.url ? safeLink(side.url, side.source) : element("span", "", side.source));
      card2.append(
        head2,
        source,
        element("span", "meta", [side.locator, side.date].filter(Boolean).join(" · "))
      );
      if (side.note) card2.append(element("span", "meta", side.note));
      set.append(card2);
    });
    const card = element("label", "side both"), head = element("span", "head");
    head.append(this.radio(pair, "open", "side-open", false), element("b", "", texts.open));
    card.append(head, element("span", "meta", texts.open_text));
    set.append(card);
    if (pair.reason) set.append(element("p", "meta before", pair.reason));
    return set;
  }
  /** @param {PairData} pair @param {string} value @param {string} name @param {boolean} disabled */
  radio(pair, value, name, disabled) {
    const radio = element("input");
    radio.type = "radio";
    radio.name = "hold";
    radio.dataset.key = name;
    radio.checked = Boolean(value) && this.cells.value === value;
    radio.disabled = disabled || !this.data().may_write;
    radio.onchange = () => this.hold(pair, value);
    return radio;
  }
};

// entry/entry.js
var PAUSE = 300;
var PAUSE_SEARCH = 160;
var numbers = 0;
function entry_default(component) {
  return drawn(
    component,
    (root) => new Desk(root, component),
    (desk) => {
      desk.component = component;
    }
  );
}
var Desk = class {
  /** @param {HTMLElement} root @param {Component<EntryData>} component */
  constructor(root, component) {
    this.root = root;
    this.component = component;
    this.data = component.data;
    this.key = "";
    this.names = {};
    this.cells = {};
    this.fields = /* @__PURE__ */ new Map();
    this.answered = "";
    this.busy = "";
    this.doing = "";
    this.dirty = false;
    this.asideDrawn = "";
    this.waiting = void 0;
    this.searching = void 0;
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
    const { data } = this, { texts } = data;
    const stage = element("div", "stage"), form = element("form", "form");
    this.fields.clear();
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act("check");
    });
    const pairs = data.pairs ? new Pairs({
      data: () => this.data,
      cells: this.cells,
      chosen: this.pairs?.chosen ?? "",
      hold: (pair, value) => {
        this.cells.fact = pair.fact;
        this.cells.property = pair.property;
        this.set("value", value);
      }
    }) : null;
    this.pairs = pairs;
    const first = element("div", "grid"), more = element("details", "more-fields"), rest = element("div", "grid");
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
    const { texts, may_write } = this.data, box = element("div", "opened"), line = element("p"), cancel = button("cancel", texts.cancel, () => this.act("clear"));
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
    const id = `f${++numbers}`, box = element("div", `field ${field.kind}`), label = element("label", "", field.label);
    label.htmlFor = id;
    if (field.required) label.append(element("span", "needed", this.data.texts.required));
    const said = element("p", "said");
    said.id = `${id}-said`;
    const made = this.made(field, id, box), { input } = made;
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
      const above2 = field.depends ? this.cells[field.depends] || "" : "";
      const options = optionsFor(field.options ?? [], above2);
      const none = element("option", "", this.data.texts.choose);
      none.value = "";
      select.replaceChildren(
        none,
        ...options.map((option) => {
          const entry = element("option", "", option.text);
          entry.value = option.value;
          return entry;
        })
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
          PAUSE_SEARCH
        );
      }
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
      PAUSE
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
    const { data } = this, { texts } = data, waits = Boolean(this.busy);
    this.check.disabled = waits || !data.may_write;
    this.save.disabled = waits || !data.may_write || this.dirty;
    this.save.title = this.dirty ? texts.first : "";
    this.clear.disabled = waits || !data.may_write;
    this.bar.classList.toggle("waits", waits);
    const told = data.message;
    this.message.className = `message${told && told.wrong && !waits ? " wrong" : ""}`;
    this.message.textContent = waits ? this.doing === "check" ? texts.checking : texts.saving : told ? told.text : "";
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
      this.dirty
    ]);
    if (stamp === this.asideDrawn && this.aside.children.length) return;
    this.asideDrawn = stamp;
    const top = this.aside.querySelector(".body")?.scrollTop ?? 0;
    const body = element("div", "body"), busy = Boolean(this.busy), entered = entriesOf(data, busy, (what, { id, stands }) => this.act(what, { id, stands })), told = data.conflict ? conflictOf(data, busy, (what, id) => this.act(what, { id })) : previewOf(data);
    body.append(told, entered);
    this.aside.replaceChildren(body);
    body.scrollTop = top;
  }
  /** @param {string} what @param {object} [more] */
  act(what, more) {
    if (this.busy || !this.data.may_write || what === "save" && this.dirty) return;
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
      ...more
    });
  }
};
export {
  entry_default as default
};
