"""What is derived from the declarations of questions: the types that editors read.

`python tests/test_declarations.py` writes them anew.
"""

from __future__ import annotations

import inspect
import re
import types
from pathlib import Path

from explorer.answers import questions as derived
from explorer.answers.question import method_of, questions

STUB = Path(derived.__file__).with_suffix(".pyi")


def stub() -> str:
    """Return `questions.pyi`: the methods with every option, for editors and type checkers."""
    lines = [
        '"""The methods that follow from the declarations; `python tests/test_declarations.py` writes them."""', "",
        "from collections.abc import Iterable", "from typing import Any, Literal", "",
        "from explorer.answers.answer import Answer", "", "class Questions:", "    index: Any",
    ]  # fmt: skip
    for name in questions():
        lines += _head(name, _parameters(name))
        lines += [f'        """{questions()[name].summary}"""', ""]
    return "\n".join(lines[:-1]) + "\n"


def _head(name: str, parameters: list[str]) -> list[str]:
    line = f"    def {name}({', '.join(parameters)}) -> Answer:"
    if len(line) <= 120:
        return [line]
    return [
        f"    def {name}(",
        *(line for one in parameters for line in _wrapped(f"        {one},")),
        "    ) -> Answer:",
    ]


def _wrapped(line: str) -> list[str]:
    if len(line) <= 120:
        return [line]
    start, words, end = re.split(r"[\[\]]", line)
    return [f"{start}[", *(f"            {word}," for word in words.split(", ")), f"        ]{end}"]


def _parameters(name: str) -> list[str]:
    made, starred = ["self"], False
    for parameter in list(inspect.signature(method_of(name)).parameters.values())[1:]:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            starred = True
            made.append("*")
        known = parameter.annotation
        if isinstance(known, types.UnionType):
            known = "str | Iterable[str]"
        shown = known.__name__ if isinstance(known, type) else str(known).replace("typing.", "")
        if parameter.default == "" and "Literal" in shown:
            shown = shown.replace("Literal[", "Literal['', ")
        default = "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}"
        made.append(f"{parameter.name}: {shown}{default}".replace("'", '"'))
    return made


def test_what_editors_read_follows_from_the_declarations():
    assert STUB.read_text(encoding="utf-8") == stub(), "Run `python tests/test_declarations.py`."


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8", newline="\n")
