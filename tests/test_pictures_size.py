"""Large pages stay light: bytes beside pyvis' page of the same graph, by the benchmark's own makers."""

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.slow
@pytest.mark.parametrize(("size", "most"), [(1_000, 0.4), (5_000, 0.25)])
def test_pages_weigh_a_part_of_pyvis(tmp_path, monkeypatch, size, most):
    if not BENCHMARKS.is_dir():
        pytest.skip("the benchmarks are not beside the tests")
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.delitem(sys.modules, "page", raising=False)
    import page
    from invented import world

    facts = world(size)
    weights = {}
    for name in ("ours", "pyvis"):
        out = tmp_path / f"{name}.html"
        page.MAKERS[name](facts, out)()
        weights[name] = out.stat().st_size
    assert weights["ours"] <= most * weights["pyvis"]
