"""What goes from one process to another: values, nodes, and what has become of them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from clewline.engine.base import NUMBER, Column


class Store(Protocol):
    """Where encoded values are between processes, by number of their nodes."""

    def load(self, number: int) -> bytes | None:
        """The value of a node; None where there is none."""

    def keep(self, number: int, data: bytes) -> None:
        """Takes in the value of a node, in place of the one that it had."""

    def apart(self) -> "Apart":
        """An empty store over this one, for a process that was forked from the one which has this."""


class Apart(Store, Protocol):
    """A store over another, which is left as it is."""

    def items(self) -> Iterator[tuple[int, bytes]]:
        """What this store was told to keep, by number of the node."""


class Parted:
    """A store in memory over another: of a process that computes for somebody else, or must not write."""

    def __init__(self, store: Store | None, kept: dict[int, bytes] | None = None) -> None:
        self._store = store
        self._kept: dict[int, bytes] = kept or {}

    def load(self, number: int) -> bytes | None:
        """See `Store`."""
        found = self._kept.get(number)
        return found if found is not None else self._store.load(number) if self._store else None

    def keep(self, number: int, data: bytes) -> None:
        """See `Store`."""
        self._kept[number] = data

    def apart(self) -> "Parted":
        """See `Store`."""
        return Parted(self)

    def items(self) -> Iterator[tuple[int, bytes]]:
        """See `Apart`."""
        yield from self._kept.items()


class Learned(NamedTuple):
    """What a forked process has computed: nodes with their numbers there. What was stale and is not any more
    is ``settled``.
    """

    columns: list[Column]
    numbers: list[bytes]
    settled: tuple[int, ...]

    def numbered(self, numbers: Sequence[int]) -> "Learned":
        """The same where nodes have the numbers of another process: what is known to both has ``numbers``
        there, and the rest has numbers that are no node's there.
        """

        def packed(given: bytes) -> bytes:
            return array(NUMBER, renumbered(array(NUMBER, given), numbers)).tobytes()

        columns = [column._replace(reads=packed(column.reads)) for column in self.columns]
        return Learned(columns, list(map(packed, self.numbers)), tuple(renumbered(self.settled, numbers)))


def renumbered(given: Iterable[int], numbers: Sequence[int]) -> list[int]:
    """The numbers that nodes have in another process; see `Learned.numbered`."""
    both = len(numbers)
    return [numbers[number] if number < both else _BEYOND + number for number in given]


_BEYOND = 1 << 31
"""No process has so many nodes."""


class Known(NamedTuple):
    """All nodes that are not stale, numbered from 0 on in the order of the columns, and the encoded values of
    those that can be kept.
    """

    columns: list[Column]
    values: dict[int, bytes]


class Later(NamedTuple):
    """What has become of nodes: those that are new or have changed with their numbers, and those that are
    gone.
    """

    columns: list[Column]
    numbers: list[bytes]
    gone: tuple[int, ...]
