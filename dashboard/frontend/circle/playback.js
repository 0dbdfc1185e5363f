// The circle through the years. Python sends some years at a time, each with everybody's distance, size and state; here
// they pass into one another. Where there is too much for that, Python draws one year after the other. Whoever wants
// less motion sees step after step.

import { element } from "../shared/dom.js";
import { YearsDrawing, spotsBetween } from "./years.js";

/**
 * @import { CastData, CircleData, FramesData, PlayedYearData } from "../types/payloads.js"
 * @import { Circle } from "./circle.js"
 * @import { Spot } from "./years.js"
 */

// All the years take so long, in seconds; one year at least and at most.
const WHOLE = 25,
  LEAST = 0.3,
  MOST = 1.5;
const PLAY = "M5 3l8 5-8 5z",
  PAUSE = "M5 3v10M11 3v10";

export class Player {
  /** @param {Circle} circle */
  constructor(circle) {
    this.circle = circle;
    this.on = false;
    // Whether the browser draws the years; otherwise the page does.
    this.glides = false;
    /** @type {Map<number, PlayedYearData>} */
    this.years = new Map();
    /** @type {PlayedYearData | null} */
    this.year = null;
    /** @type {Map<string, CastData>} */
    this.cast = new Map();
    this.key = "";
    this.at_year = 0;
    /** @type {number | null} the time of the frame before */
    this.before = null;
    /** @type {number | null} the year that was asked for and has not come yet */
    this.asked = null;
    this.timer = 0;
    this.frame = 0;
    /** @type {Spot[]} */
    this.spots = [];
    this.drawing = new YearsDrawing(circle.layers);
    this.still = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
  }

  get span() {
    return this.circle.data.time;
  }

  get seconds() {
    return Math.min(MOST, Math.max(LEAST, WHOLE / Math.max(this.span.last - this.span.first, 1)));
  }

  toggle() {
    if (this.on) this.pause();
    else this.start();
  }

  start() {
    const { time, play } = this.circle.data;
    this.forget(play.key);
    this.on = true;
    this.at_year = time.value >= time.today ? time.first : time.year;
    this.before = null;
    this.year = null;
    this.asked = null;
    this.buttons();
    this.circle.tell(null);
    if (play.glides) this.want(this.at_year);
    else this.step(this.at_year);
    this.tick();
  }

  /** @param {string} key */
  forget(key) {
    if (key === this.key) return;
    this.key = key;
    this.years.clear();
    this.cast.clear();
  }

  // Where it is, for good: the page follows.
  pause() {
    const year = this.halt();
    this.circle.send("as_of", year >= this.span.last ? this.span.today : `${year}-12-31`);
  }

  // Back to where it began.
  stop() {
    if (!this.on) return;
    const glid = this.glides;
    this.halt();
    this.circle.showTime();
    if (glid) this.back();
    else this.circle.act({ do: "rest" });
  }

  // No further; what is drawn stays until the page says something else. Gives the year.
  halt() {
    const { data } = this.circle;
    if (!this.on) return data ? data.time.year : 0;
    this.on = false;
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.circle.part(".year").hidden = true;
    this.buttons();
    return Math.floor(this.at_year);
  }

  back() {
    this.glides = false;
    this.year = null;
    this.circle.texts();
    this.circle.draw();
  }

  // New data of the page: years that were asked for, or something else altogether.
  /** @param {CircleData} data */
  given(data) {
    const { key, frames } = data.play;
    if (!this.on) {
      this.glides = false;
      return;
    }
    if (key !== this.key || data.view === "list") {
      this.halt();
      this.glides = false;
      return;
    }
    if (frames) this.take(frames);
    else if (data.play.glides && this.asked !== null) {
      // The answer was lost to something else that was asked at the same moment.
      this.asked = null;
      this.ahead();
    }
  }

  /** @param {FramesData} frames */
  take(frames) {
    for (const [id, entry] of Object.entries(frames.cast)) this.cast.set(id, entry);
    for (const year of frames.years) this.years.set(year.year, year);
    this.asked = null;
    if (!this.glides) {
      this.glides = true;
      this.circle.clear();
    }
    this.ahead();
  }

  // After the page has drawn a year itself.
  shown() {
    const { data } = this.circle;
    if (!this.on || data.play.glides || this.asked === null) return;
    if (this.asked !== data.time.year) {
      this.step(this.asked);
      return;
    }
    this.asked = null;
    const year = data.time.year;
    this.at_year = year;
    this.tell(
      year,
      data.sectors.reduce((sum, sector) => sum + Number(sector.count), 0),
    );
    this.timer = globalThis.setTimeout(() => {
      if (this.on) {
        if (year >= this.span.last) this.finish();
        else this.step(year + 1);
      }
    }, 1000 * this.seconds);
  }

  /** @param {number} year */
  step(year) {
    this.asked = year;
    this.circle.act({ do: "moment", year });
  }

