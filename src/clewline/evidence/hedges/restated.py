"""The clauses of notes, and which of them a clause of a text restates."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from clewline.evidence.hedges.candidates import may_tell
from clewline.evidence.hedges.scope import scopes
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Caution, Place, Prose, Source
from clewline.evidence.reading.clauses import Clause, clauses, is_one_clause
from clewline.evidence.reading.phrasebook import Phrasebook, book_of
from clewline.evidence.reading.stems import stems
from clewline.evidence.reading.texts import Reading, read

_LEAST_SHARED = 3
_LEAST_COVERED = 0.55
_LEAST_OF_LONGER = 0.35
_LEAST_SPOKEN_OF = 0.45
_REPEATED = 0.75
"""How much of a sentence stands in one of a note that it repeats, though not clause by clause."""
_HELD = 3
"""How many words of a sentence its hedges have at most."""


class Books(NamedTuple):
    """Phrases that keep a statement back, those of them that voice a doubt, those of an association, those
    that name who says so, and those beside a denial that is none of every case.
    """

    keepers: Phrasebook[bool]
    doubts: Phrasebook[bool]
    associations: Phrasebook[bool]
    attributions: Phrasebook[bool]
    unforced: Phrasebook[bool]


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
    return Books(
        keepers,
        book_of(tuple(doubts)),
        book_of(language.associations),
        book_of(language.attributions),
        book_of(language.unforced),
    )


_NOTES_AT_HAND = 64
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
    if shared == len(theirs) >= _LEAST_SHARED:
        return True
    return shared >= least and shared >= _LEAST_COVERED * fewer and shared >= _LEAST_OF_LONGER * more


def speaks_of(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a clause with the words ``ours`` is about the same as one with ``theirs``."""
    shared = len(ours & theirs)
    mostly = shared > 1 and shared * 3 >= len(ours) * 2
    return (shared >= _LEAST_SHARED or mostly) and shared >= _LEAST_SPOKEN_OF * len(theirs)


class _Telling(NamedTuple):
    """A sentence of a note that a line may say more flatly: its words, whether it is one clause as a
    ``whole``, and how many of its words a sentence must have for a clause of it to restate one of this.
    """

    sentence: str
    words: frozenset[str]
    whole: bool
    least: float


@lru_cache(maxsize=1 << 14)
def _telling_sentences(note: Source, language: Language) -> tuple[_Telling, ...]:
    """The sentences of a note that a line may say more flatly; most notes have few of them."""
    return tuple(
        _Telling(sentence, words, whole := is_one_clause(sentence, language), _least(words, whole))
        for passage in note.passages
        if _states(passage)
        for sentence in read(passage.text, language).sentences
        if may_tell(sentence, language) and (words := stems(sentence, language))
    )


def _least(words: frozenset[str], whole: bool) -> float:
    """How many of ``words`` a sentence must have to restate a clause of them. A sentence of one clause asks
    for more, but not for its hedge.
    """
    if len(words) <= _LEAST_SHARED + _HELD or not whole:
        return 2
    return max(_LEAST_SHARED, _LEAST_OF_LONGER * (len(words) - _HELD))


def _covers(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether sentences of one clause each share enough for the one to restate the other, hedges aside."""
    shared = len(ours & theirs)
    fewer, more = sorted((len(ours) - _HELD, len(theirs) - _HELD))
    return shared >= _LEAST_COVERED * fewer and shared >= _LEAST_OF_LONGER * more


def _tells(clause: Clause, sentence: str, language: Language) -> bool:
    """Whether a clause is held back, limited, or speaks of an association."""
    return (
        bool(clause.hedges)
        or books_of(language).associations.anywhere(clause.tokens)
        or any(clause.start <= scope.start < clause.end for scope in scopes(sentence, language))
    )


def _states(passage: Prose) -> bool:
    """Whether a passage states something: a title may be a question."""
    return passage.role != "title" or not passage.text.rstrip().endswith("?")


@lru_cache(maxsize=_NOTES_AT_HAND)
def _note_clauses(note: Source, language: Language) -> tuple[Restated, ...]:
    """The clauses of a note, unless its title is a question."""
    texts = ((index, read(passage.text, language)) for index, passage in enumerate(note.passages))
    return tuple(
        Restated(note.key, index, start, clause, text.sentence(number), 0.0)
        for index, text in texts
        if _states(note.passages[index])
        for number, (start, _) in enumerate(text.bounds)
        for clause in clauses(text.sentence(number), language)
    )


class Notes:
    """The clauses of the notes that a text cites, as far as they are asked for."""

    def __init__(self, sources: Mapping[str, Source], language: Language) -> None:
        self._sources = sources
        self._language = language
        self._telling: dict[str, tuple[_Telling, ...]] = {}

    def clauses(self, keys: Iterable[str]) -> list[Restated]:
        """The clauses of the notes with these keys."""
        return [clause for key in keys for clause in _note_clauses(self._sources[key], self._language)]

    def may_restate(self, reading: Reading, sentence: int, keys: Iterable[str]) -> bool:
        """Whether a sentence may say more flatly what one of the notes with these keys says."""
        words = reading.words(sentence)
        near = [one for key in keys for one in self._tell(key) if len(words & one.words) >= one.least]
        if near and is_one_clause(reading.sentence(sentence), self._language):
            near = [one for one in near if not one.whole or _covers(words, one.words)]
        if any(len(words & one.words) >= _REPEATED * len(words) for one in near):
            return True
        return bool(near) and any(
            (restates(clause.words, theirs.words) or speaks_of(clause.words, theirs.words))
            and _tells(theirs, one.sentence, self._language)
            for clause in clauses(reading.sentence(sentence), self._language)
            for one in near
            for theirs in clauses(one.sentence, self._language)
        )

    def _tell(self, key: str) -> tuple[_Telling, ...]:
        # Kept here as well: to look a note up in the cache, all of its text is hashed.
        if key not in self._telling:
            self._telling[key] = _telling_sentences(self._sources[key], self._language)
        return self._telling[key]


def weights_of(notes: Sequence[Restated]) -> dict[str, float]:
    """How much each word says: less if many clauses have it."""
    counts = Counter(word for note in notes for word in note.clause.words)
    return {word: 1 / sqrt(count) for word, count in counts.items()}
