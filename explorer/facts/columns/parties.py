"""The parties of a column: each different cell is read once, however often it stands there."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explorer.documents.sheets.coded import Coded, coded, different
from explorer.facts.columns.names import Named, Names, by_code, known, unknown
from explorer.facts.columns.schemes import no_code
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.words import fold, has_word, meaning_of, values
from explorer.ontology import known_names, slug

_SPLIT = re.compile(r"(?<!\s)\s*(?:\n|;)\s*")
_ROLE = re.compile(r"(.*\S)\s*[(\[,–-]\s*([^()\[\],]+?)[)\]]?")
_PARTS = {"un", "united nations", "university", "ltd", "inc", "gmbh"}  # what may stand behind the name it belongs to
_LETTERS = re.compile(r"[A-Z]{2,8}(?:-[A-Z]{1,8})?")
_ALIKE = 85  # of 100: so much alike is a misspelt name
_OFFICE = re.compile(r"(?<!\s)\s*(?:,|\(|–| - |\|)\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell names: nodes, and the role that stands behind a name ("Canada (observer)"); or why it names none."""

    named: tuple[Named, ...]
    role: str = ""
    why: str = ""


def party_cells(
    cells: Sequence[str], names: Names, kind: str, *, codes: str = "", persons: str = ""
) -> dict[str, Cell]:
    """Return what each different cell names. `kind`: of names that no list has; `persons`: how persons are taken.

    >>> from explorer.facts.columns.names import shipped_names
    >>> cells = ["Fiji; Samoa", "Canada (observer)", "Lake Agency (LA)", "LA"]
    >>> found = party_cells(cells, shipped_names(), "organisation")
    >>> [[one.id for one in cell.named] for cell in found.values()]
    [['state:fji', 'state:wsm'], ['state:can'], ['organisation:lake-agency'], ['organisation:lake-agency']]
    >>> found["Canada (observer)"].role
    'observer'
    >>> cells = ["Alpha Agency, Beta Board; Gamma", "Ministry of Lakes, Forests and Water", "Alpha Institute, Fiji"]
    >>> [[one.name for one in cell.named] for cell in party_cells(cells, shipped_names(), "organisation").values()]
    [['Alpha Agency', 'Beta Board', 'Gamma'], ['Ministry of Lakes, Forests and Water'], ['Alpha Institute, Fiji']]
    """
    texts = [text for text in different(cells) if text]
    alone = {part for text in texts for part in _SPLIT.split(text)}
    made: dict[str, Cell] = {}
    acronyms: dict[str, Named] = {}
    for text in texts:
        made[text] = cell = _cell(text, names, kind, codes, persons, alone)
        acronyms |= {one.acronym: one for one in cell.named if one.acronym and one.guess}
    if kind == "state" and not all(text.isupper() for text in texts):
        made = {text: _no_state(cell) if _LETTERS.fullmatch(text) else cell for text, cell in made.items()}
    for text, cell in made.items():
        if any(one.guess and one.name in acronyms for one in cell.named):
            made[text] = Cell(tuple(acronyms.get(one.name, one) for one in cell.named), cell.role)
    return made


def _no_state(cell: Cell) -> Cell:
    """Return a cell of letters alone, among names of states: what no list has is an organisation."""
    named = (
        unknown(one.name, "organisation", "no list has these letters; taken for an organisation") if one.guess else one
        for one in cell.named
    )
    return Cell(tuple(named), cell.role)


def _cell(text: str, names: Names, kind: str, codes: str, persons: str, alone: Collection[str]) -> Cell:
    if kind == "person":
        return Cell((_person(text, names, persons),))
    if found := (by_code(text, names, codes) if codes else None) or known(text, names):
        return Cell((found,))
    if why := no_code(text, codes):
        return Cell((), why=why)
    behind = _ROLE.fullmatch(text)
    if behind and fold(behind[2]) in meaning_of("roles") and len(fold(behind[2])) > 2:
        inner = _cell(behind[1], names, kind, codes, persons, alone)
        return Cell(inner.named, meaning_of("roles")[fold(behind[2])])
    parts = [part for part in _SPLIT.split(text) if part]
    if len(parts) > 1:
        return Cell(tuple(one for part in parts for one in _cell(part, names, kind, codes, persons, alone).named))
    listed = [part.strip() for part in re.split(r",|\s(?:and|&|et|und|y|dan)\s", text) if part.strip()]
    found_all = [known(part, names) for part in listed]
    if len(listed) > 1 and all(found_all):
        return Cell(tuple(one for one in found_all if one is not None))
    if listed := _listed(text, names, alone):
        return Cell(tuple(one for part in listed for one in _cell(part, names, kind, codes, persons, ()).named))
    return Cell((unknown(text, kind, f"no list has this name; taken for {_article(kind)}{_near(text, kind)}"),))


