"""Malformed web pages. What a browser would show is read; what holds no text, or too much of it, is refused."""

from __future__ import annotations

from collections.abc import Iterator

from .case import READ, REFUSED, Case, data, noise

BODY = (
    "<h1>Sixth Meeting of Senior Officials</h1><p>Bali, Indonesia, 1 June 2012</p>"
    "<p>The meeting was attended by Australia, Indonesia and UNHCR.</p>"
    "<p>Ministers agreed to:</p><ul><li>establish a Regional Support Office in Bangkok</li><li>meet again</li></ul>"
)


def page(body: str = BODY, head: str = "<title>Sixth Meeting</title>", start: str = "<!doctype html>") -> str:
    """Return a whole web page."""
    return f'{start}<html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _html(name: str, content: bytes | str, verdict: str, says: str = "", ending: str = ".html", **more: bool) -> Case:
    return data(f"html/{name}", content, verdict, says, ending=ending, **more)


def html_cases() -> Iterator[Case]:
    """Web pages: no text, broken markup, hostile markup, encodings, too deep or too large."""
    yield from _no_text()
    yield from _broken()
    yield from _hostile()
    yield from _encodings()
    yield from _sizes()


def _no_text() -> Iterator[Case]:
    for name, content in {
        "empty": "",
        "spaces": "   \n ",
        "no-body": "<html></html>",
        "empty-body": page(""),
        "script-only": page("<script>var a = 'Ministers agreed';</script>"),
        "style-only": page("<style>p { content: 'Ministers agreed' }</style>"),
        "comment-only": page("<!-- Ministers agreed -->"),
        "template-only": page("<template><p>Ministers agreed</p></template>"),
        "picture-only": page('<img src="http://192.0.2.1/a.png">'),
        "spaces-in-body": page("<p>&nbsp;&#8203;&#160;</p>" * 40),
        "tags-only": "<p><p><p></div></div>",
    }.items():
        yield _html(name, content, REFUSED, "empty|no text|nothing")
    for name in ("random", "random-again"):
        yield _html(name, noise(name, 20_000), REFUSED, "not text|is not utf-8|is 0|control")
    yield _html("pdf-in-disguise", b"%PDF-1.4\n" + noise("h", 900), REFUSED, "is a PDF")
    yield _html("zip-in-disguise", b"PK\x03\x04" + noise("z", 900), REFUSED, "zip")


def _broken() -> Iterator[Case]:
    for name, content in {
        "no-end-tags": page().split("</ul>")[0].replace("</p>", "").replace("</li>", ""),
        "cut-in-a-tag": page() + "<p class='x",
        "cut-in-a-comment": page() + "<!-- x",
        "cut-in-an-attribute": page() + '<a href="',
        "cut-in-an-entity": page(BODY + "<p>a &am"),
        "wrong-nesting": page(BODY.replace("</h1><p>", "<p></h1>")),
        "two-bodies": page(BODY + "</body><body><p>More</p>"),
        "text-after-html": page() + "more",
        "no-doctype": page(start=""),
        "odd-doctype": page(start="<!DOCTYPE html [<!ENTITY a 'b'>]>"),
        "two-titles": page(head="<title>A</title><title>B</title>"),
        "stray-brackets": page(BODY + "<p>1 < 2 > 0 << >> <3</p>"),
        "odd-entities": page(BODY + "<p>&bogus; &#x110000; &#0; &#xD800; &#99999999999999; &; &#; &#x;</p>"),
        "odd-attributes": page(BODY + '<p a=b a=c "x" = y =z onclick=x \x01>z</p>'),
        "odd-tags": page(BODY + "<x:y><1a><p><-><></><?php echo 1 ?><![CDATA[ x ]]>"),
        "table-in-list": page(BODY + "<ul><table><li><tr><p><td>cell<ul><li>x"),
        "lists-without-items": page(BODY + "<ul>text<ul>deeper</ul></ul><ol></ol><li>alone</li>"),
        "nested-anchors": page(BODY + "<a><a><a>x</a>" * 50),
        "nested-forms": page(BODY + "<form><form><button><button>x" * 50),
        "frameset": page(BODY) + "<frameset><frame src=x></frameset>",
        "plaintext": page(BODY + "<plaintext></p>"),
        "crlf": page(BODY.replace("><", ">\r\n<")),
        "zero-byte-entity": page(BODY + "<p>a&#0;b</p>"),
        "control-entities": page(BODY + "<p>&#27;[31m&#7;&#155;</p>"),
        "svg-and-maths": page(BODY + "<svg><title>x</title><text>y</text></svg><math><mi>z</mi></math>"),
        "upper-case": page().upper().replace("UTF-8", "utf-8"),
    }.items():
        yield _html(name, content, READ, "(?i)Bangkok")
    yield _html("xhtml", '<?xml version="1.0"?>' + page(), READ, "Bangkok", ".xhtml")
    yield _html("htm", page(), READ, "Bangkok", ".htm")


