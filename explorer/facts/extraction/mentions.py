"""Mentions: where a passage names a party, an instrument or a place, and which one it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from explorer.documents.model import Passage
from explorer.facts.extraction.clauses import Span, sentences
from explorer.facts.extraction.lexicon import data, government_heads, words
from explorer.facts.extraction.names import Names
from explorer.facts.extraction.tokens import Token, squeeze, tokenise

PARTIES = frozenset({"state", "organisation", "body"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a node: tokens `first` up to `last`; `via` says how it was told.

    `via` is name, acronym, demonym (an adjective alone), agency (a ministry for its state), shape or office.
    """

    kind: str
    id: str
    name: str
    first: int
    last: int
    via: str = "name"
    acronym: str = ""

    @property
    def party(self) -> bool:
        """Whether it can act."""
        return self.kind in PARTIES and self.via != "demonym"


@dataclass
class ReadPassage:
    """A passage with its tokens, sentences and mentions."""

    passage: Passage
    tokens: list[Token]
    sentences: list[Span]
    mentions: list[Mention] = field(default_factory=list)
    people: frozenset[int] = frozenset()
    _begins: list[int] | None = field(default=None, repr=False)
    _at: dict[int, Mention] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, passage: Passage) -> ReadPassage:
        """Tokenise a passage."""
        tokens = tokenise(passage.text)
        return cls(passage, tokens, sentences(tokens), people=persons(tokens))

    def text(self, first: int, last: int) -> str:
        """Return the text of tokens `first` up to `last`, exactly as received."""
        return self.passage.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def plain(self, first: int, last: int) -> str:
        """Return that text on one line."""
        return squeeze(self.text(first, last))

    def sentence_at(self, index: int) -> int:
        """Return the number of the sentence that token `index` stands in (or behind)."""
        if self._begins is None:
            self._begins = [span.first for span in self.sentences]
        return max(0, bisect_right(self._begins, index) - 1)

    def within(self, first: int, last: int) -> list[Mention]:
        """Return the mentions that lie wholly between two tokens."""
        start = bisect_left(self.mentions, first, key=lambda m: m.first)
        end = bisect_left(self.mentions, last, key=lambda m: m.first)
        return [m for m in self.mentions[start:end] if m.last <= last]

    def set_mentions(self, found: Iterable[Mention]) -> None:
        """Put the mentions in order of place."""
        self.mentions = sorted(found, key=lambda m: (m.first, m.last))
        self._at = None

    def mention_at(self, index: int) -> Mention | None:
        """Return the mention that covers token `index`."""
        if self._at is None:
            self._at = {i: m for m in self.mentions for i in range(m.first, m.last)}
        return self._at.get(index)


def known_mentions(read: ReadPassage, names: Names, local: Names | None, persons: frozenset[int]) -> list[Mention]:
    """Return every known name of a passage in one pass: the longest first, organisations before states."""
    tokens, found, at = read.tokens, [], 0
    while at < len(tokens):
        mention = None if at in persons else _match(tokens, at, names, local)
        if mention is None:
            at += 1
            continue
        found.append(mention)
        at = mention.last
    return found


def _match(tokens: list[Token], at: int, names: Names, local: Names | None) -> Mention | None:
    own = local.longest(tokens, at) if local else None
    shipped = names.longest(tokens, at)
    best = own if own and (not shipped or own[1] >= shipped[1]) else shipped
    if best is None:
        return None
    entries, last = best
    known, via, _ = entries[0]
    if known.office:  # "Co-Chairs of the Bali Process on People Smuggling …": the long name goes on
        for inside in range(at + 1, last):
            longer = names.longest(tokens, inside)
            if longer and longer[1] > last and longer[0][0][0].process:
                last = longer[1]
    return Mention(known.kind, known.id, known.name, at, last, via, known.acronym)


def persons(tokens: list[Token]) -> frozenset[int]:
    """Return the tokens that are names of persons: capitals after a title ("Ms Chad Jordan"), or before an office.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> sorted(persons(tokenise("Returns, said Ms Chad Jordan of Georgia.")))
    [3, 4, 5]
    """
    titles, ranks = words("heads.yaml", "person_titles"), words("heads.yaml", "ranks")
    taken: set[int] = set()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        honour = token.norm == "e" and at > 1 and tokens[at - 2].norm == "h"
        general = token.norm == "general" and at > 0 and tokens[at - 1].norm in ranks
        ministry = token.norm == "justice" and at > 0 and tokens[at - 1].norm in ("of", "and")  # "Ministry of Justice"
        is_title = token.capital and not ministry and (token.norm in titles or general or honour)
        begin, at = at, at + 1
        if not is_title:
            continue
        start = at
        while at < len(tokens) and at - start < 5:
            dot = tokens[at].norm == "." and at - start < 2
            if not dot and (not tokens[at].capital or tokens[at].norm in ("of", "minister", "ministers", "director")):
                break
            if tokens[at].norm in titles or dot:
                start = at + 1
            at += 1
        if at > start:
            taken.update(range(begin - 2 if honour else begin - 1 if general else begin, at))
    for at in range(2, len(tokens) - 1):
        if (
            tokens[at].norm == ","
            and tokens[at + 1].capital
            and tokens[at + 1].norm in words("heads.yaml", "office_holders")
        ):
            first = at
            while (
                first > 0
                and tokens[first - 1].capital
                and tokens[first - 1].norm not in words("heads.yaml", "not_in_names")
            ):
                first -= 1
            if 2 <= at - first <= 4:
                taken.update(range(first, at))
    return frozenset(taken)


