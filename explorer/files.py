"""Read files within a limit; write results whole or not at all, one file or a set that switches as one.

A result is written to a temporary neighbour, flushed to the disk and then put in place by one rename. Until
that moment the old result stands untouched; after it the new one is whole. Writers of the same result wait
for each other by an operating-system lock, which heals by itself when its holder dies. What a killed writer
leaves behind is hidden, and the next writer of the same result clears it away.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from explorer.errors import ExplorerError, InputError, WriteError

FILE_BYTES = 100_000_000
LOCK_SECONDS = 30.0
DESCRIPTOR = "datapackage.json"  # tells which files of a folder are one package
SWITCH = ".switch"  # a finished set that is being moved into its folder; whoever finds it finishes the move
_CHUNK = 1 << 20
_AT_FDCWD, _EXCHANGE = -100, 2
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_READ_REMEDIES = {errno.ENOENT: "name a file that exists", errno.EACCES: "ask for the right to read it"}
_REMEDIES = {
    errno.ENOENT: "name a place where files can be made",
    errno.ENOSPC: "free some space, or name a place on another disk",
    errno.EDQUOT: "free some of your quota, or name another place",
    errno.EFBIG: "the file system or a limit of this session allows no file of that size",
    errno.EACCES: "name a place that you may write to",
    errno.EPERM: "name a place that you may write to",
    errno.EROFS: "name a place that can be written to",
    errno.EEXIST: "a part of the path is a file, not a folder",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EBUSY: "close what has it open, or name another place",
}


def read_file(
    path: Path | str, *, limit: int = FILE_BYTES, name: str = "", error: type[ExplorerError] = InputError
) -> bytes:
    """Return the bytes of an ordinary file of at most `limit` bytes, counted while reading.

    `name`: what messages call it. Folders, pipes, sockets and devices are refused. Raises `error`.

    >>> read_file(__file__)[:3], read_file(__file__, limit=10)
    Traceback (most recent call last):
    explorer.errors.InputError: files.py is larger than 10 bytes, the limit for one file; split it.
    """
    name = name or Path(path).name or str(path)
    with open_file(path, name=name, error=error) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limit:
            raise error(_too_large(name, limit))
        pieces, left = [], limit + 1
        piece = stream.read(min(size, limit) + 1)  # one piece, unless the file grows meanwhile
        while piece:
            pieces.append(piece)
            left -= len(piece)
            piece = stream.read(min(_CHUNK, left)) if left > 0 else b""
    if left <= 0:
        raise error(_too_large(name, limit))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


@contextmanager
def open_file(path: Path | str, *, name: str = "", error: type[ExplorerError] = InputError) -> Iterator[BinaryIO]:
    """Open an ordinary file for reading; folders, pipes, sockets and devices are refused. Raises `error`.

    >>> with open_file(__file__) as stream: len(stream.read(3))
    3
    """
    name = name or Path(path).name or str(path)
    if "\0" in os.fspath(path):
        raise error("A path holds a zero byte; name a file.")
    if os.name == "nt" and Path(path).stem.lower() in _DEVICES:
        raise error(f"{name} is the name of a device, not of a file; name a file.")
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        state = Path(path).stat()
        if stat.S_ISREG(state.st_mode):
            stream = os.fdopen(os.open(path, flags), "rb")
            state = os.fstat(stream.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise error(f"{name} is no ordinary file (a {_sort_of(state.st_mode)}); name a file.")
        with stream:
            yield stream
    except ExplorerError:
        raise
    except OSError as trouble:
        remedy = _READ_REMEDIES.get(trouble.errno or 0, "name another file")
        raise error(f"Cannot read {name}: {trouble.strerror or trouble}; {remedy}.") from None


def read_set(
    folder: Path | str, names: Iterable[str], *, limit: int = FILE_BYTES, error: type[ExplorerError] = InputError
) -> dict[str, bytes]:
    """Return the files `names` of a set as one writer left them, never some of one and some of another.

    A file that is missing is left out. Raises `error`.

    >>> import tempfile; folder = write_set(Path(tempfile.mkdtemp()) / "facts", {"a.csv": "x"})
    >>> read_set(folder, ["a.csv", "b.csv"])
    {'a.csv': b'x'}
    """
    folder, names = Path(folder), list(names)
    for _ in range(20):
        before = _identity(folder)
        files: dict[str, bytes] = {}
        trouble: ExplorerError | None = None
        try:
            for name in names:
                for path in (folder / SWITCH / name, folder / name):
                    if os.path.lexists(path):
                        files[name] = read_file(path, limit=limit, name=str(folder / name), error=error)
                        break
        except ExplorerError as found:
            trouble = found
        if _identity(folder) != before:
            continue  # another writer put its set in place while this one was read
        if trouble:
            raise trouble
        return files
    raise error(f"{folder} is being written again and again; read it when that has ended.")


def write_file(path: Path | str, content: bytes | str) -> Path:
    """Write `content` to `path`, replacing what was there in one step.

    Text is written as UTF-8 with LF. Raises WriteError with the reason and the remedy; the old file is
    then still whole.

    >>> import tempfile; folder = Path(tempfile.mkdtemp())
    >>> write_file(folder / "a.txt", "one").read_text(encoding="utf-8")
    'one'
    """
    return update_file(path, lambda _: content)


def update_file(path: Path | str, change: Callable[[bytes | None], bytes | str]) -> Path:
    """Write what `change` makes of the content of `path` (None: no such file), no other writer coming between.

    Raises WriteError, and InputError when the old content cannot be read; it is then still whole.

    >>> import tempfile; log = Path(tempfile.mkdtemp()) / "log.txt"
    >>> for line in (b"one ", b"two "): _ = update_file(log, lambda old: (old or b"") + line)
    >>> log.read_bytes()
    b'one two '
    """
    path = Path(path)
    with _trouble(path):
        place = Path(os.path.realpath(path.parent), path.name)
        _refuse_file(path, place)
        with locked(place):
            old = read_file(place, name=str(path)) if place.exists() else None
            data = _bytes(change(old))
            _clear_partials(place)
            temporary = _hidden(place, secrets.token_hex(4), "partial")
            try:
                _write_through(temporary, data, like=place)
                temporary.replace(place)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            _sync_folder(place.parent)
    return path


def write_set(folder: Path | str, files: Mapping[str, bytes | str]) -> Path:
    """Write `files` (name → content) as the folder `folder`, all of them or none.

    Files of other names that stand in the folder are kept. Raises WriteError; the old set is then whole.

    >>> import tempfile; folder = Path(tempfile.mkdtemp()) / "facts"
    >>> sorted(p.name for p in write_set(folder, {"a.csv": "x", "b.csv": "y"}).iterdir())
    ['a.csv', 'b.csv']
    """
    folder = Path(folder)
    with _trouble(folder):
        place = Path(os.path.realpath(folder))
        _refuse_folder(folder, place, files)
        with locked(place):
            _clear_partials(place)
            _heal(place)
            if not (_stands_alone(place, files) and _exchanged(place, files)):
                _moved_in(place, files)
            _sync_folder(place.parent)
    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the result at `path` while the block runs; wait up to half a minute for it."""
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = _hidden(path, "lock")
    os.close(os.open(lock, os.O_RDWR | os.O_CREAT, 0o644))  # where no file can be made, waiting for it does not help
    try:
        with FileLock(lock, timeout=LOCK_SECONDS):
            try:
                yield
            finally:
                # Removed while it is held: whoever waits for it finds it without a name and takes a new one.
                with suppress(OSError):
                    lock.unlink()
    except Timeout:
        raise WriteError(f"Another program is writing {path} (it holds {lock}); try again when it has ended.") from None


