from pathlib import Path

from clewline.content.model import Hole, HoleKind, Rich
from clewline.pages import holes
from clewline.pages.filled import (
    ChipView,
    CiteView,
    ClaimView,
    EmbedView,
    Filled,
    ImageView,
    LinkState,
    LinkView,
    View,
)
from clewline.pages.holes import Words
from clewline.pages.models import LinePage, NotFoundPage, Page
from clewline.pages.part_models import Evidence
from clewline.pages.site_view import SiteView
from driver import SiteDriver

WORDS = Words(
    "Source {}",
    "Source {}, {}",
    {"opposes": "opposes", "qualifies": "qualifies", "background": "background"},
    "missing",
    "in the work",
    "{}: drawn",
    "{}: asked",
    "Footnote {}",
    "Back",
)
SITE = SiteView("Site", "", "en", "", ())
NOTE = Page("notes/n.html", "", "", SITE)
LINK = Hole(HoleKind.LINK, 0)
NOTHING = Filled(())


def line(*claims: ClaimView | None) -> LinePage:
    return LinePage(
        "lines/l.html",
        "",
        "",
        SITE,
        NOTHING,
        NOTHING,
        (),
        "",
        "",
        "",
        False,
        1,
        (),
        (),
        claims,
        (),
        NOTHING,
        Evidence((), (), "", ""),
        (),
        (),
        False,
    )


def shown(parts: Rich, *views: View | None, page: Page = NOTE, anchors: tuple[str, ...] = ()) -> str:
    return str(holes.html(Filled(parts, views, anchors), page, WORDS))


def test_links_by_state() -> None:
    def link(state: LinkState) -> str:
        return shown((LINK,), LinkView("notes/a.html#b", "A & B", state))

    assert link(LinkState.FOUND) == '<a href="../notes/a.html#b">A &amp; B</a>'
    assert (
        link(LinkState.EXTERNAL) == '<a class="external" rel="noopener" href="notes/a.html#b">A &amp; B</a>'
    )
    assert link(LinkState.BROKEN) == '<span class="broken">A &amp; B<span class="vh"> (missing)</span></span>'
    assert link(LinkState.WITHHELD) == "A &amp; B"


def test_what_authors_write_is_escaped() -> None:
    evil = '"><script>x</script>'
    views: tuple[View, ...] = (
        LinkView(evil, evil, LinkState.FOUND),
        LinkView(evil, evil, LinkState.EXTERNAL),
        LinkView(evil, evil, LinkState.BROKEN),
        ChipView(1, evil, evil, evil),
        ImageView(evil, evil),
        EmbedView(evil, evil, ()),
        CiteView(evil, evil),
        CiteView("", evil),
    )
    for view in views:
        for page in (NOTE, line()):
            assert "<script" not in shown((Hole(HoleKind.LINK, 0, 1),), view, page=page)
        assert "<script" not in holes.phrase(Filled((LINK,), (view,)))
    assert "<script" not in shown((Hole(HoleKind.ANCHOR, 0),), anchors=(evil,))


def test_a_chip_follows_its_word_at_once() -> None:
    chip = '<a class="cite" href="#s3" aria-label="Source 3">3</a>'
    assert (
        shown(("as shown ", LINK, "."), ChipView(3, "supports", "", "notes/a.html"), page=line())
        == f"as shown{chip}."
    )
    two = shown(("so ", LINK, " ", LINK), ChipView(3, "supports", "", "notes/a.html"), page=line())
    assert two == f"so{chip}{chip}"


def test_a_chip_with_words_keeps_the_space_and_links_the_words() -> None:
    html = shown(("as ", LINK), ChipView(3, "supports", "shown", "notes/a.html"), page=line())
    assert html.startswith('as <a href="../notes/a.html">shown</a><a class="cite"')


def test_a_stance_is_named_and_has_its_class() -> None:
    html = shown((LINK,), ChipView(3, "opposes", "", "notes/a.html"), page=line())
    assert 'class="cite opposes"' in html and 'aria-label="Source 3, opposes"' in html


def test_claims_belong_to_the_text_of_a_line_only() -> None:
    parts: Rich = (
        Hole(HoleKind.CLAIM_OPEN, 0),
        "So.",
        Hole(HoleKind.CLAIM_CLOSE, 0),
        Hole(HoleKind.CLAIM_OPEN, 1),
        "x",
        Hole(HoleKind.CLAIM_CLOSE, 1),
    )
    page = line(None, ClaimView(2, (2, 3), (1, 4)))
    assert shown(parts, page=page) == 'So.<span class="claim k2 k3" id="c2" data-s="1 4">x</span>'
    assert shown(parts) == "So.x"
    assert holes.quoted(Filled(parts), page, WORDS) == "So.x"


def test_references_stand_in_one_bracket() -> None:
    parts: Rich = ("as ", Hole(HoleKind.CITE, 0, 3), ".")
    views = (CiteView("references/z.html", "Zhou 2023"), None, CiteView("", "lin2024"))
    expected = (
        '(<a href="../references/z.html">Zhou 2023</a>; <span class="broken">lin2024<span '
        'class="vh"> (missing)</span></span>)'
    )
    assert shown(parts, *views) == f'as <span class="refs">{expected}</span>.'
    assert shown(parts, None, None, None) == "as ."
    assert holes.text(Filled(parts, views)) == "as (Zhou 2023; lin2024)."


