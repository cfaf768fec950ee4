"""Words in the form in which texts are compared: without endings, and without those that every sentence has.

Snowball (BSD, 2 MB, no dependency, 16 ms to import) has stemmers for some thirty languages.
"""

import re
from functools import lru_cache
from typing import Protocol

from clewline.evidence.languages import language_of
from clewline.evidence.languages.model import Language

_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
_NOTHING = frozenset({""})
_LENGTH = 6
"""Stems are cut here, so that words of one family meet: modify and modification."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


@lru_cache
def _stemmer(code: str) -> _Stemmer | None:
    import snowballstemmer

    names = {"en": "english", "de": "german"}
    return snowballstemmer.stemmer(names[code]) if code in names else None


@lru_cache(maxsize=1 << 16)
def stem(word: str, code: str) -> str:
    """The stem of a word in lower case; ``code`` is that of its language."""
    stemmer = _stemmer(code)
    verb = language_of(code).irregular.get(word, word)
    return (stemmer.stemWord(verb) if stemmer else verb)[:_LENGTH]


@lru_cache(maxsize=1 << 16)
def _meaning(word: str, language: Language) -> str:
    """The stem of a word that carries meaning; empty for others."""
    low = word.lower()
    return "" if low in language.function else stem(low, language.code)


@lru_cache(maxsize=1 << 10)
def stems(text: str, language: Language) -> frozenset[str]:
    """The stems of the words of ``text`` that carry its meaning."""
    return frozenset([_meaning(word, language) for word in _WORD.findall(text)]) - _NOTHING
