"""What a build and a check touch. `confined` looks at every test; here, that it does see what it is to see."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLANTED = """
import os, socket, subprocess, sys
from pathlib import Path
import clewline.{module} as module
from clewline.cli import main
was = module.{function}

def planted(*given, **named):
    {fault}
    return was(*given, **named)

module.{function} = planted
main()
"""
BUILD, CHECK = ("build.build", "scan"), ("check.sources", "scan")
FAULTS = [
    (("build", "."), BUILD, "Path('notes/a.md').write_bytes(Path('notes/a.md').read_bytes())", "notes/a.md"),
    (("build", "."), BUILD, "Path('beside').mkdir()", "os.mkdir"),
    (("build", "."), BUILD, "Path('notes/p.png').rename('_site.png')", "os.rename"),
    (("build", "."), BUILD, "os.open('notes', os.O_RDONLY); os.unlink('p.png', dir_fd=os.open('notes', 0))", "notes/p.png"),
    (("build", "."), BUILD, "os.symlink('/etc', 'etc')", "os.symlink"),
    (("build", "."), BUILD, "open(Path.home() / '.clewline-was-here', 'w').close()", ".clewline-was-here"),
    (("build", "."), BUILD, "socket.socket().close()", "socket.__new__"),
    (("build", "."), BUILD, "subprocess.run([sys.executable, '-c', ''])", "subprocess.Popen"),
    (("build", "."), BUILD, "os.system('true')", "os.system"),
    (("check", "."), CHECK, "Path('_site').mkdir()", "os.mkdir"),
    (("check", "."), CHECK, "socket.getaddrinfo('localhost', 80)", "socket.getaddrinfo"),
    (("check", "."), CHECK, "os.posix_spawn(sys.executable, [sys.executable, '-c', ''], os.environ)", "os.posix_spawn"),
]  # fmt: skip


def faults_of(root: Path, *command: str) -> str:
    """What a process does that it must not."""
    faults = root.parent / "faults"
    # The home of whoever runs the tests is not to be written to even by a fault that was planted.
    environment = os.environ | {"CLEWLINE_FAULTS": str(faults), "HOME": str(root.parent / "home")}
    (root.parent / "home").mkdir(exist_ok=True)
    environment["CLEWLINE_FOLDERS"] = os.pathsep.join((str(root), os.environ["XDG_STATE_HOME"]))
    ended = subprocess.run(
        [sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert ended.returncode in (0, 1), ended.stderr
    return faults.read_text() if faults.exists() else ""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "notes" / "lines").mkdir(parents=True)
    (root / "notes" / "a.md").write_text(
        "---\ntitle: A\nreferences: [k]\n---\n$x^2$ ![[p.png]] <b>x</b>\n\n```python\nx = 1\n```\n"
    )
    (root / "notes" / "lines" / "q.md").write_text(
        "---\ntitle: Why?\n---\nBecause it is so [[a]]. [[gone]]\n"
    )
    (root / "notes" / "k.bib").write_text("@book{k, title = {T}, author = {Writer, A.}, year = 2020}\n")
    (root / "notes" / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (root / "clewline.toml").write_text('title = "T"\nbase-url = "https://example.org"\n')
    return root


@pytest.mark.parametrize("command", ["build", "check"])
def test_nothing_is_written_elsewhere_and_nobody_is_asked(site: Path, command: str) -> None:
    for _ in range(2):
        assert faults_of(site, "-m", "clewline", command, ".") == ""


@pytest.mark.parametrize(("words", "where", "fault", "named"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_what_a_build_or_a_check_must_not_do_is_noticed(
    site: Path, words: tuple[str, ...], where: tuple[str, str], fault: str, named: str
) -> None:
    code = PLANTED.format(module=where[0], function=where[1], fault=fault)
    found = faults_of(site, "-c", code, *words, "--jobs", "1")
    assert named in found, found


def test_a_write_below_the_folders_of_the_tests_is_no_fault_of_a_test(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("a test may write what it likes")
    assert not Path(os.environ["CLEWLINE_FAULTS"]).exists()
