"""A picture in a notebook that talks back: what is chosen comes to Python, and Python changes the open picture.

Two outputs (JupyterLab, Notebook, VS Code, Colab): the frame as HTML, which stands without a kernel, and a bridge
without height that finds it. Where outputs cannot see each other (marimo) the bridge holds the frame itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any

from explorer.errors import MissingExtra, OptionError
from explorer.ontology.datafile import shipped_text
from explorer.progress import live_wanted

TOLD = ("selected", "shown", "path", "positions", "notes")
ASKED = ("select", "show", "colour")
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
        self.asks[name] = (next(_numbers), value)
        for bridge in self.bridges:
            setattr(bridge, f"ask_{name}", list(self.asks[name]))

    def hear(self, name: str, value: Any) -> None:
        """Take what a frame tells, when it is of the right form."""
        if not _fits(name, value):
            return
        self.told[name] = value
        for listener, names in list(self.listeners):
            if name in names:
                listener(name)

    def take(self, bridge: Any, states: dict[int, dict[str, Any]], change: Any) -> None:
        """Take what a bridge tells: what has changed since one of its earlier states, named by its number.

        states: those that it may still refer to, 0 the one before anything was told
        """
        if not isinstance(change, Mapping) or not all(type(change.get(n)) is int for n in ("base", "number")):
            return
        newest = max(states)
        if change["number"] <= newest:
            return
        base, latest = states.get(change["base"]), states[newest]
        if base is None:
            bridge.heard = 0  # so that it tells all of it again
            return
        state = dict(base)
        for name in TOLD:
            value = _changed(base.get(name), change.get(name))
            if _fits(name, value):
                state[name] = value
        for old in [number for number in states if 0 < number < change["base"]]:
            del states[old]
        states[change["number"]] = state
        bridge.heard = change["number"]
        for name in TOLD:
            if name in state and state[name] != latest.get(name):
                self.hear(name, state[name])

    def bridge(self, key: str, *, html: str = "", title: str = "", height: int = 640) -> Any:
        """Return a new bridge to the frame of this key; with `html` it makes the frame itself."""
        made = _bridge_class()(
            key=key,
            html=html,
            title=title,
            height=height,
            **{f"ask_{name}": list(asked) for name, asked in self.asks.items()},
        )
        states: dict[int, dict[str, Any]] = {0: {}}
        made.observe(lambda change: self.take(made, states, change["new"]), names=["change"])
        self.bridges.append(made)
        return made


def new_key() -> str:
    """Return a key that no other frame of this session has."""
    return f"picture-{next(_numbers)}"


def widgets_there() -> bool:
    """Tell whether anywidget is installed (extra: notebook) and live pictures are wanted: `EXPLORER_LIVE=off` keeps
    to the frame, as for notebooks whose stored outputs are to be the same at every run."""
    from importlib.util import find_spec

    return live_wanted() and find_spec("anywidget") is not None


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
        **{f"ask_{name}": traitlets.List().tag(sync=True) for name in ASKED},
        "change": traitlets.Any(None, allow_none=True).tag(sync=True),
        "heard": traitlets.Int(0).tag(sync=True),
    }
    return type("Bridge", (anywidget.AnyWidget,), members)


def _changed(before: Any, change: Any) -> Any:
    """Return a value with its change: given whole, or what came and what went of its list; None for no change.

    >>> _changed([["a", 1, 2], ["b", 3, 4]], {"came": [["c", 5, 6]], "gone": ["a"]})
    [['b', 3, 4], ['c', 5, 6]]
    """
    if not isinstance(change, Mapping):
        return None
    if "whole" in change:
        return change["whole"]
    came, gone = change.get("came"), change.get("gone")
    if before is None or not _ids(gone) or not isinstance(came, Sequence) or isinstance(came, str):
        return None
    rest = change.get("rest", {})
    if not isinstance(rest, Mapping):
        return None
    items = before["nodes"] if isinstance(before, Mapping) else before
    went = set(gone or ())
    kept: dict[str, Any] = {}
    for item in (*items, *came):
        key = item if isinstance(item, str) else item[0] if isinstance(item, Sequence) and item else None
        if not isinstance(key, str):
            return None
        kept[key] = item
    left = [item for key, item in kept.items() if key not in went]
    return {**before, **rest, "nodes": left} if isinstance(before, Mapping) else left


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
