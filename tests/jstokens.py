"""Scripts taken apart sign by sign: slow and thorough, to hold the fast slimming of the page's scripts against."""

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
