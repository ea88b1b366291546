"""Events of one document: sightings put together, each with its series, ordinal, body, dates and place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from explorer.facts.edtf import span as edtf_span
from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.eventnames import bare_title, series_words
from explorer.facts.extraction.lexicon import data, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.ordinals import ordinal_at
from explorer.facts.extraction.places import Place
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.registry import HOME, process_key
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.tokens import Token, norms, tokenise
from explorer.ontology import slug

GENERIC = frozenset(
    {"meeting", "workshop", "conference", "session", "forum", "summit", "training", "course", "exercise"}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a passage to quote: characters `start` up to `end`."""

    read: ReadPassage
    start: int
    end: int


@dataclass
class Event:
    """One event as a document tells it, put together from its sightings."""

    kind: str
    name: str
    ordinal: int = 0
    series: str = ""
    body: str = ""
    head: str = ""
    topic: str = ""
    start: str = ""
    end: str = ""
    place: Place | None = None
    place_read: ReadPassage | None = None
    status: str = ""
    own: bool = False
    names: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    date_spot: Spot | None = None
    other_dates: list[tuple[str, str, Spot]] = field(default_factory=list)
    other_places: list[tuple[Place, ReadPassage]] = field(default_factory=list)
    body_spot: Spot | None = None
    sights: list[Sighting] = field(default_factory=list)


def from_sighting(reading: Reading, sight: Sighting) -> Event:
    """Return a sighting as an event with its series and body resolved."""
    name = sight.name
    series, body = series_of(reading, sight)
    if name.determiner == "its" and name.body and name.ordinal and not sight.title:
        _name_owner(reading, sight, name.body)  # "the Task Force at its third meeting"
    written = sight.written
    event = Event(
        sight.name.kind,
        written,
        name.ordinal,
        series,
        body,
        series_words(name.head),
        name.topic,
        status=sight.status,
        names=[written],
        spots=[Spot(sight.read, *sight.quote)],
        sights=[sight],
    )
    if name.body is not None:
        read = sight.body_read or sight.read
        event.body_spot = Spot(read, read.tokens[name.body.first].start, read.tokens[name.body.last - 1].end)
    if sight.date is not None:
        event.start, event.end = dates_of(sight.date)
        event.date_spot = Spot(sight.read, sight.date.char_start, sight.date.char_end)
    if sight.place is not None:
        event.place, event.place_read = sight.place, sight.read
    return event


def of_body(reading: Reading, sight: Sighting, read: ReadPassage, body: Mention) -> Event:
    """Return a counted meeting without a body ("26th meeting") as one of the body that `read` names."""
    _name_owner(reading, sight, body)
    sight.name, sight.body_read = replace(sight.name, body=body), read
    return from_sighting(reading, sight)


def _name_owner(reading: Reading, sight: Sighting, body: Mention) -> None:
    """Call a counted meeting by its number and its body."""
    known = reading.known(body.id)
    if known is not None:
        sight.title = f"{sight.written} of the {known.name}"


def by_number(event: Event) -> bool:
    """Tell whether a meeting is called by its number alone: "the 25th meeting"."""
    plain = not event.topic or event.topic.lower() in _ITSELF  # "the sixth meeting of the group"
    return bool(event.ordinal and not event.body and plain and event.head == "meeting")


_ITSELF = frozenset(
    f"the {name}"
    for name in ("group", "working group", "task force", "network", "forum", "committee", "steering group")
)


def body_counted(own: Event) -> tuple[ReadPassage, Mention] | None:
    """Return the body whose meetings the page's own event is counted among, and where it stands."""
    if not own.ordinal or own.kind != "meeting" or not own.head.endswith("meeting"):
        return None
    named = ((s.body_read or s.read, s.name.body) for s in own.sights if s.name.body and s.name.body.id == own.body)
    return next(named, None)


def dates_of(date: FoundDate) -> tuple[str, str]:
    """Return the start and end of a found date as single EDTF dates; the end is empty where it is the start."""
    end = date.end if date.end != date.start else ""
    return date.start, end


