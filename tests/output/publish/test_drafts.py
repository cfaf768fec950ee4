"""Files that are written down before they are published."""

import os
import shutil
from pathlib import Path

import pytest

from clewline.engine.state_dir import FOLDER
from clewline.output.publish import Busy, OutputRefused, drafts, exchange, publish
from output.publish.publish_child import NEW, OLD, cannot


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("way", [exchange, cannot])
def test_drafts_become_the_site(tmp_path: Path, way: object) -> None:
    out = tmp_path / "site"
    for files in (OLD, NEW, NEW, OLD):
        with drafts(out) as room:
            done = publish(
                out,
                {path: room.add(data) for path, data in files.items()},
                exchange=exchange if way is exchange else cannot,
            )
        assert tree(out) == files
        assert done.states.keys() == files.keys()
        assert not (tmp_path / FOLDER / "site.draft").exists()
    assert done.written == 3


def test_drafts_are_not_lost_where_the_exchange_fails_at_last(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    tries: list[Path] = []

    def fails_at_last(first: Path, second: Path) -> bool:
        tries.append(first)
        return second != out and exchange(first, second)

    with drafts(out) as room:
        publish(out, {path: room.add(data) for path, data in NEW.items()}, exchange=fails_at_last)
    assert len(tries) == 1
    assert tree(out) == NEW


def test_what_a_kill_left_goes(tmp_path: Path) -> None:
    out = tmp_path / "site"
    left = tmp_path / FOLDER / "site.draft"
    left.mkdir(parents=True)
    (left / "1-1").write_bytes(b"left")
    with drafts(out) as room:
        assert [path.name for path in left.iterdir()] == []
        room.add(b"x")
    assert not left.exists()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_bytes(b"mine")
    left.symlink_to(outside)
    with drafts(out):
        assert not left.is_symlink()
    assert tree(outside) == {"mine.txt": b"mine"}


def test_processes_write_side_by_side(tmp_path: Path) -> None:
    with drafts(tmp_path / "site") as room:
        mine = room.add(b"mine")
        child = os.fork()
        if not child:
            room.add(b"theirs")
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        more = room.add(b"more")
        assert (mine.read(), more.read(), more.size) == (b"mine", b"more", 4)
        written = {path.read_bytes() for path in (tmp_path / FOLDER / "site.draft").iterdir()}
    assert written == {b"mine", b"theirs", b"more"}


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with drafts(tmp_path / "site"), pytest.raises(Busy), drafts(tmp_path / "site", wait=0):
        pass
    with drafts(tmp_path / "site", wait=0):
        pass


def test_a_link_is_no_place_for_drafts(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputRefused), drafts(tmp_path / "site"):
        pass
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_draft_that_is_lost_stops_the_publication(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, OLD)
    with drafts(out) as room:
        files = {path: room.add(data) for path, data in NEW.items()}
        shutil.rmtree(tmp_path / FOLDER / "site.draft")
        with pytest.raises(OSError, match="draft"):
            publish(out, files)
    assert tree(out) == OLD
