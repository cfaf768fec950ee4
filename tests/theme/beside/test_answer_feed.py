"""The feed of one answer, beside its page."""

from pathlib import Path
from xml.etree import ElementTree

from driver import SiteDriver
from pages.test_reviews import review, site, swap

__all__ = ["site"]
BASE = "https://example.org/n"
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = """\
    clewline-history 1
    line: lines/q.md

    2026-01-01
      They counted
    - 43
    + 44
      birds.

    + Few stayed.

    - Many stayed.
    """


def entries(site: SiteDriver) -> list[tuple[str, str, str, str]]:
    """Mark, title, words and day of each entry."""
    feed = ElementTree.fromstring(site.build(base_url=BASE).files["lines/q.xml"])
    found = []
    for entry in feed.iter(f"{ATOM}entry"):
        said = [entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "title", "summary", "updated")]
        found.append((said[0].removeprefix(f"{BASE}/lines/q.html#"), said[1], said[2], said[3][:10]))
    return found


def test_it_tells_of_reviews_of_changes_and_that_the_answer_has_lapsed(site: SiteDriver) -> None:
    site.write("reviews/q.history.txt", HISTORY)
    reviewed = ("reviewed-2026-01-02", "Reviewed: Do birds return?", "Reviewed by A reader.", "2026-01-02")
    words = "“They counted 43 birds.” became “They counted 44 birds.” New: “Few stayed.” Gone: “Many stayed.”"
    edited = ("edited-2026-01-01", "Edited: Do birds return?", words, "2026-01-01")
    assert entries(site) == [reviewed, edited]
    swap("notes/a.md", "57", "58")(site)
    lapsed, *others = entries(site)
    assert lapsed[0].startswith("changed-") and "note 1 (text: 1 new, 1 gone)" in lapsed[2]
    assert others == [reviewed, edited]
    assert entries(site) == [lapsed, *others], "another build tells nothing new"
    review(site, on="2026-01-03")
    assert [mark for mark, _, _, _ in entries(site)] == ["reviewed-2026-01-03", "edited-2026-01-01"]


def test_it_says_what_it_is_and_its_page_leads_to_it(site: SiteDriver) -> None:
    built = site.build(base_url=BASE)
    feed = ElementTree.fromstring(built.files["lines/q.xml"])
    assert feed.findtext(f"{ATOM}id") == f"{BASE}/lines/q.xml"
    assert (
        feed.findtext(f"{ATOM}title") == "Do birds return?" and feed.findtext(f"{ATOM}subtitle") == "Some do."
    )
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{BASE}/lines/q.xml",
        "alternate": f"{BASE}/lines/q.html",
    }
    page = built.html("lines/q.html")
    head = page.css_first('head link[href="../lines/q.xml"]')
    assert head is not None and head.attributes["rel"] == "alternate"
    assert (
        head.attributes["type"] == "application/atom+xml" and head.attributes["title"] == "Do birds return?"
    )
    assert [link.text() for link in page.css('.meta a[href="../lines/q.xml"]')] == ["Follow"]


def test_only_a_line_with_something_to_tell_has_one(site: SiteDriver, tmp_path: Path) -> None:
    site.write("lines/r.md", "---\ntitle: R?\n---\nSo it is [[a]].\n")
    assert [
        url
        for url in site.build(base_url=BASE).files
        if url.startswith(("lines/", "notes/")) and url.endswith(".xml")
    ] == ["lines/q.xml"]
    built = site.build()
    assert "lines/q.xml" not in built.files and ".xml" not in built.text("lines/q.html")
    site.remove("reviews/q.txt")
    site.write("reviews/r.history.txt", HISTORY.replace("q.md", "r.md"))
    built = site.build(base_url=BASE)
    assert "lines/r.xml" in built.files and "lines/q.xml" not in built.files


def test_the_feed_of_the_site_tells_the_same(site: SiteDriver) -> None:
    site.write("reviews/q.history.txt", HISTORY)
    swap("notes/a.md", "57", "58")(site)
    files = site.build(base_url=BASE).files
    own, whole = (
        [entry.findtext(f"{ATOM}id") for entry in ElementTree.fromstring(files[name]).iter(f"{ATOM}entry")]
        for name in ("lines/q.xml", "answers.xml")
    )
    assert own == whole and len(own) == 3


def test_while_serving_it_is_found_by_its_address(site: SiteDriver) -> None:
    built = site.build(base_url=BASE)
    assert built.site.asset("lines/q.xml") == built.files["lines/q.xml"]
