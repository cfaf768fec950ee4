"""What the words round a figure ask for: a total, a rest, a change, a ratio."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Quantity
from clewline.evidence.reading.phrasebook import book_of
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.texts import Reading
from clewline.evidence.reading.tokens import Token
from clewline.evidence.reading.units import PARTS, UNITS

_NEAR = 6
"""How many words from a figure a word may stand and still speak of it."""

_LEAD = 10
"""How many words before a figure a change that it is one of may be named."""
_SHORTEST_UNDONE = 6
"""Longer words that begin and end as "undosed" does say that something was not done: united does not."""
_NOUNS = 6
"""How many words after a number the words for what it counts stand at most."""


class Asked(NamedTuple):
    """A claim with what the words around it ask for, the stems of its sentence, of what it counts and of what
    the sentence has one of and of what it joins, the times that it names, and the code of its language.
    """

    claim: Quantity
    cues: frozenset[str]
    words: frozenset[str]
    counted: frozenset[str]
    single: frozenset[str]
    joined: Sequence[frozenset[str]]
    lasting: Sequence[Quantity]
    language: str


def asked(claim: Quantity, reading: Reading) -> Asked:
    """``claim`` with what the words of its sentence ask for."""
    number, language = reading.sentence_at(claim.start), reading.language
    offset, tokens, words = reading.bounds[number][0], reading.tokens(number), reading.words(number)
    figures = [figure.quantity for figure in reading.figures_in(number) if figure.quantity != claim]
    first = next((index for index, token in enumerate(tokens) if token.end > claim.start - offset), 0)
    last = next(
        (index for index, token in enumerate(tokens) if token.start >= claim.end - offset), len(tokens)
    )
    cues = {"total"} if book_of(language.totals).anywhere(tokens) else set()
    before = tokens[max(first - 2, 0) : first]
    if any(token.low in language.of for token in before) and not any(token.number for token in before):
        cues.add("total")
    near = {token.low for token in tokens[max(first - _NEAR, 0) : last + _NEAR]}
    lead = {token.low for token in tokens[max(first - _LEAD, 0) : first]}
    signs = {
        "rest": language.rests,
        "change": language.changes,
        "lapse": language.lasting | language.changes,
        "each": language.per | language.apiece,
    }
    cues |= {cue for cue, those in signs.items() if not near.isdisjoint(those)}
    if claim.unit in PARTS and any(_is_undone(word, language) for word in near):
        cues.add("rest")
    if not language.either.isdisjoint([token.low for token in tokens]):
        cues.add("either")
    if not lead.isdisjoint(language.changes):
        # It fell by 11 points, or some 60%.
        cues.add("change")
    if claim.unit == "share" and claim.spelled:
        cues.add("fraction")
    after = [token.low for token in tokens[last : last + 3]]
    if after[:1] and after[0] in language.to and not language.articles.isdisjoint(after[1:2]):
        # Eleven to a page.
        cues.add("each")
    # A quarter of what it was, but not a quarter of the notes.
    former = after[:1] and after[0] in language.of and not language.former.isdisjoint(after[1:])
    if after and _is_comparative(after[0], language):
        cues.add("change")
    if former or "change" in cues or not language.fold_after.isdisjoint(after[:1]):
        cues.add("ratio")
    numbers = {stem(word, language.code) for token in tokens if token.number for word in token.low.split()}
    counted = frozenset(stem(word, language.code) for word in _nouns(tokens[last:], language))
    if not language.formerly.isdisjoint(near):
        cues.add("former")
    single = frozenset(
        stem(noun.low, language.code) for one, noun in pairwise(tokens) if one.low in language.each
    )
    joined = [
        frozenset(stem(token.low, language.code) for token in (tokens[place - 1], tokens[place + 1]))
        for place in range(1, len(tokens) - 1)
        if tokens[place].low in language.coordinators
        and _is_noun(tokens[place - 1], language)
        and _is_noun(tokens[place + 1], language)
    ]
    times = [figure for figure in figures if figure.unit and UNITS[figure.unit].dimension == "time"]
    return Asked(claim, frozenset(cues), words - numbers, counted, single, joined, times, language.code)


def _is_undone(word: str, language: Language) -> bool:
    """Whether a word says that something was not done: undosed, unvaccinated."""
    undone = bool(language.undone) and word.startswith(language.undone) and word.endswith(language.preterite)
    return undone and len(word) > _SHORTEST_UNDONE


def _is_comparative(word: str, language: Language) -> bool:
    """Whether a word compares, as in two fifths rarer."""
    other = word in language.function or word in language.no_comparative
    return bool(language.comparative) and word.endswith(language.comparative) and not other


def _is_noun(token: Token, language: Language) -> bool:
    """Whether a token may be a word for what is counted."""
    return token.text.isalpha() and not token.number and token.low not in language.function


def _nouns(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The words for what is counted, after a number: of its seven shoot-outs."""
    begun = False
    for token in tokens[:_NOUNS]:
        plain = _is_noun(token, language)
        if plain:
            yield token.low
        if (begun and not plain and token.text != "-") or (plain and token.low.endswith(language.plural)):
            return
        begun = begun or plain
