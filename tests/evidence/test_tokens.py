"""Words that are numbers are told before a text is read for them."""

import pytest

from clewline.evidence.languages import language_of
from clewline.evidence.tokens import has_number_word


@pytest.mark.parametrize(
    "text", ["Three of them", "the twenty-first", "two hundred", "one's own", "Several ones"]
)
def test_words_that_are_numbers(text: str) -> None:
    assert has_number_word(text, language_of("en"))


@pytest.mark.parametrize("text", ["Several, though", "a threshold", "a severe thought", "fortunate"])
def test_words_that_begin_like_numbers(text: str) -> None:
    assert not has_number_word(text, language_of("en"))
