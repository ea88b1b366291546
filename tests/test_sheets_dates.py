"""Days written in figures: which of the two is the month, at the edge of what can be one."""

import pytest

from explorer.facts.columns.dates import _point


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("12/5/2012", "month-first", "2012-12-05"),
        ("13/5/2012", "month-first", "2012-05-13"),
        ("5/12/2012", "day-first", "2012-12-05"),
        ("5/13/2012", "day-first", "2012-05-13"),
        ("5/12/2012", "", ""),
        ("5/13/2012", "", "2012-05-13"),
        ("12/12/2012", "", "2012-12-12"),
        ("5.12.2012", "", "2012-12-05"),
    ],
)
def test_a_figure_above_twelve_is_a_day_whatever_the_order(text, order, day):
    assert _point(text, order) == day
