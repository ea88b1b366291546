"""What a record itself marks as decided: lines such as "Decision: …", rows of a table headed "Action | Who | When"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.facts.extraction.acts import acts_in
from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import data, phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import party_lists
from explorer.facts.extraction.stems import Governor
from explorer.facts.extraction.told import Act, Told
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
    while (
        at < len(tokens) and at < 5 and (len(tokens[at].text) < 3 and tokens[at].word or tokens[at].norm in ("/", "."))
    ):
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
        doers = _labelled_doers(read, span)
        if doers is not None:  # "Action B: draft a survey. Lead: Australia, with support from IOM. Due: March 2023."
            if told.acts and doers:
                told.acts[-1] = replace(
                    told.acts[-1],
                    addressee=tuple(doers),
                    roles=tuple(role or "lead" for role in doers.values()),
                    role="lead",
                )
        elif sum(t.word for t in read.tokens[span.first : span.last]) > 1:
            acts, _, denied = acts_in(read, span, lexicon, Governor(force, Verb("flag", force)))
            told.acts.extend(acts)
            told.denied.extend([span] if denied else [])
    return told


def _labelled_doers(read: ReadPassage, span: Span) -> dict[Mention, str] | None:
    """Who is to act, as a sentence with the label of a column tells; None where it has no such label."""
    tokens = read.tokens
    colon = next((i for i in range(span.first, min(span.first + 4, span.last)) if tokens[i].norm == ":"), None)
    label = " ".join(t.norm for t in tokens[span.first : colon]) if colon is not None else ""
    known = data("acts.yaml")["columns"]
    if not label or label not in known["who"] and label not in known["when"]:
        return None
    if label not in known["who"]:
        return {}
    return _doers(read, (colon or 0) + 1, span.last)


def _doers(read: ReadPassage, first: int, last: int) -> dict[Mention, str]:
    """Who is to act: "Fiji, helped by IOM", "RSO (lead), Fiji (host)"; "" where no role is told."""
    found: dict[Mention, str] = {}
    helped = False
    for at in range(first, last):
        mention = read.mention_at(at)
        helped = helped or read.tokens[at].norm in ("with", "supported", "assisted", "helped")
        if mention is not None and mention.first == at and mention.party:
            found[mention] = _bracketed_role(read, mention) or ("support" if helped else "")
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cells of a row hold what is to be done and who is to do it, and what force the table has."""

    count: int
    act: int
    who: int
    force: str
    helping: int = -1  # the cell that holds who is to support it


def columns_of(read: ReadPassage) -> Columns | None:
    """Return the columns that a row of heads names: "Action | Who | By when"; None for any other passage."""
    cells = _cells(read)
    heads = [" ".join(t.norm for t in read.tokens[cell.first : cell.last] if t.word) for cell in cells]
    known = data("acts.yaml")["columns"]
    acts = [(n, force) for n, head in enumerate(heads) for force, names in known["act"].items() if head in names]
    who = [n for n, head in enumerate(heads) if head in known["who"]]
    if len(cells) < 2 or len(acts) != 1 or len(who) != 1:
        return None
    helping = next((n for n, head in enumerate(heads) if head in known["support"]), -1)
    return Columns(len(cells), acts[0][0], who[0], acts[0][1], helping)


def row_act(read: ReadPassage, columns: Columns) -> Act | None:
    """Return the act that a row of a table of actions holds, None where it is no such row or came to nothing."""
    cells = _cells(read)
    if not columns.act < len(cells) <= columns.count or len(cells) < 2:
        return None
    task = cells[columns.act]
    if task.last - task.first < 2 or _dropped(read, cells[columns.act + 1 :]):
        return None
    who = cells[columns.who] if columns.who < len(cells) else Span(0, 0)
    doers = _doers(read, who.first, who.last)
    helpers: tuple[Mention, ...] = ()
    if 0 < columns.helping < len(cells):
        helpers = tuple(p for run in party_lists(read, cells[columns.helping]) for p in run.parties)
    roles = data("acts.yaml")["role_of_verb"]
    usual = str(roles.get(read.tokens[task.first].norm, "lead"))
    numbered = all(not t.word or t.norm.isdigit() for t in read.tokens[: task.first])
    return Act(
        read, task.first if numbered else 0, len(read.tokens), columns.force, Verb("row", columns.force), "governed",
        "row of a table of actions", plenary=True, addressee=(*doers, *helpers), role=usual if doers else "",
        roles=(*(role or usual for role in doers.values()), *["support"] * len(helpers)), governed=True,
    )  # fmt: skip


def _dropped(read: ReadPassage, cells: list[Span]) -> bool:
    """Whether a further cell says that nothing came of it: "Rejected"."""
    said = [[t.norm for t in read.tokens[cell.first : cell.last]] for cell in cells]
    return any(told and told[0] in words("acts.yaml", "shelved") and "(" in [*told, "("][1:2] for told in said)


def _bracketed_role(read: ReadPassage, party: Mention) -> str:
    """As in "RSO (lead), Fiji (host)": the role in brackets behind a party."""
    inside = [t.norm for t in read.tokens[party.last : party.last + 3]]
    known = {"lead": "lead", "host": "host", "support": "support", "supporting": "support", "report": "report"}
    return known.get(inside[1], "") if len(inside) == 3 and inside[0] == "(" and inside[2] == ")" else ""


def _cells(read: ReadPassage) -> list[Span]:
    bars = [i for i, token in enumerate(read.tokens) if token.norm == "|"]
    return [Span(a + 1, b) for a, b in zip([-1, *bars], [*bars, len(read.tokens)], strict=True)]
