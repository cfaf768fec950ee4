"""The clauses of notes, and which of them a clause of a text restates."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from clewline.evidence.clauses import Clause, clauses
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Caution, Place, Source
from clewline.evidence.phrasebook import Phrasebook, book_of
from clewline.evidence.reading import read
from clewline.evidence.scope import scopes
from clewline.evidence.telling import may_tell

_LEAST_SHARED = 3
_LEAST_COVERED = 0.55
_LEAST_OF_LONGER = 0.35


class Books(NamedTuple):
    """Phrases that keep a statement back, those of them that voice a doubt, and those of an association."""

    keepers: Phrasebook[bool]
    doubts: Phrasebook[bool]
    associations: Phrasebook[bool]


@lru_cache
def books_of(language: Language) -> Books:
    """The phrases of a language."""
    hedges = [phrase for phrase, kind in language.hedges.items() if kind is not Caution.AVERAGE]
    doubts = [
        phrase
        for phrase, kind in language.hedges.items()
        if kind not in (Caution.AVERAGE, Caution.QUANTIFIER)
    ]
    keepers = book_of((*language.keepers, *hedges))
    return Books(keepers, book_of(tuple(doubts)), book_of(language.associations))


_NOTES_AT_HAND = 256
"""A line asks for the clauses of its notes again with each sentence; many notes are cited by many lines."""


class Restated(NamedTuple):
    """A clause of a note: where it stands, the words of its sentence, how much of it a clause restates."""

    source: str
    passage: int
    offset: int
    clause: Clause
    sentence: str
    score: float

    @property
    def place(self) -> Place:
        """Where the clause stands."""
        return Place(
            self.source, self.passage, self.offset + self.clause.start, self.offset + self.clause.end
        )


def restates(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether clauses with these words share so many that the one may say again what the other says."""
    shared = len(ours & theirs)
    fewer, more = sorted((len(ours), len(theirs)))
    least = _LEAST_SHARED if fewer > _LEAST_SHARED else 2
    return shared >= least and shared >= _LEAST_COVERED * fewer and shared >= _LEAST_OF_LONGER * more


def restates_any(ours: Sequence[Clause], telling: Sequence[frozenset[str]]) -> bool:
    """Whether one of the clauses restates one with the words of ``telling``."""
    return any(restates(clause.words, theirs) for clause in ours for theirs in telling)


@lru_cache(maxsize=1 << 14)
def telling_clauses(note: Source, language: Language) -> tuple[frozenset[str], ...]:
    """The words of each clause of a note that a line may say more flatly; most notes have few of them."""
    return tuple(
        clause.words
        for passage in note.passages
        if passage.role != "title"
        for sentence in read(passage.text, language).sentences
        if may_tell(sentence, language)
        for clause in clauses(sentence, language)
        if _tells(clause, sentence, language)
    )


def _tells(clause: Clause, sentence: str, language: Language) -> bool:
    """Whether a clause is held back, limited, or speaks of an association."""
    return (
        bool(clause.hedges)
        or books_of(language).associations.anywhere(clause.tokens)
        or any(clause.start <= scope.start < clause.end for scope in scopes(sentence, language))
    )


@lru_cache(maxsize=_NOTES_AT_HAND)
def note_clauses(note: Source, language: Language) -> tuple[Restated, ...]:
    """The clauses of a note, its title aside: a title is a name, often a question."""
    texts = ((index, read(passage.text, language)) for index, passage in enumerate(note.passages))
    return tuple(
        Restated(note.key, index, start, clause, text.sentence(number), 0.0)
        for index, text in texts
        if note.passages[index].role != "title"
        for number, (start, _) in enumerate(text.bounds)
        for clause in clauses(text.sentence(number), language)
    )


def weights_of(notes: Sequence[Restated]) -> dict[str, float]:
    """How much each word says: less if many clauses have it."""
    counts = Counter(word for note in notes for word in note.clause.words)
    return {word: 1 / sqrt(count) for word, count in counts.items()}
