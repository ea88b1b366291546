"""News and communiqués as offices write them: datelines, openings that name the event late, envoys, invitations."""

from __future__ import annotations

import pytest
from world import World

OWN = [
    (
        "A resumption of the Twelfth Meeting of the Atoll Authority was held at the Lagoon Lodge, Majuro, on 4 June 2018.",
        "twelfth meeting of the atoll authority", "2018-06-04", "majuro",
    ),
    (
        "Officials meet in Oslo for 3rd Preparatory Meeting for the 6th Fjord Process Ministerial Conference\n\n"
        "Oslo, 2-3 May 2016: The Third Preparatory Meeting for the 6th Fjord Process Ministerial Conference “Ice and "
        "Water” was held in Oslo, Norway, on 2-3 May 2016. The meeting brought together Sweden and Finland.",
        "3rd preparatory meeting for the 6th fjord process ministerial conference", "2016-05-02", "oslo",
    ),
    (
        "Accra, Tuesday, March 5, 2019: Delegations from nine states are attending the 14th Technical Committee meeting "
        "that kicked off today in Accra, Ghana. It precedes the 8th Summit on 9 March 2019.",
        "14th technical committee meeting", "2019-03-05", "accra",
    ),
    (
        "TUNIS, Apr 8, 2014 (NAW): The Council of Governors (COG) of the Desert Fund (DF) held its 31st meeting here on Monday.",
        "31st meeting of the council of governors", "2014-04-07", "tunis",
    ),
    (
        "The Delta Ministerial Contact Group (DMCG) held its nineteenth meeting in Hanoi on 2 July 2015.",
        "nineteenth meeting of the delta ministerial contact group", "2015-07-02", "hanoi",
    ),
    (
        "1. The\nSpecial Presidents' Summit was held in Lima, Peru, on 6 May 2013. The Official Opening of the Summit "
        "was held on 5 May 2013 at the theatre.",
        "special presidents' summit", "2013-05-06", "lima",
    ),
    (
        "The 12th Board meeting of the Island Port Directors' Conference (IPDC), was convened in Apia, Samoa from 7 ? 9 May 2016.",
        "12th board meeting of the island port directors' conference", "2016-05-07", "apia",
    ),
    (
        "The fourth meeting of the highest officials of the states parties to the Palermo process took place in Tunis on 3 June 2014.",
        "fourth meeting of the highest officials of the states parties to the palermo process", "2014-06-03", "tunis",
    ),
    (
        "Danube Fund (DF) Technical Panel (TP) gathered in Vienna from 2 to 4 May 2017 to speak of fish.",
        "meeting of the technical panel", "2017-05-02", "vienna",
    ),
    (
        "First meeting of the Executive Board of the Reef Fund under the Presidency of Peru\n\n"
        "The 21st Meeting of the Executive Board of the Reef Fund was held in Lima on 3 May 2014.",
        "21st meeting of the executive board of the reef fund", "2014-05-03", "lima",
    ),
    ("A three-day workshop on tidal maps was organised in Apia, Samoa on 7-9 May 2016.", "workshop on tidal maps", "2016-05-07", "apia"),
    ("The Fifth Session of the Tide Panel, which took place in Rome from 7 to 9 May 2016, adopted its report.", "fifth session of the tide panel", "2016-05-07", "rome"),
    ("Apia was the venue for the Tide Panel's 5th meeting from 7 to 9 May 2016.", "tide panel's 5th meeting", "2016-05-07", "apia"),
    ("From 7 to 9 May 2016 the Government of Samoa hosted in Apia the 5th meeting of the Tide Panel.", "5th meeting of the tide panel", "2016-05-07", "apia"),
    ("The Tide Panel's 5th meeting, initially scheduled for April, was held on the 7th day of May 2016 in Apia.", "tide panel's 5th meeting", "2016-05-07", "apia"),
    ("Senior Officials of the Tide Compact, meeting in Apia on 7 May 2016, adopted the plan.", "senior officials", "2016-05-07", "apia"),
    ("SUMMARY OF THE 5TH MEETING OF THE TIDE PANEL\nHELD AT THE LAGOON HOTEL, APIA, SAMOA\n7 MAY 2016\n\nThe Chair welcomed all.", "5th meeting of the tide panel", "2016-05-07", "apia"),
    (
        "Meeting of the heads of coast services of competent agencies of the ASEAN member states\n\n2018-05-08 | ASEAN\n\n"
        "On May 7, Manila hosted the third meeting of the heads of coast services of the competent agencies of the ASEAN member states.",
        "third meeting of the heads of coast services of the competent agencies of the asean member states", "2018-05-07", "manila",
    ),
    (
        "Communique of 7th Session of The Togo-Benin Joint Com...\n\n1. The 7th Session of the Togo/Benin Joint Commission for "
        "Rivers was held at Lomé, Togo, from the 7th - 9th May, 2016.",
        "7th session of the togo/benin joint commission for rivers", "2016-05-07", "lome",
    ),
    (
        "New tide training given\n\nA training course organised in partnership with the Reef Fund was run between 7 and 9 May 2016 in Apia, Samoa.",
        "training", "2016-05-07", "apia",
    ),
    (
        "Peru to lead the Conference of the Reef Fund Ministers\n\nMay 13, 2016\n\nAPIA May 13th (NAW) – Peru will lead the Reef Fund. "
        "This is told by the statement of the 4th session of the Conference of the Reef Fund Ministers held Monday, May 9, 2016 in Apia, Samoa.",
        "4th session of the conference of the reef fund ministers", "2016-05-09", "apia",
    ),
    ("The 1045th meeting of the Directors' Deputies was held in Bern on 3 May 2016.", "1045th meeting of the directors' deputies", "2016-05-03", "bern"),
    ("Ninth Meeting of the Tide Panel\n\nBern, Switzerland, 6 9 May 2016\n\nThe Panel adopted its agenda.", "ninth meeting of the tide panel", "2016-05-06", "bern"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "start", "place"), OWN, ids=[name for _, name, *_ in OWN])
