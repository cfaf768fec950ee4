"""Figures that stand together: in a list with one unit, or in two units as one."""

import re
from dataclasses import replace

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.reading.quantities import Figure
from clewline.evidence.reading.scanner import CURRENCY
from clewline.evidence.reading.units import UNITS

_LISTED = re.compile(r"\s*[,;]\s*")
"""Between figures of a list whose end says that it is one."""
_SPREAD = re.compile(r"\s?\(?\s?(?:±|\+/-)\s?")
_STOP = re.compile(r"[.;]\s")
_JOIN = re.compile(r"\s*(?:±|\+/-|,|;|/|–|-|×|\(|\[)?\s*(\w*(?: \w+)?)\.?\s*")


_SCALES = frozenset({1e6, 1e9, 1e12})
_THOUSAND = 1000
_SPREADS = frozenset({"sd", "sem", "se"})
_ADDED = frozenset({"time", "length", "mass"})
"""What is measured in two units at once: an hour and ten minutes, 6 ft 2 in."""


def compound(figures: list[Figure], text: str, language: Language) -> list[Figure]:
    """Figures in a larger and a smaller unit that stand together are one: 2 hours and 15 minutes."""
    merged: list[Figure] = []
    for figure in figures:
        before = merged[-1].quantity if merged else None
        if before and _goes_on(before, figure.quantity, text, language):
            merged[-1] = Figure(_added(before, figure.quantity))
        else:
            merged.append(figure)
    return merged


def _goes_on(large: Quantity, small: Quantity, text: str, language: Language) -> bool:
    if not (large.unit and small.unit) or large.low != large.high or small.low != small.high:
        return False
    one, other = UNITS[large.unit], UNITS[small.unit]
    between = text[large.end : small.start].strip().lower()
    return (
        one.dimension == other.dimension
        and one.dimension in _ADDED
        and small.low * other.size < one.size
        and large.low == int(large.low)
        and small.bound is Bound.EXACT
        and not large.per
        and (not between or between in language.coordinators)
    )


def _added(large: Quantity, small: Quantity) -> Quantity:
    ratio = UNITS[large.unit].size / UNITS[small.unit].size
    value = large.low * ratio + small.low
    return replace(small, start=large.start, low=value, high=value, bound=large.bound)


def scaled(figures: list[Figure], text: str, language: Language) -> list[Figure]:
    """Figures that share the scale of the one after them: models of 244 and 39 million weights."""
    for index in range(len(figures) - 2, -1, -1):
        here, after = figures[index].quantity, figures[index + 1].quantity
        scale = after.step if after.step in _SCALES else after.step * 10
        plain = here.nature is after.nature is Nature.NUMBER and here.low == here.high and not here.spelled
        if not plain or scale not in _SCALES or not 1 < here.low < _THOUSAND or here.counted or here.unit:
            continue
        between = text[here.end : after.start].strip()
        if between in language.coordinators:
            alike = replace(here, low=here.low * scale, high=here.low * scale, step=here.step * scale)
            figures[index] = figures[index]._replace(quantity=replace(alike, unit=after.unit, per=after.per))
    return figures


def shared(figures: list[Figure], text: str, language: Language) -> list[Figure]:
    """Figures in a list share the unit of the last: 5, 10 and 20 mg."""
    last = -1
    for index in range(len(figures) - 2, -1, -1):
        here, after = figures[index].quantity, figures[index + 1].quantity
        if here.unit or here.nature is not Nature.NUMBER or after.nature is not Nature.NUMBER:
            continue
        if here.per and not after.per:
            # 3.2 per 1,000 hours, or 40%.
            continue
        if not after.unit or here.counted or text[after.start] in CURRENCY or after.unit == "share":
            continue
        if here.bound is not Bound.EXACT and after.bound is not Bound.EXACT:
            continue
        between = _JOIN.fullmatch(text, here.end, after.start)
        if not between or between[0].isspace() or (_LISTED.fullmatch(between[0]) and last != index + 1):
            continue
        if "(" in between[0] and not between[1] and UNITS[after.unit].dimension == "share":
            # A count beside its share: 222 (4%).
            continue
        if "×" in between[0] and UNITS[after.unit].dimension != "length":
            # Three times 60 kg, but 6 by 24 m.
            continue
        # Decimals count nothing: 1.4 of 2.1 percentage points.
        of = language.of if here.step < 1 and UNITS[after.unit].dimension != "share" else frozenset[str]()
        if not between[1] or between[1].lower() in language.joins | language.rather | _SPREADS | of:
            alike = replace(here, unit=after.unit, per=here.per or after.per)
            figures[index] = figures[index]._replace(quantity=alike)
            last = index
    for index in range(1, len(figures)):
        before, here = figures[index - 1].quantity, figures[index].quantity
        between = _JOIN.fullmatch(text, before.end, here.start)
        bare = here.nature is Nature.NUMBER and not (here.unit or here.counted or here.per)
        if bare and before.unit and between and between[1].lower() in language.rather:
            # Two years instead of five.
            figures[index] = figures[index]._replace(quantity=replace(here, unit=before.unit))
        if here.counted == before.counted == "times" and before.per and not here.per:
            # 38 times an hour, pupils 31 times.
            figures[index] = figures[index]._replace(quantity=replace(here, per=before.per))
    return _with_spreads(figures, text) if _SPREAD.search(text) else figures


def _with_spreads(figures: list[Figure], text: str) -> list[Figure]:
    """Figures that are written with a spread have the unit of those before them in their sentence that are:
    one meadow held 164 ± 31 tonnes, another 52 ± 12. A spread is labelled, and so not reckoned with.
    """
    measured: Quantity | None = None
    for index in range(len(figures) - 1):
        here, spread = figures[index].quantity, figures[index + 1].quantity
        if _SPREAD.fullmatch(text, here.end, spread.start) is None:
            continue
        figures[index + 1] = figures[index + 1]._replace(quantity=replace(spread, label=spread.label or "±"))
        if here.unit or spread.unit:
            measured = spread
        elif measured and not (
            here.counted or spread.counted or _STOP.search(text, measured.end, here.start)
        ):
            for place in (index, index + 1):
                alike = replace(figures[place].quantity, unit=measured.unit, per=measured.per)
                figures[place] = figures[place]._replace(quantity=alike)
    return figures
