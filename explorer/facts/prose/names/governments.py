"""Parts of states: a bare ministry or government stands for its state; agencies with a name of their own do not."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import AGENCY, DEMONYM, Name
from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.model import Span

_INNER = frozenset({"immigration", "customs", "police", "administration", "parliament", "treasury", "government"})


def widen_states(line: Line, taken: Taken, blocked: frozenset[int]) -> None:
    """Widen states to the ministries that stand for them; the wording is kept by the wider span.

    "Indonesian Ministry of Foreign Affairs", "Sri Lanka's Department of Immigration", "New Zealand Customs",
    "Government of Thailand", "Royal Thai Navy", "Ministry of Home Affairs Malaysia".
    """
    for name in taken.all():
        if name.kind != "state" or taken.at(name.words.first) is not name:
            continue
        first = _start(line, name, taken, blocked)
        royal = line.norm(first) == "royal"
        last = _end(line, name, taken) if royal or first == name.words.first else name.words.last
        if first < name.words.first or last > name.words.last:
            traits = name.traits - {DEMONYM} | {AGENCY}
            taken.put(replace(name, words=Span(first, last), traits=traits))
    for name in reversed(taken.all()):  # "the Danish, Swedish and Finnish delegations"
        at = name.words.last
        at += line.norm(at) in (",", "and")
        after = taken.begins(at + (line.norm(at) == "and"))
        shared = after is not None and after.kind == "state" and AGENCY in after.traits and at > name.words.last
        if DEMONYM in name.traits and shared:
            taken.put(replace(name, traits=name.traits - {DEMONYM} | {AGENCY}))


def head_at(line: Line, at: int) -> int:
    """Return the token after a noun of government that begins at `at`, 0 when none does."""
    if not line.cap(at):
        return 0
    met = phrases("names", "names.yaml", "government").at(line.tokens, at)
    return met[1] if met else 0


def _end(line: Line, name: Name, taken: Taken) -> int:
    """The token after the agency's name that begins with the state or its adjective; else the state's own end."""
    small = words("names", "names.yaml", "government_small")
    at = name.words.last
    if line.norm(at) == "'s":
        at += 1
    elif DEMONYM in name.traits and line.norm(at) in small and not line.cap(at):
        while line.norm(at) in small or line.norm(at) in ("forces", "force", "services", "service"):
            at += 1
        return at
    for steps in range(5):
        titled = line.norm(at) in words("names", "names.yaml", "titles")
        if titled or taken.at(at) is not None or not (line.cap(at) or steps and line.norm(at) in ("and", "for", "of")):
            break
        end = head_at(line, at)
        if end:
            return _tail(line, end, taken)
        at += 1
    return name.words.last


def _tail(line: Line, at: int, taken: Taken) -> int:
    """Follow "of Foreign Affairs", "for Immigration and Border Protection" behind a ministry."""
    last = at
    while at < len(line.tokens) and at - last < 3:
        if line.cap(at) and line.tokens[at].word:
            if taken.at(at) is not None and DEMONYM not in taken.at(at).traits:  # type: ignore[union-attr]
                break
            last = at = at + 1
        elif line.norm(at) in ("of", "for", "and", "the", "&", "'s") or _trio(line, at):
            at += 1
        else:
            break
    return last


def _trio(line: Line, comma: int) -> bool:
    """As in "Ministry of Law, Justice and Labour"."""
    return line.norm(comma) == "," and line.cap(comma + 1) and line.norm(comma + 2) == "and"


def _start(line: Line, name: Name, taken: Taken, blocked: frozenset[int]) -> int:
    """The first token of "Ministry of Justice of the", "Embassy of", "Ministry of Home Affairs" before a state."""
    first = name.words.first
    if line.norm(first - 1) == "royal" and line.cap(first - 1):
        return first - 1
    if DEMONYM in name.traits:
        return first
    at = first - 1 - (line.norm(first - 1) == "the")
    direct = at == first - 1 and line.cap(at)
    if not direct and line.norm(at) not in ("of", ","):
        return first
    comma = line.norm(at) == ","
    at -= not direct
    found = first
    for _ in range(12):
        if at < 0 or at in blocked or taken.at(at) is not None and DEMONYM not in taken.at(at).traits:  # type: ignore[union-attr]
            break
        if not (line.cap(at) or line.norm(at) in ("of", "and", "for", "the", "'s", "&")):
            break
        end = head_at(line, at)
        inner = line.norm(at) in _INNER and line.norm(at - 1) in ("and", "for", "of", "&", ",")
        if end and end <= first and not inner:
            found = at
        at -= 1
    while found < first and line.cap(found - 1) and taken.at(found - 1) is None and found - 1 not in blocked:
        if line.norm(found - 1) in words("names", "names.yaml", "not_in_names"):
            break
        found -= 1  # "Interior Ministry", "Attorney-General's Department"
    while found < first and line.norm(found - 1) == "'s" and line.cap(found - 2):
        found -= 2
        if line.norm(found) == "general" and line.cap(found - 1):
            found -= 1
    return first if comma and found == first else found
