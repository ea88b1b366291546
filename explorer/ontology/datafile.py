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


def shipped(name: str, package: str = "explorer.ontology") -> Any:
    """Return the content of the data file `name` of `package`."""
    return read_yaml(files(package).joinpath(name).read_text(encoding="utf-8"))
