"""The names room: states, persons with offices, agencies, lists, dates and places, by kind and in several wordings."""

from __future__ import annotations

import random

import pytest
from named_pages import document, named, parties, units

from explorer.facts.prose.names import Names, name, shipped_names
from explorer.facts.prose.names.model import AGENCY, DEMONYM, EVERYONE, OFFICE, PERSON, PROCESS, SHORT, UNKNOWN
from explorer.facts.prose.text import lay_out
from explorer.ontology import known_names

STATES = [known for known in known_names() if known.kind == "state"]


# ------------------------------------------------------------------------------------------------- states


@pytest.mark.parametrize("known", STATES, ids=lambda known: known.id)
def test_every_printed_form_of_a_state_leads_to_it(known: object) -> None:
    for printed in known.names:  # type: ignore[attr-defined]
        if "(" in printed or printed == "DRC":  # which means another by itself
            continue
        assert parties(f"The meeting was attended by {printed}.") == [known.id], printed  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Dominica, the Dominican Republic and Samoa", "dma dom wsm"),
        ("American Samoa, Ireland and the British Virgin Islands", "asm irl vgb"),
        ("Niger, Nigeria, Guinea, Guinea-Bissau and Papua New Guinea", "ner nga gin gnb png"),
        ("D R Congo, the Republic of Congo and Equatorial Guinea", "cod cog gnq"),
        ("North Korea, South Korea and Lao PDR", "prk kor lao"),
        ("China, Hong Kong, China, Macao, China and Viet Nam", "chn hkg mac vnm"),
        ("the former Yugoslav Republic of Macedonia, Montenegro and Serbia", "mkd mne srb"),
        ("Turkey/Türkiye, Greece and Cyprus", "tur grc cyp"),
        ("St. Kitts and Nevis, St Lucia and Saint Vincent and the Grenadines", "kna lca vct"),
        ("Trinidad and Tobago, Antigua and Barbuda and Bosnia and Herzegovina", "tto atg bih"),
        ("the Islamic Republic of Iran, the Kingdom of Bahrain and the Slovak Republic", "irn bhr svk"),
        ("Angola, DRC and Zambia", "ago cod zmb"),
        ("Swaziland, Cape Verde, East Timor and Burma", "swz cpv tls mmr"),
    ],
)
def test_names_that_sound_alike_are_kept_apart(said: str, codes: str) -> None:
    assert parties(f"The meeting was attended by {said}.") == [f"state:{code}" for code in codes.split()]


def test_an_acronym_defined_on_the_page_wins_over_a_shipped_one() -> None:
    assert parties("It was attended by the Democratic Republic of the Congo (DRC).", "The DRC thanked all.") == [
        "state:cod", "state:cod",
    ]  # fmt: skip
    assert (
        parties("The Island Labour Office (ILO) came.", "The ILO gave a talk.")
        == ["organisation:island-labour-office"] * 2
    )
    assert parties("The ILO gave a talk.") == ["organisation:ilo"]


def test_renaming_the_states_renames_them_and_changes_nothing_else() -> None:
    frames = [
        "{0}, {1} and {2} attended; {3} sent its regrets.",
        "It was chaired by Ms. Ann Lee, Minister for Trade of {0}, and hosted by the Ministry of Justice of {1}.",
        "Delegations from {0}, {1}, Gran Colina, {2} and {3} met in Town Hall on 3 May 2011.",
        "{0} (Chair), {1} (observer) and the Secretariat met the President of the Republic of {2}.",
    ]
    rng = random.Random(3)
    plain = [s for s in STATES if s.name.isalpha() and s.id not in ("state:sgp", "state:mco", "state:cog")]
    for frame in frames:
        shapes = set()
        for _ in range(12):
            chosen = rng.sample(plain, 4)
            number = {s.id: str(n) for n, s in enumerate(chosen)}
            said = units(frame.format(*(s.name for s in chosen)))
            shapes.add(tuple(
                (u.sort, tuple(number.get(n.id, n.id) for n in u.names), tuple(sorted(n.traits) for n in u.names) and
                 tuple(tuple(sorted(n.traits)) for n in u.names), u.roles) for u, _ in said
            ))  # fmt: skip
        assert len(shapes) == 1, shapes


