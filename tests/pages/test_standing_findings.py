"""Works that were retracted, corrected, superseded or published: findings, pages and data."""

import json
from pathlib import Path

from clewline.build.selection import selection
from clewline.build.site import Site
from clewline.content.loader import scan
from clewline.engine.database import Database
from clewline.evidence.reviews import Part
from clewline.pages.models import ReferencePage
from clewline.settings.config import Config
from clewline.settings.load import parse_config
from clewline.theme.theme import load_theme
from driver import Built, SiteDriver, note

HEAD = (
    "Record ID,Title,Author,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason\n"
)
GONE = "1,Ropes,Bo Able,3/9/2021 0:00,10.1000/n,1/1/2019 0:00,10.1000/a,,Retraction,+Error in Data;\n"
BIB = "@article{able, title={Ropes}, author={Able, Bo}, year={2019}, doi={10.1000/A}%s}\n"
FILES = {
    "notes/a.md": note("A", "Text.", references="[able]"),
    "notes/b.md": note("B", "Text."),
    "lines/q.md": note("Q?", "So [[b]]. And [[a]], [[a]].", answer="So."),
    "lines/r.md": note("R?", "So [[b]].", answer="So."),
}


def driver(tmp_path: Path, bib: str = BIB % "", listed: str = "") -> SiteDriver:
    site = SiteDriver(tmp_path).write("w.bib", bib)
    for path, text in FILES.items():
        site.write(path, text)
    return site.write("data/retractions.csv", HEAD + listed) if listed else site


def found(site: Built) -> list[tuple[str, str]]:
    starts = (
        (f"{d.code} {d.span.path}:{d.span.start.line}:{d.span.start.column}", d.message) for d in site.found
    )
    return [row for row in starts if row[0].startswith(("reference-", "preprint-", "retractions-"))]


NOTICE = "on 2021-03-09 (https://doi.org/10.1000/n): Error in Data"
FINDINGS = [
    ("reference-retracted lines/q.md:5:15", f"this note rests on Able 2019, which was retracted {NOTICE}"),
    ("reference-retracted notes/a.md:3:14", f"Able 2019 was retracted {NOTICE}"),
]


def test_findings_of_a_list(tmp_path: Path) -> None:
    site = driver(tmp_path, listed=GONE).build(retractions="data/retractions.csv")
    assert found(site) == FINDINGS


def test_without_the_setting_no_list_is_read(tmp_path: Path) -> None:
    assert found(driver(tmp_path, listed=GONE).build()) == []


def test_a_list_that_is_not_there_or_is_none(tmp_path: Path) -> None:
    site = driver(tmp_path)
    assert [code for code, _ in found(site.build(retractions="r.csv"))] == ["retractions-missing r.csv:1:1"]
    site.write("r.csv", "a,b\n")
    assert [code for code, _ in found(site.build(retractions="r.csv"))] == [
        "retractions-unreadable r.csv:1:1"
    ]


def test_a_list_outside_the_content_folders_is_read(tmp_path: Path) -> None:
    site = driver(tmp_path, listed=GONE)
    config = parse_config(
        'retractions = "data/retractions.csv"\n[content]\nfolders = ["notes", "lines", "works"]\n',
        "clewline.toml",
    )
    assert config.diagnostics == ()
    site.write("works/w.bib", BIB % "").write("data/other.md", note("Other", "Text."))
    content = scan(tmp_path, selection(tmp_path, tmp_path / "_site", config.value))
    paths = [file.source.path for file in content.files]
    assert "data/retractions.csv" in paths and "data/other.md" not in paths
    assert content.attachments == ()


def test_settings_name_a_csv_file_inside_the_site_folder() -> None:
    for value in ('"../r.csv"', '"r.txt"', "3", '"/r.csv"'):
        made = parse_config(f"retractions = {value}\n", "clewline.toml")
        assert [d.code for d in made.diagnostics] == ["config-value"]
        assert made.value.retractions == ""
    assert parse_config('retractions = ""\n', "clewline.toml").diagnostics == ()


def test_what_a_reference_says_of_itself(tmp_path: Path) -> None:
    site = driver(tmp_path, BIB % ", retracted={true}").build()
    assert found(site)[1] == ("reference-retracted notes/a.md:3:14", "Able 2019 was retracted")
    site = driver(tmp_path, BIB % ", corrected={2020}, superseded={by Bay 2021}").build()
    assert found(site) == [
        ("reference-corrected notes/a.md:3:14", "Able 2019 was corrected in 2020"),
        ("reference-superseded notes/a.md:3:14", "Able 2019 was superseded: by Bay 2021"),
    ]
    site = driver(tmp_path, BIB % ", concern={10.1000/c}").build()
    assert [code for code, _ in found(site)] == [
        "reference-concern lines/q.md:5:15",
        "reference-concern notes/a.md:3:14",
    ]


