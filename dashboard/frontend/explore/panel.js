// Beside the canvas: one node, several, or the list of all, with the same actions as the drawing.

import { element, focused, pageLink, part, safeLink } from "../shared/dom.js";
import { iconOf } from "./marks.js";

/**
 * @import { CanvasNodeData, ExploreData, NodePanelData } from "../types/payloads.js"
 * @import { Act } from "./explore.js"
 * @typedef {{
 *   root: HTMLElement, data: ExploreData, nodes: Map<string, CanvasNodeData>, picked: Set<string>,
 *   pick: (ids: string[]) => void, send: (act: Act) => void,
 * }} PanelCanvas the canvas, as far as the panel knows it
 */

const LISTED = 200;

export class Panel {
  /** @param {PanelCanvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.card = part(canvas.root, ".card");
    this.filter = "";
    // Whether the list stays though one node is picked, since it was picked there.
    this.listing = false;
  }

  get texts() {
    return this.canvas.data.texts;
  }

  draw() {
    const { card, canvas } = this,
      { panel, texts } = canvas.data,
      ids = [...canvas.picked];
    const held = focused(canvas.root),
      kept = held && card.contains(held) ? held : null,
      scrolled = this.listing ? part(card, ".body").scrollTop : 0;
    if (!ids.length) this.listing = false;
    const node = canvas.nodes.get(ids[0]);
    if (ids.length === 1 && node && !this.listing) {
      card.setAttribute("aria-label", node.name);
      card.replaceChildren(...this.one(node, panel && panel.id === node.id ? panel : null));
    } else if (ids.length > 1 && !this.listing) {
      card.setAttribute("aria-label", texts.picked.replace("{n}", String(ids.length)));
      card.replaceChildren(...this.several(ids));
    } else {
      card.setAttribute("aria-label", texts.nodes);
      card.replaceChildren(...this.all());
      part(card, ".body").scrollTop = scrolled;
    }
    // Whoever ticks or types goes on where they were.
    if (!kept) return;
    const again = kept.dataset.id
      ? card.querySelector(`input[data-id="${CSS.escape(kept.dataset.id)}"]`)
      : card.querySelector(kept.className === "narrow" ? ".narrow" : "button");
    /** @type {HTMLElement | null} */ (again)?.focus();
  }

  /** @param {string} title @param {HTMLElement | null} what @param {boolean} closes */
  heading(title, what, closes) {
    const head = element("header"),
      top = element("div", "top");
    top.append(element("h2", "", title));
    if (closes) {
      const close = element("button", "close", "×");
      close.type = "button";
      close.setAttribute("aria-label", this.texts.unpick);
      close.addEventListener("click", () => this.canvas.pick([]));
      top.append(close);
    }
    head.append(top);
    if (what) head.append(what);
    return head;
  }

  /** @param {{ text: string, run: () => void, off?: boolean }[]} entries */
  buttons(entries) {
    const row = element("div", "deeds");
    for (const { text, run, off } of entries) {
      const button = element("button", "deed", text);
      button.type = "button";
      button.disabled = Boolean(off);
      button.addEventListener("click", run);
      row.append(button);
    }
    return row;
  }

  /** @param {CanvasNodeData} node @param {NodePanelData | null} panel */
  one(node, panel) {
    const { texts, canvas } = this,
      what = element("p", "what"),
      body = element("div", "body");
    body.tabIndex = 0;
    what.append(
      iconOf(node.form, node.colour),
      element("span", "", [node.label, node.when].filter(Boolean).join(" · ")),
    );
    const row = this.buttons([
      { text: texts.expand, run: () => canvas.send({ do: "expand", ids: [node.id] }) },
      { text: texts.remove, run: () => canvas.send({ do: "remove", ids: [node.id] }) },
    ]);
    if (panel && panel.file) row.append(pageLink("deed", texts.file, panel.file));
    canvas.root.dataset.panel = panel ? panel.id : "";
    if (panel) body.append(this.hanging(node, panel), this.properties(panel));
    else
      for (const width of [40, 88, 76, 82]) {
        const bone = element("div", "bone");
        bone.style.width = `${width}%`;
        body.append(bone);
      }
    const head = this.heading(node.name, what, true);
    head.append(row);
    return [head, body];
  }

  // The neighbours of each kind, to be put on the canvas.
  /** @param {CanvasNodeData} node @param {NodePanelData} panel */
  hanging(node, panel) {
    const { texts } = this;
    const hang = element("section"),
      title = element("h3", "", texts.hanging);
    title.append(element("small", "", texts.hanging_aside));
    const list = element("ul", "hanging");
    for (const entry of panel.hanging) {
      const line = element("li"),
        button = element("button", "add"),
        left = entry.number - entry.shown;
      button.type = "button";
      button.dataset.kind = entry.key;
      button.disabled = left <= 0;
      button.append(
        element("span", "way", entry.way === "out" ? "→" : "←"),
        element("span", "", `${entry.label} · ${entry.text}`),
        element("span", "n", entry.shown ? `${entry.shown} / ${entry.number}` : entry.number),
      );
      button.setAttribute(
        "aria-label",
        left > 0
          ? `${texts.add}: ${entry.label} · ${entry.text}, ${entry.number}`
          : `${entry.label} · ${entry.text}: ${texts.all_shown}`,
      );
      button.addEventListener("click", () =>
        this.canvas.send({ do: "expand", ids: [node.id], kind: entry.key }),
      );
      line.append(button);
      list.append(line);
    }
    hang.append(title, list);
    return hang;
  }

  /** @param {NodePanelData} panel */
  properties(panel) {
    const { texts } = this;
    const says = element("section"),
      terms = element("dl", "properties");
    says.append(element("h3", "", texts.properties));
    for (const entry of panel.properties) {
      const value = element("dd");
      value.append(entry.url ? safeLink(entry.url, entry.text) : element("span", "", entry.text));
      terms.append(element("dt", "", entry.name), value);
    }
    says.append(panel.properties.length ? terms : element("p", "muted", texts.no_properties));
    return says;
  }

  /** @param {string[]} ids */
  several(ids) {
    const { texts, canvas } = this,
      head = this.heading(texts.picked.replace("{n}", String(ids.length)), null, true),
      body = element("div", "body");
    head.append(this.deeds(ids));
    body.append(this.list(ids.flatMap((id) => canvas.nodes.get(id) ?? [])));
    return [head, body];
  }

  /** @param {string[]} ids */
  deeds(ids) {
    const { texts, canvas } = this;
    return this.buttons([
      { text: texts.ways, run: () => canvas.send({ do: "ways", ids }), off: ids.length !== 2 },
      { text: texts.only, run: () => canvas.send({ do: "only", ids }) },
      { text: texts.expand_all, run: () => canvas.send({ do: "expand", ids }) },
      { text: texts.remove, run: () => canvas.send({ do: "remove", ids }) },
    ]);
  }

  all() {
    const { texts, canvas } = this,
      ids = [...canvas.picked],
      head = this.heading(texts.nodes, element("p", "what", texts.nodes_lead), false),
      body = element("div", "body");
    if (ids.length) head.append(this.deeds(ids));
    const nodes = [...canvas.nodes.values()],
      field = element("input", "narrow");
    field.type = "search";
    field.placeholder = texts.filter_list;
    field.setAttribute("aria-label", texts.filter_list);
    field.value = this.filter;
    const place = element("div");
    const fill = () =>
      place.replaceChildren(
        this.list(
          nodes
            .filter((node) => `${node.name} ${node.label}`.toLowerCase().includes(this.filter.toLowerCase()))
            .slice(0, LISTED),
        ),
      );
    field.addEventListener("input", () => {
      this.filter = field.value;
      fill();
    });
    fill();
    body.append(field, place);
    return [head, body];
  }

  /** @param {CanvasNodeData[]} nodes */
  list(nodes) {
    const { canvas } = this;
    const list = element("ul", "nodes");
    for (const node of nodes) {
      const line = element("li"),
        box = element("input"),
        button = element("button", "", node.name);
      box.type = "checkbox";
      box.checked = canvas.picked.has(node.id);
      box.setAttribute("aria-label", node.name);
      box.dataset.id = node.id;
      box.addEventListener("change", () => {
        this.listing ||= canvas.picked.size === 0;
        const others = [...canvas.picked].filter((id) => id !== node.id);
        canvas.pick(box.checked ? [...others, node.id] : others);
      });
      button.type = "button";
      button.addEventListener("click", () => {
        this.listing = false;
        canvas.pick([node.id]);
      });
      line.append(box, iconOf(node.form, node.colour), button, element("small", "", node.label));
      list.append(line);
    }
    return list;
  }
}
