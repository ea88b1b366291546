"""The clauses of a hundred and forty sentences, held as a share, and the same ones when the states are renamed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from score_sentences import share, told

RENAMED = {"Peru": "Jordan", "Chile": "Turkey", "Fiji": "Guinea-Bissau", "Mali": "Georgia", "Oman": "Jersey"}


def test_nearly_all_sentences_are_wholly_right():
    verdicts = share()
    wrong = [said for said, faults in verdicts if faults]
    assert len(verdicts) >= 120
    assert len(wrong) <= 0.05 * len(verdicts), "\n".join(wrong)


def test_renamed_states_are_renamed_in_every_clause_and_nothing_else():
    for said, _ in share():
        other, expected = said, told(said)
        for old, new in RENAMED.items():
            other = other.replace(old, new)
            expected = [line.replace(old, new) for line in expected]
        assert told(other) == expected
