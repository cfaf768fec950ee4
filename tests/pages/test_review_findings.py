"""What is said of reviews."""

from pathlib import Path

import pytest

from driver import SiteDriver
from pages.test_reviews import site, swap

__all__ = ["site"]


def test_nobody_has_reviewed_it(tmp_path: Path) -> None:
    built = SiteDriver(tmp_path).write("lines/q.md", "---\ntitle: Q?\n---\nx").build()
    message, hint = built.words("review-missing")
    assert message == "nobody has recorded a review of this line"
    assert "clewline review q --accept" in hint


def test_a_line_that_is_as_it_was_gives_no_finding(site: SiteDriver) -> None:
    assert not {one.code for one in site.build().found} & {"review-missing", "review-stale", "review-unused"}


def test_what_has_changed_is_said_with_its_places(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    swap("notes/c.md", "title", "opposes: ['[[b]]']\ntitle")(site)
    swap("lines/q.md", "Some do", "Most do")(site)
    (found,) = [one for one in site.build().found if one.code == "review-stale"]
    assert found.message == (
        "reviewed by A reader on 2026-01-02, and changed since: the line (answer: 1 new, 1 gone); "
        "note 1 (text: 1 new, 1 gone); note 2 (contradiction with: now Storks)"
    )
    assert found.span.path == "lines/q.md" and "--accept" in found.hint
    assert [(one.span.path, one.span.start.line) for one in found.related] == [
        ("lines/q.md", 3),
        ("notes/a.md", 7),
        ("notes/b.md", 1),
    ]
    assert found.related[1].message == "new since the review: Perhaps 58 left, compare the other note."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Few stayed [[b]].", "Few stayed.", "“Owls” (is not cited any more)"),
        ("birds [[a]]", "birds [[a]] [[c]]", "note 2 (was not cited then)"),
        ("qualifies", "opposes", "note 2 (stance: now opposes, 1 gone)"),
    ],
)
def test_in_words(site: SiteDriver, old: str, new: str, said: str) -> None:
    swap("lines/q.md", old, new)(site)
    assert said in site.build().words("review-stale")[0]
