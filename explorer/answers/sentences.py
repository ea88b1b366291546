"""Relations as sentences, in the words of the vocabulary."""

from __future__ import annotations

from typing import Any

from explorer.facts.edtf import span
from explorer.graph.index import Index
from explorer.ontology import vocabulary

_MONTHS = tuple("January February March April May June July August September October November December".split())  # noqa: SIM905


def reading(relation: str, reverse: bool = False) -> str:
    """Return how a relation reads from source to target, or from target to source.

    >>> reading("hosted", reverse=True)
    'was hosted by'
    """
    known = vocabulary().relations.get(relation)
    if known is None:
        return f"({relation}, reversed)" if reverse else relation.replace("_", " ")
    return known.reverse if reverse else known.label


def when(start: str, end: str = "") -> str:
    """Return an EDTF date or a span of dates as people write it.

    >>> when("2012-06-01"), when("2011-03"), when("2012-07-23", "2012-07-26"), when("2012-06-28", "2012-07-02")
    ('1 June 2012', 'March 2011', '23–26 July 2012', '28 June – 2 July 2012')
    """
    if "/" in start:
        start, _, end = start.partition("/")
    if not start or not end or start == end:
        return _day(start or end)
    first, last = span(start), span(end)
    if first is None or last is None or len(start) < 10 or len(end) < 10:
        return f"{_day(start)} – {_day(end)}"
    if start[:7] == end[:7]:
        return f"{int(start[8:10])}–{_day(end)}"
    if start[:4] == end[:4]:
        return f"{_day(start)[:-5]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(text: str) -> str:
    if span(text) is None:
        return text
    bare = text.rstrip("~?%")
    mark = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(text[len(bare) :], "")
    year, *rest = bare.split("-")
    said = [str(int(rest[1]))] if len(rest) > 1 else []
    said += [_MONTHS[int(rest[0]) - 1]] if rest else []
    return mark + " ".join([*said, year])


def called(index: Index, node: str) -> str:
    """Return the name of a node, with its acronym and, for an event, its date."""
    row = index.position.get(node)
    if row is None:
        return node
    acronym = index.column("acronym")[row]
    said = index.names[row] + (f" ({acronym})" if acronym and acronym != index.names[row] else "")
    if index.kinds[row] == "commitment":
        return f"“{said}”"
    date = when(index.starts[row], index.ends[row])
    return f"{said}, {date}" if date else said


def sentence(index: Index, relation: dict[str, Any], reverse: bool = False) -> str:
    """Return one relation as a sentence that starts from its source, or from its target.

    >>> from explorer.answers.example import example_facts
    >>> index = Index(example_facts())
    >>> sentence(index, index.facts.relations.iloc[0].to_dict())
    "Australia took part in Fifth AHG Senior Officials' Meeting (AHG SOM 5), 12 October 2011, as member."
    """
    left, right = relation["source"], relation["target"]
    if reverse:
        left, right = right, left
    row = index.position.get(left)
    subject = left if row is None else f"“{index.names[row]}”" if index.kinds[row] == "commitment" else index.names[row]
    role = f", as {relation['role'].replace('_', '-')}" if relation["role"] else ""
    dates = when(relation["start"], relation["end"])
    told = f"{subject} {reading(relation['relation'], reverse)} {called(index, right)}{role}"
    told += f" ({dates})" if dates else ""
    if relation["basis"] == "inferred":
        told += f" [inferred: {relation['rule']}, confidence {relation['confidence'] or 'not given'}]"
    elif relation["basis"] == "curated":
        told += f" [{relation['rule'] or 'put down by a person'}]"  # who, when and why
    return told + "."
