// What can be read off a statement: its parameters, places in its text, and the address under which it is found again.

/** @import { ConsoleData } from "../types/payloads.js" */

/** @typedef {{ text: string, base: string, given: Record<string, string>, limit: number, seconds: number }} Statement */

// Strings, comments and names in backticks hold no parameters.
const TOKENS =
  /\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|\$(?:([\p{L}\p{N}_]+)|`((?:[^`]|``)*)`)|`(?:[^`]|``)*`/gu;

// The names of the parameters, each once, in the order of the text.
/** @param {string} text @returns {string[]} */
export function parametersOf(text) {
  const found = new Set();
  for (const match of text.matchAll(TOKENS)) if (match[1] || match[2]) found.add(match[1] || match[2]);
  return [...found];
}

// The values to send: of each parameter that has one or that the query knows.
/** @param {string} text @param {Map<string, string>} values @param {Record<string, unknown>} known */
export function givenFor(text, values, known) {
  return Object.fromEntries(
    parametersOf(text)
      .map((name) => /** @type {[string, string]} */ ([name, values.get(name) ?? ""]))
      .filter(([name, value]) => value !== "" || known[name]),
  );
}

// Where the word at a line and column, counted from 1, begins and ends in the text; null if there is no such line.
/** @param {string} text @param {number} line @param {number} column @returns {[number, number] | null} */
export function wordAt(text, line, column) {
  const lines = text.split("\n");
  if (line > lines.length) return null;
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const word = /^[\p{L}\p{N}_]*/u.exec(text.slice(start))?.[0] ?? "";
  return [start, start + Math.max(word.length, 1)];
}

// The address of a statement; null if it is too long for a link.
/**
 * @param {string} href of the page
 * @param {Statement} now
 * @param {Pick<ConsoleData, "draft" | "original" | "most" | "usual">} data
 */
export function addressOf(href, now, { draft, original, most, usual }) {
  const address = new URL(href),
    asked = address.searchParams,
    same = Boolean(draft.base) && now.text === original.trim();
  for (const name of ["query", "cypher", "given", "rows", "seconds"]) asked.delete(name);
  if (draft.base) asked.set("query", draft.base);
  if (!same) asked.set("cypher", now.text);
  const given = new URLSearchParams(now.given).toString();
  if (given) asked.set("given", given);
  if (now.limit !== usual.rows) asked.set("rows", String(now.limit));
  if (now.seconds !== usual.seconds) asked.set("seconds", String(now.seconds));
  return (!same && now.text.length > most.statement) || given.length > most.given ? null : address.href;
}

// A number that somebody typed, whole and within its bounds.
/** @param {string} text @param {number} most */
export function bounded(text, most) {
  return Math.min(Math.max(Math.round(Number(text)) || 1, 1), most);
}
