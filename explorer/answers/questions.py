"""All questions as methods of one class, which `Explorer` is made of; `questions.pyi` tells editors their options."""

from __future__ import annotations

from typing import Any

from explorer.answers.question import Asked, questions


class Questions:
    """Answers over an index of facts, as pandas DataFrames; nothing is ever changed."""

    index: Any


for _name in questions():
    setattr(Questions, _name, Asked(_name))
