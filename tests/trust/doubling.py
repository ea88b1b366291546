"""Twice the input at most 2.6 times the time: for every text pattern of the package, and for reading as a whole.

Patterns are found in the source, with the way in which they are used (anchored by `match`, or looking through the
text by `search`). The strings that try one are made from its own parts: what leads to each repeat, the repeated
characters many times over, and then a character that fails.
"""

from __future__ import annotations

import ast
import importlib
import re
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as sre
from re import _parser as parser
from typing import Any

import explorer

from .case import PAGE

MOST = 2.6
PACKAGE = Path(explorer.__file__).parent
_ENOUGH = 0.004  # seconds that a measure must take to mean something
_LONGEST = 300_000  # characters: longer than any line of a page that was not made to hurt
_ANCHORED = {"match", "fullmatch"}
_KILLERS = ("", "\x00", "\n!", "x\n", " ;")


@dataclass(frozen=True)
class Pattern:
    """One pattern of the package: where it stands, the pattern, and whether it is only used anchored."""

    place: str
    compiled: re.Pattern[str]
    anchored: bool


@dataclass(frozen=True)
class Probe:
    """The worst that was found for one thing: how many times the time grew when the input doubled."""

    name: str
    growth: float
    size: int
    text: str = ""


def patterns() -> list[Pattern]:
    """Return every compiled or inline pattern in the package."""
    found: dict[tuple[str, str, int], Pattern] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = "explorer." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = _methods(tree)
        try:
            module = importlib.import_module(name.removesuffix(".__init__"))
        except ImportError:
            continue
        for key, value in vars(module).items():
            for inner, compiled in _patterns_in(value):
                if any(isinstance(node, ast.Name) and node.id == key for node in ast.walk(tree)):
                    ways = used.get(key, set())
                    anchored = bool(ways) and ways <= _ANCHORED
                    mark = (name, compiled.pattern, compiled.flags)
                    before = found.get(mark)
                    if before is None or (before.anchored and not anchored):
                        found[mark] = Pattern(f"{name}.{key}{inner}", compiled, anchored)
        for place, text, flags, way in _inline(tree):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compiled = re.compile(text, flags)
            found.setdefault((name, text, flags), Pattern(f"{name}:{place}", compiled, way in _ANCHORED))
    return list(found.values())


