// The file of a partner: who it is, why the link is as strong as it is, and who says so. What is open stays open while the day changes.

import { rootOf } from "../shared/component.js";
import { element, goTo, pageLink } from "../shared/dom.js";
import { band, button, range, replace, stack, timeForm } from "../shared/parts.js";
import { collatorOf } from "../shared/sorting.js";
import { reveal, waterfall } from "./partner_ledger.js";
import { appendSources } from "./partner_sources.js";
import { timeline } from "./partner_times.js";
import { history } from "./partner_years.js";

/**
 * @import {
 *   DisagreementsData, PartnerChoicesData, PartnerData, PartnerFileData, PartnerTextsData, RecordedListData,
 *   ScoreChangeData,
 * } from "../types/payloads.js"
 * @import { CleanUp, Component, Send } from "../types/page.js"
 * @import { Drawing, State } from "./partner_sources.js"
 */

/** @type {WeakMap<HTMLElement, State>} */
const kept = new WeakMap();

/** @param {Component<PartnerData>} component @returns {CleanUp} */
export default function (component) {
  const root = rootOf(component);
  if (!root) return undefined;
  const { file } = component.data;
  let state = kept.get(root);
  if (!state || state.id !== file?.id) {
    state = {
      id: file?.id,
      open: new Set(),
      more: new Set(),
      sources: new Set(),
      tabular: false,
      changed: false,
    };
    kept.set(root, state);
  }
  draw(root, component.data, state, component.setTriggerValue);
  return undefined;
}

/** @param {HTMLElement} root @param {PartnerData} data @param {State} state @param {Send} send */
function draw(root, data, state, send) {
  const again = () => draw(root, data, state, send);
  const { file, texts } = data;
  const collator = collatorOf(data.lang);
  const choices = data.choices.map((group) => ({
    ...group,
    entries: [...group.entries].sort((a, b) => collator.compare(a.name, b.name)),
  }));
  const foot = element("p", "foot", [texts.foot, file?.unread].filter(Boolean).join(" · "));
  if (!file) {
    replace(root, tools(data, choices, send), chooser(choices, texts), foot);
    return;
  }
  const drawing = { file, texts, state, again };
  const two = element("div", "two"),
    who = element("aside", "who"),
    why = element("div", "why");
  who.append(head(file));
  if (file.present)
    who.append(
      measure(file, texts),
      changes(file.change, state),
      ...file.lists.map((list) => section(list, drawing)),
    );
  if (file.disagreements.items.length) who.append(disagreements(file.disagreements));
  if (file.present && file.history) {
    why.append(
      waterfall(drawing),
      timeline(file.timeline, texts, (key) => reveal(root, key, drawing)),
      history(file.history, drawing),
    );
  } else why.append(element("p", "nothing", file.absent));
  two.append(who, why);
  replace(root, tools(data, choices, send), two, element("p", "note", texts.note), foot);
}

// ---- whose file

/** @param {PartnerData} data @param {PartnerChoicesData[]} choices @param {Send} send */
function tools(data, choices, send) {
  const { texts, file } = data;
  const bar = element("div", "tools");
  if (file?.in_circle) bar.append(button("back", texts.circle, () => goTo(data.circle)));
  bar.append(button("back", texts.ranking, () => goTo(data.ranking)));
  const pick = element("span", "pick"),
    list = element("select"),
    order = choices.flatMap((group) => group.entries);
  list.setAttribute("aria-label", texts.choose);
  list.dataset.keep = "choose";
  if (!file) list.append(new Option(texts.choose, ""));
  for (const group of choices) {
    const part = element("optgroup");
    part.label = group.name;
    for (const entry of group.entries)
      part.append(new Option(entry.country ? `${entry.name} · ${entry.country}` : entry.name, entry.id));
    list.append(part);
  }
  list.value = file?.id ?? "";
  list.addEventListener("change", () => {
    const wanted = order.find((entry) => entry.id === list.value);
    if (wanted) goTo(wanted.href);
  });
  const at = order.findIndex((entry) => entry.id === file?.id);
  /**
   * @param {string} name
   * @param {string} sign
   * @param {string} text
   * @param {{ name: string, href: string } | null | undefined} other
   */
  const step = (name, sign, text, other) => {
    const node = button("step", sign, () => {
      if (other) goTo(other.href);
    });
    node.dataset.keep = name;
    node.disabled = !other;
    node.title = other ? `${text}: ${other.name}` : text;
    node.setAttribute("aria-label", node.title);
    return node;
  };
  pick.append(
    step("previous", "‹", texts.previous, at > 0 ? order[at - 1] : null),
    list,
    step("next", "›", texts.next, at >= 0 ? order[at + 1] : null),
  );
  bar.append(pick, timeForm(data.time, texts, send));
  return bar;
}

