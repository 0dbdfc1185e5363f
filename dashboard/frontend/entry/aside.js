// Beside the form: what the entry will change, and what was entered before.

import { element } from "../shared/dom.js";
import { button } from "../shared/parts.js";
import { remarkText } from "./cells.js";

/** @import { EntryData, EntryLineData } from "../types/payloads.js" */

/** @param {EntryData} data */
export function previewOf(data) {
  const { texts } = data,
    preview = element("section", "preview");
  preview.append(element("h3", "", texts.preview));
  const told = data.preview;
  if (!told) preview.append(element("p", "muted", texts.preview_empty));
  else {
    if (told.ready && !told.lines.length) preview.append(element("p", "", texts.nothing_changes));
    const list = element("ul", "changes");
    told.lines.forEach((line) => list.append(element("li", "", line)));
    told.remarks.forEach((remark) =>
      list.append(
        element("li", remark.level === "error" ? "wrong" : "remark", remarkText(remark, data.lang)),
      ),
    );
    preview.append(list);
    if (told.doubles.length) {
      const alike = element("ul", "doubles");
      for (const { title, href } of told.doubles) {
        const row = element("li"),
          link = element("a", "", title);
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

// What is typed beside what somebody else has saved meanwhile.
/** @param {EntryData} data @param {boolean} busy @param {(what: string, id: string) => void} act */
export function conflictOf(data, busy, act) {
  const { texts, conflict } = data,
    section = element("section", "conflict");
  if (!conflict) return section;
  section.append(element("h3", "", texts.conflict), element("p", "muted", conflict.by));
  const table = element("table"),
    head = element("tr");
  for (const text of ["", texts.mine, texts.theirs]) head.append(element("th", "", text));
  table.append(head);
  for (const line of conflict.lines) {
    const row = element("tr");
    row.append(element("th", "", line.label), element("td", "", line.mine), element("td", "", line.theirs));
    table.append(row);
  }
  const keep = button("keep", texts.keep_mine, () => act("keep", conflict.id)),
    take = button("take", texts.take_theirs, () => act("correct", conflict.id));
  keep.disabled = take.disabled = busy || !data.may_write;
  section.append(table, keep, take);
  return section;
}

/** @param {EntryData} data @param {boolean} busy @param {(what: string, entry: EntryLineData) => void} act undo takes it back, or enters it again */
export function entriesOf(data, busy, act) {
  const { texts } = data,
    entered = element("section", "entered");
  entered.append(element("h3", "", texts.entries));
  if (!data.entries.length) entered.append(element("p", "muted", texts.entries_empty));
  const list = element("ol", "entries");
  for (const entry of data.entries) {
    const row = element("li", entry.stands ? "" : "gone"),
      line = element("div", "what"),
      deeds = element("div", "deeds");
    /** @param {string} what @param {string} text */
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
