"""Draw facts: a Picture that saves itself as a page or SVG and shows itself in notebooks."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from explorer.errors import OptionError, UnknownNode, nearest
from explorer.facts.tables import Facts
from explorer.files import write_file
from explorer.pictures.content import Content, content_of
from explorer.pictures.payload import Payload, View, payload_of

THEMES = ("auto", "light", "dark")
ENDINGS = (".html", ".htm", ".svg")


def draw(
    facts: Facts,
    *,
    title: str = "",
    subtitle: str = "",
    embed: bool = False,
    theme: str = "auto",
    compress: bool | None = None,
    focus: str | Iterable[str] | None = None,
    limit: int = 300,
    positions: Mapping[str, tuple[float, float]] | None = None,
) -> Picture:
    """Draw `facts` as one interactive page that needs nothing beside it.

    `focus`: id of a node to open around, or several. `limit`: how many nodes are drawn at opening. `positions`: id →
    (x, y) in units of about a twentieth of a node; what has none is placed around them. `embed`: compact
    controls, no header. `compress`: None packs large pages, False never, True always.
    Raises OptionError for an option that cannot be, UnknownNode for a focus that is not there, FactsError
    for facts that do not hang together.

    >>> facts = Facts.from_rows(nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}])
    >>> "Bali" in draw(facts, title="One place").html
    True
    """
    if theme not in THEMES:
        raise OptionError(f"theme={theme!r} is none of {', '.join(THEMES)}.")
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise OptionError(f"limit={limit!r} must be a whole number from 1.")
    with _no_collecting():
        content = content_of(facts)
    around = [focus] if isinstance(focus, str) else list(focus or ())
    for name in around:
        if name not in content.row:
            near = nearest(name, content.nodes["id"])
            raise UnknownNode(f"No node {name!r} to open around." + (f" Near: {', '.join(near)}." if near else ""))
    return Picture(
        content,
        title=_whole(title) or "Relationships",
        subtitle=_whole(subtitle),
        embed=embed,
        theme=theme,
        compress=compress,
        focus=tuple(content.row[name] for name in around),
        limit=limit,
        positions=positions,
    )


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing of facts. Make one with `draw`; the work is done when the page is first asked for."""

    content: Content
    title: str
    subtitle: str = ""
    embed: bool = False
    theme: str = "auto"
    compress: bool | None = None
    focus: tuple[int, ...] = ()
    limit: int = 300
    positions: Mapping[str, tuple[float, float]] | None = None

    @cached_property
    def view(self) -> View:
        """What is drawn first and where everything stands."""
        from explorer.pictures.collect import collect
        from explorer.pictures.positions import positions_of
        from explorer.pictures.relevance import first_drawn, ranking

        with _no_collecting():
            order = ranking(self.content)
        first = first_drawn(self.content, order, self.limit, self.focus)
        x, y = positions_of(self.content, first, self.positions)
        drawn = collect(self.content, first, x, y)
        return View(
            title=self.title,
            subtitle=self.subtitle,
            embed=self.embed,
            theme=self.theme,
            limit=self.limit,
            focus=self.focus[0] if len(self.focus) == 1 else -1,
            x=x,
            y=y,
            ranking=order,
            first=drawn.nodes,
            options=drawn.options,
        )

    @cached_property
    def payload(self) -> Payload:
        """The facts and the view as the page carries them."""
        from explorer.pictures.page import strings

        return payload_of(self.content, self.view, strings())

    @cached_property
    def html(self) -> str:
        """The page as text."""
        from explorer.pictures.page import render

        with _no_collecting():
            return render(self.content, self.payload, compress=self.compress)

    def save(self, path: Path | str) -> Path:
        """Write the picture to `path` as a page (.html) or for a paper (.svg), whole or not at all.

        Raises OptionError for another ending, WriteError where it cannot be written.
        """
        path = Path(path)
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            raise OptionError(f"Cannot draw into {path.name!r}: the name must end in {', '.join(ENDINGS)}.")
        return write_file(path, self.svg() if ending == ".svg" else self.html)

    def to_iframe(self, *, height: int = 640, title: str = "") -> str:
        """Return one sandboxed `<iframe>` element that holds the page; `height` in pixels.

        >>> facts = Facts.from_rows(nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}])
        >>> draw(facts).to_iframe(height=400)[:38]
        '<iframe sandbox="allow-scripts" title='
        """
        if not isinstance(height, int) or isinstance(height, bool) or not 100 <= height <= 10_000:
            raise OptionError(f"height={height!r} must be a whole number of pixels from 100 to 10000.")
        return (
            f'<iframe sandbox="allow-scripts" title="{escape(title or self.title)}" width="100%" height="{height}" '
            f'style="border:0" srcdoc="{escape(self.html)}"></iframe>'
        )

    def svg(self, **options: Any) -> str:
        """Return what is drawn at opening as SVG text: see `explorer.pictures.svg.svg_of`."""
        from explorer.pictures.svg import svg_of

        return svg_of(self.content, self.view, **options)

    def _repr_html_(self) -> str:
        return self.to_iframe()

    def __repr__(self) -> str:
        return f"<Picture {self.title!r}: {self.content.size} nodes, {len(self.content.source)} relations>"


def _whole(text: str) -> str:
    """Replace half letters (from an argument in another encoding), which no file can hold."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not text.isascii() else text


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave garbage alone meanwhile: hundreds of thousands of small lasting objects are made, none is rubbish."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
