"""Trees mended where the parser is known to hang a word on the wrong one, and what stands there tells so."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.prose.clauses.engine import grown
from explorer.facts.prose.clauses.lexicon import words
from explorer.facts.prose.clauses.phrases import Sentence

_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_PARTIES = frozenset({"party", "list", "person"})


@dataclass(frozen=True, slots=True)
class Hang:
    """A word and what it is to hang on."""

    word: int
    head: int
    dep: str


def mended(sentence: Sentence) -> Sentence:
    """Return the sentence with what hangs wrong hung right."""
    tree = sentence.tree
    moves = [
        move
        for word in range(len(tree.words))
        for rule in (
            _second_act,
            _and_that,
            _as_well_as,
            _swallowed,
            _to_do,
            _inverted,
            _fronted,
            _held_behind,
            _headless,
            _alongside,
            _second_doer,
            _told_of_each,
            _day_beside,
            _before_its_head,
            *_LISTED,
        )
        for move in rule(sentence, word)
    ]
    if not moves:
        return sentence
    heads, deps = list(tree.heads), list(tree.deps)
    for move in moves:
        heads[move.word], deps[move.word] = move.head, move.dep
    if any(_rootless(heads, move.word) for move in moves):
        return sentence
    return Sentence(grown(tree.words, tree.lemmas, tree.tags, tree.pos, tuple(deps), tuple(heads)), sentence.shown)


def _rootless(heads: list[int], word: int) -> bool:
    """Tell whether a word no longer leads up to a root."""
    for _ in heads:
        if heads[word] == word:
            return False
        word = heads[word]
    return True


def _second_act(sentence: Sentence, word: int) -> list[Hang]:
    """A second act hangs on the main verb: "agreed that the plan is a living document, and tasked the Co-Chairs …"."""
    tree = sentence.tree
    head = tree.heads[word]
    main = tree.heads[head]
    if tree.deps[word] == "ccomp":
        return _third_act(sentence, word, head)
    if tree.deps[word] != "conj" or tree.deps[head] not in ("ccomp", "xcomp", "advcl", "relcl") or main == head:
        return []
    if tree.lemmas[word] not in words("acts") or tree.tags[word] not in _FINITE & {tree.tags[main]}:
        return []
    if tree.child(word, "nsubj", "nsubjpass", "auxpass") >= 0:
        return []
    subject = tree.child(head, "nsubj", "nsubjpass")
    thing = subject >= 0 and not sentence.party(sentence.members(subject)) and tree.lemmas[main] in words("acts")
    return [Hang(word, main, "conj")] if thing or tree.tags[head] != tree.tags[word] else []


def _and_that(sentence: Sentence, word: int) -> list[Hang]:
    """As in "urged that A should pay, and that B should wait": the second hangs on the first, not on the verb."""
    tree = sentence.tree
    head, mark = tree.heads[word], tree.child(word, "mark")
    if tree.deps[word] != "conj" or mark < 1 or tree.lemmas[mark] != "that":
        return []
    first = next((c for c in tree.below[head] if tree.deps[c] == "ccomp" and head < c < mark), -1)
    told = first >= 0 and (that := tree.child(first, "mark")) >= 0 and tree.lemmas[that] == "that"
    return [Hang(word, first, "conj")] if told and sentence.low(mark - 1) in (",", "and") else []


def _third_act(sentence: Sentence, word: int, head: int) -> list[Hang]:
    """As in "Members noted the delay, agreed to wait and called …": the delay is no subject."""
    tree = sentence.tree
    noun = tree.child(word, "nsubj")
    if not {tree.lemmas[word], tree.lemmas[head]} <= words("acts") or tree.tags[word] not in _FINITE & {
        tree.tags[head]
    }:
        return []
    apart = (
        head < noun < word and tree.words[word - 1] == "," and tree.child(word, "mark") < 0 <= tree.child(head, "nsubj")
    )
    if not apart or tree.child(head, "dobj") >= 0 or sentence.party(sentence.members(noun)):
        return []
    return [Hang(noun, head, "dobj"), Hang(word, head, "conj")]


def _as_well_as(sentence: Sentence, word: int) -> list[Hang]:
    """As in "attended by A, as well as B": B is one more of the agents."""
    tree = sentence.tree
    if tree.deps[word] != "pobj" or word < 4:
        return []
    start = tree.first[word]
    if [w.lower() for w in tree.words[start - 3 : start]] != ["as", "well", "as"]:
        return []
    before = next((i for i in range(start - 4, -1, -1) if _party(sentence, i)), -1)
    return [Hang(word, before, "conj")] if before >= 0 else []


def _swallowed(sentence: Sentence, word: int) -> list[Hang]:
    """As in "A hosted the Workshop and B chaired it": the Workshop is no subject."""
    tree = sentence.tree
    noun = tree.child(word, "nsubj")
    if noun < 0 or not _event(sentence, noun):
        return []
    before = tree.first[noun] - 1
    party = next((c for c in tree.below[noun] if tree.deps[c] == "conj" and _party(sentence, c)), -1)
    if before < 0 or party < 0 or tree.tags[before] not in _FINITE or before == word:
        return []
    moves = [Hang(noun, before, "dobj"), Hang(party, word, "nsubj")]
    return [*moves, Hang(word, before, "conj")] if tree.heads[before] != word else moves


def _to_do(sentence: Sentence, word: int) -> list[Hang]:
    """As in "asked A to draft a reply and B to print it": B is who is to print, and is asked."""
    tree = sentence.tree
    start = tree.first[word]
    if tree.deps[word] != "advcl" or tree.tags[word] != "VB" or start < 1 or sentence.low(start) != "to":
        return []
    party, head = start - 1, tree.heads[word]
    if not _party(sentence, party) or tree.deps[party] != "conj" or _party(sentence, tree.heads[party]):
        return []
    main = tree.heads[head]
    asked = tree.deps[head] == "xcomp" and tree.lemmas[main] in words("asking")
    return [Hang(party, word, "nsubj"), Hang(word, main if asked else head, "conj")]


def _fronted(sentence: Sentence, word: int) -> list[Hang]:
    """As in "Also endorsed was the Plan", "Represented were A and B": what was endorsed is the subject."""
    tree = sentence.tree
    be = tree.heads[word]
    verb = tree.heads[be]
    told = tree.deps[word] in ("attr", "nsubj", "nsubjpass", "dobj") and tree.deps[be] == "auxpass"
    return [Hang(word, verb, "nsubjpass")] if told and verb < be < word else []


def _held_behind(sentence: Sentence, word: int) -> list[Hang]:
    """As in "A spoke at the Meeting, held online on 2 May": what was held is the event right before it."""
    tree = sentence.tree
    if word < 2 or tree.deps[word] != "conj" or tree.tags[word] not in ("VBD", "VBN") or tree.words[word - 1] != ",":
        return []
    unit = sentence.unit(word - 2)
    bare = tree.lemmas[word] == "hold" and tree.child(word, "nsubj", "nsubjpass", "aux", "auxpass") < 0
    held = bare and unit is not None and unit.sort == "event" and tree.tags[word + 1 : word + 2] != ("DT",)
    return [Hang(word, word - 2, "acl")] if held else []


def _inverted(sentence: Sentence, word: int) -> list[Hang]:
    """As in "Serving as chair was A": A is who serves."""
    tree = sentence.tree
    attr = tree.child(word, "attr")
    head = tree.heads[word]
    if tree.deps[word] != "aux" or attr < 0 or tree.tags[head] != "VBG" or head > word:
        return []
    return [Hang(attr, head, "nsubj")] if _party(sentence, attr) else []


def _headless(sentence: Sentence, word: int) -> list[Hang]:
    """As in "The Meeting called upon A to report": a sentence whose only verb was taken for a participle."""
    tree = sentence.tree
    head = tree.heads[word]
    if tree.deps[word] != "acl" or tree.tags[word] != "VBN" or tree.deps[head] != "ROOT" or head != word - 1:
        return []
    if tree.child(word, "agent", "auxpass") >= 0 or _FINITE & set(tree.tags) or tree.lemmas[word] not in words("acts"):
        return []
    return [Hang(word, word, "ROOT"), Hang(head, word, "nsubj")]


def _and_from(sentence: Sentence, word: int) -> list[Hang]:
    """As in "officials from A, with the Chair, and from B": B has sent officials too."""
    tree = sentence.tree
    low = sentence.low(word)
    if tree.deps[word] != "conj" or low not in ("from", "of") or word < 1 or sentence.low(word - 1) != "and":
        return []
    for before in range(word - 2, -1, -1):
        if sentence.low(before) == low and tree.deps[before] == "prep" and sentence.stands(tree.heads[before]):
            return [Hang(word, tree.heads[before], "prep")]
    return []


def _and_by(sentence: Sentence, word: int) -> list[Hang]:
    """As in "attended by A, whom it does not name, and by B": B attended too."""
    tree = sentence.tree
    if tree.deps[word] != "conj" or sentence.low(word) != "by" or word < 1 or sentence.low(word - 1) != "and":
        return []
    first = next((i for i in range(word - 2, -1, -1) if tree.deps[i] == "agent"), -1)
    return [Hang(word, tree.heads[first], "agent")] if first >= 0 else []


def _spelt_out(sentence: Sentence, word: int) -> list[Hang]:
    """As in "the heads of other bodies: A; B; and C": the list behind the colon tells which bodies."""
    tree = sentence.tree
    unit, colon = sentence.unit(word), tree.first[word] - 1
    if unit is None or unit.sort != "list" or colon < 1 or tree.words[colon] != ":":
        return []
    noun = colon - 1
    while noun > 0 and tree.tags[noun] in ("-RRB-", "-LRB-", "NNP", "NNPS") and not tree.below[noun]:
        noun -= 1
    return [Hang(word, noun, "appos")] if tree.tags[noun] == "NNS" and tree.heads[word] != noun else []


def _without_verb(sentence: Sentence, word: int) -> list[Hang]:
    """As in "A was represented by X, and B by Y": B was represented too."""
    tree = sentence.tree
    if tree.deps[word] != "conj" or not _party(sentence, word) or "".join(tree.words[word + 1 : word + 2]) != "by":
        return []
    verb = tree.heads[word]
    for _ in range(3):
        subject = tree.child(verb, "nsubjpass")
        if subject >= 0:
            return [Hang(word, subject, "conj")] if _party(sentence, subject) else []
        verb = tree.heads[verb]
    return []


def _people_from(sentence: Sentence, word: int) -> list[Hang]:
    """As in "attended by Leaders from A", "brought together 45 officers from A": those people are A's."""
    tree = sentence.tree
    noun = word - 1
    if tree.deps[word] != "prep" or sentence.low(word) != "from" or noun < 0 or tree.heads[word] == noun:
        return []
    return [Hang(word, noun, "prep")] if sentence.stands(noun) and tree.tags[noun] in ("NNS", "NNP", "NNPS") else []


