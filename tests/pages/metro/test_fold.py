"""A wide map is folded into bands that can be read, and nothing is cut or lost."""

from itertools import pairwise

from clewline.pages.metro.drawing import draw
from clewline.pages.metro.fold import WIDEST, fold
from clewline.pages.metro.lanes import lanes
from clewline.pages.metro.order import columns
from clewline.pages.metro.view import map_view

LONG = {"a": [f"n{i}" for i in range(24)], "b": ["n3", "m1", "n12", "m2", "n20"], "c": ["n1", "n2"]}


def test_a_map_that_fits_is_one_band() -> None:
    view = map_view({"a": ["x", "y"], "b": ["y", "z"]}, lambda path: (path, path))
    assert view is not None
    (band,) = view.bands
    assert [line for line, _ in band.lines] == list(view.lines)
    assert band.stops == view.stops
    assert (band.left, band.top) == (0, 0)


def test_bands_adjoin_and_cut_neither_stop_nor_label() -> None:
    column, routes = columns(
        [[int(n[1:]) if n[0] == "n" else 23 + int(n[1:]) for n in line] for line in LONG.values()], 26
    )
    ways = lanes(column, routes)
    drawing = draw(
        ways, [f"A title of some length that says what note {number} found" for number in range(26)]
    )
    frames = fold(ways, drawing)
    assert len(frames) > 1
    assert all(first.right == second.left for first, second in pairwise(frames))
    assert all(frame.right - frame.left < WIDEST * 1.1 for frame in frames)
    for label in filter(None, drawing.labels):
        (frame,) = [frame for frame in frames if frame.left <= label.box.left < frame.right]
        assert frame.left < label.box.left and label.box.right < frame.right
        assert frame.top < label.box.top and label.box.bottom < frame.bottom


def test_every_stop_and_cap_is_in_one_band_and_lines_go_on() -> None:
    view = map_view(LONG, lambda path: (path, f"A title of some length that says what {path} found"))
    assert view is not None and len(view.bands) > 1
    assert sorted(stop.href for band in view.bands for stop in band.stops) == sorted(
        stop.href for stop in view.stops
    )
    caps = [line.letter for band in view.bands for line, capped in band.lines if capped]
    assert sorted(caps) == ["A", "B", "C"]
    assert all("A" in [line.letter for line, _ in band.lines] for band in view.bands)
    assert [line.letter for line, _ in view.bands[-1].lines if line.letter == "C"] == []
