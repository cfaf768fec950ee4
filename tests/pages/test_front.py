from pathlib import Path

from clewline.pages.models import HomePage
from driver import SiteDriver, note


def test_the_first_line_with_an_answer_is_shown_in_full_and_the_others_by_topic(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name, topics, answer in (
        ("p", "[s, t]", ""),
        ("q", "[t]", "Yes."),
        ("r", "[t]", ""),
        ("o", "[]", ""),
    ):
        fields = {"topics": topics} | ({"answer": answer} if answer else {})
        site.write(f"lines/{name}.md", note(f"{name.upper()}?", "Text.", **fields))
    page = site.build().page(HomePage, "index.html")
    assert page.featured and page.featured.href == "lines/q.html"
    assert [
        (group.topic, [entry.href[6] for entry in group.entries], group.total) for group in page.groups
    ] == [
        ("s", ["p"], 1),
        ("t", ["r"], 3),
        ("", ["o"], 1),
    ]


def test_a_note_at_the_top_introduces_the_front_page(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path).write("README.md", "Never shown as a *note*.").write("a.md", "See [[README]].")
    )
    built = site.build()
    assert "notes/readme.html" not in built.pages
    assert "Never shown as a <em>note</em>." in built.text("index.html")
    assert ("README", "../index.html") in built.links("notes/a.html")
    built = site.write("index.md", "Shown first.").build()
    assert "Shown first." in built.text("index.html") and "notes/readme.html" in built.pages
