"""A second look: sentences that are two, and trees that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from explorer.facts.prose.clauses.engine import Tree
from explorer.facts.prose.clauses.phrases import Sentence
from explorer.facts.prose.clauses.standins import Piece, Shown
from explorer.facts.prose.names.model import Unit
from explorer.facts.prose.text.model import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "EX"})
_LEADING = frozenset({"according", "invited", "at", "in", "with", "by", "on", "following"})


def apart(sentence: Sentence) -> list[Shown]:
    """Return the parts of a sentence whose semicolons divide clauses, nothing where it is one."""
    shown, tree = sentence.shown, sentence.tree
    cuts = [i for i, p in enumerate(shown.pieces) if p.word == ";" and i >= shown.stem]
    cuts = [c for c in cuts if any(t in _FINITE for t in tree.tags[shown.stem : c]) and _clause_after(tree, c)]
    if not cuts:
        return []
    edges = [*zip([0, *(c + 1 for c in cuts)], [*cuts, len(shown.pieces)], strict=True)]
    stop = Piece(".", shown.passage)
    parts = []
    for first, last in edges:
        pieces = shown.pieces[first:last]
        if pieces:
            whole = pieces if pieces[-1].word in ".!?" else (*pieces, stop)
            parts.append(replace(shown, pieces=whole, stem=shown.stem if first == 0 else 0))
    return parts


def _clause_after(tree: Tree, cut: int) -> bool:
    """Tell whether a noun and then a finite verb follow before the next semicolon."""
    noun = False
    for i in range(cut + 1, len(tree.words)):
        if tree.words[i] == ";":
            return False
        if tree.tags[i] in _FINITE:
            return noun
        noun = noun or tree.tags[i] in _NOUNS
    return False


def doubtful(tree: Tree, shown: Shown) -> bool:
    """Tell whether a tree cannot be right: a list has swallowed the border between two clauses."""
    root = tree.root
    finite = any(t in _FINITE for t in tree.tags)
    subject = tree.child(root, "nsubj", "nsubjpass", "expl", "csubj") >= 0
    if finite and (tree.pos[root] == "ADP" or not subject):
        return True
    lead = tree.words[0].lower()
    if lead in _LEADING and tree.pos[0] in ("ADP", "VERB") and tree.child(0, "pobj", "pcomp", "prep", "agent") < 0:
        return True
    for i, piece in enumerate(shown.pieces[:-1]):
        listed = piece.unit is not None and piece.unit.sort == "list"
        if listed and tree.deps[i] == "dobj" and tree.words[i + 1].lower() in ("being", "having"):
            return True
    return False


def relisted(shown: Shown) -> Iterator[Shown]:
    """Yield the sentence with the first member of its first list taken off."""
    for i, piece in enumerate(shown.pieces):
        unit = piece.unit
        if unit is None or unit.sort != "list" or len(unit.names) < 2 or i < shown.stem:
            continue
        head, rest = unit.names[0], unit.names[1:]
        one = Unit("party", head.words, (head,), roles=unit.roles[:1])
        last = Span(rest[0].words.first, unit.words.last)
        more = Unit("list" if len(rest) > 1 else "party", last, rest, roles=unit.roles[1:])
        pieces = (
            replace(piece, word="Japan", words=head.words, unit=one),
            Piece(",", piece.passage),
            replace(piece, word="delegates" if len(rest) > 1 else "Japan", words=last, unit=more),
        )
        yield replace(shown, pieces=(*shown.pieces[:i], *pieces, *shown.pieces[i + 1 :]))
        return
