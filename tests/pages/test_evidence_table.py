from pathlib import Path

from clewline.pages.holes import text
from driver import Built, SiteDriver, note


def built(tmp_path: Path) -> Built:
    site = SiteDriver(tmp_path).write(
        "notes/w.bib",
        "@book{w, title={W}, author={A, B}, year=2020}\n@book{v, title={V}, author={C, D}, year=2023}",
    )
    site.write("notes/a.md", note("A", "x", references="[w]")).write(
        "notes/b.md", note("B", "x", references="[v]")
    )
    site.write("notes/c.md", note("C", "x"))
    site.write("notes/lines/other.md", note("Other?", "It is said [[a]]."))
    body = "First it is true [[a]]. Then it is false [[b]]. And more [[c]]. Again [[a]]."
    return site.write(
        "notes/lines/q.md", note("Q?", body, supports="[a]", opposes="[b]", answer="It is true [[a]].")
    ).build()


def test_each_source_has_a_row_with_its_sentence_year_and_other_lines(tmp_path: Path) -> None:
    rows = built(tmp_path).line("q").evidence.rows
    assert [
        (row.card.number, row.card.stance, row.year, row.sentence, [text(line.title) for line in row.lines])
        for row in rows
    ] == [
        (1, "supports", "2020", "First it is true.", ["Other?"]),
        (2, "opposes", "2023", "Then it is false.", []),
        (3, "", "", "And more.", []),
    ]


def test_stances_are_counted_from_support_to_opposition(tmp_path: Path) -> None:
    evidence = built(tmp_path).line("q").evidence
    assert [(stance.key, count) for stance, count in evidence.counts] == [
        ("supports", 1),
        ("cited", 1),
        ("opposes", 1),
    ]
    assert (evidence.first, evidence.last) == ("2020", "2023")


def test_the_page_shows_answer_marks_and_table(tmp_path: Path) -> None:
    site = built(tmp_path)
    page = site.main("lines/q.html")
    answer = page.css_first(".answer")
    assert answer is not None and answer.text() == "It is true1."
    marks = [
        (node.attributes["class"], link.attributes["href"])
        for node in page.css(".marks li")
        for link in node.css("a")
    ]
    assert marks == [("supports above", "#s1"), ("opposes below", "#s2"), ("cited on", "#s3")]
    assert [label.text(strip=True) for label in page.css(".only label")] == [
        "1 supports",
        "1 cited",
        "1 against",
    ]
    assert len(page.css(".evidence tbody tr")) == 3
    assert site.pages["lines/q.html"].description == "It is true."


def test_the_table_stands_beside_the_page_as_csv(tmp_path: Path) -> None:
    from clewline.theme.beside.table import evidence_csv

    table = evidence_csv(built(tmp_path).line("q")).decode().split("\r\n")
    assert table[0] == "number,finding,stance,papers,year,works,sentence,other lines,note"
    assert table[1] == "1,A,supports,A 2020,2020,,First it is true.,Other?,notes/a.html"
