"""One grammar: every method is a command of the same name, options, help and numbers, and every example runs."""

import datetime
import inspect
import json
import re
import shlex
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner

import explorer
from explorer import cli
from explorer.answers.question import questions
from explorer.errors import OptionError, UnknownOption
from explorer.explorer import Explorer, load, read
from explorer.graph.options import Option, options_of, told

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
OWN = ("compare", "backbone", "draw", "export")  # methods that answer with no table of one set of facts
METHODS = {name: getattr(Explorer, name) for name in [*questions(), *OWN]}
COMMANDS = {name: cli.cli.get_command(None, name) for name in cli.cli.list_commands(None)}
SHELL_ONLY = {"explain", "facts", "engine", "form", "wide", "output", "help", "action", "template", "decided"}


def asked(name):
    """Return the values that a question is asked with: those that its own example gives to what has no default."""
    parameters = list(inspect.signature(METHODS[name]).parameters.values())[1:]
    needed = [one.name for one in parameters if one.default is one.empty]
    words = shlex.split(inspect.getdoc(METHODS[name]).rpartition("Example: explorer ")[2].splitlines()[0])[1:]
    return {
        one: str(ROOT / word) if word.startswith("data/") else word for one, word in zip(needed, words, strict=False)
    }


ANSWERS = {name: asked(name) for name in questions()} | {"sql": {"select": "select id, kind from nodes order by id"}}


def run(*words):
    return CliRunner().invoke(cli.cli, words)


def test_every_method_is_a_command_and_every_command_a_method():
    assert set(COMMANDS) == {*METHODS, "read"}


@pytest.mark.parametrize("name", sorted({*METHODS, "read"}))
def test_same_options_and_same_help(name):
    method = read if name == "read" else METHODS[name]
    expected = set(inspect.signature(method).parameters) - {"self", "positions"}  # which no command line could hold
    given = {parameter.name for parameter in COMMANDS[name].params} - SHELL_ONLY
    if name == "compare":
        given = {"other", "then", *given} - {"old", "new"}
    assert given == expected
    first = inspect.getdoc(method).split("\n\n")[0].replace("\n", " ")
    assert COMMANDS[name].help.split("\n\n")[0] == first
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"explorer {name} --{parameter.name} says nothing of itself"


@pytest.mark.parametrize("name", sorted(METHODS))
def test_positional_arguments_come_first_and_options_are_keyword_only(name):
    kinds = [p.kind for p in inspect.signature(METHODS[name]).parameters.values()][1:]
    ends = 2 if name in ("paths", "compare") else 1 if name not in ("draw", "backbone") else 0
    assert sum(kind is inspect.Parameter.POSITIONAL_OR_KEYWORD for kind in kinds) <= ends


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_same_numbers(name):
    answer = getattr(load("example"), name)(**ANSWERS[name])
    done = run(name, *ANSWERS[name].values(), "--facts", "example", "--format", "json")
    rows = json.loads(done.stdout)
    assert len(rows) == len(answer)
    for row, expected in zip(rows, answer.to_dict("records"), strict=True):
        assert list(row) == list(expected)
        for column, value in expected.items():
            missing = value is None or value != value
            assert row[column] is None if missing else row[column] == value


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_ends_in_an_example_that_runs(name, tmp_path, monkeypatch):
    text = COMMANDS[name].help.rstrip()
    example = text.splitlines()[-1].strip()
    assert example.startswith("Example: explorer ")
    words = shlex.split(example.removeprefix("Example: explorer "))
    assert words[0] == name
    runs(words, tmp_path, monkeypatch)


def runs(words, tmp_path, monkeypatch):
    """Run one command line on the example world, or reading a shipped record, from an empty folder."""
    words = [str(ROOT / word) if word.startswith("data/") else word for word in words]
    if words[0] != "read" and "--facts" not in words and not (words[0] == "compare" and "/" in words[1]):
        words += ["--facts", "example"]
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == 0 and not done.exception, f"explorer {shlex.join(words)}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_stands_in_the_docs(name):
    assert f"explorer {name}" in DOCS, f"docs/answers.md has no example of `explorer {name}`"


def test_every_command_line_of_the_docs_runs(tmp_path, monkeypatch):
    blocks = re.findall(r"```shell\n(.*?)```", DOCS, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("explorer ")]
    assert len(lines) >= len(COMMANDS)
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        if "|" in words:
            words = words[: words.index("|")]
        runs(words, tmp_path, monkeypatch)


