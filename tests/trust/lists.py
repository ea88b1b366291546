"""Malformed lists that a user hands in: review decisions (CSV) and words of one's own (YAML)."""

from __future__ import annotations

import os
from collections.abc import Iterator

from .case import READ, REFUSED, Case, data, noise, sparse

HEAD = "decision,statement,column,value,who,when,why"
GOOD = "reject,place:bali,,,A. Reader,2026-11-20,the process is meant"


def list_cases() -> Iterator[Case]:
    """Decisions and words."""
    yield from _decisions()
    yield from _words()


def _any_file(sort: str, ending: str) -> Iterator[Case]:
    """Yield what is wrong with any such file."""
    for name, content in {
        "random": noise(sort, 9_000), "zeros": b"\0" * 900, "pdf": b"%PDF-1.4\n" + noise("a", 900),
        "zip": b"PK\x03\x04" + noise("b", 900), "gzip": b"\x1f\x8b" + noise("c", 900), "old-office": b"\xd0\xcf\x11\xe0" * 99,
        "utf-32": "name".encode("utf-32"), "latin-1": "décision".encode("cp1252"),
    }.items():  # fmt: skip
        yield data(
            f"{sort}/{name}",
            content,
            REFUSED,
            rf"it{ending}.*(not text|is not utf-8|is 0|UTF-32|no readable)",
            ending=ending,
        )
    says = r"it\S*.*(no ordinary file|No such file|symbolic|larger than)"
    yield Case(f"{sort}/missing", lambda path: None, REFUSED, says, ending)
    yield Case(f"{sort}/folder", lambda path: path.mkdir(), REFUSED, says, ending)
    yield Case(f"{sort}/pipe", os.mkfifo, REFUSED, says, ending)
    yield Case(f"{sort}/device", lambda path: path.symlink_to("/dev/zero"), REFUSED, says, ending)
    yield Case(f"{sort}/link-loop", lambda path: path.symlink_to(path.name), REFUSED, says, ending)
    yield Case(f"{sort}/ten-gigabytes", sparse(10 * 2**30), REFUSED, says, ending)


