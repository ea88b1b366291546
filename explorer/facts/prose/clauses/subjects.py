"""Predicates, their voice, and who their subject is where it is not said again."""

from __future__ import annotations

from explorer.facts.prose.clauses.lexicon import words
from explorer.facts.prose.clauses.model import Filler
from explorer.facts.prose.clauses.phrases import Sentence
from explorer.facts.prose.names.model import Unit

_CLAUSES = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis", "dep", "csubjpass"}
)
_PAST = frozenset({"VBD", "VBN"})
_RELATIVE = frozenset({"which", "who", "that", "whom"})


def predicate(sentence: Sentence, word: int) -> bool:
    """Tell whether a word heads a clause."""
    tree = sentence.tree
    if tree.tags[word] == "MD":
        return False
    if sentence.unit(word) is not None:
        return tree.child(word, "nsubj", "nsubjpass") >= 0 and tree.child(word, "cop", "aux") >= 0
    if tree.child(word, "nsubj", "nsubjpass") >= 0:
        return True
    if tree.pos[word] == "AUX" and tree.child(word, "attr", "acomp") >= 0:
        return True
    if tree.pos[word] not in ("VERB", "AUX"):
        return False
    if tree.deps[word] in _CLAUSES:
        return True
    return tree.deps[word] in ("amod", "pobj", "dobj", "appos") and tree.child(word, "agent", "dobj", "prep") >= 0


def above(sentence: Sentence, word: int) -> int:
    """Return the predicate that a clause depends on, through nouns and prepositions."""
    tree = sentence.tree
    at = tree.heads[word] if beside_infinitive(sentence, word) else word
    while tree.heads[at] != at:
        at = tree.heads[at]
        if predicate(sentence, at):
            return at
    return -1


def beside_infinitive(sentence: Sentence, word: int) -> bool:
    """Tell whether a finite verb is joined to an infinitive: it goes on above, "renewed its vow to do and resolved"."""
    tree = sentence.tree
    joined = tree.deps[word] == "conj" and tree.tags[word] in ("VBD", "VBZ")
    return joined and tree.tags[tree.heads[word]] == "VB" and to(sentence, tree.heads[word])


def voice_of(sentence: Sentence, word: int) -> str:
    tree = sentence.tree
    bare = tree.tags[word] in _PAST and tree.child(word, "dobj", "aux") < 0
    if bare and tree.lemmas[word] in words("electing") and any(sentence.low(c) == "as" for c in tree.below[word]):
        return "passive"  # "Ms X elected as chair"
    if tree.child(word, "attr", "acomp") >= 0 and tree.lemmas[word] in ("be", "remain", "become"):
        return "copula"
    if tree.child(word, "auxpass", "nsubjpass") >= 0:
        return "passive"
    if tree.tags[word] == "VBD" and tree.deps[word] == "acl" and tree.child(word, "dobj", "nsubj", "aux") < 0:
        return "passive"  # "at the Meeting, held online"
    beside = tree.heads[word] if tree.deps[word] == "conj" and tree.lemmas[word] in words("holding") else word
    if beside != word and tree.deps[beside] in ("acl", "advcl") and tree.child(word, "dobj", "nsubj", "aux") < 0:
        return voice_of(sentence, beside)  # "the Meeting, chaired by A and held in B"
    if tree.tags[word] != "VBN":
        return "active"
    if tree.deps[word] == "conj" and tree.child(word, "nsubj", "aux") < 0 and tree.child(word, "dobj") < 0:
        return voice_of(sentence, tree.heads[word]) if tree.pos[tree.heads[word]] in ("VERB", "AUX") else "passive"
    return "active" if tree.child(word, "aux", "nsubj") >= 0 else "passive"


def subject_of(sentence: Sentence, word: int) -> tuple[tuple[Filler, ...], Unit | None]:
    """Return the subject of a clause, its own or the one it inherits, and the event it hangs on."""
    nouns, lead = _inherited(sentence, word, set())
    hung = nouns if lead else [sentence.tree.heads[word]] if sentence.tree.deps[word] in ("relcl", "acl") else []
    unit = next((u for n in hung if (u := sentence.unit(n)) and u.sort == "event"), None)
    return tuple(sentence.filler(n, sentence.shown.passage) for n in nouns), unit


def _inherited(sentence: Sentence, word: int, seen: set[int]) -> tuple[list[int], bool]:
    tree = sentence.tree
    if word in seen:
        return [], False
    seen.add(word)
    own = [c for c in tree.below[word] if tree.deps[c] in ("nsubj", "nsubjpass")]
    dep, head = tree.deps[word], tree.heads[word]
    if own and not (dep in ("relcl", "acl", "ccomp") and all(sentence.low(c) in _RELATIVE for c in own)):
        if tree.child(word, "expl") >= 0:
            own = own or [c for c in tree.below[word] if tree.deps[c] == "attr"]
        return own, False
    if dep in ("advcl", "acl") and (noun := _behind_noun(sentence, word, head)) >= 0:
        return [noun], True
    if dep == "relcl" and (near := _nearest(sentence, word, head)) >= 0:
        return [near], True
    if dep in ("relcl", "acl"):
        return _of_head(sentence, word, head, seen)
    if dep in ("xcomp", "ccomp", "advcl", "csubj") and predicate(sentence, head):
        if own and dep == "ccomp":  # "it was A that did"
            return [c for c in tree.below[head] if tree.deps[c] == "attr"], False
        bare = tree.lemmas[head] == "be" and word < head and tree.child(head, "nsubj") < 0
        if bare and (attr := tree.child(head, "attr")) >= 0:  # "also participating were A and B"
            return [attr], False
        if tree.lemmas[head] in words("asking") and (dep != "advcl" or to(sentence, word)):
            return _asked(sentence, head, seen)
        return _inherited(sentence, head, seen)
    if dep in ("advcl", "xcomp", "ccomp", "acl") and not predicate(sentence, head):
        return _of_head(sentence, word, head, seen)
    if dep == "pcomp":
        return _of_preposition(sentence, word, head, seen)
    if dep in ("conj", "dep", "parataxis") and head != word:
        over = above(sentence, word) if beside_infinitive(sentence, word) else head
        if over >= 0 and predicate(sentence, over):
            return _inherited(sentence, over, seen)
        return _of_head(sentence, word, head, seen)
    neighbour = tree.child(word, "ccomp")
    if head == word and 0 <= neighbour < word and ";" in tree.words[neighbour:word]:
        return _inherited(sentence, neighbour, seen)
    return [], False


