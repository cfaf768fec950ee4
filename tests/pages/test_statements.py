"""The statements of documents."""

from clewline.content.model import Document, Kind
from clewline.content.parse import parse
from clewline.evidence.reviews import Part, Said
from clewline.pages.statements import citing_sentences, own_statements
from clewline.text.spans import SourceFile


def document_of(text: str, kind: Kind) -> Document:
    document = parse(SourceFile("a.md", text.encode()), kind).value.document
    assert document is not None
    return document


def said(text: str, kind: Kind = Kind.NOTE) -> Said:
    document = document_of(text, kind)
    return own_statements(document, document.fields + document.body.passages, document.body, "en")


def words(text: str, kind: Kind = Kind.NOTE) -> dict[str, list[str]]:
    return {part.value: [one.text for one in found] for part, found in said(text, kind).items()}


def test_a_note_says_its_title_its_summary_and_its_text() -> None:
    assert words(
        "---\ntitle: T\nsummary: S one. S two.\n---\n## Head\n\nFirst *one*.\nSecond.\n\n> Quoted.\n"
    ) == {
        "title": ["T"],
        "summary": ["S one.", "S two."],
        "text": ["Head", "First one.", "Second.", "Quoted."],
    }


def test_a_line_says_its_question_its_deck_and_its_answer() -> None:
    assert words("---\ntitle: Q?\ndeck: D.\nanswer: A.\n---\nSo it is [[b]].\n", Kind.LINE) == {
        "question": ["Q?"],
        "deck": ["D."],
        "answer": ["A."],
        "text": ["So it is."],
    }


def test_code_and_formulas_are_said_too() -> None:
    found = words("---\ntitle: T\n---\nIf `x = 1` then\n\n```python\ny = 2\n```\n")
    assert found["code"] == ["x = 1", "y = 2"]
    one, other = (said(f"It is $x > {n}$.")[Part.CODE] for n in (1, 2))
    assert [a.digest for a in one] != [b.digest for b in other]


def meant(text: str) -> str:
    return " ".join(one.digest for one in said(text)[Part.TEXT])


def test_a_name_for_another_note_means_nothing() -> None:
    bare = meant("As seen in [[b]], it is so. And [[b]].")
    assert bare == meant("As seen in [[b|the other study]], it is so. And [[b|there]].")
    assert bare == meant("As seen in [[c]], it is so. And [[c]].")


def test_words_of_a_link_that_claim_something_do() -> None:
    assert meant("It grew [[b|by 12%]].") != meant("It grew [[b|by 13%]].")
    assert meant("It is so, [[b|which holds for every one of the plots that were counted]].") != meant(
        "It is so."
    )
    assert meant("It is [so](https://example.org/a).") == meant("It is [so](https://example.org/b).")
    assert meant("It is [so](https://example.org/a).") != meant("It is [not so](https://example.org/a).")


def test_the_words_of_links_in_a_line_are_what_it_says() -> None:
    one, other = (said(f"It [[b|{word}]] there.", Kind.LINE)[Part.TEXT] for word in ("grew", "shrank"))
    assert [a.digest for a in one] != [b.digest for b in other]


def test_each_citation_belongs_to_a_sentence() -> None:
    document = document_of("One [[a]]. Two. [[b]] Three [[c|words]] here [[a]].\n\nNone.\n", Kind.LINE)
    passages = document.fields + document.body.passages
    found = [
        (document.links[link].target, one.text) for link, one in citing_sentences(document, passages, "en")
    ]
    assert found == [("a", "One."), ("b", "Two."), ("c", "Three words here."), ("a", "Three words here.")]
