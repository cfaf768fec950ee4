"""What Git knows of the files of a site folder."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from clewline.check.history import History, user_name


def git(root: Path, *words: str) -> None:
    identity = [
        "-c",
        "user.name=A committer",
        "-c",
        "user.email=committer@example.org",
        "-c",
        "protocol.file.allow=always",
    ]
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("there is no Git here")
    root = tmp_path / "repository" / "site *"
    root.mkdir(parents=True)
    git(root.parent, "init", "-q")
    for text in ("one", "two", "three"):
        (root / "a note.md").write_text(text, encoding="utf-8")
        git(root.parent, "add", "-A")
        git(root.parent, "commit", "-qm", text)
    return root


def test_versions_of_a_file_the_latest_first(root: Path) -> None:
    (root / "a note.md").write_text("four", encoding="utf-8")
    versions = list(History(root).versions("a note.md"))
    assert [data for _, data in versions] == [b"three", b"two", b"one"]
    assert all(date.fromisoformat(day) for day, _ in versions)
    assert list(History(root).versions("another.md")) == []


def test_a_clone_without_its_past_has_none(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root.parent}", "shallow")
    history = History(tmp_path / "shallow" / "site *")
    assert not history.is_kept and list(history.versions("a note.md")) == []


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not History(root).is_kept and user_name(root) == ""


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert not History(tmp_path).is_kept


def test_who_works_here(root: Path) -> None:
    git(root, "config", "user.name", "  A  reader ")
    assert user_name(root) == "A reader"
