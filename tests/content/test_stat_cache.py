"""A file is read again unless it is certain that nobody has touched it since it was read."""

import os
from pathlib import Path

import pytest

from clewline.content.loader import Content, scan
from clewline.content.model import Attachment
from clewline.content.selection import Selection
from clewline.content.stat_cache import Sighting, Sightings, is_settled
from clewline.text.digest import digest

LONG_AGO = 10_000_000_000
MARK = b"always"
BIBLIOGRAPHY = '[{"id": "a", "type": "book", "title": "A", "author": [{"family": "B"}]}]'


def seen(root: Path, before: dict[str, Sighting]) -> tuple[Content, Sightings]:
    """What a scan finds, and what it remembers, as if what there is had been there for long."""
    sightings = Sightings(before, MARK)
    sightings._started += LONG_AGO
    return scan(root, Selection({}), sightings=sightings), sightings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "works.bib").write_text("@book{a, title={A}}")
    (tmp_path / "some.json").write_text("{}")
    (tmp_path / "drawing.svg").write_text("<svg/>")
    return tmp_path


def test_what_nobody_has_touched_is_not_read_again(root: Path) -> None:
    first, before = seen(root, {})
    again, after = seen(root, before.seen)
    assert [(file.source.path, file.source.data, file.digest) for file in again.files] == [
        ("a.md", b"", digest(b"one")),
        ("works.bib", b"", digest(b"@book{a, title={A}}")),
    ]
    assert again.attachments == first.attachments == (Attachment("drawing.svg"),)
    assert not after.is_new()


@pytest.mark.parametrize("path", ["a.md", "works.bib", "drawing.svg"])
def test_an_edit_that_keeps_size_and_time_is_seen(root: Path, path: str) -> None:
    before = seen(root, {})[1].seen
    status = (root / path).stat()
    changed = (root / path).read_text()[:-1] + "!"
    (root / path).write_text(changed)
    os.utime(root / path, ns=(status.st_atime_ns, status.st_mtime_ns))
    content, after = seen(root, before)
    read = {file.source.path: file.source.data for file in content.files}
    assert read.get(path, changed.encode()) == changed.encode()
    assert after.seen[path] != before[path]


def test_a_file_in_the_place_of_another_is_read(root: Path) -> None:
    before = seen(root, {})[1].seen
    status = (root / "a.md").stat()
    (root / "b.tmp").write_text("two")
    os.utime(root / "b.tmp", ns=(status.st_atime_ns, status.st_mtime_ns))
    (root / "b.tmp").replace(root / "a.md")
    assert seen(root, before)[0].files[0].source.data == b"two"


def test_what_was_changed_a_moment_ago_is_not_relied_on(root: Path) -> None:
    sightings = Sightings({}, MARK)
    scan(root, Selection({}), sightings=sightings)
    assert sightings.seen == {}


def test_content_with_certain_words_is_always_read(root: Path) -> None:
    (root / "a.md").write_text("one always")
    before = seen(root, {})[1].seen
    assert "a.md" not in before
    assert seen(root, before)[0].files[0].source.data == b"one always"


def test_what_is_no_bibliography_is_looked_at_each_time(root: Path) -> None:
    before = seen(root, {})[1].seen
    (root / "some.json").write_text(BIBLIOGRAPHY)
    assert "some.json" not in before
    assert "some.json" in [file.source.path for file in seen(root, before)[0].files]


@pytest.mark.parametrize(
    ("after", "latest", "settled"),
    [
        (60_000_000, 1_000_000_000_000_000_001, True),
        (40_000_000, 1_000_000_000_000_000_001, False),
        (60_000_000, 1_000_000_000_000_000_000, False),
        (3_100_000_000, 1_000_000_000_000_000_000, True),
        (-60_000_000, 1_000_000_000_000_000_001, False),
    ],
)
def test_coarse_clocks_need_more_time_to_show_a_change(after: int, latest: int, settled: bool) -> None:
    assert is_settled((3, 1, latest - 5_000_000, latest), latest + after) is settled
