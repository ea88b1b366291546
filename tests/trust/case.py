"""What a case is: something malformed, the command that meets it, and the verdict it must get."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REFUSED, READ, NOTHING = "refused", "read", "nothing"

# A page that is read without trouble: what a case does to it is all that is wrong with it.
PAGE = """Sixth Meeting of Senior Officials of the Ad Hoc Group

Bali, Indonesia, 1 June 2012

The meeting was attended by Australia, Indonesia and UNHCR.

Ministers agreed to:

- establish a Regional Support Office in Bangkok
- hold a workshop on visa integrity in 2012
"""


@dataclass(frozen=True)
class Case:
    """One malformed thing.

    `make` writes it at the path it is given. `verdict` is `refused` (exit 1 to 125, one line, nothing written)
    or `read` (exit 0, results whole) or `nothing` (it can be read, but holds no record: exit 1, one line, results
    whole and empty). `says` is a pattern: of the message, and where it is read of the passages. `slow` keeps it
    out of the short form.
    """

    name: str
    make: Callable[[Path], object]
    verdict: str
    says: str = ""
    ending: str = ""
    slow: bool = False

    @property
    def sort(self) -> str:
        """The sort of thing it is: the part of its name before the slash."""
        return self.name.split("/")[0]


def data(
    name: str,
    content: bytes | str | Callable[[], bytes | str],
    verdict: str,
    says: str = "",
    *,
    ending: str,
    slow: bool = False,
) -> Case:
    """Return a case that is one file of the given content, or of what the function given makes when needed."""

    def make(path: Path) -> None:
        made = content() if callable(content) else content
        path.write_bytes(made.encode("utf-8") if isinstance(made, str) else made)

    return Case(name, make, verdict, says, ending, slow)


def sparse(size: int) -> Callable[[Path], None]:
    """Return what makes a file of `size` bytes that takes no room on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as stream:
            stream.truncate(size)

    return make


def noise(seed: str, size: int) -> bytes:
    """Return random bytes, the same for the same seed."""
    return random.Random(seed).randbytes(size)
