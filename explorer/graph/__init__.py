"""Facts as a plain `networkx.MultiDiGraph` and back; selections and look-ups that need no networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.graph.convert import to_facts, to_graph

__all__ = ["to_facts", "to_graph"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: most answers look at the tables alone and need not wait for networkx.
    if name in __all__:
        from explorer.graph import convert

        return getattr(convert, name)
    raise AttributeError(f"module 'explorer.graph' has no attribute {name!r}")
