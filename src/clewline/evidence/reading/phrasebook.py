"""Phrases of a language in a form in which those at a place of a text are found at once."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from clewline.evidence.languages.model import Phrase
from clewline.evidence.reading.tokens import Token

T = TypeVar("T")


class Phrasebook(Generic[T]):
    """Phrases with what each stands for."""

    __slots__ = ("_by_first", "_by_last", "_longest")

    def __init__(self, entries: Mapping[Phrase, T]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, T]]] = {}
        self._by_last: dict[str, list[tuple[Phrase, T]]] = {}
        # The longest phrase wins.
        for phrase, value in sorted(entries.items(), key=lambda entry: -len(entry[0])):
            self._by_first.setdefault(phrase[0], []).append((phrase, value))
            self._by_last.setdefault(phrase[-1], []).append((phrase, value))

    @property
    def starts(self) -> Collection[str]:
        """The words with which a phrase begins."""
        return self._by_first.keys()

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, T] | None:
        """The longest phrase that begins with token ``index``: the index after it, and what it stands for."""
        if index >= len(tokens):
            return None
        second = tokens[index + 1].low if index + 1 < len(tokens) else ""
        for phrase, value in self._by_first.get(tokens[index].low, ()):
            end = index + len(phrase)
            if len(phrase) == 1 or (
                phrase[1] == second and tuple([token.low for token in tokens[index:end]]) == phrase
            ):
                return end, value
        return None

    def before(self, tokens: Sequence[Token], index: int) -> tuple[int, T] | None:
        """The longest phrase that ends before token ``index``: the index of its first token, and its
        value.
        """
        if index <= 0:
            return None
        for phrase, value in self._by_last.get(tokens[index - 1].low, ()):
            start = index - len(phrase)
            if start >= 0 and tuple(token.low for token in tokens[start:index]) == phrase:
                return start, value
        return None

    def anywhere(self, tokens: Sequence[Token]) -> bool:
        """Whether one of the phrases occurs."""
        firsts = self._by_first
        return any(token.low in firsts and self.at(tokens, index) for index, token in enumerate(tokens))


@lru_cache
def book_of(phrases: tuple[Phrase, ...]) -> Phrasebook[bool]:
    """A book of phrases of which only matters that they occur."""
    return Phrasebook(dict.fromkeys(phrases, True))
