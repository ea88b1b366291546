"""The flow goes one way: documents → facts → graph → answers and pictures; readers and engines stay in their rooms."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import explorer

PACKAGE = Path(explorer.__file__).parent

# A room, or a file beside them, may import from itself and from what is named; whatever is not named here is refused.
MAY_IMPORT = {
    "version": set(),
    "errors": set(),
    "files": {"errors"},
    "formulas": set(),
    "interrupts": set(),
    "progress": set(),
    "ontology": {"errors"},
    "documents": {"errors", "files", "ontology"},
    "facts": {"errors", "files", "ontology", "documents", "formulas", "progress"},
    "graph": {"errors", "files", "formulas", "ontology", "facts"},
    "answers": {"errors", "files", "formulas", "ontology", "facts", "graph"},
    "pictures": {"errors", "files", "ontology", "facts", "graph", "version", "progress"},
    "explorer": {"errors", "files", "ontology", "documents", "facts", "graph", "answers", "pictures", "version"},
    "reviewing": {"errors", "files", "facts", "answers", "explorer", "pictures"},
    "review_server": {"errors", "facts", "files", "explorer", "reviewing"},
    "completion": {"ontology", "graph", "answers", "explorer"},
    "cli": {
        *("errors", "files", "ontology", "documents", "facts", "graph", "answers", "pictures", "explorer", "version"),
        *("completion", "interrupts", "reviewing", "review_server"),
    },
    "__init__": {"errors", "explorer", "version"},
    "__main__": {"cli"},
}

ROOMS = {path.name.removesuffix(".py") for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))}
ROOMS -= {"shipped"}  # the data

# Who alone may import a library.
ONLY = {
    "click": {"cli", "completion"},
    "pyvis": {"pictures/collect.py"},
    "pypdfium2": {"documents/pdf_pieces.py"},
    "spacy": {"facts/prose/clauses/engine.py"},
}


def listed():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield pytest.param(path, id=path.relative_to(PACKAGE).as_posix())


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", list(listed()))
def test_imports_run_one_way(path):
    here = room(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "explorer" and len(parts) > 1 and parts[1] in ROOMS - {here}:
            assert parts[1] in MAY_IMPORT[here], f"{path.relative_to(PACKAGE)} imports {name}"


def test_every_room_is_named_and_told():
    told = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert set(MAY_IMPORT) == ROOMS
    assert not [name for name in ROOMS if not any(f"`{name}{end}`" in told for end in ("", "/", ".py"))]


@pytest.mark.parametrize("path", list(listed()))
def test_libraries_stay_in_their_rooms(path):
    relative = path.relative_to(PACKAGE).as_posix()
    for name in imported(path):
        allowed = ONLY.get(name.split(".")[0])
        assert allowed is None or relative in allowed or room(path) in allowed, f"{relative} imports {name}"


def test_help_pays_for_no_heavy_import():
    script = (
        "import sys; sys.argv = ['explorer', '--help']\n"
        "from explorer.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('pandas', 'networkx', 'pyvis', 'IPython', 'rich', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_no_module_outgrows_its_room():
    long = {p.name: n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long, f"over 400 lines: {long}"
