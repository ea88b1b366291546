"""Reading generated records: documents a second, beside the floor of merely opening and decoding the same files.

The records are invented, seeded, of several processes, with the head, attendance, decisions and sub-points that such
pages have. Sizes grow tenfold; `growth` is time per document against that of the size before (1.0 is linear).

    python benchmarks/reading.py                  1,000 and 10,000 records
    python benchmarks/reading.py 100 1000         other sizes
    python benchmarks/reading.py --json           as JSON
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from explorer.facts.reading import read

STATES = [
    *("Australia", "Bangladesh", "Cambodia", "Fiji", "India", "Indonesia", "Japan", "Jordan", "Kiribati", "Malaysia"),
    *("Maldives", "Mongolia", "Myanmar", "Nauru", "Nepal", "New Zealand", "Pakistan", "Palau", "Samoa", "Singapore"),
]
CITIES = [
    ("Apia", "Samoa"),
    ("Bangkok", "Thailand"),
    ("Colombo", "Sri Lanka"),
    ("Dhaka", "Bangladesh"),
    ("Nadi", "Fiji"),
]
ORGANS = ["Working Group", "Task Force", "Policy Forum", "Contact Group"]
FIELDS = [
    *("Labour", "Document", "Maritime", "Border", "Harbour", "Water", "Forest", "Livestock", "Railway", "Aviation"),
    *("Customs", "Coastal", "Mountain", "Village", "School", "Hospital", "Airport", "Fishery", "Tourism", "Energy"),
]
MATTERS = [
    *(
        "Mobility",
        "Security",
        "Rescue",
        "Registration",
        "Inspection",
        "Standards",
        "Statistics",
        "Licensing",
        "Insurance",
    ),
    *("Planning", "Research", "Quarantine", "Certification", "Surveillance", "Arbitration", "Archives", "Maintenance"),
]
PROCESSES = ["Harbour Process", "Lake Forum", "Island Dialogue", "Mountain Initiative", "River Compact"]
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
ORDINALS = [
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth"),
    *("Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth"),
]
ACTS = [
    "agreed to hold a workshop on {subject}, hosted by {state}, in {year}.",
    "tasked {state} with drafting terms of reference for a roundtable on {subject}:",
    "endorsed the recommendations of the {organ} on {subject}.",
    "welcomed the offer of {state} to host the next meeting in {city}.",
    "noted the report of the International Organization for Migration (IOM) on {subject}.",
    "encouraged members to share information on {subject} with {state}.",
]
POINTS = [
    "collecting figures for {year}",
    "listing points of contact in {state}",
    "sending written comments to {state}",
]


def record(number: int) -> str:
    """Return one invented record; the same number gives the same record."""
    chance = random.Random(number)
    meeting, line = number % len(ORDINALS), number // len(ORDINALS)  # twelve meetings of each body
    field = FIELDS[line % len(FIELDS)]
    subject = f"{field} {MATTERS[line // len(FIELDS) % len(MATTERS)]}"
    organ, process = ORGANS[line % len(ORGANS)], PROCESSES[line % len(PROCESSES)]
    round_ = line // (len(FIELDS) * len(MATTERS))
    process += f" {round_ + 1}" if round_ else ""
    city, land = chance.choice(CITIES)
    year = 2008 + meeting
    day = f"{chance.randint(1, 28):02} {MONTHS[chance.randint(0, 11)]} {year}"
    name = f"{ORDINALS[meeting]} Meeting of the {process} {organ} on {subject}"
    present = sorted(chance.sample(STATES, 12))
    lines = [name, "", f"Location: {city}, {land}Date: {day}", f"view-of-{city.lower()}-{number} Image", ""]
    lines += [f"The {name} was held in {city}, {land}, on {day.lstrip('0')}. It was chaired by {present[0]}.", ""]
    guests = "as well as representatives from the Office of the United Nations High Commissioner for Refugees (UNHCR)"
    lines += [f"In attendance were representatives from {', '.join(present[:-1])} and {present[-1]} {guests}."]
    lines += ["Canada attended the meeting as an observer.", ""]
    lines += ["Participants:", ""]
    for _ in range(6):
        filling = {
            "subject": f"{field} {chance.choice(MATTERS)}".lower(),
            "state": chance.choice(present),
            "organ": organ,
            "city": city,
            "year": year + 1,
        }
        act = chance.choice(ACTS).format(**filling)
        lines += [f"  • {act}", ""]
        if act.endswith(":"):
            lines += [part for point in POINTS[:2] for part in (f"- {point.format(**filling)}", "")]
    lines += ["The Chair thanked the delegations for their contributions.", ""]
    return "\n".join(lines)


def measure(count: int, folder: Path) -> dict[str, float | int]:
    """Return what reading `count` records takes, and what opening and decoding them takes."""
    for number in range(count):
        (folder / f"record-{number:06}.txt").write_text(record(number), encoding="utf-8", newline="\n")
    start = time.perf_counter()
    size = sum(len(path.read_bytes().decode("utf-8")) for path in sorted(folder.iterdir()))
    floor = time.perf_counter() - start
    start = time.perf_counter()
    done = read(folder, remember=True)
    cold = time.perf_counter() - start
    start = time.perf_counter()
    again = read(folder, remember=True)
    warm = time.perf_counter() - start
    assert len(again.facts.nodes) == len(done.facts.nodes)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "documents": count,
        "characters": size,
        "nodes": len(done.facts.nodes),
        "relations": len(done.facts.relations),
        "refused": sum(bool(each.refused) for each in done.report.documents),
        "seconds": round(cold, 2),
        "documents_a_second": round(count / cold, 1),
        "unchanged_seconds": round(warm, 2),
        "open_and_decode_seconds": round(floor, 3),
        "open_and_decode_a_second": round(count / floor),
        "peak_megabytes": round(peak / 1024),
    }


def main() -> None:
    """Measure the sizes asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found: list[dict[str, float | int]] = []
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as place:
            os.environ["EXPLORER_CACHE"] = str(Path(place, "cache"))
            folder = Path(place, "records")
            folder.mkdir()
            row = measure(size, folder)
        before = found[-1] if found else row
        pace, pace_before = row["seconds"] / row["documents"], before["seconds"] / before["documents"]
        row["growth"] = round(pace / pace_before, 2)
        found.append(row)
        if not asked.json:
            print(", ".join(f"{key.replace('_', ' ')} {value:,}" for key, value in row.items()), flush=True)
    if asked.json:
        json.dump(found, sys.stdout, indent=1)
        print()


if __name__ == "__main__":
    main()
