"""Write results whole or not at all: one file, or a set of files that switches as one.

A result is written to a temporary neighbour, flushed to the disk and then put in place by one rename. Until
that moment the old result stands untouched; after it the new one is whole. Writers of the same result wait
for each other by an operating-system lock, which heals by itself when its holder dies.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from explorer.errors import WriteError

LOCK_SECONDS = 30.0
_AT_FDCWD, _EXCHANGE = -100, 2


def write_file(path: Path | str, content: bytes | str) -> Path:
    """Write `content` to `path`, replacing what was there in one step.

    Text is written as UTF-8 with LF. Raises WriteError with the reason and the remedy; the old file is
    then still whole.

    >>> import tempfile; folder = Path(tempfile.mkdtemp())
    >>> write_file(folder / "a.txt", "one").read_text(encoding="utf-8")
    'one'
    """
    path = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _trouble(path), locked(path):
        if path.is_dir():
            raise WriteError(f"{path} is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            raise WriteError(f"{path} is no ordinary file; name another.")
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                _write_through(stream, data)
            Path(temporary).chmod(_mode(path))
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    return path


def write_set(folder: Path | str, files: Mapping[str, bytes | str]) -> Path:
    """Write `files` (name → content) as the folder `folder`, all of them or none.

    Files of other names that stand in the folder are kept. Raises WriteError; the old set is then whole.

    >>> import tempfile; folder = Path(tempfile.mkdtemp()) / "facts"
    >>> sorted(p.name for p in write_set(folder, {"a.csv": "x", "b.csv": "y"}).iterdir())
    ['a.csv', 'b.csv']
    """
    folder = Path(folder)
    with _trouble(folder), locked(folder):
        if folder.exists() and not folder.is_dir():
            raise WriteError(f"{folder} is a file; name a folder.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_partials(folder)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".partial", dir=folder.parent))
        try:
            for name, content in files.items():
                with (new / name).open("wb") as stream:
                    _write_through(stream, content.encode("utf-8") if isinstance(content, str) else content)
            if folder.exists():
                for kept in folder.iterdir():
                    if kept.name not in files and kept.is_file():
                        shutil.copy2(kept, new / kept.name)
                    elif kept.name not in files:
                        shutil.copytree(kept, new / kept.name, symlinks=True)
            new.chmod(folder.stat().st_mode & 0o777 if folder.exists() else 0o777 & ~_umask())
            _sync_folder(new)
            _switch(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        _sync_folder(folder.parent)
    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the result at `path` while the block runs; wait up to half a minute for it."""
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.parent / f".{path.name}.lock"
    try:
        with FileLock(lock, timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise WriteError(f"Another program is writing {path} (it holds {lock}); try again when it has ended.") from None
    finally:
        with suppress(OSError):
            if not path.exists():
                lock.unlink()


def _write_through(stream: object, data: bytes) -> None:
    stream.write(data)  # type: ignore[attr-defined]
    stream.flush()  # type: ignore[attr-defined]
    os.fsync(stream.fileno())  # type: ignore[attr-defined]


def _switch(new: Path, old: Path) -> None:
    """Put the folder `new` in the place of `old`, in one step where the system has one."""
    if not old.exists():
        new.rename(old)
    elif not _exchange(new, old):
        aside = old.with_name(f".{old.name}.before")
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
        try:
            new.rename(old)
        except BaseException:
            aside.rename(old)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux, macOS); False where the system or file system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE) == 0)
        return bool(libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def restore(folder: Path) -> None:
    """Bring back a folder whose writer died between the two renames of a system without exchange."""
    aside = folder.with_name(f".{folder.name}.before")
    if aside.is_dir() and not folder.exists():
        aside.rename(folder)


def _clear_partials(path: Path) -> None:
    for stale in path.parent.glob(f".{path.name}.*.partial"):
        shutil.rmtree(stale, ignore_errors=True) if stale.is_dir() else stale.unlink(missing_ok=True)
    restore(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()


def _sync_folder(folder: Path) -> None:
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except WriteError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(f"Cannot write {path}: {reason}. What stood there before is unchanged.") from None
