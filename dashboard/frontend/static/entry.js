// Built from dashboard/frontend by `make frontend`; to be changed there.

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

// entry/entry.js
var desks = /* @__PURE__ */ new WeakMap();
var PAUSE = 300;
var PAUSE_SEARCH = 160;
var numbers = 0;
function entry_default(component) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return void 0;
  let desk = desks.get(root);
  if (!desk) desks.set(root, desk = new Desk(root));
  desk.component = component;
  desk.show(component.data);
  return void 0;
}
var Desk = class {
  constructor(root) {
    this.root = root;
    this.key = "";
    this.names = {};
    this.fields = /* @__PURE__ */ new Map();
    this.answered = "";
    this.busy = "";
  }
  show(data) {
    this.data = data;
    Object.assign(this.names, data.shown);
    const key = `${data.table} ${data.lang} ${data.revision} ${data.may_write}`;
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
    if (data.pairs) this.showPairs();
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
    this.pairs = data.pairs ? element("section", "pairs") : null;
    const first = element("div", "grid"), more = element("details", "more-fields"), rest = element("div", "grid");
    for (const field of data.fields) (field.more ? rest : first).append(this.field(field));
    form.append(element("p", "lead", texts.lead));
    if (this.pairs) form.append(this.pairs);
    form.append(first);
    if (rest.children.length) {
      more.open = data.fields.some((field) => field.more && this.cells[field.name]);
      more.append(element("summary", "", texts.more), rest);
      form.append(more);
    }
    this.more = more;
    this.bar = element("div", "bar");
    this.message = element("p", "message");
    this.message.setAttribute("role", "status");
    this.check = this.button("check", texts.check, () => this.act("check"));
    this.check.type = "submit";
    this.check.onclick = null;
    this.save = this.button("save", texts.save, () => this.act("save"));
    this.clear = this.button("clear", texts.clear, () => this.act("clear"));
    this.bar.append(this.check, this.save, this.clear, this.message);
    stage.append(form);
    form.append(this.bar);
    this.aside = element("aside", "card");
    this.root.replaceChildren(stage, this.aside);
  }
  button(name, text, run) {
    const button = element("button", name, text);
    button.type = "button";
    button.onclick = run;
    return button;
  }
  field(field) {
    const id = `f${++numbers}`, box = element("div", `field ${field.kind}`), label = element("label", "", field.label);
    label.htmlFor = id;
    if (field.required) label.append(element("span", "needed", this.data.texts.required));
    const said = element("p", "said");
    said.id = `${id}-said`;
    const maker = { choice: "select", one: "combo", many: "combo", long: "area" }[field.kind] || "line";
    const input = this[maker](field, id, box);
    input.id = id;
    input.name = field.name;
    input.setAttribute("aria-describedby", said.id);
    if (field.required) input.setAttribute("aria-required", "true");
    input.disabled = !this.data.may_write;
    box.dataset.name = field.name;
    box.prepend(label);
    box.append(said);
    this.fields.set(field.name, { field, box, input, said });
    return box;
  }
  line(field, id, box) {
    const input = element("input");
    input.type = "text";
    input.autocomplete = "off";
    if (field.kind === "number") input.inputMode = "numeric";
    input.placeholder = field.hint;
    input.value = this.cells[field.name] || "";
    input.addEventListener("input", () => this.set(field.name, input.value));
    box.append(input);
    return input;
  }
  area(field, id, box) {
    const input = element("textarea");
    input.rows = 2;
    input.placeholder = field.hint;
    input.value = this.cells[field.name] || "";
    input.addEventListener("input", () => this.set(field.name, input.value));
    box.append(input);
    return input;
  }
  select(field, id, box) {
    const select = element("select");
    const fill = () => {
      const above = field.depends ? this.cells[field.depends] || "" : "";
      const options = field.options.filter((option) => !option.of || option.of === above);
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
          other.fill();
        }
    });
    queueMicrotask(() => {
      const entry = this.fields.get(field.name);
      if (entry) entry.fill = fill;
    });
    box.append(select);
    return select;
  }
  // A field that takes names: what was chosen stands as a tag, what is typed is looked for by Python.
  combo(field, id, box) {
    const { texts } = this.data, many = field.kind === "many";
    const parts = (this.cells[field.name] || "").split(many ? ";" : "\n").map((part) => part.trim()).filter(Boolean);
    const combo = {
      chosen: parts.filter((part) => this.names[part]),
      typed: parts.filter((part) => !this.names[part]).join("; "),
      active: -1
    };
    const frame = element("div", "combo"), input = element("input"), list = element("ul", "found");
    input.type = "text";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.maxLength = 200;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    list.id = `${id}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.label);
    list.hidden = true;
    input.setAttribute("aria-controls", list.id);
    const tell = () => this.set(field.name, [...combo.chosen, combo.typed.trim()].filter(Boolean).join(";"));
    const draw = () => {
      frame.querySelectorAll(".tag").forEach((tag) => tag.remove());
      combo.chosen.forEach((chosen) => {
        const tag = element("span", "tag", this.names[chosen] || chosen), remove = element("button", "", "×");
        remove.type = "button";
        remove.disabled = !this.data.may_write;
        remove.setAttribute("aria-label", `${texts.remove} ${this.names[chosen] || chosen}`);
        remove.onclick = () => {
          combo.chosen = combo.chosen.filter((other) => other !== chosen);
          tell();
          draw();
          input.focus();
        };
        tag.append(remove);
        frame.insertBefore(tag, input);
      });
      input.hidden = !many && combo.chosen.length > 0;
      input.placeholder = combo.chosen.length ? "" : field.hint;
      input.value = combo.typed;
    };
    const open = (wanted) => {
      list.hidden = !(wanted && combo.typed.trim() && list.children.length);
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    combo.choose = (hit) => {
      this.names[hit.id] = hit.name;
      combo.chosen = many ? [.../* @__PURE__ */ new Set([...combo.chosen, hit.id])] : [hit.id];
      combo.typed = "";
      tell();
      draw();
      open(false);
      const next = input.hidden ? frame.querySelector(".tag button") : input;
      if (next) next.focus();
    };
    combo.render = () => {
      const { search } = this.data;
      if (search.field !== field.name || search.text !== combo.typed.trim()) return;
      if (combo.hits !== search.text) {
        combo.hits = search.text;
        combo.active = search.hits.length ? 0 : -1;
      }
      const rows = search.hits.map((hit, index) => {
        const row = element("li");
        row.id = `${list.id}-${index}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", String(index === combo.active));
        row.append(
          element("b", "", hit.name),
          element("span", "", hit.others),
          element("small", "", hit.what)
        );
        row.addEventListener("mousedown", (event) => {
          event.preventDefault();
          combo.choose(hit);
        });
        return row;
      });
      if (!rows.length) rows.push(element("li", "none", texts.none));
      list.replaceChildren(...rows);
      input.setAttribute("aria-activedescendant", combo.active >= 0 ? `${list.id}-${combo.active}` : "");
      open(this.root.getRootNode().activeElement === input);
    };
    input.addEventListener("input", () => {
      combo.typed = input.value;
      tell();
      clearTimeout(this.searching);
      this.searching = setTimeout(
        () => this.component.setStateValue("query", { field: field.name, text: combo.typed.trim() }),
        PAUSE_SEARCH
      );
    });
    input.addEventListener("keydown", (event) => {
      const { search } = this.data, here = search.field === field.name && search.text === combo.typed.trim() && !list.hidden;
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && here && search.hits.length) {
        combo.active = (combo.active + (event.key === "ArrowDown" ? 1 : -1) + search.hits.length) % search.hits.length;
        combo.render();
      } else if (event.key === "Enter" && here && search.hits[combo.active])
        combo.choose(search.hits[combo.active]);
      else if (event.key === "Escape" && !list.hidden) open(false);
      else if (event.key === "Backspace" && !input.value && combo.chosen.length) {
        combo.chosen.pop();
        tell();
        draw();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    input.addEventListener("blur", () => setTimeout(() => open(false), 150));
    input.addEventListener("focus", () => combo.render());
    frame.append(input, list);
    draw();
    box.append(frame);
    queueMicrotask(() => {
      const entry = this.fields.get(field.name);
      if (entry) entry.combo = combo;
    });
    return input;
  }
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
  say(entry, told) {
    const wrong = Boolean(told && told.level === "error");
    entry.box.classList.toggle("wrong", wrong);
    entry.box.classList.toggle("remarked", Boolean(told && !wrong));
    entry.input.setAttribute("aria-invalid", String(wrong));
    entry.said.textContent = told ? [told.reason, told.hint].filter(Boolean).join(this.data.lang === "zh" ? "；" : "; ") : "";
  }
  showErrors(fresh) {
    if (!fresh) return;
    let first = null;
    for (const [name, entry] of this.fields) {
      const told = this.data.errors[name] || null;
      this.say(entry, told);
      if (told && told.level === "error" && !first) first = entry;
    }
    if (!first) return;
    if (first.field.more) this.more.open = true;
    (first.input.hidden ? first.box.querySelector(".tag button") : first.input).focus();
  }
  showHits() {
    const entry = this.fields.get(this.data.search.field);
    if (entry && entry.combo) entry.combo.render();
  }
  // --- two statements side by side
  showPairs() {
    const { data } = this, { texts } = data;
    const here = data.pairs.find(
      (pair) => pair.key === this.pair && pair.fact === this.cells.fact && pair.property === this.cells.property
    ) || data.pairs.find((pair) => pair.fact === this.cells.fact && pair.property === this.cells.property);
    const stamp = JSON.stringify([data.pairs, here && here.key, this.cells.value, data.lang]);
    if (stamp === this.drawn && this.pairs.children.length) return;
    this.drawn = stamp;
    const focused = this.root.getRootNode().activeElement, kept = focused && focused.dataset ? focused.dataset.key : "";
    this.pairs.replaceChildren(element("h3", "", texts.pairs));
    if (!data.pairs.length) {
      this.pairs.append(element("p", "muted", texts.pairs_empty));
      return;
    }
    const list = element("ul", "pair-list");
    for (const pair of data.pairs) {
      const row = element("li"), button = element("button", pair === here ? "chosen" : "");
      button.type = "button";
      button.dataset.key = pair.key;
      button.setAttribute("aria-pressed", String(pair === here));
      button.append(element("b", "", pair.title), element("span", "", pair.sub));
      if (pair.state) button.append(element("em", "", pair.state));
      button.onclick = () => {
        this.pair = pair.key;
        this.cells.fact = pair.fact;
        this.cells.property = pair.property;
        this.set("value", "");
        this.showPairs();
      };
      row.append(button);
      list.append(row);
    }
    this.pairs.append(list);
    if (here) this.pairs.append(this.sides(here));
    else this.pairs.append(element("p", "muted", texts.pick));
    if (kept) {
      const again = [...this.pairs.querySelectorAll("[data-key]")].find(
        (button) => button.dataset.key === kept
      );
      if (again) again.focus();
    }
  }
  sides(pair) {
    const { texts } = this.data, set = element("fieldset", "sides"), legend = element("legend", "spoken", `${pair.title} ${pair.sub}`);
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
  radio(pair, value, name, disabled) {
    const radio = element("input");
    radio.type = "radio";
    radio.name = "hold";
    radio.dataset.key = name;
    radio.checked = Boolean(value) && this.cells.value === value;
    radio.disabled = disabled || !this.data.may_write;
    radio.onchange = () => {
      this.cells.fact = pair.fact;
      this.cells.property = pair.property;
      this.set("value", value);
    };
    return radio;
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
    const { data } = this, { texts } = data;
    const stamp = JSON.stringify([
      data.preview,
      data.entries,
      data.lang,
      data.may_write,
      this.busy,
      this.dirty
    ]);
    if (stamp === this.asideDrawn && this.aside.children.length) return;
    this.asideDrawn = stamp;
    const top = this.aside.querySelector(".body") ? this.aside.querySelector(".body").scrollTop : 0;
    const body = element("div", "body"), preview = element("section", "preview"), entered = element("section", "entered");
    preview.append(element("h3", "", texts.preview));
    const told = data.preview;
    if (!told) preview.append(element("p", "muted", texts.preview_empty));
    else {
      if (told.ready && !told.lines.length) preview.append(element("p", "", texts.nothing_changes));
      const list2 = element("ul", "changes");
      told.lines.forEach((line) => list2.append(element("li", "", line)));
      told.remarks.forEach(
        (remark) => list2.append(
          element(
            "li",
            remark.level === "error" ? "wrong" : "remark",
            [remark.reason, remark.hint].filter(Boolean).join(data.lang === "zh" ? "；" : "; ")
          )
        )
      );
      preview.append(list2);
    }
    entered.append(element("h3", "", texts.entries));
    if (!data.entries.length) entered.append(element("p", "muted", texts.entries_empty));
    const list = element("ol", "entries");
    for (const entry of data.entries) {
      const row = element("li", entry.stands ? "" : "gone"), line = element("div", "what"), button = this.button(
        "undo",
        entry.stands ? texts.undo : texts.redo,
        () => this.act("undo", { id: entry.id, stands: entry.stands })
      );
      button.setAttribute("aria-label", `${entry.stands ? texts.undo : texts.redo} ${entry.title}`);
      button.disabled = Boolean(this.busy) || !data.may_write;
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
      row.append(line, meta, button);
      list.append(row);
    }
    entered.append(list);
    if (data.cut) entered.append(element("p", "muted", data.cut));
    body.append(preview, entered);
    this.aside.replaceChildren(body);
    body.scrollTop = top;
  }
  act(what, more) {
    if (this.busy || !this.data.may_write || what === "save" && this.dirty) return;
    clearTimeout(this.waiting);
    clearTimeout(this.searching);
    const at = `${Date.now()}-${++numbers}`;
    if (what !== "clear") {
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
