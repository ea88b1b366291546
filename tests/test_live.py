"""A live picture without a browser: what it takes from a frame, what it asks of one, and what it refuses."""

import pytest

import explorer
from explorer.errors import OptionError, UnknownNode
from explorer.pictures.live import ASKED, TOLD, Conversation, fragment_of

anywidget = pytest.importorskip("anywidget", reason="anywidget is not installed (extra: notebook)")

GOOD = {
    "selected": {"nodes": ["state:tha", "organisation:unhcr"], "relations": []},
    "shown": {"view": "years=2012-", "nodes": ["state:tha"], "counts": [1, 0]},
    "path": [{"node": "state:tha", "relations": []}, {"node": "meeting:x", "relations": ["r"]}],
    "positions": [["state:tha", 1.5, -2]],
    "notes": [["state:tha", "ask again"]],
}
BAD = [None, 1, "x", [], {}, {"nodes": "all"}, {"nodes": [1], "relations": []}, [["a"]], [["a", "b", "c", "d"]], [[1, 2, 3]],
       [{"node": 1}], [["a", True, 1.0]], {"view": 3, "nodes": []}, [["a", {}]]]  # fmt: skip


@pytest.fixture
def picture():
    return explorer.load("example").draw()


def opened(picture):
    """Return a bridge as a frame would have it, with what it was told."""
    return picture._talk.bridge("k")


def tell(bridge, **state):
    """Tell what a frame would, each whole, over what was heard before."""
    whole = {name: {"whole": value} for name, value in state.items()}
    bridge.change = {"base": bridge.heard, "number": bridge.heard + 1, **whole}


def test_what_is_chosen_in_the_frame_is_an_explorer(picture):
    some = picture.content.nodes["id"][:3]
    tell(opened(picture), selected={"nodes": some, "relations": []})
    assert isinstance(picture.selected, explorer.Explorer)
    assert sorted(picture.selected.facts.nodes["id"]) == sorted(some)
    assert set(picture.selected.facts.relations["source"]) <= set(some)


def test_a_chosen_relation_brings_its_ends(picture):
    first = picture.content.facts.relations.iloc[0]
    tell(opened(picture), selected={"nodes": [], "relations": [first["id"]]})
    held = picture.selected.facts
    assert held.relations["id"].tolist() == [first["id"]] and set(held.nodes["id"]) == {
        first["source"],
        first["target"],
    }


def test_before_it_is_open_nothing_is_chosen_and_everything_shown(picture):
    assert len(picture.selected.facts.nodes) == 0 and picture.path == [] and picture.notes == {}
    assert len(picture.shown.facts.nodes) == picture.content.size == len(picture.positions)


@pytest.mark.parametrize("name", TOLD)
def test_only_what_has_the_right_form_is_taken(name):
    talk = Conversation()
    for value in BAD:
        talk.hear(name, value)
        fits = value == [] and name in ("path", "positions", "notes")
        assert (name in talk.told) == fits, value
        talk.told.clear()
    talk.hear(name, GOOD[name])
    assert talk.told[name] == GOOD[name]


def test_of_lists_only_what_came_and_went_is_told(picture):
    bridge = opened(picture)
    tell(bridge, shown={"view": "a", "nodes": ["x", "y", "z"], "counts": [3, 0]}, positions=[["x", 1, 2], ["y", 3, 4]])
    first = bridge.heard
    change = {"shown": {"came": ["w"], "gone": ["y"], "rest": {"view": "b", "counts": [3, 1]}},
              "positions": {"came": [["x", 5, 6]], "gone": ["y"]}}  # fmt: skip
    bridge.change = {"base": first, "number": first + 1, **change}
    after = {"view": "b", "nodes": ["x", "z", "w"], "counts": [3, 1]}
    assert picture._talk.told == {"shown": after, "positions": [["x", 5, 6]]} and bridge.heard == first + 1
    bridge.change = {"base": first, "number": first + 2, "shown": {"came": [], "gone": ["z"]}}
    assert picture._talk.told["shown"]["nodes"] == ["x", "y"], "a message that was lost is made up for by the next"
    bridge.change = {"base": 77, "number": 99, "shown": {"came": [], "gone": []}}
    assert bridge.heard == 0, "a state that is not known is asked for whole"


