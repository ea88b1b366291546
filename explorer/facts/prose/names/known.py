"""Known names: the shipped lists and a user's own words, ready to be found in one pass over the tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.documents.decode import decode
from explorer.errors import ExplorerError
from explorer.facts.prose.text.model import Token
from explorer.facts.prose.text.spelling import british
from explorer.facts.prose.text.tokens import norms
from explorer.files import read_file
from explorer.ontology import KnownName, Topic, known_names, vocabulary
from explorer.ontology.datafile import read_own_yaml
from explorer.ontology.names import from_row

LISTS = {
    "organisations": "organisation",
    "bodies": "body",
    "instruments": "instrument",
    "states": "state",
    "places": "place",
}
WORDS_BYTES = 1_000_000
WORDS_KEYS = (*LISTS, "topics", "verbs")
Entry = tuple[KnownName, str]  # the name's node, and how it was met: "name", "acronym" or "demonym"


@dataclass(frozen=True)
class Names:
    """The names to look for, as a trie of folded tokens; picklable, and cheap to build once a process.

    >>> names = shipped_names()
    >>> found = names.longest([Token(w, w.lower(), 0, 0) for w in ("New", "Zealand", "agreed")], 0)
    >>> found[0][0][0].id, found[1]
    ('state:nzl', 2)
    """

    known: tuple[KnownName, ...]
    topics: tuple[Topic, ...] = ()
    verbs: tuple[tuple[str, str], ...] = ()
    _trie: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _by_id: dict[str, KnownName] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in self.known:
            self._by_id.setdefault(name.id, name)
            for printed in name.names:
                self._add(printed, (name, "acronym" if printed == name.acronym else "name"))
        for name in self.known:
            for printed in name.demonyms:
                self._add(printed, (name, "demonym"))

    def _add(self, printed: str, entry: Entry) -> None:
        words = norms(printed)
        words = words[1:] if len(words) > 1 and words[0] == "the" else words
        short = tuple("&" if word == "and" else word for word in words)  # "Wallis & Futuna"
        for variant in {words, short, _joined_possessive(words)}:
            branch = self._trie
            for word in variant:
                branch = branch.setdefault(british(word), {})
            branch.setdefault("", []).append((*entry, printed))

    def __getstate__(self) -> dict[str, Any]:
        return {"known": self.known, "topics": self.topics, "verbs": self.verbs}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for key, value in {**state, "_trie": {}, "_by_id": {}}.items():
            object.__setattr__(self, key, value)
        self.__post_init__()

    def get(self, node: str) -> KnownName | None:
        """Return the known name with the id `node`, None when there is none."""
        return self._by_id.get(node)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[list[tuple[KnownName, str, str]], int] | None:
        """Return the entries of the longest known name that begins at token `at`, and the token after it."""
        branch: dict[str, Any] = self._trie
        best: list[tuple[KnownName, str, str]] | None = None
        best_end = at
        for end in range(at, len(tokens)):
            deeper = branch.get(british(tokens[end].norm))
            if deeper is None:
                break
            branch = deeper
            entries = [e for e in branch.get("", ()) if _case_fits(e[0], e[2], tokens[at : end + 1])]
            if entries:
                best, best_end = entries, end + 1
        return (best, best_end) if best else None

    def with_words(self, words: Path | str | Mapping[str, Any]) -> Names:
        """Return these names and a user's own, which come first. `words` is a YAML file or its content.

        Raises ExplorerError that names the file and the part that cannot be used.

        >>> mine = shipped_names().with_words({"bodies": [{"name": "Harbour Group", "acronym": "HG"}]})
        >>> mine.known[0].id
        'body:harbour-group'
        """
        content, origin = (words, "the words") if isinstance(words, Mapping) else (_load(Path(words)), str(words))
        unknown = sorted(set(content) - set(WORDS_KEYS))
        if unknown:
            raise ExplorerError(f"{origin}: unknown part {unknown[0]!r}. Expected: {', '.join(WORDS_KEYS)}.")
        _check_shape(content, origin)
        own = [known for key, kind in LISTS.items() for known in _rows(content.get(key), key, kind, origin)]
        merged = [_merge(known, self._by_id.get(known.id)) for known in own]
        replaced = {known.id for known in merged}
        topics = tuple(_topic(row, origin) for row in content.get("topics") or ())
        verbs = tuple((str(v), str(f)) for v, f in (content.get("verbs") or {}).items())
        for _verb, force in verbs:
            if force not in vocabulary().forces:
                raise ExplorerError(
                    f"{origin}: verbs: {force!r} is no force. Expected: {', '.join(vocabulary().forces)}."
                )
        return Names(
            (*merged, *(k for k in self.known if k.id not in replaced)), (*topics, *self.topics), (*verbs, *self.verbs)
        )


@lru_cache(maxsize=1)
def shipped_names() -> Names:
    """Return the names that ship with the package; built once."""
    return Names(known_names(), tuple(vocabulary().topics.values()))


def _joined_possessive(words: tuple[str, ...]) -> tuple[str, ...]:
    joined: list[str] = []
    for word in words:
        if word == "'s" and joined:
            joined[-1] += "s"
        else:
            joined.append(word)
    return tuple(joined)


def _case_fits(name: KnownName, printed: str, tokens: Sequence[Token]) -> bool:
    """Names need their capitals; offices ("co-chairs", "members") are met in small letters as well."""
    if name.office:
        return True
    words = [t for t in tokens if t.word]
    if len(words) == 1 and printed.isupper():
        return words[0].shouted or (len(printed) > 3 and words[0].capital)
    if name.kind == "body" and len(words) >= 5:
        return True  # "a task force on planning and preparedness"
    small = printed[:1].islower() and len(words) > 2  # "former Yugoslav Republic of Macedonia"
    first = words[0].capital or words[0].text[:1].isdigit() or small
    low = printed.split()[-1].strip("()").islower()  # "Korea, Republic of"
    return first and (words[-1].capital or low)


def _load(path: Path) -> Mapping[str, Any]:
    data = read_file(path, limit=WORDS_BYTES, name=str(path))
    try:
        content = read_own_yaml(decode(data, str(path)))
    except ValueError as error:
        if isinstance(error, ExplorerError):
            raise
        raise ExplorerError(
            f"{path} cannot be read as YAML: {error}. Write parts such as bodies: [{{name: …}}]."
        ) from None
    if not isinstance(content, Mapping):
        raise ExplorerError(f"{path} holds no words. Expected the parts {', '.join(WORDS_KEYS)}.")
    return content


def _check_shape(content: Mapping[str, Any], origin: str) -> None:
    """Refuse what is no list of entries made of texts and lists of texts."""
    for key, part in content.items():
        if not part:
            continue
        if key == "verbs":
            fits = isinstance(part, Mapping) and all(isinstance(force, str) for force in part.values())
            expected = "verbs: {undertake: agreed}"
        else:
            entries = part if isinstance(part, (list, tuple)) else [None]
            fits = all(isinstance(entry, Mapping) and all(map(_fits, entry, entry.values())) for entry in entries)
            expected = f"{key}: [{{name: …, aliases: [… , …]}}]"
        if not fits:
            raise ExplorerError(f"{origin}: the part {key} is of another shape. Expected: {expected}.")


def _fits(field: Any, value: Any) -> bool:
    if field in ("aliases", "demonyms", "words"):
        return isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value)
    return isinstance(field, str) and isinstance(value, str)


def _rows(rows: Any, key: str, kind: str, origin: str) -> Iterable[KnownName]:
    for row in rows or ():
        if not isinstance(row, Mapping) or not (row.get("name") or (kind == "state" and row.get("code"))):
            raise ExplorerError(f"{origin}: {key}: every entry needs a name, as in {{name: Harbour Group}}.")
        yield from_row(kind, {"name": row.get("name") or row.get("code"), **row})


def _topic(row: Any, origin: str) -> Topic:
    from explorer.ontology import slug

    if not isinstance(row, Mapping) or not row.get("name") or not row.get("words"):
        raise ExplorerError(
            f"{origin}: topics: every topic needs a name and words, as in {{name: Ports, words: [port]}}."
        )
    key = row.get("topic") or slug(row["name"])
    return Topic(f"topic:{key}", row["name"], tuple(row.get("aliases", ())), tuple(row["words"]))


def _merge(own: KnownName, shipped: KnownName | None) -> KnownName:
    """A user's entry for a known node adds its names; whatever it leaves out stays."""
    if shipped is None:
        return own
    name = own.name if own.name not in (shipped.id.split(":")[1], shipped.name) else shipped.name
    aliases = tuple(dict.fromkeys(n for n in (*shipped.names, *own.names) if n != name))
    return replace(
        shipped,
        name=name,
        aliases=aliases,
        acronym=own.acronym or shipped.acronym,
        demonyms=(*own.demonyms, *shipped.demonyms),
        part_of=own.part_of or shipped.part_of,
    )
