"""The event of a page whose title names a record and a body, but no meeting: "Minutes of the Customs Forum"."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.facts.prose.events.lexicon import words
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.events.sameness import GENERIC, bare
from explorer.facts.prose.names.model import NamedPage
from explorer.facts.prose.text import lists
from explorer.facts.prose.text.model import Span, TextPassage

_MINUTES = lists.words("names", "names.yaml", "minutes")
_OF_PEOPLE = frozenset({"chair", "present", "host", "absent", "member", "observer"})
_REACH = 6  # passages in which the head stands


def of_labels(named: NamedPage, mentions: Sequence[Mention]) -> Mention | None:
    """Return the title as the naming of a meeting, where it names none and the head of the page gives a day.

    Minutes of a body are of a meeting of it. A report or a summary may be of anything: labels must tell of people too.
    """
    passages = named.text.passages
    title = next((p for p in passages[:_REACH] if p.passage.kind == "title"), None)
    if title is None or any(m.passage == title.number and m.definite for m in mentions):
        return None
    labels = {label.means for p in passages[:_REACH] for label in p.labels}
    said = _about(title)
    parties = [one for unit in named.passages[title.number].units for one in unit.names if said.holds(one.words)]
    body = next((one for one in parties if one.kind in ("body", "organisation")), None)
    records = {t.norm for t in title.tokens} & _MINUTES
    dated = labels & {"date", "place_date"} or any(u.sort == "date" for p in named.passages[:_REACH] for u in p.units)
    told = bool(records and body and dated) or not mentions and labels & {"date", "place_date"} and labels & _OF_PEOPLE
    if said.last <= said.first or not told or not bare(title.plain(said)) - GENERIC:
        return None
    alone = body is not None and said.last - said.first <= body.words.last - body.words.first + 1
    name = f"Meeting of the {body.name.removeprefix('the ')}" if alone and body is not None else title.plain(said)
    return Mention(title.number, said, "meeting", "meeting", name, body=body, definite=True, title=True)


def _about(title: TextPassage) -> Span:
    """The words of a title that say whose record it is, without those that only say that it is one."""
    aside = words("records") | _MINUTES
    first, last = 0, next((t for t, token in enumerate(title.tokens) if t and token.norm in (",", "–", "(", "|")), 0)
    if last and {t.norm for t in title.tokens[:last] if t.word} <= aside:  # "Minutes – Customs Forum"
        first, last = last + 1, 0
    last = last or len(title.tokens)
    while first < last and title.tokens[first].norm in aside:
        first += 1
    while last > first and title.tokens[last - 1].norm in aside | {"-", ":"}:
        last -= 1
    return Span(first, last)
