"""What the shell offers on Tab: names of nodes from the facts that are asked, and the words that an option takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

NODES = ("node", "a", "b", "event", "around", "avoid", "party", "body", "place", "topic", "through", "centre")
LISTED = ("kinds", "relations")  # several words joined by commas
MOST = 200


def offered(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Return what may stand where `begun` stands. What fails offers nothing: a shell has no place for an error."""
    try:
        name = str(parameter.name)
        if name in NODES:
            return names(context.params.get("facts"), begun)
        before, comma, last = begun.rpartition(",") if name in LISTED else ("", "", begun)
        return [before + comma + word for word in words(str(context.command.name), name)
                if word.startswith(last) and " " not in word]  # fmt: skip
    except Exception:  # a Tab must never print a traceback into the line that is being typed
        return []


def names(source: str | None, begun: str) -> list[str]:
    """Return names of nodes as one word each, which every command takes for the name; commitments have sentences.

    >>> names("example", "Sri L"), names("example", "unh")
    (['sri-lanka'], ['unhcr'])
    """
    from explorer.explorer import load
    from explorer.graph.names import fold

    start = fold(begun)
    index = load(source).index
    found = (name for name, nodes in index.book.entries.items() if name.startswith(start)
             and any(index.kind(node) != "commitment" for node, _ in nodes))  # fmt: skip
    return sorted(name.replace(" ", "-") for name in found)[:MOST]


def words(command: str, option: str) -> Iterable[str]:
    """Return the words that an option of a command takes.

    >>> list(words("ties", "by"))
    ['pair', 'year', 'event']
    """
    from explorer.answers import attendance, commitments, networks, rank, review, ties
    from explorer.graph.formats import FORMATS
    from explorer.ontology import vocabulary

    book = vocabulary()
    by = {"ties": ties.BY, "attendance": attendance.BY, "commitments": commitments.BY, "rank": rank.MEANING}
    known: dict[str, Iterable[str]] = {
        "by": by.get(command, ()),
        "force": book.forces,
        "format": FORMATS,
        "kind": book.parties,
        "kinds": ("party", "event", *book.kinds),
        "on": networks.NETWORKS,
        "relations": book.relations,
        "role": book.roles,
        "status": commitments.STATUS,
        "why": review.WHY,
    }
    return known.get(option, ())
