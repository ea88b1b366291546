"""What a page is about: the event of its title, and the sentence that says it was held."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.facts.prose.events.lexicon import meanings, phrases, words
from explorer.facts.prose.events.line import determined, past_quotation
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.events.sameness import GENERIC, bare
from explorer.facts.prose.names.model import NamedPage
from explorer.facts.prose.text.model import Span, TextPassage

_REACH = 4  # passages with sentences in which the page says that its event was held
_AUXILIARIES = frozenset(
    {
        "was",
        "were",
        "is",
        "has",
        "have",
        "had",
        "been",
        "being",
        "be",
        "will",
        "also",
        "recently",
        "again",
        "jointly",
        "successfully",
        "co",
    }
)
_BEFORE_ANOTHER = frozenset({"of", "by", "at", "since", "from", "to", "following", "after", "in", "before"})
_BESIDES = frozenset({"after", "while", "when", "before", "of"})
_SIDES = frozenset({"sidelines", "margins", "fringes", "eve", "preparation", "preparations", "ahead"})
_LONGEST = 60  # tokens of a list of those whose meeting it is
_REMNANT = 8  # tokens of a line that says nothing
_ALONE = frozenset(
    {"took", "takes", "taken", "convened", "met", "gathered", "opened", "began", "ran", "brought", "convenes"}
    | {"kicked", "commenced", "ended", "wrapped", "came"}
)  # need no "was"


def titled(named: NamedPage, mentions: Sequence[Mention]) -> list[int]:
    """Return the numbers of the namings in the title or the head lines by which a page calls its own events."""
    if (labelled := _under_label(named, mentions)) is not None:
        return [labelled]
    head = {p.number for p in head_lines(named)}
    found = [n for n, m in enumerate(mentions) if m.passage in head and m.determiner not in ("next", "previous")]
    definite = [n for n in found if mentions[n].definite]
    found = [n for n in found if definite or mentions[n].words.first == 0 or _counts(named, mentions[n])]
    if not found:
        return []
    best = next((n for n in definite if mentions[n].ordinal), definite[0] if definite else found[0])
    there = [n for n in found if mentions[n].passage == mentions[best].passage and n >= best]
    passage = named.text.passages[mentions[best].passage]
    kept = [best]
    for number in there[1:]:
        between = {t.norm for t in passage.tokens[mentions[kept[-1]].words.last : mentions[number].words.first]}
        if not mentions[number].definite or not between <= {"and", "the", ",", "&", "/", "–"}:
            break
        kept.append(number)
    return kept


def _under_label(named: NamedPage, mentions: Sequence[Mention]) -> int | None:
    """The naming behind a label in the head: "Meeting title: Fourth Session of the Panel", where the title has none."""
    title = {p.number for p in named.text.passages[:_REACH] if p.passage.kind == "title"}
    if any(m.passage in title and (m.ordinal or m.body or m.topic) for m in mentions):
        return None
    for number, mention in enumerate(mentions):
        labels = named.text.passages[mention.passage].labels if mention.passage <= _REACH else ()
        if mention.definite and any(label.means == "title" and label.value.holds(mention.words) for label in labels):
            return number
    return None


def _counts(named: NamedPage, mention: Mention) -> bool:
    """Whether a bare head noun in a title is written as a name is."""
    passage = named.text.passages[mention.passage]
    return passage.tokens[mention.words.first].capital or bool(mention.body or mention.topic or mention.ordinal)


def head_lines(named: NamedPage) -> list[TextPassage]:
    """Return the passages before the text: title, headings and short lines without a full stop."""
    found: list[TextPassage] = []
    for passage in named.text.passages[:6]:
        kind = passage.passage.kind
        line = (
            kind in ("paragraph", "location")
            and len(passage.tokens) <= 25
            and passage.tokens[-1].norm not in (".", ":", ",", ";")
        )
        if kind == "title" or kind == "heading" and passage.number <= 3 or line:
            found.append(passage)
        elif kind != "location":
            break
    return found


def opening(named: NamedPage, mentions: Sequence[Mention], title: Sequence[int]) -> int | None:
    """Return the naming in the sentence that says the page's event was held, None where no sentence does."""
    head = {p.number for p in head_lines(named)} | {mentions[n].passage for n in title}
    by_passage: dict[int, list[int]] = {}
    for number, mention in enumerate(mentions):
        by_passage.setdefault(mention.passage, []).append(number)
    called = frozenset(word for n in title for word in bare(mentions[n].name))
    kinds = frozenset(m.head for m in mentions if m.passage in head) if not title else frozenset()
    if not title and not kinds:
        kinds = frozenset(m.head for m in mentions)  # no headline: "A workshop on tides was held" tells it
    for planned in (False, True, None):
        for passage in _first_texts(named, head):
            for sentence in passage.sentences[:4]:
                here = [
                    (n, mentions[n]) for n in by_passage.get(passage.number, ()) if mentions[n].words.first in sentence
                ]
                found = _told(passage, sentence, here, (called, kinds), planned)
                if found is not None:
                    return _told_before(mentions, found)
    return None


