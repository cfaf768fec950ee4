"""Tells at little cost the sentences of which a line could drop a hedge, a scope or an association: splitting
a sentence into clauses takes ten times as long.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.tokens import has_digit, words_in

_DESCRIBED = 2
"""How many spaces there are in a preposition, an adjective and a noun: on clean speech."""
_OPENING = 60
"""How far from its beginning a sentence may say where it holds."""


class _Signs(NamedTuple):
    """The words of phrases by the longest of each, and the words that a scope is made of."""

    phrases: Mapping[str, tuple[frozenset[str], ...]]
    firsts: frozenset[str]
    scope_words: frozenset[str]
    scope_nouns: frozenset[str]


@lru_cache
def _signs(language: Language) -> _Signs:
    phrases: dict[str, tuple[frozenset[str], ...]] = {}
    for phrase in (*language.hedges, *language.associations):
        longest = max(phrase, key=len)
        phrases[longest] = (*phrases.get(longest, ()), frozenset(phrase))
    return _Signs(
        phrases, frozenset(phrases), language.scope_words, language.people | language.settings | language.here
    )


def may_tell(sentence: str, language: Language) -> bool:
    """Whether ``sentence`` has all words of a hedge or of an association, or some that may make a scope."""
    signs, words = _signs(language), words_in(sentence)
    if not signs.scope_words.isdisjoint(words) and not signs.scope_nouns.isdisjoint(words):
        return True
    opening, comma, _ = sentence[:_OPENING].partition(",")
    several = comma and (
        opening.endswith(language.plural) or has_digit(opening) or opening.count(" ") == _DESCRIBED
    )
    if several and opening.split(" ", 1)[0].lower() in language.openers:
        return True
    return any(phrase <= words for longest in signs.firsts & words for phrase in signs.phrases[longest])
