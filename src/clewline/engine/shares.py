"""Work in shares: forked processes that each make a part of many values of one database, with all that is
known to it, and send back what came of it and what they have learned on the way.
"""

import gc
import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from selectors import EVENT_READ, DefaultSelector
from traceback import format_exc
from typing import Any, NamedTuple, TypeVar

from clewline.engine.between import Learned
from clewline.engine.codec import decoded, encoded
from clewline.engine.database import Database

Item = TypeVar("Item")
Result = TypeVar("Result")
_HEAD = struct.Struct("<QQ")
_END, _FAILED, _LEARNED, _VALUES = ((1 << 64) - 1 - place for place in range(4))
"""What a process sends beside results, in place of an index."""
_PIECE = 1 << 20
_NUMBER = struct.Struct("<I")
_PIECES = 32
"""In how many pieces each process does its share, about; all their numbers fit into a pipe."""

CAN_FORK = hasattr(os, "fork")


class Ended(Exception):
    """A process has ended before its work was done; the message says why, if it could."""


class _Worker(NamedTuple):
    """A process, and the end of the pipe that it writes to."""

    process: int
    pipe: int


def in_shares(
    db: Database, items: Sequence[Item], work: Callable[[Item], Result], kind: Any, count: int
) -> Iterator[tuple[int, Result]]:
    """What ``work`` makes of each of ``items``, with their indexes, in no particular order; ``kind`` is the
    type of the results, which are plain data. ``count`` processes share the work, and ``db`` learns what they
    have computed.

    Neighbours in ``items`` have much in common: each process takes a piece of them at a time, and the next as
    soon as it is done, so that all end together.
    """
    gc.freeze()  # what is there already stays where it is, and is shared
    size = max(1, len(items) // (count * _PIECES))
    waiting = _numbers(range(0, len(items), size))
    try:
        workers = [_forked(db, items, work, waiting, size) for _ in range(count)]
    finally:
        os.close(waiting)
    try:
        known: dict[int, dict[int, int]] = {}
        for pipe, index, data in _messages(workers):
            if index == _FAILED:
                raise Ended(data.decode())
            if index == _LEARNED:
                known[pipe] = db.learn(decoded(data, Learned))
            elif index == _VALUES:
                here, values = known[pipe], decoded(data, dict[int, bytes])
                db.keep((here.get(number, number), value) for number, value in values.items())
            elif index != _END:
                yield index, decoded(data, kind)
    finally:
        for worker in workers:
            os.close(worker.pipe)
            os.waitpid(worker.process, 0)
        gc.unfreeze()


def _numbers(numbers: Sequence[int]) -> int:
    """The end of a pipe from which each of ``numbers`` is read once, by whichever process comes first."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b"".join(map(_NUMBER.pack, numbers)))
    return reading


def _taken(waiting: int) -> Iterator[int]:
    """The numbers that this process reads from such a pipe."""
    while data := os.read(waiting, _NUMBER.size):
        yield _NUMBER.unpack(data)[0]


def _forked(
    db: Database, items: Sequence[Item], work: Callable[[Item], Result], waiting: int, size: int
) -> _Worker:
    """A process that works on pieces of ``items``, each of ``size``, as long as some are ``waiting``."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return _Worker(process, reading)
    code = 1
    try:
        os.close(reading)
        apart = db.part()
        with os.fdopen(writing, "wb") as pipe:
            try:
                for start in _taken(waiting):
                    for index in range(start, min(start + size, len(items))):
                        _send(pipe, index, encoded(work(items[index])))
                _send(pipe, _LEARNED, encoded(db.learned()))
                for values in _pieces(apart.items()):
                    _send(pipe, _VALUES, encoded(values))
                _send(pipe, _END, b"")
                code = 0
            except Exception:
                _send(pipe, _FAILED, format_exc().encode())
    finally:
        # Nothing of what the other process has open or planned is to be ended here.
        os._exit(code)


def _send(pipe: Any, index: int, data: bytes) -> None:
    pipe.write(_HEAD.pack(index, len(data)))
    pipe.write(data)


def _pieces(values: Iterable[tuple[int, bytes]]) -> Iterator[dict[int, bytes]]:
    """All of ``values``, in pieces of about a megabyte: together they may be more than there is room for."""
    piece: dict[int, bytes] = {}
    size = 0
    for number, data in values:
        piece[number] = data
        size += len(data)
        if size > _PIECE:
            yield piece
            piece, size = {}, 0
    yield piece


def _messages(workers: Sequence[_Worker]) -> Iterator[tuple[int, int, bytes]]:
    """What the workers send: the pipe, an index and data. Raises `Ended` when one of them stops too early."""
    with DefaultSelector() as selector:
        buffers = {worker.pipe: bytearray() for worker in workers}
        working = set(buffers)
        for pipe in buffers:
            selector.register(pipe, EVENT_READ)
        while working:
            for key, _ in selector.select():
                pipe = key.fd
                piece = os.read(pipe, _PIECE)
                if not piece:
                    raise Ended("a worker process has ended before its work was done")
                buffer = buffers[pipe]
                buffer += piece
                at = 0
                while len(buffer) - at >= _HEAD.size:
                    index, size = _HEAD.unpack_from(buffer, at)
                    if len(buffer) - at - _HEAD.size < size:
                        break
                    yield pipe, index, bytes(buffer[at + _HEAD.size : at + _HEAD.size + size])
                    at += _HEAD.size + size
                    if index == _END:
                        working.discard(pipe)
                        selector.unregister(pipe)
                del buffer[:at]
