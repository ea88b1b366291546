"""What a spreadsheet takes for a formula: one list for whatever writes CSV for people, and for whatever reads it back."""

import ast
import json
import re
from pathlib import Path

import pytest

import explorer
from explorer.facts.decisions import Decision, add_decision, read_decisions
from explorer.formulas import STARTS, kept_apart, laid_bare

PACKAGE = Path(explorer.__file__).parent
TEXTS = (*(f"{start}1" for start in STARTS), *STARTS, "", "'", "''", "'=1", "''=1", "two", "a=b", "1")


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_kept_apart_starts_a_formula_and_every_text_comes_back(text):
    assert not kept_apart(text).startswith(STARTS)
    assert laid_bare(kept_apart(text, exact=True), exact=True) == text
    if not text.startswith("'"):
        assert laid_bare(kept_apart(text)) == text


@pytest.mark.parametrize("text", [text for text in TEXTS if text.strip()])
def test_a_decision_starts_no_formula_and_is_read_back(text, tmp_path):
    text = text.replace("\r", "\n")  # ends of lines are one
    decision = Decision("correct", "place:x", "wording", text, "A. Reader", "", text)
    path = add_decision(tmp_path / "review.csv", decision)
    cells = re.findall(r'(?:^|,)"?([^",]*)', path.read_text(encoding="utf-8").split("\n", 1)[1])
    assert not any(cell.startswith(STARTS) for cell in cells if cell)
    assert [(one.value, one.why) for one in read_decisions(path)] == [(text, text)]


def test_the_pages_have_the_same_list():
    script = (PACKAGE / "pictures" / "assets" / "formulas.js").read_text(encoding="utf-8")
    (listed,) = re.findall(r"FORMULA = /\^\[(.+)\]/", script)
    assert set(json.loads(f'"{listed}"'.replace(r"\-", "-"))) == set(STARTS)


def test_there_is_no_other_list():
    """Whoever names the four commonest of them side by side has a list of its own."""
    own = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                parts = {part.value for part in node.elts if isinstance(part, ast.Constant)}
                own += [path.name] if {"=", "+", "-", "@"} <= parts else []
    for path in sorted((PACKAGE / "pictures" / "assets").glob("*.js")):
        own += [path.name] if re.search(r"\[=\+|\[\+=|=\+\\-@", path.read_text(encoding="utf-8")) else []
    assert own == ["formulas.py", "formulas.js"]
