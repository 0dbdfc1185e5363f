// The circle through the years. Python sends some years at a time, each with everybody's distance, size and state; here they pass into one another. Where there is
// too much for that, Python draws one year after the other. Whoever wants less motion sees step after step.

import { element, part, shape } from "../shared/dom.js";
import { INK, lineLook, markShapes, ringShapes } from "../shared/marks.js";
import { nameText } from "../shared/names.js";
import { homeShapes } from "./scene.js";

/**
 * @import { CastData, CircleData, PlayedYearData } from "../types/payloads.js"
 * @import { Circle } from "./circle.js"
 * @typedef {CastData & { id: string }} Cast
 * @typedef {Cast & {
 *   x: number, y: number, size: number, state: string, line: string, shown: number, seat: number, named: number,
 * }} Spot where a mark is now; `shown` and `named` from 0 to 1
 * @typedef {{ line: SVGPathElement, mark: SVGGElement, name: SVGGElement, looks: { mark?: string, name?: string } }} Parts
 */

// All the years take so long, in seconds; one year at least and at most.
const WHOLE = 25,
  LEAST = 0.3,
  MOST = 1.5;
const PLAY = "M5 3l8 5-8 5z",
  PAUSE = "M5 3v10M11 3v10";

// Where a mark is between two years, and how it looks; null if it is in neither. A mark that comes or goes grows or shrinks.
/**
 * @param {Cast} entry
 * @param {PlayedYearData["marks"][string] | undefined} one in the year before
 * @param {PlayedYearData["marks"][string] | undefined} other in the year after
 * @param {number} share how far between them, 0 to 1
 * @returns {Spot | null}
 */
