"""Values as they are kept between processes: their digests, and the bytes that stand for them."""

from typing import Any

from clewline.engine.between import Apart, Parted, Store
from clewline.engine.codec import NONE, Undecodable, decoded, digest_of_bytes, encoded
from clewline.engine.nodes import UNKNOWN, Key, Kind, Nodes


class Values:
    """Keeps the values of ``nodes`` in a ``store``, where there is one; their digests are noted only when
    ``recording``.
    """

    def __init__(self, nodes: Nodes, store: Store | None, recording: bool) -> None:
        self.recording = recording
        self._nodes = nodes
        self._store = store

    def note(self, kind: Kind, number: int, value: Any, before: bytes = NONE) -> bytes:
        """The digest of the value of a node, which is written down if it has not been ``before``."""
        if not self.recording:
            return NONE
        data = encoded(value)
        digest = digest_of_bytes(data)
        self._nodes.note_digest(number, digest)
        if self._store and kind.type is not None and digest != before:
            self._store.keep(number, data)
        return digest

    def is_kept(self, kind: Kind) -> bool:
        """Whether the values of this kind are in the store."""
        return self.recording and self._store is not None and kind.type is not None

    def kept(self, kind: Kind, number: int) -> Any:
        """The value of a node as the store has it; `UNKNOWN` where it has none, or a damaged one."""
        if kind.type is None or self._store is None:
            return UNKNOWN
        data = self._store.load(number)
        if data is None or digest_of_bytes(data) != self._nodes.digest(number):
            return UNKNOWN
        try:
            return decoded(data, kind.type)
        except Undecodable:
            return UNKNOWN

    def encoded(self, kind: Kind, number: int, key: Key) -> bytes | None:
        """The bytes that stand for the value of a node; None where it is neither kept nor in memory."""
        data = self._store.load(number) if self._store else None
        cell = kind.cells.get(key) if data is None else None
        return encoded(cell.value) if cell else data

    def keep(self, number: int, data: bytes) -> None:
        """Takes in the encoded value of a node."""
        if self._store:
            self._store.keep(number, data)

    def part(self) -> Apart:
        """The store in which values are kept from now on, for the process that this one was forked from."""
        self._store = apart = self._store.apart() if self._store else Parted(None)
        return apart
