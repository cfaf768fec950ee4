"""What the values of a build were computed from, kept for the next one: it computes again only what an edit can have changed.

As in `clewline.memo.Tracker`, what a value reads is recorded while it is computed. But values do not outlive the process: of each piece
that is kept apart, only a digest and the list of its users do. A change to an input goes from user to user, and ends at every piece that
turns out as it was.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from clewline.cache import encoded
from clewline.memo import Key, Memo, Value
from clewline.text import digest

_NUMBER = "I"


class Reads(NamedTuple):
    """Numbered inputs, pieces and ends: for each its name (a kind and a subject, a line each), the digest of its value, and the numbers of
    those that were computed from it (4 bytes each). Ends, for whose sake all is computed, have no digest.
    """

    names: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    users: tuple[bytes, ...] = ()


def seal(value: object) -> str:
    """A digest of plain data that is short, as there are so many: two values of one piece have the same once in 2^64."""
    return digest(encoded(value))[:16]


def named(kind: str, subject: str | tuple[str, ...]) -> str:
    """The name in `Reads` of what has the key (``kind``, ``subject``)."""
    return "\n".join((kind, subject) if isinstance(subject, str) else (kind, *subject))


class Recorder(Memo):
    """A memo that records what each value was computed from.

    ``inputs`` are the digests of all inputs, by name; ``pieces`` and ``ends`` the kinds of values that are kept apart. All others count as
    part of what they are computed for. ``before`` is what the last build recorded.
    """

    def __init__(self, inputs: Mapping[str, str], pieces: Collection[str], ends: Collection[str], before: Reads) -> None:
        self._inputs = inputs
        self._pieces = frozenset(pieces)
        self._apart = frozenset((*pieces, *ends))
        self._before = before
        self._names = list(before.names)
        self._digests = list(before.digests)
        self._places = {name: number for number, name in enumerate(before.names)}
        self._users: dict[int, array[int]] = {}
        self._numbers: dict[Key, int] = {}
        self._known: dict[Key, tuple[Any, int | frozenset[int]]] = {}
        self._reading: list[set[int]] = [set()]
        self._turned: set[int] = set()

    def read(self, key: Key) -> None:
        """Records that the value under computation depends on the input ``key``."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._number(key)
            self._digests[number] = self._inputs.get(self._names[number], "")
        self._reading[-1].add(number)

    def get(self, key: Key, compute: Callable[[], Value]) -> Value:
        """The value of ``key``, computed by ``compute`` when it is not known yet."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._computed(key, compute)
        value: Value
        value, source = found
        if isinstance(source, int):
            self._reading[-1].add(source)
        else:
            self._reading[-1].update(source)
        return value

    def stale(self, piece: Callable[[str, str], object]) -> set[str]:
        """The names of the ends that may not be what they were. ``piece`` computes the piece of a kind and a subject."""
        old, inputs = self._before, self._inputs
        waiting = [number for number, name in enumerate(old.names) if self._is_input(name) and old.digests[number] != inputs.get(name, "")]
        seen, found = set(waiting), set()
        while waiting:
            number = waiting.pop()
            name = old.names[number]
            kind, _, subject = name.partition("\n")
            if kind in self._pieces:
                piece(kind, subject)
                if number not in self._turned:
                    continue
            elif kind in self._apart:
                found.add(name)
            fresh = [user for user in array(_NUMBER, old.users[number]) if user not in seen]
            seen.update(fresh)
            waiting += fresh
        return found

    def reads(self) -> Reads:
        """All that was recorded, now and before."""
        return Reads(tuple(self._names), tuple(self._digests), tuple(self._all_users()))

    def _all_users(self) -> Iterator[bytes]:
        old = self._before.users
        for number in range(len(self._names)):
            before = old[number] if number < len(old) else b""
            yield before + self._users[number].tobytes() if number in self._users else before

    def _is_input(self, name: str) -> bool:
        return name.partition("\n")[0] not in self._apart

    def _number(self, key: Key) -> int:
        assert isinstance(key, tuple)
        name = named(*key)
        number = self._places.get(name)
        if number is None:
            number = self._places[name] = len(self._names)
            self._names.append(name)
            self._digests.append("")
        return number

    def _computed(self, key: Key, compute: Callable[[], Value]) -> tuple[Value, int | frozenset[int]]:
        """A value, and where it comes from: its own number if it is kept apart, else the numbers of all that it has read."""
        self._reading.append(set())
        try:
            value = compute()
        finally:
            reads = self._reading.pop()
        assert isinstance(key, tuple)
        if key[0] not in self._apart:
            return value, frozenset(reads)
        number = self._numbers[key] = self._number(key)
        if key[0] in self._pieces:
            made = seal(value)
            if made != self._digests[number]:
                self._turned.add(number)
                self._digests[number] = made
        self._note(number, reads)
        return value, number

    def _note(self, number: int, reads: set[int]) -> None:
        """Notes that the value with this number was computed from those in ``reads``."""
        old = self._before
        again = number < len(old.names)
        for source in reads:
            if again and source < len(old.names) and number in array(_NUMBER, old.users[source]):
                continue
            users = self._users.get(source)
            if users is None:
                users = self._users[source] = array(_NUMBER)
            users.append(number)


class RecordedMapping(Mapping[str, Value]):
    """A mapping of fixed keys each of whose values is an input, read under the kind ``name``."""

    def __init__(self, name: str, items: Mapping[str, Value], memo: Memo) -> None:
        self._name = name
        self._items = items
        self._memo = memo

    def __getitem__(self, key: str) -> Value:
        self._memo.read((self._name, key))
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
