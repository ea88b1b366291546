"""Several dated meetings in one file: parts that a line with nothing but a day opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from explorer.facts.edtf import span
from explorer.facts.prose.events.lexicon import words
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.names.model import NamedPage
from explorer.facts.prose.text.labels import PRESENCE, attendance
from explorer.facts.prose.text.lists import words as listed
from explorer.facts.prose.text.model import Span, TextPassage

_APART = 5  # days between two meetings of a series at the least; closer ones are days of one meeting
_LOOSE = frozenset(
    {
        "on",
        "of",
        "in",
        "the",
        "at",
        "from",
        "to",
        "and",
        "held",
        "date",
        "meeting",
        "session",
        "call",
        "minutes",
        "notes",
    }
)
_REACH = 6  # passages of a part in which it tells who was there


def dated_parts(named: NamedPage, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the meetings of a page whose parts are opened by days: "Minutes of the Tide Board", "3 May", "7 June".

    A page of one meeting gives none: where its title names a certain one, or days stand close together, as those of a
    programme do. Nor does a chronicle: each part tells who was there, or the title says that it holds minutes.
    """
    title = next((p for p in named.text.passages[:1] if p.passage.kind == "title"), None)
    if title is not None and any(m.passage == 0 and (m.ordinal or m.day) for m in mentions):
        return []
    opened = [(p, day) for p in named.text.passages if (p is not title) and (day := _day(named, p))]
    if any(p.passage.kind == "heading" for p, _ in opened):
        opened = [(p, day) for p, day in opened if p.passage.kind == "heading"]
    days = sorted({day for _, day in opened})
    if len(days) < 2 or len(days) < len(opened) or not all(_apart(a, b) for a, b in zip(days, days[1:], strict=False)):
        return []
    ends = [*(p.number for p, _ in opened[1:]), len(named.text.passages)]
    peopled = [_peopled(named.text.passages[p.number + 1 : end]) for (p, _), end in zip(opened, ends, strict=True)]
    headed = all(p.passage.kind == "heading" for p, _ in opened) and title is not None
    records = headed and title is not None and {t.norm for t in title.tokens} & _RECORDS
    if not all(peopled) and not records:
        return []
    parties = [name for u in named.passages[0].units for name in u.names] if title is not None else []
    body = next((one for one in parties if one.kind in ("body", "organisation")), None)
    name = f"Meeting of the {body.name.removeprefix('the ')}" if body is not None else "Meeting"
    part = Mention(0, Span(0, 0), "meeting", "meeting", name, body=body, definite=True, title=True, verb=0)
    return [replace(part, passage=p.number, words=Span(0, len(p.tokens)), day=day) for p, day in opened]


_RECORDS = listed("names", "names.yaml", "minutes") | {"notes", "meetings", "meeting"}


def _day(named: NamedPage, passage: TextPassage) -> str:
    """Return the day of a line that holds nothing else but a place, or that it is of a meeting; "" for any other."""
    dates = [u for u in named.passages[passage.number].units if u.sort == "date"]
    if passage.passage.kind not in ("heading", "location", "paragraph") or len(dates) != 1:
        return ""
    when = dates[0].when
    if when is None or when.precision != "day" or when.guessed or passage.labels:
        return ""
    sites = [dates[0], *(u for u in named.passages[passage.number].units if u.sort == "place")]
    covered = {at for unit in sites for at in range(unit.words.first, unit.words.last)}
    loose = _LOOSE | words("weekdays")
    rest = [t for at, t in enumerate(passage.tokens) if at not in covered and t.word and t.norm not in loose]
    return f"{when.start}/{when.end}".rstrip("/") if not rest else ""


def _apart(one: str, two: str) -> bool:
    left, right = span(one), span(two)
    if left is None or right is None:
        return False
    return (date.fromisoformat(right[0]) - date.fromisoformat(left[1])).days >= _APART


def _peopled(passages: Sequence[TextPassage]) -> bool:
    """Whether a part of a page tells who was there: by a label, or a line or heading that is one."""
    return any(
        any(label.means in PRESENCE for label in p.labels) or (attendance(p.tokens, 0) or ("", 0))[1] == len(p.tokens)
        for p in passages[:_REACH]
    )