def test_the_event_a_news_item_is_about(text: str, name: str, start: str, place: str) -> None:
    world = World(text)
    own = world.nodes[world.own]
    assert name in own["name"].casefold().replace("’", "'")
    assert own["start"] == start
    assert {target for source, _, target in world.triples("held_in") if world.own.endswith(f":{source}")} == {place}


@pytest.mark.parametrize(("text", "name"), [
    ("Communiqué of the Third Session of the Lake Assembly, Suva, 3 May 2019\n\nThe Third Session of the Lake Assembly was held in Suva.", "third session of the lake assembly"),
    ("Final Communiqué of the 4th Ordinary Session of the Bay Compact Assembly of Heads of State and Government, Suva, 3 May 2019\n\nThe Session took place in Suva.",
     "4th ordinary session of the bay compact assembly of heads of state and government"),
    ("3 May, Suva: The 8th session of the Bay Compact Senior Officials’ Meeting kicked off today.", "8th session of the bay compact senior officials’ meeting"),
    ("The Council of the Bay Compact held its 61st session on Monday, 6 May 2019.", "61st session of the council of the bay compact"),
    ("REPORT OF THE ADDITIONAL SESSION OF THE MEETING OF BAY FOCAL POINTS\n\nAn additional session of the Meeting of the Bay Focal Points took place in Suva on 3 May 2019. "
     "It followed from the programme that the 15th Ordinary Meeting of the Contracting Parties to the Convention for the Bay had adopted.", "additional session of the meeting of bay focal points"),
])  # fmt: skip
def test_a_session_is_called_by_its_whole_name(text: str, name: str) -> None:
    world = World(text)
    assert world.nodes[world.own]["name"].lower().endswith(name)
    assert world.nodes[world.own]["start"].startswith("2019-05") or "Suva: The 8th" in text


def test_officials_who_spoke_at_a_meeting_on_a_day_met_there() -> None:
    world = World(
        "Officials of four states discussed fees in a meeting in Lima, Peru in May 2011, the Fund said. The meeting brought together Peru and Chile."
    )
    assert world.nodes[world.own]["start"] == "2011-05" and set(world.present()) == {"per", "chl"}


@pytest.mark.parametrize("text", [
    "Meeting of the Tide Committee of the Ice Coast Council\n\nFrom 3 to 5 May 2019 the Tide Committee (TC) of the Ice Coast Council held a regular meeting in Suva. It was chaired by Peru and involved Peru, Chile and Fiji.",
    "Tide Officials Agree on a Plan\n\n6 May 2019: A plan was approved when the senior officials of the Reef Fund met. Officials of Peru, Chile and Fiji attended. The meeting was long.\n\nIt convened on 3-5 May in Suva.",
    "Joint Statement of the Ministers of Peru, Chile and Fiji\n\nWed Thu Fri\n28 30 31\n\nReef Fund\n\nTide Fund\n\nDune Fund\n\nIce Fund\n\nOfficial website\n\nWe, the Ministers of Peru, Chile and Fiji, held a meeting in Suva on 3 May 2019.",
])  # fmt: skip
def test_a_meeting_told_as_any_is_the_one_of_the_page(text: str) -> None:
    world = World(text)
    assert set(world.present()) >= {"per", "chl", "fji"} and world.nodes[world.own]["start"] == "2019-05-03"
    assert len([node for node in world.nodes.values() if node["kind"] in ("meeting", "workshop")]) == 1


@pytest.mark.parametrize(("text", "place"), [
    ("The Fifth Session of the Tide Panel was held in Portland, Maine, the USA, on 3 May 2016.", "portland"),
    ("It convened on 3-5 May 2012 in Banff, Alberta, Canada.", "banff"),
    ("The Fifth Session of the Tide Panel was held in Lautoka, Fiji, on 3 May 2016.", "lautoka"),
])  # fmt: skip
def test_a_region_between_town_and_state_is_not_the_place(text: str, place: str) -> None:
    world = World(HEAD.replace("Suva, Fiji, 3 May 2012\n\n", "") + text if text.startswith("It") else text)
    assert {target for *_, target in world.triples("held_in")} == {place}


def test_a_part_of_a_compound_name_is_no_known_organisation() -> None:
    world = World(HEAD + "The Board thanked the Euro-Arctic Council and the Indo-Pacific Islands Forum.")
    assert not {
        "organisation:arctic-council",
        "organisation:pacific-islands-forum",
        "body:pacific-islands-forum",
    } & set(world.nodes)


def test_the_commission_is_not_its_secretariat() -> None:
    world = World(
        HEAD
        + "Support was given by the Reef Commission Secretariat. The Board recommends that the Commission accept the accounts."
    )
    assert not {source for source, *_ in world.triples("assigned_to") if "secretariat" in source}


def test_a_preparatory_meeting_is_not_counted_as_what_it_prepares() -> None:
    said = "The Second Preparatory Meeting for the 4th Fjord Process Ministerial Conference was held in Oslo on 2 May 2016."
    other = "The Second Fjord Process Ministerial Conference was held in Bergen on 7 May 2006."
    assert World(said).own != World(other).own


def test_a_building_called_after_conferences_is_no_event() -> None:
    world = World(
        "The Fourth Meeting of the Reef Board was held at the Coral International Conference Centre in Suva on 3 May 2012."
    )
    assert [n for n, row in world.nodes.items() if row["kind"] == "meeting"] == [world.own]


def test_a_weekday_to_come_stays_open() -> None:
    world = World("Accra, Monday, March 4, 2019: The Reef Board will open its 9th meeting in Suva on Thursday.")
    assert all(row["start"] != "2019-02-28" for row in world.nodes.values())