# ------------------------------------------------------------------------------------------------ persons


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        (
            "H.E. Dr. Lucia A. Mendes, Minister of Foreign Affairs and Cooperation of the Republic of Chile,",
            "state:chl",
        ),
        ("Ms. Ann Lee, Director-General of the Turkish Ministry of Foreign Affairs,", "state:tur"),
        ("Mr. Per Olsen, Head of Border Policy, New Zealand,", "state:nzl"),
        ("Mr. Ali Khan, Undersecretary, Ministry of Home Affairs Malaysia,", "state:mys"),
        ("Ms. Claire Benoit, Director, Global Affairs Canada,", "state:can"),
        ("Rosa Villar, Vice President of the Republic of Peru,", "state:per"),
        ("President Ana Quispe of the Plurinational State of Bolivia", "state:bol"),
        ("the Prime Minister of Lesotho", "state:lso"),
        ("the Foreign Minister of Australia, the Hon. Jane Doe,", "state:aus"),
        ("the United States Secretary of State", "state:usa"),
        ("Mr. John Smith (Canada)", "state:can"),
        ("Dr. A. B. Kumar of India", "state:ind"),
        ("Mr. David Jordan, Chad's Minister of Trade,", "state:tcd"),
        ("Ambassador Tom Hill of Ireland, Permanent Representative to the United Nations,", "state:irl"),
        ("the Secretary General of ASEAN", "organisation:asean"),
        ("Ms. Y. Ling, Director of the Swedish Migration Agency,", "organisation:swedish-migration-agency"),
        ("the Chairperson, Ms. Lee of Palau,", "state:plw"),
        ("Mr. Ion Rusu, State Secretary at the Ministry of Internal Affairs of Moldova,", "state:mda"),
        ("H.E. the President of Malawi", "state:mwi"),
        ("Ms. Ann Lee", "-"),
    ],
)
@pytest.mark.parametrize(
    "frame", ["The meeting was chaired by {}.", "It was opened on Monday by {} in Suva.", "{} spoke."]
)
def test_persons_stand_for_the_state_or_organisation_of_their_office(frame: str, said: str, ids: str) -> None:
    text = frame.format(said)
    found = [(unit, one) for unit, _ in units(text[:1].upper() + text[1:]) for one in unit.names]
    people = [unit for unit, _ in units(text[:1].upper() + text[1:]) if unit.sort == "person"]
    assert [one.id for _, one in found] == ([ids] if ids != "-" else [])
    assert len(people) == 1
    assert all(PERSON in one.traits for _, one in found)


@pytest.mark.parametrize("mark", [";", ","])
def test_persons_in_lists_are_one_unit(mark: str) -> None:
    said = (
        f"It was attended by H.E. Amadi Sello, President of the Republic of Botswana{mark} H.E. Tendai Mbira, President of"
        f" Zambia{mark} and the Right Honourable Nomsa Dube, Prime Minister of the Kingdom of Eswatini."
    )
    unit, words = units(said)[-1]
    assert unit.sort == "list" and [one.id for one in unit.names] == ["state:bwa", "state:zmb", "state:swz"]
    assert words.startswith("H.E. Amadi") and words.endswith("Eswatini")
    assert all(one.office for one in unit.names)


def test_leaders_in_a_row_are_one_list_whatever_their_states_are_called() -> None:
    said = (
        "It was attended by the President of Kiribati, the Prime Minister of the Cook Islands, the Premier of Niue, the"
        " Deputy Prime Minister of Samoa, and Ministers from Australia and Fiji."
    )
    assert parties(said) == [f"state:{code}" for code in ("kir", "cok", "niu", "wsm", "aus", "fji")]
    said = "It was chaired by the Hon. Rim Pato, Minister for Foreign Affairs and Immigration of Papua New Guinea."
    assert [unit.sort for unit, _ in units(said)] == ["person"] and parties(said) == ["state:png"]
    assert parties("Deputy Prime Ministers of Samoa and Tonga came.") == ["state:wsm", "state:ton"]


def test_persons_in_capitals_and_those_who_stand_in_for_others() -> None:
    said = (
        "THEIR EXCELLENCIES PRESIDENT DR. AMOS JUMA OF THE UNITED REPUBLIC OF TANZANIA; H.E. PIA KOME, 2ND VICE PRESIDENT,"
        " REPRESENTING PRESIDENT LUC NDAYA OF THE REPUBLIC OF BURUNDI; AND HON. PAUL AKEC, MINISTER OF TRADE AND LAKE"
        " AFFAIRS OF THE REPUBLIC OF SOUTH SUDAN HELD THE THIRD SUMMIT."
    )
    assert parties(said) == ["state:tza", "state:bdi", "state:ssd"]


# ------------------------------------------------------------------------------------------- parts of states


