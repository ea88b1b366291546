"""Predicates: where a sentence says that somebody agreed, asked, welcomed …, with subject and voice."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.futures import future, gapped
from explorer.facts.extraction.lexicon import data, phrases, words
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.parties import PartyList, list_before, past_remark
from explorer.facts.extraction.presence_lists import labelled
from explorer.facts.extraction.subjects import (
    back_of,
    base_chain,
    by_agent,
    clause_start,
    is_noun,
    negated_at,
    participle_tail,
    plural_subject,
    relative_at,
    subject_nouns,
    subject_of,
    thing_acts,
)
from explorer.facts.extraction.tokens import Token
from explorer.facts.extraction.verbs import Lexicon, Predicate, Verb, VerbForm

_BE = frozenset({"was", "were", "is", "are", "be", "been", "being"})
_OPENERS = words("words.yaml", "predicates_openers")


def predicates(read: ReadPassage, span: Span, lexicon: Lexicon, item: bool) -> list[Predicate]:
    """Return the predicates of a sentence in order, embedded ones included.

    `item`: the sentence opens a list item, where a bare verb or gerund has its subject in the stem.
    """
    tokens, at = read.tokens, span.first
    found: list[Predicate] = []
    if labels_presence(tokens, span) or labelled(tokens, span) == "absent":
        return found  # "Regrets: Malaysia and UNHCR"
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
                predicate = future(read, span, at, lexicon, item) or gapped(read, span, at, found)
        if predicate is None:
            at += 1
            continue
        found.append(predicate)
        at = max(predicate.last, at + 1)
    return found


def labels_presence(tokens: list[Token], span: Span) -> bool:
    """Tell whether a sentence is a label and its list: "Member States present: Fiji, Samoa and Tonga."."""
    colon = next((i for i in range(span.first, min(span.first + 7, span.last)) if tokens[i].norm == ":"), None)
    return colon is not None and bool(
        {t.norm for t in tokens[span.first : colon]} & {"present", "represented", "attending"}
    )


# ------------------------------------------------------------------------------------------- verbs


def _verbal(read: ReadPassage, span: Span, form: VerbForm, before: list[Predicate], item: bool) -> Predicate | None:
    tokens = read.tokens
    back = back_of(tokens, form.first, span.first)
    negated = negated_at(tokens, span, form.first)
    opens = all(tokens[i].shouted for i in range(span.first, form.first)) and form.first - span.first <= 2
    if form.first == span.first or back < span.first or (opens and tokens_shouted(read, form)):
        return _opening(read, span, form, item, negated)
    prev = tokens[back]
    if prev.norm in _BE and form.form in ("past", "participle"):
        return _passive(read, span, form, back, negated)
    been = next((i for i in range(form.first - 1, back, -1) if tokens[i].norm in ("been", "being")), None)
    if been is not None and form.form in ("past", "participle"):  # "the RSO had been asked"
        found = _passive(read, span, form, been, negated)
        told = found is not None and (found.plenary or form.verb.group not in ("noted", "presented", "talk"))
        return found if told else None  # "what has been learned", "as had been reported" tell of other times
    if prev.norm in _BE and form.form == "base":
        return None  # "were present": an adjective
    if form.form == "gerund":
        return _gerund(read, span, form, back, before)
    if prev.norm == "to" or (
        prev.norm
        in ("will", "would", "shall", "should", "may", "can", "could", "must", "might", "did", "do", "does", "not")
    ):
        if (
            prev.norm in ("will", "shall", "did", "not", "do", "does")
            and form.form == "base"
            and not form.verb.lemma.startswith("be ")
        ):
            clause = clause_start(tokens, span, back)
            return Predicate(
                form.first,
                form.last,
                form.verb,
                "active",
                clause,
                *subject_of(read, span, back, clause),
                negated=negated or prev.norm == "not",
            )
        return None
    perfect = any(tokens[i].norm in ("has", "have", "had") for i in range(back + 1, form.first))
    if form.form == "participle" and not perfect:
        return None
    pronoun = form.last < span.last and tokens[form.last].norm in ("it", "them")
    if by_agent(read, span, form.last + pronoun):
        return None  # "agreed by members", "laid before it by the RSO": a participle
    if form.form in ("base", "present", "past") and is_noun(tokens, form, back):
        return None
    if (
        prev.norm == ","
        and not before
        and tokens[span.first].norm in ("we", "the")
        and span.first < back - 2
        and form.form in ("base", "past", "present")
    ):
        inner = next((i for i in range(span.first, back) if tokens[i].norm == ","), back)
        if inner < back and (
            tokens[inner - 1].norm in subject_nouns() or read.mention_at(inner - 1)
        ):  # "We, the Ministers, agree"
            subject, plenary = subject_of(read, span, inner, span.first)
            return Predicate(form.first, form.last, form.verb, "active", span.first, subject, plenary, negated=negated)
    if prev.norm == "," and form.form in ("past", "present", "participle", "base"):
        spoken = past_remark(read, span, form.first)  # "Fiji, speaking also for Tonga, put forward …"
        if spoken is not None:
            return Predicate(form.first, form.last, form.verb, "active", spoken.first, spoken.parties, negated=negated)
    coordinated = prev.norm in ("and", ",", "but", "then", "or", ";", "–", "&")
    if coordinated:
        if form.form == "base" and not base_chain(before, tokens):
            return None
        if form.form in ("past", "participle") and prev.norm == "," and participle_tail(read, span, form):
            return None
        bare = Predicate(
            form.first,
            form.last,
            form.verb,
            "active",
            form.first if form.first - back == 1 else back + 1,
            bare=True,
            negated=negated,
        )
        opener = [t.norm for t in tokens[span.first : span.first + 2] if t.norm != "the"][:1]
        plenary = bool(opener) and opener[0] in words("acts.yaml", "plenary") and prev.norm == "and"
        decided = plenary and form.verb.group not in ("noted", "presented", "talk")
        return bare if before or item or decided else None  # "Members were in favour, and asked …"
    clause = clause_start(tokens, span, back)
    if prev.norm == "states" and form.form == "present":
        return None
    subject, plenary = subject_of(read, span, back + 1, clause)
    if subject and form.first - back > 1 and tokens[form.first - 1].norm == "having":
        start = next(m.first for m in subject)
        clause = start if start > span.first else clause
    if (
        not subject
        and not plenary
        and form.verb.lemma not in words("acts.yaml", "of_things")
        and not thing_acts(tokens, clause, back)
    ):
        return None
    if form.form == "base" and not plural_subject(tokens, back, subject):
        return None
    if (
        form.verb.group == "tasked"
        and form.form == "past"
        and form.last < span.last
        and (tokens[form.last].norm in ("at", "by", "during", "in"))
    ):
        return None  # "the training requested at the Sixth Meeting": a participle
    if (
        form.form == "past"
        and form.verb.lemma not in words("acts.yaml", "of_things")
        and prev.norm not in subject_nouns()
        and not subject
        and read.mention_at(back) is None
        and prev.norm not in (")",)
        and not tokens[back].norm.isdigit()
        and not plenary
    ):
        return None
    return Predicate(
        form.first,
        form.last,
        form.verb,
        "active",
        clause,
        subject,
        plenary,
        negated=negated,
        relative=relative_at(tokens, clause),
    )


def _opening(read: ReadPassage, span: Span, form: VerbForm, item: bool, negated: bool) -> Predicate | None:
    """A verb that opens the sentence: a bullet ("endorsed …", "Welcoming …"), or a preamble in capitals."""
    if tokens_shouted(read, form) and form.form in ("base", "present") and form.verb.force:
        return Predicate(form.first, form.last, form.verb, "active", span.first, (), True, negated=negated)
    if form.form in ("past", "present", "gerund", "participle") and (item or form.form == "gerund"):
        voice = "gerund" if form.form == "gerund" else "active"
        return Predicate(form.first, form.last, form.verb, voice, span.first, bare=True, negated=negated)
    if (
        form.form == "base"
        and item
        and form.verb.group in ("recommended", "welcomed", "endorsed", "agreed", "noted", "tasked")
    ):
        return Predicate(form.first, form.last, form.verb, "base", span.first, bare=True, negated=negated)
    return None


def tokens_shouted(read: ReadPassage, form: VerbForm) -> bool:
    """Whether a verb is written in capitals, as in the clauses of a resolution ("HEREBY DECIDE")."""
    return read.tokens[form.first].shouted and len(read.tokens[form.first].text) > 3


def _gerund(read: ReadPassage, span: Span, form: VerbForm, back: int, before: list[Predicate]) -> Predicate | None:
    tokens = read.tokens
    prev = tokens[back]
    following = tokens[form.last].norm if form.last < span.last else ""
    if following == "that" and form.verb.force and prev.norm != "of":
        return Predicate(form.first, form.last, form.verb, "gerund", form.first, bare=True)
    if prev.norm in ("and", ",", ";") and before and before[-1].voice == "gerund" and before[-1].bare:
        return Predicate(form.first, form.last, form.verb, "gerund", form.first, bare=True)
    list_ = list_before(read, Span(span.first, form.first), form.first)
    if list_ and list_.last == form.first and form.verb.group in ("offered", "recommended", "agreed", "presented"):
        if [t.norm for t in tokens[form.last : form.last + 2]] in (["the", "lead"], ["the", "chair"], ["the", "floor"]):
            return None  # "Malaysia and the Philippines sharing the lead"
        opener = tokens[list_.first - 1].norm if list_.first > span.first else ""
        if opener in (",", "and", "with", ";"):
            clause = list_.first
            return Predicate(form.first, form.last, form.verb, "active", clause, list_.parties)
    if prev.norm == "having":
        return None
    return None


def _passive(read: ReadPassage, span: Span, form: VerbForm, be: int, negated: bool) -> Predicate | None:
    """As in "UNHCR was asked to …", "It was agreed that …", "the budget was approved"."""
    tokens = read.tokens
    start = back_of(tokens, be, span.first) + 1
    if (
        start - 1 >= span.first
        and tokens[start - 1].norm
        in (
            "will",
            "would",
            "shall",
            "should",
            "may",
            "could",
            "might",
            "can",
            "to",
            "not",
        )
        and (
            form.verb.group in ("agreed", "endorsed", "welcomed", "noted", "presented", "talk")
            or tokens[start - 1].norm in ("to", "may", "could", "might", "can")
        )
    ):
        return None
    if form.verb.force == "":
        return Predicate(form.first, form.last, form.verb, "passive", clause_start(tokens, span, be - 1))
    clause = clause_start(tokens, span, be - 1)
    if tokens[clause].norm == "what":
        return None  # "What is told here …"
    subject, plenary = subject_of(read, span, be, clause)
    if tokens[clause].norm == "it" or (clause < be and tokens[be - 1].norm == "it"):
        return Predicate(form.first, form.last, form.verb, "passive", clause, (), True, negated=negated)
    if be == clause and tokens[be].norm not in ("be", "been", "being"):
        subject, plenary = (), False
        return Predicate(form.first, form.last, form.verb, "passive", clause, bare=True, negated=negated)
    return Predicate(
        form.first,
        form.last,
        form.verb,
        "passive",
        clause,
        subject,
        plenary,
        negated=negated,
        relative=relative_at(tokens, clause),
    )


def _nominal(read: ReadPassage, span: Span, at: int) -> Predicate | None:
    """As in "There was agreement that …", "Appreciation was expressed to …", "the decision to … was taken"."""
    tokens = read.tokens
    found = phrases("acts.yaml", "nouns").at(tokens, at, span.last)
    if not found or tokens[at].capital and at != span.first:
        return None
    force, end = found
    if tokens[at].norm == "their" and at != span.first and tokens[at - 1].norm != "and":
        return None
    phrase = " ".join(t.norm for t in tokens[at:end])
    needs = data("acts.yaml")["noun_needs_verb"].get(phrase)
    if needs is not None and not _says_done(tokens, at, span, needs):
        return None
    clause = clause_start(tokens, span, at - 1) if at > span.first else span.first
    if force == "tasked" and tokens[at].norm == "it":
        from explorer.facts.extraction.parties import list_after

        run = list_after(read, span, end)
        return (
            Predicate(at, end, Verb(phrase, force), "passive", span.first if at == span.first else at, run.parties)
            if run
            else None
        )
    if force == "tasked" and tokens[at].norm not in ("the", "responsibility", "task", "their"):
        subject = list_before(read, Span(span.first, at), at)
        if subject is None:
            return None
        return Predicate(at, end, Verb(phrase, force), "passive", clause, subject.parties)
    if (
        at > span.first
        and tokens[at - 1].norm in ("endorsed", "welcomed", "noted", "subject", "an", "in")
        and tokens[at - 1].norm not in ("an", "in")
    ):
        return None
    return Predicate(at, end, Verb(phrase, force), "nominal", clause, (), True, negated=negated_at(tokens, span, at))


def _given_task(read: ReadPassage, span: Span, at: int) -> Predicate | None:
    """As in "gave the RSO the task of drawing up …"."""
    from explorer.facts.extraction.parties import list_after

    tokens = read.tokens
    if tokens[at].norm not in ("gave", "give", "gives", "giving") or at + 3 >= span.last:
        return None
    run = list_after(read, span, at + 1)
    if (
        run is None
        or run.last + 1 >= span.last
        or not {t.norm for t in tokens[run.last : run.last + 2]}
        & {"task", "mandate", "job", "responsibility", "instructions", "charge"}
    ):
        return None
    clause = clause_start(tokens, span, at - 1) if at > span.first else span.first
    if relative_at(tokens, clause):
        return None
    if at - 1 > span.first and tokens[at - 1].norm == "and" and tokens[at - 2].norm == ",":
        return Predicate(at, at + 1, Verb("give the task", "tasked"), "active", at, bare=True)
    subject, plenary = subject_of(read, span, at, clause) if at > span.first else ((), True)
    return Predicate(
        at,
        at + 1,
        Verb("give the task", "tasked"),
        "active",
        clause,
        subject,
        plenary,
        negated=negated_at(tokens, span, at),
    )


def _says_done(tokens: list[Token], at: int, span: Span, verbs: list[str]) -> bool:
    if "there" in {t.norm for t in tokens[max(span.first, at - 5) : at]}:
        return True
    if not verbs:
        return any(
            tokens[i].norm in ("was", "with", "reached", "there", "an", "found", "came")
            for i in range(max(span.first, at - 4), at)
        )
    for i in range(at, span.last):
        for verb in verbs:
            parts = verb.split()
            if [t.norm for t in tokens[i : i + len(parts)]] == parts:
                return True
    return tokens[at - 1].norm in ("took", "made", "reached") if at > span.first else False


# ------------------------------------------------------------------------------------------- around the verb


def cleft(read: ReadPassage, span: Span) -> PartyList | None:
    """As in "It was Australia that tabled …": the party between "it was" and "that"."""
    tokens = read.tokens
    if (
        span.last - span.first > 4
        and tokens[span.first].norm == "it"
        and tokens[span.first + 1].norm in ("was", "is", "were")
    ):
        from explorer.facts.extraction.parties import list_after

        list_ = list_after(read, span, span.first + 2)
        if list_ is not None and list_.last < span.last and tokens[list_.last].norm in ("that", "who", "which"):
            return list_
    return None
