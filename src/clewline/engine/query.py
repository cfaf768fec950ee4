"""Queries as methods: what looks like a method is a value in the database of its object."""

from collections.abc import Callable
from inspect import signature
from typing import Any, Protocol, TypeVar, cast, get_type_hints, overload

from clewline.engine.database import Database
from clewline.engine.nodes import Kind

F = TypeVar("F", bound=Callable[..., Any])


class Owner(Protocol):
    """What has queries: an object with a database."""

    @property
    def db(self) -> Database:
        """The database in which the values of its queries are."""


@overload
def query(function: F, /) -> F: ...
@overload
def query(*, cut: bool = False, keep: bool = False, lazy: bool = False) -> Callable[[F], F]: ...


def query(
    function: F | None = None, /, *, cut: bool = False, keep: bool = False, lazy: bool = False
) -> F | Callable[[F], F]:
    """Makes a method a query: the name of the method is the kind of its values, its arguments are the key.

    A change ends at a value that is ``cut`` off from what it is computed from, when it turns out as it was.
    One that is to be kept (``keep``) for other processes is plain data of the type that the method returns.
    One that is ``lazy`` is not computed before it is asked for.
    """

    def made(function: F) -> F:
        return cast(F, _Query(function, cut or keep or lazy, keep, lazy))

    return made if function is None else made(function)


class _Query:
    """A query of a class. Objects find it until they have one of their own."""

    def __init__(self, function: Callable[..., Any], cut: bool, keep: bool, lazy: bool) -> None:
        self.function, self.cut, self.keep, self.lazy = function, cut, keep, lazy
        self.name = function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> Any:
        if owner is None:
            return self
        asked = owner.__dict__[self.name] = self.of(owner)
        return asked

    def of(self, owner: Owner) -> Callable[..., Any]:
        """The query of one object."""
        db, function = owner.db, self.function
        names = list(signature(function).parameters)[1:]
        kind = db.define(
            self.name,
            (lambda key: function(owner, key)) if len(names) == 1 else (lambda key: function(owner, *key)),
        )
        hints = get_type_hints(function)
        types = tuple(hints[name] for name in names)
        kind.lazy, kind.cut, kind.type = self.lazy, self.cut, hints["return"] if self.keep else None
        if len(names) == 1:
            kind.key_type = types[0]
            return asking(db, kind)
        kind.key_type = tuple.__class_getitem__(types) if types else tuple[()]
        one = asking(db, kind)
        return lambda *key: one(key)


def asking(db: Database, kind: Kind) -> Callable[[Any], Any]:
    """A function that asks for the values of a kind.

    It is called millions of times: where the value is known, this takes one look into a table and one note.
    """
    cells, demand = kind.cells, db.demand

    def ask(key: Any) -> Any:
        cell = cells.get(key)
        if cell is None or db.unsettled:
            cell = demand(kind, key)
        db.top.append(cell[1])
        return cell[0]

    return ask


def adopt(owner: Owner) -> None:
    """Makes the queries of an object known to its database, which may have to compute them before they are
    asked.
    """
    for base in type(owner).__mro__:
        for found in vars(base).values():
            if isinstance(found, _Query):
                getattr(owner, found.name)
