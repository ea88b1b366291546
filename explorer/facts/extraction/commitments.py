"""Commitments as nodes: ids that can be read aloud, short names, and what an act deals with."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.facts.extraction.mentions import Mention
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.statements import Node
from explorer.facts.extraction.told import Act

_SHORT = 90
_HANGING = ("that ", "to ")


def commitment_nodes(acts: list[Act], event: str, counts: dict[str, int]) -> Iterator[tuple[Act, Node]]:
    """Yield each act with its node, numbered in the order of the record: 5, and 5.1 for its first sub-point."""
    home = event.split(":", 1)[1]
    for act in acts:
        above = act.parent.key.rsplit("/", 1)[1] + "." if act.parent is not None and act.parent.key else ""
        counter = f"{home}/{above}"
        counts[counter] = counts.get(counter, 0) + 1
        act.key = f"commitment:{home}/{above}{counts[counter]}"
        wording = act.read.plain(act.first, act.last)
        yield act, Node(act.key, "commitment", short_name(wording, act.force), force=act.force, wording=wording)


def short_name(wording: str, force: str) -> str:
    """Return a wording shortened to a line, at a word's end; one that hangs on a verb elsewhere is told by its force.

    >>> short_name("agreed to hold a workshop", "agreed"), short_name("that Indonesia was next", "noted")
    ('Agreed to hold a workshop', 'Noted: that Indonesia was next')
    """
    text = f"{force}: {wording}" if wording.lower().startswith(_HANGING) else wording
    text = text[:1].upper() + text[1:]
    if len(text) <= _SHORT:
        return text
    return text[:_SHORT].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def is_group(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention is an office or a standing group of people rather than an organ."""
    known = reading.known(mention.id)
    return mention.via == "office" or (known is not None and known.office)


def concerned(act: Act, seen: list[Sighting]) -> list[Mention]:
    """Return the named things that an act deals with: parties and instruments, not the site of an event."""
    sites = {s.place.state.first for s in seen if s.place is not None and s.place.state is not None}
    found: dict[str, Mention] = {}
    tokens = act.read.tokens
    for mention in act.read.within(act.first, act.last):
        if mention.kind == "place" or mention.via == "demonym" or mention.first in sites:
            continue
        if mention.kind == "body" and mention.id.endswith(("members", "participants", "senior-officials")):
            continue
        if (
            mention.kind == "state"
            and mention.first > 1
            and tokens[mention.first - 1].norm == ","
            and (before := act.read.mention_at(mention.first - 2))
            and before.kind == "place"
        ):
            continue
        found.setdefault(mention.id, mention)
    return list(found.values())
