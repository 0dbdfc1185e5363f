// Days as a person writes them, and the years of a time line.

/** @import { TimeLineData } from "../types/payloads.js" */

// Whether a text is a day, a month or a year: 2019-05-28, 2019-05, 2019.
/** @param {string} text */
export function isPartialDate(text) {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return false;
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

// The last day of a year, as far as the records go.
/** @param {number} year @param {TimeLineData} time */
export function endOf(year, time) {
  return year >= time.last ? time.today : `${year}-12-31`;
}

// Where a year lies on the time line, from 0 to 1.
/** @param {number} year @param {TimeLineData} time */
export function shareOf(year, time) {
  return (year - time.first) / Math.max(time.last - time.first, 1);
}