  /** @param {number} year */
  want(year) {
    if (year > this.span.last || this.years.has(year) || this.asked !== null) {
      if (this.years.has(year)) this.take({ cast: {}, years: [] });
      return;
    }
    this.asked = year;
    this.circle.act({ do: "play", year });
  }

  // The next years are asked for while these play.
  ahead() {
    let year = Math.floor(this.at_year);
    while (this.years.has(year)) year += 1;
    if (year <= this.span.last && this.asked === null) this.want(year);
  }

  tick() {
    /** @param {number} now */
    const go = (now) => {
      if (!this.on) return;
      this.advance(now);
      if (!this.on) return;
      if (this.still.matches) this.timer = globalThis.setTimeout(() => go(performance.now()), 100);
      else this.frame = requestAnimationFrame(go);
    };
    if (this.circle.data.play.glides) go(performance.now());
    else this.tell(Math.floor(this.at_year), null);
  }

  /** @param {number} now */
  advance(now) {
    const past = this.before === null ? 0 : Math.min((now - this.before) / 1000, 0.5);
    this.before = now;
    const next = Math.min(this.at_year + past / this.seconds, this.span.last);
    const ready =
      this.years.has(Math.floor(next)) &&
      (this.years.has(Math.ceil(next)) || Math.ceil(next) > this.span.last);
    this.circle.root.dataset.waiting = String(!ready);
    if (!ready) {
      const year = this.years.get(Math.floor(this.at_year));
      this.tell(Math.floor(this.at_year), year ? year.partners : null, !year);
      return;
    }
    this.at_year = next;
    const year = this.years.get(Math.floor(next));
    if (!year) return;
    if (year !== this.year) {
      this.year = year;
      this.circle.counts(year);
    }
    this.tell(year.year, year.partners);
    this.place();
    this.circle.redraw();
    if (next >= this.span.last) this.finish();
  }

  finish() {
    this.halt();
    if (this.circle.data.time.value === this.span.today) {
      this.circle.showTime();
      this.back();
    } else this.circle.send("as_of", this.span.today);
  }

  // Where everybody is now, between two years.
  place() {
    const first = this.years.get(Math.floor(this.at_year)),
      second = this.years.get(Math.ceil(this.at_year)) ?? first,
      share = this.still.matches ? 0 : this.at_year - Math.floor(this.at_year);
    this.spots = first && second ? spotsBetween(this.cast, first, second, share) : [];
  }

  draw() {
    this.drawing.draw(this.spots, this.circle.chosen, this.circle.hover);
  }

  /** @param {string} id */
  spot(id) {
    return this.spots.find((spot) => spot.id === id && spot.shown > 0.5) ?? null;
  }

  /** @param {number} year @param {number | null} partners @param {boolean} [waiting] */
  tell(year, partners, waiting = false) {
    const place = this.circle.part(".year"),
      { texts } = this.circle.data;
    place.hidden = false;
    const said = waiting
      ? texts.waiting
      : partners === null
        ? ""
        : texts.partners.replace("{n}", String(partners));
    if (place.dataset.said !== `${year} ${said}`) {
      place.dataset.said = `${year} ${said}`;
      place.replaceChildren(element("b", "", year), element("span", "", said));
      this.circle.time.at(year);
    }
    this.circle.time.fill(Math.max(this.at_year, this.span.first));
  }

  buttons() {
    const { texts } = this.circle.data,
      form = this.circle.part(".time"),
      play = /** @type {HTMLButtonElement} */ (form.querySelector(".play")),
      stop = /** @type {HTMLButtonElement} */ (form.querySelector(".stop")),
      sign = /** @type {SVGElement} */ (play.querySelector("path")),
      text = this.on ? texts.pause : texts.play;
    play.title = text;
    play.setAttribute("aria-label", text);
    sign.setAttribute("d", this.on ? PAUSE : PLAY);
    sign.setAttribute("fill", this.on ? "none" : "currentColor");
    // In the list one goes a year at a time.
    play.disabled = this.circle.data.view === "list";
    stop.disabled = !this.on;
    this.circle.root.dataset.playing = String(this.on);
    // Card and counts tell of the day that is chosen, not of the year played.
    this.circle.part(".card").dataset.waits = texts.panel_waits;
  }

  // For tests: who is on the screen, and the year with where everybody is in the drawing.
  seen() {
    return this.spots.flatMap((of) => {
      const parts = this.drawing.parts.get(of.id);
      return parts && of.shown > 0.5 ? [{ mark: parts.mark, name: parts.name, of }] : [];
    });
  }

  told() {
    return {
      on: this.on,
      glides: this.glides,
      year: this.at_year,
      years: this.years.size,
      spots: this.spots.map(({ id, x, y, size, state, shown, angle }) => ({
        id,
        x,
        y,
        size,
        state,
        shown,
        angle,
      })),
    };
  }
}
