// What the ranking and the partner's file are drawn with. Everything that is written comes ready in `data` and is only ever set as text.

import { dayField, dayIn } from "./day_field.js";
import { endOf, shareOf } from "./days.js";
import { element, focused, shape } from "./dom.js";

/**
 * @import { BandData, ComponentKeyData, ComponentPointsData, DayTextsData, EvidenceRangeData, TimeLineData }
 *   from "../types/payloads.js"
 * @import { Send } from "../types/page.js"
 */

/** @type {Record<string, string>} */
export const COLOURS = {
  F: "#3d4550",
  A: "#0072b2",
  R: "#56b4e9",
  B: "#009e73",
  I: "#e69f00",
  E: "#cc79a7",
  L: "#a3a7ae",
};

// A text whose dates stay in one piece.
/** @param {string} name its class @param {string} text */
export function dated(name, text) {
  const node = element("td", name);
  for (const piece of text.split(/(\d{4}(?:-\d{2}){1,2})/))
    node.append(/^\d{4}-/.test(piece) ? element("span", "date", piece) : piece);
  return node;
}

/** @param {string} name its class @param {string} text @param {(event: MouseEvent) => void} act */
export function button(name, text, act) {
  const node = element("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

// A frame whose content may be wider or higher than it: the keyboard gets there where there is something to scroll, and only then.
/** @param {Node} content @param {string} label */
export function scrolling(content, label) {
  const frame = element("div", "scroll");
  frame.append(content);
  new ResizeObserver(() => {
    const over = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
    if (over) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
    if (over) frame.setAttribute("role", "region");
    else frame.removeAttribute("role");
    if (over) frame.setAttribute("aria-label", label);
    else frame.removeAttribute("aria-label");
  }).observe(frame);
  return frame;
}

// The components one after the other on a scale; a gap of white keeps two of like lightness apart.
/** @param {ComponentPointsData[]} parts @param {number} scale @param {ComponentKeyData[]} keys */
export function stack(parts, scale, keys) {
  const bar = element("div", "stack");
  const names = new Map(keys.map((entry) => [entry.code, entry.text]));
  const told = parts
    .filter((part) => part.points > 0.05)
    .map((part) => names.get(part.code))
    .join(", ");
  if (told) {
    bar.setAttribute("role", "img");
    bar.setAttribute("aria-label", told);
  } else bar.setAttribute("aria-hidden", "true");
  for (const part of parts) {
    if (part.points < 0.003 * scale) continue; // less than the gap beside it
    const piece = element("i");
    piece.style.width = `${(100 * part.points) / scale}%`;
    piece.style.background = COLOURS[part.code];
    piece.title = names.get(part.code) ?? "";
    bar.append(piece);
  }
  return bar;
}

// From what firm sources alone carry to what all of them do.
/** @param {EvidenceRangeData} evidence @param {number} scale */
export function range(evidence, scale) {
  const line = element("div", "range");
  const span = element("i");
  span.style.left = `${(100 * evidence.low) / scale}%`;
  span.style.width = `${Math.max(0.4, (100 * (evidence.high - evidence.low)) / scale)}%`;
  line.append(span);
  line.title = evidence.text;
  return line;
}

/** @type {Record<string, number>} */
const BARS = { active: 3, in_touch: 2, little_contact: 1 };

// Strength in words with a mark that needs no colour: three, two or one bar, or a question mark.
/** @param {BandData} entry */
export function band(entry) {
  const node = element("span", `band ${entry.code}`);
  const svg = shape("svg", { width: 18, height: 14, viewBox: "0 0 18 14", "aria-hidden": "true" });
  if (entry.code === "not_graded") {
    // Counts only: no sign.
  } else if (entry.code === "none_recorded") {
    svg.append(
      shape("circle", {
        cx: 9,
        cy: 7,
        r: 6,
        fill: "#fff",
        stroke: "#8a8f98",
        "stroke-width": 1.6,
        "stroke-dasharray": "2.6 1.8",
      }),
    );
    svg.append(
      shape(
        "text",
        { x: 9, y: 10.4, "text-anchor": "middle", "font-size": 9, "font-weight": 600, fill: "#5b616b" },
        "?",
      ),
    );
  } else {
    const full = BARS[entry.code] ?? 0;
    for (let at = 0; at < 3; at += 1)
      svg.append(
        shape("rect", {
          x: 1 + at * 6,
          y: 9 - at * 4,
          width: 4,
          height: 5 + at * 4,
          fill: at < full ? "#0072b2" : "#e6e4dd",
        }),
      );
  }
  node.append(svg, element("span", "", entry.text));
  return node;
}

/** @param {ComponentKeyData[]} keys */
export function legend(keys) {
  const list = element("ul", "keys");
  for (const entry of keys) {
    const item = element("li"),
      sign = element("i");
    sign.style.background = COLOURS[entry.code];
    item.append(sign, element("span", "", entry.text));
    list.append(item);
  }
  return list;
}

// A day as a person writes it, and a line of years to drag along.
/** @param {TimeLineData} time @param {DayTextsData} texts @param {Send} send */
export function timeForm(time, texts, send) {
  const form = element("form", "time");
  form.noValidate = true;
  const date = element("label", "date"),
    field = dayField(),
    track = element("div", "track"),
    slide = element("input");
  field.value = time.value;
  field.dataset.keep = "as_of";
  date.append(element("span", "", texts.as_of), field);
  Object.assign(slide, { type: "range", step: 1, min: time.first, max: time.last });
  slide.value = String(time.year);
  slide.dataset.keep = "years";
  slide.setAttribute("aria-label", texts.as_of);
  slide.setAttribute("aria-valuetext", time.value);
  /** @param {number} year */
  const fill = (year) => slide.style.setProperty("--at", `${100 * shareOf(year, time)}%`);
  fill(time.year);
  track.append(slide);
  for (const year of time.ticks) {
    const tick = element("span", "tick", year);
    tick.style.left = `calc(8px + (100% - 16px) * ${shareOf(year, time)})`;
    track.append(tick);
  }
  slide.addEventListener("input", () => {
    field.value = endOf(Number(slide.value), time);
    fill(Number(slide.value));
  });
  slide.addEventListener("change", () => send("as_of", endOf(Number(slide.value), time)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = dayIn(field, texts.forms);
    if (day) send("as_of", day);
  });
  form.append(date, track);
  return form;
}

// Put new content in its place; who was using the keyboard stays where they were, and what they typed and did not send is kept.
/** @param {HTMLElement} root @param {Node[]} content */
export function replace(root, ...content) {
  const kept = focused(root)?.dataset.keep;
  const typed = fieldsIn(root, "[data-keep][data-typed]").map((field) => ({
    name: field.dataset.keep ?? "",
    value: field.value,
  }));
  root.replaceChildren(...content);
  for (const { name, value } of typed) {
    const [field] = fieldsIn(root, keptAs(name));
    if (field) Object.assign(field, { value }).dataset.typed = "";
  }
  if (kept) fieldsIn(root, keptAs(kept))[0]?.focus({ preventScroll: true });
  if (!root.dataset.ready || root.dataset.ready === "false") {
    root.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "text") target.dataset.typed = "";
    });
    root.addEventListener(
      "submit",
      ({ target }) => {
        for (const field of fieldsIn(/** @type {HTMLElement} */ (target), "[data-typed]"))
          delete field.dataset.typed;
      },
      true,
    );
  }
  root.dataset.ready = "true";
}

/** @param {HTMLElement} root @param {string} selector @returns {HTMLInputElement[]} */
function fieldsIn(root, selector) {
  return [...root.querySelectorAll(selector)].map((field) => /** @type {HTMLInputElement} */ (field));
}

/** @param {string} name */
function keptAs(name) {
  return `[data-keep="${CSS.escape(name)}"]`;
}
