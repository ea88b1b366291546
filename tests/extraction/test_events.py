"""Events: their names, dates, places, series, and which of several a passage speaks of."""

from __future__ import annotations

import pytest
from world import World

OPENINGS = [
    (
        "Special Ministerial Meeting on the Strait\n\nForeign Ministers convened in Jakarta, Indonesia, on 20 May 2015.",
        "jakarta",
        "2015-05-20",
        "",
    ),
    (
        "Co-Chairs' Statement\n\nThe Third Retreat of Senior Officials, co-chaired by Mr Ahmad Rizal of Indonesia and Ms Lucy Kent of Australia, was held in Perth on 5-6 March 2014.",
        "perth",
        "2014-03-05",
        "2014-03-06",
    ),
    (
        "Workshop on Cash Couriers\n\nFrom 4 to 6 May 2010, Kuala Lumpur was the venue of a workshop on cash couriers.",
        "kuala-lumpur",
        "2010-05-04",
        "2010-05-06",
    ),
    (
        "Twelfth Session of the Committee on Migration\nAddis Ababa, Ethiopia\n3-5 April 2017\n\nThe session was opened by the Chair, Kenya.",
        "addis-ababa",
        "2017-04-03",
        "2017-04-05",
    ),
    (
        "Meeting of the Contact Group\n\nThe Contact Group met on 3 June 2015 at the invitation of Switzerland in Bern.",
        "bern",
        "2015-06-03",
        "",
    ),
    (
        "Declaration\n\nadopted at the Sixth Conference of Ministers of Labour, Lima, Peru, on 9 October 2009\n\nThe Ministers agreed to meet again.",
        "lima",
        "2009-10-09",
        "",
    ),
    (
        "Fifth Conference of Ports\n\nMinisters of the Ports met in Bali, Indonesia, on 2 April 2013 for their Fifth Conference.",
        "bali",
        "2013-04-02",
        "",
    ),
    (
        "Fourth Meeting of the Harbour Group\n\nFrom the 30th of May to the 1st of June 2011 the Group met in Suva, Fiji.",
        "suva",
        "2011-05-30",
        "2011-06-01",
    ),
    (
        "Workshop on Coastal Patrols\n\nThe workshop ran from Monday 3 to Wednesday 5 June 2019 at the Grand Hotel in Manila.",
        "manila",
        "2019-06-03",
        "2019-06-05",
    ),
    (
        "Workshop on Coastal Patrols\n\nIt was in Manila, on 8 August, 2015, that the workshop opened.",
        "manila",
        "2015-08-08",
        "",
    ),
    (
        "Workshop on Coastal Patrols\n\n2013\n\nThe workshop took place from 18-21 November in Bangkok.",
        "bangkok",
        "2013-11-18",
        "2013-11-21",
    ),
    (
        "Fourth Meeting of the Harbour Group\n\nThe meeting opened in Suva on 3 May 2015 and ended on 5 May.",
        "suva",
        "2015-05-03",
        "2015-05-05",
    ),
    (
        "Fourth Meeting of the Harbour Group\n\nThe meeting, the fourth of the Group, was held in Suva on 3 May 2015.",
        "suva",
        "2015-05-03",
        "",
    ),
    (
        "Fourth Meeting of the Harbour Group\n\nThe fourth meeting of the Harbour Group took place on the sidelines of the"
        " Pacific Forum in Suva on 3 May 2015.",
        "suva",
        "2015-05-03",
        "",
    ),
    (
        "Third Meeting of the Harbour Group\n\nHeld at the Secretariat in Suva on 3 May 2015, the meeting heard reports.",
        "suva",
        "2015-05-03",
        "",
    ),
]


@pytest.mark.parametrize(("page", "place", "start", "end"), OPENINGS, ids=[p.split("\n")[0] for p, *_ in OPENINGS])
def test_the_event_of_a_page(page: str, place: str, start: str, end: str) -> None:
    world = World(page)
    node = world.nodes[world.own]
    assert (node["start"], node["end"]) == (start, end)
    assert {target for source, _, target in world.triples("held_in") if world.own.endswith(source)} == {place}


def test_a_process_is_no_place_and_a_treaty_is_none() -> None:
    world = World(
        "Rabat Process: Thematic Meeting\n\nUnder the Rabat Process, a thematic meeting on visas was held in Bamako, Mali, on 17 June 2014. Members noted the Manila Declaration."
    )
    assert {n["name"] for n in world.nodes.values() if n["kind"] == "place"} == {"Bamako"}


def test_several_meetings_on_one_page_keep_their_own_participants() -> None:
    world = World(
        "Tenth Meeting of the Task Force on Planning and Preparedness and Fifth Meeting of the Technical Experts Group on"
        " Returns and Reintegration\n\nLocation: Bangkok, ThailandDate: 3 - 5 March 2020\n\nThe Task Force met on 3 March 2020."
        " Participants came from India and Nepal.\n\nThe Task Force agreed to hold an exercise.\n\nThe Technical Experts Group met"
        " on 4 and 5 March 2020. Participants came from Fiji and IOM.\n\nThe Group asked IOM to prepare a guide."
    )
    assert {(s, t) for s, _, t in world.triples("participated_in")} == {
        ("ind", "tfpp-10"),
        ("npl", "tfpp-10"),
        ("fji", "tegrr-5"),
        ("iom", "tegrr-5"),
    }
    assert {t for _, _, t in world.triples("agreed_at")} == {"tfpp-10", "tegrr-5"}
    assert world.nodes["meeting:tegrr-5"]["start"] == "2020-03-04"


