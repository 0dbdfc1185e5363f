// How a mark and a line of the circle look: one drawing for the canvas, for the legend and the card, and for saved pictures.

import { shape } from "./dom.js";

export const INK = "#1b1e23", FAINT = "#6f757e";
export const COLOUR = { recent: "#0072B2", silent: "#E69F00", unknown: "#8A8F98", intended: "#D55E00" };
export const DASHES = { signed: false, intended: [6, 5], contact: [1.5, 4] };
export const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif';
// The signs of what can be done to a mark, as paths of 16 by 16.
export const SIGNS = {
  expand: "M8 8L3.5 4M8 8l5-3.5M8 8l1 5.2M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 3.4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M12 4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M7.8 13.6a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0",
  focus: "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M5.8 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0",
  pin: "M5.5 2h5M6.2 2v4.4L4 9h8L9.8 6.4V2M8 9v5",
  hide: "M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM6.4 8a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M3 13.5L13 2.5",
};

export function drawMark(context, x, y, size, form, state, count) {
  context.lineWidth = 2;
  context.setLineDash([]);
  if (form === "group") {
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fillStyle = "#eef1f4";
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = "#5b616b";
    context.stroke();
    context.font = `600 ${count > 999 ? 9 : count > 99 ? 10.5 : 11}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = INK;
    context.fillText(String(count), x, y + 0.5, size * 2 - 3);
    return;
  }
  if (form === "visit" || form === "event") {
    context.beginPath();
    context.arc(x, y, size * 0.8, 0, 2 * Math.PI);
    context.fillStyle = form === "visit" ? "#3f6f8f" : "#fff";
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = "#3f6f8f";
    context.stroke();
    return;
  }
  if (form !== "circle") {
    context.beginPath();
    polygon(form).forEach(([dx, dy], index) => (index ? context.lineTo(x + dx * size, y + dy * size) : context.moveTo(x + dx * size, y + dy * size)));
    context.closePath();
    context.fillStyle = state === "recent" ? "#3f6f8f" : "#7d838c";
    context.strokeStyle = "#fff";
    context.lineWidth = 1;
    context.fill();
    context.stroke();
    return;
  }
  const colour = COLOUR[state];
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.fillStyle = state === "recent" ? colour : "#fff";
  context.fill();
  context.strokeStyle = colour;
  if (state === "intended") context.setLineDash([size * 0.62, size * 0.42]);
  context.stroke();
  context.setLineDash([]);
  if (state === "silent") {
    context.beginPath();
    context.arc(x, y, size, -Math.PI / 2, Math.PI / 2);
    context.closePath();
    context.fillStyle = colour;
    context.fill();
  } else if (state === "unknown") {
    context.fillStyle = "#5b616b";
    context.font = `600 ${Math.round(size * 1.55)}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("?", x, y + size * 0.08);
  }
}

// A head of a pin at the upper right of a mark that stays whatever the filters say.
export function drawPin(context, x, y, size) {
  const away = size * 0.78 + 1.5;
  context.beginPath();
  context.arc(x + away, y - away, 3.2, 0, 2 * Math.PI);
  context.fillStyle = INK;
  context.fill();
  context.lineWidth = 1.4;
  context.strokeStyle = "#fff";
  context.stroke();
}

export function lineLook(form, state, line) {
  const strong = form === "circle";
  return { color: strong ? COLOUR[state] : "#9aa0a8", opacity: strong ? 0.36 : 0.5, width: !strong ? 0.9 : line === "signed" ? 2.2 : 1.6, dashes: DASHES[line] || false };
}

export function drawLine(context, from, to, { color, opacity, width, dashes }) {
  const before = context.globalAlpha;
  context.globalAlpha = before * opacity;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.setLineDash(dashes || []);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = before;
}

export function polygon(form) {
  if (form === "port") return [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]];
  if (form === "consulate") return [[0, -1.2], [1.2, 0.95], [-1.2, 0.95]];
  return [[-0.95, -0.95], [0.95, -0.95], [0.95, 0.95], [-0.95, 0.95]];
}

export function stroke(path) {
  const svg = shape("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", fill: "none", stroke: "currentColor", "stroke-width": 1.4, "stroke-linecap": "round", "stroke-linejoin": "round" });
  svg.append(shape("path", { d: path }));
  return svg;
}

export function icon(form, state, line) {
  const svg = shape("svg", { width: line ? 26 : 16, height: 16, viewBox: line ? "0 0 26 16" : "0 0 16 16", "aria-hidden": "true" });
  if (line) {
    const dashes = DASHES[line] ? DASHES[line].join(" ") : "none";
    svg.append(shape("line", { x1: 1, x2: 25, y1: 8, y2: 8, stroke: "#5b616b", "stroke-width": line === "signed" ? 2.4 : 1.8, "stroke-dasharray": dashes }));
  } else if (form === "group") {
    svg.append(shape("circle", { cx: 8, cy: 8, r: 7, fill: "#eef1f4", stroke: "#5b616b", "stroke-width": 1.6 }));
    svg.append(shape("text", { x: 8, y: 11.2, "text-anchor": "middle", "font-size": 9, "font-weight": 600, fill: INK }, "9"));
  } else if (form !== "circle") {
    svg.append(shape("polygon", { points: polygon(form).map(([x, y]) => `${8 + 5 * x},${8 + 5 * y}`).join(" "), fill: "#5b616b" }));
  } else {
    const colour = COLOUR[state];
    svg.append(shape("circle", { cx: 8, cy: 8, r: 6, fill: state === "recent" ? colour : "#fff", stroke: colour, "stroke-width": 2, ...(state === "intended" ? { "stroke-dasharray": "3.7 2.6" } : {}) }));
    if (state === "silent") svg.append(shape("path", { d: "M8,2A6,6 0 0 1 8,14Z", fill: colour }));
    if (state === "unknown") svg.append(shape("text", { x: 8, y: 11.4, "text-anchor": "middle", "font-size": 9.5, "font-weight": 600, fill: "#5b616b" }, "?"));
  }
  return svg;
}
