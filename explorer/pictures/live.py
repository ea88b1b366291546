"""A picture in a notebook that talks back: what is chosen comes to Python, and Python changes the open picture.

Two outputs (JupyterLab, Notebook, VS Code): the frame as HTML, which stands without a kernel, and a bridge without
height that finds it. Where outputs cannot see each other (marimo, Colab) the bridge holds the frame itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any

from explorer.errors import MissingExtra, OptionError
from explorer.ontology.datafile import shipped_text

TOLD = ("selected", "shown", "path", "positions", "notes")
_numbers = count(1)


@dataclass(eq=False)
class Conversation:
    """What passes between Python and the open frames of one picture."""

    told: dict[str, Any] = field(default_factory=dict)
    asks: dict[str, tuple[int, Any]] = field(default_factory=dict)
    bridges: list[Any] = field(default_factory=list)
    listeners: list[tuple[Callable[[str], object], frozenset[str]]] = field(default_factory=list)

    def ask(self, name: str, value: Any) -> None:
        """Ask all open frames for something; those that open later are asked as well."""
        self.asks = {**self.asks, name: (next(_numbers), value)}
        for bridge in self.bridges:
            bridge.asks = {key: list(asked) for key, asked in self.asks.items()}

    def hear(self, name: str, value: Any) -> None:
        """Take what a frame tells, when it is of the right form."""
        if not _fits(name, value):
            return
        self.told[name] = value
        for listener, names in list(self.listeners):
            if name in names:
                listener(name)

    def bridge(self, key: str, *, html: str = "", title: str = "", height: int = 640) -> Any:
        """Return a new bridge to the frame of this key; with `html` it makes the frame itself."""
        made = _bridge_class()(
            key=key,
            html=html,
            title=title,
            height=height,
            asks={name: list(asked) for name, asked in self.asks.items()},
        )
        made.observe(lambda change: self.hear(change["name"], change["new"]), names=list(TOLD))
        self.bridges.append(made)
        return made


def new_key() -> str:
    """Return a key that no other frame of this session has."""
    return f"picture-{next(_numbers)}"


def in_kernel() -> bool:
    """Tell whether a notebook's kernel runs this, so that a live picture has somebody to talk to."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "kernel", None) is not None


def outputs_apart() -> bool:
    """Tell whether the outputs of a cell cannot see each other, as in Colab."""
    return "google.colab" in sys.modules


def widgets_there() -> bool:
    """Tell whether anywidget is installed (extra: notebook) and live pictures are wanted: `EXPLORER_LIVE=off` keeps
    to the frame, as for notebooks whose stored outputs are to be the same at every run."""
    from importlib.util import find_spec

    return os.environ.get("EXPLORER_LIVE", "").lower() != "off" and find_spec("anywidget") is not None


@lru_cache(maxsize=1)
def _bridge_class() -> Any:
    try:
        import anywidget
        import traitlets
    except ImportError:
        raise MissingExtra("A live picture needs anywidget: pip install 'relationship-explorer[notebook]'.") from None

    members: dict[str, Any] = {
        "_esm": shipped_text("bridge.js", "explorer.pictures.assets"),
        "key": traitlets.Unicode().tag(sync=True),
        "html": traitlets.Unicode().tag(sync=True),
        "title": traitlets.Unicode().tag(sync=True),
        "height": traitlets.Int(640).tag(sync=True),
        "asks": traitlets.Dict().tag(sync=True),
        **{name: traitlets.Any(None, allow_none=True).tag(sync=True) for name in TOLD},
    }
    return type("Bridge", (anywidget.AnyWidget,), members)


def _fits(name: str, value: Any) -> bool:
    """Tell whether what came from a frame has the form it must have; whoever sent it."""
    if name == "selected":
        return isinstance(value, Mapping) and _ids(value.get("nodes")) and _ids(value.get("relations"))
    if name == "shown":
        return isinstance(value, Mapping) and isinstance(value.get("view"), str) and _ids(value.get("nodes"))
    if not isinstance(value, Sequence) or isinstance(value, str):
        return False
    if name == "path":
        return all(
            isinstance(step, Mapping) and isinstance(step.get("node"), str) and _ids(step.get("relations"))
            for step in value
        )
    length, kinds = (3, (int, float)) if name == "positions" else (2, (str,))
    return all(
        isinstance(row, Sequence)
        and len(row) == length
        and isinstance(row[0], str)
        and all(isinstance(cell, kinds) and not isinstance(cell, bool) for cell in row[1:])
        for row in value
    )


def _ids(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(each, str) for each in value)


def fragment_of(since: object, until: object, view: str, extra: Sequence[tuple[str, str]] = ()) -> str:
    """Return the part of a link that shows these years and this view. Raises OptionError for what is no year.

    >>> fragment_of(2012, None, "table")
    'view=table&years=2012-'
    """
    from urllib.parse import urlencode

    years = ["" if year is None else str(year)[:4] for year in (since, until)]
    for said, year in zip((since, until), years, strict=True):
        if year and not (len(year) == 4 and year.isdigit()):
            raise OptionError(f"{said!r} is no year. Expected one such as 2012.")
    parts = [("view", view)] if view else []
    parts += [*extra, *([("years", "-".join(years))] if any(years) else [])]
    return urlencode(parts)
