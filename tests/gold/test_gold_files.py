"""The gold of the invented pages, of both halves, keeps to the contract and to its pages."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent / "pages"
YARDSTICK = HERE.parents[2] / "shared" / "score"
GOLD = sorted(HERE.glob("*/*.json"))


@pytest.fixture(scope="module")
def checker():
    if not (YARDSTICK / "check_gold.py").is_file():
        pytest.skip("the yardstick is not at hand")
    sys.path.insert(0, str(YARDSTICK))
    try:
        import check_gold  # the yardstick's own check, not part of this package
    finally:
        sys.path.remove(str(YARDSTICK))
    return check_gold


def test_every_page_has_its_gold():
    pages = {(p.parent.name, p.stem) for p in PAGES.glob("*/*") if p.suffix in {".txt", ".md", ".html"}}
    assert pages == {(path.parent.name, path.stem) for path in GOLD}


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_is_sound(path, checker):
    gold = json.loads(path.read_text(encoding="utf-8"))
    contract = checker.read_contract(checker.VOCABULARY)
    wrong = checker.check_shape(gold, contract) + checker.check_score(gold)
    wrong += checker.check_page(gold, path.parent / gold["page"], strict=True)
    assert gold["id"] == path.stem
    assert wrong == []


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_nothing_required_is_forbidden_as_well(path):
    """What the gold asks for, or lets pass, it must not count as an error."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    banned = {
        (r["source"], r["relation"], r["target"])
        for r in gold["forbidden"]["relations"]
        if isinstance(r.get("source"), str) and isinstance(r.get("target"), str) and not r.get("role")
    }
    wanted = {(r["source"], str(r["relation"]), r["target"]) for r in gold["relations"]}
    assert not banned & wanted
