"""What ties a decision to a statement: the document, the words and the meaning, which outlive ids.

Rules that read better give other ids: they renumber commitments, and the id of a relation is made of its ends. So a
decision says where the statement stands and what it says, as the Web Annotation model does with a text quote and the
words before it, and is found again by these. An id alone is believed only where a decision says nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.facts.decisions import WORDS, Decision
from explorer.ontology import vocabulary

Row = Mapping[str, str]
BEFORE = 60  # letters of the text before the words, kept where the same is said twice in the same words
BEGINNING = "(beginning)"  # what stands there at the head of a document
_SENTENCE = re.compile(r"(?:[.!?;:][\"'”’)]?|\n)\s+")


@dataclass(frozen=True, slots=True)
class Near:
    """The place that a decision which no longer fits comes nearest to; empty where nothing is near."""

    document: str = ""
    passage: str = ""
    statement: str = ""

    def told(self) -> str:
        """Say it in words, "" where there is none."""
        if not self.passage:
            return ""
        return f"; nearest: {self.passage}" + (f", which gave {self.statement}" if self.statement else "")


@dataclass(frozen=True, slots=True)
class Found:
    """The statement that a decision is about; or why none is, and the nearest place. `rival`: another is close by."""

    statement: str = ""
    why: str = ""
    near: Near = Near()
    rival: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What ties to a statement: document, words before (where the same is said twice), words and meaning."""

    document: str = ""
    before: str = ""
    quotation: str = ""
    meaning: str = ""

    def columns(self, prefix: str = "") -> dict[str, Any]:
        """Return these as columns of a decision."""
        return {f"{prefix}{name}": getattr(self, name) for name in WORDS}


def words_in(decision: Decision, prefix: str = "") -> Words:
    """Return the words that a decision holds of its statement, or with `prefix` other_ of the node in `value`."""
    return Words(*(getattr(decision, f"{prefix}{name}") for name in WORDS))


