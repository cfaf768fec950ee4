"""What stands around a figure: scales, units, denominators, bounds."""

from functools import lru_cache
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Bound
from clewline.evidence.reading.phrasebook import Phrasebook
from clewline.evidence.reading.tokens import Number, Token
from clewline.evidence.reading.units import SIGNS, UNITS

CURRENCY = frozenset("$€£¥")
HYPHENS = frozenset("-‑")
ROUGH_STEP = 0.2
"""The size of the last place of a number with a fraction in words: six and a half."""
NOUN_REACH = 3
"""How many words after a number its noun may stand."""
_ROUND = frozenset({1e3, 1e4, 1e5, 1e6})
_EQUALS = frozenset("=<>≤≥≈")
_SIGNS = _EQUALS | frozenset("-−–(:")
_SPREADS = frozenset("sd se sem".split())
_LEVELS = frozenset("ci cri confidence credible".split())
_INTERVALS = frozenset("ci interval intervals".split())
_STATISTICS = frozenset("p r n d t f z κ α β η χ ρ auc or hr rr irr ρ".split())
"""Statistics that stand before a sign of equality."""


class Amount(NamedTuple):
    """A number with its scale, and the index of the token after it."""

    value: float
    step: float
    end: int


class Surroundings(NamedTuple):
    """Books of what stands around figures: units, and bounds before and after them."""

    units: Phrasebook[str]
    before: Phrasebook[Bound]
    after: Phrasebook[Bound]


@lru_cache
def surroundings(language: Language) -> Surroundings:
    """The books of a language."""
    return Surroundings(Phrasebook(language.units), Phrasebook(language.before), Phrasebook(language.after))


