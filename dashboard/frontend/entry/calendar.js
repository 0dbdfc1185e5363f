// A calendar beside a field for a date: the browser's own, since it speaks the reader's language.

import { element } from "../shared/dom.js";

const DAY = /^(\d{4})(?:[-./\u5e74](\d{1,2})[-./\u6708](\d{1,2})\u65e5?|(\d{2})(\d{2}))$/;

// The day that was typed, as the calendar takes it; empty for a month, a year or anything else.
/** @param {string} text */
export function dayTyped(text) {
  const found = DAY.exec(text.normalize("NFKC").replace(/\s/g, ""));
  if (!found) return "";
  const [, year, month, day, month2, day2] = found;
  return [year, (month ?? month2 ?? "").padStart(2, "0"), (day ?? day2 ?? "").padStart(2, "0")].join("-");
}

// A field with its calendar; a day that is picked stands in the field as if it had been typed.
/** @param {HTMLInputElement} input @param {string} title */
export function withCalendar(input, title) {
  const frame = element("div", "dated"),
    open = element("button", "calendar", "▾");
  open.type = "button";
  open.title = title;
  open.setAttribute("aria-label", title);
  open.addEventListener("click", () => {
    if (!input.disabled) pickerOf(frame, input).showPicker();
  });
  frame.append(input, open);
  return frame;
}

// The browser's field for a day, out of sight: only its calendar is used.
/** @param {HTMLElement} frame @param {HTMLInputElement} input */
function pickerOf(frame, input) {
  frame.querySelector(".picker")?.remove();
  const picker = element("input", "picker");
  picker.type = "date";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  picker.value = dayTyped(input.value);
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    input.value = picker.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    picker.remove();
  });
  frame.append(picker);
  return picker;
}
