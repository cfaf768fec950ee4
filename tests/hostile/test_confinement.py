"""What a build and a check touch: Python itself reports every file that is opened for writing, every socket
and every program.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Runs before anything of ours is imported; the events: https://docs.python.org/3/library/audit_events.html.
_WATCHED = """
import json, os, sys
_seen, _busy = [], False
_CHANGES = {
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.utime", "os.setxattr", "shutil.rmtree", "shutil.move", "shutil.copyfile", "tempfile.mkstemp",
}
_NEVER = ("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.startfile", "pty.", "urllib.")

def watch(event, arguments):
    global _busy
    if _busy:
        return
    if event.startswith(_NEVER):
        _seen.append(["never", event, str(arguments[:2])])
    elif event in _CHANGES:
        _busy = True
        paths = arguments[:2] if event in ("os.rename", "os.link", "os.symlink") else arguments[:1]
        _seen.extend(["write", event, os.path.abspath(os.fsdecode(p))] for p in paths if not isinstance(p, int))
        _busy = False
    elif event == "open" and arguments[2] is not None and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        path = arguments[0]
        if not isinstance(path, int):
            _seen.append(["write", event, os.path.abspath(os.fsdecode(path))])
    elif event == "sqlite3.connect":
        _seen.append(["write", event, os.path.abspath(os.fsdecode(arguments[0]))])

sys.addaudithook(watch)
from clewline.cli import main
try:
    main()
finally:
    sys.__stdout__.flush()
    with open(os.environ["SEEN"], "w") as file:
        json.dump(_seen[:-1] if _seen and _seen[-1][2] == os.environ["SEEN"] else _seen, file)
"""


def touched(root: Path, seen: Path, *words: str) -> list[list[str]]:
    """What the command with these words did."""
    environment = {**os.environ, "SEEN": str(seen), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", _WATCHED, *words, "--jobs", "1"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode in (0, 1), ended.stderr
    events: list[list[str]] = json.loads(seen.read_text())
    return events


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
    allowed = [site / ".clewline", Path(os.environ["XDG_STATE_HOME"]), Path(os.devnull)]
    allowed += [site / "_site"] if command == "build" else []
    for _ in range(2):
        events = touched(site, site.parent / "seen.json", command, ".")
        assert [event for event in events if event[0] == "never"] == []
        places = {Path(event[2]) for event in events if event[0] == "write"}
        assert [
            place for place in places if not any(place == one or one in place.parents for one in allowed)
        ] == []
        assert command == "check" or places


def test_a_write_elsewhere_would_be_noticed(site: Path) -> None:
    events = touched(site, site.parent / "seen.json", "build", ".", "--out", str(site.parent / "elsewhere"))
    assert any(event[2].startswith(str(site.parent / "elsewhere")) for event in events)
