"""Reads the figures of a text."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from clewline.evidence.dates import When, read_clock, read_date
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Bound, Nature, Quantity
from clewline.evidence.names import is_citation_year, is_label, is_name
from clewline.evidence.phrasebook import Phrasebook
from clewline.evidence.tokens import Number, Token, tokenise
from clewline.evidence.units import SIGNS, UNITS

_CURRENCY = frozenset("$€£¥")
_DASHES = frozenset("-–—‑−")
_HYPHENS = frozenset("-‑")
_ORDINAL_ENDINGS = frozenset("st nd rd th".split())
_JOIN = re.compile(r"\s*(?:±|\+/-|,|;|/|–|-|\(|\[)?\s*(\w*)\.?\s*")


_FLIPPED = {Bound.MORE: Bound.AT_MOST, Bound.OVER: Bound.AT_MOST, Bound.LESS: Bound.AT_LEAST}
"""What a bound says when it is denied: never exceeded 45."""


class Figure(NamedTuple):
    """A quantity, and whether the text claims it: names and labels hold numbers too, which claim nothing but
    may bear out a claim.
    """

    quantity: Quantity
    claimed: bool = True


class _Amount(NamedTuple):
    """A number with its scale, and the index of the token after it."""

    value: float
    step: float
    end: int


class _Books(NamedTuple):
    units: Phrasebook[str]
    before: Phrasebook[Bound]
    after: Phrasebook[Bound]


@lru_cache
def _books(language: Language) -> _Books:
    return _Books(Phrasebook(language.units), Phrasebook(language.before), Phrasebook(language.after))


@lru_cache(maxsize=4096)
def read_figures(text: str, language: Language) -> tuple[Figure, ...]:
    """The figures of ``text`` in order."""
    tokens = tokenise(text, language)
    return tuple(_shared(_Reader(text, tokens, language).figures(), text, language))


def _shared(figures: list[Figure], text: str, language: Language) -> list[Figure]:
    """Figures in a list share the unit of the last: 5, 10 and 20 mg."""
    for index in range(len(figures) - 2, -1, -1):
        here, after = figures[index].quantity, figures[index + 1].quantity
        if here.unit or here.nature is not Nature.NUMBER or after.nature is not Nature.NUMBER:
            continue
        if not after.unit or here.counted or text[after.start] in _CURRENCY or after.unit == "share":
            continue
        if here.bound is not Bound.EXACT and after.bound is not Bound.EXACT:
            continue
        between = _JOIN.fullmatch(text, here.end, after.start)
        if between and (not between[1] or between[1].lower() in language.joins | {"sd", "sem", "se"}):
            shared = replace(here, unit=after.unit, per=here.per or after.per)
            figures[index] = figures[index]._replace(quantity=shared)
    return figures


class _Reader:
    def __init__(self, text: str, tokens: list[Token], language: Language) -> None:
        self._text = text
        self._tokens = tokens
        self._language = language
        self._books = _books(language)
        self._names: set[int] = set()

    def figures(self) -> list[Figure]:
        """All figures in order."""
        found: list[Figure] = []
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            read = self._number(index) if token.number else self._word(index)
            if read is None:
                index += 1
            else:
                figure, index = read
                found.append(figure)
        return found

    # What begins with a word.

    def _word(self, index: int) -> tuple[Figure, int] | None:
        low, language = self._tokens[index].low, self._language
        if low in language.months and (when := read_date(self._tokens, index, language)):
            return self._when(index, when, Nature.DATE)
        if low == language.half and language.half:
            return self._half(index)
        if low in language.fractions:
            return self._one_part(index)
        if low in language.folds:
            return self._fold(index, language.folds[low], index + 1, True)
        if low in language.doubles and self._low(index + 1) in language.determiners:
            return self._fold(index, language.doubles[low], index + 1, True)
        if low in language.articles and (end := self._magnitude(index + 1)):
            return self._fold(index, 10.0, end, True)
        if low in language.each and (unit := self._books.units.at(self._tokens, index + 1)):
            return self._single(index, *unit)
        return None

    def _single(self, index: int, end: int, unit: str) -> tuple[Figure, int] | None:
        """A unit with an article, which bears out "one day" and claims nothing."""
        if UNITS[unit].dimension != "time" or self._low(index - 1) in self._language.per:
            return None
        claimed = unit in ("decade", "century", "fortnight")
        language, value = self._language, 1.0
        words = tuple(self._low(place) for place in range(end, end + 3))
        if words[0] in language.joins and words[1] in language.each and words[2] == language.half:
            claimed, value, end = True, 1.5, end + 3
        return self._made(index, _Amount(value, 0.1, end), end, unit=unit, claimed=claimed, spelled=True)

    def _half(self, index: int) -> tuple[Figure, int] | None:
        language = self._language
        before, after = self._low(index - 1), self._low(index + 1)
        if before in language.not_half or (self._tokens[index + 1 : index + 2] and after in ("-", "‑")):
            if not (after in ("-", "‑") and self._unit(index + 2)[0]):
                return None
            return self._made(index, _Amount(0.5, 0.1, index + 2), index + 2, spelled=True)
        end = index + 1
        if after in language.of and self._low(end + 1) in language.each:
            end += 1
        if self._low(end) in language.each:
            scale = self._scale(end + 1)
            if scale:
                return self._made(index, _Amount(0.5 * scale[0], 0.1 * scale[0], scale[1]), scale[1], spelled=True)
            unit = self._unit(end + 1)
            if unit[0]:
                return self._made(index, _Amount(0.5, 0.1, end + 1), end + 1, spelled=True)
        return self._share(index, 0.5, index + 1)

    def _one_part(self, index: int) -> tuple[Figure, int] | None:
        """A quarter; "third" and the like are ordinals until more is known."""
        low = self._low(index)
        if low.endswith("s") or self._low(index - 1) not in self._language.articles:
            return None
        return self._share(index, self._language.fractions[low], index + 1)

    def _share(self, index: int, value: float, end: int) -> tuple[Figure, int] | None:
        """A fraction of something: of a whole, or of a unit, as in a quarter of an hour."""
        if self._low(end) in self._language.of and self._low(end + 1) in self._language.each:
            unit, _ = self._unit(end + 2)
            if unit and UNITS[unit].dimension == "time":
                return self._made(index, _Amount(value, 0.01, end + 2), end + 2, spelled=True)
        return self._made(index, _Amount(value, 0.01, end), end, unit="share", spelled=True)

    def _magnitude(self, index: int) -> int:
        """The index after "order(s) of magnitude"; 0 if it does not stand here."""
        words = " ".join(token.low for token in self._tokens[index : index + 3])
        return index + len(words.split()) if words in self._language.magnitudes else 0

    def _fold(self, index: int, value: float, end: int, spelled: bool, high: float = 0) -> tuple[Figure, int]:
        step = 0.1 if value % 1 else 1.0
        amount = _Amount(value, step, end)
        return self._made(index, amount, end, nature=Nature.FOLD, spelled=spelled, high=high)

    def _when(self, index: int, when: When, nature: Nature, claimed: bool = True) -> tuple[Figure, int]:
        amount = _Amount(when.low, 1.0, when.end)
        return self._made(index, amount, when.end, nature=nature, high=when.high, claimed=claimed)

    # What begins with a number.

    def _number(self, index: int) -> tuple[Figure, int] | None:
        tokens, language = self._tokens, self._language
        number = tokens[index].number
        assert number is not None
        if is_name(tokens, index, self._names, language):
            self._names.add(index)
            return self._bare(index, number)
        if tokens[index].low in language.vague:
            return None
        if clock := read_clock(tokens, index):
            return self._when(index, clock, Nature.CLOCK)
        if when := read_date(tokens, index, language):
            return self._date(index, when)
        if number.ordinal or self._ordinal_ending(index):
            return self._ordinal(index, number)
        return self._part(index, number) or self._plain(index, number)

    def _bare(self, index: int, number: Number) -> tuple[Figure, int]:
        """The number of a name or a label."""
        amount = _Amount(number.value, number.step, index + 1)
        return self._made(index, amount, index + 1, nature=Nature.LABEL, claimed=False)

    def _date(self, index: int, when: When) -> tuple[Figure, int] | None:
        """A date, unless it is a number of four digits that counts or measures something."""
        plain_year = when.end == index + 1
        if plain_year and (self._unit(when.end)[0] or self._low(index - 1) in _CURRENCY):
            return self._plain(index, self._tokens[index].number or Number(0))
        if plain_year and is_label(self._tokens, index, self._language):
            return self._bare(index, Number(when.low // 10000))
        cited = plain_year and is_citation_year(self._tokens, index)
        return self._when(index, when, Nature.DATE, not cited)

    def _ordinal_ending(self, index: int) -> bool:
        return self._low(index + 1) in _ORDINAL_ENDINGS and self._glued(index + 1)

    def _ordinal(self, index: int, number: Number) -> tuple[Figure, int] | None:
        language = self._language
        low = self._low(index).rsplit(" ", 1)[-1]
        if low in language.fractions and self._is_part(index):
            return self._share(index, language.fractions[low], index + 1)
        end = index + 1 if number.ordinal else index + 2
        if number.value <= 2 and (self._low(end) in language.not_one or not self._is_word(end)):
            return None
        amount = _Amount(number.value, 1.0, end)
        return self._made(index, amount, end, nature=Nature.ORDINAL, spelled=number.spelled)

    def _is_part(self, index: int) -> bool:
        """Whether "third" at ``index`` is a fraction: a third of them, nearly a third were."""
        before, after = self._low(index - 1), self._low(index + 1)
        if before not in self._language.articles:
            return False
        bounded = self._books.before.before(self._tokens, index - 1)
        if self._number_at(index + 1):
            return False
        return bool(bounded) or after in self._language.function or not self._is_word(index + 1)

    def _part(self, index: int, number: Number) -> tuple[Figure, int] | None:
        """Two thirds, three-quarters, one half, one in five, 1/2."""
        language = self._language
        after = index + 1
        if self._low(after) in _HYPHENS:
            after += 1
        low = self._low(after)
        if low in language.fractions and number.value < 20 and number.step == 1:
            return self._share(index, number.value * language.fractions[low], after + 1)
        if language.half and low == language.half and number.value == 1:
            return self._share(index, 0.5, after + 1)
        whole = self._number_at(index + 2)
        if whole is None and number.value == 1 and number.spelled and self._low(index + 2) in language.one_in:
            # One orbit in eleven.
            whole, last = self._number_at(index + 3), index + 3
            if whole and whole.step == 1 and whole.value > 1 and not self._unit(last + 1)[0] and not self._is_year(last):
                return self._share(index, 1 / whole.value, last + 1)
            return None
        if whole is None or whole.step != 1 or number.step != 1 or not 0 < number.value < whole.value:
            return None
        if self._low(index + 1) in language.one_in and not self._is_year(index + 2) and not self._unit(index + 3)[0]:
            return self._share(index, number.value / whole.value, index + 3)
        if self._low(index + 1) == "/" and self._glued(index + 2) and whole.value <= 10:
            unit, _ = self._unit(index + 3)
            value = number.value / whole.value
            if unit:
                return self._made(index, _Amount(value, 0.01, index + 3), index + 3)
            return self._share(index, value, index + 3)
        return None

    def _plain(self, index: int, number: Number) -> tuple[Figure, int] | None:
        tokens, language = self._tokens, self._language
        if is_label(tokens, index, language):
            return self._bare(index, number)
        amount = self._amount(index)
        if end := self._magnitude(amount.end):
            return self._fold(index, 10.0**amount.value, end, number.spelled)
        factor = language.factor
        if factor and index >= len(factor) and tuple(self._low(index - len(factor) + at) for at in range(len(factor))) == factor:
            return self._fold(index, amount.value, amount.end, number.spelled)
        if self._low(amount.end) in ("+",) and self._glued(amount.end) and self._number_at(amount.end + 1):
            return self._made(index, amount, amount.end, spelled=number.spelled)
        second, end, unit = self._range(index, amount)
        if second is not None:
            low, high = sorted((self._scaled(amount, second), second.value))
            if factor := self._factor(end):
                return self._fold(index, low, factor, number.spelled, high)
            spread = _Amount(low, min(amount.step, second.step), end)
            return self._made(index, spread, end, high=high, unit=unit, spelled=number.spelled)
        if factor := self._factor(amount.end):
            return self._fold(index, amount.value, factor, number.spelled)
        claimed = not (number.value == 1 and number.spelled and self._is_no_one(index))
        return self._made(index, amount, amount.end, spelled=number.spelled, claimed=claimed)

    def _is_no_one(self, index: int) -> bool:
        """Whether "one" counts nothing here: one of them, no one, on the one hand."""
        after = self._low(index + 1)
        hyphen = after in _HYPHENS and self._glued(index + 1)
        return (
            hyphen
            or not self._is_word(index + 1)
            or after in self._language.not_one
            or self._low(index - 1) in self._language.not_one
        )

    def _amount(self, index: int) -> _Amount:
        """The number at ``index`` with "and a half" and its scale."""
        number = self._number_at(index) or Number(0)
        value, step, end = number.value, number.step, index + 1
        words = tuple(self._low(place) for place in range(end, end + 3))
        if words[0] in self._language.joins and words[2] == self._language.half != "" and words[1] in self._language.each:
            value, step, end = value + 0.5, 0.1, end + 3
        while scale := self._scale(end, index):
            value, step, end = value * scale[0], step * scale[0], scale[1]
        return _Amount(value, step, end)

    def _scale(self, index: int, first: int = -1) -> tuple[float, int] | None:
        """The scale that token ``index`` is (thousand, k, bn) and the index after it."""
        if index >= len(self._tokens):
            return None
        token, scales = self._tokens[index], self._language.scales
        if token.number:
            factors = [scales.get(word, 0.0) for word in token.low.split()]
            if not all(factors) or not factors or (first >= 0 and (self._tokens[first].number or Number(0)).ordinal):
                return None
            return token.number.value, index + 1
        if token.low not in scales:
            return None
        if len(token.low) == 1:
            money = first > 0 and self._tokens[first - 1].text in _CURRENCY
            if not self._glued(index) or not (token.text.isupper() or token.low == "k" or money):
                return None
        return scales[token.low], index + 1

    def _range(self, index: int, first: _Amount) -> tuple[_Amount | None, int, str]:
        """The second number of a range that begins with ``first``, the index after it, and their unit."""
        tokens, language = self._tokens, self._language
        unit, end = self._unit(first.end)
        if end + 1 >= len(tokens):
            return None, first.end, ""
        if tokens[end].low in language.down:
            end += 1
        sign, start = tokens[min(end, len(tokens) - 1)], end + 1
        dash = sign.text in _DASHES and not (sign.text == "-" and not self._glued(start) and self._glued(end))
        word = sign.low in language.to or (sign.low in language.joins and self._is_between(index))
        if not dash and not word:
            return None, first.end, ""
        if self._low(start) in _CURRENCY:
            start += 1
        number = self._number_at(start)
        if number is None or number.ordinal or is_name(tokens, start, set(), language):
            return None, first.end, ""
        second = self._amount(start)
        after, last = self._unit(second.end)
        if (unit and after and unit != after) or (unit and not after and word and not self._is_between(index)):
            return None, first.end, ""
        return second, last, unit or after

    def _scaled(self, first: _Amount, second: _Amount) -> float:
        """The first number of a range in the scale of the second: 2 to 3 million."""
        raw = (self._number_at(second.end - 2) or Number(0)).value if second.end >= 2 else 0.0
        scale = second.value / raw if raw else 1.0
        shares_scale = scale >= 100 and first.value < 1000 <= second.value and first.value < raw * 1.0001
        return first.value * scale if shares_scale else first.value

    def _is_between(self, index: int) -> bool:
        """Whether "between" stands before the number at ``index``."""
        return any(
            token.low in self._language.between for token in self._tokens[max(index - 3, 0) : index]
        )

    def _factor(self, index: int) -> int:
        """The index after "times as", "-fold" or "×" at ``index``; 0 if none of them stands here."""
        low, language = self._low(index), self._language
        if low in ("×", "x") and not self._number_at(index + 1):
            return index + 1
        place = index + 1 if low in _HYPHENS else index
        if self._low(place) in language.fold_endings:
            return place + 1
        if low in language.times and self._low(index + 1) in language.fold_after:
            return index + 1
        return 0

    # What surrounds a figure.

    def _unit(self, index: int) -> tuple[str, int]:
        """The unit at ``index``, and the index after it; none leaves the index as it is."""
        tokens = self._tokens
        start = index
        if self._low(start) in _HYPHENS and self._glued(start) and self._glued(start + 1):
            start += 1
        if start >= len(tokens):
            return "", index
        for count in (3, 2, 1):
            last = start + count - 1
            if last < len(tokens):
                sign = self._text[tokens[start].start : tokens[last].end]
                if sign in SIGNS and not (last + 1 < len(tokens) and tokens[last + 1].text == "²"):
                    return SIGNS[sign], last + 1
        spoken = self._books.units.at(tokens, start)
        if spoken is None or (start == index and self._is_compound(spoken[0])):
            return "", index
        return spoken[1], spoken[0]

    def _is_compound(self, index: int) -> bool:
        """Whether a hyphen at ``index`` makes a word of the unit before it, as in 46 night-shift nurses."""
        joined = self._low(index) in _HYPHENS and self._glued(index) and self._glued(index + 1)
        return joined and self._low(index + 1) not in self._language.old

    def _per(self, index: int) -> tuple[str, int]:
        """What a figure before ``index`` is measured against, and the index after it."""
        language = self._language
        for place in range(index, min(index + 4, len(self._tokens))):
            low = self._low(place)
            if low in language.per or (low == "/" and place == index and not self._number_at(place + 1)):
                return self._against(place + 1) or ("", index)
            if low in language.each and place > index - 1:
                unit = self._books.units.at(self._tokens, place + 1)
                if unit and UNITS[unit[1]].dimension == "time":
                    return unit[1], unit[0]
                return "", index
            if not self._is_word(place) or low in language.function:
                return "", index
        return "", index

    def _against(self, index: int) -> tuple[str, int] | None:
        number = self._number_at(index)
        if number is not None:
            amount = self._amount(index)
            unit, end = self._unit(amount.end)
            if unit and self._low(index - 1) not in self._language.per_number:
                return None
            return f"{amount.value:g} {unit}".strip(), end
        unit, end = self._unit(index)
        if unit:
            return unit, end
        return (self._low(index).rstrip("s"), index + 1) if self._is_word(index) else None

    def _bound(self, start: int, end: int) -> tuple[Bound, int, int]:
        """The bound of the figure from token ``start`` to ``end``, and where it begins and ends."""
        tokens, language = self._tokens, self._language
        first = start
        while first and (tokens[first - 1].text in _CURRENCY or self._low(first - 1) in language.articles):
            first -= 1
        before = self._books.before.before(tokens, first) or self._books.before.before(tokens, start)
        if before and first > 1 and tokens[before[0] - 1].low in language.negations:
            before = (before[0] - 1, _FLIPPED.get(before[1], before[1]))
        if not before and self._low(first - 1) in language.than and self._low(first - 2).endswith(language.comparative):
            before = (first - 2, Bound.MORE)
        after = self._books.after.at(tokens, end)
        if after and self._low(end) in _HYPHENS:
            after = None
        if after:
            return after[1], start, after[0]
        return (before[1], start, end) if before else (Bound.EXACT, start, end)

    def _made(
        self,
        index: int,
        amount: _Amount,
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
        per, after, start = "", end, tokens[index].start
        if nature is Nature.NUMBER:
            if not unit:
                unit, after = self._unit(end)
            if index and tokens[index - 1].text in _CURRENCY:
                unit, start = tokens[index - 1].text, tokens[index - 1].start
            if not unit and self._low(index - 1) in self._language.ages:
                unit = "year"
            if unit != "share" or self._low(after) in self._language.per:
                per, behind = self._per(after)
                after = max(after, behind) if per else after
        bound, _, last = self._bound(index, after)
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
            self._counted(after),
        )
        return Figure(quantity, claimed), max(last, after, index + 1)

    def _counted(self, index: int) -> str:
        """The word for what is counted after ``index``: straight after it, or as in 11 of 14 throws."""
        language = self._language
        if self._low(index) in language.of:
            index += 1
            while self._low(index) in language.determiners or self._low(index) in language.articles:
                index += 1
            if self._number_at(index):
                index = self._amount(index).end
        low = self._low(index)
        return low if self._is_word(index) and low not in self._language.function else ""

    # Tokens.

    def _low(self, index: int) -> str:
        return self._tokens[index].low if 0 <= index < len(self._tokens) else ""

    def _is_word(self, index: int) -> bool:
        return 0 <= index < len(self._tokens) and self._tokens[index].text[0].isalpha()

    def _is_year(self, index: int) -> bool:
        return len(self._low(index)) == 4 and self._low(index).isdigit()

    def _glued(self, index: int) -> bool:
        """Whether token ``index`` follows the one before it without a space."""
        return 0 < index < len(self._tokens) and self._tokens[index].start == self._tokens[index - 1].end

    def _number_at(self, index: int) -> Number | None:
        return self._tokens[index].number if 0 <= index < len(self._tokens) else None