def series_of(reading: Reading, sight: Sighting) -> tuple[str, str]:
    """Return the key of the series an event counts in, and the body that meets in it; "" where there is none."""
    name, key = sight.name, process_key(reading)
    head = series_words(name.head)
    process = reading.process.id if reading.process and reading.process.kind == "body" else ""
    body = name.body.id if name.body else ""
    at_home = key == "" and (process == HOME or not process)
    prefix = f"{key}-" if key else ""
    if name.body and name.body.id == process:
        body = ""
    shipped = data("events.yaml")["series"]
    if body and body in shipped and name.kind == "meeting":
        return shipped[body], body
    if reading.process is None and not _mentions_home(reading) and not body and name.kind == "meeting":
        bare = "-".join(w for w in bare_title(_uncounted(sight.written)) if w != "annual")
        return (slug(bare) if bare and bare not in GENERIC else ""), ""
    if "ministerial" in head or head == "ministers meeting":
        if body and body not in shipped.values() and not _office(body):
            return f"{slug(body.split(':')[1])}-mc", body
        return f"{prefix}mc", process if process else (HOME if at_home and _mentions_home(reading) else "")
    if body and name.kind == "meeting":
        return slug(body.split(":", 1)[1]), body
    if head.startswith("senior official") and not name.topic:
        return f"{prefix}som", process
    bare = "-".join(w for w in bare_title(_uncounted(sight.written)) if w not in ("annual",))
    if name.body and name.kind == "meeting":
        return f"{prefix}{slug(bare)}", name.body.id
    if not body and process and _names_process(reading, sight.written):
        body = process
    return (f"{prefix}{slug(bare)}" if bare and bare not in GENERIC else ""), body


def _office(body: str) -> bool:
    return body.endswith(("co-chairs", "ministers"))


def _mentions_home(reading: Reading) -> bool:
    return any(m.id == HOME for read in reading.passages for m in read.mentions)


def _names_process(reading: Reading, written: str) -> bool:
    process = reading.process
    found = norms(written)
    return process is not None and any(_contains(found, norms(n)) for n in process.names)


