// What stands in the cells of an entry.

/** @import { EntryRemarkData, OptionData, PairData } from "../types/payloads.js" */

// The parts of a cell that takes names: ids of what was chosen, and what was only typed.
/** @param {string} cell @param {boolean} many @param {Record<string, string>} names by id */
export function partsOf(cell, many, names) {
  const parts = cell
    .split(many ? ";" : "\n")
    .map((part) => part.trim())
    .filter(Boolean);
  return {
    chosen: parts.filter((part) => names[part]),
    typed: parts.filter((part) => !names[part]).join("; "),
  };
}

// The cell again.
/** @param {string[]} chosen @param {string} typed */
export function cellOf(chosen, typed) {
  return [...chosen, typed.trim()].filter(Boolean).join(";");
}

// The choices that fit what was chosen in the field above.
/** @param {OptionData[]} options @param {string} above */
export function optionsFor(options, above) {
  return options.filter((option) => !option.of || option.of === above);
}

// A remark in one line.
/** @param {EntryRemarkData} remark @param {string} lang */
export function remarkText({ reason, hint }, lang) {
  return [reason, hint].filter(Boolean).join(lang === "zh" ? "；" : "; ");
}

// The pair that the cells speak of: the one that was chosen, if several have the same fact and property.
/** @param {PairData[]} pairs @param {Record<string, string>} cells @param {string} chosen key of a pair */
export function pairOf(pairs, cells, chosen) {
  const fitting = pairs.filter((pair) => pair.fact === cells.fact && pair.property === cells.property);
  return fitting.find((pair) => pair.key === chosen) ?? fitting[0];
}
