"""Names of one document: its process, the unknown names it uses, its abbreviations, and their ids."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from explorer.documents.model import Document
from explorer.facts.extraction.abbreviations import initials_fit, letters_fit
from explorer.facts.extraction.lexicon import heads, words
from explorer.facts.extraction.mentions import Mention, ReadPassage, agencies, known_mentions, office_names
from explorer.facts.extraction.names import Names
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.shapes import unknown_names
from explorer.facts.extraction.tokens import Token, norms
from explorer.ontology import KnownName, slug

HOME = "body:bali-process"  # ids of its own bodies stand without the name of the process
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9]{0,8}|[A-Z]{2,3}")


def read_names(document: Document, names: Names) -> Reading:
    """Find every name in a document, in two passes: the second knows the abbreviations of the first."""
    passages = [ReadPassage.of(p) for p in document.passages if p.kind != "caption"]
    passages = [read for read in passages if read.tokens]  # a line of marks says nothing
    for read in passages:
        _first_pass(read, names, None)
    process = _process(document, passages, names)
    reading = Reading(document, passages, names, process, {})
    if process is not None and process.kind == "organisation":  # on its own pages a process is a body: it meets
        reading.process = replace(process, id=f"body:{process.id.split(':', 1)[1]}", kind="body", process=True)
        reading.local[reading.process.id] = reading.process
    _register(reading)
    local = Names(tuple(reading.local.values())) if reading.local else None
    for read in passages:
        if local:
            _first_pass(read, names, local)
        read.set_mentions(_identified(reading, m) for m in read.mentions)
        _offices(reading, read)
        reading.remember(read)
    return reading


def _first_pass(read: ReadPassage, names: Names, local: Names | None) -> None:
    known = known_mentions(read, names, local, read.people)
    taken = {i: m for m in known for i in range(m.first, m.last)}
    shaped = unknown_names(read, taken, read.people)
    covered = {i for m in shaped for i in range(m.first, m.last)}
    kept = [m for m in known if not any(i in covered for i in range(m.first, m.last))]
    merged = sorted((*kept, *shaped), key=lambda m: m.first)
    read.set_mentions(agencies(read, merged))


# ------------------------------------------------------------------------------------------- process


def _process(document: Document, passages: list[ReadPassage], names: Names) -> KnownName | None:
    """The process a document is about: as its head says, else the one it names first and most."""
    stated = str(getattr(document, "process", "") or "")
    if stated:
        key = norms(stated)
        for known in names.known:
            if known.kind in ("body", "organisation") and any(norms(n) == key for n in known.names):
                return known
        return KnownName(f"body:{slug(stated)}", "body", stated, process=True)
    votes: Counter[str] = Counter()
    found: dict[str, KnownName] = {}
    for position, read in enumerate(passages):
        for mention in read.mentions:
            home = _home_of(names.get(mention.id), names)
            if home is None and mention.via == "shape" and mention.name.endswith((" Process", " Dialogue")):
                home = KnownName(f"body:{slug(mention.name)}", "body", mention.name, process=True)
            if home is not None:
                found.setdefault(home.id, home)
                votes[home.id] += 3 if position < 3 else 1
    if not votes:
        return None
    best = max(votes.values())
    return found[next(node for node in found if votes[node] == best)]


def _home_of(known: KnownName | None, names: Names) -> KnownName | None:
    if known is None or known.office:
        return None
    if known.process or known.name.endswith((" Process", " Dialogue")):
        return known
    if known.kind == "body" and known.id.split(":")[1] not in words("heads.yaml", "common_names"):
        parent = names.get(known.part_of) if known.part_of else None
        return _home_of(parent, names) if parent is not known else None
    return None


def process_key(reading: Reading) -> str:
    """Return the part of an id that keeps bodies of different processes apart; "" at home."""
    if reading.process is None or reading.process.id == HOME:
        return ""
    return reading.process.id.split(":", 1)[1]


# ---------------------------------------------------------------------------------- unknown names, abbreviations


def _register(reading: Reading) -> None:
    longer_names = _longer_names(reading)
    for read in reading.passages:
        for mention in read.mentions:
            if mention.via != "shape":
                continue
            longer = longer_names.get(norms(mention.name))
            if longer is None:
                _know(reading, mention)
            else:
                known = reading.local.get(longer.id, longer)
                if mention.name not in known.aliases:
                    reading.local[longer.id] = replace(known, aliases=(*known.aliases, mention.name))
    for read in reading.passages:
        _brackets(reading, read)


def _longer_names(reading: Reading) -> dict[tuple[str, ...], KnownName]:
    """Shorter form → the body it means: "the Technical Experts Group" for the one on returns, named on the page."""
    bodies: dict[tuple[str, str], Mention] = {}
    for read in reading.passages:
        for mention in read.mentions:
            if mention.kind == "body" and mention.via != "office":
                bodies.setdefault((mention.id, mention.name), mention)
    found: dict[tuple[str, ...], KnownName] = {}
    for node, name in bodies:
        known = reading.known(node) if node else KnownName(*_as_body(reading, name))
        if known is not None and not known.office:
            full = norms(known.name)
            for length in range(1, len(full)):
                found.setdefault(full[:length], known)
    return found


def _as_body(reading: Reading, name: str) -> tuple[str, str, str]:
    node, bare = identity(reading, "body", name)
    return node, "body", bare


def _know(reading: Reading, mention: Mention) -> KnownName:
    node, name = identity(reading, mention.kind, mention.name)
    if node not in reading.local:
        reading.local[node] = KnownName(node, mention.kind, name)
    elif mention.name != reading.local[node].name and mention.name not in reading.local[node].aliases:
        known = reading.local[node]
        reading.local[node] = replace(known, aliases=(*known.aliases, mention.name))
    return reading.local[node]


def identity(reading: Reading, kind: str, name: str) -> tuple[str, str]:
    """Return the id and the name of an unknown node: scoped by its process where it is one of its bodies.

    A body's name is taken without the name of the process in front, so that "Budapest Process Working
    Group on Training" and "Working Group on Training" of that process meet.
    """
    process = reading.process
    bare = name
    if process is not None and kind == "body":
        for printed in sorted(process.names, key=len, reverse=True):
            if norms(name)[: len(norms(printed))] == norms(printed) and len(norms(name)) > len(norms(printed)):
                bare = " ".join(name.split()[len(printed.split()) :])
                break
    key = process_key(reading)
    if kind != "body" or not key:
        return f"{kind}:{slug(bare if kind == 'body' else name)}", bare if kind == "body" else name
    return f"body:{key}-{slug(bare)}", bare


def _brackets(reading: Reading, read: ReadPassage) -> None:
    """Remember "(TFPP)", "(the Forum)", "(Disruption Working Group)" behind a name, after Schwartz and Hearst."""
    tokens = read.tokens
    for at, token in enumerate(tokens):
        if token.norm != "(" or at == 0:
            continue
        close = next((i for i in range(at + 1, min(at + 9, len(tokens))) if tokens[i].norm == ")"), None)
        if close is None:
            continue
        inner = [t for t in tokens[at + 1 : close] if t.norm not in ('"', "“", "”", "‘", "hereinafter", "hereafter")]
        the = bool(inner) and inner[0].norm == "the"
        inner = inner[1:] if the else inner
        if not inner or not all(t.capital or t.norm in ("of", "on", "and", "'s") for t in inner):
            continue
        short = read.passage.text[inner[0].start : inner[-1].end]
        mention = read.mention_at(at - 1)
        if mention is not None and mention.last == at:
            _short_form(reading, mention, short, inner, the)
        elif len(inner) == 1 and _ACRONYM.fullmatch(short) and read.mention_at(at + 1) is None:
            _long_form(reading, read, at, short)


def _short_form(reading: Reading, mention: Mention, short: str, inner: list[Token], the: bool) -> None:
    known = reading.local.get(mention.id) or reading.names.get(mention.id)
    if known is None and mention.via == "shape":
        known = _know(reading, mention)
    if known is not None and known.office:
        known = _whose_office(reading, norms(mention.name))
    if known is None or mention.kind in ("state", "place") and not short.isupper():
        return
    if any(norms(short) == norms(n) for n in known.names) and known.id in reading.local:
        return
    fits = letters_fit(short, mention.name) or initials_fit(short, mention.name)
    acronym = len(inner) <= 2 and sum(c.isupper() for c in short) >= 2 and fits
    if not acronym and any(norms(short) == norms(n) for n in known.names):
        return
    related = the or {t.norm for t in inner} <= set(norms(mention.name)) or _same_head(inner, mention.name)
    if acronym and mention.kind not in ("state", "place"):
        taken_by = _holder(reading, short)
        if taken_by and taken_by != known.id:
            _drop(reading, taken_by, short)
        reading.local[known.id] = replace(known, acronym=known.acronym or short, aliases=(*known.aliases, short))
    elif related and mention.kind in ("body", "organisation", "instrument"):
        reading.local[known.id] = replace(known, aliases=(*known.aliases, short))


def _whose_office(reading: Reading, name: tuple[str, ...]) -> KnownName | None:
    """As in "the Co-Managers of the Regional Support Office (RSO)": the short form is that of the body at the end."""
    organs = (k for k in reading.names.known if k.kind in ("body", "organisation") and not k.office)
    return next((k for k in organs if name[-len(norms(k.name)) :] == norms(k.name)), None)


def _same_head(inner: list[Token], name: str) -> bool:
    """As in "Disruption Working Group" for "Working Group on the Disruption of …": the same head noun."""
    head = heads().at(inner, len(inner) - 1) or heads().at(inner, max(0, len(inner) - 2))
    return head is not None and inner[-1].norm in norms(name) and inner[0].norm in norms(name)


def _holder(reading: Reading, short: str) -> str:
    return next((k.id for k in reading.local.values() if short in k.names), "")


def _drop(reading: Reading, node: str, short: str) -> None:
    known = reading.local[node]
    reading.local[node] = replace(
        known,
        aliases=tuple(a for a in known.aliases if a != short),
        acronym="" if known.acronym == short else known.acronym,
    )


def _long_form(reading: Reading, read: ReadPassage, bracket: int, short: str) -> None:
    """An acronym behind a run of capitals that no list and no head noun knows: an organisation."""
    tokens = read.tokens
    first = bracket
    while first > 0 and bracket - first < 12:
        token = tokens[first - 1]
        if read.mention_at(first - 1) is not None or not (
            token.capital or token.norm in ("of", "for", "and", "on", "the", "in", "against", "'s", "to")
        ):
            break
        first -= 1
    while first < bracket and not (tokens[first].capital and tokens[first].norm[:1] == short[:1].lower()):
        first += 1
    name = read.plain(first, bracket)
    capitals = sum(t.capital for t in tokens[first:bracket])
    if capitals >= 2 and letters_fit(short, name):
        node = f"organisation:{slug(name)}"
        reading.local.setdefault(node, KnownName(node, "organisation", name, acronym=short))


# ------------------------------------------------------------------------------------------- ids of mentions


def _identified(reading: Reading, mention: Mention) -> Mention:
    process = reading.process
    if (
        process is not None
        and mention.kind == "organisation"
        and mention.id.split(":", 1)[1] == process.id.split(":", 1)[1]
    ):
        return replace(mention, id=process.id, kind="body")
    if mention.via == "shape":
        known = _know(reading, mention)
        return replace(mention, id=known.id, name=known.name, acronym=known.acronym)
    known_here = reading.known(mention.id)
    if (
        known_here is None
        or mention.kind != "body"
        or known_here.id in reading.local
        and known_here.id not in _shipped(reading)
    ):
        return mention
    key = process_key(reading)
    own = known_here.office or mention.id.split(":")[1] in words("heads.yaml", "common_names")
    if key and own and known_here.id != (reading.process.id if reading.process else ""):
        node = f"body:{key}-{slug(known_here.name)}"
        reading.local.setdefault(node, KnownName(node, "body", known_here.name, office=known_here.office))
        return replace(mention, id=node)
    return mention


def _shipped(reading: Reading) -> frozenset[str]:
    return frozenset(k for k in reading.local if reading.names.get(k) is not None)


def _offices(reading: Reading, read: ReadPassage) -> None:
    """Resolve bare capitalised heads: "the Task Force" is the one named before; "the Secretariat" the process's own."""
    tokens = read.tokens
    found = []
    begins = {span.first for span in read.sentences}
    said: dict[str, Mention] = {}  # of this passage so far: bodies as they first stood, others as they stood last
    coming = iter(read.mentions)
    following = next(coming, None)
    for at, token in enumerate(tokens):
        while following is not None and following.first < at:
            if following.kind != "body":
                said.pop(following.id, None)
            said.setdefault(following.id, following)
            following = next(coming, None)
        if not token.capital or at in read.people or read.mention_at(at) is not None:
            continue
        head = heads().at(tokens, at)
        last = head[1] if head else at + 1
        two = at + 1 < len(tokens) and f"{token.norm} {tokens[at + 1].norm}" in office_names()
        if two:
            last = at + 2
        verb = token.norm in ("host", "chair") and last < len(tokens) and tokens[last].norm in ("a", "an", "the", "its")
        office = two or token.norm in office_names() and not verb  # "Host a training"
        bare = token.norm == "office" and at > 0 and tokens[at - 1].norm == "the"  # one that was named before
        if not (head or office or bare) or any(read.mention_at(i) for i in range(at, last)):
            continue
        if (
            at == 0
            or tokens[at - 1].norm
            not in (
                "the",
                "its",
                "their",
                "this",
                "by",
                "to",
                "of",
                "a",
                ",",
                "and",
                "process",
            )
        ) and at not in begins:
            continue
        if last < len(tokens) and (tokens[last].capital and read.mention_at(last) is None):
            continue
        organ = head is not None and head[0] == "body" and last - at >= 2
        mention = _antecedent(reading, read, at, last, said) or (
            _own_office(reading, read, at, last, organ) if office or organ else None
        )
        if mention:
            found.append(mention)
    if found:
        covered: set[int] = set()
        kept = []
        for mention in found:
            if not any(i in covered for i in range(mention.first, mention.last)):
                covered.update(range(mention.first, mention.last))
                kept.append(mention)
        read.set_mentions((*read.mentions, *kept))


def _antecedent(reading: Reading, read: ReadPassage, first: int, last: int, said: dict[str, Mention]) -> Mention | None:
    """What "the Group" means: the body with these words in its name that stood first, else what stood last."""
    wanted = tuple(t.norm for t in read.tokens[first:last])
    before = reading.named.get(wanted[0], {}).values()
    best: Mention | None = None
    for mention in (*before, *said.values()):
        if _has_run(reading.words(mention), wanted):
            best = mention
            if mention.kind == "body":
                break
    return replace(best, first=first, last=last, via="head") if best else None


def _has_run(name: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(name[i : i + len(wanted)] == wanted for i in range(len(name) - len(wanted) + 1))


def _own_office(reading: Reading, read: ReadPassage, first: int, last: int, organ: bool) -> Mention:
    name = read.plain(first, last)
    key = process_key(reading)
    node = f"body:{key}-{slug(name)}" if key else f"body:{slug(name)}"
    reading.local.setdefault(node, KnownName(node, "body", name, office=not organ))
    return Mention("body", node, name, first, last, "shape" if organ else "office")
