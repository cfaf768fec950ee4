"""How near one value must be to another for the one to stand for the other."""

from dataclasses import replace

from clewline.evidence.model import Bound, Quantity

_EXACT = 1e-9
_SLACK = 0.25
"""How far beyond a bound a figure may lie and still be what the bound speaks of."""
_FRACTION = 0.025
"""How far a fraction in figures may be off, as a part of it."""
_PLAIN = 0.05
"""How far one in words may be."""
_TWO_POINTS = 0.02
"""How far one may be at most that counts tenths."""
_ONE_POINT = 0.015
"""How far any other may be at most."""
_POINTS = 0.03
"""How far off it may be at most where it is said to be a little more or less."""
_OLDEST = 120
"""Up to here a bound may be one of an age."""
_ROUGH = 0.1
"""How far a rounded figure may be from what it stands for, as a part of it."""
_HALF_TENTH = 0.05 * (1 + 1e-6)
"""How far a rough share may be off at most: about nine in ten is no 83%."""

CLOSE = {
    Bound.OVER: (Bound.EXACT, Bound.JUST_OVER),
    Bound.MORE: (Bound.JUST_OVER,),
    Bound.AT_LEAST: (Bound.EXACT, Bound.JUST_OVER),
    Bound.LESS: (Bound.NEARLY,),
    Bound.AT_MOST: (Bound.EXACT, Bound.NEARLY),
    Bound.UP_TO: (Bound.EXACT, Bound.NEARLY),
    Bound.WITHIN: (Bound.EXACT, Bound.NEARLY),
}
"""What bounds say of a figure that had to be reckoned."""


def closest(claim: Quantity) -> Quantity:
    """``claim`` with the nearest that its bound says of a figure that had to be reckoned."""
    return replace(claim, bound=CLOSE.get(claim.bound, (claim.bound,))[-1])


def is_close(one: float, other: float) -> bool:
    """Whether two values are the same but for what reckoning loses."""
    return abs(one - other) <= _EXACT * max(1.0, abs(one), abs(other))


def is_near(claim: Quantity, value: float, step: float, found: float, found_step: float) -> bool:
    """Whether ``found`` is ``value`` as far as ``value`` is written out, or as rough as the words beside
    it.
    """
    gap = abs(value - found)
    if gap <= _EXACT * max(1e-3, abs(value), abs(found)):
        return True
    rounding = step / 2 * (1 + 1e-6) if step > found_step * 1.000001 or claim.unit == "share" else 0.0
    if claim.spelled and claim.step < 1 and claim.unit != "share" and claim.low < 1:
        # A fifth of a second, for 208 ms.
        rounding = max(rounding, _PLAIN * value)
    if claim.unit == "share":
        rounding = _fraction(value) if claim.spelled else min(rounding, _FRACTION * value)
    match claim.bound:
        case Bound.ABOUT:
            return gap <= max(rounding, _roundness(claim, value))
        case Bound.NEARLY:
            return found < value and gap <= max(rounding, _roundness(claim, value), _beside(claim, value))
        case Bound.JUST_OVER:
            return found > value and gap <= max(rounding, _roundness(claim, value), _beside(claim, value))
        case Bound.MORE | Bound.OVER | Bound.LESS | Bound.AT_LEAST | Bound.AT_MOST:
            return False
    return gap <= rounding


def slack(claim: Quantity, value: float) -> float:
    """How far a figure may be from ``value`` for the claim to stand for it, when it had to be reckoned."""
    match claim.bound:
        case Bound.ABOUT:
            return _roundness(claim, value)
        case Bound.NEARLY | Bound.JUST_OVER:
            return _roundness(claim, value) / 2
        case Bound.EXACT:
            return _FRACTION * value if claim.unit == "share" else 0.0
    return _SLACK * value / 2


def _fraction(value: float) -> float:
    """How far a plain fraction in words may be off: a fifth for 19.6%, seven in ten for 72%."""
    tenths = value > 0.5 and _is_whole(value * 10)
    return min(_TWO_POINTS if tenths else _ONE_POINT, _PLAIN * value) * (1 + 1e-6)


