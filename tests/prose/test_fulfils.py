"""Which event answers which promise: what was promised again in the same words shares the answer."""

import pytest

from explorer.facts.prose.record.fulfils import SAME_WORDS, Promise, answers
from explorer.facts.statements import Identity

HELD = "Workshop on Forged Visas"


def event(day="2013-05-06", name=HELD, key="workshop:visas"):
    return Identity(key, "workshop", "", 0, day, day, "", "", False, (name,), "held")


def promise(key, wording, made, hosts=()):
    return Promise(key, wording, "agreed", made, frozenset(hosts), "")


ONE = promise("commitment:a/1", "Officials agreed to hold a workshop on seals of customs", "2012-06-01")


def rules(*again, day="2013-05-06", said=(("workshop:visas", "commitment:a/1"),)):
    found = answers([ONE, *again], [event(day)], {}, {}, said)
    return {(one.promise, one.event): one.rule for one in found}


def test_what_is_promised_again_in_the_same_words_is_answered_by_the_same_event():
    again = promise("commitment:b/1", "Members agreed to host the workshop on customs seals", "2012-11-01")
    assert rules(again) == {("commitment:b/1", "workshop:visas"): SAME_WORDS}
    assert rules(again, said=()) == {}


@pytest.mark.parametrize(
    ("wording", "made", "hosts"),
    [
        ("Members agreed not to hold a workshop on seals of customs", "2012-11-01", ()),
        ("Members agreed to hold a second workshop on seals of customs", "2012-11-01", ()),
        ("Members agreed to hold a workshop on seals of customs in 2015", "2012-11-01", ()),
        ("Members agreed to hold a workshop on seals of ports", "2012-11-01", ()),
        ("Members agreed to hold an exercise on seals of customs", "2012-11-01", ()),
        ("Members agreed to hold a workshop on seals of customs", "2014-11-01", ()),
        ("Members agreed to hold a workshop on seals of customs", "2012-11-01", ("state:fji",)),
        ("Members agreed to hold a workshop", "2012-11-01", ()),
    ],
)
def test_another_promise_is_not_answered_with_it(wording, made, hosts):
    assert rules(promise("commitment:b/1", wording, made, hosts)) == {}
