"""How far two people agree on what was read, and how right the reading is by what they decided."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from explorer.facts.anchors import Anchors, sort_of, words_in
from explorer.facts.decisions import Decision
from explorer.facts.statements import digest
from explorer.facts.tables import Facts, rows

if TYPE_CHECKING:
    import pandas as pd

AGREEMENT = ["kind", "both", "agree", "kappa"]
DISAGREE = ["statement", "meaning", "quotation", "one", "other"]
ACCURACY = ["kind", "rule", "judged", "right", "precision", "low", "high", "missed", "recall"]
ALL_RULES = "all rules"
NO_RULE = "(no rule named)"


def wilson(right: int, judged: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the interval of a share after Wilson (1927), 95 % by default; (0, 1) where nothing was judged.

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not judged:
        return 0.0, 1.0
    share, weight = right / judged, z * z / judged
    middle = share + weight / 2
    reach = z * math.sqrt(share * (1 - share) / judged + weight / (4 * judged))
    low, high = (middle - reach) / (1 + weight), (middle + reach) / (1 + weight)
    return low if right else 0.0, high if right < judged else 1.0  # the ends are exact, the sums are not


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa (1960) of two people's categories; NaN where chance alone would agree in full.

    >>> round(kappa([("a", "a")] * 4 + [("r", "r")] * 4 + [("a", "r")] * 2), 3)
    0.615
    """
    n = len(pairs)
    if not n:
        return math.nan
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / n
    chance = sum(one[name] * other[name] for name in one) / (n * n)
    return math.nan if chance == 1 else (seen - chance) / (1 - chance)


def agreement(one: Iterable[Decision], other: Iterable[Decision]) -> pd.DataFrame:
    """Return by kind of statement how many both decided on, on how many they agree, and Cohen's kappa.

    A statement is accepted, rejected, or put right; whoever put it right otherwise does not agree.
    """
    import pandas as pd

    first, second = verdicts(one), verdicts(other)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(first.keys() & second.keys()):
        pairs[sort_of(key[1])].append((first[key][0], second[key][0]))
    every = [pair for kind in sorted(pairs) for pair in pairs[kind]]
    table = [
        {"kind": kind, "both": len(some), "agree": sum(a == b for a, b in some), "kappa": round(kappa(some), 3)}
        for kind, some in (*sorted(pairs.items()), *([("all", every)] if every else []))
    ]
    return pd.DataFrame(table, columns=AGREEMENT)


def disagreements(one: Iterable[Decision], other: Iterable[Decision]) -> pd.DataFrame:
    """Return what two people decided differently, side by side."""
    import pandas as pd

    first, second = verdicts(one), verdicts(other)
    table = [
        {"statement": first[key][1].statement, "meaning": key[1], "quotation": key[0], "one": first[key][0],
         "other": second[key][0]}
        for key in sorted(first.keys() & second.keys()) if first[key][0] != second[key][0]
    ]  # fmt: skip
    return pd.DataFrame(table, columns=DISAGREE)


def verdicts(decisions: Iterable[Decision]) -> dict[tuple[str, ...], tuple[str, Decision]]:
    """Return by statement what was decided last: accepted, rejected, or how it was put right."""
    found: dict[tuple[str, ...], tuple[str, Decision]] = {}
    changes: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for each in decisions:
        words = words_in(each)
        key = (words.quotation, words.meaning or each.statement, words.document, words.before)
        if each.decision == "correct":
            changes[key][each.column] = each.value
            told = "; ".join(f"{column} {value or 'none'}" for column, value in sorted(changes[key].items()))
            found[key] = (f"corrected: {told}", each)
        elif each.decision in ("same_as", "not_same_as"):
            found[key] = (f"{each.decision} {each.other_meaning or each.value}", each)
        elif each.decision in ("accept", "reject"):
            found[key] = ({"accept": "accepted", "reject": "rejected"}[each.decision], each)
    return found


def looked_through(decisions: Iterable[Decision]) -> bool:
    """Tell whether statements were looked at one by one: a file that only puts down faults says nothing of accuracy."""
    return any(each.decision in ("accept", "whole") for each in decisions)


def judged(read: Facts, document: str, decisions: Iterable[Decision] = ()) -> str:
    """Return what is drawn from a document and none of the decisions is about, for `value` of a decision `whole`.

    By kind of statement a short hash of what each says in which words, so that what other rules draw later counts
    as not yet looked at.
    """
    anchors = _anchors(read)
    decided = set(_verdicts_on(anchors, decisions))
    held: dict[str, list[str]] = defaultdict(list)
    for statement, kind, mark in _drawn(anchors, document):
        if statement not in decided and mark not in held[kind]:
            held[kind].append(mark)
    return " ".join(f"{kind}={','.join(marks)}" for kind, marks in sorted(held.items()) if marks)


