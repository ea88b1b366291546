"""What a wide table crosses: parties with events, bodies or instruments, and which of the two its heads are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.facts.columns.dates import within
from explorer.facts.columns.names import Named, Names, known
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import any_of, fold, has_word

RELATIONS = {"attendance": "participated_in", "memberships": "member_of", "treaties": "party_to"}
_WHOLE = {"event": "participated_in", "body": "member_of", "instrument": "party_to", "organisation": "member_of"}
_NUMBERED = re.compile(r"\d|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Za-z-]{0,11}[A-Z]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_VARIABLE = re.compile(r"[a-z][a-z\d_]*")  # "positional", "mc_1"
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Crossed:
    """The `relation` that a mark states, `turned` where the heads are the parties; `question` asks what is open.

    `yearly`: the heads are years in which a party belonged to what its row names.
    """

    relation: str = "participated_in"
    turned: bool = False
    question: str = ""
    yearly: bool = False


def crossed(
    table: Table, marks: Sequence[int], columns: Mapping[str, int], names: Names, *, parties: bool, shape: str = ""
) -> Crossed:
    """Return what a wide table crosses. `parties`: its heads are parties; `shape`: as a person calls what it states."""
    turned = parties or bool({"event", "body", "instrument"} & set(columns)) and not {"party", "country"} & set(columns)
    key = next((columns[name] for name in _KEYS[turned] if name in columns), -1)
    whole = next((name for name in ("body", "instrument") if name in columns), "")
    if whole and not turned and all(is_year(table.heads[column]) for column in marks):
        return Crossed(_WHOLE[whole], yearly=True)
    if shape in RELATIONS:
        return Crossed(RELATIONS[shape], turned)
    if turned and (whole := next((name for name in _WHOLE if columns.get(name, -2) == key), "")):
        return Crossed(_WHOLE[whole], turned)
    across = table.sample(key) if turned and key >= 0 else [table.heads[column] for column in marks]
    if turned and key >= 0 and 2 * sum(_is_state(known(cell, names)) for cell in across) >= len(across):
        return Crossed(
            "", turned, "its rows and its heads both name states; list them as rows of source,target,relation."
        )
    codes = {fold(cell) for column in marks for cell in table.sample(column)}
    grades = any(code.isdigit() and code not in ("0", "1") for code in codes)
    told = [name for name in across if not _VARIABLE.fullmatch(name)] if not turned else across
    figures = all(code.lstrip("-").isdigit() for code in codes - any_of("unknown"))  # may be flags of any kind
    counted = Counter(
        _kinds(told if figures else across, names, grades or any(code[:1] == "-" != code for code in codes))
    )
    relation, times = max(counted.items(), key=lambda pair: (bool(pair[0]), pair[1]), default=("", 0))
    if relation and 2 * times >= len(across):
        return Crossed(relation, turned)
    if not grades and not years(table, key, columns.get("date", -1)) and (turned or told or not figures):
        return Crossed("participated_in", turned)
    some = ", ".join(across[:_SHOWN]) + (" …" if len(across) > _SHOWN else "")
    return Crossed("", turned, f"whether {some} are bodies that parties are members of cannot be told; "
                   "say it: --columns shape=memberships (or shape=attendance, shape=treaties).")  # fmt: skip


_KEYS = {
    True: ("event", "body", "instrument", "organisation", "party", "country", "name"),
    False: ("party", "country", "organisation", "person", "name"),
}


def key_of(columns: Mapping[str, int], turned: bool) -> int:
    """Return the column that names what a row is about."""
    return next((columns[name] for name in _KEYS[turned] if name in columns), -1)


def _kinds(across: Sequence[str], names: Names, codes: bool) -> Iterator[str]:
    """Yield the relation that parties have to each name, "" where it does not tell; letters alone are a body's, among
    codes or known bodies.
    """
    found = {name: known(name, names, ("organisation", "body", "instrument")) for name in across}
    letters = codes or any(found.values())
    for name, one in found.items():
        if one is not None:
            yield "party_to" if one.kind == "instrument" else "member_of"
            continue
        body = has_word(name, "organisations") or has_word(name, "bodies")
        treaty = has_word(name, "instruments")
        if is_event(name) and not (body and codes):
            yield "participated_in"
        elif body != treaty:
            yield "member_of" if body else "party_to"
        else:
            yield "member_of" if letters and _ACRONYM.fullmatch(name) else ""


def is_event(name: str) -> bool:
    """Tell whether a name is that of a dated or numbered event, or has its word.

    >>> [is_event(name) for name in ("SOM 5", "Summit on Lakes", "May 2014", "Lake Agency")]
    [True, True, True, False]
    """
    return bool(_NUMBERED.search(name)) or within(name) is not None or has_word(name, "events")


def is_year(head: str) -> bool:
    """Tell whether a head is a year, alone or behind a letter as variables are called ("y1990", "X1990").

    >>> is_year("1990"), is_year("X1990"), is_year("SOM 1990")
    (True, True, False)
    """
    return _YEAR.fullmatch(head.lstrip("xXyY_ ")) is not None


def years(table: Table, key: int, date: int) -> bool:
    """Tell whether the rows are about single years of what they name, several of each."""
    if key < 0 or date < 0 or not all(_YEAR.fullmatch(cell) for cell in table.sample(date)):
        return False
    pairs = set(zip(table.columns[key], table.columns[date], strict=True))
    return len(pairs) > len({name for name, _ in pairs})


def _is_state(one: Named | None) -> bool:
    return one is not None and one.kind == "state"


def heads_are_parties(table: Table, marks: Sequence[int], names: Names) -> bool:
    """Tell whether half of some heads, or more, name states."""
    found = named_heads((table.heads[column] for column in marks), names)
    return len(found) > 0 and 2 * sum(map(_is_state, found.values())) >= len(found)


def named_heads(heads: Iterable[str], names: Names) -> dict[str, Named | None]:
    """Return whom each head names; states also where their words are run together, as variables are called.

    >>> from explorer.facts.columns.names import shipped_names
    >>> found = named_heads(["newzealand", "st_lucia", "antigua", "imputed"], shipped_names())
    >>> [one and one.id for one in found.values()]
    ['state:nzl', 'state:lca', 'state:atg', None]
    """
    found = {head: known(head, names) for head in heads}
    left = [head for head, one in found.items() if one is None and " " not in head]
    if left:
        joined: dict[str, Named] = {}
        for one in names.known:
            for name in one.names if one.kind == "state" else ():
                for form in (name, name.partition(" and ")[0]) if name == one.name else (name,):
                    joined.setdefault(_joined(form), Named.of(one))
        found |= {head: joined.get(_joined(head)) for head in left}
    return found


def _joined(name: str) -> str:
    words = fold(name).replace(" and ", " ").replace("the ", "").replace(" ", "")
    return re.sub("^st(?=[klv])", "saint", words).replace("and", "")
