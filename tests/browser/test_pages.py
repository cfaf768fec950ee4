"""Every kind of page in a real browser, from disk: accessible, steady, silent, complete without script."""

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

LINE = "lines/why-post-training-suppresses-or-amplifies-alignment-faking.html"
KINDS = (
    "index.html",
    LINE,
    "lines/index.html",
    "notes/voting-over-reasoning-paths.html",
    "notes/some-abilities-appear-suddenly.html",
    "notes/index.html",
    "topics/reasoning.html",
    "topics/index.html",
    "references/zhou2023lima.html",
    "references/index.html",
    "404.html",
    "map.html",
    "tensions.html",
    "open-questions.html",
    "search.html?q=language",
)
OTHERS = (
    ("many", "map.html"),
    ("many", "maps/reason.html"),
    ("many", "notes/index.html"),
    ("many", "lists/notes-2.html"),
    ("many", "notes/n000.html"),
    ("many", "topics/reason.html"),
    ("stress", "lines/everything-at-once.html"),
    ("arabic", "lines/why.html"),
    ("arabic", "notes/lima.html"),
)
"""Pages that the sample has none of, and the sites that have."""
CARDS = """() => [...document.querySelectorAll('.weave .card')].map(card => { const box = card.getBoundingClientRect();
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom }; })"""
PROSE = """() => [...document.querySelectorAll('.weave > :not(.cards), .after')].map(block => { const box = block.getBoundingClientRect();
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom }; })"""


def address(site: Path, kind: str) -> str:
    """The address of a page on disk; what follows a question mark is asked of it."""
    name, mark, query = kind.partition("?")
    return (site / name).as_uri() + mark + query


def opened(browser: Browser, site: Path, kind: str, width: int, **options: object) -> Page:
    """A page of ``site`` in a window of ``width`` pixels; a search has found something."""
    page = browser.new_page(viewport=ViewportSize(width=width, height=900), **options)  # type: ignore[arg-type]
    page.goto(address(site, kind))
    if "?" in kind:
        page.wait_for_selector(".found li")
    return page


