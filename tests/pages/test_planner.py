from pathlib import Path

import pytest

from clewline.pages.filled import LinkState, LinkView
from clewline.pages.holes import text
from clewline.pages.models import HomePage, IndexPage, RedirectPage, ReferencePage
from clewline.pages.style import StylePage
from driver import Built, SiteDriver, note


@pytest.fixture
def built(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path)
    site.write(
        "notes/works.bib",
        "@book{w, title={Work}, author={Able, Bo}, year=2020}\n@book{v, title={Other}, "
        "author={Cay, Di}, year=2021}",
    )
    site.write(
        "notes/a.md",
        note(
            "Apples",
            "Body. " * 300,
            summary="On apples.",
            references="[w]",
            topics="[Fruit]",
            aliases="[malus]",
            created="2024-02-01",
        ),
    )
    site.write(
        "notes/b.md",
        note(
            "Bread", "First.\n\nSee [[a]].", references="[w, v]", opposes="[a]", topics="[fruit]", mood="sour"
        ),
    )
    site.write("notes/c.md", note("cider", "From [[a|apples]]. So [[a]] again.", supports="[b]"))
    site.write("notes/topics/fruit.md", note("All fruit", "Introduces."))
    site.write(
        "notes/lines/p.md",
        note(
            "P?",
            "Both hold [[a]] and [[b]].",
            deck="How.",
            topics="[fruit]",
            updated="2024-03-01",
            drafted_by="a model",
            would_change="['More [[a]].']",
        ),
    )
    site.write("notes/lines/q.md", note("Q?", "Only sometimes [[a]] [[c]].", created="2024-05-01"))
    site.write("notes/lines/r.md", note("R?", "As it goes [[b]] [[a]].", status="draft"))
    return site.build(title="T", description="D.", drafts=True)


def test_every_page_once_in_the_order_of_addresses(built: Built) -> None:
    urls = [page.url for page in built.pages.values()]
    assert urls == sorted(urls)
    assert urls == list(built.site.pages)
    assert {
        "index.html",
        "404.html",
        "assets/style.css",
        "lines/p.html",
        "notes/a.html",
        "topics/fruit.html",
        "references/w.html",
    } <= set(urls)
    assert {"lines/index.html", "notes/index.html", "topics/index.html", "references/index.html"} <= set(urls)
    assert "notes/fruit.html" not in urls


def test_sections(tmp_path: Path) -> None:
    built = SiteDriver(tmp_path).write("a.md", "x").build()
    assert built.pages["index.html"].site.sections[:1] == ("notes",)
    assert "topics" not in built.pages["index.html"].site.sections
    built = SiteDriver(tmp_path).write("a.md", "x #t").build()
    assert built.pages["index.html"].site.sections[:2] == ("notes", "topics")


def test_a_line(built: Built) -> None:
    page = built.line("p")
    assert (page.name, page.description, text(page.title), text(page.summary)) == ("P?", "How.", "P?", "How.")
    assert (page.created, page.updated, page.drafted_by, page.draft) == ("", "2024-03-01", "a model", False)
    assert page.topics == (LinkView("topics/fruit.html", "All fruit", LinkState.FOUND),)
    assert [text(change.words) for change in page.would_change] == ["More Apples."]
    assert built.line("r").draft


def test_a_line_without_a_deck_does_not_repeat_its_beginning(built: Built) -> None:
    assert text(built.line("q").summary) == ""
    assert built.line("q").description == "Only sometimes."


def test_a_note(built: Built) -> None:
    page = built.note("a")
    assert text(page.summary) == "On apples."
    assert page.minutes == 2
    assert [view.href for view in page.references] == ["references/w.html"]
    assert [(view.href, view.sentence) for view in page.cited_by] == [
        ("lines/p.html#c1", "Both hold and."),
        ("lines/q.html#c1", "Only sometimes."),
        ("lines/r.html#c1", "As it goes."),
    ]
    assert page.cited_count == 3
    assert [(view.href, view.before, view.sentence) for view in page.linked_from] == [
        ("notes/b.html", "", "See Apples."),
        ("notes/c.html", "", "From apples."),
    ]
    assert [(view.href, view.stance, view.inward) for view in page.tensions] == [
        ("notes/b.html", "opposes", True)
    ]
    assert [(view.href, view.lines, view.topic) for view in page.related] == [
        ("notes/b.html", 2, "All fruit"),
        ("notes/c.html", 1, ""),
    ]


def test_the_first_paragraph_is_no_summary_on_the_page_of_a_note(built: Built) -> None:
    assert text(built.note("b").summary) == ""
    assert built.note("b").description == "First."
    assert built.note("b").extra == (("mood", "sour"),)
    assert [(view.href, view.stance, view.inward) for view in built.note("b").tensions] == [
        ("notes/a.html", "opposes", False),
        ("notes/c.html", "supports", True),
    ]


def test_a_topic(built: Built) -> None:
    page = built.topic("fruit")
    assert [entry.href for entry in page.lines.entries] == ["lines/p.html"]
    assert [entry.href for entry in page.notes.entries] == ["notes/a.html", "notes/b.html"]
    assert text(page.body[0]) == "Introduces."


def test_a_reference(built: Built) -> None:
    page = built.page(ReferencePage, "references/w.html")
    assert (page.name, page.year, page.authors) == ("Work", "2020", ("Bo Able",))
    assert [entry.href for entry in page.notes.entries] == ["notes/a.html", "notes/b.html"]
    assert [entry.href for entry in page.lines.entries] == ["lines/p.html", "lines/q.html", "lines/r.html"]


