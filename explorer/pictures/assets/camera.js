// The stage of the network: one canvas, where it looks, and when it is painted. Points of the picture are in its own
// units, points of the screen in CSS pixels from the canvas' upper left corner.

/** Above this many pixels of width a moving picture is stretched without smoothing. */
const SMOOTH_WIDTH = 2000;

class Camera {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    this.width = 0;
    this.height = 0;
    this.ratio = 1;
    this.frame = 0;
    /** @type {{ from: [number, number, number], to: [number, number, number], begun: number, duration: number } | null} */
    this.way = null;
    box.append(this.canvas);
    this.measure();
    new ResizeObserver(() => this.measure()).observe(box);
  }

  /** Take the size of the box. */
  measure() {
    const [width, height, ratio] = [this.box.clientWidth, this.box.clientHeight, window.devicePixelRatio || 1];
    if (width === this.width && height === this.height && ratio === this.ratio) return;
    const first = !this.width || !this.height;
    Object.assign(this, { width, height, ratio });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    if (first && network) fitPicture(false);
    this.paint();
  }

  getScale() {
    return this.scale;
  }

  /** @returns {Point} what lies in the middle */
  getViewPosition() {
    return { x: this.x, y: this.y };
  }

  /** @param {Point} point of the picture */
  canvasToDOM(point) {
    return { x: (point.x - this.x) * this.scale + this.width / 2, y: (point.y - this.y) * this.scale + this.height / 2 };
  }

  /** @param {Point} point of the screen */
  DOMtoCanvas(point) {
    return { x: (point.x - this.width / 2) / this.scale + this.x, y: (point.y - this.height / 2) / this.scale + this.y };
  }

  /** The part of the picture that is in sight, a little more on each side. */
  sight(more = 0) {
    const [dx, dy] = [(this.width * (0.5 + more)) / this.scale, (this.height * (0.5 + more)) / this.scale];
    return { left: this.x - dx, right: this.x + dx, top: this.y - dy, bottom: this.y + dy };
  }

  /** @param {{ position?: Point, scale?: number, duration?: number }} goal `duration` in milliseconds, 0 at once */
  moveTo({ position = this, scale = this.scale, duration = 0 }) {
    this.way = duration && !reducedMotion.matches ? { from: [this.x, this.y, this.scale], to: [position.x, position.y, scale], begun: performance.now(), duration } : null;
    if (!this.way) [this.x, this.y, this.scale] = [position.x, position.y, scale];
    this.redraw();
  }

  /**
   * Zoom about a point of the screen that keeps its place.
   * @param {number} scale
   * @param {Point} about
   */
  zoomAt(scale, about) {
    const before = this.DOMtoCanvas(about);
    this.way = null;
    this.scale = scale;
    const after = this.DOMtoCanvas(about);
    this.x += before.x - after.x;
    this.y += before.y - after.y;
    this.redraw();
  }

  /** Paint before the next frame. */
  redraw() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.paint());
  }

  /** One step of a move that takes time. */
  step() {
    if (!this.way) return;
    const { from, to, begun, duration } = this.way;
    const t = Math.min(1, (performance.now() - begun) / duration);
    const ease = 1 - (1 - t) ** 3;
    const between = (/** @type {number} */ i) => from[i] + (to[i] - from[i]) * ease;
    [this.x, this.y, this.scale] = t < 1 ? [between(0), between(1), between(2)] : to;
    if (t < 1) this.redraw();
    else this.way = null;
  }

  /**
   * Let a pen draw in units of the picture.
   * @param {CanvasRenderingContext2D} pen
   * @param {number} [width] of its canvas, in CSS pixels
   * @param {number} [height]
   */
  aim(pen, width = this.width, height = this.height) {
    const zoom = this.scale * this.ratio;
    pen.setTransform(zoom, 0, 0, zoom, (width / 2) * this.ratio - this.x * zoom, (height / 2) * this.ratio - this.y * zoom);
  }

  paint() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.width || !this.height || !network || preparing) return;
    this.step();
    const { pen, canvas } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (isCrowded() || (isLarge() && crowd.kept?.version === pictureVersion)) crowd.put(pen);
    else {
      this.aim(pen);
      atOnce(paintPicture(pen, this.scale, this.sight(0.1)));
      crowd.later();
    }
    this.aim(pen);
    paintOver(pen, this.scale);
  }
}

