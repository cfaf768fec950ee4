"""The way from a quotation to its words in the work, as a text fragment."""

import pytest

from clewline.content.works import Reference
from clewline.pages.passages import passage_url
from clewline.text.spans import file_start

WORK = Reference("k", file_start("r.bib"), "{}", "T", "Doe 2020", arxiv="2305.11206")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (
            "generally the least truthful",
            "https://arxiv.org/abs/2305.11206#:~:text=generally%20the%20least%20truthful",
        ),
        (
            "“state-of-the-art, and more”",
            "https://arxiv.org/abs/2305.11206#:~:text=state%2Dof%2Dthe%2Dart%2C%20and%20more",
        ),
        (
            "a b c d e f g h i j k l",
            "https://arxiv.org/abs/2305.11206#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l",
        ),
        ("words that were … left out", ""),
        ("words [that] were changed", ""),
        ("", ""),
    ],
)
def test_a_quotation_is_looked_for_by_its_words(words: str, address: str) -> None:
    assert passage_url(WORK, words) == address


def test_a_work_without_an_address_leads_nowhere() -> None:
    assert passage_url(Reference("k", file_start("r.bib"), "{}", "T", "Doe 2020"), "some words") == ""
