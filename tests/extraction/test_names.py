"""Names: variants to one node, prefixes apart, bodies of processes apart, a user's own words."""

from __future__ import annotations

import pickle

import pytest
from world import World, framed

from explorer.errors import ExplorerError
from explorer.facts.prose.names import Names, shipped_names


@pytest.mark.parametrize(
    "written",
    [
        "Viet Nam",
        "Vietnam",
        "VIET NAM",
        "Viet\u00a0Nam",
        "Socialist Republic of Viet Nam",
        "the Government of Viet Nam",
    ],
)
def test_variants_meet_in_one_node(written: str) -> None:
    assert set(framed(f"{written} and Fiji attended.").present()) == {"vnm", "fji"}


@pytest.mark.parametrize(
    ("written", "node"),
    [
        ("Côte d’Ivoire", "civ"),
        ("Co\u0302te d'Ivoire", "civ"),
        ("Timor‑Leste", "tls"),
        ("lndonesia", "idn"),
        ("the lOM", "iom"),
    ],
)
def test_typography_does_not_part_names(written: str, node: str) -> None:
    assert node in framed(f"Fiji and {written} attended.").present()


def test_prefixes_stay_apart() -> None:
    assert set(framed("Guinea, Equatorial Guinea, Niger and Nigeria attended.").present()) == {
        "gin",
        "gnq",
        "ner",
        "nga",
    }


def test_offices_of_another_process_do_not_merge() -> None:
    bali = "Ninth Senior Officials' Meeting\n\nThe Ninth Senior Officials' Meeting of the Bali Process was held in Bali, Indonesia, on 3 May 2019.\n\nThe Co-Chairs agreed to report to Ministers."
    other = "Fourth Senior Officials' Meeting\n\nThe Fourth Senior Officials' Meeting of the Colombo Process was held in Dhaka, Bangladesh, on 4 May 2019.\n\nThe Co-Chairs agreed to report to Ministers."
    world = World(bali, other)
    assert {t for _, _, t in world.triples("assigned_to")} == {"co-chairs", "colombo-process-co-chairs"}
    assert {k for k in world.nodes if k.startswith("meeting:")} == {"meeting:som-9", "meeting:colombo-process-som-4"}


def test_unknown_bodies_and_their_abbreviations() -> None:
    world = framed(
        "The Task Force on Coastal Radar (TFCR) was thanked. TFCR was asked to report. Members endorsed the Code of Conduct for Pilots."
    )
    body = next(n for n in world.nodes.values() if n["acronym"] == "TFCR")
    assert body["name"] == "Task Force on Coastal Radar" and body["kind"] == "body"
    assert any(n["kind"] == "instrument" and n["name"] == "Code of Conduct for Pilots" for n in world.nodes.values())


def test_own_words_come_first_and_survive_pickling() -> None:
    names = shipped_names().with_words(
        {
            "organisations": [{"name": "Harbour Watch", "acronym": "HW"}],
            "states": [{"code": "fji", "name": "Fiji", "aliases": ["Viti"]}],
        }
    )
    again: Names = pickle.loads(pickle.dumps(names))
    world = World(
        "Third Meeting of the Port Group\n\nThe Third Meeting of the Port Group was held in Suva, Fiji, on 4 May 2017. Viti and Harbour Watch attended.",
        names=again,
    )
    assert set(world.present()) == {"fji", "harbour-watch"}


@pytest.mark.parametrize(
    "words",
    [{"bodys": []}, {"bodies": [{"acronym": "X"}]}, {"verbs": {"bless": "blessed"}}, {"topics": [{"name": "Ports"}]}],
)
def test_bad_words_are_told(words: dict) -> None:
    with pytest.raises(ExplorerError, match="the words"):
        shipped_names().with_words(words)


@pytest.mark.parametrize("noun", ["Partnership", "Mechanism", "Compact", "Roundtable Dialogue"])
def test_the_last_word_of_the_process_means_it_and_what_it_decides_is_not_about_itself(noun: str) -> None:
    short = noun.split()[-1]
    world = World(
        f"Fifth Meeting of the Coral {noun}\n\nManila, Philippines, 3 May 2014\n\n"
        f"The {short} agreed to share data with the Reef Commission.\n\nThe {short} decided to hold a census of corals."
    )
    acts = [n for n in world.nodes.values() if n["kind"] == "commitment"]
    assert len(acts) == 2
    about = {r["target"] for r in world.relations if r["relation"] == "concerns"}
    assert len(about) == 1 and "reef-commission" in about.pop()
