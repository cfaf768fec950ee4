"""The map in a real browser: it fits, is zoomed and moved, read by keyboard, printed, and seen in forced
colours.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

SCALE = (
    "() => { const map = document.querySelector('.mapview .map'); return "
    "map.getBoundingClientRect().width / map.viewBox.baseVal.width }"
)


@pytest.fixture
def page(browser: Browser, sample: Path) -> Iterator[Page]:
    page = browser.new_page(viewport=ViewportSize(width=1440, height=900))
    page.goto((sample / "map.html").as_uri())
    yield page
    page.close()


def scrollable(page: Page) -> bool:
    return bool(page.locator(".mapview").evaluate("view => view.scrollWidth > view.clientWidth"))


def test_it_fits_a_desk_and_a_small_one_and_can_be_read_there(page: Page) -> None:
    assert not scrollable(page)
    assert page.evaluate(SCALE) == pytest.approx(1, abs=1e-3)
    page.set_viewport_size(ViewportSize(width=1024, height=900))
    assert not scrollable(page)
    assert page.evaluate(SCALE) > 0.7


def test_the_whole_map_fits_into_the_window(page: Page) -> None:
    assert page.locator(".mapview").evaluate("view => view.clientHeight") > 900
    page.get_by_role("button", name="Whole map").click()
    assert page.evaluate(SCALE) < 0.8
    assert page.locator(".mapview").evaluate("view => view.scrollHeight - view.clientHeight") < 1
    box = page.locator(".mapview").bounding_box()
    assert box and box["y"] >= -1 and box["y"] + box["height"] <= 901
    page.get_by_role("button", name="Full size").click()
    assert page.evaluate(SCALE) == pytest.approx(1, abs=1e-3)


def test_a_click_pins_a_line_and_says_where_it_is_read(page: Page) -> None:
    line = page.locator(".mapview a.line.E").first
    address = page.url
    line.locator(".cap").first.click()
    assert page.url == address
    faded = page.locator(".mapview .off").evaluate_all("nodes => nodes.map(node => node.dataset.on)")
    lit = page.locator(".mapview [data-on]:not(.off)").evaluate_all(
        "nodes => nodes.map(node => node.dataset.on)"
    )
    assert faded and all("E" in letters.split() for letters in lit)
    assert not any("E" in letters.split() for letters in faded)
    told = page.locator(".told a")
    assert told.get_attribute("href") == page.locator('.keys [data-on="E"]').evaluate("link => link.href")
    page.keyboard.press("Escape")
    assert page.locator(".mapview .off").count() == 0 and page.locator(".told p").count() == 0
    line.focus()
    page.keyboard.press("Enter")
    assert page.locator(".told a").count() == 1
    page.get_by_role("button", name="Show all lines").click()
    assert page.locator(".mapview .off").count() == 0
    with page.context.expect_page() as opened:
        line.locator(".cap").first.click(modifiers=["Control"])
    opened.value.wait_for_url("**/lines/*.html")


def choose(page: Page, start: str, goal: str) -> list[str]:
    """The steps from the note that begins with ``start`` to the one that begins with ``goal``."""
    for name, words in (("From this note", start), ("to that", goal)):
        options = page.get_by_label(name, exact=True).locator("option").all_inner_texts()
        page.get_by_label(name, exact=True).select_option(
            label=next(option for option in options if option.startswith(words))
        )
    page.get_by_role("button", name="Trace the route").click()
    return page.locator(".told li").all_inner_texts()


def test_a_route_from_one_note_to_another_is_told_and_traced(page: Page) -> None:
    steps = choose(page, "Some models had", "Few models fake")
    assert (
        len(steps) > 1 and "Take line " in steps[0] and all("Change to line " in step for step in steps[1:])
    )
    assert "Some models had" in steps[0] and "Few models fake" in steps[-1]
    traced = page.locator(".mapview .line:has(.trace)").evaluate_all(
        "nodes => nodes.map(node => node.dataset.on)"
    )
    assert {step.split("ine ")[1][0] for step in steps} == set(traced)
    ends = page.locator(".mapview a:not(.line):not(.off)").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    assert any(name.startswith("Some models had") for name in ends)
    assert any(name.startswith("Few models fake") for name in ends)
    assert choose(page, "Some models had", "Some models had") == []
    assert page.locator(".trace").count() == 0


def test_a_phone_shows_one_line_as_a_strip_and_badges_change_to_another(page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=390, height=844))
    assert not page.locator(".mapview").is_visible() and not page.locator(".matrix").is_visible()
    assert page.locator(".strips details[open]").count() == 1
    badge = page.locator(".strips details[open] .badges a").first
    wanted = (badge.get_attribute("href") or "").removeprefix("#")
    badge.click()
    page.wait_for_selector(f"details[open] #{wanted}")
    assert page.locator(".strips details[open]").count() == 1
    for link in page.locator(".strips details[open] li > a").all():
        box = link.bounding_box()
        assert box and box["x"] + box["width"] <= 390
        assert link.evaluate(
            "link => link.scrollWidth <= link.clientWidth || getComputedStyle(link).display === 'inline'"
        )


@pytest.mark.parametrize("width", [1440, 1024, 768])
def test_the_table_says_titles_in_full(page: Page, width: int) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=900))
    assert page.locator(".matrix").evaluate(
        "table => table.getBoundingClientRect().right <= document.documentElement.clientWidth"
    )
    assert page.locator(".scroll:has(.matrix)").evaluate("box => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("width", [1920, 1440, 1024, 700, 390])
def test_the_small_map_of_a_line_is_never_cut(browser: Browser, sample: Path, width: int) -> None:
    page = browser.new_page(viewport=ViewportSize(width=width, height=900))
    for line in sorted((sample / "lines").glob("*.html")):
        page.goto(line.as_uri())
        for box in page.locator(".crossings :is(svg, .transfers)").all():
            assert box.evaluate(
                "box => !box.getClientRects().length || box.getBoundingClientRect().right <= "
                "box.parentElement.getBoundingClientRect().right + 1"
            )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_it_is_zoomed_by_buttons_and_moved_by_dragging(page: Page) -> None:
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(SCALE) == pytest.approx(1.25, abs=1e-3)
    assert scrollable(page)
    page.locator(".mapview").evaluate("view => { view.scrollIntoView(); view.scrollTop = 0 }")
    left = page.locator(".mapview").evaluate("view => view.scrollLeft")
    box = page.locator(".mapview").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 50, box["y"] + 20)
    page.mouse.up()
    assert page.locator(".mapview").evaluate("view => view.scrollLeft") == pytest.approx(left - 20, abs=1)
    page.get_by_role("button", name="Whole map").click()
    assert not scrollable(page)
    page.get_by_role("button", name="Zoom out").click()
    assert not scrollable(page)


def test_a_plain_wheel_scrolls_the_page_and_only_with_a_key_zooms(page: Page) -> None:
    page.locator(".mapview").scroll_into_view_if_needed()
    page.locator(".mapview .stop").first.hover()
    page.mouse.wheel(0, 200)
    assert page.evaluate(SCALE) == pytest.approx(1, abs=1e-3)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(f"({SCALE})() > 1.1")


def test_the_keyboard_reaches_every_line_and_stop_once(page: Page) -> None:
    page.locator(".mapview").focus()
    wanted = page.locator(".mapview a:not([tabindex='-1'])").count()
    reached: list[str] = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.closest('.mapview') ? "
                "document.activeElement.getAttribute('aria-label') : ''"
            )
        )
    assert all(reached)
    assert len(set(reached)) == wanted
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/*.html")


def test_pointing_at_a_line_fades_the_others_in_every_band(page: Page) -> None:
    page.locator(".mapview a.L").first.focus()
    faded = page.locator(".mapview a.B .track").all()
    assert len(faded) > 1
    assert [track.evaluate("node => getComputedStyle(node.closest('a')).opacity") for track in faded] == [
        "0.18"
    ] * len(faded)
    assert page.locator(".mapview a.L").last.evaluate("node => getComputedStyle(node).opacity") == "1"


def test_printed_it_is_as_wide_as_the_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size(ViewportSize(width=700, height=900))
    widths = page.locator(".mapview .map").evaluate_all(
        "maps => maps.map(map => map.getBoundingClientRect().width)"
    )
    assert max(widths) <= 700
    assert not page.locator(".zoom").is_visible()


def test_in_forced_colours_tracks_are_drawn_in_the_colour_of_text(browser: Browser, sample: Path) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto((sample / "map.html").as_uri())
    colour = "node => getComputedStyle(node).stroke"
    text = page.evaluate("getComputedStyle(document.body).color")
    assert page.locator(".mapview .track").first.evaluate(colour) == text
    assert page.locator(".mapview .stop").first.evaluate(colour) == text
    dashes = {
        letter: page.locator(f".mapview .{letter} .track").first.evaluate(
            "node => getComputedStyle(node).strokeDasharray"
        )
        for letter in "ABCDEFGHIJ"
    }
    assert len(set(dashes.values())) == len(dashes)
    page.close()


def test_in_the_table_a_line_runs_from_its_first_stop_to_its_last(page: Page) -> None:
    heights = (
        "nodes => nodes.map(node => parseFloat(getComputedStyle(node, '::before').height) "
        "/ node.clientHeight)"
    )
    assert max(page.locator(".matrix td.first").evaluate_all(heights)) < 0.6
    assert max(page.locator(".matrix td.last").evaluate_all(heights)) < 0.6
    assert min(page.locator(".matrix td.run").evaluate_all(heights)) > 0.9
