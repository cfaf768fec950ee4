"""Why a page was rendered again, as the cache remembers it."""

from pathlib import Path

import pytest

from clewline.build.build import build, record_of
from clewline.build.reasons import TOUCHED
from clewline.build.store import open_store
from clewline.settings.load import load_config
from driver import SiteDriver, note

PAGES = ("index.html", "lines/q.html", "notes/a.html", "notes/b.html")


def reasons(site: SiteDriver) -> dict[str, str]:
    """Why each of `PAGES` was rendered again when it last was, after one more build."""
    out = site.root / "_site"
    store = open_store(out)
    try:
        before = {url: unit.digest for url, unit in record_of(store, out).units.items()}
        build(site.root, out, load_config(site.root).value, store=store)
        units = record_of(store, out).units
    finally:
        store.close()
    return {
        url: units[url].reason
        for url in PAGES
        if units[url].reason and (units[url].digest != before.get(url) or units[url].reason == TOUCHED)
    }


@pytest.fixture
def site(tmp_path: Path) -> SiteDriver:
    site = SiteDriver(tmp_path.resolve())
    site.write("notes/a.md", note("A", "First. Second.", summary="Short"))
    site.write("notes/b.md", note("B", "Words."))
    site.write("notes/lines/q.md", note("Q?", "So [[a]]."))
    assert reasons(site) == {}
    return site


def test_what_had_changed_is_named(site: SiteDriver) -> None:
    site.write("notes/a.md", note("A", "First. Second. Third.", summary="Short"))
    assert reasons(site) == {"notes/a.html": "the text of notes/a.md had changed"}
    site.write("notes/a.md", note("A", "First. Second. Third.", summary="Other"))
    found = reasons(site)
    assert found["index.html"] == "the entry of notes/a.md had changed"
    assert "the gist of notes/a.md" in found["lines/q.html"]
    assert "the summary of notes/a.md" in found["notes/a.html"]


def test_templates_and_lost_files_are_reasons(site: SiteDriver) -> None:
    (site.root / "_site" / "notes" / "b.html").unlink()
    assert reasons(site) == {"notes/b.html": TOUCHED}
    site.write("templates/note.html", "{{ page.url }}")
    found = reasons(site)
    assert found["notes/a.html"] == found["notes/b.html"] == "the templates had changed"
    assert "lines/q.html" not in found


def test_a_template_that_failed_is_mended(site: SiteDriver) -> None:
    site.write("templates/note.html", "{{ 1 // 0 }}")
    reasons(site)
    site.write("templates/note.html", "{{ page.url }}")
    assert reasons(site)["notes/a.html"] == "the templates had changed"
