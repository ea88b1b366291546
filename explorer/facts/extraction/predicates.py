"""Predicates: where a sentence says that somebody agreed, asked, welcomed …, with subject and voice."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import data, phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import PartyList, list_before
from explorer.facts.extraction.tokens import Token
from explorer.facts.extraction.verbs import Lexicon, Verb, VerbForm

_BE = frozenset({"was", "were", "is", "are", "be", "been", "being"})
_BLOCKERS = frozenset(
    "the a an this that these those its their his her our any no such of in on for by with as from at than into through via per"
    " between among about over under within".split()
)
_OPENERS = frozenset({",", ";", ":", "–", "and", "but", "while", "whereas", "or", "(", "then", "yet", "so"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """One act in a sentence: its verb, voice, subject and where its clause begins.

    `voice` is active, passive, gerund, nominal or future. `subject` lists the parties that act (or, in the passive, that are
    acted upon); `plenary` says that the meeting itself, or everybody, is the subject.
    """

    first: int
    last: int
    verb: Verb
    voice: str
    clause: int
    subject: tuple[Mention, ...] = ()
    plenary: bool = False
    bare: bool = False  # no subject of its own
    negated: bool = False
    relative: bool = False


def predicates(read: ReadPassage, span: Span, lexicon: Lexicon, item: bool) -> list[Predicate]:
    """Return the predicates of a sentence in order, embedded ones included.

    `item`: the sentence opens a list item, where a bare verb or gerund has its subject in the stem.
    """
    tokens, found, at = read.tokens, [], span.first
    while at < span.last:
        covering = read.mention_at(at)
        if tokens[at].norm == "states" and tokens[at].capital and not tokens[at].shouted:
            at += 1
            continue
        predicate = None
        if covering is None:
            predicate = _given_task(read, span, at) or _nominal(read, span, at)
            form = lexicon.at(tokens, at, span.last) if predicate is None else None
            if form is not None:
                predicate = _verbal(read, span, form, found, item)
            if predicate is None and tokens[at].norm in words("acts.yaml", "modals") | {"is", "are", "to"}:
                predicate = _future(read, span, at, lexicon, item)
        if predicate is None:
            at += 1
            continue
        found.append(predicate)
        at = max(predicate.last, at + 1)
    return found


# ------------------------------------------------------------------------------------------- verbs


def _verbal(read: ReadPassage, span: Span, form: VerbForm, before: list[Predicate], item: bool) -> Predicate | None:
    tokens = read.tokens
    back = _back(tokens, form.first, span.first)
    negated = _negated(tokens, span, form.first)
    if form.first == span.first or back < span.first:
        return _opening(read, span, form, item, negated)
    prev = tokens[back]
    if prev.norm in _BE and form.form in ("past", "participle"):
        return _passive(read, span, form, back, negated)
    if prev.norm in _BE and form.form == "base":
        return None  # "were present": an adjective
    if form.form == "gerund":
        return _gerund(read, span, form, back, before, item)
    if prev.norm == "to" or (prev.norm in ("will", "would", "shall", "should", "may", "can", "could", "must", "might", "did", "do", "does", "not")):
        if prev.norm in ("will", "shall", "did", "not", "do", "does") and form.form == "base" and not form.verb.lemma.startswith("be "):
            clause = _clause_start(tokens, span, back)
            return Predicate(form.first, form.last, form.verb, "active", clause, *_subject(read, span, back, clause), negated=negated or prev.norm == "not")
        return None
    if form.form == "participle":
        if not any(tokens[i].norm in ("has", "have", "had") for i in range(back + 1, form.first)):
            return None
    if _by_agent(read, span, form.last):
        return None  # "agreed by members": a participle
    if form.form in ("base", "present", "past") and _is_noun(tokens, form, back):
        return None
    if prev.norm == "," and not before and tokens[span.first].norm in ("we", "the") and span.first < back - 2 and form.form in ("base", "past", "present"):
        inner = next((i for i in range(span.first, back) if tokens[i].norm == ","), back)
        if inner < back and (tokens[inner - 1].norm in _subject_words() or read.mention_at(inner - 1)):  # "We, the Ministers, agree"
            subject, plenary = _subject(read, span, inner, span.first)
            return Predicate(form.first, form.last, form.verb, "active", span.first, subject, plenary, negated=negated)
    coordinated = prev.norm in ("and", ",", "but", "then", "or", ";", "–", "&")
    if coordinated:
        if form.form == "base" and not _base_chain(before, tokens, back):
            return None
        if form.form in ("past", "participle") and prev.norm == "," and _participle_tail(read, span, form):
            return None
        bare = Predicate(form.first, form.last, form.verb, "active", form.first if form.first - back == 1 else back + 1, bare=True, negated=negated)
        return bare if before or item else None
    clause = _clause_start(tokens, span, back)
    if prev.norm == "states" and form.form == "present":
        return None
    subject, plenary = _subject(read, span, back + 1, clause)
    if subject and form.first - back > 1 and tokens[form.first - 1].norm == "having":
        start = next(m.first for m in subject)
        clause = start if start > span.first else clause
    if not subject and not plenary and form.verb.lemma not in words("acts.yaml", "of_things") and not _thing(tokens, clause, back, form):
        return None
    if form.form == "base" and not _plural(tokens, back, subject):
        return None
    if form.form == "past" and form.verb.lemma not in words("acts.yaml", "of_things") and prev.norm not in _subject_words() and not subject and read.mention_at(back) is None and prev.norm not in (")",) and not tokens[back].norm.isdigit() and not plenary:
        return None
    return Predicate(form.first, form.last, form.verb, "active", clause, subject, plenary, negated=negated, relative=_relative(tokens, clause))


def _by_agent(read: ReadPassage, span: Span, at: int) -> bool:
    """Whether "by" and an actor follow: "agreed by members", "endorsed by the Group"; not "agreed by consensus"."""
    tokens = read.tokens
    if at + 1 >= span.last or tokens[at].norm != "by":
        return False
    actor = at + 1 + (tokens[at + 1].norm in ("the", "all", "both"))
    if actor >= span.last:
        return False
    return read.mention_at(actor) is not None or tokens[actor].capital or tokens[actor].norm in _subject_words()


def _subject_words() -> frozenset[str]:
    return words("acts.yaml", "subjects")


def _opening(read: ReadPassage, span: Span, form: VerbForm, item: bool, negated: bool) -> Predicate | None:
    """A verb that opens the sentence: a bullet ("endorsed …", "Welcoming …"), or a preamble in capitals."""
    if tokens_shouted(read, form) and form.form in ("base", "present") and form.verb.force:
        return Predicate(form.first, form.last, form.verb, "active", span.first, (), True, negated=negated)
    if form.form in ("past", "present", "gerund", "participle") and (item or form.form == "gerund"):
        voice = "gerund" if form.form == "gerund" else "active"
        return Predicate(form.first, form.last, form.verb, voice, span.first, bare=True, negated=negated)
    if form.form == "base" and item and form.verb.group in ("recommended", "welcomed", "endorsed", "agreed", "noted", "tasked"):
        return Predicate(form.first, form.last, form.verb, "base", span.first, bare=True, negated=negated)
    return None


def tokens_shouted(read: ReadPassage, form: VerbForm) -> bool:
    """Whether a verb is written in capitals, as in the clauses of a resolution ("HEREBY DECIDE")."""
    return read.tokens[form.first].shouted and len(read.tokens[form.first].text) > 3


def _gerund(read: ReadPassage, span: Span, form: VerbForm, back: int, before: list[Predicate], item: bool) -> Predicate | None:
    tokens = read.tokens
    prev = tokens[back]
    following = tokens[form.last].norm if form.last < span.last else ""
    if following == "that" and form.verb.force and prev.norm != "of":
        return Predicate(form.first, form.last, form.verb, "gerund", form.first, bare=True)
    if prev.norm in ("and", ",", ";") and before and before[-1].voice == "gerund" and before[-1].bare:
        return Predicate(form.first, form.last, form.verb, "gerund", form.first, bare=True)
    list_ = list_before(read, Span(span.first, form.first), form.first)
    if list_ and list_.last == form.first and form.verb.group in ("offered", "recommended", "agreed", "presented"):
        opener = tokens[list_.first - 1].norm if list_.first > span.first else ""
        if opener in (",", "and", "with", ";"):
            clause = list_.first
            return Predicate(form.first, form.last, form.verb, "active", clause, list_.parties)
    if prev.norm == "having":
        return None
    return None


def _passive(read: ReadPassage, span: Span, form: VerbForm, be: int, negated: bool) -> Predicate | None:
    """"UNHCR was asked to …", "It was agreed that …", "the budget was approved"."""
    tokens = read.tokens
    start = _back(tokens, be, span.first) + 1
    if start - 1 >= span.first and tokens[start - 1].norm in ("will", "would", "shall", "should", "may", "could", "might", "can", "to", "not"):
        if form.verb.group in ("agreed", "endorsed", "welcomed", "noted", "presented", "talk") or tokens[start - 1].norm in ("to", "may", "could", "might", "can"):
            return None
    if form.verb.force == "":
        return Predicate(form.first, form.last, form.verb, "passive", _clause_start(tokens, span, be - 1))
    clause = _clause_start(tokens, span, be - 1)
    subject, plenary = _subject(read, span, be, clause)
    if tokens[clause].norm == "it" or (clause < be and tokens[be - 1].norm == "it"):
        return Predicate(form.first, form.last, form.verb, "passive", clause, (), True, negated=negated)
    if be == clause and tokens[be].norm not in ("be", "been", "being"):
        subject, plenary = (), False
        return Predicate(form.first, form.last, form.verb, "passive", clause, bare=True, negated=negated)
    return Predicate(form.first, form.last, form.verb, "passive", clause, subject, plenary, negated=negated, relative=_relative(tokens, clause))


def _nominal(read: ReadPassage, span: Span, at: int) -> Predicate | None:
    """"There was agreement that …", "Appreciation was expressed to …", "the decision to … was taken"."""
    tokens = read.tokens
    found = phrases("acts.yaml", "nouns").at(tokens, at, span.last)
    if not found or tokens[at].capital and at != span.first:
        return None
    force, end = found
    phrase = " ".join(t.norm for t in tokens[at:end])
    needs = data("acts.yaml")["noun_needs_verb"].get(phrase)
    if needs is not None and not _says_done(tokens, at, span, needs):
        return None
    clause = _clause_start(tokens, span, at - 1) if at > span.first else span.first
    if force == "tasked" and tokens[at].norm == "it":
        from explorer.facts.extraction.parties import list_after

        run = list_after(read, span, end)
        return Predicate(at, end, Verb(phrase, force), "passive", span.first if at == span.first else at, run.parties) if run else None
    if force == "tasked" and tokens[at].norm not in ("the", "responsibility", "task"):
        subject = list_before(read, Span(span.first, at), at)
        if subject is None:
            return None
        return Predicate(at, end, Verb(phrase, force), "passive", clause, subject.parties)
    if at > span.first and tokens[at - 1].norm in ("endorsed", "welcomed", "noted", "subject", "an", "in") and tokens[at - 1].norm not in ("an", "in"):
        return None
    return Predicate(at, end, Verb(phrase, force), "nominal", clause, (), True, negated=_negated(tokens, span, at))


def _given_task(read: ReadPassage, span: Span, at: int) -> Predicate | None:
    """"gave the RSO the task of drawing up …"."""
    from explorer.facts.extraction.parties import list_after

    tokens = read.tokens
    if tokens[at].norm not in ("gave", "give", "gives", "giving") or at + 3 >= span.last:
        return None
    run = list_after(read, span, at + 1)
    if run is None or run.last + 1 >= span.last or not {t.norm for t in tokens[run.last : run.last + 2]} & {"task", "mandate", "job", "responsibility", "instructions", "charge"}:
        return None
    clause = _clause_start(tokens, span, at - 1) if at > span.first else span.first
    if _relative(tokens, clause):
        return None
    subject, plenary = _subject(read, span, at, clause) if at > span.first else ((), True)
    return Predicate(at, at + 1, Verb("give the task", "tasked"), "active", clause, subject, plenary, negated=_negated(tokens, span, at))


def _says_done(tokens: list[Token], at: int, span: Span, verbs: list[str]) -> bool:
    if "there" in {t.norm for t in tokens[max(span.first, at - 5) : at]}:
        return True
    if not verbs:
        return any(tokens[i].norm in ("was", "with", "reached", "there", "an", "found", "came") for i in range(max(span.first, at - 4), at))
    for i in range(at, span.last):
        for verb in verbs:
            parts = verb.split()
            if [t.norm for t in tokens[i : i + len(parts)]] == parts:
                return True
    return tokens[at - 1].norm in ("took", "made", "reached") if at > span.first else False


_TASK = Verb("will", "agreed")


def _future(read: ReadPassage, span: Span, at: int, lexicon: Lexicon, item: bool) -> Predicate | None:
    """"IOM will prepare a kit", "India and Nepal are to exchange officers", "Malaysia to host a workshop"."""
    tokens = read.tokens
    norm = tokens[at].norm
    if norm in ("would", "should", "must"):
        return None
    verb = at + 1
    if norm in ("will", "shall") and verb + 2 < span.last and tokens[verb].norm == "be":
        return _future_passive(read, span, at)
    if norm in ("is", "are"):
        if verb >= span.last or tokens[verb].norm != "to":
            return None
        verb += 1
    if verb >= span.last or not tokens[verb].word or tokens[verb].norm in ("be", "have", "not", "take", "become", "remain", "mark", "include", "need"):
        return None
    labelled = norm == "to" and any(tokens[i].norm == ":" and tokens[i - 1].norm in ("action", "actions", "decision", "up", "task", "tasks", "step", "steps") for i in range(span.first + 1, at))
    if norm == "to" and not item and not labelled and tokens[at - 1].norm != ":":
        return None
    list_ = doer_before(read, span, at)
    if norm == "to" and tokens[at - 1].norm == ":" and list_ is None:
        list_ = list_before(read, span, at - 1)
        labelled = list_ is not None and list_.first <= span.first + 1
    everyone = _plenary_before(tokens, span, at)
    if list_ is None and not everyone:
        return None
    start = list_.first if list_ else everyone[0]
    if norm == "to" and start > span.first and not labelled and tokens[span.first].norm not in ("all", "the", "both"):
        return None
    if list_ and _inside_phrase(tokens, span, list_.first):
        return None
    if tokens[start - 1].norm in ("the", "all") and start > span.first:
        start -= 1
    inner = lexicon.at(tokens, verb, span.last)
    if inner is not None and inner.verb.force and norm != "to" and inner.form == "base" and inner.verb.group not in ("presented", "endorsed", "offered", "welcomed", "noted"):
        return None  # "Heads will task the Secretariat": the act itself is in the future
    clause = _clause_start(tokens, span, start - 1) if start > span.first else span.first
    return Predicate(at, verb + 1, Verb(tokens[verb].norm, "agreed"), "future", min(clause, start), list_.parties if list_ else (), list_ is None)


def doer_before(read: ReadPassage, span: Span, at: int) -> PartyList | None:
    """The parties that do what the verb at `at` says; an insertion between commas is stepped over.

    "the RSO, with the support of IOM, would run": the RSO.
    """
    tokens = read.tokens
    if at - 1 > span.first and tokens[at - 1].norm == ",":
        for comma in range(at - 2, span.first, -1):
            if tokens[comma].norm == "," and tokens[comma + 1].norm in ("with", "together", "in", "as", "on", "for", "supported", "assisted", "through", "jointly"):
                outer = list_before(read, Span(span.first, comma), comma)
                if outer is not None and outer.last == comma:
                    return outer
    return list_before(read, span, at)


def _future_passive(read: ReadPassage, span: Span, at: int) -> Predicate | None:
    """"Work on the handbook will be led by Finland": the doer stands behind "by"."""
    from explorer.facts.extraction.parties import list_after

    tokens = read.tokens
    for by in range(at + 3, min(at + 6, span.last - 1)):
        if tokens[by].norm == "by":
            run = list_after(read, span, by + 1)
            verb = tokens[by - 1].norm
            if run is None or run.first - by > 3 or not verb.endswith(("ed", "en", "led", "un", "ade", "ilt", "ght", "ept", "eld")):
                return None
            if verb in ("attended", "endorsed", "adopted", "approved", "considered"):
                return None
            lemma = {"hosted": "host", "supported": "support", "assisted": "assist"}.get(verb, verb)
            return Predicate(at, by, Verb(lemma, "agreed"), "future", _clause_start(tokens, span, at - 1), run.parties)
    return None


def _plenary_before(tokens: list[Token], span: Span, at: int) -> tuple[int, int]:
    back = _back(tokens, at, span.first)
    if back >= span.first and tokens[back].norm in words("acts.yaml", "plenary") and tokens[back].norm not in ("there", "it", "process"):
        start = back
        if start > span.first and tokens[start - 1].norm in ("all", "the", "participating", "member"):
            start -= 1
        return start, at
    return ()  # type: ignore[return-value]


# ------------------------------------------------------------------------------------------- around the verb


def _back(tokens: list[Token], at: int, first: int) -> int:
    """The token before `at` that is no adverb; may lie before `first`."""
    back = at - 1
    adverbs = words("acts.yaml", "adverbs")
    while back >= first and tokens[back].norm in adverbs and tokens[back].norm not in ("to", "in", "on", "with", "by", "all", "both", "each", "agree"):
        back -= 1
    if back >= first + 1 and tokens[back].norm in ("principle", "consensus", "turn", "satisfaction", "regret", "concern", "appreciation") and tokens[back - 1].norm in ("in", "by", "with"):
        return _back(tokens, back - 1, first)
    if back >= first + 1 and tokens[back].norm in ("all", "both", "each") and back > first:
        return back - 1 if tokens[back - 1].word else back
    return back


def _clause_start(tokens: list[Token], span: Span, at: int) -> int:
    """The first token of the clause that token `at` belongs to: behind a comma, "and", "that" …"""
    first = max(at, span.first)
    depth = 0
    while first > span.first:
        norm = tokens[first - 1].norm
        if norm == ")":
            depth += 1
        elif norm == "(" and depth:
            depth -= 1
        elif not depth and (norm in (";", ":", "–", "that", "while", "whereas", "which", "who", "but", "where", "noting")):
            break
        elif not depth and norm == "," and not _list_comma(tokens, first - 1, at):
            break
        elif not depth and norm == "and" and tokens[first - 2].norm == "," if first - 2 >= span.first else False:
            break
        first -= 1
    return first


def _list_comma(tokens: list[Token], comma: int, at: int) -> bool:
    """A comma inside the list of subjects: "India, Nepal and Bhutan agreed"."""
    between = [t for t in tokens[comma + 1 : at + 1]]
    if not {"and", "&", ","} & {t.norm for t in between}:
        return False
    return bool(between) and all(t.capital or t.norm in ("and", ",", "the", "of", "(", ")", "'s") for t in between) and len(between) < 40


def _subject(read: ReadPassage, span: Span, verb: int, clause: int) -> tuple[tuple[Mention, ...], bool]:
    """The parties that are the subject before token `verb`, and whether the subject is the meeting or everybody."""
    tokens = read.tokens
    list_ = list_before(read, Span(span.first, verb), verb)
    if list_ is not None and list_.first < clause and clause > span.first and (len(list_.parties) < 3 or _inside_phrase(tokens, span, list_.first)):
        list_ = list_before(read, Span(clause, verb), verb) or list_
    if list_ is not None and list_.first >= clause - 6:
        if not _inside_phrase(tokens, span, list_.first):
            return list_.parties, False
        owner = _head_before(tokens, clause, list_.first)
        return (list_.parties if owner == "government" else ()), owner in words("acts.yaml", "plenary") or owner in _subject_words()
    nouns = [t.norm for t in tokens[clause:verb]]
    if tokens[clause].norm == "who" or (clause < verb and nouns and nouns[0] == "who"):
        return (), True
    return (), any(n in words("acts.yaml", "plenary") for n in nouns) or any(n in _subject_words() for n in nouns[-2:])


def _inside_phrase(tokens: list[Token], span: Span, first: int) -> bool:
    """Whether a list stands inside another phrase ("the work of the RSO", "the report by IOM")."""
    before = first - 1
    while before >= span.first and tokens[before].norm in ("the", "both"):
        before -= 1
    if before < span.first:
        return False
    if tokens[before].norm == "of" and before > span.first and tokens[before - 1].norm in ("government", "governments", "kingdom", "republic", "delegation", "delegations", "representatives", "delegate", "delegates", "members", "head", "secretariat", "representative"):
        return False
    return tokens[before].norm in ("of", "for", "from", "in", "with", "to", "on", "by", "between", "among", "at", "against", "about", "through", "than", "as", "like", "into")


def _head_before(tokens: list[Token], clause: int, first: int) -> str:
    before = first - 1
    while before > clause and tokens[before].norm in ("the", "of", "in", "at", "from", "on", "to", "for"):
        before -= 1
    return tokens[before].norm if before >= clause else ""


def _thing(tokens: list[Token], clause: int, back: int, form: VerbForm) -> bool:
    """A subject that is no party but can act on paper: "the report recommended"."""
    return any(t.norm in _subject_words() for t in tokens[max(clause, back - 6) : back + 1])


def _plural(tokens: list[Token], back: int, subject: tuple[Mention, ...]) -> bool:
    norm = tokens[back].norm
    if norm in ("we", "they", "who", "and"):
        return True
    if norm in (",",) and back > 0:
        return tokens[back - 1].norm in words("acts.yaml", "plenary") or len(subject) > 1
    near = {t.norm for t in tokens[max(0, back - 5) : back + 1]}
    return len(subject) > 1 or (norm.endswith("s") and norm in _subject_words()) or bool(near & {"heads", "ministers", "leaders", "we", "members", "parties"})


def _is_noun(tokens: list[Token], form: VerbForm, back: int) -> bool:
    """"the request", "their report", "agreed minutes": the word is a noun or an adjective here."""
    prev = tokens[back]
    if form.first - back > 1 and tokens[form.first - 1].norm in ("has", "have", "had"):
        return False
    if prev.norm in _BLOCKERS and prev.norm != "that":
        return True
    return form.first - 1 != back and tokens[form.first - 1].norm in _BLOCKERS and tokens[form.first - 1].norm not in ("that",) and form.form in ("base", "present")


def _base_chain(before: list[Predicate], tokens: list[Token], back: int) -> bool:
    """"We resolve … and call for …": a base form that continues a chain of base forms."""
    if not before:
        return False
    last = before[-1]
    return last.voice == "base" or (last.voice == "active" and not tokens[last.first].norm.endswith("ed") and tokens[last.first].norm in (last.verb.lemma.split()[0],))


def _participle_tail(read: ReadPassage, span: Span, form: VerbForm) -> bool:
    """", endorsed by the Steering Group", ", adopted in 2011": a participle behind its noun."""
    tokens = read.tokens
    following = tokens[form.last].norm if form.last < span.last else ""
    return following in ("by", "in", "at", "during", "under", "last", "earlier", ",", "")


def _negated(tokens: list[Token], span: Span, at: int) -> bool:
    negations = words("acts.yaml", "negations")
    first = max(span.first, at - 4)
    for i in range(at - 1, first - 1, -1):
        if tokens[i].norm in (",", ";", "that", "and", "but"):
            break
        if tokens[i].norm in negations:
            return True
    return tokens[span.first].norm in ("neither", "no", "none", "nobody", "nothing") and at - span.first < 12


def _relative(tokens: list[Token], clause: int) -> bool:
    return clause > 0 and tokens[clause - 1].norm in ("which", "who") or tokens[clause].norm in ("which", "who")


def cleft(read: ReadPassage, span: Span) -> PartyList | None:
    """"It was Australia that tabled …": the party between "it was" and "that"."""
    tokens = read.tokens
    if span.last - span.first > 4 and tokens[span.first].norm == "it" and tokens[span.first + 1].norm in ("was", "is", "were"):
        from explorer.facts.extraction.parties import list_after

        list_ = list_after(read, span, span.first + 2)
        if list_ is not None and list_.last < span.last and tokens[list_.last].norm in ("that", "who", "which"):
            return list_
    return None
