"""Draw facts: a Picture that saves itself as a page or SVG and shows itself in notebooks."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from explorer.errors import OptionError, UnknownNode, nearest
from explorer.facts.tables import Facts
from explorer.files import write_file
from explorer.graph.index import Index
from explorer.graph.select import part
from explorer.pictures.content import Content, content_of
from explorer.pictures.encodings import Encodings, encodings_of
from explorer.pictures.live import (
    TOLD,
    Conversation,
    fragment_of,
    new_key,
    widgets_there,
)
from explorer.pictures.looks import Looks, looks_of
from explorer.pictures.opening import heading_of
from explorer.pictures.payload import Payload, View, payload_of
from explorer.progress import bar, in_kernel

LONG = 2000  # nodes from which on drawing takes long enough to say so
THEMES = ("auto", "light", "dark")
ENDINGS = (".html", ".htm", ".svg")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def draw(
    facts: Facts,
    *,
    title: str = "",
    subtitle: str = "",
    authors: Sequence[str] = (),
    lang: str = "en",
    embed: bool = False,
    theme: str = "auto",
    compress: bool | None = None,
    focus: str | Iterable[str] | None = None,
    limit: int = 300,
    view: str = "",
    layout: str = "",
    positions: Mapping[str, tuple[float, float]] | None = None,
    color: str = "",
    size: str = "",
    width: str = "",
    standing: Mapping[str, tuple[str, str]] | None = None,
) -> Picture:
    """Draw `facts` as one interactive page that needs nothing beside it.

    `focus`: id of a node to open around, or several. `limit`: how many nodes are drawn at opening. `view`: the part of
    a link after `#`, to open what that link opens. `layout`: force, concentric, circle, kind, community, year, map or
    tree; where none is named, the places that the data give (`x` and `y`, or `pos`) are kept. `positions`: id →
    (x, y) in units of about a twentieth of a node; what has none is placed around them. `color`, `size`: what
    colour and size of nodes tell: kind, community, degree, pagerank, eigenvector, betweenness, any attribute, `given`
    (what the data say themselves), `one` (all alike). `width`: weight, count, a number of the relations, given or one.
    `standing`: id of a commitment → where it stands (open, answered, …) and the id of what answers it; without it the
    page goes by force and `fulfils` alone.
    `authors`, `title`: of the data, for the citation; `lang`: language of their texts. `embed`: compact controls, no
    header. `compress`: None packs large pages, False never, True always.
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
    if layout and positions:
        raise OptionError(f"layout={layout!r} and positions exclude each other: give one of them.")
    if not _LANGUAGE.fullmatch(lang):
        raise OptionError(f"lang={lang!r} is no language tag. Expected one like en, fr or pt-BR.")
    with _no_collecting():
        content = content_of(facts)
    around = [focus] if isinstance(focus, str) else list(focus or ())
    for name in around:
        if name not in content.row:
            near = nearest(name, content.nodes["id"])
            raise UnknownNode(f"No node {name!r} to open around." + (f" Near: {', '.join(near)}." if near else ""))
    with _no_collecting():
        looks = looks_of(content)
        encodings = encodings_of(content, looks, color=color, size=size, width=width)
    return Picture(
        content,
        title=_whole(title) or heading_of(content),
        looks=looks,
        encodings=encodings,
        subtitle=_whole(subtitle),
        authors=tuple(_whole(name) for name in authors),
        lang=lang,
        embed=embed,
        theme=theme,
        compress=compress,
        focus=tuple(content.row[name] for name in around),
        limit=limit,
        fragment=view.removeprefix("#"),
        layout=layout or "force",
        placed=positions or ({} if layout else looks.places),
        standing=standing or {},
    )


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing of facts. Make one with `draw`; the work is done when the page is first asked for."""

    content: Content
    title: str
    looks: Looks
    encodings: Encodings
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    lang: str = "en"
    embed: bool = False
    theme: str = "auto"
    compress: bool | None = None
    focus: tuple[int, ...] = ()
    limit: int = 300
    fragment: str = ""
    layout: str = "force"
    placed: Mapping[str, tuple[float, float]] | None = None
    standing: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    explore: Callable[[Facts], Any] | None = None  # what opens facts, for those chosen in a live picture

    @cached_property
    def view(self) -> View:
        """What is drawn first and where everything stands."""
        from explorer.pictures.positions import positions_of
        from explorer.pictures.relevance import first_drawn, ranking

        with _no_collecting():
            order = ranking(self.content)
            first = first_drawn(self.content, order, self.limit, self.focus)
            places = positions_of(self.content, first, self.placed, self.layout)
        return View(
            title=self.title,
            subtitle=self.subtitle,
            embed=self.embed,
            theme=self.theme,
            limit=self.limit,
            focus=self.focus[0] if len(self.focus) == 1 else -1,
            places=places,
            ranking=order,
            first=first,
            looks=self.looks,
            encodings=self.encodings,
            authors=self.authors,
            lang=self.lang,
            fragment=self.fragment,
            standing=self.standing,
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

    def to_iframe(self, *, height: int = 640, title: str = "", src: str = "", key: str = "") -> str:
        """Return one sandboxed `<iframe>` element that holds the page, or with `src` names where it is published.

        `height` in pixels. `title` is the accessible name: the heading and what is drawn, so that two frames of one
        document differ. `src` may end in `#` and a view. `key` marks the frame for a
        bridge that looks for it. Raises OptionError for a height or an address that cannot be.

        >>> facts = Facts.from_rows(nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}])
        >>> draw(facts).to_iframe(height=400)[:38]
        '<iframe sandbox="allow-scripts" title='
        >>> draw(facts, title="Bali").to_iframe(src="bali.html#view=table")[32:65]
        'title="Bali: 1 node, 0 relations"'
        """
        if not isinstance(height, int) or isinstance(height, bool) or not 100 <= height <= 10_000:
            raise OptionError(f"height={height!r} must be a whole number of pixels from 100 to 10000.")
        if src and re.match(r"\s*(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", src):
            raise OptionError(f"src={src!r} is no address of a page. Expected http, https or a path.")
        marked = f'data-explorer-key="{escape(key)}" ' if key else ""
        held = f'src="{escape(src)}"' if src else f'srcdoc="{escape(self.html)}"'
        return (
            f'<iframe sandbox="allow-scripts" title="{escape(title or self._told())}" width="100%" height="{height}" '
            f'{marked}style="border:0" {held}></iframe>'
        )

    def _told(self) -> str:
        nodes, relations = self.content.size, len(self.content.source)
        around = "".join(f" around {self.content.nodes['name'][row]}" for row in self.focus[:1])
        return (
            f"{self.title}{around}: {nodes:,} {'node' if nodes == 1 else 'nodes'}, "
            f"{relations:,} {'relation' if relations == 1 else 'relations'}"
        )

    def svg(self, **options: Any) -> str:
        """Return what is drawn at opening as SVG text: see `explorer.pictures.svg.svg_of`."""
        from explorer.pictures.svg import svg_of

        return svg_of(self.content, self.view, **options)

    def to_pyvis(self) -> Any:
        """Return what is drawn at opening as a `pyvis.network.Network`, to go on with in pyvis.

        >>> facts = Facts.from_rows(nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}])
        >>> [node["label"] for node in draw(facts).to_pyvis().nodes]
        ['Bali']
        """
        from explorer.pictures.collect import pyvis_of

        return pyvis_of(self.content, self.view)

    # In a notebook the picture is live: what is chosen in it comes to Python, and Python changes it.

    @cached_property
    def _talk(self) -> Conversation:
        return Conversation()

    @cached_property
    def _index(self) -> Index:
        return Index(self.content.facts)

    @property
    def selected(self) -> Any:
        """What is chosen in the open picture: an Explorer of those nodes, the relations among them and those chosen."""
        told = self._talk.told.get("selected") or {"nodes": [], "relations": []}
        return self._part(told["nodes"], told["relations"])

    @property
    def shown(self) -> Any:
        """What the open picture shows (everything, while it is not open or shows more than 20,000): an Explorer."""
        told = self._talk.told.get("shown") or {"nodes": []}
        return self._part(told["nodes"]) if told["nodes"] else self._opened(self.content.facts)

    @property
    def path(self) -> list[str]:
        """The ids of the nodes on the path that the open picture shows, in order."""
        return [step["node"] for step in self._talk.told.get("path") or ()]

    @property
    def positions(self) -> dict[str, tuple[float, float]]:
        """Where every node stands: as laid out, and as moved in the open picture."""
        places = self.view.places
        ids = self.content.nodes["id"]
        laid = {name: (float(places.x[row]), float(places.y[row])) for row, name in enumerate(ids)}
        return laid | {
            name: (float(x), float(y)) for name, x, y in self._talk.told.get("positions") or () if name in laid
        }

    @property
    def notes(self) -> dict[str, str]:
        """The notes that were put on nodes in the open picture, by id."""
        return dict(self._talk.told.get("notes") or ())

    def select(self, *names: str) -> None:
        """Choose nodes in the open picture, by id, name, alias or acronym. Raises UnknownNode."""
        self._talk.ask("select", [self._index.resolve(name) for name in names])

    def show(self, *, since: object = None, until: object = None, view: str = "", around: str = "") -> None:
        """Show these years, this view (network, timeline, matrix, table) or the surroundings of a node when open.

        Raises OptionError, UnknownNode.
        """
        extra = [("around", self._index.resolve(around))] if around else []
        self._talk.ask("show", fragment_of(since, until, view, extra))

    def colour(self, name: str) -> None:
        """Let colour tell something else when open: kind, community, a measure, an attribute. Raises OptionError."""
        known = sorted({*self.encodings.nodes, "given", "one"})
        if name not in known:
            raise OptionError(f"colour={name!r} tells nothing here. Expected one of {', '.join(known)}.")
        self._talk.ask("colour", name)

    def observe(self, listener: Callable[[Picture], object], *names: str) -> None:
        """Call `listener` with this picture whenever what it tells changes: selected, shown, path, positions, notes.

        In JupyterLab the call may come from another thread, also while a cell runs.
        """
        wrong = next((name for name in names if name not in TOLD), "")
        if wrong:
            raise OptionError(f"{wrong!r} is nothing that a picture tells. Expected: {', '.join(TOLD)}.")
        self._talk.listeners.append((lambda _: listener(self), frozenset(names or TOLD)))

    def link(self, other: Picture) -> None:
        """Choose in the other open picture what is chosen in this one, and back, as far as both hold it."""
        for one, two in ((self, other), (other, self)):
            one.observe(two._follow, "selected")

    def _follow(self, other: Picture) -> None:
        told = other._talk.told["selected"]["nodes"]
        mine = [name for name in told if name in self.content.row]
        if mine != (self._talk.told.get("selected") or {"nodes": []})["nodes"]:
            self._talk.ask("select", mine)

    def _part(self, nodes: Sequence[str], relations: Sequence[str] = ()) -> Any:
        """Open some nodes, the relations among them, and single relations with their ends."""
        import numpy as np

        wanted, lines = set(nodes), set(relations)
        facts = self.content.facts
        rows = facts.relations["id"].isin(lines) | (
            facts.relations["source"].isin(wanted) & facts.relations["target"].isin(wanted)
        )
        ends = facts.relations.loc[facts.relations["id"].isin(lines), ["source", "target"]]
        kept = facts.nodes["id"].isin(wanted | set(ends["source"]) | set(ends["target"]))
        return self._opened(part(self._index, np.asarray(kept), np.asarray(rows)))

    def _opened(self, facts: Facts) -> Any:
        return facts if self.explore is None else self.explore(facts)

    def live(self, *, height: int = 640) -> Any:
        """Return the picture as one widget that holds its frame: for marimo and layouts of widgets.

        Raises MissingExtra where anywidget is not installed.
        """
        return self._talk.bridge(new_key(), html=self.html, title=self._told(), height=height)

    def _ipython_display_(self) -> None:
        if not in_kernel():
            raise NotImplementedError  # a shell without a notebook shows the plain form
        from IPython.display import display

        if self.content.size > LONG:
            with bar(f"Drawing {self._told()}", 0, terminal=False):
                _ = self.html
        key = new_key() if widgets_there() else ""
        display({"text/html": self.to_iframe(key=key), "text/plain": repr(self)}, raw=True)  # type: ignore[no-untyped-call]
        if key:
            display(self._talk.bridge(key))  # type: ignore[no-untyped-call]

    def _display_(self) -> Any:
        """Show itself in marimo, whose outputs are frames apart."""
        import marimo

        return marimo.ui.anywidget(self.live()) if widgets_there() else marimo.Html(self.to_iframe())

    def _repr_html_(self) -> str:
        return self.to_iframe()

    def __repr__(self) -> str:
        return f"<Picture {self._told()}>"


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
