"""A relationship explorer for the records of intergovernmental meetings.

The five stages, left to right, are the folders of this package:

    documents  files are read into passages
    facts      passages become cited statements in five tables
    graph      the tables become a plain networkx.MultiDiGraph
    answers    questions are answered from the graph and the tables, with sources
    pictures   the same selection is drawn as one interactive HTML file

    >>> import explorer
    >>> bali = explorer.load()
    >>> bali.find("UNHCR").id.iloc[0]
    'organisation:unhcr'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer import errors
from explorer.errors import ExplorerError as ExplorerError
from explorer.version import VERSION as __version__  # noqa: F401

if TYPE_CHECKING:
    from explorer.explorer import Explorer, from_graph, load, read

__all__ = ["Explorer", "errors", "from_graph", "load", "read"]


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `explorer --help` pays for neither pandas nor networkx.
    if name in ("Explorer", "from_graph", "load", "read"):
        from importlib import import_module

        return getattr(import_module("explorer.explorer"), name)
    raise AttributeError(f"module 'explorer' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
