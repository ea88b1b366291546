"""Who has which part in an act: host, lead, supporter, proposer, presenter, endorser."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.futures import doer_before, team
from explorer.facts.extraction.lexicon import data, phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import PartyList, list_after, list_before
from explorer.facts.extraction.subjects import inside_phrase
from explorer.facts.extraction.told import Act

_DOERS = frozenset({"agreed", "tasked", "recommended", "endorsed"})
_STILL = words("words.yaml", "roles_still")


@dataclass(frozen=True, slots=True)
class Part:
    """A party's part in an act: relation, role, and the rule that told it."""

    relation: str
    party: Mention
    role: str
    rule: str


def parts_of(act: Act) -> list[Part]:
    """Return the parts that parties have in an act, each once, surest first."""
    read, span = act.read, Span(act.first, act.last)
    found: list[Part] = []
    found.extend(_from_verb(act))
    if act.verb.lemma == "row":
        return found  # a table says who is to act in a cell of its own
    found.extend(_after_phrases(act, span))
    found.extend(_nouns(read, span, act))
    found.extend(_offers(read, span))
    found.extend(_with(read, span))
    found.extend(Part("assigned_to", p, "lead", "team of") for p in team(read, span))
    if act.force in _DOERS or act.governed or act.voice in ("passive", "nominal"):
        found.extend(_would(read, span, act))
        if act.force != "noted":
            found.extend(_hosting_by(read, span))
    elif act.verb.group in ("presented", "offered"):
        found.extend(_would(read, span, act))
    kept: dict[tuple[str, str], Part] = {}
    for part in found:
        if not _everyone(part.party) or part.relation == "endorsed_by":
            kept.setdefault((part.relation, part.party.id), part)
    return list(kept.values())


def _everyone(party: Mention) -> bool:
    return party.kind == "body" and party.id.endswith(("members", "participants", "senior-officials"))


def _from_verb(act: Act) -> list[Part]:
    verb, rule = act.verb, act.rule
    roles = act.roles or (act.role,) * len(act.addressee)
    found = [Part("assigned_to", p, role, rule) for p, role in zip(act.addressee, roles, strict=True)]
    if act.voice in ("passive", "future", "governed"):
        return found
    if act.voice == "nominal":
        return [*found, *_presenter(act)]
    specific = list(act.subject)
    if verb.group == "presented":
        found += [Part("presented_by", p, "", rule) for p in specific]
    elif verb.has("proposing"):
        found += [Part("proposed_by", p, "", rule) for p in specific]
    elif verb.group == "endorsed" and not act.plenary:
        found += [Part("endorsed_by", p, "", rule) for p in specific if not p.id.endswith(("co-chairs", "ministers"))]
    if verb.has("self_assigned") and verb.group in ("agreed", "offered", "recommended") and _infinitive(act):
        found += [
            Part("assigned_to", p, _own_role(act), rule)
            for p in specific
            if not p.id.endswith(("ministers", "leaders"))
        ]
    return [*found, *_that_party(act), *_presenter(act)]


def _that_party(act: Act) -> list[Part]:
    """As in "asked that IOM continue its pilot": a party and a bare verb behind "that"."""
    assert act.predicate is not None
    tokens, at = act.read.tokens, act.predicate.last
    if act.verb.group not in ("tasked", "recommended") or at >= act.last or tokens[at].norm != "that":
        return []
    run = list_after(act.read, Span(act.first, act.last), at + 1)
    if run is None or run.first - at > 3 or run.last >= act.last:
        return []
    verb = tokens[run.last].norm
    if (
        not verb.isalpha()
        or verb.endswith(("s", "ed"))
        or verb
        in (
            "was",
            "is",
            "were",
            "are",
            "had",
            "has",
            "and",
            "would",
            "should",
            "will",
            "shall",
            "in",
            "on",
            "of",
            "could",
            "may",
        )
    ):
        return []
    return [
        Part("assigned_to", p, str(data("acts.yaml")["role_of_verb"].get(verb, "lead")), "that … " + verb)
        for p in run.parties
    ]


def _presenter(act: Act) -> list[Part]:
    """As in "An update on the fund was provided by the Secretariat"."""
    if act.voice != "nominal" or act.verb.lemma.split()[0] not in (
        "update",
        "briefing",
        "presentation",
        "report",
        "overview",
        "account",
    ):
        return []
    tokens = act.read.tokens
    for at in range(act.first + 1, act.last):
        if tokens[at].norm == "by" and tokens[at - 1].norm in (
            "given",
            "provided",
            "made",
            "delivered",
            "presented",
            "offered",
        ):
            run = list_after(act.read, Span(act.first, act.last), at + 1)
            return [Part("presented_by", p, "", "given by") for p in run.parties] if run else []
    return []


