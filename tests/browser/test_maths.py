"""Formulas in a real browser: seen, in their font, inside the page, and free of all that a strict policy
refuses.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import built
from driver import SiteDriver, note

FORMULAS = Path(__file__).parents[1] / "content" / "markdown" / "maths" / "formulas.txt"
LONG = "$$" + "+".join(f"\\frac{{a_{{{n}}}}}{{b_{{{n}}}}}" for n in range(40)) + "$$"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = [line for line in FORMULAS.read_text("utf-8").splitlines() if line and not line.startswith("# ")]
    shown = "\n\n".join(
        f"{line}$$" if line.startswith("$$") else f"${line}$" for line in lines if "%" not in line
    )
    driver = SiteDriver(tmp_path_factory.mktemp("maths"))
    driver.write("notes/all.md", note("All", shown)).write("notes/long.md", note("Long", LONG))
    driver.write("notes/within.md", note("Within", f"Words {LONG} and more words."))
    driver.write("notes/none.md", note("None", "No formula here."))
    return built(driver.root, driver.root / "_site")


def opened(browser: Browser, site: Path, name: str, width: int = 1280) -> tuple[Page, list[str], list[str]]:
    """A page of the site, the files that it asked for, and what the console said."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.on("console", lambda message: said.append(message.text))
    page.goto((site / "notes" / f"{name}.html").as_uri())
    page.evaluate("document.fonts.ready")
    return page, asked, said


def test_every_formula_is_seen(browser: Browser, site: Path) -> None:
    page, asked, said = opened(browser, site, "all")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.prose math')].map(m => [m.textContent.trim(), m.getBoundingClientRect()])"
        ".filter(([text, box]) => text && (box.width < 3 || box.height < 5)).map(([text]) => text)"
    )
    # One is smashed on purpose; of the other a machine may have no font.
    assert set(sizes) <= {"12", "日本"}
    assert said == []
    assert "stix-two-math.woff2" in asked
    assert page.evaluate("[...document.fonts].some(f => f.family.includes('STIX') && f.status == 'loaded')")


def test_columns_of_an_alignment_meet_at_the_sign(browser: Browser, site: Path) -> None:
    page, _, _ = opened(browser, site, "all")
    edges = page.evaluate(
        "[...document.querySelector('.prose mtable.tml-jot').querySelectorAll('mtr')].map("
        "row => row.children[1].querySelector('mo').getBoundingClientRect().left)"
    )
    assert len(edges) == 2
    assert abs(edges[0] - edges[1]) < 1


def test_a_long_formula_scrolls_in_its_own_box_on_a_phone(browser: Browser, site: Path) -> None:
    page, _, _ = opened(browser, site, "long", width=390)
    box = "document.querySelector('.prose .math')"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(f"{box}.scrollWidth > {box}.clientWidth + 100")
    assert page.evaluate(f"{box}.tabIndex") == 0


def test_a_long_formula_between_words_scrolls_too(browser: Browser, site: Path) -> None:
    page, _, _ = opened(browser, site, "within", width=390)
    assert page.locator(".prose p > math[display=block]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_without_formulas_pays_nothing(browser: Browser, site: Path) -> None:
    _, asked, _ = opened(browser, site, "none")
    assert not {"maths.css", "stix-two-math.woff2"} & set(asked)
