"""The page: template, style, script and payload in one file under a strict policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from explorer.errors import ExplorerError
from explorer.pictures.content import Content
from explorer.pictures.payload import Payload
from explorer.pictures.plain import plain_rows
from explorer.pictures.slim import slim_script, slim_style

ASSETS = "explorer.pictures.assets"
# What would end or upset a script or style element from within.
_BREAKS_OUT = re.compile(r"</(?:script|style)|<!--|<script", re.IGNORECASE)


@dataclass(frozen=True)
class Assets:
    """Style and scripts as they stand in the page, and the policy that admits them."""

    css: str
    scripts: tuple[str, ...]
    policy: str


def render(content: Content, payload: Payload, *, compress: bool | None = None) -> str:
    """Return the page as text."""
    kit = assets()
    rows, more = plain_rows(content)
    about = payload.about
    return template().render(
        title=about["title"],
        lang=about["lang"],
        csp=kit.policy,
        css=Markup(kit.css),
        scripts=[Markup(script) for script in kit.scripts],
        payload=Markup(payload.element(compress)),
        rows=rows,
        more=more,
        about=about,
        strings=strings(),
        embed=about["embed"],
        theme=about["theme"],
    )


def assets() -> Assets:
    """Return style, scripts and policy of the picture."""
    return kit("order.txt")


@lru_cache(maxsize=4)
def kit(order: str, *, connect: bool = False) -> Assets:
    """Return style, scripts and policy of the page whose files `order` names, read once.

    connect: the page may talk to the address that it came from
    """
    names = [name for name in _needed(order).split() if not name.startswith("#")]
    css = "".join(_checked(name, slim_style(_needed(name))) for name in names if name.endswith(".css"))
    # One script for all of ours: each would need a line of the policy.
    ours = "".join(_checked(name, slim_script(_needed(name))) for name in names if name.endswith(".js"))
    return Assets(css, (ours,), policy(css, (ours,)) + ("; connect-src 'self'" if connect else ""))


def policy(css: str, scripts: tuple[str, ...]) -> str:
    """Return the Content-Security-Policy that admits exactly this style and these scripts.

    >>> policy("", ()).split("; ")[0]
    "default-src 'none'"
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + (" ".join(_hash(script) for script in scripts) or "'none'"),
            f"style-src {_hash(css)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


@lru_cache(maxsize=1)
def template() -> Template:
    """Return the template of the picture."""
    return template_of("page.html")


def template_of(name: str) -> Template:
    """Return a template, with everything escaped that is not ours."""
    rooms = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        newline_sequence="\n",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return rooms.get_template(name)


@lru_cache(maxsize=1)
def strings() -> dict[str, Any]:
    """Return the words of the page, kept in one file for translation."""
    return dict(json.loads(_asset("strings.json") or "{}"))


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _asset(name: str) -> str | None:
    path = files(ASSETS).joinpath(name)
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n") if path.is_file() else None


def _needed(name: str) -> str:
    text = _asset(name)
    if text is None:
        raise ExplorerError(f"order.txt names {name!r}, which is no file among the page's assets.")
    return text


def _checked(name: str, text: str) -> str:
    found = _BREAKS_OUT.search(text)
    if found:
        raise ExplorerError(f"{name} holds {found.group()!r}, which would break out of its element.")
    return text
