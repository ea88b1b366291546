"""Pages put together from the sentences of our own, cut anywhere: none may meet a fault of the program."""

from __future__ import annotations

import hashlib
import os
import random
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from .figure import Figure
from .judge import TESTS

MARK = re.compile(r"\[\w+\*?:([^\]|]+)(?:\|[^\]]+)?\]")
BULLETS = ("- ", "* ", "• ", "1. ", "i. ", "(a) ", "## ", "12) ", "– ", "")
ODD = (
    "Tuesday 00 May 2015", "31 February 2012", "29 February 2013", "0 June 0000", "i. May 2012", "May 2012 – May 2011",
    "30-1 June 2012", "32/13/2012", "2012-02-30", "1–2–3 March 2014", "the 3rd, 4th and 99th of April 2016", "31 June",
    "12.05", "May", "Q5 2014", "1 January 10000", "between 5 May and", "from – to 6 July 2013", "Monday", "2015/2014",
)  # fmt: skip
BARE = (
    "", "-", "•", "*", "1.", "(a)", ":", "Ministers:", "Date:", "Venue:", "Participants:", "Agreed:", "– –", "…", "()", "[]",
    "1. Task Force on Preparedness – Exercise", "Chair: ", "Present:;", "Mr.", ", and", "“”", "\u200b", "|  |  |", "A | B", "***",
)  # fmt: skip
ENDINGS = (".txt", ".txt", ".txt", ".md", ".html")
PIECE = 50  # pages a task


@lru_cache(maxsize=1)
def sentences() -> tuple[str, ...]:
    """Return every line of the pages and sentences of our own, names and all."""
    from explorer.documents import read_document

    found = dict.fromkeys(
        MARK.sub(r"\1", line.split('"')[1])
        for line in (TESTS / "prose" / "sentences.yaml").read_text(encoding="utf-8").splitlines()
        if line.startswith('- say: "')
    )
    for page in (*sorted((TESTS / "cases").glob("*/pages/*")), *sorted((TESTS / "pages" / "develop").iterdir())):
        found.update(dict.fromkeys(passage.text for passage in read_document(page).passages))
    return tuple(found)


def _line(chance: random.Random) -> str:
    """Return one line: a sentence, a part of one, two halves, something odd among it, or next to nothing."""
    one, other = chance.choice(sentences()), chance.choice(sentences())
    kind = chance.randrange(10)
    if kind < 3:
        made = one
    elif kind == 3:
        made = one[: chance.randrange(len(one) + 1)]
    elif kind == 4:
        made = one[chance.randrange(len(one) + 1) :]
    elif kind == 5:
        made = one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other) + 1) :]
    elif kind == 6:
        words = one.split(" ")
        at = chance.randrange(len(words) + 1)
        made = " ".join((*words[:at], chance.choice(ODD), *words[at:]))
    elif kind == 7:
        made = f"{one} {other}"
    elif kind == 8:
        made = one.rstrip(".") + ":"
    else:
        return chance.choice((*BARE, *ODD))
    return chance.choice(BULLETS) + made if chance.random() < 0.4 else made


def page(number: int, seed: int = 7) -> str:
    """Return page `number`, always the same."""
    chance = random.Random(f"{seed} {number}")
    lines = [_line(chance) for _ in range(chance.randint(1, 12))]
    return "".join(line + chance.choice(("\n", "\n\n", "\n\n", "\n\n\n")) for line in lines)


def tried(numbers: range) -> list[tuple[int, bool, list[str]]]:
    """Read pages; return of each its number, whether it is a record, and its faults."""
    from explorer.documents.sources import find_files
    from explorer.facts.prose.names import shipped_names
    from explorer.facts.prose.record import join
    from explorer.facts.results import FAULT, read_one, to_json

    found = []
    with tempfile.TemporaryDirectory(prefix="trust-page-") as folder:
        for number in numbers:
            ending = ENDINGS[number % len(ENDINGS)]
            text = page(number)
            if ending == ".html":
                text = "<html><body>" + "".join(f"<p>{part}</p>" for part in text.split("\n\n")) + "</body></html>"
            path = Path(folder, f"page{ending}")
            path.write_text(text, encoding="utf-8")
            read = read_one(find_files([path])[0], shipped_names())
            faults = [read.refused] if FAULT in read.refused or "too intricate" in read.refused else []
            if read.drawn is not None and read.document is not None:
                drawn = read.drawn
                faults += [f"{x.why}: {x.text[:80]}" for x in drawn.passed_over if "could not be read (" in x.why]
                texts = {passage.id: passage.text for passage in read.document.passages}
                faults += [
                    f"quotes what is not there: {each.quotation[:80]}"
                    for each in drawn.citations
                    if texts.get(each.passage, "")[each.char_start : each.char_end] != each.quotation
                ]
                try:
                    join([drawn])
                except Exception as error:
                    faults.append(f"joining: {type(error).__name__}: {error}"[:200])
            if number % 10 == 0:
                again = read_one(find_files([path])[0], shipped_names())
                if hashlib.sha256(to_json(again).encode()).digest() != hashlib.sha256(to_json(read).encode()).digest():
                    faults.append("read a second time it gives something else")
            found.append((number, not read.refused, faults))
    return found


def recombined(most: int, processes: int | None = None) -> Figure:
    """Read the first `most` pages, as many at once as there are processors; a few in this process."""
    figure = Figure("R1", "pages recombined from sentences, cut anywhere: no fault of ours")
    records = 0
    for number, record, faults in _read(most, processes or os.cpu_count() or 1):
        records += record
        figure.count(*([f"page {number}: {'; '.join(faults[:3])}"] if faults else []))
    figure.note = f"{records:,} gave statements or are records"
    return figure


def _read(most: int, processes: int) -> Iterator[tuple[int, bool, list[str]]]:
    pieces = [range(at, min(at + PIECE, most)) for at in range(0, most, PIECE)]
    if len(pieces) < 4 or processes < 2:
        for piece in pieces:
            yield from tried(piece)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = iter(pieces)
        for batch in iter(lambda: list(islice(waiting, 4 * processes)), []):
            for done in pool.map(tried, batch):
                yield from done