def _hostile() -> Iterator[Case]:
    for name, body in {
        "script": "<script>alert(1)</script>",
        "handlers": '<p onclick="alert(1)" onmouseover=alert(1)>x</p><img src=x onerror=alert(1)>',
        "javascript-link": '<a href="javascript:alert(1)">x</a><a href="data:text/html,x">y</a>',
        "outside": '<iframe src="http://192.0.2.1/"></iframe><link rel=stylesheet href="http://192.0.2.1/a.css">',
        "file-link": '<object data="file:///etc/passwd"></object><img src="file:///etc/passwd">',
        "include": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
        "refresh": '<meta http-equiv="refresh" content="0;url=http://192.0.2.1/">',
        "prototype": "<p id=__proto__>constructor</p><p>__proto__</p>",
        "formula": "<p>=cmd|' /C calc'!A0</p><p>@SUM(1)</p>",
    }.items():
        yield _html(f"hostile-{name}", page(BODY + body), READ, "Bangkok")
    base = page(head='<base href="javascript:/*"><title>=1+1</title><link rel="canonical" href="javascript:alert(1)">')
    yield _html("hostile-head", base, READ, "Bangkok")
    bomb = (
        "<!DOCTYPE html [" + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'ha'}'>" for n in range(12)) + "]>"
    )
    yield _html("entity-bomb", page(BODY + "<p>&e11;</p>", start=bomb), READ, "Bangkok")
    outside = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield _html("entity-outside", page(BODY + "<p>&x;</p>", start=outside), READ, "Bangkok", ".xhtml")


def _encodings() -> Iterator[Case]:
    accented = page(BODY.replace("Bangkok", "Nouméa"))
    bare = accented.replace('<meta charset="utf-8">', "")
    yield _html("utf-8-no-meta", bare, READ, "Nouméa")
    yield _html("utf-8-bom", bare.encode("utf-8-sig"), READ, "Nouméa")
    yield _html("utf-16-bom", bare.encode("utf-16"), READ, "Nouméa")
    yield _html("utf-8-said-but-cp1252", accented.encode("cp1252"), REFUSED, "byte .*--encoding")
    yield _html("nothing-said-and-cp1252", bare.encode("cp1252"), REFUSED, "byte .*--encoding")
    yield _html("unknown-said", accented.replace("utf-8", "x-klingon"), READ, "Nouméa")
    yield _html("utf-7-said", accented.replace("utf-8", "utf-7"), READ, "Nouméa")
    yield _html("null-bytes", page().encode().replace(b"Bali", b"Ba\0li"), REFUSED, "is 0")


def _sizes() -> Iterator[Case]:
    for depth in (2_000, 100_000):
        yield _html(f"deep-{depth}", page(BODY + "<div>" * depth + "x"), REFUSED, "deep|nest|256")
        yield _html(f"deep-lists-{depth}", page(BODY + "<ul><li>" * depth + "x"), REFUSED, "deep|nest|256")
    yield _html("deep-inline", page(BODY + "<p>" + "<b>" * 3_000 + "x"), READ, "Bangkok")
    yield _html("deep-closed", page(BODY + "<div>" * 200 + "x" + "</div>" * 200), READ, "Bangkok")
    yield _html(
        "many-attributes", page(BODY + "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>"), READ, "Bali"
    )
    yield _html("long-attribute", page(BODY + f'<p title="{"x" * 2_000_000}">x</p>'), READ, "Bangkok")
    yield _html("long-passage", page(BODY + f"<p>{'word ' * 250_000}</p>"), REFUSED, "1,000,000|longer|limit")
    yield _html("many-paragraphs", page(BODY + "<p>a line</p>" * 20_000), READ, "Bangkok", slow=True)
    yield _html("many-cells", page(BODY + "<table>" + "<tr><td>a<td>b" * 5_000 + "</table>"), READ, "Bangkok")
    yield _html("many-entities", page(BODY + "<p>" + "&amp;" * 100_000 + "</p>"), READ, "Bangkok")
    yield _html("many-open-tags", page(BODY) + "<" * 300_000, READ, "Bangkok")
    yield _html("many-comments", page(BODY + "<!-- -- -- " * 50_000), READ, "Bangkok")
    yield _html(
        "span-of-cells", page(BODY + "<table><tr><td rowspan=99999999 colspan=99999999>x</table>"), READ, "Bali"
    )
