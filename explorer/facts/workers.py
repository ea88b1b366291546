"""Several processes that read files: one that dies or hangs costs its one file, never the others.

Each is a Python of its own that takes tasks and gives results as lines of JSON; nothing of the caller's program
runs in it, so it works the same in scripts, notebooks and on every system.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explorer.documents import Limits, SourceFile
from explorer.documents.sources import TABLES
from explorer.facts.results import FAULT, Result, from_json, read_one, to_json

PATIENCE = 300.0  # seconds one file may take before its process is ended
READY = b"ready\n"
_SERVE = "from explorer.facts.workers import serve; serve()"


def read_many(
    sources: Sequence[SourceFile], *, processes: int, words: str | None, encoding: str | None, limits: Limits
) -> Iterator[Result]:
    """Yield the result of each source as soon as it is there, in any order.

    `words` is the path of the user's words file. An interrupt (Ctrl-C) ends the processes at once.
    """
    prose = any(Path(source.name).suffix.lower() not in TABLES for source in sources)
    settings = {"words": words, "encoding": encoding, "limits": asdict(limits), "prose": prose}
    workers = [_Worker(settings) for _ in range(processes)]
    free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
    for worker in workers:
        free.put(worker)

    def task(source: SourceFile) -> Result:
        worker = free.get()
        try:
            return worker.read(source)
        finally:
            free.put(worker)

    pool = ThreadPoolExecutor(max_workers=processes)
    try:
        futures: list[Future[Result]] = [pool.submit(task, source) for source in sources]
        for future in as_completed(futures):
            yield future.result()
    finally:
        for worker in workers:
            worker.end()
        pool.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """One process, started when it is first needed and again after it died."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = self._new = False
        self._lock = threading.Lock()

    def read(self, source: SourceFile) -> Result:
        """Return the result of one file."""
        late = threading.Event()
        try:
            process = self._started()
            if self._new and not self._ready(process):
                raise OSError("the process did not start")
            watch = threading.Timer(PATIENCE, _end_late, (late, process))
            watch.daemon = True
            watch.start()
            try:
                answer = self._asked(process, {"path": str(source.path), "name": source.name, "id": source.id})
            finally:
                watch.cancel()
            return from_json(answer)
        except (OSError, ValueError):
            with self._lock:
                process_gone, self._process = self._process, None
            if process_gone is not None:
                process_gone.kill()
            why = f"took longer than {PATIENCE:.0f} seconds" if late.is_set() else "ended the process that read it"
            return Result(source.id, source.name, refused=f"{source.name} {why}; it was left out ({FAULT}).")

    def _ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until the process has loaded what it needs, so that its start is not counted as time of a file."""
        self._new = False
        assert process.stdout is not None
        return process.stdout.readline() == READY

    def _asked(self, process: subprocess.Popen[bytes], message: dict[str, Any]) -> bytes:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(message).encode("ascii") + b"\n")
        process.stdin.flush()
        return process.stdout.readline()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise OSError("no more tasks are taken")
            if self._process is None or self._process.poll() is not None:
                # The caller's search path, so that the same explorer is found wherever it was imported from.
                paths = os.pathsep.join(dict.fromkeys(str(Path(path or ".").absolute()) for path in sys.path))
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _SERVE],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": paths},
                )  # fmt: skip
                assert self._process.stdin is not None
                self._process.stdin.write(json.dumps(self._settings).encode("ascii") + b"\n")
                self._process.stdin.flush()
                self._new = True
            return self._process

    def end(self) -> None:
        """End the process; a file it is reading is given up."""
        with self._lock:
            self._ended = True
            process = self._process
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError, ValueError):
                    if stream is not None:
                        stream.close()
            process.wait()


def _end_late(late: threading.Event, process: subprocess.Popen[bytes]) -> None:
    late.set()
    process.kill()


def serve() -> None:
    """Read files for another process: settings, then one task a line come in, one result a line goes out."""
    from explorer.facts.prose.clauses.engine import ready
    from explorer.facts.prose.names import shipped_names

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks ends this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not come between the results
    settings = json.loads(sys.stdin.buffer.readline())
    names = shipped_names().with_words(settings["words"]) if settings["words"] else shipped_names()
    limits = Limits(**settings["limits"])
    if settings["prose"]:
        ready()  # loading the parser is part of the start, and takes nothing of the patience with a file
    answers.write(READY)
    answers.flush()
    for line in sys.stdin.buffer:
        task = json.loads(line)
        source = SourceFile(Path(task["path"]), task["name"], task["id"])
        result = read_one(source, names, encoding=settings["encoding"], limits=limits)
        answers.write(to_json(result).encode("ascii") + b"\n")
        answers.flush()