HEAD = "Fifth Meeting of the Harbour Board\n\nSuva, Fiji, 3 May 2012\n\n"
THERE = [
    ("It was attended by Ms Rosa Vidal, Commissioner to the Reef Fund for Peru, and Mr Ato Mensah, Ghana's High Commissioner to Kenya.", "per gha"),
    ("Mr Tom Roe, the Ambassador of Chile to Samoa, also attended.", "chl"),
    ("It was attended by Chad's Minister of Lake Chad Basin Commission Affairs, Hon. Ali Abba, and Niger's Minister in the Office of the President responsible for Reef Fund Affairs, Mr Issa Bako.", "tcd ner"),
    ("Those present included:\n\n1. Ralph Bell (PhD), Prime Minister of Samoa;\n\n2. Ann Lee, Premier of Niue.", "wsm niu"),
    ("The Presidents of the Fund's members, Ana Bek, of the Republic of Peru; Tom Roe, of the Republic of Chile, and Ito Abe, of Japan, gathered.", "per chl jpn"),
    ("The delegation of the Republic of Peru was led by Hon. Ana Vera, MP, Minister of Ports.", "per"),
    ("It was attended by envoys of coast services of competent agencies of Peru, Chile and Fiji.", "per chl fji"),
    ("Amb. Ana Vera, Peru's Permanent Representative to the Reef Fund, headed her country's delegation to the meeting.", "per"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), THERE, ids=[text[:40] for text, _ in THERE])
def test_envoys_stand_for_those_who_send_them(text: str, there: str) -> None:
    world = World(HEAD + text)
    assert {party for party in world.present() if len(party) == 3} == set(there.split())


CHAIRED = [
    ("Under the guidance of the Chair (Peru) and the Co-Chair (Chile), the meeting reviewed its plan.", {"per", "chl"}),
    ("Hon. Ann Lee, Cabinet Secretary, Ministry of Reef Fund Affairs, Labour and Trade, Republic of Kenya, chaired the meeting.", {"ken"}),
    ("The meeting was chaired by Ms Ann Bek, Minister of Ports of Peru, and Mr Tom Roe, Deputy Minister of Ports of Chile. Samoa spoke.", {"per", "chl"}),
    ("The meeting was chaired by Ms Ann Bek, Minister of Ports of Peru, and Mr Tom Roe, Minister of Ports of Chile, spoke.", {"per"}),
    ("The session was presided over by Mr Tom Roe, Minister of Ports of Chile.", {"chl"}),
    ("The Board held its meeting in Suva, headed by Mr Tom Roe, Minister of Ports of Chile.", {"chl"}),
    ("The Board held its meeting after a visit by envoys headed by Mr Tom Roe, Minister of Ports of Chile.", set()),
    ("Ms Rosa Vidal of Peru was elected chairperson of the meeting.", {"per"}),
    ("Ms Rosa Vidal of Peru was elected chairperson of the Guild.", set()),
    ("In line with its rules the Board appointed Peru as Chair and Chile as Rapporteur.", {"per"}),
    ("Delegates elected Mr Tom Roe (Peru) Chairperson and Ms Ann Lee (Chile) Vice-Chair.", {"per"}),
    ("The Board elected Peru and Chile as Co-Chairs.", {"per", "chl"}),
    ("The Board chose Ms Rosa Vidal of Peru to chair the session.", {"per"}),
    ("The Board appointed Peru as Chair for the years 2013 to 2015.", set()),
    ("The meeting was convened by Co-Chairman Ambassador Tom Roe of Peru.", {"per"}),
    ("Vice-Chair Tom Roe of Peru thanked all.", set()),
    ("It was presided over by Hon. Tom Roe, Peru's Minister of Ports and outgoing Reef Fund Chair.", {"per"}),
    ("It was convened under the chairmanship of the 2011-2012 Reef Fund Co-Chairs, Peru and Chile.", {"per", "chl"}),
    ("The meeting was chaired by the Reef Fund.", {"reef-fund"}),
    ("The Reef Fund Chairman Tom Roe of Peru thanked all.", set()),
    ("The meeting was chaired by Hon. Ann Lee, Secretary in the Ministry of Reef Fund Affairs (RFA), Labour and Trade of the Republic of Kenya.", {"ken"}),
    ("9 May 2016 | UNDP\n\nThe event, chaired by Chile, was long.", {"chl"}),
    ("Participants noted the discussions led by Peru and Chile.", set()),
    ("The meeting agreed that the Panel would go on with its work under the Chairmanship of Peru.", set()),
    ("In Attendance: Board Members\nChair: Lars Roe Peru: Ann Bek Chile: Tom Lee", set()),
    ("The talks with Peru, which led to a treaty, took a day.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chairs"), CHAIRED, ids=[text[:40] for text, _ in CHAIRED])
def test_who_chaired(text: str, chairs: set[str]) -> None:
    assert {source for source, *_ in World(HEAD + text).triples("chaired")} == chairs


def test_who_invites_a_guest_is_no_host() -> None:
    said = "At the invitation of the Director of Peruvian Customs, the Reef Fund attended the Ninth Meeting of the Harbour Board, held in Quito, Ecuador, on 3 May 2012."
    assert not World(said).triples("hosted")


