from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.pages.metro.labels import CHARACTERS, width, wrap


def test_words_are_kept_and_lines_are_even() -> None:
    title = "How little data can shift a model's persona?"
    lines = wrap(title)
    assert " ".join(lines) == title
    assert all(len(line) <= CHARACTERS + 2 for line in lines)
    assert max(map(width, lines)) - min(map(width, lines)) < 60


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("word " * 60)
    assert len(lines) == 5
    assert lines[-1].endswith("word…")


def test_scripts_without_spaces_are_broken_between_characters() -> None:
    lines = wrap("形式的な多様性の崩壊について考える")
    assert len(lines) > 1
    assert "".join(lines) == "形式的な多様性の崩壊について考える"


def test_marks_take_no_room_of_their_own() -> None:
    assert width("e\u0301") == width("e")


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_title_gives_a_few_lines_of_bounded_width(title: str) -> None:
    lines = wrap(title)
    assert len(lines) <= 5
    assert all(width(line) <= 150 for line in lines)
    assert bool(lines) == bool(title.split())
