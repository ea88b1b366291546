"""Whether an abbreviation is that of a name: "TFPP", "DWG"."""

from __future__ import annotations

from collections import Counter

from explorer.facts.prose.text.tokens import norms


def letters_fit(short: str, long: str) -> bool:
    """Tell whether the letters of an abbreviation occur in order in its long form, the first one at a word's start.

    >>> letters_fit("TFPP", "Task Force on Planning and Preparedness"), letters_fit("BBC", "Ministry of Health")
    (True, False)
    """
    letters = [c.lower() for c in short if c.isalnum()]
    text = long.lower()
    at = len(text) - 1
    for n in range(len(letters) - 1, -1, -1):
        while at >= 0 and (text[at] != letters[n] or (n == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return bool(letters)


def initials_fit(short: str, long: str) -> bool:
    """Tell whether each letter of an abbreviation begins a word of its own in the long form, in any order.

    >>> initials_fit("DWG", "Working Group on the Disruption of Networks"), initials_fit("WGG", "Working Group")
    (True, False)
    """
    letters = Counter(char.lower() for char in short if char.isalnum())
    return bool(letters) and letters <= Counter(word[0] for word in norms(long))
