"""`check` for facts on an engine: the engine finds the rows that may be at fault, the rules judge only these.

Every rule of `explorer.facts.check` has its suspects here: a superset of the rows it would fault. They come back
with what they refer to, the rules run over this small part, and what they say of other rows (of which not all
is there) is left out. On clean facts nothing comes back but the three relations that could form circles. A table
with hundreds of thousands of suspects has one fault that explains them all: it is told by their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from explorer.facts.check import Problem, check
from explorer.facts.days import either, first_day, last_day
from explorer.facts.engines import Frame, Frames
from explorer.facts.tables import TABLE_NAMES, Facts, tidy
from explorer.ontology import vocabulary

CIRCULAR = ["part_of", "follows", "located_in"]
LISTED = 200_000  # suspects of a table that are brought back and judged
EXCLUSIVE = ["member", "participant", "observer", "guest"]
_NUMBER = {"integer": "^[0-9]+$", "number": r"^(?:0(?:\.[0-9]+)?|1(?:\.0+)?)$"}
col = nw.col


def check_on(frames: Frames) -> list[Problem]:
    """Return what `check` returns, for facts on an engine."""
    pin, fetch = frames.engine.pin, frames.engine.fetch
    found: dict[str, list[Frame]] = {name: [] for name in TABLE_NAMES}
    for rule in (_cells, _references, _pairs, _provenance, _quotations, _order, _several):
        for table, odd in rule(frames):
            found[table].append(odd.select("id"))
    suspects = {name: pin(nw.concat(parts, how="vertical").unique("id")) for name, parts in found.items() if parts}
    crowds = []
    for name, ids in suspects.items():
        odd = frames.tables()[name].join(ids, on="id", how="semi")
        count = int(fetch(odd.select(nw.len().alias("rows")))["rows"].iloc[0])
        if count > LISTED:
            what = f"{count:,} rows may be at fault, too many to tell one by one."
            crowds.append(Problem("fault", name, "", "", what, "Mend what they have in common, then check again."))
            suspects[name] = ids.filter(col("id").is_null())
    rows = _with_context(frames, suspects)
    facts = Facts(**{name: tidy(name, fetch(frame)) for name, frame in rows.items()})
    named = {name: set(fetch(suspects[name])["id"].tolist()) if name in suspects else set() for name in TABLE_NAMES}
    suspected = facts.relations[facts.relations["id"].isin(named["relations"])]
    named["relations"] |= set(suspected["source"].tolist())  # what sources say of one event or party is told of that

    def told(problem: Problem) -> bool:
        return problem.column in CIRCULAR or problem.row in named[problem.table] or problem.row.startswith("row ")

    return crowds + [problem for problem in check(facts) if told(problem)]


Suspects = Iterator[tuple[str, Frame]]


def _cells(frames: Frames) -> Suspects:
    """Empty or repeated ids, empty cells that are required, words of no list, impossible dates and numbers."""
    for name, frame in frames.tables().items():
        table = vocabulary().tables[name]
        yield name, frame.group_by("id").agg(nw.len().alias("times")).filter(col("times") > 1)
        odd = [col("id") == ""]
        for column in table.columns:
            cell = col(column.name)
            odd += [cell == ""] if column.required else []
            odd += [~cell.is_in([*vocabulary().terms(column.terms), ""])] if column.terms else []
            odd += [(cell != "") & (first_day(cell) == "")] if column.type == "edtf" else []
            odd += [(cell != "") & ~cell.str.contains(_NUMBER[column.type])] if column.type in _NUMBER else []
        if name in ("nodes", "relations"):
            odd.append(_before(col("end"), col("start")))
        yield name, frame.filter(nw.any_horizontal(odd, ignore_nulls=True))


def _before(one: nw.Expr, other: nw.Expr) -> Any:
    last, first = last_day(one), first_day(other)
    return (last != "") & (first != "") & (last < first)


def _references(frames: Frames) -> Suspects:
    tables = frames.tables()
    for name, frame in tables.items():
        for column in vocabulary().tables[name].columns:
            if column.refers:
                known = tables[column.refers].select(col("id").alias("known"))
                filled = frame.filter(col(column.name) != "")
                yield name, filled.join(known, left_on=column.name, right_on="known", how="anti")
    statements = nw.concat([frames.nodes.select("id"), frames.relations.select("id")], how="vertical")
    known = statements.select(col("id").alias("known"))
    yield "citations", frames.citations.join(known, left_on="statement", right_on="known", how="anti")


def _pairs(frames: Frames) -> Suspects:
    kinds = frames.nodes.select("id", "kind")
    rows = frames.relations
    for end in ("source", "target"):
        rows = rows.join(kinds.rename({"id": end, "kind": f"{end}_kind"}), on=end, how="left")
    relations = vocabulary().relations
    allowed = [f"{name} {one} {other}" for name, told in relations.items() for one, other in told.pairs]
    roles = [f"{name} {role}" for name, told in relations.items() for role in ("", *told.roles)]
    pair = nw.concat_str([col("relation"), col("source_kind"), col("target_kind")], separator=" ")
    role = nw.concat_str([col("relation"), col("role")], separator=" ")
    inferred = col("basis") == "inferred"
    unsaid = (inferred & ((col("rule") == "") | (col("confidence") == ""))) | (~inferred & (col("confidence") != ""))
    missing = col("source_kind").is_null() | col("target_kind").is_null()
    yield "relations", rows.filter(missing | ~pair.is_in(allowed) | ~role.is_in(roles) | unsaid)


def _provenance(frames: Frames) -> Suspects:
    cited = frames.citations.select(col("statement").alias("id")).unique("id")
    yield "nodes", frames.nodes.filter(col("note") == "").join(cited, on="id", how="anti")
    reasoned = (col("basis") == "curated") & (col("rule") != "")
    yield "relations", frames.relations.filter(~reasoned).join(cited, on="id", how="anti")


def _quotations(frames: Frames) -> Suspects:
    passages = frames.passages.select(col("id").alias("passage"), col("document").alias("home"), "text")
    rows = frames.citations.select("id", "passage", "document", "char_start", "char_end", "quotation")
    rows = rows.join(passages, on="passage", how="inner")
    placed = col("char_start").str.contains("^[0-9]{1,9}$") & col("char_end").str.contains("^[0-9]{1,9}$")
    yield "citations", rows.filter((col("home") != col("document")) | ((col("quotation") != "") & ~placed))
    quoted = frames.engine.cut(rows.filter((col("quotation") != "") & placed))
    yield "citations", quoted.filter(col("cut") != col("quotation"))


def _order(frames: Frames) -> Suspects:
    over = frames.nodes.select(col("id").alias("source"), over=either(col("end"), col("start")))
    begin = frames.nodes.select(col("id").alias("target"), begin=col("start"))
    rows = frames.relations.select("id", "source", "relation", "target").join(over, on="source", how="inner")
    follows = rows.filter(col("relation") == "follows").join(begin, on="target", how="inner")
    yield "relations", follows.filter(_before(col("over"), col("begin")))
    made = frames.relations.filter(col("relation") == "agreed_at").select(
        col("source").alias("promise"), col("target").alias("event")
    )
    answers = rows.filter(col("relation") == "fulfils").join(made, left_on="target", right_on="promise", how="inner")
    answers = answers.join(begin.rename({"target": "event"}), on="event", how="inner")
    yield "relations", answers.filter(_before(col("over"), col("begin")))


def _several(frames: Frames) -> Suspects:
    """What sources disagree about."""
    events = col("kind").is_in(list(vocabulary().events))
    yield "nodes", frames.nodes.filter(events & col("note").str.contains("disagree", literal=True))
    sites = frames.relations.filter(col("relation") == "held_in").select("id", "source", "target")
    roles = frames.relations.filter((col("relation") == "participated_in") & col("role").is_in(EXCLUSIVE))
    for rows, keys in ((sites, ["source"]), (roles.select("id", "source", "target"), ["source", "target"])):
        several = rows.group_by(keys).agg(nw.len().alias("times")).filter(col("times") > 1)
        yield "relations", rows.join(several, on=keys, how="semi")


def _with_context(frames: Frames, suspects: dict[str, Frame]) -> dict[str, Frame]:
    """Return the suspects with what the rules look at to judge them."""
    pin = frames.engine.pin
    relations = frames.relations.join(suspects["relations"], on="id", how="semi")
    made = frames.relations.filter(col("relation") == "agreed_at")
    made = made.join(relations.select(col("target").alias("source")).unique("source"), on="source", how="semi")
    circular = frames.relations.filter(col("relation").is_in(CIRCULAR))
    stated = frames.citations.join(suspects["citations"], on="id", how="semi").select(col("statement").alias("id"))
    listed = [frame.select("id") for frame in (relations, made, circular, stated)]
    rows = pin(nw.concat(listed, how="vertical").unique("id"))
    relations = pin(frames.relations.join(rows, on="id", how="semi"))
    cited = nw.concat([suspects["nodes"], suspects["relations"]], how="vertical").rename({"id": "statement"})
    of_suspects = frames.citations.join(cited, on="statement", how="semi").select("id")
    citations = nw.concat([of_suspects, suspects["citations"]], how="vertical").unique("id")
    citations = pin(frames.citations.join(citations, on="id", how="semi"))
    ends = [relations.select(col(end).alias("id")) for end in ("source", "target")]
    nodes = nw.concat([suspects["nodes"], *ends, citations.select(col("statement").alias("id"))], how="vertical")
    passages = frames.passages.join(suspects["passages"], on="id", how="semi")
    above = passages.select(col("parent").alias("id"))
    read = nw.concat([passages.select("id"), above, citations.select(col("passage").alias("id"))], how="vertical")
    passages = pin(frames.passages.join(read.unique("id"), on="id", how="semi"))
    homes = [frame.select(col("document").alias("id")) for frame in (passages, citations)]
    documents = nw.concat([suspects["documents"], *homes], how="vertical").unique("id")
    return {
        "documents": frames.documents.join(documents, on="id", how="semi"),
        "passages": passages,
        "nodes": frames.nodes.join(nodes.unique("id"), on="id", how="semi"),
        "relations": relations,
        "citations": citations,
    }
