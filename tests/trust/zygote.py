"""Start the program quickly, again and again: a process that has its libraries loaded and forks for each run.

Reads one JSON request a line from standard input and answers with one JSON line: exit code (negative: the
signal that ended it), seconds, peak memory in MB. Run as `python -m trust.zygote` from the tests folder.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

LOADED = (
    "click", "pandas", "networkx", "filelock", "rapidfuzz", "rich.console", "yaml", "defusedxml.ElementTree", "xml.sax",
    "csv", "json", "explorer.cli", "explorer.explorer", "explorer.facts.package",
    "explorer.facts.reading", "explorer.facts.check", "explorer.graph.formats_read", "explorer.pictures", "explorer.answers",
)  # fmt: skip


def main() -> None:
    """Load what the program loads, then fork for each request."""
    import importlib

    from explorer.facts.prose.clauses.engine import ready

    for name in LOADED:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    ready()  # the parser's model, which takes longer to load than most pages to read
    gc.collect()
    gc.freeze()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(_one(json.loads(line))), file=answers, flush=True)


def _one(request: dict[str, Any]) -> dict[str, Any]:
    started = time.monotonic()
    child = os.fork()
    if not child:
        _child(request)
    hung, done = False, 0
    while not done:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() - started > request["seconds"]:
            hung = True
            os.killpg(child, signal.SIGKILL)
            _, status, usage = os.wait4(child, 0)
            break
        time.sleep(0.002)
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "hung": hung, "seconds": time.monotonic() - started, "megabytes": usage.ru_maxrss / 1024}


def _child(request: dict[str, Any]) -> None:
    code = 70
    try:
        os.setpgid(0, 0)
        os.chdir(request["folder"])
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
            os.dup2(os.open(request.get(name) or os.devnull, flags, 0o666), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the old one holds our requests
        sys.argv = ["explorer", *request["arguments"]]
        code = _call()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        os._exit(code)


def _call() -> int:
    from explorer.__main__ import main as program

    try:
        program()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    main()
