"""Rolls of those present: persons and whom they are from in turn, codes of states, and given names that states share."""

from html import escape
from pathlib import Path

import pytest
from documentmaker import docx, paragraph, printed

from explorer.documents import read_document
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract

HEAD = [
    "Third Meeting of the Harbour Group",
    "The Third Meeting of the Harbour Group was held in Suva, Fiji, on 4 May 2017.",
]
END = "The Group agreed to map all ports of the region and to meet again before the end of the next year. " + 4 * (
    "It heard of the ebb and of the flood, and of what has been seen of both by those who live beside the bay. "
)
FORMATS = ("txt", "md", "html", "docx", "pdf")


def present(folder: Path, form: str, lines: list[str], label: str = "Present:") -> dict[str, str]:
    """Return who was there, and as what, by a roll whose lines stand below each other without empty lines."""
    path = folder / f"a.{form}"
    if form == "html":
        whole = [HEAD[1], label, "\n".join(lines), END]
        page = f"<h1>{HEAD[0]}</h1>" + "".join(f"<p>{escape(p)}</p>".replace("\n", "<br>") for p in whole)
        path.write_text(page, encoding="utf-8")
    elif form == "docx":
        path.write_bytes(docx("".join(paragraph(escape(line)) for line in [*HEAD, label, *lines, END])))
    elif form == "pdf":
        path.write_bytes(printed("\n\n".join([*HEAD, label, "\n".join(lines), END]), "pdf"))
    else:
        ends = "  \n" if form == "md" else "\n"
        title = f"# {HEAD[0]}" if form == "md" else HEAD[0]
        path.write_text("\n\n".join([title, HEAD[1], label, ends.join(lines), END]), encoding="utf-8")
    drawn = extract(read_document(path), shipped_names())
    return {r.source.split(":")[1]: r.role for r in drawn.relations if r.relation == "participated_in"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Ms. Anna Berg", "Norway", "Mr. Jon Falk", "Chair, Iceland", "Mr. Ola Dahl", "Denmark"], {"nor", "isl", "dnk"}),
        (["Anna Berg", "Norway", "Jon Falk, excused", "Iceland", "Ola Dahl", "Denmark"], {"nor", "dnk"}),
        (["Norway", "Anna Berg", "Iceland", "Jon Falk (absent)", "Denmark", "Ola Dahl"], {"nor", "dnk"}),
        (["Norway", "Anna Berg, absent", "Eva Lind", "Iceland", "Jon Falk – apologies"], {"nor"}),
        (["Ms. Anna Berg", "Head of Delegation, Norway", "Mr. Jon Falk", "Iceland – absent"], {"nor"}),
    ],
)  # fmt: skip
def test_persons_and_whom_they_are_from_in_turn(lines, expected, form, tmp_path):
    assert set(present(tmp_path, form, lines)) == expected


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["NO: Anna Berg", "PL: Ewa Nowak (leads WG2)", "ES: Montserrat Roig", "UK: Ann Bell"], {"nor", "pol", "esp", "gbr"}),
        (["NO Anna Berg", "PL Ewa Nowak", "FI Aino Salo", "EL Eleni Laki, absent"], {"nor", "pol", "fin"}),
        (["Berg Anna (NO)", "Ek Adrian (SE)", "Hill John (GB) – apologies", "Salo Aino (FI), scribe"], {"nor", "swe", "fin"}),
        (["Anna Berg, NO", "Adrian Ek, SE", "Aino Salo, FI", "Jordan Hill, GB"], {"nor", "swe", "fin", "gbr"}),
    ],
)  # fmt: skip
def test_codes_of_states_tell_whom_each_is_from(lines, expected, form, tmp_path):
    assert set(present(tmp_path, form, lines, "Participants:")) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["Berg Anna (CA)", "Ek Adrian (TX)", "Hill John (NY)", "Salo Aino (OH)"],  # parts of one state
        ["Anna Berg (CH)", "Adrian Ek", "John Hill", "Aino Salo"],  # the chair
        ["Anna Berg (XO)", "Jon Falk (QX)", "Ola Dahl (NO)"],
    ],
)
def test_capitals_in_brackets_need_not_be_states(lines, tmp_path):
    assert not present(tmp_path, "txt", lines, "Participants:")


def test_an_observer_by_code_is_one(tmp_path):
    lines = ["Berg Anna (NO)", "Ek Adrian (SE)", "Salo Aino (FI), observer"]
    assert present(tmp_path, "txt", lines) == {"nor": "participant", "swe": "participant", "fin": "observer"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Jordan Miles", "Anna Berg", "Chad Olsen", "Per Lund", "Norway: Ola Dahl"], {"nor"}),
        (["Georgia Ellis", "Ann Bell", "Per Lund"], set()),
        (["Jordan", "Chad", "Norway"], {"jor", "tcd", "nor"}),
        (["Jordan: Ann Bell", "Chad: Per Lund", "Norway: Eva Lind"], {"jor", "tcd", "nor"}),
        (["Fiji Tora Vula", "Samoa Ana Lee", "Palau Ben Ota"], {"fji", "wsm", "plw"}),
    ],
)
def test_a_given_name_is_no_state(lines, expected, form, tmp_path):
    assert set(present(tmp_path, form, lines)) == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [("Member States", "participant"), ("International organisations", "participant"), ("Observers", "observer")],
)
def test_kinds_of_names_below_the_heading_of_a_list(kinds, expected, tmp_path):
    text = f"# {HEAD[0]}\n\n{HEAD[1]}\n\n## List of participants\n\n### {kinds}\n\nFiji\n\nUNHCR\n\n## Aims\n\nPalau\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    drawn = extract(read_document(path), shipped_names())
    told = {r.source: r.role for r in drawn.relations if r.relation == "participated_in"}
    assert told == {"state:fji": expected, "organisation:unhcr": expected}


@pytest.mark.parametrize(
    ("name", "known"), [("Eva Grau (ES)", False), ("Ocean Watch (OW)", True), ("Tide Trust Group (TTG)", True)]
)
def test_two_letters_behind_a_person_are_no_short_form(name, known, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "\n\n".join([*HEAD, f"{name} was elected for the coming year by the whole of the meeting."]), encoding="utf-8"
    )
    drawn = extract(read_document(path), shipped_names())
    assert any(node.acronym == name[-4:].strip(" ()") for node in drawn.nodes) is known
