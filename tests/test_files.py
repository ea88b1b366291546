"""Results are old or new, whole; a set of files switches as one."""

import os
import threading

import pytest

from explorer.errors import WriteError
from explorer.files import write_file, write_set


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = write_file(tmp_path / "a.txt", "old")
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(WriteError, match="No space left on device. What stood there before is unchanged"):
        write_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".partial")] == []


def test_a_failed_set_leaves_the_old_set(tmp_path, monkeypatch):
    folder = write_set(tmp_path / "set", {"a": "1", "b": "1"})
    calls = []

    def fail_second(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail_second)
    with pytest.raises(WriteError):
        write_set(folder, {"a": "2", "b": "2"})
    assert {p.name: p.read_text() for p in folder.iterdir()} == {"a": "1", "b": "1"}
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".partial")] == []


def test_a_set_keeps_files_of_other_names(tmp_path):
    folder = write_set(tmp_path / "set", {"a": "1"})
    (folder / "mine.txt").write_text("mine")
    (folder / "sub").mkdir()
    (folder / "sub" / "deep.txt").write_text("deep")
    write_set(folder, {"a": "2"})
    assert (folder / "mine.txt").read_text() == "mine"
    assert (folder / "sub" / "deep.txt").read_text() == "deep"
    assert (folder / "a").read_text() == "2"


def test_a_folder_where_a_file_should_be_is_refused(tmp_path):
    with pytest.raises(WriteError, match="is a folder"):
        write_file(tmp_path, "x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="is a file; name a folder"):
        write_set(tmp_path / "file", {"a": "1"})


def test_two_writers_of_a_set_never_mix(tmp_path):
    folder = tmp_path / "set"
    names = [f"t{n}" for n in range(5)]
    writers = [threading.Thread(target=write_set, args=(folder, dict.fromkeys(names, str(n)))) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len({(folder / name).read_text() for name in names}) == 1
