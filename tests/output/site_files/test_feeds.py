"""Feeds and sitemaps have what their formats require, and no date that nobody wrote."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from clewline.output.site_files import feeds as feeds_module
from driver import Built, SiteDriver, note

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def built(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path).write("notes/n.md", note("N", "Text."))
    site.write(
        "lines/old.md",
        note(
            "Old & <b>gold</b>?",
            "So [[n]].",
            deck="A deck.",
            created="2025-01-01",
            updated="2026-02-03",
            topics="[knots]",
        ),
    )
    site.write("lines/new.md", note("New?", "So [[n]].", created="2026-01-01", author="Jane Doe"))
    site.write("lines/undated.md", note("Undated?", "So [[n]]."))
    return site.build(base_url="https://example.org/x", description="About.", language="de")


def test_atom(built: Built) -> None:
    feed = ElementTree.fromstring(built.files["feed.xml"])
    assert feed.tag == f"{ATOM}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    for name, text in (
        ("id", "https://example.org/x/index.html"),
        ("title", "Test site"),
        ("updated", "2026-02-03T00:00:00Z"),
    ):
        assert feed.findtext(f"{ATOM}{name}") == text
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": "https://example.org/x/feed.xml", "alternate": "https://example.org/x/index.html"
    }  # fmt: skip
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Old & gold?", "New?"]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-02-03T00:00:00Z",
        "2026-01-01T00:00:00Z",
    ]
    assert (
        entries[0].findtext(f"{ATOM}id") == "https://example.org/x/lines/old.html"
        and entries[0].findtext(f"{ATOM}summary") == "A deck."
    )
    assert entries[0].findtext(f"{ATOM}published") == "2025-01-01T00:00:00Z"
    assert [category.get("term") for category in entries[0].findall(f"{ATOM}category")] == ["knots"]
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "Jane Doe"


def test_json_feed(built: Built) -> None:
    feed = json.loads(built.files["feed.json"])
    assert (
        feed["version"] == "https://jsonfeed.org/version/1.1"
        and feed["title"] == "Test site"
        and feed["language"] == "de"
    )
    assert feed["feed_url"] == "https://example.org/x/feed.json"
    first, second = feed["items"]
    assert (
        first["id"] == first["url"] == "https://example.org/x/lines/old.html"
        and first["content_text"] == "A deck."
    )
    assert (first["date_published"], first["date_modified"], first["tags"]) == (
        "2025-01-01T00:00:00Z",
        "2026-02-03T00:00:00Z",
        ["knots"],
    )
    assert second["authors"] == [{"name": "Jane Doe"}]


def test_without_dates_there_is_no_feed_and_no_link_to_one(tmp_path: Path) -> None:
    built = (
        SiteDriver(tmp_path).write("lines/a.md", note("A?", "Text.")).build(base_url="https://example.org")
    )
    assert (
        "feed.xml" not in built.files
        and "feed.json" not in built.files
        and "feed." not in built.text("index.html")
    )


def test_the_sitemap_lists_every_page_that_is_one(built: Built) -> None:
    entries = ElementTree.fromstring(built.files["sitemap.xml"]).findall(f"{MAP}url")
    places = {entry.findtext(f"{MAP}loc"): entry.findtext(f"{MAP}lastmod") for entry in entries}
    assert (
        places["https://example.org/x/lines/old.html"] == "2026-02-03"
        and places["https://example.org/x/notes/n.html"] is None
    )
    assert "https://example.org/x/index.html" in places and "https://example.org/x/404.html" not in places
    assert all(str(place).removeprefix("https://example.org/x/") in built.files for place in places)


def test_a_long_sitemap_is_parted(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "_MOST_ADDRESSES", 4)
    home = built.pages["index.html"]
    files = feeds_module.sitemaps([(url, "") for url in built.pages], home.site)
    index = [
        entry.findtext(f"{MAP}loc")
        for entry in ElementTree.fromstring(files["sitemap.xml"]).findall(f"{MAP}sitemap")
    ]
    assert (
        index == [f"https://example.org/x/sitemap-{number}.xml" for number in range(1, len(files))]
        and len(index) > 1
    )
    parts = [data for name, data in files.items() if name != "sitemap.xml"]
    assert parts and all(len(ElementTree.fromstring(data)) <= 4 for data in parts)


def test_signs_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write(
        "lines/a.md", '---\ntitle: "A \\u0001 b \\uFFFE"\ncreated: 2026-01-01\n---\nText.\n'
    )
    built = site.build(base_url="https://example.org")
    assert ElementTree.fromstring(built.files["feed.xml"]).findtext(f"{ATOM}entry/{ATOM}title") is not None
    ElementTree.fromstring(built.files["graph.graphml"])
