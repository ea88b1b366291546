"""Lines that were cut, and names that a page only mentions: no fault, and nothing else said because of them."""

import pytest

from explorer.explorer import read
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract
from explorer.facts.prose.text.tokens import tokenise

PAGE = "Second Workshop on Forest Fires\n\nThe Second Workshop on Forest Fires was held in Suva, Fiji, on 7 March 2017.\n\n"


@pytest.mark.parametrize("line", [", and", ":", "The Joint Session:", "The Workshop followed the Seminar,", "- , and"])
def test_a_line_that_was_cut_costs_nothing(tmp_path, line):
    (tmp_path / "page.txt").write_text(f"{line}\n\n{PAGE}{line}\n", encoding="utf-8")
    made = read(tmp_path)
    assert not made.report.faults and "2017-03-07" in set(made.facts.nodes["start"])


def test_the_meeting_of_a_body_that_nobody_knows_may_be_the_first_thing_said(tmp_path):
    text = "Members called on\n\nThird Meeting of the Baltic Foresters\n1. Task Force on Preparedness – Exercise\n\nSenior 31 June officials met.\n"
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    assert not read(tmp_path).report.faults


@pytest.mark.parametrize(
    "said", ["See also: the web site of the Budapest Process.", "The Almaty Process has a new website."]
)
def test_a_process_that_is_only_mentioned_is_not_what_the_page_is_about(tmp_path, said):
    for name, text in (("alone", PAGE), ("mentioned", f"{PAGE}{said}\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.txt").write_text(text, encoding="utf-8")
    alone, mentioned = (set(read(tmp_path / name).facts.nodes["id"]) for name in ("alone", "mentioned"))
    assert alone <= mentioned


def test_the_names_of_many_events_are_taken_apart_once_each(monkeypatch):
    """Twice the workshops, twice the names to take apart: not each once for every other one."""
    from trust.doubling import _document, differing

    from explorer.facts.prose.events import sameness

    def taken_apart(count):
        texts = []
        monkeypatch.setattr(sameness, "tokenise", lambda text: texts.append(text) or tokenise(text))
        sameness.bare.cache_clear()
        sameness._level.cache_clear()
        extract(_document(differing(count)), shipped_names())
        return len(texts)

    few, many = taken_apart(20), taken_apart(60)
    assert few > 20 and many < 3.5 * few
