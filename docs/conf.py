"""The documentation site: `make docs` builds it offline into build/docs, and fails on any link that leads nowhere.

Sphinx with MyST, since the pages are the Markdown that a reader of the repository sees, and the reference is drawn from
docstrings and from the commands themselves.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import click
import gallery

import explorer
from explorer.cli import cli

project = "Relationship explorer"
author = "The relationship explorer authors"
copyright = "2026, The relationship explorer authors"
release = version = explorer.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["site", "pictures/README.md"]
html_theme = "furo"
html_title = f"Relationship explorer {release}"
html_extra_path = ["site"]
html_show_sphinx = False
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
nitpicky = False

HERE = Path(__file__).parent


def commands() -> str:
    """Return the page of all commands, each as its own `--help` prints it."""
    parts = ["# Every command", "As `explorer COMMAND --help` prints it; options shared by all are told in each."]
    context = click.Context(cli, info_name="explorer", max_content_width=100)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100)
        parts += [f"## {name}", f"```text\n{command.get_help(inner)}\n```"]
    return "\n\n".join(parts) + "\n"


def live() -> None:
    """Draw the live pages of the shipped data that the site shows."""
    folder = HERE / "site"
    folder.mkdir(exist_ok=True)
    bali = explorer.load()
    bali.draw().save(folder / "bali-process.html")
    bali.draw(around="RSO", depth=1).save(folder / "regional-support-office.html")


def as_parameters(_app: object, _what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """Show the lines `option: what it does` of our docstrings as parameters, and the example as a command."""
    for at, line in enumerate(lines):
        if found := re.fullmatch(r"(\w+): (.+)", line):
            name, told = found.groups()
            lines[at] = f"Example: ``{told}``" if name == "Example" else f":param {name}: {told}"


def setup(app: Any) -> None:
    """Write what is derived before Sphinx reads its sources."""
    app.connect("autodoc-process-docstring", as_parameters)
    (HERE / "commands.md").write_text(commands(), encoding="utf-8", newline="\n")
    live()
    gallery.write()
