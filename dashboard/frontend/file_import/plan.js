// What a load does: counts, changed facts, refused rows, remarks.

import { element } from "../shared/dom.js";

/** @import { FileImportTextsData, LoadPlanData, RowRemarkData } from "../types/payloads.js" */

/** @param {LoadPlanData} plan @param {FileImportTextsData} texts */
export function planOf(plan, texts) {
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
          entry.retired,
        ]),
      ),
    );
  if (plan.refused.length)
    part.append(
      element("h4", "", plan.refused_title),
      framed(table("refused", texts.refused_heads, plan.refused.map(cells))),
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
      framed(table("remarked", texts.refused_heads, plan.remarks.map(cells))),
    );
    part.append(more);
  }
  return part;
}

/** @param {RowRemarkData} entry */
function cells(entry) {
  return [entry.where, entry.column, entry.value, entry.reason, entry.hint];
}

/** @param {HTMLElement} content */
export function framed(content) {
  const frame = element("div", "scroll");
  frame.tabIndex = 0;
  frame.append(content);
  return frame;
}

/** @param {string} name @param {string[]} heads @param {string[][]} rows */
function table(name, heads, rows) {
  const made = element("table", name),
    top = element("thead"),
    head = element("tr"),
    body = element("tbody"),
    isCount = name === "counts";
  heads.forEach((text, place) => {
    const cell = element("th", isCount && place ? "n" : "", text);
    cell.scope = "col";
    head.append(cell);
  });
  for (const row of rows) {
    const line = element("tr");
    row.forEach((text, place) =>
      line.append(element("td", isCount && place ? `n${text === "–" ? " none" : ""}` : "", text)),
    );
    body.append(line);
  }
  top.append(head);
  made.append(top, body);
  return made;
}
