"""Who was there, in which role, and who was not."""

from __future__ import annotations

import pytest
from world import World, framed

CASES = [
    (
        "Delegations: Armenia, Belarus, Georgia. Observers: Ukraine, Frontex.",
        "arm blr geo ukr:observer frontex:observer",
    ),
    ("Present: Fiji, Tonga, Samoa. Apologies: Nauru, Palau.", "fji ton wsm"),
    ("Afghanistan; Bangladesh; and the United Nations Office on Drugs and Crime (UNODC) took part.", "afg bgd unodc"),
    ("Ministers of Angola and Zambia were joined by the European Union.", "ago zmb eu"),
    ("The workshop brought together 45 border officers from Kenya, Uganda and Tanzania.", "ken uga tza"),
    (
        "Thirty delegates representing Malaysia and Thailand took part, as did observers from Japan.",
        "mys tha jpn:observer",
    ),
    ("Nepal was represented by its Ambassador in Bangkok.", "npl"),
    ("India and Pakistan did not attend.", ""),
    ("Chile, which had been invited, sent no delegation.", ""),
    ("With the exception of Myanmar, all members attended.", ""),
    ("Neither Oman nor Yemen attended.", ""),
    ("Switzerland took part as a guest of the Presidency.", "che:guest"),
    ("Taking part were Kazakhstan and Kyrgyzstan, with Turkmenistan as an observer.", "kaz kgz tkm:observer"),
    ("The Royal Oman Police and India's Bureau of Immigration took part in the course.", "omn ind"),
    ("The Prime Minister of Samoa, the President of Nauru and the Premier of Niue attended.", "wsm nru niu"),
    ("The Congo, the Democratic Republic of the Congo and Mali attended.", "cog cod mli"),
    ("The Slovak Republic, the Republic of Moldova and the Republic of Serbia attended.", "svk mda srb"),
    ("Delegates from Malta and Cyprus compared arrivals from Libya and Tunisia.", "mlt cyp"),
    ("Mexico, which holds the presidency, Guatemala and Honduras attended.", "mex gtm hnd"),
    ("Ukraine was invited to attend the next meeting as an observer.", ""),
    ("Mr Jordan Niger of a charity moderated the debate.", ""),
    ("The following countries took part:\n\n* Chad\n* Niger\n* Togo", "tcd ner tgo"),
    ("The group is made up of Kenya, Uganda and Rwanda.", ""),
    ("The body has 12 members: Georgia, Moldova and Ukraine.", ""),
    ("Apologies had been sent by Nauru and Kiribati.", ""),
    ("No delegate came from Georgia.", ""),
    ("Observers from Egypt and Sudan had been invited.", ""),
    ("Not present: Egypt, Sudan.", ""),
    ("Egypt and Sudan have not taken part.", ""),
    ("The attendance list shows Nepal, Bhutan and Sri Lanka.", "npl btn lka"),
    ("Twelve members were in the room, among them Fiji, Vanuatu and Palau.", "fji vut plw"),
    ("Among those who came were senior officials from Egypt and Eritrea.", "egy eri"),
    ("The course was joined for the first time by Georgia, next to Moldova and Ukraine.", "geo mda ukr"),
    ("Nine members (Angola, Namibia, Zambia) and two observers (Malawi, UNICEF) were represented.", "ago nam zmb "
     "mwi:observer unicef:observer"),
    ("The meeting was attended by Egypt and Libya (members); IOM and UNHCR (observers).", "egy lby iom:observer "
     "unhcr:observer"),
    ("Georgia and Moldova connected by video link.", "geo mda"),
    ("Participants:\nEgypt\nSudan\nObservers:\nLibya\nIOM", "egy sdn lby:observer iom:observer"),
    ("List of participants\nCountry Name Organisation\nFiji Mr Jo Vere Ministry of Justice\nIOM Mr Pietro Landi Office",
     "fji iom"),
    ("Governments: Fiji, Federated States of Micronesia (FSM) and Tonga", "fji fsm ton"),
    ("Officers from Fiji and Tonga now know where to look. They took part in the meeting.", "fji ton"),
    ("Ministers or their deputies were present for Fiji and Tonga.", "fji ton"),
    ("IOM and UNHCR, which are members in their own right, were represented by their directors.", "iom unhcr"),
    ("India and Nepal had registered but did not come.", ""),
    ("Palau attended, and the Government of Japan met the costs.", "plw"),
    ("Canada and, for the first time, Norway attended as observers.", "can:observer nor:observer"),
    ("Japan followed the debate as an observer, and IOM came as a guest of the Co-Chairs.", "jpn:observer iom:guest"),
    ("On 2 May 2017 IOM had run a training on fraud in the same city, at which Cambodia was also present.", ""),
    ("“\n\n_\n\nFiji and Tonga attended.", "fji ton"),  # passages without a word
    ("Apologies:\nEgypt\nSudan\n\nParticipants discussed arrivals from Libya.", ""),
    ("We, the Ministers and heads of delegation of Chad, Niger and Togo, declare:", "tcd ner tgo"),
    ("We were joined by envoys of Chad and Mali, and by IOM.", "tcd mli iom"),
    ("Four members sent officials: Chad, Niger, Togo and Mali.", "tcd ner tgo mli"),
    ("Delegations of the following members attended: Chad; Niger; Togo.", "tcd ner tgo"),
    ("Sixty-one officials took part. They came from Chad and Mali.", "tcd mli"),
    ("Sixty-one boats sank. They came from Chad and Mali.", ""),
    ("It was attended by leaders from Chad, Pitcairn Islands and Mali.", "tcd pcn mli"),
    ("Chad attended as an observer country, and IOM as an observer organisation.", "tcd:observer iom:observer"),
    ("Chad, Mali and Togo took part, as well as the Lake Bank and IOM.", "tcd mli tgo lake-bank iom"),
    ("- In the room: Chad and Niger\n- By video link: Mali\n- Organisations: IOM", "tcd ner mli iom"),
    ("- Present: Chad and Niger. Togo sent regrets.", "tcd ner"),
    ("Observers\n\nChad; Mali\n\nNiger and Togo had registered but did not come.", "tcd:observer mli:observer"),
    ("Members\n\nChad\nMr A Bale\n\nApologies\n\nNiger\nTogo", "tcd"),
    ("Malian Foreign Minister Ana Bale said that fees would rise.", "mli"),
    ("The representative of Mali stressed the price of boats.", "mli"),
    ("The workshop was opened by Mr Ali Bale (Mali).", "mli"),
    ("Members heard presentations by Mali and IOM. Chad made a statement.", "mli iom tcd"),
    ("Directors for Eastern Europe and Mali took part.", ""),
    ("The following took part: H.E. Ana Bale, President of the Republic of Chad; H.E. Dr. Ali Keita, Prime Minister of the Republic of Mali; H.E. Gen. Al-Hajj Odo Sow, Minister of Trade of the Republic of Niger; and Mr. Tom Lee, Director of the Lake Bank.", "tcd mli ner lake-bank"),
    ("Other members in attendance were: the Prime Minister of Chad, the Honourable Ana Bale; the President of Mali, His Excellency Brigadier (ret’d) Ali Keita; and the Prime Minister of Togo, Dr. the Honourable Odo Sow.", "tcd mli tgo"),
    ("The delegations were led by Their Excellencies; Ana Bale, Ambassador to Peru of the Republic of Chad; Minister Ali Keita, of the Embassy of the Republic of Mali in Peru; and Mr. Odo Sow, Consul of Togo in Lima.", "tcd mli tgo"),
    ("The Presidents of the group, Ana Bale, of the Republic of Chad; Ali Keita, of the Republic of Mali, and Odo Sow, of the Togolese Republic, and the President of the Republic of Niger, Tom Lee, gathered.", "tcd mli tgo ner"),
    ("The meeting brought together officials from Chad and Mali; as well as representatives of its four partner institutions - IOM, UNHCR, World Bank and ICRC.", "tcd mli iom unhcr world-bank icrc"),
    ("Ministers of Chad, Mali and Togo were at the meeting, as was Niger.", "tcd mli tgo ner"),
    ("Two observer states (Chad, Mali) were at the meeting, as were the following organisations: IOM and the World Bank.", "tcd:observer mli:observer iom world-bank"),
    ("Also present were: H.E. Ana Bale, Ambassador of Chad;\n\nH.E. Ali Keita, Ambassador of Mali to Peru, accredited to the Bank;\n\nMr. Odo Sow, Chargé d’Affaires of Togo; together with envoys of Niger and Benin.", "tcd mli tgo ner ben"),
    ("Those present:\n\nFor the Republic of Chad:\nH.E. Ana BALE\nPresident of the Republic of Chad.\n\nFor the Republic of Mali:\nMr. KEITA Ali,\nMinister of Trade", "tcd mli"),
    ("The heads of delegation present were:\n\n- DRC - H.E. Ana Bale\n- UAE – Mr Ali Keita", "cod are"),
    # … and what begins like such a list and is none
    ("The meeting was attended by officials of Chad, and Mali paid for the room.", "tcd"),
    ("The meeting was attended by officials of Chad, and welcomed the offer of Mali; Togo gave a boat.", "tcd"),
    ("The members of the Bank are: Chad; Mali; Togo.", ""),
    ("Participants discussed: the fees of Chad; the boats of Mali; Togo.", ""),
    ("In attendance were: the delegations of Chad and Mali; Togo sent apologies; the Lake Bank.", "tcd mli"),
    ("Delegates came from Chad, Mali’s neighbour Niger, and Togo.", "tcd ner tgo"),
    ("Chad and Mali attended, as was agreed with Togo.", "tcd mli"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_presence(text: str, expected: str) -> None:
    wanted = dict((part + ":").split(":")[:2] for part in expected.split())
    present = framed(text).present()
    assert set(present) == set(wanted)
    for party, role in wanted.items():
        assert present[party] == role if role else present[party] in ("member", "participant")


def test_members_sit_on_the_list_of_a_group_with_members() -> None:
    from world import World

    page = (
        "Ninth Meeting of the Ad Hoc Group Senior Officials\n\nThe Ninth Meeting of the Ad Hoc Group (AHG) Senior"
        " Officials of the Bali Process was held in Perth, Australia, on 3 May 2015.\n\nIn attendance were representatives"
        " from Fiji and Nepal as well as UNHCR. The RSO also participated. Canada attended as an observer."
    )
    roles = World(page).present()
    assert roles == {
        "fji": "member",
        "npl": "member",
        "unhcr": "member",
        "regional-support-office": "participant",
        "can": "observer",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Participants: Fiji (present), Tonga (absent), Samoa (apologies), Japan (observer)",
        "Roll call: Fiji – present; Tonga – absent; Samoa – excused; Japan – observer.",
        "Attendance: Fiji: present, Tonga: apologies, Samoa: not represented, Japan: observer",
        "The meeting was attended by Fiji (in person), Tonga (regrets), Samoa (not present) and Japan (observer).",
        "Present: Fiji; Japan (observer). Members absent: Tonga, Samoa.",
        "Delegations:\n\n- Fiji – present\n- Tonga – absent\n- Samoa (apologies received)\n- Japan (observer)",
    ],
)
def test_who_is_called_absent_one_by_one_was_not_there(line: str) -> None:
    world = World(f"Third Meeting of the Reef Panel\n\nSuva, 4 May 2016\n\n{line}")
    assert world.present() == {"fji": "participant", "jpn": "observer"}
    told = " ".join(one.text for drawn in world.drawn for one in drawn.unaccounted)
    assert "Tonga" in told and "Samoa" in told


def test_who_is_no_member_may_have_been_there() -> None:
    world = World(
        "Third Meeting of the Reef Panel\n\nSuva, 4 May 2016\n\nParticipants: Fiji, Tonga (not a member), Samoa (not represented)"
    )
    assert world.present() == {"fji": "participant", "ton": "participant"}
