"""The head of pages: data that nothing in a note can leave, citation tags, context objects that read back."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from clewline.content.bibliography import reference_from_csl
from clewline.text.spans import file_start
from clewline.theme.beside.works import context_object, work_tags
from driver import Built, SiteDriver, note

EVIL = 'A&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; "q" &lt;!-- end'
SHOWN = 'A</script><script>alert(1)</script> & "q" <!-- end'
BIBLIOGRAPHY = """
@article{zhou2023, author={Zhou, Chunting and {van der} Berg, Jan Willem and {The Group}}, title={{LIMA}: 5 < 6}, journal={Journal of X},
  volume={7}, number={2}, pages={10--20}, year={2023}, month=5, doi={10.1000/ABC}}
@misc{greenblatt2024, author={Greenblatt, Ryan and others}, title={Faking}, eprint={2412.14093}, archiveprefix={arXiv}, year={2024}}
@inproceedings{wei2022, author={Wei, Jason}, title={Chain}, booktitle={Advances}, year={2022}}
"""


@pytest.fixture
def built(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path).write("references/lib.bib", BIBLIOGRAPHY)
    site.write("notes/a.md", note("A", "Text.", references="[zhou2023, greenblatt2024]"))
    site.write("notes/b.md", note("B", "Text.", references="[zhou2023, wei2022]"))
    fields = {"deck": json.dumps(EVIL), "topics": "[knots]", "created": "2026-01-02", "updated": "2026-03-04"}
    site.write(
        "lines/l.md",
        note(json.dumps(EVIL), "So [[a]]. Thus [[b]].", **fields, authors='["Jane Doe", "Rik Roe"]'),
    )
    return site.build(base_url="https://example.org/x/")


def data_of(built: Built, url: str) -> dict[str, object]:
    (script,) = built.html(url).css('script[type="application/ld+json"]')
    found: dict[str, object] = json.loads(script.text())
    return found


def metas(built: Built, url: str) -> list[tuple[str, str]]:
    return [
        (str(meta.attributes["name"]), str(meta.attributes["content"]))
        for meta in built.html(url).css("meta[name]")
    ]


def test_a_line_as_structured_data(built: Built) -> None:
    data = data_of(built, "lines/l.html")
    assert data["headline"] == data["abstract"] == SHOWN
    assert (data["@type"], data["datePublished"], data["dateModified"]) == (
        "ScholarlyArticle",
        "2026-01-02",
        "2026-03-04",
    )
    assert data["@id"] == "https://example.org/x/lines/l.html" and data["keywords"] == ["knots"]
    assert data["author"] == [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Rik Roe"}]
    assert data["citation"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "LIMA: 5 < 6",
            "url": "https://doi.org/10.1000/abc",
        },
        {
            "@type": "ScholarlyArticle",
            "name": "Faking",
            "url": "https://arxiv.org/abs/2412.14093",
        },
        {"@type": "ScholarlyArticle", "name": "Chain"},
    ]


def test_nothing_can_leave_the_script(built: Built) -> None:
    html = built.text("lines/l.html")
    inside = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(inside) and "\\u003c/script\\u003e" in inside
    assert len(built.html("lines/l.html").css("script:not([src])")) == 1


def test_a_note_has_data_but_no_author_that_is_not_stated(built: Built) -> None:
    data = data_of(built, "notes/a.html")
    assert "author" not in data and "datePublished" not in data and len(data["citation"]) == 2  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_structured_data_is_linked_data(built: Built) -> None:
    rdflib = pytest.importorskip("rdflib")
    # no request for the real one
    data = data_of(built, "lines/l.html") | {"@context": {"@vocab": "https://schema.org/"}}
    graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
    line = rdflib.URIRef("https://example.org/x/lines/l.html")
    assert len(list(graph.objects(line, rdflib.URIRef("https://schema.org/citation")))) == 3


def test_tags_of_a_reference(built: Built) -> None:
    tags = metas(built, "references/zhou2023.html")
    for tag in (
        ("DC.type", "journalArticle"),
        ("citation_title", "LIMA: 5 < 6"),
        ("citation_author", "Zhou, Chunting"),
        (
            "citation_author",
            "Jan Willem van der Berg",
        ),  # "van der Berg, Jan Willem" would be read as two people
        ("citation_author", "The Group"),
        ("citation_journal_title", "Journal of X"),
        ("citation_publication_date", "2023/05"),
        ("citation_volume", "7"),
        ("citation_issue", "2"),
        ("citation_firstpage", "10"),
        ("citation_lastpage", "20"),
        ("citation_doi", "10.1000/abc"),
        ("citation_public_url", "https://doi.org/10.1000/abc"),
    ):
        assert tag in tags
    assert "description" not in dict(tags)  # it would be saved as the abstract
    assert not built.html("references/zhou2023.html").css(
        'meta[property="og:site_name"], meta[property="og:type"], span.Z3988'
    )


def test_tags_of_preprints_and_papers(built: Built) -> None:
    preprint, paper = metas(built, "references/greenblatt2024.html"), metas(built, "references/wei2022.html")
    assert [content for name, content in preprint if name == "citation_author"] == ["Greenblatt, Ryan"]
    for tag in (
        ("DC.type", "preprint"),
        ("citation_arxiv_id", "2412.14093"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2412.14093"),
    ):
        assert tag in preprint
    assert ("citation_conference_title", "Advances") in paper and ("DC.type", "conferencePaper") in paper
    assert "citation_journal_title" not in dict(paper) | dict(preprint)


def test_tags_of_a_line(built: Built) -> None:
    tags = metas(built, "lines/l.html")
    assert ("DC.type", "webpage") in tags and ("citation_publication_date", "2026/01/02") in tags
    assert ("citation_title", built.line("l").name) in tags and ("citation_author", "Rik Roe") in tags
    assert not [name for name, _ in metas(built, "notes/a.html") if name.startswith("citation_")]


def context_objects(built: Built, page: str) -> list[dict[str, list[str]]]:
    return [parse_qs(str(span.attributes["title"])) for span in built.html(page).css("span.Z3988")]


def test_a_line_points_to_each_of_its_works_once(built: Built) -> None:
    spans = context_objects(built, "lines/l.html")
    assert [span.get("rft.atitle", span.get("rft.title")) for span in spans] == [
        ["LIMA: 5 < 6"],
        ["Faking"],
        ["Chain"],
    ]
    assert [span["rft_id"] for span in spans[:2]] == [
        ["info:doi/10.1000/abc"],
        ["info:doi/10.48550/arXiv.2412.14093"],
    ]
    assert not any("rft.au" in span or "rft.pages" in span for span in spans[:2])
    assert spans[1]["rft.type"] == ["preprint"]
    # What cannot be looked up is given whole.
    assert "rft_id" not in spans[2] and spans[2]["rft.au"]


def test_a_note_gives_all_of_its_works(built: Built) -> None:
    first, _ = context_objects(built, "notes/b.html")
    assert first["ctx_ver"] == ["Z39.88-2004"] and first["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert first["rft.au"] == ["Zhou, Chunting", "van der Berg, Jan Willem", "The Group"]
    assert first["rft_id"] == ["info:doi/10.1000/abc"]
    assert first["rft.date"] == ["2023-05"] and first["rft.pages"] == ["10-20"]


@pytest.mark.parametrize(
    ("kind", "format_", "zotero"),
    [("book", "book", "book"), ("chapter", "book", "bookSection"), ("report", "book", "report"), ("thesis", "dissertation", "thesis"),
     ("webpage", "dc", "webpage"), ("interview", "dc", "document")],
)  # fmt: skip
def test_every_kind_of_work(kind: str, format_: str, zotero: str) -> None:
    item = {
        "type": kind,
        "title": "T",
        "container-title": "C",
        "publisher": "P",
        "issued": {"date-parts": [[-44]]},
    }
    reference = reference_from_csl("k", item, file_start("a.json")).value
    found = parse_qs(context_object(reference.csl))
    assert found["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{format_}"] and "rft.date" not in found
    assert dict(work_tags(reference.csl, ""))["DC.type"] == zotero


def test_addresses_need_to_be_known(built: Built, tmp_path: Path) -> None:
    html = built.text("lines/l.html")
    assert (
        '<link rel="canonical" href="https://example.org/x/lines/l.html">' in html
        and 'property="og:url"' in html
    )
    assert 'href="../feed.xml"' in html
    bare = SiteDriver(tmp_path).build()
    for url in ("lines/l.html", "references/wei2022.html", "index.html"):
        assert (
            "canonical" not in bare.text(url)
            and "og:url" not in bare.text(url)
            and "feed.xml" not in bare.text(url)
        )
    assert not {"feed.xml", "feed.json", "sitemap.xml"} & bare.files.keys()


def test_every_page_says_what_it_is(built: Built) -> None:
    for url in built.files:
        if url.endswith(".html"):
            html = built.html(url)
            titles = [str(meta.attributes["content"]) for meta in html.css('meta[property="og:title"]')]
            assert len(titles) == 1 and titles[0] and html.css('link[rel="icon"]'), url
            assert not re.search(r"\d\d:\d\d:\d\d", built.text(url).replace("00:00:00", "")), url
