"""What a database knows, on disk, between processes.

Four kinds of files in a folder: ``nodes``, which is written as a whole; ``later``, which says what has become
of these since; ``values``, to which is only added until half of it is of no use; and small ones that each
hold one value under a name. Data only (MessagePack). Each is under a digest of the program, and all that is
read must bear our seal: what is damaged, of another version, or came with somebody's repository is as good as
nothing, and costs time, never correctness.
"""

import os
import stat
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from clewline.engine.base import NUMBER, Column
from clewline.engine.between import Apart, Later, Parted
from clewline.engine.codec import Undecodable, decoded, encoded
from clewline.engine.database import Database
from clewline.engine.regular_file import BINARY, read_at, read_regular
from clewline.engine.state_dir import NotOurs, seal
from clewline.engine.value_file import Spilled, ValueFile

_NODES, _LATER, _VALUES = "nodes", "later", "values"
_OFFSET = "Q"
_SEAL = 32
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | BINARY
_LITTLE = 1 << 22
"""So many bytes of no use are not worth to be swept up."""


_SHARE = 8
"""When more than one in so many nodes is not as it was, all are written anew."""


class Places(NamedTuple):
    """Where values are: packed, the numbers of their nodes in ascending order, their offsets and their
    lengths.
    """

    numbers: bytes = b""
    offsets: bytes = b""
    lengths: bytes = b""


class _Nodes(NamedTuple):
    """All nodes, where their values are, how long the file of values was, and a name that tells these nodes
    from those of another time.
    """

    columns: list[Column]
    places: Places
    length: int
    name: bytes


class _Since(NamedTuple):
    """What has become of the nodes with this name, and where new values are."""

    name: bytes
    later: Later
    places: dict[int, tuple[int, int]]
    length: int


