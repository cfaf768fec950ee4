"""The overview of a large corpus: topics as stations, sized by their lines, joined where they share lines.

Stations stand in one column, those that share much near each other, and joins are arcs beside it: however
many there are, no name is ever covered. Only the strongest joins are drawn.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from clewline.pages.map_models import TopicJoin, TopicStation, TopicsView
from clewline.pages.metro.arrange import arrange

STATIONS = 30
"""As many topics as are drawn."""

_ROW = 46
_MOST_EACH, _MOST = 4, 1.6
_REACH = 190
_SMALL, _LARGE = 6.0, 19.0


class TopicLines(NamedTuple):
    """A topic: address of its map (of its page, where it has no map), title, its lines."""

    href: str
    title: str
    lines: frozenset[str]


def topics_view(topics: Sequence[TopicLines]) -> TopicsView:
    """The drawing of the topics that have most lines."""
    largest = sorted(topics, key=lambda topic: (-len(topic.lines), topic.title.casefold(), topic.href))[
        :STATIONS
    ]
    weights = shared_counts(largest)
    order = arrange(
        [[weights.get((min(a, b), max(a, b)), 0) for b in range(len(largest))] for a in range(len(largest))]
    )
    row = {topic: index for index, topic in enumerate(order)}
    joins = _strongest(weights, len(largest))
    reach = min(_REACH, max((abs(row[a] - row[b]) for a, b in joins), default=0) * _ROW / 2)
    most = max((len(topic.lines) for topic in largest), default=0)
    radii = [
        round(_SMALL + (_LARGE - _SMALL) * sqrt(len(topic.lines) / most), 1) if most else _SMALL
        for topic in largest
    ]
    heaviest = max((weights[join] for join in joins), default=1)
    x = round(reach + _LARGE + 6)
    return TopicsView(
        x=x,
        label=round(x + _LARGE + 14),
        width=round(x + _LARGE + 14 + 380),
        height=_ROW * len(largest),
        stations=tuple(
            TopicStation(
                index,
                largest[topic].href,
                largest[topic].title,
                len(largest[topic].lines),
                _row_y(index),
                radii[topic],
            )
            for index, topic in enumerate(order)
        ),
        joins=tuple(sorted(_join(row[a], row[b], weights[a, b], reach, heaviest) for a, b in joins)),
        left=len(topics) - len(largest),
    )


def shared_counts(topics: Sequence[TopicLines]) -> dict[tuple[int, int], int]:
    """How many lines each two topics share, where they share any; by their indexes, the lower first."""
    of_line: dict[str, list[int]] = {}
    for index, topic in enumerate(topics):
        for line in topic.lines:
            of_line.setdefault(line, []).append(index)
    counts: dict[tuple[int, int], int] = {}
    for together in of_line.values():
        for pair in combinations(together, 2):
            counts[pair] = counts.get(pair, 0) + 1
    return counts


def _strongest(weights: Mapping[tuple[int, int], int], count: int) -> list[tuple[int, int]]:
    """The joins that are drawn: the strongest, a few at most for any one topic."""
    degree = [0] * count
    chosen: list[tuple[int, int]] = []
    for a, b in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if len(chosen) < _MOST * count and degree[a] < _MOST_EACH and degree[b] < _MOST_EACH:
            chosen.append((a, b))
            degree[a] += 1
            degree[b] += 1
    return chosen


def _row_y(row: int) -> int:
    return _ROW * row + _ROW // 2


def _join(a: int, b: int, shared: int, reach: float, heaviest: int) -> TopicJoin:
    """The arc between the stations in rows ``a`` and ``b``."""
    first, last = min(a, b), max(a, b)
    along = (last - first) * _ROW / 2
    breadth = round(1.5 + 4.5 * shared / heaviest, 1)
    return TopicJoin(
        first, last, _row_y(first), _row_y(last), round(min(along, reach), 1), along, shared, breadth
    )
