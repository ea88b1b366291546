"""Facts on disk: a Frictionless Tabular Data Package of five CSV files and `datapackage.json`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from explorer.documents.decode import decode_exact
from explorer.documents.limits import Limits
from explorer.documents.sheets.columnar import NEEDED, held_parquet
from explorer.errors import FactsError, InputError, MissingExtra
from explorer.facts.streamed import delimiter_of, rows_of
from explorer.facts.tables import TABLE_NAMES, Facts, tidy
from explorer.files import DESCRIPTOR, read_set, write_set
from explorer.ontology import Table, vocabulary


class FactsWarning(UserWarning):
    """Facts that were read, with something the reader should know about them."""


def write_facts(facts: Facts, folder: Path | str, about: dict[str, Any] | None = None) -> Path:
    """Write `facts` as a data package into `folder`, whole or not at all; return the folder.

    `about` adds properties to the package's descriptor (title, licences, contributors …). The same
    facts give the same bytes. Raises WriteError.
    """
    return write_set(folder, package_files(facts, about))


def package_files(facts: Facts, about: dict[str, Any] | None = None) -> dict[str, bytes]:
    """Return the files of the package: name → bytes."""
    files = {f"{name}.csv": table_csv(frame) for name, frame in facts.tables().items()}
    files[DESCRIPTOR] = _descriptor(facts, files, about or {})
    return files


def table_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV bytes: UTF-8, LF, quoted only where needed, exact."""
    lines = _Lines()
    writer = csv.writer(lines)  # ends rows with CRLF and therefore quotes cells that hold CR; `_Lines` makes it LF
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    text = "".join(lines)
    try:
        if "\0" not in text:
            return text.encode("utf-8")
    except UnicodeEncodeError:
        pass
    raise FactsError("A cell holds a zero byte or half a character, which no table can hold. Take it out.")


class _Lines(list[str]):
    def write(self, line: str) -> None:
        self.append(line[:-2] + "\n")


def read_facts(folder: Path | str, *, limits: Limits | None = None) -> Facts:
    """Read a data package. Raises FactsError naming the file, the line and what is wrong with it.

    Tables as a spreadsheet saves them (UTF-16, CRLF, semicolons or tabs) are read too. A table that is
    not the file that `datapackage.json` describes is read with a FactsWarning.
    """
    folder, limits = Path(folder), limits or Limits()
    if not folder.is_dir():
        raise FactsError(f"{folder} is no folder. Name a folder that holds {', '.join(_file_names())}.")
    files = read_set(folder, [*_file_names(), DESCRIPTOR], limit=limits.file_bytes, error=FactsError)
    missing = [name for name in _file_names() if name not in files]
    if missing:
        raise FactsError(
            f"{folder} holds no {', '.join(missing)}. A facts folder is made by `explorer read PATH --to FOLDER`."
        )
    if sum(map(len, files.values())) > limits.expanded_bytes:
        raise FactsError(f"The tables in {folder} are larger than {limits.expanded_bytes:,} bytes in all, the limit.")
    described = _described(folder, files.pop(DESCRIPTOR, None))
    changed = [name for name, data in files.items() if name in described and described[name][1] != _hash(data)]
    tables, room = {}, limits.cells
    for name in TABLE_NAMES:
        data = files.pop(f"{name}.csv")  # let go of each once it is read: five large ones would not fit
        place = f"{folder / name}.csv"
        wanted, _ = described.get(f"{name}.csv", (len(data), ""))
        tables[name] = read_table(data, vocabulary().tables[name], place, limits, cells=room, wanted=wanted)
        room -= tables[name].size
    if changed:
        what = f"{folder}: {', '.join(changed)} changed after {DESCRIPTOR} was written"
        warnings.warn(f"{what}; `explorer check` tells whether all fits.", FactsWarning, stacklevel=2)
    return Facts(**tables)


