"""The view of a map: numbers and words for the template, from what lines cite."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from clewline.pages.map_models import BendView, CapView, MapBand, MapLine, MapRow, MapStop, MapTrack, MapView
from clewline.pages.metro.choose import Choice, choose
from clewline.pages.metro.drawing import Drawing, draw, half_height
from clewline.pages.metro.fold import MARGIN, Section, fold
from clewline.pages.metro.heights import port
from clewline.pages.metro.labels import LINE
from clewline.pages.metro.lanes import Lanes, lanes
from clewline.pages.metro.order import Lines, columns

LINES, NOTES, LONGEST = 16, 60, 24
"""As many lines and notes as one map holds, and as many notes as one line has there, if it is to be read."""

HUES = 10
BUSIEST = 7
"""As many interchanges as are listed."""

_ASCENT = 12

Named = Callable[[str], tuple[str, str]]
"""Gives the address and the plain title of a document."""


class _Drawn(NamedTuple):
    """A section of a map and how it is drawn."""

    section: Section
    ways: Lanes
    drawing: Drawing


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
    titles = [title for _, title in names]
    column, routes = columns([[number[note] for note in line] for line in choice.lines.values()], len(notes))
    lines = _lines(choice, named)
    drawn = [_drawn(section, titles) for section in fold(column, routes, titles)]
    bands = tuple(_band(one, lines, names) for one in drawn)
    stops = tuple(stop for band in bands for stop in band.stops)
    order = [one.ways.places[index].note for one in drawn for index in _reading_order(one)]
    return MapView(
        bands=bands,
        lines=lines,
        stops=stops,
        rows=_rows(order, names, routes),
        busiest=_busiest(stops),
        left_lines=choice.left_lines,
        left_notes=choice.left_notes,
    )


def letter(line: int) -> str:
    """The letter of a line: A for the trunk."""
    return chr(ord("A") + line)


def _lines(choice: Choice, named: Named) -> tuple[MapLine, ...]:
    return tuple(
        MapLine(letter(index), index % HUES + 1, index // HUES, *named(line), len(notes))
        for index, (line, notes) in enumerate(choice.lines.items())
    )


def _drawn(section: Section, titles: Sequence[str]) -> _Drawn:
    ways = lanes(section.column, section.routes, section.opens)
    return _Drawn(section, ways, draw(ways, titles))


def _band(drawn: _Drawn, lines: Sequence[MapLine], names: Sequence[tuple[str, str]]) -> MapBand:
    frame = drawn.drawing.frame
    return MapBand(
        _round(frame.right - frame.left + 2 * MARGIN),
        _round(frame.bottom - frame.top + 2 * MARGIN),
        tuple(_track(drawn, part, lines[line]) for part, line in enumerate(drawn.section.lines)),
        tuple(_stop(drawn, index, lines, names) for index in _reading_order(drawn)),
    )


def _round(value: float) -> float:
    """To a tenth of a pixel; whole numbers as such, which are shorter in a page."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _shifts(drawing: Drawing) -> tuple[float, float]:
    """How far to move everything, so that the drawing begins at 0, 0."""
    return MARGIN - drawing.frame.left, MARGIN - drawing.frame.top


def _track(drawn: _Drawn, part: int, line: MapLine) -> MapTrack:
    """The track of the part of a line with the number ``part`` in its section."""
    section, ways, drawing = drawn
    dx, dy = _shifts(drawing)
    route = ways.routes[part]
    first, last = route[0], route[-1]
    before, after = section.opens[part]
    return MapTrack(
        line=line,
        x=_round(drawing.x[first] + dx),
        y=_round(drawing.y[first] + port(ways.places[first].lines, part) + dy),
        bends=tuple(
            BendView(*map(_round, (b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy))) for b in drawing.bends[part]
        ),
        end=_round(drawing.x[last] + dx),
        caps=tuple(
            CapView(
                _round(drawing.x[place] + dx),
                _round(drawing.y[place] + dy),
                (place == first and before) or (place == last and after),
            )
            for place in (first, last)
            if ways.places[place].cap
        ),
    )


def _stop(drawn: _Drawn, index: int, lines: Sequence[MapLine], names: Sequence[tuple[str, str]]) -> MapStop:
    """The stop at the place ``index``."""
    section, ways, drawing = drawn
    dx, dy = _shifts(drawing)
    place, label = ways.places[index], drawing.labels[index]
    here = [lines[section.lines[part]] for part in place.lines]
    href, title = names[place.note]
    return MapStop(
        href=href,
        title=title,
        letters=tuple(sorted(line.letter for line in here)),
        hue=here[0].hue if len(here) == 1 else 0,
        x=_round(drawing.x[index] + dx),
        y=_round(drawing.y[index] + dy),
        half=half_height(place),
        words=label.words if label else (),
        baselines=tuple(_round(label.box.top + dy + _ASCENT + LINE * i) for i in range(len(label.words)))
        if label
        else (),
    )


def _rows(order: Sequence[int], names: Sequence[tuple[str, str]], routes: Lines) -> tuple[MapRow, ...]:
    """The same as a table: for each note a cell a line, where the line begins, ends, stops or runs on."""
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


def _busiest(stops: Sequence[MapStop]) -> tuple[MapStop, ...]:
    """The interchanges that carry most lines."""
    interchanges = [stop for stop in stops if len(stop.letters) > 1]
    return tuple(sorted(interchanges, key=lambda stop: (-len(stop.letters), stop.title.casefold()))[:BUSIEST])


def _reading_order(drawn: _Drawn) -> list[int]:
    """The stops of a section from left to right, and in a column from top to bottom."""
    places, drawing = drawn.ways.places, drawn.drawing
    stops = [index for index, place in enumerate(places) if place.note >= 0]
    return sorted(stops, key=lambda index: (places[index].column, drawing.y[index]))
