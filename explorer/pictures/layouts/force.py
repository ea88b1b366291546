"""The force layout: lines draw, nodes push each other away, from a start that knows the distances.

Fruchterman and Reingold (1991) with a push by mesh; parts too small for a mesh are pushed exactly, many at once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from explorer.pictures.layouts.lines import Lines, Points, Rows, components
from explorer.pictures.layouts.mesh import Mesh
from explorer.pictures.layouts.packing import boxes, pack
from explorer.pictures.layouts.parting import near_pairs, part
from explorer.pictures.layouts.pivots import Parts, pivot_places

UNIT = 110.0  # usual distance between neighbours
SEED = 20020226  # any fixed number: the day on which the Bali Process began
ROUNDS = 120
EXACT = 300  # nodes of a part whose every pair is reckoned
BATCH = 400_000  # pairs reckoned at once
JITTER = 0.5  # of a line: nodes with the same distances start on one point
GAP, MARGIN = 0.65, 1.5  # units: least distance between two nodes, between two parts
CLOSE = 45  # rounds at the end in which what lies in one cell of the mesh is pushed exactly


def force_places(lines: Lines, size: int) -> Points:
    """Return places of `size` nodes: connected parts each by itself, then packed into one sheet."""
    if not size:
        return np.zeros((0, 2))
    return parts_places(lines, Parts.from_labels(components(lines, size)))


def parts_places(lines: Lines, parts: Parts) -> Points:
    """Return places of the nodes of `parts`, each laid out by the lines within it, then packed."""
    size = len(parts.of)
    random = np.random.default_rng(SEED)
    places = pivot_places(lines, parts) + random.normal(0.0, JITTER, (size, 2))
    for group in _groups(parts.sizes):
        rows = np.concatenate([parts.order[parts.begin[i] : parts.begin[i + 1]] for i in group])
        inner = lines.among(rows.tolist(), size)
        if parts.sizes[group[0]] > EXACT:
            places[rows] = _rounds(places[rows], inner, len(rows), _mesh_push(len(rows)))
        elif parts.sizes[group[0]] > 1:
            places[rows] = _together(places[rows], inner, parts.sizes[group])
    places *= (UNIT / usual_gaps(places, lines, parts))[parts.of][:, None]
    return pack(part(_in_a_row(places, parts), GAP * UNIT), parts, MARGIN * UNIT)


def places_around(lines: Lines, size: int, rows: Rows, points: Points) -> Points:
    """Return places of all nodes, those of `rows` at `points`, where they stay, the others beside their neighbours."""
    fixed = np.zeros(size, dtype=bool)
    fixed[rows] = True
    places = np.zeros((size, 2))
    places[rows] = points
    box = np.ptp(points, axis=0)
    unit = float(np.sqrt(max(box[0] * box[1], box.max() ** 2 / len(rows)) / len(rows))) or UNIT
    known = fixed.copy()
    for _ in range(50):  # from the known ones outwards, each at the middle of its neighbours
        total, count = _sums(lines, places, known)
        new = ~known & (count > 0)
        if not new.any():
            break
        places[new] = total[new] / count[new][:, None]
        known |= new
    loose = np.flatnonzero(~known)
    if len(loose):  # joined to nothing that stands: a sheet of its own below
        sheet = force_places(lines.among(loose.tolist(), size), len(loose)) * (unit / UNIT)
        places[loose] = sheet - sheet.min(axis=0) + [points[:, 0].min(), points[:, 1].max() + 2 * unit]
    moved = np.flatnonzero(~fixed & known)
    random = np.random.default_rng(SEED)
    places[moved] += random.normal(0.0, JITTER * unit, (len(moved), 2))
    free = np.zeros(size)
    free[moved] = 1.0
    if len(moved):
        places = _rounds(places / unit, lines, len(moved), _mesh_push(size), free=free, heat=1.0) * unit
    return part(places, GAP * unit, free)


def _sums(lines: Lines, places: Points, known: npt.NDArray[np.bool_]) -> tuple[Points, Points]:
    """Return for each node the sum of the places of its known neighbours, and their number."""
    total, count = np.zeros(places.shape), np.zeros(len(places))
    for here, there in ((lines.a, lines.b), (lines.b, lines.a)):
        kept = known[there]
        count += np.bincount(here[kept], minlength=len(places))
        for axis in (0, 1):
            total[:, axis] += np.bincount(here[kept], places[there[kept], axis], len(places))
    return total, count


def usual_gaps(places: Points, lines: Lines, parts: Parts) -> Points:
    """Return how far apart the nodes of each part stand: by the room they take, or else the length of their lines."""
    count, sizes = len(parts.sizes), parts.sizes
    x, y = (places[:, axis] - (np.bincount(parts.of, places[:, axis], count) / sizes)[parts.of] for axis in (0, 1))
    xx, yy, xy = (np.bincount(parts.of, product, count) / sizes for product in (x * x, y * y, x * y))
    area = 4 * np.pi * np.sqrt(np.maximum(0.0, xx * yy - xy * xy))  # of an ellipse evenly filled
    away = places[lines.a] - places[lines.b]
    length = np.bincount(parts.of[lines.a], np.sqrt((away * away).sum(axis=1)), count)
    mean = length / np.maximum(1, np.bincount(parts.of[lines.a], minlength=count))
    stretch = np.sqrt(12 * (xx + yy)) / sizes  # of points evenly along a line
    gaps = np.minimum(mean, np.maximum(np.sqrt(area / sizes), stretch))
    usual: Points = np.where(gaps > 1e-9, gaps, 1.0)
    return usual


def _in_a_row(places: Points, parts: Parts) -> Points:
    """Set the parts beside each other, far enough that none meets another."""
    low, high = boxes(places, parts)
    wide = high[:, 0] - low[:, 0] + 4 * UNIT
    aside = np.cumsum(wide) - wide - low[:, 0]
    return places + np.column_stack([aside, np.zeros(len(aside))])[parts.of]


def _groups(sizes: Rows) -> list[Rows]:
    """Parts to be reckoned together: each large one by itself, small ones as many as a batch holds."""
    groups: list[list[int]] = []
    pairs = 0
    for part_row, size in enumerate(sizes.tolist()):
        largest = int(sizes[groups[-1][0]]) if groups else 0
        if groups and largest <= EXACT and pairs + largest * largest <= BATCH and (size > 1) == (largest > 1):
            groups[-1].append(part_row)
            pairs += largest * largest
        else:
            groups.append([part_row])
            pairs = size * size
    return [np.array(group, dtype=np.int64) for group in groups]


def _mesh_push(size: int) -> Callable[[Points, int], Points]:
    """Return the push among `size` nodes by mesh, at the end exact within its cells."""
    mesh = Mesh.of(64 if size < 1_500 else 128 if size < 8_000 else 256)

    def push(points: Points, step: int) -> Points:
        force, cell = mesh.forces(points)
        if step >= ROUNDS - CLOSE:
            a, b = near_pairs(points, cell)
            away = points[a] - points[b]
            square = (away * away).sum(axis=1)
            away *= ((1 - square / (cell * cell)) / (square + 1e-3))[:, None]
            for axis in (0, 1):
                force[:, axis] += np.bincount(a, away[:, axis], len(points))
                force[:, axis] -= np.bincount(b, away[:, axis], len(points))
        return force

    return push


def _together(places: Points, lines: Lines, sizes: Rows) -> Points:
    """Move many small parts at once, every pair of each reckoned."""
    longest = int(sizes[0])
    slot = (
        np.repeat(np.arange(len(sizes)) * longest, sizes)
        + np.arange(len(places))
        - np.repeat(np.cumsum(sizes) - sizes, sizes)
    )
    filled = np.zeros(len(sizes) * longest)
    filled[slot] = 1.0

    def push(points: Points, step: int) -> Points:
        del step
        sheet = np.zeros((len(filled), 2))
        sheet[slot] = points
        across, down = (sheet[:, axis].reshape(len(sizes), longest) for axis in (0, 1))
        dx, dy = across[:, :, None] - across[:, None, :], down[:, :, None] - down[:, None, :]
        strength = filled.reshape(len(sizes), 1, longest) / (dx * dx + dy * dy + 1e-3)
        both = np.array([np.add.reduce(dx * strength, axis=2).ravel(), np.add.reduce(dy * strength, axis=2).ravel()])
        pushed: Points = both.T[slot]
        return pushed

    return _rounds(places, lines, longest, push)


def _rounds(
    places: Points,
    lines: Lines,
    size: int,
    push: Callable[[Points, int], Points],
    *,
    free: Points | None = None,
    heat: float | None = None,
) -> Points:
    """Let the forces work; `heat` is the longest first step, `free` 0 for nodes that stay."""
    degree = lines.degrees(len(places))
    # A line between two busy nodes draws little, the only line of a node draws it close.
    firm = np.sqrt(lines.weight / np.minimum(degree[lines.a], degree[lines.b]))
    hot = np.sqrt(size) / 10 if heat is None else heat
    for step in range(ROUNDS):
        force = push(places, step)
        draw = places[lines.b] - places[lines.a]
        draw *= (firm * np.sqrt((draw * draw).sum(axis=1)))[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(lines.a, draw[:, axis], len(places))
            force[:, axis] -= np.bincount(lines.b, draw[:, axis], len(places))
        most = max(0.02, hot * (1 - step / ROUNDS) ** 1.5)
        length = np.sqrt((force * force).sum(axis=1))
        step_length = np.minimum(length, most) / np.maximum(length, 1e-12)
        places = places + force * (step_length if free is None else step_length * free)[:, None]
    return places
