"""The record: clauses, labels and lists get their meaning and are written down; many documents are joined."""

from explorer.facts.prose.record.extract import extract, stages
from explorer.facts.prose.record.join import Statements, join

__all__ = ["Statements", "extract", "join", "stages"]