def _contains(run: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return bool(part) and any(run[i : i + len(part)] == part for i in range(len(run) - len(part) + 1))


def _uncounted(name: str) -> str:
    """A name without its ordinal and its year: "Sixth Summit of Leaders" counts in "Summit of Leaders"."""
    tokens = tokenise(name)
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        counted = ordinal_at(tokens, at)
        if counted:
            at = counted[1]
            continue
        if not (tokens[at].norm.isdigit() and len(tokens[at].norm) == 4):
            kept.append(tokens[at])
        at += 1
    return " ".join(t.text for t in kept if t.word)


def same_event(a: Event, b: Event) -> bool:
    """Tell whether two tellings of one document mean the same event; a title alone is no identity."""
    if a.ordinal and b.ordinal:
        if a.ordinal != b.ordinal:
            return False
        if a.series and b.series:
            return a.series == b.series or (alike(a, b) >= 0.75 and (not a.body or not b.body or a.body == b.body))
        return compatible_dates(a, b) and (a.head.endswith(b.head) or b.head.endswith(a.head))
    dated = bool(a.start and b.start)
    if dated and not overlap(a, b):
        return False
    if a.kind != b.kind and alike(a, b) < 0.6:
        return False
    if a.series and a.series == b.series and (dated or a.ordinal or b.ordinal):
        return dated or (not a.ordinal and not b.ordinal)
    if dated:
        return alike(a, b) >= 0.5 and (not a.place or not b.place or a.place.id == b.place.id)
    if bool(a.ordinal) != bool(b.ordinal):
        return False
    return alike(a, b) >= 0.8


def alike(a: Event, b: Event) -> float:
    """Return how much two events share of the words of their names, from 0 to 1."""
    best = 0.0
    for one in a.names:
        for other in b.names:
            left, right = set(bare_title(_uncounted(one))), set(bare_title(_uncounted(other)))
            if left and right:
                best = max(
                    best,
                    len(left & right) / min(len(left), len(right)) * 0.5
                    + len(left & right) / max(len(left), len(right)) * 0.5,
                )
    return best


def overlap(a: Event, b: Event) -> bool:
    """Tell whether the dates of two events can be the same days."""
    left = edtf_span(f"{a.start}/{a.end}" if a.end else a.start)
    right = edtf_span(f"{b.start}/{b.end}" if b.end else b.start)
    return bool(left and right and left[0] <= right[1] and right[0] <= left[1])


def compatible_dates(a: Event, b: Event) -> bool:
    """Tell whether nothing in the dates speaks against their being one event."""
    return not (a.start and b.start) or overlap(a, b)


def absorb(event: Event, other: Event) -> None:
    """Add a further telling of the same event: the more exact date wins, contradictions are kept aside."""
    event.names.extend(n for n in other.names if n not in event.names)
    event.spots.extend(other.spots)
    event.sights.extend(other.sights)
    event.ordinal = event.ordinal or other.ordinal
    if other.series and (not event.series or (other.body and not event.body)):
        event.series = other.series
    event.body = event.body or other.body
    event.body_spot = event.body_spot or other.body_spot
    event.topic = event.topic or other.topic
    event.head = event.head or other.head
    if other.start and other.date_spot:
        _add_date(event, other)
    if other.place and other.place_read:
        if event.place is None:
            event.place, event.place_read = other.place, other.place_read
        elif event.place.id != other.place.id:
            event.other_places.append((other.place, other.place_read))
        elif event.place.state is None and other.place.state is not None:
            event.place, event.place_read = other.place, other.place_read
    if event.status in ("", "planned") and other.status == "held":
        event.status = other.status
    event.other_dates.extend(other.other_dates)


def _add_date(event: Event, other: Event) -> None:
    assert other.date_spot is not None
    if not event.start:
        event.start, event.end, event.date_spot = other.start, other.end, other.date_spot
    elif (event.start, event.end) == (other.start, other.end):
        return
    elif overlap(event, other) and len(other.start) > len(event.start):
        event.start, event.end, event.date_spot = other.start, other.end, other.date_spot
    elif not (overlap(event, other) and len(other.start) < len(event.start)):
        event.other_dates.append((other.start, other.end, other.date_spot))


def gather(found: list[Event], events: list[Event]) -> None:
    """Add tellings to the events of the document, joining those that mean the same one."""
    for event in found:
        twin = next((e for e in events if same_event(e, event)), None)
        if twin is None:
            events.append(event)
        else:
            absorb(twin, event)


def worth_a_node(event: Event) -> bool:
    """Tell whether a telling names one certain event: counted, dated, or a title of its own.

    What is only planned without a day, "the next meeting" and "a workshop on visas" stay words of a commitment.
    """
    sight = event.sights[0]
    name = sight.name
    if name.determiner == "next" or event.status == "cancelled":
        return False
    if name.determiner == "a" and not (name.topic or name.body or name.ordinal) and len(bare_title(event.name)) == 1:
        return False  # "two meetings and a workshop were held"
    if event.start and not (event.status == "planned" and len(event.start) < (10 if name.determiner == "a" else 7)):
        return len(event.start) >= 7 or event.ordinal > 0 or (event.place is not None and event.status != "planned")
    if event.status == "planned" or name.determiner in ("a", "its"):
        return False
    if event.ordinal:
        return name.capital and (bool(event.body) or len(bare_title(event.name)) >= 2)
    specific = [w for w in bare_title(event.name) if w not in GENERIC and w not in words("events.yaml", "before")]
    own_title = name.capital and len(specific) >= 2 and _capitals(sight)
    return own_title and name.head not in (
        "som",
        "senior officials meeting",
        "consultation",
        "consultations",
        "dialogue",
        "assembly",
        "forum",
        "launch",
    )


def _capitals(sight: Sighting) -> bool:
    tokens = sight.read.tokens[sight.name.first : sight.name.last]
    return sum(t.capital for t in tokens) >= 3 and all(t.capital or len(t.text) <= 4 or not t.word for t in tokens)
