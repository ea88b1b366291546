"""The word classes of the acts, from acts.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def acts_data() -> dict[str, Any]:
    """Return acts.yaml as it stands."""
    found: dict[str, Any] = yaml.safe_load(
        (files("explorer.facts.prose.record") / "acts.yaml").read_text(encoding="utf-8")
    )
    return found


@cache
def words(name: str) -> frozenset[str]:
    """Return one class of words; a role is one too."""
    data = acts_data()
    return frozenset(data["roles"][name] if name in data["roles"] else data[name])