@pytest.mark.parametrize(
    ("said", "node", "agency"),
    [
        ("the Ministry of Finance of Indonesia", "state:idn", True),
        ("the Interior Ministry of the Republic of Poland", "state:pol", True),
        ("the Attorney-General's Department of Australia", "state:aus", True),
        ("the Omani Ministry of Transport", "state:omn", True),
        ("the Government of the United Republic of Tanzania", "state:tza", True),
        ("the Royal Thai Navy", "state:tha", True),
        ("New Zealand Customs", "state:nzl", True),
        ("the Austrian Federal Ministry of the Interior", "state:aut", True),
        ("the United Kingdom's Home Office", "state:gbr", True),
        (
            "the Japan International Cooperation Agency (JICA)",
            "organisation:japan-international-cooperation-agency",
            False,
        ),
        ("the Fisheries Board of Kenya", "organisation:fisheries-board-of-kenya", False),
        ("the Swedish Migration Agency", "organisation:swedish-migration-agency", False),
        ("the Maritime Authority of Fiji", "organisation:maritime-authority-of-fiji", False),
        ("the University of Georgia", "organisation:university-of-georgia", False),
    ],
)
def test_ministries_stand_for_their_state_and_agencies_for_themselves(said: str, node: str, agency: bool) -> None:
    [one] = [one for unit, _ in units(f"The workshop was hosted by {said} in May 2011.") for one in unit.names]
    assert (one.id, AGENCY in one.traits) == (node, agency)


def test_adjectives_alone_are_marked_and_delegations_by_adjective_are_states() -> None:
    [(unit, _)] = units("The round was opened under the Turkish Chair.")
    assert unit.names[0].id == "state:tur" and DEMONYM in unit.names[0].traits
    assert parties("The Danish, Swedish and Finnish delegations agreed.") == ["state:dnk", "state:swe", "state:fin"]


# ------------------------------------------------------------------------------------------------- lists


def test_an_unknown_name_never_ends_a_list() -> None:
    for said in ("Bulgaria, Neverland, Romania and Moldova", "Fiji, Samoa, Gran Colina, Tonga and Niue"):
        [(unit, words)] = [pair for pair in units(f"It was attended by {said}.") if pair[0].sort == "list"]
        assert words == said and sum(UNKNOWN in one.traits for one in unit.names) == 1


@pytest.mark.parametrize(
    ("said", "lists"),
    [
        ("Fiji, Samoa and Tonga attended.", [3]),
        ("Fiji and Tonga, as well as IOM, attended.", [3]),
        ("It was attended by Fiji and Samoa, and Tonga hosted it.", [2, 1]),
        ("It was hosted by Fiji, and Tonga attended.", [1, 1]),
        ("It was attended by Fiji, Samoa and Tonga, and by the ILO and IOM.", [5]),
        ("In attendance were Fiji, Samoa and Tonga, together with the ILO and the Delta Bank.", [5]),
        ("It was attended by Fiji and Samoa, as well as IOM, and Tonga hosted it.", [3, 1]),
        ("Fiji (Chair), Samoa (observer) and Tonga attended.", [3]),
        ("Representatives of Fiji and of Tonga attended.", [1, 1]),
        ("Fiji; Samoa; the Cook Islands; and the Pacific Islands Forum (PIF) attended.", [4]),
        ("Kenya (3), Uganda (2) and Rwanda (1) sent teams.", [3]),
        ("Canada, Denmark (in respect of the Faroe Islands and Greenland) and Norway attended.", [3]),
    ],
)
def test_lists_are_one_unit_and_end_with_their_and(said: str, lists: list[int]) -> None:
    assert [len(unit.names) for unit, _ in units(said)] == lists


def test_roles_in_brackets_stay_with_their_member() -> None:
    [(unit, _)] = units("Argentina (Chair), Brazil (Co-Chair), Peru (observer) and Chile attended.")
    assert unit.roles == ("chair", "co_chair", "observer", "")


# --------------------------------------------------------------------------------------- names of the page


def test_what_may_be_a_text_is_a_party_among_parties_and_at_its_own_meetings() -> None:
    said = "The Cataract Basin Initiative (CBI), the Delta Development Programme (DDP) and the Tidal Bank attended."
    assert all(node.startswith("organisation:") for node in parties(said))
    [(unit, _)] = units("Members endorsed the Cataract Initiative.")[-1:]
    assert unit.sort == "instrument"
    page = named("The Initiative met.", title="Fifth Meeting of the Salt Coast Initiative")
    assert page.process is not None and page.process.id == "body:salt-coast-initiative"
    [one] = page.passages[1].units[0].names
    assert one.id == page.process.id and {SHORT, PROCESS} <= one.traits


