from clewline.corpus.retrieval import Candidate, suggest

NOTES = [
    Candidate("lima", "Careful curation replaces volume", "A thousand examples suffice.", "Alignment data."),
    Candidate(
        "syco", "Preferences reward sycophancy", "People prefer agreement.", "Curation is not at issue."
    ),
    Candidate("law", "Loss falls with compute", "A power law.", "Parameters and tokens."),
]


def names(question: str) -> list[str]:
    return [candidate.name for candidate in suggest(question, NOTES)]


def test_a_word_in_the_title_counts_more_than_one_in_the_body() -> None:
    assert names("Does curation matter?") == ["lima", "syco"]


def test_forms_of_a_word_are_one_word() -> None:
    assert names("What do people preferring agreement show?") == ["syco"]


def test_common_words_find_nothing() -> None:
    assert names("What is it that they are?") == []


def test_signs_of_the_query_language_are_only_text() -> None:
    assert names('NEAR("law" OR * AND ^ : power') == ["law"]
