// The pending board: columns are stages, lanes are rows; a card opens the partner's file.

import { drawnAnew } from "../shared/component.js";
import { element, pageLink } from "../shared/dom.js";
import { replace, scrolling, timeForm } from "../shared/parts.js";

/**
 * @import { BoardCardData, BoardData } from "../types/payloads.js"
 * @import { CleanUp, Component, Send } from "../types/page.js"
 */

/** @param {Component<BoardData>} component @returns {CleanUp} */
export default function (component) {
  return drawnAnew(component, draw);
}

/** @param {HTMLElement} root @param {BoardData} data @param {Send} send */
function draw(root, data, send) {
  const { texts } = data;
  const tools = element("div", "tools");
  tools.append(timeForm(data.time, texts, send));
  const lead = element("p", "note", texts.lead);
  const any = data.lanes.some((lane) => lane.cards.length);
  replace(root, tools, lead, any ? board(data) : element("p", "nothing", texts.empty));
}

/** @param {BoardData} data */
function board(data) {
  const frame = element("table", "board"),
    top = element("thead"),
    head = element("tr");
  frame.setAttribute("aria-label", data.texts.label);
  const widths = element("colgroup");
  widths.append(element("col", "lane"));
  for (const column of data.columns)
    widths.append(
      element(
        "col",
        data.lanes.some((lane) => lane.cards.some((card) => card.column === column.code)) ? "" : "bare",
      ),
    );
  frame.append(widths);
  head.append(element("td"));
  for (const column of data.columns) {
    const cell = element("th", "", column.text);
    cell.scope = "col";
    head.append(cell);
  }
  top.append(head);
  const body = element("tbody");
  for (const lane of data.lanes) {
    const row = element("tr"),
      title = element("th");
    title.scope = "row";
    title.append(element("span", "", lane.text), element("small", "", lane.cards.length || data.texts.none));
    row.append(title);
    for (const column of data.columns) {
      const cell = element("td");
      for (const card of lane.cards.filter((entry) => entry.column === column.code))
        cell.append(cardOf(card, data.texts));
      row.append(cell);
    }
    body.append(row);
  }
  frame.append(top, body);
  return scrolling(frame, data.texts.label);
}

/** @param {BoardCardData} card @param {BoardData["texts"]} texts */
function cardOf(card, texts) {
  const node = element("article", `card-small${card.named ? " named" : ""}${card.signed ? " signed" : ""}`);
  const name = pageLink("name", card.name, card.href);
  const head = element("h3");
  head.append(name);
  const facts = element("p", "facts-line");
  for (const text of [card.kind, card.since, card.months].filter(Boolean))
    facts.append(element("span", "", text));
  node.append(head, facts);
  if (card.waits) node.append(element("p", "waits", card.waits));
  if (card.partner_track) node.append(element("p", "muted small", card.partner_track));
  const list = element("dl");
  for (const line of card.lines) {
    list.append(
      element("dt", line.later ? "later" : "", line.head),
      element("dd", line.later ? "later" : "", line.text),
    );
  }
  node.append(
    list,
    element("p", "muted small", [card.named ? texts.named : "", card.sources].filter(Boolean).join(" · ")),
  );
  return node;
}
