"""An outline that is recalled is the one that would be made anew, and nothing is recalled once more than
texts have changed.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clewline.build.build import selection
from clewline.build.cache import NO_OUTCOME, Cache, Last, file_key
from clewline.build.compile import outlined
from clewline.build.recall import recall, remember
from clewline.build.replan import Outline
from clewline.content.loader import Content, read_file, scan
from clewline.diagnostics.diagnostic import in_order
from clewline.settings.config import Config, load_config
from clewline.text.digest import digest
from clewline.text.spans import SourceFile
from history import HISTORIES, WITHIN, Vault

_STEP = st.tuples(*[st.integers(0, 59)] * 3)


class Site:
    """A vault with its cache."""

    def __init__(self, folder: Path) -> None:
        self.vault = Vault(folder)
        self.cache = Cache(folder)

    def state(self) -> tuple[Content, Config, Last]:
        """What there is now."""
        config = load_config(self.vault.root).value
        content = scan(self.vault.root, selection(self.vault.root, self.vault.root / "_site", config))
        digests = {file.source.path: file_key(file, config.parse_options) for file in content.files}
        return content, config, Last(self.cache, "place", NO_OUTCOME, frozenset(), digests)

    def made(self) -> Outline:
        """The outline, made anew and remembered."""
        content, config, last = self.state()
        outline = outlined(content, config, cache=self.cache)
        remember(outline, content, config, last)
        return outline

    def recalled(self) -> Outline | None:
        """The outline as it is recalled, and remembered."""
        content, config, last = self.state()
        outline = recall(content, config, last, partial(read_file, self.vault.root))
        if outline:
            remember(outline, content, config, last)
        return outline


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "vault")
    yield made
    made.cache.close()


def assert_same(recalled: Outline, made: Outline) -> None:
    assert recalled[1:] == made[1:]
    one, other = recalled.connected, made.connected
    assert {path: one.corpus.documents[path] for path in one.corpus.documents} == dict(other.corpus.documents)
    for table in (
        "kinds",
        "withheld",
        "names",
        "references",
        "identifiers",
        "attachments",
        "topics",
        "introductions",
        "urls",
    ):
        assert getattr(one.corpus, table) == getattr(other.corpus, table), table
    assert in_order(one.diagnostics()) == in_order(other.diagnostics())
    assert one.attachments() == other.attachments()
    for path in other.corpus.documents:
        assert one.graph.targets[path] == other.graph.targets[path]
        assert one.graph.leaving[path] == dict(other.graph.leaving[path])
    for node in other.graph.arriving:
        assert one.graph.inward(node) == other.graph.inward(node)
        assert list(one.graph.arriving[node].items()) == list(other.graph.arriving[node].items())


def test_nothing_is_recalled_of_a_site_that_nobody_remembers(site: Site) -> None:
    assert site.recalled() is None


def test_an_edit_of_a_text_is_recalled_with_the_links_into_it(site: Site) -> None:
    (site.vault.root / "notes/gamma.md").write_text(
        "# Gamma\n\nSee [[alpha#Part one]] and [[alpha#Later]] and ![[alpha#Part one]].\n"
    )
    site.made()
    alpha = site.vault.root / "notes/alpha.md"
    alpha.write_text(
        alpha.read_text().replace("## Part one", "Before it.\n\n## Part one") + "\n## Later\n\nAt last.\n"
    )
    recalled = site.recalled()
    assert recalled is not None
    leading = recalled.graph.arriving["notes/alpha.md"]
    assert (
        recalled.connected.touched == (frozenset({"notes/alpha.md", *leading}), frozenset())
        and "notes/gamma.md" in leading
    )
    assert_same(recalled, site.made())


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("notes/alpha.md", 'title: "First finding"', 'title: "Ropes"'),
        ("notes/alpha.md", "---\n", "---\naliases: [first]\n"),
        ("notes/alpha.md", "---\n", "---\ntopics: [ropes]\n"),
        ("notes/alpha.md", "---\n", "---\nstatus: draft\n"),
        ("notes/alpha.md", "---\n", "---\ncreated: 2024-05-06\n"),
        ("references/works.bib", "Work", "Paper"),
        ("clewline.toml", "", 'title = "Other"\n'),
    ],
)
def test_what_others_are_found_by_is_not_recalled(site: Site, path: str, before: str, after: str) -> None:
    (site.vault.root / "clewline.toml").write_text("")
    (site.vault.root / "notes/roped.md").write_text("---\ntopics: [ropes]\n---\nText.\n")
    site.made()
    file = site.vault.root / path
    file.write_text(file.read_text().replace(before, after, 1))
    assert site.recalled() is None


def test_documents_that_are_linked_by_title_are_followed_to_other_titles(site: Site) -> None:
    notes = site.vault.root / "notes"
    for name, title in (("one", "Some title"), ("two", "Other title"), ("three", "Other title")):
        (notes / f"{name}.md").write_text(f"# {title}\n\nText.\n")
    (notes / "links.md").write_text("[[Some title]], [[other TITLE]], [[A third title]], ![[Some title]].\n")
    (notes / "none.md").write_text("[[one]]\n")
    site.made()
    for changes in (
        {"one": "A third title"},
        {"one": "Other title", "two": "Some title"},
        {"three": "A third title", "two": "two"},
    ):
        for name, title in changes.items():
            (notes / f"{name}.md").write_text(f"# {title}\n\nText.\n")
        recalled = site.recalled()
        assert recalled is not None and recalled.connected.touched is not None
        assert (
            "notes/links.md" in recalled.connected.touched[0]
            and "notes/none.md" not in recalled.connected.touched[0]
        )
        assert_same(recalled, site.made())


def test_what_the_cache_has_lost_is_read_again_from_files_that_were_not_read(site: Site) -> None:
    made = site.made()
    alpha = site.vault.root / "notes/alpha.md"
    alpha.write_text(f"{alpha.read_text()}\nMore.\n")
    content, config, last = site.state()
    unread = [
        file._replace(source=SourceFile(file.source.path, b""), digest=digest(file.source.data))
        for file in content.files
    ]
    content = content._replace(files=tuple(unread))
    site.cache.drop("parsed", [last.digests["notes/gamma.md"]])
    recalled = recall(content, config, last, partial(read_file, site.vault.root))
    assert recalled is not None
    (site.vault.root / "notes/beta.md").write_text("Changed meanwhile.\n")
    assert recalled.corpus.documents["notes/gamma.md"] == made.corpus.documents["notes/gamma.md"]
    assert recalled.corpus.documents["notes/beta.md"] == made.corpus.documents["notes/beta.md"]
    remember(recalled, content, config, last)
    site.cache.drop("parsed", [last.digests["notes/beta.md"]])
    again = recall(content, config, last, partial(read_file, site.vault.root))
    assert again is not None
    with pytest.raises(OSError, match="was changed while the site was being built"):
        again.corpus.documents.__getitem__("notes/beta.md")


def test_a_file_more_or_less_is_not_recalled(site: Site) -> None:
    site.made()
    (site.vault.root / "notes/beta.md").unlink()
    assert site.recalled() is None
    site.made()
    (site.vault.root / "notes/new.md").write_text("New.\n")
    assert site.recalled() is None


def test_another_date_is_recalled(site: Site) -> None:
    alpha = site.vault.root / "notes/alpha.md"
    alpha.write_text(alpha.read_text().replace("---\n", "---\ncreated: 2024-05-06\n", 1))
    site.made()
    alpha.write_text(alpha.read_text().replace("2024-05-06", "2024-05-07"))
    recalled = site.recalled()
    assert recalled is not None
    assert_same(recalled, site.made())


def test_two_documents_that_change_at_once_lead_where_they_lead_now(site: Site) -> None:
    zeta, eta = (site.vault.root / "lines" / name for name in ("zeta.md", "eta.md"))
    for one, other in ((zeta, eta), (eta, zeta)):
        one.write_text("See [[delta]].\n")
        other.write_text("Nothing.\n")
        site.made()
        one.write_text("Nothing.\n")
        other.write_text("See [[delta]].\n")
        recalled = site.recalled()
        assert recalled is not None
        assert_same(recalled, site.made())


def test_what_is_withheld_is_not_among_the_documents_that_are_recalled(site: Site) -> None:
    (site.vault.root / "notes/secret.md").write_text("---\nprivate: true\n---\nHidden.\n")
    site.made()
    edited = site.vault.root / "notes/alpha.md"
    edited.write_text(f"{edited.read_text()}\nMore.\n")
    recalled = site.recalled()
    assert recalled is not None
    assert recalled.corpus.documents.get("notes/secret.md") is None


@given(
    before=st.lists(_STEP, max_size=6),
    history=st.lists(st.lists(_STEP, min_size=1, max_size=3), min_size=1, max_size=4),
)
@settings(
    max_examples=HISTORIES or 100,
    derandomize=not HISTORIES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_recalled_is_what_would_be_made(
    tmp_path: Path, before: list[tuple[int, int, int]], history: list[list[tuple[int, int, int]]]
) -> None:
    site = Site(tmp_path / "vault")
    for step in before:
        site.vault.step(*step)
    site.made()
    for edits in history:
        for what, a, b in edits:
            WITHIN[what % len(WITHIN)](site.vault, a, b)
        recalled = site.recalled()
        content, config, _ = site.state()
        made = outlined(content, config)
        if recalled:
            assert_same(recalled, made)
        else:
            site.made()
    site.cache.close()
