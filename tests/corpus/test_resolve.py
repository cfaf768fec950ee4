import unicodedata
from pathlib import Path

import pytest

from clewline.corpus.target import TargetKind
from driver import Built, SiteDriver, note


@pytest.fixture
def site(tmp_path: Path) -> SiteDriver:
    """Notes with names of every kind, a private one and a draft, attachments, and a reference."""
    driver = SiteDriver(tmp_path)
    driver.write(
        "notes/one.md",
        note(
            "The first", "# Results\n\nText. ^key\n\n## Detail\n\nMore.\n\n# Limits\n\nLast.", aliases="[uno]"
        ),
    )
    driver.write("notes/deep/two words.md", note("The second", "Text."))
    driver.write("notes/Café.md", note("Coffee", "Text."))
    driver.write("notes/a/twin.md", note("Twin A", "Text."))
    driver.write("notes/b/twin.md", note("Twin B", "Text."))
    driver.write("notes/b/uno dos.md", note("Same title", "Text.", aliases="[shared]"))
    driver.write("notes/b/tres.md", note("Same title", "Text.", aliases="[shared]"))
    driver.write("notes/hidden.md", note("Hidden title", "Secret.", private="true"))
    driver.write("notes/draft.md", note("Draft title", "Unfinished.", status="draft"))
    driver.write("notes/figures/plot.png", b"png").write("notes/deep/near.png", b"png").write(
        "notes/paper.pdf", b"pdf"
    )
    driver.write("notes/a/same.png", b"png").write("notes/b/same.png", b"png").write("notes/board.base", b"x")
    driver.write("notes/active.svg", "<svg><script>alert(1)</script></svg>")
    driver.write("notes/works.bib", "@book{real2020, title={Real}, author={A, B}, year=2020}")
    headings = (
        "## What, if anything, is (1) “new”?\n\n## C & D\n\n## See [[one|these words]] and *this*\n\n## C#\n\n"
        "## First\n\n### Again\n\n## Second\n\n### Again\n"
    )
    driver.write("notes/signs.md", note("Signs", headings))
    driver.write("notes/folder/index.md", note("The folder", "Text.")).write("notes/index.md", "# Start\n")
    driver.write("notes/lines/other.md", note("Another line?", "[[one]]."))
    return driver


def found_at(built: Built, path: str) -> list[str]:
    """What was found in one file, without its path."""
    return [one.removeprefix(f"{path}:") for one in built.diagnostics() if one.startswith(f"{path}:")]


ONE, TWO, CAFE = "../notes/one.html", "../notes/two-words.html", "../notes/cafe.html"
SIGNS, FOLDER = "../notes/signs.html", "../notes/index-page.html"


