"""Results are old or new, whole; a set of files switches as one."""

import os
import socket
import threading
import time
from pathlib import Path

import pytest

from explorer.errors import InputError, WriteError
from explorer.files import locked, read_file, read_set, update_file, write_file, write_set


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = write_file(tmp_path / "a.txt", "old")
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(WriteError, match="No space left on device; .*What stood there before is unchanged"):
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


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="folders cannot be opened here")
@pytest.mark.parametrize(
    "write", [lambda place: write_file(place / "a", "1"), lambda place: write_set(place / "s", {"a": "1"})]
)
def test_the_folder_is_forced_to_disk_after_what_was_put_into_it(tmp_path, monkeypatch, write):
    """A name that is on no disk yet is lost with the power, however well its bytes are kept."""
    forced, force = [], os.fsync

    def watched(handle):
        forced.append((os.fstat(handle).st_ino, sorted(path.name for path in tmp_path.iterdir())))
        force(handle)

    monkeypatch.setattr(os, "fsync", watched)
    made = write(tmp_path)
    inode, names = forced[-1]
    assert inode == tmp_path.stat().st_ino and made.name in names


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


def test_what_a_killed_writer_left_is_cleared_and_nothing_else(tmp_path):
    (tmp_path / ".a.12345678.partial").write_text("left by a writer of a")
    (tmp_path / ".a.b.12345678.partial").write_text("of a.b, whose writer may be alive")
    (tmp_path / ".set.12345678.partial").mkdir()
    write_file(tmp_path / "a", "x")
    write_set(tmp_path / "set", {"a": "1"})
    assert sorted(p.name for p in tmp_path.iterdir()) == [".a.b.12345678.partial", "a", "set"]


def test_locks_leave_nothing_behind(tmp_path):
    with locked(tmp_path / "a.txt"):
        assert [p.name for p in tmp_path.iterdir()] == [".a.txt.lock"]
    assert list(tmp_path.iterdir()) == []


def test_whoever_waited_for_a_removed_lock_takes_a_new_one(tmp_path):
    inside, most = [], []

    def work():
        for _ in range(20):
            with locked(tmp_path / "a"):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(most) == 80
    assert max(most) == 1


def test_a_held_lock_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("explorer.files.LOCK_SECONDS", 0.1)
    with (
        locked(tmp_path / "a"),
        pytest.raises(WriteError, match=r"Another program is writing .*a \(it holds .*\.lock\)"),
    ):
        write_file(tmp_path / "a", "x")
    assert not (tmp_path / "a").exists()


def test_a_set_begun_to_be_moved_in_is_completed(tmp_path):
    folder = write_set(tmp_path / "set", {"a": "old", "b": "old"})
    (folder / ".switch").mkdir()
    (folder / ".switch" / "b").write_text("new")  # as a writer leaves it that was killed after moving `a`
    (folder / "a").write_text("new")
    assert read_set(folder, ["a", "b"]) == {"a": b"new", "b": b"new"}
    write_set(folder, {"c": "x"})
    assert {p.name: p.read_text() for p in folder.iterdir()} == {"a": "new", "b": "new", "c": "x"}


def test_a_reader_never_sees_two_sets_mixed(tmp_path):
    folder = write_set(tmp_path / "set", {"a": "0", "b": "0", "c": "0"})
    ended = threading.Event()

    def write():
        for n in range(60):
            write_set(folder, dict.fromkeys("abc", str(n)))
        ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    while not ended.is_set():
        files = read_set(folder, "abc")
        seen.add((len(files), len(set(files.values()))))
    writer.join()
    assert seen == {(3, 1)}


def test_rights_are_kept(tmp_path):
    path = write_file(tmp_path / "a", "x")
    usual = path.stat().st_mode & 0o777
    path.chmod(0o640)
    write_file(path, "y")
    assert path.stat().st_mode & 0o777 == 0o640
    folder = write_set(tmp_path / "set", {"a": "1"})
    assert (folder / "a").stat().st_mode & 0o777 == usual
    (folder / "a").chmod(0o600)
    folder.chmod(0o750)
    write_set(folder, {"a": "2"})
    assert (folder / "a").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o750


