// A file that a person drops, chooses or pastes: what its columns mean, what a load of it changes, and the load.

import { drawn, numbered } from "../shared/component.js";
import { element, pageLink } from "../shared/dom.js";
import { button } from "../shared/parts.js";
import { changed, choose, encoded, standing } from "./meanings.js";
import { framed, planOf } from "./plan.js";

/**
 * @import { FileImportData, RegisterSheetData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 * @import { ChosenSheet } from "./meanings.js"
 */

/** @param {Component<FileImportData>} component @returns {CleanUp} */
export default function (component) {
  return drawn(
    component,
    (root) => new Intake(root, component),
    (intake) => {
      intake.component = component;
    },
  );
}

class Intake {
  /** @param {HTMLElement} root @param {Component<FileImportData>} component */
  constructor(root, component) {
    this.root = root;
    this.component = component;
    this.data = component.data;
    this.key = "";
    this.busy = "";
    this.doing = "";
    this.dirty = false;
    /** @type {ChosenSheet[]} */
    this.chosen = [];
    /** @type {HTMLInputElement[]} what has to be agreed to before the load */
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
    const { data } = this,
      { texts } = data,
      parts = [];
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
    const { data } = this,
      { texts } = data,
      ways = element("div", "ways"),
      drop = element("div", "drop"),
      input = element("input"),
      paste = element("div", "paste"),
      text = element("textarea"),
      name = element("input"),
      label = element("label", "", texts.paste),
      row = element("div", "row"),
      take = button("take", texts.take, () => {
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
    const { data } = this,
      line = element("div", "file");
    line.append(
      element("b", "", data.file),
      element("span", "", data.about),
      button("another", data.texts.another, () => this.send("clear", {})),
    );
    return line;
  }

  // --- what the columns mean

  /** @param {RegisterSheetData} sheet @param {ChosenSheet} chosen */
  sheet(sheet, chosen) {
    const { texts } = this.data,
      about = element("div", "about"),
      label = element("label", "", texts.subject),
      subject = this.select(
        [...texts.subjects, { value: "", text: texts.not_taken }],
        sheet.subject,
        (value) => {
          chosen.subject = value;
          chosen.taken = Boolean(value);
          this.send("map", { sheets: this.asked() });
        },
      );
    subject.classList.add("subject");
    label.append(" ", subject);
    about.append(label, element("span", "muted", sheet.about));
    /** @type {HTMLElement[]} */
    const parts = sheet.title ? [element("h4", "", sheet.title), about] : [about];
    if (sheet.subject) parts.push(framed(this.mapping(sheet, chosen)));
    return parts;
  }

  /** @param {RegisterSheetData} sheet @param {ChosenSheet} chosen */
  mapping(sheet, chosen) {
    const table = element("table", "mapping"),
      top = element("thead"),
      heads = element("tr"),
      means = element("tr"),
      why = element("tr"),
      body = element("tbody");
    /** @type {HTMLSelectElement[]} */
    const selects = [];
    sheet.columns.forEach((column, place) => {
      const head = element("th", "", column.head);
      head.scope = "col";
      heads.append(head);
      const cell = element("td", column.certainty),
        options = [{ value: "", text: this.data.texts.unmapped }, ...sheet.meanings],
        select = this.select(options, column.means, (value) => {
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
      row.forEach((text, place) =>
        line.append(element("td", sheet.columns[place]?.means ? "" : "out", text)),
      );
      body.append(line);
    }
    top.append(heads, means, why);
    table.append(top, body);
    return table;
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
    const label = element("label", "consent"),
      box = element("input");
    box.type = "checkbox";
    box.addEventListener("change", () => this.showBar());
    label.append(box, text);
    this.consents.push(box);
    return label;
  }

  showBar() {
    const { data } = this,
      { texts, plan } = data,
      waits = Boolean(this.busy),
      taken = this.chosen.some((sheet) => sheet.taken),
      ready =
        Boolean(plan && !plan.done) && !this.dirty && this.consents.every((box) => box.checked) && taken;
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
    this.message.textContent = waits ? this.doing : (told?.text ?? "");
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
    const { texts } = this.data,
      act = numbered({ do: what, ...more });
    this.said = "";
    this.busy = act.at;
    this.doing = what === "load" ? texts.loading : what === "check" ? texts.checking : texts.reading;
    this.showBar();
    this.component.setTriggerValue("act", act);
  }
}
