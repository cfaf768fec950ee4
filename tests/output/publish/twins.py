"""The twin of an output folder: whether it is what it is to be, and what may be wrong with it."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from clewline.engine.state_dir import FOLDER
from clewline.output.publish import MANIFEST, exchange


def twin_of(out: Path) -> Path:
    return out.parent / FOLDER / f"{out.name}.twin"


def inodes(folder: Path) -> dict[str, tuple[int, int]]:
    """What makes two folders equal: by path, the inode of a file, and the mode of a folder."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        is_folder = stat.S_ISDIR(status.st_mode)
        found[path.relative_to(folder).as_posix()] = (0, status.st_mode) if is_folder else (status.st_ino, 0)
    return found


def assert_twin(out: Path, expected: bool = True) -> None:
    """The twin of the output is equal to it, and nothing else stands beside it; where folders cannot be
    exchanged there is none.
    """
    twin = twin_of(out)
    assert not (out.parent / FOLDER / f"{out.name}.stage").exists()
    assert os.path.lexists(twin) is (expected and WHOLE)
    if twin.exists():
        assert inodes(twin) == inodes(out)


def exchange_works() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "one"), Path(folder, "two")
        first.mkdir()
        second.mkdir()
        return exchange(first, second)


WHOLE = exchange_works()
"""Whether folders can be exchanged here."""


def away(path: Path) -> Path:
    """Takes away what stands at ``path``."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path


def put(path: Path, data: bytes = b"by hand") -> None:
    """Puts a file in the place of what stands there."""
    away(path).parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def put_folder(path: Path, mode: int = 0o755) -> None:
    """Puts a folder with a file in the place of what stands there."""
    away(path).mkdir(mode, parents=True)
    (path / "x").write_bytes(b"by hand")


DAMAGE: dict[str, Callable[[Path, Path], object]] = {
    "a file is missing": lambda twin, outside: away(twin / "notes" / "a.html"),
    "a folder is missing": lambda twin, outside: away(twin / "notes"),
    "another file": lambda twin, outside: put(twin / "notes" / "a.html"),
    "another manifest": lambda twin, outside: put(twin / MANIFEST),
    "no manifest": lambda twin, outside: away(twin / MANIFEST),
    "a folder for the manifest": lambda twin, outside: put_folder(twin / MANIFEST),
    "more files": lambda twin, outside: put(twin / "more" / "deep" / "x"),
    "a folder that is to come": lambda twin, outside: put_folder(twin / "lines", 0o700),
    "a file that is to come": lambda twin, outside: put(twin / "lines" / "c.html"),
    "a link for a folder that is to come": lambda twin, outside: away(twin / "lines").symlink_to(outside),
    "a link for a file": lambda twin, outside: away(twin / "index.html").symlink_to(outside / "c.html"),
    "a link for a folder": lambda twin, outside: away(twin / "notes").symlink_to(outside),
    "a file for a folder": lambda twin, outside: put(twin / "notes"),
    "a folder for a file": lambda twin, outside: put_folder(twin / "index.html"),
    "a mode": lambda twin, outside: (twin / "notes").chmod(0o500),
    "no twin": lambda twin, outside: away(twin),
    "an empty twin": lambda twin, outside: away(twin).mkdir(),
    "a link for the twin": lambda twin, outside: away(twin).symlink_to(outside),
    "a file for the twin": lambda twin, outside: put(twin),
    "a file for the stage": lambda twin, outside: put(twin.with_suffix(".stage")),
    "a link for the stage": lambda twin, outside: twin.with_suffix(".stage").symlink_to(outside),
    "an empty stage": lambda twin, outside: twin.with_suffix(".stage").mkdir(),
    "a stage with a folder for the manifest": lambda twin, outside: put_folder(
        twin.with_suffix(".stage") / MANIFEST
    ),
}
