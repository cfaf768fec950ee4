"""The trail of the pages that were read, and two lines compared, in a real browser and from a disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser.conftest import built
from driver import SiteDriver, note

LINE = "lines/can-a-model-judge-another.html"
READ = (LINE, "notes/preferences-reward-sycophancy.html", "topics/honesty.html")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who was never here."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def visit(page: Page, site: Path, *urls: str) -> None:
    for url in urls:
        page.goto((site / url).as_uri())


def stops(page: Page) -> list[str]:
    """The addresses of the stops of the thread."""
    found: list[str] = page.locator(".clew li a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return found


def test_a_thread_has_a_stop_for_each_page_and_begins_with_the_second(page: Page, sample: Path) -> None:
    visit(page, sample, "index.html", READ[0])
    page.wait_for_timeout(200)
    assert page.locator(".clew").count() == 0
    visit(page, sample, "search.html", READ[1], READ[0], READ[2])
    page.wait_for_selector(".clew")
    assert stops(page) == [f"../{url}" for url in READ]
    assert page.locator(".clew [aria-current]").count() == 1
    assert page.locator(".clew li a").first.inner_text() == "Can one model judge another?"
    page.locator(".clew li a").first.click()
    page.wait_for_url("**/lines/*.html")
    page.get_by_role("button", name="Cut the thread").click()
    assert page.locator(".clew").count() == 0
    page.reload()
    page.wait_for_timeout(200)
    assert page.locator(".clew").count() == 0


def test_who_comes_back_sees_what_has_changed_since(page: Page, tmp_path: Path) -> None:
    line = "First it holds [[a]].\n\nThen it is 44 [[a]].\n\n- One\n- Two\n\nLast."
    site = SiteDriver(tmp_path).write("notes/a.md", note("A", "It is 44."))
    site.write("lines/q.md", note("Q?", line, answer="Yes."))
    out = built(site.root, site.root / "_site")

    def read() -> list[str]:
        """What is marked on the page of the line, after its reader has moved."""
        page.goto((out / "lines" / "q.html").as_uri())
        page.mouse.move(200, 300)
        page.wait_for_function("Object.keys(localStorage).some(key => key.endsWith(' lines/q'))")
        page.wait_for_timeout(200)
        return page.locator(".fresh").all_inner_texts()

    assert read() == [] and read() == []
    changed = line.replace("44", "45").replace("Two", "Three").replace("First", "*First*")
    site.write("lines/q.md", note("Q?", changed, answer="Yes."))
    built(site.root, out)
    fresh = page.context.new_page()
    fresh.goto((out / "lines" / "q.html").as_uri())
    fresh.wait_for_selector(".fresh .since")
    marked = fresh.locator(".fresh").all_inner_texts()
    assert [text.split("\n")[0] for text in marked] == ["Changed since your last visit"] * 2
    assert "45" in marked[0] and "Three" in marked[1]
    fresh.reload()
    fresh.wait_for_selector(".fresh .since")
    assert fresh.locator(".fresh").count() == 2
    later = page.context.new_page()
    later.goto((out / "lines" / "q.html").as_uri())
    later.wait_for_timeout(300)
    assert later.locator(".fresh").count() == 0


def test_a_thread_is_shared_as_an_address_and_followed(page: Page, browser: Browser, sample: Path) -> None:
    visit(page, sample, *READ)
    address = page.get_by_role("link", name="Address of this thread").get_attribute("href")
    assert address == "#clew=" + "~".join(url.removesuffix(".html") for url in READ)
    context = browser.new_context()
    other = context.new_page()
    other.goto(f"{(sample / 'index.html').as_uri()}{address}")
    other.wait_for_selector(".clew")
    assert stops(other) == [f"{url}{address}" for url in READ]
    assert other.locator(".clew li a").first.inner_text() == "can a model judge another"
    other.locator(".clew li a").first.click()
    other.wait_for_url("**/lines/**")
    other.wait_for_selector(".clew")
    assert other.locator(".clew li a").first.inner_text() == "Can one model judge another?"
    other.get_by_role("button", name="Make it mine").click()
    other.get_by_role("link", name="Address of this thread").wait_for()
    assert stops(other) == [f"../{url}" for url in READ]
    context.close()


@pytest.mark.parametrize(
    "place",
    [
        "https://example.org/x",
        "lines/../../x",
        "javascript:alert(1)",
        "lines/a/b",
        "assets/site",
        "//example.org",
        "",
    ],
)
def test_an_address_leads_nowhere_but_to_pages(page: Page, sample: Path, place: str) -> None:
    page.goto(f"{(sample / 'index.html').as_uri()}#clew={place}~notes/lima")
    page.wait_for_selector(".clew")
    assert [href.partition("#")[0] for href in stops(page)] == ["notes/lima.html"]


def test_damaged_storage_is_passed_over(page: Page, sample: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    visit(page, sample, READ[0])
    for value in ("{", "7", "null", '{"a": 1}', '[1, ["x"], ["https://example.org", "X"]]'):
        page.evaluate(
            "value => localStorage.setItem(Object.keys(localStorage).find(key => key.startsWith('clew ')) ?? 'clew', value)",
            value,
        )
        visit(page, sample, READ[1], READ[2])
        page.wait_for_selector(".clew")
        assert stops(page) == [f"../{url}" for url in READ[1:]]
    assert errors == []


def test_two_lines_are_read_side_by_side(page: Page, sample: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    visit(page, sample, "lines/when-does-agreeableness-become-dishonesty.html")
    page.locator(".crossings").get_by_role("link", name="Compare").first.click()
    page.wait_for_selector(".rows li")
    lines = page.locator(".heads h2 a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert lines[0] == "lines/when-does-agreeableness-become-dishonesty.html" and len(lines) == 2
    for row in page.locator(".rows > li").all():
        assert row.locator(".both a").count() == 1 and row.locator(".reading").count() == 2
        for number, quote in enumerate(row.locator(".reading").all()):
            assert (quote.locator("blockquote a").first.get_attribute("href") or "").startswith(
                f"{lines[number]}#c"
            )
    page.goto(
        f"{(sample / 'compare.html').as_uri()}?a=when-does-agreeableness-become-dishonesty&b=can-a-model-judge-another"
    )
    page.wait_for_selector(".rows li")
    assert page.locator(".verdict").all_inner_texts() == ["Read differently"]
    page.get_by_label("Line B").select_option(index=1)
    page.wait_for_url("**&b=*")
    page.wait_for_selector(".rows li")
    assert errors == []


def test_what_cannot_be_compared_is_said(page: Page, sample: Path) -> None:
    page.goto(f"{(sample / 'compare.html').as_uri()}?a=nothing-such&b=../x")
    page.wait_for_function("document.querySelector('main [role=status]').textContent")
    assert page.inner_text("main [role=status]") == "The data of a line could not be loaded."
    assert page.locator(".compared *").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(browser: Browser, sample: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    visit(page, sample, *READ)
    page.goto(
        f"{(sample / 'compare.html').as_uri()}?a=when-does-agreeableness-become-dishonesty&b=can-a-model-judge-another"
    )
    page.wait_for_selector(".rows li")
    page.wait_for_selector(".clew")
    for width in (1440, 1024, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    context.close()
