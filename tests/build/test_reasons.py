"""Why a page was rendered again, as the cache remembers it."""

from pathlib import Path

import pytest

from clewline.build.build import build
from clewline.build.cache import Cache, at
from clewline.build.reasons import TOUCHED, page_key, reason
from clewline.settings.config import load_config
from clewline.theme.theme import load_theme
from driver import SiteDriver, note

PAGES = ("index.html", "lines/q.html", "notes/a.html", "notes/b.html")


def reasons(site: SiteDriver) -> dict[str, str]:
    """Why each of `PAGES` was rendered again when it last was, after one more build."""
    out = site.root / "_site"
    cache = Cache(site.root)
    try:
        build(site.root, out, load_config(site.root).value, cache=cache)
        known = cache.known("reasons", [at(str(out), url) for url in PAGES], str)
        return {url: known[at(str(out), url)] for url in PAGES if at(str(out), url) in known}
    finally:
        cache.close()


@pytest.fixture
def site(tmp_path: Path) -> SiteDriver:
    site = SiteDriver(tmp_path.resolve())
    site.write("notes/a.md", note("A", "First. Second.", summary="Short"))
    site.write("notes/b.md", note("B", "Words."))
    site.write("notes/lines/q.md", note("Q?", "So [[a]]."))
    assert reasons(site) == {}
    return site


def test_only_the_parts_that_differ_are_named(site: SiteDriver) -> None:
    site.write("notes/a.md", note("A", "First. Second. Third.", summary="Short"))
    assert reasons(site) == {"notes/a.html": "this had changed: body"}
    site.write("notes/a.md", note("A", "First. Second. Third.", summary="Other"))
    assert reasons(site) == {
        "index.html": "this had changed: notes",
        "lines/q.html": "this had changed: weave, sources",
        "notes/a.html": "this had changed: description, summary",
    }


def test_templates_and_lost_files_are_reasons(site: SiteDriver) -> None:
    (site.root / "_site" / "notes" / "b.html").unlink()
    assert reasons(site) == {"notes/b.html": TOUCHED}
    site.write("templates/note.html", "{{ page.url }}")
    found = reasons(site)
    assert found["notes/a.html"] == found["notes/b.html"] == "this had changed: templates"
    assert "lines/q.html" not in found


def test_a_template_that_failed(site: SiteDriver) -> None:
    site.write("templates/note.html", "{{ 1 // 0 }}")
    reasons(site)
    site.write("templates/note.html", "{{ page.url }}")
    assert reasons(site)["notes/a.html"] == "its template had failed"


def test_another_kind_of_page(site: SiteDriver) -> None:
    built = site.build()
    theme = load_theme()
    was, now = (page_key(page, theme) for page in (built.line("q"), built.note("a")))
    assert reason(was, now, built.note("a")) == "its address had been that of another kind of page"
