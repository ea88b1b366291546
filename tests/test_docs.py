"""The documentation: it builds without a warning, and what its pages tell a newcomer to type runs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from smallworld import small_world

from explorer.facts.package import write_facts

DOCS = Path(__file__).parent.parent / "docs"


def test_the_site_builds_and_every_link_leads_somewhere(tmp_path):
    pytest.importorskip("sphinx", reason="Sphinx is not installed (extra: docs)")
    pytest.importorskip("myst_parser", reason="MyST is not installed (extra: docs)")
    copied = tmp_path / "repository"
    shutil.copytree(DOCS, copied / "docs", ignore=shutil.ignore_patterns("pictures", "site"))
    (copied / "docs" / "pictures").mkdir()
    for name in ("SECURITY.md", "CHANGELOG.md"):
        shutil.copy(DOCS.parent / name, copied)
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", "out"]
    done = subprocess.run(command, cwd=copied, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (copied / "out" / "bali-process.html").stat().st_size > 100_000


@pytest.mark.parametrize("page", sorted(DOCS.glob("start-*.md")) + sorted(DOCS.glob("how-*.md")), ids=lambda p: p.stem)
def test_the_python_of_a_page_for_newcomers_runs(page, tmp_path, monkeypatch):
    write_facts(small_world(), tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    for code in re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        exec(compile(code, str(page), "exec"), {})


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.stem)
def test_every_command_that_a_page_names_exists(page):
    from explorer.cli import cli

    named = re.findall(r"^explorer ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert not set(named) - set(cli.list_commands(None)), page
