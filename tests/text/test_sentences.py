"""Sentences end where a reader sees their end."""

import pytest

from clewline.text.sentences import sentences


@pytest.mark.parametrize(
    "text, parts",
    [
        ("It weighed 45 g. Most were heavier.", ["It weighed 45 g.", "Most were heavier."]),
        ("They waited 3 h. The bus came.", ["They waited 3 h.", "The bus came."]),
        ("It was painted by G. Moor in 45 days.", ["It was painted by G. Moor in 45 days."]),
        ("They drove 45 m. and stopped.", ["They drove 45 m. and stopped."]),
    ],
)
def test_a_unit_may_end_a_sentence(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text, "en")] == parts
