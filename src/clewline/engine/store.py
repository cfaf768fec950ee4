"""What a database knows, on disk, between processes.

Three kinds of files in a folder: ``nodes``, which is written anew as a whole; ``values``, to which is only
added until half of it is of no use; and small ones that each hold one value under a name. Data only
(MessagePack). Each is under a digest of the program, and all that is read must bear our seal: what is
damaged, of another version, or came with somebody's repository is as good as nothing, and costs time, never
correctness.
"""

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from clewline.engine.codec import Undecodable, decoded, encoded
from clewline.engine.database import Database
from clewline.engine.nodes import Column
from clewline.engine.regular_file import read_regular
from clewline.engine.state_dir import NotOurs, seal

_NODES, _VALUES = "nodes", "values"
_SEAL = 32
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BUFFER = 1 << 22
_LITTLE = 1 << 22
"""So many bytes of no use are not worth to be swept up."""


class _Kept(NamedTuple):
    """All nodes, and where their values are: by number, offset and length; and how long the file of values
    was.
    """

    columns: list[Column]
    places: dict[int, tuple[int, int]]
    length: int


class FileStore:
    """An open store in ``folder``. ``note`` says what was wrong with it, if anything was."""

    def __init__(self, folder: Path, program: str, writable: bool = True) -> None:
        self.note = ""
        self._writable = writable
        self._folder = folder
        self._program = program.encode()
        self._places: dict[int, tuple[int, int]] = {}
        self._values: int | None = None
        self._length = 0
        self._buffer: dict[int, bytes] = {}
        self._buffered = 0

    def take(self, db: Database) -> None:
        """Gives ``db`` all nodes that are kept."""
        kept = self.get(_NODES, _Kept)
        try:
            self._values = self._opened()
            self._length = os.fstat(self._values).st_size
        except OSError as error:
            self.note = f"the cache could not be used ({error.strerror})"
            return
        if kept is None or kept.length > self._length:
            if self._writable:
                os.ftruncate(self._values, 0)
                self._length = 0
            return
        self._places = kept.places
        db.take(kept.columns)

    def load(self, number: int) -> bytes | None:
        """See `clewline.engine.database.Store`."""
        if number in self._buffer:
            return self._buffer[number]
        place = self._places.get(number)
        if place is None or self._values is None:
            return None
        with suppress(OSError):
            found = os.pread(self._values, place[1], place[0]) if self._values is not None else b""
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
        columns, order = db.columns()
        try:
            self._flush()
            if self._values is None:
                return
            places = {new: self._places[old] for new, old in enumerate(order) if old in self._places}
            useful = sum(length for _, length in places.values())
            if self._length - useful > max(useful, _LITTLE):
                places = self._swept(places)
            self.put(_NODES, _Kept(columns, places, self._length))
        except OSError as error:
            self._note_unwritten(error)

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

    def _replace(self, name: str, parts: Iterable[bytes]) -> None:
        """Writes a file anew, in one step. Raises `OSError`."""
        handle, fresh = tempfile.mkstemp(prefix=f".{name}.", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
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
        self._replace(_VALUES, (os.pread(values, size, offset) for offset, size in places.values()))
        self.close()
        self._values, self._length = self._opened(), length
        return swept


def _sealed(name: str, data: bytes) -> bytes:
    """The seal of what is in the file of this name."""
    return seal(name.encode(), data).encode()
