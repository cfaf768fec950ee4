"""Cards stand beside their sentences, whatever the page holds."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
drift = import_module("drift")


@pytest.mark.parametrize("width", drift.WIDTHS)
@pytest.mark.parametrize("name", ["sample", "stress"])
def test_cards_stand_within_two_lines_of_their_sentences(
    browser: Browser, request: pytest.FixtureRequest, name: str, width: int
) -> None:
    found = drift.measured(browser, request.getfixturevalue(name), width)
    assert found.near >= 0.98 and found.blank <= 1


def test_the_sizes_that_are_reckoned_with_are_those_of_the_page(browser: Browser, sample: Path) -> None:
    from clewline.pages.fit import SIZES

    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((sample / "lines/what-does-it-take-to-trust-an-answer.html").as_uri())
    said = page.evaluate(
        """() => { const size = (selector, name) => parseFloat(getComputedStyle(document.querySelector(selector))[name]) / 16
        return [size('.card', 'paddingTop'), size('.card .title', 'lineHeight'), size('.card .gist', 'lineHeight'),
            size('.card .papers', 'lineHeight'), size('.card .papers', 'marginTop')] }"""
    )
    assert said == [SIZES.pad, SIZES.title, SIZES.gist, SIZES.foot, SIZES.gap]
    page.close()


def test_a_card_opens_over_its_neighbours_which_stay(browser: Browser, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((sample / "lines/what-does-it-take-to-trust-an-answer.html").as_uri())
    tops = "() => [...document.querySelectorAll('.weave .card')].map(card => card.getBoundingClientRect().top + scrollY)"
    before = page.evaluate(tops)
    card = page.locator(".card.short").first
    shown = card.locator(".gist").bounding_box()
    card.locator(".station").hover()
    opened = card.locator(".gist").bounding_box()
    assert shown and opened and opened["height"] > shown["height"]
    assert page.evaluate(tops) == before
    page.close()


def test_only_the_sources_of_a_stance_without_script(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "lines/what-does-it-take-to-trust-an-answer.html").as_uri())
    page.locator(".only label", has_text="against").click()
    opacity = "node => getComputedStyle(node).opacity"
    assert page.locator(".card.opposes").first.evaluate(opacity) == "1"
    assert float(page.locator(".card.supports").first.evaluate(opacity)) < 1
    context.close()
