from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.pages.metro.neighbours import LONGEST, MOST, Crossing, crossings_view, neighbours
from clewline.pages.metro.route import route


def test_lines_that_share_most_come_first() -> None:
    assert neighbours({"n1": ["b", "c"], "n2": ["c"], "n3": ["a"]}) == ["c", "a", "b"]
    assert len(neighbours({"n": ["a", "b", "c", "d", "e", "f"]})) == MOST
    assert neighbours({"n": []}) == []


def test_a_crossing_line_runs_beside_the_trunk_and_returns_to_its_lane_where_it_does_not_stop() -> None:
    view = crossings_view([(f"n{i}", f"N{i}") for i in range(5)], [Crossing("l", "L", (0, 1, 4), 7)])
    (line,), (band,) = view.lines, view.bands
    assert (line.letter, line.hue, line.shared, line.notes) == ("B", 2, (1, 2, 5), 7)
    assert [stop.height for stop in band.stops] == [26, 26, 22, 22, 26]
    assert [stop.letters for stop in band.stops] == [("B",), ("B",), (), (), ("B",)]
    (track,) = band.tracks
    assert len(track.bends) == 3
    away, back, out = track.bends
    assert away.x0 > band.stops[1].x and back.x1 < band.stops[4].x
    assert away.y1 == back.y0 == out.y1 == track.cap.y != track.y
    assert route(track).startswith(f"M{track.x} {track.y}H{away.x0}C") and route(track).endswith(
        f"H{track.cap.x}"
    )


def test_a_long_trunk_is_parted_into_bands_and_goes_on_at_stations() -> None:
    view = crossings_view(
        [(f"n{i}", f"N{i}") for i in range(LONGEST + 1)],
        [Crossing("l", "L", (0, LONGEST), 7), Crossing("m", "M", (3,), 2)],
    )
    first, second = view.bands
    assert [stop.number for band in view.bands for stop in band.stops] == list(range(1, LONGEST + 2))
    assert [[cap.onward for cap in band.caps] for band in view.bands] == [[False, True], [True]]
    assert [(track.line.letter, track.cap.onward) for track in first.tracks] == [("B", True), ("C", False)]
    assert [(track.line.letter, track.cap.onward) for track in second.tracks] == [("B", False)]


@settings(max_examples=100)
@given(st.integers(1, 60), st.lists(st.sets(st.integers(0, 59), min_size=1), min_size=1, max_size=MOST))
def test_all_of_it_lies_in_its_frame_and_lines_meet_no_other_stop(count: int, shared: list[set[int]]) -> None:
    crossing = [Crossing("l", "L", sorted({index % count for index in one}), 9) for one in shared]
    view = crossings_view([("n", "N")] * count, crossing)
    for band in view.bands:
        for stop in band.stops:
            assert stop.top >= 0 and stop.top + stop.height <= band.height and stop.x + 11 <= band.width
        for track in band.tracks:
            assert 13 <= track.cap.y <= band.height - 13 and track.cap.x + 13 <= band.width
            x, y = track.x, track.y
            for bend in track.bends:
                assert bend.y0 == y and x <= bend.x0 < bend.x1
                for stop in band.stops:
                    if stop.number not in track.line.shared and x <= stop.x <= bend.x0:
                        assert not stop.top - 2 <= y <= stop.top + stop.height + 2
                x, y = bend.x1, bend.y1
            assert x <= track.cap.x and y == track.cap.y
        assert len({track.cap.y for track in band.tracks}) == len(band.tracks)
