"""Texts as they are read: once, however often they are cited."""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.figures import read_figures
from clewline.evidence.reading.quantities import Figure
from clewline.evidence.reading.stems import stems
from clewline.evidence.reading.tokens import Token, tokens_of
from clewline.text.sentences import sentences


class Reading(NamedTuple):
    """A text with its sentences and figures."""

    text: str
    language: Language
    bounds: tuple[tuple[int, int], ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the text; they are not read before they are asked for."""
        return read_figures(self.text, self.language)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at ``offset``."""
        return max(bisect_right(self.bounds, (offset, len(self.text) + 1)) - 1, 0)

    def sentence(self, number: int) -> str:
        """The text of a sentence."""
        return self.text[slice(*self.bounds[number])]

    @property
    def sentences(self) -> list[str]:
        """The texts of all sentences."""
        return [self.text[start:end] for start, end in self.bounds]

    def words(self, number: int) -> frozenset[str]:
        """The stems of a sentence."""
        return stems(self.sentence(number), self.language)

    def tokens(self, number: int) -> list[Token]:
        """The tokens of a sentence; their offsets count from its beginning."""
        return tokens_of(self.sentence(number), self.language)

    def figures_in(self, number: int) -> list[Figure]:
        """The figures of a sentence."""
        start, end = self.bounds[number]
        return [figure for figure in self.figures if start <= figure.quantity.start < end]


@lru_cache(maxsize=1 << 14)
def read(text: str, language: Language) -> Reading:
    """``text`` as it is read."""
    return Reading(text, language, tuple(sentences(text, language.code or "en")))
