"""Tables of pages by their heads, in each format that can hold them: what they state, and what they do not."""

from html import escape
from pathlib import Path

import pytest
from documentmaker import docx

from explorer.documents import Limits, read_document
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract

TITLE = "Fifth Meeting of the Lake Group"
HELD = "The Fifth Meeting of the Lake Group was held in Suva, Fiji, on 4-5 May 2016."
FORMATS = ("md", "html", "docx", "txt", "grid.txt", "boxes.txt", "tabs.txt", "bars.txt", "grid.md")


def page(form, *tables, above=""):
    """Return a page of a format: title, one sentence, words above, and tables given as rows of texts."""
    if form == "md":
        grids = [
            "\n".join("| " + " | ".join(row) + " |" for row in (t[0], ["---"] * len(t[0]), *t[1:])) for t in tables
        ]
        return "\n\n".join([f"# {TITLE}", HELD, above, *grids]) + "\n"
    if form == "html":
        grids = [
            "<table>" + "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in t) + "</table>"
            for t in tables
        ]
        return f"<h1>{TITLE}</h1><p>{HELD}</p><p>{above}</p>{''.join(grids)}"
    if form == "docx":

        def paragraph(text):
            return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

        grids = [
            "<w:tbl>"
            + "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(c)}</w:tc>' for c in row)}</w:tr>" for row in t)
            + "</w:tbl>"
            for t in tables
        ]
        return docx("".join([*map(paragraph, (TITLE, HELD, above)), *grids]))
    grids = [DRAWINGS[form](t) for t in tables]
    return "\n\n".join([TITLE, HELD, above, *grids]) + "\n"


