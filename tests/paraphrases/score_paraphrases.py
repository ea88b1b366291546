#!/usr/bin/env python3
"""Score the reading of the paraphrases.

    python tests/paraphrases/score_paraphrases.py [acts attendance events] [--set develop|check] [--faults]
                                                  [--dates MODULE:FUNCTION] [--reader MODULE:FUNCTION]

Each item is read on its own with `explorer.read([page], to=folder)` and its tables are compared with what the item
wants. `--dates` names the function that gives the EDTF dates of a text; without it items on dates alone are left out.
What no table tells (status, what the report says) is not judged here.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from paraphrase_files import as_list, holds, load, plain_words

HERE = Path(__file__).resolve().parent
FRAME_TITLE = "Review Session of the Riverside Forum"
FRAME = f"{FRAME_TITLE}\n\nThe {FRAME_TITLE} was held in Geneva, Switzerland, on 14 May 2019.\n\n"
MOST_ACTS_PER_NODE = 3
EVENTS = {"meeting", "workshop"}
ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
Row = dict[str, str]
Reader = Callable[[Path, Path], object]


@dataclass
class Facts:
    """The tables of one item, with the names of its nodes at hand."""

    nodes: dict[str, Row] = field(default_factory=dict)
    relations: list[Row] = field(default_factory=list)

    def text(self, node: str) -> str:
        row = self.nodes.get(node, {})
        return " ".join(row.get(c, "") for c in ("name", "aliases", "wording")).replace("|", " ")

    def of_kind(self, *kinds: str) -> list[str]:
        return [i for i, n in sorted(self.nodes.items()) if n["kind"] in kinds]

    def related(self, relation: str, *, source: str | None = None, target: str | None = None) -> list[Row]:
        return [
            r
            for r in self.relations
            if r["relation"] == relation and source in (None, r["source"]) and target in (None, r["target"])
        ]


@dataclass
class Result:
    """Facts found of those wanted, and the faults in words."""

    found: int = 0
    wanted: int = 0
    faults: list[str] = field(default_factory=list)

    def want(self, ok: object, fault: str) -> None:
        self.wanted += 1
        if ok:
            self.found += 1
        else:
            self.faults.append("missed " + fault)

    def refuse(self, bad: Iterable[str], why: str) -> None:
        self.faults += [f"{why}: {b}" for b in bad]


def read_facts(folder: Path) -> Facts:
    """Read nodes and relations as the contract has them; a missing table counts as empty."""

    def rows(name: str) -> list[Row]:
        path = folder / f"{name}.csv"
        if not path.is_file():
            return []
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(handle)]

    return Facts({n["id"]: n for n in rows("nodes")}, rows("relations"))


# ------------------------------------------------------------------------------------------- names

NAMES = yaml.safe_load((HERE / "names.yaml").read_text(encoding="utf-8"))
SAME = {" ".join(plain_words(name)): group for group in NAMES["same"] for name in group}


def is_named(facts: Facts, node: str, name: str) -> bool:
    """Is this node the thing of that name?"""
    row = facts.nodes.get(node)
    if row is None:
        return False
    if name in NAMES["states"] and row["kind"] == "state":
        return row["id"].rsplit(":", 1)[-1].lower() == NAMES["states"][name]
    if name in NAMES["states"] and row["kind"] != "place":
        return False
    wanted = {" ".join(plain_words(n)) for n in SAME.get(" ".join(plain_words(name)), [name])}
    own = [row["name"], row.get("acronym", ""), *row.get("aliases", "").split("|")]
    return bool(wanted & {" ".join(plain_words(n)) for n in own if n})


def known_as(facts: Facts, names: Iterable[str]) -> set[str]:
    return {i for i in facts.nodes for name in names if is_named(facts, i, name)}


def role_fits(wanted: str, role: str) -> bool:
    return wanted == "" or role in wanted.split("|")


def linked(facts: Facts, relation: str, source: str | None, name: str, role: str = "") -> bool:
    return any(
        is_named(facts, r["target"], name) and role_fits(role, r["role"])
        for r in facts.related(relation, source=source)
    )


# ------------------------------------------------------------------------------------------- acts


def match_acts(acts: list[dict], facts: Facts) -> dict[int, str]:
    """Give every act a node that holds its keys; right force first, each node to few acts."""
    nodes = facts.of_kind("commitment")
    options = {
        i: sorted(
            (n for n in nodes if holds(facts.text(n), act["keys"])),
            key=lambda n, a=act: (
                facts.nodes[n]["force"] not in as_list(a["force"]),  # type: ignore
                len(facts.text(n)),
                n,
            ),
        )
        for i, act in enumerate(acts)
    }
    chosen: dict[int, str] = {}
    for limit in (1, MOST_ACTS_PER_NODE):
        for i in sorted(options, key=lambda i: len(options[i])):
            free = [n for n in options[i] if sum(c == n for c in chosen.values()) < limit]
            if i not in chosen and free:
                chosen[i] = free[0]
    return chosen


def score_acts(item: dict, facts: Facts) -> Result:
    result, acts = Result(), item.get("acts", [])
    chosen = match_acts(acts, facts)
    forces = {n: {f for i, m in chosen.items() if m == n for f in as_list(acts[i]["force"])} for n in chosen.values()}
    instruments = facts.of_kind("instrument")
    for i, act in enumerate(acts):
        node, what = chosen.get(i), " ".join(act["keys"])
        result.want(node, f"act: {what}")
        if node is None:
            continue
        result.want(
            facts.nodes[node]["force"] in forces[node],
            f"force: {what} is {facts.nodes[node]['force'] or 'empty'}, not {act['force']}",
        )
        for name, role in act.get("assigned_to", []):
            result.want(linked(facts, "assigned_to", node, name, role), f"assigned_to {name} ({role}): {what}")
        for relation in ("proposed_by", "presented_by", "endorsed_by"):
            for name in act.get(relation, []):
                result.want(
                    any(linked(facts, relation, s, name) for s in (node, *instruments)), f"{relation} {name}: {what}"
                )
        for name in act.get("concerns", []):
            result.want(
                any(linked(facts, r, node, name) for r in ("concerns", "implements", "assigned_to")),
                f"concerns {name}: {what}",
            )
        for name in act.get("mandated_by", []):
            result.want(
                any(holds(facts.text(r["target"]), plain_words(name)) for r in facts.related("mandated_by")),
                f"mandated_by {name}: {what}",
            )
        if "part_of" in act:
            main = chosen.get(act["part_of"] - 1)
            result.want(
                main == node or any(r["target"] == main for r in facts.related("part_of", source=node)),
                f"part_of its main point: {what}",
            )
    allowed = [*acts, *item.get("may", [])]
    result.refuse(
        (
            facts.text(n)
            for n in facts.of_kind("commitment")
            if n not in chosen.values() and not any(holds(facts.text(n), a["keys"]) for a in allowed)
        ),
        "act not in the text",
    )
    for ban in item.get("not", []):
        if "keys" in ban:
            result.refuse(
                (
                    facts.text(n)
                    for n in facts.of_kind("commitment")
                    if facts.nodes[n]["force"] in as_list(ban["force"]) and holds(facts.text(n), ban["keys"])
                ),
                "must not be drawn",
            )
        else:
            result.refuse(
                (
                    f"{ban}"
                    for r in facts.related(ban["relation"])
                    if all(is_named(facts, r[e], ban[e]) for e in ("source", "target") if e in ban)
                ),
                "must not be drawn",
            )
    return result


# ------------------------------------------------------------------------------------------- attendance


def score_offices(item: dict, facts: Facts, result: Result) -> None:
    """Judge who chaired and who hosted."""
    for name, role in item.get("chairs", []):
        result.want(
            any(is_named(facts, r["source"], name) and role_fits(role, r["role"]) for r in facts.related("chaired")),
            f"chaired by {name}",
        )
    for name in item.get("hosts", []):
        result.want(any(is_named(facts, r["source"], name) for r in facts.related("hosted")), f"hosted by {name}")
    result.refuse(
        (n for n in item.get("not_chairs", []) for r in facts.related("chaired") if is_named(facts, r["source"], n)),
        "must not chair",
    )
    banned = known_as(facts, item.get("not_nodes", []))
    result.refuse((facts.text(n) for n in sorted(banned)), "must be no node")


def score_attendance(item: dict, facts: Facts) -> Result:
    result = Result()
    there = facts.related("participated_in")
    for name, role in item.get("participants", []):
        result.want(
            any(is_named(facts, r["source"], name) and role_fits(role, r["role"]) for r in there),
            f"participant {name} ({role})",
        )
    banned = known_as(facts, item.get("not_participants", []))
    allowed = known_as(facts, [*(n for n, _ in item.get("participants", [])), *item.get("may", [])])
    for row in there:
        if row["source"] in banned:
            result.refuse([facts.text(row["source"])], "was not there")
        elif row["source"] not in allowed:
            result.refuse([facts.text(row["source"])], "not said to be there")
    score_offices(item, facts, result)
    return result


# ------------------------------------------------------------------------------------------- events


def keyed(facts: Facts, keys: list[str], own: str | None) -> list[str]:
    """Events whose name holds the keys; no keys: the page's own event."""
    if not keys:
        return [own] if own else []
    return [n for n in facts.of_kind(*EVENTS) if n != own and holds(with_ordinals(facts.text(n)), keys)]


