"""PDF in reading order: columns in whatever order they were drawn, tables, notes, broken words, turned pages."""

import random
import re
import subprocess
from pathlib import Path

import pytest
from documentmaker import pdf

from explorer.documents import Limits
from explorer.documents.pdf import read_pdf
from explorer.documents.pdf_order import Piece, _is_table
from explorer.errors import InputError

LEFT = [
    "The Ninth Meeting of the Heron Panel was",
    "held in Mwanza on 4 May 2014. It was led",
    "by Uganda. Burundi, Kenya and Rwanda took",
    "part. The Panel agreed to share its maps",
    "of the southern shore each spring.",
]
RIGHT = [
    "The Secretariat will tell the next meeting",
    "of the survey. Malawi offered to host the",
    "tenth meeting in Zomba. Observers from the",
    "Lake Fund thanked the members. It closed",
    "on the same day with songs.",
]
TITLE = (60.0, 790.0, 18.0, "Ninth Meeting of the Heron Panel")


def texts(pages, **more):
    _, blocks = read_pdf(pdf(pages, **more), "a.pdf", None, Limits())
    return [" ".join(block.text.split()) for block in blocks]


def column(lines, left, top=740.0, size=10.0):
    return [(left, top - 14 * at, size, line) for at, line in enumerate(lines)]


@pytest.mark.parametrize("order", ["column by column", "line by line", "right first", "at random"])
@pytest.mark.parametrize("lower", [0.0, 3.0], ids=["on one line", "on lines of their own"])
def test_two_columns_are_read_one_after_the_other(order, lower):
    left, right = column(LEFT, 60.0), column(RIGHT, 320.0, 740.0 - lower)
    drawn = {
        "column by column": left + right,
        "line by line": [line for pair in zip(left, right, strict=True) for line in pair],
        "right first": right + left,
        "at random": random.Random(7).sample(left + right, len(left + right)),
    }[order]
    assert " ".join(texts([[TITLE, *drawn]])) == " ".join([TITLE[3], *LEFT, *RIGHT])


def test_a_line_over_the_whole_width_parts_the_columns_above_from_those_below():
    across = (
        60.0,
        640.0,
        10.0,
        "What follows was added by the Secretariat after the meeting had closed, for the record only.",
    )
    page = [
        *column(LEFT, 60.0),
        *column(RIGHT, 320.0),
        across,
        *column(RIGHT, 60.0, 600.0),
        *column(LEFT, 320.0, 600.0),
    ]
    assert " ".join(texts([page])) == " ".join([*LEFT, *RIGHT, across[3], *RIGHT, *LEFT])


@pytest.mark.parametrize("lefts", [(60.0, 210.0, 360.0), (60.0, 130.0, 200.0)], ids=["wide", "narrow"])
def test_rows_of_a_table_keep_their_cells(lefts):
    rows = [
        ("Party", "Role", "Seat"),
        ("Kenya", "Member", "A1"),
        ("Malawi", "Member", "A2"),
        ("Japan", "Observer", "B1"),
    ]
    page = [(x, 700.0 - 18 * at, 10.0, cell) for at, row in enumerate(rows) for x, cell in zip(lefts, row, strict=True)]
    assert texts([page]) == [" | ".join(row) for row in rows]


def test_a_raised_mark_is_no_part_of_a_name_and_its_note_stays():
    page = [
        (60.0, 700.0, 11.0, "It was attended by Kenya"), (182.0, 704.0, 6.0, "1"), (189.0, 700.0, 11.0, "and Malawi."),
        (60.0, 70.0, 8.0, "1 Through its embassy."),
    ]  # fmt: skip
    assert texts([page]) == ["It was attended by Kenya and Malawi.", "1 Through its embassy."]


def test_notes_do_not_come_between_the_pages_of_a_sentence():
    first = [(60.0, 120.0, 11.0, "Members agreed to share"), (60.0, 70.0, 8.0, "* Kenya by video.")]
    second = [(60.0, 780.0, 11.0, "their maps of the shore.")]
    assert texts([first, second]) == ["Members agreed to share their maps of the shore.", "* Kenya by video."]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["The Steering Com-", "mittee met."], "The Steering Committee met."),
        (["It was co-", "chaired by Fiji."], "It was co-chaired by Fiji."),
        (["A follow-up was held.", "The follow-", "up went well."], "A follow-up was held. The follow-up went well."),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_whole(lines, whole):
    assert " ".join(texts([column(lines, 60.0)])) == whole


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        [(60.0, 812.0, 8.0, "Heron Panel, record"), *column(part, 60.0), (290.0, 30.0, 8.0, str(number))]
        for number, part in enumerate((LEFT, RIGHT, LEFT, RIGHT), start=1)
    ]
    told = " ".join(texts(pages))
    assert "record" not in told and " 2 " not in told and LEFT[0] in told


