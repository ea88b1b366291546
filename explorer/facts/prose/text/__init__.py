"""Text: what a page looks like before anything on it has a meaning."""

from explorer.facts.prose.text.layout import lay_out
from explorer.facts.prose.text.model import Label, Span, TextPage, TextPassage, Token

__all__ = ["Label", "Span", "TextPage", "TextPassage", "Token", "lay_out"]
