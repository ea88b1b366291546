"""Faults while writing: no room, no right, no reader. The old result stays, the exit is not 0, one line says why."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from .figure import Figure
from .judge import Outcome, message_faults
from .samples import WRITERS, Writer

NOBODY = 65534


def faults() -> Figure:
    """Write under every fault, with an old result in place and without one."""
    figure = Figure("W2", "faults while writing (no room, no right, no reader)")
    for writer in WRITERS:
        for name, fault in _faults():
            for before in (True, False):
                found = _tried(writer, fault, before)
                if found is not None:
                    figure.count(
                        *(f"{writer.name}, {name}, {'old result' if before else 'nothing before'}: {f}" for f in found)
                    )
    for found in _streams():
        figure.count(*found)
    return figure


def _faults() -> Iterator[tuple[str, Callable[[Path], None]]]:
    def small_files(_: Path) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))

    def no_files(_: Path) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def no_handles(_: Path) -> None:
        last = max(int(number) for number in os.listdir("/dev/fd"))  # noqa: PTH208 - numbers, not files
        while (taken := os.open(os.devnull, os.O_RDONLY)) < last:
            pass  # numbers below those in use may be free: take them
        resource.setrlimit(resource.RLIMIT_NOFILE, (taken + 1, taken + 1))

    def full_at_flush(_: Path) -> None:
        def fail(handle: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        os.fsync = fail

    def broken_disk(folder: Path) -> None:
        _fail_at("os.rename", errno.EIO, folder)
        _fail_at("ctypes.dlsym", errno.EIO, folder)  # where a folder is exchanged for another

    def full_at_opening(folder: Path) -> None:
        _fail_at("open", errno.ENOSPC, folder)

    def read_only_folder(folder: Path) -> None:
        folder.chmod(0o555)
        if os.geteuid() == 0:
            folder.parent.chmod(0o755)
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)

    yield "files of at most 700 bytes", small_files
    yield "files of no byte", no_files
    yield "no more open files", no_handles
    yield "disk full at the flush", full_at_flush
    yield "disk full at the opening", full_at_opening
    yield "disk broken at the renaming", broken_disk
    yield "folder read-only", read_only_folder


def _fail_at(event: str, number: int, folder: Path) -> None:
    def watch(seen: str, arguments: tuple[object, ...]) -> None:
        if seen != event or not (event == "ctypes.dlsym" or any(str(folder) in str(a) for a in arguments[:2])):
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        raise OSError(number, os.strerror(number))

    sys.addaudithook(watch)


def _tried(writer: Writer, fault: Callable[[Path], None], before: bool) -> list[str] | None:
    if writer.name == "review" and not before:
        return None  # a decision is added to what is there
    folder = Path(tempfile.mkdtemp(prefix="trust-fault-")) / "results"
    folder.mkdir()
    place = folder / writer.result
    if before:
        writer.write(place, "old")
    old = writer.found(place)
    writer.expected("new")  # made here, so that the fault hits the writing alone
    hearing, telling = os.pipe()
    child = os.fork()
    if not child:
        _write_under(writer, fault, place, telling)
    os.close(telling)
    with os.fdopen(hearing, encoding="utf-8") as stream:
        message = stream.read()
    _, status = os.waitpid(child, 0)
    folder.chmod(0o755)
    outcome = Outcome(os.waitstatus_to_exitcode(status), False, 0, 0, "", message)
    found = message_faults(outcome, "Cannot write|write-protected")
    if writer.found(place) != old:
        found.append("the old result is gone or changed")
    left = [path.name for path in folder.rglob("*") if path.name.startswith(".")]
    found += [f"left behind: {', '.join(left)}"] if left else []
    shutil.rmtree(folder.parent)
    return [f"{each} ({message.strip()[:200]})" for each in found]


def _write_under(writer: Writer, fault: Callable[[Path], None], place: Path, telling: int) -> None:
    """Write as the shell does: an error of ours is one line and exit 1, any other a traceback."""
    import traceback

    from explorer.errors import ExplorerError

    code, text = 0, ""
    try:
        fault(place.parent)
        writer.write(place, "new")
    except ExplorerError as error:
        code, text = 1, f"Error: {error}\n"
    except BaseException:
        code, text = 1, traceback.format_exc()
    os.write(telling, text.encode())
    os._exit(code)


def _streams() -> Iterator[list[str]]:
    """Yield what is wrong when standard output is closed or full."""
    from .judge import TESTS

    facts = ["--facts", "example"]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent), "EXPLORER_CACHE": "off"}
    for command in (["meetings", *facts], ["meetings", *facts, "--format", "json"], ["timeline", *facts, "--format", "csv"],
                    ["describe", *facts], ["meetings", *facts], ["--help"]):  # fmt: skip
        for name in ("closed pipe", "full device"):
            if name == "full device" and not Path("/dev/full").exists():
                continue
            with _output(name) as out:
                done = subprocess.run(
                    [sys.executable, "-m", "explorer", *command], stdout=out, stderr=subprocess.PIPE, env=environment, text=True,
                    check=False, timeout=120,
                )  # fmt: skip
            outcome = Outcome(done.returncode, False, 0, 0, "", done.stderr)
            yield [
                f"{' '.join(command)}, {name}: {fault} ({done.stderr.strip()[:200]})"
                for fault in message_faults(outcome)
            ]


def _output(name: str):
    if name == "full device":
        return Path("/dev/full").open("wb")
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "wb")
