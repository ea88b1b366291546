"""Many files to facts: the same outcome by every way, one bad file never costs the others, and a report that tells."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from explorer.errors import ExplorerError, InputError, OptionError
from explorer.facts import reading, remembered, workers
from explorer.facts.check import check
from explorer.facts.explanation import explain
from explorer.facts.package import package_files
from explorer.facts.reading import Reading, read
from explorer.facts.results import from_json, to_json

LAKE = Path(__file__).parent / "worlds" / "lake"
FRENCH = """Cinquième réunion du Groupe de travail

La cinquième réunion du Groupe de travail sur la pêche s'est tenue à Bujumbura le 12 mars 2014. Les participants
ont approuvé le plan de travail pour les deux années à venir et ont remercié le Burundi de son accueil.
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("EXPLORER_CACHE", str(folder))
    return folder


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    shutil.copytree(LAKE, tmp_path / "lake")
    return tmp_path / "lake"


def whole(done: Reading) -> tuple[dict[str, bytes], str]:
    return package_files(done.facts), done.report.to_json()


def test_a_folder_of_several_formats_becomes_sound_facts(lake: Path) -> None:
    done = read(lake)
    assert [fault for fault in check(done.facts) if fault.level == "fault"] == []
    assert done.facts.documents.path.tolist() == ["first.txt", "second.md", "third.html"]
    assert done.facts.documents.url.tolist()[1] == "https://example.org/lake/second"
    meetings = done.facts.nodes[done.facts.nodes.kind == "meeting"].start.tolist()
    assert {"2014-03-12", "2015-06-03", "2016-05-09"} <= set(meetings)
    follows = done.facts.relations[done.facts.relations.relation == "follows"]
    assert len(follows) == 2


def test_every_quotation_is_its_span(lake: Path) -> None:
    facts = read(lake).facts
    texts = dict(zip(facts.passages.id, facts.passages.text, strict=True))
    assert len(facts.citations) > 30
    for row in facts.citations.itertuples():
        assert texts[row.passage][int(row.char_start) : int(row.char_end)] == row.quotation


def test_order_processes_and_cache_do_not_change_a_byte(lake: Path) -> None:
    plain = whole(read(lake, processes=1, remember=False))
    assert whole(read(lake, processes=2, remember=False)) == plain
    assert whole(read(sorted(lake.iterdir(), reverse=True), remember=False)) == plain
    assert whole(read(lake)) == plain
    assert whole(read(lake)) == plain


