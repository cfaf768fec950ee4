"""Whether one figure bears out another."""

from dataclasses import replace

from clewline.evidence.derivation.arithmetic import is_count
from clewline.evidence.figures.conversions import CONVERTED, converted
from clewline.evidence.figures.measures import (
    is_converted,
    is_part,
    is_plain_part,
    is_uneven,
    size_of,
    sizes,
    units_differ,
)
from clewline.evidence.figures.rounding import is_beyond, is_close, is_near
from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.reading.units import CALENDAR, UNITS

_SLACK = 0.1
"""How wide a range may be for a rough figure to stand for it, as a part of it."""
_FAR = 2
_MILLION = 1e6
_FEW = 10
"""Up to here chance finds a number that counts things for a factor."""
_ROUGH_FACTOR = 0.05
"""How far a factor may be from the number that it stands for, as a part of it."""
AGREES = ""
_GRAVITY = (AGREES, "hedge-average", "figure-bound", "figure-points", "figure-per", "figure-unit")

_HELD = {
    Bound.EXACT: {Bound.EXACT, Bound.OVER, Bound.WITHIN},
    Bound.ABOUT: {Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.JUST_OVER, Bound.OVER, Bound.WITHIN},
    Bound.NEARLY: {Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.LESS, Bound.AT_MOST, Bound.WITHIN},
    Bound.JUST_OVER: {Bound.JUST_OVER, Bound.MORE, Bound.ABOUT, Bound.AT_LEAST, Bound.OVER},
    Bound.OVER: {Bound.EXACT, Bound.OVER, Bound.MORE, Bound.AT_LEAST, Bound.JUST_OVER},
    Bound.MORE: {Bound.MORE, Bound.AT_LEAST, Bound.JUST_OVER, Bound.OVER},
    Bound.AT_LEAST: {Bound.AT_LEAST, Bound.MORE, Bound.JUST_OVER, Bound.EXACT, Bound.OVER},
    Bound.LESS: {Bound.LESS, Bound.NEARLY, Bound.AT_MOST, Bound.WITHIN},
    Bound.AT_MOST: {Bound.AT_MOST, Bound.UP_TO, Bound.LESS, Bound.NEARLY, Bound.EXACT, Bound.WITHIN},
    Bound.UP_TO: {Bound.UP_TO, Bound.AT_MOST, Bound.EXACT, Bound.LESS, Bound.NEARLY, Bound.WITHIN},
    Bound.WITHIN: {*Bound} - {Bound.MORE, Bound.AT_LEAST, Bound.JUST_OVER},
}
"""For each bound of a claim the bounds of the same figure that bear it out."""

_UNLIKE = ("each", "±", "ci", "from")
"""Labels that do not say which statistic a figure is."""
_SCALES = {1e2, 1e3, 1e6, 1e9}
_ESTIMATES = {Bound.ABOUT, Bound.NEARLY, Bound.JUST_OVER, Bound.UP_TO}


def graver(one: str | None, other: str | None) -> bool:
    """Whether the difference ``one`` is graver than ``other``; none is the gravest."""
    return _rank(one) > _rank(other)


def _rank(code: str | None) -> int:
    return len(_GRAVITY) if code is None else _GRAVITY.index(code)


def compare(claim: Quantity, found: Quantity) -> str | None:
    """The code of what differs between a claim and a figure with its number; empty if they agree, none if it
    is another number.
    """
    if "m" in (claim.unit, found.unit) and "" in (claim.unit, found.unit) and _in_millions(claim, found):
        return AGREES
    natures = claim.nature, found.nature
    if natures == (Nature.NUMBER, Nature.NUMBER):
        code = None if _is_far(claim, found) else _numbers(claim, found)
        differ = code != AGREES and claim.unit != found.unit and claim.unit in CONVERTED
        other = converted(claim, found.unit) if differ else None
        return AGREES if other and _numbers(other, found) == AGREES else code
    if natures == (Nature.FOLD, Nature.FOLD):
        if _same_range(claim, found):
            return _bounded(claim, found, claim.low, found.low)
        return AGREES if is_beyond(claim, claim.low, found, found.low) else None
    if natures == (Nature.DATE, Nature.DATE):
        return AGREES if _dates(claim, found) else None
    if natures == (Nature.CLOCK, Nature.CLOCK):
        return AGREES if abs(claim.low - found.low) in (0, 720) else None
    return AGREES if _across(claim, found) else None


