"""A wide map is folded into sections that can be read, and nothing is cut or lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.pages.map_models import MapView
from clewline.pages.metro.drawing import draw
from clewline.pages.metro.fold import WIDEST, fold
from clewline.pages.metro.lanes import lanes
from clewline.pages.metro.order import columns
from clewline.pages.metro.view import map_view

LONG = {"a": [f"n{i}" for i in range(24)], "b": ["n3", "m1", "n12", "m2", "n20"], "c": ["n1", "n2"]}


def view_of(cited: dict[str, list[str]], title: str = "") -> MapView:
    view = map_view(cited, lambda path: (path, f"{title}{path}"))
    assert view is not None
    return view


def long_view() -> MapView:
    return view_of(LONG, "A title of some length that says what was found in ")


def test_a_map_that_fits_is_one_band() -> None:
    view = view_of({"a": ["x", "y"], "b": ["y", "z"]})
    (band,) = view.bands
    assert [track.line for track in band.tracks] == list(view.lines)
    assert band.stops == view.stops
    assert not any(cap.onward for track in band.tracks for cap in track.caps)


def test_sections_part_the_columns_and_are_as_wide_as_a_page() -> None:
    numbers = [[int(n[1:]) if n[0] == "n" else 23 + int(n[1:]) for n in line] for line in LONG.values()]
    titles = [f"A title of some length that says what note {number} found" for number in range(26)]
    column, routes = columns(numbers, 26)
    sections = fold(column, routes, titles)
    assert len(sections) > 1
    for section in sections:
        assert min(section.column[note] for route in section.routes for note in route) == 0
        frame = draw(lanes(section.column, section.routes, section.opens), titles).frame
        assert frame.right - frame.left < WIDEST * 1.15
    for line, route in enumerate(routes):
        parts = [
            note
            for section in sections
            for number, part in zip(section.lines, section.routes, strict=True)
            if number == line
            for note in part
        ]
        assert tuple(parts) == route


def test_a_track_that_breaks_ends_at_a_station_with_its_letter_and_begins_again_at_one() -> None:
    view = long_view()
    assert len(view.bands) > 1
    assert sorted(stop.href for stop in view.stops) == sorted(
        {note for line in LONG.values() for note in line}
    )
    for line in view.lines:
        tracks = [track for band in view.bands for track in band.tracks if track.line == line]
        for track in tracks[:-1]:
            assert track.caps[-1].onward and track.caps[-1].x == track.end
        for track in tracks[1:]:
            assert track.caps[0].onward and track.caps[0].x == track.x
        assert [cap.onward for track in tracks for cap in track.caps].count(False) == 1
    assert [track.line.letter for track in view.bands[-1].tracks if track.line.letter == "C"] == []


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 50), min_size=1, max_size=24, unique=True), min_size=1, max_size=14))
def test_any_map_stops_each_line_at_each_of_its_notes_once(lines: list[list[int]]) -> None:
    view = view_of(
        {f"l{n:02}": [f"n{note}" for note in line] for n, line in enumerate(lines)}, "Whatever was found in "
    )
    stops = [(letter, stop.href) for stop in view.stops for letter in stop.letters]
    assert len(stops) == len(set(stops)) == sum(line.stops for line in view.lines)
    for band in view.bands:
        for track in band.tracks:
            inside = [stop.x for stop in band.stops if track.line.letter in stop.letters]
            assert inside and track.x <= min(inside) and max(inside) <= track.end
            assert track.x >= 0 and track.end <= band.width


def test_the_busiest_interchanges_come_first_and_stops_of_one_line_never() -> None:
    view = view_of({"a": ["x", "y", "z"], "b": ["y", "z"], "c": ["z"]})
    assert [(stop.href, stop.letters) for stop in view.busiest] == [("z", ("A", "B", "C")), ("y", ("A", "B"))]
