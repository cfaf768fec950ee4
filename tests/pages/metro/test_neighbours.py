from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.pages.metro.neighbours import MOST, crossings_view, neighbours
from clewline.pages.metro.route import route


def test_lines_that_share_most_come_first() -> None:
    assert neighbours({"n1": ["b", "c"], "n2": ["c"], "n3": ["a"]}) == ["c", "a", "b"]
    assert len(neighbours({"n": ["a", "b", "c", "d", "e", "f"]})) == MOST
    assert neighbours({"n": []}) == []


def test_a_crossing_line_runs_beside_the_trunk_and_returns_to_its_lane_where_it_does_not_stop() -> None:
    view = crossings_view([(f"n{i}", f"N{i}") for i in range(5)], [("l", "L", (0, 1, 4), 7)])
    (line,) = view.lines
    assert (line.letter, line.hue, line.shared, line.notes) == ("B", 2, (1, 2, 5), 7)
    assert [stop.height for stop in view.stops] == [26, 26, 22, 22, 26]
    assert len(line.bends) == 3
    away, back, out = line.bends
    assert away.x0 > view.stops[1].x and back.x1 < view.stops[4].x
    assert away.y1 == back.y0 == out.y1 == line.cap.y != line.y
    assert route(line).startswith(f"M{line.x} {line.y}H{away.x0}C") and route(line).endswith(f"H{line.cap.x}")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(1, 30), st.lists(st.sets(st.integers(0, 29), min_size=1), min_size=1, max_size=MOST))
def test_all_of_it_lies_in_its_frame_and_lines_meet_no_other_stop(count: int, shared: list[set[int]]) -> None:
    crossing = [("l", "L", sorted({index % count for index in one}), 9) for one in shared]
    view = crossings_view([("n", "N")] * count, crossing)
    for stop in view.stops:
        assert stop.top >= 0 and stop.top + stop.height <= view.height and stop.x + 11 <= view.width
    for line in view.lines:
        assert 13 <= line.cap.y <= view.height - 13 and line.cap.x + 13 <= view.width
        x, y = line.x, line.y
        for bend in line.bends:
            assert bend.y0 == y and x <= bend.x0 < bend.x1
            for stop in view.stops:
                if stop.number not in line.shared and x <= stop.x <= bend.x0:
                    assert not stop.top - 2 <= y <= stop.top + stop.height + 2
            x, y = bend.x1, bend.y1
        assert x <= line.cap.x and y == line.cap.y
    assert len({line.cap.y for line in view.lines}) == len(view.lines)
