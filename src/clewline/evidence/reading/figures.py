"""Reads the figures of a text."""

from dataclasses import replace
from functools import lru_cache

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Nature
from clewline.evidence.reading.dates import When, read_clock, read_date, read_spoken_clock
from clewline.evidence.reading.fractions import Fractions
from clewline.evidence.reading.names import is_citation_year, is_label, is_name
from clewline.evidence.reading.quantities import Figure, Maker
from clewline.evidence.reading.ranges import Ranges
from clewline.evidence.reading.scanner import CURRENCY, ROUGH_STEP, Amount, Scanner
from clewline.evidence.reading.shared_units import compound, scaled, shared
from clewline.evidence.reading.tokens import Number, Token, has_digit, is_numeral, tokenise, words_in
from clewline.evidence.reading.units import UNITS

_DASHES = frozenset("-–—‑−")
_ORDINAL_ENDINGS = frozenset("st nd rd th".split())
_MOST_WORDS = 1 << 17
_LONG_TIMES = frozenset({"decade", "century", "fortnight"})


@lru_cache(maxsize=1 << 13)
def read_figures(text: str, language: Language) -> tuple[Figure, ...]:
    """The figures of ``text`` in order."""
    if not has_digit(text) and not _says_number(text, language):
        return ()
    tokens = tokenise(text, language)
    figures = _Reader(text, tokens, language).figures()
    return tuple(shared(scaled(compound(figures, text, language), text, language), text, language))


def _says_number(text: str, language: Language) -> bool:
    """Whether ``text`` has a word with which a figure may be written: most texts have none."""
    plain = _plain_words(language)
    new = words_in(text) - plain
    found = {word for word in new if word in _openings(language) or is_numeral(word, language)}
    if len(plain) < _MOST_WORDS:
        plain |= new - found
    return bool(found)


@lru_cache
def _plain_words(language: Language) -> set[str]:
    """Words that were seen to begin no figure, so that each is looked at once."""
    return set()


@lru_cache
def _openings(language: Language) -> frozenset[str]:
    """Words that every figure without a number has one of."""
    times = (unit[0] for unit, sign in language.units.items() if UNITS[sign].dimension == "time")
    magnitudes = (words.split()[-1] for words in language.magnitudes)
    parts = (
        language.half,
        *language.fractions,
        *language.quantiles,
        *language.folds,
        *language.doubles,
        *language.months,
        *language.noons,
    )
    return frozenset((*parts, *times, *magnitudes))


