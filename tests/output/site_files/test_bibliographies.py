"""Bibliographies read back: by our own reader, and as CSL-JSON."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clewline.content.bibliography import parse_bibtex, parse_csl_json, reference_from_csl
from clewline.content.works import Reference
from clewline.output.site_files.bibliographies import bibtex, csl_json
from clewline.text.spans import SourceFile, file_start
from clewline.theme.beside.works import record
from driver import SiteDriver, note

SAMPLE = Path(__file__).parents[3] / "notes" / "references"


def read_back(references: list[Reference]) -> list[Reference]:
    read = parse_bibtex(SourceFile("a.bib", bibtex(references)))
    assert read.diagnostics == ()
    return list(read.value)


def made(**item: object) -> Reference:
    return reference_from_csl(
        "key", {"type": "article-journal", "title": "T", **item}, file_start("a.json")
    ).value


def sample() -> list[Reference]:
    found: list[Reference] = []
    for path in sorted(SAMPLE.iterdir()):
        source = SourceFile(path.name, path.read_bytes())
        if path.suffix in (".bib", ".json"):
            found += (parse_bibtex if path.suffix == ".bib" else parse_csl_json)(source).value
    return found


def test_the_sample_reads_back() -> None:
    before = sample()
    assert len(before) > 20
    for old, new in zip(before, read_back(before), strict=True):
        assert (new.key, new.title, new.label, new.authors, new.year) == (
            old.key,
            old.title,
            old.label,
            old.authors,
            old.year,
        )
        assert (new.doi, new.arxiv, new.url, new.container) == (old.doi, old.arxiv, old.url, old.container)
        assert record(new.csl)["type"] == record(old.csl)["type"]


@pytest.mark.parametrize(
    "item",
    [
        {
            "title": (
                'A <i>b</i> <span class="nocase">LaTeX</span> x<sup>2</sup> & 50% of #1 '
                "{in} $5_a^b~c\\d -- ``q"
            )
        },
        {"title": "Non\u00a0breaking, ---long--- ''quotes''"},
        {
            "author": [
                {"family": "Berg", "non-dropping-particle": "van den", "given": "Jan"},
                {"literal": "The A and B Group, Inc."},
            ]
        },
        {
            "author": [
                {"family": "King", "given": "Martin", "suffix": "Jr."},
                {"family": "Smith and Sons", "given": "A"},
                {"literal": "others"},
            ]
        },
        {
            "issued": {"date-parts": [[2024, 5, 31]]},
            "volume": "7",
            "issue": "2",
            "page": "10-20",
            "container-title": "J & K",
        },
        {
            "type": "paper-conference",
            "container-title": "Proc.",
            "publisher": "P",
            "page": "e12",
            "DOI": "10.1000/a(b)_c",
        },
        {
            "type": "book",
            "publisher": "P",
            "publisher-place": "Köln",
            "edition": "2",
            "ISBN": "123",
            "editor": [{"family": "E", "given": "D"}],
        },
        {
            "type": "webpage",
            "URL": "https://example.org/a_b?c=%7B1%7D&d#e~f",
            "accessed": {"date-parts": [[2025, 1]]},
        },
        {"type": "thesis", "publisher": "Uni", "genre": "PhD thesis"},
        {"type": "report", "publisher": "Inst", "number": "TR-1", "issued": {"date-parts": [[2020], [2021]]}},
    ],
    ids=str,
)
def test_hard_records_read_back(item: dict[str, object]) -> None:
    reference = made(**item)
    (read,) = read_back([reference])
    assert record(read.csl) == record(reference.csl)


@given(
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20).filter(
        lambda text: "<" not in text
    )
)
def test_any_title_reads_back(title: str) -> None:
    reference = made(title=f"a {unicodedata.normalize('NFC', title)} b")
    (read,) = read_back([reference])
    assert read.title == reference.title


def test_only_works_that_something_rests_on(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write(
        "references/lib.bib", "@misc{used, title={U}, year=2020}\n@misc{idle, title={I}, year=2021}\n"
    )
    built = site.write("notes/n.md", note("N", "See [@used].")).build()
    assert [item["id"] for item in json.loads(built.files["references.json"])] == ["used"]
    assert b"idle" not in built.files["references.bib"]
    empty = SiteDriver(tmp_path / "other").write("notes/n.md", note("N", "Text.")).build()
    assert not {"references.bib", "references.json"} & empty.files.keys()


def test_csl_json_reads_back() -> None:
    before = sample()
    read = parse_csl_json(SourceFile("a.json", csl_json(before)))
    assert read.diagnostics == () and [new.csl for new in read.value] == [old.csl for old in before]
