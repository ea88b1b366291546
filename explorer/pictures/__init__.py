"""Pictures: one selection drawn as an offline interactive page, an SVG, or a notebook cell."""

from explorer.graph.mapping import facts_of
from explorer.pictures.picture import Picture, draw

__all__ = ["Picture", "draw", "facts_of"]
