"""Direct speech: what a person is quoted with in a news item is that person's word, not an act of the meeting."""

from __future__ import annotations

import re

from explorer.facts.extraction.tokens import Token

_QUOTED = re.compile(r"“([^”]*)(?:”|$)|«([^»]*)(?:»|$)|\"([^\"]*)(?:\"|$)")
_SAID = re.compile(r"[,.!?…]\s*$|\b(?:I|we|our|my|me)\b", re.IGNORECASE)


def speech(text: str, tokens: list[Token]) -> frozenset[int]:
    """Return the tokens of a text that stand in direct speech: quoted, and ending as a sentence or told by "we".

    A quotation that ends without a mark is a title or a term; one that is never closed runs to the end.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> said = 'The theme was "Safe ports". "We agreed on it," said Ms Lee.'
    >>> tokens = tokenise(said)
    >>> " ".join(tokens[at].text for at in sorted(speech(said, tokens)))
    'We agreed on it ,'
    """
    spans = [match.span(match.lastindex or 0) for match in _QUOTED.finditer(text)]
    spans = [(first, last) for first, last in spans if _SAID.search(text, first, last)]
    return frozenset(at for at, token in enumerate(tokens) if any(a <= token.start < b for a, b in spans))
