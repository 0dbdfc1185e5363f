// The sources of a line of a partner's file, unfolded in place.

import { element, safeLink } from "../shared/dom.js";
import { button } from "../shared/parts.js";

/**
 * @import { PartnerFileData, PartnerTextsData } from "../types/payloads.js"
 * @typedef {{ facts: string[], only: string[] }} Told the facts of a line, and the sources that state it
 * @typedef {{
 *   id: string | undefined, open: Set<string>, more: Set<string>, sources: Set<string>, tabular: boolean,
 *   changed: boolean,
 * }} State what is unfolded
 * @typedef {{ file: PartnerFileData, texts: PartnerTextsData, state: State, again: () => void }} Drawing
 */

// A tie is told of by many; a step of it rests only on those who tell of that step.
/** @param {Told} item @param {PartnerFileData["sources"]} sources */
export function sourcesOf(item, sources) {
  const found = new Map();
  for (const fact of item.facts)
    for (const entry of sources[fact] ?? [])
      if (item.only.includes(entry.id)) found.set(`${entry.id} ${entry.meta}`, entry);
  return [...found.values()].sort((a, b) => (a.grade || "Z").localeCompare(b.grade || "Z"));
}

/** @param {HTMLElement} row @param {string} key @param {Told} item @param {Drawing} drawing */
export function appendSources(row, key, item, { file, texts, state, again }) {
  const found = sourcesOf(item, file.sources);
  const open = state.sources.has(key);
  const node = button("ref", texts.sources_of.replace("{n}", String(found.length)), () => {
    if (open) state.sources.delete(key);
    else state.sources.add(key);
    again();
  });
  node.dataset.keep = `source/${key}`;
  node.setAttribute("aria-expanded", String(open));
  row.append(node);
  if (!open) return;
  const list = element("ul", "cited");
  if (!found.length) list.append(element("li", "muted", texts.no_sources));
  for (const entry of found) {
    const item = element("li"),
      grade = element("span", "grade", entry.grade || "–"),
      text = element("span");
    grade.title = entry.grade_text;
    text.append(
      entry.url ? safeLink(entry.url, entry.title) : element("span", "", entry.title),
      element("small", "", entry.meta),
    );
    item.append(grade, text);
    list.append(item);
  }
  row.append(list);
}
