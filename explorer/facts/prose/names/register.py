"""The names of one page: the acronyms it defines, the unknown names it uses, and the id of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from explorer.facts.prose.names.abbreviations import initials_fit, letters_fit
from explorer.facts.prose.names.known import Names
from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import AGENCY, DEMONYM, EVERYONE, OFFICE, PROCESS, Name
from explorer.facts.prose.names.persons import office_at
from explorer.facts.prose.names.process import of_two, two_of
from explorer.facts.prose.names.shapes import heads
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.ordinals import ordinal_at
from explorer.facts.prose.text.tokens import norms
from explorer.ontology import KnownName, slug

_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9&-]{0,9}|[A-Z]{2,3}")
_HEREINAFTER = frozenset({"hereinafter", "hereafter", "henceforth", "referred", "to", "as", "called"})


@dataclass
class Register:
    """The page's own names by id, while it is being read. `scope` keeps organs of different processes apart."""

    names: Names
    process: KnownName | None
    scope: str
    local: dict[str, KnownName] = field(default_factory=dict)
    parties: set[tuple[str, ...]] = field(default_factory=set)  # names that are told as parties, though they may not be
    meet: frozenset[str] = frozenset()  # people by whom the page names its meetings: "coroners"

    def known(self, node: str) -> KnownName | None:
        """Return what is known of a node, the page first."""
        return self.local.get(node) or self.names.get(node)

    def know(self, name: Name, parent: str = "") -> KnownName:
        """Return the node of an unknown name, new or met before. `parent`: the scope of another process it is of."""
        kind = self.kind_of(name)
        node, printed = self.identity(kind, name.name, parent)
        known = self.local.get(node) or self.names.get(node)
        if known is None:
            known = KnownName(node, kind, printed)
        elif norms(name.name) != norms(known.name) and name.name not in known.aliases:
            known = replace(known, aliases=(*known.aliases, name.name))
        self.local[node] = known
        return known

    def kind_of(self, name: Name) -> str:
        """Return the kind of an unknown name: what may be either is a party where the page tells it as one."""
        if self.process is not None and norms(name.name) in {norms(n) for n in self.process.names}:
            return "body"
        if name.kind == "instrument" and norms(name.name) in self.parties:
            return "organisation"
        return name.kind

    def identity(self, kind: str, name: str, parent: str = "") -> tuple[str, str]:
        """Return the id and name of a node that no list holds.

        A body's name is taken without the name of its process in front, so that "Budapest Process Working Group on
        Training" and "Working Group on Training" of that process meet.
        """
        process = self.process
        key = parent or self.scope
        common = all(n in words("names", "names.yaml", "common") or n == "'s" for n in norms(name))
        if process is not None and norms(name) in {norms(n) for n in process.names}:
            return process.id, process.name
        said = norms(name)
        whole = norms(process.name) if process is not None and kind == "body" else ()
        tail = len(said) > 2 and whole[-len(said) :] == said  # "the Support Group on Rescue" of the Gulf Stream
        head = len(said) > 1 and len(whole) == len(said) + 1 and whole[: len(said)] == said  # "the Saffron Belt"
        if process is not None and (tail or head):
            return process.id, process.name
        if kind == "instrument":
            return (f"instrument:{key}-{slug(name)}" if common and key else f"instrument:{slug(name)}"), name
        if kind != "body":
            return f"{kind}:{slug(name)}", name
        bare = name
        if process is not None and not parent:
            for printed in sorted(process.names, key=len, reverse=True):
                length = len(norms(printed))
                if norms(name)[:length] == norms(printed) and len(norms(name)) > length:
                    bare = " ".join(name.split()[len(printed.split()) :])
                    break
            return (f"body:{key}-{slug(bare)}" if key else f"body:{slug(bare)}"), bare
        return (f"body:{key}-{slug(bare)}" if key and (common or parent) else f"body:{slug(bare)}"), bare


