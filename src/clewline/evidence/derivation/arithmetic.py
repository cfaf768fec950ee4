"""What figures give by the simplest arithmetic: sums, differences, factors, shares, spans of time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.reading.units import UNITS

Result = tuple[float, str, Nature]
"""A value, its unit and its nature."""

PLAIN = ("", "n", "each", "from")
"""Labels of figures that are reckoned with: those of a test are not."""
_MOST_TERMS = 6
_MOST_COUNTS = 12
_MOST_APART = 100
_ALIKE = 20
"""How many times as large as the other a term may be for chance to hardly find their sum."""
ROUGHLY = frozenset({Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.JUST_OVER})
_MOST_TIMES = 10
"""How many times as large a figure may be as the one whose unit it shares."""


def singles(figures: Iterable[Quantity]) -> list[Quantity]:
    """Numbers, a range as its two ends; those of a test, such as p, are not reckoned with."""
    return [
        figure if figure.low == figure.high else replace(figure, low=end, high=end)
        for figure in figures
        if figure.nature is Nature.NUMBER and figure.label in PLAIN
        for end in dict.fromkeys((figure.low, figure.high))
    ]


def with_units(numbers: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a sentence that leaves a unit out where it repeats, with their units: 501 days with the
    drug and 391 with placebo. Empty where none is left out.
    """
    found: list[Quantity] = []
    measured: Quantity | None = None
    left_out = False
    for figure in numbers:
        if figure.unit:
            measured = figure
            found.append(figure)
        elif measured and _may_measure(figure, measured):
            found.append(replace(figure, unit=measured.unit))
            left_out = True
    return found if left_out else []


def _may_measure(figure: Quantity, measured: Quantity) -> bool:
    """Whether a bare number may have the unit of a figure before it: it counts nothing, and has its size."""
    plain = not (figure.per or figure.counted) and figure.label in PLAIN and figure.low > 0
    return plain and 1 / _MOST_TIMES < figure.low / (measured.low or 1) < _MOST_TIMES


def is_count(figure: Quantity) -> bool:
    """Whether a figure is a plain number of things."""
    return not figure.unit and not figure.per and figure.nature is Nature.NUMBER and figure.step == 1


def counts(figures: Iterable[Quantity]) -> list[Quantity]:
    """The first plain numbers of things, one aside."""
    return [figure for figure in singles(figures) if is_count(figure) and figure.low > 1][:_MOST_COUNTS]


