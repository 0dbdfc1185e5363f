// What the drawings on the stage (shared/stage.js) have in common.

import type { ActsData, DeedData, ExtentData, StageBaseData, StageTextsData } from "./payloads.js";

/** What is drawn as a mark, or can be pointed at. */
export interface StageMark {
  id: string;
  name: string;
  form: string;
  x: number;
  y: number;
  state?: string;
  others?: string[];
  country?: string;
  what?: string;
  strength?: string;
  activity?: string;
  line?: string;
  pinned?: boolean;
}

/** What a drawing on the stage is given; only the circle has acts. */
export interface StageData extends StageBaseData {
  frame: ExtentData;
  marks: StageMark[];
  texts: StageTextsData & { pinned?: string };
  acts?: ActsData;
  deeds?: DeedData[];
}

/** How a mark stands out. */
export interface MarkLook {
  chosen: boolean;
  hover: boolean;
  cursor: boolean;
}

/** An act of the person, for Python. */
export interface StageAct {
  do: string;
  id?: string;
  year?: number;
}

/** A mark on the screen, for tests: its centre, and the box of its name. */
export interface SeenMark {
  id: string;
  name: string;
  form: string;
  state?: string;
  x: number;
  y: number;
  label: number[] | null;
  ids?: string[];
  size?: number;
}
