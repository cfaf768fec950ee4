"""Whatever a publication dies of, and whenever, the site is the old one or the new one, and the next build
makes it the new one.
"""

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from clewline.engine.state_dir import FOLDER
from clewline.output.publish import MANIFEST, exchange, publish
from output.publish import publish_child
from output.publish.publish_child import NEW, OLD, cannot
from output.publish.twins import DAMAGE, assert_twin, twin_of

OTHERS = {"CNAME": b"example.org", "notes/mine.txt": b"mine"}
LATE = {"notes/late.txt": b"just in time"}
LIMIT = 500
"""More calls than any small publication makes: a test that gets there has not come to an end."""


def run(out: Path, way: str, what: str, calls: int) -> int:
    """The exit code of a publication of `NEW` that is hit at its call number ``calls``; negative: the signal
    that ended it.
    """
    process = multiprocessing.get_context("fork").Process(target=_child, args=(out, way, what, calls))
    process.start()
    process.join(30)
    code = process.exitcode
    process.kill()
    process.join()
    assert code is not None, "it hangs"
    return code


def _child(out: Path, way: str, what: str, calls: int) -> None:
    sys.argv = ["publish_child.py", os.fspath(out), way, what, str(calls)]
    os._exit(publish_child.main())


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != MANIFEST}


DAMAGES = ("a file is missing", "another file", "more files", "a file that is to come", "a link for a file")
STARTS: dict[str, Callable[[Path, Path], object]] = {
    "as it was": lambda twin, outside: None,
    "damaged": lambda twin, outside: [DAMAGE[damage](twin, outside) for damage in DAMAGES if twin.is_dir()],
    "gone": DAMAGE["no twin"],
    "a link": DAMAGE["a link for the twin"],
}
"""What has become of the twin before a publication that is hit."""


def prepared(base: Path, way: str, start: str = "as it was") -> Path:
    """An output folder with the old site and two files of somebody else."""
    shutil.rmtree(base, ignore_errors=True)
    (base / "outside").mkdir(parents=True)
    (base / "outside" / "c.html").write_bytes(b"keep me")
    out = base / "site"
    for files in (OLD | {"notes/private.html": b"secret"}, OLD):
        publish(out, files, exchange=cannot if way == "fallback" else exchange)
    for path, data in OTHERS.items():
        (out / path).write_bytes(data)
    if way != "fallback":
        STARTS[start](twin_of(out), base / "outside")
    return out


def assert_sound(out: Path, way: str, calls: int) -> None:
    """The output is whole, and the next publication puts everything right."""
    found = tree(out)
    late = LATE if any(out.parent.rglob("late.txt")) else {}
    if way != "fallback":
        assert {path: data for path, data in found.items() if path not in LATE} in (
            OLD | OTHERS,
            NEW | OTHERS,
        ), f"call {calls}"
    else:
        # Without an exchange every file is whole, nothing that a page needs is missing, and what others put
        # there is untouched.
        assert all(
            data in (OLD.get(path), NEW.get(path), OTHERS.get(path)) for path, data in _public(found).items()
        ), f"call {calls}"
        assert {"index.html", "notes/a.html", "assets/style.css", *OTHERS} <= found.keys()
        if found["index.html"] == NEW["index.html"]:
            assert found["assets/style.css"] == NEW["assets/style.css"], f"call {calls}"
    publish(out, NEW, exchange=exchange if way != "fallback" else cannot)
    assert tree(out) == NEW | OTHERS | late, f"call {calls}"
    assert tree(out.parent / "outside") == {"c.html": b"keep me"}
    assert {path.name for path in out.parent.iterdir()} == {"site", "outside", FOLDER}, f"call {calls}"
    assert_twin_or_none(out)


def assert_twin_or_none(out: Path) -> None:
    """There is a twin that is equal to the output, or none; in neither anything is left of what was
    withdrawn.
    """
    assert_twin(out, expected=twin_of(out).exists())
    assert not any(path.read_bytes() == b"secret" for path in out.parent.rglob("*") if path.is_file())


def _public(found: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in found.items() if not path.startswith(".clewline-stage/")}


def exhaust(base: Path, way: str, what: str, hit: Callable[[int], bool], start: str = "as it was") -> int:
    """Tries every call in turn until a publication gets through; the number of calls."""
    for calls in range(1, LIMIT):
        out = prepared(base, way, start)
        code = run(out, way, what, calls)
        assert code in (0, 4) or hit(code), f"call {calls} ends with {code}"
        if code in (0, 4):
            assert found_new(out), f"call {calls}"
            assert_twin_or_none(out)
        assert_sound(out, way, calls)
        if code == 0:
            return calls
    raise AssertionError("no end")


def found_new(out: Path) -> bool:
    """Whether the output is the new site."""
    return {path: data for path, data in tree(out).items() if path not in LATE} == NEW | OTHERS


@pytest.mark.parametrize(
    ("way", "start"),
    [("late", "as it was"), ("drafts", "as it was"), *(("exchange", start) for start in STARTS)],
)
def test_killed_at_every_call(tmp_path: Path, way: str, start: str) -> None:
    calls = exhaust(tmp_path / "base", way, "kill", lambda code: code == -signal.SIGKILL, start)
    assert calls > 40


def test_killed_at_every_call_where_folders_cannot_be_exchanged(tmp_path: Path) -> None:
    calls = exhaust(tmp_path / "base", "fallback", "kill", lambda code: code == -signal.SIGKILL)
    assert calls > 20


@pytest.mark.parametrize(
    ("way", "what", "start"),
    [
        *(
            (way, what, "as it was")
            for way in ("exchange", "fallback")
            for what in ("ENOSPC", "EIO", "EACCES")
        ),
        ("drafts", "ENOSPC", "as it was"),
        ("drafts", "EXDEV", "as it was"),
        ("exchange", "EXDEV", "as it was"),
        ("exchange", "EIO", "damaged"),
    ],
)
def test_the_disk_fails_at_every_call(tmp_path: Path, way: str, what: str, start: str) -> None:
    calls = exhaust(tmp_path / "base", way, what, lambda code: code == 3, start)
    assert calls > 20


@pytest.mark.parametrize("seed", range(16))
def test_killed_again_and_again(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    out = prepared(tmp_path / "base", "exchange", chance.choice(list(STARTS)))
    for _ in range(4):
        run(out, "exchange", "kill", chance.randint(1, 90))
        assert tree(out) in (OLD | OTHERS, NEW | OTHERS)
    assert_sound(out, "exchange", seed)


def test_killed_on_the_way_to_the_first_site(tmp_path: Path) -> None:
    for calls in range(1, LIMIT):
        base = tmp_path / str(calls)
        base.mkdir()
        code = run(base / "site", "exchange", "kill", calls)
        if (base / "site").exists():
            assert tree(base / "site") == NEW
        publish(base / "site", NEW)
        assert tree(base / "site") == NEW
        assert {path.name for path in base.iterdir()} == {"site", FOLDER}
        assert_twin_or_none(base / "site")
        if code == 0:
            return
    raise AssertionError("no end")