def test_a_link_around_finished_html() -> None:
    parts: Rich = (Hole(HoleKind.OPEN, 0), "<em>a</em>", Hole(HoleKind.CLOSE, 0))
    assert (
        shown(parts, LinkView("notes/a.html", "", LinkState.FOUND))
        == '<a href="../notes/a.html"><em>a</em></a>'
    )
    assert shown(parts, None) == "<em>a</em>"
    chip = shown(parts, ChipView(1, "supports", "", "notes/a.html"), page=line())
    assert (
        chip
        == '<a href="../notes/a.html"><em>a</em></a><a class="cite" href="#s1" aria-label="Source 1">1</a>'
    )


def test_images() -> None:
    assert shown((LINK,), ImageView("attachments/a.png", "A", 4, 3)) == (
        '<img loading="lazy" decoding="async" src="../attachments/a.png" alt="A" width="4" height="3">'
    )
    assert "width" not in shown((LINK,), ImageView("attachments/a.png", "A"))


def test_footnotes_lead_there_and_back() -> None:
    first, second = shown((Hole(HoleKind.FOOTNOTE, 1, 1),)), shown((Hole(HoleKind.FOOTNOTE, 1, 2),))
    assert 'id="fnref1" href="#fn1"' in first and 'id="fnref1-2" href="#fn1"' in second
    back = shown((Hole(HoleKind.FOOTNOTE_BACK, 1, 1), Hole(HoleKind.FOOTNOTE_BACK, 1, 2)))
    assert back.count('id="fn1"') == 1 and 'href="#fnref1"' in back and 'href="#fnref1-2"' in back


def test_an_embed_brings_links_but_no_ids() -> None:
    inner: Rich = (
        Hole(HoleKind.ANCHOR, 0),
        Hole(HoleKind.CLAIM_OPEN, 0),
        LINK,
        Hole(HoleKind.CLAIM_CLOSE, 0),
        Hole(HoleKind.FOOTNOTE, 1, 1),
    )
    view = EmbedView(
        "notes/a.html", "A", (Filled(inner, (ChipView(7, "supports", "words", "notes/b.html"),), ("here",)),)
    )
    page = line(ClaimView(1, (1,), (1,)))
    html = shown((Hole(HoleKind.LINK, 0, 1),), view, page=page)
    assert html.startswith('<section class="embed">') and "id=" not in html and "#s7" not in html
    assert '<a href="../notes/b.html">words</a>' in html
    assert shown(("see ", LINK), view) == 'see <a href="../notes/a.html">A</a>'


def test_a_phrase_has_emphasis_but_no_links() -> None:
    filled = Filled(
        ("<em>Why</em> <a href='x'>does</a> ", LINK, "?"), (LinkView("notes/a.html", "it", LinkState.FOUND),)
    )
    assert holes.phrase(filled) == "<em>Why</em> does it?"
    assert holes.phrase(Filled(("<abbr>x</abbr>",))) == "<abbr>x</abbr>"


def test_plain_text() -> None:
    filled = Filled(
        ('<b title="a>b">A</b> &lt;\n ', LINK, " ", Hole(HoleKind.LINK, 1), "."),
        (ImageView("x", "B & C"), ChipView(1, "supports", "", "")),
    )
    assert holes.text(filled) == "A < B & C."


def test_a_view_that_is_missing_shows_nothing() -> None:
    assert shown(("a ", LINK, Hole(HoleKind.LINK, 9), " b"), None) == "a  b"


def test_the_root_of_the_site_is_found_from_any_depth() -> None:
    view = LinkView("notes/a.html", "A", LinkState.FOUND)
    assert 'href="notes/a.html"' in shown((LINK,), view, page=Page("index.html", "", "", SITE))
    lost = NotFoundPage("404.html", "", "", SiteView("", "", "en", "https://example.org/x", ()), "")
    assert 'href="/x/notes/a.html"' in shown((LINK,), view, page=lost)


def test_the_width_that_an_author_asks_for_is_kept_where_the_height_is_unknown(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/x.png", b"png").write("notes/a.md", "![[x.png|200]] ![[x.png]]")
    images = site.build().html("notes/a.html").css("img")
    assert [(image.attributes.get("width"), image.attributes.get("height")) for image in images] == [
        ("200", None),
        (None, None),
    ]


def test_a_footnote_of_the_title_has_no_way_back_and_can_still_be_led_to(tmp_path: Path) -> None:
    html = (
        SiteDriver(tmp_path)
        .write("notes/a.md", "# Title[^1]\n\nText[^1].\n\n[^1]: Said.")
        .build()
        .html("notes/a.html")
    )
    targets = [link.attributes["href"] for link in html.css(".footnotes a, .fnref a")]
    assert targets == ["#fn1", "#fnref1-2"]
    assert all(len(html.css(str(target))) == 1 for target in targets)
