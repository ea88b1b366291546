"""What is added to a page, or laid beside it, changes no statement that it does not make itself."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .figure import Figure
from .judge import TESTS

Statements = frozenset[tuple[str, ...]]

# What is added at the end, and the words of what it may bring in. Nothing may be lost, and nothing else gained.
ADDED = {
    "observer": (
        ("Andorra attended the meeting as an observer.", ("and",)),
        ("The Colombo Process and the Prague Process attended as observers.", ("colombo", "prague")),
        ("The meeting was attended by Andorra, Lesotho and the Colombo Process.", ("and", "lso", "colombo")),
        ("Observers: Andorra, the Budapest Process", ("and", "budapest")),
    ),
    "thank-you": (
        ("Delegates thanked the interpreters for their work.", ("thanked the interpreters",)),
        ("The Secretariat was thanked for the papers it had prepared.", ("was thanked", "secretariat")),
        ("Participants thanked the Prague Process for its support.", ("thanked the prague", "prague")),
    ),
    "reference": (
        ("The Almaty Process has published a report on its website.", ("almaty",)),
        ("Further reading: the handbook of the Rabat Process (2018).", ("rabat", "handbook")),
        ("See also: the web site of the Budapest Process.", ("budapest",)),
    ),
    "footer": (
        ("Contact: secretariat@example.org", ()),
        ("© 2015 Secretariat. All rights reserved.", ()),
        ("Last updated: 3 March 2020", ()),
        ("Share this page | Print | Back to top", ()),
    ),
}  # fmt: skip
TITLE = "Fourth Meeting of the Juniper Forum\n\nThe Fourth Meeting of the Juniper Forum was held in Apia, Samoa, on 4 May 2014."
UNRELATED = (
    "The Heron Seminar took place in Oslo on 3 March 2011. Norway hosted the Heron Seminar.",
    "Fiji and Tonga attended the Osprey Workshop on harbour records, held in Suva on 9 June 2012.",
    "The Government of Chile will host the Fifth Meeting of the Juniper Forum in Lima in 2016.",
    "UNHCR chaired the Larch Workshop on visa data in Geneva on 2 September 2010.",
    "The Plover Seminar was held in Doha on 7 July 2013, with Oman and Qatar present.",
    "The Forum agreed to establish a register of ferries by 2018.",
    "The Forum recommended that Samoa share its charts with Tonga.",
)


@lru_cache(maxsize=1)
def pages() -> tuple[Path, ...]:
    """Return the pages of our own."""
    return (*sorted((TESTS / "cases").glob("*/pages/*.txt")), *sorted((TESTS / "pages" / "develop").glob("*.txt")))


def drawn(path: Path, text: str) -> Any:
    """Return what is drawn from a text, as if it were the file."""
    from explorer.documents.limits import Limits
    from explorer.documents.model import Document
    from explorer.documents.nesting import nest
    from explorer.documents.text import blocks_of
    from explorer.facts.prose.names import shipped_names
    from explorer.facts.prose.record import extract

    passages = tuple(nest(blocks_of(text), f"doc:{path.stem}", path.name, Limits()))
    title = next((p.text for p in passages if p.kind == "title"), "")
    return extract(Document(f"doc:{path.stem}", title=title, path=path.name, passages=passages), shipped_names())


def statements(*every: Any) -> Statements:
    """Return what was drawn from pages and joined, without where it is said."""
    from explorer.facts.prose.record import join

    joined = join(list(every))
    acts = {row["id"]: row["wording"] for row in joined.nodes if row["kind"] == "commitment"}  # numbered by their order
    nodes = ("id", "kind", "name", "start", "end", "force", "wording", "condition", "due", "status")
    relations = ("source", "relation", "target", "role", "start", "end", "basis")
    return frozenset(
        (*(("node", *(acts.get(row[c], row[c]) for c in nodes)) for row in joined.nodes),
         *(("relation", *(acts.get(row[c], row[c]) for c in relations)) for row in joined.relations))
    )  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """A name, what was said before and after, and the words of which what comes in must have one."""

    name: str
    before: Statements
    after: Statements
    may: tuple[str, ...] = ()

    def _may(self, one: tuple[str, ...]) -> bool:
        return any(f":{word}" in f":{part.lower()}" or (" " in word and word in part.lower())
                   for word in self.may for part in one[1:4])  # fmt: skip

    def faults(self) -> list[str]:
        """Return what was lost, and what came in that was not said."""
        lost = [f"lost {' '.join(filter(None, one))[:140]}" for one in sorted(self.before - self.after)]
        new = sorted(self.after - self.before)
        odd = [one for one in new if not self._may(one)]
        return lost + [f"gained {' '.join(filter(None, one))[:140]}" for one in odd]


def added(sort: str, share: int = 1) -> Iterator[Trial]:
    """Add something of a sort at the end of every page of our own."""
    for number, path in enumerate(pages()[::share]):
        text = path.read_text(encoding="utf-8").rstrip() + "\n\n"
        before = statements(drawn(path, text))
        if not before:
            continue
        sentences = ADDED[sort] if share == 1 else (ADDED[sort][number % len(ADDED[sort])],)
        for sentence, may in sentences:
            yield Trial(f"{path.name} + {sentence[:40]}", before, statements(drawn(path, f"{text}{sentence}\n")), may)


def reordered(times: int, seed: int = 7) -> Iterator[Trial]:
    """Put paragraphs that have nothing to do with one another in another order."""
    page, chance = Path("juniper.txt"), random.Random(seed)
    before = statements(drawn(page, "\n\n".join((TITLE, *UNRELATED))))
    for _ in range(times):
        order = chance.sample(UNRELATED, len(UNRELATED))
        yield Trial(f"order {[UNRELATED.index(each) for each in order]}", before,
                    statements(drawn(page, "\n\n".join((TITLE, *order)))))  # fmt: skip


def beside(times: int, seed: int = 7) -> Iterator[Trial]:
    """Lay an unrelated page beside a page: both say what they say alone."""
    text = "\n\n".join((TITLE, *UNRELATED))
    other = drawn(Path("juniper.txt"), text)
    for path in random.Random(seed).sample(pages(), min(times, len(pages()))):
        one = drawn(path, path.read_text(encoding="utf-8"))
        alone = frozenset(itertools.chain(statements(one), statements(other)))
        yield Trial(path.name, alone, statements(other, one))


def metamorphic(short: bool) -> list[Figure]:
    """Try every sort, or a share of each."""
    trials = {
        **{f"an added {sort}": added(sort, 12 if short else 1) for sort in ADDED},
        "paragraphs in another order": reordered(4 if short else 200),
        "an unrelated page in the folder": beside(8 if short else 200),
    }
    figures = []
    for what, made in trials.items():
        figure = Figure("R5", f"{what}: no other statement changes")
        for trial in made:
            figure.count(*(f"{trial.name}: {fault}" for fault in trial.faults()[:3]))
        figures.append(figure)
    return figures
