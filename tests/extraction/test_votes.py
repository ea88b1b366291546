"""Votes in minutes: whoever votes is there, how a vote came out is no act; and entries of an agenda are none."""

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
END = "It heard of the ebb and of the flood, and of what has been seen of both by those who live beside the bay. " * 4
FORMATS = ("txt", "md", "html", "docx", "pdf")


def read(folder: Path, form: str, lines: list[str]):
    path = folder / f"a.{form}"
    whole = [*HEAD, *lines, END]
    if form == "html":
        path.write_text(f"<h1>{HEAD[0]}</h1>" + "".join(f"<p>{escape(x)}</p>" for x in whole[1:]), encoding="utf-8")
    elif form == "docx":
        path.write_bytes(docx("".join(paragraph(escape(line)) for line in whole)))
    elif form == "pdf":
        path.write_bytes(printed("\n\n".join(whole), "pdf"))
    else:
        path.write_text("# " * (form == "md") + "\n\n".join(whole), encoding="utf-8")
    return extract(read_document(path), shipped_names())


def present(drawn) -> set[str]:
    return {r.source.split(":")[1] for r in drawn.relations if r.relation == "participated_in"}


def acts(drawn) -> list[str]:
    return sorted(node.wording for node in drawn.nodes if node.kind == "commitment")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["In favour: Norway, Iceland", "Against: Denmark", "Abstaining: Sweden"], {"nor", "isl", "dnk", "swe"}),
        (["Voted for (2): Norway and Iceland", "Voted against (1): Denmark"], {"nor", "isl", "dnk"}),
        (["Ayes: Norway, Iceland.", "Noes: Denmark.", "Absent: Palau."], {"nor", "isl", "dnk"}),
        (["Votes in favor: Norway; Iceland", "Abstentions: Denmark"], {"nor", "isl", "dnk"}),
        (["The vote was taken by e-mail.", "In favour: Norway", "Against: Denmark"], set()),
        (["The fee was put to a written procedure.", "In favour: Norway", "Against: Denmark"], set()),
        (["Against: Norway"], set()),  # one label alone may mean anything
    ],
)
def test_whoever_votes_is_there_and_a_vote_is_no_act(lines, expected, form, tmp_path):
    drawn = read(tmp_path, form, lines)
    assert present(drawn) == expected and not acts(drawn)


@pytest.mark.parametrize(
    ("way", "kept"),
    [
        ("adopted, 12–3", True), ("Carried unanimously", True), ("accepted (24 votes)", True), ("Passed by 9 to 4 with 2 abstentions", True),
        ("rejected (8 votes vs. 16)", False), ("Defeated 3-12", False), ("not adopted", False), ("The motion failed, 4 in favour", False),
    ],
)  # fmt: skip
def test_how_a_vote_came_out_is_told_of_the_point_above(way, kept, tmp_path):
    text = f"# {HEAD[0]}\n\n{HEAD[1]}\n\n## Decisions\n\n- Publish the map of the coast\n  - {way}\n- Share the tables of the tides\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    drawn = extract(read_document(tmp_path / "a.md"), shipped_names())
    assert acts(drawn) == ["Publish the map of the coast"] * kept + ["Share the tables of the tides"]
    reasons = {one.text: one.why for one in drawn.passed_over if "vote" in one.why}
    assert ("Publish the map of the coast" in reasons) is not kept


@pytest.mark.parametrize(
    "point",
    [
        "Adopted the work plan for all members",
        "Approve the fees against all odds of the trade",
        "Agreed: Fiji to share its map",
    ],
)
def test_what_was_adopted_is_an_act_still(point, tmp_path):
    text = f"# {HEAD[0]}\n\n{HEAD[1]}\n\n## Decisions\n\n- {point}\n- Share the tables of the tides\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert len(acts(extract(read_document(tmp_path / "a.md"), shipped_names()))) == 2


@pytest.mark.parametrize(
    "heading", ["Agenda", "Draft agenda", "Order of business", "2. Agenda items", "Provisional agenda for the meeting"]
)
@pytest.mark.parametrize("form", ["md", "html"])
def test_entries_of_an_agenda_are_no_acts(heading, form, tmp_path):
    entries = ["Proposals and discussion: share the map", "Action: setting of the fees", "Decision on the seat"]
    if form == "md":
        text = (
            f"# {HEAD[0]}\n\n{HEAD[1]}\n\n## {heading}\n\n"
            + "".join(f"- {x}\n" for x in entries)
            + "\n## Decisions\n\n- Share the map\n"
        )
    else:
        listed = "".join(f"<li>{x}</li>" for x in entries)
        text = f"<h1>{HEAD[0]}</h1><p>{HEAD[1]}</p><h2>{heading}</h2><ul>{listed}</ul><h2>Decisions</h2><ul><li>Share the map</li></ul>"
    (tmp_path / f"a.{form}").write_text(text, encoding="utf-8")
    assert acts(extract(read_document(tmp_path / f"a.{form}"), shipped_names())) == ["Share the map"]


def test_what_an_agenda_says_was_decided_is_an_act(tmp_path):
    text = f"# {HEAD[0]}\n\n{HEAD[1]}\n\n## Agenda\n\n- The Group agreed to share the map\n- Fees\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert len(acts(extract(read_document(tmp_path / "a.md"), shipped_names()))) == 1
