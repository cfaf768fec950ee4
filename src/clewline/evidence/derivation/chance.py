"""How likely chance is to find a figure among what others give."""

from collections.abc import Iterable

from clewline.evidence.derivation.arithmetic import Result
from clewline.evidence.figures.rounding import slack
from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.reading.units import UNITS

_LEAST = 0.07
"""Where chance would find any figure of about this size more often, it bears out none."""
_LEAST_ASKED = 0.1
"""Where chance would find it more often, though words ask for just this."""
_ABOUT = 2
"""Results up to this factor away are of about the size of a claim."""


def is_chance(claim: Quantity, results: Iterable[Result], *, is_asked: bool = False) -> bool:
    """Whether a figure of about the size of ``claim`` may well be among ``results`` by chance: there are so
    many of them, or it is so rough. If it ``is_asked`` for, chance has found the words too.
    """
    if not claim.low:
        return True
    near = about(claim, results)
    width = _ABOUT - 1 / _ABOUT
    return len(near) * _roughness(claim) / width > (_LEAST_ASKED if is_asked else _LEAST)


def about(claim: Quantity, results: Iterable[Result]) -> set[float]:
    """The values among ``results`` that are of about the size of ``claim``."""
    return {
        round(value, 9)
        for value, unit, nature in results
        if is_alike(claim, unit, nature) and 1 / _ABOUT <= _in(claim, value, unit) / claim.low <= _ABOUT
    }


def is_alike(claim: Quantity, unit: str, nature: Nature) -> bool:
    """Whether a result measures what ``claim`` does."""
    if nature is not claim.nature:
        return False
    if not (unit and claim.unit):
        return unit == claim.unit
    return UNITS[unit].dimension == UNITS[claim.unit].dimension


def _in(claim: Quantity, value: float, unit: str) -> float:
    """A value in the unit of ``claim``."""
    return value * UNITS[unit].size / UNITS[claim.unit].size if unit else value


def _roughness(claim: Quantity) -> float:
    """How much of its value a claim leaves open."""
    if claim.bound in (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.JUST_OVER):
        return max(claim.step, 2 * slack(claim, claim.low)) / claim.low
    return 2 * slack(claim, claim.low) / claim.low
