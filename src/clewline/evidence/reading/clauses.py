"""Clauses of a sentence, and the words in them that hold a statement back."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from clewline.evidence.languages.model import Language
from clewline.evidence.model import Caution
from clewline.evidence.reading.phrasebook import Phrasebook
from clewline.evidence.reading.scanner import HYPHENS
from clewline.evidence.reading.stems import stems
from clewline.evidence.reading.tokens import Token, tokens_of, words_in
from clewline.evidence.reading.units import SIGNS

_FRAME = 10
"""Before which word of a clause "that" ends what only introduces it."""
_ANTECEDENT = 2
"""How many words before a relative clause are what it speaks of."""
_BREAKS = frozenset(";:—–")
_SIGN = re.compile("[;:—–,]")


class Held(NamedTuple):
    """Words that hold a statement back, as tokens from ``first`` to ``last``."""

    first: int
    last: int
    caution: Caution


class Clause(NamedTuple):
    """A clause: its place in the sentence, its tokens, the stems of its words, and what holds it back."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    words: frozenset[str]
    hedges: tuple[Held, ...]


@lru_cache(maxsize=1 << 10)
def clauses(sentence: str, language: Language) -> tuple[Clause, ...]:
    """The clauses of ``sentence`` in order."""
    tokens = tokens_of(sentence, language)
    cuts = [0, *(index for index in range(1, len(tokens)) if _begins(tokens, index, language)), len(tokens)]
    parts = [tuple(tokens[first:last]) for first, last in pairwise(cuts) if first < last]
    made = [_clause(part, language) for part in _resumed(parts, language)]
    return tuple(
        _with_antecedent(clause, before, language)
        for before, clause in zip([None, *made], made, strict=False)
    )


def _with_antecedent(clause: Clause, before: Clause | None, language: Language) -> Clause:
    """A relative clause with the words that it speaks of: humid cities, which were not studied."""
    if before is None or clause.tokens[0].low not in language.relatives:
        return clause
    named = " ".join(
        token.text for token in before.tokens if token.low not in language.function and token.text.isalpha()
    )
    return clause._replace(words=clause.words | stems(" ".join(named.split()[-_ANTECEDENT:]), language))


def is_one_clause(sentence: str, language: Language) -> bool:
    """Whether no sign and no word in ``sentence`` begins another clause; costs less than to find clauses."""
    return not _SIGN.search(sentence) and language.clause_words.isdisjoint(words_in(sentence))


def _resumed(parts: Sequence[tuple[Token, ...]], language: Language) -> list[tuple[Token, ...]]:
    """The parts of a sentence, with those together that a relative clause in commas stands between: income,
    which was not measured, may explain it.
    """
    found: list[tuple[Token, ...]] = []
    for part in parts:
        after = _end_of_relative(part, language) if found and found[-1][-1].text == "," else 0
        if after:
            found[-1] += part[after:]
            found.append(part[:after])
        else:
            found.append(part)
    return found


def _end_of_relative(part: Sequence[Token], language: Language) -> int:
    """The index of the token with which the sentence goes on behind a relative clause; 0 if it does not."""
    if part[0].low not in language.relatives:
        return 0
    return next(
        (
            index + 1
            for index in range(1, len(part) - 1)
            if part[index].text == ","
            and part[index + 1].low in language.auxiliaries | language.irregular.keys()
        ),
        0,
    )


