from pathlib import Path
from urllib.parse import unquote

from clewline.theme.beside.citing import page_citation
from driver import SiteDriver, note

BIB = "@article{w2020, title={On {W} & more}, author={Doe, Jane and {The Group}}, journal={J}, year=2020, pages={3--9}, doi={10.1000/x}}"


def test_a_page_is_cited_as_a_page_of_its_site_in_its_version(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write(
        "notes/a.md", note("A finding", "x", updated="2026-11-12", author="Jane Doe")
    )
    said = page_citation(site.build(base_url="https://example.org").note("a"))
    assert said.formatted == (
        "Jane Doe. <cite>A finding</cite>. Test site, 2026-11-12. "
        '<a href="https://example.org/notes/a.html">https://example.org/notes/a.html</a>'
    )
    assert [(file.label, file.name) for file in said.files] == [
        ("BibTeX", "a.bib"),
        ("RIS", "a.ris"),
        ("CSL-JSON", "a.json"),
    ]
    ris = unquote(said.files[1].href)
    assert "TY  - ELEC\r\nAU  - Jane Doe\r\nTI  - A finding\r\n" in ris and "DA  - 2026/11/12/" in ris


def test_a_reference_is_cited_as_its_work(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("w.bib", BIB).write("a.md", note("A", "[@w2020]"))
    files = page_citation(site.build().pages["references/w2020.html"]).files
    bibtex, ris, csl = (unquote(file.href) for file in files)
    assert "@article{w2020" in bibtex and "doi = {10.1000/x}" in bibtex
    assert "AU  - Doe, Jane\r\nAU  - The Group\r\n" in ris and "SP  - 3\r\nEP  - 9\r\n" in ris
    assert ris.endswith("ER  - \r\n") and '"DOI":"10.1000/x"' in csl


def test_what_a_link_holds_cannot_end_it(tmp_path: Path) -> None:
    site = SiteDriver(tmp_path).write("notes/a.md", note('"A \\"quoted\\" <b> & # % title"', "x"))
    for file in page_citation(site.build().note("a")).files:
        assert not set('"<>#\n ') & set(file.href)
