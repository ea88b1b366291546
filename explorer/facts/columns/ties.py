"""Edge lists: from whom to whom, by which relation, since when, how strong."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from explorer.facts.columns.figures import plain
from explorer.facts.columns.names import Named, Names, by_code, known
from explorer.facts.columns.occasions import day_in
from explorer.facts.columns.schemes import no_code
from explorer.facts.columns.sheaf import Sheaf, own_name
from explorer.facts.columns.understanding import Understood
from explorer.facts.columns.words import fold
from explorer.facts.statements import Relation
from explorer.ontology import slug, vocabulary


def draw_ties(sheaf: Sheaf, how: Understood, names: Names, order: str, sign: str = "") -> None:
    """Draw an edge list. Ends that no list knows are organisations; a relation of one's own keeps its name.

    An end that lists known names ("Australia, New Zealand") is as many ends. `sign`: the decimal sign of its weights.
    """
    table = sheaf.table
    ends = [how.columns["source"], how.columns["target"]]
    named: list[dict[str, tuple[Named, ...]]] = []
    for column in ends:
        different = [text for text in dict.fromkeys(table.columns[column]) if text]
        named.append({text: _ends(text, names, how.codes) for text in different if not _odd(text, names, how.codes)})
    verb, day, until = how.get("relation"), how.get("date", "start"), how.get("end")
    weight = how.get("weight")
    used = tuple(c for c in (*ends, verb, day, weight) if c >= 0)
    known_columns = {*ends, verb, day, until}
    further = table.besides(known_columns)
    joined: dict[tuple[str, ...], list[int]] = {}
    for row, texts in enumerate(zip(*(table.columns[c] for c in ends), strict=True)):
        if not all(texts):
            sheaf.pass_over(row, used, "it lacks one of its two ends")
            continue
        if odd := [no_code(text, how.codes) for text, told in zip(texts, named, strict=True) if text not in told]:
            sheaf.pass_over(row, used, "; ".join(odd))
            continue
        both = [names_of[text] for names_of, text in zip(named, texts, strict=True)]
        for each, column, text in zip(both, ends, texts, strict=True):
            for end in each:
                sheaf.name(end, row, (column,), text)
        pairs = [(one.id, other.id) for one, other in itertools.product(*both) if one.id != other.id]
        if not pairs:
            sheaf.pass_over(row, used, "both ends are the same")
            continue
        word = table.columns[verb][row] if verb >= 0 else how.words.get("relation", "")
        start, end_day = (day_in(sheaf, column, row, order) for column in (day, until))
        cells = tuple(
            (table.heads[c], plain(table.columns[c][row], sign) if c == weight else table.columns[c][row])
            for c in further
            if table.columns[c][row]
        )
        for one, other in pairs:
            tie = Relation(one, relation_named(word), other, "", start, end_day, further=cells)
            sheaf.relate(tie, row, used)
            joined.setdefault((one, tie.relation, other, "", start, end_day), []).append(row)
    _joined(sheaf, {key: rows for key, rows in joined.items() if len(rows) > 1}, weight if sign else -1, sign, used)


def _joined(
    sheaf: Sheaf, joined: dict[tuple[str, ...], list[int]], weight: int, sign: str, used: tuple[int, ...]
) -> None:
    """Sum the weights of rows that state one relation, and tell how many rows did. `weight`: -1 for none of numbers."""
    table = sheaf.table
    for key, rows in joined.items() if weight >= 0 else ():
        figures = [plain(cell, sign) for row in rows if (cell := table.columns[weight][row])]
        if figures and (old := sheaf.relations.get(key)):
            named = own_name(table.heads[weight], "relations")
            total = f"{sum(map(Decimal, figures)):f}"
            further = tuple((head, total if head == named else cell) for head, cell in old.further)
            sheaf.relations[key] = replace(old, further=further)
    if joined:
        rows = next(iter(joined.values()))
        number, several = sum(map(len, joined.values())), len(joined)
        sheaf.guess(
            rows[1], used, f"{number:,} rows have their two ends, relation and dates in common with others, and make "
            f"{several:,} relation{'s' * (several != 1)}; "
            + (f"{table.heads[weight]!r} is summed, " if weight >= 0 else "")
            + "different cells of their other columns stand side by side, equal ones once"
            + ("" if weight >= 0 else "; numbers of a column are summed where it is the weight: --columns weight=HEAD"),
        )  # fmt: skip


def relation_named(word: str) -> str:
    """Return the relation that a word names, of the vocabulary where it is one, else one of the user's own.

    >>> relation_named("Member of"), relation_named("trades with"), relation_named("")
    ('member_of', 'trades_with', 'linked_to')
    """
    plain = fold(word).replace(" ", "_")
    for name, relation in vocabulary().relations.items():
        if fold(word) in (fold(name), fold(relation.label)):
            return name
    return plain or "linked_to"


def _odd(text: str, names: Names, codes: str) -> bool:
    return bool(no_code(text, codes)) and by_code(text, names, codes) is None


def _ends(text: str, names: Names, codes: str) -> tuple[Named, ...]:
    """Return whom a cell names; several where each piece of a list is known."""
    found = (by_code(text, names, codes) if codes else None) or known(text, names)
    if found is not None:
        return (found,)
    listed = [known(part, names) for part in re.split(r"[,;\n]|\s(?:and|&)\s", text) if part.strip()]
    if len(listed) > 1 and all(listed):
        return tuple(one for one in listed if one is not None)
    key = slug(text) or slug("x" + text.encode().hex())
    return (Named(f"organisation:{key}", "organisation", text, "", "no list has it"),)