def with_ordinals(name: str) -> str:
    """Let `4th` be found by the key `fourth`."""
    numbers = [int(n) for n in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)\b", name)]
    return " ".join([name, *(ORDINALS[n] for n in numbers if n < len(ORDINALS))])


def score_event(event: dict, facts: Facts, node: str, result: Result) -> None:
    row, what = facts.nodes[node], " ".join(event["keys"])
    result.want(row["kind"] in as_list(event["kind"]), f"kind of {what}: {row['kind']}")
    if "start" in event:
        ends = {*as_list(event.get("end", "")), *(as_list(event["start"]) if "end" not in event else [])}
        start, _, end = row["start"].partition("/")
        result.want(
            start in as_list(event["start"]) and (end or row["end"]) in ends,
            f"date of {what}: {row['start'] or 'empty'} to {row['end'] or 'empty'}",
        )
    places = [r["target"] for r in facts.related("held_in", source=node)]
    if event.get("place"):
        result.want(any(is_named(facts, p, event["place"]) for p in places), f"place of {what}")
    elif "place" in event:
        result.refuse((facts.text(p) for p in places), f"{what} has no place")
    if event.get("place") and "country" in event:
        result.want(any(linked(facts, "located_in", p, event["country"]) for p in places), f"country of {what}")
    if "session_of" in event:
        result.want(linked(facts, "session_of", node, event["session_of"]), f"session_of of {what}")


