"""Bounds round a figure: more than 40, 40 or more, 40, roughly."""

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Bound
from clewline.evidence.reading.scanner import CURRENCY, HYPHENS, NOUN_REACH, Scanner
from clewline.evidence.reading.tokens import Token

_DENIED_REACH = 10
"""How many words before a bound a word may stand that denies it."""
_FLIPPED = {Bound.MORE: Bound.AT_MOST, Bound.OVER: Bound.AT_MOST, Bound.LESS: Bound.AT_LEAST}
"""What a bound says when it is denied: never exceeded 45."""
_SIGNED = CURRENCY | {"\\"}
"""What stands between a bound and its number: nearly $10, nearly \\$10."""


class Bounds:
    """Reads the bounds of the figures of one text."""

    def __init__(self, scan: Scanner, tokens: list[Token], language: Language) -> None:
        self._scan = scan
        self._tokens = tokens
        self._language = language

    def around(self, start: int, end: int) -> tuple[Bound, int, int]:
        """The bound of the figure from token ``start`` to ``end``, and where the two begin and end."""
        tokens, language = self._tokens, self._language
        first = start
        while first and (tokens[first - 1].text in _SIGNED or self._scan.low(first - 1) in language.articles):
            first -= 1
        if self._scan.after_hyphen(first - 1):
            first -= 1
        before = self._scan.books.before.before(tokens, first) or self._scan.books.before.before(
            tokens, start
        )
        if before and before[1] in _FLIPPED and self._is_denied(before[0]):
            before = (before[0], _FLIPPED[before[1]])
        if before and self._is_lately(before[0], first):
            before = None
        if before and self._scan.low(first - 1) in language.than and self._ends_measure(before[0]):
            # Four points more than two readers.
            before = None
        if before and self._scan.low(start - 1) in language.articles & language.determiners:
            # Less than the 200 seconds of the other: a figure that is known.
            before = None
        if (
            not before
            and first == start
            and self._scan.low(first - 1) in language.than
            and self._scan.low(first - 2).endswith(language.comparative)
            and self._scan.low(first - 2) not in language.function | language.no_comparative
        ):
            before = (first - 2, Bound.MORE)
        after = self._scan.books.after.at(tokens, end)
        if not after and self._scan.is_word(end) and self._scan.low(end) not in language.function:
            # Eight colours or more.
            late = self._scan.books.after.at(tokens, end + 1)
            after = late if late and late[0] > end + 2 else None
        if after and (self._scan.low(end) in HYPHENS or self._scan.low(after[0]) in language.than):
            # Seven months and more than ten officers.
            after = None
        if after:
            return after[1], start, after[0]
        if not before and self._is_roughly(end):
            return Bound.ABOUT, start, end
        return (before[1], before[0], end) if before else (Bound.EXACT, start, end)

    def _is_lately(self, index: int, number: int) -> bool:
        """Whether the word before a number tells of a time that has gone by: the past 40 years."""
        lately = index == number - 1 and self._scan.low(index) in self._language.lately
        return lately and self._scan.low(index - 1) in self._language.determiners | self._language.articles

    def _is_roughly(self, index: int) -> bool:
        """Whether a word in commas behind a figure makes it rough: two dogs in three, roughly, were fed."""
        for place in range(index, min(index + NOUN_REACH, len(self._tokens))):
            if self._tokens[place].text == ",":
                alone = not self._scan.is_word(place + 2) and not self._scan.number_at(place + 2)
                return self._scan.low(place + 1) in self._language.roughly and alone
            if not self._scan.is_word(place) or self._scan.number_at(place):
                return False
        return False

    def _ends_measure(self, index: int) -> bool:
        """Whether a figure with its unit stands before token ``index``: 5% more than."""
        last = index - 1
        if last > 0 and self._tokens[last].text == "%":
            return self._tokens[last - 1].number is not None
        measured = self._scan.books.units.before(self._tokens, index)
        return measured is not None and self._scan.number_at(measured[0] - 1) is not None

    def _is_denied(self, index: int) -> bool:
        """Whether what begins at ``index`` is denied: never more than 45, no bike carried more than 45, none
        of the five carried more than 45.
        """
        for place in range(index - 1, max(index - _DENIED_REACH, 0) - 1, -1):
            low = self._scan.low(place)
            if low in self._language.negations:
                return place == index - 1 or low in self._language.denials
            of_those = self._scan.low(place - 1) in self._language.articles | self._language.of
            if self._scan.number_at(place) and of_those:
                continue
            if (
                not self._scan.is_word(place)
                or low in self._language.coordinators
                or self._scan.number_at(place)
            ):
                return False
        return False

    def is_age(self, first: int, after: int, last: int) -> bool:
        """Whether a bound from token ``first``, or one from ``after`` to ``last``, speaks of an age:
        adults over 60, younger than 12, 60 and older.
        """
        language = self._language
        if last > after:
            return self._scan.low(last - 1) in language.ages
        if self._scan.low(first) in language.ages:
            return True
        plain = not self._scan.is_word(after) or self._scan.low(after) in language.function
        return (
            plain
            and self._scan.low(first - 1) in language.ages | language.aged
            and self._scan.number_at(first) is None
        )
