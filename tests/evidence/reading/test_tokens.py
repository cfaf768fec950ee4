"""Words that are numbers are told before a text is read for them."""

import pytest

from clewline.evidence.languages import language_of
from clewline.evidence.reading.tokens import is_numeral


@pytest.mark.parametrize("word", ["three", "twenty", "first", "hundred", "seventeenth"])
def test_words_that_are_numbers(word: str) -> None:
    assert is_numeral(word, language_of("en"))


@pytest.mark.parametrize("word", ["several", "though", "threshold", "severe", "thought", "fortunate"])
def test_words_that_begin_like_numbers(word: str) -> None:
    assert not is_numeral(word, language_of("en"))
