"""``clewline review`` as its users meet it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

SITE = {
    "lines/q.md": (
        "---\ntitle: Do birds return?\n---\nThey counted 44 birds [[a]]. Few stayed [[b]]. So it goes.\n"
    ),
    "notes/a.md": "---\ntitle: Reeds\n---\nIn June they counted 44 birds.\n\nPerhaps 57 left.\n",
    "notes/b.md": "---\ntitle: Owls\n---\nFew owls stayed.\n",
    "notes/c.md": "---\ntitle: Storks\n---\nStorks left.\n",
    "lines/r.md": "---\ntitle: And storks?\n---\nThey left [[c]].\n",
}


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def run(root: Path, *words: str, command: str = "review") -> Ended:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment |= {"GIT_CEILING_DIRECTORIES": str(root.parent)}
    line = [sys.executable, "-m", "clewline", command, *words]
    done = subprocess.run(line, cwd=root, env=environment, capture_output=True, text=True, timeout=120)
    return Ended(done.returncode, done.stdout, done.stderr)


def git(root: Path, *words: str) -> None:
    identity = ["-c", "user.name=A committer", "-c", "user.email=committer@example.org"]
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_without_git(site: Path) -> None:
    before = files(site)
    rows = run(site, "q").out.splitlines()
    assert rows[:2] == ["Do birds return?  lines/q.md", "nobody has recorded a review of it"]
    assert "rests on 2 notes, 0 papers, 0 groups of authors" in rows
    assert files(site) == before
    ended = run(site, "lines/q.md", "--accept", "--by", "A reader", "--reason", "the first one")
    assert (ended.code, ended.out) == (0, "recorded in reviews/q.txt\n")
    assert files(site) - before == {"reviews/q.txt"}
    assert "nothing has changed since" in run(site, "q").out
    edit(site, "notes/a.md", "57", "58")
    out = run(site, "q").out
    assert "reviewed by A reader on" in out and "(the first one); since then:" in out
    assert "note 1  Reeds  notes/a.md\n  text\n    + Perhaps 58 left.\n    - 1 gone\n" in out
    assert "  cited for  They counted 44 birds.\n" in out
    assert run(site, "q", "--accept", "--by", "Another reader").code == 0
    record = (site / "reviews/q.txt").read_text(encoding="utf-8")
    assert "by: Another reader\n" in record and "changed: note 1 (text: 1 new, 1 gone)\n" in record


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no Git here")
def test_with_the_history_of_git_the_words_are_shown(site: Path) -> None:
    git(site, "init", "-q")
    git(site, "config", "user.name", "A reader")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "Begin")
    assert run(site, "q", "--accept").code == 0
    assert "by: A reader\n" in (site / "reviews/q.txt").read_text(encoding="utf-8")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "Reviewed")
    edit(site, "notes/a.md", "57 left.", "58 left. They came back.")
    edit(site, "lines/q.md", "So it goes.", "So it went.")
    git(site, "commit", "-qam", "Edited")
    out = run(site, "q").out
    assert "    Perhaps [-57-] {+58+} left.\n" in out and "    {+They came back.+}\n" in out
    assert "the line itself\n  text\n    So it [-goes.-] {+went.+}\n" in out
    git(site, "mv", "notes/a.md", "notes/reeds.md")
    edit(site, "lines/q.md", "[[a]]", "[[reeds]]")
    assert "note 1  Reeds  notes/reeds.md\n  text\n    Perhaps [-57-] {+58+} left.\n" in run(site, "q").out


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no Git here")
def test_reviews_of_two_lines_merge_and_two_of_one_line_conflict_readably(site: Path) -> None:
    git(site, "init", "-q", "-b", "main")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "Begin")
    for branch, line in (("one", "q"), ("two", "r"), ("three", "q")):
        git(site, "switch", "-q", "-c", branch, "main")
        assert run(site, line, "--accept", "--by", f"Reader {branch}").code == 0
        git(site, "add", "-A")
        git(site, "commit", "-qm", branch)
    git(site, "merge", "-q", "two")
    assert run(site).out == "0 lines waiting for a review\n"
    with pytest.raises(subprocess.CalledProcessError):
        git(site, "merge", "-q", "one")
    text = (site / "reviews/q.txt").read_text(encoding="utf-8")
    assert text.count("<<<<<<<") == 1 and "by: Reader one\n" in text and "by: Reader three\n" in text
    found = run(site, "--format", "json", command="check").out.splitlines()
    codes = {one["code"]: one for one in map(json.loads, found)}
    assert codes["review-damaged"]["path"] == "reviews/q.txt"
    assert run(site).out.splitlines()[0].split() == ["unreviewed", "lines/q.md"]


def test_the_list_of_what_waits(site: Path) -> None:
    assert run(site, "q", "--accept", "--by", "A reader").code == 0
    edit(site, "notes/b.md", "Few owls", "All owls")
    rows = run(site).out.splitlines()
    assert rows == [
        "     stale  lines/q.md  note 2 (text: 1 new, 1 gone)",
        "unreviewed  lines/r.md",
        "2 lines waiting for a review",
    ]


def test_all_at_once_only_with_a_reason(site: Path) -> None:
    assert run(site, "--all", "--by", "A reader").code == 2
    ended = run(site, "--all", "--reason", "moved here from elsewhere", "--by", "A reader")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "2 reviews recorded")
    assert "reason: moved here from elsewhere\n" in (site / "reviews/r.txt").read_text(encoding="utf-8")
    assert run(site, "--all", "--reason", "again", "--by", "A reader").out == "0 reviews recorded\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "no line is called nowhere"),
        (["notes/a.md"], "no line is called notes/a.md"),
        (["--accept"], "name the line to be recorded, or all of them with --all"),
        (["q", "--accept"], "who reviewed it? Git does not say; give --by NAME"),
        (["q", "--all", "--reason", "x"], "--all is about all lines; name none beside it"),
    ],
)
def test_wrong_use(site: Path, words: list[str], said: str) -> None:
    before = files(site)
    ended = run(site, *words)
    assert ended.code == 2 and said in ended.err and "Traceback" not in ended.err
    assert files(site) == before


def test_findings_of_the_line_are_shown_and_set_the_exit_code(site: Path) -> None:
    edit(site, "lines/q.md", "44", "45")
    ended = run(site, "q")
    assert ended.code == 1 and "figure-missing" in ended.err


def test_two_lines_of_one_name_have_records_of_their_own(site: Path) -> None:
    (site / "lines/deep").mkdir()
    (site / "lines/deep/q.md").write_text("---\ntitle: Deep?\n---\nSo [[a]].\n", encoding="utf-8")
    assert run(site, "--all", "--reason", "new", "--by", "A reader").code == 0
    records = sorted(path.name for path in (site / "reviews").iterdir())
    assert len(records) == 3 and run(site).out == "0 lines waiting for a review\n"


def test_nothing_is_written_through_a_link(site: Path) -> None:
    (site.parent / "elsewhere").mkdir()
    (site / "reviews").symlink_to(site.parent / "elsewhere")
    ended = run(site, "q", "--accept", "--by", "A reader")
    assert ended.code == 3 and "reached through a link" in ended.err
    assert not list((site.parent / "elsewhere").iterdir())


def test_another_folder(site: Path) -> None:
    (site / "clewline.toml").write_text(
        'reviews = "kept/reviews"\n[content]\nfolders = ["lines", "notes"]\n', encoding="utf-8"
    )
    assert run(site, "q", "--accept", "--by", "A reader").out == "recorded in kept/reviews/q.txt\n"
    assert "nothing has changed since" in run(site, "q").out


def test_a_check_may_require_reviews(site: Path) -> None:
    assert run(site, command="check").code == 0
    ended = run(site, "--require-review", command="check")
    assert ended.code == 1 and "error[review-missing]" in ended.err
    assert run(site, "--all", "--reason", "new", "--by", "A reader").code == 0
    assert run(site, "--require-review", command="check").code == 0
    edit(site, "notes/a.md", "57", "58")
    assert run(site, command="check").code == 0 and run(site, "--strict", command="check").code == 1
    ended = run(site, "--require-review", command="check")
    assert ended.code == 1 and "lines/q.md:1:1: error[review-stale]" in ended.err


def test_reviews_are_kept_from_one_build_to_the_next(site: Path) -> None:
    assert run(site, "--all", "--reason", "new", "--by", "A reader").code == 0
    for text in ("57", "58", "59"):
        (site / "notes/a.md").write_text(SITE["notes/a.md"].replace("57", text), encoding="utf-8")
        kept = run(site, command="build")
        assert kept.code == 0, kept.err
        page = (site / "_site/lines/q.html").read_bytes()
        assert (b"Changed since" in page) is (text != "57")
    (site / "reviews/r.txt").write_text("damaged", encoding="utf-8")
    assert "review-damaged" in run(site, command="build").err
