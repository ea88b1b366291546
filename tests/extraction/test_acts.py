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
    ("HEREBY DECIDE to establish a Regional Training Centre in Tirana;", "agreed"),
    ("A small panel was set up to count the buoys.", "agreed"),
    ("Participants insisted that the reefs be marked.", "noted"),
    ("Further decides that each port shall name an officer, not later than 1 May 2018.", "agreed"),
    ("All delegates thanked the mayor of Apia for the warm hospitality.", "welcomed"),
    ("The Group closed in Apia, with Ministers approving the buoy plan.", "endorsed"),
    ("The region nominated Samoa to be its next Vice-Chair.", "agreed"),
    ("The programme of the next session was also finalised.", "agreed"),
    ("RESOLUTION – Mr Sione Kata elected as treasurer of the Group.", "agreed"),
    ("Members agreed to take note of the accounts.", "noted"),
    ("At the end a joint declaration on buoys was signed.", "endorsed"),
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
    "It had been agreed that the group would meet again.",
    "Samoa and Tonga shared the chair.",
    "The Buoy Fund was set up in 2009.",
    "It was set up to mark the reefs.",
    "The session ended with the Ministers praising the divers.",
    "Samoa would prefer a smaller boat.",
    "The Vice-Minister concluded a meeting planned for May.",
    "The Group debated the price of buoys.",
    "The Group reviewed the state of the buoys.",
    "Delegates talked about reefs and also explored how to mark them better.",
    "The Group focused on, among other things:\n- Safety of buoys\n- Membership",
    "She gave an account of buoys lost in the storm.",
    "Secretary General Tavita voiced his appreciation to the region for its charts.",
    "The Chair stressed that reefs are old, and declared the session open.",
    "Note: although the buoys were counted, the list is in the order of the charts.",
    "Approve the budget.",
    "Divers were also invited to attend the meeting.",
    "The Group received an update from the Office on its work in support of divers.",
    "The Group heard that action items are kept as follows:\n- https://buoys.example/list/of/actions?",
    "Many societies voiced interest in the buoys after the session.",
    "The Chair of the Group, Capt. Ana Lee (Samoa), noted that most members were there.",
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
    ("Ministers gave the RSO the task of drawing up a handbook.", "harbour-group-regional-support-office", "lead"),
    (
        "Members agreed that the RSO, with the support of Fiji, would run three courses.",
        "harbour-group-regional-support-office",
        "lead",
    ),
    ("The members agreed on a review, with Chile in the lead.", "chl", "lead"),
    ("A small drafting group, led by Fiji, is to report back by June.", "fji", "report"),
    ("IOM was asked to translate the guide, and the RSO to print it.", "harbour-group-regional-support-office", "lead"),
    ("Members agreed to form a drafting team (Australia, Malaysia and Sri Lanka) for a handbook.", "mys", "lead"),
    (
        "The Group congratulated the RSO and requested it to add versions.",
        "harbour-group-regional-support-office",
        "lead",
    ),
    ("Members recommended that:\n\n- IOM and the RSO draw up a glossary;\n- fees be cut.", "iom", "lead"),
    ("Members returned the question to the Steering Group.", "harbour-group-steering-group", "lead"),
    ("Nepal accepted to lead the work on recruitment.", "npl", "lead"),
    ("New Zealand said that it would be glad to host the next meeting.", "nzl", "host"),
    ("The Secretariat was asked to report on progress.", "harbour-group-secretariat", "report"),
    ("Germany said that it would finance the second phase.", "deu", "lead"),
    ("The charts would be printed by Samoa before the summer.", "wsm", "lead"),
    ("Members agreed to hold a drill, hosted by Samoa.", "wsm", "host"),
]


@pytest.mark.parametrize(("text", "party", "role"), ASSIGNED, ids=[text[:40] for text, *_ in ASSIGNED])
def test_assigned(text: str, party: str, role: str) -> None:
    assert (party, role) in {(target, role_) for _, role_, target in framed(text).triples("assigned_to")}


NOT_ASSIGNED = [
    ("Ministers thanked Tonga for printing the charts.", "ton"),
    ("The Steering Group agreed to print the charts.", "harbour-group-steering-group"),
    ("Members welcomed a course hosted by Samoa.", "wsm"),
    ("Members endorsed a report drafted by Samoa.", "wsm"),
    ("Members commended Samoa's support for divers.", "wsm"),
    ("Members requested that IOM seek means from donors, in particular Samoa, to print the charts.", "wsm"),
    ("Tonga reported that Samoa would print the charts.", "ton"),
    ("Members applauded the decision of Samoa to open a school for divers.", "wsm"),
    ("Fiji, supported by Samoa, proposed a count of the buoys.", "wsm"),
]


@pytest.mark.parametrize(("text", "party"), NOT_ASSIGNED, ids=[text[:40] for text, _ in NOT_ASSIGNED])
def test_not_assigned(text: str, party: str) -> None:
    world = framed(text)
    assert world.acts() and party not in {target for _, _, target in world.triples("assigned_to")}


