"""Acts: force, who is to do it, and what must not be drawn."""

from __future__ import annotations

import pytest
from world import framed

FORCES = [
    ("Members reached a common understanding that visas be issued online.", "agreed"),
    ("Delegates arrived at a consensus on the rules of procedure.", "agreed"),
    ("There was general agreement on the need for better statistics.", "agreed"),
    ("The Plan was adopted by acclamation.", "endorsed"),
    ("The draft programme met with the approval of all delegations.", "endorsed"),
    ("The Executive Secretary was instructed to open an office in Nairobi.", "tasked"),
    ("States were urged to ratify the Protocol.", "recommended"),
    ("The panel saw merit in a shared database.", "recommended"),
    ("Gratitude was extended to the European Union for its financial support.", "welcomed"),
    ("Officials took stock of the implementation of the road map.", "noted"),
    ("The meeting heard a presentation by UNICEF on birth registration.", "noted"),
    ("Senior delegates gave their backing to the harbour work plan.", "endorsed"),
    ("Members gave the go-ahead to a pilot project on pilotage.", "endorsed"),
    ("Against this background Ministers approved the plan.", "endorsed"),
    ("They voiced grave concern at the spread of scam centres.", "noted"),
    ("The Group extended the mandate of the Secretariat by five years.", "agreed"),
    ("The matter was referred to the Secretariat.", "tasked"),
    ("Thailand's readiness to keep the archive was received with gratitude.", "welcomed"),
    ("UNHCR was asked for a short note on the screening of minors.", "tasked"),
    ("It had been agreed that the group would meet again.", "agreed"),
    ("HEREBY DECIDE to establish a Regional Training Centre in Tirana;", "agreed"),
]


@pytest.mark.parametrize(("text", "force"), FORCES, ids=[text[:40] for text, _ in FORCES])
def test_force(text: str, force: str) -> None:
    assert [f for f, _ in framed(text).acts()] == [force]


NOTHING = [
    "No agreement was reached on the seat of the secretariat.",
    "The proposal to raise fees was rejected.",
    "Members could not agree on a date.",
    "The Council refrained from adopting the budget.",
    "Nobody objected, but no decision was taken on the logo.",
    "Delegates visited the port in the afternoon.",
    "The programme of the day is attached.",
    "India had been invited but could not send anybody.",
    "Tonga had accepted the invitation but could not send delegates.",
    "A workshop on lessons learned was held in Apia on 3 May 2016.",
    "Ministers referred to the Harbour Declaration.",
    "An expert of the European Union spoke on the second day.",
]


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_nothing_is_put_on_record(text: str) -> None:
    assert framed(text).acts() == []


ASSIGNED = [
    ("It fell to Jordan to organise the next course.", "jor", "lead"),
    ("Samoa will also host a workshop on pilotage.", "wsm", "host"),
    ("Palau and Nauru will jointly host a course on statistics.", "nru", "host"),
    ("UNODC took it upon itself to update the handbook.", "unodc", "lead"),
    ("Ecuador will chair the working group in 2019.", "ecu", "lead"),
    ("Work on the handbook will be led by Finland.", "fin", "lead"),
    ("Members asked that IOM continue its pilot.", "iom", "lead"),
    ("Tonga expressed its readiness to host the course.", "ton", "host"),
    ("Leaders noted with appreciation the offer of Palau to host the next retreat.", "plw", "host"),
    ("Ministers gave the RSO the task of drawing up a handbook.", "regional-support-office", "lead"),
    (
        "Members agreed that the RSO, with the support of Fiji, would run three courses.",
        "regional-support-office",
        "lead",
    ),
    ("The members agreed on a review, with Chile in the lead.", "chl", "lead"),
    ("A small drafting group, led by Fiji, is to report back by June.", "fji", "report"),
    ("IOM was asked to translate the guide, and the RSO to print it.", "regional-support-office", "lead"),
    ("Members agreed to form a drafting team (Australia, Malaysia and Sri Lanka) for a handbook.", "mys", "lead"),
    ("The Group congratulated the RSO and requested it to add versions.", "regional-support-office", "lead"),
    ("Members recommended that:\n\n- IOM and the RSO draw up a glossary;\n- fees be cut.", "iom", "lead"),
    ("Members returned the question to the Steering Group.", "steering-group", "lead"),
    ("Nepal accepted to lead the work on recruitment.", "npl", "lead"),
    ("New Zealand said that it would be glad to host the next meeting.", "nzl", "host"),
    ("The Secretariat was asked to report on progress.", "secretariat", "report"),
    ("Germany said that it would finance the second phase.", "deu", "lead"),
]


@pytest.mark.parametrize(("text", "party", "role"), ASSIGNED, ids=[text[:40] for text, *_ in ASSIGNED])
def test_assigned(text: str, party: str, role: str) -> None:
    assert (party, role) in {(target, role_) for _, role_, target in framed(text).triples("assigned_to")}


def test_a_decision_not_to_do_something_is_one() -> None:
    world = framed("The Group resolved:\n\n- to meet again; and\n- not to open its meetings to the press.")
    assert [force for force, _ in world.acts()] == ["agreed", "agreed"]


def test_several_acts_of_one_sentence_stand_apart() -> None:
    world = framed(
        "Members noted the delay, agreed to extend the pilot to 2019 and called on Fiji to share its manual."
    )
    assert [force for force, _ in world.acts()] == ["noted", "agreed", "recommended"]
    assert {target for _, _, target in world.triples("assigned_to")} == {"fji"}


def test_a_stem_governs_its_items_until_one_brings_its_own_verb() -> None:
    world = framed(
        "Participants agreed to make ports safer by:\n\n• building lights in Tonga;\n• printing charts, hosted by Samoa;\n"
        "• UNODC will write a guide."
    )
    assert [force for force, _ in world.acts()] == ["agreed", "agreed", "agreed"]
    assert {(role, target) for _, role, target in world.triples("assigned_to")} == {("host", "wsm"), ("lead", "unodc")}


def test_sub_points_are_part_of_their_main_point() -> None:
    world = framed(
        "• Members agreed to strengthen the office through the following measures:\n\n- a new roof\n\n- two more boats"
    )
    assert world.triples("part_of") >= {
        ("harbour-group-3/1.1", "", "harbour-group-3/1"),
        ("harbour-group-3/1.2", "", "harbour-group-3/1"),
    }


def test_an_invitation_makes_no_member_and_no_participant() -> None:
    world = framed(
        "Members endorsed the recommendation to invite Mongolia to join the group, subject to the consent of all capitals."
    )
    assert world.triples("member_of") == set() and "mng" not in world.present()
    assert ("endorsed", True) in {(force, "Mongolia" in wording) for force, wording in world.acts()}


def test_a_new_verb_in_the_words_of_the_user() -> None:
    from world import FRAME, World

    from explorer.facts.extraction import shipped_names

    text = FRAME + "Members rubberstamped the second phase."
    assert World(text).acts() == []
    own = shipped_names().with_words({"verbs": {"rubberstamp": "endorsed"}})
    assert [force for force, _ in World(text, names=own).acts()] == ["endorsed"]


def test_a_row_of_subjects_in_a_clause_is_not_cut() -> None:
    world = framed("• Members recalled that origin, transit and destination States share the burden of rescue.")
    assert [force for force, _ in world.acts()] == ["noted"] and "share the burden" in world.acts()[0][1]


def test_light_verbs_carry_the_force_of_their_noun() -> None:
    world = framed(
        "UNODC made recommendations on harbour safety to the Group.\n\nFiji made a commitment to publish the charts."
    )
    assert [force for force, _ in world.acts()] == ["recommended", "agreed"]
