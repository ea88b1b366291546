"""The payload: nothing lost, each passage once, quotations where browsers find them, safe inside a script."""

import base64
import gzip
import json
import re
from itertools import accumulate

import pytest
from factsmaker import facts as any_facts
from hypothesis import HealthCheck, given, settings
from smallworld import small_world

from explorer.errors import FactsError
from explorer.facts.tables import Facts
from explorer.pictures.content import content_of
from explorer.pictures.encodings import encodings_of
from explorer.pictures.looks import looks_of
from explorer.pictures.payload import View as PayloadView
from explorer.pictures.payload import for_script, payload_of, squeeze
from explorer.pictures.picture import draw
from explorer.pictures.positions import Places

NODE_TEXT = ("id", "name", "aliases", "acronym", "start", "end", "force", "wording", "url", "note")
RELATION_TEXT = ("id", "role", "start", "end", "basis", "rule", "confidence")


def unfold(column, size=None):
    """Undo the short forms of a column, as `unpack.js` and `cell` do."""
    if isinstance(column, list):
        return column
    if "steps" in column:
        numbers = list(accumulate(column["steps"]))
        return [f"{column['stem']}{number:0{column['width']}d}" for number in numbers] if "stem" in column else numbers
    cells = [column["pool"][i] for i in column["at"]]
    return cells if size is None else cells + [""] * (size - len(cells))


def load(element):
    """Read the payload element back as a browser does."""
    found = re.fullmatch(r'<script type="([a-z/;0-9-]+)" id="(data|data-gz)">([^<]*)</script>', element, re.DOTALL)
    assert found, element[:200]
    text = found[3] if found[2] == "data" else gzip.decompress(base64.b64decode(found[3])).decode("utf-8")
    return json.loads(text)


def payload(facts):
    content = content_of(facts)
    size = content.size
    looks = looks_of(content)
    view = PayloadView(
        *("T", "", False, "auto", 300, -1, Places([0] * size, [0] * size), range(size), range(size)),
        *(looks, encodings_of(content, looks)),
    )
    return payload_of(content, view)


@pytest.mark.parametrize("compress", [False, True])
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts=any_facts())
def test_every_cell_comes_back(compress, facts):
    data = load(payload(facts).element(compress))
    nodes, edges = data["nodes"], data["edges"]
    for name in NODE_TEXT:
        assert unfold(nodes[name], len(facts.nodes)) == facts.nodes[name].tolist()
    for name in RELATION_TEXT:
        assert unfold(edges[name], len(facts.relations)) == facts.relations[name].tolist()
    kinds = [kind["name"] for kind in data["kinds"]]
    relations = [relation["name"] for relation in data["relations"]]
    ids = unfold(nodes["id"])
    assert [kinds[i] for i in nodes["kind"]] == facts.nodes["kind"].tolist()
    assert [relations[i] for i in edges["relation"]] == facts.relations["relation"].tolist()
    assert [ids[i] for i in edges["source"]] == facts.relations["source"].tolist()
    assert [ids[i] for i in edges["target"]] == facts.relations["target"].tolist()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts=any_facts())
def test_every_quotation_is_found_where_browsers_look(facts):
    data = load(payload(facts).element(False))
    statements = [*unfold(data["nodes"]["id"]), *unfold(data["edges"]["id"])]
    cited, found = data["citations"], []
    size = len(data["passages"]["parent"])
    texts = [text.encode("utf-16-le") for text in unfold(data["passages"]["text"], size)]
    columns = (unfold(cited["of"]), unfold(cited["passage"]), cited["from"], cited["to"])
    for of, passage, start, end in zip(*columns, strict=True):
        found.append((statements[of], texts[passage][2 * start : 2 * end].decode("utf-16-le")))
    rows = facts.citations
    assert sorted(found) == sorted(zip(rows["statement"], rows["quotation"], strict=True))
    assert columns[0] == sorted(columns[0])


