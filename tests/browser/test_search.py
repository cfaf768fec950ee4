"""The search page in a real browser, from disk: what it finds, what it loads, how it is used."""

import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from unicodedata import category

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from clewline.build.build import build
from clewline.content.model import Kind
from clewline.output.search import SearchEntry, search_files
from clewline.output.search.words import words
from clewline.settings.config import Config
from driver import note

WORKS = """
@article{mallen2023, title={When not to trust models}, author={Mallen, Alex and Ünal, Zoë}, year={2023},
  eprint={2212.10511}, archiveprefix={arXiv}}
@techreport{report, title={A report}, author={Smith, Ann}, year={2020}, url={https://www.example.org/Report/}}
@article{older, title={An older paper}, author={Jones, Bo}, year={1999}, doi={10.1000/XYZ.123}}
"""
SCRIPT = Path(__file__).parents[2] / "templates" / "assets" / "find.js"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with words of many kinds, built."""
    root = tmp_path_factory.mktemp("small")
    pages = {
        "notes/proto.md": note("'`__proto__`'", "constructor hasOwnProperty"),
        "notes/markup.md": note(
            "'<img src=x onerror=document.title=1> in a title'", "`<script>document.title = 2</script>` code"
        ),
        "notes/cjk.md": note("对齐研究", "大型语言模型的训练。"),
        "notes/cafe.md": note(
            "Café culture", "Filler.\n\n## Espresso machines\n\nThe crème brûlée was overcooked."
        ),
        "notes/language.md": note(
            "Language",
            "Deep in the text stands a singular zeppelin.",
            summary="A summary.",
            aliases="[Speech, Parole and tongue]",
            references="[mallen2023, report, older]",
        ),
        "notes/parole.md": note("Parole for prisoners, tongue in cheek", "Text."),
        "notes/refs.bib": WORKS,
        "lines/why.md": note("Why language?", "Because [[language]]."),
    }
    for path, text in pages.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    build(root, root / "_site", Config(title="Small"))
    return root / "_site"


MALLEN = ("When not to trust models", "Why language?", "Language")
"""A paper, and after it the line and the note that rest on it."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def ask(page: Page, site: Path, query: str) -> list[str]:
    """The titles of what ``query`` finds."""
    page.goto((site / "search.html").as_uri())
    page.fill("#q", query)
    page.wait_for_selector(".found-count:not(:empty)")
    return page.locator(".found h2 > a").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language", ["Why language?", "Language"]),
        ("lang", ["Why language?", "Language"]),
        ("LANGUAGE zepp", ["Language"]),
        ("lagnuage", ["Why language?", "Language"]),
        ("anguage", ["Why language?", "Language"]),
        ("laguages", ["Why language?", "Language"]),
        ("cafe", ["Café culture"]),
        ("CRÈME brulee", ["Café culture"]),
        ("语言模型", ["对齐研究"]),
        ("齐", ["对齐研究"]),
        ("究", ["对齐研究"]),
        ("__proto__", ["__proto__"]),
        ("constructor", ["__proto__"]),
        ("hasOwnProp", ["__proto__"]),
        ("onerror", ["<img src=x onerror=document.title=1> in a title"]),
        ("quixotically", []),
        ("parole and tongue", ["Language", "Parole for prisoners, tongue in cheek"]),
        ("Why is there a language?", ["Why language?", "Language"]),
        ("arXiv:2212.10511", [*MALLEN]),
        ("arxiv 2212.10511v3", [*MALLEN]),
        ("https://arxiv.org/pdf/2212.10511v1.pdf", [*MALLEN]),
        ("2212.10511", [*MALLEN]),
        ("10.48550/arXiv.2212.10511", [*MALLEN]),
        ("https://doi.org/10.48550/arXiv.2212.10511", [*MALLEN]),
        ("doi:10.1000/xyz.123", ["An older paper", "Why language?", "Language"]),
        ("https://doi.org/10.1000/XYZ.123", ["An older paper", "Why language?", "Language"]),
        ("http://example.org/report", ["A report", "Why language?", "Language"]),
        ("arXiv:2212.99999", []),
        ("unal", ["Why language?", "Language", "When not to trust models"]),
        ("Alex Mallen", ["Why language?", "Language", "When not to trust models"]),
    ],
)
def test_what_is_found(page: Page, small: Path, query: str, found: list[str]) -> None:
    assert ask(page, small, query) == found
    assert page.title() == "Search · Small"
    assert page.locator(".found img, .found script").count() == 0
    assert page.inner_text(".found-count").startswith(
        f"Results: {len(found)}." if found else f"Nothing was found for “{query}”."
    )


