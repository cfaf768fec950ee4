"""Only regular files below a folder are read, without following links and without waiting."""

import os
import threading
from pathlib import Path

import pytest

from clewline.engine.regular_file import open_regular, read_at, read_regular


def test_a_file_is_read_as_far_as_asked(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_bytes(b"words")
    assert read_regular(tmp_path, "a/b.md") == b"words"
    assert read_regular(tmp_path, "a/b.md", 3) == b"wor"


@pytest.mark.parametrize(
    "path", ["link.md", "folder/secret.md", "../outside/secret.md", "a/../../outside/secret.md"]
)
@pytest.mark.parametrize("by_folder", [True, False])
def test_no_way_leads_out(
    tmp_path: Path, path: str, by_folder: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not by_folder:  # as on Windows
        monkeypatch.setattr(os, "supports_dir_fd", set())
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    (root / "a").mkdir(parents=True)
    (outside / "secret.md").write_text("secret")
    (root / "link.md").symlink_to(outside / "secret.md")
    (root / "folder").symlink_to(outside)
    with pytest.raises(OSError):
        read_regular(root, path)


def test_where_no_file_is_opened_folder_by_folder_files_are_read_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "supports_dir_fd", set())
    monkeypatch.delattr(os, "pread")
    (tmp_path / "real" / "a").mkdir(parents=True)
    (tmp_path / "real" / "a" / "b.md").write_bytes(b"some words")
    (tmp_path / "name").symlink_to(tmp_path / "real")
    assert read_regular(tmp_path / "name", "a/b.md") == b"some words"
    with (tmp_path / "real" / "a" / "b.md").open("rb") as file:
        assert read_at(file.fileno(), 5, 5) == b"words"


def test_a_folder_that_is_itself_reached_by_a_link_is_what_it_was_named_for(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_bytes(b"words")
    (tmp_path / "name").symlink_to(tmp_path / "real")
    assert read_regular(tmp_path / "name", "a.md") == b"words"


def test_pipes_and_devices_are_neither_read_nor_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert read_regular(tmp_path, "pipe.md") is None
    assert read_regular(Path("/dev"), "null") is None
    with open_regular(tmp_path, "pipe.md") as file:
        assert file is None


def test_a_link_that_comes_meanwhile_is_never_followed(tmp_path: Path) -> None:
    secret, place = tmp_path / "secret", tmp_path / "root" / "a.md"
    secret.write_bytes(b"secret")
    place.parent.mkdir()
    done = threading.Event()

    def swap() -> None:
        fresh = place.with_name("fresh")
        while not done.is_set():
            fresh.write_bytes(b"words")
            fresh.replace(place)
            fresh.symlink_to(secret)
            fresh.replace(place)

    swapping = threading.Thread(target=swap)
    swapping.start()
    try:
        for _ in range(1000):
            try:
                assert read_regular(place.parent, "a.md") == b"words"
            except OSError:
                continue
    finally:
        done.set()
        swapping.join()
