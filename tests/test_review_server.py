"""The server of the review page: who does not know the token, or comes from elsewhere, gets nothing."""

import http.client
import json
import threading

import pytest
from smallworld import small_world

from explorer.explorer import Explorer
from explorer.facts.decisions import read_decisions
from explorer.review_server import address, server

ROW = {"decision": "accept", "statement": "rel:01", "who": "A. Reader", "why": "so it is"}


@pytest.fixture
def running(tmp_path):
    """A server that runs on the loopback address, and its decisions file."""
    path = tmp_path / "decisions.csv"
    one = server(Explorer(small_world()), path)
    thread = threading.Thread(target=one.serve_forever, daemon=True)
    thread.start()
    yield one, path
    one.shutdown()
    one.server_close()
    thread.join()


def ask(running, method, path, body=None, **headers):
    """Return status and body of one request."""
    line = http.client.HTTPConnection("127.0.0.1", running.server_address[1], timeout=60)
    line.request(method, path, body=body, headers=headers)
    answer = line.getresponse()
    return answer.status, answer.read().decode("utf-8")


def test_the_page_is_there_for_its_token_alone(running):
    one, path = running
    assert one.server_address[0] == "127.0.0.1"
    good = f"/{one.token}/"
    assert ask(one, "GET", good)[0] == 200 and "connect-src" in ask(one, "GET", good)[1]
    for wrong in ("/", f"/{one.token[:-1]}/", f"/{one.token}/../", "/decisions", "/%C3%A9"):
        assert ask(one, "GET", wrong)[0] == 404, wrong
    assert ask(one, "GET", good, Host="evil.example")[0] == 404
    assert address(one).endswith(good) and not path.exists()


def test_another_site_cannot_write(running):
    one, path = running
    body = json.dumps({"add": [ROW], "drop": []})
    good = f"/{one.token}/decisions"
    assert ask(one, "POST", good, body, Origin="http://evil.example")[0] == 404
    assert ask(one, "POST", "/decisions", body)[0] == 404 and not path.exists()
    assert ask(one, "POST", good, body)[0] == 200
    assert [each.statement for each in read_decisions(path)] == ["rel:01"]


@pytest.mark.parametrize("body", ["", "[]", "{}", "null", '{"add": [1], "drop": []}', '{"add": [{"who": "x"}], "drop": []}',
                                  '{"add": [{"decision": "acept", "statement": "x", "who": "a", "why": "b"}], "drop": []}',
                                  '{"add": [{"mood": "x"}], "drop": []}'])  # fmt: skip
def test_what_is_no_decision_is_refused_and_the_file_stays(running, body):
    one, path = running
    good = f"/{one.token}/decisions"
    ask(one, "POST", good, json.dumps({"add": [ROW], "drop": []}))
    before = path.read_bytes()
    assert ask(one, "POST", good, body)[0] in (400, 409)
    assert path.read_bytes() == before


def test_what_was_taken_back_goes_and_nothing_else(running):
    one, path = running
    good = f"/{one.token}/decisions"
    other = {**ROW, "statement": "rel:02"}
    ask(one, "POST", good, json.dumps({"add": [ROW, other, ROW], "drop": []}))
    ask(one, "POST", good, json.dumps({"add": [], "drop": [ROW]}))
    assert [each.statement for each in read_decisions(path)] == ["rel:01", "rel:02"]
