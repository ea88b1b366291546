"""Whether a clause is asserted: decided here, once, from the tree."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.prose.clauses.lexicon import words
from explorer.facts.prose.clauses.model import ASSERTED, CONDITIONAL, DENIED, DOUBTED, PLANNED, REPORTED, SUPPOSED
from explorer.facts.prose.clauses.phrases import Sentence

_GOVERNED = frozenset({"ccomp", "xcomp", "pcomp", "csubj"})
_WILL = frozenset({"will", "shall", "should", "must", "to", "'ll"})
_WOULD = frozenset({"would", "could", "may", "might", "'d"})
_INVERTED = frozenset({"had", "should", "were"})
_BESIDE = frozenset({"prep", "advcl", "acl", "amod", "advmod", "npadvmod", "oprd", "acomp", "dep"})
_PREDICATES = frozenset({"acomp", "oprd", "attr", "advmod"})
_PASSED_ON = frozenset({DENIED, DOUBTED, SUPPOSED, REPORTED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, the sign that decided it, the words of a condition (a run of the tree), the word of a speaker."""

    status: str = ASSERTED
    why: str = ""
    condition: tuple[int, int] | None = None
    speaker: int = -1


def standing(sentence: Sentence, word: int) -> Standing:
    """Decide the status of the clause that a word heads."""
    return _decide(sentence, word, 0)


def _decide(sentence: Sentence, word: int, depth: int) -> Standing:
    if depth > 60:  # deeper than any sentence: an endless chain says nothing
        return Standing()
    if sentence.piece(word).quoted:
        return Standing(REPORTED, "quoted")
    if sentence.low(0) == "that" and (judged := _swallowed(sentence, word)):
        return judged
    found = _denied(sentence, word) or _governed(sentence, word) or _supposed(sentence, word)
    if found is not None:
        return found
    condition = _condition(sentence, word)
    if condition is not None:
        return Standing(CONDITIONAL, sentence.low(condition[0]), condition)
    inherited = _inherited(sentence, word, depth)
    if inherited is not None:
        return inherited
    modal = _modal(sentence, word)
    if modal in _WILL and not _honoured(sentence, word):
        return Standing(PLANNED, modal)
    return Standing(REPORTED, _hearsay(sentence, word)) if _hearsay(sentence, word) else Standing()


def _denied(sentence: Sentence, word: int) -> Standing | None:
    tree = sentence.tree
    for child in tree.below[word]:
        low, dep = sentence.low(child), tree.deps[child]
        if (
            (dep == "neg" and not _measure(sentence, child))
            or low in words("hedging")
            or (dep in ("cc", "preconj") and low == "nor")
        ):
            return Standing(DENIED, low)
        if dep == "advmod" and tree.child(child, "neg") >= 0:
            return Standing(DENIED, sentence.low(tree.child(child, "neg")))
        if dep in ("nsubj", "nsubjpass", "dobj", "attr", "agent", "prep") and (sign := _no(sentence, child)):
            return Standing(DENIED, sign)
    head = tree.heads[word]
    if tree.deps[word] == "conj" and head < word:
        cc = [sentence.low(c) for c in tree.below[head] if tree.deps[c] == "cc" and c < word]
        if cc and cc[-1] == "nor":
            return Standing(DENIED, "nor")
    return None


def _measure(sentence: Sentence, word: int) -> bool:
    """Tell whether a "not" only sets a bound: "not later than 1 May", "not only"."""
    return word + 1 < len(sentence.tree.words) and sentence.low(word + 1) in words("bounds")


def _no(sentence: Sentence, noun: int) -> str:
    """Return the word that denies a noun: "no", "neither", "none"."""
    tree = sentence.tree
    if tree.deps[noun] == "agent" or (tree.deps[noun] == "prep" and sentence.low(noun) == "by"):
        return next((s for o in sentence.objects(noun) if (s := _no(sentence, o))), "")
    if tree.deps[noun] == "prep":
        return ""
    if sentence.low(noun) in ("none", "nobody", "nothing", "neither", "no-one"):
        return sentence.low(noun)
    for child in tree.below[noun]:
        if tree.deps[child] in ("det", "preconj", "cc", "predet", "neg") and sentence.low(child) in (
            "no",
            "neither",
            "none",
            "not",
        ):
            return sentence.low(child)
    return ""


