// Why the link is as strong as it is: the components one after the other, each with its lines.

import { element } from "../shared/dom.js";
import { COLOURS, button } from "../shared/parts.js";
import { appendSources } from "./partner_sources.js";

/**
 * @import { LedgerRowData } from "../types/payloads.js"
 * @import { Drawing } from "./partner_sources.js"
 */

const AT_FIRST = 8;

/** @param {Drawing} drawing */
export function waterfall(drawing) {
  const { file, texts, state, again } = drawing;
  const box = element("section", "ledger");
  const title = element("h3", "", texts.ledger);
  title.append(element("small", "", texts.ledger_aside));
  box.append(title);
  const total = file.rows.reduce((sum, row) => sum + row.points, 0);
  const scale = Math.max(20, Math.ceil(total / 10) * 10);
  for (const row of file.rows) {
    const open = state.open.has(row.code),
      part = element("div", "part");
    part.dataset.code = row.code;
    const line = element("button", "line");
    line.type = "button";
    line.dataset.keep = `part/${row.code}`;
    line.setAttribute("aria-expanded", String(open));
    line.addEventListener("click", () => {
      if (open) state.open.delete(row.code);
      else state.open.add(row.code);
      again();
    });
    const name = element("span", "name");
    name.append(element("b", "", row.name));
    if (row.word !== row.name) name.append(element("small", "", row.word));
    const track = element("span", "track"),
      fall = element("i"),
      lead = element("i", "lead");
    fall.style.left = `${(100 * row.base) / scale}%`;
    fall.style.width = `${(100 * row.points) / scale}%`;
    fall.style.background = COLOURS[row.code];
    lead.style.left = `${(100 * (row.base + row.points)) / scale}%`;
    if (row.points > 0) track.append(fall);
    track.append(lead);
    const count = row.lines.length
      ? element("span", "count", row.count)
      : element("span", "count none", texts.nothing);
    const points = element("span", "points");
    points.append(element("b", "", row.text), element("small", "", row.of));
    line.append(element("span", "turn", open ? "▾" : "▸"), name, track, count, points);
    part.append(line);
    if (open) part.append(lines(row, drawing));
    box.append(part);
  }
  const sum = element("div", "part"),
    line = element("p", "line sum"),
    track = element("span", "track"),
    full = element("i"),
    points = element("span", "points");
  full.style.left = "0";
  full.style.width = `${(100 * total) / scale}%`;
  track.append(full);
  points.append(element("b", "", file.total));
  const name = element("span", "name");
  name.append(element("b", "", texts.total));
  line.append(element("span", "turn"), name, track, element("span", "count"), points);
  sum.append(line);
  box.append(sum);
  return box;
}

/** @param {LedgerRowData} row @param {Drawing} drawing */
function lines(row, drawing) {
  const { texts, state, again } = drawing;
  const box = element("div", "lines");
  box.append(element("p", "muted", row.why));
  if (!row.lines.length) box.append(element("p", "muted", texts.nothing));
  const all = state.more.has(row.code);
  const list = element("ul"),
    most = Math.max(...row.lines.map((entry) => entry.points), 0.01);
  for (const entry of all ? row.lines : row.lines.slice(0, AT_FIRST)) {
    const item = element("li", entry.date ? "" : "undated");
    item.dataset.line = entry.key;
    if (entry.date) item.append(element("span", "day", entry.date));
    const text = element("span", "text", entry.text);
    if (entry.tags) text.append(element("small", "", entry.tags));
    if (entry.title) text.append(element("span", "recorded", entry.title));
    const share = element("span", "share"),
      full = element("i");
    full.style.width = `${(100 * entry.points) / most}%`;
    full.style.background = COLOURS[row.code];
    share.append(full);
    item.append(text, share, element("span", "value", entry.value));
    appendSources(item, `${row.code}/${entry.key}`, entry, drawing);
    list.append(item);
  }
  box.append(list);
  if (!all && row.lines.length > AT_FIRST) {
    const more = button("more", texts.more.replace("{n}", String(row.lines.length - AT_FIRST)), () => {
      state.more.add(row.code);
      again();
    });
    box.append(more);
  }
  return box;
}

// Show the line of a contact in the ledger.
/** @param {HTMLElement} root @param {string} key @param {Drawing} drawing */
export function reveal(root, key, { state, again }) {
  state.open.add("A");
  state.more.add("A");
  again();
  const line = root.querySelector(`[data-line="${CSS.escape(key)}"]`);
  if (!line) return;
  line.scrollIntoView({
    block: "center",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });
  line.classList.add("shown");
}
