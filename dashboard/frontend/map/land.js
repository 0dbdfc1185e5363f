// Brings the land to the map once; what draws it is another component.

export default ({ data }) => {
  globalThis.__friendcircleLand = data.path;
};
