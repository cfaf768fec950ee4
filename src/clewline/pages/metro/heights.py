"""Heights: how far below or above the trunk every place lies.

Places that a line can pass without a bend make a block, which has one height (after Brandes and Köpf,
doi:10.1007/3-540-45848-4_3); the trunk is one block, at height 0. Blocks keep their distance in every column,
and within that are moved to where their lines bend least.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from clewline.pages.metro.lanes import Lanes

SPACING = 7
"""Pixels between two lines that run side by side."""

_ROUNDS = 14


class Extent(NamedTuple):
    """How many pixels a place needs above and below its height."""

    up: float
    down: float


def port(lines: Sequence[int], line: int) -> float:
    """How far below the middle of a place one of its ``lines`` passes."""
    return (lines.index(line) - (len(lines) - 1) / 2) * SPACING


def heights(lanes: Lanes, extents: Sequence[Extent]) -> list[float]:
    """The height of each place; down is positive."""
    block, within = _blocks(lanes)
    count = max(block) + 1
    trunk = block[lanes.routes[0][0]]
    below, above = _constraints(lanes, extents, block, within, count)
    order = _topological(below, above)
    height = [0.0] * count
    for b in order:
        height[b] = max((height[a] + distance for a, distance in above[b].items()), default=0.0)
    origin = height[trunk]
    height = [h - origin for h in height]
    wishes = _wishes(lanes, block, within, count)
    for turn in range(_ROUNDS):
        for b in order[::-1] if turn % 2 == 0 else order:
            if b != trunk:
                low = max((height[a] + distance for a, distance in above[b].items()), default=-1e9)
                high = min((height[c] - distance for c, distance in below[b].items()), default=1e9)
                height[b] = min(max(_wanted(wishes[b], height), low), high)
    return [height[b] + w for b, w in zip(block, within, strict=True)]


def _wanted(wishes: list[tuple[int, float]], height: list[float]) -> float:
    """The height at which a block's lines bend least; among several, the nearest to the trunk."""
    values = sorted(height[other] + offset for other, offset in wishes)
    if not values:
        return 0.0
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    return min(max(0.0, low), high)


def _blocks(lanes: Lanes) -> tuple[list[int], list[float]]:
    """The block of each place, and the height of the place within its block."""
    places = lanes.places
    index = {place: i for here in lanes.columns for i, place in enumerate(here)}
    gaps: dict[int, list[tuple[int, int, int, int, int]]] = {}
    for line, route in enumerate(lanes.routes):
        for left, right in pairwise(route):
            passing = (places[left].note < 0) + (places[right].note < 0)
            gaps.setdefault(places[left].column, []).append((line != 0, -passing, line, left, right))
    onward: dict[int, tuple[int, float]] = {}
    for links in gaps.values():
        accepted: list[tuple[int, int]] = []
        taken: set[int] = set()
        for _, _, line, left, right in sorted(links):
            if left in onward or right in taken:
                continue
            if any((index[left] < index[a]) != (index[right] < index[b]) for a, b in accepted):
                continue
            accepted.append((left, right))
            taken.add(right)
            onward[left] = right, port(places[left].lines, line) - port(places[right].lines, line)
    block = [-1] * len(places)
    within = [0.0] * len(places)
    count = 0
    for here in lanes.columns:
        for place in here:
            if block[place] < 0:
                block[place] = count
                count += 1
            if place in onward:
                following, offset = onward[place]
                block[following], within[following] = block[place], within[place] + offset
    return block, within


def _constraints(
    lanes: Lanes, extents: Sequence[Extent], block: list[int], within: list[float], count: int
) -> tuple[list[dict[int, float]], list[dict[int, float]]]:
    """For each block the blocks below it, and those above it, with the least distance between their
    heights.
    """
    below: list[dict[int, float]] = [{} for _ in range(count)]
    above: list[dict[int, float]] = [{} for _ in range(count)]
    for here in lanes.columns:
        for upper, lower in pairwise(here):
            distance = within[upper] + extents[upper].down + extents[lower].up - within[lower]
            a, b = block[upper], block[lower]
            below[a][b] = above[b][a] = max(distance, below[a].get(b, distance))
    return below, above


def _topological(below: list[dict[int, float]], above: list[dict[int, float]]) -> list[int]:
    """The blocks, each after those above it."""
    missing = [len(others) for others in above]
    order = [block for block, count in enumerate(missing) if not count]
    for block in order:
        for other in below[block]:
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    return order


def _wishes(lanes: Lanes, block: list[int], within: list[float], count: int) -> list[list[tuple[int, float]]]:
    """For each block the blocks that its lines come from or go to, and how far from their height it would lie
    to need no bend.
    """
    wishes: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    places = lanes.places
    for line, route in enumerate(lanes.routes):
        for left, right in pairwise(route):
            a, b = block[left], block[right]
            if a != b:
                offset = (
                    within[left]
                    + port(places[left].lines, line)
                    - within[right]
                    - port(places[right].lines, line)
                )
                wishes[b].append((a, offset))
                wishes[a].append((b, -offset))
    return wishes
