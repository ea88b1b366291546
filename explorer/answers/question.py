"""A question is declared once: a function of an index in a file of this folder, marked with `@question`.

From its signature and its docstring follow the method of Explorer with its checks, the command of the shell, the
types that editors show (`questions.pyi`) and the reference in the docs. Files are read as text to list them, and
imported when their question is asked, so that `explorer --help` pays for no pandas.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from explorer.graph.options import documented, given, limited, signature_of

if TYPE_CHECKING:
    import pandas as pd

Call = TypeVar("Call", bound=Callable[..., "pd.DataFrame"])
_DECLARED = re.compile(r'^@question\(\s*(\d+)\b[^)]*\)\ndef (\w+)\(.*?"""(.*?)(?:\n\n|""")', re.DOTALL | re.MULTILINE)


def question(place: int, *, limit: bool = True, shown: str = "", lists: str = "") -> Callable[[Call], Call]:
    """Declare a function as a question; `place` orders the commands. Its first parameter is the index.

    Every question can be limited to so many rows, unless `limit` says otherwise or it has a limit of its own. A table
    for people shows the columns `shown`; of an answer in several kinds of rows those of each kind, parted by ";",
    the first whose columns are all there. `lists` are columns of several values joined by `|`.

    The docstring's first paragraph is the help, a line `name: text` the help of an option, `Example:` a command line
    that the tests run. What is shared by all (`since` … `depth`) is taken as `**selection`.
    """
    del place  # read from the text

    def declared(call: Call) -> Call:
        call.limited = limit  # type: ignore[attr-defined]
        return displayed(shown, lists)(call)

    return declared


def displayed(shown: str = "", lists: str = "") -> Callable[[Call], Call]:
    """Declare what a table for people shows of what a function returns, as `question` does."""

    def declared(call: Call) -> Call:
        call.shown = [kind.split() for kind in shown.split(";") if kind]  # type: ignore[attr-defined]
        call.lists = frozenset(lists.split())  # type: ignore[attr-defined]
        return call

    return declared


@dataclass(frozen=True)
class Question:
    """A question as its file declares it, before that is imported."""

    name: str
    module: str
    place: int
    summary: str

    @property
    def call(self) -> Callable[..., pd.DataFrame]:
        """The function that answers."""
        made: Callable[..., pd.DataFrame] = getattr(import_module(f"explorer.answers.{self.module}"), self.name)
        return made


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """Return every question by name, in order.

    >>> list(questions())[:4], questions()["ties"].module
    (['check', 'describe', 'find', 'show'], 'ties')
    """
    found = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        for place, name, about in _DECLARED.findall(path.read_text(encoding="utf-8")):
            found.append(Question(name, path.stem, int(place), " ".join(about.split())))
    return {one.name: one for one in sorted(found, key=lambda one: (one.place, one.name))}


@cache
def method_of(name: str) -> Callable[..., pd.DataFrame]:
    """Return a question as a method, with every option in its signature, that checks them and tells what it answers."""
    call = questions()[name].call

    def method(self: Any, *arguments: Any, **options: Any) -> pd.DataFrame:
        from explorer.answers.answer import Answer

        asked = given(call, arguments, options)
        most = asked.pop("limit", 0) if limited(call) else 0
        return Answer._of(call(self.index, **asked), name, asked, most)

    method.__name__ = name
    method.__qualname__ = f"Explorer.{name}"
    method.__module__ = call.__module__
    method.__doc__ = documented(call)
    method.__signature__ = signature_of(call)  # type: ignore[attr-defined]
    return method


class Asked:
    """The method of a question in a class, made when it is first looked at."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, explorer: Any, owner: type) -> Any:
        method: Any = method_of(self.name)
        return method if explorer is None else method.__get__(explorer, owner)
