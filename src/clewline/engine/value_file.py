"""Encoded values in a file to which is only added, and stores that are made of one."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from clewline.engine.between import Store
from clewline.engine.regular_file import read_at

_BUFFER = 1 << 22
"""So many bytes wait for being written together."""


class ValueFile:
    """Data by number in the file that is open as ``handle`` and ``length`` bytes long; ``places`` says where
    (offset and length).
    """

    def __init__(self, handle: int, length: int) -> None:
        self.handle = handle
        self.length = length
        self.places: dict[int, tuple[int, int]] = {}
        self._buffer: dict[int, bytes] = {}
        self._buffered = 0

    def load(self, number: int) -> bytes | None:
        """The data of a number; None where there are none. Raises `OSError`."""
        if number in self._buffer:
            return self._buffer[number]
        place = self.places.get(number)
        return read_at(self.handle, place[1], place[0]) if place else None

    def keep(self, number: int, data: bytes) -> None:
        """Takes in the data of a number, in place of those that it had. Raises `OSError`."""
        self._buffer[number] = data
        self._buffered += len(data)
        if self._buffered > _BUFFER:
            self.flush()

    def flush(self) -> None:
        """Writes down what waits. Raises `OSError`, and then keeps nothing of it."""
        waiting, self._buffer, self._buffered = self._buffer, {}, 0
        if not waiting:
            return
        os.lseek(self.handle, self.length, os.SEEK_SET)
        with os.fdopen(os.dup(self.handle), "wb") as file:
            file.writelines(waiting.values())
        for number, data in waiting.items():
            self.places[number] = (self.length, len(data))
            self.length += len(data)

    def items(self) -> Iterator[tuple[int, bytes]]:
        """All numbers with their data. Raises `OSError`."""
        for number, (offset, length) in self.places.items():
            if number not in self._buffer:
                yield number, read_at(self.handle, length, offset)
        yield from self._buffer.items()


class Spilled:
    """A store over another, in a nameless file in ``folder``, for a process that must not write to the other.
    What cannot be written is not kept. Raises `OSError` where there can be no such file.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        handle, name = mkstemp(dir=folder)
        Path(name).unlink()  # what is open is there until the process ends
        self._values = ValueFile(handle, 0)

    def load(self, number: int) -> bytes | None:
        """See `Store`."""
        found = None
        with suppress(OSError):
            found = self._values.load(number)
        return self._store.load(number) if found is None else found

    def keep(self, number: int, data: bytes) -> None:
        """See `Store`."""
        with suppress(OSError):
            self._values.keep(number, data)

    def apart(self) -> "Spilled":
        """See `Store`."""
        return Spilled(self, self._folder)

    def items(self) -> Iterator[tuple[int, bytes]]:
        """See `Apart`."""
        return self._values.items()
