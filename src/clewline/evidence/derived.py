"""Figures that others give: sums, differences, shares, complements and factors.

Chance alone finds some pair of figures for nearly any number, so each sort is tried only where words ask for
it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

from clewline.evidence.agreement import compare
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Nature, Quantity
from clewline.evidence.phrasebook import book_of
from clewline.evidence.stems import stem
from clewline.evidence.tokens import Token
from clewline.evidence.units import UNITS

Result = tuple[float, str, Nature]
"""A value, its unit and its nature."""

_FEW = 2
_MOST_TERMS = 6
_MOST_COUNTS = 12
_NEAR = 6
"""How many words from a figure a word may stand and still speak of it."""


class Asked(NamedTuple):
    """A claim with what the words around it ask for, the stems of its sentence, and of what it counts."""

    claim: Quantity
    cues: frozenset[str]
    words: frozenset[str]
    counted: str


def asked(
    claim: Quantity, offset: int, tokens: Sequence[Token], words: frozenset[str], language: Language
) -> Asked:
    """``claim`` with what the tokens and ``words`` of its sentence, which begins at ``offset``, ask for."""
    first = next((index for index, token in enumerate(tokens) if token.end > claim.start - offset), 0)
    last = next(
        (index for index, token in enumerate(tokens) if token.start >= claim.end - offset), len(tokens)
    )
    cues = {"total"} if book_of(language.totals).anywhere(tokens) else set()
    before = [token.low for token in tokens[max(first - 2, 0) : first]]
    if not language.of.isdisjoint(before):
        cues.add("total")
    near = {token.low for token in tokens[max(first - _NEAR, 0) : last + _NEAR]}
    if not near.isdisjoint(language.rests):
        cues.add("rest")
    if not near.isdisjoint(language.changes):
        cues.add("change")
    if not near.isdisjoint(language.lasting | language.changes):
        cues.add("lapse")
    numbers = {stem(word, language.code) for token in tokens if token.number for word in token.low.split()}
    return Asked(claim, frozenset(cues), words - numbers, stem(claim.counted, language.code))


class Group(NamedTuple):
    """The figures of a sentence of a source, those that stand as part and whole, its words, and whether it
    has some in common with the claim's, or speaks of a rest.
    """

    figures: Sequence[Quantity]
    pairs: Sequence[tuple[Quantity, Quantity]]
    words: frozenset[str]
    akin: bool
    rest: bool


def derives(question: Asked, beside: Sequence[Quantity], source: Sequence[Group]) -> int:
    """The number of the sentence of ``source`` that gives what is asked; -1 if none does. ``beside`` are the
    other figures of the claim's own sentence.
    """
    for number, group in enumerate(source):
        cues = question.cues | {"rest"} if group.rest else question.cues
        if any(_agrees(question.claim, *result) for result in _results(group.figures, cues, group.akin)):
            return number
    whole = [figure for group in source for figure in group.figures]
    if any(_agrees(question.claim, *result) for result in _results(beside, question.cues, True)):
        return 0
    if _completes(question.claim, beside) or _is_share_of(question.claim, beside, source):
        return 0
    if "lapse" in question.cues and question.claim.unit == "year" and question.claim.low > _MOST_TERMS:
        spans = [result for result in _spans(whole) if result[1] == "year"]
        if any(_agrees(question.claim, *result) for result in spans):
            return 0
    for number, group in enumerate(source):
        if any(_agrees(question.claim, *result) for result in _complements(question, group)):
            return number
    parts = any(figure.unit in ("%", "share") for figure in whole)
    if not parts and any(
        _agrees(question.claim, *result) for result in _shares(combinations(_counts(whole), 2))
    ):
        return 0
    return 0 if any(_agrees(question.claim, *result) for result in _alike(question, whole)) else -1


def _completes(claim: Quantity, beside: Sequence[Quantity]) -> bool:
    """Whether a claim is the rest of a count that its own sentence divides: twenty, eleven of them women,
    nine men.
    """
    counts = _counts(beside)
    return _is_count(claim) and any(
        abs(one.low - other.low) == claim.low and claim.low < max(one.low, other.low)
        for one, other in pairwise(counts)
    )


def _is_share_of(claim: Quantity, beside: Sequence[Quantity], source: Sequence[Group]) -> bool:
    """Whether a share of a count of its own sentence is a count of the source: half of six, and three."""
    if claim.unit != "share":
        return False
    known = {figure.low for group in source if group.akin for figure in _counts(group.figures)}
    return any(_is_whole(claim.low * count.low, known) for count in _counts(beside))


def _is_whole(value: float, known: set[float]) -> bool:
    return abs(value - round(value)) < 1e-6 and float(round(value)) in known


def _complements(question: Asked, group: Group) -> Iterator[Result]:
    """What is left of a count beside a part of it, for what the source says in other words: four of the
    twenty jars spoiled, sixteen kept.
    """
    said = question.words & group.words
    if said <= {question.counted} and _is_count(question.claim):
        for part, whole in group.pairs:
            yield whole.low - part.low, "", Nature.NUMBER


def is_part(claim: Quantity, whole: Quantity, groups: Sequence[Group]) -> bool:
    """Whether "17 of the 34" says the same as a share in the source: half."""
    if not whole.low:
        return False
    source = [figure for group in groups if group.akin for figure in group.figures]
    part = claim.low / whole.low
    share = Quantity(0, 0, part, part, 0.001, "share")
    # A share beside the counts that it was made of says nothing of others: 90% beside 63 of 70.
    counts = _counts(source)
    known = any(figure.low in (claim.low, whole.low) for figure in counts)
    made = any(abs(value - part) < 0.01 for value, _, _ in _shares(combinations(counts, 2)))
    shares = (figure for figure in source if figure.unit in ("%", "share"))
    return not (known and made) and any(compare(figure, share) == "" for figure in shares)


def wrong_sum(
    claim: Quantity, sentence: Sequence[Token], beside: Sequence[Quantity], language: Language
) -> float:
    """What the figures ``beside`` a claim that stands for their sum add up to; 0 if it stands for none."""
    if not book_of(language.totals).anywhere(sentence) or claim.nature is not Nature.NUMBER:
        return 0.0
    terms = [figure for figure in beside if figure.nature is Nature.NUMBER and figure.unit == claim.unit]
    total = sum(figure.low for figure in terms)
    return total if len(terms) > 1 and max(figure.low for figure in terms) < claim.low else 0.0


def _agrees(claim: Quantity, value: float, unit: str, nature: Nature) -> bool:
    if value <= 0:
        return False
    step = min(claim.step / 1000, 0.001) if unit in ("%", "share") or nature is Nature.FOLD else claim.step
    made = Quantity(0, 0, value, value, step, unit, nature=nature)
    plain = replace(claim, per="")
    if nature is Nature.FOLD and claim.nature is Nature.FOLD:
        return (
            abs(claim.low - value) <= max(claim.step / 2, 0.07 * value)
            and abs(claim.low - value) <= 0.1 * value
        )
    return compare(plain, made) == ""


def _results(group: Sequence[Quantity], cues: frozenset[str], akin: bool) -> Iterator[Result]:
    """What the figures of one sentence give; what nearly any figures give only for a sentence that is
    ``akin``.
    """
    numbers = _singles(group)
    shares = any(figure.unit in ("%", "share") for figure in numbers)
    if "total" in cues:
        yield from _sums(numbers)
    if "rest" in cues:
        yield from ((100 - figure.low, "%", Nature.NUMBER) for figure in numbers if figure.unit == "%")
        yield from ((1 - figure.low, "share", Nature.NUMBER) for figure in numbers if figure.unit == "share")
    if "rest" in cues:
        yield from _differences(numbers)
    elif "change" in cues:
        yield from _differences([figure for figure in numbers if figure.unit or figure.low > _FEW])
    yield from _spans(group)
    yield from _parts(numbers)
    yield from _with_points(numbers)
    if akin:
        yield from _factors(numbers)
        yield from _products(group)
    if akin and "change" in cues:
        yield from _relative(numbers)
    if akin:
        counts = _counts(group)
        yield from _shares(pairwise(counts) if shares else combinations(counts, 2))


def _alike(question: Asked, whole: Sequence[Quantity]) -> Iterator[Result]:
    """Differences and sums of figures of several sentences that count what the claim counts."""
    if question.claim.unit == "pp":
        yield from _differences([figure for figure in _singles(whole) if figure.unit == "%"])
    counted = question.claim.counted.rstrip("s")
    if not counted or question.claim.unit:
        return
    for one, other in combinations(_counts(whole), 2):
        if "rest" in question.cues:
            yield abs(one.low - other.low), "", Nature.NUMBER
        if "total" in question.cues and one.counted.rstrip("s") == other.counted.rstrip("s") == counted:
            yield one.low + other.low, "", Nature.NUMBER


def _singles(group: Iterable[Quantity]) -> list[Quantity]:
    """Numbers, a range as its two ends."""
    return [
        replace(figure, low=end, high=end)
        for figure in group
        if figure.nature is Nature.NUMBER
        for end in dict.fromkeys((figure.low, figure.high))
    ]


def _sums(numbers: Sequence[Quantity]) -> Iterator[Result]:
    for first in range(len(numbers)):
        total = 0.0
        for figure in numbers[first : first + _MOST_TERMS]:
            total += figure.low
            if figure is not numbers[first]:
                yield total, figure.unit, Nature.NUMBER


def _differences(numbers: Sequence[Quantity]) -> Iterator[Result]:
    for one, other in combinations(numbers, 2):
        if one.unit == other.unit:
            yield abs(one.low - other.low), "pp" if one.unit == "%" else one.unit, Nature.NUMBER


def _spans(group: Sequence[Quantity]) -> Iterator[Result]:
    """The time between dates, and between times of day."""
    dates = [
        end // 10000 for figure in group if figure.nature is Nature.DATE for end in (figure.low, figure.high)
    ]
    times = [figure.low for figure in group if figure.nature is Nature.CLOCK]
    for ends, unit in ((dates, "year"), (times, "min")):
        for one, other in combinations(sorted(set(ends)), 2):
            if one:
                yield other - one, unit, Nature.NUMBER


def _factors(numbers: Sequence[Quantity]) -> Iterator[Result]:
    for one, other in combinations(numbers, 2):
        if one.low and other.low and _comparable(one, other):
            low, high = sorted((_base(one), _base(other)))
            yield high / low, "", Nature.FOLD
            yield low / high, "", Nature.FOLD


def _products(group: Sequence[Quantity]) -> Iterator[Result]:
    """What is so many times a figure beside it: three times as much."""
    for fold in group:
        for figure in _singles(group) if fold.nature is Nature.FOLD else ():
            yield fold.low * figure.low, figure.unit, Nature.NUMBER


def _with_points(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """A percentage that stands some points above or below another."""
    for one, other in combinations(numbers, 2):
        if {one.unit, other.unit} == {"%", "pp"}:
            yield abs(one.low - other.low), "%", Nature.NUMBER
            yield one.low + other.low, "%", Nature.NUMBER


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures measure the same and do not count different things."""
    counted = {one.counted.rstrip("s"), other.counted.rstrip("s")} - {""}
    return _dimension(one) == _dimension(other) and len(counted) < 2


