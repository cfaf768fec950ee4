"""What figures of several sentences give: more than those of one, so more must speak for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from clewline.evidence.derivation.arithmetic import (
    Result,
    counts,
    differences,
    factors,
    is_count,
    rated,
    singles,
)
from clewline.evidence.derivation.chance import about, is_chance
from clewline.evidence.derivation.cues import Asked
from clewline.evidence.derivation.proportions import relative, shares
from clewline.evidence.derivation.sentence_figures import Group
from clewline.evidence.derivation.time_spans import spans, times_between
from clewline.evidence.figures.rounding import closest
from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.reading.scanner import CURRENCY
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.units import PARTS, UNITS

_SIMPLE = 11
"""Fractions of fewer parts are found among any counts."""
_FEW = 2
_MANY = 100
"""From here on a share of a count is seldom a count of something else."""
_LONG = 4
"""How long a time between dates of different sentences must be for chance not to find it."""
_MOST_SPANS = 3
"""What two months of different years give: the years, and the months with and without the last."""
_UNCHANGED = frozenset({"share", "points", "time"})
"""Dimensions of figures that stand in any sentence: of those of several no change is made."""
_CALENDAR = frozenset({"year", "month", "week", "day", "decade", "century"})
_POINT = 0.01
"""How far a percentage may be from the share that it was made of."""
_SHARP = 0.02
"""How far a factor of two figures that a sentence does not name may be from what it says."""


def across(question: Asked, beside: Sequence[Quantity], source: Sequence[Group]) -> Iterator[Result]:
    """What figures of several sentences give for what is asked; ``beside`` are the other figures of the
    claim's own sentence.
    """
    claim, cues = question.claim, question.cues
    whole = [figure for group in source for figure in group.figures]
    akin = singles(figure for group in source if group.akin for figure in group.figures)
    if claim.nature is Nature.FOLD:
        yield from _ratios(claim, beside, akin)
        return
    if "lapse" in cues and claim.unit in _CALENDAR:
        long = claim.low > _LONG
        dates = [figure for group in source if group.akin or long for figure in group.figures]
        times = list(spans(figure for figure in dates if figure.nature is Nature.DATE))
        yield from times if long or len(times) <= _MOST_SPANS else ()
    if claim.unit and not cues.isdisjoint({"change", "rest"}):
        yield from differences([figure for figure in akin if figure.unit == claim.unit])
    if claim.unit == "pp":
        percents = [figure for figure in akin if figure.unit == "%"]
        yield from _hardly(claim, list(differences(percents)))
        yield from _apart(question, percents, source) if "change" in cues else ()
    if "change" in cues and claim.unit in PARTS:
        yield from _changes(claim, akin)
    divided = any(figure.unit in PARTS for figure in whole)
    if not divided:
        yield from shares(combinations(counts(whole), 2))
    elif claim.unit == "share":
        yield from _exact_shares(claim, source)
    if claim.unit and not cues.isdisjoint({"total", "either"}):
        yield from _hardly(claim, _sums(claim, source))
    lasting = [figure for figure in (*question.lasting, *times_between(beside)) if not figure.per]
    if claim.unit and lasting:
        rates = [figure for figure in akin if figure.per]
        yield from _hardly(
            claim, [result for rate in rates for time in lasting for result in rated((rate, time))]
        )
    if not cues.isdisjoint({"total", "each"}):
        yield from _hardly(claim, list(rated(akin)))
    if claim.unit == "share" and "ratio" in cues:
        yield from _hardly(claim, _of_another(akin))
    if claim.unit and "total" in cues:
        yield from _hardly(claim, list(_multiplied(claim, akin, beside)))
    if "each" in cues:
        yield from _hardly(claim, _averages(akin, _named(question, counts(whole))))
    if claim.per in UNITS and UNITS[claim.per].dimension == "time":
        yield from _hardly(claim, _paces(claim, akin, singles(whole)))
        for group in source:
            spanned = times_between(group.figures) if group.akin else ()
            yield from _hardly(claim, _paces(claim, singles(group.figures), spanned))
    if claim.unit in CURRENCY:
        yield from _hardly(claim, list(rated(akin)))
    yield from _parts(question, source) if divided else ()
    if divided and is_count(claim):
        shared = _of_largest(question, akin, whole) if claim.low > _MANY else ()
        yield from shared if not is_chance(closest(claim), shared) else ()
        yield from _hardly(claim, _of_named(beside, source))
    if claim.unit in PARTS or is_count(claim):
        yield from _undenied(source)
    if not claim.unit and any(group.rest for group in source):
        yield from _hardly(claim, _all_but(source))
    if not claim.unit and not cues.isdisjoint({"total", "rest"}):
        yield from _alike(question, counts(whole))


def _hardly(claim: Quantity, results: Sequence[Result]) -> Sequence[Result]:
    """Results, if chance would hardly find a claim among them."""
    if not results:
        return ()
    if len(about(claim, results)) == 1:
        return results
    return () if is_chance(closest(claim), results, is_asked=True) else results


def _ratios(claim: Quantity, beside: Sequence[Quantity], akin: Sequence[Quantity]) -> Iterator[Result]:
    """How many times one figure is another of its unit: one that the claim's sentence names, or else exactly
    so many times.
    """
    named = [figure for figure in beside if figure.unit and figure.nature is Nature.NUMBER]
    theirs = [figure for figure in akin if figure.unit]
    pairs = product(named, theirs) if named else combinations(theirs, 2)
    results = [
        result
        for one, other in pairs
        if one.unit == other.unit != "share"
        for result in factors((one, other))
    ]
    near = {round(value, 6) for value, _, _ in results if claim.low / 2 <= value <= claim.low * 2}
    if named and len(near) <= _FEW:
        yield from results
    elif len(near) == 1:
        yield from (one for one in results if abs(one[0] - claim.low) <= _SHARP * claim.low)


def _apart(question: Asked, percents: Sequence[Quantity], source: Sequence[Group]) -> Sequence[Result]:
    """How far the percentages of the sentence that is most like a claim's lie from others."""
    nearest = _nearest(question, source)
    here = [figure for index in nearest for figure in singles(source[index].figures) if figure.unit == "%"]
    results = [result for pair in product(here, percents) for result in differences(pair)]
    alone = len(about(question.claim, results)) == 1
    return results if alone else _hardly(question.claim, results)


