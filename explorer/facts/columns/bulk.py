"""Relations of very large sheets, column by column: the rows that small ones give, without an object for each."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from explorer.documents.sheets.coded import Coded, blocks, coded, new_rows, paired
from explorer.facts.columns.texts import Texts, ascii_texts, chosen, constant, joined, numbered, series, taken, texts
from explorer.ontology import vocabulary

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_FEW = 8  # rows to a text of several columns that is worth making once
_BETWEEN = " | "  # what parts the cells in the text of a row


@dataclass(frozen=True, eq=False)
class Many:
    """One relation from each of some rows of a sheet: `rows` their places, beside them what each states.

    `used` are the columns that say it, `written` the column of the name as the sheet has it, `further` those that
    are kept as columns of the user's own (name, column).
    """

    relation: str
    rows: np.ndarray
    sources: Coded[str]
    targets: Coded[str]
    roles: Coded[str]
    used: tuple[int, ...]
    written: int
    rule: str
    further: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Bulk:
    """What the rows of one very large sheet state. `sheet` are its rows as passages, made when asked for."""

    sheet: Any
    many: list[Many] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(many.rows) for many in self.many)

    def tables(self, renamed: Mapping[str, str]) -> dict[str, pd.DataFrame]:
        """Return passages, relations and citations; `renamed` are ids of events that have others across documents."""
        import numpy as np

        sheet, length = self.sheet.sheet, len(self.sheet)
        numbers = np.asarray(sheet.numbers, dtype=np.int64)
        cells = _Cells(sheet.heads, tuple(map(coded, sheet.columns)))
        passages = {
            "id": numbered(numbers, self.sheet.stem),
            "document": constant(self.sheet.document, length),
            "parent": constant(self.sheet.parent, length),
            "position": numbered(self.sheet.before + numbers),
            "kind": constant("row", length),
            "text": cells.texts(),
        }
        relations, citations = [], []
        for number, many in enumerate(self.many, 1):
            whole, said = self._relations(many, renamed, cells)
            relations.append(_frame(whole, "relations"))
            citations.append(_frame(self._citations(number, many, said, passages["id"], cells), "citations"))
        made = {"passages": _frame(passages, "passages")}
        return made | ({"relations": _one(relations), "citations": _one(citations)} if self.many else {})

    def _relations(
        self, many: Many, renamed: Mapping[str, str], cells: _Cells
    ) -> tuple[dict[str, Texts], Texts]:  # fmt: skip
        """Return the different relations, and for each row the id of the one that it states."""
        import numpy as np
        import pandas as pd

        source = many.sources.map(lambda name: renamed.get(name, name)).plain()
        target = many.targets.map(lambda name: renamed.get(name, name)).plain()
        role = many.roles.plain()
        key = (source.codes.astype(np.int64) * len(target.words) + target.codes) * len(role.words) + role.codes
        statement, _ = pd.factorize(key)
        first = new_rows(statement)
        ends = source.take(first), target.take(first), role.take(first)
        hashes = _hashes(many.relation, *ends)
        ids = _identities(f"{many.relation}:", hashes)
        order = np.argsort(hashes)  # of one relation, so by their hashes
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        said = ascii_texts(ids[statement])
        first, statement = first[order], rank[statement]
        length = len(order)
        whole = {
            "id": ascii_texts(ids[order]),
            "source": taken(source.words, ends[0].codes[order]),
            "relation": constant(many.relation, length),
            "target": taken(target.words, ends[1].codes[order]),
            "role": taken(role.words, ends[2].codes[order]),
            "basis": constant("stated", length),
            "rule": constant(many.rule, length),
        }
        for name, column in many.further:
            whole[name] = _side_by_side(cells.columns[column].take(many.rows), statement, first)
        return whole, said

    def _citations(self, number: int, many: Many, said: Texts, passages: Texts, cells: _Cells) -> dict[str, Texts]:
        """Return a citation for each row: from the first to the last of the cells that say it."""
        import numpy as np
        import pandas as pd

        rows = many.rows
        begin, close = cells.ends(many.used)
        quotations = cells.quotations(many.used, begin, close)
        if len(rows) != len(begin) or not np.array_equal(rows, np.arange(len(rows))):
            begin, close = begin[rows], close[rows]
            quotations, passages = chosen(quotations, rows), chosen(passages, rows)
        written = cells.columns[many.written]
        sheet, numbers = self.sheet, np.asarray(self.sheet.sheet.numbers, dtype=np.int64)
        stem, width = f"citation:{sheet.stem.removeprefix('doc:')}", len(str(numbers[-1]))
        ids = numbered(numbers[rows], stem, f".{number}", width=width)
        if (rows[1:] == rows[:-1]).any():  # a row that names several parties
            again = pd.Series(rows).groupby(rows).cumcount().to_numpy()
            more = texts(["", *(f".{n}" for n in range(1, int(again.max()) + 1))])
            ids = joined([(ids, np.arange(len(rows))), (more, again)])
        return {
            "id": ids,
            "statement": said,
            "document": constant(sheet.document, len(rows)),
            "passage": passages,
            "char_start": _few_numbers(begin),
            "char_end": _few_numbers(close),
            "quotation": quotations,
            "as_written": taken(written.words, written.codes[rows]),
        }


@dataclass(frozen=True, eq=False)
class _Cells:
    """The cells of a sheet as they stand in the texts of its rows: each filled one behind its head."""

    heads: Sequence[str]
    columns: tuple[Coded[str], ...]
    _runs: dict[tuple[int, int], Coded[str] | None] = field(default_factory=dict, repr=False)

    def _spans(self) -> Iterable[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Yield of each column which cells are filled, where these begin (their heads do) and where they end."""
        import numpy as np

        at = np.zeros(len(self.columns[0]), dtype=np.int32)
        for head, column in zip(self.heads, self.columns, strict=True):
            sizes = np.array([len(word) for word in column.words], dtype=np.int32)[column.codes]
            filled = sizes > 0
            begin = at + np.int32(len(_BETWEEN)) * (at > 0)
            close = begin + np.int32(len(head) + 2) + sizes
            yield filled, begin, close
            at = np.where(filled, close, at)

    def ends(self, wanted: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Return where in each row the first of some filled cells begins and the last of them ends."""
        import numpy as np

        first = np.full(len(self.columns[0]), np.iinfo(np.int32).max, dtype=np.int32)
        last = np.zeros_like(first)
        for number, (filled, begin, close) in enumerate(itertools.islice(self._spans(), max(wanted) + 1)):
            if number in wanted:
                np.minimum(first, begin, out=first, where=filled)
                np.maximum(last, close, out=last, where=filled)
        return first, last

    def texts(self) -> Texts:
        """Return what each row reads."""
        return _behind_each_other(self._pieces(0, len(self.columns) - 1))

    def quotations(self, used: Sequence[int], begin: np.ndarray, close: np.ndarray) -> Texts:
        """Return what stands in each row from the first to the last filled cell of some columns: `begin` to `close`."""
        import numpy as np

        first, last = min(used), max(used)
        if self.columns[first].where(bool).all() and self.columns[last].where(bool).all():
            return _behind_each_other(self._pieces(first, last))
        pieces = []
        for number, (_, at, end) in enumerate(itertools.islice(self._spans(), last + 1)):
            if number >= first:
                piece = self._piece(number)
                within = (at >= begin) & (end <= close)
                pieces.append(Coded([*piece.words, ""], np.where(within, piece.codes, len(piece.words))))
        return _behind_each_other(pieces)

    def _piece(self, number: int) -> Coded[str]:
        head = self.heads[number]
        return self.columns[number].map(lambda cell: f"{head}: {cell}" if cell else "")

    def _pieces(self, first: int, last: int) -> list[Coded[str]]:
        """Return columns beside each other, as many as hold few different cells together put into one."""
        pieces: list[Coded[str]] = []
        begin = first
        for number in range(first, last + 1):
            run = self._run(begin, number)
            if run is None:
                begin, run = number, self._piece(number)
            if number > begin:
                pieces.pop()
            pieces.append(run)
        return pieces

    def _run(self, first: int, last: int) -> Coded[str] | None:
        """Return what some columns read one behind the other, None for several where too many rows differ."""
        if (first, last) not in self._runs:
            piece = self._piece(last)
            before = self._run(first, last - 1) if first < last else None
            several = before and _together(before, piece, len(piece) // _FEW)
            self._runs[first, last] = piece if first == last else several
        return self._runs[first, last]


def _together(one: Coded[str], other: Coded[str], most: int) -> Coded[str] | None:
    """Return what stands in two columns as one column, None where more than `most` rows of it differ."""
    if max(len(one.words), len(other.words)) > most:
        return None
    for rows in (slice(2 * most), slice(None)):  # the first of them tell mostly
        codes, left, right = paired(Coded(one.words, one.codes[rows]), Coded(other.words, other.codes[rows]))
        if len(left) > most:
            return None
    pairs = zip(map(one.words.__getitem__, left.tolist()), map(other.words.__getitem__, right.tolist()), strict=True)
    return Coded([_BETWEEN.join(filter(None, pair)) for pair in pairs], codes)


def _behind_each_other(pieces: Sequence[Coded[str]]) -> Texts:
    """Return in each row what stands in it, parted from each other; what is empty has no part."""
    import numpy as np

    started = np.zeros(len(pieces[0]), dtype=bool)
    parts = []
    for piece in pieces:
        forms, codes = piece.words, piece.codes
        if started.any():
            forms = [*forms, *(word and _BETWEEN + word for word in forms)]
            codes = codes + len(piece.words) * started
        parts.append((texts(forms), codes))
        started |= piece.where(bool)
    return joined(parts)


def _hashes(relation: str, sources: Coded[str], targets: Coded[str], roles: Coded[str]) -> np.ndarray:
    """Return the hashes of `statements.digest` for many relations without dates, as numbers.

    >>> from explorer.facts.statements import digest
    >>> one = _hashes("hosted", coded(["a"]), coded(["b"]), coded([""]))
    >>> _identities("", one).tobytes().decode() == digest("a", "hosted", "b", "", "", "")
    True
    """
    import numpy as np

    begun = []
    for source in sources.words:
        hashed = blake2b(f"{source}\x1f{relation}\x1f".encode(), digest_size=6)
        begun.append(hashed.copy)
    pairs, left, right = paired(targets, roles)
    ends = zip(map(targets.words.__getitem__, left.tolist()), map(roles.words.__getitem__, right.tolist()), strict=True)
    rest = [f"{target}\x1f{role}\x1f\x1f".encode() for target, role in ends]
    found = np.empty(len(sources), dtype=np.uint64)
    for part in blocks(len(sources)):
        digests = []
        for begin, end in zip(sources.codes[part].tolist(), pairs[part].tolist(), strict=True):
            hashed = begun[begin]()
            hashed.update(rest[end])
            digests.append(hashed.digest())
        found[part] = np.frombuffer(b"\0\0" + b"\0\0".join(digests), dtype=">u8")
    return found


def _identities(before: str, hashes: np.ndarray) -> np.ndarray:
    """Return ids as rows of characters: a text, and behind it a hash in hexadecimal."""
    import numpy as np

    pairs = np.frombuffer(b"".join(b"%02x" % number for number in range(256)), dtype=np.uint16)
    rows = np.empty((len(hashes), len(before) + 12), dtype=np.uint8)
    rows[:, : len(before)] = np.frombuffer(before.encode("ascii"), dtype=np.uint8)
    for part in blocks(len(hashes)):
        parts = hashes[part].astype(">u8").view(np.uint8).reshape(-1, 8)[:, 2:]
        rows[part, len(before) :] = pairs[parts].view(np.uint8)
    return rows


def _frame(columns: Mapping[str, Texts], table: str) -> pd.DataFrame:
    """Return columns as a table, those of the vocabulary first and in its order."""
    import pandas as pd

    length = len(columns["id"])
    names = vocabulary().tables[table].column_names
    whole = {name: columns[name] if name in columns else constant("", length) for name in names}
    return pd.DataFrame({name: series(column) for name, column in {**whole, **columns}.items()}, copy=False)


def _one(parts: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def _few_numbers(values: np.ndarray) -> Texts:
    """Return small whole numbers as texts; few of them are different."""
    import numpy as np

    return taken(list(map(str, range(int(values.max(initial=0)) + 1))), values.astype(np.int64))


def _side_by_side(cells: Coded[str], statement: np.ndarray, first: np.ndarray) -> Texts:
    """Return the cells of each statement, different ones of several rows side by side."""
    import numpy as np
    import pandas as pd

    cells = cells.plain()
    if len(first) == len(cells):
        return taken(cells.words, cells.codes[first])
    pairs = pd.unique(statement[cells.where(bool)] * len(cells.words) + cells.codes[cells.where(bool)])
    at, codes = np.divmod(pairs, len(cells.words))
    words = [*cells.words, ""]
    chosen = np.full(len(first), len(cells.words), dtype=np.int64)
    chosen[at[::-1]] = codes[::-1]
    several: dict[int, list[str]] = {}
    more = pd.Series(at).duplicated(keep=False).to_numpy()
    for place, code in zip(at[more].tolist(), codes[more].tolist(), strict=True):
        several.setdefault(place, []).append(words[code])
    for place, each in several.items():
        chosen[place] = len(words)
        words.append("; ".join(each))
    return taken(words, chosen)
