"""Which codes stand for states in a column: those of ISO 3166, those of the Correlates of War, or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from explorer.facts.columns.names import Names, by_code, known
from explorer.facts.columns.words import any_of, fold

SCHEMES = ("iso", "cow")
_LETTERS = re.compile(r"[A-Za-z]{2,3}")
_NEARLY = 0.9  # of the different cells of a column of codes that are codes of its scheme
_SOME = 0.4  # of them, in a column of codes of a scheme that is not known
_SHOWN = 4


def scheme_of(cells: Collection[str], heads: Sequence[str], names: Names, said: str = "") -> tuple[str, str]:
    """Return the scheme of the codes in a column ("" where it holds names), and the question where that is open.

    `cells` are its different cells, `heads` its head, or those of two such columns; `said` is the scheme that a person
    named. The whole column decides: UKG and FRN are codes of the Correlates of War alone, GBR and FRA of ISO 3166.

    >>> from explorer.facts.columns.names import shipped_names
    >>> [scheme_of(codes, ["who"], shipped_names())[0] for codes in (["AUS", "GBR", "FRA"], ["AUS", "UKG", "FRN"])]
    ['iso', 'cow']
    >>> scheme_of(["AUS", "CAN", "USA"], ["stateabb"], shipped_names())
    ('cow', '')
    >>> scheme_of(["AUS", "CAN", "USA"], ["country"], shipped_names())[1]
    'AUS is Australia in ISO 3166 and Austria in the Correlates of War; say which: --columns codes=iso, or codes=cow.'
    """
    hint = said or _of_head(heads)
    codes = {
        cell for cell in cells if _LETTERS.fullmatch(cell) or hint == "cow" and cell.removesuffix(".0").isdecimal()
    }
    fitting = {scheme: {code for code in codes if by_code(code, names, scheme)} for scheme in SCHEMES}
    enough = _NEARLY * len(cells)
    if hint and len(fitting[hint]) >= (enough if not said else 1):
        return hint, ""
    iso, cow = (len(fitting[scheme]) for scheme in SCHEMES)
    if len(codes) < 3 or len(codes) < enough:
        return "", ""
    if max(iso, cow) >= enough:
        twofold = sorted(code for code in codes if _differs(code, names)) if iso == cow else []
        return ("", _which(twofold[0], names)) if twofold else ("iso" if iso >= cow else "cow", "")
    strange = sorted(code for code in codes if code.isupper() and not _is_name(code, names))
    odd = [code for code in strange if code not in fitting["iso"]]
    return ("", _no_scheme(odd)) if odd and len(strange) == len(codes) and iso >= _SOME * len(codes) else ("", "")


def cow_numbers(head: str, cells: Collection[str], names: Names) -> bool:
    """Tell whether a column holds states by their numbers in the Correlates of War, as its head says ("ccode").

    >>> from explorer.facts.columns.names import shipped_names
    >>> cow_numbers("ccode", ["2", "200"], shipped_names()), cow_numbers("no", ["2", "200"], shipped_names())
    (True, False)
    """
    numbers = [cell for cell in cells if cell.removesuffix(".0").isdecimal()]
    known_ones = [cell for cell in numbers if by_code(cell, names, "cow")]
    return _of_head([head]) == "cow" and 0 < _NEARLY * len(cells) <= len(known_ones)


def wars_told(cells: Iterable[str], names: Names) -> str:
    """Return the line that tells that codes were read as the Correlates of War's.

    >>> from explorer.facts.columns.names import shipped_names
    >>> wars_told(["USA", "UKG"], shipped_names())
    'codes of states are read as those of the Correlates of War: UKG is United Kingdom; if not: --columns codes=iso'
    """
    codes = sorted({cell.strip() for cell in cells if cell.strip() and _differs(cell.strip(), names)})
    meant = [(code, by_code(code, names, "cow")) for code in codes[:_SHOWN]]
    some = ", ".join(f"{code} is {one.name}" for code, one in meant if one)
    more = " …" if len(codes) > _SHOWN else ""
    late = ", YUG also where it is Serbia, from 2006" if {"YUG", "345"} & set(codes) else ""
    return (
        f"codes of states are read as those of the Correlates of War{': ' if some else ''}{some}{more}{late}; "
        "if not: --columns codes=iso"
    )


def _of_head(heads: Sequence[str]) -> str:
    """Return the scheme that a head tells: "stateabb", "ccode1"; "ISO3", "iso_a3"."""
    folded = [fold(head) for head in heads]
    if any(re.sub(r" ?[12ab]$", "", head) in any_of("cow") or head in any_of("cow") for head in folded):
        return "cow"
    return "iso" if any(word.startswith("iso") for head in folded for word in head.split()) else ""


def _differs(code: str, names: Names) -> bool:
    return by_code(code, names) != by_code(code, names, "cow")


def _is_name(code: str, names: Names) -> bool:
    found = known(code, names)
    return found is not None and found.kind != "state"


def _which(code: str, names: Names) -> str:
    one, other = (found.name for scheme in SCHEMES if (found := by_code(code, names, scheme)))
    return (
        f"{code} is {one} in ISO 3166 and {other} in the Correlates of War; say which: "
        "--columns codes=iso, or codes=cow."
    )


def _no_scheme(odd: Sequence[str]) -> str:
    some = ", ".join(odd[:_SHOWN]) + (" …" if len(odd) > _SHOWN else "")
    return (
        f"{some} are no codes of ISO 3166, nor is the column one of the Correlates of War; put names of states there, "
        "or say --columns codes=iso to keep the others as they are."
    )
