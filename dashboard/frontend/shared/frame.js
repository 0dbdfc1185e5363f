// What stands around and over a drawing: the legend, the buttons that zoom and save, the hint at a mark.

import { element } from "./dom.js";

/**
 * @import { Point } from "./viewport.js"
 */

/**
 * Makes the buttons beside a drawing; a sign of several letters is a word.
 *
 * @param {HTMLElement} place
 * @param {[string, () => void][]} buttons sign, and what is done
 */
export function makeButtons(place, buttons) {
  for (const [sign, run] of buttons) {
    const button = element("button", sign.length > 1 ? "word" : "", sign);
    button.type = "button";
    button.addEventListener("click", run);
    place.append(button);
  }
}

/**
 * Says what the buttons do.
 *
 * @param {HTMLElement} place
 * @param {string} label
 * @param {string[]} texts one for each button
 */
export function nameButtons(place, label, texts) {
  place.setAttribute("aria-label", label);
  texts.forEach((text, index) => {
    const button = /** @type {HTMLElement} */ (place.children[index]);
    button.setAttribute("aria-label", text);
    button.title = text;
  });
}

/**
 * Shows a legend; without entries it is hidden.
 *
 * @template {{ text: string, count?: number | string | null }} Entry
 * @param {HTMLElement} list
 * @param {Entry[]} entries
 * @param {(entry: Entry) => Node} iconOf
 */
export function showLegend(list, entries, iconOf) {
  list.replaceChildren(
    ...entries.map((entry) => {
      const row = element("li", entry.count === 0 ? "none" : "");
      row.append(iconOf(entry), element("span", "", entry.text));
      if (entry.count !== undefined && entry.count !== null) row.append(element("span", "n", entry.count));
      return row;
    }),
  );
  list.hidden = entries.length === 0;
}

/**
 * Shows a hint beside a place of the plane, within the plane; nothing without a title.
 *
 * @param {HTMLElement} tip
 * @param {HTMLElement} plane
 * @param {{ title: string, lines: string[], place: Point } | null} said
 */
export function showTip(tip, plane, said) {
  tip.hidden = !said;
  if (!said) return;
  tip.replaceChildren(element("b", "", said.title), ...said.lines.map((text) => element("span", "", text)));
  const { x, y } = said.place,
    right = x + 18,
    left = right + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : right;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
}