class _Reader:
    def __init__(self, text: str, tokens: list[Token], language: Language) -> None:
        self._text = text
        self._tokens = tokens
        self._language = language
        self._scan = Scanner(text, tokens, language)
        self._made = Maker(self._scan, tokens, language)
        self._ranges = Ranges(self._scan, tokens, language)
        self._fractions = Fractions(self._scan, self._made, tokens, language)
        self._names: set[int] = set()
        self._parts = {language.half, *language.fractions} if language.past else set()

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
        if low in self._parts and (clock := read_spoken_clock(self._tokens, index, language)):
            return self._made.when(index, clock, Nature.CLOCK)
        if low in language.months and (when := read_date(self._tokens, index, language)):
            return self._made.when(index, when, Nature.DATE)
        if low == language.half and language.half:
            return self._fractions.half(index)
        if low in language.fractions:
            return self._fractions.one(index)
        if low in language.quantiles:
            return self._made.share(index, language.quantiles[low], index + 1, claimed=False)
        if low in language.often and self._scan.per(index + 1)[0] in UNITS:
            # Twice a month.
            return self._made.figure(
                index, Amount(float(language.folds[low]), 1.0, index + 1), index + 1, spelled=True
            )
        if low in language.often and self._is_count(index + 1):
            # It failed twice to open.
            times, end = self._made.figure(
                index, Amount(float(language.folds[low]), 1.0, index + 1), index + 1, spelled=True
            )
            return times._replace(quantity=replace(times.quantity, counted="times")), end
        if low in language.noons:
            at = When(language.noons[low], language.noons[low], index + 1)
            return self._made.when(index, at, Nature.CLOCK, claimed=False)
        if low in language.folds:
            return self._made.fold(index, language.folds[low], index + 1, True)
        if low in language.doubles and self._scan.low(index + 1) in language.determiners:
            return self._made.fold(index, language.doubles[low], index + 1, True)
        if low in language.articles and (end := self._scan.magnitude(index + 1)):
            return self._made.fold(index, 10.0, end, True)
        if low in language.each | language.lately and (
            unit := self._scan.books.units.at(self._tokens, index + 1)
        ):
            return self._single(index, *unit)
        after = language.units.get((self._scan.low(index + 1),), "")
        if low in language.determiners and after in _LONG_TIMES and low not in language.of:
            # Over the decade: ten years, which claims nothing.
            figure, end = self._single(index, index + 2, after) or (None, 0)
            return (figure._replace(claimed=False), end) if figure else None
        return None

    def _is_count(self, index: int) -> bool:
        """Whether "twice" before token ``index`` says how often, not how much."""
        low, language = self._scan.low(index), self._language
        return low not in language.fold_after | language.determiners and not self._scan.number_at(index)

    def _single(self, index: int, end: int, unit: str) -> tuple[Figure, int] | None:
        """A unit with an article, which bears out "one day" and claims nothing."""
        noun = self._scan.is_word(end) and self._scan.low(end) not in self._language.function
        if unit == "s" and noun:
            # A second hoard.
            return None
        part = self._scan.and_part(end)
        if (UNITS[unit].dimension != "time" and not part) or self._scan.low(index - 1) in self._language.per:
            return None
        claimed = unit in _LONG_TIMES
        value, step = 1.0, 0.1
        if part:
            claimed, value, step, end = True, 1 + part[0], ROUGH_STEP, part[1]
        return self._made.figure(
            index, Amount(value, step, end), end, unit=unit, claimed=claimed, spelled=True
        )

    # What begins with a number.

    def _number(self, index: int) -> tuple[Figure, int] | None:
        tokens, language = self._tokens, self._language
        number = tokens[index].number
        assert number is not None
        if is_name(tokens, index, self._names, language):
            self._names.add(index)
            return None
        if tokens[index].low in language.vague:
            return None
        if clock := read_clock(tokens, index, language) or read_spoken_clock(tokens, index, language):
            return self._made.when(index, clock, Nature.CLOCK)
        if when := read_date(tokens, index, language):
            return self._date(index, when)
        if number.ordinal or self._ordinal_ending(index):
            return self._ordinal(index, number)
        return self._fractions.several(index, number) or self._plain(index, number)

    def _date(self, index: int, when: When) -> tuple[Figure, int] | None:
        """A date, unless it is a number of four digits that counts or measures something."""
        plain_year, language = when.end == index + 1, self._language
        number = self._tokens[index].number or Number(0)
        before = self._scan.low(index - 1)
        if plain_year and (self._scan.unit(when.end)[0] or before in CURRENCY or before in language.per):
            return self._plain(index, number)
        ranged = plain_year and self._scan.low(index - 1) in language.starts
        second, _, unit = self._ranges.second(index, self._scan.amount(index)) if ranged else (None, 0, "")
        if second and unit and UNITS[unit].dimension != "time":
            return self._plain(index, number)
        if plain_year and is_label(self._tokens, index, self._language):
            return self._made.label(index, Number(when.low // 10000))
        cited = plain_year and is_citation_year(self._tokens, index, self._language)
        return self._made.when(index, when, Nature.DATE, not cited)

    def _ordinal_ending(self, index: int) -> bool:
        return self._scan.low(index + 1) in _ORDINAL_ENDINGS and self._scan.glued(index + 1)

    def _ordinal(self, index: int, number: Number) -> tuple[Figure, int] | None:
        language = self._language
        if share := self._fractions.ordinal(index, number):
            return share
        end = index + 1 if number.ordinal else index + 2
        if number.value <= 2 and (self._scan.low(end) in language.not_one or not self._scan.is_word(end)):
            return None
        amount = Amount(number.value, 1.0, end)
        return self._made.figure(index, amount, end, nature=Nature.ORDINAL, spelled=number.spelled)

    def _plain(self, index: int, number: Number) -> tuple[Figure, int] | None:
        tokens, language = self._tokens, self._language
        if is_label(tokens, index, language):
            return self._made.label(index, number)
        if self._scan.counts_off(index) and number.step == 1:
            return self._made.step(index, number)
        amount = self._scan.amount(index)
        if end := self._scan.magnitude(amount.end):
            return self._made.fold(index, 10.0**amount.value, end, number.spelled)
        if fold := self._ranges.to_fold(amount):
            return self._made.fold(index, amount.value, fold[1], True, fold[0])
        second, end, unit = self._ranges.second(index, amount)
        if self._ranges.follows_factor(index):
            high, last = (second.value, end) if second else (0.0, amount.end)
            return self._made.fold(index, amount.value, last, number.spelled, high)
        if second is not None:
            low, high = sorted((self._ranges.scaled(amount, second), second.value))
            if after := self._ranges.factor(end):
                return self._made.fold(index, low, after, number.spelled, high)
            step = amount.step * (low / amount.value if amount.value and low < second.value else 1.0)
            spread = Amount(low, min(step, second.step), end)
            return self._made.figure(index, spread, end, high=high, unit=unit, spelled=number.spelled)
        if after := self._ranges.factor(amount.end):
            return self._made.fold(index, amount.value, after, number.spelled)
        # What is measured against is no claim of its own: of every hundred.
        claimed = self._scan.low(index - 1) not in language.per or bool(self._scan.unit(amount.end)[0])
        plain_one = number.spelled or self._scan.low(index + 2) in language.one_in
        claimed = claimed and not (amount.value == 1 and plain_one and self._is_no_one(index))
        claimed = claimed and not (
            self._scan.low(amount.end) in language.own and self._scan.low(index - 1) in language.this
        )
        return self._made.figure(index, amount, amount.end, spelled=number.spelled, claimed=claimed)

    def _is_no_one(self, index: int) -> bool:
        """Whether "one" counts nothing here: one of them, no one, on the one hand."""
        after = self._scan.low(index + 1)
        hyphen = self._fractions.is_hyphen(index + 1)
        return (
            hyphen
            or not self._scan.is_word(index + 1)
            or after in self._language.not_one
            or self._scan.low(index - 1) in self._language.not_one
        )
