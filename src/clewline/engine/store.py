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
from clewline.engine.between import Later
from clewline.engine.codec import Undecodable, decoded, encoded
from clewline.engine.database import Database
from clewline.engine.regular_file import BINARY, read_at, read_regular
from clewline.engine.state_dir import NotOurs, seal

_NODES, _LATER, _VALUES = "nodes", "later", "values"
_OFFSET = "Q"
_SEAL = 32
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | BINARY
_BUFFER = 1 << 22
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
        self._places: dict[int, tuple[int, int]] = {}
        self._values: int | None = None
        self._length = 0
        self._buffer: dict[int, bytes] = {}
        self._buffered = 0

    def take(self, db: Database) -> None:
        """Gives ``db`` all nodes that are kept."""
        nodes = self.get(_NODES, _Nodes)
        since = self.get(_LATER, _Since) if nodes else None
        if since and since.name != nodes.name:
            since = None
        try:
            self._values = self._opened()
            self._length = os.fstat(self._values).st_size
        except OSError as error:
            self.note = f"the cache could not be used ({error.strerror})"
            return
        if nodes is None or (since or nodes).length > self._length:
            if self._writable:
                os.ftruncate(self._values, 0)
                self._length = 0
            return
        self._name, self._count = nodes.name, sum(column.count for column in nodes.columns)
        self._numbers, self._lengths = (
            array(NUMBER, nodes.places.numbers),
            array(NUMBER, nodes.places.lengths),
        )
        self._offsets = array(_OFFSET, nodes.places.offsets)
        known = db.take(nodes.columns, since.later if since else None)
        if since:
            self._places = {known.get(number, number): place for number, place in since.places.items()}

    def load(self, number: int) -> bytes | None:
        """See `clewline.engine.database.Store`."""
        if number in self._buffer:
            return self._buffer[number]
        place = self._place(number)
        if place is None or self._values is None:
            return None
        with suppress(OSError):
            found = read_at(self._values, place[1], place[0]) if self._values is not None else b""
            data = found[_SEAL:]
            return data if found[:_SEAL] == _sealed(_VALUES, data) else None
        return None

    def keep(self, number: int, data: bytes) -> None:
        """See `clewline.engine.database.Store`."""
        if self._values is None:
            return
        self._buffer[number] = data
        self._buffered += len(data)
        if self._buffered > _BUFFER:
            self._flush()

    def save(self, db: Database) -> None:
        """Keeps what ``db`` knows now. A store that cannot be written is only a slower one."""
        if self._values is None:
            return
        try:
            self._flush()
            if self._values is None:
                return
            later = db.later()
            known = sum(column.count for column in later.columns) + len(later.gone)
            useful = sum(self._lengths) + sum(length for _, length in self._places.values())
            if self._name and known * _SHARE < self._count and not self._is_wasteful(useful):
                self.put(_LATER, _Since(self._name, later, self._places, self._length))
            else:
                self._save_all(db)
        except OSError as error:
            self._note_unwritten(error)

    def _save_all(self, db: Database) -> None:
        """Writes all nodes, and sweeps up values of no use. Raises `OSError`."""
        columns, order = db.columns()
        places = {new: place for new, old in enumerate(order) if (place := self._place(old))}
        if self._is_wasteful(sum(length for _, length in places.values())):
            places = self._swept(places)
        packed = Places(
            array(NUMBER, places).tobytes(),
            array(_OFFSET, (offset for offset, _ in places.values())).tobytes(),
            array(NUMBER, (length for _, length in places.values())).tobytes(),
        )
        self.put(_NODES, _Nodes(columns, packed, self._length, os.urandom(8)))

    def _is_wasteful(self, useful: int) -> bool:
        """Whether too much of the file of values is of no use, when so many bytes are."""
        return self._length - useful > max(useful, _LITTLE)

    def _place(self, number: int) -> tuple[int, int] | None:
        """Where the value of a node is: offset and length."""
        found = self._places.get(number)
        if found is None:
            at = bisect_left(self._numbers, number)
            if at < len(self._numbers) and self._numbers[at] == number:
                found = self._offsets[at], self._lengths[at]
        return found

    def close(self) -> None:
        """Lets go of the files."""
        if self._values is not None:
            os.close(self._values)
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

    def _flush(self) -> None:
        """Writes down what waits; where that fails, nothing more is kept."""
        if not self._buffer or self._values is None:
            return
        try:
            os.lseek(self._values, self._length, os.SEEK_SET)
            with os.fdopen(os.dup(self._values), "wb") as file:
                for number, data in self._buffer.items():
                    written = _sealed(_VALUES, data) + data
                    file.write(written)
                    self._places[number] = (self._length, len(written))
                    self._length += len(written)
        except OSError as error:
            self._note_unwritten(error)
            self.close()
        self._buffer, self._buffered = {}, 0

    def _opened(self) -> int:
        """A handle of the file of values. Raises `OSError`."""
        way = os.O_RDWR | os.O_CREAT if self._writable else os.O_RDONLY
        handle = os.open(self._folder / _VALUES, way | _NO_LINKS, 0o644)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise NotOurs(self._folder / _VALUES)
        return handle

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

    def _swept(self, places: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
        """Where values are once the file holds nothing else."""
        assert self._values is not None
        values, length = self._values, 0
        swept: dict[int, tuple[int, int]] = {}
        for number, (_, size) in places.items():
            swept[number] = (length, size)
            length += size
        kept = (read_at(values, size, offset) for offset, size in places.values())
        self._replace(_VALUES, kept, self.close)
        self._values, self._length = self._opened(), length
        return swept


def _sealed(name: str, data: bytes) -> bytes:
    """The seal of what is in the file of this name."""
    return seal(name.encode(), data).encode()
