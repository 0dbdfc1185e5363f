// What the scripts find on the page beside the standard of the browser.

/** What Streamlit hands to the script of a component at each answer. */
export interface Component<Data> {
  readonly parentElement: ParentNode;
  readonly data: Data;
  /** Reports a value once; Python sees it in the run that follows. */
  setTriggerValue(name: string, value: unknown): void;
  /** Reports a value that stays. */
  setStateValue(name: string, value: unknown): void;
}

/** What a component does when it leaves the page. */
export type CleanUp = (() => void) | undefined;

/** Sends an act of the person to Python. */
export type Send = (name: string, value: unknown) => void;

declare global {
  // The land of the map, brought by a component of its own.
  var __friendcircleLand: string | undefined;
  // For tests: where the marks are, and what is shown.
  var __friendcircle: Record<string, () => unknown>;
}
