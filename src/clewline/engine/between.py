"""What goes from one process to another: values, nodes, and what has become of them."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from clewline.engine.base import NUMBER, Column


class Store(Protocol):
    """Where encoded values are between processes, by number of their nodes."""

    def load(self, number: int) -> bytes | None:
        """The value of a node; None where there is none."""

    def keep(self, number: int, data: bytes) -> None:
        """Takes in the value of a node, in place of the one that it had."""


class Parted:
    """A store in memory over another: of a process that computes for somebody else, or must not write."""

    def __init__(self, store: Store | None, kept: dict[int, bytes] | None = None) -> None:
        self._store = store
        self.kept: dict[int, bytes] = kept or {}

    def load(self, number: int) -> bytes | None:
        """See `Store`."""
        found = self.kept.get(number)
        return found if found is not None else self._store.load(number) if self._store else None

    def keep(self, number: int, data: bytes) -> None:
        """See `Store`."""
        self.kept[number] = data


class Learned(NamedTuple):
    """What a forked process has computed: nodes with their numbers there, and encoded values by number. What
    was stale and is not any more is ``settled``.
    """

    columns: list[Column]
    numbers: list[bytes]
    values: dict[int, bytes]
    settled: tuple[int, ...]

    def numbered(self, numbers: Sequence[int]) -> "Learned":
        """The same where nodes have the numbers of another process: what is known to both has ``numbers``
        there, and the rest has numbers that are no node's there.
        """
        both = len(numbers)

        def renumbered(given: Sequence[int]) -> list[int]:
            return [numbers[number] if number < both else _BEYOND + number for number in given]

        columns = [
            column._replace(reads=array(NUMBER, renumbered(array(NUMBER, column.reads))).tobytes())
            for column in self.columns
        ]
        packed = [array(NUMBER, renumbered(array(NUMBER, each))).tobytes() for each in self.numbers]
        values = dict(zip(renumbered(list(self.values)), self.values.values(), strict=True))
        return Learned(columns, packed, values, tuple(renumbered(self.settled)))


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
