"""A document laid out: its passages as tokens, sentences and labels, and which list stands under which stem."""

from __future__ import annotations

from dataclasses import replace

from explorer.documents.model import Document, Passage
from explorer.facts.prose.text.labels import PRESENCE, attendance, dateline, labels
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Label, Span, TextPage, TextPassage, Token
from explorer.facts.prose.text.sentences import after_mark, borders
from explorer.facts.prose.text.tokens import tokenise


def lay_out(document: Document) -> TextPage:
    """Lay a document out. Captions and passages without a word are left out, as they say nothing.

    >>> passage = Passage("doc:a#1", "doc:a", "", 1, "paragraph", "1. Date: 3 May 2011")
    >>> page = lay_out(Document("doc:a", passages=(passage,)))
    >>> [(label.means, page.passages[0].text(label.value)) for label in page.passages[0].labels]
    [('date', '3 May 2011')]
    """
    numbers: dict[str, int] = {}
    found: list[TextPassage] = []
    open_ones: set[int] = set()
    for passage in document.passages:
        if passage.kind == "caption":
            continue
        tokens = tuple(tokenise(passage.text))
        if not any(token.word for token in tokens):
            continue
        stem = numbers.get(passage.parent, -1)
        if stem >= 0 and passage.kind == "item" and _is_head_line(found[stem]):
            stem = -1
        numbers[passage.id] = len(found)
        laid = _passage(len(found), passage, tokens, stem)
        found.append(laid)
        if stem >= 0 and passage.kind == "item":
            open_ones.add(stem)
        elif found[:-1] and (above := _above(found[-2], laid, open_ones)) >= 0:
            found[-1] = replace(laid, stem=above)
            open_ones.add(above)
    return TextPage(
        document, tuple(replace(p, stem_open=True) if p.number in open_ones or _open(p) else p for p in found)
    )


def _is_head_line(passage: TextPassage) -> bool:
    """Whether a paragraph above an item is a line of the head, no stem: "MAPUTO, 18TH MAY 2016"."""
    small = words("text", "text.yaml", "small")
    said = [token for token in passage.tokens if token.word and token.norm not in small]
    capitals = all(token.capital or token.norm[:1].isdigit() for token in said)
    if (present := attendance(passage.tokens, 0)) is not None and present[1] == len(passage.tokens):
        return False  # "Participating Countries and Organisations"
    return passage.passage.kind == "paragraph" and capitals and passage.tokens[-1].norm != ":"


def _above(before: TextPassage, laid: TextPassage, open_ones: set[int]) -> int:
    """The stem that a line stands under though nothing marks it as an item: behind a colon, or like the line before."""
    if laid.passage.kind == "title" or before.passage.kind == "title":
        return -1
    present = bool(before.labels) and before.labels[-1].means in PRESENCE  # "Those present:", and lines below it
    if before.tokens[-1].norm == ":" and (before.sentences or present):
        return before.number
    alike = before.tokens[0].norm == laid.tokens[0].norm or (
        bool(before.labels and laid.labels) and before.labels[0].means == laid.labels[0].means == ""
    )
    goes_on = before.tokens[-1].norm == ";" and laid.tokens[0].text[:1].islower()  # "…;", and below it "to appeal …;"
    return before.stem if (alike or goes_on) and before.stem in open_ones else -1


def _passage(number: int, passage: Passage, tokens: tuple[Token, ...], stem: int) -> TextPassage:
    text = passage.text
    headline = passage.kind in ("title", "heading")
    first = 0 if headline else after_mark(tokens, Span(0, len(tokens)))
    first = first if first < len(tokens) else 0
    line = dateline(tokens, first) if passage.kind in ("paragraph", "item") else None
    if line is not None and not any(token.norm[:1].isdigit() for token in tokens[line.first : line.last]):
        titled = tokens[line.last].norm in words("names", "names.yaml", "titles")  # "USA – Mr Smith" has no dateline
        line = None if titled or passage.kind == "item" else line
    begin = line.last if line else first
    marked: tuple[Label, ...] = () if passage.kind == "row" else labels(text, tokens, begin, passage.kind == "title")
    spans = _spans(tokens, marked, begin)
    cut = borders(text, tokens, spans, headline, passage.kind == "item")
    return TextPassage(
        number,
        passage,
        tokens,
        cut.sentences,
        marked,
        line,
        stem,
        shouted=_shouted(tokens),
        below=cut.below,
        silent=cut.silent,
    )


def _spans(tokens: tuple[Token, ...], marked: tuple[Label, ...], first: int) -> list[Span]:
    """Return what is left of a passage without the words of its labels."""
    spans: list[Span] = []
    at = first
    for label in marked:
        spans.append(Span(at, label.words.first))
        spans.append(label.value)
        at = label.value.last
    spans.append(Span(at, len(tokens)))
    return [span for span in spans if span.first < span.last]


def _shouted(tokens: tuple[Token, ...]) -> bool:
    """Whether a passage is written in capitals: no word has a small letter, figures ("14TH") and marks aside."""
    letters = [token.text for token in tokens if token.text[:1].isalpha()]
    return len(letters) > 1 and all(text.upper() == text for text in letters) and sum(map(len, letters)) > 9


def _open(passage: TextPassage) -> bool:
    tokens = passage.tokens
    last = tokens[-1].norm
    return last == ":" or last in words("text", "text.yaml", "open") and passage.passage.kind in ("paragraph", "item")
