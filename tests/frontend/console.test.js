import assert from "node:assert/strict";
import test from "node:test";

import { numericColumns } from "../../dashboard/frontend/console/answer.js";
import { narrowedTo } from "../../dashboard/frontend/console/beside.js";
import {
  addressOf,
  bounded,
  givenFor,
  parametersOf,
  wordAt,
} from "../../dashboard/frontend/console/statement.js";

test("parameters are found, each once, and not in strings, comments or names", () => {
  const text = `
    // $not_this
    MATCH (n {id: $home}) /* $nor_this */
    WHERE n.name <> '$no \\' $never' AND n.\`$odd\` = "$not"
    RETURN $home, $\`with space\`, $城市`;
  assert.deepEqual(parametersOf(text), ["home", "with space", "城市"]);
  assert.deepEqual(parametersOf("RETURN 1"), []);
});

test("values are sent for parameters that have one or that the query knows", () => {
  const values = new Map([
    ["a", "1"],
    ["gone", "2"],
  ]);
  assert.deepEqual(givenFor("RETURN $a, $b, $c", values, { b: {} }), { a: "1", b: "" });
});

test("the word at a place in the statement is found", () => {
  const text = "MATCH (n)\nRETRN n";
  assert.deepEqual(wordAt(text, 2, 1), [10, 15]);
  assert.deepEqual(wordAt(text, 1, 7), [6, 7], "one sign at least");
  assert.equal(wordAt(text, 3, 1), null);
});

const DATA = {
  draft: { text: "RETURN 1", base: "places", given: {}, limit: 100, seconds: 10 },
  original: "RETURN 1\n",
  most: { rows: 1000, seconds: 60, statement: 40, given: 30 },
  usual: { rows: 100, seconds: 10 },
};
const NOW = { text: "RETURN 1", base: "places", given: {}, limit: 100, seconds: 10 };

test("a query of the catalogue is linked by its name, a statement by its text", () => {
  const at = (now) => addressOf("http://page/cypher?lang=en&query=x&rows=3", { ...NOW, ...now }, DATA);
  assert.equal(at({}), "http://page/cypher?lang=en&query=places");
  assert.equal(at({ text: "RETURN 2" }), "http://page/cypher?lang=en&query=places&cypher=RETURN+2");
  assert.equal(at({ limit: 5, seconds: 3 }), "http://page/cypher?lang=en&query=places&rows=5&seconds=3");
  assert.equal(at({ given: { a: "b c" } }), "http://page/cypher?lang=en&query=places&given=a%3Db%2Bc");
});

test("what is too long for a link has none", () => {
  const at = (now) => addressOf("http://page/cypher", { ...NOW, ...now }, DATA);
  assert.equal(at({ text: "x".repeat(41) }), null);
  assert.equal(at({ given: { a: "x".repeat(40) } }), null);
});

test("limits are whole numbers within their bounds", () => {
  assert.deepEqual(
    ["7.6", "0", "-3", "x", "", "5000"].map((text) => bounded(text, 1000)),
    [8, 1, 1, 1, 1, 1000],
  );
});

test("a column of numbers holds numbers alone, and at least one", () => {
  const columns = ["a", "b", "c"].map((name) => ({ name, title: name, type: "" }));
  const rows = [
    [{ text: "1", number: true }, { text: "1", number: true }, { text: "" }],
    [{ text: "" }, { text: "x" }, { text: "" }],
  ];
  assert.deepEqual(numericColumns({ columns, rows }), [true, false, false]);
});

test("the list beside the editor is narrowed to what holds the text, whatever its case", () => {
  const fits = narrowedTo(" Tie ");
  assert.ok(fits("x", "TIES of the home"));
  assert.ok(!fits("visits", "places"));
  assert.ok(narrowedTo("")("anything"));
});
