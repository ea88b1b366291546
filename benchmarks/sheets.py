"""Spreadsheets to facts, beside the floor in one run: pandas reads and groups the same rows, calamine iterates them.

Processor time, each in a process of its own, best of three in turn; peak memory of reading. Rows: a party at an event.

    python benchmarks/sheets.py 1000000
"""

from __future__ import annotations

import argparse
import html
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

GROUPS = ["meeting", "date", "city", "country", "role"]
CROWD = 100  # parties at an event
RUNS = 3


def make(rows: int, folder: Path) -> None:
    """Write the same made-up rows as Parquet, CSV and a workbook; and ten of them, to warm up."""
    import numpy as np
    import pandas as pd

    from explorer.ontology import known_names

    draw = np.random.default_rng(7)
    names = [known.name for known in known_names() if known.kind == "state"]
    parties = np.array([*names, *(f"Lake Agency {n} (LA{n})" for n in range(50))], dtype=object)
    events = max(rows // CROWD, 1)
    event = np.repeat(np.arange(events), CROWD)[:rows]
    who = np.concatenate([draw.permutation(len(parties))[:CROWD] for _ in range(events)])[:rows]
    days = pd.Timestamp("1990-01-01") + pd.to_timedelta(event % 12_000, unit="D")
    table = pd.DataFrame(
        {
            "meeting": [f"Meeting {n} of the Lake Council" for n in event],
            "date": days.strftime("%Y-%m-%d"),
            "city": [f"Town {n % 300}" for n in event],
            "country": parties[who],
            "role": np.array(["member", "observer", "participant", "guest"])[draw.integers(0, 4, len(who))],
            "delegates": draw.integers(1, 20, len(who)).astype(str),
        }
    )
    for name, few in (("a", table), ("few", table[:10])):
        few.to_parquet(folder / f"{name}.parquet")
        few.to_csv(folder / f"{name}.csv", index=False)
        _workbook(few, folder / f"{name}.xlsx")


def _workbook(table: Any, path: Path) -> None:
    """Write a workbook as spreadsheet programs do, each text once; openpyxl would take minutes for it."""
    import zipfile

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    texts: dict[str, int] = {}
    columns = [[texts.setdefault(text, len(texts)) for text in [head, *table[head]]] for head in table.columns]
    form = "".join(f'<c r="{letter}%d" t="s"><v>%d</v></c>' for letter in "ABCDEFGHIJ"[: len(columns)])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/>'
            + "".join(
                f'<Override PartName="/xl/{part}.xml" ContentType="{kind}.{name}+xml"/>'
                for part, name in (
                    ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("sharedStrings", "sharedStrings"),
                )
            ) + "</Types>",
        )  # fmt: skip
        relations = f'<Relationships xmlns="{package}/relationships">%s</Relationships>'
        one = f'<Relationship Id="rId%d" Type="{office}/%s" Target="%s"/>'
        book.writestr("_rels/.rels", relations % (one % (1, "officeDocument", "xl/workbook.xml")))
        parts = one % (1, "worksheet", "worksheets/sheet1.xml") + one % (2, "sharedStrings", "sharedStrings.xml")
        book.writestr("xl/_rels/workbook.xml.rels", relations % parts)
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Attendance" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            for number, cells in enumerate(zip(*columns, strict=True), 1):
                placed = tuple(part for cell in cells for part in (number, cell))
                sheet.write(f'<row r="{number}">{form % placed}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        strings = "".join(f"<si><t>{html.escape(text)}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{strings}</sst>')


def work(what: str, path: str) -> None:
    """Do one thing and print its processor time and peak; ten rows before it, as imports are no part of either time."""
    _do(what, str(Path(path).with_name(f"few{Path(path).suffix}")))
    begin = time.process_time()
    _do(what, path)
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": round(seconds, 2), "gib": round(peak, 2)}))


def _do(what: str, path: str) -> None:
    import pandas as pd

    import explorer

    if what == "floor" and path.endswith("xlsx"):
        import python_calamine

        with python_calamine.load_workbook(path) as book:
            for _ in book.get_sheet_by_index(0).iter_rows():
                pass
    elif what == "floor":
        frame = pd.read_parquet(path) if path.endswith("parquet") else pd.read_csv(path)
        frame.groupby(GROUPS).size()
    else:
        explorer.read(path)


def measure(rows: int) -> None:
    """Print a row for each kind of file."""
    with tempfile.TemporaryDirectory() as name:
        make(rows, Path(name))
        csv = 0.0
        for kind, most in (("parquet", 6.0), ("csv", 10.0), ("xlsx", 1.5)):
            path = str(Path(name) / f"a.{kind}")
            runs = [[_done(what, path) for what in ("floor", "read")] for _ in range(RUNS)]
            floor, ours = (min(each, key=lambda run: run["seconds"]) for each in zip(*runs, strict=True))
            least = floor["seconds"] if kind != "xlsx" else floor["seconds"] + csv / 1.5
            csv = ours["seconds"] if kind == "csv" else csv
            ratio = round(ours["seconds"] / least, 2)
            row = {"kind": kind, "seconds": ours["seconds"], "floor": round(least, 2), "ratio": ratio, "most": most}
            print(json.dumps({"rows": rows, **row, "gib": ours["gib"]}))


def _done(what: str, path: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, "--do", what, path], capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", nargs="*", type=int, default=[100_000, 1_000_000])
    options.add_argument("--do", nargs=2)
    given = options.parse_args()
    if given.do:
        work(*given.do)
    else:
        for size in given.rows:
            measure(size)
