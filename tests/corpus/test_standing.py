"""What has become of works: which rows of a list are about them, and which notices still hold."""

import json

import pytest

from clewline.content.works import Listed, Nature, Notice, Person, Reference
from clewline.corpus.standing import is_preprint, lists_of, published_version, standing, title_key
from clewline.text.spans import file_start

GONE = Notice(Nature.RETRACTED, "2021-03-09")


def work(**fields: object) -> Reference:
    given = {"title": "Ropes, wet & dry", "year": "2019", "people": (Person("Able", "Bo"),)} | fields
    pmid = {"PMID": given.pop("pmid")} if "pmid" in given else {}
    key = str(given.pop("key", "w"))
    return Reference(key, file_start("w.bib"), json.dumps(pmid), label="Able 2019", **given)  # type: ignore[arg-type]


def row(**fields: object) -> Listed:
    given = {"doi": "", "pmid": "", "title": "Ropes: Wet and dry?", "year": "2019", "authors": ("Bo Able",)}
    return Listed(**{"notice": GONE} | given | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reference", "listed", "found"),
    [
        (work(doi="10.1/a"), row(doi="10.1/a", title="Other"), True),
        (work(doi="10.1/a"), row(doi="10.1/b"), False),
        (work(doi="10.1/a"), row(), False),
        (work(pmid="12"), row(pmid="12", title="Other"), True),
        (work(pmid="12", doi="10.1/a"), row(pmid="12", doi="10.1/b", title="Other"), True),
        (work(pmid="12"), row(pmid="13", title="Other"), False),
        (work(title="Ropes: wet and dry"), row(), True),
        (work(title="Ropes: wet and dry", doi="10.1/a"), row(), True),
        (work(title="Ropes: wet and dry"), row(doi="10.1/b"), True),
        (work(title="Ropes: wet and dry", doi="10.1/a"), row(doi="10.1/b"), False),
        (work(title="Ropes: wet and dry", year="2018"), row(), False),
        (work(title="Ropes: wet and dry"), row(authors=("Cy Bay",)), False),
        (work(title="Ropes: wet and dry", people=()), row(), False),
        (work(title="Ropes: wet and dry", people=(Person("Áble", "B."),)), row(), True),
    ],
)
def test_what_a_row_is_about(reference: Reference, listed: Listed, found: bool) -> None:
    assert standing(reference, lists_of([listed])) == ((GONE,) if found else ())


def test_notices_of_the_reference_itself_and_of_lists() -> None:
    mended = Notice(Nature.CORRECTED, "2020")
    reference = work(doi="10.1/a", notices=(mended, GONE))
    concern = Notice(Nature.CONCERN, "2020-05-06")
    lists = lists_of([row(doi="10.1/a"), row(doi="10.1/a", notice=concern)])
    assert standing(reference, lists) == (GONE, concern, mended)


def test_what_was_reinstated_is_not_retracted() -> None:
    back = Notice(Nature.REINSTATED, "2022-01-01")
    reference = work(doi="10.1/a")
    rows = [row(doi="10.1/a"), row(doi="10.1/a", notice=back)]
    assert standing(reference, lists_of(rows)) == ()
    again = Notice(Nature.RETRACTED, "2023-01-01")
    assert standing(reference, lists_of([*rows, row(doi="10.1/a", notice=again)])) == (again,)


@pytest.mark.parametrize(
    ("fields", "preprint"),
    [
        ({"arxiv": "2305.11206"}, True),
        ({"arxiv": "2305.11206", "container": "arXiv"}, True),
        ({"arxiv": "2305.11206", "container": "Journal of Ropes"}, False),
        ({"arxiv": "2305.11206", "doi": "10.48550/arxiv.2305.11206"}, True),
        ({"arxiv": "2305.11206", "doi": "10.1000/182"}, False),
        ({"doi": "10.1101/2020.03.22.002386"}, True),
        ({"doi": "10.1101/gr.215087.116"}, False),
        ({}, False),
    ],
)
def test_preprints(fields: dict[str, str], preprint: bool) -> None:
    assert is_preprint(work(**fields)) is preprint


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"doi": "10.1000/1", "year": "2020"}, "p"),
        ({"doi": "10.1000/1", "year": "2018"}, ""),
        ({"doi": "10.48550/arxiv.1", "year": "2020"}, ""),
        ({"doi": "10.1000/1", "people": (Person("Bay", "Cy"),)}, ""),
    ],
)
def test_published_versions(other: dict[str, object], found: str) -> None:
    preprint = work(arxiv="2305.11206")
    assert published_version(preprint, [preprint, work(key="p", **other)]) == found
    assert published_version(work(), [work(key="p", **other)]) == ""


def test_titles_are_compared_by_their_words() -> None:
    assert title_key("Ropes — Wet and “Dry”?") == title_key("ropes: wet and dry") != title_key("ropes")