class FileStore:
    """An open store in ``folder``. ``note`` says what was wrong with it, if anything was."""

    def __init__(self, folder: Path, program: str, writable: bool = True) -> None:
        self.note = ""
        self._writable = writable
        self._folder = folder
        self._program = program.encode()
        self._name = b""
        self._count = 0
        self._numbers, self._offsets, self._lengths = array(NUMBER), array(_OFFSET), array(NUMBER)
        self._values: ValueFile | None = None

    def take(self, db: Database) -> None:
        """Gives ``db`` all nodes that are kept."""
        nodes = self.get(_NODES, _Nodes)
        since = self.get(_LATER, _Since) if nodes else None
        if since and since.name != nodes.name:
            since = None
        try:
            self._values = self._opened()
        except OSError as error:
            self.note = f"the cache could not be used ({error.strerror})"
            return
        if nodes is None or (since or nodes).length > self._values.length:
            if self._writable:
                os.ftruncate(self._values.handle, 0)
                self._values.length = 0
            return
        self._name, self._count = nodes.name, sum(column.count for column in nodes.columns)
        self._numbers, self._lengths = (
            array(NUMBER, nodes.places.numbers),
            array(NUMBER, nodes.places.lengths),
        )
        self._offsets = array(_OFFSET, nodes.places.offsets)
        known = db.take(nodes.columns, since.later if since else None)
        if since:
            self._values.places = {known.get(number, number): place for number, place in since.places.items()}

    def load(self, number: int) -> bytes | None:
        """See `clewline.engine.between.Store`."""
        if self._values is None:
            return None
        with suppress(OSError):
            found = self._values.load(number)
            if found is None and (place := self._former_place(number)):
                found = read_at(self._values.handle, place[1], place[0])
            if found is not None and found[:_SEAL] == _sealed(_VALUES, data := found[_SEAL:]):
                return data
        return None

    def keep(self, number: int, data: bytes) -> None:
        """See `clewline.engine.between.Store`. Where nothing can be written, nothing more is kept."""
        if self._values is None:
            return
        try:
            self._values.keep(number, _sealed(_VALUES, data) + data)
        except OSError as error:
            self._note_unwritten(error)
            self.close()

    def apart(self) -> Apart:
        """See `clewline.engine.between.Store`."""
        with suppress(OSError):
            return Spilled(self, self._folder)
        return Parted(self)

    def save(self, db: Database) -> None:
        """Keeps what ``db`` knows now. A store that cannot be written is only a slower one."""
        if self._values is None:
            return
        try:
            self._values.flush()
            later = db.later()
            known = sum(column.count for column in later.columns) + len(later.gone)
            places = self._values.places
            useful = sum(self._lengths) + sum(length for _, length in places.values())
            if self._name and known * _SHARE < self._count and not _is_wasteful(self._values, useful):
                self.put(_LATER, _Since(self._name, later, places, self._values.length))
            else:
                self._save_all(db, self._values)
        except OSError as error:
            self._note_unwritten(error)

    def _save_all(self, db: Database, values: ValueFile) -> None:
        """Writes all nodes, and sweeps up values of no use. Raises `OSError`."""
        columns, order = db.columns()
        found = ((new, values.places.get(old) or self._former_place(old)) for new, old in enumerate(order))
        places = {new: place for new, place in found if place}
        if _is_wasteful(values, sum(length for _, length in places.values())):
            places, values = self._swept(places, values)
        packed = Places(
            array(NUMBER, places).tobytes(),
            array(_OFFSET, (offset for offset, _ in places.values())).tobytes(),
            array(NUMBER, (length for _, length in places.values())).tobytes(),
        )
        self.put(_NODES, _Nodes(columns, packed, values.length, os.urandom(8)))

    def _former_place(self, number: int) -> tuple[int, int] | None:
        """Where the value of a node was when all nodes were written last: offset and length."""
        at = bisect_left(self._numbers, number)
        if at < len(self._numbers) and self._numbers[at] == number:
            return self._offsets[at], self._lengths[at]
        return None

    def close(self) -> None:
        """Lets go of the files."""
        if self._values is not None:
            os.close(self._values.handle)
            self._values = None

    def get(self, name: str, kind: Any) -> Any:
        """The value that was `put` under a name; None where there is none."""
        try:
            data = read_regular(self._folder, name)
        except OSError:
            return None
        head = _SEAL + len(self._program)
        if data is None or data[_SEAL:head] != self._program:
            return None
        if _sealed(name, data[_SEAL:]) != data[:_SEAL]:
            self.note = f"the cache was damaged, or is somebody else's, and has been thrown away ({name})"
            return None
        with suppress(Undecodable):
            return decoded(data[head:], kind)
        return None

    def put(self, name: str, value: object) -> None:
        """Keeps a value under a name, if that can be written."""
        data = self._program + encoded(value)
        try:
            self._replace(name, [_sealed(name, data), data])
        except OSError as error:
            self._note_unwritten(error)

    def _opened(self) -> ValueFile:
        """The file of values. Raises `OSError`."""
        way = os.O_RDWR | os.O_CREAT if self._writable else os.O_RDONLY
        handle = os.open(self._folder / _VALUES, way | _NO_LINKS, 0o644)
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            os.close(handle)
            raise NotOurs(self._folder / _VALUES)
        return ValueFile(handle, status.st_size)

    def _replace(self, name: str, parts: Iterable[bytes], close: Callable[[], None] = lambda: None) -> None:
        """Writes a file anew, in one step, before which the old one is to ``close``: Windows replaces no open
        file. Raises `OSError`.
        """
        handle, fresh = tempfile.mkstemp(prefix=f".{name}.", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
            close()
            Path(fresh).replace(self._folder / name)
        except BaseException:
            with suppress(OSError):
                Path(fresh).unlink()
            raise

    def _note_unwritten(self, error: OSError) -> None:
        self.note = f"the cache could not be written ({error.strerror})"

    def _swept(
        self, places: Mapping[int, tuple[int, int]], values: ValueFile
    ) -> tuple[dict[int, tuple[int, int]], ValueFile]:
        """The file of values once it holds nothing else, and where they are in it. Raises `OSError`."""
        length = 0
        swept: dict[int, tuple[int, int]] = {}
        for number, (_, size) in places.items():
            swept[number] = (length, size)
            length += size
        kept = (read_at(values.handle, size, offset) for offset, size in places.values())
        self._replace(_VALUES, kept, self.close)
        self._values = self._opened()
        return swept, self._values


def _is_wasteful(values: ValueFile, useful: int) -> bool:
    """Whether too much of the file of values is of no use, when so many bytes are."""
    return values.length - useful > max(useful, _LITTLE)


def _sealed(name: str, data: bytes) -> bytes:
    """The seal of what is in the file of this name."""
    return seal(name.encode(), data).encode()
