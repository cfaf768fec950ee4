"""What an author sees: a real server, a real browser, and files that change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from .conftest import Server, make_site, write

HEAD = "---\ntitle: Alpha finding\nsummary: Of alpha.\n---\n"
LONG = "\n\n".join(f"Paragraph {number} of many words." for number in range(120))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own."""
    page = browser.new_page(viewport=ViewportSize(width=1200, height=800))
    yield page
    page.context.close()


def opened(page: Page, server: Server, path: str) -> None:
    """Opens a page, and waits until it listens for events."""
    page.goto(f"http://127.0.0.1:{server.port}{path}")
    page.wait_for_function(
        "() => navigator.locks.query().then(locks => locks.held.some(lock => lock.name "
        "=== 'clewline-events'))"
    )


def mark(page: Page) -> None:
    """Leaves a mark on a page that is gone when it is loaded again."""
    page.evaluate("window.marked = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.marked === true"))


def overlay(page: Page) -> str:
    return page.locator("#clewline-overlay").inner_text()


def test_a_reload_keeps_the_place_the_focus_and_what_is_open(page: Page, server: Server) -> None:
    note = f"{HEAD}{LONG}\n\n> [!note]- Folded\n> Inside.\n\nSee [[beta]] and [far](https://example.org/).\n"
    write(server.root, "notes/alpha.md", note)
    server.wait(lambda: b"example.org" in server.get("/notes/alpha.html").body)
    opened(page, server, "/notes/alpha.html")
    page.locator("details", has_text="Inside.").evaluate("element => { element.open = true; }")
    page.locator("a", has_text="far").focus()
    page.evaluate("scrollTo({ top: 1234, behavior: 'instant' })")
    mark(page)
    write(server.root, "notes/alpha.md", note.replace("Paragraph 119", "See [[beta]] first. Changed 119"))
    expect(page.locator("main")).to_contain_text("Changed 119")
    page.wait_for_function("() => document.activeElement.textContent === 'far'")
    assert not is_marked(page)
    assert abs(page.evaluate("scrollY") - 1234) <= 1
    assert page.locator("details", has_text="Inside.").evaluate("element => element.open")


def test_a_style_sheet_is_swapped_in_place(page: Page, server: Server) -> None:
    opened(page, server, "/notes/alpha.html")
    mark(page)
    sheets = page.evaluate("() => document.querySelectorAll('link[rel=stylesheet]').length")
    write(server.root, "templates/assets/style.css", "body { background: rgb(1, 2, 3); }")
    page.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    write(server.root, "templates/assets/style.css", "body { background: rgb(3, 2, 1); }")
    page.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(3, 2, 1)'")
    assert is_marked(page)
    page.wait_for_function(f"() => document.querySelectorAll('link[rel=stylesheet]').length === {sheets}")


def test_a_renamed_note_is_followed(page: Page, server: Server) -> None:
    write(server.root, "notes/alpha.md", f"{HEAD}{LONG}\n")
    server.wait(lambda: b"Paragraph 119" in server.get("/notes/alpha.html").body)
    opened(page, server, "/notes/alpha.html")
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    (server.root / "notes" / "alpha.md").rename(server.root / "notes" / "gämma.md")
    page.wait_for_url("**/notes/gamma.html")
    page.wait_for_function("() => Math.abs(scrollY - 700) <= 1")


def test_the_overlay_comes_and_goes_and_stays_folded_up(page: Page, server: Server) -> None:
    opened(page, server, "/notes/alpha.html")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    write(server.root, "notes/alpha.md", f"{HEAD}See [[<img src=x onerror=alert(1)>]] and [[nowhere]].\n")
    expect(page.locator("#clewline-overlay ul")).to_be_visible()
    assert "<img src=x onerror=alert(1)>" in overlay(page)
    assert page.locator("#clewline-overlay img").count() == 0
    link = page.locator("#clewline-overlay a").first
    assert link.get_attribute("href") == f"vscode://file{server.root}/notes/alpha.md:5:5"
    assert link.inner_text() == "notes/alpha.md:5:5"
    page.locator("#clewline-overlay a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#clewline-overlay ul")).to_be_hidden()
    write(server.root, "notes/alpha.md", f"{HEAD}Now [[nowhere]] and [[elsewhere]] and [[beyond]].\n")
    expect(page.locator("main")).to_contain_text("beyond")
    expect(page.locator("#clewline-overlay summary")).to_contain_text("3 warnings")
    expect(page.locator("#clewline-overlay ul")).to_be_hidden()
    write(server.root, "notes/alpha.md", f"{HEAD}All is well.\n")
    expect(page.locator("main")).to_contain_text("All is well")
    expect(page.locator("#clewline-overlay ul")).to_be_hidden()
    assert dialogs == []


