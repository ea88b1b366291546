"""Explorer: what `explorer.load()` hands an analyst. Each method answers one question and delegates.

Every answer is a pandas DataFrame; its `sources` column (or its ids) lead to the passages it rests on.
The shell has the same words: `explorer meetings --party Australia` is `load().meetings(party="Australia")`,
and takes its options and its help from the methods here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Unpack

from explorer.answers.questions import Questions
from explorer.graph.options import Role, Selection, with_options

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from explorer.facts.tables import Facts
    from explorer.graph.index import Index
    from explorer.graph.mapping import Mapped
    from explorer.pictures import Picture


def load(source: str | Path | None = None, *, engine: str = "pandas", session: Any = None) -> Explorer:
    """Open facts: a folder made by `read`, a graph file (see docs/graphs.md); the shipped data by default.

    "example" opens a tiny world, "lakes" three invented tables (attendance long and wide, pledges).

    `engine` leaves the tables of a folder where they are and asks them there: polars, duckdb or spark (with
    the Spark session given, or one made on this machine). Raises FactsError naming the file, the line and
    what is wrong with it, and OptionError.

    >>> load("example").find("UNHCR").id.iloc[0]
    'organisation:unhcr'
    """
    import os

    from explorer.errors import FactsError
    from explorer.facts.package import read_facts, shipped

    if engine != "pandas":
        from explorer.facts.engine_soundness import sound_on
        from explorer.facts.engines import EngineFacts, open_frames

        frames = open_frames(shipped() if source is None else source, engine, session)
        sound_frames, notes = sound_on(frames)
        far: Any  # they stand wherever facts stand
        as_read: Any
        far, as_read = EngineFacts(sound_frames), EngineFacts(frames)
        return Explorer(far, notes=notes, as_read=as_read)
    if source is None:
        return Explorer(read_facts(shipped()))
    if str(source) == "example" and not Path(source).exists():
        from explorer.answers.example import example_facts

        return Explorer(example_facts())
    if str(source) == "lakes" and not Path(source).exists():
        return read(sorted(shipped("lakes").glob("*.csv")))
    path = Path(source)
    if not os.path.lexists(path):
        raise FactsError(f"There is no file or folder {path}. Name a folder of facts or a graph file.")
    two = all((path / name).is_file() for name in ("nodes.csv", "edges.csv")) and not (path / "relations.csv").exists()
    if not path.is_dir() or two:
        from explorer.graph.formats_read import read_graph

        opened = _opened(read_graph(path))
        opened.title = opened.title or path.stem.replace("_", " ")
        return opened
    if (path / "nodes.parquet").is_file():
        from explorer.graph.formats_tables import read_parquet

        return _sound(read_parquet(path))
    return _sound(read_facts(path))


def _sound(facts: Facts) -> Explorer:
    """Open facts of a folder through the one door for what people may have edited."""
    from explorer.facts.soundness import sound

    whole, notes = sound(facts)
    return Explorer(whole, notes=notes, as_read=facts)


def read(
    paths: str | Path | pd.DataFrame | Iterable[str | Path | pd.DataFrame],
    *,
    to: str | Path | None = None,
    words: str | Path | None = None,
    review: str | Path | None = None,
    encoding: str | None = None,
    processes: int | None = None,
    progress: bool = False,
    columns: str | Path | None = None,
    columns_to: str | Path | None = None,
    persons: str = "",
) -> Explorer:
    """Read documents into facts, and tell what was read, guessed and passed over.

    to: folder to write the facts into, whole or not at all
    words: file of names and words of your own, see docs/extraction.md
    review: CSV file of decisions, applied to what was read
    encoding: encoding of the documents, where it is not UTF-8 or UTF-16
    processes: how many processes read at once
    progress: show how far reading has come in a terminal too; a notebook always does
    columns: what columns of tables mean, as event=Meeting,party=Country, or a YAML file of it; see docs/sheets.md
    columns_to: YAML file to write how the first table was understood into, to be changed and given as columns
    persons: how a table's persons are taken: as-persons, or as-office for the office beside them

    Example: explorer read data/records/2012-06-01-ahg-som-6.md --to facts/
    """
    from explorer.facts.columns.options import as_yaml, asked
    from explorer.facts.package import write_facts
    from explorer.facts.reading import read as read_documents
    from explorer.files import write_file

    said = asked(columns, persons=persons)
    done = read_documents(
        paths, words=words, review=review, encoding=encoding, processes=processes, progress=progress, said=said
    )
    if columns_to is not None:
        write_file(columns_to, as_yaml(dict(next((r.pairs for r in done.results if r.pairs), ()))))
    if to is not None:
        write_facts(done.facts, to, done.about)
    return Explorer(done.facts, report=done.report)


def from_graph(
    graph: nx.Graph[Any],
    *,
    kind: str = "",
    name: str = "",
    relation: str = "",
    weight: str = "",
    start: str = "",
    end: str = "",
) -> Explorer:
    """Open a NetworkX graph: one of ours loses nothing; of any other, what was mapped and what not is in `notes`.

    kind, name: attributes of nodes that hold these; else the first of those in docs/graphs.md that a node has
    relation, weight: attributes of edges that hold these
    start, end: attributes of nodes and edges that hold dates

    Raises OptionError for an attribute that nothing has.

    >>> import networkx as nx
    >>> opened = from_graph(nx.Graph([("Vienna", "Danube", {"by": "lies on"})]), relation="by")
    >>> opened.facts.relations["relation"].tolist()
    ['lies on']
    """
    from explorer.graph.mapping import mapped_graph

    return _opened(mapped_graph(graph, kind=kind, name=name, relation=relation, weight=weight, start=start, end=end))


def _opened(mapped: Mapped) -> Explorer:
    return Explorer(mapped.facts, notes=mapped.notes, title=mapped.title, keys=mapped.keys)


class Explorer(Questions):
    """Facts and the questions one can ask them (`Questions`). Never changed: `select` returns another.

    `facts` holds the five tables, `graph` a plain `networkx.MultiDiGraph` made of them, `notes` what could
    not be mapped when they were opened, `report` what reading left over (where they were just read), `title` the
    name that the data bear.

    >>> bali = load("example")
    >>> bali
    Explorer: 22 nodes, 34 relations, 2 documents
    >>> bali.participants("AHG SOM 6", role="observer").name.tolist()
    ['Canada']
    """

    def __init__(
        self,
        facts: Facts,
        *,
        notes: Sequence[str] = (),
        report: Any = None,
        title: str = "",
        keys: Mapping[str, Hashable] | None = None,
        as_read: Facts | None = None,
    ) -> None:
        self.facts = facts
        self._as_read = facts if as_read is None else as_read
        self.title = title
        self._keys = dict(keys or {})  # what nodes were called in the graph they came from, where that is no text
        self.notes = tuple(notes)
        self.report = report

    @cached_property
    def index(self) -> Index:
        """Look-ups over the facts, made when first needed."""
        if hasattr(self.facts, "frames"):
            from explorer.graph.engine_index import EngineIndex

            far: Any = self.facts
            return EngineIndex(far, self._as_read)
        from explorer.graph.index import Index

        return Index(self.facts, as_read=self._as_read)

    def __repr__(self) -> str:
        far: Any = self.index.far
        counts = far.facts.counts() if far else {name: len(table) for name, table in self.facts.tables().items()}
        told = (
            f"{counts[name]:,} {name[: -1 if counts[name] == 1 else None]}"
            for name in ("nodes", "relations", "documents")
        )
        return f"Explorer{f' on {far.frames.engine.name}' if far else ''}: {', '.join(told)}"

    def _repr_html_(self) -> str:
        from html import escape

        held = self.describe()
        kinds = held[held["table"] == "nodes"].iloc[:, 1:5].values.tolist()
        lines = [f"{count:,} {item}" + f" ({first[:4]}–{last[:4]})" * bool(first) for item, count, first, last in kinds]
        return f"<p><b>{escape(repr(self))}</b></p><p>{escape('; '.join(lines))}.</p>"

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The facts as a plain `networkx.MultiDiGraph` (MultiGraph where nothing has a direction); change a copy."""
        from explorer.graph.convert import to_graph

        return to_graph(self.facts, self._keys)

    @staticmethod
    def dates(values: Iterable[str]) -> pd.DataFrame:
        """Return partial dates (EDTF: 2012-06-01, 2011-03, 2012, spans) as columns that pandas can count with.

        `first` and `last` are the days that each can mean, `precision` day, month, year or span; what is no date
        is NaT. `pandas.to_datetime` loses all that are no full day.

        >>> Explorer.dates(["2012-06-01", "2011-03", ""])["precision"].tolist()
        ['day', 'month', '']
        """
        import pandas as pd

        from explorer.facts.edtf import precision, span

        texts = [value if isinstance(value, str) else "" for value in values]
        days = [span(text) or ("", "") for text in texts]
        made: dict[str, Any] = {
            "first": pd.to_datetime([first for first, _ in days], format="%Y-%m-%d", errors="coerce"),
            "last": pd.to_datetime([last for _, last in days], format="%Y-%m-%d", errors="coerce"),
            "precision": pd.array([precision(text) for text in texts], dtype="str"),
        }
        return pd.DataFrame(made, index=values.index if isinstance(values, pd.Series) else None)

    @with_options
    def select(self, **selection: Unpack[Selection]) -> Explorer:
        """Return a smaller Explorer: a period, some kinds, some relations, the surroundings of a node.

        Facts on an engine come back into memory. Raises FactsError with advice where they do not fit.
        """
        return Explorer(self.index.part(selection), notes=self.notes, title=self.title, keys=self._keys)

    @with_options
    def draw(
        self,
        *,
        title: str = "",
        color: str = "",
        size: str = "",
        width: str = "",
        layout: Literal["", "force", "concentric", "circle", "kind", "community", "year", "map", "tree"] = "",
        positions: Mapping[str, tuple[float, float]] | None = None,
        view: str = "",
        lang: str = "en",
        embed: bool = False,
        theme: Literal["auto", "light", "dark"] = "auto",
        limit: int = 300,
        **selection: Unpack[Selection],
    ) -> Picture:
        """Draw an interactive page that needs no network; `.save(path)` writes it, a notebook shows it.

        title: heading of the page
        color: what colour tells: kind, community, degree, pagerank, eigenvector, betweenness, an attribute, given, one
        size: what size tells: degree, pagerank, eigenvector, betweenness, a number of the nodes, given, one
        width: what the width of lines tells: weight, count (relations side by side), a number of theirs, given, one
        layout: force, concentric, circle, kind, community, year, map (by coordinates) or tree
        positions: places by node id, as networkx' layouts give them
        view: what to open: the part of a link after its #
        lang: language of the texts, as a tag
        embed: leave out heading and table, for a frame in another page
        theme: auto, light or dark
        limit: how many nodes are drawn at opening; the page holds all

        Example: explorer draw --around RSO --depth 1 --color community --output rso.html
        """
        from dataclasses import replace

        from explorer.pictures import draw

        chosen = self.select(**selection) if selection else self
        around = selection.get("around") or ""
        centre = around if isinstance(around, str) else next(iter(around), "")
        picture = draw(
            chosen.facts,
            title=title or self.title,
            color=color,
            size=size,
            width=width,
            layout=layout,
            positions=positions,
            view=view,
            lang=lang,
            embed=embed,
            theme=theme,
            limit=limit,
            focus=self.index.resolve(centre) if centre else None,
            standing=self._standing() if "commitment" in set(chosen.facts.nodes["kind"]) else None,
        )
        return replace(picture, explore=Explorer)

    def _standing(self) -> dict[str, tuple[str, str]]:
        """Return where each commitment stands in all that is known here, whatever part of it is drawn."""
        table = self.commitments()
        return dict(zip(table["id"], zip(table["status"], table["answered_by"], strict=True), strict=True))

    @with_options
    def backbone(
        self, *, to: str | Path | None = None, chance: Literal["sdsm", "fdsm"] = "sdsm", level: float = 0.05,
        seed: int = 0, role: Role = "", through: str = "", **selection: Unpack[Selection],
    ) -> Explorer:  # fmt: skip
        """Return parties joined where they met more often than chance, to draw, export or ask; see `ties(chance=)`.

        to: a GraphML, GEXF or other graph file to write it into
        chance: sdsm keeps how often each came and event sizes on average, fdsm exactly
        level: a pair is joined where its q is at most this
        seed: another seed draws other matrices for fdsm
        role: only presence in this role
        through: as for ties: kinds of events, sessions of a body, other nodes that are shared

        Example: explorer backbone --level 1 --to backbone.graphml
        """
        from explorer.answers.chance import backbone
        from explorer.answers.presence import presence

        there = presence(self.index, selection, role=role, through=through)
        found = from_graph(backbone(there, chance, level, seed))
        if to is not None:
            found.export(to)
        return found

    @with_options
    def compare(self, other: str | Path | Explorer, then: str = "", *, to: str | Path | None = None) -> pd.DataFrame:
        """Compare two sets of facts, two periods or two nodes: what was added, dropped, corrected; what both share.

        Of two periods the networks of ties are compared as well, by QAP (`explorer.answers.periods`).

        other: the newer facts (an Explorer, a folder, a file), or the earlier period (2011, 2003/2010), or one node
        then: the later period, or the other node
        to: a GraphML or GEXF file to write both into, coloured by change (or by whose the links are)

        Example: explorer compare 2011 2012
        """
        from explorer.answers import differences
        from explorer.facts.edtf import span
        from explorer.graph.formats import write_graph

        if then and not (span(str(other)) and span(then)):
            pair = self.index.resolve(str(other)), self.index.resolve(then)
            if to is not None:
                write_graph(differences.pair_graph(self.index, *pair), to)
            return differences.compare_parties(self.index, *pair)
        if then:
            from explorer.answers.periods import compare_periods

            old, new = (self.select(since=str(period), until=str(period)) for period in (other, then))
            table = compare_periods(old.index, new.index, (str(other), then))
        else:
            old, new = self, other if isinstance(other, Explorer) else load(other)
            table = differences.compare_facts(old.index, new.index)
        if to is not None:
            write_graph(differences.change_graph(old.facts, new.facts, table), to)
        return table

    @with_options
    def export(
        self, path: str | Path, *, format: str = "", title: str = "", **selection: Unpack[Selection]
    ) -> tuple[Path, list[str]]:
        """Write the selection for other tools; returns the path and what the format cannot hold.

        path: a file whose ending says the format, or a folder for a data package or tables
        format: where no ending says it; folders: package, parquet, gephi, neo4j, statnet, rsiena, ucinet, matrix
        title: title of the data set, for the formats that hold one

        Example: explorer export bali.graphml --since 2012
        """
        from explorer.graph.formats import write

        chosen = self.select(**selection) if selection else self
        return write(chosen.facts, path, format=format, title=title)
