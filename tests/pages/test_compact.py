"""Pieces of pages hold what they show and no more."""

from pathlib import Path

import pytest

from clewline.content.model import Hole, HoleKind
from clewline.pages.compact import compact, moved, reach
from clewline.pages.filled import EmbedView, Filled, LinkState, LinkView
from clewline.pages.models import NotePage
from driver import SiteDriver, note

PARTS = (
    "<p>",
    Hole(HoleKind.ANCHOR, 4),
    Hole(HoleKind.OPEN, 7),
    "x",
    Hole(HoleKind.CLOSE, 7),
    Hole(HoleKind.CITE, 8, 2),
    Hole(HoleKind.FOOTNOTE, 3, 1),
    Hole(HoleKind.CLAIM_OPEN, 5),
)


def test_links_and_anchors_are_counted_from_the_first() -> None:
    views = tuple(LinkView("", str(number), LinkState.FOUND) for number in range(20))
    piece = compact(PARTS, views, tuple("abcdefgh"))
    assert reach(PARTS) == (7, 10)
    assert piece.views == views[7:10]
    assert piece.anchors == ("e",)
    assert piece.parts[1:3] == (Hole(HoleKind.ANCHOR, 0), Hole(HoleKind.OPEN, 0))
    assert piece.parts[5:] == (
        Hole(HoleKind.CITE, 1, 2),
        Hole(HoleKind.FOOTNOTE, 3, 1),
        Hole(HoleKind.CLAIM_OPEN, 5),
    )


def test_what_begins_with_the_first_link_stays_as_it_is() -> None:
    parts = ("a", Hole(HoleKind.LINK, 0))
    assert moved(parts, 0) is parts
    assert reach(("a",)) == (0, 0)


def size(filled: Filled) -> int:
    """How many parts, views and anchors a piece holds, those of embeds included."""
    inner = sum(size(block) for view in filled.views if isinstance(view, EmbedView) for block in view.blocks)
    return len(filled.parts) + len(filled.views) + len(filled.anchors) + inner


@pytest.fixture
def sizes(tmp_path: Path) -> dict[int, int]:
    """The size of the page of a note with so many paragraphs that embeds as many of another like it."""
    found = {}
    for count in (20, 40, 80):
        driver = SiteDriver(tmp_path / str(count))
        for own, other in (("a", "b"), ("b", "a")):
            said = "".join(f"Said {n} of [[{other}]] and [[c]]. ^p{n}\n\n" for n in range(count))
            shown = "".join(f"![[{other}#^p{n}]]\n\n" for n in range(count))
            driver.write(f"notes/{own}.md", note(own, said + shown))
        built = driver.write("notes/c.md", note("C", "x")).build()
        found[count] = sum(map(size, built.page(NotePage, "notes/a.html").body))
    return found


def test_a_page_that_embeds_blocks_grows_as_what_it_shows(sizes: dict[int, int]) -> None:
    assert sizes[40] == 2 * sizes[20]
    assert sizes[80] == 2 * sizes[40]
