"""What goes from one process to another: values, nodes, and what has become of them."""

from typing import NamedTuple, Protocol

from clewline.engine.base import Column


class Store(Protocol):
    """Where encoded values are between processes, by number of their nodes."""

    def load(self, number: int) -> bytes | None:
        """The value of a node; None where there is none."""

    def keep(self, number: int, data: bytes) -> None:
        """Takes in the value of a node, in place of the one that it had."""


class Parted:
    """The store of a process that was forked from another: what is to be kept is kept for that one."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self.kept: dict[int, bytes] = {}

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


class Later(NamedTuple):
    """What has become of nodes: those that are new or have changed with their numbers, and those that are
    gone.
    """

    columns: list[Column]
    numbers: list[bytes]
    gone: tuple[int, ...]