def _dimension(quantity: Quantity) -> str:
    return UNITS[quantity.unit].dimension if quantity.unit else ""


def _base(quantity: Quantity) -> float:
    return quantity.low * (UNITS[quantity.unit].size if quantity.unit else 1.0)


def _relative(numbers: Sequence[Quantity]) -> Iterator[Result]:
    for one, other in combinations(numbers, 2):
        if one.low and other.low and _comparable(one, other):
            first, second = _base(one), _base(other)
            yield abs(first - second) / first * 100, "%", Nature.NUMBER
            yield abs(first - second) / second * 100, "%", Nature.NUMBER


def _is_count(figure: Quantity) -> bool:
    return not figure.unit and not figure.per and figure.nature is Nature.NUMBER and figure.step == 1


def _counts(figures: Iterable[Quantity]) -> list[Quantity]:
    """Plain numbers of things."""
    return [figure for figure in _singles(figures) if _is_count(figure) and figure.low > 1][:_MOST_COUNTS]


def _shares(pairs: Iterable[tuple[Quantity, Quantity]]) -> Iterator[Result]:
    """Counts as parts of one another."""
    for one, other in pairs:
        low, high = sorted((one.low, other.low))
        if low < high:
            yield low / high, "share", Nature.NUMBER


def _parts(numbers: Sequence[Quantity]) -> Iterator[Result]:
    """Shares of the count beside them, as a count."""
    for part, whole in [*pairwise(numbers), *((two, one) for one, two in pairwise(numbers))]:
        if part.unit in ("%", "share") and not whole.unit and whole.step == 1:
            yield round(part.low * UNITS[part.unit].size * whole.low), "", Nature.NUMBER
