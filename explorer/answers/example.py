"""A tiny world to try every answer on: two meetings and a workshop, ten parties, four commitments, all cited.

It is abridged from two public pages of the Bali Process, told in our own words.
"""

from __future__ import annotations

from functools import lru_cache

from explorer.facts.tables import Facts

_PASSAGES = {
    "doc:ahg-som-5": (
        "https://www.baliprocess.net/event/fifth-meeting-ad-hoc-group-senior-officials/",
        "Fifth Meeting of the Ad Hoc Group Senior Officials",
        "Fifth Meeting of the Ad Hoc Group Senior Officials",
        "Senior officials of the Ad Hoc Group (AHG) met in Sydney, Australia, on 12 October 2011.",
        "Australia, Indonesia, Sri Lanka and UNHCR took part. Australia chaired.",
        "Participants agreed to work towards a Regional Support Office (RSO) in Bangkok.",
        "UNHCR was asked to map the protection needs of children who move alone.",
    ),
    "doc:ahg-som-6": (
        "https://www.baliprocess.net/event/sixth-meeting-ad-hoc-group-senior-officials/",
        "Sixth Meeting of the Ad Hoc Group Senior Officials",
        "Sixth Meeting of the Ad Hoc Group Senior Officials",
        "The sixth meeting of senior officials took place in Bali, Indonesia, on 1 June 2012.",
        "Australia, Indonesia and Thailand took part; Canada attended as an observer.",
        "Participants agreed to hold a workshop on the integrity of visa processes in Thailand.",
        "They welcomed the progress of the RSO, a body of the Bali Process.",
        "Workshop on Visa Integrity – Bangkok, Thailand, 23-26 July 2012. Thailand and IOM took part.",
    ),
}

_NODES = """
state:aus | Australia | | 5 2
state:can | Canada | | 6 3
state:idn | Indonesia | | 5 3
state:lka | Sri Lanka | | 5 3
state:tha | Thailand | | 6 3
organisation:iom | International Organization for Migration | IOM | 6 6
organisation:unhcr | Office of the United Nations High Commissioner for Refugees | UNHCR | 5 3
body:ad-hoc-group | Ad Hoc Group | AHG | 5 2
body:bali-process | Bali Process | | 6 5
body:regional-support-office | Regional Support Office | RSO | 5 4
meeting:ahg-som-5 | Fifth AHG Senior Officials' Meeting | AHG SOM 5 | 5 2 | 2011-10-12
meeting:ahg-som-6 | Sixth AHG Senior Officials' Meeting | AHG SOM 6 | 6 2 | 2012-06-01
workshop:2012-07-23-visa-integrity | Workshop on Visa Integrity | | 6 6 | 2012-07-23/2012-07-26
place:sydney | Sydney | | 5 2
place:bali | Bali | | 6 2
place:bangkok | Bangkok | | 6 6
topic:visa-integrity | Visa integrity | | 6 4
topic:refugee-protection | Refugee protection | | 5 5
commitment:ahg-som-5/1 | Work towards a Regional Support Office in Bangkok | | 5 4 | | agreed
commitment:ahg-som-5/2 | Map the protection needs of children who move alone | | 5 5 | | tasked
commitment:ahg-som-6/1 | Hold a workshop on the integrity of visa processes | | 6 4 | | agreed
commitment:ahg-som-6/2 | Progress of the RSO | | 6 5 | | welcomed
"""

