"""What dates and times of day give: how far they lie apart, and what lies so far from them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product

from clewline.evidence.derivation.arithmetic import Result
from clewline.evidence.model import Nature, Quantity
from clewline.evidence.reading.units import UNITS

_SOME_YEAR = 2001
_DAY = 1440
"""The minutes of a day."""
_MINUTE = 60


def spans(figures: Iterable[Quantity]) -> Iterator[Result]:
    """The time between dates, and between times of day."""
    figures = list(figures)
    times = sorted({figure.low for figure in figures if figure.nature is Nature.CLOCK})
    yield from ((other - one, "min", Nature.NUMBER) for one, other in combinations(times, 2))
    written = [figure for figure in figures if figure.nature is Nature.DATE]
    yield from (
        ((figure.high - figure.low) / 10000 + 1, "year", Nature.NUMBER)
        for figure in written
        if figure.low < figure.high and not figure.low % 10000
    )
    ends = {end for figure in written for end in (figure.low, figure.high)}
    years = {end // 10000 for end in ends} - {0}
    # From June to August 2022: the year is said once.
    year = years.pop() if len(years) == 1 else 0
    dates = {end if end >= 10000 else year * 10000 + end for end in ends}
    for one, other in combinations(sorted(dates), 2):
        yield from _between(*(divmod(int(end), 10000) for end in (one, other)))


def times_between(figures: Iterable[Quantity]) -> list[Quantity]:
    """The time between dates as figures to reckon with."""
    dates = [figure for figure in figures if figure.nature is Nature.DATE]
    return [Quantity(0, 0, value, value, 1.0, unit) for value, unit, _ in spans(dates)]


def _between(one: tuple[int, int], other: tuple[int, int]) -> Iterator[Result]:
    """The years, months and days between two dates, as far as both are said."""
    (year, day), (last_year, last_day) = one, other
    if bool(year) != bool(last_year):
        return
    if year:
        yield last_year - year, "year", Nature.NUMBER
    if day // 100 and last_day // 100:
        months = (last_year - year) * 12 + last_day // 100 - day // 100
        if months > 1:
            yield months, "month", Nature.NUMBER
        if months > 1 and not day % 100 and not last_day % 100:
            # From January to December are twelve months.
            yield months + 1, "month", Nature.NUMBER
    if day % 100 and last_day % 100:
        try:
            first, last = (
                date(which or _SOME_YEAR, *divmod(part, 100))
                for which, part in ((year, day), (last_year, last_day))
            )
        except ValueError:
            return
        yield (last - first).days, "day", Nature.NUMBER


def years_after(figures: Iterable[Quantity], steps: Iterable[float]) -> Iterator[Result]:
    """The years that lie ``steps`` before and after those of ``figures``."""
    years = {figure.low // 10000 for figure in figures if figure.nature is Nature.DATE} - {0}
    for year in years:
        for step in steps:
            yield (year + step) * 10000, "", Nature.DATE
            yield (year - step) * 10000, "", Nature.DATE


def hours_after(figures: Iterable[Quantity]) -> Iterator[Result]:
    """The times of day that lie as long before or after others as is said: 45 minutes after 9:30."""
    figures = list(figures)
    times = {figure.low for figure in figures if figure.nature is Nature.CLOCK}
    lasting = (figure for figure in figures if figure.unit and UNITS[figure.unit].dimension == "time")
    steps = {figure.low * UNITS[figure.unit].size / _MINUTE for figure in lasting}
    for time, step in product(times, steps):
        yield (time + step) % _DAY, "", Nature.CLOCK
        yield (time - step) % _DAY, "", Nature.CLOCK
