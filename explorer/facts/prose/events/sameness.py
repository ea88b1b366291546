"""Whether a naming means an event that the page named before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.facts.edtf import span
from explorer.facts.prose.events.lexicon import meanings, words
from explorer.facts.prose.events.model import Event, Mention
from explorer.facts.prose.names.model import PROCESS, Name
from explorer.facts.prose.text.ordinals import ordinal_at
from explorer.facts.prose.text.tokens import tokenise

GENERIC = frozenset(
    {
        *("meeting", "workshop", "conference", "session", "forum", "summit", "training", "course", "exercise", "call"),
        *("gathering", "plenary", "consultation", "event", "annual", "retreat", "seminar", "webinar"),
    }
)
_COMMON = frozenset({"the", "of", "on", "for", "and", "in", "a", "to", "its", "s", "at", "by", "with"})
_NEAR = 3  # passages
_ANY = frozenset(
    {"meeting", "session", "event", "gathering", "conference"}
)  # heads that a meeting of any name is called by


def level(mention: Mention) -> str:
    """Return the level at which an event meets by the words of its name: ministerial, officials, leaders … or ""."""
    return _level(mention.name)


@lru_cache(maxsize=4096)
def _level(name: str) -> str:
    said = {meanings("levels").get(token.norm, "") for token in tokenise(name)}
    return next((each for each in ("preparatory", "officials", "ministerial", "leaders", "expert") if each in said), "")


@lru_cache(maxsize=4096)  # each name is held against every event of its page
def bare(text: str) -> frozenset[str]:
    """Return the words of a name that tell one event from another, without its number; levels by their own name.

    >>> sorted(bare("Second Foreign Ministers' Meeting of the Quintet"))
    ['foreign', 'meeting', 'ministerial', 'quintet']
    """
    printed = tokenise(text)
    short = {n + 1 for n, token in enumerate(printed[:-2]) if (token.norm, printed[n + 2].norm) == ("(", ")")}
    tokens = [token for n, token in enumerate(printed) if token.word and not (n in short and token.shouted)]
    found: set[str] = set()
    at = 0
    while at < len(tokens):
        counted = ordinal_at(tokens, at)
        if counted is not None:
            at = counted[1]
            continue
        parted = tokens[at].norm == "extra" and [t.norm for t in tokens[at + 1 : at + 2]] == ["ordinary"]
        at += parted  # "Extra-Ordinary"
        norm = "extraordinary" if parted else meanings("levels").get(tokens[at].norm, tokens[at].norm)
        if norm[:1].isalnum() and norm not in _COMMON:
            found.add(norm)
        at += 1
    return frozenset(found)


@dataclass
class Known:
    """An event while its namings are put together."""

    own: bool
    mentions: list[int] = field(default_factory=list)
    kind: str = ""
    name: str = ""
    told: int = -1  # how much the name tells
    ordinal: int = 0
    body: Name | None = None
    topic: str = ""
    head: str = ""
    heads: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)
    determiners: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    passage: int = 0  # that names it last

    def take(self, number: int, mention: Mention) -> None:
        """Add a naming; the one that tells most gives the name."""
        self.mentions.append(number)
        self.passage = mention.passage
        if not self.kind or self.told <= 0 and mention.verb < 0:
            self.kind = mention.kind
        self.ordinal = self.ordinal or mention.ordinal
        self.body = self.body or mention.body
        self.topic = self.topic or mention.topic
        self.heads.add(mention.head)
        self.levels |= {level(mention)} - {""}
        self.words |= bare(mention.name)
        self.determiners.add(mention.determiner)
        self.days |= {mention.day} - {""}
        if mention.acronym:
            self.shorts.add(mention.acronym.casefold())
        tells = _tells(mention)
        if tells > self.told and (tells > 1 or self.told < 0):
            self.name, self.told, self.head = mention.name, tells, mention.head

    def event(self, mentions: tuple[int, ...]) -> Event:
        """Return the event as handed on."""
        return Event(self.kind, self.name, mentions, self.own, self.ordinal, "", self.body, self.topic, self.head)


def _tells(mention: Mention) -> int:
    if mention.verb >= 0:
        return 0
    specific = bool(bare(mention.name) - GENERIC)
    spelled = " " in mention.name
    return 1 + 8 * bool(mention.ordinal) + 4 * bool(mention.body or specific) + 2 * bool(mention.topic) + spelled


def means(mention: Mention, known: Sequence[Known], recent: Sequence[int]) -> int:
    """Return the number of the event that a naming means, -1 where it names another one.

    `recent` are the events in the order in which sentences last began with them; the last one is at hand.
    """
    late = set(recent)
    order = [*reversed(recent), *(n for n in range(len(known)) if n not in late)]
    if mention.determiner in ("next", "previous"):
        return next(
            (
                n
                for n in order
                if mention.determiner in known[n].determiners
                and mention.head in known[n].heads
                and not _against(mention, known[n])
            ),
            -1,
        )
    short = mention.name.casefold()
    defined = next((n for n in order if short in known[n].shorts), -1)
    if defined >= 0:
        return defined
    specific = bare(mention.name) - GENERIC
    if mention.determiner == "a" and not mention.ordinal:
        return next((n for n in order if specific and _same_words(mention, known[n], specific)), -1)
    if mention.ordinal:
        return next((n for n in order if _counted_alike(mention, known[n])), -1)
    if specific or mention.topic:
        fits = [n for n in order if _alike(specific, known[n].words) and not _against(mention, known[n])]
        return next((n for n in fits if known[n].own), fits[0] if fits else -1)
    return _at_hand(mention, known, order)


def _at_hand(mention: Mention, known: Sequence[Known], order: Sequence[int]) -> int:
    """What "the meeting" means: the event at hand, one called so just before, the page's own, else one called so."""
    fits = [n for n in order if mention.head in known[n].heads and not _against(mention, known[n])]
    near = fits and not known[fits[0]].own and known[fits[0]].passage >= mention.passage - _NEAR
    if fits and (fits[0] == order[0] or near):
        return fits[0]
    own = next(
        (n for n in order if known[n].own and known[n].kind == mention.kind and not _against(mention, known[n])), -1
    )
    if own >= 0 and (
        mention.head in known[own].heads
        or mention.head in _ANY
        or mention.kind == "workshop"
        or mention.determiner == "its"
    ):
        return own
    return fits[0] if fits else -1


