// What the page does beside drawing: hints as text, rings in the background, and names where there is room: of the
// larger nodes first, and of more nodes the nearer one looks. `page` is given by network_page.py; `nodes`, `edges`
// and `network` are those of the script that pyvis makes.

const CELL = 64, DARK = "#1b1e23";

function hint(title, lines) {
  const box = document.createElement("div");
  const parts = lines.map((line) => ["span", line]);
  for (const [tag, text] of title ? [["b", title], ...parts] : parts) {
    const part = document.createElement(tag);
    part.textContent = text;
    box.append(part);
  }
  return box;
}

// Boxes that are taken, found by the cells of a grid; a node and its own name may touch.
class TakenBoxes {
  constructor() {
    this.cells = new Map();
  }

  *keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x} ${y}`;
  }

  add(box, owner) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ box, owner });
    }
  }

  isFree(box, owner) {
    const touches = (entry) => entry.owner !== owner && box[0] < entry.box[2] && box[2] > entry.box[0]
      && box[1] < entry.box[3] && box[3] > entry.box[1];
    for (const key of this.keys(box)) if ((this.cells.get(key) || []).some(touches)) return false;
    return true;
  }
}

// Where a name may stand: below, right, left, above.
function namePlaces({ x, y, radius }, width) {
  const gap = radius + 5;
  return [["center", x, y + gap + 7], ["left", x + gap, y], ["right", x - gap, y], ["center", x, y - gap - 7]].map(
    ([align, textX, textY]) => {
      const left = { center: textX - width / 2, left: textX, right: textX - width }[align];
      return { align, x: textX, y: textY, box: [left - 2, textY - 8, left + width + 2, textY + 8] };
    },
  );
}

const largestFirst = nodes.get().sort((a, b) => b.size - a.size);

function drawRings(context) {
  context.lineWidth = 1;
  context.strokeStyle = "#e0ded6";
  for (const radius of page.rings) {
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

function drawNames(context) {
  // All of it in pixels of the screen, so that names keep their size.
  const scale = network.getScale(), places = network.getPositions(), chosen = new Set(network.getSelectedNodes());
  const seen = largestFirst.map(({ id, name, size, color }) => (
    { id, name, x: places[id].x * scale, y: places[id].y * scale, radius: size * scale, dark: color.background === DARK }
  ));
  const taken = new TakenBoxes();
  for (const { id, x, y, radius } of seen) taken.add([x - radius, y - radius, x + radius, y + radius], id);
  seen.sort((a, b) => chosen.has(b.id) - chosen.has(a.id));
  context.save();
  context.scale(1 / scale, 1 / scale);
  Object.assign(context, { textBaseline: "middle", lineJoin: "round", lineWidth: 4, strokeStyle: "#fff", fillStyle: DARK });
  for (const node of seen) {
    context.font = `${chosen.has(node.id) ? 700 : 400} 12px ${page.font}`;
    const width = context.measureText(node.name).width;
    // The home has room for its name within.
    if (node.dark && width < 2 * node.radius - 8) {
      Object.assign(context, { textAlign: "center", fillStyle: "#fff" });
      context.fillText(node.name, node.x, node.y);
      context.fillStyle = DARK;
      continue;
    }
    const tried = namePlaces(node, width);
    const found = tried.find(({ box }) => taken.isFree(box, node.id)) || (chosen.has(node.id) ? tried[0] : null);
    if (!found) continue;
    taken.add(found.box, node.id);
    context.textAlign = found.align;
    context.strokeText(node.name, found.x, found.y);
    context.fillText(node.name, found.x, found.y);
  }
  context.restore();
}

nodes.update(nodes.get().map(({ id, name, told }) => ({ id, title: hint(name, told) })));
edges.update(edges.get().filter(({ told }) => told.length).map(({ id, told }) => ({ id, title: hint("", told) })));
document.getElementById("mynetwork").insertAdjacentHTML("afterend", page.over);
const canvas = document.querySelector("#mynetwork canvas");
canvas.setAttribute("role", "img");
canvas.setAttribute("aria-label", page.label);
network.on("beforeDrawing", drawRings);
network.on("afterDrawing", drawNames);
// Room for the names at the edges.
network.once("afterDrawing", () => network.moveTo({ scale: network.getScale() * 0.95 }));
network.redraw();
