"""What a person says about a table: which column is what, what marks mean, how dates are written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.documents.decode import decode
from explorer.errors import InputError, OptionError, nearest, one_of
from explorer.facts.columns.dates import ORDERS
from explorer.facts.columns.schemes import SCHEMES
from explorer.facts.columns.words import values
from explorer.files import read_file
from explorer.ontology.datafile import read_own_yaml, shipped

SHAPES = ("attendance", "wide", "meetings", "memberships", "treaties", "commitments", "ties", "matrix")
PERSONS = ("as-office", "as-persons")
_CHOICES = {
    "shape": SHAPES, "dates": ORDERS, "decimal": ("comma", "point"), "persons": PERSONS, "complete": ("yes", "no"),
    "codes": tuple(SCHEMES),
}  # fmt: skip
SETTINGS = (*_CHOICES, "sheet", "head")


@lru_cache(maxsize=1)
def meanings() -> tuple[str, ...]:
    """Return the meanings a column can have."""
    return tuple(shipped("heads.yaml", "explorer.facts.columns"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said: `columns` meaning → head (or `=words` that hold for every row), `marks` mark → role.

    `shape`, `dates`, `decimal`, `persons`, `complete`, `codes`, `sheet` and `head` are settings, "" where nothing was
    said.
    """

    columns: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    shape: str = ""
    dates: str = ""
    decimal: str = ""
    persons: str = ""
    complete: str = ""
    codes: str = ""
    sheet: str = ""
    head: str = ""

    def head_row(self) -> int:
        """Return the number of the row that is the head, 0 where nothing was said."""
        return int(self.head or 0)

    def fitting(self, heads: Iterable[str]) -> Asked:
        """Return what was said without the columns that a table of these heads does not have."""
        there = {head.casefold() for head in heads}
        kept = tuple(pair for pair in self.columns if pair[1].startswith("=") or pair[1].casefold() in there)
        return replace(self, columns=kept)

    def pairs(self) -> dict[str, str]:
        """Return everything that was said, as `--columns` takes it."""
        said = {name: value for name in SETTINGS if (value := getattr(self, name))}
        return {**said, **dict(self.columns), **dict(self.marks)}


def asked(given: str | Path | Mapping[str, str] | Asked | None, *, persons: str = "") -> Asked:
    """Return what `--columns` says: pairs joined by commas, a YAML file, or a mapping. Raises OptionError, InputError.

    >>> asked("event=Meeting title,party=Country,o=observer,dates=day-first").columns
    (('event', 'Meeting title'), ('party', 'Country'))
    >>> asked("evnet=Meeting")
    Traceback (most recent call last):
    explorer.errors.OptionError: --columns: 'evnet' is no meaning of a column, and 'Meeting' none of a mark. \
Did you mean event? Meanings: party, country, …; docs/sheets.md lists them.
    """
    if persons:
        one_of("persons", persons, PERSONS)
        return replace(asked(given), persons=persons)
    if given is None or isinstance(given, Asked):
        return given or Asked()
    if isinstance(given, Mapping):
        return _of({str(key): str(value) for key, value in given.items()}, "columns")
    text = str(given)
    if text.endswith((".yaml", ".yml")):
        return _of(_file(Path(text)), text)
    pairs = {}
    for part in next(csv.reader([text], skipinitialspace=True), []):
        key, found, value = part.partition("=")
        if not found or not key.strip():
            raise OptionError(f"--columns: {part!r} is no pair. Write meaning=head, as in event=Meeting,party=Country.")
        pairs[key.strip()] = value.strip()
    return _of(pairs, "--columns")


def _file(path: Path) -> dict[str, str]:
    try:
        content = read_own_yaml(decode(read_file(path, limit=1_000_000), str(path)))
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path} cannot be read as YAML: {error}.") from None
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise InputError(f"{path} holds no pairs. Write a line for each, as in `event: Meeting title`.")
    return {str(key): value for key, value in content.items()}


def _of(pairs: Mapping[str, str], origin: str) -> Asked:
    said = Asked()
    roles = set(values()["roles"]) | {"unknown"}
    columns: list[tuple[str, str]] = []
    marks: list[tuple[str, str]] = []
    for key, value in pairs.items():
        if key in _CHOICES:
            for each in value.split("+") if key == "dates" else [value]:
                one_of(key, each, _CHOICES[key])
            said = _set(said, key, value.replace("+", " "))
        elif key == "head" and not value.isdecimal():
            raise OptionError(f"{origin}: head={value!r} is no number of a row.")
        elif key in SETTINGS:
            said = _set(said, key, value)
        elif key in meanings() and value not in roles - {"host", "chair"}:
            columns.append((key, value))
        elif value in roles:
            marks.append((key, value))
        else:
            near = nearest(key, [*meanings(), *SETTINGS], 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise OptionError(
                f"{origin}: {key!r} is no meaning of a column, and {value!r} none of a mark.{hint} "
                f"Meanings: {', '.join(meanings()[:2])}, …; docs/sheets.md lists them."
            )
    return replace(said, columns=tuple(columns), marks=tuple(marks))


def _set(said: Asked, key: str, value: Any) -> Asked:
    return replace(said, **{key: value})


def as_yaml(pairs: Mapping[str, Any]) -> str:
    """Return pairs as the YAML that `--columns` reads back.

    >>> as_yaml({"event": "Meeting: title", "o": "observer"})
    'event: "Meeting: title"\\no: observer\\n'
    """
    import json

    def scalar(text: str) -> str:
        plain = text.replace(" ", "").replace("_", "").replace("-", "").isalnum() and text.strip() == text
        return text if plain else json.dumps(text, ensure_ascii=False)

    return "".join(f"{scalar(str(key))}: {scalar(str(value))}\n" for key, value in pairs.items())
