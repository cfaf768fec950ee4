"""Values computed once, and again only when something that they were computed from has changed.

What a value was computed from is recorded while it is computed: nobody states it, so nobody can forget it.
The scheme is that of self-adjusting computation as in Adapton (doi:10.1145/2594291.2594324): a change marks
what depends on it as doubtful, and a doubtful value is computed again only if one of its inputs really turned
out different.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar
from zlib import crc32

Key = Hashable
_ABSENT, _GONE = object(), object()
Value = TypeVar("Value")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo:
    """Values by key, each computed once. For one build: nothing is recorded and nothing ever changes."""

    def __init__(self) -> None:
        self._values: dict[Key, Any] = {}

    def read(self, key: Key) -> None:
        """Records that the value under computation depends on the input ``key``."""

    def get(self, key: Key, compute: Callable[[], Value]) -> Value:
        """The value of ``key``, computed by ``compute`` when it is not known yet."""
        found: Value = self._values.get(key, _ABSENT)
        if found is _ABSENT:
            found = self._values[key] = compute()
        return found


class _Node:
    """A value with what it was computed from and what was computed from it; times count the changes made to
    inputs.
    """

    __slots__ = ("changed", "compute", "doubtful", "inputs", "users", "value", "verified")

    def __init__(self) -> None:
        self.value: Any = _ABSENT
        self.compute: Callable[[], Any] | None = None
        self.inputs: dict[_Node, None] = {}
        self.users: dict[_Node, None] = {}
        self.doubtful = False
        self.changed = 0
        self.verified = 0


_NEVER = -1
_GROUPS = 256
_PIECE = 64
"""Subjects of a list that are kept together."""


class Tracker(Memo):
    """A memo for a site that changes: inputs are put in, values are taken out, and always stand for the
    present inputs.
    """

    def __init__(self) -> None:
        super().__init__()
        self._nodes: dict[Key, _Node] = {}
        self._reading: list[dict[_Node, None]] = []
        self._time = 0
        self.computed = 0

    def put(self, key: Key, value: object) -> None:
        """Sets an input. An equal value is no change; the first value is one, as somebody may have read that
        there was none.
        """
        node = self._node(key)
        if node.value is not _ABSENT and (node.value is value or node.value == value):
            return
        self._time += 1
        node.value, node.changed, node.verified = value, self._time, self._time
        _doubt(node)

    def read(self, key: Key) -> None:
        """Records that the value under computation depends on the input ``key``, whether it is set or not."""
        if self._reading:
            self._reading[-1][self._node(key)] = None

    def get(self, key: Key, compute: Callable[[], Value]) -> Value:
        """The value of ``key`` for the present inputs; ``compute`` must be what it was for this key
        before.
        """
        node = self._node(key)
        if node.compute is None:
            node.compute = compute
            self._compute(node)
        elif node.doubtful:
            self._verify(node)
        if self._reading:
            self._reading[-1][node] = None
        value: Value = node.value
        return value

    def _node(self, key: Key) -> _Node:
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = _Node()
        return node

    def _verify(self, node: _Node) -> None:
        """Settles a doubt: computes again if an input has changed since, in the order in which they were
        read.
        """
        if node.verified == _NEVER:
            self._compute(node)
            return
        for source in tuple(node.inputs):
            if source.doubtful:
                self._verify(source)
            if source.changed > node.verified:
                self._compute(node)
                return
        node.doubtful = False
        node.verified = self._time

    def _compute(self, node: _Node) -> None:
        reads: dict[_Node, None] = {}
        self._reading.append(reads)
        try:
            assert node.compute is not None
            value = node.compute()
        except BaseException:
            # whoever asks again gets no old value, and no half-made one
            node.doubtful, node.verified = True, _NEVER
            raise
        finally:
            self._reading.pop()
        for source in node.inputs:
            if source not in reads:
                source.users.pop(node, None)
        for source in reads:
            source.users[node] = None
        node.inputs = reads
        node.doubtful = False
        node.verified = self._time
        self.computed += 1
        if node.value is _ABSENT or node.value != value:
            node.value, node.changed = value, self._time


def _doubt(node: _Node) -> None:
    """Marks all that was computed from ``node``, directly or not, as doubtful."""
    waiting = [node]
    while waiting:
        for user in waiting.pop().users:
            if not user.doubtful:
                user.doubtful = True
                waiting.append(user)


class TrackedMapping(Mapping[K, V]):
    """A mapping whose reads are recorded: values, whether keys are there, and the keys as a whole, each apart
    from the others.
    """

    def __init__(self, name: str, tracker: Tracker) -> None:
        self._name = name
        self._tracker = tracker
        self._items: dict[K, V] = {}

    def replace(self, items: Mapping[K, V]) -> None:
        """Makes the mapping hold ``items``."""
        old = self._items
        # In the order of the items: the order in which values are computed must not hang on the seed of
        # hashes.
        changed = [
            key
            for key, value in items.items()
            if key not in old or (old[key] is not value and old[key] != value)
        ]
        changed += [key for key in old if key not in items]
        reordered = len(old) != len(items) or any(a != b for a, b in zip(old, items, strict=True))
        self._items = dict(items)
        for key in changed:
            self._tracker.put((self._name, key), items.get(key, _GONE))
            self._tracker.put((self._name, "has", key), key in items)
        if reordered:
            self._tracker.put((self._name,), tuple(items))

    def assign(self, key: K, value: V) -> None:
        """Gives a key another value."""
        if key not in self._items:
            self._tracker.put((self._name, "has", key), True)
            self._tracker.put((self._name,), object())
        self._items[key] = value
        self._tracker.put((self._name, key), value)

    def remove(self, key: K) -> None:
        """Takes a key out."""
        del self._items[key]
        self._tracker.put((self._name, key), _GONE)
        self._tracker.put((self._name, "has", key), False)
        self._tracker.put((self._name,), object())

    def __getitem__(self, key: K) -> V:
        self._tracker.read((self._name, key))
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        self._tracker.read((self._name, "has", key))
        return key in self._items

    def __iter__(self) -> Iterator[K]:
        self._tracker.read((self._name,))
        return iter(self._items)

    def __reversed__(self) -> Iterator[K]:
        self._tracker.read((self._name,))
        return reversed(self._items)

    def __len__(self) -> int:
        self._tracker.read((self._name,))
        return len(self._items)


class Groups(Generic[V]):
    """A value for each of many keys, kept in groups, so that to ask for all of them costs little more than
    what has changed.
    """

    def __init__(self, name: str, tracker: Tracker, compute: Callable[[str], V]) -> None:
        self._name = name
        self._tracker = tracker
        self._compute = compute
        self._members: list[tuple[str, ...]] = [()] * _GROUPS
        self._seen: list[tuple[tuple[str, V], ...]] = [()] * _GROUPS
        self._keys: tuple[str, ...] = ()

    def keep(self, keys: Iterable[str]) -> None:
        """Makes ``keys`` the keys that there are."""
        now = tuple(keys)
        if now == self._keys:
            return
        self._keys = now
        members: list[list[str]] = [[] for _ in range(_GROUPS)]
        for key in now:
            members[crc32(key.encode()) % _GROUPS].append(key)
        self._members = list(map(tuple, members))
        for place, group in enumerate(self._members):
            self._tracker.put((self._name, "members", place), group)

    def values(self) -> Iterator[V]:
        """The values of all keys, in no particular order."""
        for place in range(_GROUPS):
            yield from (value for _, value in self._group(place))

    def value(self, key: str) -> V:
        """The value of one of the keys."""
        return self._one(key)

    def folded(self, fold: Callable[[Iterator[V]], V]) -> Iterator[V]:
        """What ``fold`` makes of the values of each group: less to go through than the values. It must always
        be the same function.
        """
        for place in range(_GROUPS):
            yield self._tracker.get((self._name, "folded", place), partial(self._fold, fold, place))

    def _fold(self, fold: Callable[[Iterator[V]], V], place: int) -> V:
        return fold(value for _, value in self._group(place))

    def changed(self) -> list[tuple[str, V]]:
        """The keys and values of every group in which something has changed since this was last asked."""
        found: list[tuple[str, V]] = []
        for place, last in enumerate(self._seen):
            group = self._group(place)
            if group is not last:
                found.extend(group)
                self._seen[place] = group
        return found

    def _group(self, place: int) -> tuple[tuple[str, V], ...]:
        return self._tracker.get((self._name, place), lambda: self._of_members(place))

    def _of_members(self, place: int) -> tuple[tuple[str, V], ...]:
        self._tracker.read((self._name, "members", place))
        return tuple((key, self._one(key)) for key in self._members[place])

    def _one(self, key: str) -> V:
        return self._tracker.get((self._name, "one", key), lambda: self._compute(key))


def in_pieces(
    memo: Memo, name: str, subjects: Callable[[], Sequence[K]], make: Callable[[K], V]
) -> Iterator[V]:
    """What ``make`` gives for each of ``subjects``, kept in pieces: where one has changed, only those beside
    it are made again.

    Without this, a list of everything would go through everything whenever one thing has changed.
    """

    def piece(start: int) -> tuple[V, ...]:
        return tuple(map(make, subjects()[start : start + _PIECE]))

    for start in range(0, len(subjects()), _PIECE):
        yield from memo.get((name, "piece", start), partial(piece, start))
