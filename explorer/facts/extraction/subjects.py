"""Around a verb: where its clause begins, who its subject is, whether it is a noun or denied."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import list_before, past_remark
from explorer.facts.extraction.tokens import Token
from explorer.facts.extraction.verbs import Predicate, VerbForm

BLOCKERS = words("words.yaml", "subjects_blockers")


def by_agent(read: ReadPassage, span: Span, at: int) -> bool:
    """Whether "by" and an actor follow: "agreed by members", "endorsed by the Group"; not "agreed by consensus"."""
    tokens = read.tokens
    if at + 1 >= span.last or tokens[at].norm != "by":
        return False
    actor = at + 1 + (tokens[at + 1].norm in ("the", "all", "both"))
    if actor >= span.last:
        return False
    return read.mention_at(actor) is not None or tokens[actor].capital or tokens[actor].norm in subject_nouns()


def subject_nouns() -> frozenset[str]:
    return words("acts.yaml", "subjects")


def back_of(tokens: list[Token], at: int, first: int) -> int:
    """The token before `at` that is no adverb; may lie before `first`."""
    back = at - 1
    adverbs = words("acts.yaml", "adverbs")
    while (
        back >= first
        and tokens[back].norm in adverbs
        and tokens[back].norm not in ("to", "in", "on", "with", "by", "all", "both", "each", "agree")
    ):
        back -= 1
    if (
        back >= first + 1
        and tokens[back].norm in ("principle", "consensus", "turn", "satisfaction", "regret", "concern", "appreciation")
        and tokens[back - 1].norm in ("in", "by", "with")
    ):
        return back_of(tokens, back - 1, first)
    if back >= first + 1 and tokens[back].norm in ("all", "both", "each") and back > first:
        return back - 1 if tokens[back - 1].word else back
    return back


SUBJECT_OPENERS = frozenset(
    {"the", "a", "an", "all", "both", "members", "participants", "ministers", "they", "it", "we"}
)


def clause_start(tokens: list[Token], span: Span, at: int) -> int:
    """The first token of the clause that token `at` belongs to: behind a comma, "and", "that" …"""
    first = max(at, span.first)
    depth = 0
    while first > span.first:
        norm = tokens[first - 1].norm
        if norm == ")":
            depth += 1
        elif norm == "(" and depth:
            depth -= 1
        elif (
            not depth
            and (norm in (";", ":", "–", "that", "while", "whereas", "which", "who", "but", "where", "noting"))
            or not depth
            and norm == ","
            and not _list_comma(tokens, first - 1, at)
            or (not depth and norm == "and" and tokens[first - 2].norm == "," if first - 2 >= span.first else False)
        ):
            break
        first -= 1
    return first


def _list_comma(tokens: list[Token], comma: int, at: int) -> bool:
    """A comma inside the list of subjects: "India, Nepal and Bhutan agreed", "that source, transit and …"."""
    between = list(tokens[comma + 1 : at + 1])
    if not {"and", "&", ","} & {t.norm for t in between}:
        return False
    if comma > 1 and tokens[comma - 2].norm == "that" and len(between) < 8 and between[0].norm not in SUBJECT_OPENERS:
        return True
    return (
        bool(between)
        and all(t.capital or t.norm in ("and", ",", "the", "of", "(", ")", "'s") for t in between)
        and len(between) < 40
    )


def subject_of(read: ReadPassage, span: Span, verb: int, clause: int) -> tuple[tuple[Mention, ...], bool]:
    """The parties that are the subject before token `verb`, and whether the subject is the meeting or everybody."""
    tokens = read.tokens
    list_ = list_before(read, Span(span.first, verb), verb)
    if verb - 1 > span.first and tokens[verb - 1].norm == ",":
        spoken = past_remark(read, span, verb)
        if spoken is not None:
            return spoken.parties, False
    if (
        list_ is not None
        and list_.first < clause
        and clause > span.first
        and (len(list_.parties) < 3 or inside_phrase(tokens, span, list_.first))
    ):
        list_ = list_before(read, Span(clause, verb), verb) or list_
    if list_ is not None and list_.first >= clause - 6:
        if not inside_phrase(tokens, span, list_.first):
            return list_.parties, False
        owner = _head_before(tokens, clause, list_.first)
        return (list_.parties if owner == "government" else ()), owner in words(
            "acts.yaml", "plenary"
        ) or owner in subject_nouns()
    nouns = [t.norm for t in tokens[clause:verb]]
    if tokens[clause].norm == "who" or (clause < verb and nouns and nouns[0] == "who"):
        return (), True
    return (), any(n in words("acts.yaml", "plenary") for n in nouns) or any(n in subject_nouns() for n in nouns[-2:])


def inside_phrase(tokens: list[Token], span: Span, first: int) -> bool:
    """Whether a list stands inside another phrase ("the work of the RSO", "the report by IOM")."""
    before = first - 1
    while before >= span.first and tokens[before].norm in ("the", "both"):
        before -= 1
    if before < span.first:
        return False
    if (
        tokens[before].norm == "of"
        and before > span.first
        and tokens[before - 1].norm
        in (
            "government",
            "governments",
            "kingdom",
            "republic",
            "delegation",
            "delegations",
            "representatives",
            "delegate",
            "delegates",
            "members",
            "head",
            "secretariat",
            "representative",
        )
    ):
        return False
    return tokens[before].norm in (
        "of",
        "for",
        "from",
        "in",
        "with",
        "to",
        "on",
        "by",
        "between",
        "among",
        "at",
        "against",
        "about",
        "through",
        "than",
        "as",
        "like",
        "into",
    )


def _head_before(tokens: list[Token], clause: int, first: int) -> str:
    before = first - 1
    while before > clause and tokens[before].norm in ("the", "of", "in", "at", "from", "on", "to", "for"):
        before -= 1
    return tokens[before].norm if before >= clause else ""


def thing_acts(tokens: list[Token], clause: int, back: int) -> bool:
    """A subject that is no party but can act on paper: "the report recommended"."""
    return any(t.norm in subject_nouns() for t in tokens[max(clause, back - 6) : back + 1])


def plural_subject(tokens: list[Token], back: int, subject: tuple[Mention, ...]) -> bool:
    norm = tokens[back].norm
    if norm in ("we", "they", "who", "and"):
        return True
    if norm in (",",) and back > 0:
        return tokens[back - 1].norm in words("acts.yaml", "plenary") or len(subject) > 1
    near = {t.norm for t in tokens[max(0, back - 5) : back + 1]}
    return (
        len(subject) > 1
        or (norm.endswith("s") and norm in subject_nouns())
        or bool(near & {"heads", "ministers", "leaders", "we", "members", "parties"})
    )


def is_noun(tokens: list[Token], form: VerbForm, back: int) -> bool:
    """As in "the request", "their report", "agreed minutes": the word is a noun or an adjective here."""
    prev = tokens[back]
    if form.first - back > 1 and tokens[form.first - 1].norm in ("has", "have", "had"):
        return False
    if prev.norm in BLOCKERS and prev.norm != "that":
        return True
    return (
        form.first - 1 != back
        and tokens[form.first - 1].norm in BLOCKERS
        and tokens[form.first - 1].norm not in ("that",)
        and form.form in ("base", "present")
    )


def base_chain(before: list[Predicate], tokens: list[Token]) -> bool:
    """As in "We resolve … and call for …": a base form that continues a chain of base forms."""
    if not before:
        return False
    last = before[-1]
    return last.voice == "base" or (
        last.voice == "active"
        and not tokens[last.first].norm.endswith("ed")
        and tokens[last.first].norm in (last.verb.lemma.split()[0],)
    )


def participle_tail(read: ReadPassage, span: Span, form: VerbForm) -> bool:
    """As in ", endorsed by the Steering Group", ", adopted in 2011": a participle behind its noun."""
    tokens = read.tokens
    following = tokens[form.last].norm if form.last < span.last else ""
    return following in ("by", "in", "at", "during", "under", "last", "earlier", ",", "")


def negated_at(tokens: list[Token], span: Span, at: int) -> bool:
    negations = words("acts.yaml", "negations")
    first = max(span.first, at - 4)
    for i in range(at - 1, first - 1, -1):
        if tokens[i].norm in (",", ";", "that", "and", "but"):
            break
        if tokens[i].norm == "against" and i == span.first:
            continue  # "Against this background Ministers approved …"
        if tokens[i].norm in negations:
            return True
    return tokens[span.first].norm in ("neither", "no", "none", "nobody", "nothing") and at - span.first < 12


def relative_at(tokens: list[Token], clause: int) -> bool:
    """Tell whether a clause is a relative one: "which …", "at which Ministers adopted …"."""
    return clause > 0 and tokens[clause - 1].norm in ("which", "who") or tokens[clause].norm in ("which", "who")