def _across(sentence: Sentence, word: int) -> list[Hang]:
    """As in "It was attended by officials of A, experts of B and C": nobody behind the verb is its subject."""
    tree = sentence.tree
    subject = tree.heads[word]
    verb = tree.heads[subject]
    agent = next((o for c in tree.below[verb] if tree.deps[c] == "agent" for o in sentence.objects(c)), -1)
    if (
        tree.deps[word] not in ("conj", "appos")
        or tree.deps[subject] != "nsubjpass"
        or not subject < verb < agent < word
    ):
        return []
    return [Hang(word, agent, "conj")]


def _invited(sentence: Sentence, word: int) -> list[Hang]:
    """As in "At the invitation of A, B and C met": who stands behind the comma met, and invited nobody."""
    tree = sentence.tree
    host, verb = tree.heads[word], tree.root
    if tree.deps[word] not in ("conj", "appos") or not _party(sentence, word) or tree.child(verb, "nsubj") >= 0:
        return []
    inviting = tree.lemmas[tree.heads[tree.heads[host]]] == "invitation"
    apart = inviting and host < word < verb and "," in tree.words[host : tree.first[word]]
    return [Hang(word, verb, "nsubj")] if apart else []


_LISTED = (_invited, _across, _people_from, _and_from, _and_by, _spelt_out, _without_verb)


