// A document, such as the meeting's walk through the whole pack: all of it on one page, with a list of its parts that stays in sight. A number in brackets leads to its source.

import { rootOf } from "../shared/component.js";
import { element } from "../shared/dom.js";
import { button, replace, timeForm } from "../shared/parts.js";
import { blockOf, sourceTitles } from "./blocks.js";
import { brush } from "./brush.js";
import { faultsOf } from "./months.js";

/**
 * @import { ChooserData, DocumentData, PeriodData } from "../types/payloads.js"
 * @import { CleanUp, Component, Send } from "../types/page.js"
 */

/** @param {Component<DocumentData>} component @returns {CleanUp} */
export default function (component) {
  const root = rootOf(component);
  if (!root) return undefined;
  // What comes while somebody drags over the time line is drawn when they let go.
  const held = root.querySelector("svg.brush[data-held]"),
    show = () => draw(root, component.data, component.setTriggerValue);
  if (held) held.addEventListener("pointerup", () => setTimeout(show), { once: true });
  else show();
  return undefined;
}

/** @param {HTMLElement} root @param {DocumentData} data @param {Send} send */
function draw(root, data, send) {
  const tools = element("div", "tools");
  if (data.time) {
    const { as_of = "", forms = "" } = data.texts;
    tools.append(timeForm(data.time, { as_of, forms }, send));
  }
  for (const chooser of data.choosers || []) tools.append(selectOf(chooser, send));
  const period = data.period && periodForm(data.period, send);
  if (period) tools.append(period.form);
  const walk = element("div", "walk"),
    parts = element("nav"),
    list = element("ol"),
    paper = element("div", "paper");
  parts.setAttribute("aria-label", data.texts.contents);
  paper.append(element("h2", "title", data.title), element("p", "subtitle", data.subtitle));
  const sources = sourceTitles(data);
  for (const block of data.lead) paper.append(blockOf(block, sources));
  for (const section of data.sections) {
    const head = element(section.level === 1 ? "h3" : "h4", "", section.title);
    head.id = section.id;
    head.tabIndex = -1;
    paper.append(head);
    if (section.level <= 2) {
      const entry = element("li", section.level === 2 ? "inner" : "");
      entry.append(
        button("", section.title, () => {
          head.scrollIntoView({
            behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
            block: "start",
          });
          head.focus({ preventScroll: true });
        }),
      );
      list.append(entry);
    }
    for (const block of section.blocks) paper.append(blockOf(block, sources));
  }
  paper.append(element("p", "foot", data.footer));
  parts.append(list);
  walk.append(parts, paper);
  const line = /** @type {SVGSVGElement | null} */ (paper.querySelector("svg[data-first]"));
  if (line && data.period && period) brush(line, data.period, period.fields, send);
  replace(root, tools, walk);
}

/** @param {ChooserData} chooser @param {Send} send */
function selectOf(chooser, send) {
  const pick = element("span", "pick"),
    list = element("select");
  list.setAttribute("aria-label", chooser.label);
  list.append(new Option(chooser.none, ""));
  for (const group of chooser.groups) {
    const part = element("optgroup");
    part.label = group.name;
    for (const entry of group.entries) part.append(new Option(entry.name, entry.id));
    list.append(part);
  }
  list.value = chooser.value;
  list.addEventListener("change", () => send("choose", { place: chooser.place, id: list.value }));
  list.dataset.keep = `pick-${chooser.place}`;
  pick.append(list);
  return pick;
}

// From one day to another, each in the precision that is given.
/** @param {PeriodData} period @param {Send} send */
function periodForm(period, send) {
  const form = element("form", "period");
  form.noValidate = true;
  const fields = /** @type {const} */ (["since", "until"]).map((name) => {
    const label = element("label", "date", period[`${name}_label`]),
      field = element("input");
    Object.assign(field, {
      type: "text",
      inputMode: "numeric",
      maxLength: 10,
      name,
      value: period[name],
      autocomplete: "off",
    });
    field.dataset.keep = `period-${name}`;
    label.append(field);
    form.append(label);
    return field;
  });
  const go = button("switch", period.go, () => {});
  go.type = "submit";
  const said = element("span", "wrong");
  said.setAttribute("role", "alert");
  form.append(go, said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [since, until] = fields.map((field) => field.value.trim()),
      { bad, turned } = faultsOf(since, until);
    const wrong = fields.filter((_, index) => turned || bad[index]);
    for (const field of fields) {
      field.classList.toggle("bad", wrong.includes(field));
      field.setAttribute("aria-invalid", String(wrong.includes(field)));
    }
    said.textContent = bad.includes(true) ? period.forms : turned ? period.turned : "";
    if (!wrong.length) send("choose", { since, until });
  });
  return { form, fields };
}