def _nearest(question: Asked, source: Sequence[Group]) -> list[int]:
    """The numbers of the sentences with percentages that are most like a claim's, if any is."""
    shared = [len(question.words & group.words) if group.figures else 0 for group in source]
    most = max(shared, default=0)
    return [
        index
        for index, group in enumerate(source)
        if most == shared[index] > 0 and any(figure.unit == "%" for figure in group.figures)
    ]


def _of_another(akin: Sequence[Quantity]) -> list[Result]:
    """What part one measure is of another: just over half of what it was indoors."""
    measured = [figure for figure in akin if figure.unit not in {"", *PARTS, "pp"}]
    return [
        (min(value, 1 / value), "share", Nature.NUMBER)
        for one, other in combinations(measured, 2)
        if one.unit == other.unit
        for value, _, _ in factors((one, other))
    ]


def _sums(claim: Quantity, source: Sequence[Group]) -> list[Result]:
    """Sums of figures of two sentences in the unit of a claim."""
    terms = [
        [figure.low for figure in singles(group.figures) if figure.unit == claim.unit]
        for group in source
        if group.akin
    ]
    return [
        (low + high, claim.unit, Nature.NUMBER)
        for one, other in combinations(terms, 2)
        for low, high in product(one, other)
    ]


def _multiplied(claim: Quantity, akin: Sequence[Quantity], beside: Sequence[Quantity]) -> Iterator[Result]:
    """What so many that a claim's sentence names have together of what a source gives for one."""
    for figure, count in product(akin, counts(beside)):
        if figure.unit == claim.unit not in PARTS:
            yield figure.low * count.low, claim.unit, Nature.NUMBER


def _averages(akin: Sequence[Quantity], every: Sequence[Quantity]) -> list[Result]:
    """What there is for each of those that another sentence counts."""
    return [
        (figure.low / count.low, figure.unit, Nature.NUMBER)
        for figure in akin
        for count in every
        if figure.low > count.low and figure.unit not in PARTS
    ]


def _named(question: Asked, every: Sequence[Quantity]) -> Sequence[Quantity]:
    """The counts of what the words of a claim's sentence name, or all of them if it names none."""
    named = [figure for figure in every if stem(figure.counted, question.language) in question.words]
    return named or every


def _paces(claim: Quantity, akin: Sequence[Quantity], every: Sequence[Quantity]) -> list[Result]:
    """How much there is in a unit of time, of what there is in a longer one: 460 million in 45 minutes."""
    lasting = [figure for figure in every if figure.unit and UNITS[figure.unit].dimension == "time"]
    size = UNITS[claim.per].size
    return [
        (figure.low / times, figure.unit, Nature.NUMBER)
        for figure, time in product(akin, lasting)
        if figure.unit == claim.unit and (times := time.low * UNITS[time.unit].size / size) > 1
    ]


def _parts(question: Asked, source: Sequence[Group]) -> Sequence[Result]:
    """Percentages of the sentences that are most like a claim's, of what is counted last or most before them
    or, where chance would hardly find it, of anything: 267 answered; 64% of these were men.
    """
    claim = question.claim
    if claim.unit in ("%", "share", "pp") or claim.nature is not Nature.NUMBER:
        return ()
    nearest = _nearest(question, source)
    if not nearest:
        return ()
    before: list[Quantity] = []
    last: list[Result] = []
    largest: list[Result] = []
    parts: list[Quantity] = []
    for index, group in enumerate(source[: nearest[-1] + 1]):
        if index in nearest:
            shown = _unexplained(group)
            parts += shown
            last += _of(claim, shown, before[-1:])
            largest += _of(claim, shown, sorted(before, key=lambda figure: figure.low)[-1:])
        before = before if claim.unit else counts(group.figures) or before
    every = singles(figure for group in source for figure in group.figures)
    wholes = [figure for figure in every if figure.unit == claim.unit] if claim.unit else counts(every)
    return _hardly(claim, last) or _hardly(claim, largest) or _hardly(claim, _of(claim, parts, wholes))


