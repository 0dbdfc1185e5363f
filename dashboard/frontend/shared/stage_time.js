// The time line below a drawing: the day as text, a slider over the years, and buttons.

import { dayField, dayIn } from "./day_field.js";
import { endOf, shareOf } from "./days.js";
import { element } from "./dom.js";
import { stroke } from "./marks.js";

/**
 * @typedef {[string, string, () => void]} Control  name, path of its sign, and what it does
 */

export class TimeLine {
  /**
   * @param {import("./stage.js").Stage<any, any>} stage
   * @param {Control[]} controls those before the two that go a year back and on
   */
  constructor(stage, controls) {
    this.stage = stage;
    this.form = /** @type {HTMLFormElement} */ (stage.part(".time"));
    /**
     * The year that was asked for and not answered yet.
     *
     * @type {number | null}
     */
    this.stepped = null;
    this.field = dayField();
    this.range = element("input");
    this.make([
      ...controls,
      ["before", "M10 3L5 8l5 5M3.5 3v10", () => this.step(-1)],
      ["after", "M6 3l5 5-5 5M12.5 3v10", () => this.step(1)],
    ]);
  }

  /** @returns {import("../types/payloads.js").TimeLineData} */
  get time() {
    return this.stage.data.time;
  }

  /** @param {-1 | 1} way */
  step(way) {
    const from = this.stage.halt();
    // Two presses in a row are two years, though the page has not answered the first yet.
    this.stepped = Math.min(Math.max((this.stepped ?? from) + way, this.time.first), this.time.last);
    this.fill(this.stepped);
    this.stage.send("as_of", endOf(this.stepped, this.time));
  }

  /** @param {Control[]} controls */
  make(controls) {
    const { field, range } = this,
      date = element("label", "date"),
      track = element("div", "track"),
      buttons = element("div", "buttons");
    Object.assign(range, { type: "range", step: 1 });
    date.append(element("span"), field);
    track.append(range);
    buttons.setAttribute("role", "group");
    for (const [name, path, press] of controls) {
      const button = element("button", name);
      button.type = "button";
      button.append(stroke(path));
      button.addEventListener("click", press);
      buttons.append(button);
    }
    this.form.append(date, buttons, track);
    range.addEventListener("input", () => {
      this.stepped = null;
      this.stage.halt();
      field.value = endOf(Number(range.value), this.time);
      this.fill(Number(range.value));
    });
    range.addEventListener("change", () => this.stage.send("as_of", endOf(Number(range.value), this.time)));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const day = dayIn(field, this.stage.data.texts.forms);
      if (!day) return;
      this.stepped = null;
      this.stage.send("as_of", day);
    });
  }

  /** A button by its name, with its text. @param {string} name @param {string} text */
  button(name, text) {
    const button = /** @type {HTMLButtonElement} */ (this.form.querySelector(`.buttons .${name}`));
    button.title = text;
    button.setAttribute("aria-label", text);
    return button;
  }

  // What the page says now.
  show() {
    const { time, field, range } = this,
      { texts } = this.stage.data;
    this.stage.part(".time .buttons").setAttribute("aria-label", texts.as_of);
    this.button("before", texts.year_before).disabled = time.year <= time.first;
    this.button("after", texts.year_after).disabled = time.value >= time.today;
    this.stage.part(".time .date span").textContent = texts.as_of;
    field.value = time.value;
    field.classList.remove("bad");
    field.removeAttribute("aria-invalid");
    field.title = "";
    Object.assign(range, { min: time.first, max: time.last, value: time.year });
    range.setAttribute("aria-label", texts.as_of);
    range.setAttribute("aria-valuetext", time.value);
    this.fill(time.year);
    const track = this.stage.part(".time .track");
    track.querySelectorAll(".tick").forEach((/** @type {Element} */ tick) => tick.remove());
    for (const year of time.ticks) {
      const tick = element("span", "tick", year);
      tick.style.left = `calc(8px + (100% - 16px) * ${shareOf(year, this.time)})`;
      track.append(tick);
    }
  }

  /** Shows a year while it plays. @param {number} year */
  at(year) {
    this.range.value = String(year);
    this.field.value = endOf(year, this.time);
  }

  /** @param {number} year */
  fill(year) {
    this.range.style.setProperty("--at", `${100 * shareOf(year, this.time)}%`);
  }
}