def _write_through(path: Path, data: bytes, *, like: Path) -> None:
    """Write a new file down to the disk, with the rights of the file it will replace."""
    try:
        old: os.stat_result | None = like.stat()
    except OSError:
        old = None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags, 0o600 if old else 0o666), "wb") as stream:
        stream.write(data)
        stream.flush()
        if old is not None and hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchown(stream.fileno(), old.st_uid, old.st_gid)
            os.fchmod(stream.fileno(), old.st_mode & 0o777)
        os.fsync(stream.fileno())


def _stands_alone(place: Path, files: Mapping[str, bytes | str]) -> bool:
    """Tell whether the folder is new or holds this set alone, so that it can be exchanged for another."""
    if not place.exists():
        return True
    if place.is_mount() or Path.cwd().is_relative_to(place):
        return False
    with os.scandir(place) as entries:
        return all(entry.name in files and entry.is_file(follow_symlinks=False) for entry in entries)


def _exchanged(place: Path, files: Mapping[str, bytes | str]) -> bool:
    """Exchange the folder for a new one in one step; False where the system has no such step."""
    with _staged(place, files, like=place) as new:
        if not place.exists():
            new.rename(place)
            return True
        new.chmod(stat.S_IMODE(place.stat().st_mode))
        try:
            libc = ctypes.CDLL(None, use_errno=True)
            if sys.platform == "darwin":
                return bool(libc.renamex_np(os.fsencode(new), os.fsencode(place), _EXCHANGE) == 0)
            return bool(libc.renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(place), _EXCHANGE) == 0)
        except (AttributeError, OSError, TypeError):
            return False


