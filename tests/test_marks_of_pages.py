"""What is struck out, raised or told beside the text: in each format that can hold it, with what must stay."""

import json

import pytest
from documentmaker import docx

from explorer.documents import Limits, read_document


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word(*runs):
    return docx(f"<w:p>{''.join(runs)}</w:p>")


STRUCK = {
    "html <s>": ("a.html", "<p>Fiji, <s>Tonga, </s>Samoa and Niue took part.</p>"),
    "html <del>": ("a.html", "<p>Fiji, <del>Tonga, </del>Samoa and Niue took part.</p>"),
    "html style": ("a.html", '<p>Fiji, <span style="text-decoration: line-through">Tonga, </span>Samoa and Niue took part.</p>'),
    "markdown": ("a.md", "Fiji, ~~Tonga,~~ Samoa and Niue took part.\n"),
    "markdown <s>": ("a.md", "Fiji, <s>Tonga,</s> Samoa and Niue took part.\n"),
    "word": ("a.docx", word(run("Fiji, "), run("Tonga, ", "<w:strike/>"), run("Samoa and Niue took part."))),
    "word twice": ("a.docx", word(run("Fiji, "), run("Tonga, ", '<w:dstrike w:val="1"/>'), run("Samoa and Niue took part."))),
}  # fmt: skip
RAISED = {
    "html": ("a.html", "<p>Fiji<sup>1</sup> and Samoa<sup>[2]</sup> met on the 4<sup>th</sup> of May.</p>"),
    "markdown": ("a.md", "Fiji[^1] and Samoa<sup>2</sup> met on the 4<sup>th</sup> of May.\n"),
    "word": (
        "a.docx",
        word(
            run("Fiji"), run("1", '<w:vertAlign w:val="superscript"/>'), run(" and Samoa met on the 4"),
            run("th", '<w:vertAlign w:val="superscript"/>'), run(" of May."),
        ),
    ),
}  # fmt: skip


def passages(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return [(p.kind, p.text) for p in read_document(path, limits=Limits()).passages]


@pytest.mark.parametrize("way", STRUCK)
def test_what_is_struck_out_is_kept_apart_and_not_read(way, tmp_path):
    told = passages(tmp_path, *STRUCK[way])
    assert [text for kind, text in told if kind != "caption"] == ["Fiji, Samoa and Niue took part."]
    assert [text.strip(" ,") for kind, text in told if kind == "caption"] == ["Tonga"]


@pytest.mark.parametrize("way", RAISED)
def test_the_mark_of_a_note_is_no_part_of_a_name_and_the_end_of_a_number_stays(way, tmp_path):
    ((_, text),) = passages(tmp_path, *RAISED[way])
    assert text.startswith(("Fiji and Samoa met on the 4th of May.", "Fiji and Samoa met on the 4<sup>th</sup>"))


def test_not_struck_where_word_says_so(tmp_path):
    told = passages(tmp_path, "a.docx", word(run("Fiji and "), run("Tonga", '<w:strike w:val="0"/>'), run(" met.")))
    assert told == [("paragraph", "Fiji and Tonga met.")]


@pytest.mark.parametrize(
    "lines",
    [
        "date: 2014-05-04\nlocation: Apia, Samoa\nparticipants: [Fiji, Tonga]",
        "date: '2014-05-04'\nlocation: \"Apia, Samoa\"\nparticipants:\n  - Fiji\n  - Tonga",
        "Date: 2014-05-04\nLocation: Apia, Samoa\nparticipants: Fiji, Tonga",
    ],
)
def test_front_matter_tells_of_the_event(lines, tmp_path):
    told = passages(tmp_path, "a.md", f"---\ntitle: Reef Panel\n{lines}\n---\n# Reef Panel\n\nMembers met.\n")
    assert [text for kind, text in told if kind == "location"] == [
        "Date: 2014-05-04", "Location: Apia, Samoa", "Participants: Fiji, Tonga",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["md", "txt"])
def test_front_matter_names_the_event_of_a_text_without_a_title(form, tmp_path):
    told = passages(
        tmp_path, f"a.{form}", "---\ntitle: Second Reef Panel\ndate: 2014-05-04\n---\nthe panel agreed to meet again.\n"
    )
    assert told[0] == ("title", "Second Reef Panel") and told[1] == ("location", "Date: 2014-05-04")


def event(**more):
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Reef Panel",
        "startDate": "2014-05-04T09:00",
        **more,
    }


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (event(), ["Date: 2014-05-04"]),
        (event(endDate="2014-05-06", location={"name": "Hall", "address": {"addressLocality": "Apia"}}),
         ["Date: 2014-05-04 to 2014-05-06", "Location: Hall, Apia"]),
        ({"@graph": [{"@type": "WebPage"}, event(organizer={"name": "Samoa"})]}, ["Date: 2014-05-04", "Host: Samoa"]),
        ([{**event(), "@type": ["BusinessEvent", "Thing"]}], ["Date: 2014-05-04"]),
        ([event(), event(startDate="2015-01-01")], []),
        ({"@type": "NewsArticle", "datePublished": "2014-06-01"}, []),
    ],
)  # fmt: skip
def test_json_ld_tells_of_the_one_event_of_a_page(data, lines, tmp_path):
    page = f'<script type="application/ld+json">{json.dumps(data)}</script><h1>Reef Panel</h1><p>Members met.</p>'
    assert [text for kind, text in passages(tmp_path, "a.html", page) if kind == "location"] == lines


@pytest.mark.parametrize("broken", ["{", "[1, 2", '{"@type": "Event"', "null", "", "[" * 5000])
def test_json_ld_that_is_none_costs_nothing(broken, tmp_path):
    page = f'<script type="application/ld+json">{broken}</script><h1>Reef Panel</h1><p>Members met.</p>'
    assert passages(tmp_path, "a.html", page) == [("title", "Reef Panel"), ("paragraph", "Members met.")]


@pytest.mark.parametrize(
    ("heads", "title"),
    [(["Opening", "Fees"], "Third Tide Forum, 3 May 2019"), (["Third Forum"], "Third Forum")],
)
def test_front_matter_names_a_text_whose_first_headings_are_those_of_parts(heads, title, tmp_path):
    text = "---\ntitle: Third Tide Forum, 3 May 2019\n---\n\n" + "".join(f"# {head}\n\nThey met.\n\n" for head in heads)
    told = passages(tmp_path, "a.md", text)
    assert told[0] == ("title", title) and [kind for kind, _ in told].count("heading") == (len(heads) > 1) * len(heads)
