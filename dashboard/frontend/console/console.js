// The console: an editor, the fields of its parameters, the answer; beside it the examples, the schema and what was run before. Every text is set as text.

import { drawn, numbered } from "../shared/component.js";
import { element, focused } from "../shared/dom.js";
import { button } from "../shared/parts.js";
import { answerParts } from "./answer.js";
import { Beside } from "./beside.js";
import { addressOf, bounded, givenFor, parametersOf, wordAt } from "./statement.js";

/**
 * @import { ConsoleData } from "../types/payloads.js"
 * @import { CleanUp, Component } from "../types/page.js"
 * @import { Act } from "./beside.js"
 */

// A text of its own, so that what is being written is there again after a look at another page.
const KEPT = "friendcircle.console";

/** @param {Component<ConsoleData>} component @returns {CleanUp} */
export default function (component) {
  return drawn(
    component,
    (root) => new Console(root, component.data),
    (here) => {
      here.send = (act) => component.setTriggerValue("act", numbered(act));
    },
  );
}

class Console {
  /** @param {HTMLElement} root @param {ConsoleData} data */
  constructor(root, data) {
    this.root = root;
    this.data = data;
    /** @type {(act: Act) => void} */
    this.send = () => {};
    /** @type {Map<string, string>} */
    this.values = new Map();
    /** @type {number | undefined} */
    this.revision = undefined;
    /** @type {number | undefined} */
    this.pointed = undefined;
    this.limit = data.draft.limit;
    this.seconds = data.draft.seconds;
    this.busy = false;
    this.stopping = false;
    this.leaving = false;
    this.drawn = "";
    this.work = element("div", "work");
    this.side = new Beside(
      (act) => this.send(act),
      (text) => this.insert(text),
    );
    this.editor = element("textarea", "editor");
    Object.assign(this.editor, {
      spellcheck: false,
      autocomplete: "off",
      autocapitalize: "off",
      wrap: "off",
    });
    this.editor.addEventListener("input", () => {
      this.fields();
      try {
        sessionStorage.setItem(KEPT, JSON.stringify({ revision: this.revision, text: this.editor.value }));
      } catch {
        // nothing is kept where the browser keeps nothing
      }
    });
    this.editor.addEventListener("keydown", (event) => this.key(event));
    this.form = element("div", "fields");
    this.limits = element("div", "limits");
    this.said = element("p", "said");
    this.said.setAttribute("role", "status");
    this.answer = element("div", "answer");
    this.work.append(this.editor, this.form, this.limits, this.said, this.answer);
    root.append(this.work, this.side.root);
  }

  /** @param {ConsoleData} data */
  show(data) {
    this.data = data;
    const { texts, draft } = data;
    this.editor.setAttribute("aria-label", texts.editor);
    this.editor.title = texts.editor_help;
    if (this.revision !== data.revision) {
      this.revision = data.revision;
      this.editor.value = this.unfinished() ?? draft.text;
      this.editor.rows = Math.min(10, Math.max(5, this.editor.value.split("\n").length));
      this.values = new Map(Object.entries(draft.given));
      this.limit = draft.limit;
      this.seconds = draft.seconds;
      this.said.textContent = "";
    }
    this.busy = data.running;
    this.stopping = this.stopping && data.running;
    this.fields();
    this.tools();
    this.answered();
    this.side.show(data);
    this.root.dataset.ready = "true";
    if (data.running) this.said.textContent = this.stopping ? texts.stopping : texts.running;
    else if ([texts.running, texts.stopping].includes(this.said.textContent ?? ""))
      this.said.textContent = "";
    this.root.dataset.state = data.running
      ? "running"
      : data.answer
        ? "error" in data.answer
          ? "error"
          : "answer"
        : "waiting";
  }

