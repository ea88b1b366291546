"""Facts on disk: a Frictionless Tabular Data Package of five CSV files and `datapackage.json`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd

from explorer.errors import FactsError
from explorer.facts.tables import TABLE_NAMES, Facts, tidy
from explorer.files import restore, write_set
from explorer.ontology import Table, vocabulary

DESCRIPTOR = "datapackage.json"


def write_facts(facts: Facts, folder: Path | str, about: dict[str, Any] | None = None) -> Path:
    """Write `facts` as a data package into `folder`, whole or not at all; return the folder.

    `about` adds properties to the package's descriptor (title, licences, contributors …). The same
    facts give the same bytes. Raises WriteError.
    """
    return write_set(folder, package_files(facts, about))


def package_files(facts: Facts, about: dict[str, Any] | None = None) -> dict[str, bytes]:
    """Return the files of the package: name → bytes."""
    files = {f"{name}.csv": table_csv(frame) for name, frame in facts.tables().items()}
    files[DESCRIPTOR] = _descriptor(files, about or {})
    return files


def table_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV bytes: UTF-8, LF, quoted only where needed, exact."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8")


def read_facts(folder: Path | str) -> Facts:
    """Read a data package. Raises FactsError naming the file, the line and what is wrong with it."""
    folder = Path(folder)
    restore(folder)
    if not folder.is_dir():
        raise FactsError(f"{folder} is no folder. Name a folder that holds {', '.join(_file_names())}.")
    missing = [name for name in _file_names() if not (folder / name).is_file()]
    if missing:
        raise FactsError(
            f"{folder} holds no {', '.join(missing)}. A facts folder is made by `explorer read PATH --to FOLDER`."
        )
    return Facts(**{name: _read_table(folder / f"{name}.csv", vocabulary().tables[name]) for name in TABLE_NAMES})


def _file_names() -> list[str]:
    return [f"{name}.csv" for name in TABLE_NAMES]


def _read_table(path: Path, table: Table) -> pd.DataFrame:
    try:
        frame = pd.read_csv(
            path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig", lineterminator="\n"
        )
    except UnicodeDecodeError as error:
        raise FactsError(f"{path} is not UTF-8 (byte {error.start}). Save it as CSV in UTF-8.") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise FactsError(f"{path} is no readable CSV table: {str(error).strip()}.") from None
    wanted = table.column_names
    if list(frame.columns) != wanted:
        lost = [c for c in wanted if c not in frame.columns]
        extra = [c for c in frame.columns if c not in wanted]
        what = (
            f"lacks the column {lost[0]!r}"
            if lost
            else f"has the unknown column {extra[0]!r}"
            if extra
            else ("has its columns in another order")
        )
        raise FactsError(f"{path} {what}. Expected: {', '.join(wanted)}.")
    return tidy(table.name, frame)


def _descriptor(files: dict[str, bytes], about: dict[str, Any]) -> bytes:
    resources = []
    for name in TABLE_NAMES:
        table = vocabulary().tables[name]
        content = files[f"{name}.csv"]
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "title": table.about,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
                "bytes": len(content),
                "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
                "schema": table_schema(table),
            }
        )
    package = {
        "name": "facts",
        "profile": "tabular-data-package",
        **about,
        "resources": resources,
    }
    return (json.dumps(package, indent=1, ensure_ascii=False, sort_keys=False) + "\n").encode("utf-8")


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Frictionless Table Schema of one table, derived from the vocabulary.

    >>> table_schema(vocabulary().tables["relations"])["foreignKeys"][0]["fields"]
    ['source']
    """
    fields = []
    for column in table.columns:
        constraints: dict[str, Any] = {}
        if column.required:
            constraints["required"] = True
        if column.name == "id":
            constraints["unique"] = True
        if column.terms:
            constraints["enum"] = vocabulary().terms(column.terms)
        kind = {"edtf": "string"}.get(column.type, column.type)
        field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.about}
        if column.type == "edtf":
            field["rdfType"] = "http://id.loc.gov/datatypes/edtf"
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    keys = [
        {
            "fields": [c.name],
            "reference": {"resource": "" if c.refers == table.name else c.refers, "fields": ["id"]},
        }
        for c in table.columns
        if c.refers
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
    if keys:
        schema["foreignKeys"] = keys
    return schema