def _nearest(sentence: Sentence, word: int, head: int) -> int:
    """Return the party right before "which will host", where the tree hangs that on the noun before it.

    As in "the invitation of X, which will host the meeting".
    """
    tree, before = sentence.tree, sentence.tree.first[word] - 2
    own = tree.lemmas[word] in words("oneself") and sentence.unit(head) is None and not sentence.stands(head)
    if not own or before <= head or tree.words[before + 1] != "," or voice_of(sentence, word) != "active":
        return -1
    unit = sentence.unit(before)
    return before if unit is not None and unit.sort in ("party", "person") else -1


def _behind_noun(sentence: Sentence, word: int, head: int) -> int:
    """Return the noun right before a participle that tells of it: "saw the delegations, made up of A", "to the
    Conference, to take place on D"."""
    tree = sentence.tree
    if word < head or not (tree.tags[word] == "VBN" or to(sentence, word)) or tree.child(word, "mark") >= 0:
        return -1
    at = tree.first[word] - 1
    if at > 0 and tree.words[at] == ",":
        at -= 1
    if at < 0:
        return -1
    unit = sentence.unit(at)
    if unit is not None:
        return at if (unit.sort in ("event", "instrument") or sentence.stands(at)) and tree.words[at + 1] == "," else -1
    people = tree.tags[word] == "VBN" and tree.deps[at] in ("dobj", "pobj") and sentence.stands(at)
    return at if people and tree.words[at + 1] == "," else -1


def to(sentence: Sentence, word: int) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(sentence.tree.deps[c] == "aux" and sentence.low(c) == "to" for c in sentence.tree.below[word])


def _of_head(sentence: Sentence, word: int, head: int, seen: set[int]) -> tuple[list[int], bool]:
    """Return the noun a clause hangs on, or, of "the decision of X to do", X."""
    tree = sentence.tree
    if to(sentence, word) and tree.lemmas[head] in words("proposals") and tree.lemmas[word] not in words("oneself"):
        return [], False  # "the proposal of X to publish the map": by whom is not said
    if to(sentence, word) and sentence.unit(head) is None:
        for child in tree.below[head]:
            if tree.deps[child] == "poss":
                return [child], False
            if tree.deps[child] in ("prep", "agent") and sentence.low(child) in ("of", "by", "from", "to"):
                return sentence.objects(child), False
        over = above(sentence, word)
        if over >= 0:
            return _inherited(sentence, over, seen)
    return [head], True


def _asked(sentence: Sentence, head: int, seen: set[int]) -> tuple[list[int], bool]:
    tree = sentence.tree
    if voice_of(sentence, head) == "passive":
        return _inherited(sentence, head, seen)
    objects = [c for c in tree.below[head] if tree.deps[c] in ("dobj", "dative")]
    for child in tree.below[head]:
        if tree.deps[child] in ("prep", "dative") and sentence.low(child) in ("on", "upon", "to", "for", "with"):
            objects.extend(sentence.objects(child))
    return (objects, False) if objects else _inherited(sentence, head, seen)


def _of_preposition(sentence: Sentence, word: int, prep: int, seen: set[int]) -> tuple[list[int], bool]:
    tree = sentence.tree
    head = tree.heads[prep]
    if sentence.low(prep) == "for" and (thanked := _thanked(sentence, head)):
        return thanked, False
    if predicate(sentence, head):
        if tree.lemmas[head] in words("asking"):
            return _asked(sentence, head, seen)
        return _inherited(sentence, head, seen)
    for child in tree.below[head]:
        if tree.deps[child] == "prep" and sentence.low(child) in ("of", "by") and child != prep:
            return sentence.objects(child), False
    over = above(sentence, word)
    return _inherited(sentence, over, seen) if over >= 0 else ([], False)


def _thanked(sentence: Sentence, head: int) -> list[int]:
    """Return who is thanked for doing something: "expressed their gratitude to A for", "with thanks to A for"."""
    tree = sentence.tree
    beside = [o for c in tree.below[head] for o in (sentence.objects(c) if sentence.low(c) == "with" else [c])]
    said = [head, *(w for w in beside if tree.deps[w] in ("dobj", "pobj"))]
    if not {tree.lemmas[w] for w in said} & words("thanking"):
        return []
    to_whom = (c for w in said for c in tree.below[w] if tree.deps[c] in ("prep", "dative") and sentence.low(c) == "to")
    return next((found for c in to_whom if (found := sentence.objects(c))), [])