def test_python_examples_of_the_docs_run(monkeypatch):
    monkeypatch.setattr(
        explorer, "load", lambda source=None: load("example" if source is None else source), raising=False
    )
    for block in re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL):
        exec(compile(block, "docs/answers.md", "exec"), {})


def test_what_a_docstring_promises_of_an_option_is_an_option():
    for name, method in METHODS.items():
        _, lines, example = told(method)
        assert set(lines) <= set(inspect.signature(method).parameters), f"{name} tells of {set(lines)}"
        assert example, f"{name} has no example"


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_option_stands_in_the_signature_and_in_the_help_of_python(name):
    signature = inspect.signature(METHODS[name])
    assert all(p.kind is not inspect.Parameter.VAR_KEYWORD for p in signature.parameters.values())
    assert all(f"\n{option}: " in METHODS[name].__doc__ for option in list(signature.parameters)[1:]
               if option not in ("node", "event", "select", "path"))  # fmt: skip


def wrong(option: Option):
    """Return what cannot be right for an option, and a word of the answer to it."""
    if option.kind is int or option.kind is float:
        return "many", "is no number"
    if option.means.metavar == "DATE":
        return "2012-13", "is no date"
    if list(option.allowed()):
        return f"{next(iter(option.allowed()))}x", "Did you mean"
    return {"kinds": ("meating", "Did you mean"), "relations": ("hoted", "Did you mean")}.get(option.name)


@pytest.mark.parametrize("name", sorted(questions()))
def test_wrong_values_get_the_same_help_in_python_as_in_the_shell(name):
    for option in options_of(questions()[name].call).values():
        if not option.keyword or not (case := wrong(option)):
            continue
        with pytest.raises(OptionError) as raised:
            getattr(load("example"), name)(*ANSWERS[name].values(), **{option.name: case[0]})
        assert case[1] in str(raised.value)
        flag = f"--{option.name.replace('_', '-')}"
        done = run(name, *ANSWERS[name].values(), flag, case[0], "--facts", "example")
        said = done.exception if done.exit_code == 1 and not done.stderr else None
        assert option.kind in (int, float) or str(said) == str(raised.value), (name, option.name)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_wrong_options_are_answered_with_those_there_are(name):
    arguments = ANSWERS.get(name, {"one": "2011", "then": "2012"} if name == "compare" else {"path": "x"})
    given = [] if name in ("draw", "backbone") else list(arguments.values())
    options = [p.name for p in inspect.signature(METHODS[name]).parameters.values() if p.kind is p.KEYWORD_ONLY]
    if not options:
        return
    with pytest.raises(UnknownOption, match=f"has no option '{options[0]}s'.*Did you mean.*Expected: ") as raised:
        getattr(load("example"), name)(*given, **{f"{options[0]}s": 1})
    assert isinstance(raised.value, TypeError) and options[-1] in str(raised.value)


def test_dates_may_be_dates_and_years():
    bali = load("example")
    wanted = bali.meetings(since="2012-06-01").id.tolist()
    for day in (datetime.date(2012, 6, 1), datetime.datetime(2012, 6, 1, 9), pd.Timestamp("2012-06-01")):
        assert bali.meetings(since=day).id.tolist() == wanted
    assert bali.select(since=2012).meetings().id.tolist() == wanted == bali.meetings(since=2012, until=None).id.tolist()


def test_tab_after_explorer_offers_what_one_begins_with():
    assert dir(explorer) == ["Explorer", "errors", "from_graph", "load", "read"]
    assert all(hasattr(explorer, name) for name in dir(explorer))


def test_answers_say_what_they_hold_and_parts_of_them_are_plain_tables():
    answer = load("example").rank(by="degree", limit=3)
    assert repr(answer).startswith('rank(by="degree"): 3 rows of 10\n')
    assert answer.attrs["notes"][0] in repr(answer) and "<b>rank(" in answer._repr_html_()
    assert type(answer.head(1)) is pd.DataFrame and type(answer["id"]) is pd.Series
    hostile = load("example").find("<script>alert(1)</script>")
    assert "<script>" not in hostile._repr_html_()
    assert "22 nodes" in load("example")._repr_html_() and "5 state" in load("example")._repr_html_()


def test_columns_of_answers_are_attributes_as_of_any_table():
    table = load("example").attendance()
    assert table.of.tolist() == table["of"].tolist()
    own = {name for name in vars(type(table)) if not name.startswith("_")}
    assert own - set(dir(pd.DataFrame)) == {"heading"}  # no name more than pandas has that could hide a column
