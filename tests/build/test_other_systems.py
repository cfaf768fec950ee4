"""Builds where the system lacks what Windows lacks: what is missing there is taken away here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LACKS = """
import os, signal, sys
for name in ("fork", "pread", "pwrite", "sched_getaffinity", "O_DIRECTORY"):
    if hasattr(os, name):
        delattr(os, name)
os.supports_dir_fd = set()
del signal.SIGPIPE
sys.modules["resource"] = None
from clewline.cli import main
main()
"""


def build(root: Path, out: str, *options: str) -> dict[str, bytes]:
    command = [sys.executable, "-c", LACKS, "build", os.fspath(root), "--out", out, "--jobs", "1", *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "cache" not in ended.stderr
    folder = Path(out)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="nothing has to be taken away there")
def test_a_build_after_an_edit_is_as_good_as_a_clean_one(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    (root / "notes").mkdir(parents=True)
    for number in range(20):
        (root / "notes" / f"n{number}.md").write_text(f"# Note {number}\n\nSee [[n{(number + 1) % 20}]].\n")
    out = os.fspath(tmp_path / "out" / "site")
    build(root, out)
    for word in ("one", "two"):
        (root / "notes" / "n3.md").write_text(f"# Another {word}\n\nWords, {word}.\n")
        after = build(root, out)
    assert after == build(root, os.fspath(tmp_path / "clean" / "site"), "--no-cache")


def test_the_ends_of_lines_make_no_difference(tmp_path: Path) -> None:
    text = '---\ntitle: "A title"\n---\nWords.\n\n> [!note] A box\n> with words.\n'
    bibliography = "@misc{k,\n  title = {Two\n  lines},\n}\n"
    made = []
    for end in ("\n", "\r\n"):
        root = tmp_path / str(len(end))
        (root / "notes").mkdir(parents=True)
        (root / "notes" / "a.md").write_bytes(text.replace("\n", end).encode())
        (root / "works.bib").write_bytes(bibliography.replace("\n", end).encode())
        made.append(build(root, os.fspath(tmp_path / f"out{len(end)}" / "site")))
    assert made[0] == made[1]
