"""Which column of a table means what, and what its rows state: told before it is done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from explorer.documents.sheets.coded import different
from explorer.errors import OptionError, nearest
from explorer.facts.columns import asking, evidence
from explorer.facts.columns.crossed import RELATIONS, Crossed, crossed, heads_are_parties, is_year
from explorer.facts.columns.dates import compact
from explorer.facts.columns.matching import dated, matched, may_name, named, number, scores
from explorer.facts.columns.names import Names, known
from explorer.facts.columns.options import Asked
from explorer.facts.columns.schemes import numbered, scheme_of, which_numbers
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import any_of, fold, meaning_of

_ENDS = ("party", "country", "organisation", "person", "who")
_WHOLES = {"event", "body", "instrument", "signed", "ratified", "acceded", "withdrew"}
_CODE = re.compile(r"-?\d{1,2}")
_NEARLY = 0.9
_SHOWN_HEADS = 4
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
    how, why = _understood(table, said, names, event)
    if not why and (how.shape or how.question):
        return how
    key = how.get("party") if how.marks and "parties" in why else -1

    def shape_of(pairs: dict[str, str]) -> str:
        other, open_ = _understood(table, replace(said, columns=(*said.columns, *pairs.items())), names, event)
        return "" if open_ or other.question else other.shape

    return replace(how, question=asking.question(table, how.columns, names, shape_of, why, key))


def _understood(table: Table, said: Asked, names: Names, event: bool) -> tuple[Understood, str]:
    """Return what a table means, and why that is not enough, "" where it is."""
    columns, words = _said(table, said)
    taken, told = set(columns.values()), {*columns, *words}
    marks = tuple(c for c in _mark_columns(table, said, names) if c not in taken)
    wide = _is_wide(table, marks) or said.shape == "wide"
    marks = marks if wide else ()
    above = wide and heads_are_parties(table, marks, names)
    free = table.besides({*taken, *marks})
    for meaning, column in matched(table, free, set(columns) | set(words), names):
        columns[meaning] = column
    if not above and not {"source", "target"} & set(columns):
        _numbered(table, columns, taken, names)
    _settled(table, columns, words, told, names)
    by_head = {*columns.values()}
    _by_values(table, columns, words, [c for c in free if c not in columns.values()], names, wide, above)
    if {"body", "instrument"} & set(columns) and {"party", "country"} & set(columns):
        yearly = tuple(c for c in marks if is_year(table.heads[c]))
        marks = yearly if len(yearly) > 1 else marks
    across = crossed(table, marks, columns, names, parties=above, shape=said.shape) if wide else Crossed()
    have = {*columns, *words} | _shown(table, columns, taken, told)
    shape = said.shape or _shape(have, marks, event)
    shape = shape if _has_needs(shape, columns) else ""
    if marks and shape in RELATIONS and not (_WHOLES & set(columns) and set(_ENDS) & set(columns)):
        shape = "wide"
    codes, open_codes = _codes(table, columns, names, said)
    question = open_codes or (across.question if shape == "wide" else "") if shape else ""
    why = (
        ""
        if question or shape != "wide" or said.shape
        else _unclear(table, columns, by_head, marks, across, said, names)
    )
    return Understood(shape, columns, words, marks, across, codes, question), why


def _settled(
    table: Table, columns: dict[str, int], words: Mapping[str, str], told: Collection[str], names: Names
) -> None:
    """Settle what heads mean beside each other."""
    if {"who", "target"} <= set(columns) and not {"source", "what"} & set(columns):  # donor and recipient
        columns["source"] = columns.pop("who")
    if "vote" in columns and not {"event", "what", "source"} & {*columns, *words}:
        columns |= _voted_on(table, columns)
    evidence.who_it_is_about(table, columns, told, names)
    evidence.both_sides(table, columns, told)


def _shown(table: Table, columns: dict[str, int], taken: Collection[int], told: Collection[str]) -> set[str]:
    """Return what cells and heads show of the rows: that they are of meetings, or of stages of a treaty.

    A column of stages becomes the role.
    """
    shown = set()
    dated_by = {"signed", "ratified", "acceded"} & set(columns) and "instrument" not in {*columns, *told}
    if dated_by and "name" in columns and asking.holds(table, columns["name"], ("instruments",)):
        columns["instrument"] = columns.pop("name")
    if "role" not in told and (column := evidence.stages(table, columns, taken)) >= 0:
        columns["role"] = column
        shown.add("stages")
    if "stages" not in shown and ({"place", "role", "presence"} & {*told} or evidence.attends(table, columns)):
        shown.add("attends")
    return shown


def _unclear(
    table: Table, columns: Mapping[str, int], by_head: Collection[int], marks: tuple[int, ...], across: Crossed,
    said: Asked, names: Names,
) -> str:  # fmt: skip
    """Return why a table of marks cannot be taken as it looks, "" where it can."""
    if across.turned or across.relation != "participated_in":
        return ""
    if not said.marks and (figures := evidence.counts(table, marks)):
        return (
            f"its figures ({figures}) may be counts, which are no marks of presence; if they are marks, say what each "
            f'means, as in --columns "{figures.split(",")[0]}=observer"'
        )
    party, heads = columns.get("party", -1), [table.heads[column] for column in marks]
    if party < 0 or party in by_head or named(table.sample(party), names) >= 0.6 or evidence.vouched(heads, names):
        return ""
    some = ", ".join(heads[:_SHOWN_HEADS]) + (" …" if len(heads) > _SHOWN_HEADS else "")
    return f"whether {table.heads[party]} or {some} are the parties cannot be told"


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


# ------------------------------------------------------------------------------------------- by values


def _by_values(
    table: Table, columns: dict[str, int], words: dict[str, str], free: list[int], names: Names, wide: bool, above: bool
) -> None:
    """Give meanings to columns whose heads say nothing, by what stands in them; settle which of two is the party.

    `above`: the parties of a wide table are its heads.
    """
    has_party = any(m in columns or m in words for m in (*_ENDS, "source", "target"))
    if not has_party and not (above and {"event", "body", "instrument", "name"} & set(columns)):
        may = [c for c in free if may_name(table.heads[c])]
        share, column = max(((named(table.sample(c), names), c) for c in may), default=(0.0, -1))
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
    days = [c for c in free if c not in columns.values() and not wide and _all_days(table, c, names)]
    for column in free:
        if column in columns.values():
            continue
        sample = table.sample(column)
        told = [meaning_of("roles").get(fold(cell), "") for cell in sample]
        figures = all(map(number, sample)) and ("event" not in columns or not {"0", "1"} <= {*sample})
        if sample and all(told) and not figures and len(sample) <= _FEW and not {"role", "what"} & set(columns):
            columns["presence" if {"absent"} & set(told) else "role"] = column
        elif days == [column] and "date" not in columns:
            columns["date"] = column


def _all_days(table: Table, column: int, names: Names) -> bool:
    """Whether a column holds days, beyond doubt, below a head that is no name."""
    sample = table.sample(column)
    days = all(dated(cell) and not compact(cell) for cell in sample)
    return bool(sample) and days and known(table.heads[column], names) is None


def _voted_on(table: Table, columns: dict[str, int]) -> dict[str, int]:
    """Return the column that names what was voted on, words before numbers, as the event; nothing where none does."""
    free = [c for c in range(len(table.heads)) if c not in columns.values() or c == columns.get("instrument")]
    there = [(all(map(number, table.sample(c))), c) for c in free if fold(table.heads[c]) in any_of("voted_on")]
    return {"event": min(there)[1]} if there else {}


def _numbered(table: Table, columns: dict[str, int], said: Collection[int], names: Names) -> None:
    """Take numbers of states, where a head says that they are, for the states that no other column names as well."""
    numbers = [c for c, head in enumerate(table.heads) if c not in said and numbered(head, table.sample(c), names)]
    parties = {name: column for name, column in columns.items() if name in _ENDS}
    told = any(c in said or named(table.sample(c), names) >= _NEARLY for c in parties.values())
    if numbers and not told:
        for name in [name for name, column in columns.items() if name in parties or column == numbers[0]]:
            del columns[name]
        columns["country"] = numbers[0]


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


def _shape(have: set[str], marks: tuple[int, ...], event: bool) -> str:
    """Return what the rows state, by the meanings that there are and what is shown; "" where it cannot be told."""
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
    treaty = have & {"signed", "ratified", "acceded", "withdrew", "stages"}
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
    if party and {"date", "attends"} <= have and party != {"country", "name"}:
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