@pytest.mark.parametrize("turn", [(0, 1, -1, 0), (0, -1, 1, 0), (-1, 0, 0, -1)], ids=["left", "right", "over"])
def test_turned_text_is_read_in_its_own_direction(turn):
    a, b, c, d = turn
    drawn = b"".join(
        b"BT /F1 10 Tf %d %d %d %d %d %d Tm (%s) Tj ET\n"
        % (a, b, c, d, 300 + 40 * a + 14 * at * -c, 400 + 40 * b + 14 * at * -d, line.encode())
        for at, line in enumerate(LEFT)
    )
    whole = pdf([[(60.0, 700.0, 10.0, "x")]], squeeze=False)
    body = whole[whole.index(b"stream\n") + 7 : whole.index(b"\nendstream")]
    turned = whole.replace(body, drawn).replace(b"/Length %d" % len(body), b"/Length %d" % len(drawn))
    _, blocks = read_pdf(turned, "a.pdf", None, Limits())
    assert " ".join(" ".join(block.text.split()) for block in blocks) == " ".join(LEFT)


def test_a_page_printed_by_a_browser(tmp_path: Path):
    chromium = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
    if chromium is None:
        pytest.skip("no Chromium here")
    html = (
        f"<style>@page {{ size: A4 }}</style><body style='font:11pt serif'><h1>{TITLE[3]}</h1><div style='column-count:2;text-align:justify'>"
        f"<p>{' '.join(LEFT)}<sup>1</sup></p><p>{' '.join(RIGHT)} {' '.join(RIGHT)} {' '.join(LEFT)}</p></div>"
        "<table cellpadding=6 border=1><tr><th>Party<th>Role<th>Seat<tr><td>Kenya<td>Member<td>A1<tr><td>Malawi<td>Member"
        "<td>A2<tr><td>Japan<td>Observer<td>B1</table><p style='font-size:7pt'>1 Said at the end.</p>"
    )
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    printing = [
        f"--print-to-pdf={tmp_path / 'a.pdf'}",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'home'}",
    ]
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", *printing, (tmp_path / "a.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    _, blocks = read_pdf((tmp_path / "a.pdf").read_bytes(), "a.pdf", None, Limits())
    told = " ".join(" ".join(block.text.split()) for block in blocks)
    assert " ".join(LEFT) + " " + " ".join(RIGHT) + " " + " ".join(RIGHT) + " " + " ".join(LEFT) in told
    assert [block.text for block in blocks][-5:] == [
        "Party | Role | Seat", "Kenya | Member | A1", "Malawi | Member | A2", "Japan | Observer | B1", "1 Said at the end.",
    ]  # fmt: skip


@pytest.mark.parametrize(("letters", "table"), [(23, True), (24, True), (25, False)])
def test_rows_are_a_table_when_one_column_of_them_is_short(letters, table):
    cells = [("x" * letters, 72.0), ("y" * 60, 300.0)]
    row = [Piece(text, left, 700.0, 11.0, left + 5.0 * len(text)) for text, left in cells]
    assert _is_table([row] * 5) is table


PROSE = [f"The Board heard of the tides of bay number {n} and of what had been seen there." for n in range(12)]


@pytest.mark.parametrize(("label", "off"), [("Summary", 5), ("Action points", 0), ("What was said", -6)])
def test_a_label_in_the_margin_stands_before_its_text(label, off):
    lines = [(150, 700 - 14 * n, 10, line) for n, line in enumerate(PROSE)]
    page = [(72, 740, 10, "Board of Tides"), *lines, (72, 700 - 14 * 6 + off, 10, label)]
    told = " ".join(texts([page]))
    assert told.index(label) < told.index("number 0") and re.sub(r"\s+", " ", " ".join(PROSE)) in re.sub(
        r"\s+", " ", told
    )


def test_labels_beside_each_line_stay_beside_it():
    page = [
        piece
        for n, line in enumerate(PROSE)
        for piece in ((72, 700 - 14 * n, 10, f"Bay no {n}"), (150, 700 - 14 * n, 10, line))
    ]
    told = " ".join(texts([page]))
    assert all(told.index(f"Bay no {n}") < told.index(f"number {n} and") for n in range(12))
    assert all(told.index(f"number {n} and") < told.index(f"Bay no {n + 1}") for n in range(11))


@pytest.mark.parametrize("end", ["st", "nd", "rd", "th"])
def test_the_raised_end_of_a_number_is_part_of_it(end):
    page = [(60, 700, 10, "Minutes of the 1"), (131.2, 704, 6, end), (141, 700, 10, "Meeting of the Tide Board")]
    assert texts([page]) == [f"Minutes of the 1{end} Meeting of the Tide Board"]


@pytest.mark.parametrize(
    ("set_apart", "whole"), [("S´an Jos´e", "Sán José"), ("M¨ul´an", "Mülán"), ("It is 5´ long", "It is 5´ long")]
)
def test_accents_set_apart_are_put_on_their_letters(set_apart, whole):
    assert texts([[(60, 700, 10, set_apart)]]) == [whole]


def test_a_page_whose_text_breaks_off_is_refused():
    whole = pdf([column(LEFT, 60.0)])
    end = whole.index(b"endstream")
    assert read_pdf(whole, "a.pdf", None, Limits())[1]
    with pytest.raises(InputError, match=r"a\.pdf is damaged: the text of a page breaks off"):
        read_pdf(whole[: end - 16] + whole[end:], "a.pdf", None, Limits())
