"""Hold the extraction against tests/paraphrases: `python tests/extraction/paraphrase_score.py [develop|check] [-v] [FILE…]`.

Of the half marked `check` only the shares are shown: it is there to measure with, not to write rules by.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from explorer.documents.limits import Limits
from explorer.documents.model import Document
from explorer.documents.nesting import nest
from explorer.documents.text import blocks_of
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.names.dates import find_dates
from explorer.facts.prose.record import Statements, extract, join
from explorer.facts.prose.text.tokens import norms
from explorer.facts.statements import Drawn

FOLDER = Path(__file__).resolve().parents[1] / "paraphrases"
FRAME = "Review Session of the Riverside Forum\n\nThe Review Session of the Riverside Forum was held in Geneva, Switzerland, on 14 May 2019.\n\n"


def plain_words(text: str) -> list[str]:
    """Words as the yardstick counts them."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = text.replace("&", " and ").replace("’", "").replace("'", "").replace("co-", "co")
    return re.sub(r"[^a-z0-9]+", " ", text).split()


def holds(text: str, keys: list[str]) -> bool:
    words = plain_words(text)
    return all(any(w.startswith(stem) for stem in key.split("|") for w in words) for key in keys)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class World:
    """What was drawn from one text, with look-ups by name."""

    def __init__(self, text: str, framed: bool) -> None:
        content = FRAME + text if framed else text
        passages = nest(blocks_of(content), "doc:x", "x.txt", Limits())
        self.document = Document("doc:x", passages=tuple(passages))
        self.drawn: Drawn = extract(self.document, shipped_names())
        joined: Statements = join([self.drawn])
        self.nodes = {n["id"]: n for n in joined.nodes}
        self.relations = joined.relations
        self.own = next((e.id for e in self.drawn.events if e.own), "")
        self.status = {e.id: e.status for e in self.drawn.events}

    def named(self, name: str, node: str) -> bool:
        found = self.nodes[node]
        wanted = plain_words(name)
        names = [found["name"], found["acronym"], *found["aliases"].split("|")]
        return any(plain_words(n) == wanted for n in names if n) or _known(name) == node

    def of(self, relation: str, source: str = "", target: str = "") -> list[dict[str, str]]:
        return [
            r
            for r in self.relations
            if r["relation"] == relation
            and (not source or r["source"] == source)
            and (not target or r["target"] == target)
        ]


_IDS: dict[tuple[str, ...], str] = {}


def _known(name: str) -> str:
    if not _IDS:
        for known in reversed(shipped_names().known):
            for printed in known.names:
                _IDS[norms(printed)] = known.id
    return _IDS.get(norms(name), "")


def judge_acts(item: dict[str, Any], world: World) -> list[str]:
    wrong = []
    made = [n for n in world.nodes.values() if n["kind"] == "commitment"]
    answered: dict[int, list[dict[str, str]]] = {}
    used: set[str] = set()
    for n, act in enumerate(item["acts"], 1):
        fits = [m for m in made if holds(m["wording"], act["keys"])]
        answered[n] = fits
        if not fits:
            wrong.append(f"missing act {act['keys']}")
            continue
        good = [m for m in fits if m["force"] in as_list(act["force"])]
        used.update(m["id"] for m in fits)
        if not good and not any(
            set(as_list(a["force"])) & {m["force"] for m in fits}
            for a in item["acts"]
            if all(holds(f["wording"], a["keys"]) for f in fits)
        ):
            wrong.append(f"force of {act['keys']} is {sorted({m['force'] for m in fits})}, expected {act['force']}")
        for party, role in act.get("assigned_to", []):
            rows = [r for m in fits for r in world.of("assigned_to", m["id"]) if world.named(party, r["target"])]
            if not rows or (role and not any(r["role"] in role.split("|") for r in rows)):
                wrong.append(f"assigned_to {party} {role} of {act['keys']}: {[r['role'] for r in rows]}")
        for relation in ("proposed_by", "presented_by", "endorsed_by", "mandated_by", "concerns"):
            for party in act.get(relation, []):
                rows = [r for m in fits for r in world.of(relation, m["id"])]
                if not any(
                    world.named(party, r["target"])
                    or holds(world.nodes[r["target"]]["name"], [w[:6] for w in plain_words(party)])
                    for r in rows
                ):
                    wrong.append(f"{relation} {party} of {act['keys']}")
        if "part_of" in act:
            parents = {m["id"] for m in answered.get(act["part_of"], [])}
            mine = {m["id"] for m in fits}
            if not parents & mine and not any(
                r["target"] in parents for m in fits for r in world.of("part_of", m["id"])
            ):
                wrong.append(f"part_of of {act['keys']}")
    for m in made:
        if m["id"] not in used and not any(holds(m["wording"], may["keys"]) for may in item.get("may", [])):
            wrong.append(f"surplus act: {m['force']}: {m['wording']}")
    for ban in item.get("not", []):
        if "keys" in ban:
            wrong += [
                f"forbidden act: {m['wording']}"
                for m in made
                if holds(m["wording"], ban["keys"]) and m["force"] in as_list(ban["force"])
            ]
        else:
            for r in world.of(ban["relation"]):
                if ("source" not in ban or world.named(ban["source"], r["source"])) and (
                    "target" not in ban or world.named(ban["target"], r["target"])
                ):
                    wrong.append(f"forbidden {ban}")
    return wrong


