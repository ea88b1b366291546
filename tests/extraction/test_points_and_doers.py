"""Points with marks, numbers and labels, several acts of one verb, and whose job something is told to be."""

from __future__ import annotations

import pytest
from world import World

HEAD = "Sixth Meeting of the Estuary Forum\n\nBanjul, The Gambia, 9 May 2013\n\n"


def drawn(text: str) -> World:
    """Return what is drawn from a text below the head of an invented meeting."""
    return World(HEAD + text)


def doers(world: World) -> set[str]:
    """Return who is to do what is put on record, with the role."""
    return {f"{target}:{role}" for _, role, target in world.triples("assigned_to")}


POINTS = [
    ("The Forum recommended the following:\n\nR1. Jetties should be lit.\nR2. Peru should count the eels.",
     ["recommended: Jetties should be lit", "recommended: Peru should count the eels"], "per:lead"),
    ("The following decisions were taken:\n\nD-1. The jetty will be lit.\n\nD-2. The eels will be counted.",
     ["agreed: The jetty will be lit", "agreed: The eels will be counted"], ""),
    ("Action points:\n\nAP1: Mali to light the jetty.\nAP2: Count the eels.",
     ["agreed: Mali to light the jetty", "agreed: Count the eels"], "mli:lead"),
    ("The meeting heard of eels.\n\nG8. Leaders should count them.", [], ""),
    ("Agreed steps\n\n1. Light the jetty. Responsible: Mali. Deadline: May 2014.\n2. The eels were counted in 2001.",
     ["tasked: Light the jetty"], "mli:lead"),
    ("Decisions\n\n1. Count the eels. Action by: Peru and UNHCR.\n2. The jetty is dark.",
     ["tasked: Count the eels"], "per:lead unhcr:lead"),
    ("Next steps\n\nLight the jetty. Owner: Secretariat. Due: 4 June 2013.",
     ["tasked: Light the jetty"], "estuary-forum-secretariat:lead"),
    ("Recommendations\n\n1. Ports should light their jetties.\n2. Count the eels again.",
     ["recommended: Ports should light their jetties", "recommended: Count the eels again"], ""),
    ("Discussion points\n\n1. Ports should light their jetties.\n2. Can eels be counted?", [], ""),
    ("Actions of the previous meeting\n\n1. Light the jetty. Responsible: Mali. Status: open.", [], ""),
    ("Budget lines\n\n1. Light the jetty. Responsible: Mali. Deadline: May 2014.", [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "points", "who"), POINTS)
def test_points_below_a_stem_or_a_heading(text: str, points: list[str], who: str) -> None:
    world = drawn(text)
    assert [f"{force}: {wording}" for force, wording in world.acts()] == points
    assert doers(world) == set(who.split())


SEVERAL = [
    ("Members agreed that Mali would light the jetty, that eels be counted and that fees should fall.",
     ["Members agreed that Mali would light the jetty", "that eels be counted", "that fees should fall"]),
    ("It was decided that the fee should fall and that the Secretariat would write to Peru.",
     ["It was decided that the fee should fall", "that the Secretariat would write to Peru"]),
    ("The Forum decided that Mali will light the jetty and that Peru will pay.",
     ["The Forum decided that Mali will light the jetty", "that Peru will pay"]),
    ("The Forum urged that jetties should be lit, and that Peru should count the eels.",
     ["The Forum urged that jetties should be lit", "that Peru should count the eels"]),
    ("Members agreed that lamps that smoke and nets that tear be mended.",
     ["Members agreed that lamps that smoke and nets that tear be mended"]),
    ("It was agreed that Mali would tell Peru that the lamps were old and that the nets were torn.",
     ["It was agreed that Mali would tell Peru that the lamps were old and that the nets were torn"]),
    ("Members agreed that the Fund be kept, and that it be opened to all.",
     ["Members agreed that the Fund be kept, and that it be opened to all"]),
    ("Members noted that lamps were old and that nets were torn.",
     ["Members noted that lamps were old and that nets were torn"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wordings"), SEVERAL)
def test_several_acts_of_one_verb(text: str, wordings: list[str]) -> None:
    assert [wording for _, wording in drawn(text).acts()] == wordings


WHOSE = [
    ("Peru volunteered to count the eels.", "agreed", "per:lead"),
    ("Volunteers of Peru counted the eels.", "", ""),
    ("It was agreed that the care of the lamps would be the task of Mali.", "agreed", "mli:lead"),
    ("Members decided that counting the eels will be the responsibility of Peru.", "agreed", "per:lead"),
    ("The Forum agreed that responsibility for the lamps should rest with Ghana.", "agreed", "gha:lead"),
    ("Members agreed that Ghana would be responsible for the lamps.", "agreed", "gha:lead"),
    ("Members agreed that the fall of the price is a threat to Peru.", "agreed", ""),
    ("The Secretariat was given until June 2014 to mend the lamps.", "tasked", "estuary-forum-secretariat:lead"),
    ("Members gave Mali two weeks to mend the lamps.", "tasked", "mli:lead"),
    ("Members gave Mali a lamp to mend.", "", ""),
    ("A task team made up of Peru and Mali was set up to draw the map.", "agreed", "per:lead mli:lead"),
    ("The Forum agreed to form a working group comprising Peru, Mali and Ghana.", "agreed", "per:lead mli:lead gha:lead"),
    ("A small committee of Peru and Mali was appointed to count the eels.", "agreed", "per:lead mli:lead"),
    ("Members appointed a committee of three judges to study the law of Peru.", "agreed", ""),
    ("A team consisting of sailors from Peru and Mali won the race.", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "force", "who"), WHOSE)
def test_whose_job_it_is(text: str, force: str, who: str) -> None:
    world = drawn(text)
    assert [told for told, _ in world.acts()] == force.split()
    assert doers(world) == set(who.split())


def test_time_given_is_the_day_it_is_due() -> None:
    world = drawn("Members gave Mali until June 2014 to mend the lamps.")
    assert [n["due"] for n in world.nodes.values() if n["kind"] == "commitment"] == ["2014-06"]