PRESENT = [
    ("Also attending were the envoys of Peru and Chile.", {"per": "participant", "chl": "participant"}),
    ("Among those present were the envoys of Peru.", {"per": "participant"}),
    ("Peru and Chile took part in the discussions.", {"per": "participant", "chl": "participant"}),
    ("Among the participants were envoys of Peru and Chile.", {"per": "participant", "chl": "participant"}),
    ("Minister Rosa Vidal of Peru and Minister Ana Ruiz of Chile led their delegations.", {"per": "participant", "chl": "participant"}),
    ("Attended by more than 40 envoys from 9 countries, including Peru and Chile, the meeting closed.", {"per": "participant", "chl": "participant"}),
    ("Heads of Delegation\n\n- Peru – Ms Rosa Vidal\n- Chile – Ms Ana Ruiz", {"per": "participant", "chl": "participant"}),
    ("Attendance\n\nPeru: Ms Rosa Vidal, Deputy Minister\nChile: Ms Ana Ruiz, Director", {"per": "participant", "chl": "participant"}),
    ("The meeting was well attended with envoys from Peru and Chile.", {"per": "participant", "chl": "participant"}),
    ("The meeting was held in Suva under the Chairmanship of Samoa and with the participation of Peru and Chile.", {"per": "participant", "chl": "participant"}),
    ("Present were:\n\nFor the Republic of Peru:\nMs Rosa Vidal\nMinister of Ports.\n\nFor the Republic of Chile:\nMs Ana Ruiz", {"per": "participant", "chl": "participant"}),
    ("At the invitation of the President of Chile, the leaders and envoys of Peru and Samoa met in Suva on 3 May 2012 for the Fifth Meeting of the Harbour Board.", {"per": "participant", "chl": "participant"}),
    ("The list of those that attended is given below:\n\nPeru Chile Samoa Tonga Kiribati and Fiji. Ghana was an observer.", {"per": "participant", "chl": "participant"}),
    ("The following leaders or their envoys took part in the meeting: H.E. Ann Bek, President of Peru; H.E. Tom Roe, President of the Republic of Chile.", {"per": "participant", "chl": "participant"}),
    ("Among those present were Ann Bek, of Peru; Tom Roe, of Chile; and Sam Lee, of Samoa.", {"per": "participant", "chl": "participant"}),
    ("The meeting was attend by envoys from Peru, Samoa and Chile.", {"per": "participant", "chl": "participant"}),
    ("The meeting was attended by the Board Directors for Peru, Samoa and Chile together with their staff.", {"per": "participant", "chl": "participant"}),
    ("The meeting asked the Board Directors for Peru, Samoa and Chile to write.", {}),
    ("Present were:\n\nFor the Republic of Chile:\nMs Ana Ruiz,\nChair of the Council of Peru", {"chl": "participant"}),
    ("Observer representatives included the envoys of Peru and Chile.", {"per": "observer", "chl": "observer"}),
    ("Among those absent were the envoys of Peru.", {}),
    ("The meeting was attended by the Deputy Ministers for Ports and Tides of Peru, Samoa and Chile.", {"per": "participant", "chl": "participant"}),
    ("Ministers responsible for Ocean Affairs of Chile and Peru took part in the meeting, as did their staff.", {"per": "participant", "chl": "participant"}),
    ("The meeting asked the Ministers for Ports of Peru, Samoa and Chile to write.", {}),
    ("Participating States and Organisations\n- Peru, Chile\n- The budget was approved.", {"per": "participant", "chl": "participant"}),
    ("Officials met with the participation of Their Excellencies:\nHis Highness Prince Ali bin Omar,\nMinister of Ports of the Republic of Peru\nHer Excellency Ms Rosa Vidal,\nMinister of Ports of the Republic of Chile", {"per": "participant", "chl": "participant"}),
    ("The meeting counted on the presence of ministers of Peru.", {"per": "participant"}),
    ("The Peruvian delegation was headed by Minister Rosa Vidal.", {"per": "participant"}),
    ("Present were delegates of Peru and Chile, with Samoa as an observer.", {"per": "participant", "chl": "participant"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there"), PRESENT, ids=[text[:40] for text, _ in PRESENT])
def test_who_was_there(text: str, there: dict[str, str]) -> None:
    found = World(HEAD + text).present()
    assert {party: role for party, role in found.items() if party in ("per", "chl")} == there


HOSTS = [
    ("It was attended by delegates of Peru, Chile and Samoa, the host country.", {"wsm"}),
    ("Delegates thanked Samoa for the excellent organisation of the meeting.", {"wsm"}),
    ("Bureau of Maritime Affairs\n\nThe Board hosted delegates of Peru at the meeting.", set()),
    ("The Government of Samoa hosted the continuation of the Fifth Meeting of the Harbour Board.", {"wsm"}),
    ("It was attended by delegates of Peru and Samoa, the host of the next meeting.", set()),
    (
        "At the invitation of the Minister of Ports of Samoa, the envoys of Peru, Chile and Fiji met in Suva on 3 May 2012.",
        {"wsm"},
    ),
]


@pytest.mark.parametrize(("text", "hosts"), HOSTS, ids=[text[:40] for text, _ in HOSTS])
def test_who_hosted(text: str, hosts: set[str]) -> None:
    assert {source for source, *_ in World(HEAD + text).triples("hosted")} == hosts


def test_names_are_met_in_either_spelling() -> None:
    one = World(
        HEAD + "It was attended by the International Labor Organisation and the Shanghai Cooperation Organization."
    )
    assert one.present().keys() == {"ilo", "sco"}


def test_initials_in_brackets_are_a_persons_where_an_affiliation_follows() -> None:
    minutes = "Members present:\n\n- Joan Tarn (JT), Tidal Bank\n- Rolf Maas (RMa), Reef Fund\n- Sea Watch (SW)\n\n"
    world = World(HEAD + minutes + "The Chair welcomed Ida Dale (ID), who took the minutes.")
    assert world.present().keys() == {"tidal-bank", "reef-fund", "sea-watch"}
    assert not any("tarn" in node or "maas" in node or "dale" in node for node in world.nodes)


def test_a_headline_in_small_letters_names_the_workshop() -> None:
    world = World("Reef Fund tide mapping workshop in Samoa\n\nMs Ana Ruiz of Chile attended.")
    assert world.nodes[world.own]["name"] == "Reef Fund tide mapping workshop" and world.present() == {
        "chl": "participant"
    }


def test_the_short_form_of_a_state_and_a_council_is_the_states_unless_the_page_says_otherwise() -> None:
    assert World(HEAD + "The DRC attended.").present().keys() == {"cod"}
    said = "The Danish Refugee Council (DRC) spoke. The DRC attended."
    assert World(HEAD + said).present().keys() == {"danish-refugee-council"}


def test_trafficking_in_things_is_not_trafficking_in_persons() -> None:
    told = {
        topic
        for _, _, topic in World(
            HEAD + "The meeting agreed to fight drug trafficking and trafficking in arms."
        ).triples("about")
    }
    assert told == {"related-transnational-crime"}
    told = {
        topic for _, _, topic in World(HEAD + "The meeting agreed to fight trafficking in persons.").triples("about")
    }
    assert told == {"trafficking-in-persons"}


def test_ministers_of_a_body_do_not_meet_as_its_summit() -> None:
    said = "The 6th Reef Fund Summit will be held on 3 November 2016 in Lima. The meeting of the Reef Fund foreign ministers, which was held on 2 May 2016 in Quito, spoke of it."
    summit = next(row for row in World(said).nodes.values() if "Summit" in row["name"])
    assert summit["start"] == "2016-11-03"


def test_whoever_convenes_a_meeting_of_others_does_not_meet() -> None:
    said = "The Reef Fund convened, as agreed at its session in Lima, a sub-regional meeting on piracy, which took place in Quito from 3 to 5 May 2012."
    assert not any(row["name"].startswith("Meeting of the Reef Fund") for row in World(said).nodes.values())


SHORT = """Fifth Round of Talks on Shared Stocks (RTS-5)

The Fifth Round of Talks on Shared Stocks (RTS-5) was held in Suva, Fiji, on 4 May 2017.

"""


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("The Reef Fund and Peru also joined the RTS-5.", {"reef-fund", "per"}),
        ("Peru sent an observer to the 5th RTS-5, and Chile came to the RTS-5.", {"per", "chl"}),
        ("Peru joined the RTX-5.", set()),
    ],
)
def test_an_event_by_the_short_form_that_its_page_gives(text: str, there: set[str]) -> None:
    assert set(World(SHORT.replace("Round of Talks", "Meeting") + text).present()) == there


def test_another_number_before_a_short_form_is_another_event() -> None:
    said = "Third Tide Meeting (TIM)\n\nThe Third Tide Meeting (TIM) was held in Suva on 4 May 2017. Peru attended the Second TIM in Lima on 3 May 2016."
    world = World(said)
    ((_, _, other),) = world.triples("participated_in")
    assert (
        world.nodes[f"meeting:{other}"]["name"] == "Second Tide Meeting"
        and world.nodes[f"meeting:{other}"]["start"] == "2016-05-03"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The meeting focused on, inter alia:\n\n(a) Increased access to ports\n\n(b) Improving the count of boats",
        "Members shared their views on three areas:\n- Developing a map of the reef;\n- Advancing the work plan.",
        "Delegates discussed:\n- Strengthening the fund;\n- Adopting new rules.",
    ],
)
def test_what_was_only_talked_of_is_no_act(text: str) -> None:
    assert not World(HEAD + text).acts()


