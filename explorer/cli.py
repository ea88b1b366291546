"""The shell: each command calls one method of Explorer and prints its answer.

Options, their help and the example of a command are those of the method: signature and docstring are read,
nothing is written twice. Only `read`, `compare`, `draw` and `export` have something of their own.
"""

from __future__ import annotations

import inspect
import os
import re
import shlex
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from explorer import explorer as api
from explorer.completion import offered
from explorer.errors import ExplorerError, OptionError
from explorer.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

SHARED = {
    "since": "only what may fall on or after this date (2012, 2012-06, 2012-06-01)",
    "until": "only what may fall on or before this date",
    "kinds": "only these kinds, joined by commas: state, organisation, body, party, meeting, workshop, event …",
    "relations": "only these relations, joined by commas: participated_in, hosted …",
    "around": "only what lies around this node; may be given several times",
    "depth": "how many steps around it",
}
FILTER = ("since", "until", "kinds", "relations")
ANSWERS = (
    "check", "describe", "find", "show", "neighbours", "sources", "meetings", "participants", "commitments",
    "attendance", "ties", "paths", "rank", "groups", "timeline", "sql", "review",
)  # fmt: skip


class ClosedPipe(Exception):
    """Whoever read the output closed it before its end."""


class Commands(click.Group):
    """The commands in the order of the questions they answer, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they were added."""
        del ctx
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(VERSION, prog_name="explorer")
def cli() -> None:
    """Explore who met whom, who promised what, and what followed, with the source of every line.

    \b
    Example: explorer describe
    """


def help_of(method: Callable[..., Any]) -> tuple[str, dict[str, str], str]:
    """Return what a docstring holds: its first paragraph, the lines `option: help`, the example."""
    text = inspect.getdoc(method) or ""
    first = " ".join(text.split("\n\n")[0].split())
    lines = dict(re.findall(r"^(\w+): (.+)$", text, re.MULTILINE))
    example = lines.pop("Example", "")
    return first, lines, example


def parameters_of(method: Callable[..., Any]) -> list[click.Parameter]:
    """Return the arguments and options of a method's signature."""
    _, told, _ = help_of(method)
    made: list[click.Parameter] = []
    for name, parameter in inspect.signature(method).parameters.items():
        annotation = str(parameter.annotation)
        if name == "self":
            continue
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            shared = FILTER if "Filter" in annotation else tuple(SHARED)
            own = {p.name for p in made}
            made += [_option(word, "Sequence" if word == "around" else "int" if word == "depth" else "str", None,
                             told.get(word, SHARED[word])) for word in shared if word not in own]  # fmt: skip
        elif parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            made.append(_option(name, annotation, parameter.default, told.get(name, SHARED.get(name, ""))))
        else:
            made.append(click.Argument([name], metavar=name.upper(), shell_complete=offered))
    return made


def _option(name: str, annotation: str, default: Any, about: str) -> click.Option:
    flag = "--" + name.replace("_", "-")
    if annotation == "bool":
        return click.Option([flag, name], is_flag=True, help=about)
    if annotation.startswith("Sequence"):
        return click.Option([flag, name], multiple=True, metavar="NODE", help=about, shell_complete=offered)
    kind = {"int": click.INT, "float": click.FLOAT}.get(annotation.split(" ")[0], click.STRING)
    metavar = (
        "N"
        if kind is not click.STRING
        else "DATE"
        if name in ("since", "until", "after", "before", "as_of")
        else "TEXT"
    )
    shown = default not in (None, "", 0)
    return click.Option([flag, name], type=kind, default=default or None, show_default=shown, metavar=metavar,
                        help=about, shell_complete=offered)  # fmt: skip


ENGINE = click.Option(
    ["--engine"], type=click.Choice(("pandas", "polars", "duckdb", "spark")), default="pandas",
    help="where the tables of a folder are asked; all but pandas leave them there",
)  # fmt: skip
FACTS = click.Option(["--facts"], metavar="FOLDER", help="facts to ask: a folder, a GraphML, GEXF or node-link file")
FORMAT = click.Option(
    ["--format", "form"], type=click.Choice(("table", "json", "csv")), default="table", help="how to print the answer"
)
WIDE = click.Option(["--wide"], is_flag=True, help="show every column, at any width")
PRINTING = (FACTS, ENGINE, FORMAT, WIDE)


