"""Names without a name: everyone who was there, offices of the process, people in numbers, "the Group"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import (
    AGENCY,
    COUNTED,
    DEMONYM,
    EVERYONE,
    OFFICE,
    PERSON,
    PROCESS,
    SHORT,
    Name,
)
from explorer.facts.prose.names.register import Register
from explorer.facts.prose.names.shapes import heads, ordinal_before, unnamed
from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.tokens import norms
from explorer.ontology import KnownName, slug

_BEFORE = frozenset({"the", "its", "their", "this", "said", "by", "to", "of", ",", "and", "that", ":", "–", "(", "["})
_WIDER = frozenset({"of", "from", "responsible", "for", "representing", "in", "to"})


def counted(line: Line, taken: Taken, dated: frozenset[int] = frozenset()) -> None:
    """Take people in numbers: "fifteen Working Group members", "46 officials"; `dated` are the tokens of days."""
    at = 0
    while at < len(line.tokens):
        norm = line.norm(at)
        number = norm in words("names", "names.yaml", "numbers") or norm.isdigit() and len(norm) <= 3
        name = taken.at(at)
        if number and at not in dated and (name is None or name.words.first == at and not name.traits):
            end = _people(line, taken, at + 1)
            if end:
                text = line.plain(at, end)
                taken.put(Name("body", "", text, Span(at, end), traits=frozenset({COUNTED})))
                at = end
                continue
        at += 1


def _people(line: Line, taken: Taken, at: int) -> int:
    """The token after the noun of people that a number counts, other words or one name before it."""
    for end in range(at, min(at + 9, len(line.tokens))):
        norm = line.norm(end)
        name = taken.at(end)
        free = name is None or bool(name.traits & {EVERYONE, OFFICE})
        if norm in words("names", "names.yaml", "counted") and free and not (line.cap(end) and line.cap(end - 1)):
            return end + 1
        if name is not None and name.kind == "state" and DEMONYM not in name.traits:
            return 0
        if not (norm.isalpha() or norm.isdigit() or norm in ("(", ")")) or norm in (
            "of",
            "from",
            "to",
            "in",
            "at",
            "by",
            "on",
            "the",
            "was",
        ):
            return 0
    return 0


def everyone(book: Register, line: Line, taken: Taken) -> None:
    """Take those who were there as a whole ("members", "delegations"), where no names of theirs follow."""
    at = 0
    while at < len(line.tokens):
        met = phrases("names", "names.yaml", "everyone").at(line.tokens, at)
        if met is None or not _whole(line, taken, at, met[1]) or met[1] == at + 1 and _loose(line, at):
            at += 1
            continue
        first = at - (line.norm(at - 1) == "all" and taken.at(at - 1) is None)
        old = taken.at(at)
        if old is None or old.traits & {OFFICE, EVERYONE}:
            kind = "members" if "member" in line.norm(at) else "participants"
            own = f"body:{book.scope}-{kind}" if book.scope else f"body:{kind}"
            node = old.id if old is not None else own
            name = old.name if old is not None else kind.capitalize()
            taken.put(Name("body", node, name, Span(first, met[1]), traits=frozenset({EVERYONE})))
        at = met[1]


def _loose(line: Line, at: int) -> bool:
    """Whether a plain noun speaks of some only: "officials from countries taking part in the process"."""
    plain = line.norm(at) in ("countries", "states", "economies", "representatives", "parties")
    return (
        plain and not line.cap(at) and line.norm(at - 1) not in ("the", "all", "these", "invited", "asked", "urged", "")
    )


def _whole(line: Line, taken: Taken, first: int, last: int) -> bool:
    after = line.norm(last)
    if taken.at(first) is not None and not taken.at(first).traits & {OFFICE, EVERYONE}:  # type: ignore[union-attr]
        return False
    inner = last + 1 + (line.norm(last + 1) == "the")
    named = line.cap(inner) or taken.at(inner) is not None or after == "from"
    if after in ("of", "from") and named or after in (":", "(", "responsible"):
        return False
    if line.cap(first) and line.cap(first - 1):
        return False
    return taken.begins(last) is None


def narrow_offices(line: Line, taken: Taken) -> None:
    """Give up offices that only introduce names ("Ministers of Fiji and Tonga"), and widen "… of the Process"."""
    for name in taken.all():
        if taken.at(name.words.first) is not name or name.kind != "body" or name.traits & {PERSON, COUNTED, SHORT}:
            continue
        last = name.words.last
        if line.norm(last) == "(" and line.norm(last + 2) == ")":
            last += 3
        inner = last + 1 + (line.norm(last + 1) == "the")
        owner = taken.begins(inner) if line.norm(last) == "of" else None
        whole = owner is not None and owner.kind in ("body", "organisation") and not owner.traits & {EVERYONE, AGENCY}
        after = taken.begins(name.words.last)
        if name.traits & {OFFICE} and after is not None and PERSON in after.traits:
            taken.drop(name)  # "Ministers Ali Karim (Uzbekistan) and …"
        elif EVERYONE in name.traits and owner is not None:
            taken.drop(name)  # "members of the Committee": they are told by its name
        elif whole and owner is not None and not (PROCESS in name.traits and not name.traits & {OFFICE}):
            taken.put(replace(name, words=Span(name.words.first, owner.words.last)))
        elif name.traits & {OFFICE, EVERYONE} and (
            line.norm(name.words.last) in _WIDER and name.name != "Co-Chairs" and _names_follow(line, taken, last)
            or line.norm(name.words.last) == "'s"
        ):  # fmt: skip
            taken.drop(name)


def _names_follow(line: Line, taken: Taken, at: int) -> bool:
    """Whether a party is named within a few words, as in "Ministers responsible for immigration from Fiji"."""
    return line.norm(at) in ("of", "from", "responsible", "representing") or any(
        (name := taken.begins(i)) is not None and name.kind == "state" for i in range(at, at + 6)
    )


def short_forms(book: Register, line: Line, taken: Taken, before: Mapping[str, list[Name]]) -> None:
    """Resolve bare heads: "the Task Force" is the one named before; "the Secretariat" the process's own.

    `before` are the bodies, organisations and instruments named earlier on the page, by each word of their names.
    """
    said: dict[str, list[Name]] = {word: list(names) for word, names in before.items() if len(word) > 2}
    at = 0
    while at < len(line.tokens):
        name = taken.begins(at)
        if name is not None and not (OFFICE in name.traits and heads().at(line.tokens, at)):
            remember(said, name)
            at = max(at + 1, name.words.last)
            continue
        head = heads().at(line.tokens, at) if line.cap(at) else None
        office = phrases("names", "names.yaml", "offices").at(line.tokens, at)
        low = office is not None and line.norm(at) in ("secretariat", "bureau") and line.norm(at - 1) == "the"
        own = (
            at + 1
            if book.process is not None
            and norms(book.process.name)[-1:] == (line.norm(at),)
            and (line.cap(at) or line.norm(at - 1) == "the" and _several(line, at))  # "the wardens agreed"
            else 0
        )
        last = max(head[1] if head else own, office[1] if office and (line.cap(at) or low) else 0)
        if not last or not unnamed(taken, at, last) or not _bare(line, taken, at, last):
            at += 1
            continue
        found = _antecedent(book, line, at, last, said) or _own(book, line, at, last, bool(office), head)
        if found is not None:
            taken.put(found)
        at = last


def _several(line: Line, at: int) -> bool:
    """Tell whether a word is a plural by its ending, and of nobody: "wardens", no "process", no "wardens of Peru"."""
    word = line.norm(at)
    return word.endswith("s") and not word.endswith("ss") and line.norm(at + 1) not in ("of", "from", "for", "who")


def _bare(line: Line, taken: Taken, first: int, last: int) -> bool:
    """Whether a head stands alone: behind "the" or at the beginning, with no more of a name behind it."""
    if line.norm(first - 1) not in _BEFORE and first not in line.begins and first != 0:
        return False
    if line.cap(last) and taken.at(last) is None or line.norm(last) == "'s" and line.norm(first) == "chair":
        return False
    verb = line.norm(first) in ("host", "chair", "plan", "guide", "board", "fund", "bank", "program", "programme")
    return not (verb and line.norm(last) in ("a", "an", "the", "its") or ordinal_before(line, first))


def remember(said: dict[str, list[Name]], name: Name) -> None:
    """Keep a body, organisation or instrument by the words of its name, the first naming of each first."""
    if name.kind not in ("body", "organisation", "instrument") or name.traits & {EVERYONE, COUNTED, PERSON, OFFICE}:
        return
    if not name.id or SHORT in name.traits:
        return
    for word in set(norms(name.name)):
        known = said.setdefault(word, [])
        if len(known) < 12 and all(other.id != name.id for other in known):
            known.append(name)


def _antecedent(book: Register, line: Line, first: int, last: int, said: Mapping[str, Sequence[Name]]) -> Name | None:
    """What "the Group" means: the body with these words in its name that stood first, else what else bears them."""
    wanted = tuple(line.norm(i) for i in range(first, last))
    if line.norm(first - 1) in ("its", "their") and len(wanted) == 1:
        return None
    fitting = [name for name in said.get(wanted[0], ()) if _has_run(norms(name.name), wanted)]
    fitting = [n for n in fitting if norms(n.name)[-1] in (*wanted, *(w for w in norms(n.name) if w not in _OFFICES))]
    if heads().at(line.tokens, first) is None:  # an office: "the Chair" is no "Chair in Ocean Studies"
        fitting = [name for name in fitting if norms(name.name)[-len(wanted) :] == wanted]
    if book.process is not None and norms(book.process.name)[-len(wanted) :] == wanted:
        own = book.process
        traits = frozenset({SHORT, PROCESS})
        organ = next((n for n in fitting if n.kind == "body" and n.id != own.id and norms(n.name) == wanted), None)
        if organ is None:
            return Name(own.kind, own.id, own.name, Span(first, last), own.acronym, traits)
    best = next((name for name in fitting if name.kind == "body"), fitting[0] if fitting else None)
    if best is None:
        return None
    traits = frozenset({SHORT}) | (best.traits & {PROCESS})
    return replace(best, words=Span(first, last), traits=traits)


_OFFICES = frozenset({"secretariat", "bureau", "office"})  # "the Commission" is no "Commission Secretariat"


def _has_run(name: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(name[i : i + len(wanted)] == wanted for i in range(len(name) - len(wanted) + 1))


def _own(book: Register, line: Line, first: int, last: int, office: bool, head: tuple[str, int] | None) -> Name | None:
    """An organ or office of the page's own process, or of its event where no process is known."""
    organ = head is not None and head[0] == "body" and head[1] - first >= 2
    if not (office or organ) or head is not None and head[0] == "instrument":
        return None
    if line.norm(first - 1) in ("its", "their") and not organ:
        return None
    text = line.plain(first, last)
    printed = text[:1].upper() + text[1:]
    shipped = next((k for k in book.names.known if k.kind == "body" and slug(printed) == k.id.split(":")[1]), None)
    printed = shipped.name if shipped else printed
    node = f"body:{book.scope}-{slug(printed)}" if book.scope else f"body:{slug(printed)}"
    book.local.setdefault(node, KnownName(node, "body", printed, office=not organ))
    standing = {"group", "committee", "council", "panel", "force", "unit"} & set(norms(printed))
    traits = frozenset() if organ or standing else frozenset({OFFICE})
    return Name("body", node, printed, Span(first, last), traits=traits)
