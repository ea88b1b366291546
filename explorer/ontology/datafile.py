"""Read the YAML files that ship with the package: every value as text, so that "no" stays a word."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def read_yaml(text: str) -> Any:
    """Return the content of YAML `text` with every scalar as a string (`NO` is Norway, not false).

    >>> read_yaml("code: NO")
    {'code': 'NO'}
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)  # a base loader makes nothing but strings, lists and dicts


def shipped_text(name: str, package: str) -> str:
    """Return the text of the file `name` of `package`."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def shipped(name: str, package: str = "explorer.ontology") -> Any:
    """Return the content of the data file `name` of `package`."""
    return read_yaml(shipped_text(name, package))


def shipped_typed(name: str, package: str) -> Any:
    """Return the content of the data file `name` of `package`, in which numbers and truths are such.

    >>> shipped_typed("rows.yaml", "explorer.facts.prose.record")["rows"][0]["example"] != ""
    True
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(shipped_text(name, package), Loader=loader)  # a safe loader makes nothing but plain values


def read_own_yaml(text: str, *, depth: int = 16) -> Any:
    """Return the content of a user's YAML as `read_yaml` does, without aliases, deep nesting and keys given twice.

    Aliases let a line stand for a million; nesting without end brings the parser down; of two blocks of one name
    YAML keeps the last and says nothing. Raises ValueError that says in a few words what is wrong and on which line.

    >>> read_own_yaml("a: &x [1]\\nb: *x")
    Traceback (most recent call last):
    ValueError: line 2: an alias (*) cannot be used here
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    level = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            line = f"line {event.start_mark.line + 1 if event.start_mark else 1}"
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if level > depth:
                raise ValueError(f"{line}: nested more than {depth} deep")
            if isinstance(event, yaml.AliasEvent):
                raise ValueError(f"{line}: an alias (*) cannot be used here")
        _refuse_twice(yaml.compose(text, Loader=loader))
        return read_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ValueError(f"{f'line {mark.line + 1}: ' if mark else ''}{problem}") from None


def _refuse_twice(node: Any) -> None:
    """Raise ValueError where a mapping names one key twice."""
    pairs = node.value if hasattr(node, "value") and isinstance(node.value, list) else []
    seen: set[str] = set()
    for pair in pairs:
        if not isinstance(pair, tuple):
            _refuse_twice(pair)
            continue
        key, value = pair
        name = key.value if isinstance(key.value, str) else ""
        if name and name in seen:
            raise ValueError(f"line {key.start_mark.line + 1}: {name!r} stands there twice; put both together")
        seen.add(name)
        _refuse_twice(value)
