from pathlib import Path

import pytest

from clewline.pages.listings import part_address, part_count, part_slice, telling_words
from clewline.pages.models import IndexPage
from driver import SiteDriver, note


def test_a_list_has_as_many_parts_as_it_needs_and_loses_nothing() -> None:
    for count in (0, 1, 250, 251, 499, 5000):
        found = [
            place
            for part in range(1, part_count(count) + 1)
            for place in range(count)[part_slice(count, part)]
        ]
        assert found == list(range(count))
    assert [part_count(count) for count in (0, 250, 251, 5000)] == [1, 1, 2, 20]
    assert part_address("notes", 1) == "notes/index.html"


@pytest.mark.parametrize(
    ("before", "title", "words"),
    [
        ("", "Ability grows", "Ability"),
        ("The ability fades", "the agent sleeps", "the agent"),
        ("The", "The agent", "The agent"),
        ("Same", "Same", "Same"),
        ("", "", ""),
    ],
)
def test_a_part_is_named_by_the_words_that_tell_it_from_the_one_before(
    before: str, title: str, words: str
) -> None:
    assert telling_words(before, title) == words


def test_a_long_index_is_parted_and_every_part_leads_to_the_others(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for number in range(260):
        site.write(f"notes/n{number:03}.md", note(f"Note {number:03}"))
    built = site.build()
    first, second = built.page(IndexPage, "notes/index.html"), built.page(IndexPage, "lists/notes-2.html")
    assert [len(page.entries) for page in (first, second)] == [130, 130]
    assert first.total == second.total == 260
    assert built.links("lists/notes-2.html", ".parts a") == [
        ("Note 000 …", "../notes/index.html"),
        ("Note 130 …", "../lists/notes-2.html"),
    ]
    assert built.links("lists/notes-2.html", ".turn a") == [("Previous part", "../notes/index.html")]
    assert built.links("lists/notes-2.html", ".site [aria-current]") == [("Notes", "../notes/index.html")]
    assert built.html("lists/notes-2.html").css_first("title").text() == "Notes 2 of 2 · Test site"  # type: ignore[union-attr]
    assert not [found for found in built.diagnostics() if "link" in found]


def test_a_hub_shows_the_newest_in_full_and_the_others_by_their_other_topic(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for number in range(61):
        also = "odd" if number % 2 else "even"
        site.write(
            f"notes/n{number:02}.md",
            note(f"N{number:02}", topics=f"[hub, {also}]", created=f"2024-01-{number % 28 + 1:02}"),
        )
    page = site.build().topic("hub")
    assert (len(page.notes.entries), page.notes.total) == (24, 61)
    assert page.notes.entries[0].href == "notes/n27.html"
    assert [group.topic for group in page.notes.rest] == ["even", "odd"]
    shown = [entry.href for entry in page.notes.entries] + [
        entry.href for group in page.notes.rest for entry in group.entries
    ]
    assert sorted(shown) == [f"notes/n{number:02}.html" for number in range(61)]