def test_links_are_not_written_through(tmp_path):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(WriteError, match="is a link to .*target; name the file itself"):
        write_file(tmp_path / "link", "new")
    folder = write_set(tmp_path / "set", {"a": "1"})
    (folder / "a").unlink()
    (folder / "a").symlink_to(tmp_path / "target")
    write_set(folder, {"a": "2"})
    assert (tmp_path / "target").read_text() == "old"
    assert (folder / "a").read_text() == "2"


def test_a_linked_folder_is_written_where_it_lies(tmp_path):
    write_set(tmp_path / "there", {"a": "1"})
    (tmp_path / "here").symlink_to(tmp_path / "there")
    write_set(tmp_path / "here", {"a": "2"})
    assert (tmp_path / "here").is_symlink()
    assert (tmp_path / "there" / "a").read_text() == "2"


def test_the_folder_one_stands_in_is_not_taken_away(tmp_path, monkeypatch):
    folder = write_set(tmp_path / "set", {"a": "1"})
    monkeypatch.chdir(folder)
    write_set(".", {"a": "2"})
    assert Path.cwd() == folder
    assert Path("a").read_text() == "2"


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".hidden", "a\0b", "c:d"])
def test_names_in_a_set_stay_in_its_folder(tmp_path, name):
    with pytest.raises(WriteError, match="is no name for a file in"):
        write_set(tmp_path / "set", {name: "x"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda p: os.mkfifo(p), r"is no ordinary file \(a pipe\)"),
        (lambda p: p.mkdir(), r"is no ordinary file \(a folder\)"),
        (lambda p: socket.socket(socket.AF_UNIX).bind(str(p)), r"is no ordinary file \(a socket\)"),
        (lambda p: p.symlink_to("/dev/null"), r"is no ordinary file \(a device\)"),
        (lambda p: p.symlink_to(p), "Cannot read x: .*symbolic links"),
        (lambda p: os.truncate(os.open(p, os.O_RDWR | os.O_CREAT), 10**10), "is larger than 100,000,000 bytes"),
        (lambda p: None, "Cannot read x: No such file or directory; name a file that exists"),
    ],
)
def test_only_ordinary_files_within_the_limit_are_read(tmp_path, make, says):
    make(tmp_path / "x")
    with pytest.raises(InputError, match=says):
        read_file(tmp_path / "x")


def test_updates_of_many_are_all_kept(tmp_path):
    path = tmp_path / "log"
    add = lambda n: update_file(path, lambda old: (old or b"") + b"%d\n" % n)  # noqa: E731
    workers = [threading.Thread(target=add, args=(n,)) for n in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(path.read_bytes().split(), key=int) == [b"%d" % n for n in range(20)]


def test_no_other_file_takes_the_place_of_a_table(tmp_path):
    """The tables of a package fit together; another file under the name of one of them would break it."""
    facts = write_set(
        tmp_path / "facts", {"nodes.csv": "id\n", "datapackage.json": '{"resources": [{"path": "nodes.csv"}]}'}
    )
    for write in (
        lambda: write_file(facts / "nodes.csv", "x"),
        lambda: write_set(facts, {"nodes.csv": "x", "edges.csv": "y"}),
    ):
        with pytest.raises(WriteError, match=r"nodes\.csv is a table of the facts .*name another place"):
            write()
    assert (facts / "nodes.csv").read_text(encoding="utf-8") == "id\n" and not (facts / "edges.csv").exists()
    assert write_file(facts / "review.csv", "beside it").exists()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no folder here in which no file can be made")
def test_where_no_file_can_be_made_is_told_at_once(tmp_path):
    started = time.process_time()
    with pytest.raises(WriteError, match=r"Cannot write .*name a place"):
        write_file("/proc/self/fd/page.html", "x")
    with pytest.raises(WriteError, match=r"Cannot write ….{190,}: File name too long; choose a shorter name"):
        write_file(tmp_path / "/".join(["y" * 200] * 30), "x")
    assert time.process_time() - started < 5
