"""How long something takes where some of it has not happened yet: Kaplan and Meier's estimate.

The median over what was answered counts the quick ones alone and is biased; here what is still open counts for as
long as it has been waited for. E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations",
Journal of the American Statistical Association 53 (1958); intervals on the log-log scale with Greenwood's variance
(J. D. Kalbfleisch and R. L. Prentice, The Statistical Analysis of Failure Time Data, 1980). Reference: lifelines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Z = 1.959963984540054  # the normal distribution's 97.5 % point


@dataclass(frozen=True)
class Waiting:
    """An estimate: how many were at risk, and after each time with an event the share that has not had it yet."""

    at_risk: int
    times: np.ndarray
    left: np.ndarray
    variance: np.ndarray

    def within(self, days: float) -> tuple[float, float, float]:
        """Return the share that has had the event within `days`, with the ends of its 95 % interval."""
        place = int(np.searchsorted(self.times, days, side="right")) - 1
        if place < 0:
            return 0.0, 0.0, 0.0
        left, variance = float(self.left[place]), float(self.variance[place])
        if left <= 0:  # all have had it: the scale has no end
            return 1.0, math.nan, math.nan
        spread = Z * math.sqrt(variance) / -math.log(left)
        low, high = (1 - left ** math.exp(sign * spread) for sign in (-1, 1))
        return 1 - left, low, high

    @property
    def median(self) -> float:
        """The first time by which half have had the event, infinite where it is not reached."""
        reached = np.flatnonzero(self.left <= 0.5)
        return float(self.times[reached[0]]) if len(reached) else math.inf


def waiting(days: Sequence[float], happened: Sequence[bool]) -> Waiting:
    """Return the estimate for times until an event, or until now where it has not `happened`.

    >>> made = waiting([10, 20, 20, 40], [True, True, False, False])
    >>> made.left.tolist(), made.median
    ([0.75, 0.5], 20.0)
    """
    times, events = np.asarray(days, dtype=float), np.asarray(happened, dtype=bool)
    at, died = np.unique(times[events], return_counts=True)
    at_risk = len(times) - np.searchsorted(np.sort(times), at, side="left")
    left = np.cumprod(1 - died / np.maximum(at_risk, 1))
    with np.errstate(divide="ignore"):
        variance = np.cumsum(died / (at_risk * (at_risk - died)))
    return Waiting(len(times), at, left, variance)
