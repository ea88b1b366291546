"""The page as a file: options, errors, whole writes, frames as text."""

import html
import re

import pytest
from jstokens import tokens
from smallworld import small_world

from explorer.errors import OptionError, UnknownNode, WriteError
from explorer.facts.tables import Facts
from explorer.pictures import draw
from explorer.pictures.page import assets
from explorer.pictures.plain import PLAIN_LETTERS, plain_rows
from explorer.pictures.slim import slim_script


def test_scripts_and_styles_cannot_leave_their_elements():
    for text in (assets().css, *assets().scripts):
        assert "\r" not in text
        assert not re.search(r"</(script|style)|<!--", text, re.IGNORECASE)


SLIM = [
    ("let x = '/* no */'; // why\n  /** @type {x} */ go(`a  b`);\n", "let x='/* no */';go(`a  b`);\n"),
    ("a = b\n  + +c - -d;\nreturn x / 2 / y", "a=b\n+ +c - -d;return x/2/y\n"),
    ("if (/[`'\"/]\\/ x/u.test(y)) z = `a ${ f('}') + `b ${c}` } d`\nnext()", None),
    ("const { a, ...rest } = b ?? c?.d;\nfor (const x of /a b/[Symbol.split](y)) {\n}\n", None),
    ("x = a /* in */ / b // c\n", None),
    ("class A {\n  #x = 1;\n  static y\n  z() { return typeof /q/ }\n}", None),
    ("a ? .5 : b; x = /q/g in y", None),
]


@pytest.mark.parametrize(("source", "expected"), SLIM, ids=range(len(SLIM)))
def test_slim_scripts_say_the_same(source, expected):
    def sense(text):
        return [token for token in tokens(text) if not token.isspace() and not token.startswith(("//", "/*"))]

    assert "".join(tokens(source)) == source
    assert sense(slim_script(source)) == sense(source)
    assert expected is None or slim_script(source) == expected


def test_every_source_of_the_page_keeps_its_words_and_signs():
    from importlib.resources import files

    for path in files("explorer.pictures.assets").iterdir():
        if path.name.endswith(".js"):
            source = path.read_text(encoding="utf-8")
            before, after = (
                [token for token in tokens(text) if not token.isspace() and not token.startswith(("//", "/*"))]
                for text in (source, slim_script(source))
            )
            assert before == after, path.name
            assert not [token for token in after if len(token) > 500], path.name


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "picture.svg"])
def test_pictures_are_saved_by_their_ending(tmp_path, name):
    path = draw(small_world()).save(tmp_path / name)
    text = path.read_bytes()
    assert text.startswith(b"<?xml" if name.endswith("svg") else b"<!doctype html>")
    assert b"\r" not in text
    assert [entry.name for entry in tmp_path.iterdir() if not entry.name.startswith(".")] == [name]


@pytest.mark.parametrize("name", ["page.pdf", "page", "page.html.exe"])
def test_other_endings_are_answered_with_those_that_work(tmp_path, name):
    with pytest.raises(OptionError, match=r"\.html, \.htm, \.svg"):
        draw(small_world()).save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_or_not_writable(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    with pytest.raises(WriteError):
        draw(small_world()).save(blocked / "page.html")
    assert blocked.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize(
    ("options", "error", "what"),
    [
        ({"theme": "sepia"}, OptionError, "auto, light, dark"),
        ({"limit": 0}, OptionError, "from 1"),
        ({"limit": True}, OptionError, "from 1"),
        ({"focus": "state:ind"}, UnknownNode, "state:idn"),
        ({"focus": ["state:idn", "nowhere at all"]}, UnknownNode, "nowhere at all"),
    ],
)
def test_options_that_cannot_be_are_refused_at_the_call(options, error, what):
    with pytest.raises(error, match=what):
        draw(small_world(), **options)


@pytest.mark.parametrize("height", [0, -1, 99, 10_001, "500", True, 300.5])
def test_heights_that_cannot_be(height):
    with pytest.raises(OptionError, match="pixels"):
        draw(small_world()).to_iframe(height=height)


def test_a_frame_holds_exactly_the_page():
    picture = draw(small_world(), title='T"<>&')
    frame = picture.to_iframe(height=321)
    found = re.fullmatch(
        r'<iframe sandbox="allow-scripts" title="([^"]*)" width="100%" height="321" style="[^"]*" srcdoc="([^"]*)">'
        r"</iframe>",
        frame,
    )
    assert found
    assert html.unescape(found[1]) == 'T"<>&: 13 nodes, 17 relations'
    assert html.unescape(found[2]) == picture.html
    assert picture._repr_html_() == picture.to_iframe()
    assert repr(picture) == '<Picture T"<>&: 13 nodes, 17 relations>'


def test_empty_facts_make_a_page():
    assert "<!doctype html>" in draw(Facts.from_rows()).html


def test_the_plain_table_is_bounded():
    rows = [{"id": f"n{i}", "kind": "place", "name": "x" * 500} for i in range(400)]
    relations = [
        {"id": f"r{i:04}", "source": f"n{i}", "relation": "located_in", "target": f"n{i + 1}"} for i in range(399)
    ]
    picture = draw(Facts.from_rows(nodes=rows, relations=relations))
    shown, more = plain_rows(picture.content)
    assert len(shown) + more == 399
    assert sum(len("".join(row.values())) for row in shown) < PLAIN_LETTERS + 2000


def test_titles_in_other_encodings_are_whole():
    picture = draw(small_world(), title="caf\udce9", subtitle="\ud83d\ude00")
    picture.html.encode("utf-8")
    assert picture.title == "caf\ufffd\ufffd\ufffd"
    assert picture.subtitle
