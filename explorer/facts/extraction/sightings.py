"""Sightings of events: a name with the place, the dates and the status that its sentence gives it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date as date_
from datetime import timedelta

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.eventnames import EventName, event_names
from explorer.facts.extraction.insertions import LED_BY, date_at, past_help, past_hosts, past_insertion, past_venue
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.ordinals import ordinal_at
from explorer.facts.extraction.places import Place, place_at
from explorer.facts.extraction.tokens import Token


@dataclass
class Sighting:
    """One naming of an event in one sentence."""

    read: ReadPassage
    span: Span
    name: EventName
    date: FoundDate | None = None
    place: Place | None = None
    status: str = ""  # held, planned, cancelled, or "" (only named)
    title: str = ""  # the text to use as its name, where it is not the name as found
    quote: tuple[int, int] = (0, 0)  # characters of the passage to quote
    body_read: ReadPassage | None = None  # where the body of the name stands, if elsewhere
    listed: bool = False  # whether it is an entry of a list of events
    below: tuple[ReadPassage, ...] = ()  # the lines under its heading that tell of it

    @property
    def written(self) -> str:
        """The name as this passage has it."""
        return self.title or self.read.plain(self.name.first, self.name.last)


def sightings(read: ReadPassage, span: Span, dates: list[FoundDate]) -> list[Sighting]:
    """Return the events a sentence names, each with what the words around it say of it."""
    dates = _dates_near(read.tokens, span, dates)
    names = event_names(read, span, dates)
    found = []
    for n, name in enumerate(names):
        limit = names[n + 1].first if n + 1 < len(names) else span.last
        found.append(_sight(read, span, name, dates, limit))
    _beside(read, found)
    _asked_at(read, found)
    _met_for(read, span, dates, found)
    _leading_date(read, span, dates, found)
    _leading_place(read, span, found)
    _shared_place(read, found)
    return found


def _dates_near(tokens: list[Token], span: Span, dates: list[FoundDate]) -> list[FoundDate]:
    """The dates of a passage that stand in a sentence, and the two beside it: not all of them, for each sentence."""
    first = bisect_left(dates, tokens[span.first].start, key=lambda date: date.char_start)
    last = bisect_left(dates, tokens[span.last - 1].end, key=lambda date: date.char_start)
    return dates[max(0, first - 1) : last + 1]


def _sight(read: ReadPassage, span: Span, name: EventName, dates: list[FoundDate], limit: int) -> Sighting:
    tokens = read.tokens
    sight = Sighting(read, span, name, quote=(tokens[name.first].start, tokens[name.last - 1].end))
    usual = words("events.yaml", "between")
    if aside(sight):
        return sight
    at, by = name.last, False
    if at < limit and tokens[at].norm == "(":
        close = next((i for i in range(at, min(at + 9, limit)) if tokens[i].norm == ")"), at)
        inside = [read.mention_at(i) for i in range(at + 1, close)]
        sites = any(m is not None and m.kind in ("place", "state") for m in inside)
        if close > at and not sites and not any(date_at(dates, t) for t in tokens[at:close]):
            at = (
                close + 1
                if all(t.capital or t.norm in ("of", "the", "on", "and") for t in tokens[at + 1 : close])
                else at
            )
    if (
        at + 2 < limit
        and tokens[at].norm == ","
        and (
            tokens[at + 1].norm in ("called", "known", "or", "named")
            or (tokens[at + 1].norm == "also" and tokens[at + 2].norm in ("called", "known", "named"))
        )
    ):
        comma = next((i for i in range(at + 1, min(at + 12, limit)) if tokens[i].norm == ","), None)
        at = comma + 1 if comma is not None else at  # ", also called the Nusa Dua Forum,"
    at = past_hosts(read, past_insertion(tokens, at, limit, dates), limit)
    while at < limit:
        token = tokens[at]
        date = date_at(dates, token)
        if date is not None:
            if sight.date is None or (
                len(date.start) > len(sight.date.start) and date.start.startswith(sight.date.start)
            ):
                sight.date = date
            elif _lasts(tokens, date, at, sight.date):
                sight.date = replace(sight.date, end=date.end or date.start, char_end=date.char_end)
            at = _after_date(tokens, date, at)
            by = False
            continue
        mention = read.mention_at(at)
        place = place_at(read, at, limit, near=True)
        if place is not None and not by:
            if sight.place is None:
                sight.place = place
            at = max(place.last, place.state.last if place.state else 0)
            continue
        if mention is not None and mention.party:
            if not by and not (mention.kind == "state" and at > 0 and tokens[at - 1].norm in ("in", ",", "(", "–")):
                break
            at = mention.last
            continue
        if (
            token.norm == "at"
            and at + 2 < limit
            and tokens[at + 1].norm == "the"
            and tokens[at + 2].norm == "invitation"
        ):
            inviting = next(
                (m for i in range(at + 3, min(at + 7, limit)) if (m := read.mention_at(i)) and m.party), None
            )
            if inviting is not None:
                at = inviting.last
                continue
        helped = past_help(read, at, limit)
        if helped:
            at, by = helped, False
            continue
        if token.norm in ("in", "on", "at", "from"):
            by = False
            at = past_venue(read, at, limit)
            token = tokens[at]
        if (
            token.norm == "under"
            and at + 1 < limit
            and (m := read.mention_at(at + 1 + (tokens[at + 1].norm == "the")))
            and m.party
        ):
            at = m.last
            continue
        if token.norm == "by" and at + 1 < limit and tokens[at + 1].norm in _REMOTE:
            at += 2 + (at + 2 < limit and tokens[at + 2].norm in ("link", "conference", "call"))  # "by video link"
            continue
        if token.norm == "by":
            by = at > 0 and tokens[at - 1].norm in LED_BY
            if not by:
                break
        elif token.norm in ("government", "governments") or (
            token.norm == "as" and at + 1 < limit and tokens[at + 1].norm == "well"
        ):
            pass
        elif token.norm not in usual and not token.norm.isdigit() and not ordinal_at(tokens, at):
            break
        at += 1
    sight.status = _status(tokens, span, name, at)
    return sight


def aside(sight: Sighting) -> bool:
    """Whether brackets hold nothing but an event: "(Fourth Meeting)" tells where something else comes from."""
    tokens, name = sight.read.tokens, sight.name
    inside = name.first > 0 and name.last < len(tokens) and sight.read.passage.kind != "title"
    return inside and tokens[name.first - 1].norm == "(" and tokens[name.last].norm == ")"


_REMOTE = frozenset({"video", "videoconference", "teleconference", "telephone", "webinar", "zoom"})


def _lasts(tokens: list[Token], date: FoundDate, at: int, since: FoundDate) -> bool:
    """Whether a second date is the last day: "on 5 and 6 May", "opened on 3 May and closed on 5 May"."""
    closed = any(tokens[i].norm in ("closed", "ended", "concluded", "finished") for i in range(max(0, at - 3), at))
    goes_on = since.end == "" or date.joined and _day_after(since.end) == date.start  # "24, 25 and 26 November"
    return (date.joined or closed) and goes_on and date.start > since.start


def _day_after(day: str) -> str:
    try:
        return (date_.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return ""


def _after_date(tokens: list[Token], date: FoundDate, at: int) -> int:
    while at < len(tokens) and tokens[at].start < date.char_end:
        at += 1
    return at


def _status(tokens: list[Token], span: Span, name: EventName, reached: int) -> str:
    window = min(span.last, max(reached, name.last) + 8)
    if phrases("events.yaml", "called_off").first(tokens, name.last, span.last):
        return "cancelled"
    planned = phrases("events.yaml", "planned").first(tokens, name.last, window)
    held = phrases("events.yaml", "held").first(tokens, name.last, window)
    if planned and (not held or planned[1] <= held[1]):
        return "planned"
    if held:
        return "held"
    before = phrases("events.yaml", "held").first(tokens, max(span.first, name.first - 8), name.first)
    before = before or phrases("events.yaml", "held_before").first(tokens, max(span.first, name.first - 3), name.first)
    planned_before = phrases("events.yaml", "planned").first(tokens, max(span.first, name.first - 8), name.first)
    if planned_before or _modal(tokens, max(span.first, name.first - 6), name.first):
        return "planned"
    coming = phrases("events.yaml", "planned_before").first(tokens, max(span.first, name.first - 4), name.first)
    if coming and not before and tokens[max(span.first, coming[1] - 1)].norm not in words("events.yaml", "glad"):
        return "planned"
    return "held" if before else ""


def _modal(tokens: list[Token], first: int, last: int) -> bool:
    return any(tokens[i].norm in ("will", "would", "should", "shall", "could", "may") for i in range(first, last))


def _leading_date(read: ReadPassage, span: Span, dates: list[FoundDate], found: list[Sighting]) -> None:
    """As in "On 12 October 2011 the Co-Chairs convened the Fifth Meeting": the date stands in front of the event."""
    if not found or found[0].date is not None or found[0].name.determiner == "next":
        return
    tokens = read.tokens
    named = found[0].name.first
    leading = [d for d in dates if tokens[span.first].start <= d.char_start and d.char_end <= tokens[named].start]
    if not leading:
        return
    lead, lasting = leading[0], leading[1:]
    for at in range(span.first, named):
        if tokens[at].start >= lead.char_start:
            break
        mention = read.mention_at(at)
        site = mention is not None and (mention.kind == "place" or (mention.kind == "state" and at > span.first))
        if (
            not site
            and (tokens[at].norm not in _LEADING or at - span.first > 9)
            and not _participle(tokens, span, lead)
        ):
            return
    for day in lasting:
        if day.joined and not lead.end and day.start > lead.start:  # "On 5 and 6 October"
            lead = replace(lead, end=day.end or day.start, char_end=day.char_end)
    found[0].date = lead
    if found[0].status == "":
        held = phrases("events.yaml", "held").first(tokens, span.first, span.last)
        found[0].status = "held" if held else ""


def _participle(tokens: list[Token], span: Span, lead: FoundDate) -> bool:
    """As in "Held at the Secretariat in Suva on 3 May 2015, the meeting …": all before the comma is about the event."""
    behind = next((i for i in range(span.first, span.last) if tokens[i].start >= lead.char_end), span.last)
    opens = tokens[span.first].norm in ("held", "convened", "hosted", "organised", "organized", "meeting", "conducted")
    return opens and behind < span.last and tokens[behind].norm == "," and behind - span.first < 24


_OF_VENUE = frozenset({"venue", "site", "scene", "setting", "host", "hosted", "housed"})
_LEADING = words("events.yaml", "leading")


def _leading_place(read: ReadPassage, span: Span, found: list[Sighting]) -> None:
    """As in "In Accra, Ghana, the …", "Suva was the venue of a workshop": the place before the event."""
    if not found or found[0].place is not None:
        return
    tokens = read.tokens
    for at in range(span.first, found[0].name.first):
        place = place_at(read, at, found[0].name.first)
        if place is None:
            continue
        end = place.state.last if place.state else place.last
        town = place.state is None or tokens[place.last].norm == ","
        venue = {t.norm for t in tokens[end : end + 4]} & _OF_VENUE and town
        opening = (
            at > span.first
            and (
                all(tokens[i].norm in ("it", "was", "in", "at") for i in range(span.first, at))
                or (tokens[span.first].norm in ("held", "convened", "hosted") and tokens[at - 1].norm in ("in", "at"))
            )
            and end < span.last
            and tokens[end].norm in (",", "on")
        )
        likewise = (
            at > span.first + 1 and tokens[at - 1].norm == "in" and tokens[at - 2].norm in ("likewise", "also", "again")
        )
        if venue or opening or likewise:
            found[0].place = place
            found[0].status = found[0].status or "held"
        return


def look_back(seen: list[Sighting]) -> None:
    """As in "This workshop took place on 5 November": the day belongs to the workshop named just before."""
    for before, after in zip(seen, seen[1:], strict=False):
        name = after.name
        bare = not (name.topic or name.ordinal or name.body) and name.last - name.first == 1
        this = name.first > 0 and after.read.tokens[name.first - 1].norm in ("this", "the", "that")
        if not (bare and this and after.status == "held" and after.date is not None):
            continue
        if before.name.head == name.head and before.name.topic and before.name.capital and before.date is None:
            before.date, before.place = after.date, before.place or after.place
            before.status = "held"
            after.date = after.place = None


def unnamed(read: ReadPassage, span: Span, dates: list[FoundDate]) -> Sighting | None:
    """As in "The first was conducted in Cebu on 9 June 2015", under a heading that names it: where and when."""
    held = phrases("events.yaml", "held")
    for at in range(span.first + 1, min(span.first + 5, span.last)):
        hit = held.at(read.tokens, at, span.last)
        if hit is not None:
            name = EventName(at, hit[1], "meeting", "meeting", 0, None, "the", False, "")
            sight = _sight(read, span, name, _dates_near(read.tokens, span, dates), span.last)
            return sight if sight.date is not None else None
    return None


def bare_meeting(read: ReadPassage, span: Span, dates: list[FoundDate]) -> Sighting | None:
    """As in "Ministers convened in Jakarta on 20 May 2015": where and when they met, without a name of the event."""
    tokens = read.tokens
    for at in range(span.first + 1, span.last - 1):
        if tokens[at].norm not in ("met", "convened", "gathered", "assembled", "meeting", "sat", "together"):
            continue
        if tokens[at].norm == "together" and tokens[at - 1].norm not in ("came", "coming"):
            continue
        if {t.norm for t in tokens[max(span.first, at - 3) : at]} & {"had", "last", "previously", "when"}:
            continue  # "recalled that the group had last met in Islamabad"
        if tokens[at].norm == "meeting" and tokens[at + 1].norm not in ("in", "at", "on", "virtually", "online"):
            continue
        sight = _sight(
            read, span, EventName(at, at + 1, "meeting", "meeting", 0, None, "the", False, ""), dates, span.last
        )
        _leading_date(read, span, _dates_near(tokens, span, dates), [sight])
        if sight.date is not None or sight.place is not None:
            sight.status = "held"
            return sight
    return None


def _beside(read: ReadPassage, found: list[Sighting]) -> None:
    """As in "The meeting took place in the margins of the Forum in Suva on 3 May": day and place are the meeting's."""
    for sight, other in zip(found, found[1:], strict=False):
        between = {t.norm for t in read.tokens[sight.name.last : other.name.first]}
        beside = between & {"margins", "sidelines", "fringes", "eve"} and read.tokens[other.name.last].norm != "("
        if beside and sight.date is None and other.date is not None:
            sight.date, sight.place = other.date, sight.place or other.place
            sight.status, other.date, other.place = sight.status or "held", None, None


