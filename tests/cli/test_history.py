"""``clewline history`` as its users meet it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINE = "---\ntitle: Do birds return?\n---\nThey counted 44 birds [[a]].\n"


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment |= {"GIT_CEILING_DIRECTORIES": str(root.parent)}
    line = [sys.executable, "-m", "clewline", *words]
    return subprocess.run(line, cwd=root, env=environment, capture_output=True, text=True, timeout=120)


def commit(root: Path, day: str) -> None:
    identity = ["-c", "user.name=A committer", "-c", "user.email=committer@example.org"]
    dated = {**os.environ, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    for words in (["init", "-q"], ["add", "lines", "notes"], ["commit", "-qm", day]):
        subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True, env=dated)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("there is no Git here")
    root = tmp_path / "site"
    for folder in ("lines", "notes"):
        (root / folder).mkdir(parents=True)
    (root / "notes" / "a.md").write_text("---\ntitle: Reeds\n---\nThey counted 44 birds.\n", "utf-8")
    (root / "lines" / "q.md").write_text(LINE, "utf-8")
    commit(root, "2026-01-01")
    (root / "lines" / "q.md").write_text(LINE.replace("They", "Wardens"), "utf-8")
    commit(root, "2026-02-03")
    return root


def test_the_page_of_a_line_shows_what_was_recorded_and_builds_ask_nobody(root: Path) -> None:
    done = run(root, "history")
    assert (done.returncode, done.stdout) == (0, "1 day of changes recorded in reviews/q.history.txt\n")
    record = (root / "reviews" / "q.history.txt").read_bytes()
    assert run(root, "history", "q").returncode == 0
    assert (root / "reviews" / "q.history.txt").read_bytes() == record
    shutil.rmtree(root / ".git")
    assert run(root, "build").returncode == 0
    page = (root / "_site" / "lines" / "q.html").read_text("utf-8")
    assert "<summary>1 change</summary>" in page
    assert '<time datetime="2026-02-03">3 February 2026</time>' in page
    assert "<del>They</del> <ins>Wardens</ins> counted 44 birds." in page


def test_a_shallow_clone_changes_nothing_and_says_why(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    subprocess.run(
        ["git", "-c", "protocol.file.allow=always", "clone", "-q", "--depth=1", f"file://{root}", str(clone)],
        check=True,
        capture_output=True,
    )
    done = run(clone, "history")
    assert done.returncode == 3 and "git fetch --unshallow" in done.stderr
    assert not (clone / "reviews").exists()


def test_a_line_that_is_none(root: Path) -> None:
    done = run(root, "history", "nowhere")
    assert done.returncode == 2 and "no line is called nowhere" in done.stderr


def test_without_a_repository(root: Path) -> None:
    shutil.rmtree(root / ".git")
    assert run(root, "history").returncode == 3


def test_a_history_of_no_line_and_a_damaged_one_are_found(root: Path) -> None:
    assert run(root, "history").returncode == 0
    place = root / "reviews" / "q.history.txt"
    place.with_name("r.history.txt").write_text(place.read_text("utf-8").replace("q.md", "r.md"), "utf-8")
    place.write_text(place.read_text("utf-8").replace("+ ", "* "), "utf-8")
    done = run(root, "check", "-v")
    said = done.stdout + done.stderr
    assert "this is the history of lines/r.md, which is no line" in said
    assert "reviews/q.history.txt:6:1" in said and "review-damaged" in said
