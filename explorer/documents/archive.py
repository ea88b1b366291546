"""Zipped XML (as Word writes it), unpacked and parsed within limits that hold while reading."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from xml.sax.handler import ContentHandler, feature_namespaces

from explorer.documents.limits import Limits
from explorer.errors import InputError

# What a zip file raises that is damaged, locked, or packed in a way that nobody knows.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, LookupError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Element:
    """The start or (`end`) the end of an XML element: its namespace, name, attributes, and at its end its text."""

    end: bool
    space: str
    name: str
    attributes: dict[str, str]
    text: str = ""


class Archive:
    """A zip file in memory; nothing is ever written to a disk, so names inside it cannot reach out."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Open the zip in `data`; `name` is used in messages. Raises InputError."""
        self.name, self.limits, self.unpacked, self.packed = name, limits, 0, len(data)
        many = data.count(b"PK\x01\x02")  # counted, not declared, before a directory of millions is built
        if many > limits.zip_members:
            raise InputError(f"{name} holds {many:,} parts; the limit is {limits.zip_members:,}.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError, UnicodeError):
            raise InputError(f"{name} is damaged: its zip structure cannot be read.") from None
        self._members = {member.filename: member for member in members}
        if len(self._members) < len(members):
            raise InputError(f"{name} is damaged: it holds a part twice; save it anew from Word.")

    def has(self, part: str) -> bool:
        """Tell whether the archive holds a part of that name."""
        return part in self._members

    def elements(self, part: str) -> Iterator[Element]:
        """Yield starts and ends of the XML elements in `part`; DTDs, entities and deep nesting are refused."""
        from xml.sax import SAXParseException

        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import DefusedExpatParser

        parser = DefusedExpatParser(forbid_dtd=True)
        parser.setFeature(feature_namespaces, True)
        handler = _Handler(f"{self.name}: {part}", self.limits)
        parser.setContentHandler(handler)
        try:
            with self._zip.open(self._members[part]) as stream:  # unpacked once before, as parsing costs far more
                self._hold(stream, self._members[part].compress_size)
            with self._zip.open(self._members[part]) as stream:
                while chunk := stream.read(65536):
                    parser.feed(chunk)
                    yield from handler.events
                    handler.events.clear()
                parser.close()
        except DefusedXmlException:
            raise InputError(f"{self.name}: {part} declares a DTD or entities, which is refused.") from None
        except SAXParseException as error:
            raise InputError(f"{self.name} is damaged: {part} is no whole XML ({error.getMessage()}).") from None
        except InputError:
            raise
        except DAMAGED:
            raise InputError(f"{self.name} is damaged or locked: {part} cannot be unpacked.") from None

    def _hold(self, stream: IO[bytes], packed_size: int) -> None:
        """Hold what `stream` unpacks to against the limits, keeping none of it."""
        size, limits = 0, self.limits
        while chunk := stream.read(65536):
            size += len(chunk)
            self.unpacked += len(chunk)
            if self.unpacked > limits.expanded_bytes:
                raise InputError(f"{self.name} unpacks to more than {limits.expanded_bytes:,} bytes, the limit.")
            if size > limits.expansion_from and size > limits.expansion * max(1, min(packed_size, self.packed)):
                raise InputError(f"{self.name} unpacks to more than {limits.expansion} times its size, the limit.")


class _Handler(ContentHandler):
    """Collects elements; holds the limits of nesting and of text."""

    def __init__(self, where: str, limits: Limits) -> None:
        super().__init__()
        self.where, self.limits = where, limits
        self.events: list[Element] = []
        self.depth = self.size = self.count = 0
        self.text: list[str] = []

    def startElementNS(self, name: Any, _qname: str | None, attrs: Any) -> None:  # noqa: N802 - the name SAX calls
        """Note the start of an element."""
        self.depth += 1
        self.count += 1
        if self.count > self.limits.tags:
            raise InputError(f"{self.where} has more than {self.limits.tags:,} elements, the limit.")
        if self.depth > self.limits.depth:
            raise InputError(f"{self.where} nests deeper than {self.limits.depth}, the limit.")
        self.text, self.size = [], 0
        self.events.append(Element(False, name[0] or "", name[1], {key[1]: value for key, value in attrs.items()}))

    def endElementNS(self, name: Any, _qname: str | None) -> None:  # noqa: N802
        """Note the end of an element, with the text since the last start or end."""
        self.depth -= 1
        self.events.append(Element(True, name[0] or "", name[1], {}, "".join(self.text)))
        self.text, self.size = [], 0

    def characters(self, content: str) -> None:
        """Note text."""
        self.size += len(content)
        if self.size > self.limits.passage_chars:
            raise InputError(
                f"{self.where} holds a text longer than {self.limits.passage_chars:,} characters, the limit."
            )
        self.text.append(content)
