"""Events that go by two names: "the Third Conference on Reefs, also known as the Coral Summit"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from explorer.facts.prose.events.lexicon import phrases
from explorer.facts.prose.events.line import determined
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.names.model import NamedPage

_LONGEST = 20  # tokens from one name to the other: "… of the Reef Fund, also known as"
_VERBS = frozenset({"was", "were", "is", "are", "took", "agreed", "and", ";"})


def bynames(named: NamedPage, mentions: Sequence[Mention]) -> dict[int, int]:
    """Return which namings are told to be two names of one event, each with the other."""
    found: dict[int, int] = {}
    for number in range(1, len(mentions)):
        one, other = mentions[number - 1], mentions[number]
        if one.passage != other.passage or one.verb >= 0 or other.verb >= 0:
            continue
        passage = named.text.passages[other.passage]
        first = determined(passage, other.words.first)
        first += passage.tokens[first].norm not in ("the", "its")
        said = range(one.words.last, min(first, one.words.last + _LONGEST + 1))
        met = [at for at in said if (by := phrases("bynames").at(passage.tokens, at)) and by[1] == first]
        at_one = (bisect_right(passage.sentences, at, key=lambda s: s.first) for at in (one.words.first, first))
        near = 0 < len(said) <= _LONGEST and len(set(at_one)) == 1
        if met and near and not {passage.tokens[at].norm for at in said if at < met[0]} & _VERBS:
            found[number - 1], found[number] = number, number - 1
    return found