def _listed(text: str, names: Names, alone: Collection[str]) -> list[str]:
    """Return the names of a list with commas, each of which looks like one or stands alone in another cell; else none.

    A state behind another name says where that is ("Alpha Institute, Fiji"), so it makes no list.
    """
    *first, last = (" ".join(part.split()) for part in text.split(","))
    if not first:
        return []
    end = [last] if last in alone else re.split(r" (?:and|&|et|und|y|dan) ", re.sub(r"^(?:and|&) ", "", last))
    parts = [part.removeprefix("the ") for part in (*first, *end) if part]
    found = [known(part, names) for part in parts]
    states = [one is not None and one.kind == "state" for one in found]
    named = all(one or part in alone or _name().fullmatch(part) for one, part in zip(found, parts, strict=True))
    return parts if len(parts) > 1 and named and states == sorted(states, reverse=True) else []


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    """Return what "Beta Board" and "Fund for Lakes (FL)" are: the word of an organisation at the end or before "of"."""
    words = "|".join(sorted({*values()["organisations"], *values()["bodies"]} - _PARTS, key=len, reverse=True))
    before = r"(?-i:[^\W\d_a-z][\w'’.-]*|of|the|for|on|de|la|du)"
    return re.compile(rf"(?=\S+ )(?:{before} )*(?:{words})(?: (?:of|for|on|de|du) .+)?(?: \([^()]+\))?", re.IGNORECASE)


def _near(text: str, kind: str) -> str:
    """Return the state of the lists that is written nearly so, as a question.

    >>> _near("Austrlia", "state"), _near("Hessia", "state")
    ('; did you mean Australia?', '')
    """
    from rapidfuzz import fuzz, process

    found = (
        process.extractOne(fold(text), _states(), scorer=fuzz.ratio, score_cutoff=_ALIKE) if kind == "state" else None
    )
    return f"; did you mean {found[2]}?" if found else ""


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """Return the name of each known state with its folded form."""
    return {one.name: fold(one.name) for one in known_names() if one.kind == "state"}


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _person(text: str, names: Names, persons: str) -> Named:
    """Return the person of a cell, or (as-office) the office or state that the person speaks for."""
    parts = [part.strip(" )") for part in _OFFICE.split(text) if part.strip(" )")]
    if persons == "as-office":
        offices = [part for part in parts if has_word(part, "offices") or known(part, names)]
        if offices:
            found = known(offices[-1], names)
            return found or Named(f"body:{slug(offices[-1])}", "body", offices[-1])
        return unknown(text, "person", "no office stands beside this person")
    name = parts[0] if len(parts) > 1 and any(has_word(part, "offices") for part in parts[1:]) else text
    return Named(f"person:{slug(name) or 'unnamed'}", "person", name)


def ids_of(
    sheaf: Sheaf, column: int, cells: dict[str, Cell], *, beside: Sequence[int] = (), tell: bool = True
) -> Coded[tuple[str, ...]]:
    """Add the nodes of a column, each cited where a writing of it first stands; return the ids of every row.

    `tell`: note the names that no list has.
    """
    ids: dict[str, tuple[str, ...]] = {"": ()}
    texts = coded(sheaf.table.columns[column])
    for text, row in zip(texts.words, texts.first().tolist(), strict=True):
        if not text:
            continue
        named = cells[text].named
        if why := cells[text].why:
            sheaf.unknown(row, (column,), f"{why}: {texts.count(text):,} row{'s' * (texts.count(text) > 1)} without it")
        for one in named:
            alias = text if len(named) == 1 and not one.guess and not cells[text].role else ""
            sheaf.name(one, row, (column, *beside), text, alias=alias)
            if one.guess and tell:
                sheaf.unknown(row, (column,), one.guess)
        ids[text] = tuple(one.id for one in named)
    return texts.map(ids.__getitem__)