/** Up to so many shapes and lines the picture is painted anew in every frame; beyond, it is kept and moved as a whole. */
const LARGE_NODES = 450;
const LARGE_LINES = 1100;
/** Up to so many it may be painted at one go, where nodes move in it. */
const FRESH_NODES = 1500;
const FRESH_LINES = 4000;

function isLarge() {
  return shown.nodes.length > LARGE_NODES || drawnLines.length > LARGE_LINES;
}

function isCrowded() {
  return shown.nodes.length > FRESH_NODES || drawnLines.length > FRESH_LINES;
}

/** A large picture, kept on a canvas somewhat larger than the view: it moves at once and is made sharp in slices at rest. */
class Crowd {
  constructor() {
    /** @type {Kept | null} */
    this.kept = null;
    /** @type {Kept | null} */
    this.coming = null;
    this.timer = 0;
    this.stop = () => {};
  }

  /** @param {CanvasRenderingContext2D} pen in device pixels */
  put(pen) {
    const fresh = this.kept?.version === pictureVersion;
    // While another picture is being painted the one before stands, or else what is there of the new one.
    const picture = this.kept || this.coming;
    if (picture) {
      const zoom = network.scale / picture.scale;
      const [width, height] = [picture.image.width * zoom, picture.image.height * zoom];
      const at = network.canvasToDOM(picture);
      pen.imageSmoothingEnabled = pen.canvas.width <= SMOOTH_WIDTH;
      pen.drawImage(picture.image, Math.round(at.x * network.ratio - width / 2), Math.round(at.y * network.ratio - height / 2), Math.round(width), Math.round(height));
      pen.imageSmoothingEnabled = true;
    }
    const { x, y, scale, width, height } = network;
    const same = (/** @type {Kept | null} */ one) => one && one.version === pictureVersion && one.x === x && one.y === y && one.scale === scale && one.width === width && one.height === height;
    if (same(this.kept) || same(this.coming)) return;
    clearTimeout(this.timer);
    if (fresh) this.stop();
    if (fresh || this.coming?.version === pictureVersion) this.timer = window.setTimeout(() => this.sharpen(), REST);
    else this.sharpen();
  }

  /** Keep the picture when it rests, so that it moves at once; a small one needs none of this. */
  later() {
    clearTimeout(this.timer);
    this.stop();
    if (isLarge()) this.timer = window.setTimeout(() => this.sharpen(), REST);
    else this.kept = null;
  }

  /** Paint the picture anew as it is looked at now. */
  sharpen() {
    this.stop();
    const { x, y, scale, width, height, ratio } = network;
    const image = document.createElement("canvas");
    image.width = Math.round(width * ROOM * ratio);
    image.height = Math.round(height * ROOM * ratio);
    const pen = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d", { willReadFrequently: true }));
    network.aim(pen, width * ROOM, height * ROOM);
    const coming = { image, x, y, scale, width, height, version: pictureVersion };
    this.coming = coming;
    let shownAt = performance.now();
    const stop = inSlices(painted(pen, paintPicture(pen, scale, network.sight((ROOM - 1) / 2))), {
      slice: () => {
        if (this.kept?.version === pictureVersion || performance.now() < shownAt + GROWS) return;
        shownAt = performance.now();
        network.redraw();
      },
      done: () => {
        Object.assign(this, { kept: coming, coming: null, stop: () => {} });
        network.redraw();
        tellDrawing();
      },
    });
    this.stop = () => {
      stop();
      this.coming = null;
      this.stop = () => {};
    };
    tellDrawing();
  }

  /** Whether the view has moved since the picture was last made sharp. */
  get moving() {
    return isLarge() && this.kept?.version === pictureVersion && this.kept.scale !== network.scale && !this.coming;
  }

  /** Whether a picture is being painted that was not there before. */
  get busy() {
    return Boolean(preparing || (isCrowded() && this.coming && this.kept?.version !== pictureVersion));
  }
}

/**
 * Paint in truth after every step: browsers put strokes off until somebody looks, and would then paint them all at once.
 * @param {CanvasRenderingContext2D} pen
 * @param {Iterable<unknown>} work
 */
function* painted(pen, work) {
  for (const _ of work) {
    pen.getImageData(0, 0, 1, 1);
    yield;
  }
}

/** @typedef {{ image: HTMLCanvasElement, x: number, y: number, scale: number, width: number, height: number, version: number }} Kept */

const GROWS = 250; // milliseconds between two glances at a picture that is being painted
const REST = 150; // milliseconds without a move before the picture is made sharp
const ROOM = 1.4; // the kept picture in widths of the view

const crowd = new Crowd();
