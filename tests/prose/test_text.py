"""The text room: words, borders of sentences, labels, datelines and stems, by kind and in several wordings."""

from __future__ import annotations

import random

import pytest
from named_pages import document, laid

from explorer.facts.prose.text import TextPassage, lay_out
from explorer.facts.prose.text.model import ALONE, STEM
from explorer.facts.prose.text.tokens import tokenise


def sentences(text: str, kind: str = "paragraph") -> list[str]:
    """The sentences of a single passage."""
    passage = laid(text, title="", kind=kind).passages[0]
    return [passage.plain(span) for span in passage.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amb. Lee spoke. Dr. A. B. Kumar left.", ["Amb. Lee spoke.", "Dr. A. B. Kumar left."]),
        ("See No. 5 and para. 4 below. It was long.", ["See No. 5 and para. 4 below.", "It was long."]),
        ("Art. 3 and Sec. 2 apply. They stay.", ["Art. 3 and Sec. 2 apply.", "They stay."]),
        ("Item 3.2. is open. It stays so.", ["Item 3.2. is open.", "It stays so."]),
        ("They said no. Members left.", ["They said no.", "Members left."]),
        ("The Rt. Hon. Jane Doe came. H.E. John Roe left!", ["The Rt. Hon. Jane Doe came.", "H.E. John Roe left!"]),
        ("Fees rose by 2.5 per cent. Work goes on.", ["Fees rose by 2.5 per cent.", "Work goes on."]),
        ("It closed on the 10thof May. All left.", ["It closed on the 10thof May.", "All left."]),
        ("He asked (twice.) Then he left.", ["He asked (twice.)", "Then he left."]),
        ("Was it late? It was.", ["Was it late?", "It was."]),
        ("They met with U.S. officials in May. All agreed.", ["They met with U.S. officials in May.", "All agreed."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "mark", ["1.", "12.", "3.2.", "4.1.1", "(a)", "(iv)", "b)", "ii.", "•", "–", "1)", "Item 4.", "[3]"]
)
@pytest.mark.parametrize("said", ["Members agreed to meet again.", "Fiji will host the meeting.", "To share data."])
def test_marks_of_items_are_no_part_of_a_sentence(mark: str, said: str) -> None:
    assert sentences(f"{mark} {said}") == [said]


def test_figures_at_the_beginning_stay() -> None:
    for said in ("12 states came.", "2.5 million boats fish there.", "2016 was a good year.", "2016. It rained."):
        assert sentences(said)[0].startswith(said.split()[0])


def test_a_heading_ends_at_its_line() -> None:
    assert sentences("Opening Session\nThe Chair opened the meeting.") == [
        "Opening Session",
        "The Chair opened the meeting.",
    ]
    assert sentences("The meeting of the Coral\nGroup was opened.") == ["The meeting of the Coral Group was opened."]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Location: Suva, Fiji", [("place", "Suva, Fiji")]),
        ("*Meeting Date:* 3 May 2011", [("date", "3 May 2011")]),
        ("- Meeting Date: 3 May 2011", [("date", "3 May 2011")]),
        ("**Venue:** Apia **Date:** 3 May 2011", [("place", "Apia"), ("date", "3 May 2011")]),
        ("Location: Nadi, FijiDate: 3 May 2011", [("place", "Nadi, Fiji"), ("date", "3 May 2011")]),
        ("[Place] Penang", [("place", "Penang")]),
        ("Present: Fiji, Tonga.\nApologies: Samoa", [("present", "Fiji, Tonga."), ("absent", "Samoa")]),
        ("Chaired by: Fiji", [("chair", "Fiji")]),
        ("Action: Fiji to report", [("act", "Fiji to report")]),
        ("Togo: H.E. President Afi Lawson", [("", "H.E. President Afi Lawson")]),
        ("Members agreed to the following: nothing", []),
        ("The following countries: Fiji and Tonga", []),
    ],
)
def test_labels_stand_before_their_values(text: str, labels: list[tuple[str, str]]) -> None:
    passage = laid(text, title="").passages[0]
    assert [(label.means, passage.plain(label.value).strip(" *")) for label in passage.labels] == labels
    for label in passage.labels:
        assert not any(span.first < label.words.last and label.words.first < span.last for span in passage.sentences)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("JAKARTA, 8 November 2018 – Indonesia hosted it.", "JAKARTA, 8 November 2018 –"),
        ("Suva, Fiji (3 May 2011) - Ministers met.", "Suva, Fiji (3 May 2011) -"),
        ("APIA – Ministers met.", "APIA –"),
        ("Apia - Samoa — Ministers met.", "Apia - Samoa —"),
        ("APIA, Samoa, October 9. A meeting was held.", "APIA, Samoa, October 9."),
        ("Ministers – all of them – met.", ""),
        ("Fiji and Tonga – in May 2011 – met.", ""),
    ],
)
def test_datelines_are_cut_off(text: str, line: str) -> None:
    passage = laid(text, title="").passages[0]
    assert (passage.plain(passage.dateline) if passage.dateline else "") == line
    assert passage.plain(passage.sentences[0]) == text[len(line) :].strip()


