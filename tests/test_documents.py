"""Documents: what is read, how it nests, and what is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from documentmaker import docx, paragraph

from explorer.documents import Document, Limits, find_files, read_document
from explorer.documents.nesting import is_name
from explorer.errors import InputError, OptionError

RECORDS = Path(__file__).parents[1] / "data" / "records"


def read(folder: Path, text: str | bytes, name: str = "page.txt", **options: object) -> Document:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_document(path, **options)  # type: ignore[arg-type]


def outline(document: Document) -> list[str]:
    """Return one line a passage: two blanks a level, kind, mark, and text."""
    depth: dict[str, int] = {"": -1}
    lines = []
    for passage in document.passages:
        depth[passage.id] = depth[passage.parent] + 1
        lines.append(f"{'  ' * depth[passage.id]}{passage.kind} {passage.mark}|{passage.text}")
    return lines


def test_head_of_a_page_is_told_from_its_text(tmp_path: Path) -> None:
    page = "Third Retreat of the Lake Forum\n\nLocation: Kigali, RwandaDate: 04 May 2014\nlake-view-min-2 Image\n\nIt met.\n"
    assert outline(read(tmp_path, page)) == [
        "title |Third Retreat of the Lake Forum",
        "location |Location: Kigali, RwandaDate: 04 May 2014",
        "caption |lake-view-min-2 Image",
        "paragraph |It met.",
    ]


def test_head_on_two_lines_is_one_passage(tmp_path: Path) -> None:
    document = read(tmp_path, "# Retreat\n\nLocation: Kigali, Rwanda\nDate: 4 May 2014\n\nIt met.\n", "a.md")
    assert outline(document)[1] == "location |Location: Kigali, Rwanda\nDate: 4 May 2014"


def test_bare_place_and_date_under_the_title_are_the_head(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "LEADERS' RETREAT\n\nApia, Samoa\n\n6 - 7 May 2013\n\nCOMMUNIQUÉ\n\n1. Leaders met.\n\n2. They agreed.\n",
    )
    assert [p.kind for p in document.passages] == ["title", "location", "location", "heading", "paragraph", "paragraph"]


def test_marks_and_colons_tell_the_depth(tmp_path: Path) -> None:
    page = """Review Session

Participants agreed to go on by:

  • opening a portal.
  • revising the guide:

– Fiji had shown a draft.

- A chapter was added.

  • closing the file.

They thanked Fiji.

Ministers:

