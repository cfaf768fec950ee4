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
        ("1 …", "../notes/index.html"),
        ("131 …", "../lists/notes-2.html"),
    ]
    assert built.links("lists/notes-2.html", ".turn a") == [("Previous part", "../notes/index.html")]
    assert built.links("lists/notes-2.html", ".site [aria-current]") == [("Notes", "../notes/index.html")]
    assert built.html("lists/notes-2.html").css_first("title").text() == "Notes 2 of 2 · Test site"  # type: ignore[union-attr]
    assert not [found for found in built.diagnostics() if "link" in found]


def test_lines_are_listed_by_what_matters_by_topic_and_by_title(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name in ("one", "two"):
        site.write(f"notes/{name}.md", note(name.title()))
    site.write("lines/a.md", note("Alone?", "So [[one]].", topics="[Zebras]"))
    site.write("lines/b.md", note("Bound?", "So [[one]]. Also [[two]]."))
    site.write("lines/c.md", note("Crossed?", "So [[two]].", topics="[Ants, Zebras]"))
    site.write("notes/three.md", note("Three", "Apart."))
    built = site.build()
    lists = {
        url: [text for text, _ in built.links(url, ":is(h2, h3) a")]
        for url in ("lines/index.html", "lists/lines-by-topic.html", "lists/lines-by-title.html")
    }
    assert lists == {
        "lines/index.html": ["Bound?", "Alone?", "Crossed?"],
        "lists/lines-by-topic.html": ["Crossed?", "Alone?", "Bound?"],
        "lists/lines-by-title.html": ["Alone?", "Bound?", "Crossed?"],
    }
    by_topic = built.html("lists/lines-by-topic.html")
    assert [node.text() for node in by_topic.css("main h2")] == ["Ants", "Zebras", "On no topic"]
    assert len(by_topic.css(".entries h3 a")) == 3
    assert built.links("lists/lines-by-topic.html", ".orders a") == [
        ("Most connected first", "../lines/index.html"),
        ("By topic", "../lists/lines-by-topic.html"),
        ("By title", "../lists/lines-by-title.html"),
    ]
    assert built.links("lists/lines-by-topic.html", ".orders [aria-current=page]")[0][0] == "By topic"
    site.write("lines/a.md", note("Alone?", "So [[one]].", created="2024-01-02"))
    dated = site.build()
    assert dated.links("lines/index.html", ".entries h2 a")[0][0] == "Alone?"
    assert dated.links("lines/index.html", ".orders a")[0][0] == "Newest first"


def test_without_topics_nothing_is_listed_by_them(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note("A")).write("notes/b.md", note("B"))
    built = site.build()
    assert [text for text, _ in built.links("notes/index.html", ".orders a")] == [
        "Most connected first",
        "By title",
    ]
    assert "lists/notes-by-topic.html" not in built.files


def test_works_are_listed_by_author_and_year(tmp_path: Path) -> None:
    entries = (
        ("a", "Zhou, A", "2020"),
        ("b", "Ásgeir, B", "2021"),
        ("c", "Zhou, A", "2019"),
        ("d", "Adams, C", "2022"),
    )
    bib = "".join(
        f"@article{{{key}, title={{T{key}}}, author={{{author}}}, year={{{year}}}}}\n"
        for key, author, year in entries
    )
    built = SiteDriver(tmp_path).write("notes/n.md", note("N", "x [@a]")).write("references.bib", bib).build()
    assert [text for text, _ in built.links("references/index.html", ".entries h3 a")] == [
        "Td",
        "Tb",
        "Tc",
        "Ta",
    ]
    assert [node.text() for node in built.html("references/index.html").css("main h2")] == ["A", "Z"]
    assert [text for text, _ in built.links("lists/references-by-title.html", ".entries h2 a")] == [
        "Ta",
        "Tb",
        "Tc",
        "Td",
    ]


def test_parts_of_a_list_by_topic_keep_its_headings(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for number in range(260):
        site.write(f"notes/n{number:03}.md", note(f"Note {number:03}", topics="[Only]"))
    built = site.build()
    assert built.links("lists/notes-by-topic-2.html", ".parts a")[1][1] == "../lists/notes-by-topic-2.html"
    heads = built.html("lists/notes-by-topic-2.html").css("main h2")
    assert [node.text() for node in heads] == ["Only"]
    assert built.links("notes/index.html", ".parts a")[1] == ("131 …", "../lists/notes-2.html")


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
