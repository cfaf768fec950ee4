"""Postings as text: the numbers of the pages that have a term, by field, in a line of few characters."""

from collections.abc import Sequence
from itertools import pairwise

MOST = "*"
"""In place of the pages that have a term only in the text: most pages of the site, so that it tells
nothing.
"""
_MANY = 1000
_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Packing:
    """Packs numbers of the pages of a site with ``count`` pages."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._codes = ["", *map(_code, range(1, count + 1))]

    def line(self, term: str, fields: Sequence[Sequence[int] | None]) -> str:
        """The line of a term: the term, a space, and by field the pages that have it, in ascending order
        (None: most of all).
        """
        pages = [MOST if numbers is None else self._packed(numbers) for numbers in fields]
        return f"{term} {'.'.join(pages).rstrip('.')}"

    def is_most(self, pages: int) -> bool:
        """Whether so many pages are most of a site that has many."""
        return self._count >= _MANY and 2 * pages > self._count

    def _packed(self, numbers: Sequence[int]) -> str:
        """Ascending ``numbers`` as the gaps between them (the first from -1)."""
        if not numbers:
            return ""
        codes = self._codes
        return codes[numbers[0] + 1] + "".join([codes[number - last] for last, number in pairwise(numbers)])


def _code(gap: int) -> str:
    """A number in base 32, the least digit first; all digits but the last are raised by 32."""
    pieces = []
    while gap >= 32:
        pieces.append(_CODE[gap % 32 + 32])
        gap //= 32
    return "".join([*pieces, _CODE[gap]])