def _decisions() -> Iterator[Case]:
    yield from _any_file("review", ".csv")

    def case(name: str, content: str | bytes, verdict: str, says: str = "") -> Case:
        return data(f"review/{name}", content, verdict, says, ending=".csv")

    def row(name: str, line: str, says: str) -> Case:
        return case(name, f"{HEAD}\n{GOOD}\n{line}\n", REFUSED, rf"it\.csv, line 3: .*{says}")

    yield case("good", f"{HEAD}\n{GOOD}\n", READ)
    yield case("head-only", f"{HEAD}\n", READ)
    yield case("crlf", f"{HEAD}\r\n{GOOD}\r\n", READ)
    yield case("bom", f"\ufeff{HEAD}\n{GOOD}\n", READ)
    yield case("utf-16-tabs", f"{HEAD}\n{GOOD}\n".replace(",", "\t").encode("utf-16"), READ)
    yield case("semicolons", f"{HEAD}\n{GOOD}\n".replace(",", ";"), READ)
    yield case("blank-lines", f"{HEAD}\n\n{GOOD}\n\n", READ)
    yield case("statement-unknown", f"{HEAD}\nreject,state:klingon,,,A. Reader,,no such state\n", READ)
    yield case("decided-twice", f"{HEAD}\n{GOOD}\n{GOOD}\n", READ)
    yield case("formula-kept-apart", f"{HEAD}\nreject,place:bali,,,'=A1,,'@why\n", READ)
    yield case("hostile-reason", f"{HEAD}\nreject,place:bali,,,<script>,,\x1b[31m {{{{7*7}}}}\n", READ)
    yield case("empty", b"", REFUSED, r"it\.csv is empty")
    yield case("newlines", "\n\n\n", REFUSED, r"it\.csv is empty")
    yield case("no-head", f"{GOOD}\n", REFUSED, r"it\.csv, line 1: unknown column")
    yield case("column-unknown", f"{HEAD},mood\n{GOOD},x\n", REFUSED, r"line 1: unknown column 'mood'")
    yield case("column-missing", "decision,statement,why\nreject,place:bali,x\n", REFUSED, "line 1: no column who")
    yield case("column-twice", f"{HEAD},why\n{GOOD},x\n", REFUSED, "line 1: a column twice")
    yield case("page", "<!doctype html><p>Not found", REFUSED, r"it\.csv, line 1")
    yield case("json", '[{"decision": "accept"}]', REFUSED, r"it\.csv, line 1")
    yield case("cut-in-a-quote", f'{HEAD}\nreject,place:bali,,,A,,"why', REFUSED, r"it\.csv, line 2: no readable CSV")
    yield case("text-after-a-quote", f'{HEAD}\nreject,place:bali,,,A,,"why"not\n', REFUSED, "line 2: no readable CSV")
    yield case("cell-too-long", f"{HEAD}\nreject,place:bali,,,A,,{'x' * 1_100_000}\n", REFUSED, "line 2")
    for name, line, says in (
        ("kind-unknown", "rejekt,place:bali,,,A. Reader,,why", "did you mean reject"),
        ("kind-empty", ",place:bali,,,A. Reader,,why", "is no decision"),
        ("kind-hostile", "\x1b[31m,place:bali,,,A. Reader,,why", "is no decision"),
        ("statement-empty", "reject,,,,A. Reader,,why", "statement is empty"),
        ("who-empty", "reject,place:bali,,,,,why", "who is empty"),
        ("why-empty", "reject,place:bali,,,A. Reader,,", "why is empty"),
        ("why-spaces", "reject,place:bali,,,A. Reader,,   ", "why is empty"),
        ("row-short", "reject,place:bali", "who is empty"),
        ("row-long", "reject,place:bali,,,A. Reader,,why,more", "8 cells where 7"),
        ("date-impossible", "reject,place:bali,,,A. Reader,2026-02-30,why", "is no date"),
        ("date-of-a-spreadsheet", "reject,place:bali,,,A. Reader,20/11/2026,why", "is no date"),
        ("same-as-itself", "same_as,place:bali,,place:bali,A. Reader,,why", "another node"),
        ("same-as-nothing", "same_as,place:bali,,,A. Reader,,why", "another node"),
        ("add-without-relation", "add,state:aus,,meeting:x,A. Reader,,why", "is no relation"),
        ("add-of-odd-relation", "add,state:aus,loves,meeting:x,A. Reader,,why", "is no relation"),
        ("add-of-odd-role", "add,state:aus,participated_in king,meeting:x,A. Reader,,why", "is no role"),
        ("add-to-nothing", "add,state:aus,participated_in,,A. Reader,,why", "value is to be the id"),
        ("correct-nothing", "correct,place:bali,,x,A. Reader,,why", "cannot be corrected"),
        ("correct-id", "correct,place:bali,id,x,A. Reader,,why", "cannot be corrected"),
        ("correct-to-no-date", "correct,meeting:x,start,yesterday,A. Reader,,why", "is no date"),
        ("correct-to-impossible-date", "correct,meeting:x,start,2012-02-30,A. Reader,,why", "is no date"),
        ("correct-to-no-name", "correct,place:bali,name,,A. Reader,,why", "name cannot be empty"),
        ("correct-to-odd-force", "correct,commitment:x,force,wished,A. Reader,,why", "is no force"),
        ("correct-to-odd-relation", "correct,r1,relation,loves,A. Reader,,why", "is no relation"),
    ):
        yield row(name, line, says)


