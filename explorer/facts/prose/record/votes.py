"""Votes and agendas: how a vote came out puts nothing on record by itself, nor does an entry of an agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.model import Document, Passage
from explorer.facts.prose.text.model import TextPage
from explorer.facts.statements import Leftover

_PASSED = r"adopted|approved|carried|passed|accepted|agreed|elected|confirmed|ratified"
_FAILED = r"rejected|defeated|failed|lost|not (?:adopted|approved|carried|passed|accepted|agreed)|voted down|withdrawn"
_COUNT = (
    r"\d{1,3} ?%|\d{1,4}(?: votes?)?(?: ?[-–—:/] ?| (?:to|vs\.?|against|in favou?r,?) )\d{1,4}"
    r"|\d{1,4} votes?|unanimous(?:ly)?"
)
_TAIL = (
    r"[,;(]? ?[^.;\n]{0,40}?\b(?:abstain\w*|abstentions?|opposed|against|in favou?r|consensus|acclamation|unanim\w+"
    r"|dissent\w*|voting|votes?)\)?"
)
_OUTCOME = re.compile(
    r"(?:(?:the )?(?:motion|vote|proposal|result|outcome|resolution|amendment):? ?(?:was |is |has been )?)?"
    rf"(?:(?P<failed>{_FAILED})|{_PASSED})\b[\s,:;(–-]{{0,4}}"
    rf"(?P<count>(?:by |with )?(?:a vote of )?(?:{_COUNT}))?(?:{_TAIL})?[.)]{{0,2}}$",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"(?:[\dIVX]{1,3}[.)] ?)?(?:(?:draft|provisional|proposed|meeting|revised|annotated) )?"
    r"(?:agenda(?: items)?|order of (?:the )?business|programme|topics)(?: (?:of|for) [^.:]{1,80})?:?$",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(?:agreed|decided|approved|adopted|endorsed|resolved|will|shall)\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\b(?:by|via|through) (?:e-?mail|post|mail|letter|correspondence|circulation|proxy)"
    r"|\b(?:written|electronic|silence|intersessional|postal) (?:procedure|vote|voting|ballot)",
    re.IGNORECASE,
)
_NEAR = 3  # passages before a vote that tell how it was taken
_BARE = 40  # characters of an outcome that tells no count


def outcomes(document: Document) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers (from 0) of the passages that only say how a vote came out, and of what was voted down.

    >>> lines = ["Change the fees", "Rejected (8 votes to 16)", "Adopted 7–0"]
    >>> passages = [Passage(f"d#{n}", "d", "d#1" if n == 2 else "", n, "item", x) for n, x in enumerate(lines, 1)]
    >>> [sorted(found) for found in outcomes(Document("d", passages=tuple(passages)))]
    [[1, 2], [0]]
    """
    numbers = {passage.id: number for number, passage in enumerate(document.passages)}
    told: set[int] = set()
    down: set[int] = set()
    for number, passage in enumerate(document.passages):
        cell = passage.text.rsplit(" | ", 1)[-1]  # of a row that was read as a line
        match = _OUTCOME.match(cell) if passage.kind in ("item", "paragraph") else None
        if match is None or not (match["count"] or match["failed"] or len(passage.text) <= _BARE):
            continue
        if not match["count"] and passage.kind != "item":
            continue
        told.add(number)
        above = numbers.get(passage.parent, -1)
        if match["failed"] and above >= 0 and document.passages[above].kind in ("item", "paragraph"):
            down.add(above)
    return frozenset(told), frozenset(down)


def agenda(document: Document) -> frozenset[int]:
    """Return the numbers (from 0) of the entries of an agenda: items below such a heading that are no sentences."""
    by_id = {passage.id: passage for passage in document.passages}
    return frozenset(
        number
        for number, passage in enumerate(document.passages)
        if passage.kind == "item" and not passage.text.rstrip().endswith((".", ";"))
        if not _DECIDED.search(passage.text) and _below(passage, by_id)
    )


def _below(passage: Passage, by_id: dict[str, Passage]) -> bool:
    above = by_id.get(passage.parent)
    while above is not None and above.kind == "item":
        above = by_id.get(above.parent)
    return above is not None and bool(_AGENDA.match(above.text.strip()))


def votes(page: TextPage) -> frozenset[int]:
    """Return the numbers of the passages that tell who voted how in the room: "In favour: Fiji", "Against: Tonga".

    One label alone may mean something else; who votes by letter need not be there.
    """
    found: set[int] = set()
    ways: set[str] = set()
    for passage in page.passages:
        labels = [label for label in passage.labels if label.means == "voted"]
        near = page.passages[max(0, passage.number - _NEAR) : passage.number + 1]
        if labels and not any(_AWAY.search(one.passage.text) for one in near):
            found.add(passage.number)
            ways |= {_way(passage.text(label.words)) for label in labels}
    return frozenset(found if len(ways) > 1 else ())


def _way(label: str) -> str:
    said = label.casefold()
    return "abstained" if "abst" in said else "for" if re.search(r"favou?r|\bfor\b|\baye|\byea", said) else "against"


def no_acts(page: TextPage) -> frozenset[int]:
    """Return the numbers of all passages that put nothing on record by themselves: votes, outcomes, an agenda."""
    counted = {p.number for p in page.passages if any(label.means == "voted" for label in p.labels)}
    document = shown(page)
    return frozenset(counted).union(*outcomes(document), agenda(document))


def shown(page: TextPage) -> Document:
    """Return a document with those of its passages that have words, as the numbers of facts count them."""
    return replace(page.document, passages=tuple(passage.passage for passage in page.passages))


def told_aside(page: TextPage, acts: Sequence[int]) -> tuple[Leftover, ...]:
    """Return a remark for each passage whose words looked like an act and are none. `acts`: the numbers of these."""
    document = shown(page)
    (told, down), listed = outcomes(document), agenda(document)
    counted = {p.number for p in page.passages if any(label.means == "voted" for label in p.labels)}
    reasons = (
        (counted, "how parties voted, and no act"),
        (told, "how a vote came out; what was voted on stands above it"),
        (down, "it was voted down, as the line below says"),
        (listed, "an entry of the agenda, and no act"),
    )
    found = []
    for number in sorted(set(acts)):
        passage = document.passages[number]
        why = next((why for numbers, why in reasons if number in numbers), "")
        if why:
            found.append(Leftover(document.id, passage.id, 0, len(passage.text), passage.text, why))
    return tuple(found)
