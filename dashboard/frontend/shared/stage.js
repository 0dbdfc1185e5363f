// What the circle and the map share: the frame with its legend, the list, the time line, and the card of what is chosen. A kind of drawing extends it with draw(ready,
// anew), resize, redraw, zoom, wheel, point, positions, order, onPlane, loaded and withPicture.
// Everything that is written comes ready in `data` and is only ever set as text.

import { FONT, SIGNS, icon, stroke } from "./circle_marks.js";
import { element, pageLink, safeLink } from "./dom.js";
import { savePng, saveSvg } from "./saving.js";

const instances = new WeakMap();
let sent = 0;

// What a component does with each answer; `Kind` is what is drawn, the circle or what shows the same in another way.
export function shown(component, Kind) {
  const root = component.parentElement.querySelector(".fc");
  if (!root) return undefined;
  let stage = instances.get(root);
  if (!stage) {
    stage = new Kind(root);
    instances.set(root, stage);
  }
  stage.send = component.setTriggerValue;
  // Each act has a number, so that one that is sent on twice is done once.
  stage.act = (act) => component.setTriggerValue("act", { ...act, at: `${Date.now()}-${++sent}` });
  stage.show(component.data);
  return () => {
    if (!root.isConnected) {
      stage.close();
      instances.delete(root);
    }
  };
}

