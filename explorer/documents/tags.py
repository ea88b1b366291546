"""The tags and text of an HTML page, in order, in linear time, however broken the page is.

No tree is built: what a page says needs only the order of its tags, and repairing a hostile tree can cost
quadratic time. Comments, declarations and the inside of scripts are left out here, save what scripts hold as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]{0,40}")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s\"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]{0,2000})))?"
)
_BRACKET = re.compile("[<>]")
DATA = "application/ld+json"  # the one sort of script that says something of the page
_RAW = {"script", "style", "textarea", "iframe", "xmp", "noembed", "noframes", "noscript"}
_WANTED = {
    "rowspan",
    "colspan",
    "class",
    "id",
    "role",
    "hidden",
    "aria-hidden",
    "style",
    "type",
    "start",
    "value",
    "lang",
    "content",
    "name",
    "property",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text, its entities resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag or (`end`) an end tag; only the attributes that tell what a part of a page is."""

    name: str
    end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tags(page: str, longest: int = 1_000_000) -> Iterator[Text | Tag]:
    """Yield the tags and runs of text of a page; a run longer than `longest` comes as it is, for its reader to refuse.

    >>> [getattr(part, "name", None) or part.text for part in tags("<p class=x>A &amp; B<!-- c --></p>")]
    ['p', 'A & B', 'p']
    """
    place, size = 0, len(page)
    while place < size:
        start = page.find("<", place)
        if start < 0:
            start = size
        if start > place:
            yield Text(unescape(page[place:start]) if start - place <= longest else page[place:start])
        if start == size:
            return
        place, tag = _markup(page, start)
        if tag is None:
            if place == start + 1:
                yield Text("<")
            continue
        yield tag
        if not tag.end and tag.name in _RAW:
            closing = re.compile(rf"</{tag.name}(?=[\s/>])[^<>]{{0,200}}>?", re.IGNORECASE).search(page, place)
            if closing is None:
                return  # an unclosed script hides the rest, as in browsers
            if tag.attributes.get("type", "").strip().lower() == DATA:
                yield Text(page[place : closing.start()])
            yield Tag(tag.name, end=True)
            place = closing.end()


def _markup(page: str, start: int) -> tuple[int, Tag | None]:
    """Return where the markup at `start` ends and its tag; None for comments and for a < that is text."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
        if page.startswith(opening, start):
            end = page.find(closing, start + len(opening))
            return (len(page) if end < 0 else end + len(closing)), None  # an unclosed comment hides the rest
    ends = page.startswith("</", start)
    match = _NAME.match(page, start + 1 + ends)
    if not match:
        return start + 1, None
    attributes: dict[str, str] = {}
    place = match.end()
    while True:
        found = _ATTRIBUTE.match(page, place)
        if not found:
            break
        place = found.end()
        name = found[1].lower()
        if name in _WANTED and name not in attributes:
            attributes[name] = unescape(next((value for value in found.groups()[1:] if value is not None), ""))
    close = _BRACKET.search(page, place)
    if close is None:
        return len(page), Tag(match[0].lower(), ends, attributes)
    # A tag that was never closed ends where the next one begins.
    return (close.end() if close[0] == ">" else close.start()), Tag(match[0].lower(), ends, attributes)
