"""Hold the facts drawn from data/records against the YAML truth of every record: `python tests/accuracy.py [-v]`.

Participants, dates and places are to be exact, and every commitment present. Says so and ends when the
records are not beside the project.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from explorer.documents import find_files, read_document
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.names.dates import find_dates
from explorer.facts.prose.record import extract, join
from explorer.facts.prose.record.fulfils import stem
from explorer.facts.prose.text.tokens import norms

ROOT = Path(__file__).resolve().parents[1]
TRUTH = ROOT.parent / "shared" / "records"
MINUTES = ROOT / "data" / "records"
ROLES = ("member", "participant", "observer", "guest")
# Points that the minutes tell in words so different that counting shared stems does not find them: (record, point) → words.
SAID = {
    ("2002-06-13-aheg-2", "c1"): "Thailand was tasked with the coordination of the Group",
    ("2004-05-24-targeting-workshop", "c1"): "took note of the opening and the keynote address",
    ("2009-04-01-document-workshop", "c1"): "experts from Australia, the Philippines and Singapore would lead",
    ("2010-06-10-ahg-som-3", "c3.1"): "effective criminal offences",
    ("2011-03-09-ahg-som-4", "c5"): "made recommendations to the Bali Process Senior Officials' Meeting",
    ("2011-10-12-ahg-som-5", "c6"): "the problem crosses borders and has many sides",
    ("2013-06-24-tewg-5", "c4"): "what was learnt",
    ("2016-03-23-mc-6", "c7"): "agreed that a Consultation Mechanism be set up",
    ("2020-10-20-ahg-som-15", "c2"): "made recommendations on migrants and refugees in the pandemic",
}


@dataclass
class Line:
    """The result of one record."""

    record: str
    participants: tuple[int, int, int] = (0, 0, 0)  # right, expected, found
    dates: bool = True
    place: bool = True
    commitments: tuple[int, int] = (0, 0)
    workshops: tuple[int, int] = (0, 0)
    wrong: list[str] = field(default_factory=list)


def ids() -> dict[tuple[str, ...], str]:
    """Every printed name, folded, with the id it leads to."""
    found: dict[tuple[str, ...], str] = {}
    for known in shipped_names().known:
        for name in known.names:
            found.setdefault(norms(name), known.id)
    return found


KNOWN = ids()


def party_id(row: dict[str, Any]) -> str:
    """The id that a participant of a record should have."""
    if row.get("code"):
        return f"state:{row['code'].lower()}"
    for name in (row["canonical"], row["as_printed"], re.sub(r"\s*\(.*?\)", "", row["as_printed"])):
        for variant in (norms(name), norms(name)[1:] if norms(name)[:1] == ("the",) else norms(name)):
            if variant in KNOWN:
                return KNOWN[variant]
    return "?" + row["canonical"]


def words(text: str) -> set[str]:
    """The stems of a text that carry meaning."""
    common = {
        "the",
        "of",
        "and",
        "to",
        "in",
        "on",
        "for",
        "a",
        "an",
        "by",
        "is",
        "be",
        "with",
        "as",
        "that",
        "at",
        "it",
        "its",
        "from",
        "or",
        "was",
        "were",
        "are",
        "has",
        "have",
        "their",
        "will",
        "this",
    }
    return {stem(w) for w in norms(text) if w.isalnum() and w not in common and len(w) > 2}


def hold(path: Path, names: Any) -> Line:
    """Compare one record with what is drawn from its minutes."""
    truth = yaml.safe_load((TRUTH / f"{path.stem}.yaml").read_text(encoding="utf-8"))
    document = read_document(find_files([path])[0])
    drawn = extract(document, names)
    facts = join([drawn])
    nodes = {n["id"]: n for n in facts.nodes}
    own = next((e.id for e in drawn.events if e.own), "")
    line = Line(path.stem)
    wanted: dict[str, set[str]] = {}
    for row in truth["participants"] or []:
        if row["role"] in ROLES:
            wanted.setdefault(party_id(row), set()).add(row["role"])
        elif row["role"] in ("co_chair", "host"):
            wanted.setdefault(party_id(row), set()).update({"member", "participant", ""})
    leading = {party_id(r) for r in truth["participants"] or [] if r["role"] in ("co_chair", "host")}
    plain = {party_id(r) for r in truth["participants"] or [] if r["role"] in ROLES}
    # A page about a body has no meeting of its own: who took part in the events it names counts there.
    rows = [r for r in facts.relations if r["relation"] == "participated_in" and own in ("", r["target"])]
    got = {r["source"]: r["role"] for r in rows}
    if "body:rso-co-managers" in got and "body:regional-support-office" in wanted:  # the office by its managers
        got["body:regional-support-office"] = got.pop("body:rso-co-managers")
    led = {r["source"] for r in facts.relations if r["relation"] in ("chaired", "hosted") and r["target"] == own}
    right = {p for p in plain if p in got and got[p] in wanted[p]} | {
        p for p in leading - plain if p in led or p in got
    }
    line.participants = (len(right), len(wanted), len(got))
    line.wrong += [f"participant missing: {p}" for p in sorted(set(wanted) - set(got) - led)]
    line.wrong += [f"participant surplus: {p} ({got[p]})" for p in sorted(set(got) - set(wanted))]
    line.wrong += [
        f"role of {p}: {got[p]}, expected {sorted(wanted[p])}"
        for p in sorted(set(got) & plain)
        if got[p] not in wanted[p]
    ]
    for row in truth.get("absent_or_apologies") or []:
        party = party_id(row if isinstance(row, dict) else {"canonical": str(row), "as_printed": str(row)})
        if party in got:
            line.wrong.append(f"absent but present: {party}")
    event = nodes.get(own)
    start, end = str(truth["start_date"] or ""), str(truth["end_date"] or "")
    end = "" if end == start else end
    said = (event["start"], event["end"]) if event else ("", "")
    if not own and start:  # a report on several meetings: from the first to the last of them
        held = [n for n in facts.nodes if n["kind"] in ("meeting", "workshop")]
        said = (start if start in {n["start"] for n in held} else "", end if end in {n["end"] for n in held} else "")
    line.dates = said == (start, end) or (not own and not start)
    if not line.dates:
        line.wrong.append(f"dates {said}, expected {(start, end)}")
    places = {r["target"] for r in facts.relations if r["relation"] == "held_in" and r["source"] == own}
    named = {norms(nodes[p]["name"]) for p in places}
    line.place = (norms(truth["city"]) in named and len(named) == 1) if truth["city"] else not places
    if not line.place:
        line.wrong.append(f"places {sorted(places)}, expected {truth['city']}")
    made = [n for n in facts.nodes if n["kind"] == "commitment"]
    points = truth["commitments"] or []
    found: set[str] = set()
    for point in reversed(points):  # parts before what they are parts of
        need = words(point["text"])
        best = max((len(need & words(m["wording"])) / max(1, len(need)) for m in made), default=0.0)
        parts = {each["id"] for each in points if each.get("parent") == point["id"]}
        told = SAID.get((path.stem, point["id"]))
        if (told and any(told in m["wording"] for m in made)) or best >= 0.45 or (parts and parts <= found):
            found.add(point["id"])
        else:
            line.wrong.append(f"commitment {point['id']} ({best:.2f}): {point['text']}")
    line.commitments = (len(found), len(points))
    events = [n for n in facts.nodes if n["kind"] in ("meeting", "workshop")]
    shops = truth["workshops_named"] or []
    held = named_with_day = 0
    for shop in shops:
        title = words(shop.get("name") or shop.get("title") or "")
        fits = [e for e in events if title and len(title & words(e["name"] + " " + e["aliases"])) / len(title) >= 0.6]
        said = str(shop.get("dates") or "")
        if said.startswith("before"):
            continue  # the day is that of something else
        dates = [
            d.start
            for d in find_dates(said)
            if d.start and (d.precision == "day" or (d.precision == "month" and d.start <= (end or start)[:7]))
        ]
        if not dates:
            continue  # only planned, or without a day: it stays words of a commitment
        named_with_day += 1
        if any(e["start"] in dates for e in fits):
            held += 1
        else:
            line.wrong.append(f"workshop {shop}")
    line.workshops = (held, named_with_day)
    return line


def table() -> list[Line]:
    """Return one line a record."""
    return [
        hold(path, shipped_names()) for path in sorted(MINUTES.glob("*.md")) if (TRUTH / f"{path.stem}.yaml").is_file()
    ]


def main(arguments: list[str]) -> None:
    if not TRUTH.is_dir():
        print("The records are not beside the project; nothing to compare.")
        return
    lines = table()
    print(f"{'record':<34} {'participants':>14} {'dates':>6} {'place':>6} {'commitments':>12} {'workshops':>10}")
    for line in lines:
        right, wanted, found = line.participants
        print(
            f"{line.record:<34} {f'{right}/{wanted} ({found})':>14} {'yes' if line.dates else 'NO':>6} {'yes' if line.place else 'NO':>6}"
            f" {'/'.join(map(str, line.commitments)):>12} {'/'.join(map(str, line.workshops)):>10}"
        )
        if "-v" in arguments:
            for wrong in line.wrong:
                print("      -", wrong)
    people = [sum(line.participants[i] for line in lines) for i in range(3)]
    print(
        f"participants {people[0]} of {people[1]} (found {people[2]}); dates {sum(x.dates for x in lines)} of {len(lines)};"
        f" places {sum(x.place for x in lines)} of {len(lines)};"
        f" commitments {sum(x.commitments[0] for x in lines)} of {sum(x.commitments[1] for x in lines)};"
        f" workshops {sum(x.workshops[0] for x in lines)} of {sum(x.workshops[1] for x in lines)}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
