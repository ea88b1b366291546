"""Template, style and scripts of the page, in plain readable files."""