def _patterns_in(value: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield "", value
    elif isinstance(value, tuple | list):
        for number, part in enumerate(value):
            yield from ((f"[{number}]{inner}", found) for inner, found in _patterns_in(part))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from ((f"[{key!r}]{inner}", found) for inner, found in _patterns_in(part))


def _methods(tree: ast.AST) -> dict[str, set[str]]:
    """Return for each name the methods that are called on it."""
    used: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.setdefault(node.value.id, set()).add(node.attr)
    return used


def _inline(tree: ast.AST) -> Iterator[tuple[int, str, int, str]]:
    """Yield line, text, flags and way of patterns that are given to functions of `re` as they are."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        owner, first = node.func.value, node.args[0]
        known = isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr not in ("compile", "escape")
        if known and isinstance(first, ast.Constant) and isinstance(first.value, str):
            flags = 0
            for word in ast.walk(node):
                if isinstance(word, ast.Attribute) and isinstance(getattr(re, word.attr, None), re.RegexFlag):
                    flags |= int(getattr(re, word.attr))
            yield node.lineno, first.value, flags, node.func.attr


# ------------------------------------------------------------------------------- strings that try a pattern


def attacks(compiled: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return pairs (what leads to a repeat, the characters to repeat) from the pattern's own parts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = parser.parse(compiled.pattern, compiled.flags)
    found: dict[tuple[str, str], None] = {}
    _walk(list(parsed), "", found)
    return list(found)[:40]


def _walk(items: list[Any], before: str, found: dict[tuple[str, str], None]) -> str:
    """Collect the repeats of a sequence; return a string that it matches."""
    for at, (code, value) in enumerate(items):
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            one = _sample(list(body))
            if most > 20:
                for unit in _samples(list(body)):
                    found.setdefault((before, unit), None)
                    for near in items[at + 1 : at + 3]:  # two repeats side by side that share characters
                        shared = _sample([near])
                        if shared:
                            found.setdefault((before, unit + shared), None)
            _walk(list(body), before, found)
            before += one * max(1, min(value[0], 3))
        elif code is sre.SUBPATTERN:
            before = _walk(list(value[-1]), before, found)
        elif code is sre.BRANCH:
            for branch in value[1][:12]:
                _walk(list(branch), before, found)
            before += _sample([(code, value)])
        elif code in (sre.ASSERT, sre.ASSERT_NOT):
            _walk(list(value[1]), before, found)
        else:
            before += _sample([(code, value)])
    return before


def _samples(items: list[Any]) -> list[str]:
    """Return several strings that a repeated part matches."""
    if len(items) == 1 and items[0][0] is sre.IN:
        return [text for text in dict.fromkeys(_sample([(sre.IN, [part])]) for part in items[0][1][:8]) if text][:4]
    if len(items) == 1 and items[0][0] is sre.BRANCH:
        return [text for text in (_sample(list(branch)) for branch in items[0][1][1][:6]) if text]
    one = _sample(items)
    return [one] if one else []


def _sample(items: list[Any]) -> str:
    """Return a short string that a sequence matches (lookarounds and references aside)."""
    text = ""
    for code, value in items:
        if code is sre.LITERAL:
            text += chr(value)
        elif code is sre.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif code is sre.ANY:
            text += "a"
        elif code is sre.RANGE:
            text += chr(value[0])
        elif code is sre.IN:
            text += _one_of(value)
        elif code is sre.CATEGORY:
            text += _of_category(value)
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            text += _sample(list(value[2])) * max(1, min(value[0], 3))
        elif code is sre.SUBPATTERN:
            text += _sample(list(value[-1]))
        elif code is sre.ATOMIC_GROUP:
            text += _sample(list(value))
        elif code is sre.BRANCH:
            text += _sample(list(value[1][0]))
    return text


def _one_of(parts: list[Any]) -> str:
    if parts[0][0] is sre.NEGATE:
        barred = {chr(v) for c, v in parts[1:] if c is sre.LITERAL}
        return next((char for char in "a1 .-x\n" if char not in barred), "~")
    return _sample([parts[0]])


def _of_category(category: Any) -> str:
    return {
        sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a",
        sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_NOT_SPACE: "a", sre.CATEGORY_NOT_WORD: " ",
    }.get(category, "a")  # fmt: skip


# --------------------------------------------------------------------------------------------- measuring


def probe_pattern(pattern: Pattern, *, quick: bool = False) -> Probe:
    """Return the worst growth of one pattern over the strings that try it."""
    worst = Probe(pattern.place, 0.0, 0)
    run = used_on(pattern)
    for before, unit in attacks(pattern.compiled) or [("", "a")]:
        for killer in _KILLERS[: 2 if quick else None]:
            growth, size = _growth(lambda n: before + unit * n + killer, run)  # noqa: B023 - used at once
            if growth > worst.growth:
                worst = Probe(pattern.place, growth, size, f"{before[:30]!r} + {unit[:30]!r} × {size:,} + {killer!r}")
    return worst


def used_on(pattern: Pattern) -> Callable[[str], object]:
    """Return how the package uses a pattern on a text."""
    return pattern.compiled.match if pattern.anchored else lambda text: sum(1 for _ in pattern.compiled.finditer(text))


def _growth(make: Callable[[int], str], run: Callable[[str], object], start: int = 500) -> tuple[float, int]:
    """Double the input until it takes long enough to be measured; return how the time grew, and the size."""
    size = start
    while size * max(1, len(make(1))) < _LONGEST:
        once = seconds(run, make(size), 1)
        if once > _ENOUGH:
            break
        size *= 2
    else:
        return 0.0, size
    growth = seconds(run, make(2 * size), 3) / seconds(run, make(size), 3)
    for larger in (size, 2 * size, 4 * size):  # a busy machine, or memory that is asked for anew, disturbs one of them
        if growth > MOST:
            growth = min(growth, seconds(run, make(2 * larger), 5) / seconds(run, make(larger), 5))
    return growth, size


def seconds(run: Callable[[Any], object], it: Any, times: int) -> float:
    """Return the least processor time of so many runs."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        run(it)
        best = min(best, time.process_time() - started)
    return max(best, 1e-7)


# ----------------------------------------------------------------------------------- reading as a whole

FRAGMENTS = (
    "Members agreed that Peru would pay, that Mali should wait and that Fiji would print it. ",
    "With Peru in the chair, Mali at the table and UNHCR on the line, the Panel met. ",
    "a ", "word ", "Alpha ", "Alpha Beta ", "the ", "of the ", "and ", ", ", "; ", ". ", ": ", "- ", "– ", "( ", ") ", "(a) ",
    "1. ", "1.1 ", "A. ", '" ', "“ ", "’ ", "a-b-", "a.b.", "x@y.z ", "https://x.y/z ", "2012 ", "1 June 2012 ", "1-2 ", "June ",
    "1-2-3-4-5 June July 2012 ", "Australia ", "Australia, ", "Australia and ", "Indonesian ", "UNHCR ", "(UNHCR) ", "IOM, ",
    "Co-Chairs ", "Ministers agreed to ", "agreed ", "agreed to meet and ", "was hosted by ", "chaired by ", "noting that ",
    "including ", "such as ", "Third Meeting of the Working Group ", "the Meeting ", "Meeting and Workshop ", "Workshop on ",
    "Regional Support Office (RSO) ", "Convention ", "Plan of Action ", "attended by ", "did not attend ", "in Bali ", "Bali, ",
    "Bali, Indonesia ", "following the ", "as directed by Ministers at the ", "[ ", "<b> ", "* ", "_ ", "` ", "\u00a0", "\u0301",
    "The meeting was held in Bali on 1 June 2012. ", "Ministers agreed to establish an office in Bangkok. ",
    "Australia and Indonesia co-chaired the Third Meeting of the Working Group in Bali, Indonesia, on 1-2 June 2012. ",
)  # fmt: skip
SHAPES: tuple[tuple[str, Callable[[str, int], str]], ...] = (
    ("in one passage", lambda part, n: part * n),
    ("as passages", lambda part, n: f"{part.strip() or part}\n\n" * n),
    ("as items", lambda part, n: "Ministers agreed to:\n\n" + f"- {part.strip() or part}\n" * n),
)


def probe_reading(fragments: tuple[str, ...] = FRAGMENTS, *, start: int = 100) -> Iterator[Probe]:
    """Yield for every fragment and shape how the time of reading grows when there is twice of it."""
    from explorer.facts.prose.names import shipped_names
    from explorer.facts.prose.record import extract, join

    names = shipped_names()

    def run(text: str) -> None:
        join([extract(_document(text), names)])

    for fragment in fragments:
        for shape, make in SHAPES:
            # The page many times over, so that its language is not in doubt.
            growth, size = _whole_growth(lambda n: PAGE * (n // 20) + make(fragment, n), run, start)  # noqa: B023
            yield Probe(f"reading {fragment!r} {shape}", growth, size)
    growth, size = _whole_growth(differing, run, start)
    yield Probe("reading workshops with differing titles", growth, size)


def differing(count: int) -> str:
    """Return a page with so many workshops, each with a title of its own."""
    subjects = (f"{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}olan" for n in range(count))
    return PAGE + "".join(f"\nThe Workshop on {s.title()} Records was held in Suva on 3 May 2011.\n" for s in subjects)


def _document(text: str) -> Any:
    from explorer.documents.limits import Limits
    from explorer.documents.model import Document
    from explorer.documents.nesting import nest
    from explorer.documents.text import blocks_of

    return Document("doc:a", path="a.txt", passages=nest(blocks_of(text), "doc:a", "a.txt", Limits()))


def _whole_growth(make: Callable[[int], str], run: Callable[[str], object], start: int) -> tuple[float, int]:
    size = start
    while seconds(run, make(size), 1) < 0.15 and size < 12_000:
        size *= 2
    growth = seconds(run, make(2 * size), 1) / seconds(run, make(size), 1)
    if growth > MOST:
        growth = min(growth, seconds(run, make(2 * size), 2) / seconds(run, make(size), 2))
    return growth, size