@pytest.mark.parametrize(
    ("written", "words", "href"),
    [
        ("[[one]]", "The first", ONE),
        ("[[ONE]]", "The first", ONE),
        ("[[one.md]]", "The first", ONE),
        ("[[ one ]]", "The first", ONE),
        ("[[notes/one]]", "The first", ONE),
        ("[[/notes/one]]", "The first", ONE),
        ("[[one|these words]]", "these words", ONE),
        ("[[uno]]", "The first", ONE),
        ("[[the  FIRST]]", "The first", ONE),
        ("[[two words]]", "The second", TWO),
        ("[[deep/two words]]", "The second", TWO),
        ("[[Deep/Two Words.md]]", "The second", TWO),
        ("[[./two words]]", "The second", TWO),
        ("[[../one]]", "The first", ONE),
        ("[[" + unicodedata.normalize("NFD", "café") + "]]", "Coffee", CAFE),
        ("[[a/twin]]", "Twin A", "../notes/a-twin.html"),
        ("[[notes/b/twin]]", "Twin B", "../notes/b-twin.html"),
        ("[[one#Results]]", "The first › Results", f"{ONE}#results"),
        ("[[one#results#detail]]", "The first › results › detail", f"{ONE}#detail"),
        ("[[one#^key]]", "The first", f"{ONE}#block-key"),
        ("[[#Here]]", "Here", "../notes/from.html#here"),
        ("[words](two%20words.md)", "words", TWO),
        ("[words](<two words.md>)", "words", TWO),
        ("[words](two%20words)", "words", TWO),
        ("[words](../one.md#Limits)", "words", f"{ONE}#limits"),
        ("[words](../caf%C3%A9.md)", "words", CAFE),
        ("[words](/notes/one.md)", "words", ONE),
        ("[words](notes/one.md)", "words", ONE),
        ("[words](one)", "words", ONE),
        ("[words](#here)", "words", "../notes/from.html#here"),
        ("[[plot.png]]", "plot.png", "../attachments/plot.png"),
        ("[[figures/plot.png|the plot]]", "the plot", "../attachments/plot.png"),
        ("[words](../figures/plot.png)", "words", "../attachments/plot.png"),
        ("[words](PLOT.png)", "words", "../attachments/plot.png"),
        ("[[paper.pdf#page=3]]", "paper.pdf", "../attachments/paper.pdf#page=3"),
        ("[[real2020]]", "B A 2020", "../references/real2020.html"),
        ("[@real2020]", "B A 2020", "../references/real2020.html"),
        ("https://example.org/a?b#c", "https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("[post](mailto:a@example.org)", "post", "mailto:a@example.org"),
        ("[[notes/lines/other]]", "Another line?", "../lines/other.html"),
        (
            "[[signs#What, if anything, is (1) “new”?]]",
            "Signs › What, if anything, is (1) “new”?",
            f"{SIGNS}#what-if-anything-is-1-new",
        ),
        (
            "[[signs#what if anything is 1 “new”]]",
            "Signs › what if anything is 1 “new”",
            f"{SIGNS}#what-if-anything-is-1-new",
        ),
        ("[x](../signs.md#what-if-anything-is-1-new)", "x", f"{SIGNS}#what-if-anything-is-1-new"),
        ("[x](../signs.md#c--d)", "x", f"{SIGNS}#c-d"),
        (
            "[[signs#See one these words and *this*]]",
            "Signs › See one these words and *this*",
            f"{SIGNS}#see-these-words-and-this",
        ),
        ("[[signs#C#]]", "Signs › C", f"{SIGNS}#c-section"),
        ("[[signs#Second#Again]]", "Signs › Second › Again", f"{SIGNS}#again-2"),
        ("[[folder]]", "The folder", FOLDER),
        ("[[notes/folder/]]", "The folder", FOLDER),
        ("[x](../folder/)", "x", FOLDER),
        ("[x](../folder)", "x", FOLDER),
        ("[[two-words]]", "The second", TWO),
        ("[[the-first]]", "The first", ONE),
        ("[x](zotero://select/items/0_AB)", "x", "zotero://select/items/0_AB"),
        ("[x](obsidian://open?vault=v&file=f)", "x", "obsidian://open?vault=v&file=f"),
        ("[x](tel:+4930123)", "x", "tel:+4930123"),
        ("[x](vscode://file/a.py)", "x", "vscode://file/a.py"),
        ("#ideas", "#ideas", "../topics/ideas.html"),
    ],
)
def test_resolution(site: SiteDriver, written: str, words: str, href: str) -> None:
    built = site.write("notes/deep/from.md", note("From", f"# Here\n\n{written}")).build()
    label = built.corpus.references["real2020"].label
    assert built.links("notes/from.html") == [(words.replace("B A 2020", label), href)]
    assert found_at(built, "notes/deep/from.md") == []


def test_a_stem_goes_before_an_alias_and_an_alias_before_a_title(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("name.md", note("A", "x"))
        .write("b.md", note("B", "x", aliases="[name, other]"))
    )
    built = site.write("c.md", note("other", "[[name]] [[other]]")).build()
    assert built.links("notes/c.html") == [("A", "../notes/name.html"), ("B", "../notes/b.html")]


def test_a_file_at_the_top_goes_before_its_namesakes(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("plan.md", note("Top", "x")).write("sub/plan.md", note("Below", "x"))
    built = site.write("from.md", "[[plan]] [[sub/plan]] [x](sub/plan.md)").build()
    assert built.links("notes/from.html") == [
        ("Top", "../notes/plan.html"),
        ("Below", "../notes/sub-plan.html"),
        ("x", "../notes/sub-plan.html"),
    ]


MISTAKES = [
    ("", "A claim [[onee]].", "3:9", "citation-missing", "'onee'", "did you mean [[one]]?"),
    ("", "A claim [[entirely-different-thing]].", "3:9", "citation-missing", "'entirely", "create the note"),
    (
        "",
        "A claim [words](www.example.org/a).",
        "3:9",
        "citation-missing",
        "'www.example.org/a'",
        "write the protocol: https://www.example.org/a",
    ),
    (
        "",
        "A claim [words](http//example.org).",
        "3:9",
        "citation-missing",
        "'http//example.org'",
        "https://example.org",
    ),
    ("", "A claim [words](../oen.md).", "3:9", "citation-missing", "'../oen.md'", ""),
    ("", "A claim [[twin]].", "3:9", "citation-ambiguous", "notes/a/twin.md, notes/b/twin.md", "path"),
    ("", "A claim [[shared]].", "3:9", "citation-ambiguous", "notes/b/tres.md, notes/b/uno dos.md", "path"),
    (
        "",
        "A claim [[Same title]].",
        "3:9",
        "citation-ambiguous",
        "notes/b/tres.md, notes/b/uno dos.md",
        "path",
    ),
    ("", "A claim [[hidden]].", "3:9", "citation-unpublished", "'hidden'", "publish it"),
    ("", "A claim [[Draft title]].", "3:9", "citation-unpublished", "'Draft title'", "publish it"),
    ("", "A claim [words](../hidden.md).", "3:9", "citation-unpublished", "'../hidden.md'", "publish it"),
    ("", "One [[one#Reslts]].", "3:5", "fragment-missing", "notes/one.md", "did you mean #Results?"),
    ("", "One [[one#^kye]].", "3:5", "fragment-missing", "'^kye'", "did you mean #^key?"),
    ("", "One [[#Nowhere]].", "3:5", "fragment-missing", "notes/lines/from.md", "top of the page"),
    ("", "Text ![[plto.png]].", "3:6", "attachment-missing", "'plto.png'", "did you mean plot.png?"),
    (
        "",
        "Text ![alt](nothing/there.jpeg).",
        "3:6",
        "attachment-missing",
        "'nothing/there.jpeg'",
        "check the path",
    ),
    ("", "Text [[absent.pdf]].", "3:6", "attachment-missing", "'absent.pdf'", "check the path"),
    ("", "Text ![[same.png]].", "3:6", "link-ambiguous", "notes/a/same.png, notes/b/same.png", "path"),
    ("", "Text ![[active.svg]].", "3:6", "attachment-unsafe", "it holds scripts", "another form"),
    ("", "Text [[board.base]].", "3:6", "link-unpublished", "it is a base", "another form"),
    ("", "Text ![](https://example.org/x.png).", "3:6", "image-remote", "another host", "save the image"),
    ("", "Text [x](javascript:alert(1)).", "3:6", "url-unsafe", "javascript:alert(1)", "https"),
    ("", "Text [x](file:///etc/passwd).", "3:6", "url-unsafe", "file:///etc/passwd", "https"),
    ("", "Text [x](//example.org).", "3:6", "url-unsafe", "//example.org", "https"),
    ("", "Text [x](https://u:pw@example.org/).", "3:6", "url-secret", "https://…@example.org/", "out of"),
    ("", "Text [x](https://example.org/?api_key=k1).", "3:6", "url-secret", "?api_key=…", "out of"),
    ("", "Text [@real2021].", "3:7", "reference-missing", "'real2021'", "did you mean @real2020?"),
    ("", "Text [see @real2020; @lost99, p. 3].", "3:22", "reference-missing", "'lost99'", "bibliography"),
    ("", "Myself: [[from]].", "3:9", "self-citation", "cites itself", "take the link out"),
    ("references: [lost]", "x", "2:14", "reference-missing", "'lost'", "bibliography"),
    ("next: [one]", "x", "2:8", "next-missing", "'one' is not a line", "lines/"),
    ("next: [othr]", "x", "2:8", "next-missing", "'othr'", "did you mean [[other]]?"),
    ("opposes: [nobody]", "x", "2:11", "relation-missing", "'nobody'", "create the note"),
    ("supports: [twin]", "x", "2:12", "link-ambiguous", "notes/a/twin.md", "path"),
    ("opposes: [uno]", "x", "2:11", "relation-uncited", "`opposes` names 'uno'", "cite it"),
    ("opposes: [uno]\nsupports: [uno]", "x [[one]]", "2:11", "relation-conflict", "two stances", "keep one"),
    ("topics: [Same title]", "x", "1:1", "topic-ambiguous", "notes/b/tres.md, notes/b/uno dos.md", "path"),
    ("topics: [hidden]", "x", "2:10", "link-unpublished", "'hidden'", "publish it"),
    ("deck: Reads [[onee]].", "x", "2:13", "link-missing", "'onee'", "did you mean [[one]]?"),
]


@pytest.mark.parametrize(
    ("front", "body", "place", "code", "message", "hint"), MISTAKES, ids=lambda value: str(value)[:30]
)
def test_mistakes_in_a_line(
    site: SiteDriver, front: str, body: str, place: str, code: str, message: str, hint: str
) -> None:
    header = f"---\n{front}\ntitle: From?\n---\n" if front else "---\n---\n"
    path = "notes/lines/from.md"
    built = site.write(path, header + body + "\n").build()
    others = (
        "title-missing",
        "answer-missing",
        "review-missing",
        "paragraph-uncited",
        "line-without-sources",
        "note-uncited",
        "note-without-reference",
        "slug-duplicate",
        "alias-duplicate",
    )
    mine = [d for d in built.found if d.span.path == path and d.code not in others]
    if code == "relation-conflict":
        mine = [d for d in mine if d.code != "relation-uncited"]
    assert [f"{d.span.start.line}:{d.span.start.column} {d.code}" for d in mine] == [f"{place} {code}"]
    assert message in mine[0].message
    assert hint in mine[0].hint


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A [[onee]].", "1:3 link-missing"),
        ("A [[twin]].", "1:3 link-ambiguous"),
        ("A [[draft]].", "1:3 link-unpublished"),
        ("A [x](../draft.md).", "1:3 link-unpublished"),
        ("A ![[draft]].", "1:3 link-unpublished"),
        ("A ![[onee]].", "1:3 link-missing"),
        ("| a | b |\n|---|---|\n| x | [[onee\\|w]] |", "3:7 link-missing"),
        ("> quoted\n> [[onee]]", "2:3 link-missing"),
        ("- item\n  - [[onee]]", "2:5 link-missing"),
        ("Text[^1].\n\n[^1]: Foot [[onee]].", "3:12 link-missing"),
        ("# A [[onee]]\n\nb", "1:5 link-missing"),
    ],
)
def test_mistakes_in_a_note_are_milder(site: SiteDriver, body: str, expected: str) -> None:
    built = site.write("notes/deep/from.md", body + "\n").build()
    assert found_at(built, "notes/deep/from.md") == [expected]


