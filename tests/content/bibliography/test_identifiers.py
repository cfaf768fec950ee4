from dataclasses import replace

import pytest

from clewline.content.bibliography import bare_reference, identifiers
from clewline.content.bibliography.identifiers import arxiv_of, doi_of, web_address
from clewline.text.spans import file_start


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/AbC",
        "doi:10.1000/abc",
        "DOI: 10.1000/abc",
        "https://doi.org/10.1000/abc",
        "dx.doi.org/10.1000/ABC",
    ],
)
def test_dois(text: str) -> None:
    assert doi_of(text) == "10.1000/abc"


@pytest.mark.parametrize("text", ["", "10.1000", "x10.1000/abc", "10.1000/a b", "https://x.org/10.1/x"])
def test_what_is_no_doi(text: str) -> None:
    assert doi_of(text) == ""


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("2305.11206", "2305.11206"),
        ("arXiv:2305.11206v2 [cs.CL]", "2305.11206v2"),
        ("https://arxiv.org/pdf/2305.11206v1.pdf", "2305.11206v1"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("arXiv:hep-th/9901001", "hep-th/9901001"),
        ("2305.112067", ""),
        ("1234", ""),
    ],
)
def test_arxiv_ids(text: str, arxiv: str) -> None:
    assert arxiv_of(text) == arxiv


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "//x.org",
        "ftp://x.org",
        "https://x.org/a b",
        'https://x.org/"',
        "https://",
        "https://x\n",
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    assert web_address(text) == ""


def test_names_for_matching_have_no_version() -> None:
    paper = bare_reference("arxiv:2305.11206", file_start("n.md"))
    assert paper
    assert identifiers(replace(paper, arxiv="2305.11206v4", doi="10.1/x")) == (
        "arxiv:2305.11206",
        "doi:10.1/x",
    )
