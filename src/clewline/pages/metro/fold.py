"""Folding: a map that is wider than a page is cut between its columns into bands, one below the other."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from clewline.pages.metro.drawing import CAP, Box, Drawing, half_height
from clewline.pages.metro.lanes import Lanes

WIDEST = 1340
"""As wide as a band is, about, so that it can be read where most people read."""

MARGIN = 24


def fold(ways: Lanes, drawing: Drawing) -> list[Box]:
    """The frame of each band, margins included. Between two bands no stop or label is cut, and lines go on at
    the same height.
    """
    columns = [_column(here, ways, drawing) for here in ways.columns]
    left, right = drawing.frame.left - MARGIN, drawing.frame.right + MARGIN
    folds = [left, *_folds([(a.right + b.left) / 2 for a, b in pairwise(columns)], left, right), right]
    return [_frame(start, end, columns, drawing) for start, end in pairwise(folds)]


def _folds(gaps: Sequence[float], left: float, right: float) -> list[float]:
    """Where to fold: at the gaps that make the bands most alike."""
    count = ceil((right - left) / WIDEST)
    ideal = [left + (right - left) * number / count for number in range(1, count)]
    return sorted({min(gaps, key=lambda gap: abs(gap - place)) for place in ideal}) if gaps else []


def _column(here: Sequence[int], ways: Lanes, drawing: Drawing) -> Box:
    """What a column fills with its stops, caps and labels."""
    boxes = []
    for place in here:
        x, y, half = drawing.x[place], drawing.y[place], max(half_height(ways.places[place]), 4)
        boxes.append(Box(x - CAP, y - half, x + CAP, y + half))
        label = drawing.labels[place]
        boxes += [label.box] if label else []
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


def _frame(start: float, end: float, columns: Sequence[Box], drawing: Drawing) -> Box:
    """The frame from ``start`` to ``end``: as high as its columns and the bends that reach into it."""
    heights = [y for column in columns if start < column.left < end for y in (column.top, column.bottom)]
    heights += [
        y
        for bends in drawing.bends
        for bend in bends
        if bend.x0 < end and bend.x1 > start
        for y in (bend.y0, bend.y1)
    ]
    return Box(start, min(heights) - MARGIN, end, max(heights) + MARGIN)
