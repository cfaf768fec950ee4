"""The feeds of reviews, and of what has changed since."""

import json
from pathlib import Path
from xml.etree import ElementTree

from driver import SiteDriver
from pages.test_reviews import review, site, swap

__all__ = ["site"]
BASE = "https://example.org/n"


def items(site: SiteDriver) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(site.build(base_url=BASE).files["answers.json"])["items"]
    return found


def test_without_reviews_or_an_address_there_are_none(site: SiteDriver, tmp_path: Path) -> None:
    assert "answers.xml" not in site.build().files
    site.remove("reviews/q.txt")
    built = site.build(base_url=BASE)
    assert "answers.xml" not in built.files and "answers.xml" not in built.text("llms.txt")
    assert "answers.xml" not in built.text("index.html")


def test_where_only_withheld_lines_have_reviews_there_are_none(site: SiteDriver) -> None:
    swap("lines/q.md", "title:", "private: true\ntitle:")(site)
    site.write("lines/r.md", "---\ntitle: Another question?\n---\nAn answer.")
    built = site.build(base_url=BASE)
    assert "answers.xml" not in built.files
    assert not any(b"answers.xml" in data for data in built.files.values())


def test_a_review_is_told_of_once(site: SiteDriver) -> None:
    (one,) = items(site)
    assert one["id"] == f"{BASE}/lines/q.html#reviewed-2026-01-02"
    assert one["url"] == f"{BASE}/lines/q.html"
    assert one["title"] == "Reviewed: Do birds return?" and one["content_text"] == "Reviewed by A reader."
    assert one["date_modified"] == "2026-01-02T00:00:00Z"
    assert items(site) == [one]
    assert 'title="Reviews" href="../answers.xml"' in site.build(base_url=BASE).text("lines/q.html")


def test_what_has_changed_is_told_of_with_its_words(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    swap("notes/a.md", "summary:", "updated: 2026-02-03\nsummary:")(site)
    changed, _ = items(site)
    assert changed["id"].startswith(f"{BASE}/lines/q.html#changed-")
    assert changed["title"] == "Its sources have changed: Do birds return?"
    assert changed["date_modified"] == "2026-02-03T00:00:00Z"
    assert changed["content_text"] == (
        "Changed since the review of 2026-01-02: note 1 (text: 1 new, 1 gone). "
        "“Perhaps 58 left, compare the other note.”"
    )
    swap("lines/q.md", "They counted", "People counted")(site)
    other, _ = items(site)
    assert other["title"] == "The answer has changed: Do birds return?" and other["id"] != changed["id"]
    review(site, on="2026-03-04")
    (again,) = items(site)
    assert again["content_text"] == (
        "Reviewed by A reader. Before that, these had changed: "
        "the line (text: 1 new, 1 gone); note 1 (text: 1 new, 1 gone)."
    )


def test_what_is_withheld_is_not_named(site: SiteDriver) -> None:
    swap("notes/b.md", "title:", "private: true\ntitle:")(site)
    changed, _ = items(site)
    assert "a note that is gone (is not cited any more)" in changed["content_text"]
    review(site, on="2026-03-04")
    assert "a note (is not cited any more)" in items(site)[0]["content_text"]
    built = site.build(base_url=BASE)
    assert not any(b"Owls" in data or b"notes/b" in data for data in built.files.values())


def test_atom_says_the_same(site: SiteDriver) -> None:
    feed = ElementTree.fromstring(site.build(base_url=BASE).files["answers.xml"])
    name = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{name}id") == f"{BASE}/answers.xml"
    assert feed.findtext(f"{name}title") == "Test site: reviews"
    (entry,) = feed.iter(f"{name}entry")
    assert entry.findtext(f"{name}id") == f"{BASE}/lines/q.html#reviewed-2026-01-02"
    assert entry.findtext(f"{name}summary") == "Reviewed by A reader."
