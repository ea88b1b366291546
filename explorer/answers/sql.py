"""Read-only SQL over the five tables, by DuckDB; nothing outside them can be reached from a query."""

from __future__ import annotations

import mmap
import re
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from explorer.answers.question import question
from explorer.errors import MissingExtra, OptionError
from explorer.graph.index import Index

SETTINGS = (
    "python_enable_replacements = false",
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "memory_limit = '1GB'",
    "max_temp_directory_size = '0GB'",
    "lock_configuration = true",
)
SECONDS = 120  # after which a query is stopped
ROWS, BYTES = 1_000_000, 1 << 30  # of an answer: it comes back whole, beyond the reach of DuckDB's own limit
CELL = 1_000_000  # letters of one cell
READING = {"SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE", "RECURSIVE_CTE_NODE"}
WHOLE = {f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "", "BIG")} | {"INTEGER", "UINTEGER"}
KEPT = {*WHOLE, "BOOLEAN", "FLOAT", "DOUBLE", "VARCHAR"}


@question(160, limit=False)
def sql(index: Index, select: str) -> pd.DataFrame:
    """Ask one read-only SELECT over the tables documents, passages, nodes, relations and citations.

    Every column of the tables is text; cast what you count with. Dates, lists and the like come as text. Raises
    OptionError for what is no single SELECT (or WITH … SELECT), what DuckDB refuses, an answer of more than 1,000,000
    rows or 1 GiB, and what takes more than two minutes; MissingExtra where DuckDB is not installed.

    >>> from explorer.answers.example import example_facts
    >>> sql(Index(example_facts()), "select count(*) as n from nodes where kind = 'state'").n.tolist()
    [5]

    Example: explorer sql "select kind, count(*) as n from nodes group by kind order by n desc"
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("SQL needs DuckDB: pip install 'relationship-explorer[sql]'.") from None
    try:
        statements = duckdb.extract_statements(select)
    except duckdb.Error as error:
        raise OptionError(_first_line(error)) from None
    if len(statements) != 1 or not _only_reads(duckdb, select):
        raise OptionError("Only one SELECT, or WITH … SELECT, can be asked. The tables are read-only.")
    connection = duckdb.connect(":memory:", config={"enable_external_access": False, "threads": 2})
    try:
        for name, table in index.facts.tables().items():
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
    with _room(), ThreadPoolExecutor(1) as worker:
        answer = worker.submit(_asked, connection, select)
        try:
            return _watched(answer)
        except TimeoutError:
            raise OptionError(f"SQL: the query took more than {SECONDS} seconds and was stopped.") from None
        except MemoryError:
            raise OptionError(f"SQL: the query took more than {BYTES >> 20:,} MB of memory and was stopped.") from None
        finally:
            while not answer.done():
                connection.interrupt()
                wait([answer], 0.1)


@contextmanager
def _room() -> Iterator[None]:
    """Refuse memory beyond the limit, where the system can: one value may ask for all of it, and hears no clock."""
    try:
        import resource
    except ImportError:  # a system without such ceilings: `_watched` still looks at what is held
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = _pages(0) and _pages(0) + 2 * BYTES + (BYTES >> 1)
    if most and all(end == resource.RLIM_INFINITY or most < end for end in before):
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _watched(answer: Future[pd.DataFrame]) -> pd.DataFrame:
    """Wait for an answer. Raises TimeoutError and, where the system tells how much memory is held, MemoryError."""
    began, end = _pages(1), time.monotonic() + SECONDS
    while not wait([answer], 0.05).done:
        if time.monotonic() > end:
            raise TimeoutError
        if _pages(1) - began > 2 * BYTES:
            raise MemoryError
    return answer.result()


def _pages(place: int) -> int:
    """Return the bytes of memory that this process may touch (0) or holds (1); 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[place]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0


def _asked(connection: Any, select: str) -> pd.DataFrame:
    relation = connection.sql(select)
    types = [str(kind) for kind in relation.types]
    told = []
    for place, (name, kind) in enumerate(zip(relation.columns, types, strict=True), 1):
        wanted = "BIGINT" if kind == "HUGEINT" else "DOUBLE" if kind.startswith("DECIMAL") else "VARCHAR"
        value = f"#{place}" if kind in KEPT else f"cast(#{place} as {wanted})"
        value = f"left({value}, {CELL + 1})" if "VARCHAR" in (kind if kind in KEPT else wanted) else value
        quoted = name.replace('"', '""')
        told.append(f'{value} as "{quoted}"')
    return _bounded(connection.execute(relation.project(", ".join(told)).sql_query()), types)


def _only_reads(duckdb: Any, select: str) -> bool:
    """Tell whether a statement is a SELECT and nothing else, at any depth, by DuckDB's own parser.

    The tree is JSON, too deep at times to be loaded; in its texts every quote is escaped, so these are its own words.
    The function `query` takes a statement as a text, which no tree shows.
    """
    told = duckdb.connect(":memory:").execute("select json_serialize_sql(?)", [select]).fetchone()[0]
    types = set(re.findall(r'"(?:type|function_name)":"(\w+_NODE|SHOW_REF|query)"', told, re.IGNORECASE))
    return '"error":false' in told and bool(types) and types <= READING


def _bounded(answer: Any, types: list[str]) -> pd.DataFrame:
    """Return an answer, fetched piece by piece. Raises OptionError where it grows past what is brought back."""
    pieces: list[pd.DataFrame] = []
    rows = size = 0
    while len(piece := answer.fetch_df_chunk()) or not pieces:
        for place, kind in enumerate(types):
            if kind in {*WHOLE, "HUGEINT"} and piece.iloc[:, place].dtype.kind == "f":  # some are missing
                piece.isetitem(place, piece.iloc[:, place].astype("Int64").array)
        texts = (piece[name] for name in piece.columns if piece[name].dtype.kind not in "biufMm")
        if any(isinstance(value, str) and len(value) > CELL for column in texts for value in column):
            raise OptionError(
                f"SQL: a cell of the answer is longer than {CELL:,} letters, the limit. Take a part of it."
            )
        pieces.append(piece)
        rows, size = rows + len(piece), size + int(piece.memory_usage(deep=True).sum())
        if rows > ROWS or size > BYTES:
            most = f"{ROWS:,} rows" if rows > ROWS else f"{BYTES >> 20:,} MB"
            raise OptionError(f"SQL: the answer is larger than {most}, the limit. Add a limit, or count instead.")
        if not len(piece):
            break
    return pieces[0] if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return "SQL: " + " ".join(line for line in lines if not line.startswith(("LINE", "^")))[:400]
