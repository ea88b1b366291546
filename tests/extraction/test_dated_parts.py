"""Several dated meetings in one file, under lines that hold only a day; and pages that only look so."""

from html import escape
from pathlib import Path

import pytest
from documentmaker import docx, paragraph, printed

from explorer.documents import read_document
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract

TITLE = "Minutes of the Tide Gauge Panel"
FORMATS = ("md", "html", "docx", "txt", "pdf")
LONG = "The Panel spoke of the ebb and of the flood, and of what those who live beside the bay have seen of both. " * 3
WAYS = {  # lines that open a part, and the days they tell
    "days": (["3 May 2019", "7 June 2019", "12 July 2019"], ["2019-05-03", "2019-06-07", "2019-07-12"]),
    "newest first": (["Meeting of 20 August 2020", "Meeting of 13 August 2020"], ["2020-08-13", "2020-08-20"]),
    "with a place": (["Apia, Samoa, 4-5 March 2018", "Suva, Fiji, 9 September 2018"], ["2018-03-04", "2018-09-09"]),
    "weekdays": (["Monday, 4 March 2019", "Monday, 11 March 2019"], ["2019-03-04", "2019-03-11"]),
}


def read(folder: Path, form: str, title: str, parts: list[tuple[str, list[str]]]):
    path = folder / f"a.{form}"
    if form == "html":
        body = "".join(f"<h2>{escape(h)}</h2>" + "".join(f"<p>{escape(x)}</p>" for x in lines) for h, lines in parts)
        path.write_text(f"<h1>{title}</h1>{body}", encoding="utf-8")
    elif form == "docx":
        headed = "".join(paragraph(h, style="Heading1") + "".join(paragraph(x) for x in lines) for h, lines in parts)
        styles = '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
        styles += '<w:style w:styleId="Title"><w:name w:val="title"/></w:style>'
        path.write_bytes(docx(paragraph(title, style="Title") + headed, styles=styles))
    else:
        sign = "## " if form == "md" else ""
        text = f"{'# ' * (form == 'md')}{title}\n\n" + "\n\n".join("\n\n".join([sign + h, *x]) for h, x in parts)
        path.write_bytes(printed(text, "pdf") if form == "pdf" else text.encode("utf-8"))
    return extract(read_document(path), shipped_names())


def by_day(drawn) -> dict[str, set[str]]:
    """Return who was at the meeting of each day."""
    days = {node.id: node.start for node in drawn.nodes if node.kind == "meeting"}
    there = {day: set() for day in days.values()}
    for one in drawn.relations:
        if one.relation == "participated_in":
            there[days[one.target]].add(one.source)
    return there


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", WAYS)
def test_each_dated_part_is_a_meeting_of_its_own(way, form, tmp_path):
    lines, days = WAYS[way]
    states = ["Fiji", "Samoa", "Palau"]
    parts = [
        (line, [f"Present: {state}, Tonga", f"The Panel agreed to send the map to {state}. {LONG}"])
        for line, state in zip(lines, states, strict=False)
    ]
    drawn = read(tmp_path, form, TITLE, parts)
    known = {"Fiji": "state:fji", "Samoa": "state:wsm", "Palau": "state:plw"}
    told = {known[state] for state in states[: len(lines)]}
    there = by_day(drawn)
    assert sorted(there) == days
    assert all("state:ton" in one and len(one) == 2 for one in there.values())
    assert {party for one in there.values() for party in one} - {"state:ton"} == told
    bodies = {r.target for r in drawn.relations if r.relation == "session_of"}
    assert bodies == {"body:tide-gauge-panel"}
    agreed = [r.target for r in drawn.relations if r.relation == "agreed_at"]
    assert len(set(agreed)) == len(agreed) == len(lines)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("title", "parts"),
    [
        # days of one meeting
        ("Programme of the Tide Conference", [("3 May 2019", ["Participants: Fiji, Palau", LONG]), ("4 May 2019", ["Present: Fiji", LONG])]),
        ("Fourth Meeting of the Tide Panel, 3-12 May 2019", [("3 May 2019", ["Present: Fiji", LONG]), ("12 May 2019", ["Present: Fiji", LONG])]),
        # a chronicle
        ("Tide news", [("3 May 2019", [LONG]), ("9 August 2019", [LONG]), ("1 October 2019", [LONG])]),
        ("History of the Tide Gauge Panel", [("3 May 2011", [LONG]), ("9 August 2015", [LONG])]),
    ],
)  # fmt: skip
def test_days_of_one_meeting_and_a_chronicle_are_no_meetings_of_their_own(title, parts, form, tmp_path):
    drawn = read(tmp_path, form, title, parts)
    assert sum(node.kind == "meeting" for node in drawn.nodes) <= 1


def test_the_day_of_a_signature_opens_no_part(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        f"{TITLE}\n\n3 May 2019\n\nPresent: Fiji\n\n{LONG}\n\nApia, 20 June 2019\n\nThe Chair", encoding="utf-8"
    )
    assert list(by_day(extract(read_document(path), shipped_names()))) == ["2019-05-03"]


def test_a_table_is_about_the_part_it_stands_in(tmp_path):
    rows = "| Country | Role |\n|---|---|\n| {} | Member |\n"
    text = f"# {TITLE}\n\n## 3 May 2019\n\n{rows.format('Fiji')}\n## 7 June 2019\n\n{rows.format('Palau')}"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    there = by_day(extract(read_document(tmp_path / "a.md"), shipped_names()))
    assert there == {"2019-05-03": {"state:fji"}, "2019-06-07": {"state:plw"}}
