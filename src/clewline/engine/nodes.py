"""The nodes of a database: of every value its kind and key, its digest, what it was computed from, and by
whom it was read.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from clewline.engine.codec import NONE, decoded, encoded

Key = Hashable
NUMBER, HEIGHT = "I", "H"
UNKNOWN: Any = object()
"""In place of a value that is not known."""


class Cell(NamedTuple):
    """A value, and the number of its node."""

    value: Any
    number: int


def _unbound(key: Any) -> Any:
    raise LookupError(key)


class Kind:
    """All values that one function computes, by key. A change ends (``cut``) at one that turns out as it was:
    it is computed again at once, or, where it is ``lazy``, when somebody asks for it or for what was computed
    from it. Those with a ``type`` are plain data of that type, and kept in the store; ``key_type`` is the
    type of all keys.

    ``settle``, in place of a comparison, is told the old value (`UNKNOWN` where that is lost) and the new
    one, and says whether all that was computed from it is stale. ``causes``, if any, gathers the numbers of
    what has changed.
    """

    __slots__ = (
        "causes",
        "cells",
        "compute",
        "cut",
        "is_defined",
        "key_type",
        "lazy",
        "name",
        "numbers",
        "settle",
        "type",
    )

    def __init__(self, name: str) -> None:
        self.name = name
        self.compute: Callable[[Any], Any] = _unbound
        self.is_defined = False
        self.cut = False
        self.lazy = False
        self.type: Any = None
        self.key_type: Any = str
        self.settle: Callable[[Any, Any], bool] | None = None
        self.causes: set[int] | None = None
        self.cells: dict[Key, Cell] = {}
        self.numbers: dict[Key, int] = {}


class Column(NamedTuple):
    """All nodes of one kind as they are kept: their encoded keys, and packed in their order the digests of
    their values, how far they are from the inputs, how many they were computed from, and the numbers of
    those.
    """

    kind: str
    keys: bytes
    digests: bytes
    heights: bytes
    counts: bytes
    reads: bytes


def renumbered(column: Column, new: Mapping[int, int]) -> Column:
    """A column of which the reads have ``new`` numbers."""
    reads = [new[number] for number in array(NUMBER, column.reads)]
    return column._replace(reads=array(NUMBER, reads).tobytes())


class Nodes:
    """Nodes by number."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}
        self.kind: list[Kind] = []
        self.key: list[Key] = []
        self.height: list[int] = []
        self.digest: dict[int, bytes] = {}
        self.reads: dict[int, Sequence[int]] = {}
        self._users: dict[int, list[int]] | None = None

    def add(self, kind: Kind, key: Key) -> int:
        """The number of a new node."""
        number = kind.numbers[key] = len(self.key)
        self.kind.append(kind)
        self.key.append(key)
        self.height.append(0)
        self.reads[number] = ()
        return number

    def read(self, number: int, reads: Sequence[int]) -> None:
        """Takes note of what a value was computed from."""
        heights = self.height
        if self._users is not None:
            before = set(self.reads[number])
            for source in reads:
                if source not in before:
                    self._users.setdefault(source, []).append(number)
        self.reads[number] = reads
        height = max([heights[source] for source in reads], default=-1) + 1
        if height > heights[number]:
            self._raise(number, height)

    def _raise(self, number: int, height: int) -> None:
        """Puts a node, and what was computed from it, further away from the inputs."""
        self.height[number] = height
        for user in self._users.get(number, ()) if self._users is not None else ():
            if self.height[user] <= height and number in self.reads[user]:
                self._raise(user, height + 1)

    def users(self) -> dict[int, list[int]]:
        """By number, what was computed from a node, now or once."""
        if self._users is None:
            self._users = {}
            for number, reads in self.reads.items():
                for source in reads:
                    if source in self._users:
                        self._users[source].append(number)
                    else:
                        self._users[source] = [number]
        return self._users

    def take(self, columns: Iterable[Column]) -> None:
        """Takes in the nodes of another process, before there are any. All kinds must be defined."""
        for column in columns:
            kind = self.kinds[column.kind]
            start, keys = len(self.key), self._keys(column)
            kind.numbers = dict(zip(keys, range(start, start + len(keys)), strict=True))
            self.kind += [kind] * len(keys)
            self.key += keys
            self.height += array(HEIGHT, column.heights)
            self._put(column, range(start, start + len(keys)), array(NUMBER, column.reads))

    def learn(self, columns: Sequence[Column], numbers: Sequence[bytes]) -> dict[int, int]:
        """Takes in nodes that another process has computed that knew all that are here. ``numbers`` are those
        that they have there; gives those that they have here.
        """
        known = dict(zip(range(len(self.key)), range(len(self.key)), strict=True))
        there = [array(NUMBER, packed) for packed in numbers]
        for column, locals_ in zip(columns, there, strict=True):
            kind = self.kinds[column.kind]
            for key, number in zip(self._keys(column), locals_, strict=True):
                here = kind.numbers.get(key)
                known[number] = self.add(kind, key) if here is None else here
        for column, locals_ in zip(columns, there, strict=True):
            places = [known[number] for number in locals_]
            for number, height in zip(places, array(HEIGHT, column.heights), strict=True):
                self.height[number] = height
            reads = array(NUMBER, [known[number] for number in array(NUMBER, column.reads)])
            self._put(column, places, reads)
        self._users = None
        return known

    def _keys(self, column: Column) -> list[Any]:
        found: list[Any] = decoded(column.keys, list.__class_getitem__(self.kinds[column.kind].key_type))
        return found

    def _put(self, column: Column, numbers: Sequence[int], reads: "array[int]") -> None:
        """Puts in the digests and reads of the nodes of a column, which have these numbers."""
        at = 0
        for number, size in zip(numbers, array(NUMBER, column.counts), strict=True):
            self.reads[number] = reads[at : at + size]
            at += size
        if column.digests:
            width = len(NONE)
            for place, number in enumerate(numbers):
                self.digest[number] = column.digests[place * width : place * width + width]

    def columns(self, wanted: Callable[[int], bool]) -> tuple[list[Column], list[list[int]]]:
        """The nodes that are ``wanted``, by kind, and their numbers. What they were computed from is numbered
        as it is here.
        """
        found, numbered = [], []
        for kind in self.kinds.values():
            fresh = [(key, number) for key, number in kind.numbers.items() if wanted(number)]
            if not fresh:
                continue
            numbers = [number for _, number in fresh]
            reads = [self.reads[number] for number in numbers]
            found.append(
                Column(
                    kind.name,
                    encoded([key for key, _ in fresh]),
                    b"".join([self.digest.get(number, NONE) for number in numbers]) if kind.cut else b"",
                    array(HEIGHT, [self.height[number] for number in numbers]).tobytes(),
                    array(NUMBER, map(len, reads)).tobytes(),
                    array(NUMBER, [source for each in reads for source in each]).tobytes(),
                )
            )
            numbered.append(numbers)
        return found, numbered
