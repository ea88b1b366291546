"""Fact tables on another engine: pandas, polars, DuckDB or Spark, asked through one language (narwhals).

Tables stay with the engine; an answer asks it for what it needs and brings only that back. `pin` holds an
intermediate result, so that it is not computed again at every use: without it a search by repeated joins never
ends on Spark. Spark pins into Parquet files, which outlive a worker that dies.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd

from explorer.errors import ExplorerError, FactsError, OptionError, one_of
from explorer.facts.streamed import into_parquet
from explorer.facts.tables import TABLE_NAMES, tidy
from explorer.ontology import vocabulary

ENGINES = ("pandas", "polars", "duckdb", "spark")
DUCKDB_MEMORY = "600MB"  # beyond this DuckDB works on disk
DUCKDB_THREADS = 4  # at most: each holds memory of its own, and with sixteen of them ties took five times as long
MOST_ROWS = 3_000_000  # rows of a table that are still brought back whole

Frame = nw.LazyFrame[Any]

_CUT = (
    "substring(text, cast(char_start as int) + 1, greatest(cast(char_end as int) - cast(char_start as int), 0)) as cut"
)


class Engine:
    """Opens tables and holds intermediate results. This one is pandas; its children override what differs."""

    name = "pandas"
    package = "pandas"  # whose errors mean that a table cannot be read

    def open(self, files: list[Path]) -> Frame:
        """Return the table in `files`, all of them Parquet."""
        with self._asked():
            return _frame(self._open(files)).lazy()

    def pin(self, frame: Frame) -> Frame:
        """Return `frame` computed, so that it is not computed again."""
        with self._asked():
            return self._pin(frame)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Let go, at the end, of what is pinned meanwhile."""
        yield

    def fetch(self, frame: Frame) -> pd.DataFrame:
        """Return `frame` as pandas."""
        with self._asked():
            made = frame.collect()
            native: pd.DataFrame = made.to_native() if self.name == "pandas" else made.to_arrow().to_pandas()
            return native.reset_index(drop=True)

    def cut(self, frame: Frame) -> Frame:
        """Return `frame` with `cut`: the characters of `text` from `char_start` to `char_end`."""
        with self._asked():
            return self._cut(frame)

    @cached_property
    def scratch(self) -> Path:
        """A folder for what is too large to hold; it goes when the engine does."""
        return Path(_scratch(self))

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Tell what the engine cannot read in words, not as a fault of the program."""
        try:
            yield
        except Exception as error:
            ours = type(error).__module__.split(".")[0].lstrip("_")
            if isinstance(error, ExplorerError) or ours not in {self.package, "narwhals", "pyarrow", "py4j"}:
                raise
            first = next(iter(str(error).strip().splitlines()), type(error).__name__)[:300].rstrip(".")
            told = f"The engine {self.name} cannot read these tables: {first}"
            raise FactsError(f"{told}. Restore them, or ask without --engine.") from None

    def _open(self, files: list[Path]) -> Any:
        parts = [pd.read_parquet(file) for file in files]
        return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)

    def _pin(self, frame: Frame) -> Frame:
        return frame

    def _cut(self, frame: Frame) -> Frame:
        table = frame.collect().to_native()
        ends = (table[name].tolist() for name in ("text", "char_start", "char_end"))
        made = [text[int(start) : int(end)] for text, start, end in zip(*ends, strict=True)]
        return _frame(table.assign(cut=pd.array(made, dtype="str"))).lazy()


def _frame(native: Any) -> Frame:
    made: Frame = nw.from_native(native)
    return made


class PolarsEngine(Engine):
    """Polars: one machine, all its cores."""

    name = package = "polars"

    def _open(self, files: list[Path]) -> Any:
        import polars as pl

        return pl.scan_parquet(files)

    def _pin(self, frame: Frame) -> Frame:
        return frame.collect(backend="polars").lazy()

    def _cut(self, frame: Frame) -> Frame:
        import polars as pl

        start, end = pl.col("char_start").cast(pl.Int64), pl.col("char_end").cast(pl.Int64)
        length = pl.when(end > start).then(end - start).otherwise(0)
        return _frame(frame.to_native().with_columns(cut=pl.col("text").str.slice(start, length)))


class DuckDBEngine(Engine):
    """DuckDB: one machine, works on disk when memory is short."""

    name = package = "duckdb"

    def __init__(self) -> None:
        import duckdb

        settings: dict[str, Any] = {
            "memory_limit": DUCKDB_MEMORY,
            "threads": min(DUCKDB_THREADS, os.cpu_count() or 1),
            "temp_directory": str(self.scratch),
            "preserve_insertion_order": False,
        }
        self._connection = duckdb.connect(config=settings)
        self._names = count()

    def _open(self, files: list[Path]) -> Any:
        return self._connection.read_parquet([str(file) for file in files])

    def _pin(self, frame: Frame) -> Frame:
        name = f"pinned_{next(self._names)}"
        frame.to_native().create(name)
        return _frame(self._connection.table(name))

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Let go, at the end, of what is pinned meanwhile."""
        first = next(self._names)
        try:
            yield
        finally:
            for number in range(first, next(self._names)):
                self._connection.execute(f"drop table if exists pinned_{number}")

    def _cut(self, frame: Frame) -> Frame:
        return _frame(frame.to_native().project(f"*, {_CUT}"))


