// What the person chose for the columns of a file, beside what was proposed. Without elements.

/**
 * @import { RegisterSheetData } from "../types/payloads.js"
 * @typedef {{ head: string, field: string, order: string }} ChosenColumn
 * @typedef {{ sheet: string, subject: string, taken: boolean, columns: ChosenColumn[] }} ChosenSheet
 */

/** Meanings that several columns may have. */
const REPEATED = new Set(["", "note", "number", "continent"]);

/** @param {RegisterSheetData[]} sheets @returns {ChosenSheet[]} what stands now */
export function standing(sheets) {
  return sheets.map(({ sheet, subject, columns }) => ({
    sheet,
    subject,
    taken: Boolean(subject),
    columns: columns.map(({ head, means, order }) => ({ head, field: means, order })),
  }));
}

/**
 * Gives a column a meaning; another column that had it loses it.
 *
 * @param {ChosenSheet} sheet @param {number} place of the column @param {string} field
 */
export function choose(sheet, place, field) {
  sheet.columns.forEach((column, other) => {
    if (other === place) column.field = field;
    else if (!REPEATED.has(field) && column.field === field && column.head !== sheet.columns[place].head)
      column.field = "";
    if (column.head === sheet.columns[place].head) column.field = field;
  });
}

/** @param {RegisterSheetData[]} sheets @param {ChosenSheet[]} chosen the sheets whose columns differ from what stands */
export function changed(sheets, chosen) {
  return chosen.map((sheet, place) => ({
    ...sheet,
    columns: sheet.columns.filter(({ field }, column) => field !== sheets[place].columns[column].means),
  }));
}

/** @param {Uint8Array} bytes @returns {string} base64 */
export function encoded(bytes) {
  const parts = [];
  for (let place = 0; place < bytes.length; place += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(place, place + 0x8000)));
  return btoa(parts.join(""));
}
