"""Figures that others give: sums, differences, shares, complements and factors.

Chance alone finds some pair of figures for nearly any number, so each sort is tried only where words ask for it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from clewline.evidence.agreement import compare
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Nature, Quantity
from clewline.evidence.phrasebook import Phrasebook
from clewline.evidence.tokens import Token
from clewline.evidence.units import UNITS

_MOST_TERMS = 6


def derives(
    claim: Quantity,
    sentence: Sequence[Token],
    beside: Sequence[Quantity],
    found: Sequence[Sequence[Quantity]],
    language: Language,
) -> bool:
    """Whether ``claim`` follows from the figures ``beside`` it in its sentence, or from those ``found`` in a
    sentence of the source.
    """
    cues = _cues(sentence, language)
    groups = [*found, [*beside]]
    return any(
        _agrees(claim, value, unit, nature)
        for group in groups
        for value, unit, nature in _results(group, cues)
    ) or any(
        _agrees(claim, value, unit, nature)
        for value, unit, nature in _shares([figure for group in found for figure in group])
    )


def wrong_sum(claim: Quantity, sentence: Sequence[Token], beside: Sequence[Quantity], language: Language) -> float:
    """What the figures ``beside`` a claim that stands for their sum add up to; 0 if it stands for none."""
    if "total" not in _cues(sentence, language) or claim.nature is not Nature.NUMBER:
        return 0.0
    terms = [figure for figure in beside if figure.nature is Nature.NUMBER and figure.unit == claim.unit]
    total = sum(figure.low for figure in terms)
    return total if len(terms) > 1 and max(figure.low for figure in terms) < claim.low else 0.0


def _cues(sentence: Sequence[Token], language: Language) -> Collection[str]:
    low = {token.low for token in sentence}
    cues = set()
    if Phrasebook.of(language.totals, True).anywhere(sentence):
        cues.add("total")
    if not low.isdisjoint(language.rests) or not low.isdisjoint(language.negations):
        cues.add("rest")
    if not low.isdisjoint(language.changes):
        cues.add("change")
    return cues


def _agrees(claim: Quantity, value: float, unit: str, nature: Nature) -> bool:
    if value <= 0:
        return False
    step = min(claim.step / 1000, 0.001) if unit in ("%", "share") or nature is Nature.FOLD else claim.step
    made = Quantity(0, 0, value, value, step, unit, nature=nature)
    plain = replace(claim, per="")
    if nature is Nature.FOLD and claim.nature is Nature.FOLD:
        return abs(claim.low - value) <= max(claim.step / 2, 0.07 * value) and abs(claim.low - value) <= 0.1 * value
    return compare(plain, made) == ""


def _results(group: Sequence[Quantity], cues: Collection[str]) -> Iterator[tuple[float, str, Nature]]:
    """What the figures of one sentence give."""
    numbers = _singles(group)
    if "total" in cues:
        yield from _sums(numbers)
    if "rest" in cues:
        yield from ((100 - figure.low, "%", Nature.NUMBER) for figure in numbers if figure.unit == "%")
        yield from ((1 - figure.low, "share", Nature.NUMBER) for figure in numbers if figure.unit == "share")
    if "rest" in cues or "change" in cues:
        yield from _differences(numbers)
        yield from _years([figure for figure in group if figure.nature is Nature.DATE])
    yield from _factors(numbers)
    if "change" in cues:
        yield from _relative(numbers)


def _singles(group: Iterable[Quantity]) -> list[Quantity]:
    """Numbers, a range as its two ends."""
    return [
        replace(figure, low=end, high=end)
        for figure in group
        if figure.nature is Nature.NUMBER
        for end in dict.fromkeys((figure.low, figure.high))
    ]


def _sums(numbers: Sequence[Quantity]) -> Iterator[tuple[float, str, Nature]]:
    for first in range(len(numbers)):
        total = 0.0
        for figure in numbers[first : first + _MOST_TERMS]:
            total += figure.low
            if figure is not numbers[first]:
                yield total, figure.unit, Nature.NUMBER


def _differences(numbers: Sequence[Quantity]) -> Iterator[tuple[float, str, Nature]]:
    for one, other in combinations(numbers, 2):
        if one.unit == other.unit or not (one.unit and other.unit):
            unit = one.unit or other.unit
            yield abs(one.low - other.low), "pp" if unit == "%" else unit, Nature.NUMBER
            if unit in ("", "share"):
                yield abs(one.low - other.low), unit, Nature.NUMBER


def _years(dates: Sequence[Quantity]) -> Iterator[tuple[float, str, Nature]]:
    ends = [year // 10000 for date in dates for year in {date.low, date.high}]
    for one, other in combinations(sorted(ends), 2):
        if one:
            yield other - one, "year", Nature.NUMBER
            yield other - one + 1, "year", Nature.NUMBER


def _factors(numbers: Sequence[Quantity]) -> Iterator[tuple[float, str, Nature]]:
    for one, other in combinations(numbers, 2):
        if one.low and other.low and one.unit == other.unit:
            yield max(one.low, other.low) / min(one.low, other.low), "", Nature.FOLD
            yield min(one.low, other.low) / max(one.low, other.low), "", Nature.FOLD


def _relative(numbers: Sequence[Quantity]) -> Iterator[tuple[float, str, Nature]]:
    for one, other in combinations(numbers, 2):
        if one.low and other.low and one.unit == other.unit:
            yield abs(one.low - other.low) / one.low * 100, "%", Nature.NUMBER
            yield abs(one.low - other.low) / other.low * 100, "%", Nature.NUMBER


def _shares(numbers: Iterable[Quantity]) -> Iterator[tuple[float, str, Nature]]:
    """Counts as parts of one another, and parts of counts."""
    plain = _singles(numbers)
    counts = [figure for figure in plain if not figure.unit and figure.step == 1 and figure.low > 1]
    for one, other in combinations(counts[:12], 2):
        low, high = sorted((one.low, other.low))
        if low < high:
            yield low / high, "share", Nature.NUMBER
    for part, whole in [*pairwise(plain), *((b, a) for a, b in pairwise(plain))]:
        if part.unit in ("%", "share") and not whole.unit and whole.step == 1:
            yield round(part.low * UNITS[part.unit].size * whole.low), "", Nature.NUMBER