def test_both_halves_of_a_region_belong_to_the_name() -> None:
    said = "Islands and Straits Regional Meeting\n\nApia (Samoa), 24-25 May 2010\n\nPeru took part in the meeting of the Islands and Straits Region."
    names = {node["name"] for node in World(said).nodes.values()}
    assert "Islands and Straits Regional Meeting" in names and "Islands and Straits Region" in names


@pytest.mark.parametrize(
    "text",
    [
        "The representative of Peru said that the reef is large.",
        "Chile indicated that its boats are old.",
        "Welcoming Remarks\n\nMs Roe welcomed the participants to Samoa.",
    ],
)
def test_a_speakers_remark_is_no_act(text: str) -> None:
    assert not World(HEAD + text).acts()


def test_what_is_noted_beside_an_act_is_no_act_of_its_own() -> None:
    said = "Ministers agreed to go on with the map, emphasising the wishes of Samoa."
    assert [force for force, _ in World(HEAD + said).acts()] == ["agreed"]


EVENTS = [
    ("The Extra–Ordinary Summit of Heads of State of the Reef Community was held in Suva on 9 March 2011.\n\nThe opening session of the Summit was long. Summit noted the map.", {"Extra–Ordinary Summit of Heads of State of the Reef Community"}),
    ("Harbour life\n\nSuva, May 4, 2010: The 5th Reef Tide Ministers meeting was held here on 4 May 2010.", {"5th Reef Tide Ministers meeting"}),
    ("Meeting of Ministers of the Reef Alliance is held\n\nThe Minister of Ports of Peru led the meeting of the Council of Ministers of the Reef Alliance (RA) on 4 May 2010.", {"Meeting of Ministers of the Reef Alliance"}),
    ("Fifth Meeting of the Harbour Board\n\nThe Board welcomed the speaker of the Grand National Assembly of Peru and the State Assembly of Chile.", {"Fifth Meeting of the Harbour Board"}),
    ("Fifth Reef Summit\n\nWe welcomed the report from the Tide Ministers’ Meeting in Rome on 4 July 2018, and the conclusions of that meeting.", {"Fifth Reef Summit", "Tide Ministers’ Meeting"}),
    ("Chairs' Summary of the Third Ministerial Interim Meeting, Rome, Italy\n\nThe Third Ministerial Interim Meeting was held in Rome on 17 January 2017.", {"Third Ministerial Interim Meeting"}),
    ("Fifth Reef Summit\n\nMinisters welcomed the participation at the Summit of the President of the Reef Fund.", {"Fifth Reef Summit"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), EVENTS, ids=[text[:40] for text, _ in EVENTS])
def test_the_events_of_a_page(text: str, names: set[str]) -> None:
    found = {node["name"] for node in World(text).nodes.values() if node["kind"] in ("meeting", "workshop")}
    assert found == names


def test_persons_with_their_states_are_no_organisations() -> None:
    said = "The Presidents of the Republic of Peru, Ann Bek; of the Republic of Chile, Tom Roe; of Samoa, Sam Lee, as well as the envoy of Fiji met in Suva on 3 May 2012 for the Fifth Meeting of the Harbour Board."
    assert {"per", "chl", "wsm", "fji"} >= set(World(HEAD + said).present())


def test_members_of_an_organisation_are_not_the_organisation() -> None:
    said = "The meeting was attended by envoys from Peru and 16 Reef Forum (RF) member countries."
    assert set(World(HEAD + said).present()) == {"per"}


def test_as_chair_of_somebody_is_not_with_them() -> None:
    said = "The meeting was chaired by Hon. Tom Roe, Minister of Ports of Peru, as Chair of the Reef Forum."
    world = World(HEAD + said)
    assert "reef-forum" not in world.present() and {s for s, *_ in world.triples("chaired")} == {"per"}


def test_a_body_on_a_state_bears_its_short_form() -> None:
    said = "The Contact Group on Fiji (CGF) met in Suva on 3 May 2012. The CGF calls on Peru to lend a boat and welcomes the new map."
    assert sorted(force for force, _ in World(said).acts()) == ["recommended", "welcomed"]


def test_the_name_behind_an_office_is_no_member_of_the_list() -> None:
    said = "The meeting was addressed by the Secretary General of the League of Arab States, Amin Bek and the Peruvian Foreign Minister, Rosa Vidal."
    assert set(World(HEAD + said).present()) <= {"league-of-arab-states", "per"}


def test_an_unknown_party_behind_a_named_person_stays_a_member() -> None:
    said = "The meeting was attended by Rosa Vidal, Minister of Ports of Peru, Gran Colina, Samoa and Chile."
    assert "gran-colina" in World(HEAD + said).present()


def test_what_ministers_are_of_is_no_body() -> None:
    said = "The Ministers of Agriculture of the Reef Farming Council met in Suva on 3 May 2012.\n\nIn attendance were Ann Bek, Minister of Agriculture, Livestock and Supply of Peru; and Tom Roe, Minister of Agriculture of Chile."
    world = World(said)
    assert set(world.present()) == {"per", "chl"} and not any(
        "agriculture" in n for n in world.nodes if n.startswith("body:")
    )


def test_an_office_without_a_name_was_not_there() -> None:
    said = "The meeting was held with the participation of Peru and of the Vice-Prime-Minister."
    assert set(World(HEAD + said).present()) == {"per"}


@pytest.mark.parametrize(
    "text",
    [
        "Outcomes\n\n1. Peru will host a workshop on maps.\n\n2. Chile was asked to lend a boat.\n\nLast updated: 3 May 2015",
        "Outcomes\n\n1. Peru will host a workshop on maps.\n\n2. Chile was asked to lend a boat.\n\n© 2015 Secretariat. All rights reserved.",
        "Conclusions\n\n- Ms Ann Lee, Director, Reef Fund\n- Mr Tom Roe, Secretary, Tide Council\n- Peru will host a workshop on maps.\n- Chile was asked to lend a boat.",
        "Outcomes\n\n- Training activities\n- Boats\n- Peru will host a workshop on maps.\n- Chile was asked to lend a boat.",
    ],
)
def test_lines_below_a_heading_that_say_nothing_are_no_acts(text: str) -> None:
    assert sorted(force for force, _ in World(HEAD + text).acts()) == ["agreed", "tasked"]


@pytest.mark.parametrize(
    "text",
    [
        "It is untrue that Peru attended the meeting.",
        "It was not correct that Peru chaired the meeting.",
        "It seems improbable that Peru hosted the meeting.",
        "What is wrong is that Peru chaired the meeting.",
        "It is possible that Peru took part in the meeting.",
        "That ministers endorsed the tide plan is false.",
        "It is incorrect to claim that the meeting adopted the tide plan.",
        "It is unlikely that the meeting agreed to set up a tide fund.",
    ],
)
def test_what_a_page_calls_false_or_only_possible_is_not_said(text: str) -> None:
    world = World(HEAD + text)
    assert "per" not in world.present() and not world.acts()


def test_what_a_page_calls_true_or_good_is_said() -> None:
    said = "It is true that Peru attended the meeting. It was good that Chile attended the meeting."
    assert {"per", "chl"} <= set(World(HEAD + said).present())


@pytest.mark.parametrize(
    "text",
    [
        "Divers from Peru and Chile gathered in Suva on 3 May 2012 to talk about wrecks.",
        "The deputy ministers of the Reef Pact will meet in Suva on 3 May 2012. They last met in Lima in March 2010.",
        "Experts of the Reef Pact and its members met in Suva on 3 May 2012.",
    ],
)
def test_the_meeting_renames_no_event_that_a_verb_tells(text: str) -> None:
    alone, with_guest = (World(f"Old wrecks\n\n{said}") for said in (text, f"{text}\n\nMali came to the meeting."))
    assert alone.nodes.items() <= with_guest.nodes.items() and "mli" in str(with_guest.relations)


def test_the_meeting_far_behind_another_one_is_the_own_event() -> None:
    before = "The Third Conference of the Reef Pact was held in Suva on 3 May 2012. A Senior Officials' Meeting had paved the way."
    between = "\n\n".join(f"It adopted the tide plan for zone {n}." for n in range(1, 7))
    world = World(f"Third Conference of the Reef Pact\n\n{before}\n\n{between}\n\nMali came to the meeting.")
    assert world.own.startswith("meeting:") and "mli" in world.present()


COMERS = [
    (
        "The meeting was also attended by delegations from the following Parties to the Reef Pact, which were no Council members: Peru, Chile, and Mali.",
        {"per", "chl", "mli"},
    ),
    (
        "The participants were four ministers from the region, namely, H.E. Ann Bek, Minister of Ports of Peru; H.E. Tom Roe, Minister of Trade of Chile; and Ms. Eva Lin, Minister of Mali.",
        {"per", "chl", "mli"},
    ),
    (
        "Peru took part in the meeting alongside Chile (CHL), Mali and the Reef Fund.",
        {"per", "chl", "mli", "reef-fund"},
    ),
    (
        "The President of Peru, Premiers of Chile, Mali and the Ministers, Ambassadors and Envoys of Oman, Chad and Japan attended the meeting.",
        {"per", "chl", "mli", "omn", "tcd", "jpn"},
    ),
    (
        "The meeting brought together ministers of Peru, Japan's G7 presidency, Chile and Mali.",
        {"per", "jpn", "chl", "mli"},
    ),
    ("Members welcomed Peru, Chile and the Reef Fund as observers.", {"per", "chl", "reef-fund"}),
]


@pytest.mark.parametrize(("text", "came"), COMERS, ids=[text[:40] for text, _ in COMERS])
def test_lists_of_those_who_came_in_further_forms(text: str, came: set[str]) -> None:
    assert set(World(HEAD + text).present()) == came


@pytest.mark.parametrize(
    "text",
    [
        "Peru spoke of the work that it does alongside Chile and Mali.",
        "The participants spoke of two ports, namely those of Chile and Mali.",
        "Members welcomed Peru and Chile as donors of the new fund.",
    ],
)
def test_lists_of_others_are_not_of_those_who_came(text: str) -> None:
    assert not {"chl", "mli"} & set(World(HEAD + text).present())


def test_the_states_whose_ministers_met_were_there() -> None:
    said = "The Sixth Meeting of the Trade Ministers of Peru, Chile and Mali took place in Suva on 4 May 2015.\n\nThe seventh meeting of the Trade Ministers of Oman, Chad and Japan will be held in Lima in 2016."
    world = World("Sixth Meeting of the Trade Ministers of Peru, Chile and Mali\n\n" + said)
    assert set(world.present()) == {"per", "chl", "mli"}
    assert {r["basis"] for r in world.relations if r["relation"] == "participated_in"} == {"inferred"}


def test_the_secretariat_of_a_forum_is_its_own() -> None:
    world = World("Third Meeting of the Lake Forum\n\nThe Forum Secretariat will print the tide plan.")
    assert not any("pif" in node for node in world.nodes)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Premiers' Meeting of the Reef Pact and Oman",
            "The meeting of the Reef Pact states (Peru, Chile and Mali) and the Premier of Oman was held on 3 May 2012 in Suva, Fiji. It was attended by Samoa.",
        ),
        (
            "Second Meeting of the Reef Coast States",
            "The second meeting of the reef coast states – Peru, Chile, Mali and Oman – took place in Suva, Fiji, on 3 May 2012. It was attended by Samoa.",
        ),
    ],
)
def test_the_states_that_a_meeting_is_of_stand_in_an_aside(title: str, said: str) -> None:
    world = World(f"{title}\n\nSuva, May 3, 2012\n\n" + said)
    assert {"per", "chl", "mli", "wsm"} <= set(world.present())
    assert len([n for n in world.nodes if n.startswith("meeting:")]) == 1


