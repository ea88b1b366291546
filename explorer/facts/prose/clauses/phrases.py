"""Noun phrases: which names a noun leads to, and the phrases that hang on a verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.facts.prose.clauses.engine import Tree
from explorer.facts.prose.clauses.lexicon import words
from explorer.facts.prose.clauses.model import Filler
from explorer.facts.prose.clauses.standins import NOWHERE, Piece, Shown
from explorer.facts.prose.names.model import COUNTED, EVERYONE, OFFICE, Unit
from explorer.facts.prose.text.model import Span

_STANDING_PREPS = frozenset({"of", "from", "for"})
_JOINED = frozenset({"including", "like", "plus"})
_TURNED = frozenset({"relcl", "acl", "advcl"})
_MARKS = frozenset({"conj", "appos"})


_DEEPEST = 12  # nouns behind each other's "of", with a name behind the last


def _stands_in(piece: Piece, passage: int) -> bool:
    return piece.passage == passage and piece.words is not NOWHERE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A tree together with what its words stand for."""

    tree: Tree
    shown: Shown

    def piece(self, word: int) -> Piece:
        """Return what a word of the tree stands for."""
        return self.shown.pieces[word]

    def unit(self, word: int) -> Unit | None:
        """Return the name, date or event that a word stands in for."""
        return self.shown.pieces[word].unit

    def low(self, word: int) -> str:
        """Return a word in small letters."""
        return self.tree.words[word].lower()

    def span(self, first: int, last: int, passage: int) -> Span:
        """Return the place of a run of words, as far as it stands in a passage."""
        pieces = self.shown.pieces  # in the order of their passage
        begin = next((at for at in range(first, last) if _stands_in(pieces[at], passage)), -1)
        if begin < 0:
            return NOWHERE
        close = next(at for at in range(last - 1, begin - 1, -1) if _stands_in(pieces[at], passage))
        return Span(pieces[begin].words.first, pieces[close].words.last)

    def plain(self, word: int, *, conj: bool = False) -> tuple[int, int]:
        """Return first and last word of what hangs below a word, relative clauses (and further members) left off."""
        tree = self.tree
        first, last = tree.first[word], tree.last[word]
        for child in tree.below[word]:
            off = tree.deps[child] in _TURNED or (not conj and tree.deps[child] == "conj" and self.clausal(child))
            if off and child > word:
                last = min(last, tree.first[child])
        while last > word + 1 and tree.words[last - 1] in (",", ";", "and", ".", "-", ":"):
            last -= 1
        return first, last

    def clausal(self, word: int) -> bool:
        """Tell whether a word heads a clause of its own."""
        tree = self.tree
        return tree.child(word, "nsubj", "nsubjpass") >= 0 or tree.pos[word] in ("VERB", "AUX")

    def stands(self, word: int) -> bool:
        """Tell whether a noun stands for the parties below it: "officials", "Ministers", "forty-six delegates"."""
        unit = self.unit(word)
        if unit is None:
            return self.tree.lemmas[word] in words("standing")
        return any(n.traits & {EVERYONE, OFFICE, COUNTED} for n in unit.names)

    def members(self, noun: int) -> list[int]:
        """Return the words below a noun that stand for names and make up what it means, in their order."""
        found: set[int] = set()
        seen: set[int] = set()
        open_ = [noun]
        while open_:
            word = open_.pop()
            if word in seen:
                continue
            seen.add(word)
            if self.unit(word) is not None:
                found.add(word)
            open_.extend(self._further(word))
        return sorted(found)

    def _further(self, word: int) -> Iterator[int]:
        tree = self.tree
        stands = self.stands(word)
        for child in tree.below[word]:
            dep = tree.deps[child]
            if dep in _MARKS:
                if not (self.unit(child) is None and self.clausal(child)) and not self._aside(word, child):
                    yield child
            elif dep in ("npadvmod", "nummod") and self.unit(child) is not None:
                yield child
            elif dep == "prep":
                beyond = tree.lemmas[word] in ("more", "less", "few") and self.low(child) == "than"  # "more than 60 of"
                if beyond or self._joins(child) or (stands and self.low(child) in self._leading(word)):
                    yield from self.objects(child)
            elif stands and dep in ("poss", "compound", "amod", "nmod"):
                if self.unit(child) is not None:
                    yield child
                elif dep in ("compound", "amod", "nmod"):
                    yield from (c for c in tree.below[child] if self.unit(c) is not None)
            elif dep in ("amod", "acl", "advcl") and tree.lemmas[child] == "responsible":
                yield from self._chained(child)  # "Ministers responsible for ports of A and B"
        if stands and self.tree.lemmas[word] in words("offices"):
            yield from self._chained(word)

    def _leading(self, word: int) -> frozenset[str]:
        """Return the prepositions behind a noun that lead to who it stands for; a "Director for X" is not of X."""
        return _STANDING_PREPS - {"for"} if self.tree.lemmas[word] in words("offices") else _STANDING_PREPS

    def _aside(self, word: int, child: int) -> bool:
        """Tell whether a name in brackets only says more of the name before it: "the Forum Secretariat (Walk Free)"."""
        unit, before = self.unit(child), self.tree.first[child] - 1
        bracket = before >= 0 and self.tree.words[before] == "("
        return bracket and self.unit(word) is not None and unit is not None and unit.sort == "party"

    def _joins(self, prep: int) -> bool:
        low = self.low(prep)
        return low in _JOINED or (low == "as" and self.tree.child(prep, "advmod") >= 0 and self._well(prep))

    def _well(self, prep: int) -> bool:
        return any(self.low(c) == "well" for c in self.tree.below[prep])

    def _chained(self, word: int) -> Iterator[int]:
        """Below an office every "of" is followed: "Director of the Bureau of Ports of the Republic of X"."""
        for child in self.tree.below[word]:
            if self.tree.deps[child] == "prep" and self.low(child) in _STANDING_PREPS:
                for inner in self.objects(child):
                    if self.low(child) != "for":
                        yield inner
                    if self.unit(inner) is None:
                        yield from self._chained(inner)

    def objects(self, prep: int) -> list[int]:
        """Return the nouns that a preposition governs."""
        tree = self.tree
        found = [c for c in tree.below[prep] if tree.deps[c] == "pobj"]
        if not found:
            found = [o for c in tree.below[prep] if tree.deps[c] == "prep" for o in self.objects(c)]
        return found

    def filler(self, noun: int, passage: int, prep: str = "", via: str = "", *, conj: bool = False) -> Filler:
        """Return a noun phrase with the names it leads to."""
        tree = self.tree
        first, last = self.plain(noun, conj=conj)
        found = self.members(noun)
        if tree.lemmas[noun] in words("offices") and self.unit(noun) is None and not tree.child(noun, "conj") >= 0:
            found = found[-1:]
        home = self.piece(noun).passage
        det = next((self.low(c) for c in tree.below[noun] if tree.deps[c] in ("det", "poss", "predet")), "")
        return Filler(
            head=self.piece(noun).head or tree.lemmas[noun],
            words=self.span(first, last, home),
            units=tuple(u for w in found if (u := self.unit(w)) is not None),
            prep=prep,
            via=via,
            role=self._role(noun, found) if self.party(found) else "",
            determiner=det,
            modifiers=self._modifiers(noun),
            negated=det in ("no", "neither", "none") or tree.lemmas[noun] in ("none", "nobody", "nothing"),
            named=self.unit(noun) is not None,
            passage=home if home != passage else -1,
        )

    def _modifiers(self, noun: int) -> tuple[str, ...]:
        """Return what tells a noun apart, of a capacity also whose it is: "in the capacity of observers"."""
        tree = self.tree
        told = [tree.lemmas[c] for c in tree.below[noun] if tree.deps[c] in ("amod", "compound", "nmod", "nummod")]
        if tree.lemmas[noun] in words("capacities"):
            told += [tree.lemmas[o] for c in tree.below[noun] if self.low(c) == "of" for o in self.objects(c)]
        return tuple(told)

    def party(self, members: list[int]) -> bool:
        """Tell whether one of some words stands for a party."""
        return any((u := self.unit(w)) is not None and u.sort in ("party", "list", "person") for w in members)

    def _role(self, noun: int, members: list[int]) -> str:
        for word in (noun, *members):
            beside = [c for c in self.tree.below[word] if self.tree.deps[c] == "prep" and self.low(c) == "with"]
            for child in self.tree.below[word]:
                if self.tree.deps[child] == "prep" and self.low(child) == "as" and not self._well(child):
                    if any(word < other < child for other in beside):
                        continue  # "delegates of X, with Y as an observer"
                    return next((self._said(inner) for inner in self.objects(child)), "")
        return ""

    def _said(self, word: int) -> str:
        """Return the role that a noun gives: "observer" of "as observer organisations"."""
        if any(self.low(c) == "vice" for c in self.tree.below[word]):
            return "vice-chair"
        said = self.piece(word).head or self.tree.lemmas[word]
        beside = (self.tree.lemmas[c] for c in self.tree.below[word] if self.tree.lemmas[c] in words("roles"))
        return said if said in words("roles") else next(beside, said)


