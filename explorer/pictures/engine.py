"""The drawing engine: vis-network's script, found inside the installed pyvis wheel and checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from explorer.errors import ExplorerError
from explorer.ontology.datafile import shipped


@dataclass(frozen=True, slots=True)
class Engine:
    """vis-network: its script (LF line ends), version and licence."""

    name: str
    version: str
    home: str
    licence: str
    licence_text: str
    sha256: str
    script: str


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the engine.

    Raises ExplorerError when pyvis is missing or carries another script than the one that was checked.

    >>> engine().name, engine().version
    ('vis-network', '9.1.2')
    """
    record = shipped("engine.yaml", "explorer.pictures")
    path = script_path(record["path"])
    script = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    found = hashlib.sha256(script).hexdigest()
    if found != record["sha256"]:
        raise ExplorerError(
            f"{record['path']} of the installed pyvis has SHA-256 {found}, expected {record['sha256']}: "
            f"install {record['wheel'].replace(' ', '==')} again."
        )
    return Engine(
        name=record["name"],
        version=record["version"],
        home=record["home"],
        licence=record["licence"],
        licence_text=record["licence_text"],
        sha256=found,
        script=script.decode("utf-8"),
    )


def script_path(inside: str) -> Path:
    """Return the path of a file inside the installed pyvis, without importing it (which would load IPython)."""
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise ExplorerError("pyvis is not installed; `pip install relationship-explorer` brings it.")
    path = Path(spec.origin).parent / inside
    if not path.is_file():
        raise ExplorerError(f"The installed pyvis has no {inside}; install pyvis==0.3.2 again.")
    return path