export function spotBetween(entry, one, other, share) {
  const near = (share < 0.5 ? one : other) ?? one ?? other;
  if (!near) return null;
  const from = one ?? [near[0], 0, near[2], near[3], 0],
    to = other ?? [near[0], 0, near[2], near[3], 0];
  const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * share,
    radius = mix(from[0], to[0]),
    angle = (entry.angle * Math.PI) / 180;
  return {
    ...entry,
    x: radius * Math.cos(angle),
    y: radius * Math.sin(angle),
    size: mix(from[1], to[1]),
    state: near[2],
    line: near[3],
    shown: mix(one ? 1 : 0, other ? 1 : 0),
    seat: (share < 0.5 ? from[4] : to[4]) || from[4] || to[4],
    // A name that changes its place fades out here and in there.
    named:
      from[4] && to[4] && from[4] !== to[4] ? Math.abs(1 - 2 * share) : mix(from[4] ? 1 : 0, to[4] ? 1 : 0),
  };
}

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
    /** @type {Map<string, Cast>} */
    this.cast = new Map();
    this.key = "";
    this.at_year = 0;
    /** @type {number | null} */
    this.asked = null;
    /** @type {number | null} when the last step was drawn */
    this.before = null;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.frame = 0;
    /** @type {Spot[]} */
    this.spots = [];
    /**
     * The elements of each spot: id -> line, mark, name, and what they look like now.
     *
     * @type {Map<string, Parts>}
     */
    this.drawn = new Map();
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
    this.drawn.clear();
    this.circle.texts();
    this.circle.draw();
  }

  // New data of the page: years that were asked for, or something else altogether.
  /** @param {{ play: Pick<CircleData["play"], "key" | "frames"> & { glides?: boolean }, view?: string }} data */
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
    if (!frames) {
      // The answer was lost to something else that was asked at the same moment.
      if (data.play.glides && this.asked !== null) {
        this.asked = null;
        this.ahead();
      }
      return;
    }
    for (const [id, entry] of Object.entries(frames.cast)) this.cast.set(id, { id, ...entry });
    for (const year of frames.years) this.years.set(year.year, year);
    this.asked = null;
    if (!this.glides) {
      this.glides = true;
      this.drawn.clear();
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
    this.timer = setTimeout(() => {
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
      if (this.years.has(year)) this.given({ play: { key: this.key, frames: { cast: {}, years: [] } } });
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
    const go = (/** @type {number} */ now) => {
      if (!this.on) return;
      this.advance(now);
      if (!this.on) return;
      if (this.still.matches) this.timer = setTimeout(() => go(performance.now()), 100);
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
    const year = /** @type {PlayedYearData} */ (this.years.get(Math.floor(next)));
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
      second = this.years.get(Math.ceil(this.at_year)) || first;
    if (!first || !second) return;
    const share = this.still.matches ? 0 : this.at_year - Math.floor(this.at_year);
    this.spots = [...this.cast.values()].flatMap((entry) => {
      const spot = spotBetween(entry, first.marks[entry.id], second.marks[entry.id], share);
      return spot ? [spot] : [];
    });
  }

  // Puts every spot where it is now; what no longer looks the same is drawn anew.
  draw() {
    const { layers } = this.circle,
      found = new Map(this.spots.map((spot) => [spot.id, spot]));
    if (!layers.home.firstChild) layers.home.append(...homeShapes(this.circle.data));
    for (const [id, parts] of this.drawn) {
      if (found.has(id)) continue;
      for (const node of [parts.line, parts.mark, parts.name]) node.remove();
      this.drawn.delete(id);
    }
    for (const spot of this.spots) {
      const parts = this.parts(spot);
      this.drawLine(parts.line, spot, found.get(spot.anchor) || { x: 0, y: 0 });
      this.drawMark(parts, spot);
      this.drawName(parts, spot);
    }
  }

  /** @param {Spot} spot */
  parts(spot) {
    return this.drawn.get(spot.id) ?? this.make(spot);
  }

  // Lines below the home, marks above it, names above all.
  /** @param {Spot} spot @returns {Parts} */
  make({ id }) {
    const { layers } = this.circle,
      mark = shape("g", { class: "mark", "data-id": id }),
      parts = { line: shape("path", { class: "line", fill: "none" }), mark, name: shape("g", {}), looks: {} };
    layers.lines.append(parts.line);
    layers.marks.append(mark);
    layers.years.append(parts.name);
    this.drawn.set(id, parts);
    return parts;
  }

  /** @param {SVGPathElement} line @param {Spot} spot @param {{ x: number, y: number }} from */
  drawLine(line, spot, from) {
    line.setAttribute("visibility", spot.line ? "visible" : "hidden");
    if (!spot.line) return;
    const look = lineLook(spot.form, spot.state, spot.line);
    if (!look["stroke-dasharray"]) line.removeAttribute("stroke-dasharray");
    for (const [name, value] of Object.entries(look)) line.setAttribute(name, String(value));
    line.setAttribute(
      "d",
      `M${from.x.toFixed(2)} ${from.y.toFixed(2)}L${spot.x.toFixed(2)} ${spot.y.toFixed(2)}`,
    );
    line.setAttribute("opacity", spot.shown.toFixed(3));
  }

  /** @param {Parts} parts @param {Spot} spot */
  drawMark({ mark, looks }, spot) {
    const { chosen, hover } = this.circle,
      size = Math.round(spot.size * 10) / 10,
      lit = { chosen: spot.id === chosen, hover: spot.id === hover, cursor: false },
      key = JSON.stringify([size, spot.state, spot.form, lit]);
    if (looks.mark !== key) {
      looks.mark = key;
      const reach = shape("circle", { class: "reach", r: size + 4, fill: "transparent" });
      mark.replaceChildren(...ringShapes(size, lit, [4.5, 4.5]), ...markShapes(spot, size), reach);
    }
    mark.setAttribute("transform", `translate(${spot.x.toFixed(2)} ${spot.y.toFixed(2)})`);
    mark.setAttribute("opacity", spot.size < 0.5 ? "0" : spot.shown.toFixed(3));
    mark.setAttribute("pointer-events", spot.shown > 0.5 ? "auto" : "none");
  }

  /** @param {Parts} parts @param {Spot} spot */
  drawName({ name, looks }, spot) {
    const chosen = spot.id === this.circle.chosen,
      told = chosen ? spot.shown : Math.min(spot.named, spot.shown),
      key = JSON.stringify([spot.name, chosen, told < 0.05 ? "" : this.namePlace(spot).align]);
    if (looks.name !== key) {
      looks.name = key;
      const label = { text: spot.name, x: 0, y: 0, align: this.namePlace(spot).align };
      const texts =
        told < 0.05 ? [] : [nameText(label, { size: 12, weight: chosen ? 700 : 400, colour: INK })];
      name.replaceChildren(...texts);
    }
    const { x, y } = this.namePlace(spot);
    name.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
    name.setAttribute("opacity", told.toFixed(3));
    name.setAttribute("pointer-events", "none");
  }

  // Outside of the mark, inside of it, or below it, as its seat says.
  /** @param {Spot} spot */
  namePlace(spot) {
    const out = spot.x >= 0 ? 1 : -1,
      side = spot.seat === 2 ? -out : out,
      low = (spot.size + 9) * (spot.y >= 0 ? 1 : -1);
    if (spot.seat === 3) return { x: spot.x, y: spot.y + low, align: "center" };
    return { x: spot.x + side * (spot.size + 6), y: spot.y, align: side > 0 ? "left" : "right" };
  }

  /** @param {string} id */
  spot(id) {
    return this.spots.find((spot) => spot.id === id) || null;
  }

  /** @param {number} year @param {number | null} partners @param {boolean} [waiting] */
  tell(year, partners, waiting) {
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
      play = /** @type {HTMLButtonElement} */ (part(form, ".play")),
      stop = /** @type {HTMLButtonElement} */ (part(form, ".stop")),
      sign = /** @type {SVGPathElement} */ (play.querySelector("path"));
    const text = this.on ? texts.pause : texts.play;
    play.title = text;
    play.setAttribute("aria-label", text);
    sign.setAttribute("d", this.on ? PAUSE : PLAY);
    sign.setAttribute("fill", this.on ? "none" : "currentColor");
    // In the list one goes a year at a time.
    play.disabled = this.circle.data.view === "list";
    stop.disabled = !this.on;
    this.circle.root.dataset.playing = String(this.on);
  }

  // For tests: the year, and who is where.
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
