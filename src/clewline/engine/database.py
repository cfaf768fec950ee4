"""Queries: values that are computed once, and again only when something that they were computed from has
changed.

What a query reads is recorded while it is computed: nobody states it, so nobody can forget it. As in rustc
(https://rustc-dev-guide.rust-lang.org/queries/incremental-compilation.html) and Salsa, a change to an input
makes what was computed from it *stale*, and ends at every value that turns out as it was. Stale values are
looked at from the inputs upwards, each after all that it reads, so that nothing is computed from what is
about to change.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from typing import Any

from clewline.engine.base import NUMBER, Column
from clewline.engine.between import Apart, Known, Later, Learned, Store
from clewline.engine.codec import NONE, digest_of
from clewline.engine.nodes import UNKNOWN, Cell, Key, Kind, Nodes
from clewline.engine.values import Values

_FAR = 1 << 16


class Database:
    """Values by kind and key; see the module. Those that are in the ``store`` need not be computed again.

    With ``recording``, it is known of every value what it was after the process has ended.
    """

    def __init__(self, store: Store | None = None, recording: bool = False) -> None:
        self.top: list[int] = []
        """The numbers of what was read for the value that is computed at present."""
        self.unsettled = False
        """Whether values in memory may not be what they should be."""
        self.causes: dict[int, list[int]] = {}
        """By number of a value that is stale, what may have changed of what it was computed from."""
        self._nodes = Nodes()
        self._values = Values(self._nodes, store, recording)
        self._stale: set[int] = set()
        self._changed: set[int] = set()
        self._last: dict[int, Any] = {}
        """The values of lazy nodes before they became stale."""
        self._queue: list[tuple[int, int]] = []
        self._parted: frozenset[int] = frozenset()
        """What was stale when this process was parted from another."""

    def kind(self, name: str) -> Kind:
        """The kind with this name."""
        found = self._nodes.kinds.get(name)
        if found is None:
            found = self._nodes.kinds[name] = Kind(name)
        return found

    def define(self, name: str, compute: Callable[[Any], Any]) -> Kind:
        """The kind with this name, which nobody else may define."""
        kind = self.kind(name)
        assert not kind.is_defined, f"two queries are called {name}"
        kind.compute, kind.is_defined = compute, True
        return kind

    def ask(self, kind: Kind, key: Key) -> Any:
        """The value of ``key``; what is computed at present is computed from it."""
        cell = kind.cells.get(key)
        if cell is None or self.unsettled:
            cell = self.demand(kind, key)
        self.top.append(cell.number)
        return cell.value

    def demand(self, kind: Kind, key: Key) -> Cell:
        """The value of ``key``: in memory, in the store, or computed."""
        number = kind.numbers.get(key)
        if number is None:
            return self._compute(kind, key, None)
        settled = -1
        # What is computed meanwhile may read more than before, and so take this further from the inputs.
        while self._queue and (height := self._nodes.height(number)) > settled:
            self._settle(height)
            settled = height
        if number in self._stale and self._turned(number) and number in self._stale:
            return self._compute(kind, key, number)
        cell = kind.cells.get(key)
        if cell is None:
            value = self._last.pop(number, UNKNOWN)
            value = self._values.kept(kind, number) if value is UNKNOWN else value
            if value is UNKNOWN:
                value, reads = self._traced(kind, key)
                if number in self._stale:  # what it is computed from has turned out as another one just now
                    return self._noted(kind, key, number, value, reads)
            cell = kind.cells[key] = Cell(value, number)
        return cell

    def put(self, kind: Kind, key: Key, value: object) -> None:
        """Sets an input."""
        self.top.clear()  # nobody computes anything now
        number = kind.numbers.get(key)
        if number is None:
            number = self._nodes.add(kind, key)
            self._values.note(kind, number, value)  # nothing can have been computed from it
        else:
            cell = kind.cells.get(key)
            self._change(kind, number, cell.value if cell else self._values.kept(kind, number), value)
        kind.cells[key] = Cell(value, number)

    def settle(self) -> None:
        """Looks at all that is stale, so that afterwards `is_stale` tells what has to be made anew."""
        self._settle(_FAR)

    def is_stale(self, kind: Kind, key: Key) -> bool:
        """Whether the value of ``key`` is not known, or something has changed that it was computed from."""
        number = kind.numbers.get(key)
        return number is None or (number in self._stale and self._is_doubtful(number))

    def digest(self, kind: Kind, key: Key) -> bytes:
        """The digest of a value; `NONE` where it is not known."""
        number = kind.numbers.get(key)
        return NONE if number is None or number in self._stale else self._nodes.digest(number)

    def forget(self, kind: Kind, key: Key) -> None:
        """Lets go of a value that hardly anybody will ask for again."""
        kind.cells.pop(key, None)

    def release(self, kind: Kind, key: Key) -> None:
        """Lets go of a value that can be loaded again."""
        if self._values.is_kept(kind):
            kind.cells.pop(key, None)

    def roots_of_change(self, kind: Kind, key: Key) -> list[tuple[str, Key]]:
        """Kind and key of what had become another one, so that the value of ``key`` became stale."""
        found: dict[int, None] = {}
        waiting = [kind.numbers[key]] if key in kind.numbers else []
        seen = set(waiting)
        while waiting:
            number = waiting.pop()
            causes = self.causes.get(number, [])
            if not causes or (self._nodes.kind(number).cut and number != kind.numbers[key]):
                found[number] = None
                continue
            waiting += [cause for cause in causes if cause not in seen]
            seen.update(causes)
        found.pop(kind.numbers.get(key, -1), None)
        return [(self._nodes.kind(number).name, self._nodes.key(number)) for number in sorted(found)]

    def digests(self) -> dict[tuple[str, Key], bytes]:
        """The digests of all values that are known and not stale, by kind and key."""
        known = (number for number in range(len(self._nodes)) if number not in self._stale)
        return {self.name(number): made for number in known if (made := self._nodes.digest(number)) != NONE}

    def name(self, number: int) -> tuple[str, Key]:
        """The kind and the key of a node."""
        return self._nodes.kind(number).name, self._nodes.key(number)

    def last(self, kind: Kind, key: Key) -> Any:
        """The value that ``key`` had before it became stale; `UNKNOWN` where that is lost."""
        number, cell = kind.numbers.get(key), kind.cells.get(key)
        return cell.value if cell else UNKNOWN if number is None else self._values.kept(kind, number)

    def mark(self, kind: Kind, key: Key) -> None:
        """Makes the value of ``key`` stale, and what was computed from it."""
        number = kind.numbers.get(key)
        if number is not None:
            kind.cells.pop(key, None)
            self._stale.add(number)
            self.touch((number,))

    def touch(self, numbers: Iterable[int]) -> None:
        """Makes stale all that was computed from these nodes, as their values are others now."""
        waiting = list(numbers)
        self._changed.update(waiting)
        while waiting:
            number = waiting.pop()
            for user in self._nodes.users(number):
                kind = self._nodes.kind(user)
                self.causes.setdefault(user, []).append(number)
                if kind.causes is not None:
                    kind.causes.add(number)
                if user in self._stale:
                    continue
                self._stale.add(user)
                if kind.cut and not kind.lazy:
                    heappush(self._queue, (self._nodes.height(user), user))
                    self.unsettled = True
                else:
                    cell = kind.cells.pop(self._nodes.key(user), None)
                    if cell and kind.cut:
                        self._last[user] = cell.value
                    waiting.append(user)

    def _settle(self, height: int) -> None:
        """Computes again what is stale and not further than ``height`` from the inputs."""
        while self._queue and self._queue[0][0] <= height:
            _, number = heappop(self._queue)
            if number in self._stale:
                self._try(number)
        self.unsettled = bool(self._queue)

    def _try(self, number: int) -> None:
        """Computes a value that nobody has asked for. When that fails, what it was a value of is no more, as
        a rule; else whoever asks for it is told.
        """
        kind, key = self._nodes.kind(number), self._nodes.key(number)
        try:
            self._compute(kind, key, number)
        except Exception:
            self._drop(kind, key, number)

    def _drop(self, kind: Kind, key: Key, number: int) -> None:
        """Takes away what is no more. It stays stale, so that whoever still asks for it is told so."""
        kind.cells.pop(key, None)
        self._last.pop(number, None)
        self._nodes.note_digest(number, NONE)
        self._nodes.read(number, ())
        self.touch((number,))

    def _turned(self, number: int) -> bool:
        """Whether the value of a node may be another one than whatever was computed from it knows.

        One that was only doubtful, because something lazy may have changed, is not stale any more when it has
        not.
        """
        if number in self._changed or number not in self._stale:
            return number in self._changed
        if not self._is_doubtful(number):
            return False
        if not self._nodes.kind(number).cut:
            return True
        self._try(number)
        return number in self._changed

    def _is_doubtful(self, number: int) -> bool:
        """Whether something has changed that a stale value was computed from; if not, it is stale no more."""
        if number in self._changed or any(self._turned(cause) for cause in self.causes.get(number, ())):
            return True
        self._stale.discard(number)
        return False

    def _traced(self, kind: Kind, key: Key) -> tuple[Any, Sequence[int]]:
        """The value of ``key``, computed, and the numbers of what it was computed from."""
        outer, self.top = self.top, []
        try:
            value = kind.compute(key)
            return value, tuple(dict.fromkeys(self.top))
        finally:
            self.top = outer

    def _compute(self, kind: Kind, key: Key, number: int | None) -> Cell:
        """The value of ``key``, which is new (no number) or stale."""
        value, reads = self._traced(kind, key)
        if number is None:
            number = kind.numbers.get(key)  # what was settled meanwhile may have asked for it too
        if number is None:
            number = self._nodes.add(kind, key, reads)
            if kind.cut:
                self._values.note(kind, number, value)
            cell = kind.cells[key] = Cell(value, number)
            return cell
        return self._noted(kind, key, number, value, reads)

    def _noted(self, kind: Kind, key: Key, number: int, value: Any, reads: Sequence[int]) -> Cell:
        """Takes note of the value of a stale node, and of what it was computed from."""
        cell = kind.cells.get(key)
        old = cell.value if cell else self._last.pop(number, UNKNOWN)
        if old is UNKNOWN and kind.settle:  # else the digest is enough
            old = self._values.kept(kind, number)
        self._nodes.read(number, reads)
        self._stale.discard(number)
        self.causes.pop(number, None)
        if kind.cut:
            self._change(kind, number, old, value)
        else:
            self._changed.add(number)  # nobody compares
        cell = kind.cells[key] = Cell(value, number)
        return cell

    def _change(self, kind: Kind, number: int, old: Any, value: Any) -> None:
        """Takes note that the value of a node is another one than ``old``, if it is."""
        before = self._nodes.digest(number)
        self._nodes.note_digest(number, NONE)
        if self._values.recording:
            same = self._values.note(kind, number, value, before) == before
        elif old is not UNKNOWN:
            same = bool(old == value)
        else:
            same = before != NONE and digest_of(value) == before
        if same:
            return
        self._changed.add(number)
        # What was computed from a lazy value is stale already.
        if not kind.lazy and (kind.settle is None or kind.settle(old, value)):
            self.touch((number,))

    def take(self, columns: Sequence[Column], later: Later | None = None) -> dict[int, int]:
        """Takes in the nodes of another process, and what it knew of them ``later``, before anything else is
        known. All kinds must be defined.
        """
        self._nodes.take(columns)
        if later is None:
            return {}
        self._stale.update(later.gone)
        self._changed.update(later.gone)
        return self._nodes.learn(later.columns, later.numbers)

    def columns(self) -> tuple[list[Column], list[int]]:
        """All nodes that are not stale, numbered anew, and their present numbers in that order."""
        kinds = self._nodes.kinds
        known = [
            number
            for name in sorted(kinds)
            for number in kinds[name].numbers.values()
            if number not in self._stale
        ]
        new = [-1] * len(self._nodes)  # which no node has: what is known was computed from what is
        for place, number in enumerate(known):
            new[number] = place
        columns, _ = self._nodes.columns(known, new)
        return columns, known

    def known(self) -> tuple[Known, list[int]]:
        """All that is known and not stale, for a process that shares nothing with this one; and the present
        numbers of the nodes. Raises `LookupError` when a value is lost.
        """
        columns, order = self.columns()
        values: dict[int, bytes] = {}
        for there, here in enumerate(order):
            kind = self._nodes.kind(here)
            if kind.type is not None:
                data = self._values.encoded(kind, here, self._nodes.key(here))
                if data is None:
                    raise LookupError(self.name(here))
                values[there] = data
        return Known(columns, values), order

    def later(self) -> Later:
        """What is not as in the nodes that were taken in."""
        columns, numbers = self._nodes.columns(
            number for number in self._nodes.fresh() if number not in self._stale
        )
        packed = [array(NUMBER, each).tobytes() for each in numbers]
        return Later(columns, packed, tuple(sorted(filter(self._nodes.is_old, self._stale))))

    def part(self) -> Apart:
        """Begins to take note of what is computed from now on: this is a process that was forked from
        another. Gives the store that values are kept in from now on.
        """
        self._parted = frozenset(self._stale)
        self._nodes.part()
        return self._values.part()

    def learned(self) -> Learned:
        """What has been computed since this process was parted from another."""
        columns, numbers, _ = self.later()
        return Learned(columns, numbers, tuple(sorted(self._parted - self._stale)))

    def learn(self, learned: Learned) -> dict[int, int]:
        """Takes in what a process has learned that was parted from this one, or was given all that is known
        here; gives the numbers that its nodes have here, where these are others.
        """
        columns, numbers, settled = learned
        known = self._nodes.learn(columns, numbers)
        made = set(known.values())
        for here in made.intersection(self._stale).union(settled):
            if here in made:  # else it has turned out as it was
                self._changed.add(here)
                self._last.pop(here, None)
            self._stale.discard(here)
            self.causes.pop(here, None)
        return known

    def keep(self, values: Iterable[tuple[int, bytes]]) -> None:
        """Keeps encoded values, by number, of a process that this one has learned from."""
        for number, data in values:
            self._values.keep(number, data)
