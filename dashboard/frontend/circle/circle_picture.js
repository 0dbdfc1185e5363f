// The circle as a picture of its own: the same drawing as on the page, put down as SVG, with title, legend and stamp.

import { FAINT, INK, icon } from "../shared/circle_marks.js";
import { element, shape } from "../shared/dom.js";

// A sheet on which one draws as on a canvas, and which is SVG afterwards; it knows what the circle uses.
class Paper {
  constructor(into) {
    this.into = into;
    this.fillStyle = this.strokeStyle = "#000";
    this.lineWidth = 1;
    this.globalAlpha = 1;
    this.font = "400 12px sans-serif";
    this.textAlign = "left";
    this.textBaseline = "middle";
    this.lineJoin = "round";
    this.dashes = [];
    this.path = "";
    this.measure = document.createElement("canvas").getContext("2d");
  }

  setLineDash(dashes) { this.dashes = dashes; }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${number(x)} ${number(y)}`; }
  lineTo(x, y) { this.path += `L${number(x)} ${number(y)}`; }
  closePath() { this.path += "Z"; }

  // In two halves: an arc of SVG cannot come back to where it began.
  arc(x, y, radius, start, end, back = false) {
    let turn = end - start;
    if (Math.abs(turn) < 2 * Math.PI) {
      if (!back && turn < 0) turn += 2 * Math.PI;
      if (back && turn > 0) turn -= 2 * Math.PI;
    }
    const point = (angle) => `${number(x + radius * Math.cos(angle))} ${number(y + radius * Math.sin(angle))}`;
    const half = (angle) => `A${number(radius)} ${number(radius)} 0 0 ${back ? 0 : 1} ${point(angle)}`;
    this.path += `${this.path ? "L" : "M"}${point(start)}${half(start + turn / 2)}${half(start + turn)}`;
  }

  fill() { this.put("path", { d: this.path, fill: this.fillStyle }); }
  stroke() { this.put("path", { d: this.path, fill: "none", ...this.pen() }); }

  pen() {
    return { stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round", ...(this.dashes.length ? { "stroke-dasharray": this.dashes.map(number).join(" ") } : {}) };
  }

  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  strokeText(text, x, y, width) { this.text(text, x, y, width, { fill: "none", ...this.pen() }); }
  fillText(text, x, y, width) { this.text(text, x, y, width, { fill: this.fillStyle }); }

  text(text, x, y, width, look) {
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(this.font), squeezed = width && this.measureText(text).width > width;
    this.put("text", {
      x: number(x), y: number(y + Number(size) * 0.36), "font-size": size, "font-weight": weight, "text-anchor": { left: "start", right: "end", center: "middle" }[this.textAlign],
      ...(squeezed ? { textLength: number(width), lengthAdjust: "spacingAndGlyphs" } : {}), ...look,
    }, text);
  }

  put(tag, attributes, text) {
    this.into.append(shape(tag, { ...attributes, ...(this.globalAlpha < 1 ? { opacity: number(this.globalAlpha) } : {}) }, text));
  }
}

function number(value) {
  return String(Math.round(value * 100) / 100);
}

// Stands beside the page, where nobody sees it, until it is saved.
export function picture(circle) {
  const { data } = circle, { width, height } = data.frame, head = 34, foot = 26;
  const svg = shape("svg", { width, height: height + head + foot });
  svg.append(shape("text", { x: 10, y: 24, "font-size": 16, "font-weight": 700, fill: INK }, data.title));
  svg.append(shape("text", { x: width - 10, y: 24, "text-anchor": "end", "font-size": 11.5, fill: "#5b616b" }, data.texts.shown));
  svg.append(shape("text", { x: width - 10, y: height + head + foot - 8, "text-anchor": "end", "font-size": 11, fill: FAINT }, data.texts.read));
  const middle = shape("g", { transform: `translate(${width / 2} ${head + height / 2})` }), paper = new Paper(middle);
  svg.append(middle);
  circle.drawGround(paper);
  if (circle.player.glides) circle.player.draw(paper);
  else {
    circle.drawLines(paper);
    circle.drawHome({ ctx: paper, x: 0, y: 0 }).drawNode();
    for (const mark of data.marks) circle.drawOne(paper, mark);
  }
  circle.drawBandNames(paper);
  if (!circle.player.glides) circle.drawWindow(paper);
  const rows = (entries, x, bottom) => entries.forEach((entry, index) => {
    const y = bottom - (entries.length - index) * 20, sign = icon(entry.form || "circle", entry.state, entry.line), row = shape("g", { transform: `translate(${x} ${y})` });
    row.append(sign, shape("text", { x: entry.line ? 34 : 24, y: 12.5, "font-size": 12, fill: "#3b3f46" }, [entry.text, entry.count].filter((part) => part !== undefined && part !== null).join("  ")));
    svg.append(row);
  });
  rows(data.legend.states, 10, head + height - 6);
  rows(data.legend.shapes, width - 190, head + height + 4);
  const place = element("div", "aside-picture");
  place.append(svg);
  circle.root.append(place);
  return svg;
}
