"""Words that limit a statement to whom or what was studied."""

from functools import lru_cache
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.reading.stems import stems
from clewline.evidence.reading.tokens import Token, tokens_of
from clewline.evidence.reading.units import SIGNS, UNITS

_REACH = 6
"""How many words after its preposition the noun of a scope may stand."""

_PAIR = 2
"""How many words describe a thing at least: clean speech."""
_MORE = 4
"""How many words after its noun may say more of whom a scope speaks: aged 40 and over."""
_STOPS = frozenset(",;:.()—–")


class Scope(NamedTuple):
    """Words that limit a statement: their place in the sentence, and their stems."""

    start: int
    end: int
    words: frozenset[str]


@lru_cache(maxsize=1 << 10)
def scopes(sentence: str, language: Language) -> tuple[Scope, ...]:
    """The scopes of ``sentence``: in healthy volunteers, among adults over 60, under laboratory
    conditions.
    """
    tokens = tokens_of(sentence, language)
    found = (_scope_at(sentence, tokens, index, language) for index in range(len(tokens)))
    return tuple(scope for scope in found if scope)


def _opening(sentence: str, tokens: list[Token], language: Language) -> Scope | None:
    """What a sentence begins with: in uncrowded haloes, above 700 m."""
    comma = next((place for place in range(2, min(_REACH, len(tokens))) if tokens[place].text == ","), 0)
    inside = tokens[1:comma]
    if not inside or any(token.low in language.function for token in inside):
        return None
    last = inside[-1]
    measured = inside[0].number is not None and len(inside) > 1 and _is_measure(inside[1], language)
    plain = not any(token.number for token in inside)
    several = plain and last.low.endswith(language.plural)
    # On clean speech; but not in northern Peru, nor in recent work.
    described = (
        plain
        and len(inside) == _PAIR
        and all(token.text.isalpha() and token.text.islower() for token in inside)
    )
    if (
        not (measured or several or described)
        or last.low in language.no_place
        or last.low in language.not_counted
    ):
        return None
    words = stems(sentence[inside[0].start : last.end], language)
    return Scope(tokens[0].start, last.end, words) if words else None


def _is_measure(token: Token, language: Language) -> bool:
    """Whether a word is a unit, of time aside."""
    unit = SIGNS.get(token.text) or language.units.get((token.low,), "")
    return bool(unit) and UNITS[unit].dimension != "time"


def _here(sentence: str, tokens: list[Token], index: int, language: Language) -> Scope | None:
    """The place or thing that was studied, as in "in this hospital"."""
    # In this hospital, in this one hospital.
    at = index + 2 + (index + 2 < len(tokens) and tokens[index + 2].low in language.here)
    if tokens[index + 1 : at] and tokens[index + 1].number and tokens[index].low not in language.one_in:
        # On one machine says where, not where alone.
        return None
    noun = tokens[at] if at < len(tokens) else None
    if noun is None or tokens[index + 1].low not in language.here or not noun.text.isalpha():
        return None
    if at + 2 < len(tokens) and tokens[at + 1].low in language.one_in and tokens[at + 2].number:
        # For one woman in six.
        return None
    words = stems(noun.text, language)
    if not words or noun.low in language.reports or noun.low in language.no_place:
        return None
    return Scope(tokens[index].start, noun.end, words)


def _scope_at(sentence: str, tokens: list[Token], index: int, language: Language) -> Scope | None:
    opens = not index and tokens[index].low in language.openers
    if opens and (opening := _opening(sentence, tokens, language)):
        return opening
    if tokens[index].low not in language.scope_words:
        return None
    if here := _here(sentence, tokens, index, language):
        return here
    last = 0
    for place in range(index + 1, min(index + 1 + _REACH, len(tokens))):
        if tokens[place].text in _STOPS or tokens[place].low in language.scope_words:
            break
        if last and tokens[place].low in language.articles:
            # In trained athletes the best dose.
            break
        if tokens[place].low in language.people or tokens[place].low in language.settings:
            last = place
    if not last:
        return None
    end = last + 1
    while (
        end < len(tokens)
        and end <= last + _MORE
        and (tokens[end].number or tokens[end].low in language.scope_more)
    ):
        end += 1
    if tokens[end - 1].low in language.coordinators:
        # In men, and up to 50% in the graves: what is said of others follows.
        return None
    more = end > last + 1 and not tokens[end - 1].number
    while more and end < len(tokens) and tokens[end].text not in _STOPS and end < last + _REACH:
        if tokens[end].low in language.function:
            break
        # In people with type 2 diabetes.
        end += 1
    if tokens[end - 1].low in language.of and any(token.number for token in tokens[end : end + _PAIR]):
        # At a depth of about 60 cm: that is a figure.
        return None
    inside = tokens[index + 1 : end]
    words = stems(sentence[inside[0].start : inside[-1].end], language)
    told = any(token.low in language.arms for token in inside)
    counted = inside[0].number and not any(token.low in language.ages for token in inside)
    if inside[0].low in language.universal or counted or told or not words:
        return None
    generic = tokens[last].low in language.generic
    named = inside[0].low in language.this and tokens[last].low not in language.reports
    bare = inside[0].low not in language.articles | language.this and len(words) > 1
    if generic and not named and not bare:
        return None
    return Scope(tokens[index].start, inside[-1].end, words)
