"""The whole way: refusals, leftovers, the yardstick, paraphrases, and the cost of long pages."""

from __future__ import annotations

import time

import pytest
from world import FRAME, World, document, framed

from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract


def test_another_language_is_said_and_nothing_invented() -> None:
    text = (
        "Réunion du groupe\n\n"
        + "La réunion des ministres a été tenue à Genève et les participants ont adopté le plan pour les ports de la région. "
        * 3
    )
    drawn = extract(document(text), shipped_names())
    assert "language" in drawn.refusal and not drawn.nodes


def test_a_page_that_is_no_record_is_said() -> None:
    text = (
        "Lentil soup\n\n"
        + "Chop the onions and fry them in oil until they are golden, then add the lentils and the stock. " * 3
    )
    drawn = extract(document(text), shipped_names())
    assert "not a meeting record" in drawn.refusal and not drawn.nodes


def test_what_is_not_understood_is_listed() -> None:
    (drawn,) = framed("The weather over the bay was fine on all three days of the talks.").drawn
    assert any("weather" in left.text for left in drawn.passed_over)


@pytest.mark.parametrize(
    ("body", "over"),
    [
        ("The Board resolved to:\n\n- draw up a map of the reefs\n- meet again in Lima", []),
        ("The Board resolved to: (i) draw up a map of the reefs; (ii) meet again in Lima.", []),
        ("The Board saw before it:\n\n- blue weather\n- calm water", ["The Board saw before it:"]),
    ],
)
def test_a_stem_whose_items_gave_something_was_not_passed_over(body: str, over: list[str]) -> None:
    text = f"# Second Meeting of the Harbour Board\n\nLima, 4 May 2016\n\nPeru and Chile took part.\n\n{body}"
    drawn = extract(document(text), shipped_names())
    assert [left.text for left in drawn.passed_over if left.text.startswith("The Board")] == over


def test_names_in_no_list_are_listed() -> None:
    (drawn,) = framed("Members thanked the Institute for Coastal Law.").drawn
    assert any("Coastal Law" in left.text for left in drawn.unresolved)


@pytest.mark.parametrize(
    "unit",
    [
        "Members agreed to host a course in Suva on 3 May 2012 and asked Fiji to report. ",
        "Fiji, Tonga, IOM and ",
        "(",
        "Group ",
        "meeting of the ",
    ],
)
def test_twice_the_text_costs_little_more_than_twice(unit: str) -> None:
    def seconds(count: int) -> float:
        page, best = document(FRAME + unit * count), 9e9
        for _ in range(2):
            begun = time.process_time()
            extract(page, shipped_names())
            best = min(best, time.process_time() - begun)
        return best

    seconds(10)
    assert any(seconds(600) <= 3.2 * seconds(300) + 0.05 for _ in range(5)), "five times running"


def test_the_same_page_gives_the_same_statements() -> None:
    text = FRAME + "Fiji and IOM attended. Members agreed to train pilots."
    assert World(text).drawn == World(text).drawn