class Anchors:
    """Look-ups over the rows of facts: what each statement says, and in which words.

    >>> nodes = [{"id": "state:fji", "kind": "state", "name": "Fiji"}]
    >>> Anchors(nodes, [], [], []).meaning("state:fji")
    'state: Fiji'
    """

    def __init__(
        self, nodes: Iterable[Row], relations: Iterable[Row], citations: Iterable[Row], passages: Sequence[Row]
    ) -> None:
        self.nodes = {row["id"]: row for row in nodes}
        self.relations = {row["id"]: row for row in relations}
        self.passages = {row["id"]: row for row in passages}
        self.order = {row["id"]: at for at, row in enumerate(passages)}
        self.documents = {row["document"] for row in passages}
        self.said: dict[str, list[Row]] = defaultdict(list)
        self.places: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(
            citations, key=lambda c: (self.order.get(c["passage"], 0), _number(c["char_start"]), c["id"])
        ):
            self.said[row["statement"]].append(row)
            self.places[row["passage"]].append(row)
        self._before = {
            passage["id"]: passages[at - 1]["text"]
            for at, passage in enumerate(passages)
            if at and passages[at - 1]["document"] == passage["document"]
        }
        self.by_meaning: dict[str, list[str]] = defaultdict(list)
        for identity in (*self.nodes, *self.relations):
            self.by_meaning[self.meaning(identity)].append(identity)

    def meaning(self, statement: str) -> str:
        """Return what a statement says, without ids; "" for none of these."""
        if node := self.nodes.get(statement):
            return f"{node['kind']}: {_folded(node['name'])}"
        row = self.relations.get(statement)
        if row is None:
            return ""
        what = " ".join(filter(None, (row["relation"], row.get("role", ""))))
        days = "/".join((row.get("start", ""), row.get("end", ""))).strip("/")
        ends = (self.meaning(row[end]) or row[end] for end in ("source", "target"))
        return f" | {what} | ".join(ends) + (f" | {days}" if days else "")

    def sentence(self, citation: Row) -> tuple[str, str]:
        """Return the words before the sentence of a citation, and the sentence: rules may quote more or less of it."""
        text = self.passages.get(citation["passage"], {}).get("text", "")
        start, end = _number(citation["char_start"]), _number(citation["char_end"])
        ends = [found.end() for found in _SENTENCE.finditer(text)]
        begin = max((at for at in ends if at <= start), default=0)
        stop = min((at for at in ends if at >= end), default=len(text))
        said = _folded(text[begin:stop]) or _folded(citation["quotation"])
        before = f"{self._before.get(citation['passage'], '')} {text[:begin]}"
        return _folded(before)[-BEFORE:].strip() or BEGINNING, said

    def anchored(self, decision: Decision) -> Decision:
        """Return the decision with document, words and meaning of the statement that it names."""
        about = self.words_of(decision.statement)
        other = self.words_of(decision.value) if names_another(decision) else Words()
        return replace(decision, **about.columns(), **other.columns("other_"))

    def words_of(self, statement: str) -> Words:
        """Return document, words and meaning of a statement; what is no statement has none."""
        meaning = self.meaning(statement)
        cited = self.said.get(statement, []) if meaning else []
        if not cited:
            return Words(meaning=meaning)
        before, quotation = self.sentence(cited[0])
        alone = len(self._fits(statement, Words("", "", quotation, meaning))) < 2
        return Words(cited[0]["document"], "" if alone else before, quotation, meaning)

    def find(self, statement: str, words: Words) -> Found:
        """Return the statement of these words and meaning; without any, the one of that id."""
        if not words.meaning and not words.quotation:
            return Found(statement)
        fits = self._fits(statement, words)
        if len(fits) == 1 and (fits[0] in self.nodes or fits[0] in self.relations):
            return Found(fits[0])
        near = self._nearest(words)
        if len(fits) > 1:
            return Found(why=f"{len(fits)} statements say the same in the same words", near=near, rival=True)
        rival = bool(near.statement) and sort_of(self.meaning(near.statement)) == sort_of(words.meaning)
        return Found(why=f"nothing that is read now says “{words.meaning}” in these words", near=near, rival=rival)

    def _fits(self, statement: str, words: Words) -> list[str]:
        """Return the statements of that meaning in those words: in the document, where it is gone in any.

        Words before are given where the same was said twice, and have to be there again.
        """
        alike = self.by_meaning.get(words.meaning, []) if words.meaning else [statement]
        if not words.quotation:
            return [statement] if statement in alike else alike
        anywhere = words.document not in self.documents
        said = {
            one: [
                (said, before if words.before else "")
                for c in self.said.get(one, ()) if anywhere or c["document"] == words.document
                for before, said in [self.sentence(c)]
            ]
            for one in alike
        }  # fmt: skip
        wanted = (words.quotation, words.before)
        exact = [one for one in alike if wanted in said[one]]
        return exact or [one for one in alike if any(_overlap(each, wanted) for each in said[one])]

    def _nearest(self, words: Words) -> Near:
        """Return the passage whose words are nearest, of the same document while that is there."""
        here = [p for p in self.passages.values() if p["document"] == words.document]
        return self.near_words(words.quotation, here or list(self.passages.values()), sort_of(words.meaning))

    def near_words(self, words: str, passages: Sequence[Row], sort: str = "") -> Near:
        """Return the one of some passages whose text comes nearest to words, with a statement of that sort there."""
        from rapidfuzz import fuzz, process

        if not words or not passages:
            return Near()
        found = process.extractOne(words, [p["text"] for p in passages], scorer=fuzz.partial_ratio, score_cutoff=60)
        if found is None:
            return Near()
        passage = passages[found[2]]
        there = list(dict.fromkeys(c["statement"] for c in self.places[passage["id"]]))
        alike = [one for one in there if sort and sort_of(self.meaning(one)) == sort]
        return Near(passage["document"], passage["id"], (alike or [""])[0])


def names_another(decision: Decision) -> bool:
    """Tell whether `value` of a decision names a node."""
    if decision.decision == "correct":
        return decision.column in ("source", "target")
    if decision.decision == "add":
        return not adds_node(decision)
    return decision.decision in ("same_as", "not_same_as")


def adds_node(decision: Decision) -> bool:
    """Tell whether a decision puts down a node that nothing was read of."""
    return decision.decision == "add" and decision.column in vocabulary().kinds


def sort_of(meaning: str) -> str:
    """Return what sort of statement a meaning is one of: a kind of node, or a relation without its role.

    >>> sort_of("state: Fiji"), sort_of("state: Fiji | hosted | meeting: Fifth Meeting")
    ('state', 'hosted')
    """
    parts = meaning.split(" | ")
    return parts[1].split(" ")[0] if len(parts) > 2 else meaning.partition(":")[0]


def _overlap(said: tuple[str, str], wanted: tuple[str, str]) -> bool:
    """Tell whether one of two quotations holds the other, after the same words."""
    one, other = said[0], wanted[0]
    return said[1] == wanted[1] and bool(one) and (one in other or other in one)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
