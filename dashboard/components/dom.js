// What every component makes its elements with: texts are only ever set as text. It stands before the code of each of them.

const SVG = "http://www.w3.org/2000/svg";

function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function shape(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

// Only addresses of the web become links; anything else stays text.
function safeLink(url, text) {
  let address = null;
  try {
    address = new URL(url);
  } catch {
    address = null;
  }
  if (!address || (address.protocol !== "http:" && address.protocol !== "https:")) return element("span", "", text);
  const link = element("a", "", text);
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

