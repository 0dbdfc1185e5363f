// The contacts of a partner in time.

import { element, shape } from "../shared/dom.js";

/** @import { ContactTimesData, PartnerTextsData } from "../types/payloads.js" */

const WIDTH = 860;

/** @param {ContactTimesData} time @param {PartnerTextsData} texts @param {(key: string) => void} open */
export function timeline(time, texts, open) {
  const box = element("section", "times"),
    title = element("h3", "", texts.timeline);
  title.append(element("small", "", texts.timeline_aside));
  box.append(title);
  if (!time.entries.length) {
    box.append(element("p", "muted", texts.nothing));
    return box;
  }
  const height = 132,
    low = 100,
    top = 16,
    left = 14,
    right = 14;
  const span = Math.max(time.last - time.first, 0.5);
  /** @param {number} year */
  const x = (year) => left + ((WIDTH - left - right) * (year - time.first)) / span;
  /** @param {number} weight */
  const y = (weight) => low - ((low - top) * weight) / Math.max(time.most, 0.05);
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDTH} ${height}`,
    class: "chart",
    tabindex: 0,
    role: "group",
    "aria-label": texts.timeline_label,
  });
  svg.dataset.keep = "timeline";
  svg.append(
    shape("line", { x1: left, x2: WIDTH - right, y1: low, y2: low, stroke: "#8a8f98", "stroke-width": 1 }),
  );
  for (const year of time.ticks) {
    if (year < time.first - 0.01 || year > time.last) continue;
    svg.append(shape("line", { x1: x(year), x2: x(year), y1: low, y2: low + 4, stroke: "#8a8f98" }));
    svg.append(
      shape(
        "text",
        {
          x: x(year),
          y: low + 17,
          class: "tick",
          "text-anchor": x(year) < 20 ? "start" : x(year) > WIDTH - 20 ? "end" : "middle",
        },
        year,
      ),
    );
  }
  const tip = element("p", "tip");
  /** @type {SVGGElement[]} */
  const marks = [];
  tip.hidden = true;
  tip.setAttribute("aria-live", "polite");
  const frame = element("div", "plot");
  for (const entry of time.entries) {
    const group = shape("g", { class: `moment ${entry.way}` });
    const at = x(entry.at),
      head = y(entry.fresh);
    group.append(shape("line", { x1: at, x2: at, y1: low, y2: head, class: "stem" }));
    if (entry.left > 0.0005)
      group.append(
        shape("line", { x1: at, x2: at, y1: low, y2: Math.min(low - 1, y(entry.left)), class: "left" }),
      );
    group.append(mark(entry.way, at, head));
    group.append(
      shape("rect", { x: at - 5, y: top - 8, width: 10, height: low - top + 8, fill: "transparent" }),
    );
    group.addEventListener("pointerenter", () => show(marks.indexOf(group)));
    group.addEventListener("click", () => open(entry.line));
    marks.push(group);
    svg.append(group);
  }
  let current = -1;
  /** @param {number} index */
  const show = (index) => {
    marks[current]?.classList.remove("on");
    current = index;
    const entry = time.entries[index];
    tip.hidden = !entry;
    if (!entry) return;
    marks[index].classList.add("on");
    tip.replaceChildren(
      element("b", "", `${entry.date} · ${entry.text}`),
      element(
        "span",
        "",
        entry.text.startsWith(entry.way_text) ? entry.tags : `${entry.way_text} · ${entry.tags}`,
      ),
    );
    if (entry.title) tip.append(element("span", "recorded", entry.title));
    tip.append(element("span", "", entry.weight));
    const share = x(entry.at) / WIDTH;
    tip.style.left = `${100 * share}%`;
    tip.style.transform = `translateX(${share < 0.3 ? "0" : share > 0.7 ? "-100%" : "-50%"})`;
  };
  frame.addEventListener("pointerleave", () => show(-1));
  svg.addEventListener("blur", () => show(-1));
  svg.addEventListener("focus", () => current < 0 && svg.matches(":focus-visible") && show(marks.length - 1));
  svg.addEventListener("keydown", (event) => {
    const to = keyed(event.key, current, marks.length);
    if (to !== undefined) show(to);
    else if (event.key === "Enter" && current >= 0) open(time.entries[current].line);
    else if (event.key === "Escape") show(-1);
    else return;
    event.preventDefault();
  });
  const keys = element("ul", "keys ways");
  for (const { way, text } of texts.ways) {
    const item = element("li"),
      icon = shape("svg", {
        width: 14,
        height: 14,
        viewBox: "-7 -7 14 14",
        class: `moment ${way}`,
        "aria-hidden": "true",
      });
    icon.append(mark(way, 0, 0));
    item.append(icon, element("span", "", text));
    keys.append(item);
  }
  for (const [name, text] of [
    ["stem", texts.fresh],
    ["left", texts.left],
  ]) {
    const item = element("li"),
      icon = shape("svg", {
        width: 10,
        height: 14,
        viewBox: "0 0 10 14",
        class: "moment both",
        "aria-hidden": "true",
      });
    icon.append(shape("line", { x1: 5, x2: 5, y1: 0, y2: 14, class: name }));
    item.append(icon, element("span", "", text));
    keys.append(item);
  }
  frame.append(svg, tip);
  box.append(frame, keys);
  return box;
}

// What came points down to the home, what went points up and away, what both did is round.
/** @param {string} way @param {number} x @param {number} y */
function mark(way, x, y) {
  if (way === "in") return shape("path", { d: `M${x - 5},${y - 4}h10l-5,9z`, class: "dot" });
  if (way === "out") return shape("path", { d: `M${x - 5},${y + 4}h10l-5,-9z`, class: "dot" });
  return shape("circle", { cx: x, cy: y, r: 4.2, class: "dot" });
}

// The mark that a key leads to, of so many; undefined for a key that leads nowhere.
/** @param {string} key @param {number} current -1 if none is @param {number} count @returns {number | undefined} */
export function keyed(key, current, count) {
  return {
    ArrowRight: Math.min(current + 1, count - 1),
    ArrowLeft: Math.max(current - 1, 0),
    Home: 0,
    End: count - 1,
  }[key];
}