export class Stage {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(name);
    this.canvas = this.part(".canvas");
    this.data = null;
    this.chosen = null;
    this.waiting = null;
    this.hover = null;
    this.cursor = null;
    this.sort = null;
    this.drawnCard = "";
    this.stepped = null;
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.part(".plane"));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => { this.cursor = null; this.redraw(); });
    this.canvas.addEventListener("mousemove", (event) => this.point(event));
    this.canvas.addEventListener("mouseleave", () => this.point(null));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false, capture: true });
    this.part(".card").addEventListener("keydown", (event) => { if (event.key === "Escape") this.choose(null); });
    this.makeTime();
    this.makeZoom();
    globalThis.__friendcircle = { positions: () => this.positions(), ready: () => this.root.dataset.ready === "true", card: () => (this.data.card ? this.data.card.id : null) };
  }

  close() {
    this.observer.disconnect();
  }

  async show(data) {
    const restyled = this.data === null || JSON.stringify(this.data.frame) !== JSON.stringify(data.frame);
    this.data = data;
    this.marks = new Map(data.marks.map((mark) => [mark.id, mark]));
    if (this.waiting === null || this.waiting === (data.chosen || "")) {
      this.chosen = data.chosen;
      this.waiting = null;
    }
    if (this.stepped === data.time.year) this.stepped = null;
    this.begin();
    this.texts();
    this.time();
    this.card();
    this.view();
    const ready = await this.loaded();
    if (this.data !== data || !this.root.isConnected) return;
    this.draw(ready, restyled);
  }

  // What a kind of drawing does with new data before anything of it is shown.
  begin() {}

  icon({ form, state, line }) {
    return icon(form || "circle", state, line);
  }

  texts() {
    const { texts, legend } = this.data;
    this.part(".caption").replaceChildren(element("span", "", this.data.view === "list" ? "" : texts.read), element("span", "shown", texts.shown));
    this.part(".stamp").textContent = texts.stamp;
    this.canvas.setAttribute("aria-label", texts.canvas);
    const rows = (list, entries) => {
      list.replaceChildren(...entries.map((entry) => {
        const row = element("li", entry.count === 0 ? "none" : "");
        row.append(this.icon(entry), element("span", "", entry.text));
        if (entry.count !== undefined && entry.count !== null) row.append(element("span", "n", entry.count));
        return row;
      }));
      list.hidden = entries.length === 0;
    };
    rows(this.part(".legend.states"), legend.states);
    rows(this.part(".legend.shapes"), legend.shapes);
    this.part(".zoom").setAttribute("aria-label", texts.zoom);
    [texts.zoom_in, texts.zoom_out, texts.zoom_all, texts.png, texts.svg].forEach((text, index) => {
      const button = this.part(".zoom").children[index];
      button.setAttribute("aria-label", text);
      button.title = text;
    });
  }

  view() {
    const list = this.data.view === "list";
    this.part(".list").hidden = !list;
    for (const name of [".canvas", ".legend.states", ".legend.shapes", ".stamp", ".zoom"]) this.part(name).style.visibility = list ? "hidden" : "";
    if (list) this.table();
  }

  // Whether a mark steps back for others.
  aside() {
    return false;
  }

  // A click, or Enter, on a mark.
  pick(mark) {
    this.choose(mark.id);
  }

  tell(mark) {
    const tip = this.part(".tip");
    // What the card says already needs no hint.
    tip.hidden = !mark || !mark.name || mark.id === this.chosen;
    if (tip.hidden) return;
    tip.replaceChildren(element("b", "", mark.name), ...this.said(mark).map((text) => element("span", "", text)));
    const { x, y } = this.onPlane(mark);
    const plane = this.part(".plane");
    const left = x + 18 + tip.offsetWidth > plane.clientWidth ? x - 18 - tip.offsetWidth : x + 18;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.min(Math.max(0, y + 14), plane.clientHeight - tip.offsetHeight)}px`;
  }

  said(mark) {
    return [mark.country, mark.what, mark.strength, mark.activity, mark.pinned ? this.data.texts.pinned : ""].filter(Boolean);
  }

  // What the arrow keys go through.
  stops() {
    return this.order();
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const order = this.stops();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && order.length) {
      const from = order.findIndex((mark) => mark.id === (this.cursor || this.chosen));
      const mark = order[from < 0 ? (step > 0 ? 0 : order.length - 1) : (from + step + order.length) % order.length];
      this.cursor = mark.id;
      this.part(".spoken").textContent = [mark.name, ...this.said(mark)].join(", ");
      this.tell(mark);
      this.redraw();
    } else if ((event.key === "Enter" || event.key === " ") && this.cursor) this.pick(order.find((mark) => mark.id === this.cursor) || { id: this.cursor });
    else if (event.key === "Escape") { this.tell(null); this.choose(null); }
    else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.zoom(0);
    else return;
    event.preventDefault();
  }

  makeZoom() {
    for (const [sign, factor] of [["+", 1.25], ["−", 0.8], ["⤢", 0]]) {
      const button = element("button", "", sign);
      button.type = "button";
      button.addEventListener("click", () => this.zoom(factor));
      this.part(".zoom").append(button);
    }
    for (const [name, save] of [["PNG", savePng], ["SVG", saveSvg]]) {
      const button = element("button", "word", name);
      button.type = "button";
      button.addEventListener("click", () => this.withPicture((drawing) => save(drawing, this.data.texts.stamp, FONT, this.data.file)));
      this.part(".zoom").append(button);
    }
  }

  choose(id) {
    if ((id || null) === (this.chosen || null)) return;
    this.chosen = id;
    this.waiting = id || "";
    this.root.dataset.chosen = id || "";
    this.card();
    this.tell(null);
    if (this.data.view === "list") this.table();
    this.redraw();
    this.send("pick", id || "");
  }

  // ---- time

  // The last day of a year, as far as the records go.
  endOf(year) {
    return year >= this.data.time.last ? this.data.time.today : `${year}-12-31`;
  }

  // The buttons beside the time line: name, sign, and what they do.
  controls() {
    const step = (way) => {
      const { time } = this.data, from = this.halt();
      // Two presses in a row are two years, though the page has not answered the first yet.
      this.stepped = Math.min(Math.max((this.stepped ?? from) + way, time.first), time.last);
      this.fill(this.stepped);
      this.send("as_of", this.endOf(this.stepped));
    };
    return [["before", "M10 3L5 8l5 5M3.5 3v10", () => step(-1)], ["after", "M6 3l5 5-5 5M12.5 3v10", () => step(1)]];
  }

  // Whatever moves stays where it is; gives the year.
  halt() {
    return this.data ? this.data.time.year : 0;
  }

  makeTime() {
    const form = this.part(".time");
    const date = element("label", "date");
    const field = element("input");
    Object.assign(field, { type: "text", inputMode: "numeric", maxLength: 10, name: "as_of", autocomplete: "off" });
    date.append(element("span"), field);
    const track = element("div", "track");
    const range = element("input");
    Object.assign(range, { type: "range", step: 1 });
    track.append(range);
    const buttons = element("div", "buttons");
    buttons.setAttribute("role", "group");
    for (const [name, path, press] of this.controls()) {
      const button = element("button", name);
      button.type = "button";
      button.append(stroke(path));
      button.addEventListener("click", press);
      buttons.append(button);
    }
    form.append(date, buttons, track);
    range.addEventListener("input", () => {
      this.stepped = null;
      this.halt();
      field.value = this.endOf(Number(range.value));
      this.fill(Number(range.value));
    });
    range.addEventListener("change", () => this.send("as_of", this.endOf(Number(range.value))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      const [year, month = 1, day = 1] = text.split("-").map(Number);
      const date = new Date(Date.UTC(year, month - 1, day));
      const good = /^\d{4}(-\d{2}){0,2}$/.test(text) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
      field.classList.toggle("bad", !good);
      field.setAttribute("aria-invalid", String(!good));
      field.title = good ? "" : this.data.texts.forms;
      if (!good) return;
      this.stepped = null;
      this.send("as_of", text);
    });
  }

  time() {
    const { time, texts } = this.data;
    const form = this.part(".time");
    const buttons = form.querySelector(".buttons");
    buttons.setAttribute("aria-label", texts.as_of);
    for (const [name, text] of [["before", texts.year_before], ["after", texts.year_after]]) {
      const button = buttons.querySelector(`.${name}`);
      button.title = text;
      button.setAttribute("aria-label", text);
    }
    buttons.querySelector(".before").disabled = time.year <= time.first;
    buttons.querySelector(".after").disabled = time.value >= time.today;
    const [label, field] = form.querySelector(".date").children;
    label.textContent = texts.as_of;
    field.value = time.value;
    field.classList.remove("bad");
    field.removeAttribute("aria-invalid");
    field.title = "";
    const range = form.querySelector("input[type=range]");
    Object.assign(range, { min: time.first, max: time.last, value: time.year });
    range.setAttribute("aria-label", texts.as_of);
    range.setAttribute("aria-valuetext", time.value);
    this.fill(time.year);
    const track = form.querySelector(".track");
    track.querySelectorAll(".tick").forEach((tick) => tick.remove());
    for (const year of time.ticks) {
      const tick = element("span", "tick", year);
      tick.style.left = `calc(8px + (100% - 16px) * ${(year - time.first) / Math.max(time.last - time.first, 1)})`;
      track.append(tick);
    }
  }

  fill(year) {
    const { time } = this.data;
    this.part(".time input[type=range]").style.setProperty("--at", `${(100 * (year - time.first)) / Math.max(time.last - time.first, 1)}%`);
  }

  // ---- table

  table() {
    const { columns, rows, texts } = this.data.table;
    const list = this.part(".list");
    if (!rows.length) {
      list.replaceChildren(element("p", "empty", texts.empty));
      return;
    }
    const table = element("table"), head = element("tr"), body = element("tbody");
    columns.forEach((column, index) => {
      const cell = element("th");
      cell.scope = "col";
      if (this.sort && this.sort.index === index) cell.setAttribute("aria-sort", this.sort.up ? "ascending" : "descending");
      const button = element("button", "", column.title);
      button.type = "button";
      button.addEventListener("click", () => {
        this.sort = { index, up: !(this.sort && this.sort.index === index && this.sort.up) };
        this.table();
      });
      cell.append(button);
      head.append(cell);
    });
    const { deeds } = this.data;
    if (deeds) {
      const acts = element("th", "deeds");
      acts.scope = "col";
      acts.append(element("span", "", texts.acts));
      head.append(acts);
    }
    const ordered = [...rows];
    if (this.sort) {
      const { index, up } = this.sort;
      const collator = new Intl.Collator(this.data.lang === "zh" ? "zh-CN" : "en", { numeric: true });
      ordered.sort((a, b) => (!a.cells[index] - !b.cells[index]) || (up ? 1 : -1) * collator.compare(a.cells[index], b.cells[index]));
    }
    for (const row of ordered) {
      const line = element("tr", row.id === this.chosen ? "chosen" : this.aside(this.marks.get(row.id) || row) ? "aside" : "");
      row.cells.forEach((text, index) => {
        const cell = element("td", columns[index].type === "date" ? "date" : "");
        if (index === 0) {
          const button = element("button", "", text);
          button.type = "button";
          button.dataset.id = row.id;
          button.addEventListener("click", () => this.choose(row.id));
          cell.append(button);
        } else cell.textContent = text;
        line.append(cell);
      });
      if (deeds) {
        const cell = element("td", "deeds");
        cell.append(this.buttons(row.id, row.cells[0], row.form));
        line.append(cell);
      }
      body.append(line);
    }
    const top = element("thead");
    top.append(head);
    table.append(top, body);
    const scrolled = list.scrollTop;
    list.replaceChildren(table);
    list.scrollTop = scrolled;
  }

  // ---- card

  card() {
    const { data, chosen } = this;
    const card = this.part(".card");
    // What stands there stays, with whatever is unfolded in it, unless it says something else now.
    const wanted = JSON.stringify([chosen, chosen ? [data.card && data.card.id === chosen ? data.card : null, data.acts, this.marks.get(chosen)] : data.overview, data.lang]);
    if (wanted === this.drawnCard) return;
    this.drawnCard = wanted;
    const scrolled = card.dataset.of === (chosen || "") && card.querySelector(".body") ? card.querySelector(".body").scrollTop : 0;
    const held = this.root.getRootNode().activeElement, act = card.contains(held) && held.dataset.do;
    card.dataset.of = chosen || "";
    if (!chosen) {
      card.setAttribute("aria-label", data.overview.title);
      card.dataset.ready = "false";
      card.replaceChildren(...this.overview(data.overview));
      return;
    }
    const ready = data.card && data.card.id === chosen ? data.card : null;
    const head = this.marks.get(chosen) || (ready && ready.head) || { name: chosen, others: [] };
    card.setAttribute("aria-label", head.name);
    card.dataset.ready = ready ? "true" : "false";
    const body = element("div", "body");
    body.tabIndex = 0;
    if (ready) body.append(...this.sections(ready));
    else for (const width of [40, 88, 76, 82, 36, 90, 64]) { const bone = element("div", "bone"); bone.style.width = `${width}%`; body.append(bone); }
    const parts = [this.head(head), body];
    if (ready && ready.evidence) {
      const foot = element("div", "evidence");
      foot.append(element("b", "", ready.evidence.title), element("span", "", ready.evidence.text));
      parts.push(foot);
    }
    card.replaceChildren(...parts);
    body.scrollTop = scrolled;
    if (act) card.querySelector(`[data-do="${act}"]`)?.focus({ preventScroll: true });
  }

  // Expand, focus, pin and hide: in the card with words, in the list as signs alone.
  buttons(id, name, form, words = false) {
    const { acts, deeds } = this.data, group = element("div", "acts");
    const on = { expand: acts.grown === id, focus: acts.focus && this.chosen === id, pin: acts.pinned.includes(id), hide: acts.hidden.includes(id) };
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `${name}`);
    for (const [act, path] of Object.entries(SIGNS)) {
      if (act === "expand" && form !== "circle") continue;
      const button = element("button", ""), told = deeds[act], text = on[act] ? told.undo : told.do;
      button.type = "button";
      button.dataset.do = act;
      button.title = told.help;
      button.setAttribute("aria-pressed", String(on[act]));
      button.append(stroke(path));
      if (words) button.append(element("span", "", text));
      else button.setAttribute("aria-label", `${text}: ${name}`);
      button.addEventListener("click", () => this.act({ do: act, id }));
      group.append(button);
    }
    return group;
  }

  head(mark) {
    const head = element("header"), top = element("div", "top"), title = element("h2", "", mark.name);
    const beside = [...(mark.others || []), mark.country].filter(Boolean).join(" · ");
    if (beside) title.append(element("small", "", beside));
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", this.data.texts.close);
    close.addEventListener("click", () => { this.choose(null); this.canvas.focus({ preventScroll: true }); });
    top.append(title, close);
    head.append(top);
    if (mark.what) head.append(element("p", "what", mark.what));
    if (mark.activity) {
      const state = element("p", "state");
      if (mark.state && mark.form === "circle") state.append(this.icon(mark));
      else if (mark.form) state.append(icon(mark.form));
      state.append(element("span", "", mark.activity));
      head.append(state);
    }
    if (this.data.deeds && mark.id && mark.form) head.append(this.buttons(mark.id, mark.name, mark.form, true));
    return head;
  }

  section(title, aside) {
    const section = element("section"), heading = element("h3", "", title);
    if (aside) heading.append(element("small", "", aside));
    section.append(heading);
    return section;
  }

  // The first few, and the others on request.
  few(list, nodes, count) {
    list.append(...nodes.slice(0, count));
    if (nodes.length <= count) return [list];
    const more = element("button", "more", this.data.texts.more.replace("{n}", String(nodes.length - count)));
    more.type = "button";
    more.addEventListener("click", () => { list.append(...nodes.slice(count)); more.remove(); });
    return [list, more];
  }

  sections(card) {
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
        row.append(element("span", "day", step.date), element("span", step.state === "aside" ? "aside-text" : "", step.text));
        list.append(row);
      }
      section.append(list);
      all.push(section);
    }
    if (card.contacts) {
      const section = this.section(card.contacts.title, card.contacts.aside);
      if (card.contacts.items.length) section.append(...this.few(element("ul", "contacts"), card.contacts.items.map((item) => this.contact(item)), 5));
      else section.append(element("p", "muted", card.contacts.empty));
      all.push(section);
    }
    if (card.disagreements) {
      const section = this.section(card.disagreements.title, card.disagreements.aside);
      section.append(...this.few(element("ul", "differ"), card.disagreements.items.map((item) => {
        const row = element("li");
        row.append(element("p", "", item.what));
        for (const side of item.sides) {
          const line = element("p", "side");
          line.append(element("b", "", side.value), element("span", "muted", side.sources));
          row.append(line);
        }
        return row;
      }), 3));
      all.push(section);
    }
    if (card.sources) {
      const section = this.section(card.sources.title, card.sources.aside);
      section.append(...this.few(element("ul", "sources"), card.sources.items.map((item) => this.source(item)), 4));
      all.push(section);
    }
    return all;
  }

  // The ports and organisations of an expanded partner, for those who read rather than look.
  own(around) {
    const section = this.section(around.title);
    if (around.empty) section.append(element("p", "muted", around.empty));
    for (const group of around.groups) {
      if (!group.items.length) continue;
      section.append(element("h4", "", group.title));
      section.append(...this.few(element("ul", "own"), group.items.map((item) => {
        const row = element("li");
        if (!item.id) row.textContent = item.name;
        else {
          const button = element("button", "who", item.name);
          button.type = "button";
          button.addEventListener("click", () => this.choose(item.id));
          row.append(button);
        }
        return row;
      }), 5));
    }
    return section;
  }

  // The word first, the number small beside it; the components one upon the other.
  strength(strength) {
    const section = this.section(strength.title), lead = element("p", "level");
    if (strength.empty) {
      section.append(element("p", "muted", strength.empty));
      return section;
    }
    lead.append(element("b", "", strength.word), element("span", "n", strength.value), pageLink("file", strength.file.text, strength.file.url));
    const list = element("ul", "fall");
    for (const row of strength.rows) {
      const line = element("li", row.recorded ? "" : "none"), text = element("span", "text", row.text), track = element("span", "track"), bar = element("i");
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

  source(item) {
    const row = element("li");
    const grade = element("span", "grade", item.grade || "–");
    grade.title = item.grade_text;
    row.append(grade, safeLink(item.url, item.title), element("div", "meta", item.meta));
    return row;
  }

  contact(item) {
    const row = element("li");
    const title = element("span", "title");
    if (item.tags) title.append(element("span", "", item.tags));
    if (item.text) title.append(element("span", "quote", item.text));
    row.append(element("span", "day", item.date), title);
    if (item.sources.length) {
      const button = element("button", "ref", item.ref);
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      const refs = element("ul", "refs");
      refs.hidden = true;
      refs.append(...item.sources.map((entry) => this.source(entry)));
      button.addEventListener("click", () => { refs.hidden = !refs.hidden; button.setAttribute("aria-expanded", String(!refs.hidden)); });
      row.append(button, refs);
    }
    return row;
  }

  overview(overview) {
    const head = element("header"), body = element("div", "body");
    body.tabIndex = 0;
    const top = element("div", "top");
    top.append(element("h2", "", overview.title));
    head.append(top, element("p", "what", overview.lead));
    const figures = element("section"), tiles = element("div", "tiles");
    for (const tile of overview.tiles) {
      const box = element("div");
      box.append(element("b", "", tile.value), element("span", "", tile.text));
      tiles.append(box);
    }
    figures.append(tiles);
    const shares = this.section(overview.continents.title, overview.continents.aside);
    const bars = element("ul", "bars");
    for (const row of overview.continents.rows) {
      const line = element("li"), bar = element("span", "bar");
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
      if (item.partner && item.partner.name) {
        const who = element("button", "who", item.partner.name);
        who.type = "button";
        who.addEventListener("click", () => this.choose(item.partner.id));
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