def test_the_words_of_links_that_lead_nowhere(site: SiteDriver) -> None:
    body = (
        "[[nobody]] [[nobody|words]] [x](nobody.md) [[draft|shown]] [[draft]] "
        "[y](../draft.md) [[board.base]] [[#gone]]"
    )
    built = site.write("notes/deep/from.md", note("From", body)).build()
    shown = built.html("notes/from.html").css_first(".prose")
    assert shown is not None
    for hidden in shown.css(".vh"):
        hidden.decompose()
    assert " ".join(shown.text().split()) == "nobody words x shown y board.base gone"


def test_drafts_can_be_shown_and_private_notes_never(site: SiteDriver) -> None:
    site.write("notes/deep/from.md", note("From", "[[draft]] [[hidden]]"))
    built = site.build(drafts=True)
    assert built.links("notes/from.html") == [("Draft title", "../notes/draft.html")]
    assert "notes/hidden.html" not in built.pages


def test_targets_of_sections(site: SiteDriver) -> None:
    built = site.write("notes/from.md", "![[one#Results]] ![[one#Detail]] ![[one#^key]] ![[one]]").build()
    targets = built.graph.targets["notes/from.md"]
    assert {target.kind for target in targets} == {TargetKind.DOCUMENT}
    assert [(target.first, target.end) for target in targets] == [(0, 4), (2, 4), (1, 2), (0, 0)]