def accuracy(read: Facts, decisions: Iterable[Decision]) -> pd.DataFrame:
    """Return by kind and rule how many statements were judged and how many of them are right, with Wilson intervals.

    `read` are the facts before the decisions; what was judged by its words and is not among them is counted under no
    rule. What hangs on a rejected node is wrong with it. Where documents are marked as wholly read, `missed` counts
    what people put down from them and what was once right and is read no more, and `recall` is the share of what is
    there that was read; both stand with the sum of a kind.
    """
    import pandas as pd

    decisions = list(decisions)
    anchors = _anchors(read)
    whole = {each.statement: each.value for each in decisions if each.decision == "whole"}
    verdict = _verdicts_on(anchors, decisions)
    missed: Counter[str] = Counter()
    for document, value in whole.items():
        there = list(_drawn(anchors, document))
        wanted = dict(part.split("=", 1) for part in value.split() if "=" in part)
        for statement, kind, mark in there:
            if statement not in verdict and (not value or mark in wanted.get(kind, "").split(",")):
                verdict[statement] = (kind, True)
        marks = {mark for _, _, mark in there}
        missed.update({kind: len(set(said.split(",")) - marks) for kind, said in wanted.items()})
    for each in decisions:
        there_said = any(f"{document}#" in each.why for document in whole)
        if each.decision == "add" and there_said and not _is_read(anchors, each):
            missed[each.column.split(" ")[0]] += 1
    tally: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for statement, (kind, right) in verdict.items():
        tally[kind][anchors.relations.get(statement, {}).get("rule", "").split(";")[0] or NO_RULE].append(right)
    table = []
    every: list[bool] = []
    for kind in sorted({*tally, *(+missed)}):
        rules = dict(sorted(tally[kind].items()))
        together = [right for some in rules.values() for right in some]
        every += together
        table += [_share(kind, rule, some) for rule, some in rules.items()] if len(rules) != 1 else []
        table.append(_share(kind, next(iter(rules)) if len(rules) == 1 else ALL_RULES, together, missed[kind]))
    table += [_share("all", ALL_RULES, every, missed.total())] if table else []
    made = pd.DataFrame(table, columns=ACCURACY if whole else ACCURACY[:7])
    return made.astype({"missed": "Int64"}) if whole else made


def _share(kind: str, rule: str, some: Sequence[bool], missed: int | None = None) -> dict[str, object]:
    right, low_high = sum(some), wilson(sum(some), len(some))
    row: dict[str, object] = {"kind": kind, "rule": rule, "judged": len(some), "right": right}
    row["precision"] = round(right / len(some), 3) if some else math.nan
    row |= {"low": round(low_high[0], 3), "high": round(low_high[1], 3)}
    if missed is not None:
        row |= {"missed": missed, "recall": round(right / (right + missed), 3) if right + missed else math.nan}
    return row


def _verdicts_on(anchors: Anchors, decisions: Iterable[Decision]) -> dict[str, tuple[str, bool]]:
    """Return for statements that people decided on, what sort they are of and whether they are right as read."""
    found: dict[str, tuple[str, bool]] = {}
    for verdict, each in verdicts(decisions).values():
        words = words_in(each)
        statement = anchors.find(each.statement, words).statement
        acts = [one for one in _said_in(anchors, statement) if sort_of(anchors.meaning(one)) == "commitment"]
        for one in acts or [statement]:
            kind = sort_of(anchors.meaning(one) or words.meaning)
            if kind:  # what was never read cannot have been read wrongly
                found[one or f"{words.document} {words.meaning}"] = (kind, verdict == "accepted")
            gone = [
                r
                for r, row in anchors.relations.items()
                if verdict == "rejected" and one in (row["source"], row["target"])
            ]
            found |= {relation: (sort_of(anchors.meaning(relation)), False) for relation in gone}
    return found


def _said_in(anchors: Anchors, passage: str) -> list[str]:
    return list(dict.fromkeys(citation["statement"] for citation in anchors.places.get(passage, ())))


def _anchors(read: Facts) -> Anchors:
    return Anchors(*(rows(table) for table in (read.nodes, read.relations, read.citations, read.passages)))


def _drawn(anchors: Anchors, document: str) -> Iterator[tuple[str, str, str]]:
    """Return what is drawn from a document: id, kind and a hash of what it says in which words."""
    for statement in anchors.said:
        mark = marks_of(anchors, statement, document).get(document)
        if mark:
            yield statement, sort_of(anchors.meaning(statement)), mark


def marks_of(anchors: Anchors, statement: str, only: str = "") -> dict[str, str]:
    """Return by document (or for `only` one) a short hash of what a statement says in its words there."""
    meaning = anchors.meaning(statement)
    first: dict[str, Mapping[str, str]] = {}
    for citation in anchors.said.get(statement, ()) if meaning else ():
        if only in ("", citation["document"]):
            first.setdefault(citation["document"], citation)
    return {document: digest(meaning, anchors.sentence(cited)[1])[:6] for document, cited in first.items()}


def _is_read(anchors: Anchors, added: Decision) -> bool:
    """Tell whether what a person put down is now read as well."""
    name, _, role = added.column.partition(" ")
    if added.statement in anchors.nodes and name == anchors.nodes[added.statement]["kind"]:
        return True
    source, target = ({one, *_said_in(anchors, one)} for one in (added.statement, added.value))
    return any(
        row["relation"] == name and row["role"] == role and row["source"] in source and row["target"] in target
        for row in anchors.relations.values()
    )
