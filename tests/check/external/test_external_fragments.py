import time

import pytest

from clewline.check.external.fragments import PAGE_BYTES, Page, Place, Words, is_html, missing_from, place_of

HTML = """<!doctype html><title>Hidden title</title><h1 id="top-1">Less is more</h1><a name="old">x</a><h2 id="Größe">G</h2>
<h2 id="user-content-setup">Setup</h2><p>Almost all <b>know</b>ledge is\n  learned in pre&shy;training.</p><p>One thousand examples.</p>
<ul><li>alpha<li>beta</ul>first<br>second<script>var secret = "script words"</script>
<p>the cat sat. the dog sat. the end.</p><p>it’s “quoted”</p><p>日本語の文章です。</p>"""


def missing(fragment: str, html: str = HTML) -> str:
    return missing_from(Page(html.encode(), "text/html; charset=utf-8"), place_of(fragment))


@pytest.mark.parametrize(
    "fragment",
    [
        *(
            "",
            "top",
            "TOP",
            "top-1",
            "old",
            "Gr%C3%B6%C3%9Fe",
            "Größe",
            "setup",
            "L10-L20",
            "!/route",
            "/route",
            ":~:",
            "old:~:text=cat",
        ),
        *(
            ":~:text=Less%20is%20MORE",
            ":~:text=knowledge%20is%20learned",
            ":~:text=pretraining",
            ":~:text=alpha",
            ":~:text=first",
        ),
        *(
            ":~:text=all-,knowledge",
            ":~:text=knowledge,-is",
            ":~:text=dog-,sat.,-the%20end",
            ":~:text=Almost,examples",
            ":~:text=more-,x",
        ),
        *(
            ":~:text=Almost,examples.,-alpha",
            ":~:text=absent&text=alpha",
            ":~:text=it's%20%22quoted%22",
            ":~:text=本語",
            ":~:text=",
            ":~:selector(x)",
            "issuecomment-1",
        ),
    ],
)
def test_places_that_are_there(fragment: str) -> None:
    assert missing(fragment) == ""


@pytest.mark.parametrize(
    "fragment",
    [
        *(
            "Top-1",
            "top-2",
            "old:~:text=absent",
            "absent:~:text=cat",
            ":~:text=know%20ledge",
            ":~:text=script%20words",
            ":~:text=less%20is%20mor",
        ),
        *(
            ":~:text=alphabeta",
            ":~:text=hidden%20title",
            ":~:text=cat-,sat.,-the%20end",
            ":~:text=examples,Almost",
            ":~:text=firstsecond",
        ),
        *(":~:text=ess", ":~:text=Almost,examples.,-beta", ":~:text=dog-,cat"),
    ],
)
def test_places_that_are_not(fragment: str) -> None:
    assert missing(fragment)


def test_the_message_names_the_place() -> None:
    assert missing("absent") == "has no place called #absent"
    assert missing(":~:text=not,there") == "does not hold the words “not…”"


def test_text_directives_are_taken_apart() -> None:
    assert place_of("a:~:text=b-,c%2C%20d,e,-f&text=g") == Place(
        "a", (Words("c, d", "e", "b", "f"), Words("g"))
    )


def test_encodings() -> None:
    latin = '<p id="é">caf\xe9</p>'.encode("latin-1")
    assert Page(latin, "text/html; charset=ISO-8859-1").text == "café"
    assert Page(b'<meta charset="latin-1">' + latin, "text/html").has_id("é")
    assert Page(latin, "text/html; charset=no-such").text == "caf\ufffd"


def test_pages_that_a_script_fills() -> None:
    assert Page(b'<div id="root"></div><script src="app.js"></script>', "text/html").is_shell
    assert not Page(b"<p>short</p>", "text/html").is_shell


def test_only_html_is_searched() -> None:
    assert [
        is_html(kind) for kind in ("text/html;charset=x", "application/xhtml+xml", "application/pdf", "")
    ] == [True, True, False, False]


@pytest.mark.parametrize(
    "piece", ["<div>", "<ul><li>", "<b></p>", "<i a=1>x</b>", "<i><div></i>", "<path/>", "<DIV/>"]
)
def test_pages_nested_without_end_are_not_built(piece: str) -> None:
    assert Page((piece * (PAGE_BYTES // len(piece))).encode(), "text/html").too_intricate


def test_long_pages_are_not_deep() -> None:
    html = ("<div class=a><ul><li>x<li>y</ul><p>a<p>b<br><img src=x></div>" * (PAGE_BYTES // 61)).encode()
    started = time.monotonic()
    page = Page(html, "text/html")
    assert not page.too_intricate and missing_from(page, place_of("absent"))
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "fragment", [":~:text=zz-,a", ":~:text=a,-zz", ":~:text=zz-,a,b,-zz", ":~:text=a,b,-zz"]
)
def test_words_that_nearly_fit_everywhere_take_no_time(fragment: str) -> None:
    started = time.monotonic()
    assert missing(fragment, "a b " * (PAGE_BYTES // 4))
    assert time.monotonic() - started < 5
