"""Order: in which column of the map each note stands.

Notes are first placed along one axis: those of the trunk at whole numbers, in the order in which it cites
them; every other note where the lines through it would have it, one step after the note cited before it and
one before the note cited after it. A line may run either way, whichever fits the trunk better. Then each note
gets the nearest column in which none of its lines stops already, so that every line runs from left to right;
and last of all notes move to where their lines are shorter.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil, sqrt

Lines = Sequence[Sequence[int]]
"""The notes of each line, as numbers from 0, in the order of citation; the first line is the trunk."""

_ROUNDS = 24
_TURNS = 8
_SPREAD = 1.9
"""How many times as many columns as rows make a map of pleasing shape, labels being wider than high."""
_LENGTH, _CROWD, _LEAST = 0.2, 0.12, 0.05
_MOVES = 4


def columns(lines: Lines, notes: int) -> tuple[list[int], list[tuple[int, ...]]]:
    """The column of each of ``notes`` notes, from 0, and the notes of each line from left to right."""
    through: list[list[int]] = [[] for _ in range(notes)]
    for number, line in enumerate(lines):
        for note in line:
            through[note].append(number)
    places = _places(lines, notes)
    count = max(ceil(sqrt(_SPREAD * notes)), *map(len, lines))
    column = _assign(lines, through, _scaled(places, count), count)
    _settle(lines, through, column)
    used = {place: index for index, place in enumerate(sorted(set(column)))}
    column = [used[place] for place in column]
    return column, [tuple(sorted(line, key=column.__getitem__)) for line in lines]


def _places(lines: Lines, notes: int) -> list[float]:
    """Where each note stands along the axis."""
    fixed = set(lines[0])
    places = [(len(lines[0]) - 1) / 2] * notes
    for index, note in enumerate(lines[0]):
        places[note] = float(index)
    runs = [list(line) for line in lines]
    for turn in range(_ROUNDS):
        if turn < _TURNS:
            runs = [
                run if index == 0 or _slope(run, places) >= 0 else run[::-1] for index, run in enumerate(runs)
            ]
        wanted: dict[int, list[float]] = {}
        for run in runs:
            for left, right in pairwise(run):
                wanted.setdefault(right, []).append(places[left] + 1)
                wanted.setdefault(left, []).append(places[right] - 1)
        for note, all_wanted in wanted.items():
            if note not in fixed:
                # Half the way: neighbours move as well, and the whole way would make them swing.
                places[note] = (places[note] + sum(all_wanted) / len(all_wanted)) / 2
    return places


def _slope(run: Sequence[int], places: Sequence[float]) -> float:
    """Positive when ``places`` rise along ``run``, negative when they fall."""
    middle = (len(run) - 1) / 2
    return sum((index - middle) * places[note] for index, note in enumerate(run))


def _scaled(places: Sequence[float], count: int) -> list[float]:
    """``places`` spread over ``count`` columns."""
    low, high = min(places), max(places)
    return [(place - low) * (count - 1) / (high - low or 1) for place in places]


def _assign(lines: Lines, through: list[list[int]], places: Sequence[float], count: int) -> list[int]:
    """A column for each note, near its place: first the trunk, in its order, then the notes of most lines."""
    column = [-1] * len(places)
    taken: list[set[int]] = [set() for _ in lines]
    load = [0] * (count + len(places))

    def put(note: int, at: int) -> None:
        column[note] = at
        load[at] += 1
        for line in through[note]:
            taken[line].add(at)

    least = 0
    for index, note in enumerate(lines[0]):
        least = min(max(least, round(places[note])), count - len(lines[0]) + index)
        put(note, least)
        least += 1
    for note in sorted(range(len(places)), key=lambda n: (-len(through[n]), places[n], n)):
        if column[note] < 0:
            free = [at for at in range(count) if not any(at in taken[line] for line in through[note])]
            if not free:
                # All columns are taken by one line or the other: one more at the end.
                free = [count]
                count += 1
            put(note, min(free, key=lambda at: (abs(at - places[note]) + 0.3 * load[at], at)))
    return column


def _settle(lines: Lines, through: list[list[int]], column: list[int]) -> None:
    """Moves notes that are not on the trunk, or exchanges two of a line, while lines become calmer for it.

    A line is restless that stops together with now these lines and now those, as it must change its height
    between them; and one that runs on for long without a stop takes room from others.
    """
    company = [frozenset(mine) for mine in through]
    count = max(column) + 1
    load = [0] * count
    for at in column:
        load[at] += 1
    trunk = set(lines[0])
    stops = [{column[note] for note in line} for line in lines]

    @cache
    def apart(a: frozenset[int], b: frozenset[int]) -> float:
        return 1 - len(a & b) / len(a | b)

    def unrest(line: int) -> float:
        route = sorted(lines[line], key=column.__getitem__)
        bends = sum(apart(company[left], company[right]) for left, right in pairwise(route))
        return bends + _LENGTH * (column[route[-1]] - column[route[0]])

    known = [unrest(line) for line in range(len(lines))]

    def gain(note: int, other: int, at: int) -> float:
        """How much calmer the lines would be with ``note`` at column ``at`` and ``other`` (if any) where
        ``note`` is.
        """
        here = column[note]
        touched = company[note] if other < 0 else company[note] | company[other]
        column[note] = at
        if other >= 0:
            column[other] = here
        after = sum(map(unrest, touched))
        column[note] = here
        if other >= 0:
            column[other] = at
        crowd = 0.0 if other >= 0 else _CROWD * (load[here] - 1 - load[at])
        return sum(known[line] for line in touched) - after + crowd

    for _ in range(_MOVES):
        moved = False
        for note in range(len(column)):
            if note in trunk:
                continue
            here = column[note]
            options = [
                (at, other)
                for at, other in _options(note, here, count, lines, company, column, stops)
                if other not in trunk
            ]
            best, at, other = max(
                ((gain(note, other, at), -at, other) for at, other in options), default=(0.0, 0, -1)
            )
            if best < _LEAST:
                continue
            column[note] = -at
            load[here] -= 1
            load[-at] += 1
            if other >= 0:
                column[other] = here
                load[here] += 1
                load[-at] -= 1
            for line in company[note] if other < 0 else company[note] | company[other]:
                known[line] = unrest(line)
                stops[line] = {column[stop] for stop in lines[line]}
            moved = True
        if not moved:
            return


def _options(
    note: int,
    here: int,
    count: int,
    lines: Lines,
    company: list[frozenset[int]],
    column: list[int],
    stops: list[set[int]],
) -> Iterator[tuple[int, int]]:
    """The columns that ``note`` could move to, each with the note that would take its place (-1: none);
    ``stops`` are the columns of each line.
    """
    met: dict[int, set[int]] = {}
    for line in company[note]:
        for other in lines[line]:
            met.setdefault(column[other], set()).add(other)
    for at in range(count):
        others = met.get(at, ())
        if at == here or len(others) > 1:
            continue
        other = next(iter(others), -1)
        # The other lines of the note that makes way must not stop where it goes.
        if other < 0 or not any(here in stops[line] for line in company[other] - company[note]):
            yield at, other
