// Nodes in a grid of cells, to ask quickly what stands near a point.

class Grid {
  /** @param {number[]} nodes drawn ones */
  constructor(nodes) {
    const { left, top, width, height } = frameOf(nodes);
    this.cell = Math.max(1e-6, Math.sqrt((width * height) / Math.max(1, nodes.length)), Math.max(width, height) / 2000);
    this.left = left;
    this.top = top;
    this.columns = Math.floor(width / this.cell) + 1;
    this.rows = Math.floor(height / this.cell) + 1;
    this.begins = new Int32Array(this.columns * this.rows + 1);
    const cells = nodes.map((node) => this.cellOf(places.x[node], places.y[node]));
    for (const cell of cells) this.begins[cell + 1]++;
    for (let i = 1; i < this.begins.length; i++) this.begins[i] += this.begins[i - 1];
    const next = this.begins.slice();
    this.nodes = new Int32Array(nodes.length);
    nodes.forEach((node, i) => (this.nodes[next[cells[i]]++] = node));
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  cellOf(x, y) {
    const column = Math.max(0, Math.min(this.columns - 1, Math.floor((x - this.left) / this.cell)));
    const row = Math.max(0, Math.min(this.rows - 1, Math.floor((y - this.top) / this.cell)));
    return row * this.columns + column;
  }

  /**
   * The node nearest to a point, −1 where none stands within `reach` or all that do are refused.
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   * @param {(node: number, far: number) => boolean} takes
   * @returns {{ node: number, far: number }}
   */
  nearest(x, y, reach, takes) {
    const [from, to] = [this.cellOf(x - reach, y - reach), this.cellOf(x + reach, y + reach)];
    let [best, least] = [-1, reach];
    for (let row = Math.floor(from / this.columns); row <= Math.floor(to / this.columns); row++) {
      for (let i = this.begins[row * this.columns + (from % this.columns)]; i < this.begins[row * this.columns + (to % this.columns) + 1]; i++) {
        const node = this.nodes[i];
        const far = Math.hypot(places.x[node] - x, places.y[node] - y);
        if (far < least && takes(node, far)) [best, least] = [node, far];
      }
    }
    return { node: best, far: least };
  }
}

/** @type {Grid | null} */
let gridNow = null;

/** The grid of what is drawn. */
function gridOfShown() {
  if (!gridNow) gridNow = new Grid(shown.nodes.filter((node) => headOf(node) === node));
  return gridNow;
}

/** Distance of every drawn node to the next one, in units of the picture. */
function gaps() {
  const gap = new Float32Array(facts.nodeCount).fill(1e9);
  if (shown.nodes.length < 2) return gap;
  const grid = gridOfShown();
  for (const node of grid.nodes) {
    for (let reach = grid.cell; reach < grid.cell * 9; reach *= 2) {
      const found = grid.nearest(places.x[node], places.y[node], reach, (other) => other !== node);
      gap[node] = found.far;
      if (found.node >= 0) break;
    }
  }
  return gap;
}
