"""The nodes of an earlier process, as they were written down: looked up one by one, as most of them concern
nobody.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

from clewline.engine.codec import NONE, decoded, encoded

NUMBER, HEIGHT = "I", "H"
_WIDTH = array(NUMBER).itemsize
_MOST_SOUGHT = 16
"""So many nodes of a kind are sought among all reads; whoever asks for the users of more gets a table
for all nodes of the kind, which takes about as long to make.
"""


class Column(NamedTuple):
    """All nodes of one kind as they are kept: their encoded keys, and packed in their order the digests of
    their values, how far they are from the inputs, how many they were computed from, and the numbers of
    those. ``sources`` are the kinds of those.
    """

    kind: str
    count: int  # type: ignore[assignment]  # the word is right, though tuples have a method of that name
    keys: bytes
    digests: bytes
    heights: bytes
    counts: bytes
    reads: bytes
    sources: tuple[str, ...]


class Base:
    """Nodes by number, which are those of the columns one after the other. ``types`` are those of keys, by
    kind.
    """

    def __init__(self, columns: Sequence[Column], types: dict[str, Any]) -> None:
        self._columns = columns
        self._types = types
        self._starts = [0, *accumulate(column.count for column in columns)]
        self._bounds: dict[int, array[int]] = {}
        self._keys: dict[int, list[Any]] = {}
        self._readers: dict[str, list[int]] = {}
        for place, column in enumerate(columns):
            for kind in column.sources:
                self._readers.setdefault(kind, []).append(place)
        self._sought: Counter[int] = Counter()
        self._users: dict[int, dict[int, list[int]]] = {}
        self.count = self._starts[-1]

    def numbers(self) -> Iterator[tuple[str, range]]:
        """The kinds, and the numbers of their nodes."""
        for place, column in enumerate(self._columns):
            yield column.kind, range(self._starts[place], self._starts[place + 1])

    def kind(self, number: int) -> str:
        """The kind of a node."""
        return self._columns[bisect_right(self._starts, number) - 1].kind

    def keys(self, kind: str) -> list[Any]:
        """The keys of all nodes of a kind."""
        return self._all_keys(
            next(place for place, column in enumerate(self._columns) if column.kind == kind)
        )

    def key(self, number: int) -> Any:
        """The key of a node."""
        place = bisect_right(self._starts, number) - 1
        return self._all_keys(place)[number - self._starts[place]]

    def digest(self, number: int) -> bytes:
        """The digest of the value of a node."""
        place = bisect_right(self._starts, number) - 1
        at = (number - self._starts[place]) * len(NONE)
        return self._columns[place].digests[at : at + len(NONE)] or NONE

    def height(self, number: int) -> int:
        """How far a node is from the inputs."""
        place = bisect_right(self._starts, number) - 1
        at, width = number - self._starts[place], array(HEIGHT).itemsize
        return array(HEIGHT, self._columns[place].heights[at * width : at * width + width])[0]

    def reads(self, number: int) -> Sequence[int]:
        """What a node was computed from."""
        place = bisect_right(self._starts, number) - 1
        bounds, at = self._all_bounds(place), number - self._starts[place]
        return array(NUMBER, self._columns[place].reads[bounds[at] * _WIDTH : bounds[at + 1] * _WIDTH])

    def users(self, number: int) -> Sequence[int]:
        """What was computed from a node."""
        of = bisect_right(self._starts, number) - 1
        self._sought[of] += 1
        if of not in self._users and self._sought[of] > _MOST_SOUGHT:
            self._users[of] = self._users_of(of)
        return self._users[of].get(number, ()) if of in self._users else list(self._seek(of, number))

    def _reading(self, of: int) -> Iterable[tuple[int, bytes]]:
        """The columns of which some nodes were computed from those of a column: places and reads."""
        places = self._readers.get(self._columns[of].kind, ())
        return ((place, self._columns[place].reads) for place in places)

    def _seek(self, of: int, number: int) -> Iterator[int]:
        wanted = array(NUMBER, [number]).tobytes()
        for place, reads in self._reading(of):
            at = reads.find(wanted)
            while at >= 0:
                if at % _WIDTH == 0:
                    yield self._user(place, at // _WIDTH)
                at = reads.find(wanted, at + 1)

    def _users_of(self, of: int) -> dict[int, list[int]]:
        """What was computed from each node of a column."""
        first, end = self._starts[of], self._starts[of + 1]
        users: dict[int, list[int]] = {}
        for place, packed in self._reading(of):
            reads = array(NUMBER, packed)
            for at in [at for at, source in enumerate(reads) if first <= source < end]:
                users.setdefault(reads[at], []).append(self._user(place, at))
        return users

    def _user(self, place: int, at: int) -> int:
        """The node of a column of which the reads include the one at this place."""
        return self._starts[place] + bisect_right(self._all_bounds(place), at) - 1

    def _all_bounds(self, place: int) -> "array[int]":
        """Where the reads of the nodes of a column begin and end."""
        found = self._bounds.get(place)
        if found is None:
            counts = array(NUMBER, self._columns[place].counts)
            found = self._bounds[place] = array(NUMBER, accumulate(counts, initial=0))
        return found

    def _all_keys(self, place: int) -> list[Any]:
        found = self._keys.get(place)
        if found is None:
            column = self._columns[place]
            found = self._keys[place] = decoded(column.keys, list.__class_getitem__(self._types[column.kind]))
        return found


def column_of(
    kind: str,
    keys: Sequence[Any],
    digests: Sequence[bytes],
    heights: Sequence[int],
    reads: Sequence[Sequence[int]],
    new: Sequence[int] | None = None,
    kinds: Iterable[str] = (),
) -> Column:
    """The column of some nodes, computed from others of these ``kinds``, of which the numbers are those that
    ``new`` has at their places, if it is given.
    """
    sources = chain.from_iterable(reads)
    return Column(
        kind,
        len(keys),
        encoded(list(keys)),
        b"".join(digests),
        array(HEIGHT, heights).tobytes(),
        array(NUMBER, map(len, reads)).tobytes(),
        array(NUMBER, sources if new is None else map(new.__getitem__, sources)).tobytes(),
        tuple(kinds),
    )