_RELATIONS = """
state:aus participated_in meeting:ahg-som-5 member 5 3
state:idn participated_in meeting:ahg-som-5 member 5 3
state:lka participated_in meeting:ahg-som-5 member 5 3
organisation:unhcr participated_in meeting:ahg-som-5 member 5 3
state:aus chaired meeting:ahg-som-5 chair 5 3
state:aus participated_in meeting:ahg-som-6 member 6 3
state:idn participated_in meeting:ahg-som-6 member 6 3
state:tha participated_in meeting:ahg-som-6 member 6 3
state:can participated_in meeting:ahg-som-6 observer 6 3
state:tha participated_in workshop:2012-07-23-visa-integrity participant 6 6
organisation:iom participated_in workshop:2012-07-23-visa-integrity participant 6 6
meeting:ahg-som-5 held_in place:sydney - 5 2
meeting:ahg-som-6 held_in place:bali - 6 2
workshop:2012-07-23-visa-integrity held_in place:bangkok - 6 6
place:sydney located_in state:aus - 5 2
place:bali located_in state:idn - 6 2
place:bangkok located_in state:tha - 6 6
body:regional-support-office located_in place:bangkok - 5 4
body:regional-support-office part_of body:bali-process - 6 5
meeting:ahg-som-5 session_of body:ad-hoc-group - 5 2
meeting:ahg-som-6 session_of body:ad-hoc-group - 6 2
meeting:ahg-som-6 follows meeting:ahg-som-5 - 6 2
commitment:ahg-som-5/1 agreed_at meeting:ahg-som-5 - 5 4
commitment:ahg-som-5/1 concerns body:regional-support-office - 5 4
commitment:ahg-som-5/2 agreed_at meeting:ahg-som-5 - 5 5
commitment:ahg-som-5/2 assigned_to organisation:unhcr lead 5 5
commitment:ahg-som-5/2 about topic:refugee-protection - 5 5
commitment:ahg-som-6/1 agreed_at meeting:ahg-som-6 - 6 4
commitment:ahg-som-6/1 assigned_to state:tha host 6 4
commitment:ahg-som-6/1 about topic:visa-integrity - 6 4
commitment:ahg-som-6/2 agreed_at meeting:ahg-som-6 - 6 5
commitment:ahg-som-6/2 concerns body:regional-support-office - 6 5
workshop:2012-07-23-visa-integrity about topic:visa-integrity - 6 6
workshop:2012-07-23-visa-integrity fulfils commitment:ahg-som-6/1 - 6 6
"""


@lru_cache(maxsize=1)
def example_facts() -> Facts:
    """Return the facts of the tiny world.

    >>> len(example_facts().nodes), len(example_facts().relations)
    (22, 34)
    """
    documents: list[dict[str, str]] = []
    passages: list[dict[str, str]] = []
    nodes: list[dict[str, str]] = []
    relations: list[dict[str, str]] = []
    citations: list[dict[str, str]] = []
    text = {}
    for document, (url, title, *parts) in _PASSAGES.items():
        stem = document.removeprefix("doc:")
        documents.append(
            {"id": document, "title": title, "url": url, "publisher": "Bali Process", "path": f"{stem}.md",
             "media_type": "text/markdown", "language": "en"}
        )  # fmt: skip
        for position, part in enumerate(parts, 1):
            text[document, position] = part
            passages.append(
                {"id": f"{document}#{position}", "document": document, "position": str(position),
                 "kind": "paragraph" if position > 1 else "title", "text": part}
            )  # fmt: skip

    def cite(statement: str, place: str) -> None:
        which, position = place.split()
        document = f"doc:ahg-som-{which}"
        quotation = text[document, int(position)]
        citations.append(
            {"id": f"c{len(citations):03}", "statement": statement, "document": document,
             "passage": f"{document}#{position}", "char_start": "0", "char_end": str(len(quotation)),
             "quotation": quotation}
        )  # fmt: skip

    for line in _NODES.strip().splitlines():
        node, name, acronym, place, *rest = (part.strip() for part in line.split("|"))
        start, _, end = (rest[0] if rest else "").partition("/")
        force = rest[1] if len(rest) > 1 else ""
        row = {"id": node, "kind": node.split(":")[0], "name": name, "acronym": acronym, "start": start, "end": end}
        nodes.append({**row, "force": force, "wording": name if force else ""})
        cite(node, place)
    for number, line in enumerate(_RELATIONS.strip().splitlines(), 1):
        source, relation, target, role, place = line.split(" ", 4)
        row = {"id": f"r{number:02}", "source": source, "relation": relation, "target": target,
               "role": role.strip("-"), "basis": "stated"}  # fmt: skip
        if relation == "fulfils":
            row |= {"basis": "inferred", "rule": "workshop-answers-promise", "confidence": "0.9"}
        relations.append(row)
        cite(row["id"], place)
    return Facts.from_rows(
        documents=documents, passages=passages, nodes=nodes, relations=relations, citations=citations
    )
