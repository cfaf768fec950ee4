"""Ranges and factors that begin with a number."""

from itertools import takewhile

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.names import is_name
from clewline.evidence.reading.scanner import CURRENCY, HYPHENS, Amount, Scanner
from clewline.evidence.reading.tokens import Number, Token

_DASHES = frozenset("-–—‑−")
_VERB_REACH = 9
"""How many words before its factor "multiplied" stands at most."""


class Ranges:
    """Reads the ranges of one text."""

    def __init__(self, scan: Scanner, tokens: list[Token], language: Language) -> None:
        self._scan = scan
        self._tokens = tokens
        self._language = language

    def second(self, index: int, first: Amount) -> tuple[Amount | None, int, str]:
        """The second number of a range that begins with ``first``, the index after it, and their unit."""
        tokens, language = self._tokens, self._language
        unit, end = self._scan.unit(first.end)
        if end + 1 >= len(tokens):
            return None, first.end, ""
        if tokens[end].low in language.down:
            end += 1
        sign, start = tokens[min(end, len(tokens) - 1)], end + 1
        dash = sign.text in _DASHES and not (
            sign.text == "-" and not self._scan.glued(start) and self._scan.glued(end)
        )
        word = sign.low in language.to or (sign.low in language.joins and self._is_between(index))
        if not dash and not word:
            return None, first.end, ""
        if self._scan.low(start) in CURRENCY:
            start += 1
        number = self._scan.number_at(start)
        if number is None or number.ordinal or is_name(tokens, start, set(), language):
            return None, first.end, ""
        second = self._scan.amount(start)
        after, last = self._scan.unit(second.end)
        if (unit and after and unit != after) or (
            unit and not after and word and not self._is_between(index)
        ):
            return None, first.end, ""
        if unit and word and self._scan.low(index - 1) in language.by:
            # Fell by 49 ms to 71 ms: a step, and where it ends.
            return None, first.end, ""
        return second, last, unit or after

    def scaled(self, first: Amount, second: Amount) -> float:
        """The first number of a range in the scale of the second: 2 to 3 million."""
        raw = (self._scan.number_at(second.end - 2) or Number(0)).value if second.end >= 2 else 0.0
        scale = second.value / raw if raw else 1.0
        shares_scale = scale >= 100 and first.value < raw * 1.0001
        return first.value * scale if shares_scale else first.value

    def _is_between(self, index: int) -> bool:
        """Whether "between" stands before the number at ``index``."""
        return any(token.low in self._language.between for token in self._tokens[max(index - 3, 0) : index])

    def factor(self, index: int) -> int:
        """The index after "times as", "-fold" or "×" at ``index``; 0 if none of them stands here."""
        low, language = self._scan.low(index), self._language
        if low in ("×", "x") and not self._scan.number_at(index + 1):
            return index + 1
        place = index + 1 if low in HYPHENS else index
        if self._scan.low(place) in language.fold_endings:
            return place + 1
        if low in language.times and self._scan.low(index + 1) in language.fold_after:
            return index + 1
        return 0

    def to_fold(self, low: Amount) -> tuple[float, int] | None:
        """The factor with which a range ends that begins with ``low``, and the index after it: four- to
        sixfold.
        """
        end = low.end + (self._scan.low(low.end) in HYPHENS)
        high = self._language.folds.get(self._scan.low(end + 1), 0.0)
        if self._scan.low(end) not in self._language.to | self._language.joins or high <= low.value:
            return None
        return high, end + 2

    def follows_factor(self, index: int) -> bool:
        """Whether "by a factor of" stands before the number at ``index``, or "multiplied by"."""
        words = self._language.factor
        first = index - len(words)
        if words and words == tuple(self._scan.low(place) for place in range(first, index)):
            return True
        if self._scan.low(index - 1) not in self._language.by:
            return False
        before = range(index - 2, max(index - _VERB_REACH, -1), -1)
        verbs = takewhile(lambda place: not self._scan.number_at(place), before)
        return any(self._scan.low(place) in self._language.multiplies for place in verbs)
