"""What is told of a sentence without its clauses is never less than what its clauses hold."""

import pytest

from clewline.evidence.hedges.candidates import may_tell
from clewline.evidence.hedges.scope import scopes
from clewline.evidence.languages import language_of
from clewline.evidence.reading.clauses import clauses
from clewline.evidence.reading.phrasebook import book_of


@pytest.mark.parametrize("code", ["en", "de"])
def test_no_sentence_with_a_hedge_or_an_association_is_passed_over(code: str) -> None:
    language = language_of(code)
    for phrase in (*language.hedges, *language.associations):
        sentence = f"{' '.join(phrase).capitalize()} results of this sort"
        held = any(
            clause.hedges or book_of(language.associations).anywhere(clause.tokens)
            for clause in clauses(sentence, language)
        )
        assert may_tell(sentence, language) or not held, sentence


def test_no_sentence_with_a_scope_is_passed_over() -> None:
    language = language_of("en")
    sentence = "It lowered pain among adults over 60."
    assert scopes(sentence, language)
    assert may_tell(sentence, language)


@pytest.mark.parametrize(
    "sentence", ["It lowered pain.", "In short, it did.", "All of it did.", "Adults differ."]
)
def test_plain_sentences_are_passed_over(sentence: str) -> None:
    assert not may_tell(sentence, language_of("en"))
