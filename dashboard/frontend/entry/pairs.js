// Two statements that contradict each other, side by side, and which of them holds.

import { element, focused, safeLink } from "../shared/dom.js";
import { pairOf } from "./cells.js";

/** @import { EntryData, PairData } from "../types/payloads.js" */

export class Pairs {
  /**
   * @param {object} given
   * @param {() => EntryData} given.data
   * @param {Record<string, string>} given.cells of the draft
   * @param {string} given.chosen key of the pair that was chosen last
   * @param {(pair: PairData, value: string) => void} given.hold
   */
  constructor({ data, cells, chosen, hold }) {
    this.root = element("section", "pairs");
    this.data = data;
    this.cells = cells;
    this.hold = hold;
    this.chosen = chosen;
    this.drawn = "";
  }

  draw() {
    const data = this.data(),
      { texts } = data,
      { cells } = this;
    const pairs = data.pairs ?? [],
      here = pairOf(pairs, cells, this.chosen);
    const stamp = JSON.stringify([pairs, here?.key, cells.value, data.lang]);
    if (stamp === this.drawn && this.root.children.length) return;
    this.drawn = stamp;
    const kept = focused(this.root)?.dataset.key;
    this.root.replaceChildren(element("h3", "", texts.pairs));
    if (!pairs.length) {
      this.root.append(element("p", "muted", texts.pairs_empty));
      return;
    }
    const list = element("ul", "pair-list");
    for (const pair of pairs) {
      const row = element("li"),
        button = element("button", pair === here ? "chosen" : "");
      button.type = "button";
      button.dataset.key = pair.key;
      button.setAttribute("aria-pressed", String(pair === here));
      button.append(element("b", "", pair.title), element("span", "", pair.sub));
      if (pair.state) button.append(element("em", "", pair.state));
      button.onclick = () => {
        this.chosen = pair.key;
        this.hold(pair, "");
        this.draw();
      };
      row.append(button);
      list.append(row);
    }
    this.root.append(list);
    if (here) this.root.append(this.sides(here));
    else this.root.append(element("p", "muted", texts.pick));
    if (kept) {
      const again = this.root.querySelector(`[data-key="${CSS.escape(kept)}"]`);
      /** @type {HTMLElement | null} */ (again)?.focus();
    }
  }

  /** @param {PairData} pair */
  sides(pair) {
    const { texts } = this.data(),
      set = element("fieldset", "sides"),
      legend = element("legend", "spoken", `${pair.title} ${pair.sub}`);
    set.append(legend);
    pair.sides.forEach((side, index) => {
      const card = element("label", "side"),
        head = element("span", "head");
      head.append(
        this.radio(pair, side.value, `side-${index}`, !side.value),
        element("b", "", side.text),
        element("span", "holds", side.value ? texts.holds : texts.not_told),
      );
      const source = element("span", "source");
      if (side.grade) source.append(element("i", "grade", side.grade));
      source.append(side.url ? safeLink(side.url, side.source) : element("span", "", side.source));
      card.append(
        head,
        source,
        element("span", "meta", [side.locator, side.date].filter(Boolean).join(" · ")),
      );
      if (side.note) card.append(element("span", "meta", side.note));
      set.append(card);
    });
    const card = element("label", "side both"),
      head = element("span", "head");
    head.append(this.radio(pair, "open", "side-open", false), element("b", "", texts.open));
    card.append(head, element("span", "meta", texts.open_text));
    set.append(card);
    if (pair.reason) set.append(element("p", "meta before", pair.reason));
    return set;
  }

  /** @param {PairData} pair @param {string} value @param {string} name @param {boolean} disabled */
  radio(pair, value, name, disabled) {
    const radio = element("input");
    radio.type = "radio";
    radio.name = "hold";
    radio.dataset.key = name;
    radio.checked = Boolean(value) && this.cells.value === value;
    radio.disabled = disabled || !this.data().may_write;
    radio.onchange = () => this.hold(pair, value);
    return radio;
  }
}