def sums(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Sums of numbers of one unit that follow one another."""
    for unit in dict.fromkeys(figure.unit for figure in numbers):
        terms = [_in(figure, unit) for figure in numbers if figure.unit == unit or _adds(figure, unit)]
        for first in range(len(terms)):
            for last in range(first + 2, min(first + _MOST_TERMS, len(terms)) + 1):
                yield sum(terms[first:last]), unit, Nature.NUMBER


def pair_sums(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Sums of any two counts of about one size."""
    for one, other in combinations(counts(numbers), 2):
        if 1 / _ALIKE < one.low / other.low < _ALIKE:
            yield one.low + other.low, "", Nature.NUMBER


def totals(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """How many there are of what is counted more than once: 38 farms and 41 farms."""
    for noun in dict.fromkeys(figure.counted for figure in numbers if figure.counted and is_count(figure)):
        terms = [figure.low for figure in numbers if figure.counted == noun and is_count(figure)]
        if len(terms) > 1:
            yield sum(terms), "", Nature.NUMBER


def census(figures: Iterable[Quantity]) -> Iterator[Result]:
    """How many there are of all that one sentence counts: 12 men and 15 women."""
    terms = [figure for figure in figures if is_count(figure)]
    nouns = {figure.counted for figure in terms if figure.counted}
    if len(terms) == len(nouns) > 1:
        yield sum(figure.low for figure in terms), "", Nature.NUMBER


def _adds(figure: Quantity, unit: str) -> bool:
    """Whether a figure in a larger unit adds to those in ``unit``: an hour and 40 minutes."""
    return (
        bool(unit and figure.unit)
        and 1 < UNITS[figure.unit].size / UNITS[unit].size <= _MOST_APART
        and (UNITS[figure.unit].dimension == UNITS[unit].dimension)
    )


def _in(figure: Quantity, unit: str) -> float:
    return figure.low if figure.unit == unit else figure.low * UNITS[figure.unit].size / UNITS[unit].size


def differences(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Differences of what is measured alike."""
    for one, other in combinations(numbers, 2):
        if one.unit == other.unit:
            gap = abs(one.low - other.low)
            yield gap, "pp" if one.unit == "%" else one.unit, Nature.NUMBER
            if not one.unit and (one.step < 1 or not (one.counted or other.counted)):
                # Scores that fell from 35.4 to 33.1 fell by 2.3 points.
                yield gap, "pp", Nature.NUMBER
        elif _converts(one, other):
            gap = abs(base_of(one) - base_of(other))
            yield gap / UNITS[one.unit].size, one.unit, Nature.NUMBER


def _converts(one: Quantity, other: Quantity) -> bool:
    """Whether figures have units of one sort and about one size, as hours and minutes."""
    if (
        not (one.unit and other.unit)
        or dimension_of(one) != dimension_of(other)
        or dimension_of(one) == "share"
    ):
        return False
    low, high = sorted((UNITS[one.unit].size, UNITS[other.unit].size))
    return high <= low * _MOST_APART


def widths(figures: Iterable[Quantity]) -> Iterator[Result]:
    """From one end of a range to the other: from 58 to 23 kg."""
    for figure in figures:
        if figure.nature is Nature.NUMBER and figure.unit and figure.low != figure.high:
            yield figure.high - figure.low, "pp" if figure.unit == "%" else figure.unit, Nature.NUMBER


def factors(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """How many times one figure is another."""
    for one, other in combinations(numbers, 2):
        if one.low and other.low and comparable(one, other):
            low, high = sorted((base_of(one), base_of(other)))
            yield high / low, "", Nature.FOLD
            yield low / high, "", Nature.FOLD


def products(figures: Sequence[Quantity]) -> Iterator[Result]:
    """What is so many times a figure beside it, or is so many times less: three times as much."""
    for fold in figures:
        # Less than twice as much gives no figure.
        plain = fold.nature is Nature.FOLD and fold.low and fold.bound in ROUGHLY
        for figure in singles(figures) if plain else ():
            yield fold.low * figure.low, figure.unit, Nature.NUMBER
            yield figure.low / fold.low, figure.unit, Nature.NUMBER


def repeated(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """What so many things measure together: 48 transects of 50 m."""
    for one, other in combinations(numbers, 2):
        if is_count(one) != is_count(other) and not {one.unit, other.unit} & {"%", "share", "pp"}:
            yield one.low * other.low, one.unit or other.unit, Nature.NUMBER


def apiece(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """What so many things have together that have so much each: ten sets of 5,000 pictures each."""
    for one, other in pairwise(numbers):
        plain = one.step >= 1 <= other.step and not (one.per or other.per)
        if plain and (is_count(one) or is_count(other)) and not {one.unit, other.unit} & {"%", "share", "pp"}:
            yield one.low * other.low, one.unit or other.unit, Nature.NUMBER
            if "time" in (dimension_of(one), dimension_of(other)):
                # 14 kitchens on 60 days each: 840 cooking days.
                yield one.low * other.low, "", Nature.NUMBER


def rated(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """What a rate gives over a time beside it, and in what time it gives a whole: six dives a day over 35
    days; 9,600 dollars at 12 an hour.
    """
    for rate in numbers:
        if not rate.low or rate.per not in UNITS:
            continue
        for other in numbers:
            if other.per or other is rate:
                continue
            if dimension_of(other) == UNITS[rate.per].dimension:
                times = rate.low * base_of(other) / UNITS[rate.per].size
                yield times, rate.unit, Nature.NUMBER
                if not rate.unit:
                    # Half an hour, four times a week: two hours.
                    yield rate.low * other.low, other.unit, Nature.NUMBER
                    yield from (
                        (times * lasting.low, lasting.unit, Nature.NUMBER)
                        for lasting in numbers
                        if lasting is not other and dimension_of(lasting) == "time" and not lasting.per
                    )
            elif rate.unit and other.unit == rate.unit and UNITS[rate.per].dimension == "time":
                yield other.low / rate.low, rate.per, Nature.NUMBER


def added(pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Result]:
    """The parts of several wholes together, and the wholes: 61 of 602 and 98 of 602."""
    if len(pairs) > 1:
        yield sum(part.low for part, _ in pairs), "", Nature.NUMBER
        yield sum(whole.low for _, whole in pairs), "", Nature.NUMBER


def quotients(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """What there is for each of so many: 1.1 million for 5,400."""
    for one, other in combinations(numbers, 2):
        if not (one.low and other.low):
            continue
        if is_count(one) != is_count(other):
            count, measured = (one, other) if is_count(one) else (other, one)
            yield measured.low / count.low, measured.unit, Nature.NUMBER
            yield count.low / measured.low, "", Nature.NUMBER
        elif is_count(one):
            each = max(one.low, other.low) / min(one.low, other.low)
            yield each, "", Nature.NUMBER
            yield float(round(each)), "", Nature.NUMBER


def areas(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """The area of 6 × 24 m."""
    for one, other in pairwise(numbers):
        if dimension_of(one) == dimension_of(other) == "length":
            yield base_of(one) * base_of(other), "m²", Nature.NUMBER


def with_points(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """A percentage that stands some points above or below another."""
    for one, other in combinations(numbers, 2):
        if {one.unit, other.unit} == {"%", "pp"}:
            yield abs(one.low - other.low), "%", Nature.NUMBER
            yield one.low + other.low, "%", Nature.NUMBER


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures measure the same and do not count different things."""
    counted = {one.counted.rstrip("s"), other.counted.rstrip("s")} - {""}
    if one.start == other.start and one.label != "from":
        # The ends of a range are no change, unless it went from the one to the other.
        return False
    alike = (one.unit == "share") == (other.unit == "share") and dimension_of(one) == dimension_of(other)
    return alike and (bool(one.unit) or (len(counted) < 2 and (one.step < 1) == (other.step < 1)))


def dimension_of(quantity: Quantity) -> str:
    """What a figure measures; empty for a number of things."""
    return UNITS[quantity.unit].dimension if quantity.unit else ""


def base_of(quantity: Quantity) -> float:
    """A figure in the base unit of what it measures."""
    return quantity.low * (UNITS[quantity.unit].size if quantity.unit else 1.0)
