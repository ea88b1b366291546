// The ways from one node to another over what passes the filters. A step through a hub counts for more than a step
// through a node with few relations: that both once sat in the same large meeting says little.

/** @typedef {{ node: number, edges: number[] }} Step `edges` lead here from the step before; none at the start */

/** Other ways that are looked for besides the best. */
const WAYS_MOST = 5;

/** @type {{ key: string, ways: Step[][] }} */
let pathMemory = { key: "", ways: [] };

/**
 * The path that the view asks for, [] without one.
 * @param {View} view
 * @returns {Step[]}
 */
function currentPath(view) {
  if (!view.path) return [];
  const ways = findWays(view);
  return ways[Math.min(view.path.way, ways.length - 1)] || [];
}

/**
 * The best ways, each avoiding the middle steps of those before.
 * @param {View} view
 * @returns {Step[][]}
 */
function findWays(view) {
  if (!view.path) return [];
  const { from, to } = view.path;
  const key = `${from} ${to} ${filterText(view)}`;
  if (pathMemory.key === key) return pathMemory.ways;
  const on = passingOnly(view);
  /** @type {Step[][]} */
  const ways = [];
  /** @type {Map<number, number>} */
  const used = new Map();
  for (let i = 0; i < WAYS_MOST; i++) {
    const way = bestWay(from, to, on.edgeOn, used);
    if (!way) break;
    if (!ways.some((other) => other.map((s) => s.node).join() === way.map((s) => s.node).join())) ways.push(way);
    for (const step of way.slice(1, -1)) used.set(step.node, (used.get(step.node) || 0) + 4);
    if (way.length <= 2) break;
  }
  ways.sort((a, b) => a.length - b.length);
  pathMemory = { key, ways };
  return ways;
}

/**
 * What passes the filters, without looking at focus or budget.
 * @param {View} view
 */
function passingOnly(view) {
  const { nodeOn, edgeOn } = select({ ...view, path: null, focus: -1, budget: 0, added: [], pinned: new Map(), mode: "network" });
  return { nodeOn, edgeOn };
}

/**
 * Dijkstra's shortest way; a middle step costs more the more relations its node has.
 * @param {number} from
 * @param {number} to
 * @param {Uint8Array} edgeOn
 * @param {Map<number, number>} used extra cost of nodes on ways already found
 * @returns {Step[] | null}
 */
function bestWay(from, to, edgeOn, used) {
  const cost = new Float64Array(facts.nodeCount).fill(Infinity);
  const before = new Int32Array(facts.nodeCount).fill(-1);
  const done = new Uint8Array(facts.nodeCount);
  const heap = new Heap();
  cost[from] = 0;
  heap.push(from, 0);
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    if (done[node]) continue;
    done[node] = 1;
    if (node === to) break;
    const through = node === from ? 0 : hubCost(node) + (used.get(node) || 0);
    for (const e of facts.edgesOf(node)) {
      if (!edgeOn[e]) continue;
      const other = facts.other(e, node);
      const sum = cost[node] + 1 + through + (facts.edge("basis", e) === "inferred" ? 0.2 : 0);
      if (sum >= cost[other]) continue;
      cost[other] = sum;
      before[other] = node;
      heap.push(other, sum);
    }
  }
  if (cost[to] === Infinity) return null;
  const nodes = [to];
  while (nodes[0] !== from) nodes.unshift(before[nodes[0]]);
  return nodes.map((node, i) => ({ node, edges: i ? edgesBetween(nodes[i - 1], node, edgeOn) : [] }));
}

/** @param {number} node */
function hubCost(node) {
  const dull = ["topic", "place"].includes(facts.kind(node).name) ? 1.5 : 0;
  return dull + Math.log2(1 + facts.degree(node)) / 4;
}

/**
 * @param {number} a
 * @param {number} b
 * @param {Uint8Array} edgeOn
 */
function edgesBetween(a, b, edgeOn) {
  return [...facts.edgesOf(a)].filter((e) => edgeOn[e] && facts.other(e, a) === b);
}

/** The nearest first. */
class Heap {
  constructor() {
    /** @type {Array<[number, number]>} */
    this.items = [];
  }

  /**
   * @param {number} node
   * @param {number} cost
   */
  push(node, cost) {
    const { items } = this;
    items.push([node, cost]);
    for (let i = items.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (items[up][1] <= items[i][1]) break;
      [items[up], items[i]] = [items[i], items[up]];
      i = up;
    }
  }

  /** @returns {number} the nearest node, −1 when none is left */
  pop() {
    const { items } = this;
    if (!items.length) return -1;
    const [node] = items[0];
    const last = items.pop();
    if (items.length && last) {
      items[0] = last;
      for (let i = 0; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (child < items.length && items[child][1] < items[least][1]) least = child;
        if (least === i) break;
        [items[least], items[i]] = [items[i], items[least]];
        i = least;
      }
    }
    return node;
  }
}
