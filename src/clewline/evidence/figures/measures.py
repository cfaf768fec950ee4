"""What figures measure, by how much they count, and whether they measure the same."""

from clewline.evidence.figures.rounding import is_close
from clewline.evidence.model import Quantity
from clewline.evidence.reading.units import PARTS, UNITS, Unit


def units_differ(claim: Quantity, found: Quantity) -> str:
    """The code of what differs in unit or denominator."""
    one, other = _unit(claim), _unit(found)
    if one and other and one != other and UNITS[one].dimension != UNITS[other].dimension:
        if {one, other} in ({"£", "lb"}, {"¢", "€"}, {"°", "°C"}, {"°", "°F"}):
            return ""
        return "figure-points" if {one, other} == {"%", "pp"} else "figure-unit"
    if bool(claim.unit) != bool(found.unit) and _measured_and_counted(claim, found):
        return "other"
    if (
        (one in ("%", "share")) != (other in ("%", "share"))
        and (found.counted or claim.counted)
        and not _numeric(claim)
        and not _numeric(found)
    ):
        bare = found if one else claim
        if bare.counted and not bare.unit and bare.step == 1 and bare.low > 1:
            return "figure-unit"
    if claim.per and found.per and claim.per != found.per and not (_numeric(claim) and _numeric(found)):
        return _denominators(claim.per, found.per)
    return ""


def _denominators(claim: str, found: str) -> str:
    """The code of two denominators that differ, unless both may hold or the one converts to the other."""
    if claim.split()[0] == found.split()[0]:
        return ""
    one, other = (_measure(per).dimension for per in (claim, found))
    # Fifteen a month, and fifteen per child: both may hold of a monthly grant.
    once = (one == "time") != (other == "time")
    return "" if once or one == other != "" else "figure-per"


def _measure(per: str) -> Unit:
    """What a denominator measures, and how much of it: 10 km, a month."""
    value, _, unit = per.rpartition(" ")
    if unit not in UNITS:
        return Unit("", 1.0)
    return Unit(UNITS[unit].dimension, UNITS[unit].size * float(value or 1))


def _measured_and_counted(claim: Quantity, found: Quantity) -> bool:
    """Whether one figure measures and the other counts things: nine minutes, nine defeats."""
    measured, counted = (claim, found) if claim.unit else (found, claim)
    dimension = UNITS[measured.unit].dimension
    return bool(counted.counted) and not counted.per and dimension not in ("share", "points")


def _numeric(quantity: Quantity) -> bool:
    return quantity.per.replace(".", "").isdigit()


def _unit(quantity: Quantity) -> str:
    return "share" if not quantity.unit and _numeric(quantity) else quantity.unit


def sizes(claim: Quantity, found: Quantity, code: str) -> tuple[float, float]:
    """What one of each measures in the base unit that they share."""
    if code in ("figure-unit", "figure-points"):
        return 1.0, 1.0
    both = bool(_unit(claim) and _unit(found))
    rates = bool(_measure(claim.per).dimension and _measure(found.per).dimension)
    shares = bool(claim.per and found.per) or is_part(claim) or is_part(found)
    return _size(claim, both, rates, shares), _size(found, both, rates, shares)


def _size(quantity: Quantity, measured: bool, rate: bool, share: bool) -> float:
    unit = _unit(quantity)
    size = UNITS[unit].size if measured and unit else 1.0
    if share and _numeric(quantity):
        return size / float(quantity.per)
    return size / _measure(quantity.per).size if rate else size


def is_converted(claim: Quantity, found: Quantity) -> bool:
    """Whether figures have two units of one sort, or two times as denominators."""
    units = "" != claim.unit != found.unit != "" and is_part(claim) == is_part(found)
    return units or (claim.per in UNITS and found.per in UNITS and claim.per != found.per)


def is_uneven(claim: Quantity, found: Quantity) -> bool:
    """Whether no whole number of the one unit makes the other: miles and kilometres."""
    low, high = sorted((size_of(claim), size_of(found))) if claim.unit and found.unit else (1.0, 1.0)
    return not is_close(high / low, round(high / low))


def size_of(quantity: Quantity) -> float:
    """The size of the unit of a figure, one without any."""
    return UNITS[quantity.unit].size if quantity.unit else 1.0


def is_part(quantity: Quantity) -> bool:
    """Whether a figure is a share of something."""
    return quantity.unit in PARTS


def is_plain_part(quantity: Quantity) -> bool:
    """Whether a bare decimal may stand for a share: 0.31."""
    return not quantity.unit and not quantity.per and quantity.high <= 1 and quantity.step < 1
