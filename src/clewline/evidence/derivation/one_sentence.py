"""What the figures of one sentence give, by what is asked for."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from clewline.evidence.derivation.arithmetic import (
    Result,
    apiece,
    areas,
    counts,
    differences,
    factors,
    products,
    quotients,
    rated,
    repeated,
    singles,
    sums,
    totals,
    widths,
    with_points,
    with_units,
)
from clewline.evidence.derivation.proportions import (
    changed,
    complements,
    divided,
    joint,
    of_ratios,
    parts,
    reciprocals,
    relative,
    remainder,
    shares,
    unlisted,
    weighed,
    wholes,
)
from clewline.evidence.derivation.time_spans import spans, times_between
from clewline.evidence.model import Quantity

_FEW = 2


@lru_cache(maxsize=1 << 12)
def results_of(group: tuple[Quantity, ...], cues: frozenset[str], akin: bool) -> tuple[Result, ...]:
    """What the figures of one sentence give; what nearly any figures give only for a sentence that is
    ``akin``.
    """
    return tuple(_reckoned(group, cues, akin))


def _reckoned(group: tuple[Quantity, ...], cues: frozenset[str], akin: bool) -> Iterator[Result]:
    numbers = singles(group)
    if "total" in cues:
        yield from sums(numbers)
        yield from totals(numbers)
    if "rest" in cues:
        yield from unlisted(numbers)
        yield from differences(numbers)
        yield from sums([figure for figure in numbers if figure.unit])
    elif "change" in cues:
        yield from differences(
            [one for one in numbers if one.unit or one.per or one.step < 1 or one.low > _FEW]
        )
    yield from differences([figure for figure in numbers if figure.unit == "%"])
    if alike := with_units(numbers):
        yield from differences(alike)
        yield from factors(alike)
        yield from relative(alike) if akin and "change" in cues else ()
        yield from sums(alike) if "total" in cues else ()
    yield from spans(group)
    yield from widths(group)
    yield from parts(numbers)
    yield from with_points(numbers)
    yield from areas(numbers)
    if akin:
        yield from _akin_results(group, numbers, cues)


def _akin_results(
    group: Sequence[Quantity], numbers: Sequence[Quantity], cues: frozenset[str]
) -> Iterator[Result]:
    loose = "fraction" in cues and "rest" not in cues
    if "same" not in cues:
        yield from complements([figure for figure in numbers if figure.unit == "share"] if loose else numbers)
    yield from factors(numbers)
    yield from products(group)
    yield from remainder(group)
    yield from divided(numbers)
    yield from rated([*numbers, *times_between(group)])
    yield from weighed(numbers)
    yield from wholes(numbers, counted=False)
    yield from joint(numbers) if not cues.isdisjoint({"total", "either"}) else ()
    if "apiece" in cues:
        yield from apiece(numbers)
    if "change" in cues:
        plain = [figure for figure in numbers if figure.unit != "%"] if "unasked" in cues else numbers
        yield from relative(plain)
        yield from of_ratios(numbers)
        yield from reciprocals(group)
    if not cues.isdisjoint({"change", "former"}) and "unasked" not in cues:
        yield from changed(numbers)
    if "total" in cues:
        yield from repeated(numbers)
    if "each" in cues:
        yield from quotients(numbers)
    things = counts(group)
    percents = any(figure.unit in ("%", "share") for figure in numbers)
    most = max((figure.low for figure in things), default=0)
    pairs = pairwise(things) if percents else combinations(things, 2)
    yield from shares(pair for pair in pairs if percents or most in (pair[0].low, pair[1].low))
