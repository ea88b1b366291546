"""What speaks for a shape of table, and against it, beyond the meanings of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from explorer.facts.columns.dates import within
from explorer.facts.columns.matching import named, number, scores
from explorer.facts.columns.names import Names, known
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import any_of, fold, has_word, meaning_of, missing

_SERIES = re.compile(r"([^\W\d]+?)[\s_.-]*\d{1,2}")
_RUN_TOGETHER = re.compile(r"(?:[A-Z]?[a-z]+_?)+\d{0,2}")  # Vote1, ann_lake: how variables are called
_STAGED = ("ratified", "acceded", "signed")


def attends(table: Table, columns: Mapping[str, int]) -> bool:
    """Tell whether rows of a party and a date, without a head of events, say that the party was somewhere on that day.

    A head of meetings or of presence does, and a column of roles that somebody has at a meeting. A place does where
    the day is called nothing but that and no other column shows that the rows are about something else.

    >>> from explorer.facts.columns.table import Table
    >>> columns = {"party": 0, "date": 1, "role": 2}
    >>> [attends(Table("d", ("Party", "Date", "Role"), (["Fiji"], ["2012"], [role]), [None]), columns)
    ...     for role in ("observer", "Active", "yes")]
    [True, False, False]
    """
    if "date" not in columns:
        return False
    if any(has_word(head, "events") or has_word(head, "attending") for head in table.heads):
        return True
    roles = {meaning_of("roles").get(fold(cell), "") for cell in _filled(table, columns.get("role", -1))}
    plain = {fold(cell) for cell in _filled(table, columns.get("role", -1))} <= any_of("yes_or_no")
    if roles and "" not in roles and not plain:
        return True
    odd = (
        "" in roles
        or {"name", "presence"} & set(columns)
        or len({"person", "party", "organisation"} & set(columns)) > 1
    )
    called = {meaning: score for score, meaning in scores(table.heads[columns["date"]])}
    about_else = any(has_word(head, "records") for head in table.heads)
    return "place" in columns and not odd and called.get("date", 0) == 100 and not about_else


def _filled(table: Table, column: int) -> list[str]:
    return [cell for cell in table.sample(column) if not missing(cell)] if column >= 0 else []


def stages(table: Table, columns: Mapping[str, int], said: Collection[int]) -> int:
    """Return the column that holds stages of a treaty (ratification, acceptance, accession) in words; -1 for none."""
    if {"event", "what", "source", "body"} & set(columns):
        return -1
    used = {column for name, column in columns.items() if name != "role"}
    for column in range(len(table.heads)):
        cells = {fold(cell) for cell in _filled(table, column)}
        told = [meaning_of("treaty").get(cell, "") if len(cell) > 3 else "" for cell in cells]
        if column not in used | {*said} and {*told} & {*_STAGED} and 4 * told.count("") <= len(told):
            return column
    return -1


def who_it_is_about(table: Table, columns: dict[str, int], said: Collection[str], names: Names) -> None:
    """Take away the party where a person stands beside it and it is none that has meetings: a political one, or the
    state in which a town lies.
    """
    party = columns.get("party", -1)
    if party < 0 or "party" in said or "person" not in columns:
        return
    alone = fold(table.heads[party]) in ("state", "states", "party", "parties")
    if alone and "organisation" not in columns and named(table.sample(party), names) < 0.5:
        del columns["party"]


def both_sides(table: Table, columns: dict[str, int], said: Collection[str]) -> None:
    """Take the public body and the name of an organisation in a register of contacts for the two sides that met."""
    heads = " ".join(table.heads)
    if "date" not in columns or {"event", "person", "department"} & set(columns) or not has_word(heads, "contacts"):
        return
    side, other = columns.get("party", -1), columns.get("body", -1)
    if side < 0 or other < 0 or {"party", "body"} & {*said} or "organisation" in columns:
        return
    if fold(table.heads[side]) in any_of("public_bodies") and fold(table.heads[other]) in any_of("names_of_bodies"):
        columns["department"], columns["organisation"] = columns.pop("party"), columns.pop("body")
        columns.pop("office", None)  # "official": of which office he is, the body beside says


def counts(table: Table, marks: Sequence[int]) -> str:
    """Return the figures below heads that are counts, no marks: many different ones, or larger than codes are."""
    cells = {fold(cell) for column in marks for cell in table.sample(column)}
    figures = sorted((int(cell) for cell in cells if cell.isdecimal()), reverse=True)
    return ", ".join(map(str, figures[:3])) if figures and figures[0] > 3 and len(figures) > 2 else ""


def parted_series(heads: Iterable[str]) -> list[str]:
    """Return the words of heads that are numbered alike, as Judge1, Judge2, Vote1, Vote2 are; [] for fewer than two.

    >>> parted_series(["Title", "Judge1", "Judge2", "Vote1", "Vote2"]), parted_series(["SOM 1", "SOM 2"])
    (['Judge', 'Vote'], [])
    """
    found = Counter(match[1] for head in heads if (match := _SERIES.fullmatch(head.strip())))
    same = [word for word, times in found.items() if times > 1 and list(found.values()).count(times) > 1]
    return same if len(same) > 1 else []


def vouched(heads: Sequence[str], names: Names) -> bool:
    """Tell whether half of some heads are events or bodies beyond doubt: by a date, a word or a number apart, or known.

    >>> from explorer.facts.columns.names import shipped_names
    >>> [vouched([head], shipped_names()) for head in ("SOM 5", "Lake Summit", "ASEAN", "Vote1", "ann_lake")]
    [True, True, True, False, False]
    """
    return 2 * sum(_is_occasion(head, names) for head in heads) >= len(heads)


def _is_occasion(head: str, names: Names) -> bool:
    if within(head) is not None or known(head, names) is not None:
        return True
    return not _RUN_TOGETHER.fullmatch(head) and (
        any(char.isdigit() for char in head)
        or head.isupper()
        or any(has_word(head, words) for words in ("events", "workshops", "bodies", "organisations", "instruments"))
    )


def pairs_alike(table: Table) -> tuple[int, int] | None:
    """Return two columns called alike but for 1 and 2, or a and b, that hold names: the ends of ties.

    >>> pairs_alike(Table("d", ("character_1", "character_2", "n"), (["Ann"], ["Bob"], ["3"]), [None]))
    (0, 1)
    >>> pairs_alike(Table("d", ("node1", "node2", "n"), (["Ann"], ["Bob"], ["3"]), [None]))
    (0, 1)
    """
    words = [fold(re.sub(r"(?<=[a-z])(?=\d)", " ", head)).split() for head in table.heads]
    for left, one in enumerate(words):
        for right in range(left + 1, len(words)):
            differ = [pair for pair in zip(one, words[right], strict=False) if pair[0] != pair[1]]
            if len(one) == len(words[right]) > 1 and differ in ([("1", "2")], [("a", "b")]):
                cells = [cell for column in (left, right) for cell in table.sample(column)]
                kinds = any_of("types") & {*one}
                if cells and not kinds and not all(map(number, cells)):
                    return left, right
    return None
