"""Our own scripts and styles without comments and blanks: the page carries what runs, the repository what explains."""

from __future__ import annotations

import re

_QUOTED = r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
_COMMENT = r"//[^\n]*|/\*(?s:.*?)\*/"
# Whatever is more than words, signs and blanks.
_SPECIAL = re.compile(rf"(?P<comment>{_COMMENT})|(?P<quoted>{_QUOTED})|(?P<template>`)|(?P<slash>/)")
_IN_HOLE = re.compile(rf"{_SPECIAL.pattern}|(?P<brace>[{{}}])")
# Blanks beside a sign; those beside + and − stay, since two of these would run together.
_BLANKS = re.compile(r"(?<! ) +(?:(?=[^\w$#@\s+-])|(?<=[^\w$#@\s+-] ))")
_LINES = re.compile(r"\n\s*")
_OPEN_LINES = re.compile(r"(?<=[{;,(\[])\n|\n(?=[})\]])")
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
    plain: list[str] = []  # what stands since the last text in quotes, without its comments
    at = 0
    while found := _SPECIAL.search(source, at):
        start, at = found.span()
        plain.append(source[found.pos : start])
        kind = found.lastgroup
        if kind == "comment":
            continue
        if kind == "slash":
            before = "".join(plain).rstrip()[-12:]
            pattern = _PATTERN.match(source, start)
            if pattern is None or not _BEFORE_PATTERN.search(before or (parts[-1][-1:] if parts else "")):
                plain.append("/")
                continue
            at = pattern.end()
        elif kind == "template":
            at = _template_end(source, start)
        parts += (_tight("".join(plain)), source[start:at])
        plain = []
    parts.append(_tight("".join(plain) + source[at:]))
    return "".join(parts).strip("\n") + "\n"


def _tight(code: str) -> str:
    return _OPEN_LINES.sub("", _BLANKS.sub("", _LINES.sub("\n", code)))


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
    deep, before = 1, "{"
    while deep and (found := _IN_HOLE.search(source, at)):
        before = source[at : found.start()].rstrip() or before
        kind, at = found.lastgroup, found.end()
        if kind == "template":
            at = _template_end(source, found.start())
        elif kind == "slash" and _BEFORE_PATTERN.search(before) and (pattern := _PATTERN.match(source, found.start())):
            at = pattern.end()
        elif kind == "brace":
            deep += 1 if found.group() == "{" else -1
        if kind != "comment":
            before = source[found.start() : at]
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
        text = re.sub(r"(?:(?<!\s)\s+)?([{};,])\s*", r"\1", parts[i])
        parts[i] = re.sub(r"\s+", " ", re.sub(r":\s+", ":", text))
    return "".join(parts).strip()
