// The card of the map: with the district of a consulate, and what is known of economy and projects.

import { element } from "../shared/dom.js";
import { Card } from "../shared/stage_card.js";

/**
 * @import { CardData, OverviewData } from "../types/payloads.js"
 */

export class MapCard extends Card {
  /** @param {CardData} card */
  sections(card) {
    const all = super.sections(card);
    if (card.district) {
      const section = this.section(card.district.title);
      section.append(element("p", card.district.empty ? "muted" : "", card.district.text));
      all.unshift(section);
    }
    if (card.economy) {
      const section = this.section(card.economy.title, card.economy.aside);
      section.classList.add("works");
      section.append(...card.economy.facts.map((text) => element("p", "", text)));
      if (card.economy.items.length)
        section.append(
          ...this.few(
            element("ul", "contacts"),
            card.economy.items.map((item) => this.contact(item)),
            4,
          ),
        );
      else section.append(element("p", "muted", card.economy.empty));
      all.splice(card.strength ? 1 : 0, 0, section);
    }
    return all;
  }

  /** @param {OverviewData} overview */
  overview(overview) {
    const [head, body] = super.overview(overview),
      { works } = overview;
    if (works) {
      const section = this.section(works.title, works.aside);
      section.classList.add("works");
      const bars = element("ul", "bars");
      for (const row of works.rows) {
        const line = element("li"),
          bar = element("span", "bar"),
          part = element("i");
        part.style.width = `${(100 * row.count) / works.most}%`;
        bar.append(part);
        line.append(element("span", "", row.name), bar, element("span", "n", row.count));
        bars.append(line);
      }
      section.append(bars);
      if (!works.rows.length) section.append(element("p", "muted", works.empty));
      section.append(...works.notes.map((text) => element("p", "muted", text)));
      body.prepend(section);
    }
    return [head, body];
  }
}
