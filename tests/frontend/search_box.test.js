import assert from "node:assert/strict";
import test from "node:test";

import showBox from "../../dashboard/frontend/search_box/search_box.js";
import { page } from "./page.js";

const HITS = ["Trier", "Nice"].map((name) => ({
  id: name.toLowerCase(),
  name,
  others: "",
  what: "<b>city</b>",
}));

function box(query, hits = HITS) {
  const { document } = page('<div class="search"><input><ul class="found" hidden></ul></div>');
  const sent = [];
  const component = {
    parentElement: document.body,
    data: { placeholder: "Search", none: "nothing", query, hits },
    setStateValue: (name, value) => sent.push([name, value]),
    setTriggerValue: (name, value) => sent.push([name, value]),
  };
  const input = document.querySelector("input");
  input.value = query;
  input.blur = () => {};
  showBox(component);
  const press = (key) =>
    input.dispatchEvent(Object.assign(new Event("keydown", { cancelable: true }), { key }));
  const active = () => document.querySelector('[aria-selected="true"]')?.dataset.id;
  return { document, sent, press, active, input };
}

test("the arrow keys go round among the hits, and Enter chooses", () => {
  const { sent, press, active, input } = box("e");
  assert.equal(active(), "trier");
  press("ArrowDown");
  assert.equal(active(), "nice");
  press("ArrowDown");
  assert.equal(active(), "trier");
  press("ArrowUp");
  press("Enter");
  assert.deepEqual(sent, [["pick", "nice"]]);
  assert.equal(input.value, "");
});

test("Enter asks first if the hits are for an earlier text", () => {
  const { sent, press, input } = box("e");
  input.value = "el";
  press("Enter");
  assert.deepEqual(sent, [["query", "el"]]);
});

test("Escape empties the box", () => {
  const { sent, press, input } = box("e");
  press("Escape");
  assert.equal(input.value, "");
  assert.deepEqual(sent, [["query", ""]]);
});

test("what was found is shown as text, and that nothing was found is said", () => {
  assert.equal(box("e").document.querySelectorAll("li b").length, 2, "one name for each hit");
  assert.equal(box("zz", []).document.querySelector(".none").textContent, "nothing");
  assert.equal(box("", []).document.querySelector(".none"), null);
});
