"""Our own scripts and styles without comments and blanks: the page carries what runs, the repository what explains."""

from __future__ import annotations

import re

# After these a slash begins a pattern, not a division.
_BEFORE_PATTERN = re.compile(
    r"(?:^|[-+*/%=<>!?:;,&|^~({\[]|\b(?:return|typeof|case|of|in|new|delete|void|yield|await))$"
)
_WORD = re.compile(r"[\w$#@]+")
_BLANK = re.compile(r"\s+")
_STRING = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\"""", re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_PATTERN = re.compile(r"/(?![*/])(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_MARK = re.compile(r"=>|===|!==|\*\*|\+\+|--|&&|\|\||\?\?|\?\.(?!\d)|\.\.\.|[-+*/%=<>!]=|.", re.DOTALL)


def slim_script(source: str) -> str:
    r"""Return a script without comments, and with blanks only where words or signs would run together.

    Line ends stay, save where no statement can end; what stands in quotes is never touched.

    >>> slim_script("// why\nconst a = b / 2; /* so */\n  go('x // y', /[/\"]/g, `${ a } b`);\n")
    'const a=b/2;go(\'x // y\',/[/"]/g,`${ a } b`);\n'
    """
    parts: list[str] = []
    before, gap = "", ""
    for token in tokens(source):
        if not _counts(token):
            gap = "\n" if "\n" in token or gap == "\n" else " "
            continue
        if gap == "\n" and before and before[-1] not in "{;,([" and token[0] not in "})]":
            parts.append("\n")
        elif gap and before and _run_together(before[-1], token[0]):
            parts.append(" ")
        parts.append(token)
        before, gap = token, ""
    return "".join(parts) + "\n"


def tokens(source: str) -> list[str]:
    """Return the parts of a script: words, signs, texts in quotes, patterns, comments, blanks; all of it, in order.

    >>> tokens("a /b/ c")
    ['a', ' ', '/', 'b', '/', ' ', 'c']
    >>> tokens("f(/b/)")
    ['f', '(', '/b/', ')']
    """
    found: list[str] = []
    before, at = "", 0
    while at < len(source):
        token = _token(source, at, before)
        found.append(token)
        before = token if _counts(token) else before
        at += len(token)
    return found


def _token(source: str, at: int, before: str) -> str:
    """Return the token that begins at `at`; `before` is the last one that was neither blank nor comment."""
    sign = source[at]
    if sign == "`":
        return _template(source, at)
    match = None
    if sign in "'\"":
        match = _STRING.match(source, at)
    elif source.startswith(("//", "/*"), at):
        match = _COMMENT.match(source, at)
    elif sign == "/" and _BEFORE_PATTERN.search(before):
        match = _PATTERN.match(source, at)
    match = match or _BLANK.match(source, at) or _WORD.match(source, at) or _MARK.match(source, at)
    return match.group() if match else sign


def _template(source: str, start: int) -> str:
    """Return the template string that begins at `start`, with all that stands in its holes."""
    at = start + 1
    while at < len(source) and source[at] != "`":
        if source.startswith("${", at):
            at, deep, before = at + 2, 1, "{"
            while at < len(source) and deep:
                token = _token(source, at, before)
                deep += {"{": 1, "}": -1}.get(token, 0)
                before = token if _counts(token) else before
                at += len(token)
        else:
            at += 2 if source[at] == "\\" else 1
    return source[start : at + 1]


def _counts(token: str) -> bool:
    return not token.isspace() and not token.startswith(("//", "/*"))


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


def _run_together(before: str, after: str) -> bool:
    """Tell whether two signs would be read as one without a blank."""
    words = _WORD.match(before) and _WORD.match(after)
    return bool(words) or before + after in ("++", "--", "//", "/*") or (before.isdigit() and after == ".")
