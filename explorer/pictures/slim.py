"""Our own scripts and styles without comments and indents: the page carries what runs, the repository what explains."""

from __future__ import annotations

import re

_ONE_LINE = re.compile(r"/\*.*\*/")


def slim(source: str) -> str:
    """Return `source` (script or style) without lines that hold only a comment, and without indents.

    Only whole lines go, so that no text inside quotes can be mistaken for a comment. A source in which a
    template string runs over several lines stays as it is.

    >>> slim("// why\\nconst a = 1;\\n/**\\n * @type {string}\\n */\\n  const b = 'x // y';\\n")
    "const a = 1;\\nconst b = 'x // y';\\n"
    """
    lines = source.split("\n")
    if any(line.replace("\\\\`", "").count("`") % 2 for line in lines):
        return source
    kept = []
    inside = False
    for line in lines:
        bare = line.strip()
        if inside:
            inside = not bare.endswith("*/")
        elif bare.startswith("/*") and "*/" not in bare:
            inside = True
        elif bare and not bare.startswith("//") and not _ONE_LINE.fullmatch(bare):
            kept.append(bare)
    return "\n".join(kept) + "\n"
