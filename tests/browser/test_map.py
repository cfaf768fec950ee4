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
    page.set_viewport_size(ViewportSize(width=390, height=900))
    assert page.evaluate(SCALE) > 0.7


def test_it_is_zoomed_by_buttons_and_moved_by_dragging(page: Page) -> None:
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(SCALE) == pytest.approx(1.25, abs=1e-3)
    assert scrollable(page)
    left = page.locator(".mapview").evaluate("view => view.scrollLeft")
    box = page.locator(".mapview").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, box["y"] + 20)
    page.mouse.up()
    assert page.locator(".mapview").evaluate("view => view.scrollLeft") == pytest.approx(left + 20, abs=1)
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
    page.close()


def test_in_the_table_a_line_runs_from_its_first_stop_to_its_last(page: Page) -> None:
    heights = (
        "nodes => nodes.map(node => parseFloat(getComputedStyle(node, '::before').height) "
        "/ node.clientHeight)"
    )
    assert max(page.locator(".matrix td.first").evaluate_all(heights)) < 0.6
    assert max(page.locator(".matrix td.last").evaluate_all(heights)) < 0.6
    assert min(page.locator(".matrix td.run").evaluate_all(heights)) > 0.9
