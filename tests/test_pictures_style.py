"""Styles: every kind and relation has one, told apart without colour, readable in both themes."""

import pytest

from explorer.ontology import vocabulary
from explorer.pictures.style import INSIDE, contrast, kind_styles, page_colour, readable, relation_styles

THEMES = ("light", "dark")
UNKNOWN = [f"kind {letter}" for letter in "abcdefghijkl"]


def test_every_kind_has_a_shape_and_a_sign_of_its_own():
    styles = kind_styles(vocabulary().kinds)
    assert [style.name for style in styles] == list(vocabulary().kinds)
    assert len({style.shape for style in styles}) == len({style.sign for style in styles}) == len(styles)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", kind_styles([*vocabulary().kinds, *UNKNOWN]), ids=lambda style: style.name)
def test_kinds_are_seen_and_their_labels_read(style, theme):
    page, colours = page_colour(theme), getattr(style, theme)
    assert contrast(colours.text, page) >= 4.5
    assert max(contrast(colours.fill, page), contrast(colours.line, page)) >= 3
    if style.shape in INSIDE:
        assert contrast(colours.text, colours.fill) >= 4.5
    else:
        assert contrast(colours.fill, page) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", relation_styles([*vocabulary().relations, *UNKNOWN]), ids=lambda s: s.name)
def test_lines_are_seen(style, theme):
    assert contrast(getattr(style, theme), page_colour(theme)) >= 3


def test_every_relation_has_a_style_of_its_own_and_its_readings():
    from explorer.ontology.datafile import shipped

    assert set(shipped("style.yaml", "explorer.pictures")["relations"]) == set(vocabulary().relations)
    for style in relation_styles(vocabulary().relations):
        known = vocabulary().relations[style.name]
        assert (style.label, style.reverse) == (known.label, known.reverse)


def test_unknown_kinds_get_shapes_that_known_ones_left():
    styles = kind_styles(["state", "meeting", "river", "lake"])
    assert [style.name for style in styles] == ["state", "meeting", "lake", "river"]
    assert len({style.shape for style in styles}) == 4


def test_styles_do_not_depend_on_the_order_of_kinds():
    assert kind_styles(["b", "a", "state"]) == kind_styles(["state", "a", "b", "a"])


def test_relations_without_direction_read_the_same_both_ways():
    style = relation_styles(["near_to"], undirected=["near_to"])[0]
    assert not style.directed
    assert style.label == style.reverse == "near to"


@pytest.mark.parametrize("name", ["", "   ", "_", "\x00", "<b>"])
def test_any_name_reads_as_something(name):
    assert readable(name)
