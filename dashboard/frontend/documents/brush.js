// A period is drawn on a time line: dragging over it marks a new one, its two edges are moved by pointer or keyboard. What was marked is told once it is finished.

import { goTo, shape } from "../shared/dom.js";

// The time line is an SVG that says where its years stand (see `lanes` of reports/drawing/charts.py).
export function brush(svg, period, fields, send) {
  const [first, last, left, right, top, low] = ["first", "last", "left", "right", "top", "low"].map((name) =>
    Number(svg.dataset[name]),
  );
  const shade = svg.querySelector(".span"),
    frame = svg.viewBox.baseVal;
  const at = (month) => left + ((right - left) * (month / 12 - first)) / (last - first);
  const month = (x) =>
    Math.min(
      Math.max(
        Math.round(12 * (first + ((last - first) * (x - left)) / (right - left))),
        Math.floor(12 * first),
      ),
      Math.ceil(12 * last),
    );
  const text = (number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return ((event.clientX - box.left) * frame.width) / box.width;
  };
  // Months from the first day of the period to the first day after it.
  const edges = [period.months[0], period.months[1]];
  const handles = ["since", "until"].map((name, index) => {
    const handle = shape("g", {
      class: "handle",
      role: "slider",
      tabindex: 0,
      "aria-label": period[`${name}_label`],
    });
    handle.dataset.keep = `edge-${name}`;
    handle.append(
      shape("line", { y1: top, y2: low }),
      shape("rect", { x: -5, y: top - 8, width: 10, height: 20, rx: 4 }),
    );
    handle.addEventListener("keydown", (event) => key(event, index));
    handle.addEventListener("blur", finish);
    return handle;
  });
  let moved = false,
    timer = 0;

  function draw() {
    const [from, to] = edges.map(at);
    shade.setAttribute("x", from);
    shade.setAttribute("width", Math.max(2, to - from));
    handles.forEach((handle, index) => {
      const value = index ? edges[1] - 1 : edges[0];
      handle.setAttribute("transform", `translate(${index ? to : from} 0)`);
      handle.setAttribute("aria-valuemin", Math.floor(12 * first));
      handle.setAttribute("aria-valuemax", Math.ceil(12 * last));
      handle.setAttribute("aria-valuenow", value);
      handle.setAttribute("aria-valuetext", text(value));
    });
  }

  function change(since, until) {
    edges[0] = Math.min(since, until);
    edges[1] = Math.max(since, until, edges[0] + 1);
    moved = true;
    draw();
    if (fields) [fields[0].value, fields[1].value] = [text(edges[0]), text(edges[1] - 1)];
  }

  function finish() {
    clearTimeout(timer);
    if (!moved) return;
    moved = false;
    send("choose", { since: text(edges[0]), until: text(edges[1] - 1) });
  }

  function key(event, index) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[
      event.key
    ];
    const far = { Home: Math.floor(12 * first), End: Math.ceil(12 * last) }[event.key];
    if (event.key === "Enter") finish();
    if (step === undefined && far === undefined) return;
    event.preventDefault();
    const wanted = Math.min(
      Math.max(far ?? edges[index] + step, Math.floor(12 * first)),
      Math.ceil(12 * last),
    );
    if (index) change(edges[0], Math.max(wanted, edges[0] + 1));
    else change(Math.min(wanted, edges[1] - 1), edges[1]);
    clearTimeout(timer);
    timer = setTimeout(finish, 700);
  }

  svg.classList.add("brush");
  svg.setAttribute("role", "group"); // what is inside an image cannot be reached
  svg.append(...handles);
  svg.addEventListener("pointerdown", (event) => {
    const begin = place(event),
      { things } = event.target.dataset;
    if (event.button || begin < left - 8 || begin > right + 8) return;
    const held = handles.findIndex((handle) => handle.contains(event.target));
    const fixed = held < 0 ? month(begin) : edges[1 - held];
    let far = false;
    svg.setPointerCapture(event.pointerId);
    svg.dataset.held = "";
    const move = (next) => {
      far = far || Math.abs(place(next) - begin) > 4;
      if (far) change(fixed, month(place(next)));
    };
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

// The canvas with what a mark stands for; what stands alone there is picked as well.
function thingsHref(address, ids) {
  const names = ids.map(encodeURIComponent).join("%2C");
  return address.replace("~", names) + (ids.length === 1 ? `&picked=${names}` : "");
}
