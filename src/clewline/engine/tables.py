"""Tables: mappings that are one value, and are read key by key. A change concerns those who read the keys
that it changes.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

from clewline.engine.database import Database
from clewline.engine.nodes import UNKNOWN

K = TypeVar("K", bound=Hashable)
S = TypeVar("S", bound=Hashable)
V = TypeVar("V")
_ABSENT: Any = object()


class Table(Mapping[K, V]):
    """A mapping that ``make`` computes, or that is an input (`put`). ``type`` and ``key`` are the types of
    the whole and of its keys; a table without a type is not kept.
    """

    def __init__(
        self,
        db: Database,
        name: str,
        type: Any = None,
        key: Any = str,
        make: Callable[[], Mapping[K, V]] | None = None,
    ) -> None:
        self._db = db
        self._whole = db.define(f"all of {name}", lambda _: make() if make else {})
        self._whole.cut, self._whole.type, self._whole.key_type = True, type, tuple[()]
        self._whole.settle = self._settle
        self._entry = db.define(name, self._look_up)
        self._entry.key_type = key
        self._names = db.define(f"keys of {name}", lambda _: tuple(self._value()))
        self._any = db.define(f"any of {name}", lambda _: self._value())
        self._names.key_type = self._any.key_type = tuple[()]

    def put(self, items: Mapping[K, V]) -> None:
        """Makes the table hold ``items``."""
        self._db.put(self._whole, (), dict(items))

    def whole(self) -> Mapping[K, V]:
        """All of it: any change concerns who asks for this."""
        return cast(Mapping[K, V], self._db.ask(self._any, ()))

    def _value(self) -> Mapping[K, V]:
        """The same for the keys of the table themselves, which are told of what concerns them."""
        return cast(Mapping[K, V], self._db.ask(self._whole, ()))

    def _look_up(self, key: K) -> V:
        return cast(V, self._value().get(key, _ABSENT))

    def _settle(self, old: Any, new: Mapping[K, V]) -> bool:
        """Touches the keys of which the value is another one."""
        if old is UNKNOWN:
            return True
        changed = [
            key
            for key, value in new.items()
            if (before := old.get(key, _ABSENT)) is not value and before != value
        ]
        changed += [key for key in old if key not in new]
        self._changed(changed, list(old) != list(new))
        return False

    def _changed(self, keys: Iterable[K], other_keys: bool) -> None:
        for key in keys:
            self._db.mark(self._entry, key)
        if other_keys:
            self._db.mark(self._names, ())
        self._db.mark(self._any, ())

    def __getitem__(self, key: K) -> V:
        value = self._db.ask(self._entry, key)
        if value is _ABSENT:
            raise KeyError(key)
        return cast(V, value)

    def __contains__(self, key: object) -> bool:
        return self._db.ask(self._entry, cast(K, key)) is not _ABSENT

    def __iter__(self) -> Iterator[K]:
        return iter(self._db.ask(self._names, ()))

    def __len__(self) -> int:
        return len(self._db.ask(self._names, ()))


class Gathered(Table[S, V]):
    """The value of a query for each of many ``members``. When some of them have changed, only those are
    looked at.
    """

    def __init__(
        self,
        db: Database,
        name: str,
        type: Any,
        members: Callable[[], Iterable[S]],
        each: Callable[[S], V],
        of: str,
        key: Any = str,
    ) -> None:
        """``each`` is the query with the name ``of``."""
        super().__init__(db, name, type, key, self._gather)
        self._members, self._each = members, each
        self._kind = db.kind(of)
        self._whole.causes = set()

    def _gather(self) -> dict[S, V]:
        db, numbers = self._db, self._kind.numbers
        last = db.last(self._whole, ())
        last = {} if last is UNKNOWN else last
        assert self._whole.causes is not None
        causes = {db.name(number) for number in self._whole.causes}
        fresh = {key for name, key in causes if name == self._kind.name}
        found: dict[S, V] = {}
        for member in self._members():
            number = numbers.get(member)
            if number is None or member in fresh or member not in last:
                found[member] = self._each(member)
            else:
                db.top.append(number)
                found[member] = last[member]
        self._whole.causes.clear()
        return found


class Inverse(Gathered[S, V]):
    """What many members say of others, by what they say it of: ``each`` gives a mapping, and what is looked
    up under one of its keys are the values that members have under it, by member.
    """

    _said: dict[Any, dict[S, Any]] | None = None

    def of(self, key: Hashable) -> Mapping[S, Any]:
        """What members say of ``key``."""
        return cast(Mapping[S, Any], self._db.ask(self._entry, key))

    def _look_up(self, key: Any) -> Any:
        whole = self._value()
        if self._said is None:
            self._said = _inverted(whole)
        return self._said.get(key, {})

    def _settle(self, old: Any, new: Any) -> bool:
        if old is UNKNOWN:
            self._said = None
            return True
        if self._said is None:
            self._said = _inverted(old)
        changed: dict[Any, None] = {}
        for member in [*new, *(member for member in old if member not in new)]:
            before, now = old.get(member, {}), new.get(member, {})
            if before is not now and before != now:
                for key in before:
                    if before[key] != now.get(key):
                        self._said[key] = {m: v for m, v in self._said[key].items() if m != member}
                        changed[key] = None
                for key in now:
                    if now[key] != before.get(key):
                        self._said[key] = {**self._said.get(key, {}), member: now[key]}
                        changed[key] = None
        self._changed(changed, False)
        return False


def _inverted(given: Mapping[Any, Any]) -> dict[Any, dict[Any, Any]]:
    said: dict[Any, dict[Any, Any]] = {}
    for member, values in given.items():
        for key, value in values.items():
            said.setdefault(key, {})[member] = value
    return said


class Lookup(Mapping[K, V]):
    """The values of a query ``each`` for all keys of a table, asked for one by one."""

    def __init__(self, keys: Mapping[K, object], each: Callable[[K], V]) -> None:
        self._keys, self._each = keys, each

    def __getitem__(self, key: K) -> V:
        if key not in self._keys:
            raise KeyError(key)
        return self._each(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