def test_items_that_bring_their_own_verb_under_a_bare_subject() -> None:
    world = framed(
        "Noting that the Buoy Panel will need more time,\n\nThe Group:\n\n1. Takes note of the report of the Buoy Panel;\n\n"
        "2. Also decides that the Buoy Panel shall meet twice;\n\n3. Entrusts Samoa with keeping a list of buoys."
    )
    assert [force for force, _ in world.acts()] == ["noted", "noted", "agreed", "tasked"]
    assert ("wsm", "lead") in {(target, role) for _, role, target in world.triples("assigned_to")}
    assert world.triples("part_of").isdisjoint({("harbour-group-3/1.1", "", "harbour-group-3/1")})


def test_what_an_item_goes_on_to_say_is_no_act_of_its_own() -> None:
    world = framed(
        "Decisions of the Group\n\n- Charts\n\n  - Samoa to print the charts and report to the next meeting."
    )
    assert world.acts() == [("agreed", "Samoa to print the charts and report to the next meeting")]


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

    from explorer.facts.prose.names import shipped_names

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


def test_items_that_are_done_by_saying_so_have_a_force_of_their_own() -> None:
    world = framed(
        "As to the reports, the Group agreed:\n- To take note of the count of buoys.\n- To thank Samoa for the charts.\n"
        "- To note the request from Palau to print the charts.\n- To print the charts."
    )
    assert [force for force, _ in world.acts()] == ["noted", "welcomed", "noted", "agreed"]
    assert not world.triples("assigned_to")


def test_paragraphs_that_begin_alike_are_no_list_of_their_heading() -> None:
    world = framed("The buoys counted since May\n\nThe Group looked at buoys.\n\nThe Group endorsed the count.")
    assert [force for force, _ in world.acts()] == ["endorsed"]


def test_what_is_resolved_besides_a_renewed_vow_is_an_act_of_its_own() -> None:
    world = framed("Members renewed their vow to mark the reefs and resolved to count the buoys.")
    assert [said for _, said in world.acts()] == [
        "Members renewed their vow to mark the reefs",
        "resolved to count the buoys",
    ]


def test_what_somebody_says_in_minutes_by_initials_is_no_act() -> None:
    world = framed(
        "In the room: Ana Lee (AL) and Sione Kata (SK).\n\n- AL – confirmed that the buoys are old.\n- SK – asked the others "
        "to count them.\n- AL – proposed no change.\n- Samoa to print the charts.\n\nIt was agreed to count the buoys."
    )
    assert [said for _, said in world.acts()] == ["Samoa to print the charts", "It was agreed to count the buoys"]


def test_lines_by_the_acronyms_of_organisations_are_no_speech() -> None:
    world = framed("- IOM – agreed to print charts.\n- UNHCR – agreed to count buoys.\n- IMO – agreed to help.")
    assert len(world.acts()) == 3


def test_what_a_party_presented_is_no_list_of_decisions() -> None:
    world = framed(
        "Samoa presented an overview of the accounts as follows:\n- Income of the buoy fund\n- Outlay for charts"
    )
    assert [force for force, _ in world.acts()] == ["noted"]


def test_the_words_of_an_act_hold_what_is_joined_by_letters() -> None:
    world = framed(
        "Members agreed to open a written round for a) sending in remarks on the text and b) give their wishes."
    )
    assert [said.endswith("give their wishes") for _, said in world.acts()] == [True]


def test_whoever_did_something_before_is_not_to_do_what_is_agreed() -> None:
    for said in (
        "The Group approved the proposal made by Samoa to keep a list of buoys.",
        "Palau to send round a list of charts to be printed by Samoa.",
        "The Group took note of the appeal from Samoa to print charts.",
    ):
        assert "wsm" not in {target for _, _, target in framed(said).triples("assigned_to")}, said


def test_few_speak_for_themselves_alone() -> None:
    for few in ("Some delegates", "One delegation", "Several participants"):
        assert not framed(f"{few} regretted that buoys are old.").acts(), few
    assert framed("Delegates regretted that buoys are old.").acts()


def test_an_act_that_points_back_brings_what_it_points_at() -> None:
    world = framed("The Group looked at the count of buoys and took note thereof.")
    assert world.acts() == [("noted", "The Group looked at the count of buoys and took note thereof")]
    world = framed("Authorities organized a count. Members RECOGNIZE the count, and agreed to organize another.")
    assert [force for force, _ in world.acts()] == ["noted", "agreed"]


def test_items_below_a_label_alone_have_its_force() -> None:
    world = framed(
        "Recommendations:\n\n- Ports should share charts.\n- Strengthen ties among divers.\n\nMembers left at noon."
    )
    assert [force for force, _ in world.acts()] == ["recommended", "recommended"]
    world = framed("Actions:\n\n- Samoa and Tonga to pay for two teams of divers.")
    assert [force for force, _ in world.acts()] == ["agreed"]
    assert {target for _, _, target in world.triples("assigned_to")} == {"wsm", "ton"}


def test_whoever_made_a_proposal_is_not_who_adopted_it() -> None:
    world = framed("A motion by Tonga to mark the reefs was adopted.")
    assert [force for force, _ in world.acts()] == ["endorsed"]
    assert {target for _, _, target in world.triples("proposed_by")} == {"ton"}