def test_names_below_each_other_are_a_list() -> None:
    lines = "Republic of Peru\nHellenic Republic\nOman\nRussian Federation\nUnited Arab Emirates"
    world = World(HEAD + "The following Member States attended the meeting:\n\n" + lines)
    assert set(world.present()) == {"per", "grc", "omn", "rus", "are"}


def assigned(world: World) -> set[tuple[str, str]]:
    """Return the wording of each act that somebody is to do, and who."""
    return {
        (world.nodes[r["source"]]["wording"], r["target"].split(":", 1)[1])
        for r in world.relations
        if r["relation"] == "assigned_to"
    }


RESOLVED = """Third Meeting of the Reef Board

The Third Meeting of the Reef Board,

RESOLVES:

1. To take note of the report on tides.

2. To ask the Director:

(a) to keep the gauges in order;

(b) to advise the Tide Committee on fees;

(c) to report to the Fourth Meeting on what was spent.

3. To urge Samoa to lend a boat.
"""


def test_whom_a_resolution_asks_is_to_do_what_stands_below() -> None:
    world = World(RESOLVED)
    done = dict(assigned(world))
    assert {who for wording, who in assigned(world) if wording.startswith("to ")} == {"reef-board-director"}
    assert done["To urge Samoa to lend a boat"] == "wsm"
    assert ("noted", "To take note of the report on tides") in world.acts()
    assert not any("report on tides" in wording for wording in done)


