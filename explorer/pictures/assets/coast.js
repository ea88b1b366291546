// The land under a map: an outline that comes with the data, drawn to the scale of the places.

/** How long a degree of longitude and one of latitude are in the picture; null where it is no map. @type {[number, number] | null} */
let mapScale = null;
/** @type {Array<Array<[number, number]>> | null} */
let coastKept = null;

/** Every ring of the coast, longitude and latitude in degrees: steps of a tenth, five bits a letter. */
function coastRings() {
  return (coastKept ??= (facts.payload.map?.coast || "").split("\n").map((line) => {
    const at = [0, 0];
    /** @type {Array<[number, number]>} */
    const ring = [];
    let [value, bits, axis] = [0, 0, 0];
    for (const letter of line) {
      const part = letter.charCodeAt(0) - 63;
      value |= (part & 31) << bits;
      bits += 5;
      if (part >= 32) continue;
      at[axis] += value & 1 ? ~(value >> 1) : value >> 1;
      if (axis) ring.push([at[0] / 10, at[1] / 10]);
      [value, bits, axis] = [0, 0, 1 - axis];
    }
    return ring;
  }));
}

/** The rings in units of the picture; none where it is no map. @returns {Point[][]} */
function landRings() {
  if (view.layout !== "map" || view.focus >= 0 || !mapScale) return [];
  const [across, down] = mapScale;
  return coastRings().map((ring) => ring.map(([x, y]) => ({ x: x * across, y: -y * down })));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 */
function paintLand(pen, scale) {
  const rings = landRings();
  if (!rings.length) return;
  pen.beginPath();
  for (const ring of rings) traceRing(pen, ring);
  const paint = colours();
  pen.fillStyle = paint.land;
  pen.fill("evenodd");
  pen.strokeStyle = paint.coast;
  pen.lineWidth = 0.8 / scale;
  pen.stroke();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Point[]} ring
 */
function traceRing(pen, ring) {
  ring.forEach(({ x, y }, i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
}
