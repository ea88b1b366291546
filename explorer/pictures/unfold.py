"""Places for what is not drawn at opening: beside its neighbours, around what already has a place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from explorer.pictures.lines import Lines, Points
from explorer.pictures.spacing import UNIT, part_labels, sunflower

SEED = 20020226  # any fixed number: the day on which the Bali Process began
SPRING, PARTED = 1500, 600  # most nodes that are moved by forces, that labels are parted for


def unfold(lines: Lines, size: int, rows: Sequence[int], points: Points, widths: Points) -> Points:
    """Return positions of all nodes when those of `rows` are given: the others beside their neighbours.

    Up to some thousands of nodes forces then move the others while the given ones stay.
    """
    known = np.zeros(size, dtype=bool)
    known[np.array(rows, dtype=np.int64)] = True
    place = np.zeros((size, 2))
    place[np.array(rows, dtype=np.int64)] = points
    fixed = known.copy()
    for _ in range(50):  # from the known ones outwards, each at the middle of its neighbours
        if known.all():
            break
        total, count = _sums(lines, place, known, size)
        new = ~known & (count > 0)
        if not new.any():
            break
        place[new] = total[new] / count[new][:, None]
        known |= new
    reach = max(UNIT * np.sqrt(len(rows)), float(np.abs(points).max()) if len(points) else 0.0)
    spiral = sunflower(size)
    lost = np.flatnonzero(~known)
    if len(lost):  # in no way joined to what is drawn: a field of their own below
        columns = max(1, int(np.sqrt(len(lost)) * 1.6))
        step = np.arange(len(lost))
        place[lost, 0] = (step % columns - columns / 2) * UNIT
        place[lost, 1] = reach + UNIT * (2 + step // columns)
    moved = ~fixed & known
    number = np.cumsum(moved) - 1
    place[moved] += spiral[number[moved]] * (0.9 * reach / max(1.0, float(np.sqrt(np.count_nonzero(moved))) * UNIT))
    if size <= SPRING and moved.any():
        place = _spring(lines, place, fixed | ~known)
    if size <= PARTED:
        place = part_labels(place, widths, fixed, rounds=30)
    return place


def _sums(lines: Lines, place: Points, known: npt.NDArray[np.bool_], size: int) -> tuple[Points, Points]:
    total, count = np.zeros((size, 2)), np.zeros(size)
    for here, there in ((lines.a, lines.b), (lines.b, lines.a)):
        kept = known[there]
        count += np.bincount(here[kept], minlength=size)
        for axis in (0, 1):
            total[:, axis] += np.bincount(here[kept], place[there[kept], axis], size)
    return total, count


def _spring(lines: Lines, place: Points, fixed: npt.NDArray[np.bool_]) -> Points:
    import rustworkx as rx

    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(place)))
    ends = zip(lines.a.tolist(), lines.b.tolist(), strict=True)
    graph.add_edges_from([(a, b, None) for a, b in ends])
    found = rx.spring_layout(
        graph,
        pos={i: (x, y) for i, (x, y) in enumerate((place / UNIT).tolist())},
        fixed=set(np.flatnonzero(fixed).tolist()),
        k=0.8,
        num_iter=30,
        seed=SEED,
        adaptive_cooling=False,
    )
    return np.array([found[i] for i in range(len(place))]) * UNIT