@pytest.mark.parametrize(
    "text",
    [
        "North American officials attended the meeting.",
        "Experts of the Inter-American Panel and West Indian delegates attended the meeting.",
    ],
)
def test_the_people_of_a_continent_are_of_no_state(text: str) -> None:
    assert not {"usa", "ind"} & set(World(HEAD + text).present())


def test_a_name_that_is_given_to_something_is_no_call() -> None:
    said = "Both speakers called the Harbour Board a model for the region. Ministers called on Peru to lend a boat."
    assert [force for force, _ in World(HEAD + said).acts()] == ["recommended"]


@pytest.mark.parametrize("dash", ["-", "–"])
def test_the_day_of_a_dateline_without_a_year_is_not_the_day_of_the_event(dash: str) -> None:
    said = f"Fifth Meeting of the Harbour Board\n\n21 May 2013\n\nSuva, May 21 {dash} On May 17, 2013 the Fifth Meeting of the Harbour Board took place in Suva, Fiji."
    world = World(said)
    assert world.nodes[world.own]["start"] == "2013-05-17"


def test_a_place_line_below_another_event_is_of_that_one() -> None:
    said = "Report of the Fifth Meeting of the Harbour Board\n\nTWELFTH CONFERENCE OF THE TIDE LEAGUE\n\nOslo, Norway, 22 to 26 April 2002\n\nThe Fifth Meeting of the Harbour Board was held in Suva, Fiji, from 24 to 27 October 2001."
    world = World(said)
    assert world.nodes[world.own]["start"] == "2001-10-24"
    assert {place for event, _, place in world.triples("held_in") if event in world.own} == {"suva"}