def register(book: Register, line: Line, taken: Taken) -> None:
    """Put the unknown names of a passage and the acronyms it defines into the book."""
    for name in taken.all():
        if name.kind == "state" and name.words.last - name.words.first == 1 and line.tokens[name.words.first].shouted:
            met = book.names.longest(line.tokens, name.words.first)
            known = book.names.get(name.id)
            if met is not None and len({entry[0].id for entry in met[0]}) > 1 and known is not None:
                book.local.setdefault(name.id, known)  # "DRC" told as a state once is one on the whole page
        if not name.id and not name.traits:
            known = book.know(name, whose(book, line, taken, name))
            if both := of_two(line, taken, name):  # of many a pair of states there is a Joint Commission
                called = f"{name.name} of {' and '.join(state.name for state in both)}"
                if known.name == name.name:
                    book.local[known.id] = replace(known, name=called, aliases=(*known.aliases, name.name))
    for at in range(1, len(line.tokens)):
        if line.norm(at) == "(":
            _bracket(book, line, taken, at)


def whose(book: Register, line: Line, taken: Taken, name: Name) -> str:
    """Return the scope of the other process that a body is of: "the Steering Group of the Budapest Process"."""
    if name.kind != "body":
        return ""
    if pair := of_two(line, taken, name):
        return two_of(pair)
    if line.norm(name.words.last) != "of":
        return ""
    owner = taken.begins(name.words.last + 1 + (line.norm(name.words.last + 1) == "the"))
    if owner is None or owner.kind not in ("body", "organisation") or owner.traits & {OFFICE, EVERYONE, AGENCY}:
        return ""
    node = owner.id or book.know(owner).id
    part = node.split(":", 1)[1]
    process = book.process.id.split(":", 1)[1] if book.process else ""
    home = book.known(node)
    while home is not None and home.part_of:  # an organ of the page's own process
        if book.process is not None and home.part_of == book.process.id:
            return ""
        home = book.known(home.part_of)
    if owner.kind == "body" and book.scope and part.startswith(book.scope + "-"):
        return ""
    return "" if part == process or book.process and part in (slug(n) for n in book.process.names) else part


def _bracket(book: Register, line: Line, taken: Taken, at: int) -> None:
    """Remember "(TFPP)", "(the Forum)", "(Disruption Working Group)" behind a name, after Schwartz and Hearst."""
    close = next((i for i in range(at + 1, min(at + 10, len(line.tokens))) if line.norm(i) == ")"), None)
    if close is None or close == at + 1:
        return
    first = at + 1
    while first < close and (line.norm(first) in _HEREINAFTER or line.norm(first) == ","):
        first += 1
    the = line.norm(first) == "the"
    first += the
    if first >= close or not all(
        line.cap(i) or line.norm(i) in ("of", "on", "and", "'s", "&", "–") for i in range(first, close)
    ):
        return
    short = line.passage.text(Span(first, close))
    name = taken.ends(at)
    if name is not None:
        _short_form(book, line, name, short, Span(first, close), the)
    elif close - first == 1 and _ACRONYM.fullmatch(short) and taken.at(at + 1) is None:
        _long_form(book, line, taken, at, short)


def _short_form(book: Register, line: Line, name: Name, short: str, inner: Span, the: bool) -> None:
    known = book.known(name.id) if name.id else book.know(name)
    if known is None or AGENCY in name.traits or DEMONYM in name.traits or EVERYONE in name.traits:
        return
    printed = line.plain(name.words.first, name.words.last)
    if known.office:
        organs = (k for k in book.names.known if k.kind in ("body", "organisation") and not k.office)
        owner = next((k for k in organs if norms(printed)[-len(norms(k.name)) :] == norms(k.name)), None)
        if owner is None:
            return
        known = owner
    if name.kind == "place" or name.kind == "state" and not _ACRONYM.fullmatch(short):
        return
    fits = letters_fit(short, printed) or initials_fit(short, printed)
    acronym = inner.last - inner.first <= 3 and sum(c.isupper() for c in short) >= 2 and fits
    said = {line.norm(i) for i in range(inner.first, inner.last)}
    if acronym:
        for other in list(book.local.values()):
            if other.id != known.id and short in other.names:
                book.local[other.id] = replace(
                    other, aliases=tuple(a for a in other.aliases if a != short), acronym=_unless(other.acronym, short)
                )
        kept = known.acronym or (short if known.kind != "state" else "")
        aliases = (
            known.aliases if short in (kept, *known.aliases) and known.id in book.local else (*known.aliases, short)
        )
        book.local[known.id] = replace(known, acronym=kept, aliases=tuple(dict.fromkeys(aliases)))
    elif known.kind in ("body", "organisation", "instrument") and (
        the or said <= set(norms(printed)) or _same_head(line, inner, printed)
    ):
        book.local[known.id] = replace(known, aliases=tuple(dict.fromkeys((*known.aliases, short))))