def _told_before(mentions: Sequence[Mention], number: int) -> int:
    """The dated naming that a bare "the meeting" goes back to: "at a meeting in Lima in May. The meeting saw …"."""
    told = mentions[number]
    if told.determiner != "the" or told.definite or told.verb >= 0:
        return number
    before = (n for n in range(number) if mentions[n].determiner == "a" and mentions[n].head == told.head)
    return next((n for n in before if mentions[n].day), number)


def _first_texts(named: NamedPage, head: set[int]) -> list[TextPassage]:
    """The first passages of the text that say something."""
    found: list[TextPassage] = []
    for passage in named.text.passages:
        if passage.passage.kind in ("title", "heading", "location", "row"):
            continue
        remnant = len(passage.tokens) < _REMNANT and not _says(passage)  # navigation, a line of the head
        if passage.number not in head and not remnant or _says(passage):
            found.append(passage)
        if len(found) == _REACH:
            break
    return found


def _says(passage: TextPassage) -> bool:
    return any(token.norm in _AUXILIARIES or token.norm in _ALONE for token in passage.tokens)


def _told(
    passage: TextPassage,
    sentence: Span,
    here: Sequence[tuple[int, Mention]],
    called: tuple[frozenset[str], frozenset[str]],
    planned: bool | None,
) -> int | None:
    """The event that a sentence says was held. `called` are words and kinds of the title ("a workshop" is its own)."""
    said = called[0] | {word for kind in called[1] for word in kind.split()}
    for number, mention in here:
        told = bare(mention.name)
        most = called[0] - GENERIC
        alike = mention.kind == "workshop" and bool(said & set(mention.head.split()))
        titled_so = (
            alike or mention.head in called[1] or bool(told and (told <= called[0] or len(most) > 1 and most <= told))
        )
        titled_so = titled_so or _plainly(passage, sentence, mention, called[0])
        new = mention.determiner == "a" and not mention.definite and not titled_so
        at_one = passage.tokens[_before(passage, mention)].norm in ("in", "at", "during")
        if planned is None and new and mention.day and at_one and mention.verb < 0:
            return number  # "Officials discussed fees at a meeting in Lima in May 2011"
        if mention.determiner in ("next", "previous") or new:
            continue
        if mention.verb >= 0:
            named = met_for(passage, mention, here)
            return number if named is None else named
        if planned is None:  # nothing told it in a main clause: "the statement of the 10th Session held in Oslo"
            at, tokens = mention.words.last, passage.tokens
            counted = mention.ordinal and mention.definite
            if counted and at < sentence.last and tokens[at].norm in words("part_held"):
                return number
            before = _before(passage, mention)
            opens = tokens[before].norm in ("at", "during") and before <= sentence.first + 1
            joined = tokens[before].norm == "in" and tokens[before - 1].norm in ("part", "participated")
            if counted and (opens or joined) and (titled_so or not called[0]):
                return number  # "At the 24th Council in Suva, ministers agreed"; "Fiji took part in the 6th Meeting"
            within = tokens[before].norm in ("in", "at") and before <= sentence.first + 1 and mention.topic
            if within and (titled_so or not called[0]) and mention.kind == "workshop":
                return number  # "In the workshop on tides, which Fiji organised, Samoa took part"
        elif _held_behind(passage, sentence, mention, planned) or _held_before(passage, sentence, mention):
            return number
    return None


def _plainly(passage: TextPassage, sentence: Span, mention: Mention, called: frozenset[str]) -> bool:
    """Whether whom the title names "held a regular meeting", called by nothing else."""
    plain = mention.head in called and not bare(mention.name) - GENERIC - words("before")
    said = {token.norm for token in passage.tokens[sentence.first : mention.words.first]}
    return plain and len(said & (called - GENERIC)) > 1


def met_for(passage: TextPassage, verb: Mention, here: Sequence[tuple[int, Mention]]) -> int | None:
    """Return the event that people met for: "met in Osaka on 6 May for the Foreign Ministers' Meeting"."""
    for number, mention in here:
        if mention.verb >= 0 or mention.words.first < verb.words.last:
            continue
        before = _before(passage, mention)
        led = passage.tokens[before].norm in ("for", "at", "of", "as") and not _beside(passage, before)
        if led and mention.determiner not in ("next", "previous"):
            return number
    return None


def _beside(passage: TextPassage, before: int) -> bool:
    """As in "met on the sidelines of the General Assembly": what is named is another event."""
    return passage.tokens[before].norm == "of" and passage.tokens[before - 1].norm in _SIDES