def _met_for(read: ReadPassage, span: Span, dates: list[FoundDate], found: list[Sighting]) -> None:
    """As in "The Group had last met in Colombo on 13 February 2024 for its seventh meeting": where and when."""
    tokens = read.tokens
    sight = found[0] if found else None
    if sight is None or sight.date is not None or sight.place is not None or not sight.name.ordinal:
        return
    first = sight.name.first
    if first - span.first < 3 or tokens[first - 1].norm not in ("its", "their") or tokens[first - 2].norm != "for":
        return
    met = next((i for i in range(span.first, first) if tokens[i].norm in ("met", "convened", "gathered")), None)
    if met is not None:
        told = _sight(read, span, EventName(met, met + 1, "meeting", "", 0, None, "", False, ""), dates, first)
        sight.date, sight.place, sight.status = told.date, told.place, "held"


def _asked_at(read: ReadPassage, found: list[Sighting]) -> None:
    """As in "The training requested at the Sixth Meeting took place in Manila": what took place is the training."""
    for sight, origin in zip(found, found[1:], strict=False):
        between = [t.norm for t in read.tokens[sight.name.last : origin.name.first]]
        asked = len(between) in (2, 3) and between[0] in _ASKED and between[1] in ("at", "by", "during", "in")
        if asked and sight.date is None and sight.place is None and origin.status == "held":
            sight.date, sight.place, sight.status = origin.date, origin.place, origin.status
            origin.date, origin.place, origin.status = None, None, ""


_ASKED = words("events.yaml", "asked")


def _shared_place(read: ReadPassage, found: list[Sighting]) -> None:
    """As in "the Meeting on 22 March and the Conference on 23 March, both to be held in Bali": one place for both."""
    tokens = read.tokens
    for earlier, later in zip(found, found[1:], strict=False):
        if earlier.place is None and later.place is not None:
            between = [t.norm for t in tokens[later.name.last : later.place.first]]
            if "both" in between or "all" in between:
                earlier.place = later.place
                earlier.status = earlier.status or later.status