def _below(passage: TextPassage) -> list[tuple[str, int]]:
    return list(zip((passage.plain(span) for span in passage.sentences), passage.below, strict=True))


def test_inline_lists_hang_on_their_stem() -> None:
    said = laid("The meeting agreed: (a) to meet; (b) to report; and (c) that Fiji will host.", title="").passages[0]
    assert [hang for _, hang in _below(said)] == [ALONE, 0, 0, 0]
    assert [text for text, _ in _below(said)][1:] == ["to meet;", "to report; and", "that Fiji will host."]
    said = laid("Ministers agreed:\n1. to meet\n2. to talk", title="").passages[0]
    assert _below(said) == [("Ministers agreed:", ALONE), ("to meet", 0), ("to talk", 0)]


def test_numbers_inside_a_running_sentence_are_silent() -> None:
    said = laid("It covers (i) law, (ii) order and (iii) boats.", title="").passages[0]
    assert len(said.sentences) == 1
    spoken = [t.text for n, t in enumerate(said.tokens) if n not in said.silent]
    assert spoken == ["It", "covers", "law", ",", "order", "and", "boats", "."]


def test_dashes_inside_an_item_are_further_items() -> None:
    page = laid("Members agreed to:", "item:share data, yearly - tackle theft - print the guide", title="")
    assert _below(page.passages[1]) == [("share data, yearly", STEM), ("tackle theft", STEM), ("print the guide", STEM)]
    assert page.passages[1].stem == 0 and page.passages[0].stem_open


def test_lines_behind_a_colon_stand_under_it_though_unmarked() -> None:
    page = laid("Those present were:", "The following states: Fiji and Tonga.", title="")
    assert page.passages[1].stem == 0
    page = laid("Three texts were adopted:", "Resolution 1 on nets", "Resolution 2 on boats", "It closed.", title="")
    assert [p.stem for p in page.passages] == [-1, 0, 0, -1]
    page = laid("MAPUTO, 3 MAY 2016", "item:The Summit met.", title="")
    assert page.passages[1].stem == -1


def test_capitals_throughout_are_told() -> None:
    assert laid("THE SUMMIT MET IN LOME ON 1ST MAY.", title="").passages[0].shouted
    assert not laid("UNHCR and IOM came.", title="").passages[0].shouted


def test_a_hyphen_with_a_blank_joins_all_the_same() -> None:
    assert [t.norm for t in tokenise("co -chaired, co- hosted, Co-Chairs, 3 - 5")] == [
        "co", "chaired", ",", "co", "hosted", ",", "co", "chairs", ",", "3", "–", "5",
    ]  # fmt: skip


ODD = [":", "• ", "a:", "(a)", "Date:", "1. ", "Tuesday 00 May 2015", "((((", ". . .", "…", "\n\n", "(", "co -", "[Title]",
       "H.", "–", "ß", "\u2028", "²", "1.1.1.1.", "(i)(ii)(iii)", "a) b) c)", "''", "Item", "item 4."]  # fmt: skip


def test_no_input_is_too_odd() -> None:
    rng = random.Random(7)
    for _ in range(400):
        text = " ".join(
            rng.choice([*ODD, "Fiji and Tonga agreed to meet.", "Location: Bali"]) for _ in range(rng.randint(1, 6))
        )
        kind = rng.choice(["paragraph", "item", "heading", "title", "row", "location"])
        for passage in lay_out(document(text[: rng.randint(1, len(text))], title="", kind=kind)).passages:
            assert len(passage.below) == len(passage.sentences)
            last = 0
            for span in passage.sentences:
                assert last <= span.first < span.last <= len(passage.tokens)
                last = span.last
            for token in passage.tokens:
                assert passage.passage.text[token.start : token.end] == token.text
