// Long work in slices of a few milliseconds, so that the page answers meanwhile.

const SLICE = 8; // milliseconds

/**
 * Run a generator to its end, a slice at a time.
 * @param {Iterator<unknown>} work yields wherever it may be interrupted
 * @param {{ done?: () => void, slice?: () => void, wait?: () => boolean }} [hear] after the end; after every slice before
 * it; whether something else goes first
 * @returns {() => void} stops it
 */
function inSlices(work, hear = {}) {
  let timer = 0;
  const go = () => {
    if (hear.wait?.()) {
      timer = window.setTimeout(go, 50);
      return;
    }
    const end = performance.now() + SLICE;
    do {
      if (work.next().done) return hear.done?.();
    } while (performance.now() < end);
    hear.slice?.();
    timer = window.setTimeout(go);
  };
  timer = window.setTimeout(go);
  return () => clearTimeout(timer);
}

/**
 * Run a generator to its end at once.
 * @param {Iterator<unknown>} work
 */
function atOnce(work) {
  while (!work.next().done);
}

const RUN = 2000;

/**
 * Sort in place: runs by the browser, then merged pairwise, interruptible in between.
 * @param {number[]} items
 * @param {(a: number, b: number) => number} compare
 */
function* sortSlowly(items, compare) {
  for (let i = 0; i < items.length; i += RUN) {
    const run = items.slice(i, i + RUN).sort(compare);
    for (let k = 0; k < run.length; k++) items[i + k] = run[k];
    yield;
  }
  const spare = new Array(items.length);
  for (let width = RUN; width < items.length; width *= 2) {
    for (let low = 0; low < items.length; low += 2 * width) {
      const middle = Math.min(low + width, items.length);
      const high = Math.min(low + 2 * width, items.length);
      let [a, b] = [low, middle];
      for (let k = low; k < high; k++) {
        spare[k] = a < middle && (b >= high || compare(items[a], items[b]) <= 0) ? items[a++] : items[b++];
        if (k % RUN === 0) yield;
      }
    }
    for (let k = 0; k < items.length; k++) items[k] = spare[k];
    yield;
  }
}