def _governed(sentence: Sentence, word: int) -> Standing | None:
    """What governs a clause: deny, doubt, refuse; "has yet to", "unable to"; the rumour that; say, report."""
    tree = sentence.tree
    dep, head = tree.deps[word], tree.heads[word]
    if dep in ("relcl", "acl", "ccomp", "appos") and tree.pos[head] in ("NOUN", "PROPN"):
        that = any(sentence.low(c) == "that" for c in tree.below[word])
        if tree.lemmas[head] in words("untrue") and (that or dep == "ccomp"):
            return Standing(DOUBTED, tree.lemmas[head])
        above = tree.heads[head]
        if that and tree.deps[head] == "attr" and (sign := _denied(sentence, above)):
            return sign  # "it is not the case that …"
    if dep == "pcomp":
        if sentence.low(head) in words("excluding"):
            return Standing(DENIED, sentence.low(head))
        head = tree.heads[head]
    if dep not in _GOVERNED or head == word:
        return None
    if tree.lemmas[head] in words("unable") or (tree.lemmas[head] == "have" and _yet(sentence, head)):
        return Standing(DENIED, sentence.low(head))
    if dep == "ccomp" and word < head and _neighbour(sentence, word, head):
        return None
    if judged := _judged(sentence, head):
        return judged
    if tree.lemmas[head] in words("denying"):
        return Standing(DENIED, tree.lemmas[head])
    if tree.lemmas[head] in words("doubting"):
        return Standing(DOUBTED, tree.lemmas[head])
    if tree.lemmas[head] in words("supposing"):
        return Standing(SUPPOSED, tree.lemmas[head])
    if dep == "ccomp" and tree.lemmas[head] in words("saying") and _modal(sentence, word) != "should":
        subject = tree.child(head, "nsubj")
        return Standing(REPORTED, tree.lemmas[head], speaker=subject)
    return None


def _swallowed(sentence: Sentence, word: int) -> Standing | None:
    """What "That ministers agreed is false" says of "agreed", where that is taken for the verb of the sentence."""
    tree = sentence.tree
    several = tree.deps[0] != "det" or tree.tags[tree.heads[0]] in ("NNS", "NNPS", "NNP")  # no "That meeting agreed …"
    below = (child for child in tree.below[word] if tree.deps[child] == "ccomp" and child > word)
    taken = next((child for child in below if tree.child(child, "mark") < 0), -1)
    return _judged(sentence, taken) if several and taken >= 0 else None


def _judged(sentence: Sentence, above: int) -> Standing | None:
    """What "it is false", "it seems unlikely", "it is far from certain" say of the clause below them."""
    tree = sentence.tree
    verb = tree.heads[above] if tree.pos[above] == "ADJ" else above
    beside = [child for child in tree.below[verb] if tree.deps[child] in _PREDICATES]
    far = [one for each in beside for prep in tree.below[each] if tree.deps[prep] == "prep" for one in tree.below[prep]]
    for child in [*beside, *far]:
        if tree.lemmas[child] in words("unable"):
            return Standing(DENIED, sentence.low(child))
        if tree.lemmas[child] in words("uncertain"):
            return Standing(DOUBTED, sentence.low(child))
        if tree.lemmas[child] in words("certain") and (child in far or _not(sentence, verb)):
            return Standing(DENIED, sentence.low(child))
    what = tree.child(verb, "csubj")
    return _judged(sentence, what) if what >= 0 and tree.lemmas[what] == "be" else None


def _not(sentence: Sentence, verb: int) -> bool:
    sign = sentence.tree.child(verb, "neg")
    return sign >= 0 and not _measure(sentence, sign)


def _yet(sentence: Sentence, head: int) -> bool:
    return any(sentence.low(c) == "yet" for c in sentence.tree.below[head])


def _neighbour(sentence: Sentence, word: int, head: int) -> bool:
    """Tell whether a clause before its head is only a neighbour behind a semicolon."""
    return ";" in sentence.tree.words[word:head]


def _supposed(sentence: Sentence, word: int) -> Standing | None:
    tree = sentence.tree
    for child in tree.below[word]:
        if tree.deps[child] == "mark" and sentence.low(child) in words("conditions") | {"whether"}:
            return Standing(SUPPOSED, sentence.low(child))
    if tree.deps[word] == "advcl" and _inverted(sentence, word):
        return Standing(SUPPOSED, sentence.low(tree.first[word]))
    if tree.deps[word] in ("pcomp", "ccomp") and sentence.low(tree.heads[word]) in ("provided", "whether", "unless"):
        return Standing(SUPPOSED, sentence.low(tree.heads[word]))
    modal = _modal(sentence, word)
    if modal in _WOULD and _condition(sentence, word) is None:
        first = word
        while tree.deps[first] == "conj" and tree.heads[first] != first:
            first = tree.heads[first]
        dep, head = tree.deps[first], tree.lemmas[tree.heads[first]]
        planned = (dep == "ccomp" and head in words("planning")) or (
            dep in ("acl", "ccomp") and head in words("promising")
        )
        return Standing(PLANNED, modal) if planned and modal == "would" else Standing(SUPPOSED, modal)
    if modal in _WOULD and modal != "may":
        condition = _condition(sentence, word)
        if condition is not None and _unreal(sentence, word):
            return Standing(SUPPOSED, modal, condition)
    return None


