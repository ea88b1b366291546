"""Repulsion of all nodes from all by a mesh: near-linear, since a convolution does what pairs would."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.pictures.layouts.lines import Points


@dataclass(frozen=True, eq=False)
class Mesh:
    """A square of `cells` × `cells` and the push (1 / distance, in cells) between any two of them, transformed."""

    cells: int
    push: tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]

    @classmethod
    def of(cls, cells: int) -> Mesh:
        """Prepare a mesh."""
        away = np.arange(2 * cells, dtype=np.float64)
        away[away >= cells] -= 2 * cells
        square = away[:, None] ** 2 + away[None, :] ** 2
        square[0, 0] = 1.0
        across = away[:, None] / square
        return cls(cells, (np.fft.rfft2(across), np.fft.rfft2(across.T)))

    def forces(self, points: Points) -> tuple[Points, float]:
        """Return for each node the push of all others, the sum of 1 / distance away from them; and a cell's width.

        Within a cell the push is too weak: two nodes on one spot do not feel each other.
        """
        low = points.min(axis=0)
        cell = float(np.ptp(points, axis=0).max()) / (self.cells - 1.001) or 1.0
        at = (points - low) / cell
        column = at.astype(np.int64)
        right, above = (at - column).T
        corners = [(column[:, 0] + i) * self.cells + column[:, 1] + j for i in (0, 1) for j in (0, 1)]
        shares = [(1 - right) * (1 - above), (1 - right) * above, right * (1 - above), right * above]
        spread = np.zeros(self.cells * self.cells)
        for corner, share in zip(corners, shares, strict=True):
            spread += np.bincount(corner, share, self.cells * self.cells)
        changed = np.fft.rfft2(spread.reshape(self.cells, self.cells), (2 * self.cells, 2 * self.cells))
        force = np.empty_like(points)
        for axis in (0, 1):
            field = np.fft.irfft2(changed * self.push[axis])[: self.cells, : self.cells].ravel()
            force[:, axis] = sum(field[corner] * share for corner, share in zip(corners, shares, strict=True))
        force /= cell
        return force, cell
