// Loosening: nodes push each other off, relations pull, for a few seconds or until pressed again.
// Fruchterman and Reingold's forces (1991), without chance: the same picture loosens the same way.

const LOOSE_MOST = 1500;
const ROUNDS = 300;
const ROUNDS_A_FRAME = 2;

let loose = false;
let loosening = 0;

/** Let the nodes find new places for a moment. */
function loosen() {
  if (loose) return settle();
  const nodes = shown.nodes.filter((node) => headOf(node) === node);
  if (nodes.length > LOOSE_MOST) return announce(say("loose_too_many", { n: LOOSE_MOST }));
  loose = true;
  tellLoose();
  announce(say("announce_loose"));
  const forces = new Springs(nodes);
  let round = 0;
  const step = () => {
    for (let i = 0; i < ROUNDS_A_FRAME; i++) forces.step(1 - round++ / ROUNDS);
    pictureVersion++;
    network.redraw();
    if (round >= ROUNDS) settle();
    else loosening = requestAnimationFrame(step);
  };
  loosening = requestAnimationFrame(step);
}

/** End the loosening; nodes stay where they came to. */
function settle() {
  if (!loose) return;
  cancelAnimationFrame(loosening);
  loose = false;
  tellLoose();
  const moved = new Map(shown.nodes.map((node) => [node, placeOf(node)]));
  change((next) => (next.moved = moved), { announce: say("announce_settled") });
  fitPicture(true);
}

function tellLoose() {
  byId("loosen").setAttribute("aria-pressed", String(loose));
}

class Springs {
  /** @param {number[]} nodes */
  constructor(nodes) {
    this.nodes = nodes;
    const at = new Map(nodes.map((node, i) => [node, i]));
    this.pairs = drawnLines.map((e) => [at.get(headOf(facts.source[e])) ?? 0, at.get(headOf(facts.target[e])) ?? 0]);
    const { width, height } = frameOf(nodes);
    this.length = 0.75 * Math.sqrt((width * height) / Math.max(1, nodes.length));
    this.furthest = Math.max(width, height) / 12;
    this.fixed = new Set(view.pinned.keys());
  }

  /** @param {number} warmth 1 at the beginning, 0 at the end */
  step(warmth) {
    const { nodes, length } = this;
    const [dx, dy] = [new Float64Array(nodes.length), new Float64Array(nodes.length)];
    const { x, y } = places;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const [ex, ey] = [x[nodes[i]] - x[nodes[j]] || 0.01 * (i - j), y[nodes[i]] - y[nodes[j]]];
        const push = (length * length) / (ex * ex + ey * ey + 1);
        dx[i] += ex * push;
        dy[i] += ey * push;
        dx[j] -= ex * push;
        dy[j] -= ey * push;
      }
    }
    for (const [i, j] of this.pairs) {
      const [ex, ey] = [x[nodes[i]] - x[nodes[j]], y[nodes[i]] - y[nodes[j]]];
      const pull = Math.hypot(ex, ey) / length;
      dx[i] -= ex * pull;
      dy[i] -= ey * pull;
      dx[j] += ex * pull;
      dy[j] += ey * pull;
    }
    nodes.forEach((node, i) => {
      if (this.fixed.has(node)) return;
      const far = Math.hypot(dx[i], dy[i]) || 1;
      const most = Math.min(far, this.furthest * warmth ** 1.5) / far;
      setPlace(node, { x: x[node] + dx[i] * most, y: y[node] + dy[i] * most });
    });
  }
}