def test_only_changed_files_are_read_again(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    original = reading.read_one

    def counted(source, names, **options):  # type: ignore[no-untyped-def]
        looked.append(source.name)
        return original(source, names, **options)

    monkeypatch.setattr(reading, "read_one", counted)
    read(lake)
    assert looked == ["first.txt", "second.md", "third.html"]
    read(lake)
    assert len(looked) == 3
    with (lake / "second.md").open("a", encoding="utf-8") as page:
        page.write("\nMembers thanked Rwanda.\n")
    changed = read(lake)
    assert looked[3:] == ["second.md"]
    assert whole(changed) == whole(read(lake, remember=False))
    looked.clear()
    read(lake, encoding="utf-8")
    words = lake.parent / "words.yaml"
    words.write_text("organisations:\n  - {name: Boat Office}\n", encoding="utf-8")
    read(lake, words=words)
    assert len(looked) == 6  # other options, other results


def test_a_damaged_or_unusable_cache_only_costs_time(
    lake: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = whole(read(lake, remember=False))
    (own_cache / "reading.sqlite3").write_bytes(b"this is no database " * 500)
    assert whole(read(lake)) == plain
    store = remembered.sqlite3.connect(own_cache / "reading.sqlite3")
    store.execute("update results set result = x'00'")
    store.commit()
    store.close()
    assert whole(read(lake)) == plain
    (own_cache / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("EXPLORER_CACHE", str(own_cache / "file"))
    assert whole(read(lake)) == plain
    monkeypatch.setenv("EXPLORER_CACHE", "off")
    assert whole(read(lake)) == plain and remembered.cache_folder() is None
    monkeypatch.delenv("EXPLORER_CACHE")
    usual = remembered.cache_folder()
    monkeypatch.setenv("EXPLORER_CACHE", "on")
    assert remembered.cache_folder() == usual  # and no folder called "on" beside the pages


def test_one_bad_file_never_stops_the_rest(lake: Path) -> None:
    plain = read(lake)
    (lake / "bad.txt").write_bytes(b"caf\xe9 and more")
    (lake / "empty.md").write_bytes(b"")
    (lake / "fake.pdf").write_bytes(b"hello")
    (lake / "french.txt").write_text(FRENCH, encoding="utf-8")
    (lake / "recipe.txt").write_text(
        "Pancakes\n\nMix eggs, milk and flour. Fry in butter and serve hot.\n", encoding="utf-8"
    )
    os.mkfifo(lake / "pipe.txt")
    for processes in (1, 2):
        done = read(lake, processes=processes)
        refused = {row.path: row.refused for row in done.report.documents if row.refused}
        assert sorted(refused) == ["bad.txt", "empty.md", "fake.pdf", "french.txt", "pipe.txt", "recipe.txt"]
        assert "--encoding" in refused["bad.txt"] and "empty" in refused["empty.md"] and "pipe" in refused["pipe.txt"]
        assert all("\n" not in why for why in refused.values())
        assert package_files(done.facts) == package_files(plain.facts)


def test_a_fault_of_the_program_costs_one_file_only(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from explorer.facts import results

    original = results.extract

    def faulty(document, names):  # type: ignore[no-untyped-def]
        if document.path == "first.txt":
            raise ZeroDivisionError("oh\nno")
        return original(document, names)

    monkeypatch.setattr(results, "extract", faulty)
    done = read(lake, remember=False)
    assert [row.path for row in done.report.documents if row.refused] == ["first.txt"]
    assert "a fault of the program (ZeroDivisionError: oh)" in done.report.documents[0].refused


SPOILT_SERVER = """
import os, time
from explorer.facts import workers
original = workers.read_one
def spoilt(source, *rest, **options):
    if source.name == "second.md":
        {act}
    return original(source, *rest, **options)
workers.read_one = spoilt
workers.serve()
"""


@pytest.mark.parametrize(("act", "why"), [("os._exit(3)", "ended the process"), ("time.sleep(60)", "longer than")])
def test_a_process_that_dies_or_hangs_costs_its_file_only(
    lake: Path, monkeypatch: pytest.MonkeyPatch, act: str, why: str
) -> None:
    monkeypatch.setattr(workers, "_SERVE", SPOILT_SERVER.format(act=act))
    monkeypatch.setattr(workers, "PATIENCE", 6.0)
    done = read(lake, processes=2, remember=False)
    refused = {row.path: row.refused for row in done.report.documents if row.refused}
    assert list(refused) == ["second.md"] and why in refused["second.md"]


def test_standard_input_is_read(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO((lake / "third.html").read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    done = read("-")
    assert done.facts.documents.media_type.tolist() == ["text/html"] and len(done.facts.nodes) > 5


def test_words_of_the_user_are_known(lake: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.yaml"
    words.write_text("bodies:\n  - name: Lake Forum Working Group on Fisheries\n    acronym: FISH\n", encoding="utf-8")
    for processes in (1, 2):
        nodes = read(lake, words=words, processes=processes).facts.nodes
        assert "FISH" in nodes.acronym.tolist()


def test_wrong_options_are_refused_before_anything_is_read(lake: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no-such"):
        read(lake, encoding="no-such")
    with pytest.raises(InputError, match="no file or folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(InputError, match="Nothing to read"):
        read([])
    with pytest.raises(ExplorerError):
        read(lake, words=tmp_path / "nowhere.yaml")
    with pytest.raises(ExplorerError):
        read(lake, review=tmp_path / "nowhere.csv")


def test_the_report_tells_what_was_found_and_left(lake: Path) -> None:
    (lake / "bad.txt").write_bytes(b"\0")
    report = read(lake).report
    first = next(row for row in report.documents if row.path == "first.txt")
    assert first.events >= 1 and first.commitments >= 2 and first.participants >= 6
    text = str(report)
    assert (
        "first.txt" in text
        and "bad.txt" in text
        and "gave nothing" in text
        and "The boats were admired by all." in text
    )
    table = report.table()
    assert len(table) == 4 and table.passed_over.sum() > 0
    remarks = json.loads(report.to_json())["remarks"]
    over = next(remark for remark in remarks if remark["text"] == "The boats were admired by all.")
    assert (
        over["what"] == "passed over"
        and over["passage"].startswith("doc:first#")
        and over["char_end"] - over["char_start"] == 30
    )
    assert len(report.remarks_table("refused")) == 1


def test_files_of_other_kinds_in_a_folder_are_named(lake: Path) -> None:
    (lake / "old.doc").write_bytes(b"x")
    (lake / ".hidden").write_bytes(b"x")
    report = read(lake).report
    assert report.remarks_table("not looked at").text.tolist() == ["old.doc"]
    assert len(report.documents) == 3 and "old.doc" in str(report)


def test_an_explanation_shows_passages_statements_and_rules(lake: Path) -> None:
    done = read(lake)
    text = str(explain(done.facts, done.report, "first.txt"))
    assert "[5 paragraph] In attendance were" in text and "participated_in" in text and "second" not in text
    assert "? passed over: The boats were admired by all." in text
    table = explain(done.facts, done.report).table()
    stated = table[(table.what == "relation") & (table.basis == "stated")]
    assert len(stated) > 10 and (stated.rule != "").all() and (stated.quotation != "").all()
    with pytest.raises(InputError, match="Nearest: first.txt"):
        explain(done.facts, done.report, "frist.txt")


@pytest.mark.parametrize("wanted", ["first.txt", ""])
def test_an_explanation_tells_what_every_room_handed_on_about_every_passage_asked_for(lake: Path, wanted: str) -> None:
    from explorer.facts.prose.names import shipped_names

    done = read(lake)
    lines = explain(done.facts, done.report, wanted, names=shipped_names()).lines
    handed = {line.document for line in lines if line.what.endswith(":")}
    assert handed == ({"doc:first"} if wanted else {"doc:first", "doc:second", "doc:third"})
    assert not [line for line in explain(done.facts, done.report, wanted).lines if line.what.endswith(":")]


def test_a_refused_document_is_explained_by_its_reason(lake: Path) -> None:
    (lake / "bad.txt").write_bytes(b"\0")
    done = read(lake)
    assert "is 0" in str(explain(done.facts, done.report, "bad.txt"))


def test_results_survive_their_way_through_json(lake: Path) -> None:
    for result in read(lake).results:
        assert from_json(to_json(result)) == result
    for broken in ("{}", "[]", '{"Result":[1]}', '{"Nobody":[]}', "x", '{"Document":["a"]}'):
        with pytest.raises(ValueError):
            from_json(broken)


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_interrupt_ends_at_once_and_leaves_nothing_half_done(tmp_path: Path, processes: str) -> None:
    text = (LAKE / "first.txt").read_text(encoding="utf-8")
    many = tmp_path / "many"
    many.mkdir()
    for number in range(1500):
        (many / f"{number}.txt").write_text(text.replace("First", f"{number}th"), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "explorer",
        "read",
        str(many),
        "--to",
        str(tmp_path / "facts"),
        "--processes",
        processes,
    ]
    cache = tmp_path / "cache"
    world = {**os.environ, "EXPLORER_CACHE": str(cache)}
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, env=world,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a run in the background ignores it
    )  # fmt: skip
    while running.poll() is None and not (cache.is_dir() and any(cache.iterdir())):
        time.sleep(0.01)  # until it has begun to keep results, however long this machine takes to get there
    at_work = running.poll() is None
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=120)
    assert at_work and running.returncode == 130
    assert b"Traceback" not in told and not (tmp_path / "facts").exists()


def test_the_number_of_processes_is_a_number_on_the_command_line_too(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text((LAKE / "first.txt").read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-m", "explorer", "read", str(tmp_path), "--to", str(tmp_path / "facts"), "--processes"]
    assert subprocess.run([*command, "2"], capture_output=True, timeout=120).returncode == 0
    assert (tmp_path / "facts" / "nodes.csv").exists()
    refused = subprocess.run([*command, "two"], capture_output=True, text=True, timeout=120)
    assert refused.returncode == 2 and "--processes" in refused.stderr
