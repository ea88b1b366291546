"""What reading one file gave: its document and the statements drawn from it, or the reason why there is nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any

from explorer.documents import Document, Limits, Passage, SourceFile, read_document
from explorer.errors import ExplorerError
from explorer.facts.extraction import Drawn, Names, extract, statements


@dataclass(frozen=True)
class Result:
    """One file as read. `refused` says why it gave nothing; then `document` may be None, and `drawn` too."""

    id: str
    path: str
    document: Document | None = None
    drawn: Drawn | None = None
    refused: str = ""


def read_one(source: SourceFile, names: Names, *, encoding: str | None = None, limits: Limits | None = None) -> Result:
    """Read one file and draw its statements; whatever is wrong with it becomes `refused`, never an error."""
    document = None
    try:
        document = read_document(source, encoding=encoding, limits=limits)
        drawn = extract(document, names)
        return Result(source.id, source.name, document, drawn, drawn.refusal)
    except ExplorerError as error:
        return Result(source.id, source.name, document, refused=str(error))
    except (RecursionError, MemoryError) as error:
        return Result(
            source.id, source.name, refused=f"{source.name} is too intricate to read ({type(error).__name__})."
        )
    except Exception as error:  # a fault of ours must not cost the other files
        what = f"{type(error).__name__}: {error}".split("\n", 1)[0][:300]
        return Result(
            source.id, source.name, refused=f"{source.name} could not be read; a fault of the program ({what})."
        )


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, type]:
    known = [Result, Document, Passage, *(each for each in vars(statements).values() if isinstance(each, type))]
    return {each.__name__: each for each in known if is_dataclass(each)}


def to_json(result: Result) -> str:
    """Return a result as one line of ASCII, from which `from_json` makes an equal one.

    >>> from_json(to_json(Result("doc:a", "a.txt", refused="a.txt is empty.")))
    Result(id='doc:a', path='a.txt', document=None, drawn=None, refused='a.txt is empty.')
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
