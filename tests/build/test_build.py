"""Builds: what is kept from the last one never shows in what comes out."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from io import BufferedReader
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clewline.build.build import BuildReport, build
from clewline.build.compile import compile_site
from clewline.build.making import opened_site
from clewline.build.selection import selection
from clewline.build.store import open_store
from clewline.content.loader import scan
from clewline.engine.parallel import silent
from clewline.engine.regular_file import open_regular
from clewline.engine.shares import CAN_FORK
from clewline.engine.state_dir import FOLDER
from clewline.engine.store import FileStore
from clewline.output.publish import MANIFEST
from clewline.output.search import SearchEntry, search_entry
from clewline.pages.models import Page
from clewline.settings.config import Config
from clewline.settings.load import load_config
from clewline.theme.theme import load_theme
from history import HISTORIES, WITHIN, Vault


def built(root: Path, out: Path, cached: bool = True) -> BuildReport:
    config = load_config(root).value
    if not cached:
        return build(root, out, config)
    with opened(out) as store:
        return build(root, out, config, store=store)


@contextmanager
def opened(out: Path) -> Iterator[FileStore]:
    store = open_store(out)
    try:
        yield store
    finally:
        store.close()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


def edit(vault: Vault, words: str) -> None:
    path = vault.root / "notes" / "alpha.md"
    path.write_text(f"{path.read_text()}\n{words}\n")


def test_a_build_without_changes_writes_nothing(vault: Vault) -> None:
    out = vault.root / "_site"
    first = built(vault.root, out)
    before = {path: path.lstat().st_mtime_ns for path in out.rglob("*")}
    again = built(vault.root, out)
    assert again.published[:3] == (0, first.published.written, 0)
    assert again.diagnostics == first.diagnostics
    assert {path: path.lstat().st_mtime_ns for path in out.rglob("*")} == before


def test_two_output_folders_do_not_mix(vault: Vault, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    built(vault.root, one)
    edit(vault, "Something new.")
    built(vault.root, two)
    built(vault.root, one)
    assert tree(one) == tree(two)
    assert b"Something new." in (one / "notes" / "alpha.html").read_bytes()


def test_a_publication_that_failed_is_not_taken_for_done(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = vault.root / "_site"
    built(vault.root, out)
    edit(vault, "Something new.")
    with monkeypatch.context() as patch:
        patch.setattr("clewline.output.publish.publication.align", _full)
        with pytest.raises(OSError, match="No space left"):
            built(vault.root, out)
    assert b"Something new." not in (out / "notes" / "alpha.html").read_bytes()
    built(vault.root, out)
    assert b"Something new." in (out / "notes" / "alpha.html").read_bytes()


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_page_whose_template_failed_is_made_again_when_all_is_well(vault: Vault) -> None:
    out = vault.root / "_site"
    built(vault.root, out)
    good = tree(out)
    original = (vault.root / "notes" / "alpha.md").read_text()
    templates = vault.root / "templates"
    templates.mkdir()
    (templates / "note.html").write_text(
        "{% if 'Something new' in page.body|string %}{{ 1 // 0 }}{% endif %}{{ page.url }}"
    )
    built(vault.root, out)
    edit(vault, "Something new.")
    assert any(found.code == "template-error" for found in built(vault.root, out).diagnostics)
    (vault.root / "notes" / "alpha.md").write_text(original)
    built(vault.root, out)
    assert (out / "notes" / "alpha.html").read_text() == "notes/alpha.html"
    shutil.rmtree(templates)
    built(vault.root, out)
    assert tree(out) == good


def test_words_of_a_catalogue_that_comes_and_goes_are_in_every_page(vault: Vault) -> None:
    out = vault.root / "_site"
    built(vault.root, out)
    good = tree(out)
    words = vault.root / "templates" / "locale" / "en.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid "Skip to content"\nmsgstr "To the text"\n')
    built(vault.root, out)
    assert "To the text" in (out / "index.html").read_text()
    assert "To the text" in (out / "notes" / "alpha.html").read_text()
    shutil.rmtree(vault.root / "templates")
    built(vault.root, out)
    assert tree(out) == good


def test_a_lost_or_damaged_output_is_made_whole(vault: Vault) -> None:
    out = vault.root / "_site"
    built(vault.root, out)
    good = tree(out)
    (out / "index.html").write_bytes(b"x")
    (out / "notes" / "alpha.html").unlink()
    (out / "notes" / "beta.html").unlink()
    (out / "notes" / "beta.html").symlink_to(vault.root / "notes" / "beta.md")
    built(vault.root, out)
    assert tree(out) == good
    shutil.rmtree(out)
    built(vault.root, out)
    assert tree(out) == good


def test_processes_give_the_same_site(vault: Vault) -> None:
    for number in range(300):
        (vault.root / "notes" / f"many-{number}.md").write_text(f"Note {number} [[alpha]].")
    config = Config()
    content, theme = scan(vault.root, selection(vault.root, vault.root / "_site", config)), load_theme()
    with ProcessPoolExecutor(2) as executor:
        many = compile_site(content, config, theme, executor)
    one = compile_site(content, config, theme)
    assert (many.files(), many.diagnostics()) == (one.files(), one.diagnostics())


def test_nothing_is_held_of_a_page_that_is_made(vault: Vault) -> None:
    config = load_config(vault.root).value
    out = vault.root / "_site"
    content = scan(vault.root, selection(vault.root, out, config))
    with opened(out) as store:
        site = opened_site(vault.root, content, load_theme(), config, store, None, silent)
        for key in site.pages.values():
            site.finished(key)
        site.content_diagnostics()
        assert not any(site.db.kind(name).cells for name in ("page", "rendered", "made", "words_of"))
        made = {site.planner.source(key) for key in site.pages.values()}
        assert made.isdisjoint(site.db.kind("parsed").cells) and made.isdisjoint(site.db.kind("body").cells)
        assert len(made) > 3


@pytest.mark.skipif(not CAN_FORK, reason="processes cannot be forked here")
def test_what_other_processes_have_found_out_is_not_found_out_again(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        (vault.root / "notes" / f"many-{number}.md").write_text(f"Note {number} [[alpha]].")
    asked: list[str] = []

    def entry(page: Page) -> SearchEntry | None:
        asked.append(page.url)  # in this process: what is noted in others stays there
        return search_entry(page)

    monkeypatch.setattr("clewline.output.search.search.search_entry", entry)
    assert build(vault.root, tmp_path / "out", Config(), jobs=2).pages > 300
    assert asked == ["figures.html"]


_STEP = st.tuples(*[st.integers(0, 59)] * 3)
_often = settings(
    max_examples=HISTORIES or 60,
    derandomize=not HISTORIES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(
    history=st.lists(_STEP, min_size=1, max_size=6),
    losses=st.lists(st.integers(0, 7), min_size=6, max_size=6),
)
@_often
def test_a_build_over_any_other_equals_a_build_from_nothing(
    tmp_path: Path, history: list[tuple[int, int, int]], losses: list[int]
) -> None:
    vault = Vault(tmp_path / "vault")
    out, clean = tmp_path / "out", tmp_path / "clean"
    shutil.rmtree(out, ignore_errors=True)
    for step, loss in zip(history, losses, strict=False):
        vault.step(*step)
        if loss == 0:
            shutil.rmtree(out.parent / FOLDER, ignore_errors=True)
        if loss == 1 and (out.parent / FOLDER / "store/nodes").exists():
            (out.parent / FOLDER / "store/nodes").write_bytes(b"noise")
        if loss == 3 and (out.parent / FOLDER / "store/values").exists():
            (out.parent / FOLDER / "store/values").write_bytes(b"noise" * 10_000)
        if loss == 2 and (out / "index.html").exists():
            (out / "index.html").write_bytes(b"noise")
        found = built(vault.root, out).diagnostics
        shutil.rmtree(clean, ignore_errors=True)
        assert found == built(vault.root, clean, cached=False).diagnostics
        assert tree(out) == tree(clean)
        assert MANIFEST in tree(out)


@given(before=st.lists(_STEP, max_size=6), history=st.lists(_STEP, min_size=1, max_size=8))
@_often
def test_builds_over_edits_within_documents_equal_a_build_from_nothing(
    tmp_path: Path, before: list[tuple[int, int, int]], history: list[tuple[int, int, int]]
) -> None:
    vault = Vault(tmp_path / "vault")
    out, clean = tmp_path / "out", tmp_path / "clean"
    shutil.rmtree(out, ignore_errors=True)
    for step in before:
        vault.step(*step)
    (vault.root / "clewline.toml").write_text('title = "A site"\nbase-url = "https://example.org/n"\n')
    built(vault.root, out)
    for what, a, b in history:
        WITHIN[what % len(WITHIN)](vault, a, b)
        found = built(vault.root, out).diagnostics
        shutil.rmtree(clean, ignore_errors=True)
        assert found == built(vault.root, clean, cached=False).diagnostics
        assert tree(out) == tree(clean)


@pytest.mark.parametrize(
    "link", ["See [[alpha#Later]].", "![[alpha#Later]]", "[its end](alpha.md#later)", "See [[alpha#^mark]]."]
)
def test_a_page_that_links_into_a_text_follows_what_comes_and_goes_there(
    vault: Vault, tmp_path: Path, link: str
) -> None:
    out, clean = tmp_path / "out", tmp_path / "clean"
    alpha = vault.root / "notes" / "alpha.md"
    (vault.root / "notes" / "beta.md").write_text(f"{link}\n")
    original = alpha.read_text()
    for text in (
        original,
        f"{original}\n## Later\n\nAt last. ^mark\n",
        f"First.\n\n{original}\n## Later\n\nMore.\n\nEven. ^mark\n",
        original,
    ):
        alpha.write_text(text)
        found = built(vault.root, out).diagnostics
        shutil.rmtree(clean, ignore_errors=True)
        assert found == built(vault.root, clean, cached=False).diagnostics
        assert tree(out) == tree(clean)


@pytest.mark.parametrize("path", ["lines/zeta.md", "notes/beta.md"])
def test_a_page_follows_who_cites_it_and_links_to_it(vault: Vault, tmp_path: Path, path: str) -> None:
    out, clean = tmp_path / "out", tmp_path / "clean"
    file = vault.root / path
    original = file.read_text()
    for text in (
        original,
        f"{original}\nSo also [[delta]].\n",
        f"{original}\nSo also [[delta]]. And [[delta]] again.\n",
        original,
    ):
        file.write_text(text)
        found = built(vault.root, out).diagnostics
        shutil.rmtree(clean, ignore_errors=True)
        assert found == built(vault.root, clean, cached=False).diagnostics
        assert tree(out) == tree(clean)


@pytest.mark.parametrize("seed", range(20))
def test_a_cache_with_wrong_bytes_costs_time_and_nothing_else(
    vault: Vault, tmp_path: Path, seed: int
) -> None:
    out, clean = tmp_path / "out", tmp_path / "clean"
    chance = Random(seed)
    for number in range(4):
        built(vault.root, out)
        for file in (out.parent / FOLDER / "store").iterdir():
            data = bytearray(file.read_bytes())
            for _ in range(4**number if file.name == "values" else chance.randrange(2)):
                data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
            file.write_bytes(data)
        edit(vault, f"Edit {number}.")
        found = built(vault.root, out).diagnostics
        shutil.rmtree(clean, ignore_errors=True)
        assert found == built(vault.root, clean, cached=False).diagnostics
        assert tree(out) == tree(clean)
    with opened(out) as store:
        build(vault.root, out, load_config(vault.root).value, store=store)
    assert store.note == ""


def test_a_damaged_store_is_thrown_away_with_a_note(vault: Vault) -> None:
    out, file = vault.root / "_site", vault.root / FOLDER / "store/nodes"
    built(vault.root, out)
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    edit(vault, "Another edit.")
    with opened(out) as store:
        build(vault.root, out, load_config(vault.root).value, store=store)
    assert store.note == "the cache was damaged, or is somebody else's, and has been thrown away (nodes)"


def test_a_store_of_another_program_is_as_good_as_none(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    out = vault.root / "_site"
    built(vault.root, out)
    monkeypatch.setattr("clewline.build.store.program_key", lambda: "another")
    with opened(out) as store:
        build(vault.root, out, load_config(vault.root).value, store=store)
        assert store.note == ""
        assert store.get("nodes", object) is not None


def test_links_in_the_theme_are_reported_as_long_as_they_are_there(vault: Vault) -> None:
    out, link = vault.root / "_site", vault.root / "templates" / "x.css"
    link.parent.mkdir()
    codes = []
    for there in (False, True, False):
        link.symlink_to(out) if there else link.unlink(missing_ok=True)
        codes.append({found.code for found in built(vault.root, out).diagnostics})
    assert ["path-symlink" in found for found in codes] == [False, True, False]


def test_a_file_beyond_the_limit_that_nobody_has_touched_is_read_as_far_as_before(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clewline.content.stat_cache._MOMENT", -(10**12))
    monkeypatch.setattr("clewline.content.stat_cache._LONG_MOMENT", -(10**12))
    monkeypatch.setattr("clewline.content.loader.DOCUMENT_BYTES", 100)
    out = vault.root / "_site"
    (vault.root / "notes" / "large.md").write_text("word " * 100)
    built(vault.root, out)
    (vault.root / FOLDER / "store/nodes").unlink()
    edit(vault, "Edited.")
    found = built(vault.root, out).diagnostics
    assert found == built(vault.root, vault.root.parent / "clean", cached=False).diagnostics


def test_attachments_that_nobody_has_touched_are_not_read_again(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clewline.content.stat_cache._MOMENT", -(10**12))
    monkeypatch.setattr("clewline.content.stat_cache._LONG_MOMENT", -(10**12))
    out, clean = tmp_path / "out", tmp_path / "clean"
    for name in ("one", "two"):
        (vault.root / "notes" / f"{name}.pdf").write_bytes(name.encode())
    (vault.root / "notes/shows.md").write_text("![[one.pdf]] and ![[two.pdf]]\n")
    built(vault.root, out)
    read: list[str] = []

    def opening(root: Path, path: str) -> AbstractContextManager[BufferedReader | None]:
        read.append(path)
        return open_regular(root, path)

    monkeypatch.setattr("clewline.build.build.open_regular", opening)
    for path, data in (
        ("notes/alpha.md", b"Other.\n"),
        ("notes/one.pdf", b"won"),
        ("notes/shows.md", b"![[two.pdf]]\n"),
    ):
        (vault.root / path).write_bytes(data)
        del read[:]
        built(vault.root, out)
        assert read == [name for name in ("notes/one.pdf",) if name == path]
        built(vault.root, clean, cached=False)
        assert tree(out) == tree(clean)
