"""The shell: each command calls one method of Explorer and prints its answer.

Options, their help and the example of a command are those of the method: signature and docstring are read,
nothing is written twice. Only `read`, `compare`, `draw` and `export` have something of their own.
"""

from __future__ import annotations

import os
import shlex
import sys
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from explorer import explorer as api
from explorer.answers.question import questions
from explorer.completion import offered
from explorer.errors import ExplorerError, OptionError
from explorer.graph.options import Option, options_of, told
from explorer.interrupts import heed_interrupts
from explorer.version import VERSION

if TYPE_CHECKING:
    import pandas as pd


class ClosedPipe(Exception):
    """Whoever read the output closed it before its end."""


class Commands(click.Group):
    """The commands in the order of the questions they answer; each is made when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of what is done with documents, facts and pictures."""
        del ctx
        return ["read", *questions(), "compare", "backbone", "draw", "export"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, made of the declaration of its question."""
        names = self.list_commands(ctx)
        for name in [cmd_name] if cmd_name in names else names:  # all, where the nearest are to be told
            if name not in self.commands:
                self.add_command(OWN[name]() if name in OWN else answering(name))
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with the first words of their help, without making those of questions."""
        said = {"read": told(api.read)[0]} | {
            name: told(vars(api.Explorer)[name])[0] for name in OWN if name not in ("read", "review")
        }
        said |= {name: one.summary for name, one in questions().items()}
        room = formatter.width - 6 - max(map(len, said))
        rows = [(name, click.Command(name, help=said[name].split(";")[0]).get_short_help_str(room))
                for name in self.list_commands(ctx)]  # fmt: skip
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(VERSION, prog_name="explorer")
def cli() -> None:
    """Explore who met whom, who promised what, and what followed, with the source of every line.

    \b
    Example: explorer describe
    """


def parameters_of(call: Callable[..., Any], *, beside: Iterable[str] = ()) -> list[click.Parameter]:
    """Return the arguments and options of a question's declaration, without those named `beside`."""
    options = [option for option in options_of(call).values() if option.name not in beside]
    return [_option(one) if one.keyword else click.Argument([one.name], metavar=one.name.upper(),
            shell_complete=offered) for one in options]  # fmt: skip


def _option(option: Option) -> click.Option:
    flag = ["--" + option.name.replace("_", "-"), option.name, *(["--kind"] if option.name == "kinds" else [])]
    if option.kind is bool:
        return click.Option(flag, is_flag=True, help=option.help)
    kind = {int: click.INT, float: click.FLOAT}.get(option.kind, click.STRING)
    shown = option.default not in (None, "", 0, ())
    return click.Option(flag, type=kind, multiple=option.means.many, default=None if option.means.many or not shown
                        else option.default, show_default=shown, metavar=option.means.metavar, help=option.help,
                        shell_complete=offered)  # fmt: skip


ENGINE = click.Option(
    ["--engine"], type=click.Choice(("pandas", "polars", "duckdb", "spark")), default="pandas",
    help="where the tables of a folder are asked; all but pandas leave them there",
)  # fmt: skip
FACTS = click.Option(
    ["--facts"],
    metavar="FOLDER",
    help="facts to ask: a folder, or a graph file (GraphML, GEXF, JSON, GML, Pajek, CSV …)",
)
FORMAT = click.Option(
    ["--format", "form"], type=click.Choice(("table", "json", "csv")), default="table", help="how to print the answer"
)
WIDE = click.Option(["--wide"], is_flag=True, help="show every column, at any width")
PRINTING = (FACTS, ENGINE, FORMAT, WIDE)


def made(call: Callable[..., Any], parameters: list[click.Parameter], method: Callable[..., Any]) -> click.Command:
    """Return a command whose name and help are those of `method`."""
    first, _, example = told(method)
    text = first + (f"\n\n\b\nExample: {example}" if example else "")
    return click.Command(method.__name__, callback=call, params=parameters, help=text)


def answering(name: str) -> click.Command:
    """Return the command of a question, which is answered with a table."""
    method = questions()[name].call

    def call(facts: str | None, form: str, wide: bool, **options: Any) -> None:
        opened = open_facts(facts, options.pop("engine", None) or "pandas")
        answer = getattr(opened, name)(**given(options))
        say(opened, name, answer, form, wide)
        if name == "check":
            sys.exit(1 if (answer["level"] == "fault").any() else 0)
        if not len(answer):
            sys.exit(1)

    return made(call, [*parameters_of(method), *PRINTING], method)


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
        for note in answer.attrs.get("nothing", ()):
            tell(note)
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
    from explorer.facts.prose.names import shipped_names

    faults = done.report.faults
    if faults:
        tell(f"A fault of the program kept {len(faults):,} of {len(done.report.documents):,} files from being read: "
             f"{', '.join(faults[:5])}{' …' if len(faults) > 5 else ''}. Please report it.")  # fmt: skip
    told = done.report.to_json() if form == "json" else str(done.report)
    if explain:
        words = options.get("words")
        names = shipped_names().with_words(words) if words else shipped_names()
        explanation = explanation_of(done.facts, done.report, names=names)
        told = explanation.table().to_json(orient="records", force_ascii=False) if form == "json" else str(explanation)
    put("".join(f"{clean(line)}\n" for line in told.rstrip("\n").split("\n")))
    refused = [each.refused for each in done.report.documents if each.refused]
    if len(refused) == len(done.report.documents):
        why = refused[0] if len(set(refused)) == 1 else "each for its own reason, told in the report."
        tell(f"Nothing was drawn from {len(refused):,} files: {why}" if len(refused) > 1 else refused[0])
        sys.exit(1)
    tell(f"{done!r}" + (f", written to {to}" if to else "; use --to FOLDER to keep them") + ".")
    if faults or any(remark.what == "not applied" for remark in done.report.remarks):
        sys.exit(1)


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
    if not picture.content.size:
        tell("The selection holds no nodes, so the picture is empty.")
    tell(f"Drawn to {picture.save(output)}.")


def backbone(facts: str | None, **options: Any) -> None:
    """Write the pairs that met more often than chance as a graph, or tell how many there are."""
    found = open_facts(facts).backbone(**given(options))
    written = f", written to {options['to']}" if options.get("to") else "; use --to FILE to keep them"
    tell(f"{len(found.facts.relations):,} pairs met more often than chance{written}.")


def export(path: str, facts: str | None, **options: Any) -> None:
    """Write the selection for another tool."""
    written, notes = open_facts(facts).export(path, **given(options))
    for note in notes:
        tell(note)
    tell(f"Written to {written}.")


def review(
    facts: str | None, form: str, wide: bool, action: str, output: str | None, template: str | None, **options: Any
) -> None:
    """List what deserves a look; or write the page to correct it on, or a file of decisions to be filled in."""
    opened = open_facts(facts, options.pop("engine", None) or "pandas")
    from explorer import reviewing

    if action == "serve":
        from explorer.review_server import serve

        return serve(opened, output or "decisions.csv", tell)
    decided = options.pop("decided", ())
    if decided:
        from explorer.answers import printing

        table, notes = reviewing.held_against(opened, decided)
        for note in notes:
            tell(note)
        return put(printing.as_json(table) if form == "json" else printing.as_csv(table) if form == "csv"
                   else table.to_string(index=False) + "\n")  # fmt: skip
    asked = given(options)
    if output:
        return tell(f"Written to {reviewing.save(opened, output)}. Open it in a browser; ? shows the keys.")
    if template:
        from explorer.files import write_file

        return tell(f"Written to {write_file(template, reviewing.template(opened, **asked))}; fill in and give it to"
                    " explorer read --review.")  # fmt: skip
    if form == "csv":
        return put(reviewing.template(opened, **asked))
    answer = opened.review(**asked)
    say(opened, "review", answer, form, wide)
    return None if len(answer) else sys.exit(1)


OUTPUT = click.Option(["-o", "--output"], required=True, metavar="FILE", help="file to write: .html or .svg")
EXPLAIN = click.Option(["--explain"], is_flag=True, help="show each passage with what was drawn from it, and the rule")
REPORT = click.Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table", show_default=True,
                      help="how to print the report")  # fmt: skip
