"""Two people's decisions held against each other, and the reading against what they decided."""

import json
import math
import random

import pytest
from click.testing import CliRunner
from smallworld import small_world

from explorer.cli import cli
from explorer.explorer import load, read
from explorer.facts.agreement import accuracy, agreement, disagreements, judged, kappa, wilson
from explorer.facts.anchors import Anchors
from explorer.facts.decisions import Decision, decisions_csv
from explorer.facts.tables import rows

WORLD = small_world()
ANCHORS = Anchors(*(rows(table) for table in (WORLD.nodes, WORLD.relations, WORLD.citations, WORLD.passages)))


def decided(verdict, statement, column="", value="", who="A. Reader"):
    return ANCHORS.anchored(Decision(verdict, statement, column, value, who, "", "so it is"))


@pytest.mark.parametrize("seed", range(20))
def test_kappa_is_one_for_twins_and_about_nought_for_dice(seed):
    dice = random.Random(seed)
    one = [dice.choice("arc") for _ in range(3000)]
    assert kappa(list(zip(one, one, strict=True))) == pytest.approx(1)
    assert abs(kappa([(a, dice.choice("arc")) for a in one])) < 0.06
    assert math.isnan(kappa([("a", "a")] * 3)) and math.isnan(kappa([]))


@pytest.mark.parametrize("judged", [1, 2, 7, 40, 1000])
def test_wilson_holds_the_share_and_closes_in(judged):
    for right in range(0, judged + 1, max(1, judged // 7)):
        low, high = wilson(right, judged)
        assert 0 <= low <= right / judged <= high <= 1
        wider = wilson(right * 4, judged * 4)
        assert wider[1] - wider[0] < high - low
    assert wilson(0, 0) == (0.0, 1.0)


def test_agreement_is_told_by_kind_with_what_differs():
    one = [decided("accept", "rel:01"), decided("reject", "rel:04"), decided("accept", "state:lka")]
    other = [
        decided("accept", "rel:01"),
        decided("accept", "rel:04"),
        decided("correct", "state:lka", "name", "Ceylon"),
    ]
    table = agreement(one, [*other, decided("accept", "rel:02")]).set_index("kind")
    assert table.loc["participated_in", ["both", "agree"]].tolist() == [2, 1]
    assert table.loc["all", ["both", "agree"]].tolist() == [3, 1]
    apart = disagreements(one, other).set_index("statement")
    assert apart.loc["rel:04", ["one", "other"]].tolist() == ["rejected", "accepted"]
    assert apart.loc["state:lka", "other"] == "corrected: name Ceylon"
    assert len(disagreements(one, one)) == 0 and len(agreement([], other)) == 0


def test_accuracy_counts_what_was_accepted_by_kind_and_rule():
    made = [decided("reject", "rel:17"), decided("accept", "rel:01"), decided("reject", "rel:04"),
            decided("accept", "rel:04"), decided("correct", "rel:05", "role", "guest")]  # fmt: skip
    table = accuracy(WORLD, made).set_index(["kind", "rule"])
    assert table.loc[("fulfils", "same topic and host, next date"), ["judged", "right"]].tolist() == [1, 0]
    assert table.loc[("participated_in", "(no rule named)"), ["judged", "right"]].tolist() == [3, 2], "the last counts"
    assert table.loc[("all", "all rules"), ["judged", "right", "precision"]].tolist() == [4, 2, 0.5]


def test_the_shell_holds_files_against_the_facts_and_each_other(tmp_path):
    made = decisions_csv([Decision("accept", "r34", who="A", why="so"), Decision("reject", "r01", who="A", why="so")])
    paths = [tmp_path / name for name in ("a.csv", "b.csv")]
    for path in paths:
        path.write_text(made, encoding="utf-8")
    words = ["review", "--facts", "example", "--decided", str(paths[0])]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0 and "precision" in done.stdout and "all rules" in done.stdout
    done = CliRunner().invoke(cli, [*words, "--decided", str(paths[1])])
    assert done.exit_code == 0 and "Both decided on 2 statements and differ on 0." in done.stderr


@pytest.mark.parametrize(("verdict", "told"), [("accept", True), ("reject", False)])
def test_the_package_tells_its_accuracy_where_statements_were_accepted(tmp_path, verdict, told):
    (tmp_path / "page.txt").write_text("Fifth Meeting of the Lake Group\n\nThe Fifth Meeting of the Lake Group was held in "
                                       "Kigali, Rwanda, on 4 May 2014.\n", encoding="utf-8")  # fmt: skip
    path = tmp_path / "review.csv"
    path.write_text(decisions_csv([Decision(verdict, "state:rwa", who="A", why="so")]), encoding="utf-8")
    read([tmp_path / "page.txt"], review=path, to=tmp_path / "facts")
    about = json.loads((tmp_path / "facts" / "datapackage.json").read_text(encoding="utf-8"))
    assert ("accuracy" in about) == told
    if told:
        assert about["accuracy"][-1] | {"low": 0, "high": 0} == {
            "kind": "all", "rule": "all rules", "judged": 1, "right": 1, "precision": 1.0, "low": 0, "high": 0
        }  # fmt: skip
    load(tmp_path / "facts")


def test_a_document_that_was_wholly_read_gives_recall():
    said = [decided("reject", "rel:04")]
    document = WORLD.documents["id"].iloc[0]
    passage = WORLD.passages["id"].iloc[0]
    whole = Decision("whole", document, "", judged(WORLD, document, said), "A", "", "read")
    missing = Decision("add", "state:tha", "participated_in guest", "meeting:som-6", "A", "", f"so it says ({passage})")
    elsewhere = Decision("add", "state:tha", "hosted", "meeting:som-6", "A", "", "known otherwise")
    table = accuracy(WORLD, [*said, whole, missing, elsewhere]).set_index("kind")
    there = table.loc["participated_in"]
    there = there if there.ndim == 1 else there[there["rule"] == "all rules"].iloc[0]
    assert there["right"] == there["judged"] - 1 and there["missed"] == 1
    assert there["recall"] == pytest.approx(there["right"] / (there["right"] + 1), abs=0.001)
    assert table.loc["all", "missed"] == 1


def test_what_other_rules_draw_later_is_not_taken_as_judged_and_what_they_lose_is_missed():
    document = WORLD.documents["id"].iloc[0]
    less = WORLD.relations[WORLD.relations["id"] != "rel:01"]
    before = type(WORLD)(**{**WORLD.tables(), "relations": less})
    whole = Decision("whole", document, "", judged(before, document), "A", "", "read")
    then, now = (accuracy(facts, [whole]).set_index("kind").loc["all"] for facts in (before, WORLD))
    assert then["judged"] == now["judged"] and now["missed"] == 0
    whole = Decision("whole", document, "", judged(WORLD, document), "A", "", "read")
    assert accuracy(before, [whole]).set_index("kind").loc["all", "missed"] == 1


def test_what_hangs_on_a_rejected_node_is_wrong_with_it():
    table = accuracy(WORLD, [decided("reject", "meeting:som-5")]).set_index("kind")
    touching = WORLD.relations[(WORLD.relations[["source", "target"]] == "meeting:som-5").any(axis=1)]
    assert table.loc["all", "judged"] == 1 + len(touching) and table.loc["all", "right"] == 0
