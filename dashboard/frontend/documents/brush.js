// A period is drawn on a time line: dragging over it marks a new one, its two edges are moved by pointer or keyboard. What was marked is told once it is finished.

import { goTo, shape } from "../shared/dom.js";
import { between, bounds, monthAt, monthText, moved, placeOf, thingsHref } from "./months.js";

/**
 * @import { PeriodData } from "../types/payloads.js"
 * @import { Send } from "../types/page.js"
 */

// The time line is an SVG that says where its years stand (see `lanes` of reports/drawing/charts.py).
/** @param {SVGSVGElement} svg @param {PeriodData} period @param {HTMLInputElement[]} fields @param {Send} send */
export function brush(svg, period, fields, send) {
  const [first, last, left, right, top, low] = ["first", "last", "left", "right", "top", "low"].map((name) =>
    Number(svg.dataset[name]),
  );
  const scale = { first, last, left, right };
  const shade = /** @type {SVGRectElement} */ (svg.querySelector(".span")),
    frame = svg.viewBox.baseVal;
  /** @param {PointerEvent} event */
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return ((event.clientX - box.left) * frame.width) / box.width;
  };
  let edges = between(period.months[0], period.months[1]);
  const labels = [period.since_label, period.until_label];
  const handles = /** @type {const} */ ([0, 1]).map((edge) => {
    const handle = shape("g", { class: "handle", role: "slider", tabindex: 0, "aria-label": labels[edge] });
    handle.dataset.keep = `edge-${edge ? "until" : "since"}`;
    handle.append(
      shape("line", { y1: top, y2: low }),
      shape("rect", { x: -5, y: top - 8, width: 10, height: 20, rx: 4 }),
    );
    handle.addEventListener("keydown", (event) => key(event, edge));
    handle.addEventListener("blur", finish);
    return handle;
  });
  let isMoved = false;
  /** @type {number | undefined} */
  let timer;

  function draw() {
    const [from, to] = edges.map((month) => placeOf(month, scale)),
      [least, most] = bounds(scale);
    shade.setAttribute("x", String(from));
    shade.setAttribute("width", String(Math.max(2, to - from)));
    handles.forEach((handle, index) => {
      const value = index ? edges[1] - 1 : edges[0];
      handle.setAttribute("transform", `translate(${index ? to : from} 0)`);
      handle.setAttribute("aria-valuemin", String(least));
      handle.setAttribute("aria-valuemax", String(most));
      handle.setAttribute("aria-valuenow", String(value));
      handle.setAttribute("aria-valuetext", monthText(value));
    });
  }

  /** @param {[number, number]} wanted */
  function change(wanted) {
    edges = wanted;
    isMoved = true;
    draw();
    [fields[0].value, fields[1].value] = [monthText(edges[0]), monthText(edges[1] - 1)];
  }

  function finish() {
    clearTimeout(timer);
    if (!isMoved) return;
    isMoved = false;
    send("choose", { since: monthText(edges[0]), until: monthText(edges[1] - 1) });
  }

  /** @param {KeyboardEvent} event @param {0 | 1} edge */
  function key(event, edge) {
    if (event.key === "Enter") finish();
    const wanted = moved(event.key, edge, edges, scale);
    if (!wanted) return;
    event.preventDefault();
    change(wanted);
    clearTimeout(timer);
    timer = setTimeout(finish, 700);
  }

  svg.classList.add("brush");
  svg.setAttribute("role", "group"); // what is inside an image cannot be reached
  svg.append(...handles);
  svg.addEventListener("pointerdown", (event) => {
    const begin = place(event),
      target = /** @type {SVGElement} */ (event.target),
      { things } = target.dataset;
    if (event.button || begin < left - 8 || begin > right + 8) return;
    const held = handles.findIndex((handle) => handle.contains(target));
    const fixed = held < 0 ? monthAt(begin, scale) : edges[1 - held];
    let far = false;
    svg.setPointerCapture(event.pointerId);
    svg.dataset.held = "";
    /** @param {PointerEvent} next */
    const move = (next) => {
      far = far || Math.abs(place(next) - begin) > 4;
      if (far) change(between(fixed, monthAt(place(next), scale)));
    };
    /** @param {PointerEvent} next */
    const end = (next) => {
      delete svg.dataset.held;
      svg.removeEventListener("pointermove", move);
      svg.removeEventListener("pointerup", end);
      svg.removeEventListener("pointercancel", end);
      if (far) finish();
      else if (next.type === "pointerup" && things) goTo(thingsHref(period.things, things.split(",")));
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
  });
  draw();
}
