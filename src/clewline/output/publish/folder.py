"""Folders: what is in one, and how it is made to hold the same files as another."""

import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

_OPEN = 0o700
"""What we need to be allowed in a folder of ours to change what is in it."""


class Listing(NamedTuple):
    """What is in a folder. ``files`` are the inode numbers of its files, and of all else that is no folder,
    by path; ``folders`` the modes of the folders in it, and of itself under the empty path; ``empty`` those
    with nothing in them. ``disk`` is the number of the disk that all of it is on, None when there are
    several; ``sound`` whether the numbers are those that the system knows files by.
    """

    files: dict[str, int]
    folders: dict[str, int]
    empty: list[str]
    disk: int | None
    sound: bool


NOTHING = Listing({}, {}, [], None, True)
"""What is where there is no folder."""
NEW = -1
"""Instead of the mode of a folder: it is to be made anew, with the mode that the system gives it."""


def listed(base: Path) -> Listing:
    """What is in the folder ``base``. Raises `OSError` when that cannot be found out: what we cannot look
    into we cannot carry over.
    """
    files: dict[str, int] = {}
    folders: dict[str, int] = {}
    empty: list[str] = []
    disks: set[int] = set()
    sound = True
    waiting: list[tuple[str, int | None]] = [("", None)]
    while waiting:
        folder, number = waiting.pop()
        place = os.fspath(base / folder)
        prefix = f"{folder}/" if folder else ""
        known = len(files) + len(waiting)
        try:
            status = os.lstat(place)
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((prefix + entry.name, entry.inode()))
                    else:
                        files[prefix + entry.name] = entry.inode()
        except FileNotFoundError:
            if not folder:
                raise
            continue  # somebody has just taken it away
        # In lists of folders some file systems give numbers that they made up.
        sound = sound and number in (None, status.st_ino)
        disks.add(status.st_dev)
        folders[folder] = stat.S_IMODE(status.st_mode)
        if folder and len(files) + len(waiting) == known:
            empty.append(folder)
    return Listing(files, folders, empty, disks.pop() if len(disks) == 1 else None, sound)


def above(path: str) -> Iterator[str]:
    """Every folder that ``path`` lies in."""
    while path := path.rpartition("/")[0]:
        yield path


def folders_of(paths: Collection[str]) -> set[str]:
    """Every folder that one of ``paths`` lies in, with the empty path for the one that all lie in."""
    nearest = {path.rpartition("/")[0] for path in paths}
    return {"", *nearest, *(folder for path in nearest for folder in above(path))}


def align(base: Path, have: Listing, source: Path, want: Listing) -> bool:
    """Makes the folder ``base``, which holds ``have``, hold the files and folders that are ``want``, by links
    to those in ``source``.

    False when some are only copies, as there can be no links. Raises `OSError` with the number ``EXDEV`` when
    the two are on different disks.
    """
    modes = dict(have.folders)

    def give(folder: str, mode: int) -> None:
        if modes.get(folder) != mode:
            (base / folder).chmod(mode)
            modes[folder] = mode

    staying = {"", *(folder for folder in have.folders if want.folders.get(folder, NEW) != NEW)}
    for folder, mode in have.folders.items():
        kept = want.folders.get(folder, NEW)
        give(folder, (mode if kept == NEW else kept) | _OPEN)
    for path, number in have.files.items():
        if want.files.get(path) != number:
            (base / path).unlink()
    for folder in sorted(have.folders.keys() - staying, reverse=True):
        (base / folder).rmdir()
    for folder in sorted(want.folders.keys() - staying):
        (base / folder).mkdir()
        if want.folders[folder] != NEW:
            give(folder, want.folders[folder] | _OPEN)
    linked = True
    for path, number in want.files.items():
        if have.files.get(path) != number:
            linked = _link(f"{source}/{path}", f"{base}/{path}") and linked
    for folder, mode in want.folders.items():
        if mode != NEW:
            give(folder, mode)
    return linked


def _link(source: str, target: str) -> bool:
    """Makes ``target`` the same file as ``source``; False if only one like it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError, AttributeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EXDEV:
            raise
        shutil.copy2(source, target, follow_symlinks=False)
        return False
    return True


def clear(place: Path) -> None:
    """Takes away whatever stands at ``place``; nothing that a link leads to. Raises `OSError` when it
    cannot.
    """
    if place.is_symlink() or not place.is_dir():
        place.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(place)
    except PermissionError:
        for folder, _, _ in os.walk(place):
            Path(folder).chmod(_OPEN)
        shutil.rmtree(place)