def _unreal(sentence: Sentence, word: int) -> bool:
    """Tell whether "would have" speaks of what did not happen."""
    tree = sentence.tree
    return any(tree.lemmas[c] == "have" and tree.deps[c] == "aux" for c in tree.below[word])


def _inverted(sentence: Sentence, word: int) -> bool:
    tree = sentence.tree
    first = tree.first[word]
    subject = tree.child(word, "nsubj", "nsubjpass")
    return sentence.low(first) in _INVERTED and first < subject and tree.deps[first] in ("aux", "auxpass", "advcl")


def _condition(sentence: Sentence, word: int) -> tuple[int, int] | None:
    """Return the words of the condition that a clause depends on."""
    tree = sentence.tree
    for child in tree.below[word]:
        dep = tree.deps[child]
        marks = {sentence.low(c) for c in tree.below[child] if tree.deps[c] == "mark"}
        if dep == "advcl" and (marks & words("conditions") or _inverted(sentence, child)):
            return tree.first[child], tree.last[child]
        lead = tree.first[child] if dep == "dep" else child  # "Pending approval, …"
        if dep in _BESIDE and sentence.low(lead) in words("condition_preps"):
            return tree.first[child], tree.last[child]
    head = tree.heads[word]
    if tree.deps[word] in ("xcomp", "ccomp") and tree.lemmas[head] in words("planning"):
        return _condition(sentence, head)
    return None


def _inherited(sentence: Sentence, word: int, depth: int) -> Standing | None:
    """What a clause has from the one above: of what is denied or supposed, its complements and what is joined to it."""
    tree = sentence.tree
    dep, head = tree.deps[word], tree.heads[word]
    if head == word:
        return None
    if dep == "conj" and (tree.pos[head] in ("VERB", "AUX") or tree.child(head, "nsubj") >= 0):
        own = tree.child(word, "nsubj", "nsubjpass", "aux", "auxpass") >= 0
        bare = tree.tags[word] == "VB" or tree.tags[word] in ("VBN", "VBG")
        above = _decide(sentence, head, depth + 1)
        if above.status == CONDITIONAL and bare:
            return above
        if above.status in (DENIED, SUPPOSED) and (own or not bare) and tree.deps[head] not in _GOVERNED:
            return None
        return above if above.status in _PASSED_ON or (bare and not own) else None
    if dep == "pcomp":
        head = tree.heads[head]
    if dep in _GOVERNED and tree.pos[head] in ("VERB", "AUX"):
        above = _decide(sentence, head, depth + 1)
        if above.status in (*_PASSED_ON, CONDITIONAL, PLANNED):
            return above
        if tree.lemmas[head] in words("planning") and not _past_told(sentence, word):
            return Standing(PLANNED, tree.lemmas[head])
    if (dep == "acl" or (dep == "advcl" and word > head)) and tree.tags[word] in ("VBN", "VBG"):
        noun = tree.heads[word]
        det = {sentence.low(c) for c in tree.below[noun] if tree.deps[c] in ("det", "poss")}
        if dep == "acl" and (det & {"the", "its", "their", "that", "this"}):
            return None
        above_word = noun
        while tree.pos[above_word] not in ("VERB", "AUX") and tree.heads[above_word] != above_word:
            above_word = tree.heads[above_word]
        above = _decide(sentence, above_word, depth + 1)
        if above.status in (PLANNED, CONDITIONAL, SUPPOSED, DENIED) and above_word != word:
            return above
    return None


def _honoured(sentence: Sentence, word: int) -> bool:
    """Tell whether somebody "had the honour to" do something, and so did it."""
    tree = sentence.tree
    head = tree.heads[word]
    above = tree.heads[head] if tree.pos[head] in ("NOUN", "ADJ") else head
    return tree.lemmas[head] in words("honouring") and tree.tags[above] == "VBD"


def _past_told(sentence: Sentence, word: int) -> bool:
    """Tell whether a complement tells what is past: "noted that X had hosted"."""
    tree = sentence.tree
    tags = {tree.tags[word], *(tree.tags[c] for c in tree.below[word] if tree.deps[c] in ("aux", "auxpass"))}
    return "VBD" in tags


def _modal(sentence: Sentence, word: int) -> str:
    tree = sentence.tree
    for child in tree.below[word]:
        if tree.deps[child] == "aux" and (tree.tags[child] == "MD" or sentence.low(child) == "to"):
            return sentence.low(child)
    head = tree.heads[word]
    if tree.deps[word] == "conj" and tree.tags[word] == "VB" and head != word and tree.pos[head] in ("VERB", "AUX"):
        return _modal(sentence, head)
    return ""


def _hearsay(sentence: Sentence, word: int) -> str:
    tree = sentence.tree
    for child in tree.below[word]:
        low = sentence.low(child)
        if low in words("reporting_adverbs") or (low == "according" and tree.deps[child] in ("prep", "advmod")):
            return low
    return ""