def assert_no_barriers(page: Page, kind: str) -> None:
    """Runs axe at every width."""
    for width in (1440, 1024, 390, 320):
        page.set_viewport_size(ViewportSize(width=width, height=900))
        results = Axe().run(
            page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        found = [
            (violation["id"], violation["nodes"][0]["html"][:120])
            for violation in results.response["violations"]
        ]
        assert found == [], f"{kind} at {width} px"


def overlap(first: dict[str, float], second: dict[str, float]) -> bool:
    """Whether two boxes share more than a pixel."""
    across = min(first["right"], second["right"]) - max(first["left"], second["left"])
    down = min(first["bottom"], second["bottom"]) - max(first["top"], second["top"])
    return across > 1 and down > 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found_at_any_width(browser: Browser, sample: Path, kind: str, scheme: str) -> None:
    page = opened(browser, sample, kind, 1440, color_scheme=scheme)
    assert_no_barriers(page, kind)
    page.close()


@pytest.mark.parametrize(("site", "kind"), OTHERS)
def test_no_barrier_is_found_on_pages_of_other_sites(
    browser: Browser, request: pytest.FixtureRequest, site: str, kind: str
) -> None:
    page = opened(
        browser, request.getfixturevalue(site), kind, 1440, color_scheme="dark" if site == "many" else "light"
    )
    assert_no_barriers(page, kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_pages_open_from_disk_without_a_request_leaving_or_a_message(
    browser: Browser, sample: Path, kind: str
) -> None:
    page = browser.new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address(sample, kind))
    page.wait_for_load_state("networkidle")
    assert messages == []
    assert [url for url in requests if not url.startswith((sample.as_uri(), "data:"))] == []
    page.close()


@pytest.mark.parametrize("text", [16, 20, 24, 32])
@pytest.mark.parametrize("script", ["with its script", "without script"])
def test_no_card_touches_anything_at_any_width(
    browser: Browser, stress: Path, text: int, script: str
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    if script == "without script":
        page.route("**/*.js", lambda route: route.abort())
    page.goto((stress / "lines" / "everything-at-once.html").as_uri())
    page.add_style_tag(content=f"html {{ font-size: {text}px }}")
    for width in (320, 390, 640, 768, 960, 1024, 1100, 1200, 1280, 1366, 1440, 1680, 1920):
        page.set_viewport_size(ViewportSize(width=width, height=900))
        cards, prose = page.evaluate(CARDS), page.evaluate(PROSE)
        assert len(cards) >= 17
        assert not [(a, b) for place, a in enumerate(cards) for b in cards[place + 1 :] if overlap(a, b)], (
            f"cards at {width}"
        )
        assert not [(a, b) for a in cards for b in prose if overlap(a, b)], f"a card and the prose at {width}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"sideways scroll at {width}"
    context.close()


def phone(browser: Browser, sample: Path) -> Page:
    """A long line on a telephone, whose reader has touched the page."""
    size = ViewportSize(width=390, height=844)
    page = browser.new_page(viewport=size, has_touch=True, is_mobile=True)
    page.goto((sample / "lines" / "what-does-it-take-to-trust-an-answer.html").as_uri())
    page.touchscreen.tap(5, 5)
    page.wait_for_selector(".pilcrow", state="attached")
    return page


def test_on_a_phone_the_first_tap_on_a_paper_leads_to_it(browser: Browser, sample: Path) -> None:
    page = phone(browser, sample)
    paper = page.locator(".card:has(.more-of) .papers a[href*='references/']").first
    assert paper.evaluate("link => link.getBoundingClientRect().height") >= 24
    paper.tap()
    page.wait_for_url("**/references/*.html")
    page.close()


def test_on_a_phone_a_mark_stays_in_view_beside_its_card(browser: Browser, sample: Path) -> None:
    page = phone(browser, sample)
    for number in range(page.locator(".weave .cite").count()):
        mark = page.locator(".weave .cite").nth(number)
        mark.scroll_into_view_if_needed()
        mark.tap()
        page.wait_for_timeout(60)
        card = page.locator(mark.get_attribute("href") or "")
        top, bottom = mark.evaluate(
            "box => [box.getBoundingClientRect().top, box.getBoundingClientRect().bottom]"
        )
        start, end = card.evaluate(
            "box => [box.getBoundingClientRect().top, box.getBoundingClientRect().bottom]"
        )
        apart = max(bottom, end) - min(top, start)
        assert start < 844 and end > 0
        if apart < 844 - 32:
            assert top >= 0 and bottom <= 844, f"mark {number}"
            assert start >= 0 and end <= 844, f"card of mark {number}"
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_on_a_small_phone(browser: Browser, sample: Path, kind: str) -> None:
    page = opened(browser, sample, kind, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_a_mark_and_its_card_light_each_other_up(browser: Browser, sample: Path) -> None:
    page = opened(browser, sample, LINE, 1440)
    background = "element => getComputedStyle(element).backgroundColor"
    plain = page.locator("#s2").evaluate(background)
    page.locator('.cite[href="#s2"]').first.hover()
    assert page.locator("#s2").evaluate(background) != plain
    claim = page.locator('[data-s~="2"]').first
    unlit = page.locator('[data-s~="4"]').first.evaluate(background)
    page.locator("#s2").hover()
    assert claim.evaluate(background) != unlit
    page.close()


def test_the_keyboard_reaches_every_card_and_comes_back(browser: Browser, sample: Path) -> None:
    page = opened(browser, sample, LINE, 1440)
    reached: set[str] = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('.card')?.id || ''"))
    numbers = {f"s{number}" for number in range(1, 8)}
    assert numbers <= reached
    page.locator('.cite[href="#s3"]').first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#s3"
    page.locator("#s3 .station").focus()
    page.keyboard.press("Enter")
    assert re.fullmatch(r"#c\d+", page.evaluate("location.hash"))
    page.close()


def test_printed_the_cards_become_a_numbered_list_with_addresses(browser: Browser, sample: Path) -> None:
    page = opened(browser, sample, LINE, 1440)
    page.emulate_media(media="print")
    shown = "element => getComputedStyle(element).display"
    assert page.locator(".weave .cards").first.evaluate(shown) == "none"
    assert page.locator(".evidence .full").first.evaluate(shown) != "none"
    assert page.pdf(format="A4").startswith(b"%PDF-")
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_the_layout_does_not_shift_while_it_loads(
    browser: Browser, sample: Path, kind: str, width: int
) -> None:
    page = browser.new_page(viewport=ViewportSize(width=width, height=900))
    page.goto(address(sample, kind.partition("?")[0]))
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
            .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 300); })"""
    )
    # Formulas are shown at once, in what fonts there are; in their own font they may be a little wider.
    assert shift <= (0.001 if page.locator("math").count() else 0)
    page.close()


def fetched(browser: Browser, file: Path) -> set[str]:
    """The addresses of all that a browser fetches with a page."""
    page = browser.new_page()
    requests: set[str] = set()
    page.on("request", lambda request: requests.add(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    page.close()
    return requests


def test_a_first_visit_to_any_line_is_light(browser: Browser, sample: Path) -> None:
    for file in sorted((sample / "lines").glob("*.html")):
        # A browser without a window does not ask for the icon.
        files = fetched(browser, file) | {(sample / "assets" / "icon.svg").as_uri()}
        assert len(files) >= 4
        weights = [
            len(gzip.compress(Path(unquote(urlsplit(url).path)).read_bytes(), 6, mtime=0)) for url in files
        ]
        assert sum(weights) <= 20_000, file.name


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_script_nothing_is_offered_that_needs_one(
    browser: Browser, sample: Path, kind: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(sample, kind.partition("?")[0]))
    assert page.locator("main h1").is_visible()
    assert [
        field for field in page.locator("input:not(.only input), button").all() if field.is_visible()
    ] == []
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_readers_who_ask_for_less_motion(browser: Browser, sample: Path, kind: str) -> None:
    page = opened(browser, sample, kind, 1440, reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll('*')].filter(node => { const style = getComputedStyle(node);
        return style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior === 'smooth'; }).length"""
    assert page.evaluate(moving) == 0
    page.close()