def test_quotations_behind_letters_of_two_units():
    data = load(payload(small_world()).element(False))
    passages = unfold(data["passages"]["text"])
    quotations = set()
    for passage, start, end in zip(
        *(unfold(data["citations"][name]) for name in ("passage", "from", "to")), strict=True
    ):
        quotations.add(passages[passage].encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le"))
    assert {"Sri Lanka 😀", "UNHCR", "asked Thailand"} <= quotations


def test_passages_stand_once_with_those_above_them():
    data = load(payload(small_world()).element(False))
    texts = unfold(data["passages"]["text"])
    assert len(texts) == len(set(texts)) == 4  # the heading is cited by nothing, but stands over a passage
    parents = data["passages"]["parent"]
    assert parents == [-1, 0, -1, 2]
    assert all(parent < row for row, parent in enumerate(parents))


def test_a_quotation_that_its_passage_does_not_hold_is_kept():
    facts = Facts.from_rows(
        documents=[{"id": "doc:a", "title": "A"}],
        passages=[{"id": "doc:a#1", "document": "doc:a", "position": "1", "kind": "paragraph", "text": "Something"}],
        nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}],
        citations=[
            {"id": "c1", "statement": "place:bali", "document": "doc:a", "passage": "doc:a#1", "quotation": "Bali"},
            {"id": "c2", "statement": "place:bali", "document": "doc:a", "passage": "gone", "quotation": "Bali"},
            {"id": "c3", "statement": "elsewhere", "document": "doc:b", "passage": "gone", "quotation": "no"},
        ],
    )
    data = load(payload(facts).element(False))
    passages = data["passages"]
    assert unfold(passages["text"]) == ["Something", "Bali"]
    assert unfold(passages["kind"]) == ["paragraph", "quotation"]
    assert unfold(data["citations"]["passage"]) == [1, 1]
    assert data["about"]["documents"] == 1


def test_passages_that_stand_under_each_other_end():
    loop = [
        {"id": f"p{i}", "document": "d", "parent": f"p{3 - i}", "position": str(i), "kind": "item", "text": f"t{i}"}
        for i in (1, 2)
    ]
    facts = Facts.from_rows(
        documents=[{"id": "d"}],
        passages=loop,
        nodes=[{"id": "n", "kind": "place", "name": "N"}],
        citations=[{"id": "c", "statement": "n", "document": "d", "passage": "p2", "char_end": "2", "quotation": "t2"}],
    )
    data = load(payload(facts).element(False))
    assert data["passages"]["parent"] == [-1, 0]


@pytest.mark.parametrize("text", ["</script>", "<!--<script", "]]>", "&lt;", "\u2028\u2029", "\ud800", "\x00\x1f\x7f"])
def test_nothing_leaves_the_script_element(text):
    inside = for_script(json.dumps(text, ensure_ascii=False))
    assert not set(inside) & set("<>&\u2028\u2029\x00")
    inside.encode("utf-8")
    assert json.loads(inside) == text


def test_equal_facts_are_packed_to_equal_bytes_that_browsers_unpack():
    data = b"facts " * 1000
    assert squeeze(data) == squeeze(data)
    assert gzip.decompress(squeeze(data)) == data
    assert squeeze(data)[4:8] == b"\0\0\0\0"  # no time of day


def test_the_hash_tells_facts_apart_and_nothing_else():
    facts = small_world()
    one, other = draw(facts, title="One"), draw(facts, title="Other", theme="dark", limit=3, embed=True)
    assert one.payload.about["hash"] == other.payload.about["hash"]
    fewer = Facts.from_frames(**{**facts.tables(), "citations": facts.citations.iloc[1:]})
    assert draw(fewer).payload.about["hash"] != one.payload.about["hash"]


def test_about_tells_what_the_page_holds():
    about = draw(small_world(), title="Small", subtitle="a world", focus="state:lka").payload.about
    assert about["title"] == "Small"
    assert about["nodes"] == 13
    assert about["edges"] == 17
    assert about["documents"] == 1
    assert about["asOf"] == "2026-05-01"
    assert about["focus"] == small_world().nodes["id"].tolist().index("state:lka")


def test_large_pages_are_packed_by_themselves():
    facts = Facts.from_rows(nodes=[{"id": f"n{i}", "kind": "place", "name": f"Place {i}"} for i in range(3000)])
    made = payload(facts)
    assert 'id="data-gz"' in made.element()
    assert 'id="data"' in made.element(False)
    assert 'id="data"' in payload(small_world()).element()


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ({"nodes": [{"id": "a", "kind": "place", "name": "A"}] * 2}, "'a' stands twice"),
        (
            {
                "nodes": [{"id": "a", "kind": "place", "name": "A"}],
                "relations": [{"id": "r", "source": "a", "relation": "follows", "target": "b"}],
            },
            "'b', which is no node",
        ),
    ],
)
def test_facts_that_do_not_hang_together_are_refused(rows, what):
    with pytest.raises(FactsError, match=what):
        content_of(Facts.from_rows(**rows))
