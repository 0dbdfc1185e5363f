// The order of rows in the language of the page.

/** @param {string} lang */
export function collatorOf(lang) {
  return new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
}

// Rows by the text of a column, up or down; those without a text come last either way. The rows given stay as they are.
/**
 * @template Row
 * @param {Row[]} rows
 * @param {(row: Row) => string} textOf
 * @param {boolean} up
 * @param {string} lang
 */
export function sorted(rows, textOf, up, lang) {
  const collator = collatorOf(lang);
  return [...rows].sort(
    (a, b) =>
      Number(!textOf(a)) - Number(!textOf(b)) || (up ? 1 : -1) * collator.compare(textOf(a), textOf(b)),
  );
}