@pytest.mark.parametrize(
    ("asking", "meant"),
    [
        ("notes/a/deep/from.md", "notes/a/twin.md"),
        ("notes/a/deep/er/from.md", "notes/a/twin.md"),
        ("notes/b/from.md", "notes/b/twin.md"),
        ("from.md", None),
        ("ab/from.md", None),
    ],
)
def test_the_nearest_namesake_is_meant(site: SiteDriver, asking: str, meant: str | None) -> None:
    targets = site.write(asking, note("From", "[[twin]]")).build().graph.targets[asking]
    assert [target.key or None for target in targets] == [meant]


def test_the_end_of_a_path_means_the_nearest_file(site: SiteDriver) -> None:
    site.write("p/one/log/index.md", note("First", "x")).write("p/two/log/index.md", note("Second", "x"))
    targets = (
        site.write("p/two/from.md", note("From", "[[log/index]]")).build().graph.targets["p/two/from.md"]
    )
    assert [target.key for target in targets] == ["p/two/log/index.md"]


def test_links_may_start_from_the_folder_that_a_page_has_on_another_site(site: SiteDriver) -> None:
    site.write("docs/setup.md", note("Setup", "x")).write("docs/img/p.png", b"png")
    text = "[x](../setup/) [y](../none/)\n\n![p](../img/p.png)"
    built = site.write("docs/from.md", note("From", text)).build()
    assert [target.key for target in built.graph.targets["docs/from.md"]] == [
        "docs/setup.md",
        "",
        "docs/img/p.png",
    ]