1. met;
2. were asked to
(a) write;
(b) call.
3. left.
"""
    assert outline(read(tmp_path, page)) == [
        "title |Review Session",
        "paragraph |Participants agreed to go on by:",
        "  item •|opening a portal.",
        "  item •|revising the guide:",
        "    item –|Fiji had shown a draft.",
        "    item -|A chapter was added.",
        "  item •|closing the file.",
        "paragraph |They thanked Fiji.",
        "paragraph |Ministers:",
        "  item 1.|met;",
        "  item 2.|were asked to",
        "    item (a)|write;",
        "    item (b)|call.",
        "  item 3.|left.",
    ]


def test_letters_and_roman_numbers_are_told_apart(tmp_path: Path) -> None:
    page = "Notes\n\nThey:\n\n(h) ate;\n(i) drank;\n(j) slept.\n\nThen they:\n\ni. rose;\nii. left.\n"
    assert outline(read(tmp_path, page))[2:] == [
        "  item (h)|ate;",
        "  item (i)|drank;",
        "  item (j)|slept.",
        "paragraph |Then they:",
        "  item i.|rose;",
        "  item ii.|left.",
    ]


def test_markdown_nests_by_indent(tmp_path: Path) -> None:
    page = "# Notes\n\n## Points\n\nThey:\n\n- met\n  - in Bali\n    - by the sea\n- left\n\n## Rest\n\nNone.\n"
    assert outline(read(tmp_path, page, "a.md")) == [
        "title |Notes",
        "heading |Points",
        "  paragraph |They:",
        "    item -|met",
        "      item -|in Bali",
        "        item -|by the sea",
        "    item -|left",
        "heading |Rest",
        "  paragraph |None.",
    ]


def test_wrapped_lines_stay_one_passage_with_their_line_ends(tmp_path: Path) -> None:
    page = (
        "Notes of the Group\n\n1. The group met in the old town hall of the city and asked every country to name\n"
        "a person before 31 January 2023 and to send the name of that person to the office\nby then.\n\n"
        "• a point that goes on and on until it no longer fits the line and so has to be\n  continued here\n• next\n"
    )
    document = read(tmp_path, page)
    assert [p.text.count("\n") for p in document.passages] == [0, 2, 1, 0]
    assert document.passages[1].text.endswith("\nby then.")


def test_lines_that_were_not_wrapped_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    long = "Present were " + ", ".join(f"country {n}" for n in range(30)) + "."
    document = read(tmp_path, f"Notes\n\n{long}\nChad came too.\nMali sent its regrets.\n")
    assert [p.kind for p in document.passages] == ["title", "paragraph", "paragraph", "paragraph"]


def test_place_line_under_a_workshop_is_an_item_of_it(tmp_path: Path) -> None:
    page = "Notes\n\nThey met.\n\n2012 Workshops\n\nWorkshop on Ships\n- Apia, Samoa, 7-10 May 2012\n\nWorkshop on Ports – Nadi, Fiji, 2 May 2012\n"
    assert outline(read(tmp_path, page))[2:] == [
        "heading |2012 Workshops",
        "  paragraph |Workshop on Ships",
        "    item -|Apia, Samoa, 7-10 May 2012",
        "  paragraph |Workshop on Ports – Nadi, Fiji, 2 May 2012",
    ]


def test_numbered_names_with_text_below_are_headings(tmp_path: Path) -> None:
    document = read(tmp_path, "# Notes\n\n1. Arrivals\n\n   They came.\n\n2. Departures\n\n   They went.\n", "a.md")
    assert outline(document)[1:] == [
        "heading 1.|Arrivals",
        "  paragraph |They came.",
        "heading 2.|Departures",
        "  paragraph |They went.",
    ]


def test_marks_on_lines_of_their_own_belong_to_the_text_below(tmp_path: Path) -> None:
    page = "Notes\n\nThey:\n\n•\nmet;\n\n•\n\nleft.\n\nThen they:\n\n1.\nrose\n2.\nwent\n"
    assert outline(read(tmp_path, page))[1:] == [
        "paragraph |They:", "  item •|met;", "  item •|left.", "paragraph |Then they:", "  item 1.|rose", "  item 2.|went",
    ]  # fmt: skip


def test_bullets_of_symbol_fonts_and_numbers_of_several_levels(tmp_path: Path) -> None:
    page = "Notes\n\nThey:\n\n\uf0d8 met;\n\uf0fc left.\n\nThen:\n\n1. rose\n1.1 at dawn\n1.2 at noon\n2. went\n"
    assert outline(read(tmp_path, page))[1:] == [
        "paragraph |They:", "  item \uf0d8|met;", "  item \uf0fc|left.", "paragraph |Then:",
        "  item 1.|rose", "    item 1.1|at dawn", "    item 1.2|at noon", "  item 2.|went",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "date",
    ["1 June 2012", "1-2 June 2012", "30 May to 1 June 2012", "June 1-2, 2012", "Friday, 1 June 2012", "June 2012"],
)
def test_place_and_date_right_below_the_title_are_no_part_of_it(tmp_path: Path, date: str) -> None:
    page = f"SIXTH MEETING OF THE LAKE GROUP ON FISHERIES\nKigali, Rwanda\n{date}\n\nThe group met and agreed.\n"
    assert [p.kind for p in read(tmp_path, page).passages] == ["title", "location", "location", "paragraph"]


def test_labels_above_their_values_are_the_head(tmp_path: Path) -> None:
    page = "<h1>Notes of the Group</h1><div>Location</div><div>Kigali, Rwanda</div><div>Date:</div><div>1 June 2012</div><p>The group met.</p>"
    assert [p.kind for p in read(tmp_path, page, "a.html").passages] == ["title", *["location"] * 4, "paragraph"]


def test_a_date_at_a_line_of_its_own_ends_its_sentence(tmp_path: Path) -> None:
    page = "Notes of the Group\n\n4. The countries of the group agreed that each of them would name a person before\n31 January 2023.\n\n5. They left.\n"
    assert [p.kind for p in read(tmp_path, page).passages] == ["title", "paragraph", "paragraph"]


def test_a_wrapped_line_may_begin_with_a_date(tmp_path: Path) -> None:
    page = "Notes of the Group\n\nThe group met in the old town hall of the city of Kigali from the 30th of May to the\n1 June 2012 and then left for the lake without any of the members from the island.\n"
    assert len(read(tmp_path, page).passages) == 2


def test_front_matter_fills_the_document(tmp_path: Path) -> None:
    page = "---\ntitle: 'Fifth: SOM'\nprocess: Bali Process\nurl: https://example.org/a\nretrieved: 2026-11\nlanguage: en\n---\n# SOM\n\nText here.\n"
    document = read(tmp_path, page, "a.md")
    assert (document.title, document.process, document.url, document.retrieved, document.language) == (
        "Fifth: SOM", "Bali Process", "https://example.org/a", "2026-11", "en",
    )  # fmt: skip
    assert document.passages[0].text == "SOM"


def test_text_is_exactly_as_received(tmp_path: Path) -> None:
    page = "Notes\n\nThe  States’ «own»\u00a0ways –  e\u0301 \U0001f41f.\u00a0 \n"
    assert read(tmp_path, page).passages[1].text == "The  States’ «own»\u00a0ways –  e\u0301 \U0001f41f."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_same_text_in_utf_8_and_utf_16(tmp_path: Path, encoding: str) -> None:
    data = "Notes\r\n\r\nThe café met.\r\n".encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    assert [p.text for p in read(tmp_path, data).passages] == ["Notes", "The café met."]


def test_other_encodings_are_refused_with_offset_and_read_when_named(tmp_path: Path) -> None:
    data = "Notes\n\nThe café met.\n".encode("cp1252")
    with pytest.raises(InputError, match=r"byte 14 \(0xe9\) is not utf-8.*--encoding"):
        read(tmp_path, data)
    assert read(tmp_path, data, encoding="cp1252").passages[1].text == "The café met."
    with pytest.raises(OptionError, match="nonsense"):
        read(tmp_path, data, encoding="nonsense")
    with pytest.raises(OptionError):
        read(tmp_path, data, encoding="rot13")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"abc\0def", "byte 3 is 0"),
        ("abc".encode("utf-16-le"), "utf-16-le"),
        (b"\xff\xfea", "byte 2"),
        (bytes(range(1, 9)) * 20, "control characters"),
        (b"---\ntitle: x\n---\n", "no text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, data)
    assert "\n" not in str(caught.value) and "page.txt" in str(caught.value)


def test_limits_hold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="100 bytes"):
        read(tmp_path, "x" * 101, limits=Limits(file_bytes=100))
    with pytest.raises(InputError, match="characters"):
        read(tmp_path, "Notes.\n\n" + "x " * 100, limits=Limits(passage_chars=100))
    with pytest.raises(InputError, match="paragraphs"):
        read(tmp_path, "x.\n\n" * 20, limits=Limits(passages=10))


def test_the_documented_limits_are_the_real_ones() -> None:
    text = (RECORDS.parents[1] / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("|") and "`" in line.split("|")[3:4][0]][
        1:
    ]
    told = {name.strip(" `"): cells[2] for cells in rows for name in cells[3].split(",")}
    for field in fields(Limits):
        value = field.default
        shown = "100 KiB" if field.name == "expansion_from" else f"{value:,}"
        where = next(line for line in text.splitlines() if f"`{field.name}`" in line)
        assert shown in where, field.name
    assert set(told) == {field.name for field in fields(Limits)}


def test_sparse_giant_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "giant.txt"
    with path.open("wb") as stream:
        stream.truncate(10_000_000_000)
    with pytest.raises(InputError, match="larger"):
        read_document(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    for name, says in (("pipe.txt", "pipe"), ("loop.txt", "Cannot read"), ("missing.txt", "no file")):
        with pytest.raises(InputError, match=says):
            read_document(tmp_path / name)
    with pytest.raises(InputError, match="device"):
        read_document("/dev/zero")
    (tmp_path / "a.xyz").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="only files ending in"):
        read_document(tmp_path / "a.xyz")


def test_files_are_found_sorted_once_and_named(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.md", "sub/b.txt", ".hidden/c.txt", "notes.xyz", "~$d.docx", "e.html", "e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = find_files([tmp_path, tmp_path / "sub", tmp_path / "b.txt"])
    assert [f.name for f in found] == ["b.txt", "e.html", "e.txt", "sub/a.md", "sub/b.txt"]
    assert [f.id for f in found] == ["doc:b", "doc:e-html", "doc:e-txt", "doc:a", "doc:sub-b"]
    assert [f.name for f in find_files(str(tmp_path / "*.txt"))] == ["b.txt", "e.txt"]
    with pytest.raises(InputError, match="holds no document"):
        (tmp_path / "empty").mkdir()
        find_files(tmp_path / "empty")
    with pytest.raises(InputError, match="pattern"):
        find_files(str(tmp_path / "*.nothing"))


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [f.name for f in find_files(tmp_path)] == ["a.txt"]


def test_every_shipped_record_reads_with_title_and_sound_nesting() -> None:
    for source in find_files(RECORDS):
        document = read_document(source)
        assert document.title and document.process and document.passages[0].kind == "title"
        earlier = {""}
        for passage in document.passages:
            assert passage.parent in earlier and passage.text == passage.text.strip() and passage.text
            earlier.add(passage.id)


def test_a_document_that_unpacks_too_far_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    from defusedxml.expatreader import DefusedExpatParser
    from trust.words import document, docx, paragraph

    parsed = []
    monkeypatch.setattr(DefusedExpatParser, "feed", lambda self, chunk: parsed.append(len(chunk)))
    (tmp_path / "a.docx").write_bytes(docx(document(paragraph("a") * 10_000)))
    with pytest.raises(InputError, match="unpacks to more than 100 times its size"):
        read_document(tmp_path / "a.docx")
    assert not parsed


def test_files_whose_names_come_to_the_same_have_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("ninth-meeting.txt", "ninth meeting.txt", "ninth_meeting.txt"):
        (tmp_path / name).write_text("They met.\n", encoding="utf-8")
    ids = [source.id for source in find_files(tmp_path)]
    assert len(ids) == len(set(ids)) == 3 and all(one.startswith("doc:ninth-meeting") for one in ids)


def test_a_line_of_ninety_letters_can_still_be_a_heading() -> None:
    line = f"Roundtable {'x' * 79}"
    assert len(line) == 90 and is_name(line) and not is_name(line + "x")


@pytest.mark.parametrize("ended", range(5))
def test_a_numbered_run_is_of_paragraphs_where_half_of_it_are_sentences(tmp_path: Path, ended: int) -> None:
    lines = [f"{n}. Members met in the town{'.' if n <= ended else ' and'}" for n in range(1, 5)]
    made = outline(read(tmp_path, "Ninth Retreat\n\n" + "\n\n".join(lines) + "\n", "a.txt"))[1:]
    assert {line.strip().split(" ")[0] for line in made} == ({"paragraph"} if ended >= 2 else {"item"})


@pytest.mark.parametrize(("start", "times", "refused"), [(10**9, 2, False), (100, 10**6, False), (100, 2, True)])
def test_only_what_is_large_and_was_packed_too_well_is_refused(
    tmp_path: Path, start: int, times: int, refused: bool
) -> None:
    data, limits = docx(paragraph("They met. " * 200)), Limits(expansion_from=start, expansion=times)
    if refused:
        with pytest.raises(InputError, match="unpacks to more than 2 times"):
            read(tmp_path, data, "a.docx", limits=limits)
    else:
        assert len(read(tmp_path, data, "a.docx", limits=limits).passages) == 1


@pytest.mark.parametrize(("more", "head"), [(-1, True), (0, False), (1, False)])
def test_a_labelled_line_of_300_letters_is_no_head(tmp_path: Path, more: int, head: bool) -> None:
    line = "Location: Apia, Samoa, "
    line += "x" * (300 + more - len(line))
    made = outline(read(tmp_path, f"# Ninth Retreat\n\n{line}\n\nThey met.\n", "a.md"))
    assert made[1].strip().split(" ")[0] == ("location" if head else "paragraph")
