"""What reading one file gave: its document and the statements drawn from it, or the reason why there is nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from explorer.documents import Cell, Document, Limits, Passage, SourceFile, read_document
from explorer.documents.sources import TABLES
from explorer.errors import ExplorerError, OptionError
from explorer.facts import statements
from explorer.facts.columns import Asked
from explorer.facts.columns.bulk import Bulk
from explorer.facts.columns.draw import draw, together
from explorer.facts.columns.table import tables_of
from explorer.facts.columns.telling import explained, pairs_of, told
from explorer.facts.prose.names import Names
from explorer.facts.prose.record import extract
from explorer.facts.statements import Drawn

FAULT = "a fault of the program"  # in the reason of a file that was refused through no fault of its own


@dataclass(frozen=True)
class Result:
    """One file as read. `refused` says why it gave nothing; then `document` may be None, and `drawn` too.

    `understood` tells how its tables were understood, `asked` what has to be said before they can be read,
    `explained` shows it column by column, `pairs` says it as `--columns` takes it; `bulk` is what very large sheets
    state beside `drawn`.
    """

    id: str
    path: str
    document: Document | None = None
    drawn: Drawn | None = None
    refused: str = ""
    understood: tuple[statements.Leftover, ...] = ()
    asked: tuple[statements.Leftover, ...] = ()
    explained: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    bulk: tuple[Bulk, ...] = ()


def read_one(
    source: SourceFile,
    names: Names,
    *,
    encoding: str | None = None,
    limits: Limits | None = None,
    said: Asked | None = None,
    loose: bool = False,
) -> Result:
    """Read one file and draw its statements; whatever is wrong with it becomes `refused`, never an error.

    `said` is what a person said about the columns of its tables, and OptionError is raised where it names none of
    them; `loose`: it is said about several files, and what a table does not have is not meant for it.
    """
    document = None
    try:
        said = said or Asked()
        document = read_document(source, encoding=encoding, limits=limits, sheet=said.sheet, head=said.head_row())
        if document.media_type in TABLES.values():
            return of_tables(source.name, document, names, said, loose=loose)
        drawn = extract(document, names)
        return Result(source.id, source.name, document, drawn, drawn.refusal)
    except OptionError:
        raise
    except ExplorerError as error:
        return Result(source.id, source.name, document, refused=str(error))
    except (RecursionError, MemoryError) as error:
        return Result(
            source.id, source.name, refused=f"{source.name} is too intricate to read ({type(error).__name__})."
        )
    except Exception as error:  # a fault of ours must not cost the other files
        what = f"{type(error).__name__}: {error}".split("\n", 1)[0][:300]
        return Result(source.id, source.name, refused=f"{source.name} could not be read; {FAULT} ({what}).")


def of_tables(name: str, document: Document, names: Names, said: Asked, *, loose: bool = False) -> Result:
    """Return what the tables of a document state, and what has to be asked about them."""
    tables = list(tables_of(document.passages, document.rows))
    loose = loose or len(tables) > 1
    outcomes = [draw(table, names, said=said.fitting(table.heads) if loose else said) for table in tables]
    drawn = together([outcome.drawn for outcome in outcomes])
    text = {passage.id: passage.text for passage in document.passages}
    beside = tuple(
        statements.Leftover(document.id, passage, 0, len(text[passage]), words, why)
        for passage, words, why in document.beside
        if passage
    )
    understood = [
        statements.Leftover(document.id, "", -1, -1, words, why)
        for passage, words, why in document.beside
        if not passage
    ]
    asked = [
        statements.Leftover(document.id, "", -1, -1, outcome.table.name or name, outcome.question)
        for outcome in outcomes
        if outcome.question
    ]
    understood += [
        statements.Leftover(document.id, "", -1, -1, outcome.table.name or name, told(outcome))
        for outcome in outcomes
        if not outcome.question
    ]
    refused = f"{name}: {asked[0].why}" if asked and len(asked) == len(outcomes) else ""
    drawn = replace(drawn, passed_over=(*beside, *drawn.passed_over))
    lines = tuple(line for outcome in outcomes for line in explained(outcome))
    bulk = tuple(outcome.bulk for outcome in outcomes if outcome.bulk is not None)
    pairs = tuple(pairs_of(outcomes[0], said).items()) if outcomes else ()
    return Result(document.id, name, document, drawn, refused, tuple(understood), tuple(asked), lines, pairs, bulk)


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, type]:
    known = [Result, Document, Passage, Cell, *(each for each in vars(statements).values() if isinstance(each, type))]
    return {each.__name__: each for each in known if is_dataclass(each)}


def to_json(result: Result) -> str:
    """Return a result as one line of ASCII, from which `from_json` makes an equal one.

    >>> from_json(to_json(Result("doc:a", "a.txt", refused="a.txt is empty."))).refused
    'a.txt is empty.'
    """
    return json.dumps(_plain(result), separators=(",", ":"))


def from_json(line: str | bytes) -> Result:
    """Return the result that `to_json` wrote. Raises ValueError when it is none."""
    try:
        made = _made(json.loads(line), {})
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no result of reading: {error}") from None
    if not isinstance(made, Result):
        raise ValueError("no result of reading")
    return made


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: records as {class: [their fields …]}, several of one class together."""
    if is_dataclass(value):
        return {type(value).__name__: [_row(value)]}
    if isinstance(value, (tuple, list)):
        kinds = {type(each) for each in value}
        if len(kinds) == 1 and is_dataclass(kind := kinds.pop()):
            return {f"{kind.__name__}*": [_row(each) for each in value]}
        return [_plain(each) for each in value]
    return value


def _row(record: Any) -> list[Any]:
    return [_plain(getattr(record, name)) for name in _fields(type(record).__name__)]


@lru_cache(maxsize=64)
def _fields(name: str) -> tuple[str, ...]:
    if name not in _classes():
        raise TypeError(f"{name} is no part of a result")
    return tuple(each.name for each in fields(_classes()[name]))


def _made(value: Any, shared: dict[Any, Any]) -> Any:
    """Return what `_plain` had; equal texts and records become one object, as a citation and its relation share it."""
    if isinstance(value, str):
        return shared.setdefault(value, value)
    if isinstance(value, dict):
        ((name, records),) = value.items()
        kind = _classes()[name.removesuffix("*")]
        made = []
        for row in records:
            parts = tuple(_made(part, shared) for part in row)
            record = shared.get((kind, parts))
            if record is None:
                record = shared[(kind, parts)] = kind(*parts)
            made.append(record)
        return tuple(made) if name.endswith("*") else made[0]
    if isinstance(value, list):
        return tuple(_made(each, shared) for each in value)
    return value
