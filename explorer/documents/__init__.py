"""Files of meeting pages, read into documents made of numbered, nested passages."""

from explorer.documents.model import Document, Passage

__all__ = ["Document", "Passage"]