def _before(passage: TextPassage, mention: Mention) -> int:
    """The token before a naming and its determiner."""
    before = determined(passage, mention.words.first)
    return before - (before > 0 and passage.tokens[before].norm in meanings("determiners"))


def _held_behind(passage: TextPassage, sentence: Span, mention: Mention, planned: bool) -> bool:
    """Whether "was held", "took place" follow a naming, what is set in between commas aside."""
    tokens, at = passage.tokens, mention.words.last
    before = _before(passage, mention)
    leads = before <= sentence.first or tokens[before].norm == ","  # "On 3 May, the joint meeting of A and B was held"
    owned = _past_owners(passage, at, sentence.last) if leads else at
    if owned > at and says_held(passage, owned, sentence.last, planned):
        return True
    part = tokens[before].norm == "of" and tokens[before - 1].norm in words("parts")  # "A continuation of the Meeting"
    if before >= sentence.first and tokens[before].norm in _BEFORE_ANOTHER and not part:
        return False
    if at + 1 < sentence.last and tokens[at].norm == "," and tokens[at + 1].norm in ("was", "were", "has", "took"):
        at += 1  # "The Fifth Meeting of the Board, was convened"
    if at < sentence.last and tokens[at].norm in (",", "("):
        close = next((i for i in range(at + 1, sentence.last) if tokens[i].norm in (",", ")")), sentence.last)
        aside = tokens[at + 1 : sentence.last]
        if aside and aside[0].norm in phrases("held").table and tokens[at].norm == ",":
            return False
        leads = before <= sentence.first
        if leads and aside and aside[0].norm == "which" and says_held(passage, at + 2, sentence.last, planned):
            return True  # "The Fifth Session, which took place in Rome, adopted"
        at = close + 1
    at = past_quotation(passage, at, sentence.last)
    led = words("holding") | words("run_by")
    if at < sentence.last and tokens[at].norm in led:  # "a course organised with X was run"
        at = next((i for i in range(at, sentence.last) if tokens[i].norm in ("was", "were", "took")), at)
    return says_held(passage, at, sentence.last, planned)


def held_in(passage: TextPassage, mention: Mention) -> bool:
    """Tell whether the sentence of a naming says that it was held."""
    sentence = next((s for s in passage.sentences if mention.words.first in s), None)
    return sentence is not None and _held_behind(passage, sentence, mention, planned=False)


def _past_owners(passage: TextPassage, at: int, last: int) -> int:
    """The token behind those whose meeting it is: "The Summit of the reef states (A, B) and the Premier of C was …"."""
    tokens, end = passage.tokens, at
    last = min(last, at + _LONGEST)
    while end < last and (tokens[end].capital or tokens[end].norm in words("owners") or not tokens[end].word):
        end += 1
    return end


def says_held(passage: TextPassage, at: int, last: int, planned: bool) -> bool:
    """Whether "was held", "took place", "will be held" come right at a token."""
    tokens, helped = passage.tokens, False
    for i in range(at, min(at + 5, last)):
        if tokens[i].norm in _AUXILIARIES:
            helped = True
        elif phrases("held").at(tokens, i, last) is not None:
            coming = any(t.norm in ("will", "shall") for t in tokens[at:i])
            return coming is planned and (helped or tokens[i].norm in _ALONE)
        elif tokens[i].norm in ("to", "which", "that", "who", "not"):
            return False
    return False


def _held_before(passage: TextPassage, sentence: Span, mention: Mention) -> bool:
    """Whether people "held", "hosted" or "gathered for" what is named; or did something "at its meeting in … on …"."""
    tokens, at = passage.tokens, _before(passage, mention)
    if at < sentence.first:
        return False
    said = [t.norm for t in tokens[sentence.first : at]]
    if tokens[at].norm not in words("holding") and tokens[at - 1].norm == "in" and tokens[at].capital:
        at -= 2  # "hosted in Suva the Sixth Meeting"
    if at > sentence.first and tokens[at].norm in words("holding"):
        aside = tokens[at].norm == "attending" and said[-1:] and said[-1] in _BESIDES
        told = set(said).isdisjoint({"which", "that"}) and "will" not in said[-3:] and "to" not in said[-1:]
        return told and not aside
    if (tokens[at - 1].norm, tokens[at].norm) in (("venue", "for"), ("host", "for"), ("host", "to")):
        return True  # "Suva was the venue for the Sixth Meeting", "Fiji played host to the Sixth Meeting"
    if tokens[at].norm in ("for", "at", "of") and not _beside(passage, at):
        gathered = bool(set(said) & words("gather")) or said[-1:] == ["occasion"]
        own = tokens[at].norm == "at" and mention.determiner == "its" and at - sentence.first <= 8
        return (gathered or own) and "which" not in said and "that" not in said
    return False
