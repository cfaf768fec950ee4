"""Canvases as documents: a picture with the texts and links of its cards."""

import json
from pathlib import Path

import pytest

from clewline.content.canvas import parse_canvas
from clewline.content.options import DEFAULT_OPTIONS
from clewline.text.spans import SourceFile
from driver import SiteDriver, note

BOARD = """{
	"nodes":[
		{"id":"a","type":"text","text":"# Knots\\n\\nSee [[rope|the rope]] and [[gone]], $x^2$.","x":-300,"y":0,"width":200,"height":100},
		{"id":"b","type":"file","file":"notes/rope.md","subpath":"#Fibres","x":100,"y":0,"width":200,"height":100,"color":"4"},
		{"id":"c","type":"file","file":"notes/plot.png","x":100,"y":200,"width":200,"height":100,"color":"#ff8800"},
		{"id":"d","type":"link","url":"https://example.org/a","x":100,"y":400,"width":200,"height":50},
		{"id":"e","type":"group","label":"All <of> it","x":80,"y":-50,"width":240,"height":520}
	],
	"edges":[
		{"id":"1","fromNode":"a","fromSide":"right","toNode":"b","toSide":"left","label":"leads & on"},
		{"id":"2","fromNode":"b","toNode":"c","toEnd":"none"},
		{"id":"3","fromNode":"a","toNode":"nowhere"}
	]
}"""


@pytest.fixture
def site(tmp_path: Path) -> SiteDriver:
    driver = SiteDriver(tmp_path).write(
        "notes/rope.md", note("Rope", "## Fibres\n\nSee [[board.canvas]].\n\n![[board.canvas]]")
    )
    return (
        driver.write("notes/plot.png", b"png")
        .write("notes/board.canvas", BOARD)
        .write("notes/board.md", "# Other\n")
    )


def test_a_canvas_is_a_picture_of_its_cards(site: SiteDriver) -> None:
    built = site.build()
    main = built.main("notes/board-canvas.html")
    assert [one.text() for one in main.css("h1")] == ["board"]
    texts = [" ".join(card.text().split()) for card in main.css("foreignObject")]
    assert texts[0] == "All <of> it"
    assert texts[1].startswith("Knots See the rope and gone (missing page), ") and texts[2] == "Rope › Fibres"
    assert [(one.text(), one.attributes["href"]) for one in main.css("foreignObject a")] == [
        ("the rope", "../notes/rope.html"),
        ("Rope › Fibres", "../notes/rope.html#fibres"),
        ("https://example.org/a", "https://example.org/a"),
    ]
    assert [one.attributes["src"] for one in main.css("foreignObject img")] == ["../attachments/plot.png"]
    assert len(main.css("svg path")) == 3  # two edges, one arrow
    assert [one.text() for one in main.css("svg text")] == ["leads & on"]
    assert main.css_first(".hue-4") and main.css_first('.own[stroke="#ff8800"]')


def test_links_to_a_canvas_and_from_it(site: SiteDriver) -> None:
    built = site.build()
    assert ("board", "../notes/board-canvas.html") in built.links("notes/rope.html")
    assert "board" in built.text("notes/rope.html").rpartition("Mentioned")[2]
    assert built.html("notes/rope.html").css_first(".prose .canvas") is not None
    assert [one for one in built.diagnostics() if "link" in one] == ["notes/board.canvas:3:1 link-missing"]
    assert "Knots" in built.text("notes/board-canvas.md") and "leads &amp; on" in built.text(
        "notes/board-canvas.md"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"nodes":[{"id":"a","type":"text","text":"x","x":1e999,"y":0,"width":1,"height":1}]}',
        b'{"nodes":[{"type":"text","text":3,"x":true,"y":0,"width":1,"height":1}, 5],"edges":[[]]}',
        b'{"nodes":{"a":1},"edges":"x"}',
    ],
)
def test_what_holds_no_cards_is_an_empty_document(data: bytes) -> None:
    document, found = parse_canvas(SourceFile("a.canvas", data), DEFAULT_OPTIONS)
    assert (document.body.blocks, document.stem, document.title, found) == ((), "a.canvas", ("a",), ())


@pytest.mark.parametrize("data", [b"[1]", b"{", b"[" * 100_000, b"\xff\xfe{"])
def test_what_is_no_canvas_is_said_to_be_none(data: bytes) -> None:
    document, (found,) = parse_canvas(SourceFile("a.canvas", data), DEFAULT_OPTIONS)
    assert (document.body.blocks, found.code) == ((), "canvas-syntax")


def test_no_card_breaks_out_of_the_picture(tmp_path: Path) -> None:
    texts = [
        "</div></foreignObject></svg><script>alert(1)</script>",
        "<b>open",
        "```\ncode",
        "%% hidden",
        "[^1]\n\n[^1]: foot",
    ]
    nodes = [
        {
            "id": f'{n}" onload="x',
            "type": "text",
            "text": text,
            "x": 0,
            "y": n * 100,
            "width": 90,
            "height": 90,
            "color": '"><b>',
        }
        for n, text in enumerate(texts)
    ]
    edges = [
        {
            "fromNode": nodes[0]["id"],
            "toNode": nodes[1]["id"],
            "label": "<script>x</script>",
            "color": "#000 url(x)",
        }
    ]
    site = SiteDriver(tmp_path).write("a.canvas", json.dumps({"nodes": nodes, "edges": edges}))
    main = site.build().main("notes/a-canvas.html")
    assert len(main.css("svg > foreignObject")) == len(texts)
    assert not main.css("script") and "hidden" not in main.text()
    assert "onload" not in (main.html or "")
