"""The view of a map: numbers and words for the template, from what lines cite."""

from collections.abc import Callable, Mapping, Sequence

from clewline.pages.metro.choose import Choice, choose
from clewline.pages.metro.drawing import Box, Drawing, draw, half_height
from clewline.pages.metro.fold import MARGIN, fold
from clewline.pages.metro.heights import port
from clewline.pages.metro.labels import LINE
from clewline.pages.metro.lanes import Lanes, lanes
from clewline.pages.metro.order import columns
from clewline.pages.models import BendView, CapView, MapBand, MapLine, MapRow, MapStop, MapView

LINES, NOTES, LONGEST = 14, 60, 24
"""As many lines and notes as one map holds, and as many notes as one line has there, if it is to be read."""

HUES = 5
_ASCENT = 12

Named = Callable[[str], tuple[str, str]]
"""Gives the address and the plain title of a document."""


def map_view(cited: Mapping[str, Sequence[str]], named: Named) -> MapView | None:
    """The map of lines: ``cited`` are the notes of each in the order of citation. None when there is nothing
    to draw.
    """
    choice = choose(cited, LINES, NOTES, LONGEST)
    if not choice.lines:
        return None
    notes = list(dict.fromkeys(note for line in choice.lines.values() for note in line))
    number = {note: index for index, note in enumerate(notes)}
    names = [named(note) for note in notes]
    column, routes = columns([[number[note] for note in line] for line in choice.lines.values()], len(notes))
    ways = lanes(column, routes)
    drawing = draw(ways, [title for _, title in names])
    lines, stops = _lines(choice, ways, drawing, named), _stops(ways, drawing, names)
    return MapView(
        bands=_bands(fold(ways, drawing), drawing, lines, stops),
        lines=lines,
        stops=stops,
        rows=_rows(ways, drawing, names, routes),
        left_lines=choice.left_lines,
        left_notes=choice.left_notes,
    )


def letter(line: int) -> str:
    """The letter of a line: A for the trunk."""
    return chr(ord("A") + line)


def _round(value: float) -> float:
    """To a tenth of a pixel; whole numbers as such, which are shorter in a page."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _shifts(drawing: Drawing) -> tuple[float, float]:
    """How far to move everything, so that the drawing begins at 0, 0."""
    return MARGIN - drawing.frame.left, MARGIN - drawing.frame.top


def _bands(
    frames: Sequence[Box], drawing: Drawing, lines: Sequence[MapLine], stops: Sequence[MapStop]
) -> tuple[MapBand, ...]:
    dx, dy = _shifts(drawing)
    found: list[MapBand] = []
    for frame in frames:
        left, right = frame.left + dx, frame.right + dx
        through = tuple(
            (line, left < line.cap.x < right) for line in lines if line.x < right and line.end > left
        )
        here = tuple(stop for stop in stops if left < stop.x < right)
        width, height = frame.right - frame.left, frame.bottom - frame.top
        found.append(
            MapBand(_round(left), _round(frame.top + dy), _round(width), _round(height), through, here)
        )
    return tuple(found)


def _lines(choice: Choice, ways: Lanes, drawing: Drawing, named: Named) -> tuple[MapLine, ...]:
    dx, dy = _shifts(drawing)
    found: list[MapLine] = []
    for index, (line, route) in enumerate(zip(choice.lines, ways.routes, strict=True)):
        href, title = named(line)
        cap = next(place for place in route if ways.places[place].cap)
        first, last = route[0], route[-1]
        found.append(
            MapLine(
                letter=letter(index),
                hue=index % HUES + 1,
                pattern=index // HUES,
                href=href,
                title=title,
                stops=len(choice.lines[line]),
                x=_round(drawing.x[first] + dx),
                y=_round(drawing.y[first] + port(ways.places[first].lines, index) + dy),
                bends=tuple(
                    BendView(*map(_round, (b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy)))
                    for b in drawing.bends[index]
                ),
                end=_round(drawing.x[last] + dx),
                cap=CapView(_round(drawing.x[cap] + dx), _round(drawing.y[cap] + dy)),
            )
        )
    return tuple(found)


def _stops(ways: Lanes, drawing: Drawing, names: Sequence[tuple[str, str]]) -> tuple[MapStop, ...]:
    dx, dy = _shifts(drawing)
    found: list[MapStop] = []
    for index in _reading_order(ways, drawing):
        place, label = ways.places[index], drawing.labels[index]
        href, title = names[place.note]
        x = _round(drawing.x[index] + dx)
        found.append(
            MapStop(
                href=href,
                title=title,
                letters=tuple(sorted(map(letter, place.lines))),
                hue=place.lines[0] % HUES + 1 if len(place.lines) == 1 else 0,
                x=x,
                y=_round(drawing.y[index] + dy),
                half=half_height(place),
                words=label.words if label else (),
                baselines=tuple(
                    _round(label.box.top + dy + _ASCENT + LINE * i) for i in range(len(label.words))
                )
                if label
                else (),
            )
        )
    return tuple(found)


def _rows(
    ways: Lanes, drawing: Drawing, names: Sequence[tuple[str, str]], routes: Sequence[Sequence[int]]
) -> tuple[MapRow, ...]:
    """The same as a table: for each note a cell a line, where the line begins, ends, stops or runs on."""
    order = [ways.places[index].note for index in _reading_order(ways, drawing)]
    row = {note: index for index, note in enumerate(order)}
    spans = [(min(row[n] for n in route), max(row[n] for n in route)) for route in routes]
    found: list[MapRow] = []
    for index, note in enumerate(order):
        cells: list[str] = []
        for route, (first, last) in zip(routes, spans, strict=True):
            kind = "" if not first <= index <= last else "stop" if note in route else "run"
            if kind == "stop" and first == last:
                kind = "only"
            elif kind == "stop" and index in (first, last):
                kind = "first" if index == first else "last"
            cells.append(kind)
        found.append(MapRow(*names[note], tuple(cells)))
    return tuple(found)


def _reading_order(ways: Lanes, drawing: Drawing) -> list[int]:
    """The stops from left to right, and in a column from top to bottom."""
    stops = [index for index, place in enumerate(ways.places) if place.note >= 0]
    return sorted(stops, key=lambda index: (ways.places[index].column, drawing.y[index]))
