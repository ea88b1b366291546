"""Which codes stand for states in a column: those of ISO 3166, the Correlates of War, Gleditsch and Ward, or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from explorer.facts.columns.names import Names, by_code, known
from explorer.facts.columns.words import fold, meaning_of

SCHEMES = {"iso": "ISO 3166", "cow": "the Correlates of War", "gw": "Gleditsch and Ward"}
_LETTERS = re.compile(r"[A-Za-z]{2,3}")
_NUMBER = re.compile(r"\d{1,3}(?:\.0)?")
_NEARLY = 0.9  # of the different cells of a column of codes that are codes of its scheme
_MOSTLY = 0.6  # of them, where they are numbers: no other numbers are known as often
_SOME = 0.4  # of them, in a column of codes of a scheme that is not known
_SHOWN = 4


def scheme_of(cells: Collection[str], heads: Sequence[str], names: Names, said: str = "") -> tuple[str, str]:
    """Return the scheme of the codes in a column ("" where it holds names), and the question where that is open.

    `cells` are its different cells, `heads` its head, or those of two such columns; `said` is the scheme that a person
    named. The whole column decides: UKG and FRN are codes of the Correlates of War alone, GBR and FRA of ISO 3166. A
    number is one only where the head or a person says so.

    >>> from explorer.facts.columns.names import shipped_names
    >>> [scheme_of(codes, ["who"], shipped_names())[0] for codes in (["AUS", "GBR", "FRA"], ["AUS", "UKG", "FRN"])]
    ['iso', 'cow']
    >>> [scheme_of(["AUS", "CAN", "USA"], [head], shipped_names())[0] for head in ("stateabb", "gwc", "iso3")]
    ['cow', 'gw', 'iso']
    >>> scheme_of(["AUS", "CAN", "USA"], ["country"], shipped_names())[1]
    'AUS is Australia in ISO 3166 and Austria in the Correlates of War; say which: --columns codes=iso, or codes=cow.'
    """
    hint = said or of_head(heads)
    codes = {cell for cell in cells if _LETTERS.fullmatch(cell) or hint and _NUMBER.fullmatch(cell)}
    fitting = {scheme: {code for code in codes if by_code(code, names, scheme)} for scheme in SCHEMES}
    enough = _NEARLY * len(cells)
    if hint and (said or len(fitting[hint]) >= enough or numbered(heads[0], cells, names)) and fitting[hint]:
        return hint, ""
    iso, cow = len(fitting["iso"]), len(fitting["cow"])
    if len(codes) < 3 or len(codes) < enough:
        return "", ""
    if max(iso, cow) >= enough:
        twofold = sorted(code for code in codes if _differs(code, names)) if iso == cow else []
        return ("", _which(twofold[0], names)) if twofold else ("iso" if iso >= cow else "cow", "")
    strange = sorted(code for code in codes if code.isupper() and not _is_name(code, names))
    odd = [code for code in strange if code not in fitting["iso"]]
    return ("", _no_scheme(odd)) if odd and len(strange) == len(codes) and iso >= _SOME * len(codes) else ("", "")


def numbered(head: str, cells: Collection[str], names: Names) -> bool:
    """Tell whether a column holds states by their numbers, as its head says ("ccode", "gwno", "iso_n3").

    >>> from explorer.facts.columns.names import shipped_names
    >>> numbered("ccode", ["2", "200"], shipped_names()), numbered("no", ["2", "200"], shipped_names())
    (True, False)
    """
    scheme = of_head([head])
    numbers = [cell for cell in cells if _NUMBER.fullmatch(cell)]
    known_ones = [cell for cell in numbers if scheme and by_code(cell, names, scheme)]
    return len(numbers) >= _NEARLY * len(cells) and 0 < _MOSTLY * len(numbers) <= len(known_ones)


def no_code(text: str, scheme: str) -> str:
    """Return why a number among codes of states names none, "" for what is no number.

    >>> no_code("999", "gw"), no_code("Fiji", "gw"), no_code("999", "")
    ("'999' is no number of a state of Gleditsch and Ward", '', '')
    """
    return f"{text!r} is no number of a state of {SCHEMES[scheme]}" if scheme and _NUMBER.fullmatch(text) else ""


def which_numbers(head: str, cells: Collection[str], names: Names) -> str:
    """Return the question whose numbers stand below a head such as "Country", "" where other things do.

    >>> from explorer.facts.columns.names import shipped_names
    >>> which_numbers("Country", ["20", "40"], shipped_names()).split(", Canada in G")[0]
    "'Country' holds numbers: 20 is Andorra in ISO 3166, Canada in the Correlates of War"
    """
    if not cells or not all(map(_NUMBER.fullmatch, cells)):
        return ""
    meant = {code: [(by_code(code, names, scheme), scheme) for scheme in SCHEMES] for code in sorted(cells)}
    code, found = next((one for one in meant.items() if any(state for state, _ in one[1])), ("", []))
    told = ", ".join(f"{state.name} in {SCHEMES[scheme]}" for state, scheme in found if state)
    some = f": {code} is {told}" if told else ""
    return f"{head!r} holds numbers{some}; say which: --columns codes=iso, codes=cow or codes=gw."


def wars_told(cells: Iterable[str], names: Names, scheme: str = "cow") -> str:
    """Return the line that tells that codes were read as the Correlates of War's, or Gleditsch and Ward's.

    >>> from explorer.facts.columns.names import shipped_names
    >>> wars_told(["USA", "UKG"], shipped_names())
    'codes of states are read as those of the Correlates of War: UKG is United Kingdom; if not: --columns codes=iso'
    """
    codes = sorted({cell.strip() for cell in cells if cell.strip() and _differs(cell.strip(), names, scheme)})
    meant = [(code, by_code(code, names, scheme)) for code in codes[:_SHOWN]]
    some = ", ".join(f"{code} is {one.name}" for code, one in meant if one)
    more = " …" if len(codes) > _SHOWN else ""
    late = ", YUG also where it is Serbia, from 2006" if scheme == "cow" and {"YUG", "345"} & set(codes) else ""
    return (
        f"codes of states are read as those of {SCHEMES[scheme]}{': ' if some else ''}{some}{more}{late}; "
        "if not: --columns codes=iso"
    )


def of_head(heads: Sequence[str]) -> str:
    """Return the scheme that a head tells, "" for none.

    >>> [of_head([head]) for head in ("stateabb", "ccode1", "gwno_a", "ISO3", "iso_n3", "country")]
    ['cow', 'cow', 'gw', 'iso', 'iso', '']
    """
    for head in map(fold, heads):
        if scheme := meaning_of("schemes").get(head) or meaning_of("schemes").get(re.sub(r" ?[12abod]$", "", head)):
            return scheme
    return "iso" if any(word.startswith("iso") for head in heads for word in fold(head).split()) else ""


def _differs(code: str, names: Names, scheme: str = "cow") -> bool:
    return by_code(code, names) != by_code(code, names, scheme)


def _is_name(code: str, names: Names) -> bool:
    found = known(code, names)
    return found is not None and found.kind != "state"


def _which(code: str, names: Names) -> str:
    one, other = (found.name for scheme in ("iso", "cow") if (found := by_code(code, names, scheme)))
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
