"""Across documents: one event, chains, answers to promises, claims that disagree."""

from __future__ import annotations

from world import World

FIRST = (
    "Fourth Meeting of the Port Group\n\nThe Fourth Meeting of the Port Group was held in Riga, Latvia, on 3 June 2018. Fiji attended.\n\n"
    "Members agreed to hold a workshop on harbour pilot licences, hosted by Tonga."
)
SECOND = "Fifth Meeting of the Port Group\n\nThe Fifth Meeting of the Port Group was held in Oslo, Norway, on 9 May 2019. Fiji and Samoa attended."
SHOP = "Workshop on Harbour Pilot Licences\n\nThe Workshop on Harbour Pilot Licences was held in Nuku'alofa, Tonga, on 5 March 2019. It was hosted by Tonga."


def test_series_are_chained() -> None:
    follows = World(SECOND, FIRST).triples("follows")
    assert follows == {("port-group-5", "", "port-group-4")}


def test_a_later_workshop_answers_the_promise_an_earlier_one_does_not() -> None:
    world = World(FIRST, SHOP)
    row = next(r for r in world.relations if r["relation"] == "fulfils")
    assert (
        row["target"] == "commitment:port-group-4/1"
        and row["basis"] == "inferred"
        and float(row["confidence"]) >= 0.7
        and row["rule"]
    )
    assert World(FIRST, SHOP.replace("2019", "2017")).triples("fulfils") == set()


def test_the_same_claim_in_two_documents_is_one_relation_with_two_citations() -> None:
    world = World(FIRST, FIRST.replace("Members agreed", "The members agreed"))
    rows = [r for r in world.relations if r["relation"] == "participated_in"]
    assert len(rows) == 1
    assert len({c["document"] for c in world.citations if c["statement"] == rows[0]["id"]}) == 2


def test_documents_that_disagree_are_both_kept() -> None:
    other = FIRST.replace("Fiji attended.", "Fiji attended as an observer.").replace("3 June 2018", "4 June 2018")
    world = World(FIRST, other)
    assert {role for _, role, _ in world.triples("participated_in")} == {"participant", "observer"}
    assert "disagree" in world.nodes["meeting:port-group-4"]["note"]


def test_order_of_documents_changes_nothing() -> None:
    from explorer.facts.prose.record import join

    drawn = World(FIRST, SECOND, SHOP).drawn
    assert join(drawn) == join(drawn[::-1])


def test_every_statement_is_cited_and_quotations_equal_their_spans() -> None:
    world = World(FIRST, SECOND, SHOP)
    cited = {c["statement"] for c in world.citations}
    assert set(world.nodes) | {r["id"] for r in world.relations} == cited
    from world import document

    passages = {
        p.id: p.text for n, text in enumerate((FIRST, SECOND, SHOP), 1) for p in document(text, f"page-{n}").passages
    }
    for c in world.citations:
        assert passages[c["passage"]][int(c["char_start"]) : int(c["char_end"])] == c["quotation"]
