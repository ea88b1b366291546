"""Progress is shown where somebody looks on, and leaves no trace."""

import sys

import pytest

from explorer import progress
from explorer.facts.reading import FEW
from explorer.facts.reading import read as read_documents

display = pytest.importorskip("IPython.display", reason="IPython is not installed (extra: notebook)")


class Handle:
    """What a notebook shows, update by update."""

    def __init__(self):
        self.seen = []

    def update(self, shown, *, raw):
        assert raw
        self.seen.append(shown)


@pytest.fixture
def notebook(monkeypatch):
    """Pretend that a notebook's kernel runs; return what it was given to show."""
    handle = Handle()
    monkeypatch.delenv("EXPLORER_LIVE", raising=False)
    monkeypatch.setattr(progress, "in_kernel", lambda: True)
    monkeypatch.setattr(display, "display", lambda shown, **_: handle.update(shown, raw=True) or handle)
    return handle.seen


def pages(folder, number):
    for n in range(number):
        (folder / f"{n:03}.txt").write_text(f"Meeting {n}\n\nNothing else.\n", encoding="utf-8")
    return folder


def test_reading_many_files_shows_its_progress_in_a_notebook(notebook, tmp_path):
    read_documents(pages(tmp_path, FEW), remember=False, processes=1)
    assert [one["text/plain"] for one in notebook] == [f"Reading: {n} of {FEW}" for n in range(FEW + 1)] + [""]
    assert f'value="{FEW}" max="{FEW}"' in notebook[-2]["text/html"] and notebook[-1]["text/html"] == ""


def test_a_few_files_are_read_without_it(notebook, tmp_path):
    read_documents(pages(tmp_path, FEW - 1), remember=False, processes=1)
    assert notebook == []


def test_it_is_gone_also_after_a_fault(notebook):
    with pytest.raises(ValueError, match="odd"), progress.bar("Drawing <b>", 0, terminal=False):
        raise ValueError("odd")
    assert [one["text/plain"] for one in notebook] == ["Drawing <b> …", ""]
    assert notebook[0]["text/html"] == "<label>Drawing &lt;b&gt; … <progress ></progress></label>"


def test_outputs_that_are_to_stay_the_same_have_none(notebook, monkeypatch):
    monkeypatch.setenv("EXPLORER_LIVE", "off")
    with progress.bar("Reading", 3, terminal=True) as advance:
        advance()
    assert notebook == []


def test_a_terminal_shows_it_only_when_asked(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    for asked in (True, False):
        with progress.bar("Reading", 2, terminal=asked) as advance:
            advance()
        assert ("Reading" in capsys.readouterr().err) == asked
