"""Our own scripts and styles without comments and blanks: the page carries what runs, the repository what explains."""

from __future__ import annotations

import re

_QUOTED = r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
_GAP = r"(?:\s+|//[^\n]*|/\*(?s:.*?)\*/)+"
# Whatever is more than plain signs and words: blanks and comments, texts in quotes, templates, slashes.
_SPECIAL = re.compile(rf"(?P<gap>{_GAP})|(?P<quoted>{_QUOTED})|(?P<template>`)|(?P<slash>/)")
_IN_HOLE = re.compile(rf"(?P<gap>{_GAP})|(?P<quoted>{_QUOTED})|(?P<template>`)|(?P<slash>/)|(?P<brace>[{{}}])")
_PATTERN = re.compile(r"/(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
# After these a slash begins a pattern, not a division.
_BEFORE_PATTERN = re.compile(r"(?:^|[-+*/%=<>!?:;,&|^~({\[]|\b(?:return|typeof|case|of|in|new|delete|void|await))$")


def slim_script(source: str) -> str:
    r"""Return a script without comments, and with blanks only where words or signs would run together.

    Line ends stay, save where no statement can end; what stands in quotes is never touched.

    >>> slim_script("// why\nconst a = b / 2; /* so */\n  go('x // y', /[/\"]/g, `${ a } b`);\n")
    'const a=b/2;go(\'x // y\',/[/"]/g,`${ a } b`);\n'
    """
    parts: list[str] = []
    at, tail = 0, ""  # tail: what stands before, to tell patterns from divisions
    while found := _SPECIAL.search(source, at):
        start, end = found.span()
        if start > at:
            tail = source[at:start]
            parts.append(tail)
        kind = found.lastgroup
        if kind == "gap":
            if tail and end < len(source):
                parts.append(_between(tail[-1], source[end], "\n" in found.group()))
        else:
            if kind == "template":
                end = _template_end(source, start)
            elif kind == "slash" and _BEFORE_PATTERN.search(tail) and (pattern := _PATTERN.match(source, start)):
                end = pattern.end()
            tail = source[start:end]
            parts.append(tail)
        at = end
    parts.append(source[at:])
    return "".join(parts).rstrip("\n") + "\n"


def _between(before: str, after: str, line: bool) -> str:
    """Return what must stay of a gap between two signs; `line` tells whether it held the end of a line."""
    if line:
        return "" if before in "{;,([" or after in "})]" else "\n"
    words = (before.isalnum() or before in "_$#@") and (after.isalnum() or after in "_$#@")
    return " " if words or before + after in ("++", "--", "//", "/*") or (before.isdigit() and after == ".") else ""


def _template_end(source: str, start: int) -> int:
    """Return where the template string that begins at `start` ends, with all that stands in its holes."""
    at = start + 1
    while at < len(source) and source[at] != "`":
        if source.startswith("${", at):
            at = _hole_end(source, at + 2)
        else:
            at += 2 if source[at] == "\\" else 1
    return at + 1


def _hole_end(source: str, at: int) -> int:
    deep, tail = 1, "{"
    while deep and (found := _IN_HOLE.search(source, at)):
        tail = source[at : found.start()] or tail
        kind, at = found.lastgroup, found.end()
        if kind == "template":
            at = _template_end(source, found.start())
        elif kind == "slash" and _BEFORE_PATTERN.search(tail) and (pattern := _PATTERN.match(source, found.start())):
            at = pattern.end()
        elif kind == "brace":
            deep += 1 if found.group() == "{" else -1
        if kind != "gap":
            tail = source[found.start() : at]
    return at


def slim_style(source: str) -> str:
    """Return a style without comments and without the blanks around its signs.

    >>> slim_style("a:hover , b {\\n  color: red;\\n  content: ' { '; /* so */\\n}\\n")
    "a:hover,b{color:red;content:' { ';}"
    """
    parts = re.split(
        r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    )
    for i in range(0, len(parts), 2):
        text = re.sub(r"\s*([{};,])\s*", r"\1", parts[i])
        parts[i] = re.sub(r"\s+", " ", re.sub(r":\s+", ":", text))
    return "".join(parts).strip()