def _beside(claim: Quantity, value: float) -> float:
    """How far a share may lie from a fraction in words that it is said to be just above or below: little more
    than a quarter for 28%.
    """
    return min(_POINTS, _SLACK / 2 * value) * (1 + 1e-6) if claim.unit == "share" else 0.0


def _roundness(claim: Quantity, value: float) -> float:
    """How far a rough figure may be off: half of the round number that it is a multiple of."""
    if claim.unit == "share":
        return min(_ROUGH * value, _HALF_TENTH)
    if claim.spelled and claim.step < 1:
        # Half an hour is a rougher figure than 30 minutes.
        return 2 * _ROUGH * value
    scale = value / claim.low if claim.low else 1.0
    multiple = _multiple_of(claim)
    # A multiple of five is a rough figure by habit only: 24 is about 25, and 63 is hardly about 65.
    part = 0.5 if _is_power(multiple) else 0.3
    return min(multiple * part * scale, _ROUGH * value)


def _multiple_of(claim: Quantity) -> float:
    """The round number that a figure is a multiple of: 100 for 2,900, 5 for 35, 1 for 37."""
    unit = claim.step
    for _ in range(12):
        if not _is_whole(claim.low / (unit * 10)):
            break
        unit *= 10
    return unit * 5 if unit >= 1 and _is_whole(claim.low / (unit * 5)) else unit


def _is_power(value: float) -> bool:
    """Whether a round number is a power of ten."""
    return f"{value:e}".startswith("1.0")


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-9 and round(value) != 0


_LOW_SHARES = (0.1, 0.05)
_SLACK_OF_LOW = 0.4
"""How far below one of these a share may lie: fewer than one in ten for 7%, as no other share that people
name in words lies between.
"""
_LEVELS = (0.1, 0.05, 0.01, 0.005, 0.001, 0.0001)
"""Levels of significance under which a p is said to lie."""
_UNDER = frozenset({Bound.LESS, Bound.AT_MOST, Bound.UP_TO, Bound.WITHIN})
_ONE_SIDED = frozenset({Bound.MORE, Bound.AT_LEAST, Bound.OVER}) | _UNDER


def is_beyond(claim: Quantity, value: float, found: Quantity, other: float) -> bool:
    """Whether a plain figure lies on the side of ``value`` that its bound names, and not far away; the bound
    is then a round number.
    """
    plain = found.bound in (Bound.EXACT, Bound.ABOUT)
    if claim.label == "p" and claim.bound is Bound.LESS and claim.low in _LEVELS:
        # Whoever says p < .01 has 0.003, but not p < 0.001.
        return plain and found.label in ("p", "") and found.step < 1 and 0 < other < value
    if claim.bound not in _ONE_SIDED or not (
        plain or (found.bound is Bound.WITHIN and claim.bound in _UNDER)
    ):
        return False
    if not claim.unit and not claim.counted and found.counted and claim.low <= _OLDEST:
        # Over 55 is no bound of 58 adults.
        return False
    round_number = (
        claim.unit == "share" or claim.low <= 10 or _multiple_of(claim) > max(claim.step, found.step)
    )
    place = claim.step * (value / claim.low if claim.low else 1.0)
    if claim.step > found.step and 0 < abs(other - value) <= place * (1 + _EXACT):
        # More than 97% for 97.4%: the figure is cut off there.
        return (other > value) == (claim.bound in (Bound.MORE, Bound.AT_LEAST, Bound.OVER))
    if claim.bound in (Bound.MORE, Bound.AT_LEAST, Bound.OVER):
        return round_number and value < other <= value * (1 + _SLACK)
    if claim.bound in _UNDER:
        below = _SLACK_OF_LOW if claim.unit == "share" and value in _LOW_SHARES else _SLACK
        return round_number and value > other >= value * (1 - below)
    return False
