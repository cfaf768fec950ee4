from clewline.pages.metro.choose import choose


def test_the_line_that_shares_most_is_the_trunk_and_those_that_share_most_with_it_follow() -> None:
    cited = {"alone": ["z"], "b": ["n1", "n2"], "a": ["n2", "n3", "n4"], "hub": ["n1", "n2", "n3", "own"]}
    choice = choose(cited, 3, 60, 60)
    assert list(choice.lines) == ["hub", "a", "b"]
    assert choice.lines["hub"] == ("n1", "n2", "n3", "own")
    assert (choice.left_lines, choice.left_notes) == (1, 0)


def test_lines_that_cite_nothing_are_not_counted() -> None:
    assert choose({"a": [], "b": []}, 3, 60, 60).lines == {}
    assert choose({"a": ["n"], "b": []}, 3, 60, 60).left_lines == 0


def test_a_line_that_brings_too_many_notes_gives_way_to_a_shorter_one() -> None:
    cited = {"a": ["n1", "n2", "n3"], "long": ["n1", "n2", "x1", "x2"], "short": ["n3", "y"]}
    choice = choose(cited, 3, 4, 60)
    assert choice.lines == {"a": ("n1", "n2", "n3"), "short": ("n3", "y")}
    assert (choice.left_lines, choice.left_notes) == (1, 0)


def test_of_a_line_that_is_too_long_the_shared_notes_stay() -> None:
    choice = choose({"a": [f"n{i}" for i in range(9)], "b": ["n7", "n8"]}, 3, 60, 4)
    assert choice.lines == {"a": ("n0", "n1", "n7", "n8"), "b": ("n7", "n8")}
    assert (choice.left_lines, choice.left_notes) == (0, 5)
