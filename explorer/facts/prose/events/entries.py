"""Place and day right behind an event: "Workshop on Visas – Bangkok, 23-26 July 2012", "its meeting in May 2009"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.names.model import Unit
from explorer.facts.prose.text.model import Span, TextPassage

_BETWEEN = frozenset({":", "–", "-", "|", ","})  # a day and what is held on it
_MARKS = frozenset({",", "(", "–", ":", "|", ")", ";", "."})
_SMALL = frozenset({"held", "in", "on", "from", "and", "the", "at", "to"})
_LEADS = {"date": frozenset({"on", "from", "of", "in"}), "place": frozenset({"in"})}  # right behind, without a mark


def sites_behind(passage: TextPassage, units: Sequence[Unit], at: int) -> tuple[list[Unit], int]:
    """Return the places and dates that stand behind token `at`, and the token behind them."""
    lead = passage.tokens[at].norm if at < len(passage.tokens) else ""
    behind = next((u for u in units if u.words.first == at + 1), None)
    small = behind is not None and lead in _LEADS.get(behind.sort, ())
    if not small and lead not in _MARKS - {")", ";", "."}:
        return [], at
    found: list[Unit] = []
    end = at
    bracket = passage.tokens[at].norm == "("
    for unit in units:
        if unit.words.first < at:
            continue
        between = [t.norm for t in passage.tokens[end : unit.words.first]]
        loose = _MARKS if not found and not small else _MARKS | _SMALL | {lead}
        site = unit.sort in ("place", "date") or bool(unit.names) and all(n.kind == "state" for n in unit.names)
        if not site or not set(between) <= loose or bracket and ")" in between:
            break
        found.append(unit)
        end = unit.words.last
    while end < len(passage.tokens) and passage.tokens[end].norm in (")", ".", ";"):
        end += 1
    return [unit for unit in found if unit.sort in ("place", "date")], end


def day_before(passage: TextPassage, units: Sequence[Unit], mention: Mention) -> Unit | None:
    """Return the day that an entry of a calendar begins with: "3-4 March 2014: Second Session of the Board, Suva"."""
    at, last = mention.words.first - 1, mention.words.last
    at -= at > 0 and passage.tokens[at].norm == "the"
    day = next((u for u in units if u.sort == "date" and u.words.last == at and u.words.first <= 2), None)
    if day is None or passage.tokens[at].norm not in _BETWEEN:
        return None
    dated = any(unit.sort == "date" and unit.words.first >= last for unit in units)
    return None if dated or not _only_where(passage, last) else day


def _only_where(passage: TextPassage, at: int) -> bool:
    """Tell whether the rest of a passage may be a place and a remark: ", Suva (this meeting)", ", in Apia, Samoa"."""
    rest = list(passage.tokens[at:])
    bracket = next((n for n, token in enumerate(rest) if token.norm == "("), len(rest))
    closed = bracket == len(rest) or rest[-1].norm == ")"
    return closed and all(token.capital or token.norm in _MARKS | _SMALL for token in rest[:bracket])


def is_entry(passage: TextPassage, units: Sequence[Unit], mention: Mention) -> bool:
    """Tell whether a passage is nothing but an event with its place or date, whichever stands first."""
    first = passage.sentences[0].first if passage.sentences else 0
    sites, end = sites_behind(passage, units, mention.words.last)
    if bool(sites) and mention.words.first - first <= 1 and end >= len(passage.tokens):
        return True
    return day_before(passage, units, mention) is not None


def as_entry(passage: TextPassage, units: Sequence[Unit], mention: Mention) -> Mention:
    """Return a naming with the day right beside it; in an entry of a list it names a certain event.

    There a kind in brackets is told of what stands before them: "Safe Landing (FTF workshop) – Bangkok, May 2015".
    """
    last, tokens = mention.words.last, passage.tokens
    opened = next((i for i in range(mention.words.first - 1, 0, -1) if tokens[i].norm == "("), 0)
    if opened and last < len(tokens) and tokens[last].norm == ")" and mention.words.first - opened <= 4:
        first = passage.sentences[0].first if passage.sentences else 0
        topic = passage.plain(Span(first, opened))
        whole = replace(mention, words=Span(first, last + 1), name=topic, topic=topic, body=None)
        if is_entry(passage, units, whole):
            mention = whole
    if is_entry(passage, units, mention):
        mention = replace(mention, definite=True)
    return replace(mention, day=_day(passage, units, mention))


def _day(passage: TextPassage, units: Sequence[Unit], mention: Mention) -> str:
    """Return the day of "the meeting in Perth in May 2009", "the Workshop, Suva, 3 May 2019", "the 2010 meeting"."""
    first, last = mention.words.first, mention.words.last
    sites, _ = sites_behind(passage, units, last)
    ahead = day_before(passage, units, mention)
    dated = [*sites, *([ahead] if ahead is not None else [])]
    told = next((f"{w.start}/{w.end}".rstrip("/") for u in dated if (w := u.when) is not None and w.start), "")
    year = passage.tokens[first - 1].norm if first else ""
    return told or (year if year.isdigit() and len(year) == 4 else "")