CHANGES = [None, 3, [], {}, {"came": [], "gone": 3}, {"came": "x", "gone": []}, {"came": [3], "gone": []}, {"came": [[]], "gone": []},
           {"came": [], "gone": [], "rest": 3}, {"came": [["a", "b"]], "gone": []}]  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_change_of_another_form_changes_nothing(picture, name, change):
    bridge = opened(picture)
    tell(bridge, **GOOD)
    if name == "notes" and change == {"came": [["a", "b"]], "gone": []}:
        return  # a note is of this form
    bridge.change = {"base": bridge.heard, "number": bridge.heard + 1, name: change}
    bridge.change = {"base": "1", "number": [], name: {"whole": 3}}
    bridge.change = "anything"
    assert picture._talk.told == GOOD


def test_two_frames_of_a_picture_tell_each_their_own(picture):
    one, two = opened(picture), opened(picture)
    tell(one, selected=GOOD["selected"])
    tell(two, selected={"nodes": [], "relations": []})
    tell(one, notes=GOOD["notes"])
    assert picture._talk.told["selected"]["nodes"] == [] and picture.notes == {"state:tha": "ask again"}


def test_ids_that_the_picture_does_not_hold_change_nothing(picture):
    bridge = opened(picture)
    tell(bridge, selected={"nodes": ["__proto__", "nobody"], "relations": ["nothing"]})
    tell(bridge, positions=[["nobody", 1, 2]])
    assert len(picture.selected.facts.nodes) == 0 and "nobody" not in picture.positions


def test_python_asks_the_open_frames_and_those_that_open_later(picture):
    first = opened(picture)
    picture.select("UNHCR")
    picture.show(since=2011, view="table")
    picture.colour("kind")
    later = opened(picture)
    assert [getattr(first, f"ask_{name}") for name in ASKED] == [getattr(later, f"ask_{name}") for name in ASKED]
    assert first.ask_select[1] == ["organisation:unhcr"]
    assert first.ask_show[1] == "view=table&years=2011-" and first.ask_colour[1] == "kind"
    number = first.ask_select[0]
    picture.select("UNHCR")
    assert first.ask_select[0] > number, "asked again, it is sent again"


def test_wrong_words_are_answered_with_what_can_be_said(picture):
    with pytest.raises(UnknownNode):
        picture.select("Nobody at all")
    with pytest.raises(OptionError, match="community|kind"):
        picture.colour("loudness")
    with pytest.raises(OptionError, match="no year"):
        picture.show(since="soon")
    with pytest.raises(OptionError, match="selected, shown"):
        picture.observe(print, "weather")


def test_observers_are_called_with_the_picture(picture):
    heard = []
    picture.observe(heard.append, "selected")
    bridge = opened(picture)
    tell(bridge, selected=GOOD["selected"])
    tell(bridge, notes=GOOD["notes"])
    assert heard == [picture]


def test_linked_pictures_follow_each_other_without_end(picture):
    other = explorer.load("example").draw(kinds="state,organisation")
    picture.link(other)
    ours, theirs = opened(picture), opened(other)
    tell(ours, selected={"nodes": ["organisation:unhcr", "meeting:ahg-som-6"], "relations": []})
    assert theirs.ask_select[1] == ["organisation:unhcr"]
    tell(theirs, selected={"nodes": ["organisation:unhcr"], "relations": []})
    assert ours.ask_select[1] == ["organisation:unhcr"]


def test_without_a_kernel_the_frame_stands(picture):
    with pytest.raises(NotImplementedError):
        picture._ipython_display_()
    assert (
        picture._repr_html_().startswith('<iframe sandbox="allow-scripts"')
        and "data-explorer-key" not in picture._repr_html_()
    )
    assert 'data-explorer-key="a&quot;b"' in picture.to_iframe(key='a"b')


def test_a_link_to_years():
    assert fragment_of(None, None, "") == "" and fragment_of("2012-06-01", 2013, "") == "years=2012-2013"
