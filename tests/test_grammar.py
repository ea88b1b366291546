"""One grammar: every method is a command of the same name, options, help and numbers, and every example runs."""

import inspect
import json
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import explorer
from explorer import cli
from explorer.answers.questions import Questions
from explorer.explorer import Explorer, load, read

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
METHODS = {
    name: method
    for owner in (Questions, Explorer)
    for name, method in vars(owner).items()
    if inspect.isfunction(method) and not name.startswith("_") and name != "select"
}
COMMANDS = cli.cli.commands
ANSWERS = {
    "check": {}, "describe": {}, "find": {"text": "officials"}, "show": {"node": "RSO"},
    "neighbours": {"node": "Australia"}, "sources": {"node": "IOM"}, "meetings": {},
    "participants": {"event": "AHG SOM 6"}, "commitments": {}, "attendance": {}, "ties": {},
    "paths": {"a": "UNHCR", "b": "Sri Lanka"}, "rank": {}, "groups": {}, "timeline": {},
    "sql": {"select": "select id, kind from nodes order by id"}, "review": {},
}  # fmt: skip
SHELL_ONLY = {"explain", "facts", "engine", "form", "wide", "output", "help"}


def run(*words):
    return CliRunner().invoke(cli.cli, words, catch_exceptions=False)


def test_every_method_is_a_command_and_every_command_a_method():
    assert set(COMMANDS) == {*METHODS, "read"}
    assert set(ANSWERS) == set(METHODS) - {"compare", "draw", "export"}


@pytest.mark.parametrize("name", sorted({*METHODS, "read"}))
def test_same_options_and_same_help(name):
    method = read if name == "read" else METHODS[name]
    signature = inspect.signature(method)
    expected = set()
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            expected |= set(cli.FILTER if "Filter" in str(parameter.annotation) else cli.SHARED)
        elif parameter.name != "self":
            expected.add(parameter.name)
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
    ends = 2 if name in ("paths", "compare") else 1 if name not in ("draw",) else 0
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
    assert done.exit_code == 0, f"explorer {shlex.join(words)}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_stands_in_the_docs(name):
    assert f"explorer {name}" in DOCS


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
        _, told, example = cli.help_of(method)
        own = set(inspect.signature(method).parameters) | set(cli.SHARED)
        assert set(told) <= own, f"{name} tells of {set(told) - own}"
        assert example, f"{name} has no example"
