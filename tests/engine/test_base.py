from collections.abc import Iterator

import pytest

from clewline.engine.base import Base, column_of
from clewline.engine.codec import NONE

MANY = 40
KINDS = ("page", "title", "word")
"""Pages are computed from titles and words, titles from words: node 0 is the first page."""


def reads() -> Iterator[tuple[int, ...]]:
    """What each node was computed from, in the order of their numbers."""
    for page in range(MANY):
        yield (MANY + page, MANY + (page * 7) % MANY, 2 * MANY + 3)
    for title in range(MANY):
        yield (2 * MANY + title,)
    yield from ((),) * MANY


def base() -> Base:
    """Three columns of nodes."""
    every = list(reads())
    sources = {"page": ("title", "word"), "title": ("word",), "word": ()}
    columns = [
        column_of(
            kind,
            range(MANY),
            [NONE] * MANY,
            [2 - place] * MANY,
            every[place * MANY : (place + 1) * MANY],
            range(3 * MANY),
            sources[kind],
        )
        for place, kind in enumerate(KINDS)
    ]
    return Base(columns, dict.fromkeys(KINDS, int))


@pytest.mark.parametrize("times", [1, 3])
def test_the_users_of_few_and_of_many_nodes(times: int) -> None:
    found = base()
    for _ in range(times):
        for number in [3 * MANY - 1, *range(3 * MANY)]:
            users = [user for user, each in enumerate(reads()) for source in set(each) if source == number]
            assert sorted(set(found.users(number))) == users, number
