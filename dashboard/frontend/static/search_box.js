// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/dom.js
function goTo(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

// search_box/search_box.js
var boxes = /* @__PURE__ */ new WeakMap();
function search_box_default(component) {
  const root = component.parentElement.querySelector(".search");
  if (!root) return void 0;
  let box = boxes.get(root);
  if (!box) {
    box = new Box(root);
    boxes.set(root, box);
  }
  box.component = component;
  box.show(component.data);
  return void 0;
}
var Box = class {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input");
    this.list = root.querySelector(".found");
    this.active = -1;
    this.timer = null;
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.component.setStateValue("query", this.input.value);
        if (this.data.query === this.input.value) this.open(true);
      }, 140);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => {
      clearTimeout(this.timer);
      setTimeout(() => this.open(this.root.getRootNode().activeElement === this.input), 150);
    });
    this.input.addEventListener("focus", () => {
      if (this.input.value !== this.data.query) this.component.setStateValue("query", this.input.value);
      this.open(true);
    });
  }
  show(data) {
    this.data = data;
    this.input.placeholder = data.placeholder;
    this.input.setAttribute("aria-label", data.placeholder);
    this.list.setAttribute("aria-label", data.placeholder);
    this.active = data.hits.length ? 0 : -1;
    this.render();
    this.open(this.root.contains(this.root.getRootNode().activeElement));
    this.root.dataset.ready = "true";
  }
  render() {
    const rows = this.data.hits.map((hit, index) => {
      const row = document.createElement("li");
      row.id = `hit-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(index === this.active));
      row.dataset.id = hit.id;
      const [name, other, what] = [
        document.createElement("b"),
        document.createElement("span"),
        document.createElement("small")
      ];
      name.textContent = hit.name;
      other.textContent = hit.others;
      what.textContent = hit.what;
      row.append(name, other, what);
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.choose(index);
      });
      return row;
    });
    if (!rows.length && this.data.query) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = this.data.none;
      rows.push(none);
    }
    this.list.replaceChildren(...rows);
    this.input.setAttribute("aria-activedescendant", this.active >= 0 ? `hit-${this.active}` : "");
  }
  open(wanted) {
    const shown = wanted && Boolean(this.data.query) && this.input.value.trim() !== "";
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
  }
  key(event) {
    const { hits } = this.data;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length)
        this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      this.render();
      this.open(true);
    } else if (event.key === "Enter") {
      if (hits.length && this.data.query === this.input.value) this.choose(Math.max(this.active, 0));
      else this.component.setStateValue("query", this.input.value);
    } else if (event.key === "Escape") {
      this.input.value = "";
      this.component.setStateValue("query", "");
      this.open(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  choose(index) {
    const hit = this.data.hits[index];
    if (!hit) return;
    clearTimeout(this.timer);
    this.input.value = "";
    this.open(false);
    this.input.blur();
    if (hit.href) goTo(hit.href);
    else this.component.setTriggerValue("pick", hit.id);
  }
};
export {
  search_box_default as default
};
