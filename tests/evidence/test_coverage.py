"""Groups of authors, and how far answers rest on the same works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clewline.content.works import Person
from clewline.evidence.coverage import author_groups, covered_area, overlap_word, same_person


def people(*names: str) -> list[Person]:
    """People from names written as ``Family, Given``, with an ORCID iD after a slash."""
    found = []
    for name in names:
        written, _, orcid = name.partition("/")
        family, _, given = written.partition(", ")
        found.append(Person(family, given, orcid))
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Wei, Jason", "Wei, Jason", True),
        ("Wei, Jason", "Wei, J.", True),
        ("Wei, J", "Wei, Jerry", True),
        ("Wei, Jason", "Wei, Jerry", False),
        ("Wei, Jason", "Wu, Jason", False),
        ("Wei, Jason", "Wei", False),
        ("Institute", "Institute", True),
        ("Smith, John M.", "Smith, J. M.", True),
        ("Smith, JM", "Smith, John Michael", True),
        ("Smith, John", "Smith, John Michael", True),
        ("Smith, J. K.", "Smith, John Michael", False),
        ("Müller, Jörg", "MULLER, Jorg", True),
        ("van der Berg, A", "Van Der Berg, Anna", True),
        ("Levy-Strauss, C", "Levy Strauss, C", True),
        ("Wei, Jason/0000-0001-0000-0001", "Wei, Jason/0000-0001-0000-0002", False),
        ("Wei, Jason/0000-0001-0000-0001", "Wong, Jason/0000-0001-0000-0001", True),
        ("Wei, Jason/0000-0001-0000-0001", "Wei, J.", True),
    ],
)
def test_who_is_who(one: str, other: str, same: bool) -> None:
    (first,), (second,) = people(one), people(other)
    assert same_person(first, second) is same
    assert same_person(second, first) is same


@pytest.mark.parametrize(
    ("works", "groups"),
    [
        ([], 0),
        ([people("A, B")], 1),
        ([people("A, B"), people("C, D")], 2),
        ([people("A, B", "C, D"), people("C, D", "E, F")], 1),
        ([people("A, B"), people("C, D"), people("A, B", "C, D")], 1),
        ([people("A, B"), people("E, F"), people("A, B", "C, D")], 2),
        ([[], []], 2),
        ([people("A, B/1"), people("C, D"), people("Z, Y/1")], 2),
    ],
)
def test_groups_are_connected_by_shared_authors(works: list[list[Person]], groups: int) -> None:
    assert author_groups(works) == groups
    assert author_groups(works[::-1]) == groups


NAMES = st.lists(st.sampled_from(people("A, B", "A, C", "D", "E, F/1", "G, F/1", "H, I")), max_size=3)


@given(st.lists(NAMES, max_size=6), st.randoms())
def test_the_order_of_works_makes_no_difference(works: list[list[Person]], chance: object) -> None:
    shuffled = list(works)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert author_groups(shuffled) == author_groups(works) <= len(works)


@pytest.mark.parametrize(
    ("answers", "area"),
    [
        ([], 0),
        ([["a"]], 0),
        ([["a"], []], 0),
        ([["a"], ["b"]], 0),
        ([["a", "b"], ["a", "b"]], 1),
        ([["a", "b"], ["b", "c"]], 1 / 3),
        # Three reviews with 3, 3 and 2 works, 5 in all: (8 - 5) / (5 * 3 - 5).
        ([["a", "b", "c"], ["c", "d", "e"], ["a", "e"]], 0.3),
    ],
)
def test_the_corrected_covered_area(answers: list[list[str]], area: float) -> None:
    assert covered_area(answers) == pytest.approx(area)


@pytest.mark.parametrize(
    ("area", "word"),
    [
        (0, "slight"),
        (0.05, "slight"),
        (0.06, "moderate"),
        (0.1, "moderate"),
        (0.15, "high"),
        (0.16, "very high"),
    ],
)
def test_words_for_overlaps(area: float, word: str) -> None:
    assert overlap_word(area) == word
