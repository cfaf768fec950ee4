"""The review of a line on its page, in its twin, its data, and in lists."""

import json

from driver import SiteDriver
from pages.test_reviews import site, swap

__all__ = ["site"]


def test_a_line_that_nobody_has_reviewed_says_nothing(site: SiteDriver) -> None:
    site.write("lines/r.md", "---\ntitle: R?\n---\nSo it is [[a]].\n")
    built = site.build()
    assert built.line("r").review.state == "unreviewed"
    assert "Reviewed by" not in built.text("lines/r.html")


def test_a_review_is_a_row_of_words(site: SiteDriver) -> None:
    built = site.build()
    assert built.main("lines/q.html").css_first(".review") is None
    row = built.main("lines/q.html").css(".meta span")[-1]
    assert " ".join(row.text().split()) == "Reviewed by A reader, 2 January 2026"
    data = json.loads(built.html("lines/q.html").css_first('script[type="application/ld+json"]').text())  # type: ignore[union-attr]
    assert data["mainEntityOfPage"] == {
        "@type": "WebPage",
        "lastReviewed": "2026-01-02",
        "reviewedBy": {"@type": "Person", "name": "A reader"},
    }
    assert data["creativeWorkStatus"] == "Reviewed"
    assert "- Reviewed: 2026-01-02 by A reader" in built.text("lines/q.md")
    assert "Changed since" not in built.text("lines/index.html")


def test_what_has_changed_is_in_a_disclosure(site: SiteDriver) -> None:
    swap("notes/a.md", "57", "58")(site)
    swap("notes/c.md", "title", "opposes: ['[[b]]']\ntitle")(site)
    swap("lines/q.md", "Some do", "Most <do>")(site)
    built = site.build()
    row = built.main("lines/q.html").css_first("details.review")
    assert row is not None
    summary = row.css_first("summary")
    assert summary is not None and "Changed since: the text, source 1, source 2" in " ".join(
        summary.text().split()
    )
    items = [" ".join(item.text().split()) for item in row.css("li")]
    assert items[1:] == [
        "1 ReedsPerhaps 58 left, compare the other note. 1 statement is gone.",
        "2 OwlsA contradiction: Storks",
    ]
    assert [link.attributes["href"] for link in row.css("a")] == ["../notes/a.html", "../notes/b.html"]
    twin = built.text("lines/q.md")
    assert "now “Perhaps 58 left, compare the other note.”; 1 gone" in twin
    assert "now in contradiction with “Storks”" in twin
    assert "Changed since its review" in built.text("lines/index.html")
    assert "Changed since its review" in built.text("index.html")


def test_notes_that_come_and_go(site: SiteDriver) -> None:
    swap("lines/q.md", "[[b]]", "[[c]]")(site)
    built = site.build()
    row = built.main("lines/q.html").css_first("details.review")
    assert row is not None
    assert [" ".join(item.text().split()) for item in row.css("li")] == [
        "2 StorksIt was not cited then.",
        "OwlsIt is cited no more.",
    ]
    assert "was not cited then" in built.text("lines/q.md") and "is cited no more" in built.text("lines/q.md")


def test_the_graph_tells_of_it(site: SiteDriver) -> None:
    def node(url: str) -> dict[str, str]:
        return next(one for one in json.loads(site.build().files["graph.json"])["nodes"] if one["url"] == url)

    assert (node("lines/q.html")["review"], node("lines/q.html")["reviewed"]) == ("reviewed", "2026-01-02")
    assert "review" not in node("notes/a.html")
    swap("notes/a.md", "57", "58")(site)
    assert node("lines/q.html")["review"] == "stale"


def test_names_and_reasons_are_escaped(site: SiteDriver) -> None:
    text = (site.root / "reviews/q.txt").read_text(encoding="utf-8")
    site.write("reviews/q.txt", text.replace("by: A reader", "by: <b>A</b> & co\nreason: <i>new</i> edition"))
    page = site.build().text("lines/q.html")
    assert "&lt;b&gt;A&lt;/b&gt; &amp; co" in page and "(&lt;i&gt;new&lt;/i&gt; edition)" in page
