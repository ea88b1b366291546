"""Bodies: which is part of which, and where an office has its seat."""

from __future__ import annotations

from explorer.facts.extraction.commitments import is_group
from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.statements import Draft, Node, Relation
from explorer.facts.extraction.tokens import norms

SEATED = words("words.yaml", "writing_seated")
SITED = words("words.yaml", "writing_sited")


def write_organs(reading: Reading, draft: Draft) -> None:
    """Write which body is part of which, and where an office has its seat."""
    for read in reading.passages:
        for mention in read.mentions:
            if mention.kind == "body" and mention.id in draft.nodes:
                _stated_whole(reading, draft, mention, read)
                _seat(reading, draft, mention, read)
    for node in sorted(n for n in draft.nodes if n.startswith("body:")):
        known = reading.known(node)
        parent = known.part_of if known else ""
        while parent and parent not in draft.nodes:
            above = reading.names.get(parent)
            parent = above.part_of if above else ""
        if parent and not draft.has(node, "part_of", parent):
            cited = next((c for c in draft.citations.values() if c.statement == node), None)
            home = next((r for r in reading.passages if cited and r.passage.id == cited.passage), None)
            if cited is not None and home is not None:
                draft.relate(
                    Relation(node, "part_of", parent, basis="curated", rule="known from the list of bodies"),
                    home,
                    cited.char_start,
                    cited.char_end,
                )


def _stated_whole(reading: Reading, draft: Draft, mention: Mention, read: ReadPassage) -> None:
    """As in "the Task Force of the Bali Process", "the Bali Process Task Force"."""
    process = reading.process
    if process is None or mention.id == process.id or is_group(reading, mention):
        return
    tokens = read.tokens
    first, last = mention.first, mention.last
    if last < len(tokens) and tokens[last].norm == "(":
        last = next((i + 1 for i in range(last, min(last + 8, len(tokens))) if tokens[i].norm == ")"), last)
    at = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].norm == "the")
    behind = read.mention_at(at) if last < len(tokens) and tokens[last].norm == "of" and at < len(tokens) else None
    before = read.mention_at(first - 1) if first else None
    inside = any(norms(read.plain(first, last))[: len(norms(n))] == norms(n) for n in process.names)
    start, end = tokens[first].start, tokens[mention.last - 1].end
    if behind is not None and behind.id == process.id:
        end = tokens[behind.last - 1].end
    elif before is not None and before.id == process.id and before.last == first:
        start = tokens[before.first].start
    elif not inside:
        return
    if process.id not in draft.nodes:  # named inside the name of its body, and nowhere else
        draft.node(Node(process.id, "body", process.name))
        draft.cite_node(process.id, read, start, end)
    draft.relate(Relation(mention.id, "part_of", process.id, rule="body of the process"), read, start, end)


def _seat(reading: Reading, draft: Draft, mention: Mention, read: ReadPassage) -> None:
    """As in "establishing a Regional Support Office (RSO) in Bangkok": the seat of an office."""
    tokens = read.tokens
    known = reading.known(mention.id)
    if known is None or not set(norms(known.name)) & {
        "office",
        "secretariat",
        "centre",
        "center",
        "academy",
        "bureau",
    }:
        return
    last = mention.last
    if last < len(tokens) and tokens[last].norm == "(":
        last = next((i + 1 for i in range(last, min(last + 8, len(tokens))) if tokens[i].norm == ")"), last)
    said = last
    if last + 2 < len(tokens) and tokens[last].norm == "," and tokens[last + 1].norm in ("which", "with", "based"):
        last += 1 + (tokens[last + 1].norm != "based")  # ", which has its seat in Bangkok"
    while last + 1 < len(tokens) and tokens[last].norm in SITED:
        last += 1
    if last + 1 >= len(tokens) or tokens[last].norm not in ("in", "based"):
        return
    at = last + 1 + (tokens[last].norm == "based")
    place = read.mention_at(at) if at < len(tokens) else None
    before = {t.norm for t in tokens[max(0, mention.first - 8) : mention.first]}
    if place is None or place.kind != "place":
        return
    dated = place.last < len(tokens) and (
        tokens[place.last].norm in ("on", "from") or tokens[place.last].norm.isdigit()
    )
    office = tokens[mention.last - 1].norm in ("office", "secretariat") or mention.last < said  # "the RSO in Bangkok"
    if not (before & SEATED or tokens[last].norm == "based" or said < last or office and not dated):
        return
    draft.node(Node(place.id, "place", place.name))
    start, end = tokens[mention.first].start, tokens[place.last - 1].end
    draft.cite_node(place.id, read, tokens[place.first].start, end, read.plain(place.first, place.last))
    draft.relate(Relation(mention.id, "located_in", place.id, rule="office in a town"), read, start, end)


# ---------------------------------------------------------------------------------- the whole
