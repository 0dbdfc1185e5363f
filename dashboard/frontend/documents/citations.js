// Texts of documents cut into pieces: numbers of sources in brackets, dates, and what is short enough for one line.

/** @typedef {{ text: string, kind: "text" | "date" | "source" }} Piece */

// A text in pieces, one after the other: `[3]` is a source if it is among those known, 2019-05 and 2019-05-28 are dates.
/** @param {string} text @param {{ has(number: string): boolean }} known @returns {Piece[]} */
export function piecesOf(text, known) {
  /** @type {Piece[]} */
  const found = [];
  for (const piece of text.split(/(\[\d+\])/)) {
    const number = /^\[(\d+)\]$/.exec(piece);
    if (number && known.has(number[1])) {
      found.push({ text: piece, kind: "source" });
      continue;
    }
    for (const part of piece.split(/(\d{4}-\d{2}(?:-\d{2})?)/))
      found.push({ text: part, kind: /^\d{4}-\d{2}/.test(part) ? "date" : "text" });
  }
  return found;
}

// Whether a text is so short that it stays on one line; Chinese characters count for two, and would be broken after each of them.
/** @param {string} text @param {number} most */
export function isBrief(text, most) {
  return [...text].reduce((sum, sign) => sum + (sign >= "\u2e80" ? 2 : 1), 0) <= most;
}

// Whether a text is a date or the number of a record, which are not broken.
/** @param {string} text */
export function isDay(text) {
  return /^(\d{4}(-\d{2}){0,2}|[A-Za-z]+-\d+)$/.test(text);
}