def in_columns(rows, *, between="   "):
    """Return rows with their cells filled up to the width of their column."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [between.join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows], widths


def with_spaces(rows):
    (head, *body), widths = in_columns(rows)
    return "\n".join([head, "   ".join("-" * width for width in widths), *body])


def in_a_grid(rows, *, sides="|+-="):
    bar, corner, dash, double = sides
    lines, widths = in_columns(rows, between=f" {bar} ")
    border, below = (f"{corner}{corner.join(sign * (w + 2) for w in widths)}{corner}" for sign in (dash, double))
    head, *body = (f"{bar} {line} {bar}" for line in lines)
    return "\n".join([border, head, below, *(each for line in body for each in (line, border))])


DRAWINGS = {
    "txt": with_spaces,
    "grid.txt": in_a_grid,
    "grid.md": in_a_grid,
    "boxes.txt": lambda rows: in_a_grid(rows, sides="│┼──"),
    "tabs.txt": lambda rows: "\n".join(map("\t".join, rows)),
    "bars.txt": lambda rows: "\n".join(map(" | ".join, rows)),
}


class Drawn:
    """What a page of some content states, by short names."""

    def __init__(self, folder: Path, form: str, content: str | bytes) -> None:
        path = folder / f"page.{form}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        self.document = read_document(path, limits=Limits())
        self.drawn = extract(self.document, shipped_names())
        self.told = {one.text: one.why for one in self.drawn.passed_over}
        self.text = {passage.id: passage.text for passage in self.document.passages}
        for cited in self.drawn.citations:
            assert self.text[cited.passage][cited.char_start : cited.char_end] == cited.quotation

    def present(self, event: str = "meeting:lake-group-5") -> dict[str, str]:
        return {
            r.source.split(":")[1]: r.role
            for r in self.drawn.relations
            if r.relation == "participated_in" and r.target == event
        }

    def commitments(self):
        return [node for node in self.drawn.nodes if node.kind == "commitment"]


COLUMNS = [
    ([["Members", "Observers"], ["Fiji", "Canada"], ["Samoa", "Japan"]], {"fji": "member", "wsm": "member", "can": "observer", "jpn": "observer"}),
    ([["Participants", "Apologies"], ["Fiji", "Canada"], ["Samoa", "Japan"]], {"fji": "participant", "wsm": "participant"}),
    ([["MEMBER STATE", "GUESTS"], ["Fiji", "Canada"], ["Samoa", "Japan"]], {"fji": "member", "wsm": "member", "can": "guest", "jpn": "guest"}),
    ([["Country", "Attended"], ["Fiji", "Yes"], ["Canada", "No"]], {"fji": "participant"}),
    ([["Country", "Present"], ["Fiji", "x"], ["Samoa", "x"]], {"fji": "participant", "wsm": "participant"}),
    ([["Delegation", "ATTENDANCE"], ["Fiji", "present"], ["Canada", "did not attend"]], {"fji": "participant"}),
    ([["State", "Present"], ["Fiji", "x"], ["Samoa", ""], ["Canada", "x"]], {"fji": "participant", "can": "participant"}),
    ([["Country", "Attended"], ["Fiji", "yes"], ["Japan", "?"], ["Canada", "tbc"]], {"fji": "participant"}),
    ([["Country", "Role", "Present"], ["Fiji", "Observer", ""], ["Samoa", "", ""], ["Canada", "Guest", "x"]], {"can": "guest"}),
    ([["Country", "Role"], ["Fiji", "Member"], ["Canada", "observer"]], {"fji": "member", "can": "observer"}),
    ([["country", "role"], ["Fiji", "member"], ["Canada", "OBSERVER"]], {"fji": "member", "can": "observer"}),
    ([["Party", "Status"], ["Fiji", "Full member"], ["Canada", "Observer State"]], {"fji": "member", "can": "observer"}),
    ([["Country", "Representative", "Role"], ["Fiji", "Ms A. Tora", "Member"], ["Canada", "Mr B. Roy", "Observer"]], {"fji": "member", "can": "observer"}),
    ([["Country", "Representative"], ["Fiji", "Ms A. Tora"], ["Canada", "Mr B. Roy"]], {"fji": "participant", "can": "participant"}),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("rows", "expected"), COLUMNS, ids=[" ".join(rows[0]) + str(n) for n, (rows, _) in enumerate(COLUMNS)]
)
def test_heads_say_who_was_there_in_which_role(rows, expected, form, tmp_path):
    told = Drawn(tmp_path, form, page(form, rows, above="Participants"))
    assert told.present() == expected
    named = {cell for row in rows[1:] for cell in row if cell in ("Fiji", "Samoa", "Canada", "Japan")}
    silent = [
        name
        for name in named
        if not any(name in text for text in (*told.told, *(c.quotation for c in told.drawn.citations)))
    ]
    assert not silent  # fmt: skip


COUNTER = [
    [["Country", "Vessels"], ["Fiji", "12"], ["Samoa", "7"]],
    [["Country", "Law", "Register"], ["Fiji", "x", "x"], ["Samoa", "x", ""]],
    [["Country", "Status"], ["Fiji", "Paid"], ["Samoa", "Owing"]],
]


@pytest.mark.parametrize("form", ("md", "html", "docx"))
@pytest.mark.parametrize("rows", COUNTER, ids=[" ".join(rows[0]) for rows in COUNTER])
def test_a_table_of_something_else_makes_nobody_present_and_is_told(rows, form, tmp_path):
    told = Drawn(tmp_path, form, page(form, rows))
    assert not told.present()
    assert not [node.name for node in told.drawn.nodes if node.name in rows[0]]
    assert any("do not tell what its rows state" in why for why in told.told.values())


@pytest.mark.parametrize(
    ("above", "role"),
    [("Participants", "participant"), ("Observers", "observer"), ("Apologies", ""), ("Arrears of contributions:", "")],
)
def test_one_column_is_read_by_the_words_above_it(above, role, tmp_path):
    told = Drawn(tmp_path, "md", page("md", [["Country"], ["Fiji"], ["Samoa"]], above=above))
    assert told.present() == ({"fji": role, "wsm": role} if role else {})
    assert role or any(text.startswith("Fiji") for text in told.told)


@pytest.mark.parametrize("form", FORMATS)
def test_parties_by_meetings(form, tmp_path):
    rows = [
        ["Country", "SOM 3 (4 May 2014)", "SOM 4 (6 May 2015)"],
        ["Fiji", "x", "x"],
        ["Samoa", "", "x"],
        ["Japan", "o", ""],
    ]
    told = Drawn(tmp_path, form, page(form, rows, above="x = member; o = observer"))
    by_event = {}
    for r in told.drawn.relations:
        if r.relation == "participated_in":
            by_event.setdefault(r.target, set()).add((r.source, r.role))
    assert by_event["meeting:2014-05-04-som-3"] == {("state:fji", "member"), ("state:jpn", "observer")}
    assert by_event["meeting:2015-05-06-som-4"] == {("state:fji", "member"), ("state:wsm", "member")}


ACTIONS = [
    [["Who", "What", "When", "Status"], ["Fiji", "Prepare a workshop on visas", "3 June 2017", "done"]],
    [["Responsible", "Action", "Deadline", "Progress"], ["Fiji", "Prepare a workshop on visas", "3 June 2017", "Completed"]],
    [["Lead", "Task", "Due date", "State of play"], ["Fiji", "Prepare a workshop on visas", "2017-06-03", "implemented"]],
]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("rows", ACTIONS, ids=[" ".join(rows[0]) for rows in ACTIONS])
def test_a_deadline_is_due_and_a_status_a_status(rows, form, tmp_path):
    told = Drawn(tmp_path, form, page(form, rows, above="Actions"))
    (node,) = told.commitments()
    assert (node.wording, node.due, node.status) == ("Prepare a workshop on visas", "2017-06-03", "done")
    ties = {(r.relation, r.target) for r in told.drawn.relations if r.source == node.id}
    assert ties == {("agreed_at", "meeting:lake-group-5"), ("assigned_to", "state:fji")}
    assert not [n for n in told.drawn.nodes if n.kind == "workshop"]


DOERS = [
    [["Who", "What", "When", "Status"], ["Secretariat", "Organise a course on gear", "by the end of July 2017", "open"],
     ["Net makers of the coast", "Mend the nets", "as soon as possible", "open"]],
    [["Action", "Responsible", "Deadline"], ["Organise a course on gear", "The Secretariat", "before July 2017"],
     ["Mend the nets", "Net makers of the coast", "on request"]],
    [["Task", "Owner", "By when"], ["Organise a course on gear", "Secretariat and Fiji", "not later than July 2017"],
     ["Mend the nets", "Net makers of the coast", "in due course"]],
]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("rows", DOERS, ids=[" ".join(rows[0]) for rows in DOERS])
def test_a_doer_is_whom_the_page_calls_so_and_an_unknown_one_is_told(rows, form, tmp_path):
    told = Drawn(tmp_path, form, page(form, rows, above="Actions"))
    course, nets = sorted(told.commitments(), key=lambda node: node.wording, reverse=True)
    assert (course.wording, course.due, nets.due) == ("Organise a course on gear", "2017-07", "")
    doers = {r.target for r in told.drawn.relations if r.relation == "assigned_to"}
    assert doers - {"state:fji"} == {"body:lake-group-secretariat"} and ("state:fji" in doers) == any(
        "Fiji" in c for c in rows[1]
    )
    assert not [n for n in told.drawn.nodes if n.kind in ("workshop", "organisation")]
    assert any("assigned to nobody" in one.why and "Net makers" in one.text for one in told.drawn.unresolved)
    assert any("is no date" in why for why in told.told.values())


@pytest.mark.parametrize("form", FORMATS)
def test_shares_are_told_in_brackets_and_what_was_refused_is_no_commitment(form, tmp_path):
    rows = [
        ["No.", "Decision", "Responsible", "Status"],
        ["1", "Share the plan", "IOM (support), Fiji", "Agreed"],
        ["2", "Open the portal to the press", "IOM", "Rejected"],
        ["3", "Note the report on Fiji", "", "Agreed"],
    ]
    told = Drawn(tmp_path, form, page(form, rows, above="Decisions"))
    assert {node.wording: node.force for node in told.commitments()} == {
        "Share the plan": "tasked",
        "Note the report on Fiji": "agreed",
    }
    shares = {(r.role, r.target) for r in told.drawn.relations if r.relation == "assigned_to"}
    assert shares == {("support", "organisation:iom"), ("lead", "state:fji")}
    assert "refused, as the row says" in told.told.values()  # fmt: skip


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


DOWN, ON, TWO = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
SPANS = {
    "rowspan": ("html", "<table><tr><th>Role<th>Country</tr><tr><td rowspan=2>Member<td>Fiji</tr><tr><td>Samoa</tr>"
                "<tr><td rowspan='2'>Observer<td>Canada</tr><tr><td>Japan</tr></table>"),
    "colspan": ("html", "<table><tr><th>Country<th>Representative</tr><tr><td colspan=2>Members</tr><tr><td>Fiji<td>Ms A</tr>"
                "<tr><td>Samoa<td>Ms B</tr><tr><td colspan=2>Observers</tr><tr><td>Canada<td>Mr C</tr><tr><td>Japan<td>Mr D</tr></table>"),
    "vMerge": ("docx", "<w:tr>" + cell("Role") + cell("Country") + "</w:tr><w:tr>" + cell("Member", DOWN) + cell("Fiji")
               + "</w:tr><w:tr>" + cell("", ON) + cell("Samoa") + "</w:tr><w:tr>" + cell("Observer", DOWN) + cell("Canada")
               + "</w:tr><w:tr>" + cell("", ON) + cell("Japan") + "</w:tr>"),
    "gridSpan": ("docx", "<w:tr>" + cell("Country") + cell("Representative") + "</w:tr><w:tr>" + cell("Members", TWO)
                 + "</w:tr><w:tr>" + cell("Fiji") + cell("Ms A") + "</w:tr><w:tr>" + cell("Samoa") + cell("Ms B") + "</w:tr><w:tr>"
                 + cell("Observers", TWO) + "</w:tr><w:tr>" + cell("Canada") + cell("Mr C") + "</w:tr><w:tr>" + cell("Japan") + cell("Mr D") + "</w:tr>"),
    "label alone": ("md", "| Country | Representative |\n|---|---|\n| **Members** | |\n| Fiji | Ms A |\n| Samoa | Ms B |\n"
                    "| **Observers** | |\n| Canada | Mr C |\n| Japan | Mr D |\n"),
}  # fmt: skip


@pytest.mark.parametrize("way", SPANS)
def test_a_merged_cell_holds_for_every_row_that_it_spans(way, tmp_path):
    form, table = SPANS[way]
    if form == "docx":
        start = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (TITLE, HELD))
        content = docx(f"{start}<w:tbl>{table}</w:tbl>")
    else:
        content = f"<h1>{TITLE}</h1><p>{HELD}</p>{table}" if form == "html" else f"# {TITLE}\n\n{HELD}\n\n{table}"
    told = Drawn(tmp_path, form, content)
    assert told.present() == {"fji": "member", "wsm": "member", "can": "observer", "jpn": "observer"}


def test_a_table_below_a_second_meeting_is_about_that_one(tmp_path):
    parts = [
        f"## {n} Meeting of the Lake Group, {day}\n\nThe {n} Meeting of the Lake Group was held in Suva, Fiji, on {day}.\n\n"
        f"| Country | Role |\n|---|---|\n| {who} | Member |\n| {other} | Observer |\n"
        for n, day, who, other in (("Fifth", "4 May 2016", "Fiji", "Canada"), ("Sixth", "6 May 2017", "Samoa", "Japan"))
    ]
    told = Drawn(tmp_path, "md", "# Minutes of the Lake Group\n\n" + "\n".join(parts))
    assert told.present("meeting:lake-group-5") == {"fji": "member", "can": "observer"}
    assert told.present("meeting:lake-group-6") == {"wsm": "member", "jpn": "observer"}


def test_labels_beside_values_and_marks_beside_texts_stay_lines(tmp_path):
    table = "| | |\n|---|---|\n| Venue | Suva |\n| Chair | Fiji |\n\n| 1. | To learn. |\n|---|---|\n| 2. | To act. |\n"
    told = Drawn(tmp_path, "md", f"# {TITLE}\n\n{HELD}\n\n{table}")
    assert {"Venue: Suva", "Chair: Fiji", "To learn.", "To act."} <= set(told.text.values())
    assert not [passage for passage in told.document.passages if passage.cells]
