"""The one door to known names: the text of a cell to the state, organisation, body or instrument it names.

Prose goes through the same lists, so that a sheet and a page lead to the same nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.facts.columns.words import fold, has_word, meaning_of, values
from explorer.facts.prose.names import Names, shipped_names
from explorer.facts.prose.text.tokens import tokenise
from explorer.ontology import KnownName, slug
from explorer.ontology.datafile import shipped

__all__ = ["Named", "Names", "by_code", "known", "shipped_names", "unknown"]

_BRACKET = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]")
_SPEAKS = re.compile(
    r"(?:royal )?(?:government|delegation|permanent mission) of (?:the )?", re.IGNORECASE
)  # for a state
_STATE = re.compile(
    r"(?:the )?(?:royal )?(?:government|delegation|permanent mission|mission|republic|kingdom|state)", re.IGNORECASE
)  # what stands before the name of a state in a bracket
_ALIKE = 75  # of 100: so much alike are two writings of one name
_SMALL = {"of", "the", "and", "for", "on", "in", "to", "against", "de", "du", "des", "la", "le", "et", "y", "und"}
_FILLERS = {
    "republic", "of", "the", "islamic", "united", "rep", "plurinational", "state", "federated", "states", "federal",
    "bolivarian", "kingdom", "sar", "china", "socialist", "democratic", ".",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A node that a cell names; `guess` says why it is one, "" for a name of the lists."""

    id: str
    kind: str
    name: str
    acronym: str = ""
    guess: str = ""

    @classmethod
    def of(cls, known: KnownName) -> Named:
        """Return a name of the lists."""
        return cls(known.id, known.kind, known.name, known.acronym)


def known(text: str, names: Names, kinds: tuple[str, ...] = ()) -> Named | None:
    """Return the node of the lists whose name is the whole of `text`, None when there is none.

    Official and turned forms, brackets, small or capital letters throughout lead to the same node.
    `kinds`: only nodes of these kinds.

    >>> [known(text, shipped_names()).id for text in ("Korea, Republic of", "IOM (UN Migration)", "FIJI", "the Gambia")]
    ['state:kor', 'organisation:iom', 'state:fji', 'state:gmb']
    >>> known("Government of the Republic of Fiji", shipped_names()).id, known("uk", shipped_names()).id
    ('state:fji', 'state:gbr')
    >>> known("Guinea Pig Society", shipped_names()) is None
    True
    """
    for form in _forms(text):
        tokens = tokenise(form)
        found = names.longest(tokens, 0) if tokens else None
        if found is None:
            continue
        entries = [entry for entry, how, _ in found[0] if how != "demonym" and (not kinds or entry.kind in kinds)]
        rest = {token.norm for token in tokens[found[1] :]}
        entries = [entry for entry in entries if not _lies_in(text, form, entry)]
        if entries and (not rest or form == text and rest <= _FILLERS | {",", "(", ")"} and entries[0].kind == "state"):
            return Named.of(entries[0])
    if text.islower() and len(text) <= 3 and (not kinds or "state" in kinds):  # "usa" in lists of small letters
        return known(text.upper(), names, ("state",))
    return None


def _lies_in(text: str, form: str, entry: KnownName) -> bool:
    """Whether a bracket only says where what stands before it is: "Lake Motors (UK)", "Lake Trust (EU)".

    It does not where that is the state under another name, its code, an office or a role of it ("Kenia (Kenya)",
    "GMY (Germany)", "Chair (Kenya)"), or words whose first letters an acronym of an organisation has.
    """
    bracket = _BRACKET.fullmatch(text.strip("*†‡¹²³⁴ ."))
    if bracket is None or form != bracket[2]:
        return False
    before = fold(bracket[1])
    if entry.kind != "state":
        return len(form) <= 2 and not initials(bracket[1], form)
    offices = tuple(fold(word) for word in values()["offices"])
    if before in meaning_of("roles") or _STATE.fullmatch(before) or before.startswith(offices):
        return False
    coded = (by_code(bracket[1], shipped_names(), scheme) for scheme in ("iso", "cow") if len(before) <= 3)
    return not any(one is not None and one.id == entry.id for one in coded) and not _alike(before, entry)


def _alike(before: str, entry: KnownName) -> bool:
    from rapidfuzz import fuzz

    return any(fuzz.ratio(before, fold(name)) >= _ALIKE for name in (entry.name, *entry.names))


def initials(name: str, acronym: str) -> bool:
    """Tell whether most letters of an acronym begin words of a name.

    >>> initials("Lake Agency", "LA"), initials("UN Refugee Agency", "UNHCR"), initials("Heron Motors", "UK")
    (True, True, False)
    """
    first = [
        char for word in re.findall(r"\w+", name) for char in (word if word.isupper() and len(word) < 5 else word[0])
    ]
    letters = [char for char in acronym.casefold() if char.isalpha()]
    return 2 * sum(char in "".join(first).casefold() for char in letters) > len(letters)


