"""What is ours on the disk: the folder that Clewline keeps for itself beside what it works on, and what it
believes of it; and the file by which a built site is known.

The folder may have come with somebody's repository. So nothing in it is reached through a link, and what is
read back from it must bear a seal that only this user can have made.
"""

import errno
import os
import secrets
import stat
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from clewline.engine.regular_file import BINARY

FOLDER = ".clewline"
MANIFEST = ".clewline-manifest.json"
"""The file in a built site that says what in it is ours."""
_KEY_BYTES = 32


class NotOurs(OSError):
    """What stands in the place of a file or folder of ours can be none of ours."""

    def __init__(self, place: Path) -> None:
        super().__init__(errno.ELOOP, "is a link or no file of ours: move it away", os.fspath(place))


def own_folder(place: Path) -> Path:
    """The folder `FOLDER` in ``place``, which is there afterwards; version control passes over it.

    Raises `NotOurs` when it is a link, so that nothing is written where that leads.
    """
    folder = place / FOLDER
    refuse_link(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as ignored:
        ignored.write("*\n")
    return folder


def refuse_link(folder: Path) -> None:
    """Raises `NotOurs` when ``folder`` is a link."""
    if folder.is_symlink():
        raise NotOurs(folder)


def own_file(place: Path, name: str) -> Path:
    """The path of the file ``name`` in the own folder of ``place``, which need not be there; raises `NotOurs`
    when something else is.
    """
    path = own_folder(place) / name
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise NotOurs(path)
    return path


def seal(*parts: bytes) -> str:
    """The seal of what is to be read back later: only the same parts have it, and only this user can make
    it.
    """
    made = blake2b(digest_size=16, key=_key())
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()


@lru_cache(maxsize=1)
def _key() -> bytes:
    """The key of this user, kept outside of all sites; where none can be kept, one for this run only."""
    path = _key_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            _write_key(path)
        key = path.read_bytes()
    except OSError:
        key = b""
    return key if len(key) == _KEY_BYTES else secrets.token_bytes(_KEY_BYTES)


def _write_key(path: Path) -> None:
    """Writes a new key to ``path`` in one step. Raises `FileExistsError` when there is one."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
    try:
        os.link(fresh, path)
    finally:
        fresh.unlink()


def _key_file() -> Path:
    """Where the key is kept (https://specifications.freedesktop.org/basedir-spec/)."""
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    return base / "clewline" / "key"
