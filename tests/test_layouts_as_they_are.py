"""What sets a page out is no text of it, and no short line is a heading because it is short: each format that can hold it."""

from pathlib import Path

import pytest
from documentmaker import docx, paragraph, printed

from explorer.documents import Limits, read_document


def passages(folder: Path, name: str, content: str | bytes) -> list[tuple[str, str]]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return [(p.kind, p.text) for p in read_document(path, limits=Limits()).passages]


def texts(folder: Path, name: str, content: str | bytes) -> list[str]:
    return [text for kind, text in passages(folder, name, content) if kind != "caption"]


# ------------------------------------------------------------------------------------------------ web pages


def test_text_as_typed_in_a_web_page_makes_no_titles(tmp_path):
    page = "<h1>Tide Board</h1><pre>Ana Ruiz\nJon Falk</pre><h2>Map</h2><pre>Board of Tides\n\nThey met.</pre>"
    told = passages(tmp_path, "a.html", page)
    assert [kind for kind, _ in told].count("title") == 1 and told[0] == ("title", "Tide Board")
    assert ("paragraph", "Board of Tides") in told


@pytest.mark.parametrize(
    ("terms", "lines"),
    [
        ((("Date &amp; time", "3 May 2019, 2 p.m."), ("Room", "Hall 2")), ["Date & time: 3 May 2019, 2 p.m.", "Room: Hall 2"]),
        ((("Presiding:", "Samoa"), ("Scribe", "Ana Berg")), ["Presiding: Samoa", "Scribe: Ana Berg"]),
        ((("Committee", "Tide Board"), ("Venue", "Apia")), ["Committee: Tide Board", "Venue: Apia"]),
        ((("IMO", "Maritime Body"), ("Ebb", "Falling tide")), ["IMO", "Maritime Body", "Ebb", "Falling tide"]),  # a glossary
    ],
)  # fmt: skip
def test_terms_beside_what_they_say_are_lines_of_a_record(terms, lines, tmp_path):
    listed = "".join(f"<dt>{term}</dt><dd>{told}</dd>" for term, told in terms)
    told = passages(tmp_path, "a.html", f"<h1>Minutes</h1><dl>{listed}</dl><p>They met.</p>")
    assert [text for _, text in told] == ["Minutes", *lines, "They met."]


def test_a_label_is_no_title(tmp_path):
    for first in ("Body: Tide Board", "Presiding: Samoa"):
        page = f"<dl><dt>{first.split(': ')[0]}</dt><dd>{first.split(': ')[1]}</dd><dt>Venue</dt><dd>Apia</dd></dl>"
        assert "title" not in [kind for kind, _ in passages(tmp_path, "a.html", f"{page}<p>They met there.</p>")]
    assert passages(tmp_path, "b.md", "# Participants (12):\n\n- Fiji\n")[0] == ("heading", "Participants (12):")
    assert passages(tmp_path, "c.md", "# Minutes: Third Session\n\nThey met.\n")[0][0] == "title"


# ------------------------------------------------------------------------------------------------ Markdown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('<div class="head">\nTide Board<br>\nApia, Samoa<br/>\n</div>\n\nThey met.\n', ["Tide Board", "Apia, Samoa", "They met."]),
        ("::: {.middle}\n\n# Tide Board {.middle #top}\n\n:::\n\nThey met. :::\n", ["Tide Board", "They met."]),
        ("# Tide Board\n{: .lead}\n\n<center>They <u>met</u>.</center>\n", ["Tide Board", "They met."]),
        ("# Tide Board\n\n**2\\. Calls \\& visits**\n\nThey met.\n", ["Tide Board", "2. Calls & visits", "They met."]),
        ("# Tide Board\n\nThe set {x, y} and 3 < 4 stay.\n", ["Tide Board", "The set {x, y} and 3 < 4 stay."]),
    ],
)  # fmt: skip
def test_what_sets_markdown_out_is_no_text(text, lines, tmp_path):
    told = passages(tmp_path, "a.md", text)
    assert [line for _, text in told for line in text.split("\n")] == lines and told[0][0] == "title"