def _alongside(sentence: Sentence, word: int) -> list[Hang]:
    """As in "A took part in the Workshop alongside B": B is beside A, not beside the Workshop."""
    tree = sentence.tree
    noun = tree.heads[word]
    verb = tree.heads[tree.heads[noun]] if tree.deps[noun] == "pobj" else tree.heads[noun]
    if sentence.low(word) != "alongside" or not _event(sentence, noun) or tree.pos[verb] != "VERB":
        return []
    return [Hang(word, verb, "prep")]


def _second_doer(sentence: Sentence, word: int) -> list[Hang]:
    """As in "A presided over the meeting and B served as rapporteur": B is no meeting, and served."""
    tree, party = sentence.tree, word - 1
    bare = tree.deps[word] == "conj" and tree.tags[word] in _FINITE and tree.child(word, "nsubj", "nsubjpass") < 0
    if not bare or party < 2 or not _party(sentence, party) or tree.deps[party] != "conj":
        return []
    return [Hang(party, word, "nsubj")] if _event(sentence, tree.heads[party]) else []


def _told_of_each(sentence: Sentence, word: int) -> list[Hang]:
    """As in "the First Meeting, chaired by A, and the Second Meeting, chaired by B": B chaired the second one alone."""
    tree = sentence.tree
    head, first = tree.heads[word], tree.first[word]
    if tree.deps[word] != "acl" or not _event(sentence, head) or first < 2 or tree.words[first - 1] != ",":
        return []
    before = next((c for c in tree.below[head] if tree.deps[c] == "acl" and c < word), word)
    near = (at for at in range(word - 1, before, -1) if _event(sentence, at) and tree.last[at] >= first - 1)
    return [Hang(word, at, "acl") for at in list(near)[:1] if tree.heads[at] == head]


