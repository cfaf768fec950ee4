"""What holds for any text whatever, tried with texts made of the pieces that Markdown is written with."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from clewline.content.markdown.comments import blank_comments
from clewline.content.markdown.sanitise import TAGS
from clewline.content.model import Body, Document, Hole, HoleKind, Kind, Link, LinkKind
from content.markdown.shown import document, parsed

PIECES = """[[x]] ![[y]] [[x|A.␣B]] [a](u) ![i](p.png) [@k] [see␣@a;␣@b] #tag == ** * _ ~~ ` `` $ $$ > - 1.␣ #␣ ##␣ | %% <b> </b> <div>
</div> <u> </u> <sup> <script> </script> <table> <td> <p> </p> <br> <!-- --> </a> ^[ ] [ ( ) [^1] [^1]:␣ [ref] ␣^id [!note] [!tip]- -␣[␣]␣
A␣sentence.␣ word␣ Yes!␣ é😀␣ https://a.example/c␣ <http://b.example> &amp; &#xfdd0;l0.0&#xfdd1; \\ ~~~ {{␣x␣}} <li> <ol> <h2> <style>
<details␣open> <summary> <svg␣onload=x> <img␣src=x␣onerror=y> <a␣href="javascript:x"␣id=main> <http://a/%EF%B7%90a9.0%EF%B7%91>
javascript:alert(1) on␣click= \ufdd0l9.0\ufdd1 \ufdd2 [^<b>] \u2028 \0 :""".replace("\n", " ").split(" ")
WITH_BREAKS = [
    *(piece.replace("␣", " ") for piece in PIECES),
    "\n",
    "\n\n",
    "    ",
    "\t",
    "```\n",
    "```py\n",
    "\r",
    "---\n",
]
WITH_BREAKS += ["[ref]: javascript:x\n", "| a | b |\n|---|---|\n", "title: [[a]]\n", "summary: >\n  "]
texts = st.lists(st.sampled_from(WITH_BREAKS), max_size=14).map("".join)
quick = settings(max_examples=150)

MATHS = (
    "math menclose mfenced mfrac mi mn mo mover mpadded mrow mspace msqrt mstyle msub "
    "msubsup msup mtable mtd mtext mtr munder none"
)
ALLOWED = {*TAGS, *MATHS.split()}
ATTRIBUTES = {
    "class",
    "data-callout",
    "dir",
    "display",
    "href",
    "lang",
    "open",
    "rel",
    "start",
    "stretchy",
    "tabindex",
    "title",
}
VOID = ("br", "hr", "col", "wbr")


class Nesting(HTMLParser):
    """Follows tags, and notes the first that does not close what was opened last."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.wrong = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop() != tag:
            self.wrong = self.wrong or tag


def with_elements(body: Body) -> list[str]:
    """The HTML of each block with an element for each pair of holes; other holes are left out."""
    kinds = {
        HoleKind.OPEN: "<x-o{}>",
        HoleKind.CLOSE: "</x-o{}>",
        HoleKind.CLAIM_OPEN: "<x-c{}>",
        HoleKind.CLAIM_CLOSE: "</x-c{}>",
    }
    return [
        "".join(
            kinds.get(part.kind, "").format(part.index) if isinstance(part, Hole) else part
            for part in block.parts
        )
        for block in body.blocks
    ]


def holes(page: Document) -> list[Hole]:
    return [part for block in page.body.blocks for part in block.parts if isinstance(part, Hole)]


@given(st.binary(max_size=200), st.sampled_from(list(Kind)[:3]))
@quick
def test_any_bytes_give_a_document(data: bytes, kind: Kind) -> None:
    assert document(b"---\n" + data, kind).path == document(data, kind).path == "page.md"


@given(texts)
@quick
def test_elements_and_holes_stand_properly_in_one_another(text: str) -> None:
    for html in with_elements(document(text).body):
        nesting = Nesting(html)
        assert (nesting.wrong, nesting.opened) == ("", []), html


@given(texts)
@quick
def test_holes_lead_somewhere_and_none_is_forged(text: str) -> None:
    page = document(text)
    ends = {
        HoleKind.ANCHOR: len(page.body.anchors),
        HoleKind.CLAIM_OPEN: len(page.body.sentences),
        HoleKind.CITE: len(page.links),
    }
    assert all(hole.index < ends.get(hole.kind, len(page.links) + len(text)) for hole in holes(page))
    shown = [hole.index for hole in holes(page) if hole.kind in (HoleKind.LINK, HoleKind.OPEN)]
    cited = [
        hole.index + more for hole in holes(page) if hole.kind is HoleKind.CITE for more in range(hole.extra)
    ]
    assert len(shown + cited) == len({*shown, *cited})
    assert all(page.links[index].block >= 0 for index in shown + cited)
    html = "".join(part for block in page.body.blocks for part in block.parts if isinstance(part, str))
    assert not set("\ufdd0\ufdd1\ufdd2") & set(html)


@given(texts)
@quick
def test_html_stays_within_the_allow_list(text: str) -> None:
    for html in with_elements(document(text).body):
        for node in LexborHTMLParser(f"<body>{html}").css("body *"):
            assert (node.tag or "").startswith("x-") or node.tag in ALLOWED, html
            assert set(node.attributes) <= ATTRIBUTES, html
            assert not (node.attributes.get("href") or "").startswith(("javascript:", "//")), html


@given(texts)
@quick
def test_each_link_of_a_block_belongs_to_one_sentence(text: str) -> None:
    page = document(text)
    alone = {hole.index for hole in holes(page) if hole.kind is HoleKind.LINK and hole.extra}
    for index, link in enumerate(page.links):
        # An element of raw HTML stands in no sentence.
        raw = link.kind is LinkKind.IMAGE and not text_at(text, link).startswith("![")
        assert (link.sentence >= 0) == (link.block >= 0 and index not in alone) or raw
    held = [
        part.index for sentence in page.body.sentences for part in sentence.text if isinstance(part, Hole)
    ]
    wordless = [
        i
        for i, link in enumerate(page.links)
        if link.sentence >= 0 and link.kind is LinkKind.WIKI and not link.label
    ]
    assert len(held) == len(set(held)) and set(wordless) <= set(held)


def text_at(text: str, link: Link) -> str:
    """The line of ``text`` that a link begins in, from where it begins."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[link.span.start.line - 1][link.span.start.column - 1 :]


@given(texts)
@quick
def test_places_point_at_the_text_of_the_link(text: str) -> None:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    begins = {
        LinkKind.WIKI: ("[[", "["),
        LinkKind.EMBED: ("![[",),
        LinkKind.TAG: ("#",),
        LinkKind.CITE: ("@",),
        LinkKind.URL: ("[", "<", "https:"),
        LinkKind.IMAGE: ("![", "<"),
    }
    for link in document(text).links:
        (row, column), end = link.span.start, link.span.end
        assert lines[row - 1].startswith(begins[link.kind], column - 1), (text, link)
        assert (row, column) < end and end.column - 1 <= len(lines[end.line - 1])


@given(texts)
@quick
def test_blanking_comments_keeps_length_and_line_breaks(text: str) -> None:
    for code in (True, False):
        blanked, _ = blank_comments(text, code)
        assert len(blanked) == len(text)
        assert [i for i, c in enumerate(blanked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(texts)
@quick
def test_outside_of_code_nothing_hidden_is_shown(text: str) -> None:
    for mark in ("%", "`", "~~~"):
        text = text.replace(mark, "")
    assert "secret" not in str(document(f"{text}\n\na %%secret%%\n"))


@given(texts)
@quick
def test_parsing_is_a_function_of_the_text(text: str) -> None:
    assert parsed(text) == parsed(text)