def agencies(read: ReadPassage, mentions: list[Mention]) -> list[Mention]:
    """Widen mentions of states to the ministries and agencies that stand for them.

    "Indonesian Ministry of Foreign Affairs", "Sri Lanka's Department of Immigration", "New Zealand Customs",
    "Government of Thailand", "Royal Thai Navy" lead to the state; the wording is kept by the wider span.
    """
    tokens = read.tokens
    small = words("heads.yaml", "government_small")
    mentions = [
        _official(tokens, m, mentions[n - 1].last if n else 0) if m.kind == "state" else m
        for n, m in enumerate(mentions)
    ]
    others = {m.first for m in mentions}
    out: list[Mention] = []
    for n, mention in enumerate(mentions):
        if mention.kind != "state":
            if out and mention.first < out[-1].last:
                continue
            out.append(mention)
            continue
        if out and mention.first < out[-1].last:
            continue  # inside an agency's name, as in "Thai Embassy in Canada"
        last = _agency_end(tokens, mention, small, others)
        first = _agency_start(tokens, mention, out[-1].last if out else 0)
        if last > mention.last or first < mention.first:
            out.append(Mention("state", mention.id, mention.name, first, max(last, mention.last), "agency"))
        elif mention.via == "demonym" and _shares_noun(tokens, mentions, n, small):
            out.append(Mention("state", mention.id, mention.name, mention.first, mention.last, "agency"))
        else:
            out.append(mention)
    return out


_REALMS = words("words.yaml", "mentions_realms")
_STYLES = words("words.yaml", "mentions_styles")


def _official(tokens: list[Token], mention: Mention, floor: int) -> Mention:
    """Widen a state to its official form: "the Republic of Moldova", "the Slovak Republic"."""
    first, last, via = mention.first, mention.last, mention.via
    if via == "demonym":
        if last < len(tokens) and tokens[last].capital and tokens[last].norm in ("republic", "federation", "kingdom"):
            return Mention("state", mention.id, mention.name, first, last + 1, "name")
        return mention
    at = first - 1 - (first - 1 >= floor and tokens[first - 1].norm == "the")
    if at - 1 >= floor and tokens[at].norm == "of" and tokens[at - 1].capital and tokens[at - 1].norm in _REALMS:
        first = at - 1
        while first - 1 >= floor and tokens[first - 1].capital and tokens[first - 1].norm in _STYLES:
            first -= 1
    return mention if first == mention.first else Mention("state", mention.id, mention.name, first, last, via)


def _agency_end(tokens: list[Token], mention: Mention, small: frozenset[str], others: set[int]) -> int:
    """The token after the agency's name that begins with the state or its adjective; else the mention's end."""
    at = mention.last
    if at < len(tokens) and tokens[at].norm == "'s":
        at += 1
    elif mention.via == "demonym" and at < len(tokens) and tokens[at].norm in small and not tokens[at].capital:
        while at < len(tokens) and (
            tokens[at].norm in small
            or tokens[at].norm in ("guards", "guard", "forces", "force", "services", "service", "agencies")
        ):
            at += 1
        return at
    last, at = mention.last, at
    for steps in range(6):
        if at >= len(tokens) or at in others or not (tokens[at].capital or tokens[at].norm in ("of", "and", "for")):
            break
        head = government_heads().at(tokens, at)
        if head and tokens[at].capital:
            return _office_tail(tokens, head[1], others)
        if tokens[at].norm in ("of", "and", "for") and steps == 0:
            break
        at += 1
    return last


def _office_tail(tokens: list[Token], at: int, others: set[int]) -> int:
    """Follow "of Foreign Affairs", "for Immigration and Border Protection" behind a ministry."""
    last = at
    while at < len(tokens):
        if tokens[at].capital and tokens[at].word:
            if at in others:
                break
            last = at = at + 1
        elif tokens[at].norm in ("of", "for", "and", "the", "&") and at + 1 < len(tokens):
            at += 1
            if at - last > 2:
                break
        else:
            break
        if last < at and tokens[at - 1].norm == "and" and at < len(tokens) and not _office_word(tokens[at]):
            break
    return last


def _office_word(token: Token) -> bool:
    return token.capital and not token.shouted


def _agency_start(tokens: list[Token], mention: Mention, floor: int) -> int:
    """The first token of "Ministry of Justice of", "Governments of", "Embassy of the" before a state."""
    at = mention.first - 1
    if at >= floor and tokens[at].norm == "the":
        at -= 1
    if mention.first - 1 >= floor and tokens[mention.first - 1].norm == "royal":
        return mention.first - 1
    if mention.via == "demonym":
        return mention.first
    if at < floor or tokens[at].norm != "of":
        return mention.first
    first, at = mention.first, at - 1
    for _ in range(9):
        if at < floor or not (tokens[at].capital or tokens[at].norm in ("of", "and", "for", "the")):
            break
        if tokens[at].capital and government_heads().at(tokens, at):
            first = at
        at -= 1
    return first


def _shares_noun(tokens: list[Token], mentions: list[Mention], n: int, small: frozenset[str]) -> bool:
    """As in "French and German coast guards": the first adjective shares the noun of the second."""
    at = mentions[n].last
    if at + 1 < len(tokens) and tokens[at].norm in ("and", ",") and n + 1 < len(mentions):
        after = mentions[n + 1]
        if after.via == "demonym" and after.first == at + 1:
            end = after.last
            return end < len(tokens) and (tokens[end].norm in small or _shares_noun(tokens, mentions, n + 1, small))
    return False


def office_names() -> frozenset[str]:
    """Return the offices that a bare capitalised word names within its own process."""
    return frozenset(data("heads.yaml")["offices"])
