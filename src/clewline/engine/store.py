"""What a database knows, on disk, between processes.

Three kinds of files in a folder: ``nodes``, which is written anew as a whole; ``values``, to which is only
added until half of it is of no use; and small ones that each hold one value under a name. Data only
(MessagePack). Each is under a digest of the program, and all that is read is compared with its own digest:
what is damaged, foreign or of another version is as good as nothing, and costs time, never correctness.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from clewline.engine.codec import Undecodable, decoded, encoded, sealed
from clewline.engine.database import Database
from clewline.engine.nodes import Column

_NODES, _VALUES = "nodes", "values"
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
            way = os.O_RDWR | os.O_CREAT if self._writable else os.O_RDONLY
            self._values = os.open(self._folder / _VALUES, way, 0o644)
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
            return os.pread(self._values, place[1], place[0])
        return None

    def keep(self, number: int, data: bytes) -> None:
        """See `clewline.engine.database.Store`."""
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
            places = {new: self._places[old] for new, old in enumerate(order) if old in self._places}
            useful = sum(length for _, length in places.values())
            if self._length - useful > max(useful, _LITTLE):
                places = self._swept(places)
            self.put(_NODES, _Kept(columns, places, self._length))
        except OSError as error:
            self.note = f"the cache could not be written ({error.strerror})"

    def close(self) -> None:
        """Lets go of the files."""
        if self._values is not None:
            os.close(self._values)
            self._values = None

    def get(self, name: str, kind: Any) -> Any:
        """The value that was `put` under a name; None where there is none."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        head = 8 + len(self._program)
        if data[8:head] != self._program:
            return None
        if sealed(data[8:]) != data[:8]:
            self.note = f"the cache was damaged and has been thrown away ({name})"
            return None
        with suppress(Undecodable):
            return decoded(data[head:], kind)
        return None

    def put(self, name: str, value: object) -> None:
        """Keeps a value under a name. Raises `OSError`."""
        data = self._program + encoded(value)
        fresh = self._folder / f".{name}.{os.getpid()}"
        fresh.write_bytes(sealed(data) + data)
        fresh.replace(self._folder / name)

    def _flush(self) -> None:
        """Writes down what waits."""
        if self._values is None:
            return
        os.lseek(self._values, self._length, os.SEEK_SET)
        with os.fdopen(os.dup(self._values), "wb") as file:
            for number, data in self._buffer.items():
                file.write(data)
                self._places[number] = (self._length, len(data))
                self._length += len(data)
        self._buffer, self._buffered = {}, 0

    def _swept(self, places: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
        """Where values are once the file holds nothing else."""
        assert self._values is not None
        swept: dict[int, tuple[int, int]] = {}
        fresh = self._folder / f".{_VALUES}.{os.getpid()}"
        length = 0
        with fresh.open("wb") as file:
            for number, (offset, size) in places.items():
                file.write(os.pread(self._values, size, offset))
                swept[number] = (length, size)
                length += size
        fresh.replace(self._folder / _VALUES)
        os.close(self._values)
        self._values, self._length = os.open(self._folder / _VALUES, os.O_RDWR), length
        return swept
