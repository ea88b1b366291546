"""The questions one can ask facts: each method answers one, from its own module, as a pandas DataFrame.

The docstrings are read by the shell: the first paragraph is a command's help, a line `name: text` the help
of an option, `Example:` a command line that the tests run.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

if TYPE_CHECKING:
    import pandas as pd

    from explorer.facts.tables import Facts
    from explorer.graph.index import Index
    from explorer.graph.select import Filter, Selection


class Questions:
    """Answers over one set of facts, which is never changed.

    >>> from explorer.answers.example import example_facts
    >>> Questions(example_facts()).participants("AHG SOM 6", role="observer").name.tolist()
    ['Canada']
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def index(self) -> Index:
        """Look-ups over the facts, made when first needed."""
        from explorer.graph.index import Index

        return Index(self.facts)

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

    def attendance(
        self, *, by: str = "party", body: str = "", role: str = "", **selection: Unpack[Selection]
    ) -> pd.DataFrame:
        """Show who was there when, in which role, how steadily; not mentioned is never called absent.

        by: party (first, last, streaks, gaps, role changes), event (who is new, back, not mentioned) or matrix
        body: only sessions of it or of a part of it
        role: only presence in this role: member, participant, observer, guest
        relations: what counts as presence; by default participated_in

        Example: explorer attendance --body "Ad Hoc Group" --kinds state
        """
        from explorer.answers.attendance import attendance

        return attendance(self.index, by=by, body=body, role=role, **selection)

    def ties(
        self,
        *,
        party: str = "",
        kind: str = "",
        through: str = "",
        role: str = "",
        by: str = "pair",
        at_least: int = 1,
        **selection: Unpack[Selection],
    ) -> pd.DataFrame:
        """Show who met whom: pairs of parties, how often, from when to when, weighted by the size of the events.

        party: only pairs with this party
        kind: only parties of this kind: state, organisation, body
        through: only events of this kind (meeting, workshop), or sessions of this body
        role: only presence in this role: member, participant, observer, guest
        by: a row for each pair, each pair and year, or each pair and event (with all its sources)
        at_least: only pairs that shared this many events

        Example: explorer ties --kind state --at-least 2
        """
        from explorer.answers.ties import ties

        return ties(
            self.index, party=party, kind=kind, through=through, role=role, by=by, at_least=at_least, **selection
        )

    def rank(
        self, *, by: str = "degree", on: str = "relations", limit: int = 0, **selection: Unpack[Selection]
    ) -> pd.DataFrame:
        """Rank nodes by a centrality, and say what that measure means and does not mean here.

        by: degree, strength, betweenness, pagerank or eigenvector
        on: relations (every relation is a line) or ties (parties that shared events)
        limit: how many to list; 0 for all

        Example: explorer rank --by betweenness --limit 10
        """
        from explorer.answers.rank import rank

        return rank(self.index, by=by, on=on, limit=limit, **selection)

    def groups(
        self, *, on: str = "ties", resolution: float = 1.0, seed: int = 0, **selection: Unpack[Selection]
    ) -> pd.DataFrame:
        """Find communities, described by their leading members, topics and bodies.

        on: ties (parties that shared events) or relations (every relation is a line)
        resolution: below 1 fewer and larger groups, above 1 more and smaller
        seed: another seed may cut doubtful groups otherwise

        Example: explorer groups --since 2011
        """
        from explorer.answers.groups import groups

        return groups(self.index, on=on, resolution=resolution, seed=seed, **selection)

    def timeline(self, **selection: Unpack[Selection]) -> pd.DataFrame:
        """List events and commitments in order of time, with what each led to.

        Example: explorer timeline --since 2012-01 --until 2012-12
        """
        from explorer.answers.timeline import timeline

        return timeline(self.index, **selection)

    def review(self, *, why: str = "", limit: int = 0, **selection: Unpack[Selection]) -> pd.DataFrame:
        """List what most deserves a person's look: contradictions, weak inferences, gaps, names that may be one.

        why: only this reason: contradiction, weak inference, may be the same, no event, no date, …
        limit: how many to list; 0 for all

        Example: explorer review --limit 10
        """
        from explorer.answers.review import review

        return review(self.index, why=why, limit=limit, **selection)

    def sql(self, select: str) -> pd.DataFrame:
        """Ask one read-only SELECT over the tables documents, passages, nodes, relations and citations.

        Example: explorer sql "select kind, count(*) as n from nodes group by kind order by n desc"
        """
        from explorer.answers.sql import sql

        return sql(self.facts, select)
