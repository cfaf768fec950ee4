"""The drawing of a map holds for any lines: nothing covers anything else, and every line stops where it
should.
"""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.pages.metro.drawing import Bend, Box, Drawing, crosses, draw, half_height
from clewline.pages.metro.heights import port
from clewline.pages.metro.lanes import Lanes, lanes
from clewline.pages.metro.order import columns

WORDS = (
    "How",
    "little",
    "data",
    "can shift",
    "a",
    "model's persona?",
    "self-preservation",
    "in",
    "形式的な多様性の崩壊",
    "Überwachung",
)


@st.composite
def networks(draw_from: st.DrawFn) -> tuple[list[list[int]], list[str]]:
    notes = draw_from(st.integers(1, 24))
    line = st.lists(st.integers(0, notes - 1), min_size=1, max_size=9, unique=True)
    lines = draw_from(st.lists(line, min_size=1, max_size=9))
    used = sorted({note for line in lines for note in line})
    number = {note: index for index, note in enumerate(used)}
    title = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
    titles = draw_from(st.lists(title, min_size=len(used), max_size=len(used)))
    return [[number[note] for note in line] for line in lines], titles


def drawn(
    lines: list[list[int]], titles: list[str], opens: Sequence[tuple[bool, bool]] = ()
) -> tuple[Lanes, Drawing]:
    column, routes = columns(lines, len(titles))
    ways = lanes(column, routes, opens)
    return ways, draw(ways, titles)


def level_runs(ways: Lanes, drawing: Drawing, line: int) -> list[Box]:
    """The level parts of a line, as boxes without height."""
    route, bends = ways.routes[line], drawing.bends[line]
    x, y = drawing.x[route[0]], drawing.y[route[0]] + port(ways.places[route[0]].lines, line)
    runs = []
    for bend in bends:
        assert abs(bend.y0 - y) < 0.1 and bend.x0 >= x - 0.1 and bend.x1 > bend.x0
        runs.append(Box(x, y, bend.x0, y))
        x, y = bend.x1, bend.y1
    return [*runs, Box(x, y, drawing.x[route[-1]], y)]


def stop_box(ways: Lanes, drawing: Drawing, place: int) -> Box:
    x, y, half = drawing.x[place], drawing.y[place], half_height(ways.places[place])
    return Box(x - 9, y - half, x + 9, y + half)


@settings(max_examples=250)
@given(networks(), st.lists(st.tuples(st.booleans(), st.booleans()), min_size=9, max_size=9))
def test_nothing_covers_anything_else(
    network: tuple[list[list[int]], list[str]], opens: list[tuple[bool, bool]]
) -> None:
    lines, titles = network
    ways, drawing = drawn(lines, titles, opens[: len(lines)])
    signs = [place for place, what in enumerate(ways.places) if what.note >= 0 or what.cap]
    boxes = {place: stop_box(ways, drawing, place) for place in signs}
    labels = {place: label.box for place, label in enumerate(drawing.labels) if label}
    for a, b in combinations(signs, 2):
        assert not boxes[a].meets(boxes[b])
    for a, b in combinations(labels, 2):
        assert not labels[a].meets(labels[b])
    for label in labels.values():
        assert not any(label.meets(box) for box in boxes.values())
        assert drawing.frame.left <= label.left and label.right <= drawing.frame.right
        assert drawing.frame.top <= label.top and label.bottom <= drawing.frame.bottom
    for line, route in enumerate(ways.routes):
        mine = set(route)
        parts: list[Box | Bend] = [*level_runs(ways, drawing, line), *drawing.bends[line]]
        for part in parts:
            for place, box in boxes.items():
                assert place in mine or not touches(part, box)
            for label in labels.values():
                assert not touches(part, label)


def touches(part: Box | Bend, box: Box) -> bool:
    """Whether a part of a track, which is 5 pixels broad, touches a box."""
    return crosses(part, box, 2.5) if isinstance(part, Bend) else part.meets(box, 2.5)


@settings(max_examples=150)
@given(networks())
def test_every_line_runs_left_to_right_through_its_stops(network: tuple[list[list[int]], list[str]]) -> None:
    lines, titles = network
    ways, drawing = drawn(lines, titles)
    assert drawn(lines, titles)[1] == drawing
    for line, route in enumerate(ways.routes):
        assert sorted(ways.places[place].note for place in route if ways.places[place].note >= 0) == sorted(
            lines[line]
        )
        assert sum(ways.places[place].cap for place in route) == 1
        assert [ways.places[place].column for place in route] == list(
            range(ways.places[route[0]].column, ways.places[route[-1]].column + 1)
        )
        runs = level_runs(ways, drawing, line)
        for place in route:
            if ways.places[place].note >= 0:
                y = drawing.y[place] + port(ways.places[place].lines, line)
                assert any(
                    run.left - 0.1 <= drawing.x[place] <= run.right + 0.1 and abs(run.top - y) < 0.1
                    for run in runs
                )
    assert drawing.bends[0] == []
    trunk = [place for place in ways.routes[0] if ways.places[place].note >= 0]
    assert [ways.places[place].note for place in trunk] == lines[0]


def test_lines_that_run_side_by_side_keep_apart() -> None:
    ways, _ = drawn([[0, 1, 2, 3], [4, 1, 2, 5], [6, 1, 2, 7]], [f"Note {n}" for n in range(8)])
    shared = [place for place, what in enumerate(ways.places) if len(what.lines) == 3]
    assert len(shared) == 2
    offsets = [[port(ways.places[place].lines, line) for line in range(3)] for place in shared]
    assert offsets[0] == offsets[1] and sorted(offsets[0]) == [-7, 0, 7]