def _forms(text: str) -> Iterator[str]:
    """Yield the ways in which a name may stand in the lists, the written one first."""
    yield text
    text = text.strip("*†‡¹²³⁴ .")
    plain = text.removeprefix("The ").removeprefix("the ")
    if speaks := _SPEAKS.match(plain):
        yield plain[speaks.end() :]
    if plain != text or "." in plain or "&" in plain:
        yield re.sub(r"\bSt\b\.?", "Saint", plain).replace(".", "").replace("&", "and")
    if "," in plain and plain.count(",") == 1:
        last, first = (part.strip() for part in plain.split(","))
        yield f"{first} {last}"
    if (bracket := _BRACKET.fullmatch(plain)) and fold(bracket[2]) not in meaning_of("roles"):
        yield bracket[1]
        yield f"{bracket[2]} {bracket[1]}"
        yield bracket[2]
    if plain.islower() or plain.isupper() and len(plain) > 3:
        yield " ".join(word if word.lower() in _SMALL else word.capitalize() for word in plain.lower().split())


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return dict(shipped("codes.yaml", "explorer.facts.columns"))


@lru_cache(maxsize=1)
def _numbers() -> dict[str, str]:
    return dict(shipped("numbers.yaml", "explorer.facts.columns"))


@lru_cache(maxsize=2)
def _wars(scheme: str) -> dict[str, Any]:
    """Return the rows of the Correlates of War or of Gleditsch and Ward by abbreviation and by number."""
    listed = shipped("cow.yaml", "explorer.facts.columns")
    if scheme == "gw":
        own = shipped("gw.yaml", "explorer.facts.columns")
        told = {row[key] for row in own.values() for key in ("number", "state") if key in row}
        listed = {code: row for code, row in listed.items() if not told & {row["number"], row.get("state")}} | own
    return {**listed, **{row["number"]: row for row in listed.values()}}


def by_code(text: str, names: Names, scheme: str = "iso") -> Named | None:
    """Return the state with a code of ISO 3166-1 (two or three letters, or its number), or of the Correlates of War
    ("cow") or Gleditsch and Ward ("gw": three letters, or its number).

    >>> [by_code(code, shipped_names()).id for code in ("NA", "aus", "036")], by_code("XQ", shipped_names())
    (['state:nam', 'state:aus', 'state:aus'], None)
    >>> [by_code(code, shipped_names(), "cow").id for code in ("AUS", "305", "UKG", "yug")]
    ['state:aut', 'state:aut', 'state:gbr', 'state:yugoslavia']
    >>> [by_code("970", shipped_names(), scheme).name for scheme in ("cow", "gw")]
    ['Nauru', 'Kiribati']
    """
    code = text.strip().upper().removesuffix(".0")
    if scheme in ("cow", "gw"):
        row = _wars(scheme).get(code, {})
        if "name" in row:
            return Named(f"state:{slug(row['name'])}", "state", row["name"])
        code = row.get("state", "").upper()
    elif code.isdecimal():
        code = _numbers().get(code.zfill(3), "")
    found = names.get(f"state:{_codes().get(code, code).lower()}") if len(code) in (2, 3) else None
    return Named.of(found) if found else None


def unknown(text: str, kind: str, why: str) -> Named:
    """Return a node for a name that no list has: its id from its words, its acronym from a bracket behind it.

    What bears the word of an agency is no state, wherever it stands.

    >>> unknown("Lake Agency (LA)", "organisation", "new")
    Named(id='organisation:lake-agency', kind='organisation', name='Lake Agency', acronym='LA', guess='new')
    >>> unknown("Border Bureau", "state", "a state").id, unknown("Hessia", "state", "").id
    ('organisation:border-bureau', 'state:hessia')
    """
    name, acronym = text, ""
    if (
        (bracket := _BRACKET.fullmatch(text))
        and len(bracket[2]) <= 12
        and bracket[2].replace("-", "").isupper()
        and (known(bracket[2], shipped_names()) is None or initials(bracket[1], bracket[2]))
    ):  # the name of a state there says where it is
        name, acronym = bracket[1], bracket[2]
    if kind == "state" and (acronym or any(has_word(name, words) for words in ("organisations", "bodies", "agencies"))):
        kind, why = "organisation", why.replace("a state", "an organisation")
    if kind == "organisation" and has_word(name, "bodies") and not acronym:
        kind = "body"
    return Named(f"{kind}:{slug(name) or slug('x' + name.encode().hex())}", kind, name, acronym, why)