def test_two_dates_are_kept_and_reported() -> None:
    world = World(
        "Ninth Meeting of the Port Group\n\nLocation: Yerevan, ArmeniaDate: 11 April 2013\n\nThe Ninth Meeting of the Port Group was held in Yerevan on 12 April 2013."
    )
    assert "2013-04-11" in world.nodes[world.own]["note"] and "2013-04-12" in world.nodes[world.own]["note"]
    assert world.drawn[0].contradictions


def test_a_cancelled_and_a_merely_wished_event_are_none() -> None:
    world = World(
        "Second Meeting of the Port Group\n\nThe Second Meeting of the Port Group was held in Riga, Latvia, on 3 June 2019.\n\nThe seminar on visas, planned for Oslo on 3 June 2020, was cancelled. Members agreed to hold a workshop on charts."
    )
    assert {k for k, n in world.nodes.items() if n["kind"] in ("meeting", "workshop")} == {world.own}


def test_listed_workshops() -> None:
    world = World(
        "Second Meeting of the Port Group\n\nThe Second Meeting of the Port Group was held in Riga, Latvia, on 3 June 2019.\n\n2019 Workshops\n\n"
        "Regional Workshop on Maritime Rescue – Port Louis, Mauritius, 5-7 May 2019\n\nSeminar on Witness Protection\n- Gaborone, Botswana, 20 October 2019"
    )
    shops = {(n["name"], n["start"]) for n in world.nodes.values() if n["kind"] == "workshop"}
    assert shops == {
        ("Regional Workshop on Maritime Rescue", "2019-05-05"),
        ("Seminar on Witness Protection", "2019-10-20"),
    }


def test_chairs_told_by_persons() -> None:
    world = World(
        "Third Expert Meeting on Tides\n\nCo-chaired by Ambassador Lena Holm (Sweden) and Mr Felipe Duarte (Peru), the Third Expert Meeting on Tides took place in Stockholm, Sweden, from 1 to 2 March 2017. A dinner was hosted by Norway."
    )
    assert {(s, role) for s, role, _ in world.triples("chaired")} == {("swe", "co_chair"), ("per", "co_chair")}
    assert world.triples("hosted") == set()
    assert not any("Holm" in n["name"] for n in world.nodes.values())


HEAD = "Third Ministerial Meeting of the Coral Forum\n\nKoror, Palau, 7 July 2010\n\n"
LED = [
    ("The chair was held jointly by Palau and Nauru.", "", "plw nru"),
    ("Palau and Nauru, the two Co-Chairs, opened the meeting.", "", "plw nru"),
    ("The Chair of the meeting was Ms. Uludong of Palau.", "", "plw"),
    ("Ms. Uludong (Palau) chaired the meeting.", "", "plw"),
    ("In the chair: Palau.", "", "plw"),
    ("Chair: Palau; Vice-Chair: Nauru. Host: Palau.", "plw", "plw"),
    ("The Chair was grateful to Fiji, and thanked Tonga.", "", ""),
    ("The Chairs of the working groups were thanked by Fiji.", "", ""),
    ("Ministers expressed their gratitude to Palau for hosting the meeting so well.", "plw", ""),
    ("Ministers thanked Tonga for its offer of hosting the next meeting.", "", ""),
    ("Ministers thanked Nauru for hosting a workshop on visas.", "", ""),
    ("Ministers met at Palau's invitation.", "plw", ""),
    ("Palau had the honour of hosting the meeting.", "plw", ""),
    ("It was hosted by Palau; Nauru and Tonga were the co-chairs.", "plw", "nru ton"),
    ("Palau was the host and co-chaired the meeting with Nauru.", "plw", "plw nru"),
    ("Nauru was in the chair, and Japan met the costs.", "", "nru"),
    ("Palau was the host, and Japan met the costs.", "plw", ""),
    ("Palau and Nauru, as co-chairs, opened the meeting.", "", "plw nru"),
    ("We, the Ministers of Palau and Nauru, had the privilege to co-chair the meeting.", "", "plw nru"),
    ("Palau took over the chair of the League from Nauru.", "", ""),
    ("It was hosted by Palau in partnership with UNHCR.", "plw unhcr", ""),
    ("Officials closed the meeting with thanks to Palau for hosting it.", "plw", ""),
    ("Ministers welcomed Nauru as the incoming Chair.", "", ""),
    ("Palau was thanked, and all conveyed their gratitude to Palau for its hospitality.", "plw", ""),
    ("A seminar on tides is planned in Apia, with Samoa as host.", "", ""),
    ("It was co-chaired by Palau for the Forum and by Nauru for the Secretariat.", "", "plw nru"),
    ("Ms. Uludong, Minister of Ports of Palau, opened the meeting.", "", ""),
    ("Palau was appointed as Vice-Chair, and Nauru was Vice-Chair.", "", ""),
    ("Ms. Uludong of Palau, who has been Chair for the last year, left.", "", ""),
    ("The Chair of the Reef Governing Council (Hon. Uludong of Palau) chaired the meeting.", "", "plw"),
    ("Ministers recalled the Roundtable on Debt, which Fiji had hosted in Suva on 4 March 2009.", "", ""),
]


