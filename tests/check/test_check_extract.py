from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.check.extract import decoded, extract
from clewline.check.places import places
from clewline.check.uses import Use, UseKind, candidates, css_uses

TEXT = st.text(st.sampled_from("ab.#?/ é漢&;=\n\t"), max_size=8)
NAME = st.sampled_from(
    [
        "href",
        "src",
        "srcset",
        "poster",
        "style",
        "HREF",
        "data-x",
        "xlink:href",
        "content",
        "http-equiv",
        "rel",
        "id",
        "name",
    ]
)
ELEMENT = st.sampled_from(
    ["a", "img", "b", "p", "link", "source", "video", "meta", "style", "script", "template", "noscript", "td"]
)
VALUE = st.one_of(
    TEXT,
    st.sampled_from(
        ["stylesheet", "refresh", "0; url=x", "a 1x, b 2x", "color: url(q)", "x&amp;y", "&eacute;", "&copy=1"]
    ),
)


@st.composite
def tag(draw: st.DrawFn) -> str:
    parts = [draw(ELEMENT)]
    for name in draw(st.lists(NAME, max_size=3)):
        value = draw(VALUE)
        quote = draw(st.sampled_from(['"', "'"]))
        parts.append(
            draw(st.sampled_from([f"{name}={quote}{value}{quote}", f"{name} = {quote}{value}{quote}", name]))
        )
    return f"<{' '.join(parts)}>"


PAGE = st.lists(
    st.one_of(
        tag(),
        TEXT,
        st.sampled_from(
            [
                "</a>",
                "</style>",
                "</script>",
                "</template>",
                "</p>",
                "<svg><use xlink:href='#q'/><a href=w /></svg>",
                "<!-- <a href=x> -->",
                "p{background:url(z)}",
            ]
        ),
    ),
    max_size=12,
).map("".join)


@settings(derandomize=True, max_examples=400)
@given(PAGE)
def test_every_address_that_the_tree_has_is_found_in_the_text(page: str) -> None:
    links = extract("a.html", page.encode())
    found = places("a.html", decoded(page.encode()), links.uses)
    assert all(span.start != (1, 1) for spans in found.values() for span in spans), found


@settings(derandomize=True, max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_give_links(data: bytes) -> None:
    for path in ("a.html", "a.css", "a.svg", "a.xhtml"):
        links = extract(path, data)
        places(path, decoded(data), links.uses)


def test_a_page_gives_what_it_defines_and_uses() -> None:
    page = b"""<base href="x/"><h1 id=top>A</h1><a name="old" href="#top">b</a><p id="a"></p><p id="a"></p>
    <a href="y&amp;z#q">c</a><img src="i.png" srcset="j.png 2x">
    <style>p { background: url(k.png) }</style><p style="background: url('l.png')">"""
    links = extract("a.html", page)
    assert links.defines == {"top", "old", "a"}
    assert links.repeated == ("a",)
    assert links.base == "x/"
    assert {use.address for use in links.uses} == {"x/", "#top", "y&z#q", "i.png", "j.png", "k.png", "l.png"}


def test_own_places_that_are_there_are_only_counted() -> None:
    links = extract("a.html", b'<p id="a"><a href="#a">x</a><a href="#b">y</a>')
    assert (links.uses, links.sound) == ((Use(UseKind.LINK, "#b"),), 1)


def test_old_encodings_are_read_as_browsers_read_them() -> None:
    assert decoded("é".encode("latin-1")) == "é"
    assert decoded('<meta charset="koi8-r">я'.encode("koi8-r")).endswith("я")
    assert decoded("\ufeffя".encode()) == "я"
    assert decoded("я".encode("utf-16")) == "я"
    assert decoded(b'<meta charset="nonsense">\xff').endswith("\ufffd")


def test_sets_of_pictures_are_cut_as_the_standard_says() -> None:
    assert list(candidates("a.png 1x, b,c.png 2x,d.png")) == ["a.png", "b,c.png", "d.png"]
    assert list(candidates(" a.png , , b.png")) == ["a.png", "b.png"]
    assert list(candidates("data:image/png;base64,AA== 1x, b.png (max, 1) 2x, c.png")) == [
        "data:image/png;base64,AA==",
        "b.png",
        "c.png",
    ]


def test_style_sheets_give_addresses_with_their_places() -> None:
    css = (
        "a { b: url( \"x.png\" ) } @import url(y.css); @import 'z.css'; /* url(no) */ c { "
        "d: url(e\\20 f.png) }"
    )
    found = [(use.address, css[start:end]) for use, start, end in css_uses(css)]
    assert found == [("x.png", "x.png"), ("y.css", "y.css"), ("z.css", "z.css"), ("e f.png", "e\\20 f.png")]
