// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/component.js
function rootOf(component) {
  return component.parentElement.querySelector(".fc");
}
function drawnAnew(component, draw2) {
  const root = rootOf(component);
  if (root) draw2(root, component.data, component.setTriggerValue);
  return void 0;
}

// shared/dom.js
function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== void 0 && text !== null) node.textContent = String(text);
  return node;
}
function goTo(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
function pageLink(name, text, href) {
  const link = element("a", name, text);
  link.href = href;
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  });
  return link;
}
function focused(root) {
  const within = (
    /** @type {Document | ShadowRoot} */
    root.getRootNode()
  );
  return (
    /** @type {HTMLElement | null} */
    within.activeElement
  );
}

// shared/days.js
function isPartialDate(text) {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return false;
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
function endOf(year, time) {
  return year >= time.last ? time.today : `${year}-12-31`;
}
function shareOf(year, time) {
  return (year - time.first) / Math.max(time.last - time.first, 1);
}

// shared/day_field.js
function dayField() {
  return Object.assign(element("input"), {
    type: "text",
    inputMode: "numeric",
    maxLength: 10,
    name: "as_of",
    autocomplete: "off"
  });
}
function dayIn(field, forms) {
  const text = field.value.trim(), good = isPartialDate(text);
  field.classList.toggle("bad", !good);
  field.setAttribute("aria-invalid", String(!good));
  field.title = good ? "" : forms;
  return good ? text : void 0;
}

// shared/parts.js
function scrolling(content, label) {
  const frame = element("div", "scroll");
  frame.append(content);
  new ResizeObserver(() => {
    const over = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
    if (over) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
    if (over) frame.setAttribute("role", "region");
    else frame.removeAttribute("role");
    if (over) frame.setAttribute("aria-label", label);
    else frame.removeAttribute("aria-label");
  }).observe(frame);
  return frame;
}
function timeForm(time, texts, send) {
  const form = element("form", "time");
  form.noValidate = true;
  const date = element("label", "date"), field = dayField(), track = element("div", "track"), slide = element("input");
  field.value = time.value;
  field.dataset.keep = "as_of";
  date.append(element("span", "", texts.as_of), field);
  Object.assign(slide, { type: "range", step: 1, min: time.first, max: time.last });
  slide.value = String(time.year);
  slide.dataset.keep = "years";
  slide.setAttribute("aria-label", texts.as_of);
  slide.setAttribute("aria-valuetext", time.value);
  const fill = (year) => slide.style.setProperty("--at", `${100 * shareOf(year, time)}%`);
  fill(time.year);
  track.append(slide);
  for (const year of time.ticks) {
    const tick = element("span", "tick", year);
    tick.style.left = `calc(8px + (100% - 16px) * ${shareOf(year, time)})`;
    track.append(tick);
  }
  slide.addEventListener("input", () => {
    field.value = endOf(Number(slide.value), time);
    fill(Number(slide.value));
  });
  slide.addEventListener("change", () => send("as_of", endOf(Number(slide.value), time)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = dayIn(field, texts.forms);
    if (day) send("as_of", day);
  });
  form.append(date, track);
  return form;
}
function replace(root, ...content) {
  const kept = focused(root)?.dataset.keep;
  const typed = fieldsIn(root, "[data-keep][data-typed]").map((field) => ({
    name: field.dataset.keep ?? "",
    value: field.value
  }));
  root.replaceChildren(...content);
  for (const { name, value } of typed) {
    const [field] = fieldsIn(root, keptAs(name));
    if (field) Object.assign(field, { value }).dataset.typed = "";
  }
  if (kept) fieldsIn(root, keptAs(kept))[0]?.focus({ preventScroll: true });
  if (!root.dataset.ready || root.dataset.ready === "false") {
    root.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "text") target.dataset.typed = "";
    });
    root.addEventListener(
      "submit",
      ({ target }) => {
        for (const field of fieldsIn(
          /** @type {HTMLElement} */
          target,
          "[data-typed]"
        ))
          delete field.dataset.typed;
      },
      true
    );
  }
  root.dataset.ready = "true";
}
function fieldsIn(root, selector) {
  return [...root.querySelectorAll(selector)].map((field) => (
    /** @type {HTMLInputElement} */
    field
  ));
}
function keptAs(name) {
  return `[data-keep="${CSS.escape(name)}"]`;
}

// documents/board.js
function board_default(component) {
  return drawnAnew(component, draw);
}
function draw(root, data, send) {
  const { texts } = data;
  const tools = element("div", "tools");
  tools.append(timeForm(data.time, texts, send));
  const lead = element("p", "note", texts.lead);
  const any = data.lanes.some((lane) => lane.cards.length);
  replace(root, tools, lead, any ? board(data) : element("p", "nothing", texts.empty));
}
function board(data) {
  const frame = element("table", "board"), top = element("thead"), head = element("tr");
  frame.setAttribute("aria-label", data.texts.label);
  const widths = element("colgroup");
  widths.append(element("col", "lane"));
  for (const column of data.columns)
    widths.append(
      element(
        "col",
        data.lanes.some((lane) => lane.cards.some((card) => card.column === column.code)) ? "" : "bare"
      )
    );
  frame.append(widths);
  head.append(element("td"));
  for (const column of data.columns) {
    const cell = element("th", "", column.text);
    cell.scope = "col";
    head.append(cell);
  }
  top.append(head);
  const body = element("tbody");
  for (const lane of data.lanes) {
    const row = element("tr"), title = element("th");
    title.scope = "row";
    title.append(element("span", "", lane.text), element("small", "", lane.cards.length || data.texts.none));
    row.append(title);
    for (const column of data.columns) {
      const cell = element("td");
      for (const card of lane.cards.filter((entry) => entry.column === column.code))
        cell.append(cardOf(card, data.texts));
      row.append(cell);
    }
    body.append(row);
  }
  frame.append(top, body);
  return scrolling(frame, data.texts.label);
}
function cardOf(card, texts) {
  const node = element("article", `card-small${card.named ? " named" : ""}${card.signed ? " signed" : ""}`);
  const name = pageLink("name", card.name, card.href);
  const head = element("h3");
  head.append(name);
  const facts = element("p", "facts-line");
  for (const text of [card.kind, card.since, card.months].filter(Boolean))
    facts.append(element("span", "", text));
  node.append(head, facts);
  if (card.waits) node.append(element("p", "waits", card.waits));
  if (card.partner_track) node.append(element("p", "muted small", card.partner_track));
  const list = element("dl");
  for (const line of card.lines) {
    list.append(
      element("dt", line.later ? "later" : "", line.head),
      element("dd", line.later ? "later" : "", line.text)
    );
  }
  node.append(
    list,
    element("p", "muted small", [card.named ? texts.named : "", card.sources].filter(Boolean).join(" · "))
  );
  return node;
}
export {
  board_default as default
};