def test_indexes_can_be_had_by_title(built: Built) -> None:
    assert [text(entry.title) for entry in built.page(IndexPage, "lists/notes-by-title.html").entries] == [
        "Apples",
        "Bread",
        "cider",
    ]
    assert [
        text(entry.title) for entry in built.page(IndexPage, "lists/references-by-title.html").entries
    ] == [
        "Other",
        "Work",
    ]
    assert [entry.count for entry in built.page(IndexPage, "topics/index.html").entries] == [3]


def test_the_front_page(built: Built) -> None:
    page = built.page(HomePage, "index.html")
    assert [text(entry.title) for entry in page.lines] == ["Q?", "P?", "R?"]
    assert [text(entry.title) for entry in page.notes] == ["Apples", "Bread", "cider"]
    assert (page.line_count, page.note_count, page.shared) == (3, 3, 2)
    assert (page.name, page.description) == ("T", "D.")


def test_an_alias_leads_to_its_page(built: Built) -> None:
    page = built.page(RedirectPage, "notes/malus.html")
    assert (page.target, page.name) == ("notes/a.html", "Apples")


def test_an_alias_never_takes_the_address_of_a_page(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path).write("a.md", note("A", "x", aliases="[b, C, A]")).write("b.md", note("B", "x"))
    )
    built = site.build()
    assert built.note("b").name == "B"
    assert built.note("a").name == "A"
    assert isinstance(built.pages["notes/c.html"], RedirectPage)


def test_the_style_sheet_has_rules_for_every_margin_item(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", "x")
    assert (
        site.write("notes/lines/q.md", note("Q?", "x")).build().page(StylePage, "assets/style.css").numbers
        == 8
    )
    many = "\n\n".join(["Text [[a]]."] * 30)
    assert (
        site.write("notes/lines/q.md", note("Q?", many)).build().page(StylePage, "assets/style.css").numbers
        == 32
    )


def test_after_many_backlinks_only_titles_are_shown(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("a.md", "x")
    for number in range(36):
        site.write(f"b{number:02}.md", f"Sentence {number} on [[a]].")
    page = site.build().note("a")
    assert (len(page.linked_from), page.linked_rest, page.linked_count) == (36, (), 36)
    site.write("c.md", "More on [[a]].")
    page = site.build().note("a")
    assert [bool(view.sentence) for view in page.linked_from] == [True] * 24
    assert [(group.topic, len(group.entries)) for group in page.linked_rest] == [("", 13)]
    assert page.linked_count == 37


def test_what_speaks_against_a_note_leads_its_backlinks(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", "x")
    for number in range(40):
        site.write(
            f"lines/l{number:02}.md",
            note(f"L{number:02}", "So [[a]].", **({"opposes": '["[[a]]"]'} if number == 39 else {})),
        )
    page = site.build().note("a")
    assert page.cited_by[0].href == "lines/l39.html#c1"
    assert page.cited_rest[0].entries[-1].href == "lines/l38.html#c1"


VAULT: dict[str, str | bytes] = {
    "README.md": "# My vault\n\nStart at [[Projects/README|the projects]] or [[Daily Notes/2024-05-01]].",
    "Projects/README.md": (
        "Projects: [[Tree growth]], ![[rings 2.png|200]]. See [[Sheet.base]] and [[Plan.canvas]]."
    ),
    "Projects/Tree growth.md": "---\ntags: [biology, wood/oak]\nauthor:\n  name: Ann\n  town: Ulm\ncssclasses: wide\n---\n"
    "Rings show age. #wood\n\n- [ ] measure\n- [x] cut\n",
    "Daily Notes/2024-05-01.md": (
        "Met Bo. [[Tree growth#Nothing here]] and [[People/Bo|Bo]] and [[Not yet written]]."
    ),
    "People/Bo.md": "> [!note] A friend\n> of [[tree GROWTH]]\n\n![[README]]",
    "Projects/rings 2.png": b"png",
    "Projects/unused.png": b"png",
    "Projects/Sheet.base": "views: []",
    "Projects/Plan.canvas": "{}",
    ".obsidian/app.json": "{}",
    ".trash/gone.md": "gone",
    "Templates/Daily.md": "{{date}} <% tp.date %>",
    "Empty.md": "",
    "data.json": '{"a": 1}',
}


def test_a_vault_that_knows_nothing_of_lines(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for path, content in VAULT.items():
        site.write(path, content)
    built = site.build()
    assert [
        url for url in built.pages if url.endswith(".html") and url.startswith(("notes/", "topics/"))
    ] == [
        "notes/2024-05-01.html",
        "notes/bo.html",
        "notes/empty.html",
        "notes/index.html",
        "notes/plan-canvas.html",
        "notes/readme.html",
        "notes/tree-growth.html",
        "topics/biology.html",
        "topics/index.html",
        "topics/wood-oak.html",
        "topics/wood.html",
    ]
    assert built.site.attachments() == {"attachments/rings-2.png": "Projects/rings 2.png"}
    assert built.diagnostics("") == [
        "Daily Notes/2024-05-01.md:1:9 fragment-missing",
        "Daily Notes/2024-05-01.md:1:63 link-missing",
        "Projects/README.md:1:54 link-unpublished",
        "README.md:1:1 slug-duplicate",
    ]
    assert ("the projects", "notes/readme.html") in built.links("index.html")
    assert ("Tree growth", "../notes/tree-growth.html") in built.links("notes/bo.html")
    assert [view.href for view in built.note("tree-growth").linked_from] == [
        "notes/2024-05-01.html",
        "notes/bo.html",
        "notes/readme.html",
    ]
    home = built.page(HomePage, "index.html")
    assert (home.note_count, home.line_count, len(home.topics)) == (6, 0, 3)
    (image,) = built.html("notes/readme.html").css(".prose img")
    assert image.attributes["src"] == "../attachments/rings-2.png"
