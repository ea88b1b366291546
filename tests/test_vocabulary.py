"""The vocabulary keeps the contract, and what is derived from it is up to date."""

from pathlib import Path

import pytest

from explorer.ontology import known_names, slug, vocabulary
from explorer.ontology.datafile import read_yaml
from explorer.ontology.pages import vocabulary_page

ROOT = Path(__file__).parent.parent


def test_the_kinds_and_relations_are_those_of_the_contract():
    book = vocabulary()
    assert list(book.kinds) == [
        "state",
        "organisation",
        "body",
        "meeting",
        "workshop",
        "commitment",
        "instrument",
        "place",
        "topic",
        "person",
    ]
    assert list(book.relations) == [
        "participated_in",
        "hosted",
        "chaired",
        "held_in",
        "located_in",
        "session_of",
        "part_of",
        "follows",
        "member_of",
        "party_to",
        "agreed_at",
        "assigned_to",
        "proposed_by",
        "presented_by",
        "endorsed_by",
        "mandated_by",
        "concerns",
        "about",
        "implements",
        "fulfils",
    ]
    assert book.parties == ("state", "organisation", "body", "person")


def test_every_role_and_pair_is_of_the_vocabulary():
    book = vocabulary()
    for relation in book.relations.values():
        assert set(relation.roles) <= set(book.roles)
        assert relation.pairs
        assert {kind for pair in relation.pairs for kind in pair} <= set(book.kinds)


def test_ids_of_known_names_are_unique_and_their_wholes_exist():
    names = known_names()
    ids = [name.id for name in names]
    assert len(ids) == len(set(ids))
    for name in names:
        assert not name.part_of or name.part_of in ids, name
        assert not name.state or name.state in ids, name


def test_states_and_organisations_share_no_printed_name_but_those_their_company_tells_apart():
    owners = {}
    for known in known_names():
        if known.kind in ("state", "organisation"):
            for name in known.names:
                owners.setdefault(name, set()).add(known.id)
    shared = {name: ids for name, ids in owners.items() if len(ids) > 1}
    assert shared == {"DRC": {"state:cod", "organisation:danish-refugee-council"}}  # a state among states


def test_words_that_look_like_values_stay_words():
    assert read_yaml("[no, 1.0, NA, 2012-06-01]") == ["no", "1.0", "NA", "2012-06-01"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Côte d'Ivoire", "cote-divoire"), ("TEG-RR", "teg-rr"), ("  A & B’s ", "a-and-bs"), ("U.S.", "us")],
)
def test_slugs_read_aloud(text, expected):
    assert slug(text) == expected


def test_the_vocabulary_page_is_up_to_date():
    page = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert page == vocabulary_page(), "run: python -m explorer.ontology.pages > docs/vocabulary.md"