class Scanner:
    """The tokens of a text, and what is said at each of them."""

    def __init__(self, text: str, tokens: list[Token], language: Language) -> None:
        self._text = text
        self._tokens = tokens
        self._language = language
        self.books = surroundings(language)

    def magnitude(self, index: int) -> int:
        """The index after "order(s) of magnitude"; 0 if it does not stand here."""
        if not any(words.startswith(self.low(index) or "-") for words in self._language.magnitudes):
            return 0
        words = " ".join(token.low for token in self._tokens[index : index + 3])
        return index + len(words.split()) if words in self._language.magnitudes else 0

    def amount(self, index: int) -> Amount:
        """The number at ``index`` with "and a half" and its scale."""
        number = self.number_at(index) or Number(0)
        value, step, end = number.value, number.step, index + 1
        if part := self.and_part(end):
            value, step, end = value + part[0], ROUGH_STEP, part[1]
        while scale := self.scale(end, index):
            value, step, end = value * scale[0], step * scale[0], scale[1]
        return Amount(value, step, end)

    def and_part(self, index: int) -> tuple[float, int] | None:
        """What "and a half" or "and three quarters" at ``index`` adds, and the index after it."""
        if self.low(index) not in self._language.joins:
            return None
        place, count = index + 1, 1.0
        if self.low(place) in self._language.each:
            place += 1
        elif (number := self.number_at(place)) and number.spelled and number.value < 10:
            count, place = number.value, place + 1
            place += self.low(place) in HYPHENS
        else:
            return None
        part = self.fraction(place)
        return (count * part, place + 1) if part and count * part < 1 else None

    def fraction(self, index: int) -> float:
        """The fraction that token ``index`` names: half, quarter; 0 for none."""
        low = self.low(index)
        return 0.5 if low and low == self._language.half else self._language.fractions.get(low, 0.0)

    def scale(self, index: int, first: int = -1) -> tuple[float, int] | None:
        """The scale that token ``index`` is (thousand, k, bn) and the index after it."""
        if index >= len(self._tokens):
            return None
        token, scales = self._tokens[index], self._language.scales
        if token.number:
            factors = [scales.get(word, 0.0) for word in token.low.split()]
            if (
                not all(factors)
                or not factors
                or (first >= 0 and (self._tokens[first].number or Number(0)).ordinal)
            ):
                return None
            return token.number.value, index + 1
        if token.low not in scales:
            return None
        if len(token.low) == 1 and not self._is_letter_scale(index, first):
            return None
        return scales[token.low], index + 1

    def _is_letter_scale(self, index: int, first: int) -> bool:
        """Whether a letter is a scale: 5k, 3 k, 2.2M, 2.2 M crystals; but 5 m and 3 K are measures."""
        token, language = self._tokens[index], self._language
        money = first > 0 and self._tokens[first - 1].text in CURRENCY
        if token.text == "k" or money:
            return True
        after = self.low(index + 1)
        if language.units.get((after,), "") in CURRENCY:
            # 2.5m pounds.
            return True
        if self.glued(index) and token.low not in language.counting_scales:
            return token.text.isupper() or token.low == "k"
        counts = after.endswith(language.plural) and after not in language.function
        return token.text.isupper() and token.low != "k" and counts

    def unit(self, index: int) -> tuple[str, int]:
        """The unit at ``index``, and the index after it; none leaves the index as it is."""
        tokens = self._tokens
        start = index
        if self.low(start) in HYPHENS and self.glued(start) and self.glued(start + 1):
            start += 1
        elif self.low(start) in self._language.fillers:
            # 16 more days, three full years.
            start += 1
        if start >= len(tokens):
            return "", index
        if tokens[start].low == "s" and self.glued(start) and self.after_hyphen(start - 2):
            return "year", start + 1
        for count in (3, 2, 1):
            last = start + count - 1
            if last < len(tokens):
                sign = self._text[tokens[start].start : tokens[last].end]
                after = self.low(last + 1)
                if after == "·" and self.glued(last + 1):
                    # What a compound unit measures is not known: mmol·min/L.
                    return "", index
                if sign in SIGNS and after != "²":
                    return SIGNS[sign], last + 1
        spoken = self.books.units.at(tokens, start)
        if spoken is None or (self.low(start - 1) not in HYPHENS and self._is_compound(spoken[0])):
            return "", index
        if (
            start > index
            and self.low(index) in self._language.fillers
            and UNITS[spoken[1]].dimension != "time"
        ):
            return "", index
        return spoken[1], spoken[0]

    def after_hyphen(self, index: int) -> bool:
        """Whether a hyphen at ``index`` ties a bound to the number after it, as in the over-70s."""
        tied = self.low(index) in HYPHENS and self.glued(index) and self.glued(index + 1)
        return tied and (self.low(index - 1),) in self._language.before

    def _is_compound(self, index: int) -> bool:
        """Whether a hyphen at ``index`` makes a word of the unit before it, as in 46 night-shift nurses."""
        joined = self.low(index) in HYPHENS and self.glued(index) and self.glued(index + 1)
        return joined and self.low(index + 1) not in self._language.old

    def per(self, index: int) -> tuple[str, int]:
        """What a figure before ``index`` is measured against, and the index after it."""
        language = self._language
        for place in range(index, min(index + 5, len(self._tokens))):
            low = self.low(place)
            if place == index and (low in language.of or low in language.fillers):
                # 12 TB of new uploads a day, 7 more words per minute.
                continue
            if low in language.per and self.low(place + 1) in language.reciprocal:
                # Two readers agreed with each other.
                return "", index
            if low in language.per or (low == "/" and place == index and self._is_denominator(place + 1)):
                return self._with_time(self._against(place + 1)) or ("", index)
            if place > index and low in language.coordinators and self.is_word(place + 1):
                # 150 g of bread or rice a day.
                continue
            if low in language.function and self.low(place + 1) in language.per:
                # Two deaths for every 1,000 births.
                number = self.number_at(place + 2)
                return (number and self._against(place + 2)) or ("", index)
            if low in language.each and place > index - 1:
                unit = self.books.units.at(self._tokens, place + 1)
                named = unit and self.is_word(unit[0]) and self.low(unit[0]) not in language.function
                if unit and UNITS[unit[1]].dimension == "time" and self.low(unit[0]) not in language.earlier:
                    # Singers joined a second term.
                    return ("", index) if named and unit[1] == "s" else (unit[1], unit[0])
                if self.is_word(place + 1) and self.low(place + 2) in language.per:
                    # Four cents a head per week.
                    continue
                return "", index
            named = self.number_at(place) and self.glued(place) and self.is_word(place - 1)
            if not (self.is_word(place) or named) or low in language.function:
                # 2 t of CO2 per hectare.
                return "", index
        return "", index

    def _is_denominator(self, index: int) -> bool:
        """Whether a figure is measured against what stands behind a stroke: km/h, 4.5/1,000."""
        number = self.number_at(index)
        return number is None or number.value in _ROUND

    def _with_time(self, against: tuple[str, int] | None) -> tuple[str, int] | None:
        """The time after what a figure is measured against, if one stands there: per pupil a year, per
        hectare per year.
        """
        if against is None or self.low(against[1]) not in self._language.each | self._language.per:
            return against
        unit = self.books.units.at(self._tokens, against[1] + 1)
        timed = unit is not None and UNITS[unit[1]].dimension == "time" and unit[1] != "s"
        return (unit[1], unit[0]) if unit and timed else against

    def rate(self, index: int, end: int) -> str:
        """What an adjective before token ``index`` or an adverb at ``end`` says "per": a yearly cost of 3."""
        rates = self._language.rates
        if self.low(end) in rates:
            return rates[self.low(end)]
        for place in range(index - 1, max(index - 5, -1), -1):
            low = self.low(place)
            if low in rates:
                return rates[low]
            if not (self.is_word(place) or low in CURRENCY) or self.number_at(place):
                break
        return ""

    def _against(self, index: int) -> tuple[str, int] | None:
        number = self.number_at(index)
        if number is not None and not number.ordinal:
            amount = self.amount(index)
            unit, end = self.unit(amount.end)
            if not amount.value or (unit and self.low(index - 1) not in self._language.per_number):
                return None
            return f"{amount.value:g} {unit}".strip(), end
        unit, end = self.unit(index)
        if unit:
            return unit, end
        timed = self.unit(index + 1) if self.low(index + 1) in HYPHENS else ("", 0)
        if timed[0] and UNITS[timed[0]].dimension == "time":
            # Per child-year.
            return timed
        return (self.low(index).rstrip("s"), index + 1) if self.is_word(index) else None

    def counts_off(self, index: int) -> bool:
        """Whether the number at ``index`` tells which of several times is meant: month four, on day 14."""
        language = self._language
        unit = language.units.get((self.low(index - 1),), "")
        if not unit or UNITS[unit].dimension != "time" or self.low(index - 1).endswith(language.plural):
            return False
        lead = self.low(index - 2)
        return (
            lead not in language.articles | language.per | language.determiners
            and lead not in language.dating - language.stepping
            and self.number_at(index - 2) is None
            and not (self.unit(index + 1)[0] or self.counted(index + 1))
        )

    def is_aged(self, index: int, end: int) -> bool:
        """Whether the number from token ``index`` to ``end`` is an age: aged 60; the oldest was 96."""
        language = self._language
        if self.low(index - 1) in language.ages:
            return True
        if self.low(index - 1) in language.of and self.low(index - 2) in language.ages:
            # At the age of six.
            return not self.is_word(end) or self.low(end) in language.function
        before = self._tokens[max(index - NOUN_REACH, 0) : index]
        if not any(token.low in language.eldest for token in before) or any(token.number for token in before):
            return False
        return not self.is_word(end) or self.low(end) in language.function

    def label(self, index: int, end: int) -> str:
        """The sign of a statistic before token ``index``, or after ``end``: p, n, SD; the 95% of a CI."""
        if self.low(end) in _LEVELS:
            return "level"
        place, signed = index - 1, False
        while place >= 0 and self.low(place) in _SIGNS:
            place, signed = place - 1, signed or self.low(place) in _EQUALS
        low = self.low(place)
        if low in self._language.per:
            return "each"
        if low in _INTERVALS:
            return "ci"
        if low in self._language.starts - self._language.between and place == index - 1:
            return "from"
        return low if (low in _SPREADS) or (signed and low in _STATISTICS) else ""

    def counted(self, index: int, singular: bool = False) -> str:
        """The word for what is counted after ``index``: the first plural of the words that follow, as in 11
        of 14 free throws; the first word, if it is ``singular``.
        """
        language = self._language
        if self.low(index) in language.of:
            index += 1
            while self.low(index) in language.determiners or self.low(index) in language.articles:
                index += 1
            if self.number_at(index):
                index = self.amount(index).end
        first = self.low(index)
        if first in language.times:
            return "times"
        if first in language.earlier or singular:
            return first if self.is_word(index) and first not in language.function - language.earlier else ""
        for place in range(index, index + NOUN_REACH):
            low = self.low(place)
            if not self.is_word(place) or low in language.function or self.number_at(place):
                return ""
            if low.endswith(language.plural) and not low.endswith(language.singular):
                return "" if (low,) in language.units else low
        return ""

    def low(self, index: int) -> str:
        """The text of token ``index`` in lower case; empty where there is none."""
        return self._tokens[index].low if 0 <= index < len(self._tokens) else ""

    def is_word(self, index: int) -> bool:
        """Whether token ``index`` is a word."""
        return 0 <= index < len(self._tokens) and self._tokens[index].text[0].isalpha()

    def is_year(self, index: int) -> bool:
        """Whether token ``index`` has four digits."""
        return len(self.low(index)) == 4 and self.low(index).isdigit()

    def glued(self, index: int) -> bool:
        """Whether token ``index`` follows the one before it without a space."""
        return 0 < index < len(self._tokens) and self._tokens[index].start == self._tokens[index - 1].end

    def number_at(self, index: int) -> Number | None:
        """The number that token ``index`` is."""
        return self._tokens[index].number if 0 <= index < len(self._tokens) else None