def _unless(acronym: str, short: str) -> str:
    return "" if acronym == short else acronym


def _same_head(line: Line, inner: Span, printed: str) -> bool:
    """As in "Disruption Working Group" for "Working Group on the Disruption of …": the same head noun."""
    head = heads().at(line.tokens, inner.last - 1) or heads().at(line.tokens, max(inner.first, inner.last - 2))
    said = norms(printed)
    return head is not None and line.norm(inner.last - 1) in said and line.norm(inner.first) in said


def _long_form(book: Register, line: Line, taken: Taken, bracket: int, short: str) -> None:
    """An acronym behind a run of capitals that no list and no head noun knows: an organisation."""
    first = bracket
    small = words("names", "names.yaml", "inside_names")
    while first > 0 and bracket - first < 14:
        covered = taken.at(first - 1)
        if covered is not None and not (covered.kind in ("state", "organisation", "place") and line.cap(bracket - 1)):
            break
        if not (line.cap(first - 1) or line.norm(first - 1) in small):
            break
        first -= 1
    while first < bracket and not (line.cap(first) and line.norm(first)[:1] == short[:1].lower()):
        first += 1
    name = line.plain(first, bracket) if first < bracket else ""
    counted = any(ordinal_at(line.tokens, at) for at in range(first, bracket))
    if counted or _of_a_person(line, first, bracket):
        return  # "Third Tide Meeting (TIM)": an event
    if office_at(line, bracket - 1) or line.norm(first) in ("lead", "chief", "deputy", "vice", "acting", "senior"):
        return  # "the Lead Shepherd (LS)": somebody's office
    fits = letters_fit(short, name) and (len(short) > 2 or initials_fit(short, name))  # "Eva Grau (ES)": her state
    if sum(line.cap(i) for i in range(first, bracket)) >= 2 and fits:
        told = [met[0] for at in range(first, bracket) if (met := heads().at(line.tokens, at)) is not None]
        kind = "instrument" if told and told[0] == "instrument" else "organisation"
        node, printed = book.identity(kind, name)
        book.local.setdefault(node, KnownName(node, kind, printed, acronym=short))


def _of_a_person(line: Line, first: int, bracket: int) -> bool:
    """Whether capitals with initials in brackets are somebody's: "- Joe Roe (JR), Tidal Bank", "Joe Roe (JR), who"."""
    named = 2 <= bracket - first <= 3 and all(line.cap(i) for i in range(first, bracket))
    if not named or any(heads().at(line.tokens, i) for i in range(first, bracket)):
        return False
    close = bracket + 2
    mixed = not line.tokens[bracket + 1].shouted
    item = line.passage.passage.kind == "item" and not any(t.word for t in line.tokens[: max(first - 1, 0)])
    who = "who" in (line.norm(close + 1), line.norm(close + 2))
    return mixed or who or item and line.norm(close) == ")" and line.cap(close + 2)


def resolved(book: Register, line: Line, taken: Taken, name: Name) -> Name:
    """Return a name with its final id, kind and traits."""
    process = book.process
    if not name.id and name.traits:
        return name
    if not name.id:
        known = book.know(name, whose(book, line, taken, name))
        name = replace(name, kind=known.kind, id=known.id, name=known.name, acronym=known.acronym)
    elif (
        process is not None
        and name.kind in ("organisation", "body", "instrument")
        and name.id.split(":", 1)[1] == process.id.split(":", 1)[1]
    ):
        name = replace(name, id=process.id, kind="body", name=process.name, acronym=process.acronym)
    if process is not None and name.id == process.id:
        return replace(name, traits=name.traits | {PROCESS})
    known_here = book.names.get(name.id)
    if known_here is None or name.kind not in ("body", "instrument"):
        return name
    common = name.id.split(":")[1] in words("names", "names.yaml", "common_bodies")
    other = whose(book, line, taken, name)
    key = other or book.scope
    if key and name.kind == "body" and (known_here.office or common):
        node = f"body:{key}-{slug(known_here.name)}"
        book.local.setdefault(node, KnownName(node, "body", known_here.name, office=known_here.office))
        return replace(name, id=node)
    return name