CHAIRED = [
    (
        "Ann Bek, Secretary of Ports of Peru and pro tempore President of the Harbour Board, opened the meeting.",
        {"per"},
    ),
    ("The meeting was opened by Tom Roe, Minister of Ports of Peru and Chairman of the Harbour Board.", {"per"}),
    ("Ms Ann Bek (Peru), Chair of the Board, welcomed the delegates.", {"per"}),
    (
        "Ms Ann Bek, Minister of Trade of Peru, and Mr Tom Roe, Minister of Chile, shared the chairmanship.",
        {"per", "chl"},
    ),
    ("With Peru in the presidency, the meeting went through the agenda.", {"per"}),
    ("It was chaired by H.E. Ann Bek, the Minister in charge of fisheries of Peru.", {"per"}),
    ("The chair was taken by Ms Ann Bek, Director of the Tide Office, Peru.", {"tide-office"}),
    ("Ann Bek, Minister of Peru and former Chair of the Harbour Board, opened the meeting.", set()),
    ("Ann Bek, Minister of Peru and Vice-Chairman of the Harbour Board, opened the meeting.", set()),
    ("Ann Bek, Minister of Peru and Chair of the Reef Fund, opened the meeting.", set()),
]


@pytest.mark.parametrize(("text", "chairs"), CHAIRED, ids=[text[:50] for text, _ in CHAIRED])
def test_who_presided_by_office(text: str, chairs: set[str]) -> None:
    world = World(HEAD + text)
    assert {who for who, _, event in world.triples("chaired") if event == world.own.split(":", 1)[1]} == chairs


def test_a_level_is_no_event() -> None:
    said = "The Friends of the Reef met at Ministerial level in Suva on 3 May 2012 in the margins of the 69th session of the Tide Assembly, co-chaired by Peru and Chile."
    assert not World("Statement of the Friends of the Reef\n\n" + said).own


def test_the_joint_meeting_of_two_bodies_behind_a_day_is_the_own_event() -> None:
    world = World(
        "News\n\nOn May 3, 2012, the 48th joint meeting of the Reef Board and the Tide Panel was held in Suva, Fiji."
    )
    assert world.nodes[world.own]["start"] == "2012-05-03"


def test_who_held_a_session_of_its_own_is_what_the_page_is_about() -> None:
    said = "The Coral Coast Council (CCC) held its XIV Session in Suva on 3 May 2012, with representatives of the Reef Regional Council.\n\n1. The Council reaffirms that it is bound by the tide plan.\n\n2. The Council welcomes the new gauges."
    world = World("Communiqué, Coral Coast Council (CCC), Suva, 3 May 2012\n\n" + said)
    assert sorted(force for force, _ in world.acts()) == ["noted", "welcomed"]
    assert {body for event, _, body in world.triples("session_of") if event in world.own} == {"coral-coast-council"}


def test_the_town_of_a_dateline_is_not_where_a_webinar_was() -> None:
    said = "LIMA, (News Agency - 10th Apr, 2020) The Fifth Meeting of the Harbour Board was held via webinar on Thursday, 09 April 2020."
    assert not World("Fifth Meeting of the Harbour Board\n\n" + said).triples("held_in")


def test_what_only_tells_more_of_a_name_is_no_act() -> None:
    said = "The meeting decided on:\n\n- Endorsement of the tide plan as proposed by the Reef Panel\n- Approval of the budget\n\nThe resolution adopted at the meeting is available at the link below."
    assert sorted(wording for _, wording in World(HEAD + said).acts()) == [
        "Approval of the budget",
        "Endorsement of the tide plan as proposed by the Reef Panel",
    ]


@pytest.mark.parametrize(
    ("said", "came"),
    [
        ("will be held in Suva, Fiji, on 4 May 2031.", set()),
        ("has been cancelled.", set()),
        ("was held in Suva, Fiji, on 4 May 2011. Chile was absent.", {"per", "mli"}),
        ("was held in Suva, Fiji, on 4 May 2011. Apologies came from Chile and Mali.", {"per"}),
    ],
)
def test_nobody_came_to_a_meeting_to_come_or_is_there_who_was_absent(said: str, came: set[str]) -> None:
    name = "Ninth Meeting of the Trade Ministers of Peru, Chile and Mali"
    assert set(World(f"{name}\n\nThe {name} {said}").present()) == came


def test_all_delegates_of_a_state_are_of_that_state() -> None:
    assert set(World(HEAD + "All Peruvian delegates attended the meeting.").present()) == {"per"}


def test_what_that_meeting_agreed_is_said_though_it_speaks_of_what_cannot_be() -> None:
    said = "That meeting agreed that it was impossible to extend the plan."
    assert [force for force, _ in World(HEAD + said).acts()] == ["agreed"]


def test_who_convened_somewhere_hosted_nothing() -> None:
    said = "Divers of Peru, Chile and Mali convened in Suva for the Second Meeting of the Wreck Panel."
    assert not World(HEAD + said).triples("hosted")
