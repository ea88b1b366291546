"""Bytes to text: UTF-8 with or without a byte order mark, UTF-16 by its mark, or what the caller names."""

from __future__ import annotations

import codecs

from explorer.errors import InputError, OptionError

HINT = "; save the file as UTF-8, or name its encoding (--encoding cp1252, for instance)"
_BY_MARK = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, ""), (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# Codecs that are text to Python but no encoding of files: slow on long input, or able to change meaning.
_NO_FILES = {"idna", "punycode", "raw_unicode_escape", "unicode_escape", "utf-7", "undefined", "mbcs", "oem"}
_MAGIC = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip file (Word, perhaps)", ".docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file; save it as .docx", ""),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"\x1f\x8b", "a gzip file; unpack it first", ""),
    (b"\x7fELF", "a program", ""),
)


def check_encoding(encoding: str | None) -> str | None:
    """Return the canonical name of `encoding`; raises OptionError when there is no such text encoding.

    >>> check_encoding("Latin-1")
    'iso8859-1'
    """
    if encoding is None:
        return None
    try:
        found = codecs.lookup(encoding)
        usable = getattr(found, "_is_text_encoding", True) and found.name not in _NO_FILES
    except (LookupError, ValueError, UnicodeError):
        usable = False
    if not usable:
        raise OptionError(f"No text encoding is called {encoding!r}; name one such as utf-8, utf-16 or cp1252.")
    return found.name


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """Return the text of `data` with LF line ends and without byte order mark.

    `name` is used in messages. Without `encoding`, UTF-8 is expected, or UTF-16 where a byte order mark
    says so; nothing is guessed. Raises InputError with the byte offset of what cannot be text.

    >>> decode("Bali é".encode("utf-16"), "a.txt")
    'Bali é'
    """
    text = decode_exact(data, name, encoding)
    sample = text[:100_000]
    controls = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\v")
    if controls * 50 > len(sample):
        raise InputError(f"{name} holds too many control characters to be text; it cannot be read.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_exact(data: bytes, name: str, encoding: str | None = None, *, hint: str = HINT) -> str:
    """Return the text of `data` without byte order mark, its line ends as they are.

    `hint` is what the message adds where the encoding is wrong. Raises InputError, as `decode` does.

    >>> decode_exact("\ufeffid".encode(), "a.csv")
    'id'
    """
    chosen, skip = encoding_of(data, name, encoding)
    try:
        text = data[skip:].decode(chosen)
    except UnicodeDecodeError as error:
        hint = "; if it is text at all, name the right --encoding" if encoding else hint
        raise InputError(_cannot_decode(data, name, chosen, skip + error.start, hint)) from None
    except (UnicodeError, ValueError):
        raise InputError(f"{name} is not in {chosen}; name its encoding with --encoding.") from None
    text = text.removeprefix("\ufeff")
    _refuse_zero(text, name, chosen, hint)
    return text


def encoding_of(head: bytes, name: str, encoding: str | None = None) -> tuple[str, int]:
    """Return the encoding of a text that starts with `head`, and the bytes of its byte order mark.

    Raises InputError for what is no text by its first bytes, OptionError for an unknown `encoding`.

    >>> encoding_of("id".encode("utf-16"), "a.csv"), encoding_of(b"id", "a.csv")
    (('utf-16-le', 2), ('utf-8', 0))
    """
    for magic, what, suffix in _MAGIC:
        if head.startswith(magic):
            remedy = f"rename it to end in {suffix}" if suffix else "it holds no text that can be read"
            raise InputError(f"{name} is {what}, not text; {remedy}.")
    chosen = check_encoding(encoding)
    if chosen is not None:
        return chosen, 0
    for mark, by_mark in _BY_MARK:
        if head.startswith(mark):
            if not by_mark:
                raise InputError(f"{name}: text in UTF-32 is not read; save it as UTF-8.")
            return by_mark, len(mark)
    return "utf-8", 0


def _cannot_decode(data: bytes, name: str, encoding: str, offset: int, hint: str) -> str:
    byte = f" (0x{data[offset]:02x})" if offset < len(data) else ""
    if b"\0" in data[:4096] and hint == HINT:
        hint = "; if it is text at all, name the right --encoding"
    return f"{name}: byte {offset}{byte} is not {encoding}{hint}."


def _refuse_zero(text: str, name: str, encoding: str, hint: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        offset = len(text[:nul].encode(encoding, "replace"))
        wide = text.count("\0") * 3 > len(text)
        remedy = " (UTF-16 without its byte order mark? then --encoding utf-16-le)" if wide and hint == HINT else ""
        raise InputError(f"{name}: byte {offset} is 0, so this is not text{remedy}.")