class SparkEngine(Engine):
    """Spark: many machines. `session` is used as it is given; otherwise one is made on this machine."""

    name = "spark"
    package = "pyspark"

    def __init__(self, session: Any = None, scratch: str | Path | None = None) -> None:
        self.session = session or _spark_session()
        # Every worker must see this folder; give one they share where they run on other machines.
        if scratch is not None:
            self.scratch = Path(scratch)
        self._names = (f"pinned-{number}.parquet" for number in count())

    def _open(self, files: list[Path]) -> Any:
        return self.session.read.parquet(*map(str, files))

    def _pin(self, frame: Frame) -> Frame:
        place = str(self.scratch / next(self._names))
        frame.to_native().write.parquet(place)
        return _frame(self.session.read.parquet(place))

    def _cut(self, frame: Frame) -> Frame:
        return _frame(frame.to_native().selectExpr("*", _CUT))


def _spark_session() -> Any:
    from pyspark.sql import SparkSession

    made = SparkSession.builder.appName("explorer").master("local[*]").config("spark.ui.enabled", "false")
    made = made.config("spark.sql.shuffle.partitions", "8").config("spark.sql.execution.arrow.pyspark.enabled", "true")
    session = made.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _scratch(owner: object) -> str:
    """Return a folder that goes when its owner does."""
    folder = tempfile.mkdtemp(prefix="explorer-")
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return folder


def engine_named(name: str, session: Any = None) -> Engine:
    """Return an engine by name. Raises OptionError for an unknown one or one that is not installed."""
    made: dict[str, Callable[[], Engine]] = {
        "pandas": Engine, "polars": PolarsEngine, "duckdb": DuckDBEngine, "spark": lambda: SparkEngine(session),
    }  # fmt: skip
    one_of("engine", name, ENGINES)
    try:
        return made[name or "pandas"]()
    except ImportError as lost:
        raise OptionError(
            f"The engine {name} needs the package {lost.name}: pip install 'relationship-explorer[engines]'."
        ) from None


@dataclass(frozen=True, eq=False)
class Frames:
    """The five tables on an engine, as lazy narwhals frames whose every cell is text."""

    documents: Frame
    passages: Frame
    nodes: Frame
    relations: Frame
    citations: Frame
    engine: Engine

    def tables(self) -> dict[str, Frame]:
        """Return the tables by name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "engine"}


def open_frames(folder: Path | str, engine: str = "pandas", session: Any = None) -> Frames:
    """Open a data package (CSV or Parquet) on an engine. Raises FactsError or OptionError.

    A table is `<name>.parquet` (a file, or a folder of part files as Spark writes them) or `<name>.csv`.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FactsError(f"{folder} is no folder of tables; another file is asked without --engine {engine}.")
    opened = engine_named(engine, session)
    tables = {}
    for name in TABLE_NAMES:
        frame = opened.open(_parquet(folder, name, opened.scratch))
        table, there = vocabulary().tables[name], frame.collect_schema().names()
        lost = [column for column in table.expected_names if column not in there]
        if lost:
            wanted = ", ".join(table.column_names)
            raise FactsError(f"Table {name} in {folder} lacks the column {lost[0]!r}. Expected: {wanted}.")
        tables[name] = frame.select(
            nw.col(column).cast(nw.String).fill_null("") if column in there else nw.lit("").alias(column)
            for column in table.column_names
        )
    return Frames(**tables, engine=opened)


def _parquet(folder: Path, name: str, scratch: Path) -> list[Path]:
    """Return the Parquet files of a table; of a CSV table they are made first, by the reader of all such tables."""
    parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
    parts = sorted(path for path in parquet.iterdir() if path.suffix == ".parquet") if parquet.is_dir() else []
    if parts or parquet.is_file():
        return parts or [parquet]
    if os.path.lexists(csv):
        return [into_parquet(csv, vocabulary().tables[name], scratch / f"{name}.parquet")]
    raise FactsError(
        f"{folder} holds neither {name}.parquet nor {name}.csv. A facts folder is made by `explorer read`."
    )


class EngineFacts:
    """Facts that stay on an engine; a table read as pandas is brought back whole, where it fits.

    It stands wherever `Facts` stands. Raises FactsError, with advice, for a table that is too large.
    """

    def __init__(self, frames: Frames) -> None:
        self.frames = frames

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        return {name: self._count(frame) for name, frame in self.frames.tables().items()}

    def _count(self, frame: Frame) -> int:
        return int(self.frames.engine.fetch(frame.select(nw.len().alias("rows")))["rows"].iloc[0])

    def _whole(self, name: str) -> pd.DataFrame:
        frame = self.frames.tables()[name]
        rows = self._count(frame)
        if rows > MOST_ROWS:
            raise FactsError(
                f"The table {name} has {rows:,} rows, too many to bring back from {self.frames.engine.name} "
                f"(at most {MOST_ROWS:,}). Select a part first: --around NODE --depth 2, or --since and --until."
            )
        return tidy(name, self.frames.engine.fetch(frame))

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The table of documents, brought back."""
        return self._whole("documents")

    @cached_property
    def passages(self) -> pd.DataFrame:
        """The table of passages, brought back."""
        return self._whole("passages")

    @cached_property
    def nodes(self) -> pd.DataFrame:
        """The table of nodes, brought back."""
        return self._whole("nodes")

    @cached_property
    def relations(self) -> pd.DataFrame:
        """The table of relations, brought back."""
        return self._whole("relations")

    @cached_property
    def citations(self) -> pd.DataFrame:
        """The table of citations, brought back."""
        return self._whole("citations")

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name, brought back."""
        return {name: getattr(self, name) for name in TABLE_NAMES}
