"""Results of earlier readings, kept in the user's cache, so that only changed files are read again.

A result is found by the bytes of its file and by everything else it depends on: the file's name and id, the
options, the words, and the program's own code and word lists. Nothing can come from it that a fresh reading
would not give; when the cache is missing, damaged or locked, the files are simply read.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from explorer.documents import Limits, SourceFile
from explorer.facts.prose.clauses.engine import MODELS
from explorer.facts.results import Result, from_json, to_json

_MOST = 50_000  # results kept; the oldest go first
_CODE = ("explorer.documents", "explorer.facts", "explorer.ontology")


def cache_folder() -> Path | None:
    """Return the folder of the cache: EXPLORER_CACHE, or the user's when it is unset or "on"; None when it is "off"."""
    named = os.environ.get("EXPLORER_CACHE", "")
    if named.lower() == "off":
        return None
    if named and named.lower() != "on":
        return Path(named)
    home = Path.home()
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "relationship-explorer"


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of every code file and word list of a package, those inside it included."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{above}/{entry.name}"
        if entry.name.endswith((".py", ".yaml")):
            yield name, entry.read_bytes()
        elif entry.is_dir() and not entry.name.startswith("__"):
            yield from _files(entry, name)


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a hash of the code and the word lists that results depend on."""
    hashed = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for package in _CODE:
        for name, content in _files(files(package)):
            hashed.update(name.encode())
            hashed.update(content)
    for library in ("pypdfium2", "defusedxml", "spacy", *MODELS):
        with suppress(PackageNotFoundError):
            hashed.update(f"{library} {version(library)}".encode())
    return hashed.hexdigest()


class Remembered:
    """The kept results of readings with the same options. Trouble with the cache is silent: it only saves time."""

    def __init__(self, folder: Path | None, *, words: bytes, encoding: str | None, limits: Limits) -> None:
        """Open the cache in `folder` (None: none); `words` are the bytes of the user's words file."""
        settings = repr((hashlib.sha256(words).hexdigest(), encoding, astuple(limits)))
        self._settings = f"{_program()} {settings}"
        self._store: sqlite3.Connection | None = None
        self._unsaved = 0
        if folder is not None:
            with suppress(OSError, sqlite3.Error):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._store = _opened(folder / "reading.sqlite3")

    @property
    def works(self) -> bool:
        """Whether there is a cache at all."""
        return self._store is not None

    def key(self, source: SourceFile, sha256: str) -> str:
        """Return the key of a file with this hash of its bytes."""
        return hashlib.sha256(f"{self._settings} {source.name!r} {source.id} {sha256}".encode()).hexdigest()

    def get(self, key: str) -> Result | None:
        """Return the result kept under `key`, None when there is none."""
        if self._store is None:
            return None
        try:
            row = self._store.execute("select result from results where key = ?", (key,)).fetchone()
            return from_json(zlib.decompress(row[0])) if row else None
        except (sqlite3.Error, zlib.error, ValueError):
            return None

    def put(self, key: str, result: Result) -> None:
        """Keep a result under `key`."""
        if self._store is None:
            return
        try:
            packed = zlib.compress(to_json(result).encode("ascii"), 1)
            self._store.execute("insert or replace into results (key, result) values (?, ?)", (key, packed))
            self._unsaved += 1
            if self._unsaved >= 100:
                self.save()
        except (sqlite3.Error, TypeError):
            self._store = None

    def save(self) -> None:
        """Put what was kept since on the disk."""
        if self._store is not None and self._unsaved:
            with suppress(sqlite3.Error):
                self._store.commit()
            self._unsaved = 0

    def close(self) -> None:
        """Save, drop the oldest results beyond the most that are kept, and close."""
        if self._store is None:
            return
        self.save()
        with suppress(sqlite3.Error):
            self._store.execute("delete from results where rowid <= (select max(rowid) from results) - ?", (_MOST,))
            self._store.commit()
        with suppress(sqlite3.Error):
            self._store.close()
        self._store = None


def _opened(path: Path) -> sqlite3.Connection:
    """Open the store; a damaged one is put away and begun anew."""
    for attempt in range(2):
        store = sqlite3.connect(path, timeout=2.0)
        try:
            store.execute("create table if not exists results (key text primary key, result blob not null)")
            store.commit()
            return store
        except sqlite3.OperationalError:
            store.close()
            raise
        except sqlite3.DatabaseError:
            store.close()
            if attempt:
                raise
            path.unlink(missing_ok=True)
    raise sqlite3.DatabaseError("unreachable")