def test_results_say_what_they_are_and_why(page: Page, small: Path) -> None:
    ask(page, small, "zeppelin")
    page.wait_for_selector(".found mark")
    assert page.locator(".found .eyebrow").inner_text().lower() == "note"
    assert (
        page.locator(".found p").last.inner_text()
        == "A summary. Deep in the text stands a singular zeppelin."
    )
    assert page.locator(".found mark").all_inner_texts() == ["zeppelin"]
    ask(page, small, "espresso")
    assert page.locator(".found-sections a").get_attribute("href") == "notes/cafe.html#espresso-machines"
    ask(page, small, "creme")
    page.wait_for_selector(".found mark")
    assert page.locator(".found mark").all_inner_texts() == ["crème"]
    ask(page, small, "lagnuage")
    assert "Nearest spelling: language." in page.inner_text(".found-count")
    ask(page, small, "zeppelin espresso")
    assert "No page has all of these words." in page.inner_text(".found-count")
    assert page.locator(".found > li").count() == 2


def test_it_is_used_with_the_keyboard_and_by_address(page: Page, small: Path) -> None:
    page.goto(f"{(small / 'search.html').as_uri()}?q=language")
    page.wait_for_selector(".found > li:nth-child(2)")
    assert page.input_value("#q") == "language"
    page.focus("#q")
    focused = "document.activeElement.textContent || document.activeElement.id"
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert seen == ["Why language?", "Language", "Language", "Why language?", "q"]
    page.fill("#q", "zeppelin")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found mark")
    assert page.url.endswith("search.html?q=zeppelin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/language.html")
    page.go_back()
    page.wait_for_selector(".found > li")
    assert page.input_value("#q") == "zeppelin"


def test_chips_choose_a_kind_and_the_address_keeps_it(page: Page, small: Path) -> None:
    ask(page, small, "language")
    assert page.locator(".chips label:visible").all_inner_texts() == ["All\n2", "Lines\n1", "Notes\n1"]
    page.get_by_label("Notes").check()
    page.wait_for_selector(".found > li:only-child")
    assert page.locator(".found h2").all_inner_texts() == ["Language"]
    assert page.url.endswith("search.html?q=language&kind=notes")
    page.reload()
    page.wait_for_selector(".found > li:only-child")
    assert page.get_by_label("Notes").is_checked()


def test_an_alias_that_was_meant_is_shown(page: Page, small: Path) -> None:
    ask(page, small, "speech")
    assert page.locator(".found .also").inner_text().split() == ["Also", "called", "Speech"]


KINDS_OF_PAGES = (
    "index.html",
    "lines/why.html",
    "notes/language.html",
    "references/report.html",
    "404.html",
    "notes/index.html",
)


@pytest.mark.parametrize("url", KINDS_OF_PAGES)
def test_search_opens_in_place_on_every_page_from_a_disk(page: Page, small: Path, url: str) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto((small / url).as_uri())
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open] #q:focus")
    page.keyboard.type("zeppelin")
    page.wait_for_selector("dialog .found > li")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open] #q:focus")
    assert page.input_value("#q") == "zeppelin"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/language.html")
    assert messages == []


def test_the_link_in_the_header_opens_it_and_a_single_key_can_be_switched_off(
    page: Page, small: Path
) -> None:
    page.goto((small / "notes/language.html").as_uri())
    page.locator("header").get_by_role("link", name="Search").click()
    page.wait_for_selector("dialog[open] #q:focus")
    page.keyboard.type("a/b")
    assert page.input_value("#q") == "a/b"
    page.get_by_label("The key / opens this search").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    assert not page.locator("dialog").is_visible()
    page.reload()
    page.keyboard.press("/")
    assert page.locator("dialog").count() == 0
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open] #q:focus")
    page.get_by_label("The key / opens this search").check()
    page.keyboard.press("Escape")


