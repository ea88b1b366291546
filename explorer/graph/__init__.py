"""Facts as a plain networkx.MultiDiGraph, back again, and smaller selections of it."""

from explorer.graph.convert import to_facts, to_graph

__all__ = ["to_facts", "to_graph"]
