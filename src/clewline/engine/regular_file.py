"""Reading files that strangers may have put there: regular ones only, without following links, without ever
waiting.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)
"""Without it, Windows changes the ends of lines."""
_FILE = os.O_RDONLY | BINARY | _NO_LINKS | getattr(os, "O_NONBLOCK", 0)
_FOLDER = os.O_RDONLY | _NO_LINKS | getattr(os, "O_DIRECTORY", 0)


def read_regular(root: Path, path: str, most: int = -1) -> bytes | None:
    """The first ``most`` bytes (all, if negative) of the file at ``path`` below ``root``.

    None when it is no regular file, or is reached through a link below ``root``. Raises `OSError` when it
    cannot be read.
    """
    with open_regular(root, path) as file:
        return file.read(most) if file else None


@contextmanager
def open_regular(root: Path, path: str) -> Iterator[BufferedReader | None]:
    """The file at ``path`` below ``root``, open for reading; None where there is none to be read; see
    `read_regular`.
    """
    with os.fdopen(_handle(root, path), "rb") as file:
        yield file if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None


def _handle(root: Path, path: str) -> int:
    """A handle of whatever stands at ``path``, each folder on the way being opened without following a
    link.
    """
    if os.open not in os.supports_dir_fd:
        _refuse_links(root, path)
        return os.open(root / path, _FILE)
    *folders, name = path.split("/")
    if name in ("", ".", "..") or any(folder in ("", ".", "..") for folder in folders):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    folder = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        for inner in folders:
            outer, folder = folder, os.open(inner, _FOLDER, dir_fd=folder)
            os.close(outer)
        return os.open(name, _FILE, dir_fd=folder)
    finally:
        os.close(folder)


def _refuse_links(root: Path, path: str) -> None:
    """Raises `OSError` when ``path`` leads elsewhere: a look before the leap, for systems that cannot open a
    file folder by folder.
    """
    straight = os.path.join(os.path.realpath(root), *path.split("/"))  # noqa: PTH118
    if os.path.normcase(os.path.realpath(root / path)) != os.path.normcase(straight):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(root / path))


def read_at(handle: int, size: int, place: int) -> bytes:
    """So many bytes of an open file, from ``place`` on."""
    if hasattr(os, "pread"):
        return os.pread(handle, size, place)
    os.lseek(handle, place, os.SEEK_SET)
    return os.read(handle, size)
