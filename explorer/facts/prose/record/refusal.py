"""Pages that cannot be read: other languages, and pages that are no record of a meeting."""

from __future__ import annotations

from explorer.documents.model import Document
from explorer.facts.prose.text.lists import data, words
from explorer.facts.prose.text.tokens import fold, tokenise

_ENOUGH = 25  # words that a page must hold before its language is judged


def refusal(document: Document, *, eventless: bool = False) -> str:
    """Return why a document is not read, "" when it is.

    `eventless`: no meeting was found in it; then it must at least speak of records of meetings.
    """
    text = "\n".join(p.text for p in document.passages if p.kind != "caption")
    found = [fold(t.text) for t in tokenise(text) if t.word and t.text.isalpha()]
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isascii() or c < "\u0250" for c in letters) < 0.6 * len(letters):
        return "The language of this page cannot be read: it is not written in Latin letters, and only English is read."
    if len(found) >= _ENOUGH:
        share_of = {
            name: sum(map(words("record", "language.yaml", name).__contains__, found)) / len(found)
            for name in data("record", "language.yaml")
        }
        english = share_of.pop("english")
        name, share = max(share_of.items(), key=lambda pair: (pair[1], pair[0]))
        if english < 0.12 and share > english:
            return (
                f"The language of this page cannot be read: it seems to be {name.capitalize()}; only English is read."
            )
        if english < 0.06:
            return "The language of this page cannot be read: it does not seem to be English; only English is read."
    if eventless:
        records = sum(w in _OF_RECORDS for w in found)
        if not records or records < len(found) * 0.005:
            return "This is not a meeting record: it names no meeting that was held."
    return ""


_OF_RECORDS = frozenset(
    {
        *("meeting", "meetings", "workshop", "conference", "participants", "members", "ministers", "delegates"),
        *("forum", "summit", "session", "co", "chaired"),
    }
)
