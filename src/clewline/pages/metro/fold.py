"""Folding: a map that is wider than a page is parted between its columns into sections, one below the other.

Each section is drawn by itself. A line has a part in every section in which it stops; where it goes on in
another, its track ends at a station with its letter.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from clewline.pages.metro.drawing import label_width
from clewline.pages.metro.order import Lines

WIDEST = 1340
"""As wide as a section is, about, so that it can be read where most people read."""

MARGIN = 24
_BETWEEN, _STATIONS = 56, 120


class Section(NamedTuple):
    """A section of a map: the lines that stop in it (the first is its trunk), by number; the stops of each;
    whether each of them comes from the section before, and goes on in a later one; and the column of every
    note, counted from the first of this section.
    """

    lines: tuple[int, ...]
    routes: tuple[tuple[int, ...], ...]
    opens: tuple[tuple[bool, bool], ...]
    column: list[int]


def fold(column: Sequence[int], routes: Lines, titles: Sequence[str]) -> list[Section]:
    """The sections of a map whose notes stand in these columns and have these titles; ``routes`` are the
    notes of each line from left to right.
    """
    edges = [0, *_folds(_widths(column, titles)), max(column) + 1]
    return [_section(column, routes, start, end) for start, end in pairwise(edges)]


def _widths(column: Sequence[int], titles: Sequence[str]) -> list[float]:
    """About how wide each column is, with the room after it."""
    widths = [0.0] * (max(column) + 1)
    for note, place in enumerate(column):
        widths[place] = max(widths[place], label_width(titles[note]) + _BETWEEN)
    return widths


def _folds(widths: Sequence[float]) -> list[int]:
    """Before which columns to fold, so that the sections are about alike."""
    count = ceil(sum(widths) / (WIDEST - _STATIONS))
    before = [sum(widths[:place]) for place in range(1, len(widths))]
    ideal = [sum(widths) * number / count for number in range(1, count)]
    return sorted({min(range(len(before)), key=lambda i: abs(before[i] - x)) + 1 for x in ideal if before})


def _section(column: Sequence[int], routes: Lines, start: int, end: int) -> Section:
    """The section from column ``start`` up to ``end``."""
    parts: list[tuple[int, tuple[int, ...], tuple[bool, bool]]] = []
    for line, route in enumerate(routes):
        here = tuple(note for note in route if start <= column[note] < end)
        if here:
            parts.append((line, here, (column[route[0]] < start, column[route[-1]] >= end)))
    # The trunk of the whole map is that of a section too, where it stops there; else the longest part is.
    if parts[0][0]:
        parts.sort(key=lambda part: (-len(part[1]), part[0]))
    lines, stops, opens = zip(*parts, strict=True)
    return Section(lines, stops, opens, [place - start for place in column])