def read_parquet_table(path: Path) -> pd.DataFrame:
    """Return the table in a Parquet file, within ten times the limits of CSV. Raises FactsError, MissingExtra."""
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtra(NEEDED) from None
    limits = Limits()
    try:
        held = held_parquet(path, path.stat().st_size, str(path), replace(limits, cells=10 * limits.cells))
        plain = (c.cast(c.type.value_type) if pa.types.is_dictionary(c.type) else c for c in held.columns)
        table = pa.table(list(plain), held.column_names)
        table.validate(full=True)  # pandas would tell of letters that are no UTF-8 only when it is asked for them
        frame: pd.DataFrame = table.to_pandas()
    except InputError as error:
        raise FactsError(str(error)) from None
    except (pa.ArrowException, OSError, ValueError) as error:
        raise FactsError(f"Cannot read {path}: {str(error).splitlines()[0]}") from None
    return frame


def _file_names() -> list[str]:
    return [f"{name}.csv" for name in TABLE_NAMES]


def read_table(data: bytes, table: Table, place: str, limits: Limits, *, cells: int, wanted: int) -> pd.DataFrame:
    """Return the table that the CSV `data` holds; `place` is what messages call it, `wanted` its expected bytes."""
    if len(data) < wanted and not data.endswith(b"\n"):
        raise FactsError(f"{place} was cut off: {len(data):,} of {wanted:,} bytes are there. Copy it again.")
    try:
        text = decode_exact(data, place, hint="; save it as CSV in UTF-8")
    except InputError as error:
        raise FactsError(str(error)) from None
    content, delimiter = text.encode("utf-8"), delimiter_of(text, table, place)
    del text
    _check_rows(content, delimiter, place, limits, cells)
    try:
        frame = pd.read_csv(
            io.BytesIO(content), dtype=str, sep=delimiter, keep_default_na=False, na_filter=False, encoding="utf-8"
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise FactsError(f"{place} is no readable CSV table: {str(error).strip()}.") from None
    return tidy(table.name, frame, further=True)


def _check_rows(content: bytes, delimiter: str, place: str, limits: Limits, cells: int) -> None:
    """Refuse what pandas would mend in silence, and more cells than there is room for."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    for count, row in enumerate(rows_of(lines, delimiter, place, limits)):
        if count * len(row) > cells:
            raise FactsError(f"{place} and its fellows hold over {limits.cells:,} cells, the limit. Split the facts.")


def _described(folder: Path, data: bytes | None) -> dict[str, tuple[int, str]]:
    """Return the bytes and the hash that the descriptor gives for each table; nothing without a descriptor."""
    if data is None:
        return {}
    try:
        parts = [part for part in json.loads(data)["resources"] if "bytes" in part and "hash" in part]
        return {str(part["path"]): (int(part["bytes"]), str(part["hash"])) for part in parts}
    except (ValueError, TypeError, KeyError, RecursionError):
        place = folder / DESCRIPTOR
        raise FactsError(f"{place} is cut off or no description of tables. Restore it, or delete it.") from None


def _hash(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _descriptor(facts: Facts, files: dict[str, bytes], about: dict[str, Any]) -> bytes:
    resources = []
    for name, frame in facts.tables().items():
        table = vocabulary().tables[name]
        schema = table_schema(table)
        further = [column for column in frame.columns if column not in table.column_names]
        schema["fields"] += [
            {"name": column, "type": "string", "description": "A column of its own"} for column in further
        ]
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
                "hash": _hash(content),
                "schema": schema,
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


def shipped(what: str = "facts") -> Path:
    """Return a folder that comes with the package. Raises FactsError where they are missing."""
    from importlib.resources import files

    try:
        folder = Path(str(files("explorer.shipped").joinpath(what)))
    except ModuleNotFoundError:  # in a clone's own root its folder stands before the installed package
        folder = Path(__file__).parents[2] / "data" / what
    if not folder.is_dir():
        raise FactsError(
            "No facts come with this installation. Name a folder of your own with --facts (or load(folder))."
        )
    return folder
