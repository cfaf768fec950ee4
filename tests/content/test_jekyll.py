"""Posts whose files are named by day and title."""

from pathlib import Path

import pytest

from clewline.content.jekyll import post_at
from driver import SiteDriver, note


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("_posts/2020-01-02-knots-in-strings.md", ("2020-01-02", "Knots In Strings")),
        ("blog/_posts/2024/2020-1-2-a.markdown", ("2020-01-02", "A")),
        ("_posts/2020-13-02-a.md", None),
        ("_posts/about.md", None),
        ("journal/2020-01-02-a.md", None),
    ],
)
def test_a_post_is_known_by_its_folder_and_its_name(path: str, said: tuple[str, str] | None) -> None:
    post = post_at(path)
    assert (post and (post.day.isoformat(), post.title)) == said


def test_a_post_has_title_day_and_address_by_its_name(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("_posts/2020-01-02-knots-in-strings.md", "Text.\n")
    site.write(
        "_posts/2020-01-03-b.md", note("Given", "[a](/2020/01/02/knots-in-strings.html)", date="2021-05-06")
    )
    site.write("_posts/2020-01-04-c.md", note("C", "[b](/science/2020/01/03/b.html)", categories="Science"))
    site.write("_posts/2020-01-05-d.md", note("D", "[c](/science/2020/01/04/c.html)"))
    built = site.build()
    first, second = built.note("2020-01-02-knots-in-strings"), built.note("2020-01-03-b")
    assert (first.title.parts, first.created, second.created) == (
        ("Knots In Strings",),
        "2020-01-02",
        "2021-05-06",
    )
    assert built.links("notes/2020-01-03-b.html") == [("a", "../notes/2020-01-02-knots-in-strings.html")]
    assert built.links("notes/2020-01-05-d.html") == [("c", "../notes/2020-01-04-c.html")]
    assert [one for one in built.diagnostics() if "link" in one] == [
        "_posts/2020-01-04-c.md:5:1 link-missing"
    ]
    assert "2020-01-02-knots-in-strings.html" in built.text("2020/01/02/knots-in-strings.html")


def test_what_stands_among_drafts_is_one(tmp_path: Path) -> None:
    site = (
        SiteDriver(tmp_path).write("_drafts/soon.md", note("Soon", "Text.")).write("a.md", note("A", "Text."))
    )
    built = site.build()
    assert list(built.corpus.documents) == ["a.md"]
    assert [(one.code, one.span.path) for one in built.found if one.code.startswith("document")] == [
        ("document-draft", "_drafts/soon.md")
    ]
