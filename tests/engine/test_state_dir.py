"""What Clewline keeps for itself: nothing in it is reached through a link, and only our own seal is believed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clewline.engine.state_dir import FOLDER, NotOurs, own_file, own_folder, seal


def test_the_folder_is_made_and_hidden_from_version_control(tmp_path: Path) -> None:
    assert own_folder(tmp_path / "site") == tmp_path / "site" / FOLDER
    assert (tmp_path / "site" / FOLDER / ".gitignore").read_text() == "*\n"
    own_folder(tmp_path / "site")


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path, there: bool) -> None:
    outside = tmp_path / "outside"
    if there:
        outside.mkdir()
    (tmp_path / FOLDER).symlink_to(outside)
    with pytest.raises(NotOurs, match="move it away"):
        own_folder(tmp_path)
    assert not there or not list(outside.iterdir())


def test_a_link_in_the_place_of_the_note_to_version_control_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / ".gitignore").symlink_to(tmp_path / "outside")
    own_folder(tmp_path)
    assert not (tmp_path / "outside").exists()


def test_a_file_that_is_a_link_or_a_pipe_is_refused(tmp_path: Path) -> None:
    assert own_file(tmp_path, "cache") == tmp_path / FOLDER / "cache"
    (tmp_path / FOLDER / "link").symlink_to(tmp_path / "outside")
    os.mkfifo(tmp_path / FOLDER / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(NotOurs):
            own_file(tmp_path, name)


def test_a_seal_tells_what_was_sealed_and_where_one_part_ends() -> None:
    assert seal(b"a", b"b") == seal(b"a", b"b")
    assert len({seal(b"a", b"b"), seal(b"ab"), seal(b"ab", b""), seal(b"", b"ab"), seal(b"b", b"a")}) == 5


def sealed(state: Path) -> str:
    code = "from clewline.engine.state_dir import seal; print(seal(b'a'))"
    environment = {**os.environ, "XDG_STATE_HOME": str(state), "HOME": str(state)}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_each_user_has_a_seal_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert sealed(tmp_path) == sealed(tmp_path) != sealed(tmp_path / "other")
    assert (tmp_path / "clewline" / "key").stat().st_mode & 0o077 == 0


@pytest.mark.unconfined  # it must try where it cannot succeed
def test_where_no_key_can_be_kept_nothing_is_believed_later() -> None:
    assert sealed(Path("/proc/nowhere")) != sealed(Path("/proc/nowhere"))
