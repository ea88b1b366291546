"""Which column of a table means what, and what its rows state: told before it is done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.documents.sheets.coded import different
from explorer.errors import OptionError, nearest
from explorer.facts.columns.crossed import RELATIONS, Crossed, crossed, heads_are_parties, is_year
from explorer.facts.columns.dates import no_end, parse, serial, short, within
from explorer.facts.columns.names import Names, known
from explorer.facts.columns.options import Asked
from explorer.facts.columns.schemes import numbered, scheme_of, which_numbers
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import any_of, fold, meaning_of, missing
from explorer.ontology.datafile import shipped

_BRACKET = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]*[)\]]")
_DATES = ("date", "start", "end", "signed", "ratified", "acceded", "withdrew")
_ENDS = ("party", "country", "organisation", "person", "who")
_WHOLES = {"event", "body", "instrument", "signed", "ratified", "acceded", "withdrew"}
_CODE = re.compile(r"-?\d{1,2}")
_NEARLY = 0.9
_FEW = 12  # different marks that a column of marks may hold


@dataclass(frozen=True)
class Understood:
    """How a table was understood: its shape, the column of each meaning, constant words, columns of marks.

    `across` says what the marks state. `question` asks for what could not be understood, with the option that answers
    it; then nothing is drawn.
    """

    shape: str
    columns: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    marks: tuple[int, ...] = ()
    across: Crossed = Crossed()
    codes: str = ""  # the scheme of codes by which states are named
    question: str = ""

    def get(self, *meanings: str) -> int:
        """Return the column of the first of these meanings that there is, -1 for none."""
        return next((self.columns[name] for name in meanings if name in self.columns), -1)

    def others(self, table: Table, *meanings: str) -> list[int]:
        """Return the columns of none of these meanings, which stay as they are."""
        used = {self.columns[name] for name in meanings if name in self.columns}
        return table.besides({*used, *self.marks})


def understand(table: Table, said: Asked, names: Names, *, event: bool = False) -> Understood:
    """Return what the columns of a table mean. `event`: whether its rows may belong to one event of their context.

    Raises OptionError where `said` names a head that the table does not have.
    """
    columns, words = _said(table, said)
    taken = set(columns.values())
    marks = tuple(c for c in _mark_columns(table, said, names) if c not in taken)
    wide = _is_wide(table, marks) or said.shape == "wide"
    marks = marks if wide else ()
    above = wide and heads_are_parties(table, marks, names)
    free = table.besides({*taken, *marks})
    for meaning, column in _matched(table, free, set(columns) | set(words)):
        columns[meaning] = column
    if not above and not {"source", "target"} & set(columns):
        _numbered(table, columns, taken, names)
    if {"who", "target"} <= set(columns) and not {"source", "what"} & set(columns):  # donor and recipient
        columns["source"] = columns.pop("who")
    if "vote" in columns and not {"event", "what", "source"} & {*columns, *words}:
        columns |= _voted_on(table, columns)
    _by_values(table, columns, words, [c for c in free if c not in columns.values()], names, wide, above)
    if {"body", "instrument"} & set(columns) and {"party", "country"} & set(columns):
        yearly = tuple(c for c in marks if is_year(table.heads[c]))
        marks = yearly if len(yearly) > 1 else marks
    across = crossed(table, marks, columns, names, parties=above, shape=said.shape) if wide else Crossed()
    shape = said.shape or _shape(columns, words, marks, event)
    shape = shape if _has_needs(shape, columns) else ""
    if marks and shape in RELATIONS and not (_WHOLES & set(columns) and set(_ENDS) & set(columns)):
        shape = "wide"
    codes, open_codes = _codes(table, columns, names, said)
    question = open_codes or (across.question if shape == "wide" else "") if shape else _question(table, columns)
    return Understood(shape, columns, words, marks, across, codes, question)


def _said(table: Table, said: Asked) -> tuple[dict[str, int], dict[str, str]]:
    """Return the columns and the constant words that a person named."""
    columns: dict[str, int] = {}
    words: dict[str, str] = {}
    for meaning, head in said.columns:
        if head.startswith("="):
            words[meaning] = head[1:].strip()
            continue
        at = table.at(head)
        if at < 0:
            near = nearest(head, list(table.heads), 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise OptionError(
                f"--columns: no column is headed {head!r}.{hint} Heads: {', '.join(table.heads[:20])}. "
                f"For words that hold for every row write {meaning}=={head}."
            )
        columns[meaning] = at
    return columns, words


# --------------------------------------------------------------------------------------------- by head


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    listed = shipped("heads.yaml", "explorer.facts.columns")
    return {meaning: tuple(fold(word) for word in words) for meaning, words in listed.items()}


@lru_cache(maxsize=4_096)
def scores(head: str) -> tuple[tuple[int, str], ...]:
    """Return the meanings that a head may have, the likeliest first.

    >>> scores("Name of Organisation")[0][1], scores("Date of meeting")[0][1], scores("Party (short name)")[0][1]
    ('organisation', 'date', 'party')
    """
    forms = {fold(head), fold(_BRACKET.sub("", head))}
    found = []
    for meaning, words in _synonyms().items():
        exact = forms & set(words)
        runs = [w for w in words if len(w) > 3 and any(f" {w} " in f" {form} " for form in forms)]
        score = 100 if exact else 40 + max(map(len, runs)) if runs else 0
        if score:
            found.append((score, meaning))
    return tuple(sorted(found, key=lambda pair: -pair[0]))


def _matched(table: Table, free: Sequence[int], taken: set[str]) -> Iterator[tuple[str, int]]:
    """Yield meaning and column, the best match first; each of both once."""
    offers = [
        (-score, column, order, meaning)
        for column in free
        for order, (score, meaning) in enumerate(scores(table.heads[column]))
        if meaning not in taken and _fits(table, column, meaning)
    ]
    used: set[int] = set()
    for _, column, _, meaning in sorted(offers):
        if column not in used and meaning not in taken:
            used.add(column)
            taken.add(meaning)
            yield meaning, column


def _fits(table: Table, column: int, meaning: str) -> bool:
    """Whether what stands in a column can be what its head says."""
    sample = table.sample(column)
    if meaning in _DATES:
        sample = [cell for cell in sample if not missing(cell)]
    if not sample:
        return True
    if meaning in _DATES:
        dated = sum(_dated(cell) or short(cell) is not None or serial(cell) for cell in sample)
        return dated >= 0.6 * len(sample) or meaning in _DATES[3:] and all(len(cell) <= 30 for cell in sample)
    if meaning in ("source", "target") and fold(table.heads[column]) in ("i", "j", "from", "to"):
        return not all(_dated(cell) for cell in sample)
    if meaning == "weight":
        return all(_number(cell) for cell in sample)
    if meaning in ("role", "presence", "progress"):
        return len(sample) <= 40
    if meaning in ("event", "party", "organisation", "body", "instrument", "person", "what"):
        return not all(_number(cell) or _dated(cell) for cell in sample)
    return True


def _dated(cell: str) -> bool:
    return no_end(cell) or parse(cell, "day-first") is not None or parse(cell, "month-first") is not None


def _number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("-", "").replace(" ", "").isdigit()


# ------------------------------------------------------------------------------------------- by values


def _by_values(
    table: Table, columns: dict[str, int], words: dict[str, str], free: list[int], names: Names, wide: bool, above: bool
) -> None:
    """Give meanings to columns whose heads say nothing, by what stands in them; settle which of two is the party.

    `above`: the parties of a wide table are its heads.
    """
    has_party = any(m in columns or m in words for m in (*_ENDS, "source", "target"))
    if not has_party and not (above and {"event", "body", "instrument", "name"} & set(columns)):
        share, column = max(((_named(table.sample(c), names), c) for c in free), default=(0.0, -1))
        if share >= 0.6:
            columns["party"] = column
        elif wide and free and "event" not in columns:
            columns["party" if "name" not in columns else "name"] = columns.get("name", free[0])
    if (
        "name" in columns
        and not above
        and not any(m in columns for m in (*_ENDS, "event", "what", "instrument", "body"))
    ):
        columns["party"] = columns.pop("name")
    for column in free:
        if column in columns.values():
            continue
        sample = table.sample(column)
        told = [meaning_of("roles").get(fold(cell), "") for cell in sample]
        figures = all(map(_number, sample)) and ("event" not in columns or not {"0", "1"} <= {*sample})
        if sample and all(told) and not figures and len(sample) <= _FEW and not {"role", "what"} & set(columns):
            columns["presence" if {"absent"} & set(told) else "role"] = column
        elif sample and "date" not in columns and not wide and all(_dated(cell) for cell in sample):
            columns["date"] = column


def _voted_on(table: Table, columns: dict[str, int]) -> dict[str, int]:
    """Return the column that names what was voted on, words before numbers, as the event; nothing where none does."""
    free = [c for c in range(len(table.heads)) if c not in columns.values() or c == columns.get("instrument")]
    named = [(all(map(_number, table.sample(c))), c) for c in free if fold(table.heads[c]) in any_of("voted_on")]
    return {"event": min(named)[1]} if named else {}


def _numbered(table: Table, columns: dict[str, int], said: Collection[int], names: Names) -> None:
    """Take numbers of states, where a head says that they are, for the states that no other column names as well."""
    numbers = [c for c, head in enumerate(table.heads) if c not in said and numbered(head, table.sample(c), names)]
    parties = {name: column for name, column in columns.items() if name in _ENDS}
    named = any(c in said or _named(table.sample(c), names) >= _NEARLY for c in parties.values())
    if numbers and not named:
        for name in [name for name, column in columns.items() if name in parties or column == numbers[0]]:
            del columns[name]
        columns["country"] = numbers[0]


def _named(cells: Sequence[str], names: Names) -> float:
    """Return the share of cells that name a known state, organisation or body."""
    if not cells:
        return 0.0
    hits = sum(known(cell, names, ("state", "organisation", "body")) is not None for cell in cells[:60])
    return hits / len(cells[:60])


def _codes(table: Table, columns: dict[str, int], names: Names, said: Asked) -> tuple[str, str]:
    """Return the scheme of the codes by which states stand, "" for names; and the question where it is open."""
    ends = ("source", "target")
    for meanings in (ends,) if set(ends) <= set(columns) else (("country",), ("party",), ends):
        there = [columns[meaning] for meaning in meanings if meaning in columns]
        if there:
            cells = {cell.strip() for column in there for cell in different(table.columns[column])} - {""}
            heads = [table.heads[column] for column in there]
            scheme, question = scheme_of(cells, heads, names, said.codes)
            alone = meanings == ("country",) and not {"party", "organisation", "person", "name"} & set(columns)
            return scheme, question or (which_numbers(heads[0], cells, names) if alone and not scheme else "")
    return "", ""


# ----------------------------------------------------------------------------------------------- marks


def _mark_columns(table: Table, said: Asked, names: Names) -> Iterator[int]:
    """Yield the columns that hold nothing but marks: x, o, ✓, 1, 0, member …"""
    for column in table.besides(()):
        sample = table.sample(column)
        if is_marks(sample, said) and not _strong(table.heads[column], names):
            yield column


def is_marks(cells: Iterable[str], said: Asked) -> bool:
    """Tell whether cells are marks: few different ones, each known, asked for, or no longer than two signs; or words
    of which half are roles and the others are asked for.

    >>> is_marks(["x", "o"], Asked()), is_marks(["Fiji", "Samoa"], Asked()), is_marks(["2012"], Asked())
    (True, False, False)
    >>> is_marks(["Full member", "Suspended"], Asked())
    True
    """
    found = list(cells)
    own = {fold(mark) for mark, _ in said.marks} | set(meaning_of("roles"))
    roles = [cell for cell in found if fold(cell) in own]
    rest = [cell for cell in found if cell not in roles and fold(cell) not in any_of("unknown")]
    lettered = [cell for cell in found if cell.replace(" ", "").isalpha()]
    words = len(rest) <= len(roles) and {*rest} <= {*lettered} and bool({*roles} & {*lettered})
    return 0 < len(found) <= _FEW and (
        words or all(len(cell) <= 2 and not cell.isdigit() or _CODE.fullmatch(fold(cell)) for cell in rest)
    )


def _strong(head: str, names: Names) -> bool:
    """Whether a head names a meaning of its own, so that marks below it are its values, not marks of an event."""
    best = scores(head)
    return bool(best) and best[0][0] == 100 and known(head, names) is None


def _is_wide(table: Table, marks: tuple[int, ...]) -> bool:
    return len(marks) >= 2 and len(marks) >= 0.3 * len(table.heads)


# ---------------------------------------------------------------------------------------------- shapes


def _shape(columns: dict[str, int], words: dict[str, str], marks: tuple[int, ...], event: bool) -> str:
    """Return what the rows state, "" where it cannot be told."""
    have = set(columns) | set(words)
    party = have & {"party", "country", "organisation", "person", "name"}
    if {"source", "target"} <= have:
        return "ties"
    if marks and (party or have & {"event", "body", "instrument"}):
        return "wide"
    if "what" in have and have & {
        "who",
        "made_at",
        "due",
        "progress",
        "answered_by",
        "party",
        "country",
        "event",
        "organisation",
    }:
        return "commitments"
    treaty = have & {"signed", "ratified", "acceded", "withdrew"}
    if treaty == {"withdrew"} and len(party | have & {"body"}) > 1:  # of members, when they left
        treaty = set()
    if (party - {"name"} or "who" in have) and ("instrument" in have and not {"vote", "event"} <= have or treaty):
        return "treaties"
    if have & {"person", "department"} and have & {"organisation", "party"} and "date" in have and "event" not in have:
        return "meetings"
    if party and "body" in have and "event" not in have:
        return "memberships"
    if (
        party
        and "organisation" in have
        and len(party) > 1
        and "event" not in have
        and have & {"start", "end", "role", "withdrew"}
    ):
        return "memberships"
    if party and ("event" in have or {"vote", "date"} <= have):
        return "attendance"
    if party and "date" in have and have & {"place", "role", "presence", "body"} and party != {"country", "name"}:
        return "attendance"  # where a name stands beside the country, its rows are about what bears it
    if party and have & {"start", "end"}:
        return "memberships"
    return "attendance" if party and event else ""


def _has_needs(shape: str, columns: dict[str, int]) -> bool:
    """Tell whether the columns that a shape cannot do without are there, as a person may have named it."""
    parties = set(_ENDS)
    needs: dict[str, tuple[set[str], ...]] = {
        "attendance": (parties,), "treaties": (parties,), "memberships": ({*parties, "name"},),
        "commitments": ({"what"},), "meetings": ({"person", "department"},), "ties": ({"source"}, {"target"}),
    }  # fmt: skip
    return all(set(columns) & each for each in needs.get(shape, ()))


def _question(table: Table, columns: dict[str, int]) -> str:
    """Return the one line that asks for what could not be understood."""
    known_heads = [f"{meaning}={table.heads[column]}" for meaning, column in columns.items()]
    named = table.besides(columns.values())
    undated = {c: cell for c in named if (cell := no_date(table, c))}
    guess = dict.fromkeys(("party", "event"), "")
    left = [table.heads[column] for column in named if column not in undated]
    there = bool({*_ENDS} & set(columns))
    for meaning in guess:
        if meaning not in columns and not (there and meaning == "party"):
            guess[meaning] = left.pop(0) if left else "HEAD"
    wanted = [f"{meaning}={head}" for meaning, head in guess.items() if head]
    heads = ", ".join(table.heads[:12]) + (" …" if len(table.heads) > 12 else "")
    understood = f" Understood: {', '.join(known_heads)}." if known_heads else ""
    for column, cell in undated.items():
        understood += f" {table.heads[column]!r} holds {cell[:40]!r}, which is no date that is known (2023-10-05 is)."
    return (
        f"what its rows say cannot be told from the heads ({heads}).{understood} "
        f'Say it, for instance: --columns "{",".join([*known_heads, *wanted])}"'
        + (', or of a list of members: --columns "body==NAME"' if there else "")
    )


def no_date(table: Table, column: int) -> str:
    """Return a cell that is no date though the head of its column says so, "" for none."""
    best = scores(table.heads[column])
    if not best or best[0][1] not in _DATES:
        return ""
    return next((cell for cell in table.sample(column) if not missing(cell) and not _dated(cell)), "")


def dates_in(heads: Iterable[str]) -> Counter[str]:
    """Return how many heads hold a date."""
    return Counter("dated" if within(head) else "plain" for head in heads)
