"""Neighbours: the small map of a line, as a straight trunk with its numbered sources, and the lines that
cross it there.

It is made for every line of a site, so it is kept simple: crossing lines run beside the trunk between sources
that follow each other, and otherwise return to a lane of their own, two above and two below.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from clewline.pages.models import BendView, CapView, CrossingStop, CrossingsView, CrossingView

MOST = 4
_STEP, _NARROW_STEP, _MANY = 44, 36, 12
_LANES = (46, -46, 76, -76)
_BESIDE = 6
_STOP, _CAP, _MARGIN = 11, 13, 4


def neighbours(sharing: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines that share most with a line: ``sharing`` are the other lines through each of its notes."""
    shared: dict[str, int] = {}
    for lines in sharing.values():
        for line in lines:
            shared[line] = shared.get(line, 0) + 1
    return sorted(shared, key=lambda line: (-shared[line], line))[:MOST]


def crossings_view(
    stops: Sequence[tuple[str, str]], crossing: Sequence[tuple[str, str, Sequence[int], int]]
) -> CrossingsView:
    """The small map of a line with ``stops`` (address, title), in order, and the lines ``crossing`` it:
    address, title, the indexes of the stops that they share, and how many notes they cite in all.
    """
    step = _STEP if len(stops) <= _MANY else _NARROW_STEP
    left = 2 * _CAP + _MARGIN + step - _CAP
    x = [left + index * step for index in range(len(stops))]
    end = x[-1] + step + _CAP + 6
    used = _LANES[: len(crossing)]
    top = min(-_STOP - 2, *(lane - _CAP for lane in used)) - _MARGIN
    bottom = max(_STOP + 2, *(lane + _CAP for lane in used)) + _MARGIN
    beside = [(_BESIDE if lane > 0 else -_BESIDE) * (1 + index // 2) for index, lane in enumerate(used)]
    extents = [(-_STOP, _STOP)] * len(stops)
    for offset, (_, _, shared, _) in zip(beside, crossing, strict=True):
        for index in shared:
            low, high = extents[index]
            extents[index] = min(low, offset - 9), max(high, offset + 9)
    return CrossingsView(
        width=end + _CAP + _MARGIN,
        height=bottom - top,
        y=-top,
        first=_CAP + _MARGIN,
        last=x[-1],
        stops=tuple(
            CrossingStop(index + 1, href, title, x[index], low - top, high - low)
            for index, ((href, title), (low, high)) in enumerate(zip(stops, extents, strict=True))
        ),
        lines=tuple(
            CrossingView(
                letter=chr(ord("B") + index),
                hue=index + 2,
                href=href,
                title=title,
                shared=tuple(place + 1 for place in shared),
                notes=notes,
                x=x[shared[0]],
                y=beside[index] - top,
                bends=_bends([x[place] for place in shared], step, beside[index] - top, used[index] - top),
                cap=CapView(end, used[index] - top),
            )
            for index, (href, title, shared, notes) in enumerate(crossing)
        ),
    )


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
