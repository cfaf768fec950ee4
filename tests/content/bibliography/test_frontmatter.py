import json

from clewline.content.bibliography import bare_reference, reference_from_fields
from clewline.text.spans import file_start

SPAN = file_start("references/k.md")


def test_a_record_with_all_fields() -> None:
    checked = reference_from_fields(
        "gao2023",
        {
            "type": "paper-conference",
            "title": "Scaling Laws",
            "author": ("Gao, Leo", "Jan van der Beek", "{Open Philanthropy}"),
            "date": "2023-07-01",
            "arxiv": "arXiv:2210.10760v2",
            "booktitle": "ICML",
            "pages": "1-9",
            "tags": ("x",),
        },
        SPAN,
    )
    reference = checked.value
    assert not checked.diagnostics
    assert reference.authors == ("Leo Gao", "Jan van der Beek", "Open Philanthropy")
    assert (reference.label, reference.year, reference.container) == ("Gao et al. 2023", "2023", "ICML")
    assert (reference.arxiv, reference.url) == ("2210.10760v2", "https://arxiv.org/abs/2210.10760v2")
    assert json.loads(reference.csl)["page"] == "1-9"


def test_authors_on_one_line_and_a_guessed_type() -> None:
    reference = reference_from_fields(
        "k", {"title": "T", "author": "Zhou, Chunting and Yu Li", "url": "https://x.org"}, SPAN
    ).value
    assert reference.label == "Zhou & Li"
    assert json.loads(reference.csl)["type"] == "webpage"


def test_unusable_fields_are_reported() -> None:
    fields = {"type": "paper", "year": "later", "arxiv": "x", "url": "javascript:alert(1)", "doi": "11.1/x"}
    checked = reference_from_fields("k", fields, SPAN)
    assert len(checked.diagnostics) == 6  # the title is missing, too
    assert {d.code for d in checked.diagnostics} == {"reference-field"}
    assert checked.value.title == "k"
    assert checked.value.url == ""


def test_bare_identifiers() -> None:
    paper = bare_reference("arxiv:2305.11206v3", SPAN)
    assert paper and (paper.key, paper.title, paper.authors) == ("arxiv-2305.11206", "arXiv:2305.11206", ())
    assert (paper.arxiv, paper.url, paper.label) == (
        "2305.11206",
        "https://arxiv.org/abs/2305.11206",
        "arXiv:2305.11206",
    )
    work = bare_reference("https://doi.org/10.1/X(y)", SPAN)
    assert work and (work.key, work.doi, work.url) == (
        "doi-10.1-x-y-",
        "10.1/x(y)",
        "https://doi.org/10.1/x(y)",
    )
    assert bare_reference("zhou2023", SPAN) is None