def test_an_annotation_says_that_the_work_was_retracted(tmp_path: Path) -> None:
    site = (
        driver(tmp_path).write("references/able.md", note("Ropes", "Text.", retracted="2021-03-09")).build()
    )
    assert ("reference-retracted notes/a.md:3:14", "Able 2019 was retracted on 2021-03-09") in found(site)


def test_a_work_that_nothing_rests_on_is_no_finding(tmp_path: Path) -> None:
    other = BIB % "" + "@book{cy, title={Sails}, author={Bay, Cy}, year=2019, retracted={true}}\n"
    assert found(driver(tmp_path, other).build()) == []


def test_pages_and_data(tmp_path: Path) -> None:
    site = driver(tmp_path, listed=GONE).build(retractions="data/retractions.csv")
    line = site.html("lines/q.html")
    assert "Retracted This answer rests on it: Able 2019" in " ".join(line.css_first(".draft").text().split())  # type: ignore[union-attr]
    assert "Retracted" in line.css_first("#s2 .papers").text()  # type: ignore[union-attr]
    assert "Retracted" in line.css_first("table.evidence").text()  # type: ignore[union-attr]
    assert site.html("lines/r.html").css(".draft, .fate") == []
    assert "Retracted" in site.html("notes/a.html").css_first(".facts").text()  # type: ignore[union-attr]
    page = site.page(ReferencePage, "references/able.html")
    assert [(n.standing, n.day, n.doi, n.reason) for n in page.notices] == [
        ("retracted", "2021-03-09", "10.1000/n", "Error in Data")
    ]
    facts = " ".join(site.html("references/able.html").css_first(".facts").text().split())  # type: ignore[union-attr]
    assert "Retracted9 March 2021 10.1000/n Error in Data" in facts
    assert "- Retracted: 2021-03-09 https://doi.org/10.1000/n Error in Data" in site.text(
        "references/able.md"
    )
    assert "[Able 2019](../references/able.html) (retracted)" in site.text("lines/q.md").replace(
        ".md", ".html"
    )
    nodes = json.loads(site.files["graph.json"])["nodes"]
    assert [node.get("standing") for node in nodes if node["kind"] == "references"] == ["retracted"]


def test_a_preprint_whose_published_version_is_in_the_bibliography(tmp_path: Path) -> None:
    preprint = "@misc{pre, title={Ropes}, author={Able, B.}, year=2018, eprint={1801.00001}, archiveprefix={arXiv}}\n"
    site = driver(tmp_path, BIB % "" + preprint)
    site.write("notes/b.md", note("B", "Text.", references="[pre]"))
    made = site.build()
    assert found(made) == [
        (
            "preprint-published notes/b.md:3:14",
            "Able 2018 is a preprint that has been published since as @able",
        )
    ]
    assert made.site.planner.coverage.base("lines/q.md").works == ("able",)
    facts = " ".join(made.html("references/pre.html").css_first(".facts").text().split())  # type: ignore[union-attr]
    assert "Preprint, published sinceAble 2019" in facts


def test_a_retraction_that_comes_and_goes_is_followed(tmp_path: Path) -> None:
    config = Config(title="Test site", retractions="data/retractions.csv")
    driver(tmp_path, listed=GONE)
    site, chosen = Site(Database()), selection(tmp_path, tmp_path / "_site", config)

    def files() -> dict[str, bytes]:
        site.update(scan(tmp_path, chosen), load_theme(tmp_path / "templates"), config)
        return site.files()

    before = files()
    (tmp_path / "data/retractions.csv").write_text(HEAD)
    after = files()
    changed = {url for url in before if before[url] != after[url] and url.endswith(".html")}
    assert changed == {"lines/q.html", "notes/a.html", "references/able.html"}
    (tmp_path / "data/retractions.csv").write_text(HEAD + GONE)
    assert files() == before


def test_a_review_knows_which_works_were_retracted(tmp_path: Path) -> None:
    listed = driver(tmp_path, listed=GONE)
    before = listed.build().site.planner.reviews.digested("notes/a.md").parts
    after = listed.build(retractions="data/retractions.csv").site.planner.reviews.digested("notes/a.md").parts
    assert Part.RETRACTED not in before
    assert after == before | {Part.RETRACTED: before[Part.WORKS]}
