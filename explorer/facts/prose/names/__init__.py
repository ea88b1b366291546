"""Names: who and what is named where on a page, and when."""

from explorer.facts.prose.names.known import Names, shipped_names
from explorer.facts.prose.names.model import Name, NamedPage, NamedPassage, Unit, When, Where
from explorer.facts.prose.names.naming import name

__all__ = ["Name", "NamedPage", "NamedPassage", "Names", "Unit", "When", "Where", "name", "shipped_names"]
