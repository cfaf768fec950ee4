"""A site that follows its content gives what a clean build gives: bytes and findings, after any history of
edits.
"""

import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clewline.build.compile import compile_site
from clewline.build.selection import selection
from clewline.build.site import Site
from clewline.content.bibliography import format_entry
from clewline.content.front_matter import parse_front_matter
from clewline.content.loader import Content, ContentFile, scan
from clewline.diagnostics.diagnostic import Severity
from clewline.engine.database import Database
from clewline.serve.last_good import Emptied
from clewline.serve.state import State, overrides
from clewline.settings.config import Config, severity_of
from clewline.settings.load import load_config
from clewline.theme.theme import Theme, load_theme
from driver import QUIET
from history import HISTORIES, Vault

DROPPED = 0.3
"""The share of announcements that the server never gets."""

_NUMBERS = st.integers(0, 59)
_HISTORY = st.lists(st.tuples(_NUMBERS, _NUMBERS, _NUMBERS), min_size=2, max_size=12)
_often = settings(
    max_examples=HISTORIES or 300,
    derandomize=not HISTORIES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


_DEFAULT = dict(load_theme().templates)


def bare_theme(root: Path) -> Theme:
    """The theme of the site, with each default template replaced by one that shows all of the page's model,
    and is fast.
    """
    theme = load_theme(root / "templates")
    kept = ((name, text) for name, text in theme.templates if not name.startswith("default/"))
    bare = (
        (name, "{{ page }}" if _DEFAULT.get(name) == text and name != "words.html" else text)
        for name, text in kept
    )
    return Theme(tuple(bare), theme.assets)


@pytest.fixture(autouse=True, scope="module")
def formatted_once() -> Iterator[None]:
    """Entries of references take long to format, and what is formatted depends on nothing but the
    arguments.
    """
    with pytest.MonkeyPatch.context() as patch:
        once = lru_cache(maxsize=None)(format_entry)
        patch.setattr("clewline.build.corpus.format_entry", once)
        yield


def content_of(root: Path, config: Config) -> Content:
    return scan(root, selection(root, root / "_site", config))


def assert_same(live: Site, clean: Site) -> None:
    assert live.diagnostics() == clean.diagnostics()
    files, expected = live.files(), clean.files()
    assert list(live.pages.items()) == list(clean.pages.items())
    assert {url for url in files.keys() | expected.keys() if files.get(url) != expected.get(url)} == set()
    assert live.attachments() == clean.attachments()


def follow(root: Path, *edits: tuple[str, str]) -> None:
    """Makes the edits (path and text) one by one, and compares after each."""
    config = Config(base_url="https://example.org")
    theme = bare_theme(root)
    live = Site(Database())
    for path, text in (("notes/none.md", ""), *edits):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
        content = content_of(root, config)
        live.update(content, theme, config)
        assert_same(live, compile_site(content, config, theme))


def test_the_first_date_of_a_line_brings_the_feed(tmp_path: Path) -> None:
    line = "title: Why?\n---\nBecause.\n"
    heads = ("---\n", "---\nupdated: 2024-05-06\n", "---\n")
    follow(tmp_path, *(("lines/why.md", head + line) for head in heads))


def test_a_title_makes_a_note_the_introduction_of_a_topic(tmp_path: Path) -> None:
    filed = ("notes/a.md", "---\ntopics: [slow knots]\n---\nWords.\n")
    titles = ("Other", "Slow knots", "Slow Knots", "Slow knots", "Other")
    follow(tmp_path, filed, *(("notes/b.md", f"---\ntitle: {title}\n---\nWords.\n") for title in titles))


def test_a_title_makes_a_link_lead_somewhere_else(tmp_path: Path) -> None:
    link = ("lines/why.md", "Because [[some words]].\n")
    titles = (
        ("a", "Some words"),
        ("b", "Some words"),
        ("a", "Others"),
        ("b", "Others"),
        ("a", "Some *words*"),
    )
    follow(
        tmp_path,
        link,
        *((f"notes/{name}.md", f"---\ntitle: {title}\n---\nWords.\n") for name, title in titles),
    )


def test_a_file_that_takes_the_place_of_another_with_the_same_text(tmp_path: Path) -> None:
    follow(tmp_path, ("lines/why.md", "Because [[none]].\n"), ("lines/what.md", "Because [[none]].\n"))


@given(history=_HISTORY)
@_often
def test_any_history_of_edits_ends_as_a_clean_build(
    tmp_path: Path, history: list[tuple[int, int, int]]
) -> None:
    vault = Vault(tmp_path / "site")
    config = load_config(vault.root).value
    live = Site(Database())
    live.update(content_of(vault.root, config), bare_theme(vault.root), config)
    live.files()
    for step in history:
        vault.step(*step)
        now, faults = load_config(vault.root)
        config = config if faults else now
        content, theme = content_of(vault.root, config), bare_theme(vault.root)
        live.update(content, theme, config)
        assert_same(live, compile_site(content, config, theme))


@given(history=_HISTORY, seed=_NUMBERS)
@settings(_often, max_examples=HISTORIES or 60)
def test_the_server_finds_out_what_nobody_told_it(
    tmp_path: Path, history: list[tuple[int, int, int]], seed: int
) -> None:
    chance = random.Random(seed)
    vault = Vault(tmp_path / "served")
    state = State(vault.root, vault.root / "_site", overrides(None, drafts=False))
    state._emptied = Emptied(count().__next__)  # a second goes by between any two changes
    state.start()
    for step in history:
        told = state.announced(path for path in vault.step(*step) if chance.random() >= DROPPED)
        if told:
            state.changed(told)
        state.shown("index.html")
    state.changed(())
    state.changed(())  # what was found empty is believed
    # A document with a broken header is shown as it last was, which is whole; all else is as a clean build of
    # just that gives it.
    true = content_of(vault.root, state.config)
    shown = true._replace(files=tuple(_as_shown(state, file) for file in true.files))
    assert_serves(state, shown)
    if state._headers.all_faults():
        vault.mend()
        state.changed(())
        assert not state._headers.all_faults()
        assert_serves(state, content_of(vault.root, state.config))


def _as_shown(state: State, file: ContentFile) -> ContentFile:
    """A file as the server must show it."""
    if not state._headers.faults(file.source.path):
        return file
    held = state._headers._held[file.source.path][0]
    for source, broken in ((held, False), (file.source, True)):
        header = parse_front_matter(source.data.decode("utf-8", "replace").replace("\r\n", "\n"), source.path)
        assert any(fault.code == "front-matter-syntax" for fault in header[1]) is broken
    return file._replace(source=held)


def assert_serves(state: State, content: Content) -> None:
    """Asserts that the server gives what a clean build of ``content`` gives."""
    theme = load_theme(state.root / "templates")
    clean = compile_site(content, state.config, theme)
    assert_same(state._site, clean)
    # What is asked for one page at a time is the same as well.
    pages, expected = {url: state.shown(url) for url in clean.pages}, clean.files()
    sound = {url: page for url, page in pages.items() if page and "template" not in page.stale}
    assert {url for url, page in sound.items() if page.data != expected[url]} == set()
    for url, page in sound.items():
        assert ("header" in page.stale) == bool(state._headers.faults(state._site.source(url)))
    everything = (*state._site.content_diagnostics(), *state._headers.all_faults(), *state._config_faults)
    grades = [severity_of(state.config)(fault) for fault in everything]
    assert state._count() == (grades.count(Severity.ERROR), grades.count(Severity.WARNING))


def test_accepted_findings_are_not_shown(tmp_path: Path) -> None:
    line = "---\ntitle: Why?\n---\nThey counted 45 birds [[a]].\n"
    site = Site(Database())

    def shown(text: str) -> list[str]:
        for path, data in {"lines/q.md": text, "notes/a.md": "They counted 44 birds.\n"}.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(data)
        site.update(content_of(tmp_path, Config()), bare_theme(tmp_path), Config())
        found = [fault.code for fault in site.page_diagnostics("lines/q.html")]
        return [code for code in found if code not in QUIET]

    assert shown(line) == ["figure-missing"]
    accepted = line.replace("\nThey", "\n%% clewline-ignore figure-missing: my own count %%\nThey")
    assert shown(accepted) == []
    # Without a reason nothing is accepted.
    assert shown(accepted.replace(": my own count", "")) == ["figure-missing"]
