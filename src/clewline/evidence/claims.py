"""Reads what a text claims."""

from collections.abc import Iterator

from clewline.evidence.languages import language_of
from clewline.evidence.languages.model import Language
from clewline.evidence.model import Causal, Claims, Hedge
from clewline.evidence.quotations.reading import read_quotations
from clewline.evidence.reading.clauses import Clause, clauses
from clewline.evidence.reading.phrasebook import book_of
from clewline.evidence.reading.texts import read


def read_claims(text: str, language: str) -> Claims:
    """The figures, quotations, hedges and causal words of ``text``; ``language`` is a BCP 47 tag."""
    known = language_of(language)
    reading = read(text, known)
    quantities = tuple(figure for figure, claimed in reading.figures if claimed)
    hedges: list[Hedge] = []
    causals: list[Causal] = []
    for number, (start, _) in enumerate(reading.bounds):
        for clause in clauses(reading.sentence(number), known):
            hedges.extend(_hedges(clause, start))
            causals.extend(_causals(clause, start, known))
    return Claims(quantities, read_quotations(text), tuple(hedges), tuple(causals))


def _hedges(clause: Clause, offset: int) -> Iterator[Hedge]:
    governed = clause.start + offset, clause.end + offset
    for held in clause.hedges:
        start, end = clause.tokens[held.first].start, clause.tokens[held.last - 1].end
        yield Hedge(start + offset, end + offset, held.caution, governed)


def _causals(clause: Clause, offset: int, language: Language) -> Iterator[Causal]:
    governed = clause.start + offset, clause.end + offset
    associations = book_of(language.associations)
    index = 0
    while index < len(clause.tokens):
        token = clause.tokens[index]
        found = associations.at(clause.tokens, index)
        last = found[0] if found else index + 1
        if found or token.low in language.causes:
            yield Causal(token.start + offset, clause.tokens[last - 1].end + offset, found is None, governed)
        index = last
