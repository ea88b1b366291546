"""Pictures: one selection drawn as an offline interactive page, an SVG, or a notebook cell."""
