"""The exports of a whole site: what there is, that it is the same each time, and that a live site gives the
same.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from clewline.build.build import build
from clewline.build.selection import selection
from clewline.build.site import Site
from clewline.build.store import open_store
from clewline.content.loader import scan
from clewline.engine.database import Database
from clewline.settings.config import Config
from clewline.theme.beside import beside, page_beside
from driver import SiteDriver, default_theme, note


def site(root: Path) -> SiteDriver:
    driver = SiteDriver(root).write(
        "references/lib.bib", "@misc{work, title={W}, year=2020, doi={10.1000/1}}"
    )
    driver.write("notes/a.md", note("A", "See [[b]].", references="[work]", topics="[knots]"))
    driver.write("notes/b.md", note("B", "Text [[a]]."))
    driver.write(
        "lines/l.md", note("L?", "So [[a]].\n\nAnd [[b]].", created="2026-01-02", deck="A [[b|linked]] deck.")
    )
    return driver.write("lines/m.md", note("M?", "So [[a]]."))


def test_llms_txt(tmp_path: Path) -> None:
    text = site(tmp_path).build(base_url="https://example.org", description="About it.").text("llms.txt")
    assert text.startswith("# Test site\n\n> About it.\n\n")
    assert "\n- [L?](https://example.org/lines/l.md): A linked deck.\n" in text
    assert (
        "- [All of them](https://example.org/notes/index.md)" in text
        and "- [graph.json](https://example.org/graph.json): " in text
    )


def test_the_same_content_gives_the_same_files_on_any_executor(tmp_path: Path) -> None:
    driver = site(tmp_path)
    first = driver.build(base_url="https://example.org")
    with ThreadPoolExecutor(2) as executor:
        second = driver.build(executor, base_url="https://example.org")
    assert (
        first.files == second.files
        and {"feed.xml", "graph.json", "lines/l.md", "references.bib"} <= first.files.keys()
    )


def test_a_live_site_gives_the_same_and_serves_each(tmp_path: Path) -> None:
    clean = site(tmp_path).build(base_url="https://example.org")
    config = Config(title="Test site", base_url="https://example.org")
    live = Site(Database())
    live.update(scan(tmp_path, selection(tmp_path, tmp_path / "_site", config)), default_theme(), config)
    assert live.files() == clean.files
    for url in ("lines/l.md", "feed.xml", "llms.txt", "graph.json"):
        assert live.asset(url) == clean.files[url]


def test_a_twin_that_is_gone_is_made_again_and_others_are_kept(tmp_path: Path) -> None:
    site(tmp_path)
    out, config = tmp_path / "_site", Config(base_url="https://example.org")
    for _ in range(2):
        store = open_store(out)
        build(tmp_path, out, config, store=store)
        store.close()
        assert (out / "notes/a.md").is_file() and (out / "lines/l.md").is_file()
        (out / "notes/a.md").unlink()
        (tmp_path / "notes/b.md").write_text(note("B", "Other text [[a]]."))
    store = open_store(out)
    build(tmp_path, out, config, store=store)
    store.close()
    assert (out / "notes/a.md").is_file() and "Other text" in (out / "notes/b.md").read_text()


def test_files_beside_a_page_know_it(tmp_path: Path) -> None:
    for page in site(tmp_path).build(base_url="https://example.org").pages.values():
        assert {page_beside(url) for url in beside(page)} <= {page.url}
