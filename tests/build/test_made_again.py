"""What is made again after an edit: the pages that show what has changed, and no others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clewline.build.selection import selection
from clewline.build.site import Rendered, Site
from clewline.content.loader import scan
from clewline.engine.database import Database
from clewline.pages.routes import PageKey
from clewline.settings.config import Config
from clewline.theme.theme import load_theme
from driver import SiteDriver, note

CONFIG = Config(title="Test site")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0%c\x08\2\0\0\0"
WORKS = "@book{one, title={%s}, author={Able, Bo}, year=2020}\n"


@pytest.fixture
def driver(tmp_path: Path) -> SiteDriver:
    driver = SiteDriver(tmp_path)
    driver.write("notes/a.md", note("A", "Text of a. [[b]]", summary="Short a", topics="[knots]"))
    driver.write("notes/b.md", note("B", "Text of b. ![[p.png]]", summary="Short b", references="[one]"))
    driver.write("notes/c.md", note("C", "Text of c.", summary="Short c", topics="[ropes]"))
    driver.write("lines/q.md", note("Q?", "It is so [[a]]. And so [[b]].", deck="Deck q", topics="[knots]"))
    driver.write("lines/r.md", note("R?", "It is so [[c]].", deck="Deck r"))
    driver.write("references/works.bib", WORKS % "Work")
    return driver.write("notes/p.png", PNG % 32)


def rendered_again(driver: SiteDriver, edit: Callable[[SiteDriver], object]) -> set[str]:
    """The addresses of the pages that are rendered after an edit, once all has been made."""
    site, chosen = Site(Database()), selection(driver.root, driver.root / "_site", CONFIG)

    def everything() -> dict[str, bytes]:
        site.update(scan(driver.root, chosen), load_theme(driver.root / "templates"), CONFIG)
        return site.files()

    before = everything()
    kind, found = site.db.kind("rendered"), set()
    compute = kind.compute

    def computed(key: PageKey) -> Rendered:
        made: Rendered = compute(key)
        found.add(made.page.url)
        return made

    kind.compute = computed
    edit(driver)
    after = everything()
    changed = {url for url in after if url.endswith(".html") and after[url] != before.get(url)}
    assert changed <= found
    return found


EDITS: dict[str, tuple[Callable[[SiteDriver], object], str]] = {
    "nothing": (lambda site: site, ""),
    "a body": (
        lambda site: site.write("notes/c.md", note("C", "Other text.", summary="Short c", topics="[ropes]")),
        "notes/c.html",
    ),
    "a link to a note that a line cites": (
        lambda site: site.write(
            "notes/c.md", note("C", "Text of c, see [[b]].", summary="Short c", topics="[ropes]")
        ),
        "notes/b.html notes/c.html",
    ),
    "a title": (
        lambda site: site.write("notes/c.md", note("See", "Text of c.", summary="Short c", topics="[ropes]")),
        "figures.html index.html lines/r.html lists/notes-by-title.html lists/notes-by-topic.html map.html notes/c.html notes/index.html topics/ropes.html",
    ),
    "a summary": (
        lambda site: site.write("notes/c.md", note("C", "Text of c.", summary="Other c", topics="[ropes]")),
        "index.html lines/r.html lists/notes-by-title.html lists/notes-by-topic.html notes/c.html notes/index.html topics/ropes.html",
    ),
    "an alias": (
        lambda site: site.write(
            "notes/c.md", note("C", "Text of c.", summary="Short c", topics="[ropes]", aliases="[see]")
        ),
        "notes/c.html notes/see.html",
    ),
    "a topic": (
        lambda site: site.write("notes/c.md", note("C", "Text of c.", summary="Short c", topics="[knots]")),
        "index.html lists/notes-by-topic.html notes/c.html topics/index.html topics/knots.html",
    ),
    "the size of a picture": (
        lambda site: site.write("notes/p.png", PNG % 33),
        "notes/b.html",
    ),
    "a bibliography entry": (
        lambda site: site.write("references/works.bib", WORKS % "Other"),
        "figures.html lines/q.html lists/references-by-title.html notes/b.html references/index.html references/one.html",
    ),
    "a template": (
        lambda site: site.write("templates/note.html", "{{ page.url }}"),
        "notes/a.html notes/b.html notes/c.html",
    ),
    "a new note": (
        lambda site: site.write("notes/d.md", note("D", "Text of d.", summary="Short d")),
        "figures.html index.html lists/notes-by-title.html lists/notes-by-topic.html notes/d.html notes/index.html",
    ),
    "a deleted note": (
        lambda site: site.remove("notes/c.md"),
        "assets/style.css figures.html index.html lines/index.html lines/r.html lists/lines-by-title.html lists/lines-by-topic.html lists/notes-by-title.html lists/notes-by-topic.html map.html notes/index.html topics/index.html",
    ),
    "a citation more": (
        lambda site: site.write("lines/r.md", note("R?", "It is so [[c]]. And [[a]].", deck="Deck r")),
        "assets/style.css figures.html index.html lines/index.html lines/q.html lines/r.html lists/lines-by-title.html lists/lines-by-topic.html lists/notes-by-title.html lists/notes-by-topic.html map.html notes/a.html notes/c.html notes/index.html topics/knots.html",
    ),
    "a date": (
        lambda site: site.write(
            "notes/c.md", note("C", "Text of c.", summary="Short c", topics="[ropes]", created="2024-05-06")
        ),
        "index.html lists/notes-by-title.html lists/notes-by-topic.html notes/c.html notes/index.html",
    ),
    "a draft": (
        lambda site: site.write(
            "notes/c.md", note("C", "Text of c.", summary="Short c", topics="[ropes]", status="draft")
        ),
        "assets/style.css figures.html index.html lines/index.html lines/r.html lists/lines-by-title.html lists/lines-by-topic.html lists/notes-by-title.html lists/notes-by-topic.html map.html notes/index.html topics/index.html",
    ),
    "an introduction": (
        lambda site: site.write("notes/knots.md", note("Knots", "On knots.")),
        "index.html lines/q.html lists/lines-by-topic.html lists/notes-by-topic.html notes/a.html notes/b.html topics/index.html topics/knots.html",
    ),
    "a retitled topic": (
        lambda site: site.write("notes/ropes.md", note("Cords", "On ropes.")),
        "index.html lists/notes-by-topic.html notes/c.html topics/index.html topics/ropes.html",
    ),
}
"""By what is edited, the edit and the pages that are rendered again."""


@pytest.mark.parametrize("edit", EDITS)
def test_only_what_shows_a_change_is_rendered_again(driver: SiteDriver, edit: str) -> None:
    change, expected = EDITS[edit]
    assert " ".join(sorted(rendered_again(driver, change))) == expected


FOUND = "They counted 44 birds here.\n\n{}"
"""The text of a note with a figure that a line takes from it."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FOUND.format("More words."), "notes/d.html"),
        (FOUND.format("## A heading\n\nWords."), "notes/d.html"),
        ("They counted 44 birds there.\n\nWords.", "figures.html lines/s.html notes/d.html"),
        ("They counted 45 birds here.\n\nWords.", "figures.html lines/s.html notes/d.html"),
    ],
)
def test_a_line_is_rendered_again_with_what_it_shows_of_the_text_of_a_note(
    driver: SiteDriver, text: str, expected: str
) -> None:
    driver.write("notes/d.md", note("D", FOUND.format("Words."), summary="Short d"))
    driver.write("lines/s.md", note("S?", "They counted 44 birds [[d]].", deck="Deck s"))
    again = rendered_again(driver, lambda site: site.write("notes/d.md", note("D", text, summary="Short d")))
    assert " ".join(sorted(again)) == expected
