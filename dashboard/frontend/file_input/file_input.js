// One file of the person's own, read in the browser and handed to Python as text.

import { part } from "../shared/dom.js";

/**
 * @import { FileInputData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 */

/** @param {Component<FileInputData>} component @returns {CleanUp} */
export default function (component) {
  const root = /** @type {HTMLElement | null} */ (component.parentElement.querySelector(".fc-file"));
  if (!root) return undefined;
  const { data } = component,
    input = /** @type {HTMLInputElement} */ (part(root, "input")),
    button = part(root, "button"),
    said = part(root, "p");
  button.textContent = data.text;
  input.accept = data.accept;
  button.onclick = () => input.click();
  input.onchange = async () => {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    said.textContent = file.size > data.most ? data.too_large : "";
    if (file.size <= data.most)
      component.setTriggerValue("given", {
        name: file.name,
        text: await file.text(),
        at: `${Date.now()}-${file.name}`,
      });
  };
  root.dataset.ready = "true";
  return undefined;
}
