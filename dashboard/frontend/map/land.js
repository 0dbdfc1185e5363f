// Brings the land to the map once; what draws it is another component.

/** @import { LandData } from "../types/payloads.js" */
/** @import { Component } from "../types/page.js" */

/** @param {Component<LandData>} component */
export default ({ data }) => {
  globalThis.__friendcircleLand = data.path;
};