def add(name: str, call: Callable[..., Any], parameters: list[click.Parameter], method: Callable[..., Any]) -> None:
    """Add a command whose help is that of `method`."""
    first, _, example = help_of(method)
    text = first + (f"\n\n\b\nExample: {example}" if example else "")
    cli.add_command(click.Command(name, callback=call, params=parameters, help=text, short_help=first.split(";")[0]))


def add_answer(name: str) -> None:
    """Add the command of a method that answers with a table."""
    method = getattr(api.Explorer, name)

    def call(facts: str | None, form: str, wide: bool, **options: Any) -> None:
        opened = open_facts(facts, options.pop("engine", None) or "pandas")
        answer = getattr(opened, name)(**given(options))
        say(opened, name, answer, form, wide)
        if name == "check":
            sys.exit(1 if (answer["level"] == "fault").any() else 0)
        if not len(answer):
            sys.exit(1)

    add(name, call, [*parameters_of(method), *PRINTING], method)


def given(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given; the others keep the method's defaults."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in options.items() if v not in (None, (), False)}


def open_facts(source: str | None, engine: str = "pandas") -> api.Explorer:
    """Open the facts to ask, and say what of them could not be mapped."""
    opened = api.load(source, engine=engine)
    for note in opened.notes:
        tell(note)
    return opened


def say(opened: api.Explorer, name: str, answer: pd.DataFrame, form: str, wide: bool) -> None:
    """Print an answer to standard output, and what is to be said about it to standard error."""
    from explorer.answers import printing

    if len(answer) or name in ("paths", "compare"):  # these say themselves what was not found
        for note in answer.attrs.get("notes", ()):
            tell(note)
    else:
        tell("No problems found." if name == "check" else f"Nothing found for: {question()}.")
    if form != "table":
        put(printing.as_json(answer) if form == "json" else printing.as_csv(answer))
    elif len(answer):
        width, colour = terminal(wide)
        from explorer.answers.table import as_table

        put(as_table(answer, name, opened.facts, wide=wide, width=width, colour=colour))


def question() -> str:
    """Return the command that runs, with what was typed of its arguments and options."""
    context = click.get_current_context()
    said = [str(context.info_name)]
    for parameter in context.command.params:
        name = str(parameter.name)
        if parameter not in PRINTING and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            value = context.params[name]
            flag = parameter.opts[:1] if isinstance(parameter, click.Option) else []
            for one in value if isinstance(value, tuple) else [value]:
                said += [*flag, *([] if one is True else [str(one)])]
    return shlex.join(said)


def terminal(wide: bool) -> tuple[int, bool]:
    """Return the width to fit (0: any) and whether to colour."""
    if not sys.stdout.isatty():
        return 0, False
    import shutil

    columns = shutil.get_terminal_size().columns
    return (max(columns, 400) if wide else columns), not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def put(text: str) -> None:
    """Write text to standard output as UTF-8 with LF, whatever the locale."""
    stream = getattr(sys.stdout, "buffer", None)
    try:
        sys.stdout.flush()
        if stream is None:
            sys.stdout.write(text)
        else:
            rest = memoryview(text.encode("utf-8", "replace"))
            while rest:  # an unbuffered stream may take a part at a time
                rest = rest[stream.write(rest) or 0 :]
            stream.flush()
    except BrokenPipeError:
        raise ClosedPipe from None  # click would end with 0 on the error itself


def tell(text: str) -> None:
    """Write one plain line to standard error."""
    from explorer.answers.printing import clean

    click.echo(clean(text), err=True)


def read(paths: tuple[str, ...], to: str | None, explain: bool, form: str, **options: Any) -> None:
    """Read documents, write the facts where they were asked for, and print the report."""
    done = api.read(list(paths), to=to, **given(options))
    from explorer.answers.printing import clean
    from explorer.facts.explanation import explain as explanation_of

    told = done.report.to_json() if form == "json" else str(done.report)
    if explain:
        explanation = explanation_of(done.facts, done.report)
        told = explanation.table().to_json(orient="records", force_ascii=False) if form == "json" else str(explanation)
    put("".join(f"{clean(line)}\n" for line in told.rstrip("\n").split("\n")))
    refused = [each.refused for each in done.report.documents if each.refused]
    if len(refused) == len(done.report.documents):
        why = refused[0] if len(set(refused)) == 1 else "each for its own reason, told in the report."
        tell(f"Nothing was drawn from {len(refused):,} files: {why}" if len(refused) > 1 else refused[0])
        sys.exit(1)
    tell(f"{done!r}" + (f", written to {to}" if to else "; use --to FOLDER to keep them") + ".")


def compare(old: str, new: str, facts: str | None, to: str | None, form: str, wide: bool) -> None:
    """Compare two sets of facts where OLD is a file or folder, else two dates or nodes of the facts."""
    if os.path.exists(old) or not new:  # noqa: PTH110 - OLD may be a date or a name, not only a path
        opened = open_facts(old)
        answer = opened.compare(open_facts(new) if new else open_facts(facts), to=to)
    else:
        opened = open_facts(facts)
        answer = opened.compare(old, new, to=to)
    say(opened, "compare", answer, form, wide)
    if not len(answer):
        sys.exit(1)


def draw(facts: str | None, output: str, **options: Any) -> None:
    """Draw the selection into a file."""
    picture = open_facts(facts).draw(**given(options))
    tell(f"Drawn to {picture.save(output)}.")


def export(path: str, facts: str | None, **options: Any) -> None:
    """Write the selection for another tool."""
    written, notes = open_facts(facts).export(path, **given(options))
    for note in notes:
        tell(note)
    tell(f"Written to {written}.")


OUTPUT = click.Option(["-o", "--output"], required=True, metavar="FILE", help="file to write: .html or .svg")
EXPLAIN = click.Option(["--explain"], is_flag=True, help="show each passage with what was drawn from it, and the rule")
REPORT = click.Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table", show_default=True,
                      help="how to print the report")  # fmt: skip