def test_breaks_in_a_cell_and_what_is_struck_out_stay(tmp_path):
    assert (
        texts(tmp_path, "a.md", "| Members | Guests |\n|---|---|\n| Fiji<br>Samoa | IOM<br/>UNHCR |\n")[-1].count("\n")
        == 2
    )
    assert (
        texts(tmp_path, "b.md", "# Board\n\nFiji, <s>Tonga</s> and Samoa<sup>1</sup> met.\n")[1]
        == "Fiji, and Samoa met."
    )


def test_a_table_in_html_inside_markdown_has_its_cells(tmp_path):
    page = "# Tide Board\n\n<table><tr><th>Country</th><th>Role</th></tr><tr><td>Fiji</td><td>Chair</td></tr></table>\n\nEnd.\n"
    path = tmp_path / "a.md"
    path.write_text(page, encoding="utf-8")
    rows = [p for p in read_document(path).passages if p.cells]
    assert [[cell.head for cell in row.cells] for row in rows] == [["Country", "Role"]]
    path.write_text("# Tide Board\n\n<table> of contents, never closed\n", encoding="utf-8")
    assert len(read_document(path).passages) == 2


# ------------------------------------------------------------------------------------------------ headings

ROLL = "Minutes of the Tide Board\n\nRoll call:\n\nAnna Berg\nNorway\nJon Falk\nIceland\nOla Dahl\nDenmark\n\nThey all met in town."


@pytest.mark.parametrize("form", ["txt", "html", "pdf"])
def test_lines_of_a_roll_are_no_headings(form, tmp_path):
    broken = "".join(f"<p>{part}</p>" for part in ROLL.replace("\n\n", "\0").replace("\n", "<br>").split("\0"))
    content = {"txt": ROLL, "html": broken, "pdf": printed(ROLL, "pdf")}[form]
    assert "heading" not in [kind for kind, _ in passages(tmp_path, f"a.{form}", content)]


@pytest.mark.parametrize(
    "line", ["Attendees: Kenya, Peru", "Voted against: Kenya", "Abstaining (2): Kenya, Peru", "Members absent: Kenya"]
)
@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
def test_who_was_there_behind_a_label_heads_nothing(form, line, tmp_path):
    text = f"Minutes of the Tide Board\n\n{line}\n\nThe Board heard what the two of them had to say about it."
    told = passages(tmp_path, f"a.{form}", text if form == "txt" else printed(text, form))
    assert ("heading", line) not in told and line in [text for _, text in told]


def test_a_session_with_a_colon_is_a_heading_still(tmp_path):
    text = "Report of the Tide Board\n\nSession 2: Maps\n\nThe Board heard what the two of them had to say about it."
    assert ("heading", "Session 2: Maps") in passages(tmp_path, "a.txt", text)


def test_the_first_of_short_lines_may_head_them(tmp_path):
    text = "Report of the Tide Board\n\nThey met twice in that year.\n\nCoastal ports\nApia\nSuva\nPort of the town of Salt Bay\n\nThey will meet again."
    assert passages(tmp_path, "a.txt", text)[2] == ("heading", "Coastal ports")


# ------------------------------------------------------------------------------------------------ tables of contents

LED = "Report of the Tide Board\n\n1. Aims .......... 2\n2. Election of the Chair and of the\nVice-Chair ........ 3\n3. Plan . . . . . . 4\n\nThe Board met in town."


@pytest.mark.parametrize("form", ["txt", "pdf", "docx", "md"])
def test_a_table_of_contents_is_set_aside(form, tmp_path):
    content = {"txt": LED, "md": f"# {LED}", "docx": printed(LED, "docx"), "pdf": printed(LED, "pdf")}[form]
    told = passages(tmp_path, f"a.{form}", content)
    assert not any("....." in text or "Plan" in text for kind, text in told if kind != "caption")
    assert any("Plan" in text for _, text in told)  # kept, not read


def test_one_line_of_dots_is_a_form_to_be_filled_in(tmp_path):
    assert texts(tmp_path, "a.txt", "Report\n\nSigned for Fiji ........ 12\n\nThey met.")[1].startswith("Signed")
    word = docx(paragraph("Report") + paragraph("They met…… 12 of them"))
    assert texts(tmp_path, "a.docx", word)[1] == "They met…… 12 of them"
