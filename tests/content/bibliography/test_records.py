import json

import pytest

from clewline.content.bibliography import reference_from_csl
from clewline.content.works import Reference
from clewline.text.spans import file_start

SPAN = file_start("refs.json")
ZHOU, LI, WU = ({"family": name, "given": "X"} for name in ("Zhou", "Li", "Wu"))


def made(**item: object) -> Reference:
    return reference_from_csl("k", {"title": "A long title: with an end", **item}, SPAN).value


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ({"author": [ZHOU]}, "Zhou 2023"),
        ({"author": [ZHOU, LI]}, "Zhou & Li 2023"),
        ({"author": [ZHOU, LI, WU]}, "Zhou et al. 2023"),
        ({"author": [ZHOU, {"literal": "others"}]}, "Zhou et al. 2023"),
        ({"author": [{"literal": "World Health Organization"}]}, "World Health Organization 2023"),
        ({"author": [{"family": "Beek", "non-dropping-particle": "van der"}]}, "van der Beek 2023"),
        ({"editor": [LI]}, "Li 2023"),
        ({}, "A long title 2023"),
        ({"title": "Words " * 20}, "Words Words Words Words Words Words … 2023"),
        ({"title-short": "Short"}, "Short 2023"),
    ],
)
def test_labels(item: dict[str, object], label: str) -> None:
    assert made(issued={"date-parts": [[2023]]}, **item).label == label


@pytest.mark.parametrize(
    "item",
    [
        {"archive": "arXiv", "archive_location": "2305.11206"},
        {"publisher": "arXiv", "number": "2305.11206"},
        {"number": "arXiv:2305.11206"},
        {"eprint": "2305.11206"},
        {"URL": "http://arxiv.org/pdf/2305.11206"},
        {"DOI": "10.48550/arXiv.2305.11206"},
        {"container-title": "arXiv preprint arXiv:2305.11206"},
        {"note": "arXiv:2305.11206 [cs]"},
    ],
)
def test_where_an_arxiv_id_is_found(item: dict[str, object]) -> None:
    assert made(**item).arxiv == "2305.11206"


def test_a_number_alone_is_no_arxiv_id() -> None:
    assert made(number="2305.11206", publisher="RAND").arxiv == ""


def test_equal_items_have_equal_csl() -> None:
    one = made(type="book", volume=3, DOI="doi:10.1/A", shortTitle="S")
    two = made(
        **{
            "DOI": "https://doi.org/10.1/a",
            "title-short": " S ",
            "volume": "3",
            "type": "book",
            "id": "other",
        }
    )
    assert one.csl == two.csl
    assert " : " not in one.csl and list(json.loads(one.csl)) == sorted(json.loads(one.csl))


def test_an_explicit_address_comes_first() -> None:
    assert made(URL="https://x.org/p", DOI="10.1/x").url == "https://x.org/p"
    assert made(DOI="10.1/x<y>").url == "https://doi.org/10.1/x%3Cy%3E"


def test_an_abstract_is_kept_as_plain_words_apart_from_what_is_handed_on() -> None:
    written = "<jats:p>Of 1,204 plots, 31&#37; had p &lt; 0.05\n and <i>a</i><b>.</jats:p>"
    reference = made(abstract=written)
    assert reference.abstract == "Of 1,204 plots, 31% had p < 0.05 and a ."
    assert "abstract" not in reference.csl
    assert made(abstract=7).abstract == ""