def nested(sentence: Sentence, noun: int, passage: int, via: str = "") -> Iterator[Filler]:
    """Yield the phrases that hang on a noun which is no event: "with the support of A by B", "in Lima on 3 May"."""
    tree = sentence.tree
    for child in tree.below[noun]:
        if tree.deps[child] in ("prep", "agent"):
            if sentence.low(child) == "as" and sentence.party(sentence.members(noun)):
                continue
            yield from phrase(sentence, child, passage, via)
        elif tree.deps[child] in ("conj", "appos") and not sentence.clausal(child):
            yield from nested(sentence, child, passage, via)


def phrase(sentence: Sentence, prep: int, passage: int, via: str = "") -> Iterator[Filler]:
    """Yield what a preposition brings: its noun, names behind further nouns ("under the chairmanship of"), and more."""
    tree = sentence.tree
    name = preposition(sentence, prep)
    for noun in sentence.objects(prep):
        whole = sentence.filler(noun, passage, name, via)
        unit = sentence.unit(noun)
        yield whole
        if unit is not None:
            if unit.sort != "event":
                yield from nested(sentence, noun, passage, via)
            continue
        if not whole.units:
            yield from behind(sentence, noun, passage, name)
        yield from (f for f in nested(sentence, noun, passage, tree.lemmas[noun]) if f.prep != "of")


