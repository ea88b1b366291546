"""Clauses of a page: names become stand-ins, sentences trees, trees clauses with a status."""

from explorer.facts.prose.clauses.reading import clauses

__all__ = ["clauses"]
