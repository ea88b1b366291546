"""A Spark cluster on the loopback address: one master, two workers, each a process of its own; and answers on it.

Asks every whole-table answer over a generated world, compares each with DuckDB's answer by hash, and asks `ties`
once more while one worker is killed in the middle. Needs pyspark and Java.

    python benchmarks/cluster.py 1000000
    python benchmarks/cluster.py 10000 --documents 10000      # also reads that many documents, mapped by Spark
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pandas as pd

PORT = 17077
QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("describe", {}),
    ("participants", {"event": "meeting:0000000"}),
    ("ties", {}),
    ("ties", {"since": "2010", "until": "2012-06", "kind": "state"}),
    ("meetings", {"party": "state:0000030"}),
    ("attendance", {"body": "Body 3"}),
    ("commitments", {"by": "topic"}),
    ("timeline", {"since": "2022"}),
    ("neighbours", {"node": "commitment:0000100", "depth": 2}),
    ("check", {}),
)


def spark_home() -> Path | None:
    """Return the folder of Spark inside the pyspark package, None where pyspark or Java is missing."""
    found = importlib.util.find_spec("pyspark")
    return Path(found.submodule_search_locations[0]) if found and shutil.which("java") else None  # type: ignore[index]


@contextmanager
def cluster(folder: Path, memory: str = "3g") -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start a master and two workers, give the workers, and stop all of them at the end."""
    home = spark_home()
    assert home is not None
    environment = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": sys.executable,
    }
    log = (folder / "cluster.log").open("wb")

    def start(kind: str, *more: str) -> subprocess.Popen[bytes]:
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind.lower()}.{kind}", *more]
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)

    address = f"spark://127.0.0.1:{PORT}"
    started = [start("Master", "--host", "127.0.0.1", "--port", str(PORT), "--webui-port", str(PORT + 1))]
    try:
        wait_for(PORT)
        for number in (2, 3):
            started.append(
                start("Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", memory, "--webui-port",
                      str(PORT + number), "--work-dir", str(folder / f"work-{number}"), address)
            )  # fmt: skip
        wait_for(PORT + 2)
        wait_for(PORT + 3)
        yield started[1:]
    finally:
        for process in started:
            kill(process)
        log.close()


def wait_for(port: int, seconds: float = 120) -> None:
    """Wait until something listens on a port of the loopback address."""
    end = time.monotonic() + seconds
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
            return
        if time.monotonic() > end:
            sys.exit(f"Nothing listens on port {port} after {seconds:.0f} s; is another cluster still there?")
        time.sleep(0.2)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and what it started (a worker and its executors), at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def session(memory: str = "2g") -> Any:
    """Return a session on the cluster."""
    from pyspark.sql import SparkSession

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.executor.memory": memory,
        "spark.executor.cores": "1",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.appName("explorer").master(f"spark://127.0.0.1:{PORT}")
    for name, value in settings.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def digest(table: pd.DataFrame) -> str:
    """Return the hash of a table's cells."""
    return hashlib.sha256(table.to_csv(index=False).encode("utf-8")).hexdigest()[:16]


def ask(opened: Any, answer: str, options: dict[str, Any]) -> tuple[float, pd.DataFrame]:
    """Return the seconds an answer took, and the answer."""
    begin = time.perf_counter()
    table = getattr(opened, answer)(**options)
    return time.perf_counter() - begin, table


def measure(nodes: int, tell: Callable[[dict[str, Any]], None], only: set[str]) -> None:
    """Ask everything on Spark and on DuckDB, and `ties` while a worker dies; tell a row for each."""
    from worlds import world, write

    import explorer

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = world(nodes)
        write(facts, folder / "facts", parquet=True)
        size = {"benchmark": "cluster", "nodes": nodes, "relations": len(facts.relations)}
        del facts
        with cluster(folder) as workers:
            spark = session()
            far = explorer.load(folder / "facts", engine="spark", session=spark)
            near = explorer.load(folder / "facts", engine="duckdb")
            whole: dict[str, Any] = {}
            for answer, options in [one for one in QUESTIONS if not only or one[0] in only]:
                seconds, table = ask(near, answer, options)
                spark_seconds, spark_table = ask(far, answer, options)
                if (answer, options) == ("ties", {}):
                    whole = {"hash": digest(table)}
                tell({**size, "answer": f"{answer} {options or ''}".strip(), "rows": len(table),
                      "duckdb_seconds": round(seconds, 2), "spark_seconds": round(spark_seconds, 2),
                      "equal": digest(table) == digest(spark_table)})  # fmt: skip
            seconds, _ = ask(far, "ties", {})  # once more: the first time Spark also compiled its plans
            middle, wanted = seconds * 0.4, whole["hash"]
            death = threading.Timer(middle, kill, [workers[0]])
            death.start()
            seconds, table = ask(explorer.load(folder / "facts", engine="spark", session=spark), "ties", {})
            died = workers[0].poll() is not None
            death.cancel()
            tell({**size, "answer": f"ties, one worker killed after {middle:.1f} s", "rows": len(table),
                  "spark_seconds": round(seconds, 2), "equal": died and digest(table) == wanted})  # fmt: skip
            spark.stop()


def read_documents(count: int, tell: Callable[[dict[str, Any]], None]) -> None:
    """Read documents mapped by Spark: each is drawn from on its own, on whichever worker has it."""
    records = sorted((Path(__file__).parents[1] / "data" / "records").glob("*.md"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        for number in range(count):
            record = records[number % len(records)]
            shutil.copy(record, folder / "pages" / f"{record.stem}-{number:06}.md")
        with cluster(folder):
            spark = session()
            paths = sorted(str(path) for path in (folder / "pages").iterdir())
            begin = time.perf_counter()
            made = spark.sparkContext.parallelize(paths, 32).mapPartitions(drawn).sum()
            seconds = time.perf_counter() - begin
            spark.stop()
        begin = time.perf_counter()
        alone = sum(drawn(paths[:200]))
        row = {"benchmark": "cluster reading", "documents": count, "statements": made, "statements_of_200": alone}
        row |= {"spark_seconds": round(seconds, 2), "documents_a_second": round(count / seconds, 1)}
        tell({**row, "one_process_a_second": round(200 / (time.perf_counter() - begin), 1)})


def drawn(paths: Any) -> Iterator[int]:
    """Return for each document how many statements were drawn from it."""
    from explorer.documents import find_files, read_document
    from explorer.facts.prose.names import shipped_names
    from explorer.facts.prose.record import extract

    names = shipped_names()
    for path in paths:
        [source] = find_files([path])
        made = extract(read_document(source), names)
        yield sum(len(value) for value in vars(made).values() if isinstance(value, list | tuple))


def main() -> None:
    """Measure at the size given; a line of JSON for each answer."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("nodes", type=int, nargs="?", default=100_000)
    options.add_argument("--documents", type=int, default=0)
    options.add_argument("--only", default="", help="answers to ask, joined by commas; `ties` is always asked")
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that the cluster is stopped as well
    if spark_home() is None:
        sys.exit("Skipped: Spark needs pyspark and Java, and one of them is not here.")

    def tell(row: dict[str, Any]) -> None:
        print(json.dumps(row), flush=True)

    if given.nodes:
        measure(given.nodes, tell, {"ties", *given.only.split(",")} if given.only else set())
    if given.documents:
        read_documents(given.documents, tell)


if __name__ == "__main__":
    main()
