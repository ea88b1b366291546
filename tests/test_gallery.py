"""The gallery: fourteen graphs, drawn without options that do not stand beside them, the same bytes again."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))
from gallery import exhibits

SMALL = ("karate", "miserables", "cycle", "tree", "parallel", "arabic")


def test_there_are_fourteen_each_with_a_file_and_a_sentence_of_its_own():
    found = exhibits()
    assert len(found) == 14
    for part in ("name", "title", "shows"):
        assert len({getattr(exhibit, part) for exhibit in found}) == 14


@pytest.mark.parametrize("exhibit", [exhibit for exhibit in exhibits() if exhibit.name in SMALL], ids=lambda e: e.name)
def test_an_exhibit_is_drawn_whole_and_again_the_same(exhibit):
    picture = exhibit.picture()
    assert len(picture.view.first) == picture.content.size
    assert picture.svg() == exhibit.picture().svg()
    assert exhibit.title.split()[-1] in picture.svg()
    assert f"gallery/{exhibit.name}.html" in exhibit.told()
