"""Markdown: front matter, headings, and the signs of inline markup that are no text."""

from __future__ import annotations

import re

from explorer.documents.columns import is_barred

_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]++(.*+))?$")
_ENTRY = re.compile(r"[ \t]*-[ \t]++(.*+)$")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]++(.*+)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_INLINE = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escaped sign
    r"|!\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)"  # a picture
    r"|\[([^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\)"  # a link
    r"|<(https?://[^<>\s]{1,2000})>"
    r"|(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=\S)\5"
    r"|(?<![\w*])(\*|_)(?=[^\s*_])([^*_\n]{1,500})(?<=[^\s*_])\7(?![\w*])"
    r"|`([^`\n]{1,500})`"
)


_BREAK = re.compile(r"(?<![ \t])[ \t]*<br\s*/?>\n?", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:div|span|center|font|u|b|i|em|strong|small|big|p|details|summary|section|article|header|figure|ins|mark)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(
    r"^:{3,}[^\n]{0,200}$|(?<![ \t])[ \t]+:{3,}[ \t]*$|(?<![ \t])[ \t]*\{:?[ \t]*[.#][\w-][^{}\n]{0,200}\}[ \t]*$",
    re.MULTILINE,
)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields before the first page of a document, and the rest of its text.

    Only plain `name: value` lines and plain lists below a name are taken, so that no file can do more than name itself.

    >>> front_matter("---\\ntitle: 'Fifth SOM'\\n---\\nText\\n")
    ({'title': 'Fifth SOM'}, 'Text\\n')
    """
    if not re.match(r"---[ \t]*\n", text):
        return {}, text
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$\n?", text[4:20_000], re.MULTILINE)
    if not end:
        return {}, text
    fields: dict[str, str] = {}
    name = ""
    for line in text[4 : 4 + end.start()].split("\n"):
        if (entry := _ENTRY.match(line)) and name:
            fields[name] = ", ".join(part for part in (fields[name], entry[1].strip().strip("'\"")) if part)
        elif match := _FIELD.match(line.rstrip()):
            value = (match[2] or "").strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
                value = value[1:-1]
            if value[:1] == "[" and value[-1:] == "]":
                value = ", ".join(part.strip().strip("'\"") for part in value[1:-1].split(","))
            name = match[1].strip().lower()
            fields.setdefault(name, "" if value in ("null", "~", "|", ">") else value)
    return fields, text[4 + end.end() :]


def without_comments(text: str) -> str:
    """Return `text` without HTML comments, their lines kept empty.

    >>> without_comments("a<!-- no -->b")
    'ab'
    """
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*pieces, text[at:]])


def without_tables(text: str) -> list[str]:
    """Return the parts of a Markdown text: what stands before, in and behind each table that is written in HTML.

    >>> without_tables("Present:\\n<table><tr><td>Fiji</td></tr></table>\\nThey met.")
    ['Present:\\n', '<table><tr><td>Fiji</td></tr></table>', '\\nThey met.']
    """
    parts, low, at = [], text.lower(), 0
    while (start := low.find("<table", at)) >= 0 and (end := low.find("</table>", start)) >= 0:
        parts += [text[at:start], text[start : end + 8]]
        at = end + 8
    return [*parts, text[at:]]


def without_tags(text: str) -> str:
    """Return Markdown without what only sets it out: tags of HTML, fences and attributes of Pandoc and kramdown.

    A break stays one, in a cell of a table too; what is struck out or raised stays marked.

    >>> without_tags('<div class="top">\\nSuva,<br>Fiji\\n</div>\\n::: {.note}\\n# Aims {.centred}').split("\\n")
    ['', 'Suva,  ', 'Fiji', '', '', '# Aims']
    """
    if "<" in text:
        lines = (_TAG.sub("", line) for line in text.split("\n"))
        text = "\n".join(line if is_barred(line) else _BREAK.sub("  \n", f"{line}\n")[:-1] for line in lines)
    return _ATTRIBUTES.sub("", text) if "{" in text or ":::" in text else text


def heading_of(line: str) -> tuple[int, str] | None:
    """Return level and text of a line that is a Markdown heading, else None.

    >>> heading_of("## Agreed actions ##")
    (2, 'Agreed actions')
    """
    match = _ATX.match(line)
    if not match:
        return None
    text = match[2].rstrip(" \t")
    bare = text.rstrip("#")
    closed = len(bare) < len(text) and (not bare or bare[-1] in " \t")
    return len(match[1]), bare.rstrip(" \t") if closed else text


def underline_of(line: str) -> int:
    """Return 1 or 2 when `line` underlines a heading (===, ---), else 0."""
    match = _UNDERLINE.match(line)
    return 0 if not match else 1 if match[1][0] == "=" else 2


def is_rule(line: str) -> bool:
    """Tell whether a line is a horizontal rule."""
    signs = line.lstrip(" ").replace(" ", "").replace("\t", "")
    deep = len(line) - len(line.lstrip(" ")) > 3
    return not deep and len(signs) >= 3 and signs[0] in "-*_" and signs == signs[0] * len(signs)


def with_breaks(cell: str) -> str:
    """Return the text of a cell with line ends where its marks break lines.

    >>> with_breaks("Fiji<br>Samoa")
    'Fiji\\nSamoa'
    """
    return _BREAK.sub("\n", cell)


_CROSSED = re.compile(r"~~(?=\S)([^~\n]{1,2000})(?<=\S)~~|<(s|del|strike)>([^<>]{1,2000})</\2>")
_RAISED = re.compile(r"<sup>[\s\d,;*†‡§()\[\]]{1,8}</sup>|\[\^[\w-]{1,20}\](?!:)|\^[\d,]{1,5}\^")


def without_crossed(text: str) -> tuple[str, str]:
    """Return Markdown text without what was struck out and without marks of notes, and what was struck out.

    >>> without_crossed("Fiji, ~~Tonga~~ and Samoa[^1] met.")
    ('Fiji, and Samoa met.', 'Tonga')
    """
    if not any(sign in text for sign in ("~~", "<", "^")):
        return text, ""
    crossed = [match[1] or match[3] for match in _CROSSED.finditer(text)]
    kept = _RAISED.sub("", re.sub(r" {2,}", " ", _CROSSED.sub("", text)) if crossed else text)
    return kept, "; ".join(crossed)


def plain(text: str) -> str:
    """Return Markdown text as its reader sees it: without emphasis, links' addresses, and pictures.

    >>> plain("**Location:** [Bali](https://example.org), *Indonesia*")
    'Location: Bali, Indonesia'
    """
    if not any(sign in text for sign in "\\*_`[<"):
        return text
    return _INLINE.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    """What a reader sees of one sign; a link's words and what is emphasised may hold others."""
    group = next((g for g in (1, 3, 4, 6, 8, 9) if match[g] is not None), 0)
    return plain(match[group]) if group in (3, 6, 8) else match[group] if group else ""
