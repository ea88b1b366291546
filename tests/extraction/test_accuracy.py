"""Hold the reading against pages whose truth is known, and against sentences in other words.

The floors are what was reached, a little lower: a change of rules may move single items, but not lose a class of them.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from documentmaker import printed
from paraphrase_score import FOLDER, judge

from explorer.facts.package import write_facts
from explorer.facts.reading import read

TESTS = Path(__file__).parents[1]
SCORER = TESTS.parents[1] / "shared" / "score"
FLOORS = {
    ("acts", "develop"): 0.90,
    ("acts", "check"): 0.55,
    ("attendance", "develop"): 0.88,
    ("attendance", "check"): 0.50,
    ("events", "develop"): 0.74,
    ("events", "check"): 0.62,
}


@pytest.mark.parametrize(("kind", "half"), FLOORS)
def test_sentences_in_other_words(kind, half):
    items = [i for i in yaml.safe_load((FOLDER / f"{kind}.yaml").read_text(encoding="utf-8")) if i["set"] == half]
    right = [item["id"] for item in items if not judge(kind, item)]
    assert len(right) / len(items) >= FLOORS[kind, half], f"{len(right)} of {len(items)}: {right}"


def scores(gold_folder, pages, tmp_path):
    """Read every page of a gold folder into facts of its own and return the scorer's report of each."""
    if not SCORER.is_dir():
        pytest.skip("the scorer in ../shared/score is not here")
    golds = sorted(gold_folder.glob("*.json"))
    for gold in golds:
        about = json.loads(gold.read_text(encoding="utf-8"))
        page = next(p for p in (gold_folder / about["page"], pages / Path(about["page"]).name) if p.is_file())
        if form := about.get("made_into"):
            made = tmp_path / f"{page.stem}.{form}"
            made.write_bytes(printed(page.read_text(encoding="utf-8"), form))
            page = made
        write_facts(read([page]).facts, tmp_path / gold.stem)
    done = subprocess.run(
        [sys.executable, str(SCORER / "score.py"), str(gold_folder), str(tmp_path), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("gold", "pages", "mean_nodes", "mean_relations", "worst_nodes", "worst_relations", "forbidden"),
    [
        pytest.param(SCORER / "gold", SCORER / "pages", 0.97, 0.96, 0.94, 0.91, 0, id="developer pages"),
        pytest.param(
            TESTS / "gold" / "develop",
            TESTS / "pages" / "develop",
            0.90,
            0.76,
            0.44,
            0.11,
            11,
            id="pages to learn from",
        ),
        pytest.param(
            TESTS / "gold" / "apart", TESTS / "pages" / "apart", 0.95, 0.87, 0.86, 0.60, 0, id="pages kept apart"
        ),
    ],
)
def test_pages_of_known_truth(
    gold, pages, mean_nodes, mean_relations, worst_nodes, worst_relations, forbidden, tmp_path
):
    reports = scores(gold, pages, tmp_path)
    nodes = {r["gold"]: r["totals"]["nodes"]["f1"] for r in reports}
    relations = {r["gold"]: r["totals"]["relations"]["f1"] for r in reports}
    errors = [item for r in reports for item in r["forbidden"]]
    assert len(errors) <= forbidden, errors
    assert all(r["provenance"]["quotations_exact"] in (None, 1) for r in reports)
    assert all(r["provenance"]["relations_cited"] in (None, 1) for r in reports)
    assert sum(nodes.values()) / len(nodes) >= mean_nodes, nodes
    assert sum(relations.values()) / len(relations) >= mean_relations, relations
    assert min(nodes.values()) >= worst_nodes, nodes
    assert min(relations.values()) >= worst_relations, relations
