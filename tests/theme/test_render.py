import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from clewline.content.model import Hole, HoleKind
from clewline.content.stances import BY_NAME
from clewline.pages.filled import ChipView, ClaimView, Filled, LinkState, LinkView
from clewline.pages.fit import Density
from clewline.pages.map_models import TopicsView
from clewline.pages.models import (
    ComparePage,
    FiguresPage,
    HomePage,
    IndexPage,
    LinePage,
    MapPage,
    NotePage,
    NotFoundPage,
    Page,
    RedirectPage,
    ReferencePage,
    SearchPage,
    TopicPage,
    TopicsPage,
    WordsPage,
)
from clewline.pages.open_models import (
    HealthPage,
    PairView,
    QuestionsPage,
    QuestionView,
    SideView,
    TensionRow,
    TensionsPage,
)
from clewline.pages.part_models import (
    BacklinkView,
    CardView,
    ChangeView,
    Entry,
    Evidence,
    EvidenceRow,
    LineGroup,
    Listing,
    NextView,
    Reason,
    ReferenceView,
    RelatedView,
    TensionView,
    Titled,
    WeaveBlock,
)
from clewline.pages.place_models import FolderView
from clewline.pages.review_models import Task
from clewline.pages.site_view import SiteView
from clewline.pages.style import StylePage
from clewline.pages.vault_models import FolderPage, FolderTree, TagPage, TagsPage, TagTree, TagView, TreePage
from clewline.theme.render import TEMPLATES, DateWords, render, shown_date
from clewline.theme.theme import Theme, load_theme
from driver import SiteDriver

SITE = SiteView(
    "A site", "What it is about.", "en", "https://example.org/x", ("lines", "notes", "topics", "references")
)
NONE = Filled(())
THEME = load_theme()
PAPER = ReferenceView(
    "references/z.html", "Zhou et al. 2023", "LIMA", "arXiv", "https://example.org/z", "<i>LIMA</i>, 2023."
)
ENTRY = Entry("lines/l.html", Filled(("Why <em>so</em>?",)), Filled(("A deck.",)), ("opposes", "cited"), 2)
FOLDER, TAG = FolderView("folders/b.html", "B", 3), TagView("tags/u.html", "u", 2)
LISTING = Listing((ENTRY,), (), 1)
FOLDER = FolderView("folders/f.html", "F", 2)
TAG = TagView("tags/t.html", "t", 2)
TASK = Task("review-stale", "warning", "An answer has changed.", 2, ("lines/l.md:1:1",), "clewline review")


def words(text: str) -> Filled:
    return Filled((text,))


ABOUT = Titled("notes/n1.html", words("Note"))


def card(number: int, item: int, claim: int, again: bool = False, stance: str = "supports") -> CardView:
    title = words(f"Note {number} &amp; more")
    return CardView(
        number,
        item,
        claim,
        again,
        f"notes/n{number}.html",
        title,
        words("Gist."),
        words("Whole summary."),
        stance,
        (PAPER,),
        2,
        Density.FULL,
        0,
        False,
    )


EVIDENCE = Evidence(
    (EvidenceRow(card(1, 1, 1), "2023", "So it is.", (Titled("lines/m.html", words("Other?")),)),),
    ((BY_NAME["supports"], 1),),
    "2023",
    "2023",
)


def line_page(next_lines: tuple[NextView, ...] = (), outgrows: bool = False) -> LinePage:
    first = Filled(
        (
            "<p>",
            Hole(HoleKind.CLAIM_OPEN, 0),
            "So it is ",
            Hole(HoleKind.LINK, 0),
            ".",
            Hole(HoleKind.CLAIM_CLOSE, 0),
            "</p>",
        ),
        (ChipView(1, "opposes", "", "notes/n1.html"),),
    )
    return LinePage(
        "lines/l.html", 'Why "so"?', "A <deck>.", SITE, words("Why <em>so</em>?"), words("A deck."),
        (LinkView("topics/t.html", "T", LinkState.FOUND),), "2026-01-02", "2026-11-12", "a person", True, 3, (),
        (WeaveBlock(first, (card(1, 1, 1, stance="opposes"),)), WeaveBlock(words("<p>Again.</p>"), (card(1, 2, 2, again=True),))),
        (ClaimView(1, (1,), (1,)),), (card(1, 1, 1),), words("In a word."), EVIDENCE,
        (ChangeView(words("A better study.")),), next_lines, outgrows,
    )  # fmt: skip


