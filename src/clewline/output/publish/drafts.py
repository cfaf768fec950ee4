"""Drafts: files of a site that are on the disk already, but not yet in its output. So a build need not hold
the whole site in memory, and whatever process makes a page also writes it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, NamedTuple

from filelock import FileLock, Timeout

from clewline.engine.state_dir import NotOurs, own_file
from clewline.output.publish.folder import clear
from clewline.output.publish.output import Busy, OutputRefused, check_place
from clewline.text.digest import digest, digest_of_file


class Draft(NamedTuple):
    """A file that waits at ``place``: its digest and its size."""

    place: str
    digest: str
    size: int

    def read(self) -> bytes:
        """The bytes of the file."""
        return Path(self.place).read_bytes()


File = bytes | Draft
"""A file of a site, before it is published."""


class Drafts:
    """Writes drafts into ``folder``, and so do the processes that are forked from this one."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)
        self._count = 0

    def add(self, data: bytes) -> Draft:
        """The draft that holds ``data``."""
        place = self._place()
        place.write_bytes(data)
        return Draft(os.fspath(place), digest(data), len(data))

    def copy(self, file: BinaryIO) -> Draft:
        """The draft that holds what is in an open file, which need not fit into memory."""
        place = self._place()
        with place.open("w+b") as draft:
            copyfileobj(file, draft)
            size = draft.tell()
            draft.seek(0)
            return Draft(os.fspath(place), digest_of_file(draft), size)

    def _place(self) -> Path:
        self._count += 1
        return Path(self._folder, f"{os.getpid()}-{self._count}")


@contextmanager
def drafts(out: Path, wait: float = 10) -> Iterator[Drafts]:
    """Room for the drafts of the site that is to be published to ``out``; what is left there in the end goes.

    Another build is waited for, ``wait`` seconds long. Raises `Busy` when it goes on, and `OutputRefused`.
    """
    lock = lock_of(out, "draft.lock")
    folder = lock.parent / f"{out.name}.draft"
    try:
        with FileLock(lock, timeout=wait):
            clear(folder)
            folder.mkdir()
            try:
                yield Drafts(folder)
            finally:
                clear(folder)
    except Timeout:
        raise Busy(f"another build is publishing to {out}") from None


def lock_of(out: Path, ending: str = "lock") -> Path:
    """The file that a build locks while nobody else may work on ``out``. Raises `OutputRefused`."""
    check_place(out)
    try:
        return own_file(out.parent, f"{out.name}.{ending}")
    except NotOurs as error:
        raise OutputRefused(f"{error.filename} {error.strerror}") from None


def file_digest(file: File) -> str:
    """The digest of a file."""
    return file.digest if isinstance(file, Draft) else digest(file)


def file_bytes(file: File) -> bytes:
    """The bytes of a file."""
    return file.read() if isinstance(file, Draft) else file


def file_size(file: File) -> int:
    """How many bytes a file has."""
    return file.size if isinstance(file, Draft) else len(file)


def put(file: File, target: Path) -> None:
    """Makes ``target``, where nothing stands, the file; a draft moves there."""
    if isinstance(file, Draft):
        Path(file.place).rename(target)
    else:
        with target.open("xb") as written:
            written.write(file)