def _infinitive(act: Act) -> bool:
    """Whether the subject takes the task on itself: "agreed to host", "promised funds", not "agreed that"."""
    assert act.predicate is not None
    at = act.predicate.last
    tokens = act.read.tokens
    if at >= act.last:
        return False
    if act.verb.lemma in ("agree", "decide", "resolve", "accept", "determine"):
        return tokens[at].norm == "to"
    return not (False)


def _own_role(act: Act) -> str:
    assert act.predicate is not None
    roles = data("acts.yaml")["role_of_verb"]
    tokens = act.read.tokens
    if act.verb.lemma == "propose to host":
        return "host"
    for at in range(act.predicate.last, min(act.predicate.last + 9, act.last)):
        if tokens[at - 1].norm == "to" and tokens[at].norm not in ("the",):
            return str(roles.get(tokens[at].norm, "lead"))
    return "lead"


def _after_phrases(act: Act, span: Span) -> list[Part]:
    read, tokens = act.read, act.read.tokens
    table = phrases("roles.yaml", "after")
    blocked = phrases("roles.yaml", "blocked")
    found: list[Part] = []
    at = span.first
    while at < span.last:
        stop = blocked.at(tokens, at, span.last)
        if stop:
            run = list_after(read, span, stop[1])
            at = run.last if run else stop[1]
            continue
        hit = table.at(tokens, at, span.last)
        if hit is None or read.mention_at(at) is not None:
            at += 1
            continue
        meaning, end = hit
        relation, _, role = meaning.partition("/")
        run = list_after(read, span, end)
        members = read.mention_at(end) if relation == "endorsed_by" and end < span.last else None
        if members is not None and members.last - members.first > 1 and _everyone(members):
            found.append(Part(relation, members, role, "agreed by"))
        if run is not None and _fits(act, relation):
            words = " ".join(t.norm for t in tokens[at:end])
            found.extend(Part(relation, p, role, words) for p in run.parties)
        at = end
    for at in range(span.first, span.last):
        hit = phrases("roles.yaml", "hosted_in").at(tokens, at, span.last)
        if hit:
            states = [
                m for m in read.within(hit[1], min(hit[1] + 6, span.last)) if m.kind == "state" and m.via != "demonym"
            ]
            found.extend(Part("assigned_to", s, "host", "hosted in") for s in states[:1])
    return found


def _fits(act: Act, relation: str) -> bool:
    """Passives such as "prepared by" assign a task only where something is to be done."""
    if relation.startswith("assigned_to"):
        return act.force in _DOERS
    return True


def _nouns(read: ReadPassage, span: Span, act: Act) -> list[Part]:
    """As in "a Steering Group recommendation to invite", "UNHCR proposal: …", "Sri Lanka's offer to host"."""
    tokens = read.tokens
    table = phrases("roles.yaml", "nouns")
    found: list[Part] = []
    for mention in read.within(span.first, span.last):
        if not mention.party:
            continue
        at = mention.last
        if at < span.last and tokens[at].norm == "'s":
            at += 1
        while at < span.last and tokens[at].norm in ("generous", "kind", "new", "own", "draft", "written", "earlier"):
            at += 1
        hit = table.at(tokens, at, span.last) if at < span.last else None
        if not hit:
            continue
        relation = hit[0]
        possessive = tokens[at - 1].norm == "'s"
        following = tokens[hit[1]].norm if hit[1] < span.last else ""
        if relation == "proposed_by" and not possessive and following not in ("to", ":", "for", "that", "on", "of", ""):
            continue
        if relation == "presented_by" and act.addressee:
            continue
        role = _verb_role(read, hit[1], span.last) if relation == "assigned_to" else ""
        found.append(Part(relation, mention, role, f"{mention.kind} {tokens[at].norm}"))
    return found


def _verb_role(read: ReadPassage, at: int, last: int) -> str:
    tokens = read.tokens
    roles = data("acts.yaml")["role_of_verb"]
    if at + 1 < last and tokens[at].norm == "to":
        return str(roles.get(tokens[at + 1].norm, "lead"))
    return "lead"


def _offers(read: ReadPassage, span: Span) -> list[Part]:
    """As in "the offer of Sri Lanka to host the fifth meeting"."""
    table = phrases("roles.yaml", "offers")
    found: list[Part] = []
    for at in range(span.first, span.last):
        hit = table.at(read.tokens, at, span.last)
        if hit:
            run = list_after(read, span, hit[1])
            if run is not None:
                found.extend(
                    Part("assigned_to", p, _verb_role(read, run.last, span.last), "offer of") for p in run.parties
                )
    return found


