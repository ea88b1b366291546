"""Many documents to one set of facts: read, drawn, joined, reviewed, and told about in a report.

The outcome depends on the documents, the words, the decisions and the options alone: not on the order in which
files are read, on how many processes read them, or on what was read before.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.documents import Document, Limits, SourceFile, find_files
from explorer.documents.decode import check_encoding
from explorer.documents.sources import TABLES, other_files, read_bytes
from explorer.errors import InputError
from explorer.facts.agreement import accuracy, looked_through
from explorer.facts.columns import Asked
from explorer.facts.columns.across import across
from explorer.facts.columns.bulk import Bulk
from explorer.facts.decisions import Decision
from explorer.facts.prose.names import Names, shipped_names
from explorer.facts.prose.record import join
from explorer.facts.remembered import Remembered, cache_folder
from explorer.facts.report import Remark, Report
from explorer.facts.results import Result, of_tables, read_one
from explorer.facts.review import apply, read_decisions
from explorer.facts.tables import Facts, tidy
from explorer.facts.workers import read_many
from explorer.files import read_file
from explorer.ontology import slug, vocabulary
from explorer.progress import bar

if TYPE_CHECKING:
    import pandas as pd

FEW = 24  # files to read before further processes pay for their start
MOST_PROCESSES = 8


@dataclass(frozen=True)
class Reading:
    """What reading gave: the facts, the report, and the results it rests on, one a file, in the order of their ids.

    `about` are properties of the package: how accurate the reading is, where people accepted statements and not only
    put down faults.
    """

    facts: Facts
    report: Report
    results: tuple[Result, ...] = ()
    about: dict[str, Any] = field(default_factory=dict)


def read(
    paths: Any,
    *,
    words: Path | str | None = None,
    review: Path | str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    processes: int | None = None,
    progress: bool = False,
    remember: bool = True,
    said: Asked | None = None,
) -> Reading:
    """Read documents into facts.

    `paths`: files, folders, patterns, "-" for standard input, or DataFrames. `words`: YAML file of the user's own names
    and verbs. `review`: CSV file of decisions. `encoding`, `limits`: as in `read_document`. `processes`: how
    many read at once (default: by the number of files and of processors). `progress`: show a bar while a
    terminal looks on; a notebook shows one always. `said`: what the columns of tables mean. `remember`: take
    unchanged files from the user's cache.

    A file that cannot be read becomes a line of the report, and the others are read. Raises InputError when
    there is no file or none that can be read, and the errors of a wrong option, words file or decision.

    >>> import tempfile; folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Fifth Meeting of the Lake Group\\n\\nThe Fifth Meeting of the Lake "
    ...     "Group was held in Kigali, Rwanda, on 4 May 2014.\\n", encoding="utf-8")
    >>> read(folder, remember=False).facts.documents.path.tolist()
    ['a.txt']
    """
    limits = limits or Limits()
    encoding = check_encoding(encoding)
    given = [paths] if isinstance(paths, (str, Path)) or hasattr(paths, "columns") else list(paths)
    paths = [path for path in given if not hasattr(path, "columns")]
    sources = find_files(paths) if paths or not given else []
    frames = [path for path in given if hasattr(path, "columns")]
    names = shipped_names().with_words(words) if words else shipped_names()
    decisions = read_decisions(review) if review else []
    words_bytes = read_file(Path(words), limit=limits.file_bytes) if words else b""
    kept = Remembered(cache_folder() if remember else None, words=words_bytes, encoding=encoding, limits=limits)
    try:
        looked_on = (
            bar("Reading", len(sources), terminal=progress) if len(sources) >= FEW else nullcontext(lambda: None)
        )
        with _no_search_for_rubbish(), looked_on as advance:
            results = _results(sources, names, kept, words, encoding, limits, processes, advance, said or Asked())
    finally:
        kept.close()
    taken = {result.id for result in results}
    results += [_of_frame(frame, number, names, said or Asked(), taken) for number, frame in enumerate(frames, 1)]
    results.sort(key=lambda result: result.id)
    if not any(result.document for result in results):
        first = results[0].refused
        raise InputError(first if len(results) == 1 else f"None of {len(results):,} files can be read. {first}")
    with _no_search_for_rubbish():
        facts, contradictions = _joined(results)
    told = accuracy(facts, decisions).to_dict("records") if looked_through(decisions) else []
    about = (
        {"accuracy": [{name: cell for name, cell in row.items() if cell is not None and cell == cell} for row in told]}
        if told
        else {}
    )
    facts, applied = apply(facts, decisions)
    remarks = [
        Remark("not applied" if each.lost else "review", each.near.document, each.near.passage, -1, -1,
               each.decision.statement, _of_line(each.decision) + each.outcome)
        for each in applied
    ]  # fmt: skip
    others = [Remark("not looked at", "", "", -1, -1, name, "") for name in other_files(paths)]
    return Reading(facts, Report.of(results, [*contradictions, *remarks, *others]), tuple(results), about)


def _of_line(decision: Decision) -> str:
    return f"line {decision.line}, " if decision.line else ""


def _results(
    sources: Sequence[SourceFile],
    names: Names,
    kept: Remembered,
    words: Path | str | None,
    encoding: str | None,
    limits: Limits,
    processes: int | None,
    advance: Callable[[], None],
    said: Asked,
) -> list[Result]:
    """Return the result of every source: from the cache where its bytes are known, else by reading."""
    results: list[Result] = []
    new: list[SourceFile] = []
    keys: dict[str, str] = {}
    for source in sources:
        key = _key(source, kept, limits)
        found = kept.get(key) if key else None
        if found is None:
            new.append(source)
            keys[source.id] = key
        else:
            results.append(found)
            advance()
    by_id = {source.id: source for source in new}
    loose = sum(source.suffix in TABLES for source in sources) > 1
    tables = [source for source in new if source.suffix in TABLES]
    results += [read_one(source, names, encoding=encoding, limits=limits, said=said, loose=loose) for source in tables]
    for result in _read([s for s in new if s.suffix not in TABLES], names, words, encoding, limits, processes):
        # A file that changed between the two looks has other bytes than its key says: not to be kept under it.
        if result.document and keys[result.id] == kept.key(by_id[result.id], result.document.sha256):
            kept.put(keys[result.id], result)
        results.append(result)
        advance()
    return results


def _of_frame(frame: Any, number: int, names: Names, said: Asked, taken: set[str]) -> Result:
    """Return what a DataFrame states; it is called by its `attrs["name"]`, else by its number."""
    from explorer.documents.sheets.columnar import of_frame
    from explorer.documents.sheets.read import Tables, passages_of

    name = str(frame.attrs.get("name") or f"table {number}")
    key = f"doc:{slug(name) or 'table'}"
    while key in taken:
        key += "-b"
    taken.add(key)
    passages, beside, rows = passages_of(Tables((of_frame(frame),)), key)
    document = Document(id=key, title=name, path=name, passages=tuple(passages), beside=tuple(beside), rows=rows)
    return of_tables(name, document, names, said)


def _key(source: SourceFile, kept: Remembered, limits: Limits) -> str:
    """Return the key of a file in the cache, "" for standard input and for what cannot be read."""
    if source.path is None or source.suffix in TABLES or not kept.works:
        return ""
    try:
        return kept.key(source, hashlib.sha256(read_bytes(source, limits)).hexdigest())
    except InputError:
        return ""


def _read(
    sources: Sequence[SourceFile],
    names: Names,
    words: Path | str | None,
    encoding: str | None,
    limits: Limits,
    processes: int | None,
) -> Iterator[Result]:
    """Yield the results of the sources: one after the other, or from several processes where there are many."""
    here = [source for source in sources if source.path is None]  # standard input belongs to this process
    files = [source for source in sources if source.path is not None]
    if processes is None:
        processes = 1 if len(files) < FEW else min(MOST_PROCESSES, os.cpu_count() or 1)
    if processes <= 1 or len(files) < 2:
        here, files = [*here, *files], []
    for source in here:
        yield read_one(source, names, encoding=encoding, limits=limits)
    if files:
        path = str(words) if words else None
        yield from read_many(files, processes=min(processes, len(files)), words=path, encoding=encoding, limits=limits)


def _joined(results: Sequence[Result]) -> tuple[Facts, list[Remark]]:
    """Put the statements of all documents that were not refused together; return also what contradicts itself."""
    told = [result for result in results if result.document and result.drawn and not result.refused]
    tables = {result.id for result in told if result.explained}
    drawn, changed = across([result.drawn for result in told if result.drawn], tables)
    statements = join(drawn)
    documents = [result.document for result in told if result.document]
    facts = Facts.from_rows(
        further=True,
        documents=[_document_row(document) for document in documents],
        passages=[
            {
                "id": p.id,
                "document": p.document,
                "parent": p.parent,
                "position": str(p.position),
                "kind": p.kind,
                "text": p.text,
            }
            for document in documents
            for p in document.passages
        ],
        nodes=statements.nodes,
        relations=statements.relations,
        citations=statements.citations,
    )
    facts = _with_bulk(
        facts, [(bulk, {**changed.get(r.id, {}), **statements.renamed.get(r.id, {})}) for r in told for bulk in r.bulk]
    )
    return facts, [
        Remark("contradiction", each.document, each.passage, each.char_start, each.char_end, each.text, each.why)
        for each in statements.contradictions
    ]


@contextmanager
def _no_search_for_rubbish() -> Iterator[None]:
    """Keep Python from searching for rubbish among millions of new objects that are all kept."""
    import gc

    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _between(frame: pd.DataFrame, many: pd.DataFrame) -> pd.DataFrame:
    """Return both tables as one; where the ids of the many stand in a row among the others, already in order."""
    import pandas as pd

    if not len(many):
        return frame
    before = frame["id"] < many["id"].iloc[0]
    made: pd.DataFrame = pd.concat([frame[before], many, frame[~before]], ignore_index=True)
    return made


def _with_bulk(facts: Facts, bulk: Sequence[tuple[Bulk, dict[str, str]]]) -> Facts:
    """Return the facts with what very large sheets state; a relation that stands in several places stands once."""
    if not bulk:
        return facts
    frames = facts.tables()
    for one, renamed in bulk:
        made = one.tables(renamed)
        if "relations" in made:
            stated = frames["relations"]["relation"].isin({many.relation for many in one.many})
            there = frames["relations"]["id"][stated]
            if len(there):
                made["relations"] = made["relations"][~made["relations"]["id"].isin(there)]
        for name in list(made):
            frames[name] = _between(frames[name], made.pop(name))
    return Facts(**{name: tidy(name, frames.pop(name), further=True) for name in list(frames)})


def _document_row(document: Document) -> dict[str, str]:
    return {column: getattr(document, column) for column in vocabulary().tables["documents"].column_names}
