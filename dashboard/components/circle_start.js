// Last of what the circle's component is made of.

export default (component) => shown(component, Circle);
