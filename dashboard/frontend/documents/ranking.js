// The ranking: a row for each link, by region of the world or from the strongest down.

import { drawnAnew } from "../shared/component.js";
import { element, goTo, pageLink } from "../shared/dom.js";
import { band, button, dated, legend, range, replace, stack, timeForm } from "../shared/parts.js";
import { collatorOf } from "../shared/sorting.js";

/**
 * @import { RankedRowData, RankingData } from "../types/payloads.js"
 * @import { CleanUp, Component, Send } from "../types/page.js"
 */

/** @param {Component<RankingData>} component @returns {CleanUp} */
export default function (component) {
  return drawnAnew(component, draw);
}

/** @param {HTMLElement} root @param {RankingData} data @param {Send} send */
function draw(root, data, send) {
  const { texts } = data;
  const tools = element("div", "tools"),
    figures = button("switch", texts.show, () => send("show", true));
  figures.dataset.keep = "show";
  figures.setAttribute("aria-pressed", String(data.figures));
  const counts = element("ul", "counts");
  for (const entry of data.bands) {
    const item = element("li");
    item.append(band(entry), element("b", "", entry.count));
    counts.append(item);
  }
  tools.append(timeForm(data.time, texts, send), counts, figures);
  const note = element("p", "note", texts.note);
  const keys = element("div", "keyrow");
  keys.append(
    legend(data.keys),
    element("span", "rangekey", texts.evidence_key),
    element("span", "fivekey", texts.five_key),
  );
  const foot = element("p", "foot", [texts.cut, texts.foot].filter(Boolean).join(" · "));
  replace(
    root,
    tools,
    keys,
    data.rows.length ? table(data) : element("p", "nothing", texts.empty),
    note,
    foot,
  );
}

/** @param {RankingData} data */
function table(data) {
  const { texts } = data;
  const frame = element("table", "rank"),
    top = element("thead"),
    head = element("tr");
  frame.setAttribute("aria-label", texts.caption);
  const names = ["who", "tie", "word", "bar", "five", "proof", "seen"];
  texts.columns.forEach((title, index) => {
    const cell = element("th", names[index]);
    cell.scope = "col";
    if (names[index] === "five") {
      const letters = element("span", "letters");
      letters.setAttribute("aria-label", title);
      for (const entry of data.rows[0].five) {
        const letter = element("abbr", "", entry.name.slice(0, 1));
        letter.title = entry.name;
        letters.append(letter);
      }
      cell.append(letters);
    } else cell.textContent = title;
    cell.title = texts.helps[index] ?? "";
    head.append(cell);
  });
  top.append(head);
  frame.append(top);
  for (const group of groupsOf(data)) {
    const body = element("tbody"),
      line = element("tr", "group"),
      title = element("th");
    title.colSpan = texts.columns.length;
    title.scope = "rowgroup";
    title.append(
      element("span", "", group.name),
      element("small", "", texts.rows.replace("{n}", String(group.rows.length))),
    );
    line.append(title);
    body.append(line);
    for (const row of group.rows) body.append(entryRow(row, data));
    frame.append(body);
  }
  return frame;
}

// The rows in their groups: by region, there by band and name; or all in one, the strongest first, as they come.
/** @param {Pick<RankingData, "order" | "regions" | "rows" | "lang"> & { texts: { all: string } }} data */
export function groupsOf(data) {
  if (data.order !== "region") return [{ name: data.texts.all, rows: data.rows }];
  const collator = collatorOf(data.lang);
  return data.regions.map((region) => ({
    name: region.name,
    rows: data.rows
      .filter((row) => row.region === region.code)
      .sort((a, b) => a.order - b.order || collator.compare(a.name, b.name)),
  }));
}

/** @param {RankedRowData} row @param {RankingData} data */
function entryRow(row, data) {
  const line = element("tr", row.known ? "" : "unknown");
  line.dataset.id = row.id;
  const who = element("th", "who");
  who.scope = "row";
  const link = pageLink("", row.name, row.href);
  who.append(link);
  const under = [row.country, row.other].filter(Boolean).join(" · ");
  if (under) {
    const more = element("small", "", under);
    more.title = under;
    who.append(more);
  }
  const word = element("td", "word");
  word.append(band(row.band));
  const bar = element("td", "bar"),
    drawing = element("div", "drawing");
  drawing.append(stack(row.parts, data.scale, data.keys), range(row.evidence, data.scale));
  bar.append(drawing);
  if (data.figures) {
    const figure = element("span", "figure");
    figure.append(element("b", "", row.figure), element("small", "", row.evidence.short));
    bar.append(figure);
  }
  const five = element("td", "five"),
    bars = element("span", "letters");
  for (const entry of row.five) {
    const pole = element("i"),
      full = element("i");
    full.style.height = `${Math.max(entry.share > 0 ? 4 : 0, 100 * entry.share)}%`;
    pole.title = entry.name;
    pole.append(full);
    bars.append(pole);
  }
  bars.setAttribute("aria-hidden", "true");
  five.append(bars);
  const proof = element("td", "proof", row.evidence.word);
  proof.title = data.figures ? row.evidence.said : "";
  line.append(who, dated("tie", row.tie), word, bar, five, proof, dated("seen", row.activity));
  // The whole row opens the file; the name is what the keyboard reaches.
  line.addEventListener("click", (event) => {
    if (!event.composedPath().includes(link) && !String(getSelection() ?? "")) goTo(row.href);
  });
  return line;
}
