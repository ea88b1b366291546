"""Explorer: what `explorer.load()` hands an analyst. Each method answers one question and delegates.

Every answer is a pandas DataFrame; its `sources` column (or its ids) lead to the passages it rests on.
The shell has the same words: `explorer meetings --party Australia` is `load().meetings(party="Australia")`,
and takes its options and its help from the methods here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from explorer.answers.engine_questions import EngineQuestions
from explorer.answers.questions import Questions

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from explorer.facts.tables import Facts
    from explorer.graph.select import Selection
    from explorer.pictures import Picture


def load(source: str | Path | None = None, *, engine: str = "pandas", session: Any = None) -> Explorer:
    """Open facts: a folder made by `read`, a GraphML, GEXF or node-link file; the shipped data by default.

    `engine` leaves the tables of a folder where they are and asks them there: polars, duckdb or spark (with
    the Spark session given, or one made on this machine). Raises FactsError naming the file, the line and
    what is wrong with it, and OptionError.

    >>> load("example").find("UNHCR").id.iloc[0]
    'organisation:unhcr'
    """
    import os

    from explorer.errors import FactsError
    from explorer.facts.package import read_facts

    if engine != "pandas":
        from explorer.facts.engines import EngineFacts, open_frames

        # They stand wherever facts stand.
        far: Any = EngineFacts(open_frames(shipped() if source is None else source, engine, session))
        return EngineExplorer(far)
    if source is None:
        return Explorer(read_facts(shipped()))
    if str(source) == "example" and not Path(source).exists():
        from explorer.answers.example import example_facts

        return Explorer(example_facts())
    path = Path(source)
    if not os.path.lexists(path):
        raise FactsError(f"There is no file or folder {path}. Name a folder of facts or a graph file.")
    if not path.is_dir():
        from explorer.graph.formats_read import read_graph

        return from_graph(read_graph(path))
    if (path / "nodes.parquet").is_file():
        from explorer.graph.formats_tables import read_parquet

        return Explorer(read_parquet(path))
    return Explorer(read_facts(path))


def shipped() -> Path:
    """Return the folder of the facts that come with the package. Raises FactsError where they are missing."""
    from importlib.resources import files

    from explorer.errors import FactsError

    folder = Path(str(files("explorer.shipped").joinpath("facts")))
    if not folder.is_dir():
        raise FactsError(
            "No facts come with this installation. Name a folder of your own with --facts (or load(folder))."
        )
    return folder


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    to: str | Path | None = None,
    words: str | Path | None = None,
    review: str | Path | None = None,
    encoding: str | None = None,
    processes: int | None = None,
    progress: bool = False,
) -> Explorer:
    """Read documents into facts, and tell what was read, guessed and passed over.

    to: folder to write the facts into, whole or not at all
    words: file of names and words of your own, see docs/extraction.md
    review: CSV file of decisions, applied to what was read
    encoding: encoding of the documents, where it is not UTF-8 or UTF-16
    processes: how many processes read at once
    progress: show how far reading has come

    Example: explorer read data/records/2012-06-01-ahg-som-6.md --to facts/
    """
    from explorer.facts.package import write_facts
    from explorer.facts.reading import read as read_documents

    if isinstance(paths, (str, Path)):
        paths = [paths]
    done = read_documents(
        list(paths), words=words, review=review, encoding=encoding, processes=processes, progress=progress
    )
    if to is not None:
        write_facts(done.facts, to)
    return Explorer(done.facts, report=done.report)


def from_graph(graph: nx.Graph[Any]) -> Explorer:
    """Open a NetworkX graph: one of ours loses nothing; of any other, what could not be mapped is in `notes`."""
    from explorer.graph.mapping import notes_on
    from explorer.pictures import facts_of

    facts = facts_of(graph)
    return Explorer(facts, notes=notes_on(facts))


class Explorer(Questions):
    """Facts and the questions one can ask them (`Questions`). Never changed: `select` returns another.

    `facts` holds the five tables, `graph` a plain `networkx.MultiDiGraph` made of them, `notes` what could
    not be mapped when they were opened, `report` what reading left over (where they were just read).

    >>> bali = load("example")
    >>> bali
    Explorer: 22 nodes, 34 relations, 2 documents
    >>> bali.participants("AHG SOM 6", role="observer").name.tolist()
    ['Canada']
    """

    def __init__(self, facts: Facts, *, notes: Sequence[str] = (), report: Any = None) -> None:
        super().__init__(facts)
        self.notes = tuple(notes)
        self.report = report

    def __repr__(self) -> str:
        counts = {name: len(table) for name, table in self.facts.tables().items()}
        return (
            f"Explorer: {counts['nodes']:,} nodes, {counts['relations']:,} relations, {counts['documents']:,} documents"
        )

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The facts as a plain `networkx.MultiDiGraph`; change a copy, not this one."""
        from explorer.graph.convert import to_graph

        return to_graph(self.facts)

    def select(self, **selection: Unpack[Selection]) -> Explorer:
        """Return a smaller Explorer: a period, some kinds, some relations, the surroundings of a node."""
        from explorer.graph.select import select

        return Explorer(select(self.index, **selection), notes=self.notes)

    def draw(
        self,
        *,
        title: str = "",
        embed: bool = False,
        theme: str = "auto",
        limit: int = 300,
        **selection: Unpack[Selection],
    ) -> Picture:
        """Draw an interactive page that needs no network; `.save(path)` writes it, a notebook shows it.

        title: heading of the page
        embed: leave out heading and table, for a frame in another page
        theme: auto, light or dark
        limit: how many nodes are drawn at opening; the page holds all

        Example: explorer draw --around RSO --depth 1 --output rso.html
        """
        from explorer.pictures import draw

        chosen = self.select(**selection) if selection else self
        around = selection.get("around") or ""
        centre = around if isinstance(around, str) else next(iter(around), "")
        return draw(
            chosen.facts,
            title=title,
            embed=embed,
            theme=theme,
            limit=limit,
            focus=self.index.resolve(centre) if centre else None,
        )

    def compare(self, other: str | Path | Explorer, then: str = "", *, to: str | Path | None = None) -> pd.DataFrame:
        """Compare two sets of facts, two dates or two nodes: what was added, dropped, corrected; what both share.

        other: the newer facts (an Explorer, a folder, a file), or the earlier date, or one node
        then: the later date, or the other node
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
            old, new = self.select(until=str(other)), self.select(until=then)
        else:
            old, new = self, other if isinstance(other, Explorer) else load(other)
        table = differences.compare_facts(old.index, new.index)
        if to is not None:
            write_graph(differences.change_graph(old.facts, new.facts, table), to)
        return table

    def export(
        self, path: str | Path, *, format: str = "", title: str = "", **selection: Unpack[Selection]
    ) -> tuple[Path, list[str]]:
        """Write the selection for other tools; returns the path and what the format cannot hold.

        path: a file whose ending says the format, or a folder for a data package or tables
        format: graphml, gexf, json (node-link), cyjs, jsonld, ics; folders: package, parquet, gephi, neo4j
        title: title of the data set, for the formats that hold one

        Example: explorer export bali.graphml --since 2012
        """
        from explorer.graph.formats import write

        chosen = self.select(**selection) if selection else self
        return write(chosen.facts, path, format=format, title=title)


class EngineExplorer(EngineQuestions, Explorer):
    """Facts on an engine, as `load(folder, engine=…)` opens them; `select` brings a part back into memory."""

    def __repr__(self) -> str:
        counts = self.facts.counts()
        return (
            f"Explorer on {self.facts.frames.engine.name}: {counts['nodes']:,} nodes, "
            f"{counts['relations']:,} relations, {counts['documents']:,} documents"
        )

    def select(self, **selection: Unpack[Selection]) -> Explorer:
        """Return a part as an Explorer in memory. Raises FactsError with advice where it does not fit."""
        return Explorer(self.index.part(selection))
