"""The lexicon of acts, matched on verb forms: agreed, agrees, agreeing, was agreed are one entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from explorer.facts.extraction.lexicon import data
from explorer.facts.extraction.mentions import Mention
from explorer.facts.extraction.tokens import Token, norms
from explorer.facts.extraction.wordforms import forms

FORCE_OF = {"presented": "noted", "offered": "noted"}


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of the lexicon. `group` is its list: a force, or presented, offered, talk."""

    lemma: str
    group: str

    @property
    def force(self) -> str:
        """The force of the act; "" for mere talk."""
        return "" if self.group == "talk" else FORCE_OF.get(self.group, self.group)

    def has(self, trait: str) -> bool:
        """Whether the entry stands in a further list (self_assigned, addressed, proposing)."""
        return self.lemma in _traits()[trait]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A verb met in the text: tokens `first` up to `last`, its entry and its form."""

    first: int
    last: int
    verb: Verb
    form: str


class Lexicon:
    """Every form of every entry, by its first word; built once from the data and a user's verbs."""

    def __init__(self, own: tuple[tuple[str, str], ...] = ()) -> None:
        self._table: dict[str, list[tuple[tuple[str, ...], Verb, str]]] = {}
        for lemma in data("acts.yaml")["talk"]:
            self._add(Verb(lemma, "talk"))
        for group, lemmas in data("acts.yaml")["forces"].items():
            for lemma in lemmas:
                self._add(Verb(lemma, group))
        for lemma, group in own:
            self._add(Verb(lemma, group))
        for entries in self._table.values():
            entries.sort(key=lambda e: -len(e[0]))

    def _add(self, verb: Verb) -> None:
        head, _, rest = verb.lemma.partition(" ")
        for form, what in forms(head):
            words = norms(f"{form} {rest}") if rest else norms(form)
            entries = self._table.setdefault(words[0], [])
            entries[:] = [e for e in entries if e[0] != words or e[2] != what]
            entries.append((words, verb, what))

    def at(self, tokens: list[Token], index: int, last: int) -> VerbForm | None:
        """Return the longest entry whose words begin at token `index`."""
        entries = self._table.get(tokens[index].norm, ())
        for words, verb, what in entries:
            end = index + len(words)
            if end <= last and all(tokens[index + k].norm == w for k, w in enumerate(words)):
                return (
                    VerbForm(index, end, verb, what)
                    if len(words) > 1
                    else self._stressed(tokens, index, last) or (VerbForm(index, end, verb, what))
                )
        return self._stressed(tokens, index, last)

    def _stressed(self, tokens: list[Token], index: int, last: int) -> VerbForm | None:
        """As in "voiced grave concern", "took due note": an adjective inside an entry of several words."""
        if index + 2 >= last or tokens[index + 1].norm not in _stress():
            return None
        for words, verb, what in self._table.get(tokens[index].norm, ()):
            end = index + len(words) + 1
            if len(words) > 1 and end <= last and tuple(t.norm for t in tokens[index + 2 : end]) == words[1:]:
                return VerbForm(index, end, verb, what)
        return None


@lru_cache(maxsize=16)
def lexicon(own: tuple[tuple[str, str], ...] = ()) -> Lexicon:
    """Return the lexicon with a user's own verbs; built once.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> found = lexicon().at(tokenise("Members took note of it."), 1, 6)
    >>> found.verb.lemma, found.form, found.last
    ('take note', 'past', 3)
    """
    return Lexicon(own)


@lru_cache(maxsize=1)
def _stress() -> frozenset[str]:
    return frozenset(data("acts.yaml")["stress"])


@lru_cache(maxsize=1)
def _traits() -> dict[str, frozenset[str]]:
    acts = data("acts.yaml")
    return {name: frozenset(acts[name]) for name in ("self_assigned", "addressed", "proposing")}


@dataclass(frozen=True, slots=True)
class Predicate:
    """One act in a sentence: its verb, voice, subject and where its clause begins.

    `voice` is active, passive, gerund, nominal or future. `subject` lists the parties that act (in the
    passive: that are acted upon); `plenary` says that the meeting itself, or everybody, is the subject.
    """

    first: int
    last: int
    verb: Verb
    voice: str
    clause: int
    subject: tuple[Mention, ...] = ()
    plenary: bool = False
    bare: bool = False  # no subject of its own
    negated: bool = False
    relative: bool = False