def score_events(item: dict, facts: Facts) -> Result:
    result = Result()
    own = next(
        (n for n in facts.of_kind(*EVENTS) if not item.get("page") and holds(facts.text(n), ["riverside"])), None
    )
    used = set()
    for event in item.get("events", []):
        options = [n for n in keyed(facts, event["keys"], own) if n not in used]
        options.sort(key=lambda n, e=event: (facts.nodes[n]["start"] not in as_list(e.get("start", "")), n))
        result.want(options, f"event: {' '.join(event['keys'])}")
        if options:
            used.add(options[0])
            score_event(event, facts, options[0], result)
            own = options[0] if event.get("main") else own
    tolerated = {n for keys in item.get("may", []) for n in keyed(facts, keys, None)}
    result.refuse(
        (facts.text(n) for n in facts.of_kind(*EVENTS) if n not in used | tolerated | {own}), "event not in the text"
    )
    for later, earlier in item.get("follows", []):
        result.want(
            any(
                r["source"] in (keyed(facts, later, own) if later else [own])
                and holds(with_ordinals(facts.text(r["target"])), earlier)
                for r in facts.related("follows")
            ),
            f"follows {' '.join(earlier)}",
        )
    for name, by in item.get("mandated_by", []):
        result.want(
            any(
                holds(with_ordinals(facts.text(r["target"])), by) and (not name or is_named(facts, r["source"], name))
                for r in facts.related("mandated_by")
            ),
            f"mandated_by {' '.join(by)}",
        )
    places = {n for n in known_as(facts, item.get("not_places", [])) if facts.nodes[n]["kind"] == "place"}
    result.refuse((facts.text(n) for n in sorted(places)), "is no place")
    score_offices(item, facts, result)
    return result


