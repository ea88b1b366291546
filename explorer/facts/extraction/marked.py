"""What a record itself marks as decided: lines such as "Decision: …", rows of a table headed "Action | Who | When"."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.acts import Act, Told, acts_in
from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import data, phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import party_lists
from explorer.facts.extraction.stems import Governor
from explorer.facts.extraction.verbs import Lexicon, Verb


def flagged(read: ReadPassage) -> tuple[str, int] | None:
    """Return the force that a flag at the head of a passage gives what follows, and the token where that begins.

    As in "Decision 2: budget approved", "ACTION – Fiji to host". None where there is no flag, or nothing behind it.
    """
    tokens = read.tokens
    found = phrases("acts.yaml", "flags").at(tokens, 0, len(tokens)) if tokens else None
    if found is None:
        return None
    force, at = found
    while at < len(tokens) and at < 5 and (tokens[at].norm.isdigit() or tokens[at].norm in ("/", ".", "point")):
        at += 1
    if at >= len(tokens) or tokens[at].norm not in (":", "–"):
        return None
    content = [t for t in tokens[at + 1 :] if t.word]
    return (str(force), at + 1) if len(content) > 1 else None


def flagged_acts(read: ReadPassage, lexicon: Lexicon) -> Told | None:
    """Return what a flagged passage puts on record, an act a sentence at least; None where it bears no flag."""
    flag = flagged(read)
    if flag is None:
        return None
    force, first = flag
    told = Told([], None, [])
    for span in read.sentences:
        span = Span(max(span.first, first), span.last)
        if sum(t.word for t in read.tokens[span.first : span.last]) > 1:
            acts, _, denied = acts_in(read, span, lexicon, Governor(force, Verb("flag", force)))
            told.acts.extend(acts)
            told.denied.extend([span] if denied else [])
    return told


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cells of a row hold what is to be done and who is to do it, and what force the table has."""

    count: int
    act: int
    who: int
    force: str


def columns_of(read: ReadPassage) -> Columns | None:
    """Return the columns that a row of heads names: "Action | Who | By when"; None for any other passage."""
    cells = _cells(read)
    heads = [" ".join(t.norm for t in read.tokens[cell.first : cell.last] if t.word) for cell in cells]
    known = data("acts.yaml")["columns"]
    acts = [(n, force) for n, head in enumerate(heads) for force, names in known["act"].items() if head in names]
    who = [n for n, head in enumerate(heads) if head in known["who"]]
    if len(cells) < 2 or len(acts) != 1 or len(who) != 1:
        return None
    return Columns(len(cells), acts[0][0], who[0], acts[0][1])


def row_act(read: ReadPassage, columns: Columns) -> Act | None:
    """Return the act that a row of a table of actions holds, None where it is no such row or came to nothing."""
    cells = _cells(read)
    if not columns.act < len(cells) <= columns.count or len(cells) < 2:
        return None
    task = cells[columns.act]
    if task.last - task.first < 2 or _dropped(read, cells[columns.act + 1 :]):
        return None
    named = party_lists(read, cells[columns.who]) if columns.who < len(cells) else []
    parties: tuple[Mention, ...] = tuple(p for run in named for p in run.parties)
    roles = data("acts.yaml")["role_of_verb"]
    usual = str(roles.get(read.tokens[task.first].norm, "lead"))
    numbered = all(not t.word or t.norm.isdigit() for t in read.tokens[: task.first])
    return Act(
        read, task.first if numbered else 0, len(read.tokens), columns.force, Verb("row", columns.force), "governed",
        "row of a table of actions", plenary=True, addressee=parties, role=usual if parties else "",
        roles=tuple(_bracketed_role(read, p) or usual for p in parties), governed=True,
    )  # fmt: skip


def _dropped(read: ReadPassage, cells: list[Span]) -> bool:
    """Whether a further cell says that nothing came of it: "Rejected"."""
    said = [[t.norm for t in read.tokens[cell.first : cell.last]] for cell in cells]
    return any(len(words_) == 1 and words_[0] in words("acts.yaml", "shelved") for words_ in said)


def _bracketed_role(read: ReadPassage, party: Mention) -> str:
    """As in "RSO (lead), Fiji (host)": the role in brackets behind a party."""
    inside = [t.norm for t in read.tokens[party.last : party.last + 3]]
    known = {"lead": "lead", "host": "host", "support": "support", "supporting": "support", "report": "report"}
    return known.get(inside[1], "") if len(inside) == 3 and inside[0] == "(" and inside[2] == ")" else ""


def _cells(read: ReadPassage) -> list[Span]:
    bars = [i for i, token in enumerate(read.tokens) if token.norm == "|"]
    return [Span(a + 1, b) for a, b in zip([-1, *bars], [*bars, len(read.tokens)], strict=True)]
