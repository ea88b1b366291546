"""Transcripts: what speakers say is speech, told with its number; labels of a record are no speakers."""

import pytest

from explorer.documents import Limits, read_document
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record import extract

HEAD = "# Fifth Meeting of the Lake Group\n\nThe Fifth Meeting of the Lake Group was held in Suva, Fiji, on 4 May 2017. Fiji took part.\n\n"
TURNS = {
    "names": ["MR TORA: We agreed to share all data.", "MS ROY (Canada): Canada will provide a vessel.", "MR TORA: IOM will prepare a report."],
    "offices": ["The Chair: Members agreed to meet again.", "Ambassador Roy: Canada will provide a vessel.", "The Chair: IOM will prepare a report."],
    "questions": ["Q: Will you fund it?", "A: Yes, we decided to fund it.", "Q: Will IOM prepare a report?", "A: IOM will prepare a report."],
}  # fmt: skip


def drawn(folder, text):
    path = folder / "page.md"
    path.write_text(HEAD + text, encoding="utf-8")
    return extract(read_document(path, limits=Limits()), shipped_names())


@pytest.mark.parametrize("way", TURNS)
def test_what_speakers_say_is_no_act_and_is_told(way, tmp_path):
    told = drawn(tmp_path, "\n\n".join([*TURNS[way], "Ministers agreed to publish the plan."]))
    assert not [node for node in told.nodes if node.kind == "commitment"]
    assert f"{len(TURNS[way])} turns of speakers ({len(TURNS[way]) + 1} passages)" in told.passed_over[0].why
    assert [r.target for r in told.relations if r.source == "state:fji" and r.relation == "participated_in"]


@pytest.mark.parametrize("way", TURNS)
def test_a_heading_ends_what_is_said(way, tmp_path):
    told = drawn(tmp_path, "\n\n".join([*TURNS[way], "## Outcome", "Ministers agreed to publish the plan."]))
    assert ["publish the plan" in node.wording for node in told.nodes if node.kind == "commitment"] == [True]


@pytest.mark.parametrize(
    "lines",
    [
        ["Chair: Fiji", "Venue: Suva", "Observers: Canada"],
        ["Decision: The Group agreed to publish the plan.", "Action: IOM to send figures.", "Action: Fiji to reply."],
        ["Mr Tora: the plan is good and new.", "Agenda item: the plan"],
    ],
)
def test_labels_of_a_record_are_no_speakers(lines, tmp_path):
    told = drawn(tmp_path, "\n\n".join([*lines, "Ministers agreed to publish the report."]))
    assert any("publish the report" in node.wording for node in told.nodes if node.kind == "commitment")
    assert not any("transcript" in one.why for one in told.passed_over)


BY_NAME = {
    "given names": ["Anna", "Jon", "Ola"],
    "full names": ["Anna Berg", "Jon Falk-Lund", "Ola Dahl"],
    "initials": ["AB", "JFl", "OD"],
}


@pytest.mark.parametrize("way", BY_NAME)
def test_what_persons_say_under_their_names_is_no_act_and_what_was_decided_is(way, tmp_path):
    said = ["we agreed to share all data", "suggests to publish the plan", "will send the tables to IOM"]
    turns = [f"{who}: {one}" for who in BY_NAME[way] for one in said]
    told = drawn(tmp_path, "\n\n".join([*turns, "The Group agreed to publish the map."]))
    assert ["publish the map" in node.wording for node in told.nodes if node.kind == "commitment"] == [True]
    assert "9 turns of speakers" in told.passed_over[0].why


@pytest.mark.parametrize(
    "flags", [("Decision", "Action", "Recommendation"), ("Note", "Motion", "Result"), ("Fiji", "Canada", "IOM")]
)
def test_flags_and_parties_that_come_often_are_no_speakers(flags, tmp_path):
    lines = [f"{flag}: Fiji will send the table of bay {n} to IOM" for flag in flags for n in range(3)]
    assert not any("transcript" in one.why for one in drawn(tmp_path, "\n\n".join(lines)).passed_over)
