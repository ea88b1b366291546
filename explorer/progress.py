"""How far long work has come: a bar in a terminal or below the cell of a notebook, nothing where nobody looks on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any


def in_kernel() -> bool:
    """Tell whether a notebook's kernel runs this, so that there is a page to show things on."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "kernel", None) is not None


def live_wanted() -> bool:
    """Tell whether outputs may change: `EXPLORER_LIVE=off` keeps them the same at every run."""
    return os.environ.get("EXPLORER_LIVE", "").lower() != "off"


@contextmanager
def bar(what: str, total: int, *, terminal: bool) -> Iterator[Callable[[], None]]:
    """Give a function that moves the bar on by one of `total`; 0 is work whose length nobody knows.

    In a notebook it always shows, `terminal` says whether it does in a terminal. It is gone when the work is done.

    >>> with bar("Reading", 2, terminal=False) as advance:
    ...     advance()
    """
    if in_kernel() and live_wanted():
        with _in_notebook(what, total) as advance:
            yield advance
    elif terminal and sys.stderr.isatty():
        with _in_terminal(what, total) as advance:
            yield advance
    else:
        yield lambda: None


@contextmanager
def _in_notebook(what: str, total: int) -> Iterator[Callable[[], None]]:
    from IPython.display import display

    done = 0
    handle: Any = display(_shown(what, 0, total), raw=True, display_id=True)  # type: ignore[no-untyped-call]

    def advance() -> None:
        nonlocal done
        done += 1
        handle.update(_shown(what, done, total), raw=True)

    try:
        yield advance
    finally:
        handle.update({"text/plain": "", "text/html": ""}, raw=True)


def _shown(what: str, done: int, total: int) -> dict[str, str]:
    told = f"{what}: {done:,} of {total:,}" if total else f"{what} …"
    how = f'value="{done}" max="{total}"' if total else ""
    return {"text/plain": told, "text/html": f"<label>{escape(told)} <progress {how}></progress></label>"}


@contextmanager
def _in_terminal(what: str, total: int) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total or None)
        yield lambda: progress.advance(task)
