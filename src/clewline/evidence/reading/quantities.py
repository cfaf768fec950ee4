"""Makes quantities of tokens, with what stands around them."""

from dataclasses import replace
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.reading.bounds import Bounds
from clewline.evidence.reading.dates import When
from clewline.evidence.reading.scanner import CURRENCY, Amount, Scanner
from clewline.evidence.reading.tokens import Number, Token
from clewline.evidence.reading.units import UNITS

_FEW = 2
_SMALL = 20
"""Up to here any number may be a rounded one."""


class Figure(NamedTuple):
    """A quantity, and whether the text claims it: names and labels hold numbers too, which claim nothing but
    may bear out a claim.
    """

    quantity: Quantity
    claimed: bool = True


def is_round(amount: Amount) -> bool:
    """Whether a number may be a rounded one: it has a scale, zeros or a five at its end, or is
    small.
    """
    last = amount.value / amount.step
    return amount.step > 1 or last <= _SMALL or round(last) % 5 == 0


class Maker:
    """Makes the figures of one text; each comes with the index of the token after it."""

    def __init__(self, scan: Scanner, tokens: list[Token], language: Language) -> None:
        self._scan = scan
        self._tokens = tokens
        self._language = language
        self._bounds = Bounds(scan, tokens, language)

    def share(self, index: int, value: float, end: int, *, claimed: bool = True) -> tuple[Figure, int]:
        """A fraction of something: of a whole, or of a unit or a scale, as in a quarter of an hour."""
        if self._of_unit(end):
            return self.figure(index, Amount(value, 0.01, end + 2), end + 2, spelled=True)
        of_one = self._scan.low(end) in self._language.of and self._scan.low(end + 1) in self._language.each
        if of_one and (scale := self._scan.scale(end + 2)):
            size, after = scale
            return self.figure(index, Amount(value * size, 0.01 * size, after), after, spelled=True)
        amount = Amount(value, 0.01, end)
        return self.figure(index, amount, end, unit="share", spelled=True, claimed=claimed)

    def _is_rough(self, index: int) -> bool:
        """Whether a scale stands for a number, as in a hundred words."""
        return (
            self._scan.low(index) in self._language.scales
            and self._scan.low(index - 1) in self._language.each
        )

    def _of_unit(self, index: int) -> tuple[str, int] | None:
        """The unit at ``index`` that a figure is a part of: 33% of a litre."""
        if (
            self._scan.low(index) not in self._language.of
            or self._scan.low(index + 1) not in self._language.each
        ):
            return None
        unit, end = self._scan.unit(index + 2)
        return (unit, end) if unit and UNITS[unit].dimension != "share" else None

    def fold(self, index: int, value: float, end: int, spelled: bool, high: float = 0) -> tuple[Figure, int]:
        """A factor: threefold, doubled."""
        step = 0.1 if value % 1 else 1.0
        amount = Amount(value, step, end)
        return self.figure(index, amount, end, nature=Nature.FOLD, spelled=spelled, high=high)

    def when(self, index: int, when: When, nature: Nature, claimed: bool = True) -> tuple[Figure, int]:
        """A date or a time of day."""
        amount = Amount(when.low, 1.0, when.end)
        return self.figure(index, amount, when.end, nature=nature, high=when.high, claimed=claimed)

    def step(self, index: int, number: Number) -> tuple[Figure, int]:
        """The number of a step that is counted off: month four, on day 14."""
        amount = Amount(number.value, 1.0, index + 1)
        figure, end = self.figure(index, amount, index + 1, nature=Nature.ORDINAL, spelled=number.spelled)
        named = replace(figure.quantity, counted=self._scan.low(index - 1))
        return Figure(named, number.value > _FEW), end

    def label(self, index: int, number: Number) -> tuple[Figure, int]:
        """The number of a name or a label."""
        amount = Amount(number.value, number.step, index + 1)
        return self.figure(index, amount, index + 1, nature=Nature.LABEL, claimed=False)

    def figure(
        self,
        index: int,
        amount: Amount,
        end: int,
        *,
        unit: str = "",
        nature: Nature = Nature.NUMBER,
        spelled: bool = False,
        high: float = 0.0,
        claimed: bool = True,
    ) -> tuple[Figure, int]:
        """The figure from token ``index`` to ``end``, with the unit, denominator and bound around it."""
        tokens = self._tokens
        per, after, counts_at, start = "", end, end, tokens[index].start
        if nature is Nature.NUMBER:
            if not unit:
                unit, after = self._scan.unit(end)
                if unit == "%" and (part := self._of_unit(after)):
                    unit, after = part
                    amount = Amount(amount.value / 100, amount.step / 100, end)
                    high /= 100
            if index and tokens[index - 1].text in CURRENCY:
                unit, start = tokens[index - 1].text, tokens[index - 1].start
            if not unit and self._scan.is_aged(index, end):
                unit = "year"
            if unit != "share" or self._scan.low(after) in self._language.per:
                per, behind = self._scan.per(after)
                counts_at, after = after, max(after, behind) if per else after
                if not per and (not unit or UNITS[unit].dimension not in ("share", "points", "time")):
                    per = self._scan.rate(index, after)
            else:
                counts_at = after
        bound, first, last = self._bounds.around(index, after)
        loose = bound is Bound.ABOUT and self._scan.low(first) in self._language.loose
        if loose and unit != "share" and not is_round(amount):
            bound = Bound.EXACT
        if bound is Bound.EXACT and spelled and self._is_rough(index):
            bound = Bound.ABOUT
        if nature is Nature.NUMBER and not unit and self._bounds.is_age(first, after, last):
            unit = "year"
        quantity = Quantity(
            start,
            tokens[max(last, after, index + 1) - 1].end,
            amount.value,
            high or amount.value,
            amount.step,
            unit,
            per,
            bound,
            nature,
            spelled,
            self._scan.counted(counts_at, nature is Nature.ORDINAL or amount.value == 1),
            self._scan.label(index, after),
        )
        return Figure(quantity, claimed), max(last, after, index + 1)
