"""The tables of rules made rows: what no rule can mean is told with its file, its row and its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar, cast

from explorer.errors import FactsError, OptionError, one_of
from explorer.facts.prose.clauses.model import ASSERTED, CONDITIONAL, DENIED, DOUBTED, PLANNED, REPORTED, SUPPOSED

PREPOSITIONS = (
    "about", "above", "across", "after", "against", "along with", "alongside", "among", "as", "at", "before", "behind",
    "below", "between", "beyond", "by", "despite", "during", "following", "for", "from", "in", "inside", "into", "near",
    "of", "off", "on", "outside", "over", "per", "since", "through", "throughout", "to", "together with", "towards",
    "under", "until", "up", "upon", "via", "with", "within", "without",
)  # fmt: skip
SLOTS = ("subject", "object", "agent", *PREPOSITIONS)
VOICES = ("active", "passive", "copula")
STATUSES = (ASSERTED, PLANNED, CONDITIONAL, DENIED, DOUBTED, SUPPOSED, REPORTED)
LINKS = ("conj", "relcl", "acl", "ccomp", "xcomp", "advcl", "pcomp", "stem", "noun")
Made = TypeVar("Made")
Words = Mapping[str, Iterable[str]]


def table(
    make: type[Made], file: str, given: list[dict[str, Any]], choices: Words, classes: Words, verbs: Words | None = None
) -> tuple[Made, ...]:
    """Return the rows of a table as dataclasses; a field's annotation says what it may hold, `choices` which words.

    A text in a field of a set names a class of words: of `classes`, for `verbs` of these. Raises FactsError that
    names the file, the row, the field and what was expected.

    >>> from explorer.facts.prose.record.actrows import ActRow
    >>> table(ActRow, "acts.yaml", [{"row": "sang", "voice": "aktiv"}], {"voice": VOICES}, {})
    Traceback (most recent call last):
    explorer.errors.FactsError: acts.yaml, row 'sang': There is no voice 'aktiv'. Did you mean active?
    Expected: active, passive, copula.
    """
    declared: tuple[Field[Any], ...] = fields(cast(Any, make))
    known = {one.name: one for one in declared if not str(one.type).startswith("Mapping")}
    needed = [name for name, one in known.items() if one.default is MISSING and one.default_factory is MISSING]
    made, seen = [], set()
    for number, row in enumerate(given, 1):
        where = f"{file}, row {row.get('row', number)!r}"
        for name in row:
            _known(where, "field", name, known)
        cells = {
            name: _cell(where, known[name], value, choices, verbs if name == "verbs" and verbs else classes)
            for name, value in row.items()
        }
        lacking = [name for name in needed if name not in row]
        if lacking:
            raise FactsError(f"{where}: {', '.join(lacking)} is missing. Every row has {', '.join(needed)}.")
        if row["row"] in seen:
            raise FactsError(f"{where}: two rows are called so. Give one of them a name of its own.")
        seen.add(row["row"])
        made.append(make(**cells))
    return tuple(made)


def _cell(where: str, field: Field[Any], value: Any, choices: Words, classes: Words) -> Any:
    kind = str(field.type)
    if kind in ("str", "bool"):
        if type(value).__name__ != kind:
            raise FactsError(f"{where}: {field.name} is {value!r}. Expected {'true' if kind == 'bool' else 'a text'}.")
        words = [value] if kind == "str" else []
    elif kind.startswith("frozenset") and isinstance(value, str):
        _known(where, f"class of words for {field.name}", value, classes)
        return frozenset(classes[value])
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        words = value
    else:
        raise FactsError(f"{where}: {field.name} is {value!r}. Expected a list of words, [a, b]; quote on, no, yes.")
    for word in words if field.name in choices else ():
        _known(where, field.name, word.partition(":")[0], choices[field.name])  # "under:chairmanship"
    return value if kind in ("str", "bool") else frozenset(words) if kind.startswith("frozenset") else tuple(words)


def _known(where: str, what: str, given: str, allowed: Iterable[str]) -> None:
    try:
        one_of(what, given, allowed)
    except OptionError as error:
        raise FactsError(f"{where}: {error}") from None
