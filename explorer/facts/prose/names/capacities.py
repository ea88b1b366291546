"""As what those of a list were there, by the words before it: "two observers (Fiji, Samoa)", "co-Chair Bek of Fiji"."""

from __future__ import annotations

from explorer.facts.prose.names.line import Line
from explorer.facts.prose.names.model import ABSENT, PERSON, Name
from explorer.facts.prose.text.lists import data, words

ROLES = {
    "chair": "chair", "chairs": "chair", "chairman": "chair", "chairperson": "chair", "host": "host", "hosts": "host",
    "observer": "observer", "observers": "observer", "guest": "guest", "member": "member", "members": "member",
    **dict.fromkeys(("absent", "apologies", "apology", "regrets", "excused"), ABSENT),
}  # fmt: skip
KINDS = frozenset({"states", "countries", "organisations", "organizations", "economies"})


def role_before(line: Line, first: Name) -> str:
    """What a noun right before a list says of all in it: "two observers (Fiji, Samoa)", "guests from Fiji"."""
    at = first.words.first - 1
    begin = first.words.first + (line.norm(first.words.first) == "co")  # "Co-Chairman Bek of Fiji"
    if PERSON in first.traits:
        chair = _chair_at(line, at) or line.cap(begin + 1) and _chair_at(line, begin)
        if chair:
            return chair
        if line.norm(at) == "," and ROLES.get(line.norm(at - 1)) == "chair":  # "under its new chair, Ms Lee of Palau"
            before = at - 2 - (line.norm(at - 2) in ("new", "current", "acting"))
            return "chair" if line.norm(before) in ("its", "the", "their") else ""
    while line.norm(at) in ("(", "the", "from", ":"):
        at -= 1
    if line.norm(at) == "," and told_by_number(line, at - 1):  # "two observers, Fiji and Samoa, were there"
        at -= 1
    if line.norm(at) in KINDS and line.norm(at - 1) in ("observer", "guest") and (
        line.norm(at + 1) == "(" or at == first.words.first - 1
    ):  # fmt: skip
        return line.norm(at - 1)  # "two observer states (Fiji, Samoa)", "the observer countries Fiji and Samoa"
    role = ROLES.get(line.norm(at), "") if line.norm(at).endswith("s") and at < first.words.first - 1 else ""
    return role if role in ("observer", "guest") or role == "member" and line.norm(at + 1) == "(" else ""


def counted(norm: str) -> int:
    """The number that a word tells, -1 for none."""
    numbers = data("names", "names.yaml")["numbers"][:19]
    return int(norm) if norm.isdigit() else numbers.index(norm) + 1 if norm in numbers else -1


def told_by_number(line: Line, at: int) -> bool:
    """Whether people are told by their number: "two observers", "the following guests"."""
    before = line.norm(at - 1)
    return before.isdigit() or before == "following" or before in words("names", "names.yaml", "numbers")


def _chair_at(line: Line, at: int) -> str:
    """The office of the meeting right before a person: "by co-Chairman Ambassador Bek of Fiji", no "Fund Chairman"."""
    if ROLES.get(line.norm(at)) != "chair" or not line.cap(at):
        return ""
    before = at - 1
    shared = line.norm(before) == "-" and line.norm(before - 1) == "co" or line.norm(before) == "co"
    before -= 1 + (line.norm(before) == "-") if shared else 0
    bare = not line.cap(before) and line.norm(before) not in ("vice", "deputy", "former", "-", "s", "'s", "of")
    return ("co_chair" if shared else "chair") if bare or before < 0 else ""
