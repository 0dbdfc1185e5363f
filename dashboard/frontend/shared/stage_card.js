// The card of what is chosen, or of the whole drawing while nothing is.

import { element, focused, pageLink, safeLink } from "./dom.js";
import { icon } from "./marks.js";
import { actButtons } from "./stage_list.js";

/**
 * @import { AroundData, CardData, ContactData, MeasuredData, OverviewData, SourceData,
 *   UnmeasuredData } from "../types/payloads.js"
 * @import { StageData, StageMark } from "../types/stage.js"
 * @typedef {Partial<StageMark> & { name: string }} Head
 */

export class Card {
  /** @param {import("./stage.js").Stage<any, any>} stage */
  constructor(stage) {
    this.stage = stage;
    this.shown = "";
  }

  /** @param {string | null} id */
  choose(id) {
    this.stage.choose(id);
  }

  show() {
    const { chosen } = this.stage,
      data = /** @type {StageData} */ (this.stage.data),
      card = this.stage.part(".card");
    // What stands there stays, with whatever is unfolded in it, unless it says something else now.
    const wanted = JSON.stringify([
      chosen,
      chosen
        ? [data.card && data.card.id === chosen ? data.card : null, data.deeds, this.stage.marks.get(chosen)]
        : data.overview,
      data.lang,
    ]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    const scrolled = card.dataset.of === (chosen || "") ? (card.querySelector(".body")?.scrollTop ?? 0) : 0;
    const held = focused(this.stage.root),
      act = card.contains(held) && held?.dataset.do;
    card.dataset.of = chosen || "";
    if (!chosen) {
      card.setAttribute("aria-label", data.overview.title);
      card.dataset.ready = "false";
      card.replaceChildren(...this.overview(data.overview));
      return;
    }
    const ready = data.card && data.card.id === chosen ? data.card : null;
    /** @type {Head} */
    const head = this.stage.marks.get(chosen) || (ready && ready.head) || { name: chosen, others: [] };
    card.setAttribute("aria-label", head.name);
    card.dataset.ready = ready ? "true" : "false";
    const body = element("div", "body");
    body.tabIndex = 0;
    if (ready) body.append(...this.sections(ready));
    else
      for (const width of [40, 88, 76, 82, 36, 90, 64]) {
        const bone = element("div", "bone");
        bone.style.width = `${width}%`;
        body.append(bone);
      }
    /** @type {HTMLElement[]} */
    const parts = [this.head(head), body];
    if (ready && ready.evidence) {
      const foot = element("div", "evidence");
      foot.append(element("b", "", ready.evidence.title), element("span", "", ready.evidence.text));
      parts.push(foot);
    }
    card.replaceChildren(...parts);
    body.scrollTop = scrolled;
    if (act) {
      const button = /** @type {HTMLElement | null} */ (card.querySelector(`[data-do="${act}"]`));
      button?.focus({ preventScroll: true });
    }
  }

  /** @param {Head} mark */
  head(mark) {
    const head = element("header"),
      top = element("div", "top"),
      title = element("h2", "", mark.name);
    const beside = [...(mark.others || []), mark.country].filter(Boolean).join(" · ");
    if (beside) title.append(element("small", "", beside));
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", this.stage.data.texts.close);
    close.addEventListener("click", () => {
      this.choose(null);
      this.stage.canvas.focus({ preventScroll: true });
    });
    top.append(title, close);
    head.append(top);
    if (mark.what) head.append(element("p", "what", mark.what));
    if (mark.activity) {
      const state = element("p", "state");
      if (mark.state && mark.form === "circle") state.append(this.stage.icon({ ...mark, text: mark.name }));
      else if (mark.form) state.append(icon(mark.form));
      state.append(element("span", "", mark.activity));
      head.append(state);
    }
    if (this.stage.data.deeds && mark.id && mark.form)
      head.append(actButtons(this.stage, { ...mark, id: mark.id }, true));
    return head;
  }

  /** @param {string} title @param {string} [aside] */
  section(title, aside) {
    const section = element("section"),
      heading = element("h3", "", title);
    if (aside) heading.append(element("small", "", aside));
    section.append(heading);
    return section;
  }

  // The first few, and the others on request.
  /** @param {HTMLElement} list @param {HTMLElement[]} nodes @param {number} count @returns {HTMLElement[]} */
  few(list, nodes, count) {
    list.append(...nodes.slice(0, count));
    if (nodes.length <= count) return [list];
    const more = element(
      "button",
      "more",
      this.stage.data.texts.more.replace("{n}", String(nodes.length - count)),
    );
    more.type = "button";
    more.addEventListener("click", () => {
      list.append(...nodes.slice(count));
      more.remove();
    });
    return [list, more];
  }

  /** @param {CardData} card @returns {HTMLElement[]} */
  sections(card) {
    /** @type {HTMLElement[]} */
    const all = [];
    if (card.notes.length) {
      const section = element("section");
      section.append(...card.notes.map((text) => element("p", "muted", text)));
      all.push(section);
    }
    if (card.around) all.push(this.own(card.around));
    if (card.strength) all.push(this.strength(card.strength));
    if (card.steps) {
      const section = this.section(card.steps.title);
      const list = element("ol", "steps");
      for (const step of card.steps.items) {
        const row = element("li", step.state);
        row.append(
          element("span", "day", step.date),
          element("span", step.state === "aside" ? "aside-text" : "", step.text),
        );
        list.append(row);
      }
      section.append(list);
      all.push(section);
    }
    if (card.contacts) {
      const section = this.section(card.contacts.title, card.contacts.aside);
      if (card.contacts.items.length)
        section.append(
          ...this.few(
            element("ul", "contacts"),
            card.contacts.items.map((item) => this.contact(item)),
            5,
          ),
        );
      else section.append(element("p", "muted", card.contacts.empty));
      all.push(section);
    }
    if (card.disagreements) {
      const section = this.section(card.disagreements.title, card.disagreements.aside);
      section.append(
        ...this.few(
          element("ul", "differ"),
          card.disagreements.items.map((item) => {
            const row = element("li");
            row.append(element("p", "", item.what));
            for (const side of item.sides) {
              const line = element("p", "side");
              line.append(element("b", "", side.value), element("span", "muted", side.sources));
              row.append(line);
            }
            return row;
          }),
          3,
        ),
      );
      all.push(section);
    }
    if (card.sources) {
      const section = this.section(card.sources.title, card.sources.aside);
      section.append(
        ...this.few(
          element("ul", "sources"),
          card.sources.items.map((item) => this.source(item)),
          4,
        ),
      );
      all.push(section);
    }
    return all;
  }

  // The ports and organisations of an expanded partner, for those who read rather than look.
  /** @param {AroundData} around */
  own(around) {
    const section = this.section(around.title);
    if (around.empty) section.append(element("p", "muted", around.empty));
    for (const group of around.groups) {
      if (!group.items.length) continue;
      section.append(element("h4", "", group.title));
      section.append(
        ...this.few(
          element("ul", "own"),
          group.items.map((item) => {
            const row = element("li");
            if (!item.id) row.textContent = item.name;
            else {
              const button = element("button", "who", item.name);
              button.type = "button";
              button.addEventListener("click", () => this.choose(item.id));
              row.append(button);
            }
            return row;
          }),
          5,
        ),
      );
    }
    return section;
  }

  // The word first, the number small beside it; the components one upon the other.
  /** @param {MeasuredData | UnmeasuredData} strength */
  strength(strength) {
    const section = this.section(strength.title),
      lead = element("p", "level");
    if ("empty" in strength) {
      section.append(element("p", "muted", strength.empty));
      return section;
    }
    lead.append(
      element("b", "", strength.word),
      element("span", "n", strength.value),
      pageLink("file", strength.file.text, strength.file.url),
    );
    const list = element("ul", "fall");
    for (const row of strength.rows) {
      const line = element("li", row.recorded ? "" : "none"),
        text = element("span", "text", row.text),
        track = element("span", "track"),
        bar = element("i");
      text.title = row.text;
      bar.style.left = `${(100 * row.base) / strength.scale}%`;
      if (row.recorded) bar.style.width = `${(100 * row.points) / strength.scale}%`;
      track.append(bar);
      line.append(element("b", "", row.name), text, track, element("span", "n", row.value));
      list.append(line);
    }
    section.append(lead, element("p", "range", strength.evidence), list);
    return section;
  }

  /** @param {SourceData} item */
  source(item) {
    const row = element("li");
    const grade = element("span", "grade", item.grade || "–");
    grade.title = item.grade_text;
    row.append(grade, safeLink(item.url, item.title), element("div", "meta", item.meta));
    return row;
  }

  /** @param {ContactData} item */
  contact(item) {
    const row = element("li");
    const title = element("span", "title");
    if (item.tags) title.append(element("span", "", item.tags));
    if (item.text) title.append(element("span", "recorded", item.text));
    row.append(element("span", "day", item.date), title);
    if (item.sources.length) {
      const button = element("button", "ref", item.ref);
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      const refs = element("ul", "refs");
      refs.hidden = true;
      refs.append(...item.sources.map((entry) => this.source(entry)));
      button.addEventListener("click", () => {
        refs.hidden = !refs.hidden;
        button.setAttribute("aria-expanded", String(!refs.hidden));
      });
      row.append(button, refs);
    }
    return row;
  }

  /** @param {OverviewData} overview @returns {HTMLElement[]} */
  overview(overview) {
    const head = element("header"),
      body = element("div", "body");
    body.tabIndex = 0;
    const top = element("div", "top");
    top.append(element("h2", "", overview.title));
    head.append(top, element("p", "what", overview.lead));
    const figures = element("section"),
      tiles = element("div", "tiles");
    for (const tile of overview.tiles) {
      const box = tile.url ? element("a") : element("div");
      if (tile.url) box.setAttribute("href", tile.url);
      box.title = tile.meaning;
      box.append(element("b", "", tile.value), element("span", "", tile.text));
      tiles.append(box);
    }
    figures.append(tiles);
    const shares = this.section(overview.continents.title, overview.continents.aside);
    const bars = element("ul", "bars");
    for (const row of overview.continents.rows) {
      const line = element("li"),
        bar = element("span", "bar");
      row.parts.forEach((count, index) => {
        if (!count) return;
        const part = element("i", `r${index}`);
        part.style.width = `${(100 * count) / overview.continents.most}%`;
        part.title = `${overview.continents.keys[index]} ${count}`;
        bar.append(part);
      });
      line.append(element("span", "", row.name), bar, element("span", "n", row.count));
      bars.append(line);
    }
    const key = element("ul", "key");
    overview.continents.keys.forEach((text, index) => {
      const entry = element("li");
      entry.append(element("i", `r${index}`), element("span", "", text));
      key.append(entry);
    });
    shares.append(bars, key);
    const recent = this.section(overview.recent.title, overview.recent.aside);
    const list = element("ul", "contacts");
    for (const item of overview.recent.items) {
      const row = this.contact(item);
      const { partner } = item;
      if (partner && partner.name) {
        const who = element("button", "who", partner.name);
        who.type = "button";
        who.addEventListener("click", () => this.choose(partner.id ?? null));
        row.children[1].prepend(who, " ");
      }
      list.append(row);
    }
    if (overview.recent.items.length) recent.append(list);
    else recent.append(element("p", "muted", overview.recent.empty));
    const notes = element("section");
    notes.append(...overview.notes.map((text) => element("p", "muted", text)));
    body.append(figures, shares, recent);
    if (overview.notes.length) body.append(notes);
    return [head, body];
  }
}
