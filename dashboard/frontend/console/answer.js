// The answer of the console: notifications of the server, the table, the plan.

import { element, pageLink, safeLink } from "../shared/dom.js";
import { button } from "../shared/parts.js";

/**
 * @import { AnswerData, ConsoleTextsData, NoticeData, PlanData } from "../types/payloads.js"
 * @typedef {(place: { line: number, column: number }) => void} Select puts the cursor to a place
 */

// The parts of an answer, from the top down.
/** @param {AnswerData} answer @param {string} purpose @param {ConsoleTextsData} texts @param {Select} select */
export function answerParts(answer, purpose, texts, select) {
  const head = element("p", "told");
  head.setAttribute("role", "status");
  if (purpose) head.append(element("b", "", purpose), " ");
  head.append(element("span", "", answer.told));
  if (answer.graph) head.append(pageLink("graph-link", answer.graph.text, answer.graph.href));
  /** @type {HTMLElement[]} */
  const parts = [head];
  if (answer.notices.length) parts.push(notices(answer.notices, texts, select));
  if (!answer.only_plan)
    parts.push(answer.rows.length ? table(answer, texts) : element("p", "nothing", texts.empty));
  if (answer.plan) parts.push(plan(answer.plan, texts));
  return parts;
}

// What the store remarks; one that names a place takes the cursor there.
/** @param {NoticeData[]} entries @param {ConsoleTextsData} texts @param {Select} select */
function notices(entries, texts, select) {
  const list = element("ul", "server-notices");
  list.setAttribute("aria-label", texts.notices);
  for (const { text, line, column } of entries) {
    const item = element("li");
    if (line) item.append(button("", text, () => select({ line, column: column ?? 1 })));
    else item.textContent = text;
    list.append(item);
  }
  return list;
}

// The operators of a plan, each indented below the one that it feeds.
/** @param {PlanData} plan @param {ConsoleTextsData} texts */
function plan({ heads, rows }, texts) {
  const { scroll, head, body } = frame("list plan", texts.plan);
  heads.forEach((text, place) => {
    const cell = element("th", place > 1 ? "number" : "", text);
    cell.scope = "col";
    head.append(cell);
  });
  for (const row of rows) {
    const line = element("tr"),
      name = element("td", "operator", row.operator);
    name.style.paddingLeft = `${10 + row.depth * 18}px`;
    line.append(
      name,
      element("td", "details", row.details),
      ...row.figures.map((figure) => element("td", "number", figure)),
    );
    body.append(line);
  }
  return scroll;
}

/** @param {AnswerData} answer @param {ConsoleTextsData} texts */
function table(answer, texts) {
  const { scroll, head, body } = frame("list", texts.answer),
    numeric = numericColumns(answer);
  answer.columns.forEach((column, place) => {
    const cell = element("th", numeric[place] ? "number" : "", column.title);
    cell.scope = "col";
    if (column.name !== column.title) cell.title = column.name;
    head.append(cell);
  });
  for (const row of answer.rows) {
    const line = element("tr");
    row.forEach((entry, place) => {
      const dated = ["date", "id"].includes(answer.columns[place].type),
        cell = element("td", numeric[place] ? "number" : dated ? "date" : "");
      if (entry.url) cell.append(safeLink(entry.url, entry.text));
      else cell.textContent = entry.text;
      line.append(cell);
    });
    body.append(line);
  }
  return scroll;
}

// Which columns hold numbers alone, and at least one.
/** @param {Pick<AnswerData, "columns" | "rows">} answer */
export function numericColumns({ columns, rows }) {
  return columns.map(
    (_, place) =>
      rows.every((row) => row[place].number || !row[place].text) && rows.some((row) => row[place].number),
  );
}

/** @param {string} name its class @param {string} label */
function frame(name, label) {
  const scroll = element("div", name),
    table = element("table"),
    top = element("thead"),
    head = element("tr"),
    body = element("tbody");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", label);
  top.append(head);
  table.append(top, body);
  scroll.append(table);
  return { scroll, head, body };
}
