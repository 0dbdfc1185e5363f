// What the circle and the map have in common.

import { CircleData, HeadData, MapData } from "./payloads.js";

/** What can be drawn on the stage. */
export type StageData = CircleData | MapData;

export type Mark = StageData["marks"][number];

/** What can be pointed at: a mark, several drawn as one, or a part of a window. */
export type Target = { id: string } & Partial<Omit<HeadData, "id">> & {
    x?: number;
    y?: number;
    size?: number;
    pinned?: boolean;
    /** Those drawn as one, and how far they are moved from their place. */
    ids?: string[];
    away?: number[];
    /** In the window of a partner: the partner itself, the cross, or a mark that has a card. */
    within?: boolean;
    home?: boolean;
    cross?: boolean;
    choose?: boolean;
  };

/** How a mark is looked at. */
export interface Look {
  chosen: boolean;
  hover: boolean;
  cursor: boolean;
}

/** An act of the person, as Python gets it. */
export interface Act {
  do: string;
  id?: string;
  year?: number;
}

/** A button of the time line: name, path of its sign, and what it does. */
export type Control = [string, string, () => void];

/** A legend's entry, or a mark, as far as its icon goes. */
export interface IconOf {
  form?: string;
  state?: string;
  line?: string;
}