@pytest.mark.parametrize(("text", "hosts", "chairs"), LED, ids=[text[:40] for text, *_ in LED])
def test_who_led(text: str, hosts: str, chairs: str) -> None:
    world = World(HEAD + text)
    own = world.own.split(":", 1)[1]
    assert {source for source, _, target in world.triples("hosted") if target == own} == set(hosts.split())
    assert {source for source, _, target in world.triples("chaired") if target == own} == set(chairs.split())


def test_a_meeting_held_by_those_who_meet_is_that_of_the_page() -> None:
    world = World(HEAD + "Ministers of the Coral Forum held their third meeting in Koror on 7 July 2010.")
    assert [node for node, row in world.nodes.items() if row["kind"] == "meeting"] == [world.own]


@pytest.mark.parametrize(
    "title",
    [
        "Session 1 | Third Meeting of the Coral Forum",
        "Third Meeting of the Coral Forum | Session",
        "Conferences | Third Meeting of the Coral Forum | Day 1",
    ],
)
def test_where_a_page_stands_on_its_site_is_no_event(title: str) -> None:
    world = World(f"{title}\n\nKoror, Palau, 7 July 2010\n\nMembers agreed to count the reefs.")
    (event,) = (row for row in world.nodes.values() if row["kind"] == "meeting")
    assert event["name"] == "Third Meeting of the Coral Forum" and event["start"] == "2010-07-07"


def test_entries_of_a_list_need_no_name_of_their_own() -> None:
    world = World(
        "Report of the Port Group\n\nThe Port Group met twice in 2011.\n\nActivities\n\n1. Review meeting – Riga, 3-4 June 2011\n"
        "2. Safe Moorings (Harbour workshop) – Gaborone, March 2011"
    )
    shops = {
        (n["name"], n["start"]) for n in world.nodes.values() if n["kind"] in ("meeting", "workshop") and n["start"]
    }
    assert {("Review meeting", "2011-06-03"), ("Safe Moorings", "2011-03")} <= shops


@pytest.mark.parametrize(
    "text",
    [
        "Members recalled the outcomes of the meeting of 2 April 2013.",
        "UNHCR spoke of a fund, which the Port Group had set up at its meeting in Oslo in December 2009.",
        "Members compared it with the meeting in Oslo in May 2012.",
    ],
)
def test_a_day_of_its_own_makes_it_another_event(text: str) -> None:
    world = World(
        "Second Meeting of the Port Group\n\nThe Second Meeting of the Port Group was held in Riga, Latvia, on 3 June 2019."
        f"\n\n{text}"
    )
    own = world.nodes[world.own]
    assert own["start"] == "2019-06-03" and not own["note"]
    held = {(source, target) for source, _, target in world.triples("held_in")}
    assert {target for source, target in held if source == world.own.split(":")[1]} == {"riga"}


@pytest.mark.parametrize(
    ("title", "text", "start"),
    [
        (
            "Harbour League Hosts 9th Ministerial Meeting on Tides",
            "The 9th Harbour League Ministerial Meeting on Tides (HLMMT) was held in Riga on 3 June 2019.",
            "2019-06-03",
        ),
        (
            "Harbour League Coordination Workshop",
            "The League conducted a one day Coordination Workshop for Harbour League Divers in Riga on 3 June 2019.",
            "2019-06-03",
        ),
        (
            "Harbour League Tides Meeting",
            "More than 30 people gathered for the in-person meeting in Riga on 3 June 2019.",
            "2019-06-03",
        ),
    ],
)
def test_title_and_sentence_are_one_event(title: str, text: str, start: str) -> None:
    world = World(f"{title}\n\n{text}")
    (event,) = (row for row in world.nodes.values() if row["kind"] in ("meeting", "workshop"))
    assert event["start"] == start
    assert {target for _, _, target in world.triples("held_in")} == {"riga"}


@pytest.mark.parametrize(
    ("line", "chairs"),
    [
        ("The Forum elected Palau as its new Chair.", ""),
        ("Members elected Palau as Chair for 2011 to 2013.", ""),
        ("Palau was elected as Chair for the next two years.", ""),
        ("Members re-elected Palau as Chair, and Fiji as Vice-Chair, for the coming biennium.", ""),
        ("Members elected Palau as Chair.", "plw"),
        ("Members elected Palau as Chair of the session.", "plw"),
    ],
)
def test_whoever_is_to_chair_from_now_on_did_not_chair_this_meeting(line: str, chairs: str) -> None:
    world = World(f"Third Meeting of the Coral Forum\n\nKoror, Palau, 7 July 2010\n\n{line}")
    assert {source for source, _, _ in world.triples("chaired")} == set(chairs.split())
