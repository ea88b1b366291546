"""The one door for facts on an engine: what hands and spreadsheets can have edited is brought back, mended and told."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw
import pandas as pd

from explorer.facts.engines import Frame, Frames
from explorer.facts.soundness import sound
from explorer.facts.tables import Facts

EDITED = 200_000  # rows of a table; a larger one is made by a program, and `check` looks at it where it is


def sound_on(frames: Frames) -> tuple[Frames, tuple[str, ...]]:
    """Return frames that questions can be asked of, and the notes of `sound`; larger ones are handed on as they are."""
    tables = {"nodes": frames.nodes, "relations": frames.relations}
    fetch = frames.engine.fetch
    if any(int(fetch(table.select(nw.len().alias("rows")))["rows"].iloc[0]) > EDITED for table in tables.values()):
        return frames, ()
    facts = Facts.from_frames(**{name: fetch(table) for name, table in tables.items()})
    whole, notes = sound(facts)
    if whole is facts:
        return frames, notes
    nodes, relations = _frame(frames, "nodes", whole.nodes), _frame(frames, "relations", whole.relations)
    return replace(frames, nodes=nodes, relations=relations), notes


def _frame(frames: Frames, name: str, table: pd.DataFrame) -> Frame:
    path = frames.engine.scratch / f"sound-{name}.parquet"
    table.to_parquet(path, index=False)
    return frames.engine.open([path])
