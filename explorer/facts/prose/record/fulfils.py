"""Which later event answers which commitment: named rules, each with its confidence, never backwards in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explorer.facts.edtf import last_day, span
from explorer.facts.prose.names.dates import find_dates
from explorer.facts.prose.text.lists import data
from explorer.facts.prose.text.ordinals import ordinal_at
from explorer.facts.prose.text.tokens import norms, tokenise
from explorer.facts.statements import Identity

FORCES = frozenset({"agreed", "tasked", "endorsed", "recommended"})
SAME_WORDS = "promised again in the same words"
_LONGEST = 3 * 366  # days after which an event no longer answers a promise by likeness alone


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with what the rules look at."""

    id: str
    wording: str
    force: str
    made: str  # last day of the meeting that put it on record
    hosts: frozenset[str]  # parties and states that are to host it
    process: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An event that answers a commitment: rule in words and confidence."""

    event: str
    promise: str
    rule: str
    confidence: str


def answers(
    promises: list[Promise],
    events: list[Identity],
    sites: dict[str, str],
    hosts: dict[str, frozenset[str]],
    said: Iterable[tuple[str, str]] = (),
) -> list[Answer]:
    """Return the answers among events: same subject and kind of event, later date, better with the same host.

    `sites`: event → state it was held in; `hosts`: event → its hosts; `said`: (event, promise) that sources tell.
    What was promised again in the same words is answered by the same event.
    """
    found = []
    by_word: dict[str, list[int]] = defaultdict(list)  # subject word → places of the events that bear it in a name
    for at, event in enumerate(events if promises else ()):
        for word in {word for name in event.names for word in subject_words(name)}:
            by_word[word].append(at)
    for promise in promises:
        if promise.force not in FORCES or not promise.made:
            continue
        kinds = event_words(promise.wording)
        # Only the rule of anniversaries is content with less than two words in common; no other event needs a look.
        least = 0 if anniversary(promise.wording) else 1
        common = Counter(at for word in subject_words(promise.wording) for at in by_word.get(word, ()))
        for at in sorted(at for at, count in common.items() if count > least):
            event = events[at]
            if event.kind != "workshop" and not (kinds & event_words(" ".join(event.names))):
                continue
            if not kinds or not _later(event, promise):
                continue
            answer = _answer(promise, event, kinds, sites.get(event.id, ""), hosts.get(event.id, frozenset()))
            if answer is not None:
                found.append(answer)
    pairs = [*said, *((answer.event, answer.promise) for answer in found)]
    return [*found, *_shared(promises, {event.id: event for event in events}, pairs)]


def _shared(
    promises: list[Promise], events: Mapping[str, Identity], pairs: Sequence[tuple[str, str]]
) -> Iterator[Answer]:
    """Yield the answers that promises in the same words share, where the event came after both were made."""
    answered: dict[str, list[str]] = defaultdict(list)
    for event, identity in pairs:
        answered[identity].append(event)
    same: dict[Hashable, list[Promise]] = defaultdict(list)
    for promise in promises:
        words = telling_words(promise.wording)
        if promise.force in FORCES and promise.made and len(subject_words(promise.wording)) > 1:
            same[words, promise.hosts, event_words(promise.wording)].append(promise)
    for group in same.values():
        found = dict.fromkeys(event for promise in group for event in answered.get(promise.id, ()))
        for promise in group if found else ():
            if promise.id not in answered:
                later = [event for event in found if event in events and _later(events[event], promise)]
                yield from (Answer(event, promise.id, SAME_WORDS, "0.7") for event in later)


def _answer(
    promise: Promise, event: Identity, kinds: frozenset[str], site: str, hosts: frozenset[str]
) -> Answer | None:
    wanted = subject_words(promise.wording)
    counted = anniversary(promise.wording)
    if counted and counted in {anniversary(name) for name in event.names}:
        return Answer(event.id, promise.id, "same anniversary, later date", "0.9")
    best = max(
        (subject_words(name) for name in event.names),
        key=lambda words: (len(words & wanted), -len(words)),
        default=frozenset(),
    )
    if not best:
        return None
    shared = best & wanted
    share = len(shared) / len(best)
    same_host = bool(promise.hosts & (hosts | {site}))
    other_host = bool(promise.hosts) and bool(hosts | ({site} if site else set())) and not same_host
    if other_host:
        return None
    if len(shared) >= 2 and share >= 0.6 and same_host:
        return Answer(event.id, promise.id, "same subject, same host, later date", "0.9")
    if len(shared) >= 3 and share >= 0.75:
        return Answer(event.id, promise.id, "same title, later date", "0.8")
    if len(shared) >= 2 and share >= 0.5 and _in_period(promise.wording, event.start):
        return Answer(event.id, promise.id, "same subject, in the period named", "0.75")
    if len(shared) >= 2 and share >= 0.99 and kinds & event_words(" ".join(event.names)):
        return Answer(event.id, promise.id, "same subject, later date", "0.7")
    return None


@lru_cache(maxsize=8192)
def anniversary(text: str) -> int:
    """Return which anniversary a text speaks of, 0 for none.

    >>> anniversary("to mark the 10th anniversary of the process"), anniversary("the Tenth Anniversary Events")
    (10, 10)
    """
    tokens = tokenise(text)
    for at in range(1, len(tokens)):
        counted = ordinal_at(tokens, at - 1) if tokens[at].norm == "anniversary" else None
        if counted:
            return counted[0]
    return 0


def _in_period(wording: str, start: str) -> bool:
    """Whether a promise names years or months, and the event began in them ("a workshop on … in 2012-13")."""
    days = span(start)
    for found in find_dates(wording):
        period = span(f"{found.start}/{found.end}" if found.end else found.start) if found.start else None
        if days and period and found.precision in ("year", "month", "vague") and period[0] <= days[0] <= period[1]:
            return True
    return False


def _later(event: Identity, promise: Promise) -> bool:
    """Whether the event began after the promise was made, and not so late that the likeness says nothing."""
    days = span(event.start)
    made = span(last_day(promise.made))
    if not days or not made or event.status == "planned" and len(event.start) < 10:
        return False
    if days[0] <= made[0]:
        return False
    from datetime import date

    return (date.fromisoformat(days[0]) - date.fromisoformat(made[0])).days <= _LONGEST


@lru_cache(maxsize=8192)
def telling_words(text: str) -> frozenset[str]:
    """Return the words that make a promise this one: those of its subject, its numbers, months and negations.

    >>> telling_words("Agreed to hold a visa workshop in 2012") == telling_words("to host the visa workshops in 2012")
    True
    >>> telling_words("to hold a visa workshop in 2012") == telling_words("not to hold a visa workshop in 2012")
    False
    """
    tells = frozenset(data("record", "fulfils.yaml")["tells"])
    return subject_words(text) | {word for word in norms(text) if word in tells or any(map(str.isdigit, word))}


@lru_cache(maxsize=8192)
def subject_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry its subject, without endings: "visa processes" → {"visa", "process"}.

    >>> sorted(subject_words("Workshop on Visa Integrity for Foreign Mission Staff"))
    ['foreign', 'integrit', 'miss', 'staff', 'visa']
    """
    common = _common()
    return frozenset(stem(w) for w in norms(text) if w.isalpha() and len(w) > 2 and w not in common)


def stem(word: str) -> str:
    """Return a word without its commonest endings.

    >>> stem("biometrics"), stem("immigration"), stem("commemorated"), stem("policies")
    ('biometric', 'immigrat', 'commemorat', 'polic')
    """
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ions",
        "ion",
        "ers",
        "ed",
        "es",
        "s",
        "e",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            kept = word[: -len(ending)]
            return kept + "at" if ending in ("ation", "ations") else kept
    return word


@lru_cache(maxsize=8192)
def event_words(text: str) -> frozenset[str]:
    """Return the kinds of events that a text speaks of, as single stems."""
    groups = data("record", "fulfils.yaml")["same_kind"]
    found = norms(text)
    run = " " + " ".join(found) + " "
    return frozenset(name for name, words in groups.items() if any(f" {w} " in run or f" {w}s " in run for w in words))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(data("record", "fulfils.yaml")["common"])