def note_page(cited: bool = True) -> NotePage:
    back = (BacklinkView("lines/l.html#c1", words("Why?"), "Before.", "The <sentence>.", "qualifies"),)
    return NotePage(
        "notes/n1.html", "Note", "", SITE, words("Note"), NONE, (), "2026-01-02", "", "", False, 1, (),
        (PAPER,), (words("<p>Body</p>"),), back if cited else (), (), 1 if cited else 0, (), (), 0,
        (TensionView("notes/n2.html", words("Other"), words("Sum."), "opposes", True),),
        (RelatedView("notes/n3.html", words("Third"), 0, "T"),),
    )  # fmt: skip


def every_page() -> list[Page]:
    return [
        HomePage(
            *(
                "index.html",
                "A site",
                "",
                SITE,
                (),
                ENTRY,
                (LineGroup("T", "topics/t.html", (ENTRY,), 2),),
                None,
            ),
            *((ENTRY,), (ENTRY,), (ENTRY,), 1, 5, 9, 2),
        ),
        line_page((NextView("lines/m.html", words("Next?"), Reason("shared", (1,))),)),
        note_page(),
        TopicPage(
            "topics/t.html",
            "T",
            "",
            SITE,
            words("T"),
            NONE,
            (),
            "",
            "",
            "",
            False,
            1,
            (),
            (words("<p>On T.</p>"),),
            (),
            (),
            0,
            LISTING,
            LISTING,
        ),
        ReferencePage(
            "references/z.html",
            "LIMA",
            "",
            SITE,
            PAPER,
            ("A B",),
            "2023",
            "",
            "2305.11206",
            (),
            LISTING,
            LISTING,
        ),
        *(
            IndexPage(f"{kind}/index.html", kind, "", SITE, kind, (ENTRY,), 1, 1, ())
            for kind in SITE.sections
        ),
        FolderPage(
            "folders/a.html", "A", "", SITE, (FOLDER,), Titled("notes/n.html", NONE), (FOLDER,), LISTING
        ),
        TreePage("folders/index.html", "", "", SITE, (FolderTree(FOLDER, (), ()),), ()),
        TagPage("tags/t.html", "#t", "", SITE, (TAG,), LISTING, LISTING),
        TagsPage("tags/index.html", "", "", SITE, (TagTree(TAG, (TagTree(TAG, ()),)),)),
        NotFoundPage("404.html", "", "", SITE, ""),
        RedirectPage("lines/old.html", "Why?", "", SITE, "lines/l.html"),
        SearchPage("search.html", "", "", SITE),
        ComparePage("compare.html", "", "", SITE),
        WordsPage("assets/words.js", "", "", SITE),
        MapPage("map.html", "", "", SITE, None, None),
        TopicsPage("maps/all.html", "", "", SITE, TopicsView(10, 20, 100, 80, (), (), 0), (), 0, 0),
        FiguresPage("figures.html", "Figures", "", SITE, (), 1, ()),
        tensions_page(),
        questions_page(),
        HealthPage("health.html", "", "", SITE, (TASK,)),
        FolderPage("folders/f.html", "F", "", SITE, (FOLDER,), ABOUT, (FOLDER,), LISTING),
        TreePage("folders.html", "", "", SITE, (FolderTree(FOLDER, (), (ABOUT,)),), (ABOUT,)),
        TagPage("tags/t.html", "#t", "", SITE, (TAG,), LISTING, LISTING),
        TagsPage("tags.html", "", "", SITE, (TagTree(TAG, (TagTree(TAG, ()),)),)),
        StylePage("assets/style.css", "", "", SITE, 12),
    ]


def tensions_page() -> TensionsPage:
    line = Titled("lines/l.html", words("Why?"))
    one = SideView("notes/n1.html", words("One <em>&amp;</em>"), words("Short."), (line,), 3)
    other = SideView("notes/n2.html", words("Other"), NONE, (), 0)
    pair = PairView(
        Titled("notes/n1.html", words("One")), Titled("notes/n2.html", words("Other")), "qualifies"
    )
    return TensionsPage(
        "tensions.html", "", "", SITE, (TensionRow(one, other, "opposes", (line,), 0),), (pair,)
    )


def questions_page() -> QuestionsPage:
    change = ChangeView(words("A study"), (Titled("notes/n1.html", words("One")),))
    question = QuestionView(Titled("lines/l.html", words("Why?")), change, 2)
    parts = ("open-questions.html", "lists/open-questions-2.html")
    return QuestionsPage("lists/open-questions-2.html", "", "", SITE, (question,), 251, 2, parts)


