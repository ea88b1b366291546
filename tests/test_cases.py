"""Tiny pages of our own, each with what a careful reader insists on and what would be false (tests/cases/<room>).

A case is right when nothing required is missing and nothing forbidden is said. A term is a label, a code of a state ("SVN"),
`*`, kinds ("event", "body|organisation"), or kinds, "/" and words: `A|B` either, `A&B` both, `=A` the whole name.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

import explorer
from explorer.ontology import vocabulary

CASES = Path(__file__).parent / "cases"
PARENTS = {"party": {"state", "organisation", "body"}, "event": {"meeting", "workshop"}}
KINDS = {*vocabulary().kinds, *PARENTS}
RELATION = "|".join(vocabulary().relations)
STATEMENT = re.compile(rf"(.+?) ({RELATION})((?:\|(?:{RELATION}))*) (.+?)(?: as (\S+))?")
ALL = [
    pytest.param(folder, case, id=f"{folder.name}-{case['case']}")
    for folder in sorted(path.parent for path in CASES.glob("*/cases.yaml"))
    for case in yaml.load((folder / "cases.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.replace("ø", "o"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).casefold().split())


def _listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def unread(claim: str, labels: Any) -> str:
    """Say what of a claim can be read by nobody: a term that is no label, code, kind or `*`; "" where all can be."""
    match = STATEMENT.fullmatch(claim)
    terms = [term for part in (match[1], match[4]) for term in part.split(", ")] if match else claim.split(", ")
    for term in terms:
        kinds = term.partition("/")[0].split("|")
        if not (term in labels or term == "*" or re.fullmatch(r"[A-Z]{3}", term) or set(kinds) <= KINDS):
            return f"{claim!r}: {term!r} is no label of the case, code of a state, kind or *; relations are {RELATION}"
    return ""


class Read:
    """The facts of a case, and the nodes that its labels and terms mean."""

    def __init__(self, pages: list[Path], labels: dict[str, Any], folder: Path) -> None:
        facts = explorer.read(pages, to=folder).facts
        self.nodes = facts.nodes.fillna("").to_dict("records")
        self.relations = facts.relations.fillna("").to_dict("records")
        self.labels = {key: {"term": one} if isinstance(one, str) else one for key, one in labels.items()}

    def fitting(self, term: str) -> list[dict[str, str]]:
        """The nodes that a term means."""
        if term in self.labels:
            wanted = self.labels[term]
            return [node for node in self.fitting(wanted["term"]) if self._dated(node, wanted)]
        if re.fullmatch(r"[A-Z]{3}", term):
            return [node for node in self.nodes if node["id"] == f"state:{term.lower()}"]
        kinds, _, words = term.partition("/")
        allowed = set().union(*(PARENTS.get(kind, {kind}) for kind in kinds.split("|"))) if term != "*" else set()
        return [
            node
            for node in self.nodes
            if (term == "*" or node["kind"] in allowed) and (not words or _named(node, words))
        ]

    @staticmethod
    def _dated(node: dict[str, str], wanted: dict[str, Any]) -> bool:
        if wanted.get("force") and node["force"] not in _listed(wanted["force"]):
            return False
        ends = _listed(wanted.get("end")) or ["", node["start"]]
        return not wanted.get("start") or node["start"] in _listed(wanted["start"]) and node["end"] in ends

    def says(self, claim: str) -> bool:
        """Whether a node fits the claim, or every statement that it makes stands in the facts."""
        match = STATEMENT.fullmatch(claim)
        if match is None:
            return all(self.fitting(term) for term in claim.split(", "))
        sources, relation, more, targets, role = match.groups()
        return all(
            self.related(s, {relation, *more.split("|")[1:]}, t, role)
            for s in sources.split(", ")
            for t in targets.split(", ")
        )

    def related(self, source: str, relations: set[str], target: str, role: str | None) -> bool:
        """Whether one of these relations stands between two terms, in one of the roles."""
        sources, targets = ({node["id"] for node in self.fitting(term)} for term in (source, target))
        return any(
            row["relation"] in relations
            and row["source"] in sources
            and row["target"] in targets
            and (role is None or row["role"] in role.split("|"))
            for row in self.relations
        )

    def any_of(self, claim: str) -> bool:
        """Whether any statement of a claim stands in the facts."""
        match = STATEMENT.fullmatch(claim)
        if match is None:
            return any(self.fitting(term) for term in claim.split(", "))
        sources, relation, more, targets, role = match.groups()
        return any(
            self.related(s, {relation, *more.split("|")[1:]}, t, role)
            for s in sources.split(", ")
            for t in targets.split(", ")
        )


def _named(node: dict[str, str], words: str) -> bool:
    printed = [
        _plain(name) for name in (node["name"], node["acronym"], *node["aliases"].split("|"), node["wording"]) if name
    ]
    return any(
        all(_plain(part[1:]) in printed if part.startswith("=") else any(_plain(part) in name for name in printed)
            for part in either.split("&"))
        for either in words.split("|")
    )  # fmt: skip


@pytest.mark.parametrize(("folder", "case"), ALL)
def test_what_a_careful_reader_insists_on(folder: Path, case: dict[str, Any], tmp_path: Path) -> None:
    apart = [label for claim in case.get("apart", ()) for label in claim.partition(": ")[2].split(", ")]
    claims = [*(one for each in case.get("require", ()) for one in _listed(each)), *case.get("forbid", ())]
    terms = [one if isinstance(one, str) else one["term"] for one in case.get("nodes", {}).values()]
    told = [unread(claim, case.get("nodes", {})) for claim in (*claims, *apart, *case.get("count", {}), *terms)]
    assert not any(told), f"{folder.name}, {case['case']}: " + "; ".join(filter(None, told))
    read = Read([folder / "pages" / page for page in case["pages"]], case.get("nodes", {}), tmp_path / "facts")
    missing = [label for label in read.labels if not read.fitting(label)]
    missing += [" or ".join(_listed(one)) for one in case.get("require", ()) if not any(map(read.says, _listed(one)))]
    false = [claim for claim in case.get("forbid", ()) if read.any_of(claim)]
    for term, count in case.get("count", {}).items():
        least, _, most = count.partition("-")
        if not int(least) <= len(read.fitting(term)) <= int(most or least):
            false.append(f"{len(read.fitting(term))} of {term}")
    for claim in case.get("apart", ()):
        relation, _, labels = claim.partition(": ")
        for one, other in combinations(labels.split(", "), 2):
            ends = [{r["target"] for r in read.relations if r["relation"] == relation and r["source"] in {n["id"] for n in read.fitting(label)}}
                    for label in (one, other)]  # fmt: skip
            if not all(ends) or ends[0] & ends[1]:
                false.append(claim)
    assert (missing, false) == ([], [])


@pytest.mark.parametrize(
    ("claim", "term"),
    [("org/Fleet Union about topic/fish", "org/Fleet Union"), ("Hosts hosted event", "Hosts"), ("event about fish", "fish"),
     ("body implemets instrument", "body implemets instrument"), ("Sessions", "Sessions"), ("", "")],
)  # fmt: skip
def test_a_claim_that_nobody_can_read_is_told(claim: str, term: str) -> None:
    """It would hold of nothing, so that what is forbidden would pass whatever is said."""
    assert f"{term!r} is no label" in unread(claim, {"Guests": "state"})


@pytest.mark.parametrize("relation", list(vocabulary().relations))
def test_a_claim_can_be_made_of_every_relation(relation: str) -> None:
    assert not unread(f"Guests, ISL {relation} *, event/Spring as member", {"Guests": "state"})
    match = STATEMENT.fullmatch(f"ISL {relation}|hosted event")
    assert match and match[2] == relation
