from pathlib import Path

import pytest

from driver import SiteDriver

HEADER = "---\nid: x1\ntitle: {}\ndesc: ''\nupdated: 1\ncreated: 1\n---\n\n{}\n"


@pytest.mark.parametrize(
    ("written", "words", "href"),
    [
        ("[[the words|proj.one]]", "the words", "../notes/proj-one.html"),
        ("[[the words|proj.one#first-part]]", "the words", "../notes/proj-one.html#first-part"),
        ("[[a#b|dendron://vault/proj.one]]", "a#b", "../notes/proj-one.html"),
        ("[[proj.one]]", "One", "../notes/proj-one.html"),
    ],
)
def test_links_of_dendron(tmp_path: Path, written: str, words: str, href: str) -> None:
    site = SiteDriver(tmp_path).write("proj.one.md", HEADER.format("One", "## First part\n\nText."))
    built = site.write("two.md", HEADER.format("Two", f"See {written}.")).build()
    assert built.links("notes/two.html") == [(words, href)]
    assert built.diagnostics() == []


def test_parts_of_notes_are_shown_from_their_beginning(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write(
        "proj.one.md", HEADER.format("One", "## First\n\nText.\n\n## Next\n\nNo.")
    )
    built = site.write("two.md", HEADER.format("Two", "![[proj.one#first,1:#*]]")).build()
    assert "Text." in (shown := built.main("notes/two.html").text()) and "No." not in shown
    assert built.diagnostics() == []


def test_other_notes_keep_obsidian_s_order(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("one.md", "Text.").write("two.md", "See [[not written yet|one]].")
    assert site.build().diagnostics() == ["two.md:1:5 link-missing"]
