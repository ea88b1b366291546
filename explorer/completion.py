"""What the shell offers on Tab: names of nodes from the facts that are asked, and the words that an option takes."""

from __future__ import annotations

from collections.abc import Iterable

import click

LISTED = ("kinds", "relations")  # several words joined by commas
MOST = 200


def offered(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Return what may stand where `begun` stands. What fails offers nothing: a shell has no place for an error."""
    try:
        name = str(parameter.name)
        if parameter.metavar == "NODE" or (
            isinstance(parameter, click.Argument) and name not in ("scores", "select", "path")
        ):
            return names(context.params.get("facts"), begun)
        before, comma, last = begun.rpartition(",") if name in LISTED else ("", "", begun)
        return [before + comma + word for word in words(context, parameter)
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


def words(context: click.Context, parameter: click.Parameter) -> Iterable[str]:
    """Return the words that an option of a command takes."""
    from explorer.answers.question import questions
    from explorer.explorer import Explorer
    from explorer.graph.formats import FORMATS
    from explorer.graph.options import options_of
    from explorer.ontology import vocabulary

    book, command, name = vocabulary(), str(context.command.name), str(parameter.name)
    listed = {"kinds": ("party", "event", *book.kinds), "kind": book.parties, "relations": book.relations,
              "format": FORMATS}  # fmt: skip
    asked = questions()[command].call if command in questions() else getattr(Explorer, command)
    return listed.get(name) or options_of(asked)[name].allowed()