def text_of(page: Page, theme: Theme = THEME) -> str:
    checked = render(page, theme)
    assert checked.diagnostics == ()
    return checked.value.data.decode()


def overridden(tmp_path: Path, **templates: str) -> Theme:
    for name, text in templates.items():
        (tmp_path / f"{name}.html").write_text(text)
    return load_theme(tmp_path)


@pytest.mark.parametrize("page", every_page(), ids=lambda page: page.url)
def test_every_page_renders_well_formed(page: Page) -> None:
    html = text_of(page)
    assert html == text_of(page)
    if page.url.endswith((".css", ".js")):
        return
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert len(re.findall(r"<h1", html)) == 1
    html = html.replace('<script type="application/ld+json">', "<data>")  # which no browser runs
    assert " style=" not in html and not re.search(
        r"<script(?! src=\"[./x]*assets/[a-z/-]+\.js\"( defer)?></script>)", html
    )
    assert not re.search(r"(src|rel=\"stylesheet\" href)=\"http", html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for tag in ("a", "li", "ol", "ul", "p", "span", "section", "div", "nav", "header", "blockquote"):
        assert len(re.findall(rf"<{tag}[\s>]", html)) == html.count(f"</{tag}>"), tag


def test_every_type_of_page_has_a_template() -> None:
    assert {type(page) for page in every_page()} == set(TEMPLATES)


def test_a_line_ties_claims_to_cards() -> None:
    html = text_of(line_page())
    assert '<span class="claim k1" id="c1" data-s="1">So it is<a class="cite opposes" href="#s1"' in html
    assert '<li class="card k1 opposes" id="s1" data-s="1"><a class="station" data-s="1" href="#c1"' in html
    assert '<li class="card again full k2 supports" data-s="1"><a class="station" href="#s1"' in html
    assert '<a href="../references/z.html">Zhou 2023</a>' in html and "in 2 lines" in html
    assert '<span class="full">Whole summary.</span>' in html
    assert '<p class="answer">In a word.</p>' in html and "<q>So it is.</q>" in html
    assert (
        'Updated <time datetime="2026-11-12">12 November 2026</time>' in html
        and "Drafted by a person" in html
    )
    assert 'class="draft"' in html
    assert "<title>Why “so”? · A site</title>" in html and 'content="A &lt;deck&gt;."' in html


def test_sections_without_content_are_absent() -> None:
    assert "Next inquiring lines" not in text_of(line_page())
    assert "Not cited yet" in text_of(note_page(cited=False))


def test_cards_that_outgrow_the_prose_have_room_beside_what_follows() -> None:
    assert 'class="weave prose outgrown"' in text_of(line_page(outgrows=True))
    assert 'class="weave prose"' in text_of(line_page())


def test_reasons_are_given_in_words() -> None:
    for reason, expected in (
        (Reason("shared", (1,)), 'href="#s1" aria-label="source 1"'),
        (Reason("opposite", (), "A <b>"), "A &lt;b&gt;"),
        (Reason("paper", (1,), "Zhou 2023"), "Zhou 2023"),
        (Reason("topic", (), "T"), "Also on T"),
        (Reason("authored"), "Suggested by the author"),
    ):
        assert expected in text_of(line_page((NextView("lines/m.html", words("Next?"), reason),)))


def test_a_note_shows_who_cites_it() -> None:
    html = text_of(note_page())
    assert "Cited in 1 line<" in html and "<mark>The &lt;sentence&gt;.</mark>" in html
    assert '<a class="title" href="../lines/l.html#c1">' in html
    assert "<i>LIMA</i>, 2023." in html and "Opposed by" in html and "Shares the topic T" in html


def test_the_style_sheet_has_rules_for_each_number() -> None:
    css = text_of(StylePage("assets/style.css", "", "", SITE, 30))
    assert "#s30" in css and "#s31" not in css and "--b30;--claim:--a30;--above:--b29" in css
    assert css.count("{") == css.count("}")
    assert "#s" not in text_of(StylePage("assets/style.css", "", "", SITE, 0))


def test_weights() -> None:
    def weight(data: bytes) -> int:
        return len(gzip.compress(data))

    assert weight(text_of(StylePage("assets/style.css", "", "", SITE, 24)).encode()) < 10_000
    assert weight(dict(THEME.assets)["assets/site.js"]) < 3_000


def test_an_error_in_a_template_is_reported_at_its_line(tmp_path: Path) -> None:
    theme = overridden(tmp_path, note="one\ntwo\n{{ page.nothing }}")
    checked = render(note_page(), theme)
    [found] = checked.diagnostics
    assert (found.code, found.span.path, found.span.start.line) == (
        "template-error",
        "templates/note.html",
        3,
    )
    assert "nothing" in found.message and b"nothing" in checked.value.data
    assert render(line_page(), theme).diagnostics == ()


def test_an_error_in_a_template_that_is_used_is_reported_there(tmp_path: Path) -> None:
    theme = overridden(tmp_path, note='{% include "part.html" %}', part="one\n{% if %}")
    [found] = render(note_page(), theme).diagnostics
    assert (found.span.path, found.span.start.line) == ("templates/part.html", 2)
    [found] = render(note_page(), overridden(tmp_path, note='{% include "gone.html" %}')).diagnostics
    assert found.code == "template-missing"


def test_an_override_may_extend_the_default(tmp_path: Path) -> None:
    theme = overridden(
        tmp_path,
        note='{% extends "default/note.html" %}{% block main %}{{ super() }}<p>mine</p>{% endblock %}',
    )
    html = text_of(note_page(), theme)
    assert "<p>mine</p>" in html and "Cited in 1 line" in html


@pytest.mark.parametrize("name", ["{{ lipsum() }}", "{{ dict() }}", "{{ cycler }}", "{{ [1, 2] | random }}"])
def test_templates_see_the_page_and_pure_filters_only(name: str, tmp_path: Path) -> None:
    assert render(note_page(), overridden(tmp_path, note=name)).diagnostics[0].code == "template-error"


def test_words_are_translated() -> None:
    page = replace(line_page(), site=replace(SITE, language="de-AT"))
    html = text_of(page)
    assert (
        "Was diese Antwort ändern würde" in html
        and "12. November 2026" in html
        and "Quelle 1, Gegen die Antwort" in html
    )
    assert '<html lang="de-AT">' in html and "3 Min. Lesezeit" in html


def test_dates() -> None:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    words = DateWords(months, "{day}. {month} {year}", "{month} {year}")
    for value, expected in (
        ("2026-11-02", "2. Nov 2026"),
        ("2026-11-02T10:00:00Z", "2. Nov 2026"),
        ("2026-11", "Nov 2026"),
        ("2026", "2026"),
        ("2026-13-01", "2026-13-01"),
        ("spring", "spring"),
        ("2026-1-2", "2026-1-2"),
        ("", ""),
    ):
        assert shown_date(value, words) == expected


def test_the_lost_page_works_from_any_address() -> None:
    html = text_of(NotFoundPage("404.html", "", "", SITE, ""))
    assert 'href="/x/assets/style.css"' in html and "<title>Not found · A site</title>" in html
    assert 'src="assets/site.js"' in text_of(
        NotFoundPage("404.html", "", "", SiteView("A", "", "en", "", ()), "")
    )


def test_a_redirect_leads_on() -> None:
    html = text_of(RedirectPage("lines/old.html", "Why?", "", SITE, "lines/l.html"))
    assert 'content="0; url=../lines/l.html"' in html and '<a href="../lines/l.html">Why?</a>' in html
    assert 'rel="canonical" href="https://example.org/x/lines/l.html"' in html


def test_languages_written_from_the_right() -> None:
    site = SiteView("A", "", "he", "", ())
    assert '<html lang="he" dir="rtl">' in text_of(NotFoundPage("404.html", "", "", site, ""))


def test_the_page_for_missing_addresses_has_its_style_from_a_disk_too(tmp_path: Path) -> None:
    built = SiteDriver(tmp_path).write("a.md", "x").build(base_url="https://example.org/deep/site")
    sheets = [link.attributes["href"] for link in built.html("404.html").css("link[rel=stylesheet]")]
    assert sheets == ["assets/style.css", "/deep/site/assets/style.css"]


def test_quotation_marks_are_those_of_the_language_unless_the_site_says_no() -> None:
    page = replace(line_page(), site=replace(SITE, language="de"))
    assert "<title>Why „so“? · A site</title>" in text_of(page)
    kept = replace(page, site=replace(page.site, quotes=False))
    assert "<title>Why &#34;so&#34;? · A site</title>" in text_of(kept)
