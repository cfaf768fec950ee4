"""What figures give as parts, wholes and changes: shares, complements, what is left, what was before."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from clewline.evidence.derivation.arithmetic import (
    ROUGHLY,
    Result,
    base_of,
    comparable,
    counts,
    dimension_of,
    is_count,
    sums,
)
from clewline.evidence.model import Nature, Quantity
from clewline.evidence.reading.units import UNITS

_MOST_RATIO = 3
"""Up to here a decimal may be the ratio of two figures of about the same size."""


def parted(figures: Iterable[Quantity]) -> Iterator[Result]:
    """Each of two things that a sentence counts as a share of both: 412 women and 388 men."""
    terms = [figure for figure in figures if figure.nature is Nature.NUMBER]
    nouns = {figure.counted for figure in terms} - {""}
    if len(terms) == len(nouns) == 2 and all(map(is_count, terms)):
        total = sum(figure.low for figure in terms)
        yield from ((figure.low / total, "share", Nature.NUMBER) for figure in terms if total)


def portions(pairs: Iterable[tuple[Quantity, Quantity]]) -> Iterator[Result]:
    """Parts and wholes that are measured, as a share: 2.4 of 6.4 million dollars."""
    for part, whole in pairs:
        yield part.low / whole.low, "share", Nature.NUMBER
        yield 1 - part.low / whole.low, "share", Nature.NUMBER
        yield whole.low - part.low, whole.unit, Nature.NUMBER


def relative(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """By how many per cent one figure is more or less than another."""
    for one, other in combinations(numbers, 2):
        if one.low and other.low and comparable(one, other):
            first, second = base_of(one), base_of(other)
            yield abs(first - second) / first * 100, "%", Nature.NUMBER
            yield abs(first - second) / second * 100, "%", Nature.NUMBER


def changed(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """What a measure was before it changed by so many per cent, or is after it: 1,500, before it fell by 20%
    to 1,200.
    """
    for part in numbers:
        share = part.low / 100 if part.unit == "%" else 0.0
        for figure in numbers if 0 < share < 1 else ():
            if dimension_of(figure) not in ("share", "points", "time") and figure.low > 1:
                for factor in (1 - share, 1 + share, 1 / (1 - share), 1 / (1 + share)):
                    yield figure.low * factor, figure.unit, Nature.NUMBER


def complements(numbers: Iterable[Quantity]) -> Iterator[Result]:
    """What is left of a whole beside a share of it."""
    for figure in numbers:
        if figure.unit in ("%", "share"):
            yield (100 if figure.unit == "%" else 1) - figure.low, figure.unit, Nature.NUMBER


def unlisted(numbers: Iterable[Quantity]) -> Iterator[Result]:
    """What percentages that stand together leave of a whole: 61%, 17% and 9%."""
    total = sum(figure.low for figure in numbers if figure.unit == "%")
    if total < 100:
        yield 100 - total, "%", Nature.NUMBER


def of_ratios(numbers: Iterable[Quantity]) -> Iterator[Result]:
    """By how many per cent a ratio differs from one: 21% less for 0.79."""
    for figure in numbers:
        if not figure.unit and figure.step < 1 and figure.low <= _MOST_RATIO:
            yield abs(1 - figure.low) * 100, "%", Nature.NUMBER


def reciprocals(figures: Iterable[Quantity]) -> Iterator[Result]:
    """What is left after a fall by a factor: less than a third, after one of 3.2."""
    for figure in figures:
        if figure.nature is Nature.FOLD and figure.low > 1:
            yield 1 / figure.low, "share", Nature.NUMBER


def shares(pairs: Iterable[tuple[Quantity, Quantity]]) -> Iterator[Result]:
    """Counts as parts of one another, the lesser of the greater."""
    for one, other in pairs:
        low, high = sorted((one.low, other.low))
        if low < high:
            yield low / high, "share", Nature.NUMBER


def parts(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Shares of the count beside them, as a count."""
    for part, whole in [*pairwise(numbers), *((two, one) for one, two in pairwise(numbers))]:
        size = {"pp": 0.01, "%": 0.01, "share": 1.0}.get(part.unit, 0.0)
        count = part.low * size * whole.low if size else 0.5
        if not whole.unit and whole.step == 1 and (part.unit in ("%", "pp") or not count % 1):
            yield round(count), "", Nature.NUMBER


def weighed(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Shares of the measures of their sentence, as measures: a cost of 310 euros, 45% of it for grinding."""
    wholes = [figure for figure in numbers if figure.unit and dimension_of(figure) not in ("share", "points")]
    for part in numbers:
        for whole in wholes if part.unit in ("%", "share") and part.bound in ROUGHLY else ():
            yield part.low * UNITS[part.unit].size * whole.low, whole.unit, Nature.NUMBER
            if part.unit == "share" and not part.counted and part.low:
                # A quarter of what was foreseen.
                yield whole.low / part.low, whole.unit, Nature.NUMBER


def wholes(numbers: Sequence[Quantity], *, counted: bool) -> Iterator[Result]:
    """That of which a measure, or something ``counted``, is said to be so many per cent: 3.3 million, 8% of
    all that it had.
    """
    alone = sum(figure.unit in ("%", "share") for figure in numbers) == 1
    for one, other in combinations(numbers, 2) if alone else pairwise(numbers):
        part, share = (one, other) if other.unit in ("%", "share") else (other, one)
        measured = bool(part.unit) and dimension_of(part) not in ("share", "points", "time")
        counts_things = counted and not (part.unit or part.per) and part.step >= 1
        if share.unit in ("%", "share") and share.low and (counts_things if counted else measured):
            whole = part.low / base_of(share)
            yield whole if measured else float(round(whole)), part.unit, Nature.NUMBER


def joint(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Percentages that follow one another, together, and so counts as a share of the largest."""
    yield from sums([figure for figure in numbers if figure.unit == "%"])
    things = counts(numbers)
    whole = max((figure.low for figure in things), default=0.0)
    for value, _, _ in sums([figure for figure in things if figure.low < whole]):
        yield value / whole, "share", Nature.NUMBER


def divided(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Shares in words of the counts of their sentence: 240 files, opened on 28 days, half of them twice."""
    for part in numbers:
        for whole in counts(numbers) if part.unit == "share" else ():
            if not part.low * whole.low % 1:
                yield part.low * whole.low, "", Nature.NUMBER


def remainder(figures: Iterable[Quantity]) -> Iterator[Result]:
    """What is left of the largest count when all others are its parts: 40, 26 of them, 9 of them."""
    numbers = sorted(figure.low for figure in counts(figures))
    if len(numbers) > 2:
        yield numbers[-1] - sum(numbers[:-1]), "", Nature.NUMBER