def test_the_dialog_has_no_barrier(browser: Browser, sample: Path) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto((sample / "index.html").as_uri())
        page.keyboard.press("Control+k")
        page.wait_for_selector("dialog[open] #q")
        page.fill("#q", "sleeper agents")
        page.wait_for_selector(".found > li")
        for width in (1440, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert [found["id"] for found in Axe().run(page).response["violations"]] == []
        page.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("sleeper agents", "A planted backdoor can outlast safety training"),
        ("Is chain of thought faithful?", "Is the reasoning that a model writes the reason for its answer?"),
        ("arXiv:2410.05229", "GSM-Symbolic: Understanding the Limitations"),
        ("mallen", "Do models know what they do not know?"),
        ("reasoning", "Does reinforcement learning add reasoning or find it?"),
    ],
)
def test_what_readers_ask_of_the_sample(page: Page, sample: Path, query: str, first: str) -> None:
    assert ask(page, sample, query)[0].startswith(first)


def test_nothing_leaves_the_folder_and_nothing_is_said(page: Page, sample: Path) -> None:
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    assert ask(page, sample, "alignment faking")
    assert messages == [] and all(url.startswith((sample.as_uri(), "data:")) for url in requests)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(browser: Browser, sample: Path, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    for query in ("", "reasoning", "lagnuage"):
        page.goto((sample / "search.html").as_uri())
        if query:
            ask(page, sample, query)
        for width in (1440, 1024, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
            assert [
                violation["id"] for violation in Axe().run(page, options=options).response["violations"]
            ] == []
    page.close()


def test_without_script_there_are_the_lists(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "search.html").as_uri())
    assert page.locator("noscript").inner_text() and not page.is_visible("#q")
    for link in page.locator(".browse a").all():
        assert (sample / (link.get_attribute("href") or "")).is_file()
    assert page.locator(".browse a").count() == 4
    context.close()


def test_more_results(page: Page, sample: Path) -> None:
    assert len(ask(page, sample, "model")) == 10
    page.click(".found-more")
    page.wait_for_selector(".found > li:nth-child(20)")
    assert page.evaluate("document.activeElement === document.querySelector('.found > li:nth-child(11) a')")


def test_pages_read_words_as_the_build_does(page: Page, small: Path) -> None:
    """Every character that this version of Python knows, between letters."""
    script = SCRIPT.read_text(encoding="utf-8")
    part = script[script.index("  const MARKS") : script.index("  // The words of a query")]
    characters = [c for c in map(chr, range(sys.maxunicode + 1)) if category(c) not in ("Cs", "Cn")]
    texts = [
        "".join(f"a{c}b{c} " for c in characters[start : start + 256])
        for start in range(0, len(characters), 256)
    ]
    page.goto("about:blank")
    found = page.evaluate(
        f"texts => {{ {part}\n return texts.map(text => [...new "
        "Set(words(text.normalize('NFC')).map(([word]) => word))]) }",
        texts,
    )
    assert [text for text, theirs in zip(texts, found, strict=True) if words(text) != set(theirs)] == []


def test_a_large_site_loads_little_before_the_first_result(page: Page, small: Path, tmp_path: Path) -> None:
    chance = Random(5)
    vocabulary = ["".join(chance.choices("aeioubdgklmnprst", k=chance.randint(2, 10))) for _ in range(30_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))

    def some(count: int) -> str:
        return " ".join(chance.choices(vocabulary, cum_weights=weights, k=count))

    site = copytree(small, tmp_path / "site")
    rmtree(site / "assets" / "search")
    entries = [
        SearchEntry(f"notes/{n}.html", Kind.NOTE, f"{some(8)} {n}", some(25), (), some(2), some(150))
        for n in range(10_000)
    ]
    for name, data in search_files(entries).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.partition("?")[0]))
    for query in (
        vocabulary[200],
        f"{vocabulary[5]} {vocabulary[900]}",
        f"x{vocabulary[20_000]}",
        vocabulary[40][:3],
    ):
        loaded.clear()
        assert ask(page, site, query)
        weight = sum(
            Path(url.removeprefix("file://")).stat().st_size for url in loaded if url.startswith("file:")
        )
        assert weight < 300_000, query