def _with(read: ReadPassage, span: Span) -> list[Part]:
    """As in "with IOM in the lead", "with Malaysia as host", "with New Zealand drafting the scenario"."""
    tokens = read.tokens
    table = phrases("roles.yaml", "with")
    found: list[Part] = []
    for at in range(span.first, span.last - 2):
        if tokens[at].norm not in ("with", ","):
            continue
        run = list_after(read, span, at + 1)
        if run is None or run.first - at > 3 or run.last >= span.last:
            continue
        hit = table.at(tokens, run.last, span.last)
        shared = tokens[run.last].norm == "sharing"  # ", Malaysia and the Philippines sharing the lead"
        if hit and (tokens[at].norm == "with" or hit[0] == "host" or shared):
            found.extend(Part("assigned_to", p, hit[0], f"with … {tokens[run.last].norm}") for p in run.parties)
    return found


def _hosting_by(read: ReadPassage, span: Span) -> list[Part]:
    """As in "hosting an experts' group by Malaysia", "a short film by ICMPD"."""
    tokens = read.tokens
    found: list[Part] = []
    for at in range(span.first + 1, span.last):
        if tokens[at].norm != "by":
            continue
        run = list_after(read, span, at + 1)
        if run is None or run.first - at > 2:
            continue
        if phrases("roles.yaml", "after").ending(tokens, at + 1, span.first) or tokens[at - 1].norm.endswith("ed"):
            continue
        if tokens[at - 1].norm in words("roles.yaml", "not_made_by"):
            continue
        opening = tokens[span.first].norm
        role = data("acts.yaml")["role_of_verb"].get(opening, "lead") if opening.endswith("ing") else "lead"
        found.extend(Part("assigned_to", p, str(role), f"{opening} … by") for p in run.parties)
    return found


def _would(read: ReadPassage, span: Span, act: Act) -> list[Part]:
    """As in "that the Philippines would coordinate the planning", "the RSO will report on costs"."""
    tokens = read.tokens
    roles = data("acts.yaml")["role_of_verb"]
    found: list[Part] = []
    for at in range(span.first + 1, span.last - 1):
        norm = tokens[at].norm
        if norm not in (
            "would",
            "will",
            "should",
            "shall",
            "must",
            "ready",
            "hold",
            "host",
            "keep",
            "take",
            "lead",
            "organise",
        ):
            continue
        verb = tokens[at + 1].norm
        if norm == "ready":
            if verb != "to" or at + 2 >= span.last:
                continue
            verb = tokens[at + 2].norm
        elif norm in ("hold", "host", "keep", "take", "lead", "organise"):
            if not _bare_subjunctive(read, span, at):
                continue
            verb = norm
        if verb in _STILL:
            continue
        run = _doer(read, span, at)
        if (
            run is None
            and tokens[at - 1].norm in ("it", "they")
            and act.subject
            and norm in ("would", "will")
            and tokens[at - 2].norm in ("that", act.verb.lemma, "said", "announced", "and")
        ):
            found.extend(Part("assigned_to", p, str(roles.get(verb, "lead")), f"it {norm} {verb}") for p in act.subject)
            continue
        if run is None or inside_phrase(tokens, span, run.first):
            continue
        if act.predicate is not None and act.predicate.first > at and act.voice == "future":
            continue
        found.extend(Part("assigned_to", p, str(roles.get(verb, "lead")), f"{norm} {verb}") for p in run.parties)
    return found


def _bare_subjunctive(read: ReadPassage, span: Span, at: int) -> bool:
    """As in "agreed that the Working Group hold an exercise": a bare verb behind "that" and a party."""
    run = _doer(read, span, at)
    if run is None:
        return False
    before = run.first - 1
    while before > span.first and read.tokens[before].norm == "the":
        before -= 1
    return read.tokens[before].norm == "that"


def _doer(read: ReadPassage, span: Span, at: int) -> PartyList | None:
    tokens = read.tokens
    if tokens[at].norm == "ready":
        back = at - 1
        while back > span.first and tokens[back].norm in (
            "is",
            "are",
            "was",
            "were",
            "be",
            "would",
            "stands",
            "it",
            "indicated",
            "that",
            "by",
            "letter",
            "stood",
            "declared",
            "itself",
        ):
            back -= 1
        return list_before(read, span, back + 1)
    return doer_before(read, span, at)
