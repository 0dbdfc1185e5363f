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

// shared/parts.js
function button(name, text, act) {
  const node = element("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

// file_import/meanings.js
var REPEATED = /* @__PURE__ */ new Set(["", "note", "number", "continent"]);
function standing(sheets) {
  return sheets.map(({ sheet, subject, columns }) => ({
    sheet,
    subject,
    taken: Boolean(subject),
    columns: columns.map(({ head, means, order }) => ({ head, field: means, order }))
  }));
}
function choose(sheet, place, field) {
  sheet.columns.forEach((column, other) => {
    if (other === place) column.field = field;
    else if (!REPEATED.has(field) && column.field === field && column.head !== sheet.columns[place].head)
      column.field = "";
    if (column.head === sheet.columns[place].head) column.field = field;
  });
}
function changed(sheets, chosen) {
  return chosen.map((sheet, place) => ({
    ...sheet,
    columns: sheet.columns.filter(({ field }, column) => field !== sheets[place].columns[column].means)
  }));
}
function encoded(bytes) {
  const parts = [];
  for (let place = 0; place < bytes.length; place += 32768)
    parts.push(String.fromCharCode(...bytes.subarray(place, place + 32768)));
  return btoa(parts.join(""));
}

// file_import/plan.js
function planOf(plan, texts) {
  const part = element("section", "plan");
  part.append(element("h3", "", plan.title), element("p", "muted", plan.summary));
  if (plan.counts.length)
    part.append(
      table(
        "counts",
        texts.counts,
        plan.counts.map((entry) => [
          entry.name,
          entry.created,
          entry.updated,
          entry.unchanged,
          entry.retired
        ])
      )
    );
  if (plan.refused.length)
    part.append(
      element("h4", "", plan.refused_title),
      framed(table("refused", texts.refused_heads, plan.refused.map(cells)))
    );
  if (plan.changes.length) {
    const list = element("ul", "changes");
    list.tabIndex = 0;
    for (const change of plan.changes) {
      const line = element("li", change.what, change.text);
      change.values.forEach((value) => line.append(element("small", "", value)));
      list.append(line);
    }
    part.append(element("h4", "", texts.changes), list);
    if (plan.cut) part.append(element("p", "muted", plan.cut));
  }
  if (plan.remarks.length) {
    const more = element("details", "remarked");
    more.append(
      element("summary", "", plan.remarks_title),
      framed(table("remarked", texts.refused_heads, plan.remarks.map(cells)))
    );
    part.append(more);
  }
  return part;
}
function cells(entry) {
  return [entry.where, entry.column, entry.value, entry.reason, entry.hint];
}
function framed(content) {
  const frame = element("div", "scroll");
  frame.tabIndex = 0;
  frame.append(content);
  return frame;
}
function table(name, heads, rows) {
  const made = element("table", name), top = element("thead"), head = element("tr"), body = element("tbody"), isCount = name === "counts";
  heads.forEach((text, place) => {
    const cell = element("th", isCount && place ? "n" : "", text);
    cell.scope = "col";
    head.append(cell);
  });
  for (const row of rows) {
    const line = element("tr");
    row.forEach(
      (text, place) => line.append(element("td", isCount && place ? `n${text === "–" ? " none" : ""}` : "", text))
    );
    body.append(line);
  }
  top.append(head);
  made.append(top, body);
  return made;
}

// file_import/file_import.js
function file_import_default(component) {
  return drawn(
    component,
    (root) => new Intake(root, component),
    (intake) => {
      intake.component = component;
    }
  );
}
var Intake = class {
  /** @param {HTMLElement} root @param {Component<FileImportData>} component */
  constructor(root, component) {
    this.root = root;
    this.component = component;
    this.data = component.data;
    this.key = "";
    this.busy = "";
    this.doing = "";
    this.dirty = false;
    this.chosen = [];
    this.consents = [];
    this.said = "";
    this.message = element("p", "message");
    this.check = element("button", "check");
    this.load = element("button", "load");
  }
  /** @param {FileImportData} data */
  show(data) {
    this.data = data;
    if (this.busy === data.answered) this.busy = "";
    const key = `${data.step} ${data.lang} ${data.may_write} ${data.answered}`;
    if (key !== this.key) {
      this.key = key;
      this.said = "";
      this.dirty = false;
      this.chosen = standing(data.sheets);
      this.build();
    }
    this.showBar();
    this.root.dataset.ready = "true";
    this.root.dataset.answered = data.answered;
  }
  build() {
    const { data } = this, { texts } = data, parts = [];
    this.consents = [];
    this.message = element("p", "message");
    this.message.setAttribute("role", "status");
    if (!data.file) parts.push(element("p", "lead", texts.lead), this.ways());
    else parts.push(this.file());
    if (data.sheets.length) {
      parts.push(element("h3", "", texts.columns), element("p", "muted", texts.columns_lead));
      data.sheets.forEach((sheet, place) => parts.push(...this.sheet(sheet, this.chosen[place])));
    }
    if (data.plan) {
      parts.push(planOf(data.plan, texts));
      for (const text of [data.plan.replaces, data.plan.retires])
        if (text && !data.plan.done) parts.push(this.consent(text));
    }
    const bar = element("div", "bar");
    this.check = button("check", texts.check, () => this.act("check"));
    this.load = button("load", texts.load, () => this.act("load"));
    if (data.file) bar.append(this.check, this.load);
    bar.append(this.message, pageLink("history", texts.history, data.history));
    this.root.replaceChildren(...parts, bar);
  }
  // --- the file
  ways() {
    const { data } = this, { texts } = data, ways = element("div", "ways"), drop = element("div", "drop"), input = element("input"), paste = element("div", "paste"), text = element("textarea"), name = element("input"), label = element("label", "", texts.paste), row = element("div", "row"), take = button("take", texts.take, () => {
      if (text.value.trim()) this.send("paste", { name: name.value, text: text.value });
    });
    input.type = "file";
    input.hidden = true;
    input.accept = data.accept;
    input.onchange = () => this.take(input.files?.[0]);
    const pick = button("pick next", texts.choose, () => input.click());
    drop.append(element("p", "", texts.drop), pick, input);
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      this.take(event.dataTransfer?.files[0]);
    });
    text.id = "pasted";
    label.htmlFor = "pasted";
    text.placeholder = texts.paste_hint;
    text.spellcheck = false;
    name.type = "text";
    name.placeholder = texts.paste_name;
    name.setAttribute("aria-label", texts.paste_name);
    row.append(name, take);
    paste.append(label, text, row);
    for (const field of [pick, input, text, name, take]) field.disabled = !data.may_write;
    ways.append(drop, paste);
    return ways;
  }
  /** @param {File | undefined} file */
  async take(file) {
    if (!file || this.busy || !this.data.may_write) return;
    if (file.size > this.data.most) {
      this.said = this.data.texts.too_large;
      this.showBar();
      return;
    }
    const content = encoded(new Uint8Array(await file.arrayBuffer()));
    this.send("take", { name: file.name, content });
  }
  file() {
    const { data } = this, line = element("div", "file");
    line.append(
      element("b", "", data.file),
      element("span", "", data.about),
      button("another", data.texts.another, () => this.send("clear", {}))
    );
    return line;
  }
  // --- what the columns mean
  /** @param {RegisterSheetData} sheet @param {ChosenSheet} chosen */
  sheet(sheet, chosen) {
    const { texts } = this.data, about = element("div", "about"), label = element("label", "", texts.subject), subject = this.select(
      [...texts.subjects, { value: "", text: texts.not_taken }],
      sheet.subject,
      (value) => {
        chosen.subject = value;
        chosen.taken = Boolean(value);
        this.send("map", { sheets: this.asked() });
      }
    );
    subject.classList.add("subject");
    label.append(" ", subject);
    about.append(label, element("span", "muted", sheet.about));
    const parts = sheet.title ? [element("h4", "", sheet.title), about] : [about];
    if (sheet.subject) parts.push(framed(this.mapping(sheet, chosen)));
    return parts;
  }
  /** @param {RegisterSheetData} sheet @param {ChosenSheet} chosen */
  mapping(sheet, chosen) {
    const table2 = element("table", "mapping"), top = element("thead"), heads = element("tr"), means = element("tr"), why = element("tr"), body = element("tbody");
    const selects = [];
    sheet.columns.forEach((column, place) => {
      const head = element("th", "", column.head);
      head.scope = "col";
      heads.append(head);
      const cell = element("td", column.certainty), options = [{ value: "", text: this.data.texts.unmapped }, ...sheet.meanings], select = this.select(options, column.means, (value) => {
        choose(chosen, place, value);
        selects.forEach((other, index) => {
          other.value = chosen.columns[index].field;
        });
        this.dirty = true;
        this.showBar();
      });
      select.setAttribute("aria-label", column.head);
      selects.push(select);
      cell.append(select);
      means.append(cell);
      why.append(element("td", column.certainty, column.told));
    });
    for (const row of sheet.rows) {
      const line = element("tr");
      row.forEach(
        (text, place) => line.append(element("td", sheet.columns[place]?.means ? "" : "out", text))
      );
      body.append(line);
    }
    top.append(heads, means, why);
    table2.append(top, body);
    return table2;
  }
  /** @param {{ value: string, text: string }[]} options @param {string} value @param {(value: string) => void} act */
  select(options, value, act) {
    const select = element("select");
    for (const option of options) {
      const entry = element("option", "", option.text);
      entry.value = option.value;
      select.append(entry);
    }
    select.value = value;
    select.disabled = !this.data.may_write;
    select.addEventListener("change", () => act(select.value));
    return select;
  }
  // --- the load
  /** @param {string} text */
  consent(text) {
    const label = element("label", "consent"), box = element("input");
    box.type = "checkbox";
    box.addEventListener("change", () => this.showBar());
    label.append(box, text);
    this.consents.push(box);
    return label;
  }
  showBar() {
    const { data } = this, { texts, plan } = data, waits = Boolean(this.busy), taken = this.chosen.some((sheet) => sheet.taken), ready = Boolean(plan && !plan.done) && !this.dirty && this.consents.every((box) => box.checked) && taken;
    this.root.classList.toggle("waits", waits);
    this.root.setAttribute("aria-busy", String(waits));
    this.check.disabled = waits || !data.may_write || !taken || Boolean(plan?.done && !this.dirty);
    this.load.disabled = waits || !data.may_write || !ready;
    this.load.title = ready ? "" : texts.first;
    this.check.classList.toggle("next", !ready);
    this.load.classList.toggle("next", ready);
    for (const field of this.root.querySelectorAll("select")) field.disabled = waits || !data.may_write;
    const told = this.said ? { text: this.said, wrong: true } : data.message;
    this.message.className = `message${told?.wrong && !waits ? " wrong" : ""}`;
    this.message.textContent = waits ? this.doing : told?.text ?? "";
  }
  asked() {
    return changed(this.data.sheets, this.chosen);
  }
  /** @param {"check" | "load"} what */
  act(what) {
    this.send(what, { sheets: this.asked() });
  }
  /** @param {"take" | "paste" | "map" | "check" | "load" | "clear"} what @param {object} more */
  send(what, more) {
    if (this.busy || !this.data.may_write) return;
    const { texts } = this.data, act = numbered({ do: what, ...more });
    this.said = "";
    this.busy = act.at;
    this.doing = what === "load" ? texts.loading : what === "check" ? texts.checking : texts.reading;
    this.showBar();
    this.component.setTriggerValue("act", act);
  }
};
export {
  file_import_default as default
};
