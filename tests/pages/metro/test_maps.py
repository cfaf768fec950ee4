"""The maps of whole sites: which there are, what they say and that they can be followed without seeing
them.
"""

from pathlib import Path

import pytest

from clewline.build.site import Site
from clewline.content.loader import scan
from clewline.content.selection import Selection
from clewline.engine.database import Database
from clewline.pages.metro.view import LINES
from clewline.pages.models import MapPage, TopicsPage
from clewline.settings.config import Config
from driver import Built, SiteDriver, default_theme, note


def line(title: str, *notes: str, topics: str = "") -> str:
    body = " ".join(f"It is so [[{name}]]." for name in notes)
    return note(title, body, **({"topics": f"[{topics}]"} if topics else {}))


@pytest.fixture
def small(tmp_path: Path) -> SiteDriver:
    site = SiteDriver(tmp_path)
    for name in ("one", "two", "three", "four"):
        site.write(f"notes/{name}.md", note(f"Note <b>{name}</b> &", "Text."))
    site.write("lines/a.md", line("Why a?", "one", "two", "three"))
    return site.write("lines/b.md", line("Why b?", "two", "four"))


@pytest.fixture
def large(tmp_path: Path) -> SiteDriver:
    """More lines than one map holds: on two topics, and one on neither."""
    site = SiteDriver(tmp_path)
    for index in range(6):
        site.write(f"notes/n{index}.md", note(f"Note {index}", "Text."))
    for index in range(LINES + 2):
        topics = ("Honesty", "Honesty, Reasoning", "Reasoning")[index % 3] if index else ""
        site.write(
            f"lines/l{index:02}.md",
            line(f"Line {index}?", f"n{index % 6}", f"n{(index + 1) % 6}", topics=topics),
        )
    return site.write("topics/honesty.md", note("Honesty", "On honesty."))


def map_page(built: Built, url: str = "map.html") -> MapPage:
    return built.page(MapPage, url)


def test_a_small_site_is_one_map(small: SiteDriver) -> None:
    built = small.build()
    assert [url for url in built.pages if url.startswith("map")] == ["map.html"]
    found = map_page(built).map
    assert found is not None
    assert [(one.letter, one.href, one.stops) for one in found.lines] == [
        ("A", "lines/a.html", 3),
        ("B", "lines/b.html", 2),
    ]
    assert {stop.href: stop.letters for stop in found.stops}["notes/two.html"] == ("A", "B")
    assert {row.href: row.cells for row in found.rows}["notes/two.html"][0] == "stop"


def test_every_route_and_stop_is_a_link_with_a_name_and_all_is_in_the_table_too(small: SiteDriver) -> None:
    built = small.build()
    page = built.html("map.html")
    links = {node.attributes["href"]: node.attributes.get("aria-label") for node in page.css("svg.map a")}
    assert links["lines/a.html"] == "Line A: Why a?"
    assert links["notes/two.html"] == "Note two & (lines A, B)"
    assert links["notes/one.html"] == "Note one & (line A)"
    assert len(links) == 6
    stops = [
        node.attributes["href"]
        for node in page.css("svg.map a")
        if "notes/" in (node.attributes["href"] or "")
    ]
    assert [node.attributes["href"] for node in page.css(".matrix tbody th a")] == stops
    assert [node.text(strip=True) for node in page.css(".matrix thead th")] == [
        "ALine A: Why a?",
        "BLine B: Why b?",
        "Note",
    ]
    assert len(page.css(".matrix td i")) == 5
    assert [node.attributes["href"] for node in page.css("nav [aria-current]")] == ["map.html"]


def test_a_line_page_has_the_lines_that_cross_it(small: SiteDriver) -> None:
    built = small.write("lines/c.md", line("Alone?")).build()
    crossings = built.line("a").crossings
    assert crossings is not None
    assert [(one.href, one.shared, one.notes) for one in crossings.lines] == [("lines/b.html", (2,), 2)]
    assert [stop.number for band in crossings.bands for stop in band.stops] == [1, 2, 3]
    assert built.line("c").crossings is None
    assert not built.html("lines/c.html").css(".crossings")
    drawn = built.html("lines/a.html").css(".crossings svg a")
    assert [node.attributes["href"] for node in drawn] == [
        "../lines/b.html",
        *(f"../notes/{n}.html" for n in ("one", "two", "three")),
    ]


