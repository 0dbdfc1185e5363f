// The field in which a person writes a day, month or year.

import { isPartialDate } from "./days.js";
import { element } from "./dom.js";

export function dayField() {
  return Object.assign(element("input"), {
    type: "text",
    inputMode: "numeric",
    maxLength: 10,
    name: "as_of",
    autocomplete: "off",
  });
}

/**
 * The day in the field, or nothing, and then the field says which forms it takes.
 *
 * @param {HTMLInputElement} field
 * @param {string} forms
 */
export function dayIn(field, forms) {
  const text = field.value.trim(),
    good = isPartialDate(text);
  field.classList.toggle("bad", !good);
  field.setAttribute("aria-invalid", String(!good));
  field.title = good ? "" : forms;
  return good ? text : undefined;
}
