"""Sorted terms in shards of bounded size, at boundaries that hold still.

A shard holds all terms from its lower bound up to the next. Bounds are found by halving the space of all
terms as often as needed, not by counting terms, so that a shard that grows is split in two and no other shard
takes notice. Terms are compared as the hexadecimal digits of their UTF-16 code units, which a browser can do
too.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

SIZE = 24_000
"""Characters at which a shard is split."""

_DIGITS = "0123456789abcdef"


class Shard(NamedTuple):
    """The terms from place ``start`` up to ``end``; ``bound`` is the key from which on terms belong here."""

    bound: str
    start: int
    end: int


def term_key(term: str) -> str:
    """The form in which terms are compared."""
    return term.encode("utf-16-be").hex()


def shards(keys: Sequence[str], sizes: Sequence[int], size: int = SIZE) -> Iterator[Shard]:
    """The shards, in order, of terms with these sorted, different ``keys`` and these ``sizes`` in
    characters.
    """
    before = [0, *accumulate(sizes)]
    # What is yet to be split: the digits that all its keys begin with, the range of the digit after them, the
    # range of places.
    waiting = [("", 0, 16, 0, len(keys))]
    while waiting:
        prefix, low, high, start, end = waiting.pop()
        if start == end:
            continue
        if end - start == 1 or before[end] - before[start] <= size:
            yield Shard((prefix + _DIGITS[low]).rstrip("0") or "0", start, end)
        elif high - low == 1:
            waiting.append((prefix + _DIGITS[low], 0, 16, start, end))
        else:
            middle = (low + high) // 2
            cut = bisect_left(keys, prefix + _DIGITS[middle], start, end)
            waiting.append((prefix, middle, high, cut, end))
            waiting.append((prefix, low, middle, start, cut))
