"""Finds hedges that are gone from words which a sentence otherwise repeats, however little of its clause it
keeps: shells were typically thinner at low pH; shells were thinner at low pH.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from clewline.evidence.hedges.keeping import keeps, keeps_average
from clewline.evidence.hedges.restated import Restated
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Caution
from clewline.evidence.reading.clauses import Held, clauses
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.tokens import Token, tokens_of

_RUN = 3
"""How many words behind a hedge a sentence repeats at least, one of them with meaning."""
_LOOSE = 2
"""How many words without meaning may stand between a hedge and what it holds back: seem to be the least."""


class Loss(NamedTuple):
    """A hedge of a note that is gone, and the token of the sentence at which begins what it held back."""

    note: Restated
    held: Held
    place: int


class Word(NamedTuple):
    """A word in the form in which it is compared, and whether it has a meaning of its own."""

    form: str
    means: bool


@lru_cache(maxsize=1 << 12)
def words_of(sentence: str, language: Language) -> tuple[Word, ...]:
    """The words and signs of a sentence, one for each of its tokens."""
    return tuple(_word(token, language) for token in tokens_of(sentence, language))


def _word(token: Token, language: Language) -> Word:
    if token.low in language.function or not token.text[0].isalnum():
        return Word(token.low, False)
    return Word(stem(token.low, language.code), True)


def lost_hedge(sentence: str, notes: Sequence[Restated], language: Language) -> Loss | None:
    """The first hedge of ``notes`` that is gone from words that ``sentence`` repeats; none if the sentence
    has a hedge, or what may stand for one, that the note does not have.
    """
    if sentence.rstrip().endswith("?"):
        return None
    ours = words_of(sentence, language)
    forms = {word.form for word in ours if word.means}
    for note in notes:
        few = min(_LOOSE, len(note.clause.words))
        if not note.clause.hedges or len(forms & note.clause.words) < few:
            continue
        theirs = words_of(note.sentence, language)
        places = {token.start: place for place, token in enumerate(tokens_of(note.sentence, language))}
        for held in note.clause.hedges:
            first = places[note.clause.tokens[held.first].start]
            last = places[note.clause.tokens[held.last - 1].start] + 1
            index = _repeated(ours, theirs, first, last)
            if index >= 0 and not _is_kept(sentence, note, held, language):
                return Loss(note, held, index)
    return None


def _is_kept(sentence: str, note: Restated, held: Held, language: Language) -> bool:
    """Whether ``sentence`` has the hedge at another place, or keeps it in other words."""
    tokens, parts = tokens_of(sentence, language), clauses(sentence, language)
    if _joined(note.clause.tokens[held.first : held.last]) in _joined(tokens):
        return True
    if held.caution is Caution.AVERAGE:
        return keeps_average(parts, language)
    theirs = {token.low for token in tokens_of(note.sentence, language)}
    if held.caution is Caution.QUANTIFIER and any(one.number and one.low not in theirs for one in tokens):
        return True
    return keeps(parts, note, language, held, anew=True)


def _joined(tokens: Sequence[Token]) -> str:
    return f" {' '.join(token.low for token in tokens)} "


def _repeated(ours: Sequence[Word], theirs: Sequence[Word], first: int, last: int) -> int:
    """Where ``ours`` repeat what stands behind the hedge from ``first`` to ``last`` of ``theirs``, after a
    word that stands before it there; -1 if they do not.
    """
    lead = {word.form for word in theirs[:first] if word.means}
    for skipped in range(_LOOSE + 1):
        start = last + skipped
        if any(word.means for word in theirs[last:start]):
            break
        for index in range(len(ours)):
            run = [*takewhile(_same, zip(ours[index:], theirs[start:], strict=False))]
            if not run:
                continue
            means = sum(word.means for word, _ in run)
            ends = start + len(run) >= len(theirs) - 1
            long = means >= _LOOSE or (means and len(run) >= _RUN) or (means and ends)
            led = not lead or any(word.form in lead for word in ours[:index])
            if long and led:
                return index
    return -1


def _same(pair: tuple[Word, Word]) -> bool:
    return pair[0].form == pair[1].form
