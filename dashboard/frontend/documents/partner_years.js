// The score of a partner by year, as columns and as a table.

import { element, shape } from "../shared/dom.js";
import { COLOURS, button, legend } from "../shared/parts.js";

/**
 * @import { ScoreHistoryData } from "../types/payloads.js"
 * @import { Drawing } from "./partner_sources.js"
 */

const WIDTH = 860;

/** @param {ScoreHistoryData} data @param {Drawing} drawing */
export function history(data, { texts, state, again }) {
  const box = element("section", "times"),
    title = element("h3", "", data.title);
  title.append(element("small", "", data.aside));
  const turn = button("ref", state.tabular ? data.hide : data.show, () => {
    state.tabular = !state.tabular;
    again();
  });
  turn.dataset.keep = "tabular";
  turn.setAttribute("aria-expanded", String(state.tabular));
  title.append(turn);
  box.append(title);
  const height = 150,
    low = 124,
    top = 10,
    left = 28,
    right = 8,
    years = data.years;
  const most = Math.max(20, Math.ceil(data.most / 20) * 20),
    first = years[0].year,
    count = years[years.length - 1].year - first + 1;
  const step = (WIDTH - left - right) / Math.max(count, 12),
    wide = Math.min(26, step * 0.78);
  /** @param {number} points */
  const y = (points) => low - ((low - top) * points) / most;
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDTH} ${height}`,
    class: "chart",
    role: "img",
    "aria-label": texts.history_label,
  });
  for (let line = 0; line <= most; line += 20) {
    svg.append(
      shape("line", {
        x1: left,
        x2: WIDTH - right,
        y1: y(line),
        y2: y(line),
        stroke: line ? "#e6e4dd" : "#8a8f98",
      }),
    );
    svg.append(shape("text", { x: left - 6, y: y(line) + 4, class: "tick", "text-anchor": "end" }, line));
  }
  for (const year of years) {
    const at = left + step * (year.year - first + 0.5),
      column = shape("g", {});
    column.append(shape("title", {}, `${year.date}: ${year.total}`));
    let base = 0;
    for (const part of year.parts) {
      if (part.points > 0)
        column.append(
          shape("rect", {
            x: at - wide / 2,
            width: wide,
            y: y(base + part.points),
            height: y(base) - y(base + part.points),
            fill: COLOURS[part.code],
          }),
        );
      base += part.points;
    }
    column.append(
      shape("rect", { x: at - step / 2, width: step, y: top, height: low - top, fill: "transparent" }),
    );
    svg.append(column);
    if (data.ticks.includes(year.year))
      svg.append(shape("text", { x: at, y: low + 17, class: "tick", "text-anchor": "middle" }, year.year));
  }
  box.append(svg, legend(texts.keys));
  if (state.tabular) {
    const frame = element("div", "scroll"),
      table = element("table"),
      head = element("tr");
    for (const text of data.head) {
      const cell = element("th", "", text);
      cell.scope = "col";
      head.append(cell);
    }
    table.append(head);
    for (const row of data.rows) {
      const line = element("tr");
      for (const text of row) line.append(element("td", "", text));
      table.append(line);
    }
    frame.tabIndex = 0;
    frame.append(table);
    box.append(frame);
  }
  return box;
}