def judge_attendance(item: dict[str, Any], world: World) -> list[str]:
    wrong = []
    rows = world.of("participated_in", target=world.own)
    matched: set[str] = set()
    for party, role in item.get("participants", []):
        mine = [r for r in rows if world.named(party, r["source"])]
        matched.update(r["source"] for r in mine)
        if not mine:
            wrong.append(f"missing {party}")
        elif not any(r["role"] in role.split("|") for r in mine):
            wrong.append(f"{party} is {mine[0]['role']}, expected {role}")
    for r in rows:
        if r["source"] not in matched and not any(world.named(m, r["source"]) for m in item.get("may", [])):
            wrong.append(f"surplus {r['source']} {r['role']}")
    wrong += _leaders(item, world, ("may",))
    for name in item.get("not_nodes", []):
        wrong += [
            f"node {name}"
            for n in world.nodes.values()
            if n["kind"] in ("state", "organisation", "body", "place") and plain_words(n["name"]) == plain_words(name)
        ]
    return wrong


def _leaders(item: dict[str, Any], world: World, may: tuple[str, ...]) -> list[str]:
    wrong = []
    for field, relation in (("chairs", "chaired"), ("hosts", "hosted")):
        rows = world.of(relation, target=world.own)
        for entry in item.get(field, []):
            party, role = entry if isinstance(entry, list) else (entry, "")
            mine = [r for r in rows if world.named(party, r["source"])]
            if not mine or (role and not any(r["role"] in role.split("|") for r in mine)):
                wrong.append(f"{relation} {party} {role}: {[r['role'] for r in mine]}")
        if field in item:
            wanted = [e[0] if isinstance(e, list) else e for e in item[field]] + [
                m for key in (*may, "may_chairs") for m in item.get(key, []) if isinstance(m, str)
            ]
            wrong += [
                f"surplus {relation} {r['source']}"
                for r in rows
                if not any(world.named(w, r["source"]) for w in wanted)
            ]
    for name in item.get("not_chairs", []):
        wrong += [f"chair {name}" for r in world.of("chaired", target=world.own) if world.named(name, r["source"])]
    return wrong


