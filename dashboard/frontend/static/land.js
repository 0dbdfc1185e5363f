// Built from dashboard/frontend by `make frontend`; to be changed there.

// map/land.js
var land_default = ({ data }) => {
  globalThis.__friendcircleLand = data.path;
};
export {
  land_default as default
};
