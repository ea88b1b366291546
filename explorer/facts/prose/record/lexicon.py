"""The word classes of the acts, from acts.yaml."""

from __future__ import annotations

from functools import cache
from typing import Any

from explorer.ontology.datafile import shipped_typed


@cache
def acts_data() -> dict[str, Any]:
    """Return acts.yaml as it stands."""
    found: dict[str, Any] = shipped_typed("acts.yaml", "explorer.facts.prose.record")
    return found


@cache
def words(name: str) -> frozenset[str]:
    """Return one class of words; a role is one too."""
    data = acts_data()
    return frozenset(data["roles"][name] if name in data["roles"] else data[name])