def _in_millions(claim: Quantity, found: Quantity) -> bool:
    """Whether what reads like metres stands for millions: 27.3m riders, 27.3 million."""
    short, long = (claim, found) if claim.unit else (found, claim)
    plain = claim.nature is found.nature is Nature.NUMBER and not (claim.per or found.per)
    return plain and is_close(short.low * _MILLION, long.low) and is_close(short.high * _MILLION, long.high)


def _is_far(claim: Quantity, found: Quantity) -> bool:
    """Whether two figures of one unit differ by far; costs little."""
    plain = claim.unit == found.unit and not (claim.per or found.per or claim.label == "p")
    return plain and (claim.low > _FAR * found.high or found.low > _FAR * claim.high)


def _across(claim: Quantity, found: Quantity) -> bool:
    """Whether figures of two natures say the same."""
    match claim.nature, found.nature:
        case Nature.ORDINAL, Nature.ORDINAL | Nature.LABEL:
            return claim.low == found.low
        case Nature.ORDINAL, Nature.NUMBER:
            same = claim.counted != "" and claim.counted in (found.unit, found.counted, found.counted[:-1])
            return claim.low == found.low and (same or not (found.unit or found.counted or found.spelled))
        case Nature.NUMBER, Nature.ORDINAL if claim.unit == "share":
            return found.label == "each" and is_close(claim.low * found.low, 1)
        case Nature.NUMBER, Nature.ORDINAL if claim.unit and claim.unit == found.counted:
            # Over after three years, of what ended after the third.
            return claim.low == claim.high == found.low and UNITS[claim.unit].dimension == "time"
        case Nature.NUMBER, Nature.ORDINAL:
            return claim.low == found.low and claim.spelled and claim.counted == "times"
        case Nature.ORDINAL, Nature.DATE:
            return claim.low > 10 and found.low // 1000000 + 1 == claim.low
        case Nature.DATE, Nature.ORDINAL:
            # The 1800s are the 19th century.
            return claim.high - claim.low == 90000 and claim.low == (found.low - 1) * 1000000
        case Nature.NUMBER, Nature.DATE:
            return not claim.unit and claim.low * 10000 == found.low and claim.high * 10000 == found.high
        case Nature.DATE, Nature.NUMBER:
            return found.low * 10000 == claim.low and found.high * 10000 == claim.high
        case Nature.FOLD, Nature.NUMBER:
            return _fold_of(claim, found)
        case Nature.NUMBER, Nature.FOLD:
            return (
                _fold_of(found, claim)
                if claim.unit
                else claim.low == found.low
                and (claim.counted == "times" or claim.step < 1 or claim.low > _FEW)
            )
        case Nature.FOLD, Nature.ORDINAL | Nature.DATE | Nature.LABEL | Nature.CLOCK:
            return False
    return False


def _fold_of(fold: Quantity, number: Quantity) -> bool:
    """Whether a factor says the same as a number: three times; 200% more; halved and 50% less."""
    if number.unit in ("%", "share"):
        part = number.low * UNITS[number.unit].size
        factors = [1 + part, 1 - part, part]
        if number.unit == "share" and number.spelled and not number.counted and part:
            # A quarter of what was promised, turned round: four times what came.
            factors.append(1 / part)
        return any(abs(fold.low - factor) <= min(fold.step / 2, _ROUGH_FACTOR * factor) for factor in factors)
    counts = number.counted not in ("", "times") and fold.low <= _FEW
    if number.unit or counts:
        return False
    near = abs(fold.low - number.low) <= _ROUGH_FACTOR * fold.low
    return near and is_near(fold, fold.low, fold.step, number.low, number.step)