def judge_events(item: dict[str, Any], world: World | None) -> list[str]:
    wrong: list[str] = []
    if "dates" in item:
        given = [
            f"{d.start}/{d.end}" if d.end and d.end != d.start else d.start for d in find_dates(item["text"]) if d.start
        ]
        wanted = item["dates"]
        allowed = [str(d) for d in item.get("may_dates", [])]
        rest = [g for g in given if g not in allowed]
        if len(rest) != len(wanted) or any(
            str(g) not in [str(x) for x in as_list(w)] for g, w in zip(rest, wanted, strict=False)
        ):
            wrong.append(f"dates {given}, expected {wanted}")
        return wrong
    assert world is not None
    nodes = [n for n in world.nodes.values() if n["kind"] in ("meeting", "workshop")]
    framed = "" if item.get("page") else world.own
    used = {framed} - {""}
    by_keys: dict[tuple[str, ...], str] = {(): world.own}
    for event in item.get("events", []):
        fits = [n for n in nodes if n["id"] != framed and holds(f"{n['name']} {n['aliases']}", event["keys"])]
        if event.get("main"):
            fits = [n for n in fits if n["id"] == world.own] or fits
        best = min(
            fits,
            key=lambda n: (n["start"] not in [str(s) for s in as_list(event.get("start", ""))], n["id"]),
            default=None,
        )
        if best is None:
            wrong.append(f"missing event {event['keys']}")
            continue
        by_keys[tuple(event["keys"])] = best["id"]
        used.add(best["id"])
        if best["kind"] not in as_list(event["kind"]):
            wrong.append(f"kind of {event['keys']} is {best['kind']}")
        for column in ("start", "end"):
            if column in event and best[column] not in [str(d) for d in as_list(event[column])]:
                wrong.append(f"{column} of {event['keys']} is {best[column]!r}, expected {event[column]}")
        if event.get("ordinal") and not any(
            e.ordinal == event["ordinal"] for e in world.drawn.events if e.id == best["id"]
        ):
            wrong.append(f"ordinal of {event['keys']}")
        places = [r["target"] for r in world.of("held_in", best["id"])]
        if "place" in event:
            if event["place"] and not any(
                plain_words(world.nodes[p]["name"]) == plain_words(event["place"]) for p in places
            ):
                wrong.append(f"place of {event['keys']} is {places}")
            if not event["place"] and places:
                wrong.append(f"place of {event['keys']} is {places}, expected none")
        if "country" in event and not any(
            world.named(event["country"], r["target"]) for p in places for r in world.of("located_in", p)
        ):
            wrong.append(f"country of {event['keys']}")
        if event.get("session_of") and not any(
            world.named(event["session_of"], r["target"]) for r in world.of("session_of", best["id"])
        ):
            wrong.append(f"session_of {event['session_of']}")
    for n in nodes:
        if n["id"] not in used and not any(
            holds(f"{n['name']} {n['aliases']}", as_list(m)) for m in item.get("may", [])
        ):
            wrong.append(f"surplus event {n['id']}")
    for later, earlier in item.get("follows", []):
        pair = (by_keys.get(tuple(later), "?"), by_keys.get(tuple(earlier), "?"))
        if not world.of("follows", *pair):
            wrong.append(f"follows {later} {earlier}")
    for what, by in item.get("mandated_by", []):
        target = by_keys.get(tuple(by), "?")
        if not any(
            world.named(what, r["source"]) if what else r["source"] == world.own
            for r in world.of("mandated_by", target=target)
        ):
            wrong.append(f"mandated_by {what} {by}")
    wrong += _leaders(item, world, ())
    for place in item.get("not_places", []):
        wrong += [
            f"place {place}"
            for n in world.nodes.values()
            if n["kind"] == "place" and plain_words(n["name"]) == plain_words(place)
        ]
    for name in item.get("not_nodes", []):
        wrong += [f"node {name}" for n in world.nodes.values() if plain_words(n["name"]) == plain_words(name)]
    said = " ".join(x.text + " " + x.why for x in (*world.drawn.contradictions, *world.drawn.guessed))
    wrong += [f"report {r}" for r in item.get("reports", []) if str(r) not in said]
    return wrong


def judge(kind: str, item: dict[str, Any]) -> list[str]:
    """Return what is wrong with what is drawn from an item; nothing when it is right."""
    world = None if "dates" in item else World(item["text"], not item.get("page"))
    if kind == "events":
        return judge_events(item, world)
    assert world is not None
    return {"acts": judge_acts, "attendance": judge_attendance}[kind](item, world)


def main(arguments: list[str]) -> None:
    verbose = "-v" in arguments
    halves = [a for a in arguments if a in ("develop", "check")] or ["develop", "check"]
    for kind in ("acts", "attendance", "events"):
        items = yaml.safe_load((FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))
        for half in halves:
            mine = [i for i in items if i["set"] == half]
            results = {i["id"]: judge(kind, i) for i in mine}
            right = sum(not w for w in results.values())
            print(f"{kind:<11} {half:<8} {right:>3} of {len(mine):>3}  {100 * right / len(mine):.0f} %")
            if verbose and half == "develop":
                for item in mine:
                    if results[item["id"]]:
                        print(f"   {item['id']} {item['family']}: {item['text'].strip()!r}")
                        for wrong in results[item["id"]]:
                            print("        -", wrong)


if __name__ == "__main__":
    main(sys.argv[1:])
