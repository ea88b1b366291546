"""Places as a passage names them, with the state that stands beside, and meetings that had none."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import DEMONYM, Name, Where
from explorer.facts.prose.names.shapes import heads
from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.model import Span
from explorer.ontology import slug

CITY_STATES = {"state:sgp": "place:singapore", "state:mco": "place:monaco", "state:vat": "place:vatican-city"}
_PORTS = frozenset({"port", "puerto", "fort", "porto"})  # begin the name of a town
_LEADS = frozenset({"in", "at", ",", "(", "–", ":", "near", "|", "•"})


def places(
    line: Line, taken: Taken, dated: frozenset[int], blocked: frozenset[int], seen: dict[str, Where]
) -> list[Where]:
    """Return the places of a passage. `dated` are the tokens of dates, `blocked` those of persons.

    `seen` are the places that the page named before, by their names; those of this passage are put there.
    """
    found: list[Where] = []
    at = 0
    while at < len(line.tokens):
        where = None
        if at not in blocked:
            where = _online(line, at) or _place(line, taken, at, dated, blocked) or _again(line, taken, at, seen)
            where = where or _here(line, at, found) or _dateline(line, taken, at, dated)
        if where is not None:
            found.append(where)
            seen.setdefault(where.name, where)
            at = where.words.last
        else:
            at += 1
    return found


def _again(line: Line, taken: Taken, at: int, seen: dict[str, Where]) -> Where | None:
    """A place that the page named before, where it stands behind "in" once more: "also in Aqaba"."""
    if line.norm(at - 1) not in ("in", "at", "to") or not line.cap(at) or taken.at(at) is not None:
        return None
    end = at
    while line.cap(end) and taken.at(end) is None and end - at < 5:
        end += 1
    where = seen.get(line.plain(at, end))
    return Where(where.id, where.name, Span(at, end)) if where is not None and not where.online else None


def _here(line: Line, at: int, found: list[Where]) -> Where | None:
    """The place of the dateline, in a sentence of a newspaper: "ISLAMABAD, Feb 28: The Council met here"."""
    if line.norm(at) != "here" or line.passage.dateline is None:
        return None
    told = next((where for where in found if line.passage.dateline.holds(where.words)), None)
    return replace(told, words=Span(at, at + 1)) if told is not None and not told.online else None


def _dateline(line: Line, taken: Taken, at: int, dated: frozenset[int]) -> Where | None:
    """The town that a dateline begins with, where a sentence says that something was "here"."""
    told = line.passage.dateline
    if told is None or at != told.first or taken.at(at) is not None or "here" not in line.norms[told.last :]:
        return None
    end = at
    while end < told.last and line.tokens[end].word and line.cap(end) and end not in dated:
        end += 1
    text = line.plain(at, end)
    if end == at or line.norm(end) not in (",", "(", "–", "-"):
        return None
    name = text.title() if text.isupper() else text
    return _with_state(line, taken, f"place:{slug(name)}", name, Span(at, end))


def _online(line: Line, at: int) -> Where | None:
    met = phrases("names", "names.yaml", "online").at(line.tokens, at)
    return Where("", "online", Span(at, met[1]), online=True) if met else None


def _place(line: Line, taken: Taken, at: int, dated: frozenset[int], blocked: frozenset[int]) -> Where | None:
    name = taken.begins(at)
    before = line.norm(at - 1)
    if line.norm(at) == "the" and line.cap(at) and (town := taken.begins(at + 1)) is not None and town.kind == "place":
        return _with_state(line, taken, town.id, town.name, Span(at, town.words.last))  # "The Hague"
    if name is not None and name.kind == "state":
        return _state_place(line, taken, at, name)
    if name is not None and name.kind == "place":
        venue = line.cap(name.words.last) and line.norm(name.words.last) in words("names", "names.yaml", "venues")
        return None if venue else _with_state(line, taken, name.id, name.name, Span(at, name.words.last))
    if name is not None or taken.at(at) is not None or not line.cap(at) or not line.tokens[at].word or at in dated:
        return None
    first = _lead(line, taken, at)
    if not first:
        return None
    end = _run(line, taken, at, dated, blocked)
    if end == at or end > at + 1 and heads().at(line.tokens, end - 1) and line.norm(at - 1) != ",":
        return None
    end = _past_state_in_name(line, taken, at, end)
    text = line.plain(at, end)
    if text.lower() in words("names", "names.yaml", "not_in_names"):
        return None
    where = _with_state(line, taken, f"place:{slug(text)}", text, Span(at, end))
    lay = line.norm(at - 2) in words("names", "names.yaml", "moored")
    if where.state is not None and (before != "at" or lay) and not _venue(line, at, end):
        return where
    if at == 0 and _town_and_day(line, end, dated):
        return where
    inside = before == "of" and _town_of(line, at)
    sited = _sited(line, at - 1 - 3 * inside) or _dated_behind(line, end, dated)
    if (before == "in" or inside) and end - at <= 3 and sited and not _venue(line, at, end):
        return where
    return None


def _past_state_in_name(line: Line, taken: Taken, at: int, end: int) -> int:
    """The end of a town that bears the name of a state: "in Port Sudan", "in Nuevo Chile, Chile"; else `end`."""
    name = taken.begins(end)
    if name is None or name.kind != "state" or DEMONYM in name.traits or end - at > 2:
        return end
    again = taken.begins(name.words.last + 1) if line.norm(name.words.last) == "," else None
    same = again is not None and again.id == name.id
    return name.words.last if same or line.norm(at) in _PORTS and end == at + 1 else end


def _lead(line: Line, taken: Taken, at: int) -> bool:
    listed = taken.ends(at - 1) is not None
    if line.norm(at - 1) == "of" and _town_of(line, at):
        return True
    if line.passage.passage.kind == "location" and at == 0:
        return True
    labelled = any(at == label.value.first and label.means.startswith("place") for label in line.passage.labels)
    return labelled or line.norm(at - 1) in _LEADS and not (line.norm(at - 1) == "," and listed)


def _town_of(line: Line, at: int) -> bool:
    """As in "in the city of Colonia"."""
    said = line.norm(at - 2) in words("names", "names.yaml", "towns")
    return said and line.norm(at - 3) == "the" and line.norm(at - 4) in ("in", "at")


def _town_and_day(line: Line, end: int, dated: frozenset[int]) -> bool:
    """Whether a head line is an unknown town and a day: "Paita, 3 May 2011", no "Final draft, 3 May 2011"."""
    head = line.passage.passage.kind == "location" and end <= 3 and line.norm(end) == ","
    papers = words("names", "names.yaml", "papers") | words("names", "names.yaml", "venues")
    whole = all(i in dated or not line.tokens[i].word for i in range(end, len(line.tokens)))
    return head and whole and not any(line.norm(i) in papers or heads().at(line.tokens, i) for i in range(end))


def _venue(line: Line, first: int, last: int) -> bool:
    return any(line.norm(i) in words("names", "names.yaml", "venues") for i in range(first, last))


def _run(line: Line, taken: Taken, at: int, dated: frozenset[int], blocked: frozenset[int]) -> int:
    end = at
    small = ("de", "al", "el", "la", "da", "do", "'s", "des", "del", "the")
    while (
        end < len(line.tokens)
        and end - at < 6
        and (line.cap(end) and line.tokens[end].word or end > at and line.norm(end) in small and line.cap(end + 1))
        and taken.at(end) is None
        and end not in dated
        and end not in blocked
    ):
        end += 1
    return end


def _dated_behind(line: Line, at: int, dated: frozenset[int]) -> bool:
    """Whether a day follows: "hosted by Peru in Paita on 3 March"."""
    return line.norm(at) in ("on", "from", "between") and (at + 1 in dated or at + 2 in dated) or at in dated


def _sited(line: Line, at: int) -> bool:
    """Whether "in" comes right behind a word of holding: "held in", "took place in", "met again in"."""
    before = line.norm(at - 1)
    return before in words("names", "names.yaml", "sited") or at - 1 < 0


def _with_state(line: Line, taken: Taken, node: str, name: str, words_: Span) -> Where:
    """Take the state that stands beside: ", Zambia", "(Fiji)", ", in the Republic of Mozambique"."""
    at = words_.last
    bracket = line.norm(at) == "("
    if line.norm(at) in (",", "("):
        at += 1
        at += line.norm(at) == "in"
        at += line.norm(at) == "the"
        if not bracket and line.norm(words_.first - 1) == "in":
            at = _past_region(line, taken, at)
        state = taken.begins(at)
        if state is not None and state.kind == "state" and DEMONYM not in state.traits:
            end = state.words.last
            if bracket and line.norm(end) == ")":
                return Where(node, name, Span(words_.first, end + 1), state)
            if not bracket:
                return Where(node, name, Span(words_.first, end), state)
    return Where(node, name, words_)


def _past_region(line: Line, taken: Taken, at: int) -> int:
    """The token of the state behind a region: "in Portland, Maine, the USA"; `at` where none stands between."""
    end = at
    while line.cap(end) and taken.at(end) is None and end - at < 2:
        end += 1
    state = end + 1 + (line.norm(end + 1) == "the")
    return state if end > at and line.norm(end) == "," and taken.begins(state) is not None else at


def _state_place(line: Line, taken: Taken, at: int, name: Name) -> Where | None:
    """Singapore as a town, and towns that bear the name of a state: "met in Liberia, Costa Rica"."""
    if DEMONYM in name.traits or line.norm(at - 1) not in _LEADS | {""}:
        return None
    sited = line.norm(at - 1) == "in" and (_sited(line, at - 1) or line.norm(at - 2) in (",", ""))
    city = CITY_STATES.get(name.id)
    if city:
        return Where(city, name.name, name.words) if line.norm(at - 1) in ("in", "–", "(", ":", "|") else None
    where = _with_state(line, taken, f"place:{slug(name.name)}", name.name, name.words)
    if where.state is None or not sited:
        return None
    after = where.words.last
    goes_on = line.norm(after) in ("and", ",") and taken.begins(after + 1) is not None
    return None if goes_on or name.words.last - at > 1 else where
