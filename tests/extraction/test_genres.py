"""The forms in which records come: declarations, news items, tables, minutes, statements in one long prose."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import World, framed

from explorer.facts.reading import read


def own(world: World) -> dict[str, str]:
    return world.nodes[world.own]


def forces(world: World) -> list[str]:
    return [force for force, _ in world.acts()]


def test_under_a_preamble_each_clause_has_its_own_force() -> None:
    world = World(
        "Third Conference of the Harbour Group\nSuva, Fiji, 4-5 May 2017\n\n"
        "We, the Ministers of Fiji, Samoa and Tonga, meeting in Suva on 4 and 5 May 2017,\n\n"
        "Recalling the commitments made in 2011,\n\n"
        "1. Welcome the report of the Secretariat;\n2. Agree to extend the plan until 2021;\n"
        "3. Entrust UNHCR with the management of the register;\n4. Decide to meet again in 2021.\n"
    )
    assert forces(world) == ["noted", "welcomed", "agreed", "tasked", "agreed"]
    assert not world.triples("part_of") - {t for t in world.triples("part_of") if t[0] == "harbour-group"}
    assert {source for source, _, _ in world.triples("participated_in")} == {"fji", "wsm", "ton"}


def test_a_declaration_in_capitals_hands_down_its_verb() -> None:
    world = World(
        "Lake Process\nXXII Regional Conference on Migration\nMexico City, 9-10 November 2017\n\nAND AGREE TO:\n\n"
        "1. Establish a group on ports, coordinated by Costa Rica.\n"
        "2. Instruct UNHCR to present a report on returns.\n"
    )
    assert own(world)["name"] == "XXII Regional Conference on Migration"
    assert (own(world)["start"], own(world)["end"]) == ("2017-11-09", "2017-11-10")
    assert forces(world) == ["agreed", "tasked"]
    assert {(role, who) for _, role, who in world.triples("assigned_to")} == {("lead", "cri"), ("lead", "unhcr")}


NEWS = (
    "Harbour Group welcomes new members\n\nPress release, Suva, 8 November 2018\n\n"
    "The Harbour Group of the Lake Process concluded its thirteenth Senior Officials' Meeting in Suva today. The two-day "
    "meeting, hosted by Fiji and co-chaired by Samoa and Tonga, brought together delegations from Palau and Nauru.\n\n"
)


def test_a_news_item_has_the_days_of_its_dateline() -> None:
    world = World(NEWS)
    assert (own(world)["start"], own(world)["end"]) == ("2018-11-07", "2018-11-08")
    assert {who for who, _, _ in world.triples("chaired")} == {"wsm", "ton"}
    assert {who for who, _, _ in world.triples("hosted")} == {"fji"}
    assert {"plw", "nru"} <= set(world.present())


@pytest.mark.parametrize(
    "said",
    [
        '"We asked for this training two years ago," said Mr Ravi Perera, who opened it.',
        "He promised that his country would second an officer.",
        "Several members supported the suggestion.",
        "China was invited but did not send a delegation.",
        "Nepal, which had confirmed its participation, was unable to attend.",
        "Representatives of UNHCR observed.",
        "The Chair welcomed participants from 38 countries.",
        "The proposal by Tonga to open the group was deferred.",
        "While some delegations favoured a treaty, the mood was good.",
        "All participants passed the final test.",
    ],
)
def test_what_has_the_words_of_an_act_and_is_none(said: str) -> None:
    assert framed(said).acts() == []


def test_a_news_item_that_gives_the_meeting_no_name() -> None:
    world = World(
        "Ministers agree on labour plan\n\n14 May 2019\n\n"
        "WINDHOEK – Ministers of labour from the region met in Windhoek on 13 and 14 May and adopted the plan.\n\n"
        "Present were ministers from Angola, Botswana and Zambia. South Africa offered to host a dialogue on skills in "
        "Pretoria in October 2019."
    )
    assert own(world)["name"] == "Meeting of ministers of labour" and own(world)["start"] == "2019-05-13"
    assert set(world.present()) == {"ago", "bwa", "zmb"}
    assert [n["name"] for n in world.nodes.values() if n["kind"] in ("meeting", "workshop")] == [own(world)["name"]]


def test_who_invites_to_the_next_meeting_did_not_host_this_one() -> None:
    world = framed("The next meeting will take place in Hanoi in 2020, at the invitation of Viet Nam.")
    assert "vnm" not in {who for who, _, _ in world.triples("hosted")}


def test_a_group_last_met_elsewhere() -> None:
    world = World(
        "Harbour Group: summary of the 4th meeting, held virtually on 9 September 2020\n\n"
        "Pakistan recalled that the group had last met in Islamabad in October 2018."
    )
    assert own(world)["start"] == "2020-09-09" and not world.triples("held_in")


MARKDOWN = """# Fifth meeting of the Harbour Group

