"""Decisions outlive rules, ids and places: random worlds are reviewed, changed, read again, and told apart by a key.

Every statement carries a key that the program does not know. `EXPLORER_DECISIONS=1000` tries as many sequences.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest

from explorer.facts.anchors import Anchors
from explorer.facts.decisions import Decision, decisions_csv, read_decisions
from explorer.facts.review import apply
from explorer.facts.tables import Facts, rows

SEQUENCES = int(os.environ.get("EXPLORER_DECISIONS", "200"))
PARTIES = ("Fiji", "Nauru", "Tonga", "Samoa", "Palau")
VERBS = {"agreed to": "agreed", "welcomed": "welcomed", "noted": "noted", "asked for": "tasked"}
THINGS = ("a register of visas", "the report", "a roundtable", "the report of the group", "joint patrols")
SIGNED = {"who": "A. Reader", "when": "2026-11-20"}


def sentence(dice: random.Random) -> str:
    return f"{dice.choice(PARTIES)} {dice.choice(list(VERBS))} {dice.choice(THINGS)}."


def first_world(dice: random.Random) -> dict[str, list[str]]:
    """Return documents of sentences, some of them the same."""
    return {f"doc:{name}": [sentence(dice) for _ in range(dice.randint(2, 7))] for name in ("one", "two", "three")}


def drawn(world: dict[str, list[str]], rule: random.Random) -> Facts:
    """Read a world by a stubbed rule, which numbers, quotes, leaves out and names as it will."""
    start, whole, skip, short = rule.randint(1, 30), rule.random() < 0.5, rule.random() * 0.3, rule.random() < 0.2
    passages, nodes, relations, citations = [], {}, {}, []
    number = start
    for document, lines in world.items():
        for at, line in enumerate(lines, 1):
            place = {"document": document, "passage": f"{document}#{at}"}
            passages.append({"id": place["passage"], "document": document, "position": str(at), "text": line})
            if rule.random() < skip:
                continue
            party = line.split(" ")[0]
            words = line if whole else line[len(party) + 1 : -1]
            verb = next(verb for verb in VERBS if verb in line)
            act, number = f"commitment:x/{number}", number + 1
            key = f"{line} after {lines[at - 2] if at > 1 else ''}"
            name = line[len(party) + 1 : -1] if not short else line[len(party) + len(verb) + 2 : -1]
            nodes[act] = {"id": act, "kind": "commitment", "name": name, "force": VERBS[verb], "key": key}
            state = f"state:{party.lower()}"
            nodes.setdefault(state, {"id": state, "kind": "state", "name": party, "key": party})
            link = f"proposed_by:{act}"
            relations[link] = {"id": link, "source": act, "relation": "proposed_by", "target": state, "key": key,
                               "basis": "stated"}  # fmt: skip
            for statement, quoted in ((act, words), (link, line), (state, party)):
                begin = line.index(quoted)
                citations.append({**place, "id": f"c{len(citations)}", "statement": statement, "quotation": quoted,
                                  "char_start": str(begin), "char_end": str(begin + len(quoted))})  # fmt: skip
    documents = [{"id": document, "title": document} for document in world]
    return Facts.from_rows(further=True, documents=documents, passages=passages, nodes=nodes.values(),
                           relations=relations.values(), citations=citations)  # fmt: skip


def changed(world: dict[str, list[str]], dice: random.Random) -> dict[str, list[str]]:
    """Return the documents as somebody edited them: moved between documents, renamed, shuffled, cut, written anew."""
    world = {document: list(lines) for document, lines in world.items()}
    for _ in range(dice.randint(0, 4)):
        names = list(world)
        lines, act = world[dice.choice(names)], dice.choice(("move", "rename", "shuffle", "cut", "add", "copy"))
        if act == "rename":
            name = dice.choice(names)
            world = {f"{each}-again" if each == name else each: kept for each, kept in world.items()}
        elif act == "add":
            lines.insert(dice.randint(0, len(lines)), sentence(dice))
        elif act == "shuffle":
            dice.shuffle(lines)
        elif lines:
            line = lines.pop(dice.randrange(len(lines))) if act != "copy" else dice.choice(lines)
            if act != "cut":
                world[dice.choice(names)].append(line)
    return world


def decided(facts: Facts, dice: random.Random) -> list[Decision]:
    """Return decisions on random statements, tied to words; each says in `why` which it is."""
    desk = Anchors(*(rows(table) for table in (facts.nodes, facts.relations, facts.citations, facts.passages)))
    acts = facts.nodes.id[facts.nodes.kind == "commitment"].tolist()
    made = []
    for number in range(dice.randint(1, 6)):
        if not acts:
            break
        act, link = dice.choice(acts), dice.choice(facts.relations.id.tolist())
        made.append(
            desk.anchored(
                dice.choice(
                    [
                        Decision("accept", dice.choice((act, link)), **SIGNED, why=f"number {number}."),
                        Decision("reject", dice.choice((act, link)), **SIGNED, why=f"number {number}."),
                        Decision("correct", act, "condition", "money", **SIGNED, why=f"number {number}."),
                        Decision("same_as", act, "", dice.choice(acts), **SIGNED, why=f"number {number}."),
                    ]
                )
            )
        )
    return [one for one in made if one.value != one.statement]


@pytest.mark.parametrize("part", range(10))
def test_nothing_is_lost_and_nothing_applied_to_another_statement(part: int, tmp_path) -> None:  # type: ignore[no-untyped-def]
    done = 0
    for seed in range(part, SEQUENCES, 10):
        dice = random.Random(seed)
        world = first_world(dice)
        old = drawn(world, dice)
        decisions = decided(old, dice)
        path = tmp_path / "review.csv"
        path.write_text(decisions_csv(decisions), encoding="utf-8")
        assert [replace(each, line=0) for each in read_decisions(path)] == decisions
        for _ in range(2):
            world = changed(world, dice)
            new = drawn(world, dice)
            left, applied = apply(new, decisions)
            assert [each.decision for each in applied] == decisions, seed
            assert all(each.outcome for each in applied)
            for each in applied:
                check_one(old, new, each.decision, seed)
            if not {each.decision.decision for each in applied} & {"reject", "same_as"}:
                assert len(left.relations) == len(new.relations), seed
            done += sum(each.done for each in applied)
    assert done > SEQUENCES / 10, "most decisions find their statement again"


def check_one(old: Facts, new: Facts, decision: Decision, seed: int) -> None:
    """Hold a single decision against the keys: what it changed is what it was taken on."""
    left, (applied,) = apply(new, [decision])
    if not applied.done:
        assert left.equals(new), seed
        return
    was, now = keys(old), keys(new)
    wanted, other = was[decision.statement], was.get(decision.value, "")
    if decision.decision == "reject":
        touched = set(now) - set(keys(left))
    else:
        texts = [*rows(left.nodes), *rows(left.relations)]
        touched = {row["id"] for row in texts if decision.why in row.get("note", "") + row.get("rule", "")}
        assert len(touched) == 1, seed
    for one in touched:
        fits = [same(now[one], key, list(was.values())) for key in (wanted, other) if key]
        assert any(fits), (seed, decision, now[one])


def keys(facts: Facts) -> dict[str, str]:
    return dict(zip([*facts.nodes.id, *facts.relations.id], [*facts.nodes.key, *facts.relations.key], strict=True))


def same(found: str, wanted: str, known: list[str]) -> bool:
    """Tell whether two keys are of one sentence; one that stood there twice has to follow the same words."""
    line = wanted.split(" after ")[0]
    twice = len({key for key in known if key.split(" after ")[0] == line}) > 1
    return found == wanted if twice else found.split(" after ")[0] == line
