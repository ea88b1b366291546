"""Compliance as coders score it: the file, the agreement, and that it is never mixed with what the record answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.answers.compliance import alpha, percent
from explorer.errors import InputError, UnknownNode
from explorer.explorer import load

# The worked example of Krippendorff (2011): four observers, twelve units, some values missing.
WORKED = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
    [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip


@pytest.mark.parametrize(("level", "known"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_that_of_the_worked_example(level, known):
    assert alpha(WORKED, level) == pytest.approx(known, abs=5e-4)


@given(st.lists(st.lists(st.sampled_from([-1, 0, 1]), min_size=2, max_size=4), min_size=1, max_size=8))
def test_alpha_is_one_only_where_all_agree_and_takes_no_order(units):
    found = alpha(units)
    assert found is None or found <= 1
    assert (found == 1) == (percent(units) == 1 and len({v for unit in units for v in unit}) > 1)
    assert found == pytest.approx(alpha([unit[::-1] for unit in units[::-1]]))


def scores(tmp_path, *lines, head="commitment,member,score,coder,evidence"):
    path = tmp_path / "scores.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return str(path)


def test_scores_stand_beside_the_record_and_change_nothing_of_it(tmp_path):
    bali = load("example")
    before = bali.commitments()
    path = scores(tmp_path, "commitment:ahg-som-6/1,Thailand,-1,a,none seen", "commitment:ahg-som-6/1,Thailand,1,b,",
                  "commitment:ahg-som-5/2,UNHCR,+1,a,")  # fmt: skip
    table = bali.compliance(path).set_index("id")
    row = table.loc["commitment:ahg-som-6/1"]
    assert (row.score, row.coders, row.agreement, row.status) == (0.0, 2, 0.0, "answered")
    assert row.scores == "a: -1|b: +1" and row.evidence == "none seen"
    assert table.loc["commitment:ahg-som-5/2", ["score", "status"]].tolist() == [1.0, "open"]
    assert bali.commitments().equals(before)
    by = bali.compliance(path, by="member").set_index("id")
    assert by.loc["organisation:unhcr", ["score", "done"]].tolist() == [1.0, 1] and by.loc["state:tha", "partly"] == 1


def test_what_is_said_of_agreement_follows_the_scores(tmp_path):
    bali = load("example")
    one, other = "commitment:ahg-som-6/1,Thailand", "commitment:ahg-som-5/2,UNHCR"
    lines = [f"{one},1,a,", f"{one},1,b,", f"{other},-1,a,", f"{other},-1,b,"]
    assert (
        "agree on 100%, Krippendorff's alpha (ordinal) 1.000."
        in bali.compliance(scores(tmp_path, *lines)).attrs["notes"][0]
    )
    lines[3] = f"{other},1,b,"
    told = bali.compliance(scores(tmp_path, *lines)).attrs["notes"][0]
    assert "agree on 50%" in told and "Below 0.667" in told
    alone = bali.compliance(scores(tmp_path, *lines[::2])).attrs["notes"][0]
    assert "No pair of coders" in alone
    left = bali.compliance(scores(tmp_path, *lines), since=2012).attrs["notes"]
    assert left[-1] == "2 scores are of commitments that this selection leaves out."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("commitment:ahg-som-6/1,Thailand,2,a,", "line 2: score '2' is none. Expected -1, 0 or 1"),
        ("commitment:ahg-som-6/1,Thailand,1,a,\ncommitment:ahg-som-6/1,tha,0,a,", "line 3: 'a' scores state:tha on"),
    ],
)
def test_faults_of_the_file_are_told_with_their_line(tmp_path, line, message):
    with pytest.raises(InputError, match=message):
        load("example").compliance(scores(tmp_path, line))


def test_a_file_that_is_none_is_told(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        load("example").compliance(str(tmp_path / "none.csv"))
    with pytest.raises(InputError, match="column coder is missing"):
        load("example").compliance(scores(tmp_path, head="commitment,member,score,evidence"))
    with pytest.raises(UnknownNode):
        load("example").compliance(scores(tmp_path, "commitment:none/1,Thailand,1,a,"))
