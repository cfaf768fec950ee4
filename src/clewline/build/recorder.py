"""A memo that records what each value was computed from, so that the next build computes again only what an
edit can have changed.

As in `clewline.engine.memo.Tracker`, what a value reads is recorded while it is computed. Of each piece that
is kept apart, a digest and the list of its users outlive the process, and of pieces that are plain data the
value itself, under its digest. A change to an input goes from user to user, and ends at every piece that
turns out as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from clewline.build.cache import Cache, decoded, encoded
from clewline.build.reads import NONE, Kinds, Ledger, Name, Reads, each_digest, named, sealed
from clewline.engine.memo import Key, Memo, Value

_DONE = NONE[:-1] + b"\1"
"""In place of the digest of an end."""
_MOST_MADE = 10_000
"""So many values of pieces are held in memory before they are written."""


class Recorder(Memo):
    """Values by key, each computed once, or known from before.

    ``input_digest`` gives the digest of an input as it is now (`NONE`: there is none), ``before`` is what the
    last build recorded. Values of pieces are kept in ``cache``.
    """

    def __init__(
        self, kinds: Kinds, input_digest: Callable[[Name], bytes], before: Reads, cache: Cache | None = None
    ) -> None:
        self._kinds = kinds
        self._apart = frozenset((*kinds.pieces, *kinds.ends))
        self._input_digest = input_digest
        self._before = before
        self._ledger = Ledger(kinds, before)
        self._cache = cache
        self._digests: dict[int, bytes] = {}
        self._users: dict[int, list[int]] = {}
        self._numbers: dict[Key, int] = {}
        self._known: dict[Key, tuple[Any, int | frozenset[int]]] = {}
        self._reading: list[set[int]] = [set()]
        self._turned: set[int] = set()
        self._doubtful: set[int] | None = None
        self._made: dict[bytes, bytes] = {}

    def read(self, key: Key) -> None:
        """Records that the value under computation depends on the input ``key``."""
        number = self._numbers.get(key)
        if number is None:
            name = named(key)
            number = self._numbers[key] = self._ledger.number(name)
            self._settle(number, self._input_digest(name))
        self._reading[-1].add(number)

    def get(self, key: Key, compute: Callable[[], Value]) -> Value:
        """The value of ``key``, computed by ``compute`` when it is not known yet."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._recalled(key) or self._computed(key, compute)
        value: Value
        value, source = found
        if isinstance(source, int):
            self._reading[-1].add(source)
        else:
            self._reading[-1].update(source)
        return value

    def stale(self, piece: Callable[[str, str], object], suspects: Iterable[Name] | None = None) -> set[Name]:
        """The names of the ends that may not be what they were.

        ``piece`` computes the piece of a kind and a subject. Inputs that differ from what they were are among
        the ``suspects`` if there are such; else all that were read before are looked at.
        """
        numbered = [
            (name, self._ledger.number(name))
            for name in (self._ledger.inputs() if suspects is None else suspects)
        ]
        changed = [
            number for name, number in numbered if self._ledger.digest(number) != self._input_digest(name)
        ]
        self._doubtful = self._reached(changed, lambda number: True)

        def differs(number: int) -> bool:
            kind, subject = self._ledger.name(number)
            if kind not in self._kinds.pieces:
                return True
            try:
                piece(kind, subject)
            except LookupError:  # what it was a piece of is no more
                return True
            return number in self._turned

        self._doubtful = self._reached(changed, differs)
        return {
            name for number in self._doubtful if (name := self._ledger.name(number))[0] in self._kinds.ends
        }

    def reads(self) -> Reads:
        """All that was recorded, now and before."""
        self._keep_made()
        reads = self._ledger.written(self._digests, self._users)
        if self._cache and reads.whole is not self._before.whole:
            self._cache.drop_pieces(each_digest(reads.whole))
        return reads

    def knows(self, name: Name) -> bool:
        """Whether an end was computed in this build or one before."""
        return self._ledger.digest(self._ledger.number(name)) != NONE

    def _reached(self, changed: Iterable[int], differs: Callable[[int], bool]) -> set[int]:
        """The numbers of all that was computed from what has ``changed``, directly or from what ``differs``
        for that.
        """
        waiting = list(changed)
        seen = set(waiting)
        while waiting:
            number = waiting.pop()
            if differs(number):
                fresh = [user for user in self._ledger.users(number) if user not in seen]
                seen.update(fresh)
                waiting += fresh
        return seen

    def _settle(self, number: int, made: bytes) -> bool:
        """Notes the digest of an input or a piece; whether it is another one than before."""
        if made == self._ledger.digest(number):
            return False
        self._digests[number] = made
        return True

    def _recalled(self, key: Key) -> tuple[Any, int] | None:
        """The value of a piece that is what it was, and its number; None when that is not certain, or the
        value is not known.
        """
        assert isinstance(key, tuple)
        kind = self._kinds.pieces.get(key[0])
        if kind is None or self._doubtful is None or self._cache is None:
            return None
        number = self._ledger.number(named(key))
        digest = NONE if number in self._doubtful else self._ledger.digest(number)
        data = self._cache.piece(digest) if digest != NONE else None
        return (
            (decoded(data, cast(type[Any], kind)), number)
            if data is not None and sealed(data) == digest
            else None
        )

    def _computed(self, key: Key, compute: Callable[[], Value]) -> tuple[Value, int | frozenset[int]]:
        """A value, and where it comes from: its own number if it is kept apart, else the numbers of all that
        it has read.
        """
        self._reading.append(set())
        try:
            value = compute()
        finally:
            reads = self._reading.pop()
        assert isinstance(key, tuple)
        if key[0] not in self._apart:
            return value, frozenset(reads)
        number = self._ledger.number(named(key))
        if self._settle(number, self._digest(key[0], value) if key[0] in self._kinds.pieces else _DONE):
            self._turned.add(number)
        for source in reads:
            self._users.setdefault(source, []).append(number)
        return value, number

    def _digest(self, kind: str, value: object) -> bytes:
        """The digest of a piece, whose value is kept if it is of a type that can be."""
        data = encoded(value)
        digest = sealed(data)
        if self._cache and self._kinds.pieces[kind] is not None:
            self._made[digest] = data
            if len(self._made) >= _MOST_MADE:
                self._keep_made()
        return digest

    def _keep_made(self) -> None:
        """Writes the values of pieces down: they are kept under their digests, so that it never is too
        early.
        """
        if self._cache and self._made:
            self._cache.keep_pieces(self._made)
            self._made = {}


KEYS = "keys"
"""The kind of input that the keys of a `RecordedMapping` are, whose name is its subject."""


class RecordedMapping(Mapping[str, Value]):
    """A mapping of which all that is read is an input: each value, or that there is none, under ``kind``
    (else the name), and the keys.
    """

    def __init__(self, name: str, items: Mapping[str, Value], memo: Memo, kind: str = "") -> None:
        self._name = name
        self._kind = kind or name
        self._items = items
        self._memo = memo

    def __getitem__(self, key: str) -> Value:
        self._memo.read((self._kind, key))
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        self._memo.read((self._kind, key))
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        self._memo.read((KEYS, self._name))
        return iter(self._items)

    def __len__(self) -> int:
        self._memo.read((KEYS, self._name))
        return len(self._items)
