"""The series an event counts in, and the body that meets in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.facts.prose.events.lexicon import table
from explorer.facts.prose.events.model import Event, Mention
from explorer.facts.prose.events.sameness import GENERIC
from explorer.facts.prose.names.model import Name, NamedPage
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.ordinals import ordinal_at, roman
from explorer.facts.prose.text.tokens import norms, tokenise
from explorer.ontology import slug

HOME = "body:bali-process"
_COMMON = frozenset({"the", "of", "on", "for", "and", "in", "a", "to", "annual"})


def process_key(named: NamedPage) -> str:
    """Return the part of an id that keeps bodies of different processes apart; "" at home."""
    if named.process is None or HOME in (named.process.id, named.process.part_of):
        return ""
    return named.process.id.split(":", 1)[1]


def bare_title(text: str) -> tuple[str, ...]:
    """Return the words of a title in order that tell one event from another."""
    return tuple(w for w in norms(text) if w[:1].isalnum() and w not in _COMMON - {"annual"})


def uncounted(name: str) -> str:
    """Return a name without its ordinal, its year and what stands in brackets.

    >>> uncounted("Forty-Eighth (48th) Summit of Leaders 2017")
    'Summit of Leaders'
    """
    tokens = tokenise(name)
    kept: list[str] = []
    at, depth = 0, 0
    while at < len(tokens):
        counted = ordinal_at(tokens, at)
        if counted is not None or roman(tokens[at].text):
            at = counted[1] if counted is not None else at + 1
            continue
        depth += (tokens[at].norm == "(") - (tokens[at].norm == ")")
        if tokens[at].word and not depth and not (tokens[at].norm.isdigit() and len(tokens[at].norm) == 4):
            kept.append(tokens[at].text)
        at += 1
    return " ".join(kept)


def series_of(named: NamedPage, event: Event, mentions: Sequence[Mention]) -> tuple[str, Name | None]:
    """Return the key of the series that an event counts in ("" for none), and the body that meets in it."""
    key = process_key(named)
    prefix = f"{key}-" if key else ""
    process = named.process.id if named.process is not None and named.process.kind == "body" else ""
    body = next((m.body for m in mentions if m.body is not None and m.body.id != process), None)
    whole = next((m.body for m in mentions if m.body is not None and m.body.id == process), None)
    head = str(table("series_words").get(event.head, event.head))
    title = event.name.split(f" {event.topic}")[0] if event.topic else event.name  # what it prepares is another's
    name = f"{head} {title}".casefold()
    words = [w for w in norms(uncounted(event.name)) if w[:1].isalnum() and w not in _COMMON]
    if key:
        inner = set(norms(named.process.name)) if named.process is not None else set()
        words = [w for w in words if w not in inner] or words
    bare = slug(" ".join(words))
    if event.kind != "meeting":
        return (prefix + bare if bare and bare not in GENERIC else ""), body or whole
    met = next((each for each in (body, whole) if each is not None and each.id in table("series")), None)
    if met is not None:
        return table("series")[met.id], met
    if named.process is None and not _names_home(named) and body is None:
        return (bare if bare and bare not in GENERIC else ""), None
    home = whole or _home(named, process)
    ministers = "ministers meeting" in name.replace("'", "").replace("’", "")
    if "ministerial" in name and "preparatory" not in name or ministers:
        if body is not None:
            return f"{_key_of(body)}-mc", body
        return f"{prefix}mc", home
    if body is not None:
        return _key_of(body), body
    if "senior official" in name and not event.topic:
        return f"{prefix}som", home
    if key and whole is not None and bare in GENERIC:
        return key, whole
    if not bare or bare in GENERIC:
        return "", whole
    return prefix + bare, whole


def _key_of(body: Name) -> str:
    """The key of a body; one that nobody knows has no id yet."""
    return slug(body.id.partition(":")[2] or body.name)


def _names_home(named: NamedPage) -> bool:
    return HOME in named.known


def _home(named: NamedPage, process: str) -> Name | None:
    """The process as the body that meets in its conferences, where it stands on the page."""
    wanted = process or HOME
    for passage in named.passages:
        for unit in passage.units:
            for name in unit.names:
                if name.id == wanted:
                    return replace(name, words=Span(unit.words.first, unit.words.last))
    return None
