"""Known misses of the reading are run and shown as such: `pytest -rxX tests/extraction` lists them, and those now mended."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
KNOWN = frozenset(
    line for line in (HERE / "known_misses.txt").read_text(encoding="utf-8").split("\n") if line and line[0] != "#"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every known miss as one."""
    for item in items:
        if item.nodeid.rpartition("extraction/")[2] in KNOWN:
            item.add_marker(pytest.mark.xfail(reason="known miss", strict=False))
