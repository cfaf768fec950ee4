"""Lanes: who runs above whom. In every column each line has a place: at a stop, together with the other lines
that stop there, or alone.

The places of a column are put in an order in which few lines cross between it and the columns beside it: by
the mean place of their lines next door, to and fro (Sugiyama, Tagawa and Toda,
doi:10.1109/TSMC.1981.4308636), then by exchanging neighbours while that helps.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from clewline.pages.metro.arrange import arrange
from clewline.pages.metro.order import Lines

_SWEEPS = 10
_EXCHANGES = 12


class Place(NamedTuple):
    """A place in a column: the note that stops there (-1: none), and the lines through it. ``cap``: the end
    of a track, with the letter of its line.
    """

    column: int
    note: int
    lines: tuple[int, ...]
    cap: bool = False


class Lanes(NamedTuple):
    """All places; for each line its places from left to right, one a column; for each column its places from
    top to bottom.

    In `Place.lines` the lines stand from top to bottom too.
    """

    places: list[Place]
    routes: list[list[int]]
    columns: list[list[int]]


def lanes(column: Sequence[int], routes: Lines, opens: Sequence[tuple[bool, bool]] = ()) -> Lanes:
    """The lanes of lines that visit notes in the order of ``routes``; ``column`` is that of each note.

    ``opens`` says of each line whether it comes from elsewhere, and whether it goes on elsewhere.
    """
    places, ways = _places(column, routes, opens or [(False, False)] * len(routes))
    count = max(place.column for place in places) + 1
    columns: list[list[int]] = [[] for _ in range(count)]
    for index, place in enumerate(places):
        columns[place.column].append(index)
    ranks = _ranks(routes)
    inside = [sorted(place.lines, key=ranks.__getitem__) for place in places]
    for here in columns:
        here.sort(key=lambda p: (sum(ranks[line] for line in places[p].lines) / len(places[p].lines), p))
    best = (
        _all_crossings(columns, inside),
        [list(here) for here in columns],
        [list(lines) for lines in inside],
    )
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        pairs = list(pairwise(columns)) if forward else [(b, a) for a, b in reversed(list(pairwise(columns)))]
        for known, here in pairs:
            _arrange(here, known, inside)
        found = _all_crossings(columns, inside)
        if found < best[0]:
            best = (found, [list(here) for here in columns], [list(lines) for lines in inside])
        if not best[0]:
            break
    _, columns, inside = best
    _exchange(columns, inside)
    return Lanes(
        [place._replace(lines=tuple(lines)) for place, lines in zip(places, inside, strict=True)],
        ways,
        columns,
    )


def _places(
    column: Sequence[int], routes: Lines, opens: Sequence[tuple[bool, bool]]
) -> tuple[list[Place], list[list[int]]]:
    """Every place of the map, and those of each line, with a cap at one end or both, in a column of its own
    if need be.
    """
    at: dict[int, list[int]] = {}
    for line, route in enumerate(routes):
        for note in route:
            at.setdefault(note, []).append(line)
    capped = [_capped(route, at, *ends) for route, ends in zip(routes, opens, strict=True)]
    shift = any(column[route[0]] == 0 and left for route, (left, _) in zip(routes, capped, strict=True))
    stops = {note: index for index, note in enumerate(sorted(at))}
    places = [Place(column[note] + shift, note, tuple(at[note])) for note in stops]
    ways: list[list[int]] = []

    def placed(place: Place) -> int:
        places.append(place)
        return len(places) - 1

    for line, (route, (left, right)) in enumerate(zip(routes, capped, strict=True)):
        first, last = column[route[0]] + shift, column[route[-1]] + shift
        way = [placed(Place(first - 1, -1, (line,), True))] if left else []
        for before, note in zip((None, *route), route, strict=False):
            start = column[note] if before is None else column[before] + 1
            way += [placed(Place(between + shift, -1, (line,))) for between in range(start, column[note])]
            way.append(stops[note])
        ways.append([*way, placed(Place(last + 1, -1, (line,), True))] if right else way)
    return places, ways


def _capped(
    route: Sequence[int], at: Mapping[int, Sequence[int]], before: bool, after: bool
) -> tuple[bool, bool]:
    """At which ends of its track a line has a cap: where it breaks, and at its beginning. A whole line has
    one: before or after a stop that is its own, where that can be.
    """
    if before or after:
        return True, after
    right = len(at[route[0]]) > 1 and len(at[route[-1]]) == 1
    return not right, right


def _ranks(routes: Lines) -> list[int]:
    """A first order of the lines from top to bottom: those that share notes are near each other."""
    notes = [frozenset(route) for route in routes]
    ranks = [0] * len(routes)
    for rank, line in enumerate(arrange([[len(a & b) for b in notes] for a in notes])):
        ranks[line] = rank
    return ranks


def _sequence(here: list[int], inside: list[list[int]]) -> dict[int, int]:
    """The position of each line of a column, from the top."""
    position: dict[int, int] = {}
    for place in here:
        for line in inside[place]:
            position[line] = len(position)
    return position


def _arrange(here: list[int], known: list[int], inside: list[list[int]]) -> None:
    """Orders the places of a column by the positions that their lines have in the column next door."""
    there = _sequence(known, inside)
    keys: dict[int, float] = {}
    last = -1.0
    for place in here:
        lines = inside[place]
        met = [there[line] for line in lines if line in there]
        if len(met) > 1:
            now = {line: index for index, line in enumerate(lines)}
            lines.sort(key=lambda line: (there.get(line, sum(met) / len(met)), now[line]))
        # A place that nothing leads to stays below the place above it.
        last = keys[place] = sum(met) / len(met) if met else last
    here.sort(key=keys.__getitem__)


def _crossings(a: dict[int, int], b: dict[int, int]) -> int:
    """How many pairs of lines change places between two columns."""
    targets = [b[line] for line in a if line in b]
    count = 0
    for index, target in enumerate(targets):
        for other in targets[:index]:
            count += other > target
    return count


def _all_crossings(columns: list[list[int]], inside: list[list[int]]) -> int:
    sequences = [_sequence(here, inside) for here in columns]
    return sum(_crossings(a, b) for a, b in pairwise(sequences))


def _exchange(columns: list[list[int]], inside: list[list[int]]) -> None:
    """Exchanges neighbours, places in a column and lines at a stop, while fewer lines cross for it."""
    for _ in range(_EXCHANGES):
        better = False
        for index, here in enumerate(columns):
            beside = [_sequence(columns[i], inside) for i in (index - 1, index + 1) if 0 <= i < len(columns)]
            for i in range(len(here) - 1):
                if _gain(inside[here[i]], inside[here[i + 1]], beside) > 0:
                    here[i], here[i + 1] = here[i + 1], here[i]
                    better = True
            for place in here:
                lines = inside[place]
                for i in range(len(lines) - 1):
                    if _gain(lines[i : i + 1], lines[i + 1 : i + 2], beside) > 0:
                        lines[i], lines[i + 1] = lines[i + 1], lines[i]
                        better = True
        if not better:
            return


def _gain(upper: list[int], lower: list[int], beside: list[dict[int, int]]) -> int:
    """How many crossings fewer there are when the lines ``lower`` come above the lines ``upper``."""
    gain = 0
    for there in beside:
        for a in upper:
            for b in lower:
                if a in there and b in there:
                    gain += 1 if there[a] > there[b] else -1
    return gain
