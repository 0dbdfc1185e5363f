// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/dom.js
function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== void 0 && text !== null) node.textContent = text;
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
  const date = element("label", "date"), field = element("input"), track = element("div", "track"), slide = element("input");
  Object.assign(field, {
    type: "text",
    inputMode: "numeric",
    maxLength: 10,
    name: "as_of",
    autocomplete: "off",
    value: time.value
  });
  field.dataset.keep = "as_of";
  date.append(element("span", "", texts.as_of), field);
  Object.assign(slide, { type: "range", step: 1, min: time.first, max: time.last });
  slide.value = time.year;
  slide.dataset.keep = "years";
  slide.setAttribute("aria-label", texts.as_of);
  slide.setAttribute("aria-valuetext", time.value);
  const fill = (year) => slide.style.setProperty("--at", `${100 * (year - time.first) / Math.max(time.last - time.first, 1)}%`);
  const asked = (year) => year >= time.last ? time.today : `${year}-12-31`;
  fill(time.year);
  track.append(slide);
  for (const year of time.ticks) {
    const tick = element("span", "tick", year);
    tick.style.left = `calc(8px + (100% - 16px) * ${(year - time.first) / Math.max(time.last - time.first, 1)})`;
    track.append(tick);
  }
  slide.addEventListener("input", () => {
    field.value = asked(Number(slide.value));
    fill(Number(slide.value));
  });
  slide.addEventListener("change", () => send("as_of", asked(Number(slide.value))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    const [year, month = 1, day = 1] = text.split("-").map(Number);
    const given = new Date(Date.UTC(year, month - 1, day));
    const good = /^\d{4}(-\d{2}){0,2}$/.test(text) && given.getUTCMonth() === month - 1 && given.getUTCDate() === day;
    field.classList.toggle("bad", !good);
    field.setAttribute("aria-invalid", String(!good));
    field.title = good ? "" : texts.forms;
    if (good) send("as_of", text);
  });
  form.append(date, track);
  return form;
}
function replace(root, ...content) {
  const kept = root.getRootNode().activeElement?.dataset?.keep;
  const typed = [...root.querySelectorAll("[data-keep][data-typed]")].map((field) => [
    field.dataset.keep,
    field.value
  ]);
  root.replaceChildren(...content);
  const again = (name) => root.querySelector(`[data-keep="${CSS.escape(name)}"]`);
  for (const [name, value] of typed)
    if (again(name)) Object.assign(again(name), { value }).dataset.typed = "";
  if (kept) again(kept)?.focus({ preventScroll: true });
  if (!root.dataset.ready || root.dataset.ready === "false") {
    root.addEventListener("input", (event) => {
      if (event.target.type === "text") event.target.dataset.typed = "";
    });
    root.addEventListener(
      "submit",
      (event) => event.target.querySelectorAll("[data-typed]").forEach((field) => delete field.dataset.typed),
      true
    );
  }
  root.dataset.ready = "true";
}

// documents/board.js
function board_default(component) {
  const root = component.parentElement.querySelector(".fc");
  if (root) draw(root, component.data, component.setTriggerValue);
  return void 0;
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
