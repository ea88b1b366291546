"""Which process a page is about: its title and opening decide, a participant never does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.model import Document
from explorer.facts.prose.names.chains import Chain, chains
from explorer.facts.prose.names.known import Names
from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import DEMONYM, Name
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.tokens import norms, tokenise
from explorer.ontology import KnownName, slug

Pages = Sequence[tuple[Line, Taken]]
HOME = "body:bali-process"  # ids of its own bodies stand without the name of the process
_STRONG = ("process", "dialogue", "initiative", "compact", "corridor", "consultations")


def find_process(document: Document, pages: Pages, names: Names) -> tuple[KnownName | None, tuple[Chain, ...]]:
    """Return the process a page is about, and what its own event is of.

    What the head of the file states wins; else what the event of the title or of the opening is of, outermost; else
    a known process that the title or the opening names; else the only one that the page names outside of lists.
    """
    opening = _opening(pages)
    of_event = tuple(chain for n, last in opening for chain in chains(*pages[n], last))
    stated = str(getattr(document, "process", "") or "")
    process = _stated(stated, names) if stated else _of_event(pages, opening, of_event, names)
    if process is not None and names.get(process.id) is None:
        process = _joint(process, pages)
    return process or _holder(pages, opening, names) or _named(pages, opening, names), of_event


def of_two(line: Line, taken: Taken, name: Name) -> tuple[Name, ...]:
    """Return the two states whose joint organ a body is: "the Joint Commission of Fiji and Samoa"; else nothing."""
    if line.norm(name.words.last) not in ("of", "between"):
        return ()
    first = taken.begins(name.words.last + 1 + (line.norm(name.words.last + 1) == "the"))
    at = first.words.last if first is not None else -1
    second = taken.begins(at + 1 + (line.norm(at + 1) == "the")) if at >= 0 and line.norm(at) == "and" else None
    both = tuple(one for one in (first, second) if one is not None and one.kind == "state" and not one.traits)
    return both if len(both) == 2 else ()


def two_of(pair: Sequence[Name]) -> str:
    """Return the part of an id that keeps the joint organs of different pairs of states apart."""
    return "-".join(sorted(state.id.partition(":")[2] for state in pair))


def _joint(process: KnownName, pages: Pages) -> KnownName:
    """Tell a joint organ by the two states whose it is: of many a pair there is a Joint Commission."""
    key = norms(process.name)
    for line, taken in pages[:6]:
        for name in taken.all():
            if norms(name.name) == key and (pair := of_two(line, taken, name)):
                called = f"{process.name} of {' and '.join(state.name for state in pair)}"
                node = f"body:{two_of(pair)}-{slug(process.name)}"
                return replace(process, id=node, name=called, aliases=(*process.aliases, process.name))
    return process


def _stated(stated: str, names: Names) -> KnownName:
    key = norms(stated)
    for known in names.known:
        if known.kind in ("body", "organisation") and any(norms(n) == key for n in known.names):
            return _as_process(known)
    return KnownName(f"body:{slug(stated)}", "body", stated, process=True)


def _of_event(
    pages: Pages, opening: Sequence[tuple[int, int]], of_event: Sequence[Chain], names: Names
) -> KnownName | None:
    """The process that the event of the title or the opening is of."""
    told = [chain for chain in of_event if chain.names]
    longest = max(told, key=lambda chain: _telling(chain, told), default=None)
    if longest is None:
        return _strong(pages, opening, names) or _of_members(pages, opening, names)
    if not _telling(longest, told)[0]:  # "the Council of Ministers" of whom?
        longest = _titled(pages) or longest
    outermost = longest.names[-1]
    known = names.get(outermost.id)
    home = _home_of(known, names)
    common = known is not None and (
        known.office or known.id.split(":")[1] in words("names", "names.yaml", "common_bodies")
    )
    return _as_process(home) if home is not None else None if common else _unknown_process(outermost, known, names)


def _holder(pages: Pages, opening: Sequence[tuple[int, int]], names: Names) -> KnownName | None:
    """Who held a meeting that is its own: "The Reef Council (RC) held its Fourth Session in Suva"."""
    for n, last in opening:
        line, taken = pages[n]
        for name in taken.all():
            behind = name.words.last + 3 * (line.norm(name.words.last) == "(" and line.norm(name.words.last + 2) == ")")
            held = line.norm(behind) in words("events", "events.yaml", "holding") and line.norm(behind + 1) == "its"
            if held and name.words.first < last and name.kind in ("organisation", "body") and not name.traits:
                return _unknown_process(name, names.get(name.id), names)
    return None


def _named(pages: Pages, opening: Sequence[tuple[int, int]], names: Names) -> KnownName | None:
    """A known process that the title or the opening names outside of lists."""
    for n, last in opening:
        line, taken = pages[n]
        for name in taken.all():
            home = _home_of(names.get(name.id), names)
            if home is not None and name.words.first < last and not _among_others(line, taken, name):
                return _as_process(home)
    return None


def _titled(pages: Pages) -> Chain | None:
    """The organisation that a title names beside its event: "Council of the Entente: 18th Meeting of Ministers"."""
    for line, taken in pages[:3]:
        if line.passage.passage.kind in ("title", "heading"):
            for name in taken.all():
                if name.kind == "organisation" and not _among_others(line, taken, name):
                    return Chain((name,))
    return None


def _telling(chain: Chain, told: Sequence[Chain]) -> tuple[bool, int, bool, bool]:
    """How well a chain tells the process: by a name of its own, more names outwards, the word "Process", in full."""
    words_ = norms(chain.names[-1].name)
    longer = (norms(other.names[-1].name) for other in told)
    cut = any(len(name) == len(words_) + 1 and name[: len(words_)] == words_ for name in longer)
    common = words("names", "names.yaml", "common_organs")
    return (
        not all(word in common for word in words_),
        len(chain.names),
        any(word in _STRONG for word in words_),
        not cut,
    )


def _strong(pages: Pages, opening: Sequence[tuple[int, int]], names: Names) -> KnownName | None:
    """A process that the title or the opening names by its head: "the Co-Chairs of the Monsoon Process hosted"."""
    for n, last in opening:
        for name in pages[n][1].all():
            own = not name.id and name.kind == "organisation" and norms(name.name)[-1] in _STRONG
            if own and name.words.first < last and not _among_others(*pages[n], name):
                return _unknown_process(name, None, names)
    return None


def _of_members(pages: Pages, opening: Sequence[tuple[int, int]], names: Names) -> KnownName | None:
    """The organisation whose members met: "Meeting of the heads of border services of the X member states"."""
    for n, last in opening:
        line, taken = pages[n]
        for name in taken.all():
            members = line.norm(name.words.last) == "member" and line.norm(name.words.last + 1) in (
                "states",
                "countries",
            )
            if members and name.kind == "organisation" and name.words.first < last:
                return _unknown_process(name, names.get(name.id), names)
    return None


def _opening(pages: Pages) -> list[tuple[int, int]]:
    """The title and what stands around it, and the first sentence of running text: number and the token to stop at."""
    found: list[tuple[int, int]] = []
    for n, (line, _) in enumerate(pages[:6]):
        kind = line.passage.passage.kind
        if kind in ("title", "heading", "location"):
            found.append((n, len(line.tokens)))
        elif line.passage.sentences and len(line.tokens) > 6:
            found.append((n, line.passage.sentences[0].last))
            break
    return found


def _among_others(line: Line, taken: Taken, name: Name) -> bool:
    """Whether a name stands in a list, or is who came: there it is a party, and no process that the page is about."""
    first, last = name.words.first, name.words.last
    if line.norm(last) == "(" and line.norm(last + 2) == ")":
        last += 3
    before = first - 1 - (line.norm(first - 1) == "the")
    beside = taken.ends(before) if line.norm(before) in (",", "and", ";") else None
    after = last + 1 + (line.norm(last + 1) == "the")
    behind = taken.begins(after) if line.norm(last) in (",", "and", ";") else None
    listed = any(x is not None and x.kind in ("state", "organisation") and DEMONYM not in x.traits
                 for x in (beside, behind))  # fmt: skip
    led = line.norm(before) in ("by", "from", "including", "with", "thanked", "like")
    return listed or led


def _home_of(known: KnownName | None, names: Names) -> KnownName | None:
    if known is None or known.office:
        return None
    if known.process or known.name.endswith((" Process", " Dialogue")):
        return known
    if known.kind == "body" and known.id.split(":")[1] not in words("names", "names.yaml", "common_bodies"):
        parent = names.get(known.part_of) if known.part_of else None
        return _home_of(parent, names) if parent is not known else None
    return None


def _as_process(known: KnownName) -> KnownName:
    """On its own pages a process is a body: it meets."""
    if known.kind == "body" and known.process:
        return known
    return replace(known, id=f"body:{known.id.split(':', 1)[1]}", kind="body", process=True)


def _unknown_process(name: Name, known: KnownName | None, names: Names) -> KnownName:
    """The process that bears a name, or that stands in front of it: "the ECOWAS Council of Ministers"."""
    if known is not None:
        return _as_process(known)
    bare = name.name
    parts = norms(bare)
    front = names.longest(tokenise(bare), 0)
    if front is not None and front[1] < len(parts) and front[0][0][0].kind == "organisation":
        return _as_process(front[0][0][0])
    cut = next((n + 1 for n, part in enumerate(parts[:-1]) if part in _STRONG), 0)
    if cut:  # "Silk Gate Process Core Group": the process stands in front
        bare = " ".join(bare.split()[:cut])
    return KnownName(f"body:{slug(bare)}", "body", bare, process=True)


def scope_of(process: KnownName | None, of_event: Sequence[Chain], title: str) -> str:
    """Return the part of an id that keeps bodies of different processes apart; "" at home.

    Where no process is known, what the event is of stands for it, else the title of the page.
    """
    if process is not None:
        return "" if process.id == HOME else process.id.split(":", 1)[1]
    people = next((chain.people for chain in of_event if chain.people), "")
    return slug(people) or slug(" ".join(title.split()[:10]))
