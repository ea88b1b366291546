"""What the extraction could not use: the work list of whoever improves the rules or the minutes."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.statements import Draft, Leftover

Lists = tuple[list[Leftover], list[Leftover], list[Leftover], list[Leftover]]


def leftovers(
    reading: Reading, draft: Draft, denied: list[tuple[ReadPassage, Span]], dates: dict[str, list[FoundDate]]
) -> Lists:
    """Return sentences passed over, names not resolved, dates guessed, and dates that cannot be."""
    over: list[Leftover] = []
    unresolved: dict[str, Leftover] = {}
    guessed: list[Leftover] = []
    against: list[Leftover] = []
    cited: dict[str, list[tuple[int, int]]] = {}
    for citation in draft.citations.values():
        if not isinstance(citation.statement, str) or citation.statement.split(":")[0] in ("meeting", "workshop"):
            cited.setdefault(citation.passage, []).append((citation.char_start, citation.char_end))
    for read in reading.passages:
        for n, span in enumerate(read.sentences):
            start, end = read.tokens[span.first].start, read.tokens[span.last - 1].end
            if (
                read.passage.kind in ("paragraph", "item")
                and span.last - span.first > 3
                and (read.passage.id, n) not in draft.used
            ) and not any(a < end and b > start for a, b in cited.get(read.passage.id, ())):
                over.append(
                    Leftover(
                        draft.document,
                        read.passage.id,
                        start,
                        end,
                        read.plain(span.first, span.last),
                        "nothing was drawn from it",
                    )
                )
        for mention in read.mentions:
            known = mention.id in reading.local and reading.names.get(mention.id) is None and mention.via != "office"
            if known and mention.id not in unresolved and reading.process != reading.local[mention.id]:
                start, end = read.tokens[mention.first].start, read.tokens[mention.last - 1].end
                unresolved[mention.id] = Leftover(
                    draft.document,
                    read.passage.id,
                    start,
                    end,
                    read.plain(mention.first, mention.last),
                    f"in no list of names; taken as {mention.kind}",
                )
        for date in dates.get(read.passage.id, ()):
            left = Leftover(draft.document, read.passage.id, date.char_start, date.char_end, date.written, date.problem)
            if date.guessed:
                guessed.append(left)
            elif date.problem:
                against.append(left)
    for read, span in denied:
        start, end = read.tokens[span.first].start, read.tokens[span.last - 1].end
        over.append(
            Leftover(
                draft.document,
                read.passage.id,
                start,
                end,
                read.plain(span.first, span.last),
                "what it denies was not agreed",
            )
        )
    return over, list(unresolved.values()), guessed, against