def _of_largest(question: Asked, akin: Sequence[Quantity], whole: Sequence[Quantity]) -> list[Result]:
    """Shares of the largest count, and what they leave of it, if the rest is asked for: of 4,412 employees
    17%, some 750.
    """
    things = [one for one in singles(whole) if not (one.unit or one.per) and one.step >= 1]
    largest = sorted(things, key=lambda figure: figure.low)[-1:]
    parts = [figure.low * UNITS[figure.unit].size for figure in akin if figure.unit in ("%", "share")]
    parts = [1 - part for part in parts] if "rest" in question.cues else parts
    return [(float(round(part * one.low)), "", Nature.NUMBER) for part, one in product(parts, largest)]


def _of_named(beside: Sequence[Quantity], source: Sequence[Group]) -> list[Result]:
    """Shares in words of what a claim's sentence counts: of 800 letters a quarter, 200."""
    parts = [figure for group in source if group.akin for figure in singles(group.figures)]
    fractions = [figure.low for figure in parts if figure.unit == "share"]
    return [
        (part * whole.low, "", Nature.NUMBER)
        for part, whole in product(fractions, counts(beside))
        if not part * whole.low % 1
    ]


def _unexplained(group: Group) -> list[Quantity]:
    """The percentages of a sentence that it does not give as a count of a count: those are of no other."""
    made = [value for value, _, _ in shares(combinations(counts(group.figures), 2))]
    percents = [figure for figure in singles(group.figures) if figure.unit == "%"]
    return [part for part in percents if not any(abs(value - part.low / 100) < _POINT for value in made)]


def _of(claim: Quantity, parts: Sequence[Quantity], wholes: Sequence[Quantity]) -> list[Result]:
    """Percentages of wholes; those of things are whole numbers."""
    values = (part.low * whole.low / 100 for part, whole in product(parts, wholes))
    return [(value if claim.unit else float(round(value)), claim.unit, Nature.NUMBER) for value in values]


def _all_but(source: Sequence[Group]) -> list[Result]:
    """What is left of a count where a sentence that is akin says all but how many of it it speaks of."""
    every = counts(figure for group in source for figure in group.figures)
    less = counts(figure for group in source if group.akin and group.rest for figure in group.figures)
    return [
        (one.low - other.low, "", Nature.NUMBER) for other in less for one in every if one.low > other.low
    ]


def _undenied(source: Sequence[Group]) -> Iterator[Result]:
    """What is left of a count, and as a share, where a sentence that is akin denies something of a part of
    it: 1,150 shops; 276 shops sold no fruit.
    """
    every = [figure for group in source for figure in counts(group.figures)]
    denied = [figure for group in source if group.akin and group.denied for figure in counts(group.figures)]
    for part, whole in product(denied, every):
        if part.counted and part.counted == whole.counted and part.low < whole.low:
            yield whole.low - part.low, "", Nature.NUMBER
            yield 1 - part.low / whole.low, "share", Nature.NUMBER


def _alike(question: Asked, every: Sequence[Quantity]) -> Iterator[Result]:
    """What counts of any sentences leave, or are together if they count what a claim does."""
    counted = question.claim.counted.rstrip("s")
    for one, other in combinations(every, 2) if counted else ():
        if "rest" in question.cues:
            yield abs(one.low - other.low), "", Nature.NUMBER
        if "total" in question.cues and one.counted.rstrip("s") == other.counted.rstrip("s") == counted:
            yield one.low + other.low, "", Nature.NUMBER


def _changes(claim: Quantity, akin: Sequence[Quantity]) -> Iterator[Result]:
    """By how much of itself what is measured changed, where chance would hardly find it."""
    measured = [figure for figure in akin if figure.unit and UNITS[figure.unit].dimension not in _UNCHANGED]
    results = list(relative(measured))
    close = closest(claim)
    if not is_chance(
        replace(close, unit="%", low=close.low * 100 if close.unit == "share" else close.low), results
    ):
        yield from results


def _exact_shares(claim: Quantity, source: Sequence[Group]) -> Iterator[Result]:
    """Counts as parts of a count of a sentence that is akin, where they give the claim to the digit."""
    akin = counts(figure for group in source if group.akin for figure in group.figures)
    others = counts(figure for group in source for figure in group.figures)
    exact = replace(claim, bound=Bound.EXACT, step=0.01)
    results = [*shares((one, other) for one in akin for other in others)]
    simple = any(abs(claim.low * part - round(claim.low * part)) < 1e-9 for part in range(_FEW, _SIMPLE))
    if not (simple and is_chance(exact, results)):
        yield from (result for result in results if abs(result[0] - claim.low) < 1e-9)