def _same_range(claim: Quantity, found: Quantity) -> bool:
    return is_near(claim, claim.low, claim.step, found.low, found.step) and is_near(
        claim, claim.high, claim.step, found.high, found.step
    )


def _dates(claim: Quantity, found: Quantity) -> bool:
    """Whether two dates agree in what both say, and ``found`` says something of ``claim``."""
    if claim.high - claim.low == 90000:
        return claim.low <= found.low <= found.high < claim.high + 10000
    if claim.low == claim.high:
        # On 6 June, of 6 and 13 June.
        return _date(claim.low, found.low) or _date(claim.low, found.high)
    return _date(claim.low, found.low) and _date(claim.high, found.high)


def _date(claim: float, found: float) -> bool:
    shared = [(one, other) for one, other in zip(_parts(claim), _parts(found), strict=True) if one and other]
    return bool(shared) and all(one == other for one, other in shared)


def _parts(date: float) -> tuple[float, float, float]:
    return date // 10000, date // 100 % 100, date % 100


def agree_in_day(claim: float, found: float) -> bool:
    """Whether ``found`` says the month, and the day if there is one, of ``claim``; both without years."""
    return claim == found or (not claim % 100 and claim // 100 == found // 100)


def says_all(found: float, claim: float) -> bool:
    """Whether a date says a year, a month and a day wherever another does."""
    return all(one or not other for one, other in zip(_parts(found), _parts(claim), strict=True))


def _numbers(claim: Quantity, found: Quantity) -> str | None:
    if found.label == "each" and claim.per in UNITS and _recurs(claim, found):
        return AGREES
    code = units_differ(claim, found)
    if code == "other" or _other_statistic(claim, found):
        return None
    if found.label == "±" != claim.label and "" != claim.unit != found.unit:
        # No three points, of 57 ± 3%.
        return None
    if code == "figure-unit" and not is_close(claim.high, found.high):
        # What has another unit is another figure, unless it is the same number: an hour is no 0.9 litres.
        return None
    agreed = _values(claim, found, *sizes(claim, found, code), code)
    if agreed is not None and _is_cut_off(claim, found):
        agreed = None
    if agreed is not None and _is_rough_part(claim, found):
        agreed = None
    if agreed is not None:
        return agreed
    if (is_part(claim) and is_plain_part(found)) or (is_part(found) and is_plain_part(claim)):
        return _values(claim, found, size_of(claim), size_of(found), AGREES)
    if not code and (claim.unit != found.unit or claim.per != found.per):
        return _same_number(claim, found)
    return None


def _recurs(claim: Quantity, found: Quantity) -> bool:
    """Whether something is said to happen so often as once in a time gives: every ten minutes, six times an
    hour.
    """
    timed = bool(found.unit) and UNITS[found.unit].dimension == UNITS[claim.per].dimension == "time"
    return (
        timed and not claim.unit and is_close(claim.low * found.low * size_of(found), UNITS[claim.per].size)
    )


def _is_rough_part(claim: Quantity, found: Quantity) -> bool:
    """Whether only one of two figures is a share and they differ: a bare number may be a percentage, but is
    no rough one.
    """
    part, bare = (claim, found) if is_part(claim) else (found, claim)
    return is_part(part) and not (bare.unit or bare.per or claim.low == found.low)


def _is_cut_off(claim: Quantity, found: Quantity) -> bool:
    """Whether a small number in words would be a decimal without its places: seven of them are no 7.5."""
    plain = is_count(claim) and claim.spelled and claim.bound is Bound.EXACT
    return plain and found.step < 1 and claim.low != found.low


def _other_statistic(claim: Quantity, found: Quantity) -> bool:
    """Whether one figure is a statistic, and the other is none or another: p = 0.9 and 91%."""
    if claim.label in _UNLIKE or found.label in _UNLIKE:
        return False
    if claim.label and found.label:
        return claim.label != found.label
    label, other = (claim.label, found) if claim.label else (found.label, claim)
    return bool(label) and bool(other.unit) and label not in ("sd", "se", "sem")


def _same_number(claim: Quantity, found: Quantity) -> str | None:
    """The code of a unit or denominator that was exchanged for another of its sort: 3 days for 3 weeks."""
    if not (claim.unit and found.unit) and not (claim.per and found.per):
        return None
    if abs(claim.low - found.low) > claim.step:
        return None
    plain = replace(claim, bound=Bound.EXACT), replace(found, bound=Bound.EXACT)
    code = "figure-per" if claim.unit == found.unit else "figure-unit"
    return _values(*plain, 1.0, 1.0, code)


def _values(claim: Quantity, found: Quantity, scale: float, other: float, code: str) -> str | None:
    """What differs between two figures in units of these sizes; ``code`` is what is known to."""
    if claim.low != claim.high:
        top = is_near(claim, claim.high * scale, claim.step * scale, found.high * other, found.step * other)
        return code if top and _equal(claim, scale, found.low * other, found) else None
    if found.low != found.high:
        if any(_equal(claim, scale, end * other, found) for end in (found.low, found.high)):
            return code
        if not code and _borders_on(claim, scale, found, other):
            return AGREES
        return AGREES if not code and _within(claim, scale, found, other) else None
    if _equal(claim, scale, found.low * other, found):
        return code or _bounded(claim, found, claim.low * scale, found.low * other)
    return AGREES if not code and is_beyond(claim, claim.low * scale, found, found.low * other) else None


def _equal(claim: Quantity, scale: float, value: float, found: Quantity) -> bool:
    step = found.step * value / found.low if found.low else found.step
    as_rough = is_converted(claim, found) and claim.step * scale * 2 >= step
    if (
        as_rough
        and (found.step < 1 or is_uneven(claim, found))
        and abs(claim.low * scale - value) <= step / 2
    ):
        # What is converted is no more exact than before: 26 km a year, for 2.2 km a month.
        return True
    return is_near(claim, claim.low * scale, claim.step * scale, value, step) or (
        not CALENDAR.isdisjoint((claim.unit, found.unit))
        and "" != claim.unit != found.unit != ""
        and abs(claim.low * scale - value) <= _calendar_slack(claim, found) * value
    )


def _calendar_slack(claim: Quantity, found: Quantity) -> float:
    """How far figures in days and in months may be apart: 12 weeks are called three months."""
    weeks = {claim.unit, found.unit} == {"week", "month"} and claim.step <= 1 == found.step
    return 0.09 if weeks else 0.04


def _borders_on(claim: Quantity, scale: float, found: Quantity, other: float) -> bool:
    """Whether a claim bounds a range of whole numbers from outside: under forty, of those aged 22 to 39."""
    if not claim.step == found.step == 1:
        return False
    return (claim.bound is Bound.LESS and is_close((claim.low - 1) * scale, found.high * other)) or (
        claim.bound is Bound.MORE and is_close((claim.low + 1) * scale, found.low * other)
    )


def _within(claim: Quantity, scale: float, found: Quantity, other: float) -> bool:
    """Whether a rough claim stands for a narrow range."""
    if found.high - found.low > _SLACK * found.high:
        return False
    return claim.bound is Bound.ABOUT and found.low * other <= claim.low * scale <= found.high * other


def _bounded(claim: Quantity, found: Quantity, value: float, other: float) -> str:
    """The code of a bound that differs, for two figures of one value."""
    # A fraction in words is rough of itself.
    rough = claim.unit == "share" and claim.spelled and claim.bound is Bound.EXACT
    bound = Bound.ABOUT if rough else claim.bound
    # So is a scale that stands for a number: who writes 1,000 says what a thousand says.
    scale = found.spelled and found.bound is Bound.ABOUT and found.low in _SCALES
    if found.bound in _HELD[bound] or scale or not is_close(value, other):
        return AGREES
    return (
        "hedge-average"
        if found.bound in _ESTIMATES and claim.bound in (Bound.EXACT, Bound.ABOUT)
        else "figure-bound"
    )