def test_a_site_of_one_line_has_no_map(small: SiteDriver) -> None:
    built = small.remove("lines/b.md").build()
    assert "map.html" not in built.pages
    assert not built.html("index.html").css('a[href="map.html"]')


def test_lines_that_cite_nothing_make_a_map_that_says_so(tmp_path: Path) -> None:
    built = SiteDriver(tmp_path).write("lines/a.md", line("A?")).write("lines/b.md", line("B?")).build()
    assert map_page(built).map is None
    assert "Nothing is cited yet" in built.main("map.html").text()


def test_a_large_site_has_an_overview_and_a_map_for_each_topic(large: SiteDriver) -> None:
    built = large.build()
    overview = built.page(TopicsPage, "map.html")
    assert [url for url in built.pages if url.startswith("maps/")] == [
        "maps/honesty.html",
        "maps/reasoning.html",
    ]
    assert (overview.lines, overview.unfiled) == (LINES + 2, 1)
    assert {row.title: (row.href, row.map) for row in overview.topics} == {
        "Honesty": ("topics/honesty.html", "maps/honesty.html"),
        "Reasoning": ("topics/reasoning.html", "maps/reasoning.html"),
    }
    assert len(overview.overview.joins) == 1
    assert {node.attributes["href"] for node in built.html("map.html").css("svg a")} == {
        "maps/honesty.html",
        "maps/reasoning.html",
    }
    topic = map_page(built, "maps/honesty.html")
    assert topic.topic is not None and topic.topic.href == "topics/honesty.html"
    assert built.html("maps/honesty.html").css_first("h1").text() == "Honesty"  # type: ignore[union-attr]


def test_a_large_site_without_topics_shows_the_lines_that_cross_most(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path)
    for name in ("n", "m"):
        site.write(f"notes/{name}.md", note(name, "Text."))
    for index in range(LINES + 3):
        site.write(f"lines/l{index:02}.md", line(f"Line {index}?", "n", *(["m"] if index > 2 else [])))
    found = map_page(site.build()).map
    assert found is not None
    assert len(found.lines) == LINES and found.left_lines == 3
    assert {one.href for one in found.lines} == {f"lines/l{index:02}.html" for index in range(3, LINES + 3)}


def test_links_of_every_map_lead_to_pages(large: SiteDriver) -> None:
    built = large.build()
    for url in built.pages:
        if url.startswith("map"):
            for node in built.html(url).css("main a"):
                address, _, place = (node.attributes["href"] or "").partition("#")
                if not address:
                    assert built.html(url).css(f"#{place}")
                    continue
                assert (address.removeprefix("../") if "/" in url else address) in built.pages, (url, address)


def test_a_site_that_follows_its_content_has_the_maps_of_a_clean_build(large: SiteDriver) -> None:
    config = Config(title="Test site")
    selection = Selection(config.content.by_kind(), config.ignore, config.out)
    live = Site(Database())
    live.update(scan(large.root, selection), default_theme(), config)
    live.files()
    edits = [
        ("lines/l01.md", line("Renamed?", "n1", "n5", topics="Honesty")),
        ("lines/l02.md", line("Line 2?", "n0", topics="Memory")),
        ("lines/l03.md", line("Line 3?", "n0", topics="Memory")),
        ("notes/n1.md", note("Another title", "Text.")),
        ("topics/honesty.md", note("Truth", "On truth.", aliases="[Honesty]")),
        ("lines/l04.md", note("Line 4?", "Nothing.", status="draft")),
        ("lines/l05.md", note("Line 5?", "Nothing.", status="draft")),
    ]
    for path, text in edits:
        large.write(path, text)
        live.update(scan(large.root, selection), default_theme(), config)
        built = large.build()
        assert {u: d for u, d in live.files().items() if "map" in u} == {
            u: d for u, d in built.files.items() if "map" in u
        }
    assert not [url for url in live.files() if url.startswith("maps/")]
