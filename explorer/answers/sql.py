"""Read-only SQL over the five tables, by DuckDB; nothing outside them can be reached from a query."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any

from explorer.errors import MissingExtra, OptionError

if TYPE_CHECKING:
    import pandas as pd

    from explorer.facts.tables import Facts


SETTINGS = (
    "python_enable_replacements = false",
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "memory_limit = '2GB'",
    "max_temp_directory_size = '0GB'",
    "lock_configuration = true",
)
SECONDS = 120  # after which a query is stopped
WHOLE = {f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "", "BIG")} | {"INTEGER", "UINTEGER"}
KEPT = {*WHOLE, "BOOLEAN", "FLOAT", "DOUBLE", "VARCHAR"}


def sql(facts: Facts, select: str) -> pd.DataFrame:
    """Return the answer to one SELECT over documents, passages, nodes, relations and citations.

    Every column of the tables is text; cast what you count with. Dates, lists and the like come as text. Raises
    OptionError for what is no single SELECT, what DuckDB refuses and what takes more than two minutes, MissingExtra
    where DuckDB is not installed.

    >>> from explorer.answers.example import example_facts
    >>> sql(example_facts(), "select count(*) as n from nodes where kind = 'state'").n.tolist()
    [5]
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("SQL needs DuckDB: pip install 'relationship-explorer[sql]'.") from None
    try:
        statements = duckdb.extract_statements(select)
    except duckdb.Error as error:
        raise OptionError(_first_line(error)) from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise OptionError("Only one SELECT can be asked. The tables are read-only.")
    connection = duckdb.connect(":memory:", config={"enable_external_access": False, "threads": 2})
    try:
        for name, table in facts.tables().items():
            connection.register(f"_{name}", table)
            connection.execute(f'create table "{name}" as select * from "_{name}"')  # a copy: frames stay untouched
            connection.unregister(f"_{name}")
        for setting in SETTINGS:
            connection.execute(f"set {setting}")
        return _waited(connection, select)
    except duckdb.Error as error:
        raise OptionError(_first_line(error)) from None
    finally:
        connection.close()


def _waited(connection: Any, select: str) -> pd.DataFrame:
    """Return the answer of a query that Ctrl-C and the clock can stop: DuckDB itself hears neither."""
    with ThreadPoolExecutor(1) as worker:
        answer = worker.submit(_asked, connection, select)
        try:
            return answer.result(SECONDS)
        except TimeoutError:
            raise OptionError(f"SQL: the query took more than {SECONDS} seconds and was stopped.") from None
        finally:
            while not answer.done():
                connection.interrupt()
                wait([answer], 0.1)


def _asked(connection: Any, select: str) -> pd.DataFrame:
    relation = connection.sql(select)
    types = [str(kind) for kind in relation.types]
    told = []
    for place, (name, kind) in enumerate(zip(relation.columns, types, strict=True), 1):
        wanted = "BIGINT" if kind == "HUGEINT" else "DOUBLE" if kind.startswith("DECIMAL") else "VARCHAR"
        value = f"#{place}" if kind in KEPT else f"cast(#{place} as {wanted})"
        quoted = name.replace('"', '""')
        told.append(f'{value} as "{quoted}"')
    table: pd.DataFrame = relation.project(", ".join(told)).df()
    for place, kind in enumerate(types):
        if kind in {*WHOLE, "HUGEINT"} and table.iloc[:, place].dtype.kind == "f":  # some are missing
            table.isetitem(place, table.iloc[:, place].astype("Int64").array)
    return table


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return "SQL: " + " ".join(line for line in lines if not line.startswith(("LINE", "^")))[:400]