@pytest.mark.parametrize(
    ("title", "process"),
    [
        ("Fifth Meeting of the Reef Rangers", "body:reef-rangers"),
        ("Technical Panel of the Tidewater Commission meets", "body:tidewater-commission"),
        ("Third Meeting of the Steering Group of the Harbour Network", "body:harbour-network"),
        ("Cedar Process Senior Officials' Retreat", "body:cedar-process"),
        ("6th Windward Council Summit", "body:windward-council"),
        ("Conference of the Parties to the Mangrove Convention", "body:mangrove-convention"),
        ("Senior officials of the Highland Compact meet in Thimphu", "body:highland-compact"),
        ("Second Meeting of Monsoon Trade Ministers", None),
        ("Ninth Session of the ECOWAS Council of Ministers", "body:ecowas"),
        ("Council of the Islets: 18th Meeting of the Council of Ministers", "body:council-of-the-islets"),
        ("Sixth Meeting of the Ad Hoc Group of the Bali Process", "body:bali-process"),
        ("Third Meeting of the Colombo Process", "body:colombo-process"),
    ],
)
def test_title_and_opening_tell_the_process(title: str, process: str | None) -> None:
    page = named("Fiji attended.", title=title)
    assert (page.process.id if page.process else None) == process


PARTICIPANTS = [
    "It was attended by Fiji, Tonga and the Colombo Process.",
    "The Budapest Process was thanked.",
    "The Bali Process sent an observer.",
    "The Chair thanked the Prague Process for its support.",
]


@pytest.mark.parametrize("further", PARTICIPANTS)
def test_a_participant_never_decides_the_process_nor_changes_another_id(further: str) -> None:
    said = (
        "The Fourth Meeting of the Coral Group was held in Suva.",
        "The Secretariat will report to the Steering Group.",
    )
    alone, beside = named(*said), named(*said, further)
    assert alone.process == beside.process
    assert [p.units for p in alone.passages] == [p.units for p in beside.passages[: len(alone.passages)]]


def test_offices_and_organs_belong_to_the_process_of_their_page() -> None:
    said = "The Secretariat, the Bureau and the Steering Group will report to the Council of Ministers."
    one, other = (parties(said, title=f"Third Meeting of the {name} Forum") for name in ("Isthmus", "Sahara"))
    assert not set(one) & set(other)
    assert one == [
        f"body:isthmus-forum-{tail}" for tail in ("secretariat", "bureau", "steering-group", "council-of-ministers")
    ]
    home = parties(said.replace("Council of Ministers", "Co-Chairs"), title="Third Meeting of the Bali Process")
    assert home[2:] == ["body:steering-group", "body:co-chairs"]
    without = parties(said, title="Annual Gathering of Friends")
    assert all(node.startswith("body:annual-gathering") or node.startswith("body:friends") for node in without), without


def test_texts_that_every_process_has_belong_to_theirs() -> None:
    nodes = [
        parties(
            "Ministers adopted the Ministerial Declaration and the Suva Declaration.",
            title=f"Third Meeting of the {name} Rim",
        )
        for name in ("Clove", "Cedar")
    ]
    assert nodes[0][1] != nodes[1][1] and nodes[0][2] == nodes[1][2] == "instrument:suva-declaration"


def test_everyone_is_marked_where_no_names_follow() -> None:
    for said in ("All members agreed.", "The delegations met.", "Participating States were asked to report."):
        assert any(EVERYONE in one.traits for unit, _ in units(said) for one in unit.names), said
    for said in ("Delegates of Fiji and Tonga came.", "Members of the Technical Committee came."):
        assert not any(EVERYONE in one.traits for unit, _ in units(said) for one in unit.names), said
    [one] = [one for unit, _ in units("The Co-Chairs agreed.") for one in unit.names]
    assert OFFICE in one.traits


def test_whole_names_are_kept_whole() -> None:
    for said in (
        "Council of Ministers for Water",
        "United Nations Conference on Trade and Development",
        "Council of the EU",
        "Council of Foreign Ministers",
        "Committee of Senior Officials",
        "Working Group on Trade, Transport and Energy",
        "Pan-Reef Plan of Action on Nile perch",
    ):
        assert said in [words for _, words in units(f"They thanked the {said}.")], said


# ---------------------------------------------------------------------------------------------- dates, places


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("on 9th August\n2012", "2012-08-09", ""),
        ("over three days, 3 to 5 July 2018", "2018-07-03", "2018-07-05"),
        ("today November 12, 2020", "2020-11-12", ""),
        ("on the 10thof May 2011", "2011-05-10", ""),
        ("on 28 and 29 April 2004", "2004-04-28", "2004-04-29"),
        ("from Monday 3 to Wednesday 5 May 2010", "2010-05-03", "2010-05-05"),
        ("on 09/14/2022", "2022-09-14", ""),
        ("on March 10-12, 2015", "2015-03-10", "2015-03-12"),
        ("in March 2011", "2011-03", ""),
        ("ON 1ST FEBRUARY, 2017", "2017-02-01", ""),
    ],
)
def test_dates_are_units_in_edtf(said: str, start: str, end: str) -> None:
    [when] = [unit.when for unit, _ in units(f"The meeting was held {said}.") if unit.when]
    assert (when.start, when.end, when.problem) == (start, end, "")


