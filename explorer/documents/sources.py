"""The files to read: found from paths, folders, globs or standard input, named, and opened with care."""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from explorer.documents.limits import Limits
from explorer.errors import InputError
from explorer.files import read_file
from explorer.ontology import slug, vocabulary

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TABLES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".tab": "text/tab-separated-values",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
MEDIA_TYPES |= TABLES
IN_FOLDERS = frozenset(MEDIA_TYPES) - {".json"}  # what JSON in a folder describes is seldom a table
ENDINGS = ", ".join(sorted(MEDIA_TYPES))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read: where it is (None: standard input), its name in the facts, and its document id."""

    path: Path | None
    name: str
    id: str

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, with the dot."""
        return PurePosixPath(self.name).suffix.lower()


def find_files(paths: Iterable[Path | str] | Path | str) -> list[SourceFile]:
    """Return the files that `paths` name, sorted by name, each once and with an id of its own.

    A folder gives all documents in it and below, hidden ones aside; a pattern with `*` or `?` what it
    matches; "-" is standard input. A file named by itself is taken whatever its ending. The names are
    relative to the folder given, so that the same documents give the same facts on every machine.
    Raises InputError when a path is missing or a folder holds nothing to read.

    >>> import tempfile; folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "Fifth SOM.txt").write_text("Fifth SOM", encoding="utf-8")
    >>> [(f.name, f.id) for f in find_files(folder)]
    [('Fifth SOM.txt', 'doc:fifth-som')]
    """
    if isinstance(paths, str | Path):
        paths = [paths]
    found: dict[str, SourceFile] = {}
    given = list(paths)
    if not given:
        raise InputError("Nothing to read: name a file, a folder, a pattern, or - for standard input.")
    for path in given:
        for source in _under(path):
            key = "-" if source.path is None else os.path.realpath(source.path)
            found.setdefault(key, source)
    return _with_ids(sorted(found.values(), key=lambda s: (s.name, str(s.path))))


def other_files(paths: Iterable[Path | str] | Path | str) -> list[str]:
    """Return the names of the files in the folders of `paths` that `find_files` does not take, hidden ones aside.

    >>> import tempfile; folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "minutes.doc").write_bytes(b"x")
    >>> other_files(folder)
    ['minutes.doc']
    """
    folders = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths) if path != "-"]
    return sorted(
        {
            _printable(path.relative_to(folder).as_posix())
            for folder in folders
            if folder.is_dir()
            for path in _walk(folder)
            if not _document(path)
        }
    )


def _under(path: Path | str) -> list[SourceFile]:
    text = os.fspath(path)
    if "\0" in text or not text:
        raise InputError("A path is empty or holds a zero byte; name a file or a folder.")
    if text == "-":
        return [SourceFile(None, "standard-input", "")]
    place = Path(text)
    try:
        if place.is_dir():
            return _in_folder(place)
        if os.path.lexists(place):
            return [SourceFile(place, place.name, "")]
    except OSError as error:
        raise InputError(f"Cannot read {text}: {error.strerror or error}.") from None
    if glob.has_magic(text):
        matches = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - a pattern may begin at the root
        if not matches:
            raise InputError(f"No file matches the pattern {text}.")
        return [source for match in matches for source in _under(match)]
    raise InputError(f"There is no file or folder {text}.")


def _in_folder(folder: Path) -> list[SourceFile]:
    """Return the documents below `folder`."""
    paths = list(_walk(folder))
    sources = [SourceFile(path, path.relative_to(folder).as_posix(), "") for path in paths if _document(path)]
    if not sources and any(map(_fact_table, paths)):
        raise InputError(
            f"The folder {folder} holds facts that were read already, and no pages: open it with --facts {folder}, "
            "or explorer.load in Python."
        )
    if not sources:
        raise InputError(f"The folder {folder} holds no document; files ending in {ENDINGS} are read.")
    return sources


def _document(path: Path) -> bool:
    """Tell whether a file in a folder is one to read, by its name."""
    return path.suffix.lower() in IN_FOLDERS and not _fact_table(path)


def _fact_table(path: Path) -> bool:
    """Tell whether a file is one of the tables of facts that stand beside each other in a folder."""
    beside = (path.with_name(f"{table}{path.suffix}") for table in ("nodes", "relations", "citations"))
    return (
        path.stem in vocabulary().tables and path.suffix in (".csv", ".parquet") and all(map(os.path.lexists, beside))
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below `folder`, hidden ones aside; links to folders are not followed, so there are no loops."""

    def trouble(error: OSError) -> None:
        raise InputError(f"Cannot look into {error.filename}: {error.strerror}.")

    for where, folders, names in os.walk(folder, onerror=trouble):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in names if not name.startswith((".", "~$")))


def _with_ids(sources: list[SourceFile]) -> list[SourceFile]:
    """Give each source an id from its stem; where stems meet, from ending, folder, or a number."""
    parts = [PurePosixPath(_printable(source.name)) for source in sources]
    forms = [
        [slug(p.stem) or "document" for p in parts],
        [slug(f"{p.stem} {p.suffix[1:]}") or "document" for p in parts],
        [slug(str(p.with_suffix(""))) or "document" for p in parts],
        [slug(str(p)) or "document" for p in parts],
    ]
    ids = forms[0]
    for form in forms[1:]:
        often = Counter(ids)
        ids = [new if often[old] > 1 else old for old, new in zip(ids, form, strict=True)]
    taken: set[str] = set()
    named = []
    for source, name in zip(sources, ids, strict=True):
        unique, number = name, 2
        while unique in taken:
            unique, number = f"{name}-{number}", number + 1
        taken.add(unique)
        named.append(replace(source, id=f"doc:{unique}", name=_printable(source.name)))
    return named


def _printable(name: str) -> str:
    """Return a file name as text that can be written: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_bytes(source: SourceFile, limits: Limits) -> bytes:
    """Return the bytes of `source`; raises InputError for what is no ordinary file or is too large."""
    if source.path is None:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        if len(data) > limits.file_bytes:
            raise InputError(f"{source.name} is larger than {limits.file_bytes:,} bytes, the limit for one file.")
        return data
    return read_file(source.path, limit=limits.file_bytes, name=source.name)