add("read", read, [click.Argument(["paths"], nargs=-1, required=True, metavar="PATH…"),
                   *parameters_of(api.read)[1:], EXPLAIN, REPORT], api.read)  # fmt: skip
for _name in ANSWERS:
    add_answer(_name)
_SIDES = [click.Argument(["old"], metavar="OLD"), click.Argument(["new"], metavar="[NEW]", default="")]
add("compare", compare, [*_SIDES, *parameters_of(api.Explorer.compare)[2:], FACTS, FORMAT, WIDE], api.Explorer.compare)
add("draw", draw, [OUTPUT, *parameters_of(api.Explorer.draw), FACTS], api.Explorer.draw)
add("export", export, [*parameters_of(api.Explorer.export), FACTS], api.Explorer.export)


def main() -> None:
    """Run the command line; every error is one plain line on standard error, never a traceback."""
    warnings.showwarning = lambda message, *_, **__: tell(f"Note: {message}")
    try:
        code = _run()
        sys.stdout.flush()
    except (BrokenPipeError, ClosedPipe):
        _discard_output()
        tell("The reader of this output closed it before its end.")
        code = 1
    except OSError as error:  # what was still waiting to be written found no room
        _discard_output()
        tell(f"Error: {error.filename or 'the output'}: {error.strerror or error}.")
        code = 1
    except KeyboardInterrupt:
        code = 130
    except Exception as error:  # a fault of the program: still no traceback for the user
        if os.environ.get("EXPLORER_DEBUG"):
            raise
        tell(f"Error: {type(error).__name__}: {error}. This is a fault of the program; EXPLORER_DEBUG=1 shows where.")
        code = 70
    sys.exit(code)


def _discard_output() -> None:
    """Point standard output elsewhere, or Python complains again about what it could not write when it closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int:
    out = sys.stdout
    try:
        ended = cli.main(prog_name="explorer", standalone_mode=False)
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OptionError as error:
        tell(f"Error: {error}")
        return 2
    except ExplorerError as error:
        tell(f"Error: {error}")
        return 1
    except SystemExit as done:
        if sys.stdout is not out:  # click has met a closed pipe, and would end without a word
            raise ClosedPipe from None
        return done.code if isinstance(done.code, int) else 1
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is None:
            raise
        tell(f"Error: {error.filename}: {error.strerror or error}.")
        return 1
    return ended if isinstance(ended, int) else 0
