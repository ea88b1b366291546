"""XML of graph tools, read safely: no entities, no endless nesting; elements by their local names, with their lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from explorer.errors import FactsError
from explorer.graph.values import numeral, sort_of

DEEPEST = 256
NUMBERS = ("int", "integer", "long", "float", "double", "short", "byte", "bigdecimal", "biginteger")
ANEW = "Write it anew with the tool that made it."


def tree(path: Path, content: bytes) -> Element:
    """Return the root of an XML file; tags are local names. Raises FactsError."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise FactsError(f"{path} is nested more than {DEEPEST} deep, the limit. {ANEW}")
            if event == "start":
                element.tag = local(element.tag)
                root = element if root is None else root
    except DefusedXmlException:
        raise FactsError(f"{path} declares a document type or entities, which is unsafe; take it out.") from None
    except LookupError as error:
        raise FactsError(f"{path} is no well-formed XML: {error}. Save it in UTF-8.") from None
    except ParseError as error:
        raise FactsError(f"{path} is no well-formed XML: {error}. {ANEW}") from None
    if root is None:
        raise FactsError(f"{path} holds no XML element. {ANEW}")
    return root


def local(name: str) -> str:
    """Return a tag or an attribute without its namespace."""
    return name.rpartition("}")[2]


def children(element: Element, *tags: str) -> Iterator[Element]:
    """Yield the children of these names."""
    return (child for child in element if child.tag in tags)


def needed(path: Path, element: Element, name: str) -> str:
    """Return an attribute that must be there. Raises FactsError."""
    found = element.get(name)
    if not found:
        told = " ".join(f'{local(key)}="{value}"' for key, value in list(element.items())[:3])
        raise FactsError(f"{path} is damaged: an element {element.tag!r} ({told}) has no {name}. {ANEW}")
    return found


def text(element: Element) -> str:
    """Return all text within an element, blanks at the ends left out."""
    return "".join(element.itertext()).strip()


def cell(value: str, sort: str) -> str:
    """Return a value of a declared sort as the text that facts hold; `null` is empty but in text.

    >>> cell(" 1 ", "int"), cell("null", "double"), cell("1", "boolean"), cell("null", "string")
    ('1', '', 'true', 'null')
    """
    if sort in ("string", ""):
        return value
    value = value.strip()
    if value.lower() in ("null", "nan", "none", "na"):
        return ""
    if sort in NUMBERS:
        return numeral(value)
    if sort == "boolean":
        return {"1": "true", "0": "false"}.get(value, value.lower())
    if sort.startswith("list") and value.startswith("[") and value.endswith("]"):
        return ", ".join(part.strip().strip("'\"") for part in value[1:-1].split(","))
    return value


def fits(value: str, sort: str) -> bool:
    """Tell whether a value is what its attribute is declared to be."""
    return sort not in NUMBERS or sort_of([value]) in ("integer", "number")


def paint(element: Any) -> str:
    """Return a colour of GEXF as #rrggbb: by its parts, or written so."""
    if element.get("hex"):
        return colour(str(element.get("hex")))
    try:
        parts = [min(255, max(0, round(float(element.get(part, "0"))))) for part in "rgb"]
    except ValueError:
        return ""
    return "#" + "".join(f"{part:02x}" for part in parts)


def colour(value: str) -> str:
    """Return a colour as #rrggbb where it is written in one of the usual ways, else as it is.

    >>> colour("#FC0"), colour("rgb(255, 0, 16)"), colour("#FFCC00FF"), colour("red")
    ('#ffcc00', '#ff0010', '#ffcc00', 'red')
    """
    value = value.strip()
    if re.fullmatch("#?[0-9a-fA-F]{3}", value):
        return "#" + "".join(letter * 2 for letter in value.lstrip("#").lower())
    if re.fullmatch("#?[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?", value):
        return "#" + value.lstrip("#")[:6].lower()
    parts = re.fullmatch(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,[^)]*)?\)", value)
    return "#" + "".join(f"{min(255, int(part)):02x}" for part in parts.groups()) if parts else value
