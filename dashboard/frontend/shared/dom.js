// What every component makes its elements with: texts are only ever set as text.

export const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [name] its class
 * @param {string | number | null} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined && text !== null) node.textContent = String(text);
  return node;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | undefined>} attributes those that are undefined are left out
 * @param {string | number} [text]
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function shape(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = String(text);
  return node;
}

// Only addresses of the web become links; anything else stays text.
/** @param {string} url @param {string} text */
export function safeLink(url, text) {
  let address;
  try {
    address = new URL(url);
  } catch {
    address = null;
  }
  if (!address || (address.protocol !== "http:" && address.protocol !== "https:"))
    return element("span", "", text);
  const link = element("a", "", text);
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

// Goes to another page of the dashboard as the browser's own Back does: with one entry in its history, and without starting anew.
/** @param {string} href */
export function goTo(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

// A link to another page of the dashboard: it can be copied and opened in a tab; a plain click stays in this visit.
/** @param {string} name its class @param {string} text @param {string} href */
export function pageLink(name, text, href) {
  const link = element("a", name, text);
  link.href = href;
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  });
  return link;
}

// An element that the markup of a component is known to have.
/** @param {ParentNode} root @param {string} selector */
export function part(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

// What has the keyboard within the same part of the page.
/** @param {Node} root */
export function focused(root) {
  const within = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  return /** @type {HTMLElement | null} */ (within.activeElement);
}

// The place after another one, or before it, in a ring of so many; it stays where there are none.
/** @param {number} active @param {1 | -1} way @param {number} count */
export function stepped(active, way, count) {
  return count ? (active + way + count) % count : active;
}
