"""The share of marked-up sentences whose clauses are wholly right: predicate, doers, receivers, role and status.

python tests/prose/score_sentences.py            # the share, and what is wrong
python tests/prose/score_sentences.py --write    # what is read of new sentences, to be judged and corrected by hand
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from pages import page

from explorer.facts.prose.clauses import clauses

SENTENCES = Path(__file__).with_name("sentences.yaml")


def who(events, fillers):
    """The names that phrases lead to, else their nouns."""
    found = []
    for filler in fillers:
        named = [n.name for u in filler.units for n in u.names]
        named += [events.mentions[u.event].name for u in filler.units if u.sort == "event"]
        named += [u.where.name for u in filler.units if u.where is not None]
        found += named or [filler.head]
    return "+".join(found)


def told(text):
    """Each clause as "lemma: doers > receivers as role, status"; lines without a verb are left out."""
    events = page(text)
    lines = []
    for clause in clauses(events).clauses:
        if not clause.lemma:
            continue
        passive = clause.voice == "passive"
        doers = clause.agent if passive else clause.subject
        receivers = clause.subject if passive else clause.objects
        roles = sorted({f.role for f in (*clause.subject, *clause.objects, *clause.adjuncts) if f.role})
        lemma = f"{clause.lemma} {clause.particle}".strip()
        role = f" as {', '.join(roles)}" if roles else ""
        lines.append(f"{lemma}: {who(events, doers)} > {who(events, receivers)}{role}, {clause.status}")
    return lines


def wrong(entry):
    """What of a sentence is not as it should be."""
    found = told(entry["say"])
    return [line for line in entry["is"] if line not in found] + [f"not: {x}" for x in found if x not in entry["is"]]


def share():
    """Return the sentences with what is wrong with each."""
    entries = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return [(entry["say"], wrong(entry)) for entry in entries]


if __name__ == "__main__":
    if "--write" in sys.argv:
        for line in sys.stdin.read().splitlines():
            entry = {"say": line.replace("\\n", "\n")}
            print(yaml.safe_dump([{**entry, "is": told(entry["say"])}], allow_unicode=True, width=1000), end="")
        sys.exit()
    verdicts = share()
    for said, faults in verdicts:
        if faults:
            print(said, *faults, sep="\n    ")
    right = sum(not faults for _, faults in verdicts)
    print(f"{right} of {len(verdicts)} sentences right ({right / len(verdicts):.2f})")