def test_a_namesake_in_the_same_folder_is_meant(site: SiteDriver) -> None:
    site.write("notes/a/from.md", note("From", "[[twin]] [[b/twin]]"))
    built = site.write("notes/c/from2.md", note("From2", "[[twin]]")).build()
    assert built.links("notes/from.html") == [
        ("Twin A", "../notes/a-twin.html"),
        ("Twin B", "../notes/b-twin.html"),
    ]
    assert found_at(built, "notes/a/from.md") == []
    assert found_at(built, "notes/c/from2.md") == ["4:1 link-ambiguous"]


def test_a_note_can_show_another_section_of_itself(site: SiteDriver) -> None:
    text = "# Plan\n\n![[from#Results]]\n\n# Results\n\nMore.\n\n# Loop\n\n![[#Loop]]\n"
    built = site.write("notes/deep/from.md", text).build()
    main = built.main("notes/from.html")
    assert ["More." in section.text() for section in main.css(".embed")] == [True]
    assert ("Loop", "../notes/from.html#loop") in built.links("notes/from.html")


def test_a_picture_in_a_link_makes_one_link(site: SiteDriver) -> None:
    text = "[![state](https://ci.example/badge.svg)](https://ci.example/) [![plot](../figures/plot.png)](one)"
    built = site.write("notes/deep/from.md", note("From", text)).build()
    assert built.links("notes/from.html") == [("state", "https://ci.example/"), ("", ONE)]
    assert built.text("notes/from.html").count('alt="plot"') == 1


def test_embeds(site: SiteDriver) -> None:
    built = site.write(
        "notes/from.md", "![[one#Detail]]\n\n![[plot.png|a plot|120]]\n\n![[one#^key]]"
    ).build()
    main = built.main("notes/from.html")
    sections = [section.text() for section in main.css(".embed")]
    assert ["More." in text for text in sections] == [True, False]
    assert ["Text." in text for text in sections] == [False, True]
    (image,) = main.css("img")
    assert (image.attributes["src"], image.attributes["alt"]) == ("../attachments/plot.png", "a plot")
    assert built.site.attachments() == {"attachments/plot.png": "notes/figures/plot.png"}


