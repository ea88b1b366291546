"""Forms of records that pages in the wild show: who observed, points in one line, who is to do what stands in a list."""

from __future__ import annotations

import pytest
from world import World, document

HEAD = "Ninth Meeting of the Lagoon Panel\n\nApia, Samoa, 6 June 2014\n\n"


def drawn(text: str) -> World:
    """Return what is drawn from a text below the head of an invented meeting."""
    return World(HEAD + text)


OBSERVED = [
    ("Peru and Mali attended. Two observers, Norway and Japan, were there too.", "per:participant mli:participant nor:observer jpn:observer"),
    ("It was attended by Peru, Mali and three observers: Norway, Japan and UNHCR.", "per:participant mli:participant nor:observer jpn:observer unhcr:observer"),
    ("Guests came from Norway and Japan.", "nor:guest jpn:guest"),
    ("Norway and UNHCR took part in the meeting in an observer capacity.", "nor:observer unhcr:observer"),
    ("Norway attended with guest status.", "nor:guest"),
    ("Three observer countries were represented (Norway, Japan and Spain).", "nor:observer jpn:observer esp:observer"),
    ("Four countries were represented (Peru, Mali, Ghana and Fiji).", "per:participant mli:participant gha:participant fji:participant"),
    ("Weavers and sailors from Peru, Mali and Ghana took part in the meeting.", "per:participant mli:participant gha:participant"),
    ("We, the Heads of State of Peru and Mali, agreed to meet again.", "per:participant mli:participant"),
    ("31 states, the Reef Fund and UNHCR attended.", "reef-fund:participant unhcr:participant"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), OBSERVED)
def test_as_what_somebody_was_there(text: str, there: str) -> None:
    assert drawn(text).present() == dict(each.split(":") for each in there.split())


POINTS = [
    ("The Panel agreed to: (i) draw the chart by May 2015; (ii) set up a task team on buoys; and (iii) share data.", ["draw the chart by May 2015", "set up a task team on buoys", "share data"], ""),
    ("The meeting decided: 1) to draw the chart; 2) to invite Norway.", ["to draw the chart", "to invite Norway"], ""),
    ("Participants agreed on the following: a) the chart would be drawn anew; b) a note would be written by UNHCR.", ["the chart would be drawn anew", "a note would be written by UNHCR"], "unhcr:lead"),
    ("The meeting requested the Secretariat to (a) draft a note, (b) circulate it, and (c) report in May.", ["draft a note", "circulate it", "report in May"], "lagoon-panel-secretariat:lead lagoon-panel-secretariat:report"),
    ("Participants discussed: (a) tides; (b) buoys; (c) charts.", [], ""),
    ("Before the next meeting:\n- Peru to circulate the draft.\n- UNHCR: print the chart", ["Peru to circulate the draft", "UNHCR: print the chart"], "per:lead unhcr:lead"),
    ("Action points:\n- Circulate the draft – Peru\n- Survey the buoys – Secretariat, with support from UNHCR", ["Circulate the draft", "Survey the buoys"], "per:lead lagoon-panel-secretariat:lead unhcr:support"),
    ("Action points:\n- Print the chart (Peru and Mali)\n- Fix the buoys [Ghana]", ["Print the chart", "Fix the buoys"], "per:lead mli:lead gha:lead"),
    ("Action points:\n- Train sailors in ports (Peru and Mali)\n- Fix the buoys", ["Train sailors in ports (Peru and Mali)", "Fix the buoys"], ""),
    ("Action points:\n- Send comments (Action: Secretariat)\n- Print the guide (lead: Peru; support: UNHCR)", ["Send comments", "Print the guide"], "lagoon-panel-secretariat:lead per:lead unhcr:support"),
    ("Actions agreed:\n1. Print the chart. Responsible: Peru", ["Print the chart"], "per:lead"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "points", "who"), POINTS)
def test_points_and_who_is_to_do_them(text: str, points: list[str], who: str) -> None:
    world = drawn(text)
    assert [wording for _, wording in world.acts()] == points
    assert {f"{target}:{role}" for _, role, target in world.triples("assigned_to")} == set(who.split())