  // What was written and not run, when one comes back to the page.
  /** @returns {string | undefined} */
  unfinished() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
      if (
        kept &&
        kept.revision === this.revision &&
        !location.search.includes("cypher=") &&
        !location.search.includes("query=")
      )
        return kept.text;
      sessionStorage.removeItem(KEPT);
    } catch {
      // as if there were nothing
    }
    return undefined;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.run();
    } else if (event.key === "Escape") {
      this.leaving = true;
    } else if (event.key === "Tab" && !event.shiftKey && !this.leaving && !event.altKey) {
      event.preventDefault();
      this.insert("  ");
    } else if (event.key !== "Tab" && event.key !== "Shift") {
      this.leaving = false;
    }
  }

  // Put a text where the cursor is, so that the browser can undo it.
  /** @param {string} text */
  insert(text) {
    this.editor.focus();
    if (!document.execCommand("insertText", false, text)) {
      this.editor.setRangeText(text, this.editor.selectionStart, this.editor.selectionEnd, "end");
      this.editor.dispatchEvent(new Event("input"));
    }
    this.leaving = false;
  }

  statement() {
    return {
      text: this.editor.value.trim(),
      base: this.data.draft.base,
      given: givenFor(this.editor.value, this.values, this.data.parameters),
      limit: this.limit,
      seconds: this.seconds,
    };
  }

  run() {
    if (this.busy) return;
    this.busy = true;
    this.tools();
    this.said.textContent = this.data.texts.running;
    try {
      sessionStorage.removeItem(KEPT);
    } catch {
      // nothing was kept
    }
    this.send({ do: "run", ...this.statement() });
  }

  stop() {
    if (!this.busy || this.stopping) return;
    this.stopping = true;
    this.tools();
    this.said.textContent = this.data.texts.stopping;
    this.send({ do: "stop" });
  }

  async link() {
    const { texts } = this.data,
      address = addressOf(location.href, this.statement(), this.data);
    if (address === null) {
      this.said.textContent = texts.too_long;
      return;
    }
    try {
      await navigator.clipboard.writeText(address);
      this.said.textContent = texts.linked;
    } catch {
      history.replaceState(history.state, "", address);
      this.said.textContent = texts.not_linked;
    }
  }

  // A field for each parameter that the statement asks for.
  fields() {
    const { texts, parameters } = this.data,
      names = parametersOf(this.editor.value);
    if (this.drawn === names.join() + JSON.stringify(parameters) + this.revision) return;
    this.drawn = names.join() + JSON.stringify(parameters) + this.revision;
    this.form.hidden = !names.length;
    const rows = names.map((name) => {
      const row = element("label", "field"),
        input = element("input"),
        known = parameters[name];
      Object.assign(input, {
        type: "text",
        name,
        value: this.values.get(name) ?? "",
        autocomplete: "off",
        spellcheck: false,
        maxLength: 1000,
      });
      input.placeholder = known ? (known.required ? texts.required : texts.anything) : "";
      input.required = Boolean(known && known.required);
      input.addEventListener("input", () => this.values.set(name, input.value));
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.run();
      });
      row.append(element("b", "", `$${name}`), input, element("small", "", known ? known.meaning : ""));
      return row;
    });
    this.form.replaceChildren(...rows);
    this.form.setAttribute("role", "group");
    this.form.setAttribute("aria-label", texts.parameters);
  }

  tools() {
    const { texts, most } = this.data,
      held = focused(this.root)?.dataset.keep;
    const run = button("go", texts.run, () => this.run());
    run.disabled = this.busy;
    run.dataset.keep = "run";
    const stop = button("halt", texts.stop, () => this.stop());
    stop.hidden = !this.busy;
    stop.disabled = this.stopping;
    stop.dataset.keep = "stop";
    const link = button("switch", texts.link, () => this.link());
    link.dataset.keep = "link";
    this.limits.replaceChildren(
      run,
      stop,
      element("kbd", "", texts.keys),
      this.number(
        texts.rows,
        this.limit,
        most.rows,
        (value) => {
          this.limit = value;
        },
        "rows",
      ),
      this.number(
        texts.seconds,
        this.seconds,
        most.seconds,
        (value) => {
          this.seconds = value;
        },
        "seconds",
      ),
      element("span", "stretch"),
      link,
    );
    if (held) {
      const again = this.limits.querySelector(`[data-keep="${CSS.escape(held)}"]`);
      /** @type {HTMLElement | null} */ (again)?.focus({ preventScroll: true });
    }
    if (!this.busy && this.said.textContent === texts.running) this.said.textContent = "";
  }

  /**
   * @param {string} text
   * @param {number} value
   * @param {number} most
   * @param {(value: number) => void} take
   * @param {string} name
   */
  number(text, value, most, take, name) {
    const label = element("label", "limit", text),
      input = element("input");
    Object.assign(input, { type: "number", min: 1, max: most, step: 1, value, name });
    input.dataset.keep = name;
    input.addEventListener("change", () => {
      const wanted = bounded(input.value, most);
      input.value = String(wanted);
      take(wanted);
    });
    label.append(input);
    return label;
  }

  answered() {
    const { texts, answer, purpose } = this.data;
    if (!answer) {
      const wait = element("div", "wait");
      if (!this.data.running) wait.append(element("p", "", texts.waits));
      if (purpose) wait.prepend(element("p", "purpose", purpose));
      this.answer.replaceChildren(wait);
      return;
    }
    if ("error" in answer) {
      const line = element("p", "wrong", answer.error);
      line.setAttribute("role", "alert");
      this.answer.replaceChildren(line);
      if (answer.place) this.point(answer.place);
      return;
    }
    this.answer.replaceChildren(...answerParts(answer, purpose, texts, (place) => this.select(place)));
  }

  // The cursor goes where the statement cannot be read.
  /** @param {{ line: number, column: number }} place */
  point(place) {
    if (this.pointed === this.data.revision) return;
    this.pointed = this.data.revision;
    this.select(place);
  }

  /** @param {{ line: number, column: number }} place */
  select({ line, column }) {
    const word = wordAt(this.editor.value, line, column);
    if (!word) return;
    this.editor.focus({ preventScroll: true });
    this.editor.setSelectionRange(...word);
  }
}
