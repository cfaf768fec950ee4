"""What the values of a build were computed from, kept for the next one: inputs, pieces and ends by number,
digests and users of each.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from clewline.build.cache import encoded
from clewline.engine.memo import Key

NONE = bytes(8)
"""The digest of what there is not. Digests are so short because there are so many: two values of one piece
have the same once in 2^64.
"""
_NUMBER = "I"
_SIZE = len(NONE)
_MOST_LATER = 50_000
"""Of more that is known otherwise than when everything was written, everything is written again."""

Name = tuple[str, str]
"""The kind of an input, a piece or an end, and its subject."""


class Kinds(NamedTuple):
    """The kinds of values that are kept apart: inputs, pieces, which are compared with what they were (each
    with the type of its values if these are kept, else None), and ends, for whose sake all is computed. All
    other values count as part of what they are computed for.
    """

    inputs: tuple[str, ...]
    pieces: Mapping[str, object]
    ends: tuple[str, ...]


class Later(NamedTuple):
    """What became known of a number afterwards: its digest, and further users."""

    digest: bytes
    users: bytes


class Whole(NamedTuple):
    """What was known when it was written as a whole.

    By number, ``digests`` are those of the values and ``starts`` tell where the numbers of those that were
    computed from it begin among ``users`` (4 bytes each).
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
    """The digest of plain data."""
    return sealed(encoded(value))


def sealed(data: bytes) -> bytes:
    """The digest of plain data that is already encoded."""
    return blake2b(data, digest_size=_SIZE).digest()


def named(key: Key) -> Name:
    """The name of what a memo keeps under ``key``: a kind and a subject, which may be of several parts."""
    assert isinstance(key, tuple)
    kind, subject = key
    return kind, subject if isinstance(subject, str) else "\n".join(subject)


class Ledger:
    """`Reads` that can be looked up, and to which subjects can be added."""

    def __init__(self, kinds: Kinds, reads: Reads) -> None:
        self._kinds = (*kinds.inputs, *kinds.pieces, *kinds.ends)
        self._inputs = len(kinds.inputs)
        self._indexes = {kind: index for index, kind in enumerate(self._kinds)}
        self._reads = reads
        self._starts = array(_NUMBER, reads.whole.starts)
        self._users = array(_NUMBER, reads.whole.users)
        self._subjects = list(reads.subjects)
        self._places = {subject: place for place, subject in enumerate(reads.subjects)}

    def number(self, name: Name) -> int:
        """The number of what has this name; a new one if there is none yet."""
        kind, subject = name
        place = self._places.get(subject)
        if place is None:
            place = self._places[subject] = len(self._subjects)
            self._subjects.append(subject)
        return place * len(self._kinds) + self._indexes[kind]

    def name(self, number: int) -> Name:
        """The name of what has this number."""
        place, index = divmod(number, len(self._kinds))
        return self._kinds[index], self._subjects[place]

    def digest(self, number: int) -> bytes:
        """The digest of what has this number."""
        later = self._reads.later.get(number)
        return (
            later.digest
            if later
            else self._reads.whole.digests[number * _SIZE : (number + 1) * _SIZE] or NONE
        )

    def users(self, number: int) -> "array[int]":
        """The numbers of all that was computed from what has this number."""
        later = self._reads.later.get(number)
        users = array(_NUMBER, later.users if later else b"")
        return (
            users + self._users[self._starts[number] : self._starts[number + 1]]
            if number + 1 < len(self._starts)
            else users
        )

    def inputs(self) -> Iterator[Name]:
        """The names of all inputs that anything was computed from."""
        width = len(self._kinds)
        for place, subject in enumerate(self._reads.subjects):
            for index in range(self._inputs):
                if self._has_users(place * width + index):
                    yield self._kinds[index], subject

    def _has_users(self, number: int) -> bool:
        later = self._reads.later.get(number)
        starts = self._starts
        return bool(later and later.users) or (
            number + 1 < len(starts) and starts[number] < starts[number + 1]
        )

    def written(self, digests: Mapping[int, bytes], users: Mapping[int, Iterable[int]]) -> Reads:
        """What is to be kept when some ``digests`` have become others and some numbers have (also) these
        ``users``.
        """
        later = dict(self._reads.later)
        for number in {*digests, *users}:
            known = set(self.users(number)) if number in users else ()
            new = array(_NUMBER, [user for user in users.get(number, ()) if user not in known])
            if new or number in digests:
                before = later.get(number, Later(self.digest(number), b""))
                later[number] = Later(digests.get(number, before.digest), before.users + new.tobytes())
        reads = Reads(tuple(self._subjects), later, self._reads.whole)
        return reads if reads.whole.users and len(later) <= _MOST_LATER else self._as_whole(reads)

    def _as_whole(self, reads: Reads) -> Reads:
        """The same with nothing that is known only ``later``."""
        numbers = len(reads.subjects) * len(self._kinds)
        digests = bytearray(reads.whole.digests.ljust(numbers * _SIZE, b"\0"))
        starts, old = self._starts, self._users
        users = {
            number: old[starts[number] : starts[number + 1]].tobytes() for number in range(len(starts) - 1)
        }
        for number, (digest, more) in reads.later.items():
            digests[number * _SIZE : (number + 1) * _SIZE] = digest
            users[number] = users.get(number, b"") + more
        lengths = (len(users.get(number, b"")) // old.itemsize for number in range(numbers))
        bounds = array(_NUMBER, accumulate(lengths, initial=0)).tobytes()
        return Reads(
            reads.subjects,
            {},
            Whole(bytes(digests), bounds, b"".join(users[number] for number in sorted(users))),
        )


def each_digest(whole: Whole) -> Iterator[bytes]:
    """The digests of all that there is."""
    cut = (whole.digests[place : place + _SIZE] for place in range(0, len(whole.digests), _SIZE))
    return (digest for digest in cut if digest != NONE)