WHOSE = [
    ("Ghana's proposal to print the chart was accepted.", "", "gha"),
    ("The Panel accepted the invitation of Malta, which will host the Tenth Meeting in Valletta in May 2015.", "mlt:host", ""),
    ("It was agreed that the Secretariat, with support from UNHCR, will write a study.", "lagoon-panel-secretariat:lead unhcr:support", ""),
    ("We, the Ministers of Peru, Mali, Ghana and Fiji, decide to print a chart of all reefs.", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "proposed"), WHOSE)
def test_whose_an_act_is(text: str, who: str, proposed: str) -> None:
    world = drawn(text)
    assert {f"{target}:{role}" for _, role, target in world.triples("assigned_to")} == set(who.split())
    assert {target for _, _, target in world.triples("proposed_by")} == set(proposed.split())


@pytest.mark.parametrize("text", ["Ms Roe of Mali took the Chair.", "Mali (Chair) opened the meeting."])
def test_who_was_in_the_chair(text: str) -> None:
    assert drawn(text).triples("chaired") == {("mli", "chair", "lagoon-panel-9")}


def test_a_meeting_to_come_is_not_what_the_page_is_about() -> None:
    world = drawn("The Tenth Meeting will be hosted by Malta in Valletta in May 2015.")
    assert world.own == "meeting:lagoon-panel-9"
    assert world.nodes["meeting:lagoon-panel-10"]["start"] == "2015-05"
    assert ("lagoon-panel-10", "", "valletta") in world.triples("held_in")


def test_what_was_only_looked_back_to_is_not_gone_on_about() -> None:
    said = "Recalling the First Buoy Conference, held in Accra on 4 May 2010, the Panel agreed to print the chart. It also agreed to meet again."
    assert {target for _, _, target in drawn(said).triples("agreed_at")} == {"lagoon-panel-9"}


@pytest.mark.parametrize(
    "title", ["Lagoon Panel: Ninth Meeting", "Lagoon Panel – Ninth Meeting", "Ninth Meeting: Lagoon Panel"]
)
def test_the_body_beside_a_counted_meeting_is_the_one_that_met(title: str) -> None:
    assert World(f"{title}\n\nApia, Samoa, 6 June 2014\n\nSamoa hosted the meeting.").own == "meeting:lagoon-panel-9"


def test_a_headline_is_no_name_of_an_event() -> None:
    text = "Seminar on Reef Charts draws sailors to Apia\n\nApia, 6 June 2014 - A seminar on reef charts drew sailors of Samoa and Fiji to Apia on 5-6 June 2014."
    assert {n["name"] for n in World(text).nodes.values() if n["kind"] == "workshop"} == {"Seminar on Reef Charts"}


OFFICES = [
    ("Present were Hon. Ato Bek, Minister for the Reef Fund, Fiji; and, for Mali, Hon. Ana Roe, State Minister for Reef Fund Affairs.", "fji:participant mli:participant"),
    ("Also taking part were the observer states Norway and Japan, and two organisations, the Reef Fund and UNHCR.", "nor:observer jpn:observer reef-fund:participant unhcr:participant"),
    ("Norway and Japan were there as invited states.", "nor:guest jpn:guest"),
    ("Partner organisations also took part – IOM, UNHCR and the Reef Fund.", "iom:participant unhcr:participant reef-fund:participant"),
    ("Observers were representatives of the African Union, the Commission de l'eau Bleue (CEB), the Reef Fund (RF) and the World Bank.", "african-union:observer commission-de-leau-bleue:observer reef-fund:observer world-bank:observer"),
    ("The Panel took note of the outcome in three fields:\n- Reef Charts Society\n- Tidal Fund", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), OFFICES)
def test_who_came_as_what(text: str, there: str) -> None:
    assert drawn(text).present() == dict(each.split(":") for each in there.split())


