// Which part of a drawing is seen: the point in the middle, and how near. Pure; what moves or zooms a drawing asks here.

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ x: number, y: number, zoom: number }} Eye  what is in the middle; at zoom 1 all of the drawing is seen
 */

export class Viewport {
  /**
   * @param {(eye: Eye, view: Viewport) => Eye} [limit] gives the nearest eye that is allowed
   */
  constructor(limit = (eye) => eye) {
    this.limit = limit;
    this.home = { x: 0, y: 0 };
    this.eye = { x: 0, y: 0, zoom: 1 };
    /** The eye for which the drawing was last put in place. */
    this.settled = this.eye;
    this.width = 0;
    this.height = 0;
    /** Pixels of one unit of the drawing at zoom 1. */
    this.base = 1;
    /** Where the eye stands in the plane, in pixels from its middle. */
    this.aside = { x: 0, y: 0 };
  }

  get ready() {
    return this.width > 0;
  }

  /** Pixels of one unit of the drawing now. */
  get scale() {
    return this.base * this.eye.zoom;
  }

  /**
   * Takes the size of the plane in pixels; the eye stays on the same point.
   *
   * @param {number} width
   * @param {number} height
   * @param {number} base pixels of one unit at zoom 1
   */
  measure(width, height, base) {
    Object.assign(this, { width, height, base });
  }

  /** @param {Eye} eye */
  look(eye) {
    this.eye = this.limit(eye, this);
  }

  /** Shows all of the drawing. */
  fit() {
    this.eye = { ...this.home, zoom: 1 };
  }

  /**
   * Goes nearer or farther; the point `around` stays where it is in the plane.
   *
   * @param {number} factor
   * @param {Point} [around]
   */
  zoomBy(factor, around = this.eye) {
    const before = this.eye,
      { zoom } = this.limit({ ...before, zoom: before.zoom * factor }, this),
      share = 1 - before.zoom / zoom;
    this.look({
      x: before.x + (around.x - before.x) * share,
      y: before.y + (around.y - before.y) * share,
      zoom,
    });
  }

  /**
   * The eye after the drawing was dragged.
   *
   * @param {Eye} from the eye when the dragging began
   * @param {number} dx in pixels
   * @param {number} dy
   */
  drag(from, dx, dy) {
    this.look({ x: from.x - dx / this.scale, y: from.y - dy / this.scale, zoom: this.eye.zoom });
  }

  /**
   * Where a point of the drawing is in the plane, in pixels.
   *
   * @param {Point} point
   * @param {number[]} [away] a distance that does not grow with the zoom, in units at zoom 1
   * @returns {Point}
   */
  toPlane({ x, y }, away = [0, 0]) {
    return {
      x: this.width / 2 + this.aside.x + (x - this.eye.x) * this.scale + away[0] * this.base,
      y: this.height / 2 + this.aside.y + (y - this.eye.y) * this.scale + away[1] * this.base,
    };
  }

  /**
   * Which point of the drawing is at a place of the plane.
   *
   * @param {Point} place in pixels
   * @returns {Point}
   */
  toDrawing({ x, y }) {
    return {
      x: this.eye.x + (x - this.width / 2 - this.aside.x) / this.scale,
      y: this.eye.y + (y - this.height / 2 - this.aside.y) / this.scale,
    };
  }

  /** The drawing is in place for what is seen now. */
  settle() {
    this.settled = { ...this.eye };
  }

  /**
   * How far the drawing has to be moved, in pixels, since it was put in place, if it was only dragged.
   *
   * @returns {Point}
   */
  get offset() {
    const { x, y, zoom } = this.eye,
      scale = this.base * zoom;
    return { x: (this.settled.x - x) * scale, y: (this.settled.y - y) * scale };
  }

  /** The transform of what is given in units of the drawing. */
  get transform() {
    const { x, y } = this.toPlane({ x: 0, y: 0 });
    return `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${this.scale.toFixed(4)})`;
  }
}
