"""The vocabulary as data: kinds, relations, roles, tables, topics and known names, and their one loader."""

from explorer.ontology.names import KnownName, known_names, slug
from explorer.ontology.vocabulary import Column, Kind, Relation, Table, Topic, Vocabulary, vocabulary

__all__ = [
    "Column",
    "Kind",
    "KnownName",
    "Relation",
    "Table",
    "Topic",
    "Vocabulary",
    "known_names",
    "slug",
    "vocabulary",
]
