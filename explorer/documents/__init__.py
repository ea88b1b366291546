"""Files of meeting pages, read into documents made of numbered, nested passages."""

from explorer.documents.limits import Limits
from explorer.documents.model import Cell, Document, Passage
from explorer.documents.read import read_document
from explorer.documents.sources import SourceFile, find_files

__all__ = ["Cell", "Document", "Limits", "Passage", "SourceFile", "find_files", "read_document"]
