"""Edge lists: from whom to whom, by which relation, since when, how strong."""

from __future__ import annotations

from explorer.facts.columns.dates import parse
from explorer.facts.columns.figures import plain
from explorer.facts.columns.names import Named, Names, by_code, known
from explorer.facts.columns.schemes import no_code
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.understanding import Understood
from explorer.facts.columns.words import fold
from explorer.facts.statements import Relation
from explorer.ontology import slug, vocabulary


def draw_ties(sheaf: Sheaf, how: Understood, names: Names, order: str, sign: str = "") -> None:
    """Draw an edge list. Ends that no list knows are organisations; a relation of one's own keeps its name.

    `sign`: the decimal sign of its weights.
    """
    table = sheaf.table
    ends = [how.columns["source"], how.columns["target"]]
    named: list[dict[str, Named]] = []
    for column in ends:
        different = [text for text in dict.fromkeys(table.columns[column]) if text]
        named.append({text: _end(text, names, how.codes) for text in different if not _odd(text, names, how.codes)})
    verb, day, until = how.get("relation"), how.get("date", "start"), how.get("end")
    weight = how.get("weight")
    used = tuple(c for c in (*ends, verb, day, weight) if c >= 0)
    known_columns = {*ends, verb, day, until}
    further = [c for c in range(len(table.heads)) if c not in known_columns]
    for row, texts in enumerate(zip(*(table.columns[c] for c in ends), strict=True)):
        if not all(texts):
            sheaf.pass_over(row, used, "it lacks one of its two ends")
            continue
        if odd := [no_code(text, how.codes) for text, told in zip(texts, named, strict=True) if text not in told]:
            sheaf.pass_over(row, used, "; ".join(odd))
            continue
        one, other = (names_of[text] for names_of, text in zip(named, texts, strict=True))
        for end, column, text in zip((one, other), ends, texts, strict=True):
            sheaf.name(end, row, (column,), text)
        if one.id == other.id:
            sheaf.pass_over(row, used, "both ends are the same")
            continue
        word = table.columns[verb][row] if verb >= 0 else how.words.get("relation", "")
        start, end_day = (_day(sheaf, column, row, order) for column in (day, until))
        cells = tuple(
            (table.heads[c], plain(table.columns[c][row], sign) if c == weight else table.columns[c][row])
            for c in further
            if table.columns[c][row]
        )
        relation = Relation(one.id, relation_named(word), other.id, "", start, end_day, further=cells)
        sheaf.relate(relation, row, used)


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


def _end(text: str, names: Names, codes: str) -> Named:
    found = (by_code(text, names, codes) if codes else None) or known(text, names)
    return found or Named(
        f"organisation:{slug(text) or slug('x' + text.encode().hex())}", "organisation", text, "", "no list has it"
    )


def _day(sheaf: Sheaf, column: int, row: int, order: str) -> str:
    text = sheaf.table.columns[column][row] if column >= 0 else ""
    found = parse(text, order) if text else None
    if text and found is None:
        sheaf.pass_over(row, (column,), f"{text!r} is no date")
    return found.start if found else ""
