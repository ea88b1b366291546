"""The shell under bad input, closed pipes, interruption and odd terminals: one plain line, never a traceback."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from tinyworld import world
from trust.judge import program

from explorer.answers.printing import as_csv, as_json, clean
from explorer.answers.table import as_table
from explorer.explorer import load

EXPLORER = [sys.executable, "-m", "explorer"]
STEERING = "\x1b[31mred\x07\x9b31m\rback\u202egnorw\u2028"


def run(*words, cwd=None):
    """Run the command in a process that is forked from one with its libraries loaded: quicker than a new start."""
    done = program().run(words, cwd or Path.cwd())
    return subprocess.CompletedProcess(words, done.code, done.out, done.err)


def started(*words, **options):
    """Run the command as a shell does, in a Python of its own."""
    environment = {**os.environ, **options.pop("env", {})}
    return subprocess.run([*EXPLORER, *words], capture_output=True, text=True, timeout=120, env=environment, **options)


def one_line(text):
    assert "Traceback" not in text
    lines = [line for line in text.splitlines() if line and not line.startswith(("Usage:", "Try "))]
    assert len(lines) == 1, text
    return lines[0]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("explorer time", {"timeline"}),
        ("explorer ties --rol", {"--role"}),
        ("explorer ties --role ob", {"observer"}),
        ("explorer export x --format g", {"gephi", "gexf", "gml", "graphml"}),
        ("explorer ties --kinds state,bo", {"state,body"}),
        ("explorer show sri", {"sri-lanka", "srilanka"}),
        ("explorer paths australia --facts example unh", {"unhcr"}),
        ("explorer show --facts /nowhere sri", set()),
    ],
)
def test_bash_completes_commands_options_and_their_words(line, offered, tmp_path):
    (tmp_path / "explorer").write_text(f'#!/bin/sh\nexec {sys.executable} -m explorer "$@"\n')
    (tmp_path / "explorer").chmod(0o755)
    words = line.split()
    script = f"""eval "$(_EXPLORER_COMPLETE=bash_source explorer)"
COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _explorer_completion explorer; printf '%s\\n' "${{COMPREPLY[@]}}" """
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, timeout=60, env={**os.environ, "PATH": path}
    )
    assert set(done.stdout.split()) == offered, done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["show", "Austrlia"], 1, "Australia"),
        (["find", "zzzzzz"], 1, "Nothing found for: find zzzzzz."),
        (["meetings", "--party", "Sri Lanka", "--since", "2013"], 1, "meetings --party 'Sri Lanka' --since 2013."),
        (["rank", "--by", "pagerank", "--until", "1999", "--format", "json"], 1, "rank --by pagerank --until 1999."),
        (["commitments", "--force", "agred"], 2, "Did you mean agreed"),
        (["participants", "AHG SOM 6", "--role", "obsrver"], 2, "Did you mean observer"),
        (["meetings", "--since", "soon"], 2, "2012-06-01"),
        (["meetings", "--kinds", "stat"], 2, "state"),
        (["meetings", "--sinse", "2012"], 2, "--since"),
        (["meetngs"], 2, "meetings"),
        (["ties", "--by", "decade"], 2, "pair, year, event"),
        (["paths", "UNHCR", "UNHCR"], 2, "same node"),
        (["rank", "--limit", "many"], 2, "valid integer"),
        (["sql", "drop table nodes"], 2, "SELECT"),
        (["export", "bali.doc"], 2, ".graphml"),
        (["export", "x", "--format", "gefx"], 2, "gexf"),
        (["participants", "Sydney"], 2, "not an event"),
    ],
)
def test_misuse_and_nothing_found_are_one_line(words, code, said, tmp_path):
    done = run(*words, "--facts", "example", cwd=tmp_path)
    assert done.returncode == code
    assert said in one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02", b"<graphml", b"[]", b"{", "dir"])
@pytest.mark.parametrize("name", ["facts.graphml", "facts.json", "facts.gexf", "facts.txt"])
def test_bad_facts_are_one_line(tmp_path, content, name):
    path = tmp_path / name
    if content == "dir":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    done = run("describe", "--facts", str(path))
    assert done.returncode == 1
    assert name in one_line(done.stderr)


def test_declared_entities_are_refused(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><graphml>&b;</graphml>'
    for name in ("x.graphml", "x.gexf"):
        (tmp_path / name).write_text(bomb, encoding="utf-8")
        done = run("describe", "--facts", str(tmp_path / name))
        assert done.returncode == 1 and "unsafe" in one_line(done.stderr)


def test_what_cannot_be_written_is_one_line(tmp_path):
    done = run("export", str(tmp_path / "no" / "such" / "x.graphml"), "--facts", "example")
    assert done.returncode in (0, 1)
    if done.returncode:
        one_line(done.stderr)
    blocked = tmp_path / "file"
    blocked.write_text("mine", encoding="utf-8")
    done = run("export", str(blocked / "x.graphml"), "--facts", "example")
    assert done.returncode == 1
    one_line(done.stderr)
    assert blocked.read_text(encoding="utf-8") == "mine"


def test_a_closed_pipe_is_said_and_no_traceback():
    command = f"{sys.executable} -m explorer sql 'select r.*, s.id as more from relations r, relations s, nodes' \
--facts example --format csv | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "closed" in one_line(done.stderr)


QUERY = "select count(*) from range(100000000000000) t(n) where n % 7 = 3"  # does not end


@pytest.mark.parametrize(
    ("words", "at_work"),
    [
        (["describe"], "from explorer.explorer import Explorer as told; name, inner = 'describe', lambda *_, **__: time.sleep(600)"),
        (["sql", QUERY], "told = importlib.import_module('explorer.answers.sql'); name, inner = '_watched', told._watched"),
    ],
)  # fmt: skip
def test_ctrl_c_ends_work_at_130(words, at_work):
    """The key is pressed when the work says that it has begun, however long this machine takes to get there."""
    script = (
        f"import importlib, sys, time\nfrom explorer import cli\n{at_work}\n"
        "setattr(told, name, lambda *given, **more: (print('ready', flush=True), inner(*given, **more))[1])\n"
        f"sys.argv = ['explorer', *{words!r}, '--facts', 'example']\ncli.main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a run in the background ignores it
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in errors


def test_ctrl_c_while_the_program_is_still_loading_is_no_traceback():
    script = (
        "import sys, types\n"
        "class Loading(types.ModuleType):\n"
        "    def __getattr__(self, name): raise KeyboardInterrupt\n"
        "sys.modules['click'] = Loading('click')\n"
        "from explorer.__main__ import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 130 and done.stderr == ""


def test_a_fault_of_the_program_is_one_line_too():
    script = (
        "import sys\nfrom explorer import cli\nfrom explorer.explorer import Explorer\n"
        "def broken(self, **_): raise ZeroDivisionError('oops')\nExplorer.describe = broken\n"
        "sys.argv = ['explorer', 'describe', '--facts', 'example']\ncli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 70 and "fault of the program" in one_line(done.stderr)


def test_plain_when_piped_and_no_colour():
    done = started("meetings", "--facts", "example")
    assert "\x1b" not in done.stdout and "─" not in done.stdout
    assert "[1]" in done.stdout and "Sources" in done.stdout
    assert done.stdout.splitlines()[0].split() == ["start", "name", "place", "participants", "commitments", "source"]


def in_terminal(*words, columns=80, **more):
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color", **more}
    environment.pop("NO_COLOR", None) if "NO_COLOR" not in more else None
    leader, follower = pty.openpty()
    process = subprocess.Popen([*EXPLORER, *words], stdout=follower, stderr=subprocess.PIPE, env=environment)
    os.close(follower)
    said = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    process.wait(timeout=60)
    os.close(leader)
    return said.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_gets_a_table_that_fits():
    for columns in (60, 100):
        said = in_terminal("commitments", "--facts", "example", columns=columns, NO_COLOR="1")
        assert "─" in said and "\x1b" not in said
        table = said.split("\nSources")[0]
        assert max(map(len, table.splitlines())) <= columns
    assert "\x1b[" in in_terminal("meetings", "--facts", "example")
    wide = in_terminal("meetings", "--facts", "example", "--wide", NO_COLOR="1")
    assert "meeting:ahg-som-5" in wide and "commitments" in wide


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        (["commitments", "--by", "topic"], ["name", "commitments", "answered", "open", "on record"]),
        (["ties", "--by", "year"], ["year", "party", "with", "events", "weight"]),
        (["ties", "--by", "event"], ["start", "party", "with", "event name", "crowd", "weight", "source"]),
        (["attendance", "--by", "event"], ["start", "name", "participants", "new"]),
        (["attendance", "--by", "matrix"], ["id", "name", "2011-10-12 meeting:ahg-som-5"]),
    ],
)
def test_each_kind_of_rows_has_its_own_columns(words, heads):
    said = run(*words, "--facts", "example").stdout.splitlines()[0]
    places = [said.index(head) for head in heads]
    assert places == sorted(places)


def hostile():
    return world(
        f"state:a name='=HYPERLINK(\"http://x\")'\nstate:b name='{STEERING}'\nmeeting:m name='@SUM(1)'\n".replace(
            "\r", "\\r"
        )
    )


def test_nothing_in_data_steers_the_terminal():
    facts = load("example").facts
    frame = facts.nodes.head(1).assign(name=STEERING, wording="-1+1", note="=cmd()", url="a\nb")
    plain = as_table(frame, "", facts)
    fitted = as_table(frame, "", facts, width=100, colour=False)
    for text in (plain, fitted, as_json(frame), as_csv(frame)):
        for mark in "\x1b\x07\x9b\r":
            assert mark not in text
    assert "\u202e" not in plain + fitted + as_json(frame)
    assert json.loads(as_json(frame))[0]["name"] == STEERING, "JSON spells it out and loses nothing"
    assert clean(STEERING) == " [31mred 31m back gnorw "


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠A1"])
def test_csv_for_people_starts_no_formula(text):
    frame = load("example").facts.nodes.head(1).assign(name=text)
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO(as_csv(frame))))
    assert not rows[0]["name"].startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_numbers_in_csv_stay_numbers_and_exact():
    table = load("example").ties()
    lines = as_csv(table).splitlines()
    assert lines[1].split(",")[4:6] == ["2", repr(float(table["weight"].iloc[0]))]


def test_other_locales_and_hash_seeds_give_the_same_bytes():
    said = {
        started("groups", "--facts", "example", "--format", form, env=env).stdout
        for form in ("json",)
        for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo"})
    }
    assert len(said) == 1 and said.pop().startswith("[")
    ascii_only = started(
        "paths", "UNHCR", "IOM", "--facts", "example", env={"PYTHONIOENCODING": "ascii"}, encoding="utf-8"
    )
    assert "“" in ascii_only.stdout and ascii_only.returncode == 0


def test_help_and_answers_about_one_node_import_little():
    script = (
        "import sys; sys.argv = ['explorer', *{words!r}]\nfrom explorer.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    for words, heavy in (
        (["--help"], ["pandas", "networkx", "pyvis", "IPython", "rich", "numpy", "yaml"]),
        (
            ["neighbours", "Australia", "--facts", "example"],
            ["networkx", "pyvis", "IPython", "rich", "scipy", "duckdb"],
        ),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script.format(words=words, heavy=heavy)], capture_output=True, text=True, timeout=60
        )
        assert done.stderr.splitlines()[-1] == "[]", words


def test_notes_on_foreign_files_are_told(tmp_path):
    path = tmp_path / "rivers.json"
    path.write_text(
        '{"directed": false, "multigraph": false, "graph": {}, "nodes": [{"id": "danube", "type": "river"},'
        ' {"id": "vienna"}], "links": [{"source": "danube", "target": "vienna", "depth_m": 4}]}',
        encoding="utf-8",
    )
    done = run("neighbours", "danube", "--facts", str(path))
    assert done.returncode == 0 and "vienna" in done.stdout
    assert "'river'" in done.stderr and "depth_m" in done.stderr


def test_python_m_explorer_is_the_command():
    assert "Explore who met whom" in started("--help").stdout
    assert Path(started("--version").stdout.split()[-1]).name[0].isdigit()


def test_a_message_stays_short_whatever_it_quotes(tmp_path):
    (tmp_path / "page.txt").write_text("Ministers agreed.", encoding="utf-8")
    (tmp_path / "review.csv").write_text("<a>" * 100_000, encoding="utf-8")
    done = run("read", str(tmp_path / "page.txt"), "--review", str(tmp_path / "review.csv"))
    assert done.returncode == 1 and len(done.stderr) < 600
    assert "review.csv, line 1: unknown column" in done.stderr and " … " in done.stderr


def test_files_refused_for_unlike_reasons_are_not_told_the_reason_of_the_first(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "match.md").write_text("The home side won by two goals in the rain.\n")
    alike = run("read", str(tmp_path / "empty.txt"))
    both = run("read", str(tmp_path))
    assert alike.returncode == both.returncode == 1
    assert "is empty" in alike.stderr
    assert both.stderr.strip() == "Nothing was drawn from 2 files: each for its own reason, told in the report."


def test_what_colour_size_and_layout_tell_can_be_said_in_the_shell(tmp_path):
    graph = tmp_path / "karate_club.graphml"
    nx.write_graphml(nx.karate_club_graph(), graph)
    words = ("draw", "--facts", str(graph), "--color", "club", "--size", "pagerank", "--layout", "circle")
    done = run(*words, "--output", str(tmp_path / "map.svg"))
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "Club: Officer (17)" in text
    assert "Zachary" in text or "karate club" in text
    wrong = run("draw", "--facts", str(graph), "--color", "clubs", "--output", str(tmp_path / "other.svg"))
    assert wrong.returncode == 2
    assert "club" in one_line(wrong.stderr.splitlines()[-1])
    assert not (tmp_path / "other.svg").exists()
