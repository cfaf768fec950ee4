"""What the values of a build were computed from, kept for the next one: it computes again only what an edit can have changed.

As in `clewline.memo.Tracker`, what a value reads is recorded while it is computed. But values do not outlive the process: of each piece
that is kept apart, only a digest and the list of its users do. A change to an input goes from user to user, and ends at every piece that
turns out as it was.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple

from clewline.cache import encoded
from clewline.memo import Key, Memo, Value

_NUMBER = "I"
_SIZE = 8
_NONE = bytes(_SIZE)
_MOST_LATER = 50_000
"""Of more that is known otherwise than when everything was written, everything is written again."""

Name = tuple[str, str]
"""The kind of an input, a piece or an end, and its subject."""


class Kinds(NamedTuple):
    """The kinds of values that are kept apart: inputs, pieces, which are compared with what they were, and ends, for whose sake all is
    computed. All other values count as part of what they are computed for.
    """

    inputs: tuple[str, ...]
    pieces: tuple[str, ...]
    ends: tuple[str, ...]


class Later(NamedTuple):
    """What became known of a number afterwards: its digest, and further users."""

    digest: bytes
    users: bytes


class Whole(NamedTuple):
    """What was known when it was written as a whole.

    By number, ``digests`` are those of the values (`_SIZE` bytes each; zeros: there is none) and ``starts`` tell where the numbers of those
    that were computed from it begin among ``users`` (4 bytes each).
    """

    digests: bytes = b""
    starts: bytes = bytes(4)
    users: bytes = b""


class Reads(NamedTuple):
    """Inputs, pieces and ends by number: that of a subject times the number of kinds, plus that of its kind.

    What is known ``later`` goes before what is known as a ``whole``.
    """

    subjects: tuple[str, ...] = ()
    later: Mapping[int, Later] = MappingProxyType({})
    whole: Whole = Whole()


def seal(value: object) -> bytes:
    """A digest of plain data that is short, as there are so many: two values of one piece have the same once in 2^64."""
    return blake2b(encoded(value), digest_size=_SIZE).digest()


def named(key: Key) -> Name:
    """The name of what a memo keeps under ``key``: a kind and a subject, which may be of several parts."""
    assert isinstance(key, tuple)
    kind, subject = key
    return kind, subject if isinstance(subject, str) else "\n".join(subject)


class Recorder(Memo):
    """A memo that records what each value was computed from.

    ``before`` is what the last build recorded. ``inputs`` are the digests of the present inputs: of all, or only ``of_some`` that may
    differ from what they were.
    """

    def __init__(self, kinds: Kinds, inputs: Mapping[Name, bytes], before: Reads, of_some: bool = False) -> None:
        self._kinds = kinds
        self._names = (*kinds.inputs, *kinds.pieces, *kinds.ends)
        self._indexes = {kind: number for number, kind in enumerate(self._names)}
        self._inputs = inputs
        self._of_some = of_some
        self._before = before
        self._starts = array(_NUMBER, before.whole.starts)
        self._old_users = array(_NUMBER, before.whole.users)
        self._subjects = list(before.subjects)
        self._digests: dict[int, bytes] = {}
        self._users: dict[int, array[int]] = {}
        self._read_inputs: dict[Key, int] = {}
        self._known: dict[Key, tuple[Any, int | frozenset[int]]] = {}
        self._reading: list[set[int]] = [set()]
        self._turned: set[int] = set()

    def read(self, key: Key) -> None:
        """Records that the value under computation depends on the input ``key``."""
        number = self._read_inputs.get(key)
        if number is None:
            name = named(key)
            number = self._read_inputs[key] = self._number(name)
            self._settle(number, self._input(name, number))
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

    def stale(self, piece: Callable[[str, str], object]) -> set[Name]:
        """The names of the ends that may not be what they were. ``piece`` computes the piece of a kind and a subject."""
        waiting = [number for name in self._suspects() if self._digest(number := self._number(name)) != self._input(name, number)]
        seen, found = set(waiting), set()
        while waiting:
            number = waiting.pop()
            kind, subject = self._name(number)
            if kind in self._kinds.pieces:
                piece(kind, subject)
                if number not in self._turned:
                    continue
            elif kind in self._kinds.ends:
                found.add((kind, subject))
            fresh = [user for user in self._users_before(number) if user not in seen]
            seen.update(fresh)
            waiting += fresh
        return found

    def reads(self) -> Reads:
        """All that was recorded, now and before."""
        later = dict(self._before.later)
        for number in {*self._digests, *self._users}:
            before = later.get(number, Later(self._digest_before(number), b""))
            later[number] = Later(self._digests.get(number, before.digest), before.users + self._new_users(number).tobytes())
        reads = Reads(tuple(self._subjects), later, self._before.whole)
        return _written_whole(reads, len(self._names)) if not reads.whole.users or len(later) > _MOST_LATER else reads

    @cached_property
    def _places(self) -> dict[str, int]:
        return {subject: place for place, subject in enumerate(self._subjects)}

    def _number(self, name: Name) -> int:
        place = self._places.get(name[1])
        if place is None:
            place = self._places[name[1]] = len(self._subjects)
            self._subjects.append(name[1])
        return place * len(self._names) + self._indexes[name[0]]

    def _name(self, number: int) -> Name:
        place, kind = divmod(number, len(self._names))
        return self._names[kind], self._subjects[place]

    def _suspects(self) -> Iterable[Name]:
        """The inputs that may differ from what they were."""
        if self._of_some:
            return list(self._inputs)
        return [(kind, subject) for subject in self._before.subjects for kind in self._kinds.inputs]

    def _input(self, name: Name, number: int) -> bytes:
        """The digest of an input as it is now."""
        return self._inputs.get(name, self._digest_before(number) if self._of_some else _NONE)

    def _digest(self, number: int) -> bytes:
        found = self._digests.get(number)
        return self._digest_before(number) if found is None else found

    def _digest_before(self, number: int) -> bytes:
        later = self._before.later.get(number)
        return later.digest if later else self._before.whole.digests[number * _SIZE : (number + 1) * _SIZE] or _NONE

    def _users_before(self, number: int) -> "array[int]":
        later = self._before.later.get(number)
        users = array(_NUMBER, later.users if later else b"")
        return users + self._old_users[self._starts[number] : self._starts[number + 1]] if number + 1 < len(self._starts) else users

    def _new_users(self, number: int) -> "array[int]":
        users = self._users.get(number)
        if users is None:
            return array(_NUMBER)
        known = set(self._users_before(number))
        return array(_NUMBER, [user for user in users if user not in known])

    def _settle(self, number: int, made: bytes) -> bool:
        """Notes the digest of an input or a piece; whether it is another one than before."""
        if made == self._digest_before(number):
            return False
        self._digests[number] = made
        return True

    def _computed(self, key: Key, compute: Callable[[], Value]) -> tuple[Value, int | frozenset[int]]:
        """A value, and where it comes from: its own number if it is kept apart, else the numbers of all that it has read."""
        self._reading.append(set())
        try:
            value = compute()
        finally:
            reads = self._reading.pop()
        assert isinstance(key, tuple)
        if key[0] not in self._indexes:
            return value, frozenset(reads)
        number = self._number(named(key))
        if key[0] in self._kinds.pieces and self._settle(number, seal(value)):
            self._turned.add(number)
        for source in reads:
            self._users.setdefault(source, array(_NUMBER)).append(number)
        return value, number


def _written_whole(reads: Reads, kinds: int) -> Reads:
    """The same with nothing that is known only ``later``."""
    numbers = len(reads.subjects) * kinds
    digests = bytearray(reads.whole.digests.ljust(numbers * _SIZE, b"\0"))
    starts, old = array(_NUMBER, reads.whole.starts), array(_NUMBER, reads.whole.users)
    users = {number: old[starts[number] : starts[number + 1]].tobytes() for number in range(len(starts) - 1)}
    for number, (digest, more) in reads.later.items():
        digests[number * _SIZE : (number + 1) * _SIZE] = digest
        users[number] = users.get(number, b"") + more
    lengths = (len(users.get(number, b"")) // old.itemsize for number in range(numbers))
    bounds = array(_NUMBER, accumulate(lengths, initial=0)).tobytes()
    return Reads(reads.subjects, {}, Whole(bytes(digests), bounds, b"".join(users[number] for number in sorted(users))))


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
