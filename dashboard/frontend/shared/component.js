// What the script of a component does with each answer of the page: one drawing for each place, which lives on while
// its data change, and acts that are told once.

/**
 * @import { CleanUp, Component, Send } from "../types/page.js"
 */

/** @type {WeakMap<HTMLElement, any>} */
const instances = new WeakMap();
/** @type {WeakMap<HTMLElement, { controls: Element, observer: ResizeObserver }>} */
const above = new WeakMap();
/** Height in pixels of the controls above a component while they stand in one line. */
const ONE_LINE = 40;
let sent = 0;

/** @template Data @param {Component<Data>} component @returns {HTMLElement | null} where it is drawn */
export function rootOf(component) {
  return component.parentElement.querySelector(".fc");
}

/**
 * Draws a component from its data alone, anew at each answer.
 *
 * @template Data
 * @param {Component<Data>} component
 * @param {(root: HTMLElement, data: Data, send: Send) => void} draw
 * @returns {CleanUp}
 */
export function drawnAnew(component, draw) {
  const root = rootOf(component);
  if (root) draw(root, component.data, component.setTriggerValue);
  return undefined;
}

/**
 * Keeps a component within the window while the controls above it take more than one line.
 *
 * @param {HTMLElement} root
 */
export function keepInWindow(root) {
  const controls = document.querySelector(".st-key-controls");
  const watched = above.get(root);
  if (!controls || watched?.controls === controls) return;
  watched?.observer.disconnect();
  const observer = new ResizeObserver(() => {
    const further = Math.max(0, controls.clientHeight - ONE_LINE);
    root.style.setProperty("--further-lines", `${further}px`);
  });
  observer.observe(controls);
  above.set(root, { controls, observer });
}

/**
 * Gives the component's data to what draws it; made at the first answer, and closed when its place is gone.
 *
 * @template Data
 * @template {{ show(data: Data): unknown, close?(): void }} Drawing
 * @param {Component<Data>} component
 * @param {(root: HTMLElement) => Drawing} make
 * @param {(drawing: Drawing) => void} connect says how it reports to Python from now on
 * @returns {CleanUp}
 */
export function drawn(component, make, connect) {
  const root = rootOf(component);
  if (!root) return undefined;
  /** @type {Drawing} */
  const drawing = instances.get(root) ?? make(root);
  instances.set(root, drawing);
  connect(drawing);
  drawing.show(component.data);
  return () => {
    if (root.isConnected) return;
    drawing.close?.();
    instances.delete(root);
    above.get(root)?.observer.disconnect();
    above.delete(root);
  };
}

/**
 * An act with a number, so that one that is sent on twice is done once.
 *
 * @template {object} Act
 * @param {Act} act
 */
export function numbered(act) {
  return { ...act, at: `${Date.now()}-${++sent}` };
}
