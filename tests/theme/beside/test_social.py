"""The card of a line: a picture of the right size, the same each time, only when it can be drawn and
shown.
"""

from io import BytesIO
from pathlib import Path

import pytest

from driver import Built, SiteDriver, note

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("font_source_serif_pro")


def built(root: Path, base_url: str = "https://example.org") -> Built:
    site = SiteDriver(root).write("notes/n.md", note("N", "Text."))
    site.write("lines/l.md", note("Größe — does “it” matter? Ναι, да.", "So [[n]]."))
    site.write("lines/long.md", note("Why " * 150 + "?", "So [[n]]."))
    site.write("lines/cjk.md", note("为什么?", "So [[n]]."))
    return site.build(base_url=base_url)


def test_a_line_has_a_card(tmp_path: Path) -> None:
    site = built(tmp_path)
    picture = Image.open(BytesIO(site.files["social/l.png"]))
    assert (picture.format, picture.size) == ("PNG", (1200, 630)) and len(
        picture.convert("RGB").getcolors(100)
    ) > 3
    assert len(site.files["social/l.png"]) < 60_000
    assert '<meta property="og:image" content="https://example.org/social/l.png">' in site.text(
        "lines/l.html"
    )
    assert site.files == built(tmp_path).files
    assert Image.open(BytesIO(site.files["social/long.png"])).size == (1200, 630)


def test_the_answer_and_the_stances_are_on_the_card(tmp_path: Path) -> None:
    def card(**fields: str) -> bytes:
        site = SiteDriver(tmp_path).write("notes/n.md", note("N", "Text."))
        site.write("lines/l.md", note("Is it so?", "So [[n]].", **fields))
        return site.build(base_url="https://example.org").files["social/l.png"]

    plain = card()
    assert card(answer="Mostly it is.") != plain
    assert card(answer="大体上是。") == plain
    assert (
        len({plain, card(opposes='["[[n]]"]'), card(supports='["[[n]]"]'), card(qualifies='["[[n]]"]')}) == 4
    )
    assert Image.open(BytesIO(card(answer="Mostly so. " * 90))).size == (1200, 630)


def test_there_is_none_that_could_not_be_read_or_shown(tmp_path: Path) -> None:
    site = built(tmp_path)
    assert "social/cjk.png" not in site.files and "og:image" not in site.text("lines/cjk.html") + site.text(
        "notes/n.html"
    )
    assert not [url for url in built(tmp_path, "").files if url.startswith("social/")]
