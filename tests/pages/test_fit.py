from hypothesis import given, settings
from hypothesis import strategies as st

from clewline.pages.fit import MOST_LIFT, SIZES, TIERS, Density, Run, RunKind, Slot, fit, height

ORDER = tuple(Density)


def runs(*lengths: int) -> list[Run]:
    return [Run(RunKind.TEXT, length) for length in lengths]


def slot(run: int = 0, before: int = 0, gist: int = 200, again: bool = False) -> Slot:
    return Slot(run, before, 40, gist, again, True)


def test_a_card_with_room_shows_everything() -> None:
    fitted = fit([slot(0), slot(1)], runs(800, 800))
    assert fitted.densities == (Density.FULL, Density.FULL)
    assert fitted.lifts == (0, 0) and not fitted.outgrows


def test_cards_of_neighbouring_sentences_show_less() -> None:
    fitted = fit([slot(0, 0), slot(0, 150), slot(0, 300)], runs(900))
    assert fitted.densities[0] is not Density.FULL
    assert fitted.densities[-1] is Density.FULL  # nothing stands below it


def test_many_cards_of_one_sentence_begin_above_it_and_a_stub_gives_way() -> None:
    fitted = fit([slot(0), *(slot(1) for _ in range(4)), slot(1, again=True), slot(1)], runs(800, 100))
    assert 0 < fitted.lifts[1] <= MOST_LIFT and fitted.lifts[2:] == (0,) * 5
    assert fitted.densities[-2] is Density.GONE


def test_cards_that_outgrow_the_prose_are_said_to() -> None:
    assert fit([slot() for _ in range(12)], runs(50)).outgrows
    assert not fit([], []).outgrows


def test_a_card_is_no_higher_for_showing_less() -> None:
    for tier in TIERS:
        heights = [height(slot(), density, tier) for density in ORDER]
        assert heights == sorted(heights, reverse=True)
        assert heights[ORDER.index(Density.SLIM)] == SIZES.slim


SLOTS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 500), st.integers(5, 90), st.integers(0, 440), st.booleans()),
    max_size=9,
)


@settings(max_examples=150)
@given(SLOTS)
def test_any_cards_are_fitted_and_always_the_same(found: list[tuple[int, int, int, int, bool]]) -> None:
    slots = [Slot(*each, True) for each in sorted(found)]
    prose = runs(*[500] * 4)
    fitted = fit(slots, prose)
    assert fitted == fit(slots, prose)
    assert len(fitted.densities) == len(fitted.lifts) == len(slots)
    for each, density in zip(slots, fitted.densities, strict=True):
        assert density in ((Density.SLIM, Density.GONE) if each.again else ORDER[:4])
