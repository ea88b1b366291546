"""What reading costs beside its parser: `extract` against bare `nlp.pipe` over the same text with the same parts.

`ratio` is time of reading over time of parsing (target 2.5); `pace_growth` is time a word of a passage of the larger
size over that of the smaller one, for passages that grow in commas, semicolons and names (1.0 is linear).

    python benchmarks/parsing.py                  200 records; passages of 300 and 3,000 words
    python benchmarks/parsing.py 500 --json
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator

from reading import STATES, record

from explorer.documents.model import Document, Passage
from explorer.facts.prose.clauses.engine import BATCH, components, parser
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract

Row = dict[str, float | int | str]
FRAME = "The First Meeting of the Harbour Forum was held in Nadi, Fiji, on 4 May 2011."
GROWING: dict[str, Callable[[int], str]] = {
    "commas": lambda words: (
        f"It was attended by {', '.join(f'the ministers of {STATES[i % 20]}' for i in range(words // 4))} and Tonga."
    ),
    "semicolons": lambda words: " ; ".join(["Members agreed to share their charts"] * (words // 6)) + ".",
    "names": lambda words: " ".join(f"{STATES[i % 20]} chaired the meeting." for i in range(words // 4)),
}


def paper(text: str, name: str) -> Document:
    """Return a text as a document, a passage a paragraph."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    passages = tuple(
        Passage(f"{name}#{n}", name, "", n, "title" if n == 0 else "paragraph", part) for n, part in enumerate(parts)
    )
    return Document(name, title=parts[0], passages=passages)


def seconds(work: Callable[[], object]) -> float:
    """Return the best of three runs."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def beside_the_parser(count: int) -> Row:
    """Return what reading `count` records takes beside parsing their text."""
    nlp, names = parser(), shipped_names()
    papers = [paper(record(number), f"doc{number}") for number in range(count)]
    texts = [p.text for document in papers for p in document.passages]
    extract(papers[0], names)
    parsing = seconds(lambda: list(nlp.pipe(texts, batch_size=BATCH)))
    reading = seconds(lambda: [extract(document, names) for document in papers])
    return {
        "what": "records",
        "parts": " ".join(components()),
        "words": sum(len(text.split()) for text in texts),
        "parse_seconds": round(parsing, 2),
        "read_seconds": round(reading, 2),
        "ratio": round(reading / parsing, 2),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def growth(small: int, large: int) -> Iterator[Row]:
    """Yield how the pace changes when one passage grows tenfold."""
    names = shipped_names()
    for what, text in GROWING.items():
        pace = []
        for words in (small, large):
            document = paper(f"First Meeting of the Harbour Forum\n\n{FRAME}\n\n{text(words)}", "doc")
            spent = seconds(lambda document=document: extract(document, names))  # type: ignore[misc]
            pace.append(spent / len(text(words).split()))
        yield {"what": what, "words": large, "pace_growth": round(pace[1] / pace[0], 2)}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("count", nargs="?", type=int, default=200)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    rows = [beside_the_parser(asked.count), *growth(300, 3000)]
    if asked.json:
        json.dump(rows, sys.stdout, indent=1)
        print()
    else:
        for row in rows:
            print(", ".join(f"{key.replace('_', ' ')} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
