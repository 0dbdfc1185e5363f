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
  }
  return preview;
}

/** @param {EntryData} data @param {boolean} busy @param {(entry: EntryLineData) => void} undo takes it back, or enters it again */
export function entriesOf(data, busy, undo) {
  const { texts } = data,
    entered = element("section", "entered");
  entered.append(element("h3", "", texts.entries));
  if (!data.entries.length) entered.append(element("p", "muted", texts.entries_empty));
  const list = element("ol", "entries");
  for (const entry of data.entries) {
    const row = element("li", entry.stands ? "" : "gone"),
      line = element("div", "what"),
      again = button("undo", entry.stands ? texts.undo : texts.redo, () => undo(entry));
    again.setAttribute("aria-label", `${entry.stands ? texts.undo : texts.redo} ${entry.title}`);
    again.disabled = busy || !data.may_write;
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
    row.append(line, meta, again);
    list.append(row);
  }
  entered.append(list);
  if (data.cut) entered.append(element("p", "muted", data.cut));
  return entered;
}