def test_in_a_text_from_right_to_left_marks_follow_their_words_and_cards_stand_at_the_left(
    browser: Browser, arabic: Path
) -> None:
    page = opened(browser, arabic, "lines/why.html", 1440)
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    prose, card = page.locator(".weave > p").first.bounding_box(), page.locator("#s1").bounding_box()
    assert prose and card and card["x"] + card["width"] <= prose["x"]
    # A mark stands inside its sentence: left of the sentence's first word on the same line, or on a line
    # below.
    for claim in page.locator(".claim").all():
        first, mark = (
            claim.evaluate("node => node.getClientRects()[0].right"),
            claim.locator(".cite").first.bounding_box(),
        )
        assert mark and mark["x"] < first
    page.close()


def test_an_index_in_parts_is_filtered_and_leads_to_the_search_of_all(browser: Browser, many: Path) -> None:
    page = opened(browser, many, "notes/index.html", 1440)
    page.fill("#filter", "note 007")
    assert page.locator(".entries > li:visible").count() == 1
    assert page.locator(".filter output").inner_text() == "1"
    page.fill("#filter", "note 259")
    assert page.locator(".entries > li:visible").count() == 0
    page.locator(".whole").click()
    page.wait_for_selector(".found li")
    assert "n259" in str(page.locator(".found li a").first.get_attribute("href"))
    page.close()


def test_what_is_folded_away_is_printed(browser: Browser, many: Path) -> None:
    page = opened(browser, many, "notes/n000.html", 1440)
    folded = page.locator(".rest a").last
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.evaluate("node => node.getBoundingClientRect().height") > 0
    page.close()
