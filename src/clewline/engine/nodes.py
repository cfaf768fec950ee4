"""The nodes of a database: of every value its kind and key, its digest, what it was computed from, and by
whom it was read.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from clewline.engine.base import HEIGHT, NUMBER, Base, Column, column_of
from clewline.engine.codec import NONE, decoded

Key = Hashable
UNKNOWN: Any = object()
"""In place of a value that is not known."""
_WIDTH = len(NONE)


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
        self.kept: Callable[[], dict[Key, int]] | None = None
        """Gives the numbers of the nodes of an earlier process, as soon as one is asked for."""
        self._numbers: dict[Key, int] = {}

    @property
    def numbers(self) -> dict[Key, int]:
        """The numbers of all nodes, by key."""
        if self.kept:
            self._numbers, self.kept = self.kept(), None
        return self._numbers


class Nodes:
    """Nodes by number: those of an earlier process, and what has become of them, and new ones.

    New nodes, of which a first build makes hundreds of thousands, are packed, in the order of their numbers.
    """

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}
        self._base = Base((), {})
        self._first = 0
        """The number of the first new node."""
        self._kind: list[Kind] = []
        self._key: list[Key] = []
        self._heights = array(HEIGHT)
        self._digests = bytearray()
        self._sources = array(NUMBER)
        """What new nodes were computed from at first, one node after the other."""
        self._bounds = array(NUMBER, [0])
        """Where these begin and end."""
        self._height: dict[int, int] = {}
        self._digest: dict[int, bytes] = {}
        self._reads: dict[int, Sequence[int]] = {}
        self._users: dict[int, list[int]] | None = None
        self._parted = 0
        """From this number on, all nodes are fresh."""
        self._touched: set[int] = set()

    def is_old(self, number: int) -> bool:
        """Whether a node is one of an earlier process."""
        return number < self._first

    def __len__(self) -> int:
        return self._first + len(self._kind)

    def part(self) -> None:
        """From now on, only those nodes are fresh that are made or touched."""
        self._parted = len(self)
        self._touched.clear()

    def fresh(self) -> Iterator[int]:
        """The nodes that are new, or not what they were in the earlier process."""
        yield from sorted(self._touched)
        yield from range(self._parted, len(self))

    def add(self, kind: Kind, key: Key, reads: Sequence[int] = ()) -> int:
        """The number of a new node, of which the value was computed from others."""
        number = self._new(kind, key)
        self._sources.extend(reads)
        self._bounds.append(len(self._sources))
        of = self.height if self._first else self._heights.__getitem__  # in a first build, where it counts
        self._heights.append(max(map(of, reads), default=-1) + 1)
        if self._users is not None:
            for source in reads:
                self._users.setdefault(source, []).append(number)
        return number

    def _new(self, kind: Kind, key: Key) -> int:
        """The number of a new node; its height and what it was computed from are still to be noted."""
        number = kind.numbers[key] = self._first + len(self._kind)
        self._kind.append(kind)
        self._key.append(key)
        self._digests += NONE
        return number

    def kind(self, number: int) -> Kind:
        """The kind of a node."""
        return (
            self._kind[number - self._first] if number >= self._first else self.kinds[self._base.kind(number)]
        )

    def key(self, number: int) -> Key:
        """The key of a node."""
        if number >= self._first:
            return self._key[number - self._first]
        found: Key = self._base.key(number)
        return found

    def height(self, number: int) -> int:
        """How far a node is from the inputs."""
        if number >= self._first:
            return self._heights[number - self._first]
        found = self._height.get(number)
        return self._base.height(number) if found is None else found

    def digest(self, number: int) -> bytes:
        """The digest of the value of a node; `NONE` where it is not known."""
        if number >= self._first:
            at = (number - self._first) * _WIDTH
            return bytes(self._digests[at : at + _WIDTH])
        found = self._digest.get(number)
        return self._base.digest(number) if found is None else found

    def reads(self, number: int) -> Sequence[int]:
        """What a node was computed from."""
        found = self._reads.get(number)
        if found is None and number >= self._first:
            at = number - self._first
            return self._sources[self._bounds[at] : self._bounds[at + 1]]
        return self._base.reads(number) if found is None else found

    def users(self, number: int) -> Iterator[int]:
        """What was computed from a node."""
        fresh = self._fresh_users().get(number, ())
        yield from (user for user in fresh if number in self.reads(user))
        if number < self._first:
            yield from (user for user in self._base.users(number) if user not in self._reads)

    def note_digest(self, number: int, digest: bytes) -> None:
        """Takes note of the digest of the value of a node."""
        if number >= self._first:
            at = (number - self._first) * _WIDTH
            self._digests[at : at + _WIDTH] = digest
        else:
            self._digest[number] = digest
        self._touch(number)

    def read(self, number: int, reads: Sequence[int]) -> None:
        """Takes note of what the value of a node was computed from this time."""
        if self._users is not None:
            for source in reads:
                self._users.setdefault(source, []).append(number)
        self._reads[number] = reads
        self._touch(number)
        height = max(map(self.height, reads), default=-1) + 1
        if height > self.height(number):
            self._raise(number, height)

    def _touch(self, number: int) -> None:
        if number < self._parted:
            self._touched.add(number)

    def _raise(self, number: int, height: int) -> None:
        """Puts a node, and what was computed from it, further away from the inputs."""
        self._note_height(number, height)
        # Before anything has been touched, nothing waits for its turn.
        for user in self.users(number) if self._users is not None else ():
            if self.height(user) <= height:
                self._raise(user, height + 1)

    def _note_height(self, number: int, height: int) -> None:
        if number >= self._first:
            self._heights[number - self._first] = height
        else:
            self._height[number] = height

    def _fresh_users(self) -> dict[int, list[int]]:
        """By number, what was computed from a node in this process, now or once."""
        if self._users is None:
            self._users = {}
            changed = (number for number in self._reads if number < self._first)
            for number in chain(changed, range(self._first, len(self))):
                for source in self.reads(number):
                    self._users.setdefault(source, []).append(number)
        return self._users

    def take(self, columns: Sequence[Column]) -> None:
        """Takes in the nodes of an earlier process, before there are any. All kinds must be defined."""
        self._base = Base(columns, {name: kind.key_type for name, kind in self.kinds.items()})
        self._first = self._parted = self._base.count
        for name, numbers in self._base.numbers():
            self.kinds[name].kept = _numbered(self._base, name, numbers)

    def learn(self, columns: Sequence[Column], numbers: Sequence[bytes]) -> dict[int, int]:
        """Takes in nodes of a process that knew all that are here, but for what this one has learned
        meanwhile. ``numbers`` are those that they have there; gives those that they have here, where these
        are others.
        """
        known: dict[int, int] = {}
        parts = []
        for column, packed in zip(columns, numbers, strict=True):
            kind = self.kinds[column.kind]
            keys = decoded(column.keys, list.__class_getitem__(kind.key_type))
            there = array(NUMBER, packed)
            for key, number in zip(keys, there, strict=True):
                here = kind.numbers.get(key)
                known[number] = self._new(kind, key) if here is None else here
            parts.append([known[number] for number in there])
        for column, places in zip(columns, parts, strict=True):
            reads = array(NUMBER, (known.get(number, number) for number in array(NUMBER, column.reads)))
            heights, at = array(HEIGHT, column.heights), 0
            for place, (number, size) in enumerate(zip(places, array(NUMBER, column.counts), strict=True)):
                self._note(number, reads[at : at + size], heights[place])
                at += size
                if column.digests:
                    self.note_digest(number, column.digests[place * _WIDTH : place * _WIDTH + _WIDTH])
        self._users = None
        return known

    def _note(self, number: int, reads: "array[int]", height: int) -> None:
        """Takes note of what another process knows of a node. New ones come in the order of their numbers."""
        if number - self._first == len(self._heights):
            self._sources.extend(reads)
            self._bounds.append(len(self._sources))
            self._heights.append(height)
            return
        if self.reads(number) != reads:
            self._reads[number] = reads
        self._note_height(number, height)
        self._touch(number)

    def columns(
        self, numbers: Iterable[int], new: Sequence[int] | None = None
    ) -> tuple[list[Column], list[list[int]]]:
        """The columns of some nodes, and the numbers of the nodes in each. What they were computed from has
        its ``new`` number there, if there are such.
        """
        parts: dict[str, list[int]] = {}
        for number in numbers:
            parts.setdefault(self.kind(number).name, []).append(number)
        found = []
        for name, part in parts.items():
            reads = [self.reads(number) for number in part]
            digests = [self.digest(number) for number in part] if self.kinds[name].cut else []
            keys, heights = [self.key(number) for number in part], [self.height(number) for number in part]
            # Others than all nodes are never looked through for who reads what.
            sources = set(chain.from_iterable(reads)) if new is not None else set()
            kinds = sorted({self.kind(source).name for source in sources})
            found.append(column_of(name, keys, digests, heights, reads, new, kinds))
        return found, list(parts.values())


def _numbered(base: Base, kind: str, numbers: range) -> Callable[[], dict[Key, int]]:
    return lambda: dict(zip(base.keys(kind), numbers, strict=True))
