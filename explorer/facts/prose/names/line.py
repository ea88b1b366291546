"""A passage on its way to be named: its words, which of them are written as names are, and what is taken already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.facts.prose.names.model import Name
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span, TextPassage, Token


@dataclass(frozen=True, slots=True)
class Line:
    """A passage with `caps`: whether each token is written as part of a name. `begins` are first words of sentences."""

    passage: TextPassage
    caps: tuple[bool, ...]
    norms: tuple[str, ...]
    begins: frozenset[int]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the passage."""
        return self.passage.tokens

    def norm(self, at: int) -> str:
        """Return the folded token at a place, "" outside of the passage."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def cap(self, at: int) -> bool:
        """Tell whether the token at a place is written as part of a name; False outside of the passage."""
        return 0 <= at < len(self.caps) and self.caps[at]

    def breaks(self, at: int) -> bool:
        """Tell whether a line of the text ends before a token."""
        inside = 0 < at < len(self.tokens)
        return inside and "\n" in self.passage.passage.text[self.tokens[at - 1].end : self.tokens[at].start]

    def plain(self, first: int, last: int) -> str:
        """Return the text of tokens on one line; in a passage of capitals, with capitals as names have them."""
        text = self.passage.plain(Span(first, last))
        return _titled(text) if self.passage.shouted else text


def line_of(passage: TextPassage) -> Line:
    """Look which words are written as names are: by their capitals, or in a passage of capitals by the lists."""
    small = words("names", "names.yaml", "not_in_names") | words("names", "names.yaml", "lower")
    small -= words("names", "names.yaml", "titles")
    labelled = {at for label in passage.labels if label.means for at in range(label.words.first, label.words.last)}
    caps = tuple(
        t.capital and not (passage.shouted and t.norm in small) and at not in labelled
        for at, t in enumerate(passage.tokens)
    )
    return Line(
        passage,
        caps,
        tuple(token.norm for token in passage.tokens),
        frozenset(span.first for span in passage.sentences),
    )


def _titled(text: str) -> str:
    small = words("text", "text.yaml", "small")
    parts = text.split(" ")
    return " ".join(
        word.lower() if word.lower() in small and n else word if _acronym(word) else word.capitalize()
        for n, word in enumerate(parts)
    )


def _acronym(word: str) -> bool:
    return word.startswith("(") or any(c.isdigit() for c in word)


class Taken:
    """Names found so far, by the tokens that they cover; a longer one swallows those inside."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._at: dict[int, Name] = {}
        for name in names:
            self.put(name)

    def put(self, name: Name) -> None:
        """Take a name; what it overlaps is dropped."""
        for at in range(name.words.first, name.words.last):
            old = self._at.get(at)
            if old is not None and old is not name:
                self.drop(old)
            self._at[at] = name

    def drop(self, name: Name) -> None:
        """Give a name up."""
        for at in range(name.words.first, name.words.last):
            if self._at.get(at) is name:
                del self._at[at]

    def at(self, place: int) -> Name | None:
        """Return the name that covers a token."""
        return self._at.get(place)

    def begins(self, place: int) -> Name | None:
        """Return the name that begins at a token."""
        name = self._at.get(place)
        return name if name is not None and name.words.first == place else None

    def ends(self, place: int) -> Name | None:
        """Return the name whose last token stands right before `place`."""
        name = self._at.get(place - 1)
        return name if name is not None and name.words.last == place else None

    def free(self, first: int, last: int) -> bool:
        """Tell whether no name covers any of these tokens."""
        return not any(at in self._at for at in range(first, last))

    def all(self) -> list[Name]:
        """Return the names in the order of their places."""
        return [name for at, name in sorted(self._at.items()) if name.words.first == at]