def _begins(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a clause begins with token ``index``."""
    if _is_clock(tokens, index):
        return False
    if tokens[index].text in _BREAKS or tokens[index].low in language.clause_words:
        low, before = tokens[index].low, tokens[index - 1].low
        after = tokens[index + 1].low if index + 1 < len(tokens) else ""
        return (low, after) not in language.no_clause and before not in language.mid_clause.get(low, ())
    return tokens[index].low in language.joins and tokens[index - 1].text == ","


def _is_clock(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign stands in a time of day or a range of numbers: 22:00, 5–7."""
    if not 0 < index < len(tokens) - 1:
        return False
    before, sign, after = tokens[index - 1 : index + 2]
    glued = before.end == sign.start and sign.end == after.start
    return glued and before.number is not None and after.number is not None


def _clause(tokens: tuple[Token, ...], language: Language) -> Clause:
    start, end = tokens[0].start, tokens[-1].end
    hedges = _hedges(tokens, language)
    held = {index for hedge in hedges for index in range(hedge.first, hedge.last)}
    held |= set(range(_framed(tokens, language)))
    text = " ".join(
        token.text for index, token in enumerate(tokens) if index not in held and token.text not in SIGNS
    )
    return Clause(start, end, tokens, stems(text, language), hedges)


def _framed(tokens: Sequence[Token], language: Language) -> int:
    """The index at which begins what a clause says, behind words that only introduce it: we found that …"""
    return next(
        (
            index + 1
            for index in range(1, min(len(tokens) - 1, _FRAME))
            if tokens[index].low in language.that and tokens[index - 1].low in language.frames
        ),
        0,
    )


@lru_cache
def _book(language: Language) -> Phrasebook[Caution]:
    return Phrasebook(language.hedges)


def _hedges(tokens: Sequence[Token], language: Language) -> tuple[Held, ...]:
    found: list[Held] = []
    book = _book(language)
    starts = book.starts
    if not any(token.low in starts for token in tokens):
        return ()
    index = 0
    while index < len(tokens):
        entry = book.at(tokens, index) if tokens[index].low in starts else None
        if entry and not _is_other(tokens, index, entry[0], entry[1], language):
            found.append(Held(index, *entry))
        index = entry[0] if entry else index + 1
    return tuple(found)


def _is_other(tokens: Sequence[Token], first: int, last: int, caution: Caution, language: Language) -> bool:
    """Whether words that look like a hedge are none here: in May, with all its might, as likely as."""
    word = tokens[first]
    before = tokens[first - 1].low if first else ""
    after = tokens[last].low if last < len(tokens) else ""
    if (
        word.low in language.no_hedge_before
        and last == first + 2
        and tokens[first + 1].low in language.denials
    ):
        # A tenant may not sublet; the gain may not last.
        return after not in language.may_fail
    if word.low in language.months:
        return (word.text[0].isupper() and bool(first)) or after[:1].isdigit()
    if before in language.no_hedge_after.get(word.low, ()) or after in language.no_hedge_before.get(
        word.low, ()
    ):
        return True
    if word.low in language.mean:
        # The average brew is no average, but the average brew at 94 °C is; 67.5% average accuracy is a name.
        named = first > 0 and (tokens[first - 1].number is not None or tokens[first - 1].text in SIGNS)
        return named or not any(token.number for token in tokens)
    if caution is Caution.QUANTIFIER and last == first + 1:
        if last + 3 < len(tokens) and tokens[last + 1].text in HYPHENS:
            # Most post-consumer bottles.
            last += 3
            after = tokens[last].low
        timed = (after,) in language.units or after in language.not_counted
        return (
            timed
            or (tokens[last].number is not None if last < len(tokens) else True)
            or not (
                _plural(after, language)
                or after in language.auxiliaries
                or _described(tokens, last, language)
            )
        )
    return False


def _described(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a plural of two words stands here with a verb behind it: some armed groups moved."""
    if index + 2 >= len(tokens) or tokens[index].low in language.function or not tokens[index].text.isalpha():
        return False
    noun, after = tokens[index + 1 : index + 3]
    regular = bool(language.preterite) and after.low.endswith(language.preterite)
    verb = regular or after.low in language.irregular or after.low in language.auxiliaries
    return verb and noun.low.endswith(language.plural)


def _plural(word: str, language: Language) -> bool:
    return word in language.of or word in language.determiners or word.endswith(language.plural)
