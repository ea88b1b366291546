"""Read the paraphrase files, and say when a text holds key words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent


@cache
def load(name: str) -> list[dict]:
    """Give the items of `acts`, `attendance` or `events`."""
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=quick)


def plain_words(text: str) -> list[str]:
    """Words as the yardstick counts them: lower case, no accents, no punctuation."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = text.replace("&", " and ").replace("’", "").replace("'", "").replace("co-", "co")
    return re.sub(r"[^a-z0-9]+", " ", text).split()


def holds(text: str, keys: list[str]) -> bool:
    """Does every key (a word stem, alternatives split by `|`) begin a word of the text?"""
    words = plain_words(text)
    return all(any(w.startswith(stem) for stem in key.split("|") for w in words) for key in keys)


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]
