// The search box: what is typed goes to Python, what Python finds is listed; Enter or a click chooses.

import { element, focused, goTo, part, stepped } from "../shared/dom.js";

/**
 * @import { SearchBoxData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 */

/** @type {WeakMap<HTMLElement, Box>} */
const boxes = new WeakMap();

/** @param {Component<SearchBoxData>} component @returns {CleanUp} */
export default function (component) {
  const root = /** @type {HTMLElement | null} */ (component.parentElement.querySelector(".search"));
  if (!root) return undefined;
  let box = boxes.get(root);
  if (!box) {
    box = new Box(root, component);
    boxes.set(root, box);
  }
  box.component = component;
  box.show(component.data);
  return undefined;
}

class Box {
  /** @param {HTMLElement} root @param {Component<SearchBoxData>} component */
  constructor(root, component) {
    this.root = root;
    this.component = component;
    this.data = component.data;
    this.input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
    this.list = part(root, ".found");
    this.active = -1;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.component.setStateValue("query", this.input.value);
        // The words that Python knows already bring no new answer.
        if (this.data.query === this.input.value) this.open(true);
      }, 140);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => {
      // A search sent after the field was left for a link would undo that navigation.
      clearTimeout(this.timer);
      setTimeout(() => this.open(focused(this.root) === this.input), 150);
    });
    this.input.addEventListener("focus", () => {
      if (this.input.value !== this.data.query) this.component.setStateValue("query", this.input.value);
      this.open(true);
    });
  }

  /** @param {SearchBoxData} data */
  show(data) {
    this.data = data;
    this.input.placeholder = data.placeholder;
    this.input.setAttribute("aria-label", data.placeholder);
    this.list.setAttribute("aria-label", data.placeholder);
    this.active = data.hits.length ? 0 : -1;
    this.render();
    this.open(this.root.contains(focused(this.root)));
    this.root.dataset.ready = "true";
  }

  render() {
    const rows = this.data.hits.map((hit, index) => {
      const row = element("li");
      row.id = `hit-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(index === this.active));
      row.dataset.id = hit.id;
      row.append(element("b", "", hit.name), element("span", "", hit.others), element("small", "", hit.what));
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.choose(index);
      });
      return row;
    });
    if (!rows.length && this.data.query) {
      rows.push(element("li", "none", this.data.none));
    }
    this.list.replaceChildren(...rows);
    this.input.setAttribute("aria-activedescendant", this.active >= 0 ? `hit-${this.active}` : "");
  }

  /** @param {boolean} wanted */
  open(wanted) {
    const shown = wanted && Boolean(this.data.query) && this.input.value.trim() !== "";
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { hits } = this.data;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.active = stepped(this.active, event.key === "ArrowDown" ? 1 : -1, hits.length);
      this.render();
      this.open(true);
    } else if (event.key === "Enter") {
      if (hits.length && this.data.query === this.input.value) this.choose(Math.max(this.active, 0));
      else this.component.setStateValue("query", this.input.value);
    } else if (event.key === "Escape") {
      this.input.value = "";
      this.component.setStateValue("query", "");
      this.open(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} index */
  choose(index) {
    const hit = this.data.hits[index];
    if (!hit) return;
    clearTimeout(this.timer);
    this.input.value = "";
    this.open(false);
    this.input.blur();
    if (hit.href) goTo(hit.href);
    else this.component.setTriggerValue("pick", hit.id);
  }
}