def behind(sentence: Sentence, noun: int, passage: int, name: str, via: str = "", deep: int = 0) -> Iterator[Filler]:
    """Yield the names behind a noun's "of", possessor or compound, with the noun (or `via`) as the one between."""
    tree = sentence.tree
    via = via or tree.lemmas[noun]
    for child in tree.below[noun] if deep < _DEEPEST else ():
        dep = tree.deps[child]
        if dep in ("poss", "compound", "amod", "nmod"):
            found = sentence.filler(child, passage, name, via)
            if found.units:
                yield found
        elif dep == "prep" and sentence.low(child) == "of":
            for inner in sentence.objects(child):
                found = sentence.filler(inner, passage, name, via)
                if found.units:
                    yield found
                else:
                    yield from behind(sentence, inner, passage, name, via, deep + 1)
        elif dep == "prep":  # "the presence at their meeting of X"
            for inner in sentence.objects(child):
                if (unit := sentence.unit(inner)) is not None and unit.sort == "event":
                    yield from behind(sentence, inner, passage, name, via, deep + 1)


def preposition(sentence: Sentence, prep: int) -> str:
    """Return a preposition of one word or more: "in", "together with", "according to"."""
    tree = sentence.tree
    name = sentence.low(prep)
    if tree.child(prep, "pobj") < 0:
        inner = tree.child(prep, "prep")
        if inner >= 0:
            return f"{name} {sentence.low(inner)}"
    longer = f"{sentence.low(prep - 1)} {name}" if prep else ""
    return longer if longer in words("prepositions") else name
