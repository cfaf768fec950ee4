"""The output folder: whether it is safe to write to, and whether its files are as they were published."""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from clewline.engine.state_dir import FOLDER, MANIFEST

State = tuple[int, int]
"""Size of a file, and time of its last change in nanoseconds."""


class OutputRefused(Exception):
    """The output folder is not safe to write to; the message says why and what to do."""


class Busy(Exception):
    """Another build is publishing to the same folder."""


def check_output(root: Path, out: Path) -> None:
    """Raises `OutputRefused` when ``out`` cannot be the output folder of the site at ``root``."""
    root, resolved = root.resolve(), out.resolve()
    check_place(out)
    if resolved in (root, Path.home(), Path(resolved.anchor)) or resolved in root.parents:
        raise OutputRefused(
            f"{out} holds the site's own content or more: choose a folder of its own with --out"
        )
    if any(
        resolved == root / name or root / name in resolved.parents
        for name in ("notes", "lines", "topics", "references", "templates")
    ):
        raise OutputRefused(f"{out} lies within the content: choose a folder of its own with --out")
    if out.exists() and not out.is_dir():
        raise OutputRefused(f"{out} is a file")
    if out.is_dir() and not (out / MANIFEST).is_file():
        foreign = next(iter(sorted(out.iterdir())), None)
        if foreign is not None:
            raise OutputRefused(
                f"{out} is not empty and was not made by Clewline (it holds "
                f"{foreign.name}): choose another folder, or empty it"
            )


def check_place(out: Path) -> None:
    """Raises `OutputRefused` when ``out`` is not a folder of its own, whatever it may hold."""
    if out.is_symlink():
        raise OutputRefused(f"{out} is a symbolic link: name the folder itself")
    resolved = out.resolve()
    if FOLDER in (resolved.name, resolved.parent.name):
        raise OutputRefused(
            f"{out} is where Clewline keeps what it works with: choose another folder with --out"
        )


def present_files(out: Path, states: Mapping[str, State]) -> frozenset[str]:
    """The files below ``out`` that nobody has touched since they were in these states (size, time of change
    in nanoseconds).
    """
    found = file_states(out, states)
    return frozenset(path for path, state in states.items() if found.get(path) == state)


def file_states(out: Path, paths: Iterable[str]) -> dict[str, State]:
    """Size and time of change of each of ``paths`` below ``out`` that is a regular file."""
    states = {}
    base = os.fspath(out)
    for path in paths:
        try:
            # a `Path` for each of so many files takes longer than the call
            status = os.lstat(f"{base}/{path}")
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):
            states[path] = (status.st_size, status.st_mtime_ns)
    return states
