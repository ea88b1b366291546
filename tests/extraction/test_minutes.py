"""What minutes and summaries mark by their form: flagged lines, tables of actions, blocks, numbers of a series."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import FRAME, World, framed

from explorer.facts.reading import read
from explorer.ontology import slug


def parts(world: World) -> set[tuple[str, str]]:
    return {(role, who) for _, role, who in world.triples("assigned_to")}


def test_flagged_lines_are_acts_whatever_their_verb() -> None:
    world = framed(
        "Decision: secondments to run for twelve months.\n\nAction: the RSO to send figures. IOM to help with the costing.\n\n"
        "Decision: Norway to be invited to the next meeting as an observer.\n\nDecision deferred: request of Palau to join.\n"
    )
    assert [force for force, _ in world.acts()] == ["agreed"] * 4
    assert parts(world) == {("lead", "regional-support-office"), ("support", "iom")}
    assert not world.present()


TABLE = (
    "Action                                Who              By when\n"
    "------------------------------------  ---------------  ----------\n"
    "Draft a form for returnees with       Fiji, UNHCR      May 2018\n"
    "  medical needs\n"
    "Host a course for consular staff      Tonga            June 2018\n"
)
ROWS = "| No. | Decision | Responsible | Status |\n|---|---|---|---|\n| 1 | Share the {} | IOM (support), Fiji | Agreed |\n"


def test_a_table_of_actions_drawn_with_spaces(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRAME + "Actions\n\n" + TABLE, encoding="utf-8")
    facts = read([tmp_path / "a.txt"]).facts
    wordings = set(facts.nodes.loc[facts.nodes["kind"] == "commitment", "wording"])
    assert wordings == {
        "Draft a form for returnees with medical needs",
        "Host a course for consular staff",
    }
    given = facts.relations[facts.relations["relation"] == "assigned_to"]
    told = {(role, who) for role, who in zip(given["role"], given["target"], strict=True)}
    assert told == {("lead", "state:fji"), ("lead", "organisation:unhcr"), ("host", "state:ton")}


def test_a_table_of_decisions_names_roles_and_what_was_rejected(tmp_path: Path) -> None:
    text = "# Third Meeting of the Harbour Group\n\nSuva, Fiji, 4 May 2017\n\n## Decisions\n\n" + ROWS.format("plan")
    text += "| 2 | Open the portal to the press | IOM | Rejected |\n| 3 | Note the report on Fiji | | Agreed |\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    facts = read([tmp_path / "a.md"]).facts
    assert (facts.nodes["kind"] == "commitment").sum() == 2
    given = facts.relations[facts.relations["relation"] == "assigned_to"]
    assert set(zip(given["role"], given["target"], strict=True)) == {
        ("support", "organisation:iom"),
        ("lead", "state:fji"),
    }


def test_a_meeting_told_by_its_number_counts_in_the_series_of_the_page() -> None:
    world = World(
        "HARBOUR STEERING GROUP\n26th meeting - Suva, Tuesday 19 November 2013\n\nSummary of the 25th meeting (Apia, "
        "6-7 August 2013) accepted without amendment.\n\n27th meeting: Nadi, 22 May 2014.\n"
    )
    meetings = {n["name"]: n["start"] for n in world.nodes.values() if n["kind"] == "meeting"}
    assert set(meetings.values()) == {"2013-11-19", "2013-08-06", "2014-05-22"}
    assert all(name.endswith("meeting of the Steering Group") for name in meetings)
    assert len({target for _, _, target in world.triples("session_of")}) == 1
    assert len(world.triples("follows")) == 2


def test_where_a_group_had_met_before() -> None:
    world = framed("The Harbour Group had last met in Apia on 13 and 14 February 2016 for its second meeting.")
    second = next(n for n in world.nodes.values() if n["kind"] == "meeting" and n["start"] == "2016-02-13")
    assert second["end"] == "2016-02-14"
    assert {place for event, _, place in world.triples("held_in") if f":{event}" in second["id"]} == {"apia"}


def test_an_event_as_a_heading_with_its_host_and_date_below() -> None:
    world = World(
        "Third Meeting of the Harbour Group\nSuva, Fiji, 4 May 2017\n\nMembers adopted the Plan.\n\n"
        "Workshop on Labour Trafficking in Fisheries\nHost: Thailand, with support from ILO\nSongkhla, 12-14 September 2017\n\n"
        "Training of Trainers on Interviewing\nHosts: Fiji and UNODC\nNadi, 28 November - 2 December 2017\n\nThe meeting closed.\n"
    )
    workshops = {n["name"]: (n["start"], n["end"]) for n in world.nodes.values() if n["kind"] == "workshop"}
    assert workshops == {
        "Workshop on Labour Trafficking in Fisheries": ("2017-09-12", "2017-09-14"),
        "Training of Trainers on Interviewing": ("2017-11-28", "2017-12-02"),
    }
    assert {who for who, _, _ in world.triples("hosted")} == {"tha", "fji", "unodc"}


def test_sentences_that_go_on_about_another_event_put_their_acts_there() -> None:
    world = framed(
        "A follow-up workshop on ports was held in Apia, Samoa, on 18 November 2017 and was chaired by Tonga. The workshop "
        "adopted the Boarding Checklist. It also agreed to meet again. Members thanked Samoa."
    )
    at = dict.fromkeys(target for _, _, target in world.triples("agreed_at"))
    places = [target for _, _, target in sorted(world.triples("agreed_at"))]
    assert len(at) == 2 and len(places) == 3
    assert sum(place.startswith("2017-11-18") for place in places) == 2
    assert {(who, role) for who, role, _ in world.triples("chaired")} == {("ton", "chair")}


@pytest.mark.parametrize(
    "text",
    [
        "The Group recalled the Harbour Strategy, adopted by the Second Conference of the Lake Process in May 2016.",
        "The Group looked back to the Second Conference of the Lake Process, held in May 2016, which had adopted the Harbour Strategy.",
        "The Group looked back to the Second Conference of the Lake Process of May 2016, at which the Harbour Strategy was adopted.",
    ],
)
def test_what_another_event_adopted(text: str) -> None:
    assert {source for source, _, _ in framed(text).triples("endorsed_by")} == {"harbour-strategy"}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("The Group welcomed Kenya and Tuvalu as new members of the Lake Process.", {"ken", "tuv"}),
        ("Palau took part for the first time as a member of the Harbour Group.", {"plw"}),
        ("Uzbekistan was admitted as a member.", {"uzb"}),
        ("The request of Palau to be admitted as a member was deferred.", set()),
        ("Members would not welcome Norway as a new member.", set()),
    ],
)
def test_who_became_a_member(text: str, members: set[str]) -> None:
    assert {who for who, _, _ in framed(text).triples("member_of")} == members


def test_the_office_of_a_body_takes_no_short_form_from_it() -> None:
    world = framed(
        "Members welcomed the report of the Co-Managers of the Regional Support Office (RSO). The RSO was asked to print it."
    )
    assert parts(world) == {("lead", "regional-support-office")}


def test_plans_are_told_apart_by_their_years() -> None:
    world = framed("Members reviewed the Forward Work Plan 2015-16. The Forward Work Plan 2016-17 was adopted.")
    assert {n["name"] for n in world.nodes.values() if n["kind"] == "instrument"} == {
        "Forward Work Plan 2015-16",
        "Forward Work Plan 2016-17",
    }


def test_a_title_that_only_says_what_record_it_is() -> None:
    world = World(
        "OUTCOME DOCUMENT\n\nJoint Session of the Harbour Group and the Lake Group on Ports and Ferries\n\nSuva, Fiji\n"
        "13 - 15 June 2017\n\nThe Joint Session was hosted by Fiji.\n\nThe Joint Session:\n\n(a) Decides to meet again.\n"
    )
    own = world.nodes[world.own]
    assert own["name"].startswith("Joint Session") and (own["start"], own["end"]) == ("2017-06-13", "2017-06-15")


def test_an_annex_of_delegates() -> None:
    present = framed(
        "ANNEX: LIST OF PARTICIPANTS\n\nMember States\n\nFiji\n    Ms Karen Holt, Maritime Command\n    Mr Jon Ellis, Navy\nTonga\n"
        "    Capt. Sione Haque, Coast Guard\n\nObservers\n\nJapan\n    Mr Kenji Mori, Coast Guard\n\nApologies\n\nPalau\n"
    ).present()
    assert set(present) == {"fji", "ton", "jpn"} and present["jpn"] == "observer"


def test_hard_line_ends_of_markdown_part_labelled_lines(tmp_path: Path) -> None:
    text = (
        "# Regional Workshop on Biometrics\n\n**Venue:** Grand Hotel, Ha Noi  \n**Date:** 17 to 19 September 2014  \n"
        "**Co-hosts:** Government of Viet Nam and Government of New Zealand  \n**Participants:** 61 officials from Fiji and Tonga;"
        " INTERPOL and IOM  \n**Observers:** Germany\n\nParticipants agreed to meet again.\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    relations = read([tmp_path / "a.md"]).facts.relations
    there = relations[relations["relation"] == "participated_in"]
    assert dict(zip(there["source"], there["role"], strict=True)) == {
        "state:fji": "participant",
        "state:ton": "participant",
        "organisation:interpol": "participant",
        "organisation:iom": "participant",
        "state:deu": "observer",
    }
    hosts = relations[relations["relation"] == "hosted"]
    assert set(hosts["source"]) == {"state:vnm", "state:nzl"}
    assert set(relations[relations["relation"] == "held_in"]["target"]) == {"place:hanoi"}


def test_a_sign_behind_a_name_tells_of_absence_in_a_note() -> None:
    present = framed(
        "Members: Fiji; Samoa *; Tonga †; Palau\n\n* represented by its embassy † did not attend\n"
    ).present()
    assert set(present) == {"fji", "wsm", "plw"}


def test_lists_in_columns_and_terms_with_values(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>Third Meeting of the Harbour Group</h1><dl><dt>Date</dt><dd>4 May 2017</dd><dt>Venue</dt>"
        "<dd>Grand Hotel, Suva, Fiji</dd><dt>Co-Chairs</dt><dd>Fiji and Samoa</dd></dl><table><tr><th>Members</th>"
        "<th>Observers</th></tr><tr><td>Fiji<br>Samoa</td><td>Norway<br>Peru</td></tr></table><h3>Agreed</h3><ol>"
        "<li>The plan stays in force.</li></ol><h3>Put forward but not agreed</h3><ul><li>A second seat</li></ul></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    facts = read([tmp_path / "a.html"]).facts
    relations = facts.relations
    there = relations[relations["relation"] == "participated_in"]
    assert dict(zip(there["source"], there["role"], strict=True)) == {
        "state:fji": "participant",
        "state:wsm": "participant",
        "state:nor": "observer",
        "state:per": "observer",
    }
    assert set(relations[relations["relation"] == "held_in"]["target"]) == {"place:suva"}
    assert set(relations[relations["relation"] == "chaired"]["source"]) == {"state:fji", "state:wsm"}
    assert facts.nodes.loc[facts.nodes["kind"] == "commitment", "wording"].tolist() == ["The plan stays in force"]


def test_what_an_earlier_meeting_decided_is_put_there() -> None:
    world = framed(
        "At the Second Conference of the Lake Process (Apia, 3 March 2016), Ministers asked the RSO to print the guide. Members "
        "agreed to meet again."
    )
    assert len({target for _, _, target in world.triples("agreed_at")}) == 2


def test_a_body_that_met_on_its_own_day() -> None:
    world = framed(
        "The Lake Committee met on 3 May 2017, also in Suva. It approved the accounts and asked Fiji to find an auditor."
    )
    meeting = next(n for n in world.nodes.values() if n["start"] == "2017-05-03")
    assert meeting["kind"] == "meeting"
    assert {f"meeting:{target}" for _, _, target in world.triples("agreed_at")} == {meeting["id"]}


def test_three_days_in_a_row_and_a_row_of_states() -> None:
    world = World(
        "Third Meeting of the Harbour Group\n\nThe Third Meeting of the Harbour Group took place by video link on 24, 25 and 26 "
        "November 2020.\n\nDelegates came from the following countries and territories:\n\nFiji | Japan | Lao PDR\n\n"
        "Hong Kong SAR | the Philippines\n\nNorway observed the proceedings as an observer."
    )
    own = world.nodes[world.own]
    assert (own["start"], own["end"]) == ("2020-11-24", "2020-11-26")
    assert set(world.present()) == {"fji", "jpn", "lao", "hkg", "phl", "nor"}
    assert world.acts() == []


def test_under_a_stem_without_a_colon_items_that_ask_are_tasks() -> None:
    world = framed(
        "Mindful of new departures, Ministers resolved\n\n(a) that the Group shall meet at short notice;\n"
        "(b) to ask IOM and UNHCR to keep a list of sites."
    )
    assert [force for force, _ in world.acts()] == ["agreed", "tasked"]
    assert {("lead", "iom"), ("lead", "unhcr")} <= parts(world)


@pytest.mark.parametrize("text", ["•\n•\n- \n* \n", "_\n\n“\n", "* * *\n\n---\n"])
def test_a_page_without_a_word_is_refused_and_told_so(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FRAME, encoding="utf-8")
    result = read([tmp_path])
    assert [remark.what for remark in result.report.remarks if remark.document == "doc:a"] == ["refused"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Minutes of the Committee on Fisheries", "Committee on Fisheries"),
        ("Summary Record of the Lake Council", "Lake Council"),
        ("Final Communiqué of the Harbour Forum", "Harbour Forum"),
        ("Minutes – Pilotage Working Group", "Pilotage Working Group"),
    ],
)
def test_minutes_of_a_body_are_of_a_meeting_of_it(title: str, body: str) -> None:
    world = World(f"{title}\n\nDate: 5 June 2015\nVenue: Apia, Samoa\n\nMembers agreed to publish the register.")
    (event,) = (n for n in world.nodes.values() if n["kind"] == "meeting")
    assert event["name"].endswith(body) and event["start"] == "2015-06-05" and world.own == event["id"]
    ((_, _, of),) = world.triples("session_of")
    assert of == slug(body)
    assert len(world.triples("agreed_at")) == 1 and len(world.triples("held_in")) == 1


@pytest.mark.parametrize("title", ["Annual Report of the Lake Council", "Notes on the Lake Council"])
def test_a_report_of_a_body_is_of_no_meeting(title: str) -> None:
    world = World(f"{title}\n\nDate: 5 June 2015\n\nMembers agreed to publish the register.")
    assert not [n for n in world.nodes.values() if n["kind"] == "meeting"]


BOXES = [
    "- [ ] Draft the map - Owner: Samoa - Due: 2016-09-01\n- [x] Send the list to the depositary - Owner: Fiji - Due: 2016-06-01",
    "- Draft the map (Responsible: Samoa; Deadline: 1 September 2016)\n- Send the list to the depositary (Lead: Fiji; Due: 1 June 2016)",
    "- Draft the map. Assigned to: Samoa. By when: 1 September 2016.\n- Send the list to the depositary | Lead: Fiji | Deadline: 1 June 2016",
]


@pytest.mark.parametrize("points", BOXES)
def test_labels_behind_a_point_say_who_is_to_do_it_and_until_when(points: str) -> None:
    world = World(f"Fourth Meeting of the Reef Panel\n\nSuva, Fiji, 4 May 2016\n\nAction items:\n\n{points}")
    acts = {
        n["wording"]: (n["id"].split(":", 1)[1], n["due"]) for n in world.nodes.values() if n["kind"] == "commitment"
    }
    assert {wording.rstrip("."): due for wording, (_, due) in acts.items()} == {
        "Draft the map": "2016-09-01", "Send the list to the depositary": "2016-06-01",
    }  # fmt: skip
    assert {(acts_of, who) for acts_of, role, who in world.triples("assigned_to")} == {
        (key, who) for (key, _), who in zip(acts.values(), ("wsm", "fji"), strict=True)
    }
    assert not world.triples("concerns")


@pytest.mark.parametrize(
    ("present", "absent"),
    [("### Present", "### Absent"), ("**Attendees:**", "**Absentees:**"), ("### Participants", "### Apologies")],
)
def test_a_form_of_minutes_is_read_by_its_labels_and_headings(present: str, absent: str, tmp_path: Path) -> None:
    page = tmp_path / "minutes.md"
    page.write_text(
        "# Meeting Minutes\n\n## Information\n\n- **Meeting Title**: Fourth Meeting of the Reef Panel\n- **Date**: 2016-05-04\n"
        f"- **Location**: Suva, Fiji\n\n## Attendees\n\n{present}\n\n- Fiji\n- Samoa\n\n{absent}\n\n- Tonga\n- Palau\n\n"
        "**Declined:** Niue\n\n## Next Meeting\n\n- **Date**: 2017-05-04\n- **Location**: Apia, Samoa\n",
        encoding="utf-8",
    )
    facts = read([page], remember=False).facts
    there = {row["source"] for row in facts.relations.to_dict("records") if row["relation"] == "participated_in"}
    assert there == {"state:fji", "state:wsm"}
    events = {row["id"]: row["start"] for row in facts.nodes.to_dict("records") if row["kind"] == "meeting"}
    assert events["meeting:reef-panel-4"] == "2016-05-04" and sorted(events.values()) == ["2016-05-04", "2017-05-04"]
    held = {
        (row["source"], row["target"]) for row in facts.relations.to_dict("records") if row["relation"] == "held_in"
    }
    assert ("meeting:reef-panel-4", "place:suva") in held and ("meeting:reef-panel-4", "place:apia") not in held


@pytest.mark.parametrize("line", ["Share this page | Print | Back to top", "Read more | Follow us | Subscribe"])
def test_where_one_goes_on_a_site_is_nothing_that_was_agreed(line: str) -> None:
    world = World(
        f"Third Meeting of the Reef Panel\n\nSuva, 4 May 2016\n\nMembers agreed to:\n\n- count the reefs\n\n{line}"
    )
    assert [n["wording"] for n in world.nodes.values() if n["kind"] == "commitment"] == ["count the reefs"]
