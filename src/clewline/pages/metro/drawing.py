"""Drawing: from lanes to pixels. Where every stop, label and bend of a map lies.

A label has its column to itself: lines change height between the columns, and where a bend has more room than
that it takes it, as far as it meets no label, stop or cap on the way.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from clewline.pages.metro.heights import Extent, heights, port
from clewline.pages.metro.labels import LINE, width, wrap
from clewline.pages.metro.lanes import Lanes, Place

STOP = 9
"""Half the height of a stop of one line; a stop of several is longer by the distances between them."""

CAP = 13
"""The radius of a cap."""

_LABEL_GAP = 7
_CLEAR = 9
_GAP = 32
_MOST_GAP = 110
_STEEPEST = 2.4
_TURN = 12
"""A line runs straight for at least this far beside a stop."""

_CURVE = tuple((3 * t * (1 - t) / 2 + t**3, 3 * (1 - t) * t * t + t**3) for t in (i / 16 for i in range(17)))
"""Points of a bend from 0, 0 to 1, 1: the cubic that the templates draw."""


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", margin: float = 0.0) -> bool:
        """Whether the two overlap, or come nearer than ``margin``."""
        return (
            self.left < other.right + margin
            and other.left < self.right + margin
            and self.top < other.bottom + margin
            and other.top < self.bottom + margin
        )


class Label(NamedTuple):
    """The words beside a stop, in lines, and the box that they fill."""

    words: tuple[str, ...]
    box: Box


class Bend(NamedTuple):
    """Where a line changes its height: from ``x0, y0`` to ``x1, y1``."""

    x0: float
    y0: float
    x1: float
    y1: float


class Drawing(NamedTuple):
    """A finished map: for each place its middle and label (None: no note), for each line its bends, and the
    box of all.
    """

    x: list[float]
    y: list[float]
    labels: list[Label | None]
    bends: list[list[Bend]]
    frame: Box


def draw(lanes: Lanes, titles: Sequence[str]) -> Drawing:
    """The drawing of ``lanes``; ``titles`` are those of the notes."""
    words = [wrap(titles[place.note]) if place.note >= 0 else () for place in lanes.places]
    above = _labels_above(lanes)
    extents = [
        _extent(place, len(lines), up) for place, lines, up in zip(lanes.places, words, above, strict=True)
    ]
    ys = heights(lanes, extents)
    halves = [
        max((_half_width(lanes.places[p], words[p]) for p in here), default=0.0) for here in lanes.columns
    ]
    gaps = [float(_GAP)] * (len(halves) - 1)
    pen = _Pen(lanes, words, above, ys, halves, gaps)
    # A bend that would be too steep gets a wider gap.
    steep = [0.0] * len(gaps)
    for line, drawn in enumerate(pen.bends()):
        for bend, gap in zip(drawn, pen.bent[line], strict=True):
            steep[gap] = max(steep[gap], abs(bend.y1 - bend.y0) / _STEEPEST - (bend.x1 - bend.x0))
    pen = _Pen(
        lanes,
        words,
        above,
        ys,
        halves,
        [min(g + more, _MOST_GAP) for g, more in zip(gaps, steep, strict=True)],
    )
    bends = pen.bends()
    boxes = [box for column in pen.boxes for _, box in column]
    frame = Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
    ends = [y for line in bends for bend in line for y in (bend.y0, bend.y1)] or [0.0]
    frame = Box(frame.left, min(frame.top, *ends), frame.right, max(frame.bottom, *ends))
    return Drawing([pen.x[place.column] for place in lanes.places], ys, pen.labels, bends, frame)


def half_height(place: Place) -> float:
    """Half the height of a stop or a cap; 0 where lines only pass."""
    if place.cap:
        return CAP
    return STOP + (len(place.lines) - 1) * 3.5 if place.note >= 0 else 0.0


def label_width(title: str) -> float:
    """How wide the label of a note with this title is."""
    return max(map(width, wrap(title)), default=0.0)


def _half_width(place: Place, words: Sequence[str]) -> float:
    if place.cap:
        return CAP + 2
    return max([STOP + 2, *(width(line) / 2 for line in words)]) if words else 0.0


def _extent(place: Place, lines: int, above: bool) -> Extent:
    if place.note < 0:
        need = CAP + 6.0 if place.cap else 7.0
        return Extent(need, need)
    half = half_height(place) + _CLEAR
    label = lines * LINE + _LABEL_GAP
    return Extent(half + label, half) if above else Extent(half, half + label)


def _labels_above(lanes: Lanes) -> list[bool]:
    """Whether the label of each place goes above it: away from the trunk, and on the trunk to the emptier
    side.
    """
    above = [False] * len(lanes.places)
    trunk = set(lanes.routes[0])
    for number, here in enumerate(lanes.columns):
        middle = next((i for i, place in enumerate(here) if place in trunk), -1)
        for i, place in enumerate(here):
            if i == middle:
                over, under = _crowd(lanes, here[:i][::-1]), _crowd(lanes, here[i + 1 :])
                above[place] = over < under or (over == under and number % 2 == 0)
            else:
                above[place] = i < middle if middle >= 0 else i < len(here) // 2
    return above


def _crowd(lanes: Lanes, places: Sequence[int]) -> float:
    """How crowded one side of a place is: the nearest count most."""
    return sum((2 if lanes.places[place].note >= 0 else 1) / (i + 1) for i, place in enumerate(places))


class _Pen:
    """Draws with given gaps between the columns."""

    def __init__(
        self,
        lanes: Lanes,
        words: Sequence[tuple[str, ...]],
        above: Sequence[bool],
        ys: Sequence[float],
        halves: Sequence[float],
        gaps: Sequence[float],
    ) -> None:
        self.lanes = lanes
        self.ys = ys
        self.halves = halves
        self.x = [0.0]
        for (left, right), gap in zip(pairwise(halves), gaps, strict=True):
            self.x.append(self.x[-1] + left + gap + right)
        self.labels: list[Label | None] = []
        self.boxes: list[list[tuple[int, Box]]] = [[] for _ in halves]
        self.bent: list[list[int]] = []
        for index, place in enumerate(lanes.places):
            self.labels.append(self._place(index, place, words[index], above[index]))

    def _place(self, index: int, place: Place, words: tuple[str, ...], above: bool) -> Label | None:
        """Sets down a stop or cap and its label."""
        x, y, half = self.x[place.column], self.ys[index], half_height(place)
        if place.note < 0 and not place.cap:
            return None
        wide = CAP if place.cap else STOP
        self.boxes[place.column].append((index, Box(x - wide, y - half, x + wide, y + half)))
        if not words:
            return None
        side = max(map(width, words)) / 2
        top = y - half - _LABEL_GAP - len(words) * LINE if above else y + half + _LABEL_GAP
        label = Label(words, Box(x - side, top, x + side, top + len(words) * LINE))
        self.boxes[place.column].append((-1, label.box))
        return label

    def bends(self) -> list[list[Bend]]:
        """The bends of each line, from left to right; ``bent`` then says in which gap each of them is."""
        steps: dict[tuple[int, bool], list[tuple[float, float, int, int, int]]] = {}
        for line, route in enumerate(self.lanes.routes):
            for left, right in pairwise(route):
                y0, y1 = self._height(left, line), self._height(right, line)
                if abs(y0 - y1) > 0.05:
                    gap = self.lanes.places[left].column
                    steps.setdefault((gap, y1 > y0), []).append((y0, y1, line, left, right))
        found: list[list[tuple[int, Bend]]] = [[] for _ in self.lanes.routes]
        for (gap, down), group in sorted(steps.items()):
            group.sort(reverse=down)
            for chain in _chains(group):
                for (_, _, line, _, _), bend in zip(chain, self._chain(gap, chain), strict=True):
                    found[line].append((gap, bend))
        self.bent = [[gap for gap, _ in sorted(bends)] for bends in found]
        return [[bend for _, bend in sorted(bends)] for bends in found]

    def _height(self, place: int, line: int) -> float:
        return self.ys[place] + port(self.lanes.places[place].lines, line)

    def _chain(self, gap: int, chain: Sequence[tuple[float, float, int, int, int]]) -> list[Bend]:
        """The bends of lines that run side by side: each begins and ends a little after the one before, so
        that they keep apart.
        """
        shift = min(7.0, _GAP / 2 / max(len(chain) - 1, 1))
        room = shift * (len(chain) - 1)
        narrow = self.x[gap] + self.halves[gap] + 2, self.x[gap + 1] - self.halves[gap + 1] - 2
        ends = {place for _, _, _, left, right in chain for place in (left, right)}
        starts = [max(self.x[gap] + self._straight(left), self.x[gap]) for _, _, _, left, _ in chain]
        stops = [self.x[gap + 1] - self._straight(right) for _, _, _, _, right in chain]
        wide = min(max(starts), narrow[0]), max(min(stops), narrow[1])
        boxes = [box for column in (gap, gap + 1) for owner, box in self.boxes[column] if owner not in ends]
        bends: list[Bend] = []
        for a, b in ((1.0, 1.0), (1.0, 0.4), (0.4, 1.0), (0.5, 0.5), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)):
            x0, x1 = narrow[0] + (wide[0] - narrow[0]) * a, narrow[1] + (wide[1] - narrow[1]) * b
            bends = [
                Bend(x0 + i * shift, step[0], x1 - room + i * shift, step[1]) for i, step in enumerate(chain)
            ]
            if (a, b) == (0.0, 0.0) or not any(_meets(bend, boxes) for bend in bends):
                break
        return bends

    def _straight(self, place: int) -> float:
        here = self.lanes.places[place]
        return CAP + 2.0 if here.cap else _TURN if here.note >= 0 else 0.0


def _meets(bend: Bend, boxes: Iterable[Box]) -> bool:
    """Whether a bend would touch one of ``boxes``."""
    path = Box(bend.x0, min(bend.y0, bend.y1), bend.x1, max(bend.y0, bend.y1))
    return any(box.meets(path, 5) and crosses(bend, box, 5) for box in boxes)


def crosses(bend: Bend, box: Box, margin: float) -> bool:
    """Whether ``bend`` comes nearer to ``box`` than ``margin``."""
    left, top, right, bottom = box.left - margin, box.top - margin, box.right + margin, box.bottom + margin
    x0, y0, x1, y1 = bend
    wide, high = x1 - x0, y1 - y0
    x, y = x0, y0
    for u, v in _CURVE:
        before_x, before_y = x, y
        x, y = x0 + wide * u, y0 + high * v
        if (
            x > left
            and before_x < right
            and (y > top or before_y > top)
            and (y < bottom or before_y < bottom)
        ):
            return True
    return False


def _chains(
    group: list[tuple[float, float, int, int, int]],
) -> list[list[tuple[float, float, int, int, int]]]:
    """Lines in groups that run side by side."""
    chains: list[list[tuple[float, float, int, int, int]]] = []
    for step in group:
        last = chains[-1][-1] if chains else None
        if (
            last
            and abs(last[0] - step[0]) < 30
            and abs(last[1] - step[1]) < 30
            and (last[0] - step[0]) * (last[1] - step[1]) > 0
        ):
            chains[-1].append(step)
        else:
            chains.append([step])
    return chains