def _words() -> Iterator[Case]:
    yield from _any_file("words", ".yaml")

    def case(name: str, content: str | bytes, verdict: str, says: str = "") -> Case:
        return data(
            f"words/{name}", content, verdict, says if verdict == READ else rf"it\.yaml.*{says}", ending=".yaml"
        )

    good = "bodies:\n  - {name: Harbour Group, acronym: HG}\nverbs: {undertake: agreed}\n"
    yield case("good", good, READ)
    yield case("bom", good.encode("utf-8-sig"), READ)
    yield case("utf-16", good.encode("utf-16"), READ)
    yield case("crlf", good.replace("\n", "\r\n"), READ)
    yield case("part-empty", "bodies:\n", READ)
    yield case("norway", "states: [{name: Norway, code: NO}]\n", READ)
    yield case("hostile-name", "bodies: [{name: '<script>alert(1)</script>'}]\n", READ)
    yield case("pattern-in-a-name", "bodies: [{name: '(a+)+$ [x] Group'}]\n", READ)
    says = "YAML|holds no words"
    yield case("empty", b"", REFUSED, says)
    yield case("spaces", "  \n", REFUSED, says)
    yield case("comment-only", "# words\n", REFUSED, says)
    yield case("text", "Ministers agreed", REFUSED, says)
    yield case("number", "7", REFUSED, says)
    yield case("list", "- a\n- b\n", REFUSED, says)
    yield case("two-documents", f"{good}---\n{good}", REFUSED, says)
    yield case("tabs", "bodies:\n\t- {name: x}\n", REFUSED, "line 2")
    yield case("cut", "bodies: [{name: Harb", REFUSED, "line 1|line 2")
    yield case("open-quote", "bodies: [{name: 'Harb}]\n", REFUSED, "line")
    yield case("wrong-indent", "bodies:\n  - name: a\n aliases: b\n", REFUSED, "line")
    yield case("control-character", "bodies: [{name: a\x01b}]\n", REFUSED, "YAML|control")
    yield case("aliases-bomb", "a: &a [x,x]\nb: &b [*a,*a,*a]\nbodies: [*b,*b]\n", REFUSED, "alias")
    yield case("alias-of-itself", "bodies: &a [*a]\n", REFUSED, "alias")
    yield case("merge-key", "x: &x {name: a}\nbodies: [{<<: *x}]\n", REFUSED, "alias")
    for depth in (40, 100_000):
        yield case(f"deep-lists-{depth}", "bodies: " + "[" * depth, REFUSED, "nested")
        yield case(f"deep-objects-{depth}", "bodies: " + "{a: " * depth, REFUSED, "nested")
        yield case(f"deep-dashes-{depth}", "bodies:\n  " + "- " * depth + "a\n", REFUSED, "nested")
    yield case("python-object", "bodies: !!python/object/apply:os.system ['echo']\n", REFUSED, "shape")
    yield case("part-unknown", "bodeis: [{name: x}]\n", REFUSED, "unknown part 'bodeis'")
    yield case("part-hostile", "'\\e[31m': []\n".replace("'", '"'), REFUSED, "unknown part")
    for name, content in {
        "part-a-text": "bodies: many", "part-an-object": "bodies: {name: x}", "entries-of-texts": "bodies: [a, b]",
        "entry-a-list": "bodies: [[a]]", "name-a-list": "bodies: [{name: [a]}]", "name-an-object": "bodies: [{name: {a: b}}]",
        "aliases-a-text": "bodies: [{name: a, aliases: b}]", "aliases-of-lists": "bodies: [{name: a, aliases: [[b]]}]",
        "verbs-a-list": "verbs: [undertake]", "verb-a-list": "verbs: {undertake: [agreed]}",
        "words-a-text": "topics: [{name: a, words: b}]",
    }.items():  # fmt: skip
        yield case(name, content, REFUSED, "shape|needs a name")
    yield case("name-missing", "bodies: [{acronym: HG}]\n", REFUSED, "needs a name")
    yield case("name-empty", "bodies: [{name: ''}]\n", REFUSED, "needs a name")
    yield case("force-unknown", "verbs: {undertake: wished}\n", REFUSED, "is no force")
    yield case("topic-without-words", "topics: [{name: Ports}]\n", REFUSED, "needs a name and words")
    yield case("too-large", "#" * 1_000_001, REFUSED, "larger than 1,000,000")
