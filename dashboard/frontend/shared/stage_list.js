// What is drawn as a table, to be sorted by any column, with the same actions as the drawing.

import { element } from "./dom.js";
import { stroke } from "./marks.js";
import { sorted } from "./sorting.js";

/**
 * @import { ListColumnData, ListRowData } from "../types/payloads.js"
 * @import { StageData } from "../types/stage.js"
 */

/**
 * The buttons for a mark, as the page declares its actions; in the card with words, in the list as signs alone.
 *
 * @param {import("./stage.js").Stage<any, any>} stage
 * @param {{ id: string, name: string, form?: string }} mark
 * @param {boolean} [words]
 */
export function actButtons(stage, { id, name, form }, words = false) {
  const { deeds } = /** @type {Required<StageData>} */ (stage.data),
    group = element("div", "acts");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", `${name}`);
  for (const deed of deeds) {
    if (deed.partners_only && form !== "circle") continue;
    const button = element("button", ""),
      on = deed.on.includes(id),
      text = on ? deed.undo : deed.do;
    button.type = "button";
    button.dataset.do = deed.name;
    button.title = deed.help;
    button.setAttribute("aria-pressed", String(on));
    button.append(stroke(deed.sign));
    if (words) button.append(element("span", "", text));
    else button.setAttribute("aria-label", `${text}: ${name}`);
    button.addEventListener("click", () => stage.act({ do: deed.name, id }));
    group.append(button);
  }
  return group;
}

export class MarkList {
  /** @param {import("./stage.js").Stage<any, any>} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {{ index: number, up: boolean } | null} */
    this.sort = null;
  }

  show() {
    const data = /** @type {StageData} */ (this.stage.data),
      { columns, rows, texts } = data.table,
      place = this.stage.part(".list");
    if (!rows.length) {
      place.replaceChildren(element("p", "empty", texts.empty));
      return;
    }
    const table = element("table"),
      top = element("thead"),
      body = element("tbody");
    top.append(this.head(columns, data.deeds ? texts.acts : undefined));
    body.append(...this.sorted(rows).map((row) => this.row(row, columns)));
    table.append(top, body);
    const scrolled = place.scrollTop;
    place.replaceChildren(table);
    place.scrollTop = scrolled;
  }

  /** @param {ListColumnData[]} columns @param {string} [acts] */
  head(columns, acts) {
    const head = element("tr"),
      { sort } = this;
    columns.forEach((column, index) => {
      const cell = element("th"),
        button = element("button", "", column.title),
        here = sort && sort.index === index;
      cell.scope = "col";
      cell.title = column.help;
      if (here) cell.setAttribute("aria-sort", sort.up ? "ascending" : "descending");
      button.type = "button";
      button.addEventListener("click", () => {
        this.sort = { index, up: !(here && sort.up) };
        this.show();
      });
      cell.append(button);
      head.append(cell);
    });
    if (acts) {
      const cell = element("th", "deeds");
      cell.scope = "col";
      cell.append(element("span", "", acts));
      head.append(cell);
    }
    return head;
  }

  /** @param {ListRowData[]} rows */
  sorted(rows) {
    if (!this.sort) return rows;
    const { index, up } = this.sort;
    return sorted(rows, (row) => row.cells[index], up, this.stage.data.lang);
  }

  /** @param {ListRowData} row @param {ListColumnData[]} columns */
  row(row, columns) {
    const { stage } = this,
      aside = stage.isAside(stage.marks.get(row.id) || row);
    const line = element("tr", row.id === stage.chosen ? "chosen" : aside ? "aside" : "");
    row.cells.forEach((text, index) => {
      const cell = element("td", columns[index].type === "date" ? "date" : "");
      if (index === 0) {
        const button = element("button", "", text);
        button.type = "button";
        button.dataset.id = row.id;
        button.addEventListener("click", () => stage.choose(row.id));
        cell.append(button);
      } else cell.textContent = text;
      line.append(cell);
    });
    if (stage.data.deeds) {
      const cell = element("td", "deeds");
      cell.append(actButtons(stage, { id: row.id, name: row.cells[0], form: row.form }));
      line.append(cell);
    }
    return line;
  }
}