@pytest.mark.parametrize("said", ["00/05/2015", "31.02.2011", "3/4/2012"])
def test_impossible_dates_are_told_not_guessed(said: str) -> None:
    [when] = [unit.when for unit, _ in units(f"It was held on {said}.") if unit.when]
    assert not when.start and when.problem


@pytest.mark.parametrize(
    ("said", "place", "state"),
    [
        ("in Suva, Fiji", "place:suva", "state:fji"),
        ("in Maputo, in the Republic of Mozambique", "place:maputo", "state:moz"),
        ("at the Crater Lodge in Naivasha, Kenya", "place:naivasha", "state:ken"),
        ("at the Grand Hotel, Nadi, Fiji", "place:nadi", "state:fji"),
        ("in Liberia, Costa Rica", "place:liberia", "state:cri"),
        ("in Bodø, Norway", "place:bodo", "state:nor"),
        ("in Singapore", "place:singapore", ""),
        ("in The Hague, the Netherlands", "place:the-hague", "state:nld"),
        ("at the premises of the Beacon Commission in Vardø, Norway", "place:vardo", "state:nor"),
        ("in Thorncastle", "place:thorncastle", ""),
    ],
)
def test_places_bring_their_state(said: str, place: str, state: str) -> None:
    [where] = [unit.where for unit, _ in units(f"The meeting was held {said} on 3 May 2011.") if unit.where]
    assert (where.id, where.state.id if where.state else "") == (place, state)


@pytest.mark.parametrize(
    "said", ["online", "virtually", "via video conference", "by videoconference", "in virtual format"]
)
def test_meetings_without_a_place_are_told(said: str) -> None:
    [where] = [unit.where for unit, _ in units(f"The meeting was held {said} on 3 May 2011.") if unit.where]
    assert where.online and not where.id


# ------------------------------------------------------------------------------------------ words, properties


def test_own_words_come_first() -> None:
    mine = shipped_names().with_words(
        {"bodies": [{"name": "Harbour Watch", "acronym": "HW"}], "states": [{"code": "fji", "aliases": ["Viti"]}]}
    )
    page = name(lay_out(document("Harbour Watch and Viti attended.")), mine)
    assert [one.id for one in page.passages[1].units[0].names] == ["body:harbour-watch", "state:fji"]
    assert isinstance(mine, Names)


PIECES = [
    "Fiji, Samoa and Tonga attended.", "The meeting was held in Suva, Fiji (3 May 2011).", "H.E. Ann Lee, Minister of", "• ",
    "Tuesday 00 May 2015", "Date:", "(DRC)", "the Secretariat", "Mr.", "President of", "Turkey/", "and", "(", "'s", "1.",
    "The Cataract Basin Initiative (CBI) and the", "Members of the", "Twelve states (Peru and Chile)", "10thof", "May 0",
    "Council of Ministers", "UNITED NATIONS", "Indonesia (July 2018)", ",", ";", "–", "²⁰¹² May", "٣ May 2012", "İstanbul",
]  # fmt: skip


def test_units_are_in_order_and_never_overlap_whatever_the_page() -> None:
    rng = random.Random(11)
    for _ in range(300):
        texts = []
        for _ in range(rng.randint(1, 4)):
            text = " ".join(rng.choice(PIECES) for _ in range(rng.randint(1, 6)))
            text = text[rng.randint(0, 9) :] if rng.random() < 0.3 else text
            texts.append(text.upper() if rng.random() < 0.1 else text)
        page = named(
            *texts,
            kind=rng.choice(["paragraph", "item", "heading", "row"]),
            title=rng.choice(["", "Session of the X Group"]),
        )
        for passage in page.passages:
            laid = page.text.passages[passage.number]
            last = 0
            for unit in passage.units:
                assert last <= unit.words.first < unit.words.last <= len(laid.tokens)
                last = unit.words.last
                assert all(unit.words.holds(one.words) for one in unit.names)
                start, end = laid.place(unit.words)
                assert laid.passage.text[start:end] == laid.text(unit.words)
                assert unit.sort != "list" or len(unit.roles) == len(unit.names)
