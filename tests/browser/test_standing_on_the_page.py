"""What became of commitments is on the page what `commitments` answers: the same counts, the same answer."""

import re

import explorer


def test_the_page_counts_commitments_as_the_answers_do(opened, tmp_path):
    bali = explorer.load()
    table = bali.commitments()
    address = bali.draw().save(tmp_path / "page.html").as_uri()
    text = opened(address).page.locator("p.lead", has_text="commitments").inner_text()
    counted = {word: int(number) for number, word in re.findall(r"(\d+) (answered|open|of which)", text)}
    status = table["status"].value_counts()
    assert counted["answered"] == status["answered"] and counted["open"] == status["open"]
    assert counted["of which"] == len(table) - status["answered"] - status["open"]


def test_a_commitment_answered_without_a_relation_names_its_answer(opened, tmp_path):
    bali = explorer.load()
    linked = set(bali.facts.relations.query("relation == 'fulfils'")["target"])
    names = bali.facts.nodes.set_index("id")["name"]
    table = bali.commitments(status="answered")
    row = table[~table["id"].isin(linked)].iloc[0]
    address = bali.draw().save(tmp_path / "page.html").as_uri()
    chain = opened(f"{address}#choose={row['id']}").page.locator(".chain").inner_text()
    assert "Answered by" in chain and names[row["answered_by"]] in chain