def test_files_that_share_a_name_do_not_each_list_all_the_others(tmp_path: Path) -> None:
    driver = SiteDriver(tmp_path)
    for number in range(40):
        driver.write(f"notes/{number}/same.md", note("Title", "Text.", topics="[Title]"))
        driver.write(f"from/{number}.md", note(f"From {number}", "[[same]]"))
    found = [
        one for one in driver.build().site.diagnostics() if one.code in ("link-ambiguous", "topic-ambiguous")
    ]
    assert len(found) == 41
    assert all(one.message.endswith(" and 30 more") and len(one.related) == 10 for one in found)


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("[[h#Start here]]", "../notes/h.html"),
        ("[[h#start-here]]", "../notes/h.html"),
        ("[[h#Start here#Two]]", "../notes/h.html#two"),
        ("[[h#Two#Four]]", "../notes/h.html#four"),
        ("[[h#Two]]", "../notes/h.html#two"),
        ("[[h#given]]", "../notes/h.html#given"),
        ("[[h#With place]]", "../notes/h.html#given"),
    ],
)
def test_headings_are_found_as_other_programs_find_them(tmp_path: Path, written: str, href: str) -> None:
    text = (
        "# Start here\n\n### Two\n\n## Three\n\n#### Four\n\n## With place { #given .wide }\n\n## Kept {x}\n"
    )
    built = SiteDriver(tmp_path).write("h.md", text).write("n.md", f"See {written}.").build()
    assert built.links("notes/n.html")[0][1] == href
    assert built.diagnostics() == []
    assert [heading.text for heading in built.corpus.documents["h.md"].body.headings][-2:] == [
        "With place",
        "Kept {x}",
    ]


def test_a_heading_that_is_neither_below_nor_lower_is_not_found(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("h.md", "# T\n\n## A\n\n## B\n").write("n.md", "[[h#A#B]] [[h#B#A]]")
    assert site.build().diagnostics() == ["n.md:1:1 fragment-missing", "n.md:1:11 fragment-missing"]


def test_pages_of_logseq_are_found_by_their_names(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path)
        .write("pages/Board___Object.md", "- Text.")
        .write("pages/x.md", "title:: setting/mode\nalias:: the mode\n\n- Text.\n")
    )
    built = site.write("n.md", "[[Board/Object]] [[setting/mode]] [[The mode]]").build()
    assert [href for _, href in built.links("notes/n.html")] == [
        "../notes/board-object.html",
        "../notes/x.html",
        "../notes/x.html",
    ]


def test_ids_of_raw_html_are_places(tmp_path: Path) -> None:
    text = (
        '<h2 class="x" id="setup">Set up</h2>\n\nWords <a id="Here"></a>there, <a name="old"></a>and\n\n'
        '<table><tr id="row"><td>1</td></tr></table>\n\n<font id="lost">x</font>\n\n## main\n\n<a id="main"></a>x\n'
    )
    site = SiteDriver(tmp_path).write("notes/ids.md", note("Ids", text))
    names = ("setup", "Here", "old", "row", "lost", "main")
    links = "\n".join(f"- [{name}](ids.md#{name})" for name in names)
    built = site.write("notes/from.md", note("From", f"{links}\n- [[ids#Here|wiki]]\n")).build()
    hrefs = [href.rpartition("#")[2] for _, href in built.links("notes/from.html")]
    assert hrefs == ["setup", "here", "old", "row", "../notes/ids.html", "main-section", "here"]
    page = built.html("notes/ids.html")
    assert all(page.css_first(f'[id="{name}"]') for name in ("setup", "here", "old", "row"))
    assert [one for one in built.diagnostics() if "fragment" in one] == ["notes/from.md:8:3 fragment-missing"]
