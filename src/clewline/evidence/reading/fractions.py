"""Fractions in words and figures: half, a third, two in five, nine out of ten."""

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.quantities import Figure, Maker
from clewline.evidence.reading.scanner import HYPHENS, Amount, Scanner
from clewline.evidence.reading.tokens import Number, Token
from clewline.evidence.reading.units import UNITS, Unit

_ROUND_WHOLES = frozenset({10.0, 100.0, 1000.0})
"""Wholes out of which a number is a share, not a count."""
_MOST_WHOLE = 20
"""The largest whole of which a number of things is a share in words: nineteen cases in twenty."""
_REACH = 3
"""How many words stand between a part and its whole at most."""
_AGAIN = 7
"""Before how many words "again" makes one and a half times of half as much."""
_LARGEST = 10
"""Up to here a number behind a stroke divides the one before it."""
_STOPS = frozenset(".!?:;")


class Fractions:
    """Reads the fractions of one text; each comes with the index of the token after it."""

    def __init__(self, scan: Scanner, made: Maker, tokens: list[Token], language: Language) -> None:
        self._scan = scan
        self._made = made
        self._tokens = tokens
        self._language = language

    def half(self, index: int) -> tuple[Figure, int] | None:
        """Half, half a million, half an hour."""
        language = self._language
        before, after = self._scan.low(index - 1), self._scan.low(index + 1)
        if (after in language.again and self._scan.low(index + 2) in language.down) or (
            after in language.down
            and any(self._scan.low(place) in language.again for place in range(index + 3, index + _AGAIN))
        ):
            return self._made.fold(index, 1.5, index + 1, True)
        if before in language.not_half or (self._tokens[index + 1 : index + 2] and after in ("-", "‑")):
            if not (after in ("-", "‑") and self._scan.unit(index + 2)[0]):
                return None
            return self._made.figure(index, Amount(0.5, 0.1, index + 2), index + 2, spelled=True)
        end = index + 1
        if after in language.of and self._scan.low(end + 1) in language.each:
            end += 1
        if self._scan.low(end) in language.each:
            scale = self._scan.scale(end + 1)
            if scale:
                return self._made.figure(
                    index, Amount(0.5 * scale[0], 0.1 * scale[0], scale[1]), scale[1], spelled=True
                )
            unit = self._scan.unit(end + 1)
            if unit[0]:
                return self._made.figure(index, Amount(0.5, 0.1, end + 1), end + 1, spelled=True)
            if end == index + 1 and self._scan.is_word(end + 1):
                # Half a digit.
                return self._made.figure(index, Amount(0.5, 0.1, end), end, spelled=True)
        if UNITS.get(self._scan.unit(index + 1)[0], Unit("", 1.0)).dimension == "time":
            # In the half year after the fire.
            return self._made.figure(index, Amount(0.5, 0.1, index + 1), index + 1, spelled=True)
        if self._is_described(index):
            return None
        return self._made.share(index, 0.5, index + 1)

    def _is_described(self, index: int) -> bool:
        """Whether "half" is one of two groups: the weaker half."""
        before = self._scan.low(index - 1)
        plain = self._scan.is_word(index - 1) and before not in self._language.function
        return plain and self._scan.low(index - 2) in self._language.determiners - self._language.of

    def one(self, index: int) -> tuple[Figure, int] | None:
        """A quarter; "third" and the like are ordinals until more is known. The quarter may be one of a town
        or of a year.
        """
        low, before = self._scan.low(index), self._scan.low(index - 1)
        if low.endswith("s") or before not in self._language.articles:
            return None
        claimed = before not in self._language.determiners
        return self._made.share(index, self._language.fractions[low], index + 1, claimed=claimed)

    def ordinal(self, index: int, number: Number) -> tuple[Figure, int] | None:
        """A fraction that is written as an ordinal: a third of them, a fiftieth, the rarest tenth."""
        low, language = self._scan.low(index).rsplit(" ", 1)[-1], self._language
        value = language.fractions.get(low, 0.0)
        if not value and number.spelled and number.ordinal and number.value > 2 and language.fractions:
            value = 1 / number.value
        if not value or not number.spelled:
            return None
        before = self._scan.low(index - 1)
        if self._is_part(index) and not self._is_step(index):
            return self._made.share(index, value, index + 1)
        described = self._scan.is_word(index - 1) and before.islower() and before not in language.function
        if not described or self._scan.number_at(index - 1):
            return None
        lead = index - 4 if self._scan.low(index - 2) in HYPHENS else index - 2
        if self._scan.low(lead) not in language.articles:
            return None
        # The rarest tenth is one of ten groups, a further tenth is a part.
        return self._made.share(index, value, index + 1, claimed=self._scan.low(lead) in language.each)

    def _is_step(self, index: int) -> bool:
        """Whether "a third" opens a sentence as the next of several: A third is the format."""
        opens = index < 2 or self._scan.low(index - 2) in _STOPS
        return opens and self._scan.low(index + 1) in self._language.steps

    def _is_part(self, index: int) -> bool:
        """Whether "third" at ``index`` is a fraction: a third of them, nearly a third were."""
        before, after = self._scan.low(index - 1), self._scan.low(index + 1)
        if before not in self._language.articles - self._language.determiners:
            return False
        bounded = self._scan.books.before.before(self._tokens, index - 1)
        if self._scan.number_at(index + 1):
            return False
        return bool(bounded) or after in self._language.function or not self._scan.is_word(index + 1)

    def several(self, index: int, number: Number) -> tuple[Figure, int] | None:
        """Two thirds, three-quarters, one half, nine out of ten, one in five, 1/2."""
        if number.step != 1:
            return None
        return (
            self._named(index, number)
            or self._out_of(index, number)
            or self._one_in(index, number)
            or self._divided(index, number)
        )

    def _named(self, index: int, number: Number) -> tuple[Figure, int] | None:
        after = index + 1 + (self._scan.low(index + 1) in HYPHENS)
        low = self._scan.low(after)
        if low in self._language.fractions and number.value < 20:
            return self._made.share(index, number.value * self._language.fractions[low], after + 1)
        if self._language.half and low == self._language.half and number.value == 1:
            return self._made.share(index, 0.5, after + 1)
        return None

    def _one_in(self, index: int, number: Number) -> tuple[Figure, int] | None:
        """Two in five, one orbit in eleven, three of their patients in every ten."""
        language = self._language
        tied = self.is_hyphen(index + 1)
        at = index + 1 + tied
        while self._scan.low(at) not in language.one_in and at <= index + _REACH and self._is_noun(at):
            at += 1
        if self._scan.low(at) not in language.one_in:
            return None
        last = at + 1 + (tied and self.is_hyphen(at + 1))
        while self._scan.low(last) in language.each | language.per:
            last += 1
        whole = self._whole(last, number)
        if whole is None or self._scan.is_year(last):
            return None
        apart = at > index + 1
        one = number.value == 1 and number.spelled
        if apart and not one and (whole > _MOST_WHOLE or self._scan.counted(last + 1)):
            # Four trials in five countries.
            return None
        unit = self._scan.unit(last + 1)[0]
        if unit and not (apart and one and unit != "%"):
            return None
        return self._made.share(index, number.value / whole, last + 1)

    def is_hyphen(self, index: int) -> bool:
        """Whether a hyphen ties the words of a share together: a one-in-five chance."""
        return self._scan.low(index) in HYPHENS and self._scan.glued(index) and self._scan.glued(index + 1)

    def _is_noun(self, index: int) -> bool:
        """Whether a word that may stand between a part and its whole stands here: one new user in five."""
        plain = self._scan.is_word(index) and not self._scan.number_at(index)
        return plain and self._scan.low(index) not in self._language.function - self._language.of

    def _divided(self, index: int, number: Number) -> tuple[Figure, int] | None:
        """1/2, 1/4 cup."""
        whole = self._whole(index + 2, number)
        if whole is None or whole > _LARGEST or self._scan.low(index + 1) != "/":
            return None
        if not self._scan.glued(index + 2):
            return None
        value, end = number.value / whole, index + 3
        if self._scan.unit(end)[0]:
            return self._made.figure(index, Amount(value, 0.01, end), end)
        return self._made.share(index, value, end)

    def _whole(self, index: int, part: Number) -> float | None:
        """The whole number at ``index``, if it is greater than ``part``."""
        whole = self._scan.number_at(index)
        return whole.value if whole and whole.step == 1 and 0 < part.value < whole.value else None

    def _out_of(self, index: int, number: Number) -> tuple[Figure, int] | None:
        """Six times out of ten, five out of every six, nine cases out of ten; four points of ten."""
        language = self._language
        words, at = language.out_of, index + 1
        points = language.units.get((self._scan.low(at),), "") == "pp"
        score = self._whole(at + 2, number) if points and self._scan.low(at + 1) in language.of else None
        if score in _ROUND_WHOLES:
            return self._made.share(index, number.value / score, at + 3)
        while words and self._scan.low(at) != words[0] and at <= index + _REACH and self._is_noun(at):
            at += 1
        last = at + len(words)
        if not words or words != tuple(self._scan.low(place) for place in range(at, last)):
            return None
        each = self._scan.low(last) in language.per
        last += each
        whole = self._whole(last, number)
        if whole is None or not (at > index + 1 or each or number.value == 1 or whole in _ROUND_WHOLES):
            return None
        if whole > _MOST_WHOLE and whole not in _ROUND_WHOLES:
            return None
        return self._made.share(index, number.value / whole, last + 1)
