// The ranking: a row for each link, by region of the world or from the strongest down.

import { element, goTo, pageLink } from "../shared/dom.js";
import { band, button, dated, legend, range, replace, stack, timeForm } from "../shared/parts.js";

export default function (component) {
  const root = component.parentElement.querySelector(".fc");
  if (root) draw(root, component.data, component.setTriggerValue);
  return undefined;
}

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
    head.append(cell);
  });
  top.append(head);
  frame.append(top);
  const collator = new Intl.Collator(data.lang === "zh" ? "zh-CN" : "en", { numeric: true });
  const groups =
    data.order === "region" ? data.regions : [{ code: null, name: texts.all, count: data.rows.length }];
  for (const group of groups) {
    const body = element("tbody"),
      line = element("tr", "group"),
      title = element("th");
    title.colSpan = texts.columns.length;
    title.scope = "rowgroup";
    title.append(element("span", "", group.name), element("small", "", group.count));
    line.append(title);
    body.append(line);
    const inside = group.code === null ? data.rows : data.rows.filter((row) => row.region === group.code);
    const sorted =
      group.code === null
        ? inside
        : [...inside].sort((a, b) => a.order - b.order || collator.compare(a.name, b.name));
    for (const row of sorted) body.append(entryRow(row, data));
    frame.append(body);
  }
  return frame;
}

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
