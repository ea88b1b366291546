"""Seeded mutations of good files, for every reader: each is read or refused in words, and never anything else."""

from __future__ import annotations

import contextlib
import random
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from explorer.errors import ExplorerError

from .case import PAGE
from .figure import Figure

SPLICES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b",", b"\r", b"\n\n", b"<", b"</", b"&", b"&#0;", b"&#x110000;", b"<!DOCTYPE a [", b"]]>",
    b"{", b"}", b"[", b"null", b"1e999", b"-1", b"NaN", b"9" * 40, b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"%PDF-1.7", b"PK\x03\x04",
    b"<script>", b"stream", b"endobj", b"<w:p>", b"\x1b[31m", "\u202e".encode(), b"2012-02-30", b"*a", b"!!python/name:os.system",
)  # fmt: skip


def mutate(content: bytes, chance: random.Random) -> bytes:
    """Change bytes in one to four places: flip, cut, double, move, splice."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 2, 8, 64, 1024)))
        kind = chance.randrange(7)
        if kind == 0 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del made[at:end]
        elif kind == 2:
            made[at:at] = made[at:end] * chance.choice((1, 3, 50))
        elif kind == 3:
            made[at:at] = chance.choice(SPLICES)
        elif kind == 4:
            made[at:end] = chance.randbytes(end - at)
        elif kind == 5:
            del made[at:]
        else:
            part = bytes(made[at:end])
            del made[at:end]
            to = chance.randrange(len(made) + 1)
            made[to:to] = part
    return bytes(made)


def readers() -> Iterator[tuple[str, str, bytes, Callable[[Path], object]]]:
    """Yield every reader: its name, the ending of its files, a good file, and how it is called."""
    import pandas as pd  # noqa: F401 - loaded once, before any file is tried

    from explorer.answers.example import example_facts
    from explorer.documents import read_document
    from explorer.explorer import load
    from explorer.facts.decisions import read_decisions
    from explorer.facts.prose.names import shipped_names
    from explorer.facts.prose.record import extract, join
    from explorer.graph.formats import write

    from .lists import GOOD, HEAD
    from .pdfs import pdf
    from .webpages import page
    from .words import docx

    names = shipped_names()

    def read_page(path: Path) -> object:
        return join([extract(read_document(path), names)])

    yield "text", ".txt", PAGE.encode(), read_page
    yield "Markdown", ".md", f"---\ntitle: T\nurl: https://x.y/\n---\n# {PAGE}".encode(), read_page
    yield "HTML", ".html", page().encode(), read_page
    yield "PDF", ".pdf", pdf(), read_page
    yield "Word", ".docx", docx(), read_page
    folder = Path(tempfile.mkdtemp(prefix="trust-good-"))
    for ending in (".graphml", ".gexf", ".json"):
        write(example_facts(), folder / f"good{ending}")
        yield ending[1:], ending, (folder / f"good{ending}").read_bytes(), load
    write(example_facts(), folder / "package", format="package")
    for path in sorted((folder / "package").iterdir()):

        def read_package(mutated: Path, name: str = path.name) -> object:
            whole = mutated.with_suffix(".folder")
            shutil.copytree(folder / "package", whole)
            shutil.copy(mutated, whole / name)
            try:
                return load(whole).check()
            finally:
                shutil.rmtree(whole)

        yield f"package: {path.name}", path.suffix, path.read_bytes(), read_package
    for ending, good in tables_of_people().items():
        yield f"sheet: {ending[1:]}", ending, good, read_page
    for name in ("nodes", "citations"):

        def read_parquet(mutated: Path, name: str = name) -> object:
            whole = mutated.with_suffix(".folder")
            shutil.copytree(folder / "parquet", whole)
            shutil.copy(mutated, whole / f"{name}.parquet")
            try:
                return load(whole).check()
            finally:
                shutil.rmtree(whole)

        write(example_facts(), folder / "parquet", format="parquet")
        yield f"Parquet: {name}", ".parquet", (folder / "parquet" / f"{name}.parquet").read_bytes(), read_parquet
    yield "decisions", ".csv", f"{HEAD}\n{GOOD}\n{GOOD}\n".encode(), read_decisions
    words = b"bodies:\n  - {name: Harbour Group, acronym: HG}\nverbs: {undertake: agreed}\ntopics: [{name: Ports, words: [port]}]\n"
    yield "words", ".yaml", words, names.with_words


def tables_of_people() -> dict[str, bytes]:
    """Return one table of who was where, as each program saves it: ending → content."""
    import pandas as pd

    parties = ("Fiji", "Samoa", "Tonga", "Palau")
    rows = pd.DataFrame([{"Meeting": f"SOM {at}", "Party": party, "Date": f"2012-06-0{at}", "Role": "Observer"}
                         for at in (1, 2) for party in parties])  # fmt: skip
    made = {".csv": rows.to_csv(index=False).encode(), ".json": rows.to_json(orient="records").encode()}
    for ending, save in ((".parquet", rows.to_parquet), (".xlsx", rows.to_excel), (".ods", rows.to_excel)):
        path = Path(tempfile.mkdtemp(prefix="trust-good-"), f"it{ending}")
        with contextlib.suppress(ImportError):
            save(path, index=False)
            made[ending] = path.read_bytes()
    return made


def mutations(times: int, seed: int = 7) -> list[Figure]:
    """Try `times` mutations of a good file on every reader."""
    return [_mutated(name, ending, good, read, times, seed) for name, ending, good, read in readers()]


def _mutated(name: str, ending: str, good: bytes, read: Callable[[Path], object], times: int, seed: int) -> Figure:
    figure = Figure("R1", f"mutations: {name}")
    chance = random.Random(f"{seed} {name}")
    refused = 0
    with tempfile.TemporaryDirectory(prefix="trust-mutation-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a table was changed is told, and is what happens here
        path = Path(folder, f"it{ending}")
        path.write_bytes(good)
        read(path)  # the good one is read, or nothing is learnt from the others
        for number in range(times):
            path.write_bytes(mutate(good, chance))
            try:
                read(path)
            except ExplorerError as error:
                refused += 1
                text = str(error)
                figure.count(
                    *(
                        []
                        if text.strip() and "\n" not in text.strip()
                        else [f"mutation {number}: message {text[:200]!r}"]
                    )
                )
            except Exception as error:
                figure.count(f"mutation {number}: {type(error).__name__}: {str(error)[:200]}")
            else:
                figure.count()
    figure.note = f"{refused:,} refused"
    return figure
