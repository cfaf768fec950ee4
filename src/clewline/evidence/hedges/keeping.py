"""What keeps a hedge in other words."""

from collections.abc import Sequence

from clewline.evidence.hedges.restated import Restated, books_of
from clewline.evidence.languages.model import Language, Phrase
from clewline.evidence.model import Caution
from clewline.evidence.reading.clauses import Clause, Held
from clewline.evidence.reading.stems import stem
from clewline.evidence.reading.tokens import tokens_of

_MILD = (Caution.FREQUENCY, Caution.QUANTIFIER)


def keeps(
    clauses: Sequence[Clause],
    note: Restated,
    language: Language,
    lost: Held | None = None,
    *,
    anew: bool = False,
) -> bool:
    """Whether words of ``clauses`` hold them back; those that the note has as plain words do not, nor its
    milder hedges in the place of the one that is ``lost``, nor any of its hedges if only those count that are
    there ``anew``.
    """
    plain = _plain(note, language, lost, anew)
    # A part of something is no doubt about the whole, and who says it says nothing of a part.
    counting = lost is None or lost.caution is Caution.DOUBT
    idle = {Caution.AVERAGE, Caution.QUANTIFIER} if counting else {Caution.AVERAGE}
    return any(
        any(
            not (phrase in plain or plain.issuperset((word,) for word in phrase))
            for held in clause.hedges
            if held.caution not in idle and (phrase := phrase_of(clause, held))
        )
        or _has_keeper(clause, plain, language, counting)
        for clause in clauses
    )


def keeps_average(clauses: Sequence[Clause], language: Language) -> bool:
    """Whether one of ``clauses`` says that it speaks of an average."""
    return any(token.low in language.averages for clause in clauses for token in clause.tokens)


def phrase_of(clause: Clause, held: Held) -> Phrase:
    """The words of a hedge."""
    return tuple(token.low for token in clause.tokens[held.first : held.last])


def _plain(note: Restated, language: Language, lost: Held | None, anew: bool) -> set[Phrase]:
    """The words of a note that keep nothing, as phrases."""
    plain: set[Phrase] = {(token.low,) for token in tokens_of(note.sentence, language)}
    for held in note.clause.hedges:
        phrase = phrase_of(note.clause, held)
        if anew or (lost and held is not lost and held.caution in _MILD):
            plain |= {phrase, *((word,) for word in phrase)}
        else:
            plain -= {(word,) for word in phrase}
    return plain


def _has_keeper(clause: Clause, plain: set[Phrase], language: Language, counting: bool) -> bool:
    """Whether a clause has a phrase that keeps a hedge, and of which not all words are ``plain``."""
    books = books_of(language)
    stemmed: set[str] = set()
    for index in range(len(clause.tokens)):
        hit = books.keepers.at(clause.tokens, index)
        if not hit or _is_idle(clause, index, hit[0], language, counting):
            continue
        if not counting and books.attributions.at(clause.tokens, index):
            continue
        stemmed = stemmed or {stem(phrase[0], language.code) for phrase in plain if len(phrase) == 1}
        if not all(
            (token.low,) in plain or stem(token.low, language.code) in stemmed
            for token in clause.tokens[index : hit[0]]
        ):
            return True
    return False


def _is_idle(clause: Clause, first: int, last: int, language: Language, counting: bool) -> bool:
    """Whether words that may keep a hedge do not: beyond doubt; with so few pupils, of a doubt."""
    before = {token.low for token in clause.tokens[max(first - 2, 0) : first]}
    phrase = tuple(token.low for token in clause.tokens[first:last])
    part = language.hedges.get(phrase) is Caution.QUANTIFIER or phrase == (language.half,)
    if first and clause.tokens[first - 1].low in language.no_hedge_after.get(phrase[0], ()):
        # The most direct way.
        return True
    return (counting and part) or not before.isdisjoint(language.assured)