def test_a_finding_that_moves_is_told_though_the_page_stays(page: Page, server: Server) -> None:
    write(server.root, "notes/alpha.md", f"{HEAD}See [[nowhere]].\n")
    server.wait(lambda: b"notes/alpha.md:5:5" in server.get("/notes/alpha.html").body)
    opened(page, server, "/notes/alpha.html")
    write(server.root, "notes/alpha.md", f"{HEAD}\n\nSee [[nowhere]].\n")
    expect(page.locator("#clewline-overlay")).to_contain_text("notes/alpha.md:7:5")


def test_a_broken_header_and_a_broken_template_leave_the_last_good_page(page: Page, server: Server) -> None:
    opened(page, server, "/notes/alpha.html")
    before = page.locator("h1").inner_text()
    write(server.root, "notes/alpha.md", "---\ntitle: [unclosed\n---\nOther words.\n")
    expect(page.locator("#clewline-overlay")).to_contain_text("The header of notes/alpha.md cannot be read")
    assert page.locator("h1").inner_text() == before
    write(server.root, "notes/alpha.md", f"{HEAD}Mended words.\n")
    expect(page.locator("main")).to_contain_text("Mended words")
    write(server.root, "templates/note.html", "{% if %}")
    expect(page.locator("#clewline-overlay")).to_contain_text("The template is broken")
    expect(page.locator("main")).to_contain_text("Mended words")
    write(
        server.root,
        "templates/note.html",
        "<!doctype html><title>Mine</title><p>mended without head or body</p>",
    )
    expect(page.locator("body")).to_contain_text("mended without head or body")
    (server.root / "templates" / "note.html").unlink()
    expect(page.locator("h1")).to_have_text(before)


def test_settings_that_break_are_told_and_untold(page: Page, server: Server) -> None:
    opened(page, server, "/notes/alpha.html")
    write(server.root, "clewline.toml", 'title = "never closed\n')
    expect(page.locator("#clewline-overlay")).to_contain_text("clewline.toml:1")
    write(server.root, "clewline.toml", 'title = "Another name"\n')
    expect(page).to_have_title("Alpha finding · Another name")
    expect(page.locator("#clewline-overlay", has_text="clewline.toml")).to_have_count(0)


def test_nine_tabs_follow_one_edit_and_the_next(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(9)]
    for number, tab in enumerate(tabs):
        opened(tab, server, ("/notes/alpha.html", "/lines/why.html", "/index.html")[number % 3])
    for title in ("Once more", "And again", "At last"):
        write(server.root, "notes/alpha.md", HEAD.replace("Alpha finding", title) + f"Words of {title}.\n")
        for tab in tabs:
            expect(tab.locator("body")).to_contain_text(title)
    context.close()


def test_tabs_come_back_with_the_server(browser: Browser, tmp_path: Path) -> None:
    make_site(tmp_path / "site")
    server = Server(tmp_path / "site")
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(3)]
    for tab in tabs:
        opened(tab, server, "/notes/alpha.html")
    server.stop()
    write(server.root, "notes/alpha.md", f"{HEAD}Written while nobody looked.\n")
    again = Server(server.root, server.port)
    try:
        for tab in tabs:
            expect(tab.locator("main")).to_contain_text("while nobody looked", timeout=20_000)
    finally:
        context.close()
        again.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overlay_has_no_barriers_and_leaves_room(browser: Browser, server: Server, scheme: str) -> None:
    write(server.root, "notes/alpha.md", f"{HEAD}{LONG}\n\nSee [[nowhere]] and [[elsewhere]].\n")
    server.wait(lambda: b"elsewhere" in server.get("/notes/alpha.html").body)
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    for width in (1440, 390, 320):
        page.set_viewport_size(ViewportSize(width=width, height=844))
        opened(page, server, "/notes/alpha.html")
        folded = page.locator("#clewline-overlay ul").is_hidden()
        assert folded == (width < 700)
        for _ in range(2):
            results = Axe().run(
                page,
                options={
                    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
                },
            )
            assert [
                (found["id"], found["nodes"][0]["html"][:120]) for found in results.response["violations"]
            ] == []
            # At the end of the page, all of its text stands clear of the overlay.
            page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
            last = page.locator("main p", has_text="elsewhere").bounding_box()
            box = page.locator("#clewline-overlay").bounding_box()
            assert (
                last
                and box
                and (last["y"] + last["height"] <= box["y"] or last["x"] + last["width"] <= box["x"])
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.locator("#clewline-overlay summary").click()
        page.evaluate("sessionStorage.clear()")
    page.context.close()
