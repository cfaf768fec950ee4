from clewline.pages.metro.overview import STATIONS, TopicLines, shared_counts, topics_view


def topic(name: str, *lines: str) -> TopicLines:
    return TopicLines(f"maps/{name}.html", name, frozenset(lines))


def test_stations_are_sized_by_lines_and_joined_where_they_share_some() -> None:
    view = topics_view(
        [topic("a", "1", "2", "3", "4"), topic("b", "1"), topic("c", "4", "5"), topic("d", "9")]
    )
    radius = {station.title: station.radius for station in view.stations}
    assert radius["a"] > radius["c"] > radius["b"] == radius["d"]
    names = [station.title for station in view.stations]
    assert {frozenset((names[join.first], names[join.last])) for join in view.joins} == {
        frozenset("ab"),
        frozenset("ac"),
    }
    assert all(join.y0 < join.y1 <= view.height and join.across <= view.x for join in view.joins)


def test_topics_that_share_much_stand_next_to_each_other() -> None:
    view = topics_view([topic("a", *"12345"), topic("b", "x"), topic("c", "y"), topic("d", *"2345x")])
    names = [station.title for station in view.stations]
    assert abs(names.index("a") - names.index("d")) == 1


def test_of_many_topics_the_largest_are_drawn_and_the_strongest_joins() -> None:
    topics = [topic(f"t{i:02}", *(f"l{j}" for j in range(i, 60))) for i in range(50)]
    view = topics_view(topics)
    assert len(view.stations) == STATIONS and view.left == 50 - STATIONS
    assert {station.title for station in view.stations} == {f"t{i:02}" for i in range(STATIONS)}
    assert len(view.joins) <= 1.6 * STATIONS + 1
    assert view == topics_view(topics[::-1])


def test_shared_lines_are_counted() -> None:
    assert shared_counts([topic("a", "1", "2"), topic("b", "2"), topic("c", "1", "2")]) == {
        (0, 1): 1,
        (0, 2): 2,
        (1, 2): 1,
    }
