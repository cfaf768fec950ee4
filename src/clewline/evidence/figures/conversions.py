"""Units that convert by more than their size: temperatures, and basis points that stand for a per cent."""

from dataclasses import replace

from clewline.evidence.model import Quantity

_SCALES = {
    ("K", "°C"): (1.0, -273.15),
    ("°C", "K"): (1.0, 273.15),
    ("°F", "°C"): (5 / 9, -160 / 9),
    ("°C", "°F"): (9 / 5, 32.0),
    ("bp", "%"): (0.01, 0.0),
    ("%", "bp"): (100.0, 0.0),
}
"""By what a figure in the one unit is multiplied, and what is added then, to have it in the other."""

CONVERTED = frozenset(unit for unit, _ in _SCALES)
"""The units that convert so."""


def converted(claim: Quantity, unit: str) -> Quantity | None:
    """``claim`` in ``unit``, as far as it is written out; none where there is no such conversion."""
    scale = _SCALES.get((claim.unit, unit))
    if scale is None:
        return None
    factor, offset = scale
    step = claim.step * factor
    low, high = (round((value * factor + offset) / step) * step for value in (claim.low, claim.high))
    return replace(claim, low=low, high=high, step=step, unit=unit)
