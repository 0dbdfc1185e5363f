// What a person does with a drawing: points at things, drags, clicks once or twice, turns the wheel, presses the keys
// that zoom. One way for every drawing; what it means is up to the drawing.

/** So far in pixels is a click; farther is a drag. */
const FAR = 4;
/** Two clicks on the same thing within so many milliseconds are a double click. */
const TWICE = 450;
/** @type {Record<string, number | undefined>} */
const ZOOMS = { "+": 1.25, "=": 1.25, "-": 0.8, 0: 0 };

/**
 * The nearest element at the pointer that is known by an id, as its drawing gave it: `data-id`.
 *
 * @param {Event} event
 * @param {string} [name] class of such elements
 * @returns {SVGElement | null}
 */
export function elementAt(event, name = "mark") {
  const found = event
    .composedPath()
    .find((part) => part instanceof SVGElement && part.classList.contains(name));
  return /** @type {SVGElement | null} */ (found ?? null);
}

/**
 * Listens to the pointer.
 *
 * @template Thing
 * @param {HTMLElement} target an element, or one of SVG in its stead
 * @param {object} does
 * @param {(event: PointerEvent) => Thing | null} does.at what is at the pointer
 * @param {(event: PointerEvent | null) => void} does.hover the pointer moves, or is gone; no button is held
 * @param {(thing: Thing | null, event: PointerEvent) => { move(dx: number, dy: number, event: PointerEvent): void,
 *   end?(): void }} does.drag a button is pressed; what happens if the pointer is moved then
 * @param {(thing: Thing | null, event: PointerEvent) => void} does.click
 * @param {(thing: Thing | null, event: PointerEvent) => void} [does.clickTwice] for the second click of two
 * @param {(thing: Thing | null) => unknown} does.keyOf by which two clicks are known to be on the same thing
 */
export function followPointer(target, { at, hover, drag, click, clickTwice, keyOf }) {
  let last = { key: /** @type {unknown} */ (undefined), time: -Infinity };
  target.addEventListener("pointermove", (event) => hover(event.buttons ? null : event));
  target.addEventListener("pointerleave", () => hover(null));
  target.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const thing = at(event),
      dragging = drag(thing, event);
    let far = false;
    target.setPointerCapture(event.pointerId);
    target.focus({ preventScroll: true });
    const move = (/** @type {PointerEvent} */ now) => {
      const dx = now.clientX - event.clientX,
        dy = now.clientY - event.clientY;
      if (!far && Math.hypot(dx, dy) < FAR) return;
      far = true;
      target.classList.add("held");
      dragging.move(dx, dy, now);
    };
    const end = (/** @type {PointerEvent} */ now) => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
      target.classList.remove("held");
      if (far) {
        if (dragging.end) dragging.end();
        return;
      }
      if (now.type !== "pointerup") return;
      const key = keyOf(thing),
        again = key === last.key && now.timeStamp - last.time < TWICE;
      last = { key, time: again ? -Infinity : now.timeStamp };
      if (again && clickTwice) clickTwice(thing, now);
      else click(thing, now);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  });
}

/**
 * Drags the view. While the pointer is held the drawing moves as a picture, which takes the same time for any number of
 * marks; at the end it is put in place.
 *
 * @param {SVGSVGElement} svg
 * @param {import("./viewport.js").Viewport} view
 * @param {() => void} place
 */
export function dragView(svg, view, place) {
  const from = { ...view.eye };
  return {
    move: (/** @type {number} */ dx, /** @type {number} */ dy) => {
      view.drag(from, dx, dy);
      const { x, y } = view.offset;
      svg.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
    },
    end: place,
  };
}

/**
 * Whether the wheel zooms: with Ctrl, as in other pages; without it the page scrolls.
 *
 * @param {WheelEvent} event
 */
export function wheelZooms(event) {
  return event.ctrlKey || event.metaKey;
}

/**
 * What a key does to the zoom: a factor, 0 for all of the drawing, undefined for another key.
 *
 * @param {KeyboardEvent} event
 */
export function zoomOfKey(event) {
  return ZOOMS[event.key];
}