def score_dates(item: dict, dates: list[str]) -> Result:
    result = Result()
    for wanted in item["dates"]:
        result.want(set(as_list(wanted)) & set(dates), f"date {wanted}")
    allowed = {d for wanted in [*item["dates"], item.get("may_dates", [])] for d in as_list(wanted)}
    result.refuse((d for d in dates if d not in allowed), "date not in the text")
    return result


SCORERS: dict[str, Callable[[dict, Facts], Result]] = {
    "acts": score_acts,
    "attendance": score_attendance,
    "events": score_events,
}


# ------------------------------------------------------------------------------------------- running


def page_text(item: dict) -> str:
    return item["text"] if item.get("page") else FRAME + item["text"]


def explorer_read(page: Path, folder: Path) -> None:
    """Read one page with the program under test."""
    import explorer

    explorer.read([page], to=folder)


def read_item(item: dict, folder: Path, reader: Reader) -> Facts:
    page = folder / f"{item['id']}.txt"
    page.write_text(page_text(item), encoding="utf-8", newline="\n")
    reader(page, folder / item["id"])
    return read_facts(folder / item["id"])


def score_file(
    name: str,
    half: str | None = None,
    *,
    reader: Reader = explorer_read,
    dates: Callable[[str], list[str]] | None = None,
) -> dict[str, Result]:
    """Score every item of one file; items on dates alone only when there is a function for them."""
    results: dict[str, Result] = {}
    with tempfile.TemporaryDirectory() as folder:
        for item in load(name):
            if half not in (None, item["set"]):
                continue
            if "dates" not in item:
                results[item["id"]] = SCORERS[name](item, read_item(item, Path(folder), reader))
            elif dates is not None:
                results[item["id"]] = score_dates(item, dates(item["text"]))
    return results


def summary(name: str, results: dict[str, Result]) -> list[dict[str, Any]]:
    """One row per family and half: items without fault, facts found of those wanted, faults of commission."""
    rows: dict[tuple[str, str], Counter] = {}
    for item in load(name):
        result = results.get(item["id"])
        if result is not None:
            row = rows.setdefault((item["family"], item["set"]), Counter())
            missed = sum(f.startswith("missed ") for f in result.faults)
            row.update(
                items=1,
                right=not result.faults,
                found=result.found,
                wanted=result.wanted,
                wrong=len(result.faults) - missed,
            )
    return [{"file": name, "family": family, "set": half, **counts} for (family, half), counts in rows.items()]


def function_named(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score the reading of the paraphrases.")
    parser.add_argument("files", nargs="*", default=sorted(SCORERS), help="acts, attendance, events")
    parser.add_argument("--set", dest="half", choices=("develop", "check"))
    parser.add_argument("--faults", action="store_true", help="list the faults of every item")
    parser.add_argument("--dates", metavar="MODULE:FUNCTION", help="gives the EDTF dates of a text")
    parser.add_argument(
        "--reader",
        metavar="MODULE:FUNCTION",
        help="called with a page and a folder to write tables to (default: explorer.read)",
    )
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    sys.path.insert(0, str(HERE.parents[1]))
    dates = function_named(args.dates) if args.dates else None
    reader = function_named(args.reader) if args.reader else explorer_read
    table: list[dict[str, Any]] = []
    faults: dict[str, list[str]] = {}
    for name in args.files:
        results = score_file(name, args.half, reader=reader, dates=dates)
        table += summary(name, results)
        faults |= {i: r.faults for i, r in results.items() if r.faults}
    if args.json:
        print(json.dumps({"table": table, "faults": faults}, indent=1, ensure_ascii=False))
        return 0
    line = "{:<11} {:<24} {:<8} {:>6} {:>6} {:>7} {:>7} {:>6}"
    print(line.format("file", "family", "set", "items", "right", "wanted", "found", "wrong"))
    sums = [
        {
            "file": name,
            "family": "all",
            "set": half,
            **{
                c: sum(r[c] for r in table if r["file"] == name and r["set"] == half)
                for c in ("items", "right", "wanted", "found", "wrong")
            },
        }
        for name in args.files
        for half in ("develop", "check")
    ]
    for row in [*table, *(s for s in sums if s["items"])]:
        print(line.format(*(row[c] for c in ("file", "family", "set", "items", "right", "wanted", "found", "wrong"))))
    if args.faults:
        for item, lines in faults.items():
            print("\n".join([item, *(f"  {text}" for text in lines)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
