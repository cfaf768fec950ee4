"""Neighbours: the small map of a line, as a straight trunk with its numbered sources, and the lines that
cross it there.

It is made for every line of a site, so it is kept simple: crossing lines run beside the trunk between sources
that follow each other, and otherwise return to a lane of their own, two above and two below. A trunk with
many sources is parted into bands, one below the other.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from clewline.pages.map_models import (
    BendView,
    CapView,
    CrossingLine,
    CrossingsBand,
    CrossingStop,
    CrossingsView,
    CrossingTrack,
)

MOST = 4
LONGEST = 24
"""As many sources as one band has."""

_STEP, _NARROW_STEP, _MANY = 44, 36, 12
_LANES = (46, -46, 76, -76)
_BESIDE = 6
_STOP, _CAP, _MARGIN = 11, 13, 4


class Crossing(NamedTuple):
    """A line that crosses another: address, title, the indexes of the stops that they share, and how many
    notes it cites in all.
    """

    href: str
    title: str
    shared: Sequence[int]
    notes: int


def neighbours(sharing: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines that share most with a line: ``sharing`` are the other lines through each of its notes."""
    shared: dict[str, int] = {}
    for lines in sharing.values():
        for line in lines:
            shared[line] = shared.get(line, 0) + 1
    return sorted(shared, key=lambda line: (-shared[line], line))[:MOST]


def crossings_view(stops: Sequence[tuple[str, str]], crossing: Sequence[Crossing]) -> CrossingsView:
    """The small map of a line with ``stops`` (address, title), in order, and the lines ``crossing`` it."""
    lines = tuple(
        CrossingLine(
            chr(ord("B") + index), index + 2, one.href, one.title, tuple(i + 1 for i in one.shared), one.notes
        )
        for index, one in enumerate(crossing)
    )
    signs = [
        CrossingStop(
            number, href, title, tuple(line.letter for line in lines if number in line.shared), 0, 0, 0
        )
        for number, (href, title) in enumerate(stops, 1)
    ]
    length = ceil(len(stops) / ceil(len(stops) / LONGEST))
    starts = range(0, len(stops), length)
    return CrossingsView(tuple(_band(signs, start, start + length, lines) for start in starts), lines)


def _band(
    signs: Sequence[CrossingStop], start: int, end: int, lines: Sequence[CrossingLine]
) -> CrossingsBand:
    """The band with the stops from ``start`` up to ``end``."""
    here = signs[start:end]
    step = _STEP if len(here) <= _MANY else _NARROW_STEP
    left = 2 * _CAP + _MARGIN + step - _CAP
    x = {stop.number: left + index * step for index, stop in enumerate(here)}
    crossing = [(line, shared) for line in lines if (shared := [n for n in line.shared if n in x])]
    used = _LANES[: len(crossing)]
    cap = max(x.values()) + step + _CAP + 6
    top = min([-_STOP - 2, *(lane - _CAP for lane in used)]) - _MARGIN
    bottom = max([_STOP + 2, *(lane + _CAP for lane in used)]) + _MARGIN
    beside = [(_BESIDE if lane > 0 else -_BESIDE) * (1 + index // 2) for index, lane in enumerate(used)]
    reach = {
        stop.number: [
            offset for offset, (_, shared) in zip(beside, crossing, strict=True) if stop.number in shared
        ]
        for stop in here
    }
    return CrossingsBand(
        width=cap + _CAP + _MARGIN,
        height=bottom - top,
        y=-top,
        end=cap if end < len(signs) else max(x.values()),
        caps=tuple(
            CapView(place, -top, onward)
            for place, onward in ((_CAP + _MARGIN, start > 0), (cap, True))[: 1 + (end < len(signs))]
        ),
        stops=tuple(_sign(stop, x[stop.number], reach[stop.number], top) for stop in here),
        tracks=tuple(
            CrossingTrack(
                line=line,
                x=x[shared[0]],
                y=offset - top,
                bends=_bends([x[number] for number in shared], step, offset - top, lane - top),
                cap=CapView(cap, lane - top, line.shared[-1] not in x),
            )
            for (line, shared), lane, offset in zip(crossing, used, beside, strict=True)
        ),
    )


def _sign(stop: CrossingStop, x: float, offsets: Sequence[int], top: float) -> CrossingStop:
    """The sign of a stop where lines run at these ``offsets`` from the trunk."""
    low = min([-_STOP, *(offset - 9 for offset in offsets)])
    high = max([_STOP, *(offset + 9 for offset in offsets)])
    return stop._replace(x=x, top=low - top, height=high - low)


def _bends(xs: Sequence[int], step: int, near: int, lane: int) -> tuple[BendView, ...]:
    """The bends of a line that stops at ``xs`` at the height ``near``, and runs on its lane where it does not
    stop.
    """
    bends: list[BendView] = []
    for here, following in pairwise(xs):
        if following - here > step:
            bends += [
                BendView(here + 8, near, here + step, lane),
                BendView(following - step, lane, following - 8, near),
            ]
    return (*bends, BendView(xs[-1] + 8, near, xs[-1] + step, lane))
