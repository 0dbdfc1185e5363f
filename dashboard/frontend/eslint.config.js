import js from "@eslint/js";

/** What turns text into markup or code; every text of the pages is set as text (shared/dom.js). */
const MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "srcdoc"];

export default [
  { ignores: ["**/node_modules/", "dashboard/frontend/static/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off", // tsc knows all names
      "no-unused-vars": ["error", { args: "after-used", argsIgnorePattern: "^_", caughtErrors: "all" }],
      "max-lines": ["error", 460],
      "no-var": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": [
        "error",
        ...MARKUP.map((property) => ({ property, message: "set text as text" })),
      ],
      "no-restricted-globals": ["error", "event", "name", "fetch", "localStorage"],
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      eqeqeq: "error",
    },
  },
  // A test may look at the markup that came of it.
  { files: ["tests/frontend/**"], rules: { "no-restricted-properties": "off" } },
];