def _day_beside(sentence: Sentence, word: int) -> list[Hang]:
    """As in "On the following day, 12 May, A chaired a workshop": the date says which day."""
    tree, before = sentence.tree, word - 2
    unit = sentence.unit(word)
    if unit is None or unit.sort != "date" or before < 0 or tree.words[word - 1] not in (",", "("):
        return []
    told = tree.lemmas[before] in words("days") and tree.deps[before] == "pobj"
    return [Hang(word, before, "appos")] if told and tree.heads[word] != before else []


def _before_its_head(sentence: Sentence, word: int) -> list[Hang]:
    """As in "was held on both banks: in A, on 3 May": place and day hang on the verb, whatever stands between."""
    tree = sentence.tree
    head = tree.heads[word]
    if tree.deps[word] != "prep" or tree.child(word, "pobj") < word:
        return []
    ahead = tree.deps[head] == "prep" and word < head
    verb = _verb_behind(sentence, tree.heads[head] if ahead else head)
    return [Hang(word, verb, "prep")] if verb < word and tree.pos[verb] == "VERB" and verb != head else []


def _verb_behind(sentence: Sentence, word: int) -> int:
    """The verb of which an event is the subject; else the word itself."""
    tree = sentence.tree
    subject = _event(sentence, word) and tree.deps[word] in ("nsubj", "nsubjpass") and word < tree.heads[word]
    return tree.heads[word] if subject else word


def _party(sentence: Sentence, word: int) -> bool:
    unit = sentence.unit(word)
    return unit is not None and unit.sort in _PARTIES


def _event(sentence: Sentence, word: int) -> bool:
    unit = sentence.unit(word)
    return unit is not None and unit.sort == "event"
