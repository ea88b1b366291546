"""Names of nodes: every way people may call one, found whatever the case, accents, hyphens or spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property

from explorer.errors import AmbiguousNode, UnknownNode, nearest

_JOINERS = re.compile(r"[\s\-‐-―_/.,'’‘`´ʼ\"“”()]+")


def fold(text: str) -> str:
    """Return `text` as names are compared: no case, no accents, one space for any run of spaces and marks.

    >>> fold("Viet\\u00a0Nam") == fold("viet-nam") == "viet nam", fold("Côte d’Ivoire")
    (True, 'cote d ivoire')
    """
    text = unicodedata.normalize("NFKD", text)
    text = "".join(mark for mark in text if not unicodedata.combining(mark)).casefold()
    return _JOINERS.sub(" ", text).strip()


class NameBook:
    """All names of all nodes. `names`, `aliases` (joined by `|`) and `acronyms` are by row, as `ids`.

    >>> book = NameBook(["state:vnm"], ["state"], ["Viet Nam"], ["Vietnam|Socialist Republic of Viet Nam"], [""])
    >>> book.resolve("VIETNAM")
    'state:vnm'
    """

    def __init__(
        self,
        ids: Sequence[str],
        kinds: Sequence[str],
        names: Sequence[str],
        aliases: Sequence[str],
        acronyms: Sequence[str],
    ) -> None:
        self.ids, self.kinds, self.names, self.aliases, self.acronyms = ids, kinds, names, aliases, acronyms

    @cached_property
    def _known(self) -> set[str]:
        return set(self.ids)

    @cached_property
    def _by_tail(self) -> dict[str, list[str]]:
        # `aus` for `state:aus`
        found: dict[str, list[str]] = {}
        for node in self.ids:
            found.setdefault(node.partition(":")[2].casefold(), []).append(node)
        return found

    @cached_property
    def entries(self) -> dict[str, list[tuple[str, str]]]:
        """Folded name → the nodes that bear it, each with how: `name`, `acronym` or `alias`."""
        found: dict[str, list[tuple[str, str]]] = {}
        for node, name, aliases, acronym in zip(self.ids, self.names, self.aliases, self.acronyms, strict=True):
            listed = [("name", name), ("acronym", acronym), *(("alias", alias) for alias in aliases.split("|"))]
            seen = set()
            for how, text in listed:
                folded = fold(text) if text else ""
                if folded and folded not in seen:
                    seen.add(folded)
                    found.setdefault(folded, []).append((node, how))
        return found

    def exact(self, text: str) -> list[tuple[str, str]]:
        """Return the nodes that bear the name `text`, each with how; ids count as well."""
        if text in self._known:
            return [(text, "id")]
        if text.casefold() in self._known:
            return [(text.casefold(), "id")]
        found = self.entries.get(fold(text), [])
        if not found and fold(text).startswith("the "):
            found = self.entries.get(fold(text)[4:], [])
        return found or [(node, "id") for node in self._by_tail.get(text.casefold(), [])]

    def resolve(self, text: str) -> str:
        """Return the id of the one node that `text` names.

        A name counts before an acronym, an acronym before an alias. Raises UnknownNode with the nearest
        names, or AmbiguousNode with the ids to choose from.
        """
        found = self.exact(text.strip())
        for how in ("id", "name", "acronym", "alias"):
            nodes = [node for node, which in found if which == how]
            if len(nodes) == 1:
                return nodes[0]
            if nodes:
                raise AmbiguousNode(f"{text!r} names {len(nodes)} nodes: {_some(nodes)}. Use one of these ids.")
        near = self.near(text)
        hint = f" Nearest: {_some(near)}." if near else " `explorer find` searches all names."
        raise UnknownNode(f"There is no node {text!r} in these facts.{hint}")

    def matching(
        self, text: str, limit: int = 20, allowed: set[str] | None = None
    ) -> dict[str, tuple[str, str, float]]:
        """Return the nodes whose id, name, acronym or alias is `text`, then those that hold it, else close ones.

        Each with how it matched, the name that did, and a score from 0 to 100.
        """
        wanted = fold(text)
        found = {node: (how, text, 100.0) for node, how in reversed(self.exact(text.strip()))}
        for name, bearers in self.entries.items() if wanted else ():
            if f" {name} ".find(f" {wanted}") >= 0 or (len(wanted) > 3 and wanted in name):
                share = round(99.0 * len(wanted) / len(name), 1)
                for node, _ in bearers:
                    if node not in found or found[node][2] < share:
                        found[node] = ("part", self.display[name], share)
        found = {node: hit for node, hit in found.items() if allowed is None or node in allowed}
        return found if found or not wanted else self._close(wanted, limit, allowed)

    def _close(self, wanted: str, limit: int, allowed: set[str] | None) -> dict[str, tuple[str, str, float]]:
        from rapidfuzz import fuzz, process

        found: dict[str, tuple[str, str, float]] = {}
        hits = process.extract(wanted, sorted(self.entries), scorer=fuzz.WRatio, limit=limit * 3, score_cutoff=72)
        for name, score, _ in hits:
            for node, _how in self.entries[name]:
                if (allowed is None or node in allowed) and (node not in found or found[node][2] < score):
                    found[node] = ("close", self.display[name], round(min(score, 98.0), 1))
        return found

    def near(self, text: str, count: int = 5) -> list[str]:
        """Return the names most like `text`, the best first."""
        return [self.display[name] for name in nearest(fold(text), list(self.display), count)]

    @cached_property
    def display(self) -> dict[str, str]:
        """Folded name → as written."""
        found: dict[str, str] = {}
        for name, aliases, acronym in zip(self.names, self.aliases, self.acronyms, strict=True):
            for text in (name, acronym, *aliases.split("|")):
                if text:
                    found.setdefault(fold(text), text)
        return found


def _some(names: list[str], limit: int = 8) -> str:
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
