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

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from explorer.facts.tables import Facts
    from explorer.graph.index import Index
    from explorer.graph.select import Filter, Selection
    from explorer.pictures import Picture


def load(source: str | Path | None = None) -> Explorer:
    """Open facts: a folder made by `read`, a GraphML, GEXF or node-link file; the shipped data by default.

    Raises FactsError naming the file, the line and what is wrong with it.

    >>> load("example").find("UNHCR").id.iloc[0]
    'organisation:unhcr'
    """
    from explorer.facts.package import read_facts

    if source is None:
        return Explorer(read_facts(shipped()))
    if str(source) == "example" and not Path(source).exists():
        from explorer.answers.example import example_facts

        return Explorer(example_facts())
    path = Path(source)
    if path.is_file():
        from explorer.graph.formats import read_graph

        return from_graph(read_graph(path))
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


def from_graph(graph: nx.Graph) -> Explorer:
    """Open a NetworkX graph: one of ours loses nothing; of any other, what could not be mapped is in `notes`."""
    from explorer.graph.mapping import notes_on
    from explorer.pictures import facts_of

    facts = facts_of(graph)
    return Explorer(facts, notes=notes_on(facts))


class Explorer:
    """Facts and the questions one can ask them. Never changed: `select` returns another.

    `facts` holds the five tables, `graph` a plain `networkx.MultiDiGraph` made of them, `notes` what could
    not be mapped when they were opened, `report` what reading left over (where they were just read).

    >>> bali = load("example")
    >>> bali
    Explorer: 22 nodes, 34 relations, 2 documents
    >>> bali.participants("AHG SOM 6", role="observer").name.tolist()
    ['Canada']
    """

    def __init__(self, facts: Facts, *, notes: Sequence[str] = (), report: Any = None) -> None:
        self.facts = facts
        self.notes = tuple(notes)
        self.report = report

    def __repr__(self) -> str:
        counts = {name: len(table) for name, table in self.facts.tables().items()}
        return (
            f"Explorer: {counts['nodes']:,} nodes, {counts['relations']:,} relations, {counts['documents']:,} documents"
        )

    @cached_property
    def index(self) -> Index:
        """Look-ups over the facts, made when first needed."""
        from explorer.graph.index import Index

        return Index(self.facts)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The facts as a plain `networkx.MultiDiGraph`; change a copy, not this one."""
        from explorer.graph.convert import to_graph

        return to_graph(self.facts)

    def select(self, **selection: Unpack[Selection]) -> Explorer:
        """Return a smaller Explorer: a period, some kinds, some relations, the surroundings of a node."""
        from explorer.graph.select import select

        return Explorer(select(self.index, **selection), notes=self.notes)

    def check(self) -> pd.DataFrame:
        """Check the facts against the contract: a row for each fault, and for each contradiction of sources.

        Example: explorer check
        """
        from explorer.facts.check import check, table

        return table(check(self.facts))

    def describe(self, **selection: Unpack[Selection]) -> pd.DataFrame:
        """Count nodes by kind, relations by name, documents; with years and how much is cited.

        Example: explorer describe --since 2012
        """
        from explorer.answers.overview import describe

        return describe(self.index, **selection)

    def find(self, text: str, *, limit: int = 20, **selection: Unpack[Selection]) -> pd.DataFrame:
        """Find nodes by name, alias or acronym; close matches are said to be close.

        text: a name, a part of one, or an id
        limit: how many to list

        Example: explorer find "senior officials" --kinds meeting
        """
        from explorer.answers.node import find

        return find(self.index, text, limit=limit, **selection)

    def show(self, node: str, **filters: Unpack[Filter]) -> pd.DataFrame:
        """Show everything about one node, each line with its sources.

        Example: explorer show RSO
        """
        from explorer.answers.node import show

        return show(self.index, node, **filters)

    def neighbours(self, node: str, *, depth: int = 1, **filters: Unpack[Filter]) -> pd.DataFrame:
        """List the relations of a node and what stands at their other ends.

        depth: how many steps to go out from it

        Example: explorer neighbours Australia --kinds meeting
        """
        from explorer.answers.node import neighbours

        return neighbours(self.index, node, depth=depth, **filters)

    def sources(self, node: str, **filters: Unpack[Filter]) -> pd.DataFrame:
        """List where a node and its relations are said: document, passage, the very words.

        Example: explorer sources "Visa integrity"
        """
        from explorer.answers.node import sources

        return sources(self.index, node, **filters)

    def meetings(
        self,
        *,
        party: str = "",
        body: str = "",
        place: str = "",
        topic: str = "",
        **selection: Unpack[Selection],
    ) -> pd.DataFrame:
        """List meetings and workshops in order of time, with who, where and what came of them.

        party: only those it took part in, hosted or chaired
        body: only sessions of it or of a part of it
        place: only those held there; a state stands for all its places
        topic: only those about it, or that put a commitment about it on record

        Example: explorer meetings --party Australia --since 2012
        """
        from explorer.answers.meetings import meetings

        return meetings(self.index, party=party, body=body, place=place, topic=topic, **selection)

    def participants(self, event: str, *, role: str = "", **filters: Unpack[Filter]) -> pd.DataFrame:
        """List who took part in an event, with roles; who is not listed is not mentioned, which is not absent.

        role: only this role: member, participant, observer, guest
        relations: count others than participated_in, such as hosted,chaired

        Example: explorer participants "AHG SOM 6"
        """
        from explorer.answers.meetings import participants

        return participants(self.index, event, role=role, **filters)

    def commitments(
        self,
        *,
        party: str = "",
        topic: str = "",
        body: str = "",
        force: str = "",
        status: str = "",
        as_of: str = "",
        by: str = "",
        **selection: Unpack[Selection],
    ) -> pd.DataFrame:
        """List commitments: force, who, since when, what answered them and how long it took, or open.

        party: only those assigned to, proposed, presented or endorsed by it
        topic: only those about it
        body: only those put on record at its sessions, or that concern it
        force: only this force: agreed, tasked, endorsed, recommended, welcomed, noted
        status: only those answered, open, or "on record"
        as_of: the day up to which open ones have aged; by default the last day in the data
        by: a summary by assignee, body, topic or force

        Example: explorer commitments --status open --as-of 2013-01-01
        """
        from explorer.answers.commitments import commitments

        return commitments(
            self.index, party=party, topic=topic, body=body, force=force, status=status, as_of=as_of, by=by, **selection
        )

    def paths(
        self,
        a: str,
        b: str,
        *,
        count: int = 3,
        steps: int = 0,
        avoid: Sequence[str] = (),
        after: str = "",
        before: str = "",
        in_order: bool = False,
        **filters: Unpack[Filter],
    ) -> pd.DataFrame:
        """Tell how two nodes are linked: short, telling chains, a sentence for each step with its sources.

        a: where the chains start
        b: where they end
        count: how many chains to tell
        steps: longest chain to look for; by default two more than the shortest
        avoid: nodes that no chain may pass through
        after: only events and commitments not before this date
        before: only events and commitments not after this date
        in_order: only chains along which time never runs backwards

        Example: explorer paths UNHCR "Sri Lanka"
        """
        from explorer.answers.paths import paths

        return paths(
            self.index, a, b, count=count, steps=steps, avoid=avoid, after=after, before=before, in_order=in_order,
            **filters,
        )  # fmt: skip

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
