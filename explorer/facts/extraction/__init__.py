"""Extraction: from one document to statements with citations, and from many documents to one set of facts.

Four layers, each on the one before: sentences and clauses (`clauses`), names (`mentions`, `registry`), acts
(`predicates`, `acts`, `roles`), the record (`record`, `writing`); then documents are joined (`join`).
"""

from explorer.facts.extraction.join import Statements, join
from explorer.facts.extraction.names import Names, shipped_names
from explorer.facts.extraction.record import extract
from explorer.facts.extraction.statements import Drawn

__all__ = ["Drawn", "Names", "Statements", "extract", "join", "shipped_names"]
