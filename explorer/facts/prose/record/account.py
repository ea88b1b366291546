"""An account of a page: what gave nothing, what is in doubt, which names nothing was said of."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from explorer.facts.prose.clauses.model import ASSERTED, CONDITIONAL, PLANNED, ClausePage
from explorer.facts.prose.names.model import COUNTED, DEMONYM, EVERYONE, OFFICE, PROCESS, SHORT, Name
from explorer.facts.prose.record.writing import TO_EVENT, Writer
from explorer.facts.prose.text.model import Span
from explorer.facts.statements import Leftover

_ATTRIBUTES = (
    ("a date", "start"),
    ("a place", "held_in"),
    ("a chair or host", "chaired"),
    ("participants", "participated_in"),
)


@dataclass
class Account:
    """The leftovers of a page by kind, in the order of their places."""

    passed_over: list[Leftover] = field(default_factory=list)
    unresolved: list[Leftover] = field(default_factory=list)
    guessed: list[Leftover] = field(default_factory=list)
    contradictions: list[Leftover] = field(default_factory=list)
    unaccounted: list[Leftover] = field(default_factory=list)
    bare: list[Leftover] = field(default_factory=list)


def account_of(writer: Writer, clauses: ClausePage) -> Account:
    """Return what the statements of a page leave over."""
    account = Account()
    _faults(writer, clauses, account)
    _denied(writer, clauses, account)
    _passed_over(writer, account)
    _names(writer, account)
    _dates(writer, account)
    _events(writer, account)
    return account


def _leftover(writer: Writer, passage: int, span: Span, why: str) -> Leftover:
    where = writer.passage(passage)
    start, end = where.place(span)
    return Leftover(writer.draft.document, where.passage.id, start, end, where.plain(span), why)


def _faults(writer: Writer, clauses: ClausePage, account: Account) -> None:
    for passage, span, why in clauses.remarks:
        account.passed_over.append(_leftover(writer, passage, span, why))
    for passage, span, why in writer.page.named.remarks:
        account.unresolved.append(_leftover(writer, passage, span, why))


def _denied(writer: Writer, clauses: ClausePage, account: Account) -> None:
    """Tell which clauses are no facts because nobody asserts them, with the word that decides it."""
    told: set[tuple[int, int]] = set()
    for clause in clauses.clauses:
        if clause.status in (ASSERTED, PLANNED, CONDITIONAL) or not clause.lemma or not clause.why:
            continue
        if (clause.passage, clause.sentence) in told:
            continue
        told.add((clause.passage, clause.sentence))
        account.passed_over.append(_leftover(writer, clause.passage, clause.words, f"{clause.status}: {clause.why}"))


def _passed_over(writer: Writer, account: Account) -> None:
    told = {(left.passage, left.char_start) for left in account.passed_over}
    drawn = _drawn(writer)
    named: dict[int, list[int]] = {}
    for number, mention in enumerate(writer.page.mentions):
        if writer.page.of_mention[number] in writer.keys:
            named.setdefault(mention.passage, []).append(mention.words.first)
    for passage in writer.page.named.text.passages:
        if passage.passage.kind not in ("paragraph", "item"):
            continue
        for n, span in enumerate(passage.sentences):
            if (passage.number, n) in drawn or span.last - span.first <= 3:
                continue
            if any(first in span for first in named.get(passage.number, ())):
                continue
            left = _leftover(writer, passage.number, span, "nothing was drawn from it")
            if (left.passage, left.char_start) not in told:
                account.passed_over.append(left)


def _drawn(writer: Writer) -> set[tuple[int, int]]:
    """Number the sentences that something was drawn from, and the stems that those complete: "agreed to:"."""
    passages = writer.page.named.text.passages
    drawn: set[tuple[int, int]] = set()
    for passage in passages:
        used = sorted(writer.draft.used.get(passage.number, ()))
        for n, span in enumerate(passage.sentences):
            at = bisect_left(used, span.first)
            if at < len(used) and used[at] < span.last:
                drawn.add((passage.number, n))
                if (over := passage.goes_on(n)) >= 0:
                    drawn.add((passage.number, over))
                elif passage.stem >= 0:
                    drawn.add((passage.stem, len(passages[passage.stem].sentences) - 1))
    return drawn


def _names(writer: Writer, account: Account) -> None:
    """List the names in no list, once each, and the parties and days of the page that nothing was said of.

    Whoever is known to have been at an event, and a day on which one is known to have been held, count as said.
    """
    there = {source for source, relation, _, _ in writer.draft.relations if relation in TO_EVENT}
    days = {told.start for told in writer.occasions.values()} | {told.end for told in writer.occasions.values()}
    seen: set[str] = set()
    for passage in writer.page.named.passages:
        used = writer.draft.used.get(passage.number, set())
        for unit in writer.page.units[passage.number]:
            when = unit.when
            if when is not None and when.precision == "day" and unit.words.first not in used and when.start not in days:
                account.unaccounted.append(_leftover(writer, passage.number, unit.words, "no event takes this day"))
            for name in unit.names:
                if name.traits & _LOOSE:
                    continue
                if name.id not in seen and _unknown(writer, name):
                    seen.add(name.id)
                    why = f"in no list of names; taken as {name.kind}" if name.kind else "in no list of names"
                    account.unresolved.append(_leftover(writer, passage.number, name.words, why))
                if name.party and name.words.first not in used and name.id not in there:
                    why = f"{name.name}: nothing was said of it here"
                    account.unaccounted.append(_leftover(writer, passage.number, name.words, why))


_LOOSE = frozenset({EVERYONE, COUNTED, OFFICE, SHORT, DEMONYM, PROCESS})


def _unknown(writer: Writer, name: Name) -> bool:
    process = writer.page.named.process
    return name.kind != "state" and writer.names.get(name.id) is None and (process is None or process.id != name.id)


def _dates(writer: Writer, account: Account) -> None:
    for passage in writer.page.named.passages:
        for unit in passage.units:
            if unit.when is None:
                continue
            if unit.when.guessed:
                account.guessed.append(_leftover(writer, passage.number, unit.words, unit.when.problem))
            elif unit.when.problem:
                account.contradictions.append(_leftover(writer, passage.number, unit.words, unit.when.problem))


def _events(writer: Writer, account: Account) -> None:
    for number, told in sorted(writer.occasions.items()):
        key = writer.keys[number]
        node = writer.draft.nodes[key]
        if told.against:
            account.contradictions.extend(_leftover(writer, f.passage, f.words, node.note) for f in told.against)
        if not writer.page.events[number].own:
            continue
        said = {relation for _, relation, target, _ in writer.draft.relations if target == key}
        said |= {relation for source, relation, _, _ in writer.draft.relations if source == key}
        missing = [
            what for what, how in _ATTRIBUTES if how == "start" and not node.start or how != "start" and how not in said
        ]
        if "hosted" in said and "a chair or host" in missing:
            missing.remove("a chair or host")
        if missing:
            mention = writer.page.mentions[writer.page.events[number].mentions[0]]
            account.bare.append(
                _leftover(
                    writer, mention.passage, mention.words, f"no {', no '.join(w.removeprefix('a ') for w in missing)}"
                )
            )