ACTS = [
    ("The Panel was pleased to note the work done.", [("noted", "The Panel was pleased to note the work done")]),
    ("Also endorsed was the Reef Framework 2013.", [("endorsed", "Also endorsed was the Reef Framework 2013")]),
    ("Two new task teams were created by the Ministers.", [("agreed", "Two new task teams were created by the Ministers")]),
    ("The budget was looked at and approved as well.", [("endorsed", "The budget was looked at and approved as well")]),
    ("Members welcomed Mali back to the Panel.", [("welcomed", "Members welcomed Mali back to the Panel")]),
    ("The Panel adopted its recommendations on the following:\n\n(i) tides near the coast;\n\n(ii) buoys in rivers.", [("endorsed", "The Panel adopted its recommendations on the following")]),
    ("Members adopted the Reef Plan, which sets goals in two areas:\n- Tidal Charts\n- Buoys at Sea", [("endorsed", "Members adopted the Reef Plan, which sets goals in two areas")]),
    ("The meeting resolves:\n\nthat the chart will be drawn;\n\nto appeal to all sailors;\n\nthat the buoys be mended.", [("agreed", "that the chart will be drawn"), ("agreed", "to appeal to all sailors"), ("agreed", "that the buoys be mended")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "acts"), ACTS)
def test_what_was_put_on_record(text: str, acts: list[tuple[str, str]]) -> None:
    assert drawn(text).acts() == acts


def test_who_is_to_do_it_stands_in_a_relative_clause() -> None:
    for text, who in (
        ("It was decided to set up a Group of Elders, which is to draw a chart.", "lagoon-panel-group-of-elders"),
        ("The meeting adopted the manual, which UNHCR will print.", "unhcr"),
    ):
        assert drawn(text).triples("assigned_to") == {("lagoon-panel-9/1", "lead", who)}
    assert not drawn("Members endorsed the plan that Peru had drafted.").triples("assigned_to")
    assert not drawn("Peru was elected Chair, to guide the Panel between sessions.").triples("assigned_to")


CHAIRED = [
    ("The Panel met under its new chairperson, Hon. Ana Roe, Minister of Water of Mali.", "mli"),
    ("The outgoing chairperson, Hon. Ana Roe, Minister of Water of Mali, spoke.", ""),
    ("Mali, which presides over the Coalition Against Poachers, is thanked for its paper.", ""),
    ("Members acknowledged what Mali contributed as Chair.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chair"), CHAIRED)
def test_who_chaired_this_meeting_and_who_another(text: str, chair: str) -> None:
    assert {source for source, _, _ in drawn(text).triples("chaired")} == set(chair.split())


def test_an_aside_about_a_host_brings_no_second_one() -> None:
    assert {source for source, _, _ in drawn("Samoa, the Chair of the Reef Fund, was the host.").triples("hosted")} == {
        "wsm"
    }


@pytest.mark.parametrize("between", ["among", "between", "from"])
def test_whose_ministers_meet_by_the_name_of_the_meeting(between: str) -> None:
    text = f"The Third Trade Ministers Meeting {between} Peru, Mali and Fiji\n\nApia, Samoa, 6 June 2014\n\nThe Ministers agreed to meet again."
    assert set(World(text).present()) == {"per", "mli", "fji"}


OPENED = [
    ("Ministers of the Reef agree\n\nAt the 24th Reef Fund Council Meeting in Apia on 6 June 2014, the ministers of Fiji and Samoa drew up a plan.", "24th reef fund council meeting"),
    ("Fiji at Meeting of Tidal Basin Commission\n\nApia, 6 June 2014\n\nFiji took part in the 6th Regular Meeting of the Tidal Basin Commission in Apia.", "6th regular meeting of the tidal basin commission"),
    ("Reef Ministers agree\n\n21 June 2014: Meeting for the sixth time, on 15 June 2014 in Apia, Samoa, the Reef Council adopted a plan.", "meeting of the reef council"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), OPENED)
def test_what_a_page_is_about(text: str, name: str) -> None:
    world = World(text)
    assert name in world.nodes[world.own]["name"].casefold()


def test_a_meeting_told_only_of_a_day_to_come_is_not_what_the_page_is_about() -> None:
    text = "Notes of the Bureau\n\nThe Bureau agreed to lend the hall on 15 June 2014. When its Board of Directors meets in Apia on 15 June 2014, it will be full."
    world = World(text)
    assert not world.own


def test_a_verb_behind_the_meeting_is_no_part_of_its_name() -> None:
    world = drawn("UNHCR was directed by the meeting to go on with its charts.")
    assert world.triples("assigned_to") == {("lagoon-panel-9/1", "lead", "unhcr")}
    assert not [n for n in world.nodes.values() if n["kind"] == "meeting" and "to go on" in n["name"]]


CAME = [
    ("Present at the meeting were delegates from 4 of its member countries – Peru, Mali, Ghana and Fiji – together with representatives of UNHCR.", "per mli gha fji unhcr"),
    ("All 15 Reef Fund Member States were represented by Ministers responsible for fish: Peru, Mali, Ghana and Fiji.", "per mli gha fji"),
    ("Official delegations took part from Peru, Mali and Fiji.", "per mli fji"),
    ("On 5 and 6 June 2014 government representatives of Peru, Mali, Ghana and Fiji came together in Apia for the meeting.", "per mli gha fji"),
    ("The Ministers of the Reef Fund member countries and Ghana attended.", "gha"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), CAME)
def test_who_came_by_whose_members_they_are(text: str, there: str) -> None:
    assert set(drawn(text).present()) == set(there.split())


def test_as_what_they_came_is_told_apart_from_what_else_they_are() -> None:
    text = "The Reef Fund and Peru, the latter as co-author of the Ocean Compact, came as special guests. Also in attendance, as observers, were members of international organisations, such as UNHCR and the World Bank."
    assert drawn(text).present() == {
        "reef-fund": "guest",
        "per": "guest",
        "unhcr": "observer",
        "world-bank": "observer",
    }


LED = [
    ("The Meeting elected as its Chairman Mr Som Pheng, Minister of Labour of Mali, and as its Vice-Chairman Mr Jac Nuwa, Minister of Labour of Peru.", "mli"),
    ("Mali, in the person of Ms Ana Roe, Secretary for Tides, was invited by Ministers to take the Chair of the meeting.", "mli"),
    ("Mali was appointed by the meeting as Chair and Fiji as Vice Chair.", "mli"),
    ("The Panel was chaired by Mali.", "mli"),
    ("The Panel has been chaired by Mali since 2010.", ""),
    ("The chair was taken by the Panel's Lead Sailor (LS), Ms Ana Roe of Mali.", "mli"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chair"), LED)
def test_who_led_this_meeting(text: str, chair: str) -> None:
    assert {source for source, _, target in drawn(text).triples("chaired") if target == "lagoon-panel-9"} == set(
        chair.split()
    )


HISTORY = [
    "The Reef Fund goes back to 2000 and was created so that sailors may meet.",
    "It is the highest body for decisions on reefs.",
]


@pytest.mark.parametrize("text", HISTORY)
def test_what_is_told_of_another_time_puts_nothing_on_record(text: str) -> None:
    assert not drawn(text).acts()


NAMED = [
    ("REEF/MINUTES No. 02/14\n\nXCV ORDINARY MEETING OF THE REEF MARKET GROUP\n\nThe XCV Ordinary Meeting of the Reef Market Group took place in the city of Apia, Samoa, on 7 and 8 October 2014.", "xcv ordinary meeting of the reef market group", "2014-10-07"),
    ("Reef Ministers hold 7th meeting in Apia\n\nApia, Oct 21, 2014, SPA -- What the Upper Council of the 41st Reef Summit decided was discussed here today by the ministers of the Reef League (RL) at their 7th meeting.", "7th meeting", ""),
    ("Apia hosts officials for 2nd Preparatory Meeting ahead of the 5th Tide Process Ministerial Conference\n\nApia, 10-11 December 2012: On 10 - 11 December 2012 senior officials came to Apia, Samoa, for the Second Preparatory Meeting of the 5th Tide Process Ministerial Conference.", "2nd preparatory meeting", "2012-12-10"),
    ("37th Tide Council Conference: Press Release\n\nFrom 12 to 15 March 2002 the Tide Council, which is made up of the Ministers of the ten Tide Member Countries, held its 37th Conference in Apia, Samoa.\n\nOn Wednesday, 13 March the Conference was opened by Prime Minister Bek.", "37th tide council conference", "2002-03-12"),
    ("5th MEETING OF THE OCEAN WORKING GROUP (OWG) Lagoon Resort and Convention Centre, Apia, Samoa, 10-12 May 2015\n\nThe chair was taken by Fiji.", "5th meeting of the ocean working group (owg)", "2015-05-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "start"), NAMED)
def test_which_meeting_and_when(text: str, name: str, start: str) -> None:
    world = World(text)
    own = world.nodes[world.own]
    assert (own["name"].casefold().replace("’", "'"), own["start"]) == (name, start)


LISTED = [
    ("Three (3) member economies were present (Peru; Hong Kong, China; and Fiji).", "per hkg fji"),
    ("Experience was exchanged by participants from Fiji, Mali and Tonga.", "fji mli ton"),
    ("The delegations of the observer states were headed by President of the Republic of Mali Ato Bek, President of Mongolia Tomur Lin, and Minister of Trade of the Republic of Peru Juan Cruz.", "mli mng per"),
    ("In attendance were members from two countries of the Lakes (Mali and Niger), and freshwater experts from Belgium, Canada and Norway.", "mli ner bel can nor"),
    ("The meeting was facilitated by experts from UNODC and Fiji.", "unodc fji"),
    ("The meeting was a success: two teams were created by the members:\n\n- The Reef Advisory Group\n- The Tide Advisory Group", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), LISTED)
def test_lists_of_those_who_came(text: str, there: str) -> None:
    world = drawn(text)
    assert set(world.present()) == set(there.split())
    assert not world.triples("assigned_to")


OFFICERS = [
    ("The Chair, Ms Roe of Fiji, opened the meeting and the Vice-Chair, Mr Bek of Mali, read the report.", "fji:chair"),
    ("Mr LIN Tao from China acted as Chair of the meeting and Mr Ken ODA from Japan as Vice Chair.", "chn:chair"),
    ("In the chair was the Italian Minister of Trade, Enzo Rossi.", "ita:chair"),
    ("Mr Bek, Minister Delegate in charge of National Defence, Veterans and Victims of the Republic of Mali, presided.", "mli:chair"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chairs"), OFFICERS)
def test_the_chair_and_none_of_its_deputies(text: str, chairs: str) -> None:
    assert {f"{source}:{role}" for source, role, _ in drawn(text).triples("chaired")} == set(chairs.split())


def test_who_is_to_host_the_next_meeting_did_not_host_this_one() -> None:
    world = drawn("The group requested that UNHCR prepare a note and that Fiji host the next session.")
    assert not world.triples("hosted")


TOLD = [
    ("UNHCR, supported by Japan, will train sailors in Mali.", "unhcr:lead jpn:support"),
    ("The Parties (Peru, Mali and Ghana) agreed to share charts.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), TOLD)
def test_helpers_are_told_and_everybody_is_nobody(text: str, who: str) -> None:
    assert {f"{target}:{role}" for _, role, target in drawn(text).triples("assigned_to")} == set(who.split())


def test_joint_organs_of_other_pairs_of_states_are_others() -> None:
    pages = [
        f"Joint Commission of {pair} meets\n\nThe Joint Commission of {pair} held its fourth session in Suva on 3 May {year}."
        for pair, year in (("Fiji and Samoa", 2012), ("Peru and Mali", 2014))
    ]
    nodes = World(*pages).nodes
    assert {"body:fji-wsm-joint-commission", "body:mli-per-joint-commission"} <= set(nodes)
    assert nodes["body:fji-wsm-joint-commission"]["name"] == "Joint Commission of Fiji and Samoa"
    assert {"meeting:fji-wsm-joint-commission-4", "meeting:mli-per-joint-commission-4"} <= set(nodes)


BEGUN = [
    ("Third Round of Political Consultations between Peru and Mali\n\nThe Third Round of Political Consultations between Peru and Mali was held in Lima on 3 May 2012.", "third round of political consultations", "2012-05-03"),
    ("Reef foreign ministers speak of tides\n\nOn June 12, 2014, the annual meeting of the foreign affairs ministers of the Member States of the Reef Initiative (RI) was held in Apia, Samoa.", "annual meeting", "2014-06-12"),
    ("Sailors learn of tides\n\nJUNE 2014 - In the training workshop on tides for sailors, which the Reef Fund organised in Apia, Samoa, on 5-6 June 2014, UNHCR took part.", "training workshop on tides for sailors", "2014-06-05"),
    ("17th Tide Board Meeting approves plan\n\nMonday, June 30, 2014\n\nOn the 27th of June 2014 the Tide Board met in Apia, Samoa.", "17th tide board meeting", "2014-06-27"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "start"), BEGUN)
def test_what_met_and_on_which_day(text: str, name: str, start: str) -> None:
    world = World(text)
    own = world.nodes[world.own]
    assert name in own["name"].casefold() and own["start"] == start


def test_partners_and_observers_of_one_sentence_between_dashes() -> None:
    text = (
        "Partners of the Compact also took part – the Reef Fund, UNHCR and the Tide Union – as did partner organisations and "
        "observers such as IOM, UNODC and the World Bank."
    )
    observers = dict.fromkeys(("iom", "unodc", "world-bank"), "observer")
    assert drawn(text).present() == {**dict.fromkeys(("reef-fund", "unhcr", "tide-union"), "participant"), **observers}


def test_on_whose_behalf_a_meeting_was_hosted() -> None:
    text = "The meeting was hosted in Apia by the Ministry of Tides on behalf of the Government of Samoa."
    assert {source for source, _, _ in drawn(text).triples("hosted")} == {"wsm"}


def test_a_headline_about_a_meeting_to_come_gives_no_place() -> None:
    text = (
        "Samoa to chair Reef Foreign Ministers meeting in Oslo\n\nThe R-8 Commission held its 35th session, which came to its "
        "end in Apia on Wednesday, 4 June 2014."
    )
    world = World(text)
    own = world.nodes[world.own]
    assert (own["name"], own["start"]) == ("35th session of the R-8 Commission", "2014-06-04")
    assert {place for _, _, place in world.triples("held_in")} == {"apia"}


def test_who_holds_an_office_is_no_party() -> None:
    text = "Also present were Hor Nam, Deputy Prime Minister of Peru, U Kyaw Tin, Union Minister for Tides of Mali, and Don Prad, Foreign Minister of Fiji."
    assert set(drawn(text).present()) == {"per", "mli", "fji"}


def test_councillors_and_representatives_stand_for_their_states() -> None:
    assert set(drawn("The plan was discussed by representatives of Peru, Mali and Fiji.").present()) == {
        "per",
        "mli",
        "fji",
    }
    led = drawn("The meeting was co-chaired by Ana Roe, Malian State Councillor and Foreign Minister.").triples(
        "chaired"
    )
    assert {source for source, _, _ in led} == {"mli"}


CAME_FROM = [
    ("The ministers who attended, from Mali, Kenya and Peru, praised the host.", "mli:participant ken:participant per:participant"),
    ("Thirty-one (31) participants in all attended, from three (3) States of the Gulf Region (Bahrain, Iran and Oman).", "bhr:participant irn:participant omn:participant"),
    ("Officers took part in the meeting, from Mali and Kenya.", "mli:participant ken:participant"),
    ("Mali attended from Peru by telephone.", "mli:participant"),
    ("Boats took part in the race from Mali to Kenya.", ""),
    ("Apologies came from Mali and Kenya.", ""),
    ("Attending were the Presidents of Kiribati and of Nauru, the Premier of Niue, the Deputy Prime Ministers of Samoa and of Tonga, and Ministers from Fiji.", "kir:participant nru:participant niu:participant wsm:participant ton:participant fji:participant"),
    ("At the head of the delegations were Their Excellencies: Juan Perez, Ambassador of Bolivia; Minister Ana Lima of Brazil; and Mr. Ben Roy, Consul General of Peru.", "bol:participant bra:participant per:participant"),
    ("Two networks took part through their delegates: the Reef Universities Union (RUU) and the Lagoon Press Union (LPU).", "reef-universities-union:participant lagoon-press-union:participant"),
    ("Peru and Chile attended in the capacity of observers.", "per:observer chl:observer"),
    ("Peru took part in the capacity of a guest.", "per:guest"),
    ("With her were Their Excellencies:\n\nMr. Ali Marar,\nMinister of State of Kuwait\n\nDr. Rashid Zayani,\nMinister of Foreign Affairs of Bahrain", "kwt:participant bhr:participant"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), CAME_FROM)
def test_where_those_who_came_are_from(text: str, there: str) -> None:
    assert drawn(text).present() == dict(each.split(":") for each in there.split())


HEADED = [
    ("At its head was Ms Ana Lima, Minister of Trade of Peru.", "per:chair"),
    ("At the head of the delegation was Ms Ana Lima, Minister of Trade of Peru.", ""),
    ("Ms Ana Lima, Minister of Trade of Peru, was Chairperson of the Meeting, and Mr Bo Tek, Minister of Works of Chile, its Vice-Chairperson.", "per:chair"),
    ("The co-chairs were A. Bek, Minister of Trade of Uzbekistan, and I. Rizo, Deputy Prime Minister of Tajikistan.", "uzb:co_chair tjk:co_chair"),
    ("The chair was U. A. Bek, Deputy Chairman of the Cabinet of Ministers of Turkmenistan.", "tkm:chair"),
    ("The chair was Ms Ana Lima, Minister of Trade of Peru, and the co-chair Mr Bo Tek, Minister of Works of Chile.", "per:co_chair chl:co_chair"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chairs"), HEADED)
def test_who_was_at_its_head(text: str, chairs: str) -> None:
    assert {f"{who}:{role}" for who, role, _ in drawn(text).triples("chaired")} == set(chairs.split())


@pytest.mark.parametrize("end", [" –", " (", " [", " – ", " –;"])
def test_a_point_that_ends_in_an_open_mark_is_read(end: str) -> None:
    world = drawn(f"The Panel agreed to:\n- print a chart{end}\n- share data\n")
    assert [wording for _, wording in world.acts()][1:] == ["share data"]


def test_days_told_above_are_cited_where_they_stand() -> None:
    """The second point says of what the first one began that somebody hosted it, and the first one when it was."""
    text = "Plan\n12) -- the Training Course Dakar, Senegal,\n 13-17 May host; and\n\n12) RSO, hosting Workshop."
    texts = {p.id: p.text for p in document(text, "page-1").passages}
    for cited in World(text).citations:
        assert texts[cited["passage"]][int(cited["char_start"]) : int(cited["char_end"])] == cited["quotation"]


ROLLS = [
    ("In attendance:\nPeru: Ana Lima and Rosa Paz (Alternate)\nMali: Bo Keita\nReef Council (RC): Chief Joe Link\nAtoll Union (AU): unable to attend", "per:participant mli:participant reef-council:participant"),
    ("Present:\nSenior Officials\nRussian Federation: Anton Vas\nUnited States: Jo Gour\n\nOther Heads of Delegation\nReef Council (RC): Mik Stick\nAtoll Union (AU): Ali Lyn", "rus:participant usa:participant reef-council:participant atoll-union:participant lagoon-panel-senior-officials:participant"),
    ("Head of the Cambodian delegation was Mr. Khlok Ang, Director of Planning. Head of the Lao delegation was Mr. Chan Boua.", "khm:participant lao:participant"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), ROLLS)
def test_rolls_of_those_who_came_line_by_line(text: str, there: str) -> None:
    assert drawn(text).present() == dict(each.split(":") for each in there.split())


def test_who_played_host_did_so_to_the_meeting_that_the_page_is_about() -> None:
    world = World(
        "REEF ORGANISATION\n\nIn 2001 Palau played host to the 3rd Annual Conference of the Reef Organisation in Koror."
    )
    assert world.triples("hosted") == {("plw", "", world.own.split(":")[1])}


def test_who_held_the_chairmanship() -> None:
    assert drawn("Dr. Ann Lee, Prime Minister of Fiji, held the Chairmanship.").triples("chaired") == {
        ("fji", "chair", "lagoon-panel-9")
    }
