"""Read-only SQL over the five tables, by DuckDB; nothing outside them can be reached from a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def sql(facts: Facts, select: str) -> pd.DataFrame:
    """Return the answer to one SELECT over documents, passages, nodes, relations and citations.

    Every column is text; cast what you count with. Raises OptionError for what is no single SELECT or what
    DuckDB refuses, MissingExtra where DuckDB is not installed.

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
        return connection.execute(select).df()
    except duckdb.Error as error:
        raise OptionError(_first_line(error)) from None
    finally:
        connection.close()


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return "SQL: " + " ".join(line for line in lines if not line.startswith(("LINE", "^")))[:400]
