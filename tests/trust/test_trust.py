"""A share of every trial in every run of the suite; `make trust` tries all of them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .__main__ import parts
from .figure import table
from .malformed import all_cases, count

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    *("malformed", "commands", "mutations", "recombined", "metamorphic", "doubling", "runs"),
    *("kills", "faults", "races", "surroundings", "interrupts"),
)


@pytest.mark.skipif(sys.platform == "win32", reason="the trials fork, which this system cannot")
@pytest.mark.parametrize("name", NAMES)
def test_a_share_of_every_trial(name):
    """Each part is tried by itself, so that the parts run side by side."""
    figures = parts(short=True)[name]()
    assert all(figure.tried for figure in figures)
    assert sum(figure.wrong for figure in figures) == 0, table(figures)


def test_there_are_enough_malformed_files_of_every_sort():
    cases = all_cases()
    assert len(cases) >= 300
    assert min(number for _, number in count(cases)) >= 30
    assert len({case.sort for case in cases}) == 10


def test_parts_are_all_tried():
    assert tuple(parts(short=True)) == NAMES


def test_every_promise_names_a_test_that_is_there():
    """The table of SECURITY.md leads from each promise to tests; a name that is gone breaks it."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (R\d+|W\d|C) \|.*\| ([^|]+) \|$", text, re.MULTILINE))
    assert set(rows) == {*(f"R{n}" for n in range(1, 11)), *(f"W{n}" for n in range(1, 7)), "C"}
    for promise, named in rows.items():
        tests = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", named)
        assert tests, promise
        for file, name in tests:
            source = (ROOT / file).read_text(encoding="utf-8")
            assert not name or f"def {name}(" in source, f"{promise}: {file}::{name}"


def test_every_package_of_the_lock_has_its_hashes():
    lock = "".join((ROOT / f"requirements{name}.lock").read_text(encoding="utf-8") for name in ("", "-spark"))
    packages = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    assert len(packages) > 50
    for package in packages:
        assert re.match(r"[\w.-]+==\S+", package) and "--hash=sha256:" in package, package.split("\n")[0]


def test_the_table_of_figures_names_what_is_wrong(tmp_path):
    from .figure import Figure

    figure = Figure("R1", "things")
    figure.count()
    figure.count("thing 2: torn")
    assert "things: \n" not in table([figure]) and "  thing 2: torn" in table([figure])
    assert json.loads(json.dumps(vars(figure)))["wrong"] == 1
    figure.group, figure.seconds = "races", 2.4
    more = Figure("R1", "others", group="races")
    assert [line.split()[:2] for line in table([figure, more]).splitlines()[2:4]] == [["races", "2"], ["R1", "others"]]


def test_the_command_says_what_it_can_do():
    done = subprocess.run(
        [sys.executable, "-m", "trust", "--help"], capture_output=True, text=True, cwd=ROOT / "tests", timeout=60
    )
    assert done.returncode == 0 and "--short" in done.stdout
