"""How much a reader takes before it refuses: the limits of every file that is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings that are held while reading, never taken from sizes a file declares about itself.

    `file_bytes`: one file. `expansion` and `expansion_from`: how many times its packed size a zipped part
    may grow to, once it has grown past so many bytes. `expanded_bytes`: all parts of one file unpacked.
    `zip_members`: parts in one zip. `pages`: those of a PDF; `letters`: on all of them; `memory` and `seconds`:
    what the process that opens it may take. `depth`: how deep XML or
    HTML elements may nest. `passage_chars`: one passage (one cell of a table). `passages`, `lines`,
    `tags`: those of one document. `cells`: cells of all tables of one set of facts.

    >>> Limits(file_bytes=1_000).file_bytes
    1000
    """

    file_bytes: int = 100_000_000
    expansion: int = 100
    expansion_from: int = 100 * 1024
    expanded_bytes: int = 200_000_000
    zip_members: int = 2_000
    pages: int = 5_000
    letters: int = 20_000_000
    memory: int = 1 << 30
    seconds: int = 60
    depth: int = 256
    passage_chars: int = 1_000_000
    passages: int = 200_000
    lines: int = 1_000_000
    tags: int = 1_000_000
    cells: int = 20_000_000