PATHS = click.Argument(["paths"], nargs=-1, required=True, metavar="PATH…")
SIDES = (click.Argument(["old"], metavar="OLD"), click.Argument(["new"], metavar="[NEW]", default=""))
ACTION = click.Argument(["action"], type=click.Choice(["", "serve"]), default="", metavar="[serve]")
PAGE = click.Option(["-o", "--output"], metavar="FILE", help="page to correct on; with serve the decisions file")
TEMPLATE = click.Option(["--template"], metavar="FILE", help="decisions file with these rows, to be filled in")
DECIDED = click.Option(["--decided"], multiple=True, metavar="FILE", help="decisions: one file tells how accurate the"
                       " reading is by kind and rule, two how far two people agree")  # fmt: skip
OWN: dict[str, Callable[[], click.Command]] = {
    "read": lambda: made(read, [PATHS, *parameters_of(api.read), EXPLAIN, REPORT], api.read),
    "review": lambda: made(
        review, [ACTION, *parameters_of(questions()["review"].call), PAGE, TEMPLATE, DECIDED, *PRINTING],
        questions()["review"].call,
    ),
    "compare": lambda: made(
        compare, [*SIDES, *parameters_of(api.Explorer.compare, beside=("other", "then")), FACTS, FORMAT, WIDE],
        api.Explorer.compare,
    ),
    "backbone": lambda: made(backbone, [*parameters_of(api.Explorer.backbone), FACTS], api.Explorer.backbone),
    "draw": lambda: made(
        draw, [OUTPUT, *parameters_of(api.Explorer.draw, beside=("positions",)), FACTS], api.Explorer.draw
    ),
    "export": lambda: made(export, [*parameters_of(api.Explorer.export), FACTS], api.Explorer.export),
}  # fmt: skip


def main() -> None:
    """Run the command line; every error is one plain line on standard error, never a traceback."""
    warnings.showwarning = lambda message, *_, **__: tell(f"Note: {message}")
    stopped = heed_interrupts()
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
        if stopped:  # a library may turn Ctrl-C into an error of its own
            sys.exit(130)
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