def _moved_in(place: Path, files: Mapping[str, bytes | str]) -> None:
    """Move a finished set into its folder: from the first rename on it counts, and whoever finds it completes it."""
    with _staged(place / "set", files, like=place) as new:
        new.rename(place / SWITCH)
    _sync_folder(place)
    _heal(place)


@contextmanager
def _staged(around: Path, files: Mapping[str, bytes | str], *, like: Path) -> Iterator[Path]:
    """Give a hidden neighbour of `around` that holds the files; what is left of it at the end is removed."""
    new = _hidden(around, secrets.token_hex(4), "partial")
    new.mkdir()
    try:
        for name, content in files.items():
            _write_through(new / name, _bytes(content), like=like / name)
        _sync_folder(new)
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _heal(place: Path) -> None:
    """Complete a move that a killed writer began."""
    switch = place / SWITCH
    if switch.is_dir():
        for path in sorted(switch.iterdir()):
            path.replace(place / path.name)
        switch.rmdir()
        _sync_folder(place)


def _clear_partials(place: Path) -> None:
    """Remove what killed writers of this result left; the lock is held, so no living one is among them."""
    for around in (place, place / "set"):
        stale = re.compile(re.escape(_hidden(around, "").name) + r"[0-9a-f]{8}\.partial")
        with suppress(OSError):
            for path in [p for p in around.parent.iterdir() if stale.fullmatch(p.name)]:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _hidden(path: Path, *endings: str) -> Path:
    """Return the name of a hidden neighbour of `path`; short enough where the name itself is long."""
    return path.with_name(".".join(["", path.name[:60], *endings]))


def _refuse_file(path: Path, place: Path) -> None:
    if place.is_dir():
        raise WriteError(f"{path} is a folder; name a file in it.")
    if place.is_symlink():
        raise WriteError(f"{path} is a link to {place.readlink()}; name the file itself.")
    if place.exists() and not place.is_file():
        raise WriteError(f"{path} is no ordinary file; name another.")
    if place.exists() and not _may_write(place):
        raise WriteError(f"{path} is write-protected; name another file, or lift the protection.")
    if os.name == "nt" and place.stem.lower() in _DEVICES:
        raise WriteError(f"{path} is the name of a device; choose another name.")
    _refuse_tables(place.parent, [place.name])


def _refuse_folder(folder: Path, place: Path, files: Mapping[str, bytes | str]) -> None:
    if place.exists() and not place.is_dir():
        raise WriteError(f"{folder} is a file; name a folder.")
    for name in files:
        if not name or name.startswith(".") or re.search(r'[\x00-\x1f/\\:*?"<>|]', name):
            raise WriteError(f"{name!r} is no name for a file in {folder}.")
        if (place / name).is_dir():
            raise WriteError(f"{folder / name} is a folder; move it away, or name another folder.")
    _refuse_tables(place, files)


def _refuse_tables(folder: Path, names: Iterable[str]) -> None:
    """Refuse to put another file in the place of one table of a package: the others would no longer fit to it."""
    names = list(names)
    if DESCRIPTOR in names:
        return
    described = b""
    with suppress(ExplorerError):
        described = read_file(folder / DESCRIPTOR)
    for name in names:
        if f'"path": "{name}"'.encode() in described:
            raise WriteError(f"{folder / name} is a table of the facts in {folder}; name another place.")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK)


def _bytes(content: bytes | str) -> bytes:
    try:
        return content.encode("utf-8") if isinstance(content, str) else content
    except UnicodeEncodeError as error:
        raise WriteError(f"Character {error.start} of the result is half a character; it cannot be written.") from None


def _identity(folder: Path) -> tuple[int, ...]:
    try:
        state = folder.stat()
    except OSError:
        return ()
    return state.st_dev, state.st_ino, state.st_ctime_ns


def _too_large(name: str, limit: int) -> str:
    return f"{name} is larger than {limit:,} bytes, the limit for one file; split it."


def _sort_of(mode: int) -> str:
    tests = ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    return next((word for test, word in tests if test(mode)), "device")


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
        if "\0" in os.fspath(path):
            raise WriteError("A path holds a zero byte; name a file.")
        yield
    except ExplorerError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = _REMEDIES.get(error.errno or 0)
        remedy = f"; {remedy}" if remedy else ""
        shown = str(path) if len(str(path)) < 300 else f"…{str(path)[-200:]}"
        raise WriteError(f"Cannot write {shown}: {reason}{remedy}. What stood there before is unchanged.") from None