| | |
|---|---|
| Date | 22-23 May 2018 |
| Venue | Manila, Philippines |
| Co-chairs | Fiji, Samoa |
| Participants | Fiji, Samoa, Tonga |
| Observers | UNHCR, IOM |

It was agreed to meet again.

| Decision | Status |
|---|---|
| Hold a training (4th meeting) | Held in Bangkok, 6-8 June 2017, hosted by Thailand |
"""
WEB = """<h1>Fifth meeting of the Harbour Group, Manila, 22 May 2018</h1><table>
<tr><th>Delegation</th><th>Head of delegation</th><th>Capacity</th></tr><tr><td>Fiji</td><td>Mr A. Bua</td><td>Chair</td></tr>
<tr><td>Samoa</td><td>Ms N. Tui</td><td>Member</td></tr><tr><td>Philippines</td><td>Mr Y. Reyes</td><td>Host</td></tr>
<tr><td>UNHCR</td><td>Ms D. Roy</td><td>Observer</td></tr></table><p>It was agreed to meet again.</p>"""


def relations(path: Path) -> set[tuple[str, str, str]]:
    """Return (source, relation, role) of what a file says of who was there and who led."""
    table = read([path]).facts.relations
    table = table[table["relation"].isin(["participated_in", "chaired", "hosted"])]
    return set(table[["source", "relation", "role"]].itertuples(index=False, name=None))


def test_a_table_of_labels_and_a_table_of_decisions(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(MARKDOWN, encoding="utf-8")
    assert relations(tmp_path / "page.md") == {
        *((f"state:{s}", "participated_in", "participant") for s in ("fji", "wsm", "ton")),
        *((f"state:{s}", "chaired", "co_chair") for s in ("fji", "wsm")),
        *((f"organisation:{o}", "participated_in", "observer") for o in ("unhcr", "iom")),
    }


def test_a_table_of_delegations_with_their_capacity(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(WEB, encoding="utf-8")
    assert relations(tmp_path / "page.html") == {
        *((f"state:{s}", "participated_in", "participant") for s in ("fji", "wsm", "phl")),
        ("organisation:unhcr", "participated_in", "observer"),
        ("state:fji", "chaired", "chair"),
        ("state:phl", "hosted", ""),
    }


def test_minutes_with_a_line_that_says_where_they_met() -> None:
    world = World(
        "Minutes of the Third Meeting of the Harbour Group\nHeld at the Sofitel, Lisbon, Portugal on 3 October 2014\n\n"
        "Present: Belgium (Chair), Mali, Portugal\nObservers: Algeria\n\n"
        "Mali's thematic meeting on ports had been held in Bamako on 11-12 June 2014."
    )
    assert own(world)["name"] == "Third Meeting of the Harbour Group" and own(world)["start"] == "2014-10-03"
    assert {(who, role) for who, role, _ in world.triples("chaired")} == {("bel", "chair")}
    assert world.present() == {"bel": "participant", "mli": "participant", "prt": "participant", "dza": "observer"}
    assert "Thematic meeting on ports" in {n["name"] for n in world.nodes.values()}


def test_who_was_among_those_present() -> None:
    world = framed(
        "A total of 58 participants attended, among them officials from Angola and Zambia. Fiji attended as an observer, "
        "as did UNHCR. Trainees were sent: Cambodia 4, Nepal 8 and Samoa 2."
    )
    assert {"ago", "zmb"} <= set(world.present()) and world.present()["unhcr"] == "observer"


def test_persons_whose_state_stands_in_brackets() -> None:
    world = framed("The meeting was co-chaired by Rear Admiral M. Rahman (Bangladesh) and Ms Susan Hill (Australia).")
    assert {(who, role) for who, role, _ in world.triples("chaired")} == {("bgd", "co_chair"), ("aus", "co_chair")}


def test_what_another_meeting_asked_for() -> None:
    world = framed(
        "The training requested at the Second Meeting of the Harbour Group took place in Manila from 13 to 17 February 2017."
    )
    (training,) = (key for key, node in world.nodes.items() if node["kind"] == "workshop")
    assert world.nodes[training]["start"] == "2017-02-13" and world.acts() == []
    assert {source for source, _, _ in world.triples("mandated_by")} == {training.split(":", 1)[1]}


def test_a_list_below_what_was_agreed() -> None:
    world = framed(
        "Members agreed on a work plan. Key elements include:\n\n"
        "- a workshop on ports, to be hosted by Tonga;\n- a paper on boats, to be drafted by UNHCR.\n"
    )
    assert forces(world) == ["agreed", "agreed", "agreed"]
    assert {(role, who) for _, role, who in world.triples("assigned_to")} == {("host", "ton"), ("lead", "unhcr")}


def test_a_wish_to_comment_is_no_task() -> None:
    world = framed("Members adopted the strategy, subject to comments by China within two weeks.")
    assert forces(world) == ["endorsed"] and not world.triples("assigned_to")


def test_a_mandate_in_any_words() -> None:
    world = framed(
        "The meeting was convened in response to a recommendation made at the Second Meeting of the Harbour Group."
    )
    assert len(world.triples("mandated_by")) == 1


def test_an_exercise_with_a_name_of_its_own() -> None:
    world = World(
        "Pacific agencies finish first joint exercise\n\nNadi, 21 June 2019. Officers from Fiji, Samoa and Tonga this week "
        "completed Exercise Blue Horizon, a four-day exercise.\n\nThe exercise ran from 17 to 20 June in Nadi."
    )
    assert own(world)["name"] == "Exercise Blue Horizon" and own(world)["start"] == "2019-06-17"


def test_a_month_that_looks_like_a_verb() -> None:
    world = World(
        "Fourth Meeting of the Harbour Group\nBangkok, Thailand, 16 May 2018\n\n"
        "The Harbour Group held its fourth meeting in Bangkok on 16 May 2018, under the co-chairmanship of Fiji and Samoa."
    )
    assert {who for who, _, _ in world.triples("chaired")} == {"fji", "wsm"}


def test_the_short_form_of_a_conference_is_no_second_one() -> None:
    world = World(
        "Third Regional Ministerial Conference of the Harbour Group\nSuva, Fiji, 14 April 2009\n\n"
        "Ministers met in Suva on 14 April 2009 for the Third Regional Ministerial Conference (BRMC III)."
    )
    assert [key for key, node in world.nodes.items() if node["kind"] == "meeting"] == [world.own]


def test_a_stem_inside_an_item_is_no_act() -> None:
    world = framed(
        "Participants:\n\n1. Noted the report.\n2. Agreed to\n  - share information;\n  - ask UNHCR to help.\n"
    )
    assert [force for force, _ in world.acts()] == ["noted", "agreed", "tasked"]
