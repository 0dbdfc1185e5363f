// The arithmetic of a period on a time line. Months are counted from year 0; a period goes from its first month to the first one after it.

/**
 * @typedef {{ first: number, last: number, left: number, right: number }} Scale years at the two ends of the line, and
 *   where these lie
 * @typedef {[number, number]} Period
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };

// The months that the line holds, whole ones.
/** @param {Scale} scale @returns {Period} */
export function bounds({ first, last }) {
  return [Math.floor(12 * first), Math.ceil(12 * last)];
}

/** @param {number} month @param {Scale} scale */
export function placeOf(month, { first, last, left, right }) {
  return left + ((right - left) * (month / 12 - first)) / (last - first);
}

/** @param {number} x @param {Scale} scale */
export function monthAt(x, scale) {
  const { first, last, left, right } = scale;
  return within(Math.round(12 * (first + ((last - first) * (x - left)) / (right - left))), scale);
}

/** @param {number} month @param {Scale} scale */
function within(month, scale) {
  const [least, most] = bounds(scale);
  return Math.min(Math.max(month, least), most);
}

/** @param {number} month */
export function monthText(month) {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

// A period between two months in either order, at least a month long.
/** @param {number} one @param {number} other @returns {Period} */
export function between(one, other) {
  const since = Math.min(one, other);
  return [since, Math.max(one, other, since + 1)];
}

// The period after a key on one of its edges (0: since, 1: until); null if the key moves nothing.
/** @param {string} key @param {0 | 1} edge @param {Period} period @param {Scale} scale */
export function moved(key, edge, period, scale) {
  const [least, most] = bounds(scale);
  const wanted = { Home: least, End: most }[key] ?? (key in STEPS ? period[edge] + STEPS[key] : undefined);
  if (wanted === undefined) return null;
  const month = within(wanted, scale);
  return edge
    ? between(period[0], Math.max(month, period[0] + 1))
    : between(Math.min(month, period[1] - 1), period[1]);
}

// What is wrong with two dates that somebody typed: those that are no dates, and whether they stand in the wrong order.
/** @param {string} since @param {string} until either may be empty */
export function faultsOf(since, until) {
  const bad = [since, until].map((text) => Boolean(text) && !DATE.test(text));
  const turned = Boolean(since && until) && since.slice(0, until.length) > until.slice(0, since.length);
  return { bad, turned: turned && !bad.includes(true) };
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

// The canvas with what a mark stands for; what stands alone there is picked as well.
/** @param {string} address with ~ in place of the ids @param {string[]} ids */
export function thingsHref(address, ids) {
  const names = ids.map(encodeURIComponent).join("%2C");
  return address.replace("~", names) + (ids.length === 1 ? `&picked=${names}` : "");
}