def _against(mention: Mention, event: Known) -> bool:
    """Whether number, level, body, subject or kind speak against a naming's meaning an event."""
    if mention.ordinal and event.ordinal and mention.ordinal != event.ordinal:
        return True
    here = level(mention)
    if (
        here
        and event.levels
        and here not in event.levels
        and {here, *event.levels} & {"ministerial", "officials", "leaders", "preparatory"}
    ):
        return True
    if event.body is not None and not _may_be_one(mention, event.body) and not _is_itself(mention, event):
        return True
    if mention.day and event.days and not any(_meet(mention.day, day) for day in event.days):
        return True
    if mention.topic and event.topic and not _alike(bare(mention.topic), bare(event.topic)):
        return True
    return mention.kind != event.kind and not (bare(mention.name) & event.words)


def _meet(one: str, two: str) -> bool:
    left, right = span(one), span(two)
    return not left or not right or left[0] <= right[1] and right[0] <= left[1]


def one_body(one: Name, two: Name) -> bool:
    """Whether two names of bodies mean one: "the Committee" is the Joint Committee."""
    short, long = sorted((bare(one.name), bare(two.name)), key=len)
    return one.id == two.id or bool(short) and short <= long


def _may_be_one(mention: Mention, body: Name) -> bool:
    """Whether a meeting of one body may be one of another: a process meets as its organs; "its" says whose it is."""
    if mention.body is None or one_body(mention.body, body):
        return True
    return mention.determiner != "its" and (PROCESS in mention.body.traits or PROCESS in body.traits)


def _is_itself(mention: Mention, event: Known) -> bool:
    """Whether what looks like the body that meets is the event: "the Ninth [League Meeting on Tides]"."""
    words = event.words - GENERIC
    return mention.body is not None and len(words) > 1 and words <= bare(mention.body.name)


def _counted_alike(mention: Mention, event: Known) -> bool:
    if _against(mention, event):
        return False
    specific = bare(mention.name) - GENERIC
    if event.ordinal:
        same_body = mention.body is not None and event.body is not None and one_body(mention.body, event.body)
        return (
            same_body
            or not specific
            or _alike(specific, event.words)
            or mention.head in event.heads
            and not (mention.body and event.body)
        )
    if not event.own or mention.determiner == "a":
        return False
    called = event.words - GENERIC
    shared = 2 * len(specific & called) >= min(len(specific), len(called))
    same_body = bool(mention.body and event.body and one_body(mention.body, event.body))
    return same_body and shared or _alike(specific, event.words)


def _same_words(mention: Mention, event: Known, specific: frozenset[str]) -> bool:
    """Whether "a session of the Lake Group" is one of that name, or the page's own that is called so and more."""
    more = event.own and len(specific) > 1 and not event.ordinal and not _against(mention, event)
    return bare(mention.name) == event.words or more and bare(mention.name) <= event.words


def _alike(one: frozenset[str] | set[str], two: frozenset[str] | set[str]) -> bool:
    return bool(one) and len(one & two) >= 0.75 * len(one)


def weak(mention: Mention) -> bool:
    """Whether a naming is only a common word, unless an event of the page is meant: "the training of judges"."""
    small = not mention.determiner and mention.name[:1].islower() and mention.head in words("weak")
    if small and not (mention.ordinal or mention.body):
        return True  # "training for judges", "dialogue on the New Texts"
    return (
        not mention.definite
        and (mention.head in words("weak") or not mention.determiner)
        and not (mention.ordinal or mention.topic or mention.body)
    )


def of_its_own(mention: Mention) -> bool:
    """Tell whether a naming that means no event known before is one of an event of its own."""
    if weak(mention):
        return False
    specific = bare(mention.name) - GENERIC
    return bool(
        mention.definite
        or mention.determiner in ("next", "previous", "a", "its")
        or mention.ordinal
        or mention.body
        or mention.topic
        or specific
    )
