"""Where each node stands: seeded, rounded, the same on every run.

What is drawn at opening is laid out first and well; everything else is placed around it, so that a node
that enters later stands beside its neighbours and nothing that is drawn has to move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.errors import OptionError
from explorer.pictures.content import Content
from explorer.pictures.forces import arrange
from explorer.pictures.labels import labels_of
from explorer.pictures.lines import Lines, Points
from explorer.pictures.spacing import UNIT
from explorer.pictures.unfold import PARTED, unfold

LIMIT = 1_000_000.0  # no coordinate is larger


def positions_of(
    content: Content, first: Sequence[int], given: Mapping[str, tuple[float, float]] | None = None
) -> tuple[list[int], list[int]]:
    """Return x and y of every node, in whole units of about a twentieth of a node.

    `first` are the rows drawn at opening. `given` fixes nodes by id, the others are placed around them;
    positions all close together, as networkx' layouts between −1 and 1, are spread to a usual distance.
    Raises OptionError for a position that is not two finite numbers.
    """
    if not content.size:
        return [], []
    fixed = _given(content, given or {})
    if len(fixed) == content.size:
        return _rounded(_spread(np.array(list(fixed.values()), dtype=np.float64)))
    lines = Lines.between(content.source, content.target)
    names = labels_of(content, list(range(content.size)) if content.size <= PARTED else list(first))
    widths = np.full(content.size, 20.0)
    widths[list(names)] = [len(name) for name in names.values()]
    if fixed:
        rows = list(fixed)
        points = _spread(np.array([fixed[row] for row in rows], dtype=np.float64))
    else:
        rows = list(first)
        points = arrange(
            lines.among(rows, content.size),
            years=np.array([_year(content, row) for row in rows], dtype=np.float64),
            widths=widths[rows],
            room=min(2.0, (content.size / max(1, len(rows))) ** 0.5),
        )
    if len(rows) < content.size:
        everywhere = unfold(lines, content.size, rows, points, widths)
    else:
        everywhere = np.empty((content.size, 2))
        everywhere[rows] = points
    return _rounded(everywhere)


def _rounded(points: Points) -> tuple[list[int], list[int]]:
    whole = np.rint(np.clip(points, -LIMIT, LIMIT)).astype(int)
    return whole[:, 0].tolist(), whole[:, 1].tolist()


def _given(content: Content, given: Mapping[str, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    for name, point in given.items():
        row = content.row.get(name)
        if row is None:
            continue
        try:
            x, y = (float(value) for value in point)
        except (TypeError, ValueError):
            x = y = float("nan")
        if not abs(x) <= LIMIT or not abs(y) <= LIMIT:
            raise OptionError(f"The position of {name!r} is {point!r}; give two finite numbers up to {LIMIT:.0f}.")
        found[row] = (x, y)
    return dict(sorted(found.items()))


def _spread(points: Points) -> Points:
    extent = float((points.max(axis=0) - points.min(axis=0)).max())
    usual = UNIT * len(points) ** 0.5
    return points * (usual * 1.5 / extent) if 0 < extent < usual / 10 else points


def _year(content: Content, row: int) -> float:
    """Date of an event as a fraction of years; not a number for what is no event or has no date."""
    if content.kinds[content.kind[row]].is_a != "event":
        return float("nan")
    start = content.nodes["start"][row]
    try:
        month = int(start[5:7]) if len(start) >= 7 else 6
        return int(start[:4]) + month / 12
    except ValueError:
        return float("nan")
