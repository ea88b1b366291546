"""Acts: the pieces of a passage that put something on record, with force, subject and addressee."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.extraction.clauses import Span, semicolons
from explorer.facts.extraction.futures import bare_doers
from explorer.facts.extraction.lexicon import data, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.noacts import no_act, shelved
from explorer.facts.extraction.parties import list_after, party_lists
from explorer.facts.extraction.predicates import cleft, predicates
from explorer.facts.extraction.speech import speech
from explorer.facts.extraction.stems import Governor, listed, only_lists, points_back
from explorer.facts.extraction.told import Act, Told
from explorer.facts.extraction.verbs import Lexicon, Predicate, Verb

_TRIM = words("words.yaml", "acts_trim")
_INNER = words("words.yaml", "acts_inner")


def acts_of(read: ReadPassage, lexicon: Lexicon, governor: Governor | None, item: bool, stem: bool) -> Told:
    """Return the acts of a passage.

    `governor` is what the stem above hands down; `item` whether the passage is an item of a list; `stem`
    whether items hang on it.
    """
    told = Told([], None, [])
    last_governor: Governor | None = None
    spoken = speech(read.passage.text, read.tokens)
    caught = int(item and len(read.sentences) > 1 and _catchword(read, read.sentences[0]))
    for n, span in enumerate(read.sentences[caught:]):
        final = n == len(read.sentences) - 1 - caught
        found, handed, denied = _sentence(read, span, lexicon, governor, item, n == 0, spoken)
        if denied:
            told.denied.append(span)
        if final and stem and found and handed is not None and handed.means and (not item or _empty(found[-1])):
            found = found[:-1]
        if found and told.acts:
            found[0] = _of_it(read, span, found[0], told.acts[-1])
        told.acts.extend(found)
        listing = last_governor is not None and not (handed and handed.force) and only_lists(read, span)
        if not listing:
            last_governor = handed if handed is not None else (last_governor if points_back(read, span) else None)
    if stem and not item and told.acts and _preamble(read, told.acts[-1]):
        told.preamble = True
    elif stem:
        told.governor = last_governor or (governor if item and not told.acts else None) or listed(read)
    return told


def _of_it(read: ReadPassage, span: Span, act: Act, before: Act) -> Act:
    """As in "UNODC was asked for a note. It undertook to deliver it in May.": who "it" is."""
    parties = before.addressee or before.subject
    alone = len(parties) == 1 and parties[0].kind in ("organisation", "body", "state")
    if alone and not act.subject and act.verb.has("self_assigned") and read.tokens[span.first].norm == "it":
        return replace(act, subject=parties, plenary=False)
    return act


def _catchword(read: ReadPassage, span: Span) -> bool:
    """As in the item "Standards. Members should …": a word or two that say what it is about."""
    said = [t for t in read.tokens[span.first : span.last] if t.word]
    return len(said) <= 3 and read.tokens[span.last - 1].norm == "." and not any(t.norm.endswith("ed") for t in said)


def _empty(act: Act) -> bool:
    """Whether an act says no more than its verb: "agreed to:"."""
    return act.last - act.first <= 2 and act.predicate is not None and act.predicate.last >= act.last - 1


def _preamble(read: ReadPassage, last: Act) -> bool:
    """As in "Recalling the decisions of 2011,": a participle opens the passage, and no colon ends it."""
    return last.voice == "gerund" and last.first <= read.sentences[0].first and read.tokens[-1].norm != ":"


def acts_in(
    read: ReadPassage, span: Span, lexicon: Lexicon, governor: Governor
) -> tuple[list[Act], Governor | None, bool]:
    """Return the acts of a run of tokens that `governor` governs, what it hands down, and whether it denies one."""
    return _sentence(read, span, lexicon, governor, True, True, frozenset())


def _sentence(
    read: ReadPassage,
    span: Span,
    lexicon: Lexicon,
    governor: Governor | None,
    item: bool,
    opens: bool,
    spoken: frozenset[int],
) -> tuple[list[Act], Governor | None, bool]:
    tokens = read.tokens
    if shelved(tokens, span):
        return [], None, True
    found = predicates(read, span, lexicon, item and opens)
    if not spoken.isdisjoint(range(span.first, span.last)):  # what a person says, and that he says it
        found = [p for p in found if p.first not in spoken and not p.bare and p.verb.group != "presented"]
    parts = semicolons(tokens, span)
    under = governor if item and opens else None
    mains = _mains(read, span, found, under is not None, under is not None and under.force == "agreed")
    acts: list[Act] = []
    handed: Governor | None = None
    subject: tuple[Mention, ...] = governor.subject if governor else ()
    plenary = True
    denied = False
    refrain = (
        governor is not None
        and under is not None
        and [t.norm for t in tokens[span.first : span.first + 2]] == ["not", "to"]
    )
    if refrain:  # "resolved … not to open its meetings"
        mains = []
    lead = _lead(read, span, mains, governor, item and opens)
    if lead is not None:
        assert governor is not None
        acts.append(_governed(read, lead, governor, lexicon))
        handed = replace(governor, means=False, addressee=(), role="")
    tail = cleft(read, span)
    for n, main in enumerate(mains):
        start = (span.first if lead is None else main.clause) if n == 0 else main.clause
        end = _trimmed(read, start, mains[n + 1].clause if n + 1 < len(mains) else span.last)
        if main.bare:
            main = replace(main, subject=subject if n or (item and opens) else (), plenary=plenary)
        else:
            subject, plenary = main.subject, main.plenary
        if tail is not None and n == 0:
            main = replace(main, subject=tail.parties)
            subject = tail.parties
        if main.negated:
            denied = True
            handed = None
            continue
        act = _act(read, start, end, main, lexicon)
        if main.verb.force == "":
            handed = Governor("", main.verb, main.subject, means=True)
            continue
        act.semicolon = n > 0 and _behind_semicolon(parts, main.clause)
        upgraded = next(
            (
                p.verb.force
                for p in found
                if p.relative
                and not p.negated
                and main.first < p.first < end
                and p.verb.force in ("endorsed", "agreed")
                and act.force in ("recommended", "noted")
            ),
            "",
        )
        act.force = upgraded or act.force
        acts.extend(_split(read, act))
        handed = Governor(act.force, act.verb, act.subject, act.addressee, act.role, _means(read, act, end))
    return acts, handed, denied


def _mains(read: ReadPassage, span: Span, found: list[Predicate], governed: bool, decided: bool) -> list[Predicate]:
    """Return the predicates that make acts; under a stem (`governed`) a bare verb is what the stem says.

    Under "agreed to:" (`decided`) a verb such as "instruct" makes the act all the same.
    """
    tokens = read.tokens
    mains: list[Predicate] = []
    for predicate in found:
        if predicate.relative and (mains or governed or predicate.verb.force == "noted" and not predicate.plenary):
            continue  # "Fiji, which had confirmed its participation, …" tells who Fiji is
        if no_act(tokens, predicate, span):
            continue
        before = tokens[predicate.clause - 1].norm if predicate.clause > span.first else ""
        if governed and not mains and (before == "that" or tokens[span.first].norm == "that"):
            continue
        inner = decided and predicate.verb.lemma.split()[0] in _INNER
        if governed and not mains and (predicate.verb.group == "talk" or predicate.voice == "base" and not inner):
            continue
        if not mains:
            mains.append(predicate)
            continue
        if tokens[predicate.clause].norm == "as" and before == ",":
            continue  # "…, as the conference had asked" tells why; it puts nothing on record
        fresh = before in (",", ";", ":", "–", "and", "but", "while", "whereas", "then", "or", "")
        if predicate.verb.group == "talk":
            if fresh and predicate.bare is False and before == ";":
                mains.append(predicate)
            continue
        if (
            predicate.voice == "gerund" and tokens[predicate.last].norm == "that"
            if predicate.last < span.last
            else False
        ):
            mains.append(predicate)
            continue
        if (
            mains[-1].verb.group == "talk"
            and predicate.voice == "nominal"
            and tokens[predicate.first - 1].norm in ("with", "in", "an", "broad", "the", "general")
        ):
            mains.append(predicate)
            continue
        if fresh and predicate.clause >= mains[-1].last:
            mains.append(predicate)
    return mains


def _lead(read: ReadPassage, span: Span, mains: list[Predicate], governor: Governor | None, item: bool) -> Span | None:
    """The part of an item that the stem governs: all of it, or what stands before its own first act."""
    if governor is None or not item or not governor.force:
        return None
    if not mains:
        return Span(span.first, _trimmed(read, span.first, span.last))
    first = mains[0]
    if first.clause <= span.first + 1 or first.voice == "nominal":
        return None
    end = _trimmed(read, span.first, first.clause)
    return Span(span.first, end) if end - span.first >= 3 else None


def _governed(read: ReadPassage, lead: Span, governor: Governor, lexicon: Lexicon) -> Act:
    at = lead.first + (read.tokens[lead.first].norm == "to")
    inner = lexicon.at(read.tokens, at, lead.last) if at < lead.last else None
    if (
        governor.force == "agreed"
        and inner is not None
        and inner.form == "base"
        and inner.verb.has("addressed")
        and inner.verb.lemma != "invite"
    ):
        run = list_after(read, lead, inner.last)  # "resolved: … to ask IOM and UNHCR to keep a list"
        if run is not None and run.first - inner.last <= 1:
            role = _task_role(read, run.last, lead.last)
            governor = replace(governor, force=inner.verb.force, addressee=run.parties, role=role)
    verb = read.tokens[lead.first].norm
    doers = None if governor.addressee else bare_doers(read, lead)
    if doers is not None:  # "recommended that: … PIDC and the RSO draw up a glossary"
        verb = read.tokens[doers.last].norm
        governor = replace(governor, addressee=doers.parties, role="")
    role = governor.role or data("acts.yaml")["role_of_verb"].get(verb, "lead")
    return Act(
        read,
        lead.first,
        lead.last,
        governor.force,
        governor.verb,
        "governed",
        "stem of the list",
        subject=governor.subject,
        plenary=True,
        addressee=governor.addressee,
        role=role if governor.addressee else "",
        governed=True,
    )


def _act(read: ReadPassage, start: int, end: int, main: Predicate, lexicon: Lexicon) -> Act:
    tokens = read.tokens
    verb, force, last = main.verb, main.verb.force, main.last
    span = Span(start, end)
    if (
        main.voice in ("active", "gerund", "base", "nominal")
        and verb.group == "agreed"
        and last < end
        and (tokens[last].norm == "to" or tokens[last - 1].norm == "to")
    ):
        at = last + 1 if tokens[last].norm == "to" else last
        inner = lexicon.at(tokens, at, end) if at < end else None
        if inner is not None and inner.form == "base" and inner.verb.lemma.split()[0] in _INNER:
            verb, force, last = inner.verb, inner.verb.force, inner.last
    addressee: tuple[Mention, ...] = ()
    role = ""
    if verb.has("addressed") or verb.lemma.startswith(("the task", "responsibility")):
        if main.voice == "passive":
            addressee = main.subject or _to_whom(read, span, last)
        else:
            run = list_after(read, span, last)
            if verb.lemma.startswith(("the task", "responsibility")):
                run = None
            addressee = (
                run.parties
                if run is not None and not _object_only(read, run.last, end, verb)
                else _to_whom(read, span, last)
                if verb.lemma in ("assign", "hand", "entrust", "delegate")
                or verb.lemma.startswith(("give", "the task", "responsibility"))
                else ()
            )
            if run is not None and addressee == run.parties:
                last = run.last
            elif last < end and tokens[last].norm in ("it", "them"):  # "congratulated the RSO and requested it to …"
                before = party_lists(read, Span(span.first if start < main.first else max(0, start - 14), main.first))
                addressee = before[-1].parties if before else ()
        role = _task_role(read, last, end) if addressee else ""
    elif verb.lemma == "their request to" and (asked := list_after(read, span, last)) is not None:
        addressee, role = asked.parties, _task_role(read, asked.last, end)
    elif verb.lemma == "ask for" and main.voice == "passive" and main.subject:  # "UNHCR was asked for a note"
        force, addressee, role = "tasked", main.subject, "lead"
    elif verb.group == "tasked" and main.voice == "passive":
        addressee, role = main.subject or _to_whom(read, span, last), "lead"
    subject = main.subject
    if main.voice == "future":
        addressee, role, subject = main.subject, data("acts.yaml")["role_of_verb"].get(verb.lemma, "lead"), ()
    rule = f"{verb.lemma}, {main.voice}"
    return Act(read, start, end, force, verb, main.voice, rule, subject, main.plenary, addressee, role, main)


def _object_only(read: ReadPassage, at: int, end: int, verb: Verb) -> bool:
    """As in "commissioned UNODC research": the party is no addressee when nothing is asked of it behind."""
    return verb.lemma in ("commission", "order", "require", "invite") and (
        at >= end or read.tokens[at].norm not in ("to", "with", "for")
    )


def _to_whom(read: ReadPassage, span: Span, at: int) -> tuple[Mention, ...]:
    for i in range(at, span.last):
        if read.tokens[i].norm in ("to", "by") and i + 1 < span.last:
            run = list_after(read, span, i + 1) if read.tokens[i].norm == "to" else None
            if run is not None:
                return run.parties
    return ()


def _task_role(read: ReadPassage, at: int, end: int) -> str:
    roles = data("acts.yaml")["role_of_verb"]
    for i in range(at, min(at + 5, end)):
        norm = read.tokens[i].norm
        if norm in ("to", "with", "for", "and", "jointly", "both", "the"):
            continue
        return str(roles.get(norm, "lead"))
    return "lead"


def _trimmed(read: ReadPassage, first: int, last: int) -> int:
    while (
        last > first
        and (read.tokens[last - 1].norm in _TRIM)
        and not (read.tokens[last - 1].norm == "." and last - first < 2)
    ):
        last -= 1
    return last


def _behind_semicolon(parts: list[Span], at: int) -> bool:
    return any(part.first <= at < part.last for part in parts[1:])


def _split(read: ReadPassage, act: Act) -> list[Act]:
    """Divide "agreed that A and that B", "decided to A and to B" into two acts of one verb."""
    tokens = read.tokens
    assert act.predicate is not None
    start = act.predicate.last
    marker = tokens[start].norm if start < act.last else ""
    if act.verb.lemma.endswith(" to"):
        marker, start = "to", start - 1
    if marker not in ("that", "to") or act.verb.group == "presented":
        return [act]
    for at in range(start + 4, act.last - 3):
        if (
            tokens[at].norm == "and"
            and tokens[at + 1].norm == marker
            and not (
                marker == "to"
                and (
                    tokens[at + 2].capital or tokens[at + 2].norm in ("the", "a", "an", "their", "its", "all", "other")
                )
            )
        ):
            second = replace(act, first=at + 1, last=act.last, addressee=(), role="")
            first = replace(act, last=_trimmed(read, act.first, at))
            if marker == "to" and act.addressee:
                second = replace(second, addressee=act.addressee, role=_task_role(read, at + 1, act.last))
            return [first, second]
    return [act]


_EMPTY = words("words.yaml", "acts_empty")


def _means(read: ReadPassage, act: Act, end: int) -> bool:
    """Whether a stem only carries its items: it ends in "by", or holds nothing but "the following actions"."""
    tokens = read.tokens
    tail = tokens[end - 1].norm if end > act.first else ""
    if (
        tail == "follows"
        and tokens[end - 2].norm == "as"
        or tail in ("by", "through", "via", "that", "to", "on", "with", "for")
    ):
        return True
    assert act.predicate is not None
    content = [
        i
        for i in range(act.predicate.last, end)
        if tokens[i].word and tokens[i].norm not in _EMPTY and not any(m.first <= i < m.last for m in act.addressee)
    ]
    return len(content) < 1 and not act.addressee