/** @param {PartnerChoicesData[]} choices @param {PartnerTextsData} texts */
function chooser(choices, texts) {
  const box = element("section", "chooser");
  box.append(element("h2", "", texts.choose), element("p", "lead", texts.choose_lead));
  for (const group of choices) {
    const part = element("div", "region"),
      list = element("ul");
    part.append(element("h3", "", group.name));
    for (const entry of group.entries) {
      const item = element("li", entry.tied ? "tied" : "");
      item.append(pageLink("", entry.name, entry.href), element("small", "", entry.country));
      list.append(item);
    }
    part.append(list);
    box.append(part);
  }
  return box;
}

// ---- who, since when, how strong

/** @param {PartnerFileData} file */
function head(file) {
  const box = element("header", "head");
  const name = element("h2", "", file.name);
  for (const other of file.others) name.append(element("small", "", other));
  box.append(name, element("p", "place", file.place), element("p", "since", file.since));
  return box;
}

/** @param {PartnerFileData} file @param {PartnerTextsData} texts */
function measure(file, texts) {
  const box = element("section", "measure");
  const line = element("div", "said");
  line.append(band(file.band), element("span", "figure", file.figure));
  const scale = Math.max(60, file.evidence.high);
  box.append(
    element("h3", "", texts.strength),
    line,
    stack(file.parts, scale, texts.keys),
    range(file.evidence, scale),
  );
  const facts = element("ul", "facts");
  for (const text of [file.evidence.said, file.evidence.text, file.dates])
    if (text) facts.append(element("li", "", text));
  facts.append(element("li", file.known ? "" : "unknown", file.activity));
  const five = element("div", "fivebars");
  for (const entry of file.five) {
    const item = element("span"),
      pole = element("i"),
      full = element("i");
    full.style.height = `${Math.max(entry.share > 0 ? 3 : 0, 100 * entry.share)}%`;
    pole.append(full);
    item.append(pole, element("small", "", entry.name));
    five.append(item);
  }
  five.setAttribute("role", "img");
  five.setAttribute("aria-label", texts.five);
  box.append(facts, five);
  return box;
}

/** @param {ScoreChangeData} change @param {State} state */
function changes(change, state) {
  const box = element("details", "changes"),
    head = element("summary");
  box.open = state.changed;
  box.addEventListener("toggle", () => {
    state.changed = box.open;
  });
  head.append(element("span", "", change.title), element("b", change.way, change.value));
  box.append(head);
  for (const group of change.groups) {
    const part = element("div", "group"),
      title = element("h4", group.code);
    title.append(element("span", "", group.name), element("b", "", group.value));
    part.append(title);
    for (const entry of group.lines) {
      const line = element("p"),
        text = element("span", "", entry.text);
      if (entry.more) text.append(element("span", "recorded", entry.more));
      line.append(text, element("b", "", entry.value));
      part.append(line);
    }
    box.append(part);
  }
  if (change.groups.length) {
    const sum = element("p", "sum");
    sum.append(element("span", "", change.sum), element("b", "", change.total));
    box.append(sum);
  } else box.append(element("p", "muted", change.none));
  return box;
}

/** @param {RecordedListData} list @param {Drawing} drawing */
function section(list, drawing) {
  const { texts } = drawing;
  const box = element("section", "things");
  const title = element("h3", "", list.title);
  if (list.items.length) title.append(element("small", "", list.items.length));
  box.append(title);
  if (!list.items.length) box.append(element("p", "muted", texts.nothing));
  const rows = element("ul");
  list.items.forEach((item, index) => {
    const row = element("li", item.done ? "" : "open");
    if (item.date) row.append(element("span", "day", item.date));
    const text = element("span", "text", item.text);
    if (item.tags) text.append(element("small", "", item.tags));
    if (item.title) text.append(element("span", "recorded", item.title));
    row.append(text);
    appendSources(row, `${list.title}/${index}`, item, drawing);
    rows.append(row);
  });
  box.append(rows);
  return box;
}

/** @param {DisagreementsData} data */
function disagreements(data) {
  const box = element("section", "differ"),
    title = element("h3", "", data.title);
  title.append(element("small", "", data.aside));
  box.append(title);
  for (const entry of data.items) {
    const part = element("div", "side");
    part.append(element("p", "", entry.what));
    for (const side of entry.sides) {
      const line = element("p");
      line.append(element("b", "", side.value), element("small", "", side.sources));
      part.append(line);
    }
    box.append(part);
  }
  return box;
}
