// A drawing as a file of the person's own: made in the browser, from what is on the page.

import { SVG, element, shape } from "./dom.js";

/** @param {Blob} blob @param {string} name of the file */
function hand(blob, name) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Programs of an office draw the halo of a name over its letters, as they do not know the order of painting: it becomes
// a text of its own below them.
/** @param {SVGSVGElement} svg */
function partHalos(svg) {
  for (const text of svg.querySelectorAll("text[paint-order]")) {
    const halo = /** @type {SVGTextElement} */ (text.cloneNode(true));
    halo.setAttribute("fill", "none");
    halo.setAttribute("aria-hidden", "true");
    halo.removeAttribute("paint-order");
    text.before(halo);
    for (const name of ["paint-order", "stroke", "stroke-width", "stroke-linejoin"])
      text.removeAttribute(name);
  }
}

// The text of a drawing that stands alone: white ground, the stamp in its corner.
/** @param {SVGSVGElement} svg @param {string} stamp @param {string} font */
export function alone(svg, stamp, font) {
  const { width, height } = svg.getBoundingClientRect();
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  copy.setAttribute("viewBox", `0 0 ${Math.round(width)} ${Math.round(height)}`);
  copy.setAttribute("font-family", font);
  copy.removeAttribute("style");
  partHalos(copy);
  copy.prepend(shape("rect", { width: "100%", height: "100%", fill: "#fff" }));
  copy.append(shape("text", { x: 10, y: height - 8, "font-size": 11, fill: "#6f757e" }, stamp));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** @param {SVGSVGElement} svg @param {string} stamp @param {string} font @param {string} name of the file */
export function saveSvg(svg, stamp, font, name) {
  hand(new Blob([alone(svg, stamp, font).text], { type: "image/svg+xml" }), `${name}.svg`);
}

/** @param {SVGSVGElement} svg @param {string} stamp @param {string} font @param {string} name of the file */
export function savePng(svg, stamp, font, name) {
  const { text, width, height } = alone(svg, stamp, font),
    image = new Image(),
    scale = 2;
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = height * scale;
    /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(
      image,
      0,
      0,
      canvas.width,
      canvas.height,
    );
    canvas.toBlob((blob) => blob && hand(blob, `${name}.png`), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}
