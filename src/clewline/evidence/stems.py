"""Words in the form in which texts are compared: without endings, and without those that every sentence has.

Snowball (BSD, 2 MB, no dependency, 16 ms to import) has stemmers for some thirty languages.
"""

import re
from functools import lru_cache
from typing import Protocol

from clewline.evidence.languages.model import Language

_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
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
    return (stemmer.stemWord(word) if stemmer else word)[:_LENGTH]


@lru_cache(maxsize=1 << 14)
def stems(text: str, language: Language) -> frozenset[str]:
    """The stems of the words of ``text`` that carry its meaning."""
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(stem(word, language.code) for word in found if word not in language.function)
