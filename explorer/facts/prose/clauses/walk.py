"""From a tree to its clauses: predicates, their subjects (inherited where none is their own), objects and phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explorer.facts.prose.clauses.lexicon import words
from explorer.facts.prose.clauses.model import Clause, Filler
from explorer.facts.prose.clauses.phrases import Sentence, behind, nested, phrase
from explorer.facts.prose.clauses.roles import PARTIES, with_roles
from explorer.facts.prose.clauses.status import Standing, standing
from explorer.facts.prose.clauses.subjects import above, beside_infinitive, predicate, subject_of, to, voice_of
from explorer.facts.prose.text.model import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "acomp"})
_LINKS = {"ROOT": "", "dep": "conj", "parataxis": "conj", "csubj": "ccomp", "csubjpass": "ccomp"}
_LIGHT = {"take": ("place", "part", "note", "stock"), "play": ("host",), "come": ("together",)}
_PAST = frozenset({"VBD", "VBN"})


@dataclass(frozen=True, slots=True)
class Found:
    """A clause with the word of the tree it comes from and the word it depends on (-1: none)."""

    word: int
    above: int
    clause: Clause


def walk(sentence: Sentence) -> list[Found]:
    """Return the clauses of a sentence in the order of their predicates."""
    tree = sentence.tree
    found = [_clause(sentence, w) for w in range(len(tree.words)) if predicate(sentence, w)]
    found.extend(_nouns(sentence))
    if not predicate(sentence, tree.root):
        found.append(Found(tree.root, -1, line_of(sentence, tree.root)))
    return sorted(found, key=lambda f: (f.word, f.clause.link == "noun"))


def _clause(sentence: Sentence, word: int) -> Found:
    tree, passage = sentence.tree, sentence.shown.passage
    voice = voice_of(sentence, word)
    objects = tuple(_objects(sentence, word))
    particle, objects = _particle(sentence, word, objects)
    if _echoes(sentence, word):
        particle, _ = _particle(sentence, tree.heads[word], tuple(_objects(sentence, tree.heads[word])))
    adjuncts = tuple(_adjuncts(sentence, word))
    agent = tuple(_agents(sentence, word)) if voice == "passive" else ()
    if voice == "passive" and not agent:
        behind = sentence.piece(word).words.first  # "A proposal by X was adopted": by others
        agent = tuple(f for f in adjuncts if f.prep == "by" and f.words.first > behind and _doer(f))
    subject, lead = subject_of(sentence, word)
    stand = standing(sentence, word)
    tense, modality = _tense(sentence, word)
    first, last = _extent(sentence, word)
    condition = sentence.span(*stand.condition, passage) if stand.condition else None
    over = above(sentence, word)
    clause = Clause(
        passage=passage,
        sentence=sentence.shown.sentence,
        lemma=_lemma(sentence, word),
        particle=particle,
        predicate=sentence.span(word, word + 1, sentence.piece(word).passage),
        words=sentence.span(first, last, passage),
        voice=voice,
        status=stand.status,
        why=stand.why,
        tense=tense,
        modality=modality,
        condition=condition if condition != Span(0, 0) else None,
        speaker=_speaker(sentence, stand),
        subject=subject,
        objects=objects,
        agent=agent,
        adjuncts=tuple(f for f in adjuncts if f not in agent),
        link=_LINKS.get(tree.deps[word], tree.deps[word]),
        adverbs=_adverbs(sentence, word),
        lead=lead,
        noun=_noun(sentence, word),
        aspect=_aspect(sentence, word),
    )
    return Found(word, over, with_roles(clause))


def _lemma(sentence: Sentence, word: int) -> str:
    tree = sentence.tree
    return tree.lemmas[tree.heads[word] if _echoes(sentence, word) else word]


def _echoes(sentence: Sentence, word: int) -> bool:
    """Tell whether a verb stands for the one above it: "A attended, as did B"."""
    tree = sentence.tree
    done = tree.lemmas[word] == "do" and tree.deps[word] == "advcl"
    return done and any(sentence.low(c) == "as" for c in tree.below[word])


def _objects(sentence: Sentence, word: int) -> Iterator[Filler]:
    tree, passage = sentence.tree, sentence.shown.passage
    found = [c for c in tree.below[word] if tree.deps[c] in _OBJECTS and not predicate(sentence, c)]
    relative = [c for c in found if tree.deps[c] == "dobj" and sentence.low(c) in ("which", "that", "whom")]
    for child in found:
        if child in relative:  # "the Conference, which A hosted"; "the rumour that A had signed it" has its own object
            if tree.deps[word] == "relcl" and len(found) == 1:
                yield sentence.filler(tree.heads[word], passage)
            continue
        filler = sentence.filler(child, passage)
        if not filler.units and sentence.stands(child):  # "gathered delegates from A and B", "from" hung on the verb
            lent = [m for o in _next_phrase(sentence, word, child, ("from", "of")) for m in sentence.members(o)]
            filler = replace(filler, units=tuple(u for m in lent if (u := sentence.unit(m)) is not None))
        yield filler
    for child in tree.below[word]:  # "chaired by A, and B" taken apart: a noun joined to a verb is one more object
        gapped = _gapped(sentence, child)
        if tree.deps[child] == "conj" and sentence.unit(child) and not predicate(sentence, child) and not gapped:
            yield sentence.filler(child, passage)
    if not found and tree.lemmas[word] in words("asking"):  # "requests A to report": A is asked, and reports
        inner = next(
            (tree.child(c, "nsubj") for c in tree.below[word] if tree.deps[c] == "ccomp" and to(sentence, c)), -1
        )
        if inner >= 0:
            yield sentence.filler(inner, passage)


def _next_phrase(sentence: Sentence, word: int, noun: int, preps: tuple[str, ...]) -> list[int]:
    """Return what the preposition right behind an object governs, where it hangs on the verb."""
    tree = sentence.tree
    for child in tree.below[word]:
        if tree.deps[child] in ("prep", "dative") and child == tree.last[noun] and sentence.low(child) in preps:
            return sentence.objects(child)
    return []


def _particle(sentence: Sentence, word: int, objects: tuple[Filler, ...]) -> tuple[str, tuple[Filler, ...]]:
    tree = sentence.tree
    bare = (c for c in tree.below[word] if tree.deps[c] in ("prt", "prep", "advmod") and not tree.below[c] and c > word)
    particle = next((c for c in bare if tree.deps[c] == "prt" or tree.tags[c] in ("IN", "RP")), -1)
    if particle >= 0:
        return sentence.low(particle), objects
    light = _LIGHT.get(tree.lemmas[word], ())
    for n, filler in enumerate(objects):
        if filler.head in light:
            return filler.head, objects[:n] + objects[n + 1 :]
    for child in tree.below[word]:
        if sentence.low(child) in light:
            return sentence.low(child), objects
    return "", objects


def _adjuncts(sentence: Sentence, word: int) -> Iterator[Filler]:
    """Yield the phrases that hang on a verb, and those that hang on its objects and subjects as far as they are its."""
    tree, passage = sentence.tree, sentence.shown.passage
    for child in tree.below[word]:
        dep = tree.deps[child]
        if dep in ("prep", "dative") and sentence.low(child) != "as" and tree.child(child, "pobj", "prep") >= 0:
            for prep in (child, *_joined(sentence, child)):
                yield from phrase(sentence, prep, passage)
        elif dep == "prep" and sentence.low(child) == "as":
            yield from (sentence.filler(o, passage, "as") for o in sentence.objects(child))
        elif dep == "agent" and not _agent_of(sentence, child):
            yield from phrase(sentence, child, passage)
        elif dep in ("npadvmod", "advmod", "acomp", "amod") and not predicate(sentence, child):
            if sentence.members(child):
                yield sentence.filler(child, passage)
            for inner in tree.below[child]:
                if tree.deps[inner] == "prep":
                    yield from phrase(sentence, inner, passage)
        elif dep in _OBJECTS or dep in _SUBJECTS or dep == "agent":
            yield from _of_noun(sentence, child, passage)
    if tree.deps[word] == "conj" and tree.child(word, "nsubj", "nsubjpass") < 0:
        return


def _joined(sentence: Sentence, prep: int) -> list[int]:
    """Return the prepositions joined to one: "under the chairmanship of A, and with the participation of B"."""
    tree = sentence.tree
    below = (c for word in (prep, *sentence.objects(prep)) for c in tree.below[word])
    return [c for c in below if tree.deps[c] == "conj" and tree.pos[c] == "ADP" and tree.child(c, "pobj", "prep") >= 0]


def _of_noun(sentence: Sentence, noun: int, passage: int) -> Iterator[Filler]:
    tree = sentence.tree
    if tree.deps[noun] == "agent":
        for inner in sentence.objects(noun):
            yield from _of_noun(sentence, inner, passage)
        return
    unit = sentence.unit(noun)
    if unit is not None and unit.sort == "event":
        yield from (f for f in nested(sentence, noun, passage) if f.prep == "as")
        return
    via = "" if unit is not None or tree.pos[noun] == "PRON" else tree.lemmas[noun]
    stands = sentence.stands(noun)
    if unit is None and not stands:
        yield from behind(sentence, noun, passage, "of")
        for inner in _next_phrase(sentence, tree.heads[noun], noun, ("at", "in")):
            if (at := sentence.unit(inner)) is not None and at.sort == "event":  # "welcomed the presence at it of A"
                yield from behind(sentence, inner, passage, "of", tree.lemmas[noun])
    for filler in nested(sentence, noun, passage, via):
        if filler.prep not in (("of", "from", "for") if stands else ("of",)):
            yield filler


def _agent_of(sentence: Sentence, prep: int) -> bool:
    """Tell whether a "by" of a passive brings its doer rather than a day: "by 5 May by X" has two of them."""
    for noun in sentence.objects(prep):
        unit = sentence.unit(noun)
        if unit is None or unit.sort not in ("date", "place"):
            return True
    return False


def _doer(filler: Filler) -> bool:
    return any(u.sort in (*PARTIES, "event") for u in filler.units)


def _agents(sentence: Sentence, word: int) -> Iterator[Filler]:
    tree, passage = sentence.tree, sentence.shown.passage
    for child in tree.below[word]:
        by = tree.deps[child] == "agent" or (tree.deps[child] == "prep" and sentence.low(child) == "by")
        if by and _agent_of(sentence, child):
            yield from (sentence.filler(noun, passage, "by") for noun in sentence.objects(child))


def _tense(sentence: Sentence, word: int) -> tuple[str, str]:
    tree = sentence.tree
    modality = ""
    tags = [tree.tags[word]]
    for child in tree.below[word]:
        if tree.deps[child] in ("aux", "auxpass"):
            tags.append(tree.tags[child])
            if tree.tags[child] == "MD" or sentence.low(child) == "to":
                modality = sentence.low(child)
    head = tree.heads[word]
    if not modality and tree.deps[word] == "conj" and tree.tags[word] == "VB" and head != word:
        return _tense(sentence, head)
    if modality in ("will", "shall", "'ll"):
        return "future", "shall" if modality == "shall" else "will"
    if "VBD" in tags or tags[-1] == "VBN" or tree.tags[word] == "VBN":
        finite = [t for t in tags[1:] if t in ("VBZ", "VBP")]
        perfect = any(tree.lemmas[c] == "have" for c in tree.below[word] if tree.deps[c] == "aux")
        return ("present" if finite and not perfect else "past"), modality
    return ("past" if any(t in _PAST for t in tags) else "present"), modality


def _noun(sentence: Sentence, word: int) -> str:
    """Return the noun that a clause hangs on, through a preposition too ("agreement on doing")."""
    tree = sentence.tree
    head = tree.heads[word]
    if tree.deps[word] == "pcomp":
        head = tree.heads[head]
    if head == word or predicate(sentence, head) or tree.pos[head] not in ("NOUN", "PROPN"):
        return ""
    return sentence.piece(head).head or tree.lemmas[head]


def _aspect(sentence: Sentence, word: int) -> str:
    tree = sentence.tree
    have = [sentence.low(c) for c in tree.below[word] if tree.deps[c] == "aux" and tree.lemmas[c] == "have"]
    if not have:
        return ""
    return "pluperfect" if have[0] in ("had", "'d") else "perfect"


def _extent(sentence: Sentence, word: int) -> tuple[int, int]:
    """Return first and last word of a clause, up to the next one joined to it."""
    tree = sentence.tree
    first, last = tree.first[word], tree.last[word]
    further = (w for w in range(word + 1, tree.last[word]) if beside_infinitive(sentence, w))
    for child in (*tree.below[word], *(w for w in further if above(sentence, w) == word)):
        unsaid = tree.tags[child] == "VB" and tree.child(child, "nsubj", "nsubjpass", "aux") < 0
        bare = unsaid and tree.tags[word] in ("VBD", "VBZ")  # "agreed to a) send … and b) provide"
        if tree.deps[child] in ("conj", "parataxis") and child > word and not bare and predicate(sentence, child):
            last = min(last, tree.first[child])
    return max(first, sentence.shown.stem if word >= sentence.shown.stem else 0), _trimmed(sentence, first, last)


def _trimmed(sentence: Sentence, first: int, last: int) -> int:
    while last > first + 1 and sentence.tree.words[last - 1] in (",", ";", "and", ".", "-", ":", "but"):
        last -= 1
    return last


def _speaker(sentence: Sentence, stand: Standing) -> Filler | None:
    return sentence.filler(stand.speaker, sentence.shown.passage) if stand.speaker >= 0 else None


def _adverbs(sentence: Sentence, word: int) -> tuple[str, ...]:
    tree = sentence.tree
    found = [sentence.low(c) for c in tree.below[word] if tree.deps[c] in ("advmod", "neg") and c != word]
    if sentence.piece(word).co:
        found.append("co")
    return tuple(found)


def _nouns(sentence: Sentence) -> Iterator[Found]:
    """Yield what hangs on an event without a verb: "the meeting in X on D"."""
    tree, passage = sentence.tree, sentence.shown.passage
    for word in range(len(tree.words)):
        unit = sentence.unit(word)
        if unit is None or unit.sort != "event":
            continue
        hung = [f for f in nested(sentence, word, passage) if f.prep != "as"]
        for child in tree.below[word]:
            inner = sentence.unit(child)
            if tree.deps[child] in ("appos", "npadvmod", "nummod") and inner and inner.sort in ("date", "place"):
                hung.append(sentence.filler(child, passage))
        if tree.deps[word] not in _SUBJECTS:
            hung.extend(f for f in _beside(sentence, word) if all(f.units != h.units for h in hung))
        over = above(sentence, word)
        if hung and _gapped(sentence, word):
            yield _gap(sentence, word, tuple(hung))
        elif hung:
            stand = standing(sentence, over) if over >= 0 else Standing()
            first, last = sentence.plain(word)
            span = sentence.span(first, last, sentence.piece(word).passage)
            clause = Clause(
                passage=sentence.piece(word).passage,
                sentence=sentence.shown.sentence,
                lemma="",
                particle="",
                predicate=unit.words,
                words=span,
                voice="",
                status=stand.status,
                why=stand.why,
                adjuncts=tuple(hung),
                link="noun",
                lead=unit,
            )
            yield Found(word, over, clause)


def _beside(sentence: Sentence, word: int) -> Iterator[Filler]:
    """Yield town and days that stand right behind an event, wherever the parser hung them."""
    tree, at = sentence.tree, word + 1
    while at + 1 < len(tree.words) and sentence.low(at) in ("in", "at", "on", "from"):
        noun = at + 2 if sentence.low(at + 1) == "the" and at + 2 < len(tree.words) else at + 1
        unit = sentence.unit(noun)
        if unit is None or unit.sort not in ("date", "place"):
            return
        yield Filler(tree.lemmas[noun], unit.words, (unit,), sentence.low(at))
        at = noun + 1


def _gapped(sentence: Sentence, word: int) -> bool:
    """Tell whether an event stands in for a whole clause: "A was hosted by X, and B by Y"."""
    tree = sentence.tree
    unit, head = sentence.unit(word), tree.heads[word]
    joined = tree.deps[word] == "conj" and head != word and predicate(sentence, head)
    return joined and unit is not None and unit.sort == "event" and tree.child(word, "prep", "agent") >= 0


def _gap(sentence: Sentence, word: int, hung: tuple[Filler, ...]) -> Found:
    """Return the clause that an event joined to a verb stands for, with that verb."""
    tree, passage = sentence.tree, sentence.shown.passage
    found = _clause(sentence, tree.heads[word])
    agent = tuple(f for f in hung if f.prep == "by" and _doer(f))
    first, last = sentence.plain(word)
    clause = replace(
        found.clause,
        predicate=sentence.span(word, word + 1, passage),
        words=sentence.span(first, last, passage),
        subject=(sentence.filler(word, passage),),
        objects=(),
        agent=agent,
        adjuncts=tuple(f for f in hung if f not in agent),
        link="conj",
        lead=None,
    )
    return Found(word, tree.heads[word], clause)


def line_of(sentence: Sentence, word: int) -> Clause:
    """Return a line, or an item, without a verb as a clause of its noun."""
    tree, passage = sentence.tree, sentence.shown.passage
    stem = sentence.shown.stem
    return Clause(
        passage=passage,
        sentence=sentence.shown.sentence,
        lemma="",
        particle="",
        predicate=sentence.span(word, word + 1, passage),
        words=sentence.span(stem, _trimmed(sentence, stem, len(tree.words)), passage),
        voice="",
        status=standing(sentence, word).status,
        subject=(sentence.filler(word, passage, conj=True),),
        adjuncts=tuple(nested(sentence, word, passage)) if sentence.unit(word) is None else (),
        link="noun",
    )
